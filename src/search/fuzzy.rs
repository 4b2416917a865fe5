//! Fuzzy matching of lines: fuzzy-matcher gives the scores, and is called only where a score can
//! matter. The one file that names the matcher.
//!
//! A line is ruled out, in this order, by the characters present in it, by an upper bound of its
//! score held against the worst of the best found so far (one threshold for all threads), and by the
//! subsequence test. Results equal those of a fresh matcher called for each line and word, the
//! scores of the words summed. Refuses to know: fields' weights, classes above the fuzzy ones.
//!
//! # The bound
//!
//! Read off fuzzy-matcher 0.3.7 (`skim.rs`) with its standard figures, for text without ASCII
//! capitals: a matched character gives 16. The first one loses 1 and gains 16 in place where it
//! opens the line, 8 where it starts a word. A later one gains 4 where it follows the one before
//! without a gap (8 where that one is a separator or the same letter: the matcher then reads a bonus
//! that an earlier row left), and otherwise loses at least 4 for the gap and gains 8 at most, where
//! it starts a word. So a pair of neighbours that the line lacks, and a letter that starts no word
//! in it, each lower what can be reached. Gaps longer than one only cost more.
//!
//! # Reuse
//!
//! A matcher keeps its matrix between calls, and a stale bonus is read only where two neighbours of
//! the query are the same letter. Queries without such neighbours share one matcher a thread; the
//! others get a fresh one for each call.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::bits::Bits;
use super::lines::{Lines, bit, first_code, is_separator, pair_bit};

/// How many lines are looked at between two questions whether the answer is still wanted.
const BREATH: usize = 8192;

/// A word of a query, prepared.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    characters: Vec<char>,
    /// All its characters.
    mask: u64,
    /// All its pairs of neighbours.
    all_pairs: u128,
    first: u8,
    bits: Vec<u64>,
    pairs: Vec<u128>,
    /// What a character can gain without a gap before it.
    adjacent: Vec<i32>,
    /// Whether no two neighbours are equal, so that a matcher can be used again.
    reusable: bool,
}

impl Word {
    fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let neighbours = || characters.windows(2).map(|pair| (pair[0], pair[1]));
        Self {
            text: text.to_owned(),
            mask: characters.iter().map(|&c| bit(c)).fold(0, |all, one| all | one),
            all_pairs: neighbours().map(|(a, b)| pair_bit(a, b)).fold(0, |all, one| all | one),
            first: characters.first().map_or(0, |&c| first_code(c)),
            bits: characters.iter().map(|&c| bit(c)).collect(),
            pairs: neighbours().map(|(a, b)| pair_bit(a, b)).collect(),
            adjacent: neighbours()
                .map(|(a, b)| if a == b || is_separator(a) { 8 } else { 4 })
                .collect(),
            reusable: neighbours().all(|(a, b)| a != b),
            characters,
        }
    }

    /// Gives a score that fuzzy-matcher cannot exceed on the line.
    fn bound(&self, lines: &Lines, line: usize) -> i32 {
        let (starts, pairs) = (lines.starts(line), lines.pairs(line));
        let opening = if lines.first()[line] == self.first {
            16
        } else if starts & self.bits[0] != 0 {
            8
        } else {
            0
        };
        let mut bound = 15 + opening;
        for at in 0..self.pairs.len() {
            let apart = if starts & self.bits[at + 1] == 0 { -4 } else { 4 };
            let together = if pairs & self.pairs[at] == 0 { -4 } else { self.adjacent[at] };
            bound += 16 + apart.max(together);
        }
        bound
    }

    /// Tells whether the line can hold the word as one run or by word starts.
    fn may_be_tight(&self, lines: &Lines, line: usize) -> bool {
        lines.pairs(line) & self.all_pairs == self.all_pairs
            || lines.starts(line) & self.mask == self.mask
    }

    fn is_tight(&self, text: &str) -> bool {
        text.contains(&self.text) || self.is_initials(text)
    }

    /// Tells whether the word is made of characters that start words, in order.
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

    fn is_subsequence(&self, text: &str) -> bool {
        if self.text.is_ascii() {
            let mut wanted = self.text.as_bytes();
            for byte in text.bytes() {
                let Some((&next, rest)) = wanted.split_first() else { return true };
                if byte == next {
                    wanted = rest;
                }
            }
            wanted.is_empty()
        } else {
            let mut characters = text.chars();
            self.characters.iter().all(|wanted| characters.any(|c| c == *wanted))
        }
    }
}

/// The words of a query, prepared for matching.
#[derive(Clone, Debug)]
pub struct Pattern {
    words: Vec<Word>,
    mask: u64,
}

