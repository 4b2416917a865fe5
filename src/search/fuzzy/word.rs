//! One word of a query, prepared to be compared with lines. Refuses to know: the matcher itself.
//!
//! # The bound
//!
//! Read off fuzzy-matcher 0.3.7 (`skim.rs`) with its standard figures, for text without ASCII
//! capitals: a matched character gives 16. The first one loses 1 and gains 16 if it
//! opens the line, 8 if it starts a word. A later one gains 4 if it follows the one before
//! without a gap (8 if that one is a separator or the same letter: the matcher then reads a bonus
//! that an earlier row left), and otherwise loses at least 4 for the gap and gains 8 at most, if
//! it starts a word. So a pair of neighbours that the line lacks, and a letter that starts no word
//! in it, each lower what can be reached. Gaps longer than one only cost more.

use super::super::lines::{Lines, first_code};
use super::super::marks::{BLOCKS, LONGEST, Row, intersect, is_separator, letter, pair, unite};
use super::losses::Losses;
use super::stretch::{self, ByteStretch, Places, Short};

/// A word of a query, prepared.
#[derive(Clone, Debug)]
pub(super) struct Word {
    text: String,
    ascii: bool,
    characters: Vec<char>,
    first: u8,
    /// Its letters as marks of a line.
    letters: Vec<u32>,
    /// What follows the first letter, up to the [`LONGEST`] one.
    later: Vec<Later>,
    /// The score that nothing lowers.
    highest: i64,
    /// Whether two neighbours are the same letter.
    repeats: bool,
}

/// A letter after another one, as marks of a line.
#[derive(Clone, Copy, Debug)]
struct Later {
    letter: u32,
    pair: u32,
    /// Whether it gains 8 and not 4 without a gap before it.
    doubled: bool,
}

