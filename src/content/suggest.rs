//! "Did you mean": the nearest of some words.

/// How many pairs of letters one opening of packs may compare, so that a large pack full of mistakes
/// is reported in bounded time.
const BUDGET: usize = 200_000_000;

/// What it costs to look at a word that is too long or too short, in pairs of letters.
const LOOK: usize = 10;

/// What a comparison costs beside its pairs of letters.
const COMPARISON: usize = 100;

/// Longer words are not compared: the time of a comparison grows with the product of the lengths.
const LONGEST: usize = 120;

/// Finds the nearest word of a set, within a budget.
#[derive(Debug)]
pub struct Suggester {
    left: usize,
}

impl Default for Suggester {
    fn default() -> Self {
        Self { left: BUDGET }
    }
}

impl Suggester {
    /// Returns the candidate that `word` most likely means, if any is near enough; the first in the
    /// alphabet of several that are equally near, so that their order does not matter.
    pub fn nearest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.best(candidates, |candidate| distance(word, candidate))
    }

    /// Returns the id that `wanted` most likely means: the same slug under another theme, or the
    /// nearest id.
    pub fn nearest_id<'c>(
        &mut self,
        wanted: &str,
        ids: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let wanted_slug = slug(wanted);
        self.best(ids, |id| {
            let same_slug = !wanted_slug.is_empty() && slug(id).eq_ignore_ascii_case(wanted_slug);
            if same_slug { (LOOK, Some(0)) } else { distance(wanted, id) }
        })
    }

    /// Returns the candidate with the smallest distance; `None` once the budget is spent, so that what
    /// is found never depends on the order.
    fn best<'c>(
        &mut self,
        candidates: impl IntoIterator<Item = &'c str>,
        distance: impl Fn(&str) -> (usize, Option<usize>),
    ) -> Option<&'c str> {
        if self.left == 0 {
            return None;
        }
        let mut best = None;
        for candidate in candidates {
            let (cost, distance) = distance(candidate);
            self.left = self.left.saturating_sub(cost);
            if self.left == 0 {
                return None;
            }
            let found = distance.map(|distance| (distance, candidate));
            best = best.into_iter().chain(found).min();
        }
        best.map(|(_, candidate)| candidate)
    }
}

/// Returns what a comparison cost, and how many letters differ, if they are few enough.
fn distance(word: &str, candidate: &str) -> (usize, Option<usize>) {
    if candidate.eq_ignore_ascii_case(word) || is_plural(word, candidate) {
        return (LOOK, Some(0));
    }
    let longer = candidate.len().max(word.len());
    // A third of the letters may differ, at least one and at most four.
    let most = (longer / 3).clamp(1, 4);
    // A character has up to four bytes.
    if longer > LONGEST || candidate.len().abs_diff(word.len()) > most * 4 {
        return (LOOK, None);
    }
    let distance = strsim::osa_distance(word, candidate);
    (COMPARISON + word.len() * candidate.len(), Some(distance).filter(|distance| *distance <= most))
}

/// Returns whether a word is the plural of another one that ends in `y`; an `s` is one letter more.
fn is_plural(word: &str, one: &str) -> bool {
    let stem = word.strip_suffix("ies");
    stem.is_some_and(|stem| one.strip_suffix('y') == Some(stem))
}

/// Returns an id without its theme.
fn slug(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, slug)| slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, candidates: &[&str], expected: Option<&str>) {
        let found = Suggester::default().nearest(word, candidates.iter().copied());
        assert_eq!(found, expected, "{word}");
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        check("titel", &["text", "title", "tags"], Some("title"));
        check("Title", &["text", "title"], Some("title"));
        check("alias", &["aliases", "also"], Some("aliases"));
        check("x", &["id", "title"], None);
        check("colour", &["id", "title", "see"], None);
        check("entries", &["entry", "link"], Some("entry"));
        check("artcle", &["article", "editor"], Some("article"));
    }

    #[test]
    fn an_id_is_found_by_its_slug() {
        let ids = ["mechanism/coordination", "term/ppp"];
        let mut suggester = Suggester::default();
        for wanted in ["coordination", "mechanisms/coordination", "rationale/coordination"] {
            let found = suggester.nearest_id(wanted, ids);
            assert_eq!(found, Some("mechanism/coordination"));
        }
    }

    #[test]
    fn the_budget_ends_the_search() {
        let mut suggester = Suggester { left: 1 };
        assert_eq!(suggester.nearest("abcd", ["zzzz", "abce"]), None);
    }

    #[test]
    fn what_is_found_does_not_depend_on_the_order() {
        check("abcd", &["abcf", "abce"], Some("abce"));
        check("abcd", &["abce", "abcf"], Some("abce"));
        let wanted = |ids: [&'static str; 2]| Suggester::default().nearest_id("c/x", ids);
        assert_eq!((wanted(["b/x", "a/x"]), wanted(["a/x", "b/x"])), (Some("a/x"), Some("a/x")));
    }

    #[test]
    fn however_much_is_unknown_no_more_is_looked_at_than_the_budget_allows() {
        type Looked<'a> = &'a mut dyn Iterator<Item = &'static str>;
        #[track_caller]
        fn check(seek: impl Fn(&mut Suggester, Looked) -> Option<&'static str>) {
            let looked = std::cell::Cell::new(0);
            let mut suggester = Suggester { left: 1000 * LOOK };
            for _ in 0..1000 {
                let ids = ["t/no", "t/nor"].into_iter().cycle().take(100);
                seek(&mut suggester, &mut ids.inspect(|_| looked.set(looked.get() + 1)));
            }
            assert!((10..=1000).contains(&looked.get()), "{}", looked.get());
        }
        check(|suggester, ids| suggester.nearest_id("t/unknown-everywhere", ids));
        check(|suggester, ids| suggester.nearest("t/unknown-everywhere", ids));
        check(|suggester, ids| suggester.nearest("t/known", ids));
    }
}
