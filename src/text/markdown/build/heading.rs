//! Headings and their anchors.

use std::collections::HashMap;

use super::Builder;
use crate::text::markdown::{BlockKind, Passage, slug};

/// How often each slug was met.
#[derive(Default)]
pub(super) struct Slugs(HashMap<String, u32>);

impl Slugs {
    /// Returns the slug, with a number behind it if it was met before.
    fn unique(&mut self, slug: String) -> String {
        let seen = self.0.entry(slug.clone()).or_insert(0);
        *seen += 1;
        if *seen == 1 { slug } else { format!("{slug}-{}", *seen - 1) }
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
    fn both_forms_of_a_heading_are_read() {
        check("A\n=\n\nB *c*\n-", "h1 A #a\nh2 B {em|c} #b-c");
    }
}