impl Pattern {
    /// Prepares folded words; `None` where there are none.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let words: Vec<Word> =
            words.into_iter().filter(|word| !word.is_empty()).map(Word::new).collect();
        let mask = words.iter().fold(0, |all, word| all | word.mask);
        (!words.is_empty()).then_some(Self { words, mask })
    }

    /// Tells whether every line that matches this matched `earlier`.
    pub fn narrows(&self, earlier: &Self) -> bool {
        let among = |old: &Word| self.words.iter().any(|new| new.text.starts_with(&old.text));
        earlier.words.iter().all(among)
    }

    fn is_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| word.is_subsequence(text))
    }

    /// Tells whether the characters present decide alone.
    fn is_decided_by_mask(&self) -> bool {
        self.words.iter().all(|word| {
            word.characters.len() == 1 && word.text.as_bytes()[0].is_ascii_alphanumeric()
        })
    }

    /// Gives the sum of the scores that plain fuzzy-matcher gives; `None` where a word has none.
    fn score(&self, matcher: &SkimMatcherV2, text: &str) -> Option<i64> {
        self.words
            .iter()
            .map(|word| {
                if word.reusable {
                    matcher.fuzzy_match(text, &word.text)
                } else {
                    score(text, &word.text)
                }
            })
            .sum()
    }
}

/// Gives the score of a fresh matcher for a folded text and word.
pub fn score(text: &str, word: &str) -> Option<i64> {
    matcher().fuzzy_match(text, word)
}

/// Gives where a fresh matcher places a word in a folded text: counts of characters, ascending.
pub fn places(text: &str, word: &str) -> Vec<usize> {
    matcher().fuzzy_indices(text, word).map(|(_, places)| places).unwrap_or_default()
}

fn matcher() -> SkimMatcherV2 {
    SkimMatcherV2::default().ignore_case()
}

/// Tells whether a word stands in a folded text as one run or by word starts only.
pub fn is_tight(text: &str, word: &str) -> bool {
    Word::new(word).is_tight(text)
}

/// A line that matches, and its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The line.
    pub line: u32,
    /// The sum of the scores of the words.
    pub score: i64,
}

/// The best lines, one an entry, best first: by score, field, shortness and order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Best {
    /// Those in which every word is one run or word starts only.
    pub tight: Vec<Scored>,
    /// The others.
    pub loose: Vec<Scored>,
}

/// How to go through the lines.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    /// How many threads may work: 1 or 2.
    pub threads: usize,
    /// The lines that can match at all, where an earlier query told.
    pub among: Option<&'a Bits>,
    /// Which entries count.
    pub admits: &'a (dyn Fn(u32) -> bool + Sync),
    /// Asked now and then; `false` ends the walk, and its result is worth nothing.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
}

impl Walk<'_> {
    /// Calls `visit` with each stretch of lines, on as many threads as may work.
    fn each_half<T: Send>(
        &self,
        length: usize,
        visit: impl Fn(Range<usize>) -> T + Sync,
    ) -> Vec<T> {
        // A thread costs tens of microseconds, which only pays for many lines.
        if self.threads < 2 || length < 2 * BREATH {
            return vec![visit(0..length)];
        }
        let middle = (length / 2).next_multiple_of(64);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| visit(middle..length));
            let first = visit(0..middle);
            vec![first, second.join().expect("matching does not panic")]
        })
    }

    /// Goes through the lines of a stretch that hold all characters of a mask, until no longer
    /// wanted.
    fn each_line(
        &self,
        lines: &Lines,
        stretch: Range<usize>,
        mask: u64,
        mut visit: impl FnMut(usize),
    ) {
        let mut start = stretch.start;
        while start < stretch.end && (self.wanted)() {
            let end = stretch.end.min(start + BREATH);
            for (offset, present) in lines.present()[start..end].iter().enumerate() {
                let line = start + offset;
                if present & mask == mask
                    && self.among.is_none_or(|among| among.contains(line as u32))
                {
                    visit(line);
                }
            }
            start = end;
        }
    }
}

