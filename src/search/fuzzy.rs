//! Fuzzy matching of lines, with the scores of fuzzy-matcher. The one file that names the matcher.
//!
//! A line is ruled out, in this order, by the characters in its quarters, by its pairs of neighbours and
//! by an upper bound of its score, all of them read from `marks` for a thousand lines at once; then from
//! its text, by the subsequence test and by its score as it is worked out here (`leaps` for nearly all
//! lines, `closely` for any). Lines are visited by falling bounds, until no other can be among the best
//! (one threshold for all threads, `top`). Results equal those of a fresh matcher called for each line
//! and word, the scores of the words summed. Refuses to know: fields' weights, classes above the fuzzy
//! ones.

mod closely;
mod leaps;
mod losses;
mod stretch;
mod top;
mod walk;
mod word;

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::bits::Bits;
use super::lines::{LINE_LIMIT, Lines};
use super::marks::{BLOCKS, CHUNK, Row, intersect, is_empty, lines_of};
use closely::RowMemory;
use leaps::Leaps;
use losses::{Losses, MOST};
use stretch::Short;
use top::{Top, key};
use word::Word;

pub use top::Scored;
pub use walk::Walk;

/// The words of a query, prepared for matching.
#[derive(Clone, Debug)]
pub struct Pattern {
    words: Vec<Word>,
}

impl Pattern {
    /// Prepares folded words; `None` if there are none.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let words: Vec<Word> =
            words.into_iter().filter(|word| !word.is_empty()).map(Word::new).collect();
        (!words.is_empty()).then_some(Self { words })
    }

    /// Returns whether every line that matches this matched `earlier`.
    pub fn narrows(&self, earlier: &Self) -> bool {
        let among = |old: &Word| self.words.iter().any(|new| new.text().starts_with(old.text()));
        earlier.words.iter().all(among)
    }

    /// Returns which lines of a chunk may match.
    fn may_match(&self, lines: &Lines, chunk: usize) -> Row {
        self.words_agree(|word| word.may_be_in(lines, chunk))
    }

    /// Returns which lines of a chunk surely match.
    fn surely_match(&self, lines: &Lines, chunk: usize) -> Row {
        self.words_agree(|word| word.is_surely_in(lines, chunk))
    }

    /// Returns which lines of a chunk may be tight.
    fn may_be_tight(&self, lines: &Lines, chunk: usize) -> Row {
        self.words_agree(|word| word.may_be_tight(lines, chunk))
    }

    fn words_agree(&self, row: impl Fn(&Word) -> Row) -> Row {
        let mut all = [u64::MAX; BLOCKS];
        self.words.iter().for_each(|word| intersect(&mut all, &row(word)));
        all
    }

    /// Returns the score that no line exceeds.
    fn highest(&self) -> i64 {
        self.words.iter().map(Word::highest).sum()
    }

    /// Returns how much the lines of a chunk lose against the highest score at least: a number of fours
    /// for each, and how many there can be.
    fn losses(&self, lines: &Lines, chunk: usize) -> Losses {
        let mut losses = Losses::new(self.most_losses());
        self.counted().for_each(|word| word.add_losses(lines, chunk, &mut losses));
        losses
    }

    fn most_losses(&self) -> u32 {
        self.counted().map(Word::most_losses).sum()
    }

    /// Returns the words whose losses are counted: all, unless they are very many.
    fn counted(&self) -> impl Iterator<Item = &Word> {
        self.words.iter().scan(0, |sum, word| {
            *sum += word.most_losses();
            (*sum <= MOST).then_some(word)
        })
    }

    fn is_in(&self, lines: &Lines, line: usize) -> bool {
        self.words.iter().all(|word| word.is_in(lines, line))
    }

    /// Returns those of some lines of a chunk that match, given with its first line.
    fn matching(&self, lines: &Lines, first: usize, among: &Row) -> Row {
        let mut found = self.surely_match(lines, first / CHUNK);
        intersect(&mut found, among);
        let open: Row = std::array::from_fn(|block| among[block] & !found[block]);
        let open: Vec<usize> = lines_of(&open).collect();
        for some in open.chunks(TOGETHER) {
            ask_for(lines, some.iter().map(|at| first + at));
            for &at in some {
                found[at / 64] |= u64::from(self.is_in(lines, first + at)) << (at % 64);
            }
        }
        found
    }

    /// Returns the sum of the scores of plain fuzzy-matcher; `None` if a word has none.
    fn score(&self, text: &str) -> Option<i64> {
        self.words.iter().map(|word| score(text, word.text())).sum()
    }
}

/// How many texts are asked for at once.
const TOGETHER: usize = 32;