impl Word {
    /// Prepares a folded word, which is not empty.
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let neighbours = || characters.windows(2).map(|pair| (pair[0], pair[1]));
        let is_doubled = |(before, after)| before == after || is_separator(before);
        let doubled = neighbours().filter(|&pair| is_doubled(pair)).count();
        let later = neighbours().take(LONGEST - 1).map(|(before, after)| Later {
            letter: letter(after),
            pair: pair(before, after),
            doubled: is_doubled((before, after)),
        });
        Self {
            text: text.to_owned(),
            ascii: text.is_ascii(),
            first: characters.first().map_or(0, |&c| first_code(c)),
            letters: characters.iter().map(|&c| letter(c)).collect(),
            later: later.collect(),
            highest: i64::from((11 + 20 * characters.len() + 4 * doubled) as u32),
            repeats: neighbours().any(|(before, after)| before == after),
            characters,
        }
    }

    /// Returns its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Returns its characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// Returns whether it is ASCII.
    pub fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// Returns the most that a letter behind the first one can gain, right behind the one before.
    pub fn most(&self, at: usize) -> i64 {
        if self.later[at - 1].doubled { 24 } else { 20 }
    }

    /// Returns whether two neighbours are the same letter: the second one then finds what the first one
    /// has left in the matcher.
    pub fn repeats(&self) -> bool {
        self.repeats
    }

    /// Returns the score that fuzzy-matcher cannot exceed on any line.
    pub fn highest(&self) -> i64 {
        self.highest
    }

    /// Returns the most losses, each of 4, that a line can have against [`Self::highest`].
    pub fn most_losses(&self) -> u32 {
        4 + self.later.iter().map(|later| 2 + u32::from(later.doubled)).sum::<u32>()
    }

    /// Adds what the lines of a chunk lose against [`Self::highest`] at least.
    pub fn add_losses(&self, lines: &Lines, chunk: usize, losses: &mut Losses) {
        let marks = lines.marks();
        let mut without = lines.opening(chunk, self.first).map(|lines| !lines);
        losses.add(1, &without);
        drop_those_in(&mut without, marks.starting(chunk, self.letters[0]));
        losses.add(1, &without);
        for later in &self.later {
            let mut without = marks.with_pair(chunk, later.pair).map(|lines| !lines);
            if later.doubled {
                losses.add(0, &without);
            }
            drop_those_in(&mut without, marks.starting(chunk, later.letter));
            losses.add(1, &without);
        }
    }

    /// Returns which lines of a chunk may hold its characters in order.
    pub fn may_be_in(&self, lines: &Lines, chunk: usize) -> Row {
        lines.marks().may_hold(chunk, &self.letters)
    }

    /// Returns which lines of a chunk hold its characters in order as far as their marks can tell: nothing
    /// is known of the others.
    pub fn is_surely_in(&self, lines: &Lines, chunk: usize) -> Row {
        // A character that shares its mark may not be there.
        let exact = self.text.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if exact { lines.marks().surely_hold(chunk, &self.letters) } else { [0; BLOCKS] }
    }

    /// Returns which lines of a chunk may hold the word as one run or by word starts.
    pub fn may_be_tight(&self, lines: &Lines, chunk: usize) -> Row {
        /// Several pairs are as good as none in few lines that do not hold the word.
        const FEW: usize = 3;
        let marks = lines.marks();
        let mut run =
            if self.later.len() <= FEW { self.may_be_in(lines, chunk) } else { [u64::MAX; BLOCKS] };
        for later in &self.later {
            intersect(&mut run, marks.with_pair(chunk, later.pair));
        }
        let mut initial = [u64::MAX; BLOCKS];
        for &letter in self.letters.iter().take(LONGEST) {
            intersect(&mut initial, marks.starting(chunk, letter));
        }
        unite(&mut run, &initial);
        run
    }

    /// Returns whether a text holds the word as one run or by word starts only, as [`is_tight`]
    /// does.
    ///
    /// [`is_tight`]: Self::is_tight
    pub fn is_tight_in<const N: usize>(&self, text: &Short<N>) -> bool {
        let (mut open, mut initial) = (text.starts(), Places::NONE);
        let (mut next, mut run) = (Places::ALL, Places::NONE);
        for &letter in self.text.as_bytes() {
            let places = text.places(letter);
            initial = places & open;
            open = open & initial.behind_first();
            run = places & next;
            next = run.next();
        }
        !(initial | run).is_empty()
    }

    /// Returns whether a folded text holds the word as one run or by word starts only.
    pub fn is_tight(&self, text: &str) -> bool {
        text.contains(&self.text) || self.is_initials(text)
    }

    /// Returns whether the word is made of characters that start words, in order.
    fn is_initials(&self, text: &str) -> bool {
        let mut wanted = self.characters.iter();
        let mut next = wanted.next();
        let mut before = ' ';
        for c in text.chars() {
            if is_separator(before) && Some(&c) == next {
                next = wanted.next();
            }
            before = c;
        }
        next.is_none()
    }

    /// Returns whether a line holds its characters in order.
    pub fn is_in(&self, lines: &Lines, line: usize) -> bool {
        if !self.ascii {
            let mut characters = lines.text(line).chars();
            return self.characters.iter().all(|wanted| characters.any(|c| c == *wanted));
        }
        let (mut bytes, mut length) = lines.bytes_on(line);
        let mut wanted = self.text.as_bytes();
        // Nearly all lines are one stretch.
        if length <= stretch::LENGTH
            && let Some(stretch) = ByteStretch::new(bytes, length)
        {
            return stretch.holds(wanted);
        }
        while let Some(stretch) = ByteStretch::new(bytes, length) {
            wanted = &wanted[stretch.holds_first(wanted)..];
            bytes = &bytes[stretch::LENGTH..];
            length = length.saturating_sub(stretch::LENGTH);
        }
        // Only the end of the last lines is left.
        let mut rest = bytes[..length].iter();
        wanted.iter().all(|wanted| rest.any(|byte| byte == wanted))
    }
}

fn drop_those_in(row: &mut Row, other: &Row) {
    row.iter_mut().zip(other).for_each(|(row, other)| *row &= !other);
}