/// Finds the best `limit` tight lines and, where these are fewer, the best loose ones to fill up;
/// at most one line an entry in each.
pub fn best(lines: &Lines, pattern: &Pattern, limit: usize, walk: &Walk<'_>) -> Best {
    let (tight, loose) = (Top::new(limit), Top::new(limit));
    let opening = pattern.words[0].first;
    walk.each_half(lines.len(), |stretch| {
        let matcher = matcher();
        let consider = |line: usize| {
            if !(walk.admits)(lines.owner(line)) {
                return;
            }
            let bound = pattern.words.iter().map(|word| i64::from(word.bound(lines, line))).sum();
            let key = key(lines, line, bound);
            let may_be_tight = pattern.words.iter().all(|word| word.may_be_tight(lines, line));
            let takes_tight = may_be_tight && tight.takes(key);
            let takes_loose = !tight.is_full() && loose.takes(key);
            if !takes_tight && !takes_loose {
                return;
            }
            let text = lines.text(line);
            let is_tight = may_be_tight && pattern.words.iter().all(|word| word.is_tight(text));
            if !(if is_tight { takes_tight } else { takes_loose }) || !pattern.is_in(text) {
                return;
            }
            if let Some(score) = pattern.score(&matcher, text) {
                let top = if is_tight { &tight } else { &loose };
                top.offer(lines.owner(line), self::key(lines, line, score));
            }
        };
        // Lines that open with the query's first letter score best and lift the threshold early.
        let mut later = Vec::new();
        walk.each_line(lines, stretch, pattern.mask, |line| {
            if lines.first()[line] == opening { consider(line) } else { later.push(line as u32) }
        });
        for part in later.chunks(BREATH).take_while(|_| (walk.wanted)()) {
            part.iter().for_each(|&line| consider(line as usize));
        }
    });
    let tight = tight.into_sorted();
    let room = limit - tight.len();
    let mut loose = loose.into_sorted();
    loose.retain(|found| !tight.iter().any(|other| same_owner(lines, *found, *other)));
    loose.truncate(room);
    Best { tight, loose }
}

fn same_owner(lines: &Lines, one: Scored, other: Scored) -> bool {
    lines.owner(one.line as usize) == lines.owner(other.line as usize)
}

/// Finds all lines that match.
pub fn matching(lines: &Lines, pattern: &Pattern, walk: &Walk<'_>) -> Bits {
    let decided = pattern.is_decided_by_mask();
    let halves = walk.each_half(lines.len(), |stretch| {
        let start = stretch.start;
        let mut blocks = vec![0u64; stretch.len().div_ceil(64)];
        walk.each_line(lines, stretch, pattern.mask, |line| {
            if decided || pattern.is_in(lines.text(line)) {
                blocks[(line - start) / 64] |= 1 << (line % 64);
            }
        });
        blocks
    });
    Bits::from_blocks(halves.concat())
}

/// Orders candidates: score, field, shortness, order; larger is better.
fn key(lines: &Lines, line: usize, score: i64) -> u64 {
    const OFFSET: i64 = 1 << 17;
    let score = (score + OFFSET).clamp(0, 2 * OFFSET - 1) as u64;
    let field = 15 - lines.field(line) as u64;
    let shortness = 255 - lines.text(line).len().min(255) as u64;
    score << 44 | field << 40 | shortness << 32 | u64::from(!(line as u32))
}

fn scored(key: u64) -> Scored {
    Scored { line: !(key as u32), score: (key >> 44) as i64 - (1 << 17) }
}

/// The best keys so far, one an owner, shared between threads.
struct Top {
    limit: usize,
    /// The worst key kept, once there are `limit`.
    threshold: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    keys: BTreeSet<u64>,
    of_owner: HashMap<u32, u64>,
    owner_of: HashMap<u64, u32>,
}

impl Top {
    fn new(limit: usize) -> Self {
        Self { limit, threshold: AtomicU64::new(0), kept: Mutex::default() }
    }

    fn takes(&self, key: u64) -> bool {
        self.limit > 0 && key > self.threshold.load(Ordering::Relaxed)
    }

    fn is_full(&self) -> bool {
        self.threshold.load(Ordering::Relaxed) > 0 || self.limit == 0
    }

    fn offer(&self, owner: u32, key: u64) {
        if !self.takes(key) {
            return;
        }
        let mut kept = self.kept.lock().expect("no thread panics while it holds the best");
        if let Some(&old) = kept.of_owner.get(&owner) {
            if old >= key {
                return;
            }
            kept.keys.remove(&old);
            kept.owner_of.remove(&old);
        }
        kept.keys.insert(key);
        kept.of_owner.insert(owner, key);
        kept.owner_of.insert(key, owner);
        if kept.keys.len() > self.limit
            && let Some(worst) = kept.keys.pop_first()
            && let Some(owner) = kept.owner_of.remove(&worst)
        {
            kept.of_owner.remove(&owner);
        }
        if kept.keys.len() == self.limit
            && let Some(&worst) = kept.keys.first()
        {
            self.threshold.store(worst, Ordering::Relaxed);
        }
    }

    fn into_sorted(self) -> Vec<Scored> {
        let kept = self.kept.into_inner().expect("no thread panics while it holds the best");
        kept.keys.into_iter().rev().map(scored).collect()
    }
}

#[cfg(test)]
mod tests;