/// Asks for the texts of some lines, so that they come from memory side by side and not one after the
/// other.
fn ask_for(lines: &Lines, some: impl Iterator<Item = usize>) {
    let mut all = 0;
    for line in some {
        let (bytes, length) = lines.bytes_on(line);
        all ^= bytes[length - 1];
        for stretch in bytes[..length].chunks(stretch::LENGTH) {
            all ^= stretch[0];
        }
    }
    std::hint::black_box(all);
}

/// Returns the score of a fresh matcher for a folded text and word.
pub fn score(text: &str, word: &str) -> Option<i64> {
    matcher().fuzzy_match(text, word)
}

/// Returns the places where a fresh matcher finds the characters of a word in a folded text,
/// counted in characters, ascending.
pub fn places(text: &str, word: &str) -> Vec<usize> {
    matcher().fuzzy_indices(text, word).map(|(_, places)| places).unwrap_or_default()
}

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
}

/// Returns whether a folded text has a word as one run or by word starts only.
pub fn is_tight(text: &str, word: &str) -> bool {
    Word::new(word).is_tight(text)
}

/// Finds the best `limit` lines in which every word is one run of letters or word starts only, at
/// most one an entry, best first: by score, field, shortness and order.
pub fn tight(lines: &Lines, pattern: &Pattern, limit: usize, walk: &Walk<'_>) -> Vec<Scored> {
    BestLines::new(lines, pattern, limit, walk, true).run()
}

/// Finds the best `limit` of the other lines that match, in the same order.
pub fn loose(lines: &Lines, pattern: &Pattern, limit: usize, walk: &Walk<'_>) -> Vec<Scored> {
    BestLines::new(lines, pattern, limit, walk, false).run()
}

/// The best lines so far and how they are looked for, shared by the threads.
struct BestLines<'a> {
    lines: &'a Lines,
    pattern: &'a Pattern,
    walk: &'a Walk<'a>,
    /// Whether tight lines are wanted, or the others.
    tight: bool,
    top: Top,
}

/// The lines of a chunk that are to be looked at.
struct Candidates {
    first: usize,
    lines: Row,
    /// Those that may be tight.
    tight: Row,
    losses: Losses,
}

/// A line with its bound and whether it may be tight.
type Bounded = (usize, i64, bool);

/// What is used again for each line.
#[derive(Default)]
struct Memory {
    rows: RowMemory,
    leaps: Leaps,
    /// Lines whose texts are asked for together.
    asked: Vec<Bounded>,
}

impl<'a> BestLines<'a> {
    fn new(
        lines: &'a Lines,
        pattern: &'a Pattern,
        limit: usize,
        walk: &'a Walk<'a>,
        tight: bool,
    ) -> Self {
        Self { lines, pattern, walk, tight, top: Top::new(limit) }
    }

    fn run(self) -> Vec<Scored> {
        /// Fewer lines are looked at before a second thread has started.
        const WORTH_A_THREAD: usize = 4096;
        if self.top.is_empty() {
            return Vec::new();
        }
        let are_few = self.walk.among.is_some_and(|among| among.count() < WORTH_A_THREAD);
        let walk = Walk { threads: if are_few { 1 } else { self.walk.threads }, ..*self.walk };
        walk.each_half(self.lines.len(), |stretch| self.run_by_bound(stretch));
        self.kept()
    }

    /// Returns the lines that were kept. No line that was left out can exceed its own bound, so that these
    /// are the best.
    fn kept(self) -> Vec<Scored> {
        let (lines, pattern) = (self.lines, self.pattern);
        let kept = self.top.into_sorted();
        let plainly = |one: &Scored| pattern.score(lines.text(one.line as usize));
        debug_assert!(
            kept.iter().all(|one| plainly(one) == Some(one.score)),
            "the matcher's scores"
        );
        kept
    }

    /// Goes through a stretch of lines by falling bounds. Scattered letters score far below the
    /// bound, so that lines in their own order would lift the threshold late.
    fn run_by_bound(&self, stretch: Range<usize>) {
        let mut memory = Memory::default();
        let firsts = self.walk.parts(stretch).flat_map(|part| part.step_by(CHUNK));
        let candidates: Vec<Candidates> =
            firsts.filter_map(|first| self.candidates(first)).collect();
        for losses in 0..=self.pattern.most_losses() {
            let bound = self.pattern.highest() - 4 * i64::from(losses);
            for some in candidates.chunks(TOGETHER) {
                if !self.top.may_take(bound) || !(self.walk.wanted)() {
                    return;
                }
                for chunk in some {
                    self.consider_all(chunk, losses, bound, &mut memory);
                }
            }
            self.consider_asked(&mut memory);
        }
    }

