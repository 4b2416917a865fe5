//! Matches on a page: highlighting them, walking them.

use super::{Highlight, Page, PageSpot};
use crate::document::{MarkIndex, Position};

impl Page {
    /// Returns what is highlighted.
    pub fn highlighted(&self) -> Option<&Highlight> {
        self.highlight.as_ref()
    }

    /// Highlights all places at which a needle is found; none if `needles` is empty.
    pub fn highlight(&mut self, needles: Vec<String>) {
        let Some(document) = &mut self.document else { return };
        let total = document.find(&needles) as u32;
        self.highlight = (!needles.is_empty()).then_some(Highlight { needles, total, current: 0 });
        self.settle(self.top);
    }

    /// Highlights what a search found; if that is another name of the entry, which the text does not
    /// show, then the name is shown with it.
    pub(super) fn highlight_hit(&mut self, needles: Vec<String>) {
        self.highlight(needles.clone());
        let found = self.highlight.as_ref().is_none_or(|highlight| highlight.total > 0);
        if !found
            && let Some(document) = &mut self.document
            && document.show_other_name(&needles)
        {
            self.highlight(needles);
        }
    }

    /// Highlights `needles` and goes to the first match at or below `from`.
    pub fn find(&mut self, needles: Vec<String>, from: PageSpot) {
        self.highlight(needles);
        let position = self.document.as_mut().map(|document| document.settle(from.top, 1));
        self.restore(PageSpot { target: self.target, ..from });
        self.go_to_match_from(position.unwrap_or_default());
    }

    /// Removes the highlight; returns whether something was highlighted.
    pub fn clear_highlight(&mut self) -> bool {
        let seen = self.highlight.as_ref().is_some_and(|highlight| highlight.total > 0);
        if self.highlight.is_some() {
            self.highlight(Vec::new());
        }
        seen
    }

    /// Goes to the next or previous match; returns whether it went round the end, `None` if there
    /// is no match.
    pub fn next_match(&mut self, steps: i64) -> Option<bool> {
        let highlight = self.highlight.as_mut().filter(|highlight| highlight.total > 0)?;
        let total = i64::from(highlight.total);
        let next = i64::from(highlight.current) + steps;
        highlight.current = next.rem_euclid(total) as u32;
        let index = highlight.current;
        self.reveal_match(index);
        Some(!(0..total).contains(&next))
    }

    pub(super) fn go_to_match_from(&mut self, position: Position) {
        let index = self.document.as_mut().and_then(|document| document.mark_from(position));
        let Some(highlight) = &mut self.highlight else { return };
        highlight.current = index.map_or(0, |MarkIndex(index)| index);
        if highlight.total > 0 {
            let index = highlight.current;
            self.reveal_match(index);
        }
    }

    fn reveal_match(&mut self, index: u32) {
        let position = self.document.as_mut().and_then(|document| document.mark(MarkIndex(index)));
        if let Some(position) = position {
            self.reveal(position);
        }
    }
}
