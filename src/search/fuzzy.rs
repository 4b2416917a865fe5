//! Fuzzy matching of lines: fuzzy-matcher computes the scores, and is called only if a score can
//! matter. The one file that names the matcher.
//!
//! A line is ruled out, in this order, by the characters in its quarters (hundreds of lines at once,
//! `quarters`), by an upper bound of its score (`word`) compared with the worst of the best found so
//! far (one threshold for all threads, `top`), by the subsequence test, and by a closer bound from its
//! text (`closely`). Results equal those of a fresh matcher called for each line and word, the scores
//! of the words summed. Refuses to know: fields' weights, classes above the fuzzy ones.
//!
//! # Reuse
//!
//! A matcher keeps its matrix between calls, and a stale bonus is read only where two neighbours of
//! the query are the same letter. Queries without such neighbours share one matcher a thread; the
//! others get a fresh one for each call.

mod closely;
mod stretch;
mod top;
mod walk;
mod word;

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::bits::Bits;
use super::lines::Lines;
use super::quarters::{BLOCKS, CHUNK};
use closely::RowMemory;
use stretch::Short;
use top::{Top, key, scored};
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

    /// Returns which lines of a chunk may match, by its first line.
    fn may_match(&self, lines: &Lines, first: usize) -> [u64; BLOCKS] {
        let mut all = [u64::MAX; BLOCKS];
        for word in &self.words {
            let held = lines.quarters().may_hold(first / CHUNK, word.letters());
            all.iter_mut().zip(held).for_each(|(all, held)| *all &= held);
        }
        all
    }

    /// Returns which lines of a stretch may match, counted from its start: only those that are to
    /// be looked at.
    fn candidates(&self, lines: &Lines, walk: &Walk<'_>, stretch: Range<usize>) -> Bits {
        let mut blocks = Vec::with_capacity(stretch.len().div_ceil(CHUNK) * BLOCKS);
        for part in walk.parts(stretch.clone()) {
            blocks.extend(part.step_by(CHUNK).flat_map(|first| self.may_match(lines, first)));
        }
        blocks.resize(stretch.len().div_ceil(64), 0);
        if let Some(among) = walk.among {
            for (at, block) in blocks.iter_mut().enumerate() {
                *block &= among.block(stretch.start + 64 * at);
            }
        }
        Bits::from_blocks(blocks)
    }

    fn is_in(&self, lines: &Lines, line: usize) -> bool {
        self.words.iter().all(|word| word.is_in(lines, line))
    }

    /// Returns those of a block of lines that match.
    fn matching(&self, lines: &Lines, start: usize, block: u64) -> u64 {
        let (mut left, mut found) = (block, 0);
        while left != 0 {
            let at = left.trailing_zeros();
            found |= u64::from(self.is_in(lines, start + at as usize)) << at;
            left &= left - 1;
        }
        found
    }

    /// Returns whether the characters present decide alone.
    fn is_decided_by_mask(&self) -> bool {
        self.words.iter().all(Word::is_decided_by_mask)
    }

    /// Returns the sum of the scores of plain fuzzy-matcher; `None` if a word has none.
    fn score(&self, matcher: &SkimMatcherV2, text: &str) -> Option<i64> {
        self.words
            .iter()
            .map(|word| {
                if word.is_reusable() {
                    matcher.fuzzy_match(text, word.text())
                } else {
                    score(text, word.text())
                }
            })
            .sum()
    }
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
    /// The different codes of the characters that open the words.
    openings: Vec<u8>,
}

impl<'a> BestLines<'a> {
    fn new(
        lines: &'a Lines,
        pattern: &'a Pattern,
        limit: usize,
        walk: &'a Walk<'a>,
        tight: bool,
    ) -> Self {
        let mut openings: Vec<u8> = pattern.words.iter().map(Word::first).collect();
        openings.sort_unstable();
        openings.dedup();
        Self { lines, pattern, walk, tight, top: Top::new(limit), openings }
    }

    fn run(self) -> Vec<Scored> {
        if self.top.is_empty() {
            return Vec::new();
        }
        self.walk.each_half(self.lines.len(), |stretch| {
            if self.tight { self.run_in_order(stretch) } else { self.run_by_bound(stretch) }
        });
        self.scored()
    }

    /// Has the matcher score the lines that were kept. The closest bound is its score, and no line
    /// that was left out can exceed its own bound, so that these are the best lines by its score as
    /// well.
    fn scored(self) -> Vec<Scored> {
        let (lines, pattern, matcher) = (self.lines, self.pattern, matcher());
        let found = self.top.into_sorted().into_iter().map(|bound| {
            let score = pattern.score(&matcher, lines.text(bound.line as usize)).unwrap_or(0);
            debug_assert_eq!(score, bound.score, "the closest bound is the score");
            Scored { score, ..bound }
        });
        found.collect()
    }