    /// Returns the lines of a chunk that are to be looked at; `None` if there are none.
    fn candidates(&self, first: usize) -> Option<Candidates> {
        let (lines, chunk) = (self.lines, first / CHUNK);
        let among = self.walk.among_of(first);
        if is_empty(&among) {
            return None;
        }
        let tight = self.pattern.may_be_tight(lines, chunk);
        let mut found = match self.walk.among {
            _ if self.tight => tight,
            Some(_) => among,
            None => self.pattern.may_match(lines, chunk),
        };
        intersect(&mut found, &among);
        let losses = || self.pattern.losses(lines, chunk);
        (!is_empty(&found)).then(|| Candidates { first, lines: found, tight, losses: losses() })
    }

    /// Considers the lines of a chunk that have so many losses.
    fn consider_all(&self, chunk: &Candidates, losses: u32, bound: i64, memory: &mut Memory) {
        for at in lines_of(&chunk.losses.equal(losses, &chunk.lines)) {
            let line = chunk.first + at;
            if self.top.takes(key(self.lines, line, bound))
                && (self.walk.admits)(self.lines.owner(line))
            {
                let may_be_tight = chunk.tight[at / 64] >> (at % 64) & 1 == 1;
                memory.asked.push((line, bound, may_be_tight));
                if memory.asked.len() == TOGETHER {
                    self.consider_asked(memory);
                }
            }
        }
    }

    fn consider_asked(&self, memory: &mut Memory) {
        let asked = std::mem::take(&mut memory.asked);
        ask_for(self.lines, asked.iter().map(|(line, ..)| *line));
        for &line in &asked {
            self.consider(line, memory);
        }
        memory.asked = asked;
        memory.asked.clear();
    }

    fn consider(&self, one: Bounded, memory: &mut Memory) {
        let (line, bound, _) = one;
        if !self.top.takes(key(self.lines, line, bound)) {
            return;
        }
        match self.lines.length(line).div_ceil(stretch::LENGTH) {
            0 | 1 => self.consider_in::<1>(one, memory),
            2 => self.consider_in::<2>(one, memory),
            3 => self.consider_in::<3>(one, memory),
            4 => self.consider_in::<4>(one, memory),
            _ => self.consider_in::<{ LINE_LIMIT / stretch::LENGTH }>(one, memory),
        }
    }

    /// Considers a line of so many stretches at most, if it is ASCII.
    fn consider_in<const STRETCHES: usize>(
        &self,
        (line, _, may_be_tight): Bounded,
        memory: &mut Memory,
    ) {
        let (lines, words) = (self.lines, &self.pattern.words);
        let (bytes, length) = lines.bytes_on(line);
        let short = Short::<STRETCHES>::new(bytes, length);
        let is_tight = may_be_tight
            && words.iter().all(|word| match &short {
                Some(short) if word.is_ascii() => word.is_tight_in(short),
                _ => word.is_tight(lines.text(line)),
            });
        let is_in = || is_tight || self.walk.among.is_some() || self.pattern.is_in(lines, line);
        if is_tight != self.tight || !is_in() {
            return;
        }
        let (mut score, mut open, mut is_read) = (0, self.pattern.highest(), false);
        for word in words {
            open -= word.highest();
            let least = self.top.least() - score - open;
            let short = short.as_ref().filter(|_| word.is_ascii());
            let leapt = short.and_then(|short| memory.leaps.score(short, bytes, word, least));
            score += leapt.unwrap_or_else(|| {
                if !std::mem::replace(&mut is_read, true) {
                    memory.rows.read(lines.text(line));
                }
                memory.rows.score(word.characters())
            });
            if !self.top.takes(key(lines, line, score + open)) {
                return;
            }
        }
        self.top.offer(lines.owner(line), key(lines, line, score));
    }
}

/// Finds all lines that match.
pub fn matching(lines: &Lines, pattern: &Pattern, walk: &Walk<'_>) -> Bits {
    let halves = walk.each_half(lines.len(), |stretch| {
        let mut blocks = Vec::with_capacity(stretch.len().div_ceil(CHUNK) * BLOCKS);
        for first in walk.parts(stretch.clone()).flat_map(|part| part.step_by(CHUNK)) {
            let mut found = walk.among_of(first);
            if !is_empty(&found) {
                intersect(&mut found, &pattern.may_match(lines, first / CHUNK));
                found = pattern.matching(lines, first, &found);
            }
            blocks.extend(found);
        }
        blocks.resize(stretch.len().div_ceil(64), 0);
        blocks
    });
    Bits::from_blocks(halves.concat())
}

#[cfg(test)]
mod tests;
