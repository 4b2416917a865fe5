//! Fuzzy matching of lines: fuzzy-matcher gives the scores, and is called only where a score can
//! matter. The one file that names the matcher.
//!
//! A line is ruled out, in this order, by the characters present in it, by an upper bound of its
//! score (`word`) held against the worst of the best found so far (one threshold for all threads,
//! `top`), by the subsequence test, and by a closer bound from its text (`closely`). Results equal
//! those of a fresh matcher called for each line and word, the scores of the words summed. Refuses to
//! know: fields' weights, classes above the fuzzy ones.
//!
//! # Reuse
//!
//! A matcher keeps its matrix between calls, and a stale bonus is read only where two neighbours of
//! the query are the same letter. Queries without such neighbours share one matcher a thread; the
//! others get a fresh one for each call.

mod closely;
mod top;
mod word;

use std::ops::Range;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::bits::Bits;
use super::lines::Lines;
use closely::Rows;
use top::Top;
use word::Word;

/// How many lines are looked at between two questions whether the answer is still wanted.
const BREATH: usize = 8192;

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
        let mask = words.iter().fold(0, |all, word| all | word.mask());
        (!words.is_empty()).then_some(Self { words, mask })
    }

    /// Tells whether every line that matches this matched `earlier`.
    pub fn narrows(&self, earlier: &Self) -> bool {
        let among = |old: &Word| self.words.iter().any(|new| new.text().starts_with(old.text()));
        earlier.words.iter().all(among)
    }

    fn is_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| word.is_subsequence(text))
    }

    /// Tells whether the characters present decide alone.
    fn is_decided_by_mask(&self) -> bool {
        self.words.iter().all(Word::is_decided_by_mask)
    }

    /// Gives the sum of the scores that plain fuzzy-matcher gives; `None` where a word has none.
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

/// How to go through the lines.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    /// How many threads may work: 1 or 2.
    pub threads: usize,
    /// The lines to look at, where all others are known not to match; for [`loose`] exactly those
    /// that do.
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

    /// Cuts a stretch of lines into parts, until no longer wanted.
    fn parts(&self, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let starts = stretch.clone().step_by(BREATH).take_while(|_| (self.wanted)());
        starts.map(move |start| start..stretch.end.min(start + BREATH))
    }

    fn is_among(&self, line: usize) -> bool {
        self.among.is_none_or(|among| among.contains(line as u32))
    }

    /// Goes through the lines of a stretch with what a column says of them, until no longer wanted.
    fn each_line<T: Copy>(
        &self,
        column: &[T],
        stretch: Range<usize>,
        mut visit: impl FnMut(usize, T),
    ) {
        for part in self.parts(stretch) {
            match self.among {
                None => {
                    for (offset, &value) in column[part.clone()].iter().enumerate() {
                        visit(part.start + offset, value);
                    }
                }
                Some(among) => {
                    for line in among.between(part) {
                        visit(line as usize, column[line as usize]);
                    }
                }
            }
        }
    }
}

/// Finds the best `limit` lines in which every word is one run of letters or word starts only, at
/// most one an entry, best first: by score, field, shortness and order.
pub fn tight(lines: &Lines, pattern: &Pattern, limit: usize, walk: &Walk<'_>) -> Vec<Scored> {
    Search::new(lines, pattern, limit, walk, true).run()
}

/// Finds the best `limit` of the other lines that match, in the same order.
pub fn loose(lines: &Lines, pattern: &Pattern, limit: usize, walk: &Walk<'_>) -> Vec<Scored> {
    Search::new(lines, pattern, limit, walk, false).run()
}

/// A search for the best lines, shared by its threads.
struct Search<'a> {
    lines: &'a Lines,
    pattern: &'a Pattern,
    walk: &'a Walk<'a>,
    /// Whether tight lines are wanted, or the others.
    tight: bool,
    top: Top,
    /// The different codes of the characters that open the words.
    openings: Vec<u8>,
}

