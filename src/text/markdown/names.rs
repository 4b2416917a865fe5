//! What the texts of one page share: anchors, each given once, and the numbers of footnotes. Refuses to
//! know: what the texts are.

use std::collections::HashMap;

use super::slug;

/// The anchor of a heading of signs alone.
const NAMELESS: &str = "section";

/// The anchors and the numbers of footnotes that a page has given so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageNames {
    /// The anchors that are taken, and the number to try next behind each.
    taken: HashMap<Box<str>, u32>,
    pub(super) notes: u32,
}

impl PageNames {
    /// Builds the names of a page on which some anchors, such as the ids of statements, are taken
    /// whatever its headings are called.
    pub fn with<'a>(anchors: impl IntoIterator<Item = &'a str>) -> Self {
        let given = anchors.into_iter().filter(|anchor| !anchor.is_empty());
        Self { taken: given.map(|anchor| (anchor.into(), 1)).collect(), notes: 0 }
    }

    /// Gives a heading its anchor: its slug, with the next free number behind it if that is taken.
    pub fn anchor(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let slug = if slug.is_empty() { NAMELESS.to_owned() } else { slug };
        let mut free = slug.clone();
        if let Some(&next) = self.taken.get(&*slug) {
            let mut number = next;
            while self.taken.contains_key(&*free) {
                free = format!("{slug}-{number}");
                number += 1;
            }
            self.taken.insert(slug.into(), number);
        }
        self.taken.insert(free.as_str().into(), 1);
        free
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(taken: &[&str], headings: &[&str], expected: &[&str]) {
        let mut page = PageNames::with(taken.iter().copied());
        let anchors: Vec<String> = headings.iter().map(|it| page.anchor(it)).collect();
        assert_eq!(anchors, expected);
    }

    #[test]
    fn every_heading_has_an_anchor_of_its_own() {
        check(&[], &["A b", "A b"], &["a-b", "a-b-1"]);
        check(&[], &["a", "a", "a-1"], &["a", "a-1", "a-1-1"]);
        check(&[], &["a-1", "a", "a", "a"], &["a-1", "a", "a-2", "a-3"]);
        check(&[], &["???", "!", "Section"], &["section", "section-1", "section-2"]);
        check(&["a", ""], &["A", "a-1"], &["a-1", "a-1-1"]);
    }

    proptest! {
        #[test]
        fn no_anchor_is_given_twice(headings in prop::collection::vec("[aA1 -]{0,4}", 0..20)) {
            let mut page = PageNames::with(["a-2"]);
            let anchors: HashSet<String> = headings.iter().map(|it| page.anchor(it)).collect();
            prop_assert_eq!(anchors.len(), headings.len());
            prop_assert!(!anchors.contains("a-2"));
        }
    }
}
