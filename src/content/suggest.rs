//! "Did you mean": the nearest of some words.

/// How many comparisons one opening of packs may spend, so that a large pack full of mistakes is
/// reported in bounded time.
const BUDGET: usize = 2_000_000;

/// Longer words are not compared: the time of a comparison grows with the product of the lengths.
const LONGEST: usize = 120;

/// Finds the nearest word of a set, within a budget of comparisons.
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
    /// Returns the candidate that `word` most likely means, if any is near enough; the first of
    /// several that are equally near.
    pub fn nearest<'c>(
        &mut self,
        word: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let length = word.len();
        if length > LONGEST {
            return None;
        }
        let mut best = usize::MAX;
        let mut found = None;
        for candidate in candidates {
            if self.left == 0 {
                return found;
            }
            self.left -= 1;
            if candidate.eq_ignore_ascii_case(word) {
                return Some(candidate);
            }
            // A third of the letters may differ, at least one and at most four.
            let most = (candidate.len().max(length) / 3).clamp(1, 4);
            // A character has up to four bytes.
            let too_far = candidate.len().abs_diff(length) > most * 4;
            if too_far || candidate.len() > LONGEST {
                continue;
            }
            let distance = strsim::osa_distance(word, candidate);
            if distance <= most && distance < best {
                best = distance;
                found = Some(candidate);
            }
        }
        found
    }

    /// Returns the id that `wanted` most likely means: the same slug under another theme, or the
    /// nearest id.
    pub fn nearest_id<'c>(
        &mut self,
        wanted: &str,
        ids: impl Iterator<Item = &'c str> + Clone,
    ) -> Option<&'c str> {
        let slug = |id: &'c str| id.split_once('/').map_or(id, |(_, slug)| slug);
        let wanted_slug = wanted.split_once('/').map_or(wanted, |(_, slug)| slug);
        ids.clone()
            .find(|id| !wanted_slug.is_empty() && slug(id) == wanted_slug)
            .or_else(|| self.nearest(wanted, ids))
    }
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
        check("artcle", &["article", "editor"], Some("article"));
    }

    #[test]
    fn an_id_is_found_by_its_slug() {
        let ids = ["mechanism/coordination", "term/ppp"];
        let mut suggester = Suggester::default();
        for wanted in ["coordination", "mechanisms/coordination", "rationale/coordination"] {
            let found = suggester.nearest_id(wanted, ids.iter().copied());
            assert_eq!(found, Some("mechanism/coordination"));
        }
    }

    #[test]
    fn the_budget_ends_the_search() {
        let mut suggester = Suggester { left: 1 };
        assert_eq!(suggester.nearest("abcd", ["zzzz", "abce"]), None);
    }
}