    /// Goes through a stretch of lines: first those that open as the query does, because they score
    /// best and lift the threshold early, then the others, if any of them can still matter.
    fn run_in_order(&self, stretch: Range<usize>) {
        let (lines, mut rows) = (self.lines, RowMemory::default());
        let found = self.pattern.candidates(lines, self.walk, stretch.clone());
        for part in self.walk.parts(stretch.clone()) {
            for &opening in &self.openings {
                for offset in memchr::memchr_iter(opening, &lines.first()[part.clone()]) {
                    let line = part.start + offset;
                    if found.contains((line - stretch.start) as u32) {
                        self.consider_tight(line, &mut rows);
                    }
                }
            }
        }
        let highest: i64 = self.pattern.words.iter().map(Word::highest_inside).sum();
        if self.top.is_full() && !self.top.may_take(highest) {
            return;
        }
        for part in self.walk.parts(0..stretch.len()) {
            for offset in found.between(part) {
                let line = stretch.start + offset as usize;
                if !self.openings.contains(&lines.first()[line]) {
                    self.consider_tight(line, &mut rows);
                }
            }
        }
    }

    /// Considers a line if its pairs and word starts let it be tight, which few are.
    fn consider_tight(&self, line: usize, rows: &mut RowMemory) {
        if self.pattern.words.iter().all(|word| word.may_be_tight(self.lines, line)) {
            self.consider(line, self.bound(line), rows);
        }
    }

    /// Goes through a stretch of lines by falling bounds. Scattered letters score far below the
    /// bound, so that lines in their own order would lift the threshold late.
    fn run_by_bound(&self, stretch: Range<usize>) {
        /// So many are sorted; as a rule the threshold is above the rest by then.
        const SORTED: usize = 4096;
        let mut rows = RowMemory::default();
        let lines = self.pattern.candidates(self.lines, self.walk, stretch.clone());
        let mut found: Vec<u64> = Vec::new();
        for part in self.walk.parts(0..stretch.len()) {
            found.extend(lines.between(part).map(|offset| {
                let line = stretch.start + offset as usize;
                key(self.lines, line, self.bound(line))
            }));
        }
        let sorted = found.len().min(SORTED);
        let falling = |one: &u64, other: &u64| other.cmp(one);
        if sorted < found.len() {
            found.select_nth_unstable_by(sorted, falling);
        }
        found[..sorted].sort_unstable_by(falling);
        for part in found.chunks(SORTED).take_while(|_| (self.walk.wanted)()) {
            for bound in part.iter().map(|&key| scored(key)) {
                self.consider(bound.line as usize, bound.score, &mut rows);
            }
        }
    }

    /// Returns a score that the line cannot exceed.
    fn bound(&self, line: usize) -> i64 {
        let words = self.pattern.words.iter();
        words.map(|word| i64::from(word.bound(self.lines, line))).sum()
    }

    fn consider(&self, line: usize, bound: i64, rows: &mut RowMemory) {
        let (lines, words) = (self.lines, &self.pattern.words);
        if !self.top.may_take(bound) || !self.top.takes(key(lines, line, bound)) {
            return;
        }
        if !(self.walk.admits)(lines.owner(line)) {
            return;
        }
        let (bytes, length) = lines.bytes_on(line);
        let short = Short::new(bytes, length);
        let is_tight = words.iter().all(|word| {
            word.may_be_tight(lines, line)
                && match &short {
                    Some(short) if word.is_ascii() => word.is_tight_in(short),
                    _ => word.is_tight(lines.text(line)),
                }
        });
        let is_in = || is_tight || self.walk.among.is_some() || self.pattern.is_in(lines, line);
        if is_tight != self.tight || !is_in() {
            return;
        }
        let mut closer = bound;
        if let Some(short) = short.filter(|_| self.top.is_full()) {
            for word in words {
                let own = i64::from(word.bound(lines, line));
                // One more, as the worst row kept gives way to an equal score in a better line.
                let spare = closer - self.top.least() + 1;
                closer += word.bound_by_gaps(&short, own, spare) - own;
                if !self.top.takes(key(lines, line, closer)) {
                    return;
                }
            }
        }
        rows.read(lines.text(line));
        let mut exact = bound;
        for word in words {
            exact += rows.bound(word.characters()) - i64::from(word.bound(lines, line));
            if !self.top.takes(key(lines, line, exact)) {
                return;
            }
        }
        self.top.offer(lines.owner(line), key(lines, line, exact));
    }
}

/// Finds all lines that match.
pub fn matching(lines: &Lines, pattern: &Pattern, walk: &Walk<'_>) -> Bits {
    let decided = pattern.is_decided_by_mask();
    let halves = walk.each_half(lines.len(), |stretch| {
        let mut blocks = pattern.candidates(lines, walk, stretch.clone()).into_blocks();
        if !decided {
            for first in walk.parts(stretch.clone()).flat_map(|part| part.step_by(64)) {
                let block = &mut blocks[(first - stretch.start) / 64];
                *block = pattern.matching(lines, first, *block);
            }
        }
        blocks
    });
    Bits::from_blocks(halves.concat())
}

#[cfg(test)]
mod tests;