impl<'a> Search<'a> {
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
        self.top.into_sorted()
    }

    /// Goes through a stretch of lines: first those that open as the query does, because they score
    /// best and lift the threshold early, then the others, if any of them can still matter.
    fn run_in_order(&self, stretch: Range<usize>) {
        let (mut rows, matcher) = (Rows::default(), matcher());
        let (lines, mask) = (self.lines, self.pattern.mask);
        for part in self.walk.parts(stretch.clone()) {
            for &opening in &self.openings {
                for offset in memchr::memchr_iter(opening, &lines.first()[part.clone()]) {
                    let line = part.start + offset;
                    if lines.present()[line] & mask == mask && self.walk.is_among(line) {
                        self.consider_tight(line, &mut rows, &matcher);
                    }
                }
            }
        }
        let highest: i64 = self.pattern.words.iter().map(Word::highest_inside).sum();
        if self.top.is_full() && !self.top.may_take(highest) {
            return;
        }
        self.walk.each_line(lines.present(), stretch, |line, present| {
            if present & mask == mask && !self.openings.contains(&lines.first()[line]) {
                self.consider_tight(line, &mut rows, &matcher);
            }
        });
    }

    /// Considers a line if its pairs and word starts let it be tight, which few are.
    fn consider_tight(&self, line: usize, rows: &mut Rows, matcher: &SkimMatcherV2) {
        if self.pattern.words.iter().all(|word| word.may_be_tight(self.lines, line)) {
            self.consider(line, self.bound(line), rows, matcher);
        }
    }

    /// Goes through a stretch of lines by falling bounds. Scattered letters score far below the
    /// bound, so that lines in their own order would lift the threshold late.
    fn run_by_bound(&self, stretch: Range<usize>) {
        /// So many are sorted; as a rule the threshold is above the rest by then.
        const SORTED: usize = 4096;
        let (mut rows, matcher) = (Rows::default(), matcher());
        let mut found: Vec<(std::cmp::Reverse<i64>, u32)> = Vec::new();
        self.walk.each_line(self.lines.present(), stretch, |line, present| {
            if present & self.pattern.mask == self.pattern.mask {
                found.push((std::cmp::Reverse(self.bound(line)), line as u32));
            }
        });
        let sorted = found.len().min(SORTED);
        if sorted < found.len() {
            found.select_nth_unstable(sorted);
        }
        found[..sorted].sort_unstable();
        for part in found.chunks(SORTED).take_while(|_| (self.walk.wanted)()) {
            for &(std::cmp::Reverse(bound), line) in part {
                self.consider(line as usize, bound, &mut rows, &matcher);
            }
        }
    }

    /// Gives a score that the line cannot exceed.
    fn bound(&self, line: usize) -> i64 {
        let words = self.pattern.words.iter();
        words.map(|word| i64::from(word.bound(self.lines, line))).sum()
    }

    fn consider(&self, line: usize, bound: i64, rows: &mut Rows, matcher: &SkimMatcherV2) {
        let (lines, words) = (self.lines, &self.pattern.words);
        if !self.top.may_take(bound) || !self.top.takes(key(lines, line, bound)) {
            return;
        }
        if !(self.walk.admits)(lines.owner(line)) {
            return;
        }
        let text = lines.text(line);
        let is_tight =
            words.iter().all(|word| word.may_be_tight(lines, line) && word.is_tight(text));
        let is_in = || is_tight || self.walk.among.is_some() || self.pattern.is_in(text);
        if is_tight != self.tight || !is_in() {
            return;
        }
        let mut closer = 0;
        for word in words {
            closer += word.bound_by_gaps(text, i64::from(word.bound(lines, line)));
        }
        if !self.top.takes(key(lines, line, closer)) {
            return;
        }
        rows.read(text);
        let mut closer = bound;
        for word in words {
            closer += rows.bound(word.characters()) - i64::from(word.bound(lines, line));
            if !self.top.takes(key(lines, line, closer)) {
                return;
            }
        }
        if let Some(score) = self.pattern.score(matcher, text) {
            self.top.offer(lines.owner(line), key(lines, line, score));
        }
    }
}

/// Finds all lines that match.
pub fn matching(lines: &Lines, pattern: &Pattern, walk: &Walk<'_>) -> Bits {
    let decided = pattern.is_decided_by_mask();
    let halves = walk.each_half(lines.len(), |stretch| {
        let start = stretch.start;
        let mut blocks = vec![0u64; stretch.len().div_ceil(64)];
        walk.each_line(lines.present(), stretch, |line, present| {
            let possible = present & pattern.mask == pattern.mask;
            if possible && (decided || pattern.is_in(lines.text(line))) {
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
    let score = (score + OFFSET).clamp(0, 2 * OFFSET - 1).cast_unsigned();
    let field = 15 - lines.field(line) as u64;
    let shortness = 255 - lines.text(line).len().min(255) as u64;
    score << 44 | field << 40 | shortness << 32 | u64::from(!(line as u32))
}

fn scored(key: u64) -> Scored {
    Scored { line: !(key as u32), score: (key >> 44).cast_signed() - (1 << 17) }
}

#[cfg(test)]
mod tests;
