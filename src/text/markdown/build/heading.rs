//! Headings and their anchors.

use std::collections::HashMap;

use super::Builder;
use crate::text::markdown::{BlockKind, Passage, slug};

/// The slugs that are taken, and the number to try next behind each.
#[derive(Default)]
pub(super) struct Slugs(HashMap<String, u32>);

impl Slugs {
    /// Returns the slug, with the next free number behind it if it is taken.
    fn unique(&mut self, slug: String) -> String {
        let mut free = slug.clone();
        if let Some(&next) = self.0.get(&slug) {
            let mut number = next;
            while self.0.contains_key(&free) {
                free = format!("{slug}-{number}");
                number += 1;
            }
            self.0.insert(slug, number);
        }
        self.0.insert(free.clone(), 1);
        free
    }
}

impl Builder<'_> {
    pub(super) fn heading(&mut self, level: u8, passage: Passage) -> BlockKind {
        let slug = self.slugs.unique(slug(self.markup.prose(passage).text));
        BlockKind::Heading { level, passage, slug }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;

    #[test]
    fn anchors_are_unique() {
        check("# A b\n\n## A b\n\n***", "h1 A b #a-b\nh2 A b #a-b-1\nrule");
    }

    #[test]
    fn an_anchor_that_a_heading_has_by_itself_is_given_to_no_other() {
        check("# A\n# A\n# A-1\n# A", "h1 A #a\nh1 A #a-1\nh1 A-1 #a-1-1\nh1 A #a-2");
        check("# A-1\n# A\n# A", "h1 A-1 #a-1\nh1 A #a\nh1 A #a-2");
    }

    #[test]
    fn both_forms_of_a_heading_are_read() {
        check("A\n=\n\nB *c*\n-", "h1 A #a\nh2 B {em|c} #b-c");
    }
}
