//! Folio's matching of lines and its peers, each asked for the best 100 lines and the exact count.

use std::sync::Arc;

use folio::search::fuzzy::{self, Pattern, Walk};
use folio::search::lines::Lines;
use folio::text::fold::fold;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use nucleo::pattern::{CaseMatching, Normalization};
use nucleo::{Config, Nucleo};

use crate::BEST;

/// What a contender answers: how many lines match, and how many of the best it gave.
pub type Answer = (usize, usize);

/// Folio's kernel alone: fuzzy-matcher's scores and results.
pub fn folio(lines: &Lines, query: &str, threads: usize, count: bool) -> Answer {
    let folded = fold(query);
    let Some(pattern) = Pattern::new(folded.split_whitespace()) else { return (0, 0) };
    let walk = Walk::over(lines.len(), threads);
    let tight = fuzzy::tight(lines, &pattern, BEST, &walk).len();
    if tight == BEST && !count {
        return (0, tight);
    }
    let matching = fuzzy::matching(lines, &pattern, &walk);
    let among = Walk { among: Some(&matching), ..walk };
    let loose = fuzzy::loose(lines, &pattern, BEST - tight, &among).len();
    (matching.count(), tight + loose)
}

/// Plain fuzzy-matcher over folded lines, the scores of the words summed, one matcher a thread.
pub fn plain(folded: &[String], query: &str, threads: usize) -> Answer {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().collect();
    let work = |lines: &[String]| -> Vec<(i64, usize)> {
        let matcher = SkimMatcherV2::default().ignore_case();
        lines
            .iter()
            .enumerate()
            .filter_map(|(at, line)| {
                let scores = words.iter().map(|word| matcher.fuzzy_match(line, word));
                scores.sum::<Option<i64>>().map(|score| (-score, at))
            })
            .collect()
    };
    let mut found = if threads < 2 {
        work(folded)
    } else {
        let (one, other) = folded.split_at(folded.len() / 2);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| work(other));
            let mut first = work(one);
            first.extend(second.join().expect("matching does not panic"));
            first
        })
    };
    let total = found.len();
    if total > BEST {
        found.select_nth_unstable(BEST);
        found.truncate(BEST);
    }
    found.sort_unstable();
    (total, found.len())
}

/// nucleo over its own columns.
pub struct NucleoList(Nucleo<u32>);

impl NucleoList {
    /// Fills it; its strings are its own.
    pub fn new(folded: &[String], threads: usize) -> Self {
        let mut nucleo = Nucleo::new(Config::DEFAULT, Arc::new(|| {}), Some(threads), 1);
        let injector = nucleo.injector();
        for (at, line) in folded.iter().enumerate() {
            injector.push(at as u32, |_, columns| columns[0] = line.as_str().into());
        }
        while nucleo.tick(10).running {}
        Self(nucleo)
    }

    /// Matches a query; `append` says that the last one was its beginning.
    pub fn search(&mut self, query: &str, append: bool) -> Answer {
        let (case, normalization) = (CaseMatching::Ignore, Normalization::Never);
        self.0.pattern.reparse(0, query, case, normalization, append);
        while self.0.tick(1000).running {}
        let snapshot = self.0.snapshot();
        let total = snapshot.matched_item_count();
        let best = snapshot.matched_items(0..total.min(BEST as u32)).count();
        (total as usize, best)
    }

    /// Forgets the query, so that the next one is matched from the start.
    pub fn forget(&mut self) {
        self.0.pattern.reparse(0, "", CaseMatching::Ignore, Normalization::Never, false);
        while self.0.tick(1000).running {}
    }
}

/// neo_frizbee without typos, sorted as it sorts.
pub fn frizbee(folded: &[String], query: &str, threads: usize) -> Answer {
    let mut matcher = neo_frizbee::Matcher::from_query(query, &neo_frizbee::Config::default());
    let found = if threads < 2 {
        matcher.match_list(folded)
    } else {
        matcher.match_list_parallel(folded, threads)
    };
    (found.len(), found.len().min(BEST))
}

/// The floor: every place of the query's first word in the lines as one text.
pub fn memmem(joined: &str, query: &str) -> Answer {
    let word = query.split_whitespace().next().unwrap_or_default();
    let count = memchr::memmem::find_iter(joined.as_bytes(), word).count();
    (count, 0)
}
