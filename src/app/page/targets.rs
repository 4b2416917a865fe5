//! Links and terms of a page: selecting, finding the nearest, what is under the mouse.

use super::Page;
use crate::document::{Destination, Document, Target, TargetKind};
use crate::keys::Toward;
use crate::model::EntryKey;

impl Page {
    /// Returns the selected link.
    pub fn target(&self) -> Option<u32> {
        self.target
    }

    /// Returns the entry that the page is about: the one shown, or the one selected among those of a
    /// theme.
    pub fn subject(&self) -> Option<EntryKey> {
        let listed = || self.document.as_ref()?.listed(self.target?);
        self.key.entry().or_else(listed)
    }

    /// Selects no link; returns whether one was.
    pub fn clear_target(&mut self) -> bool {
        self.target.take().is_some()
    }

    /// Selects the next link at or below the first row in sight, or the previous one; goes round at
    /// the ends and passes over the names in the head. Returns whether the entry has any links.
    pub fn next_target(&mut self, toward: Toward) -> bool {
        let Some(count) = self.document.as_ref().map(Document::target_count).filter(|n| *n > 0)
        else {
            return false;
        };
        let count = count as u32;
        let kept = self.target.filter(|target| *target < count);
        let kept = kept
            .filter(|target| self.target_at(*target).is_some_and(|target| self.sees(target.at)));
        let from = |page: &mut Self| {
            let top = page.top;
            page.document.as_mut().and_then(|document| document.target_from(top))
        };
        let step = |target: u32| toward.around(target as usize, 1, count as usize) as u32;
        let first = match (kept, toward) {
            (Some(target), _) => step(target),
            (None, Toward::Next) => from(self).unwrap_or(0),
            (None, Toward::Previous) => step(from(self).unwrap_or(0)),
        };
        let is_stop = |index: &u32| self.document.as_ref().is_some_and(|it| it.is_stop(*index));
        let mut walked = std::iter::successors(Some(first), |&at| Some(step(at)));
        let next = walked.by_ref().take(count as usize).find(is_stop);
        if let Some(next) = next {
            let goes_on = toward == Toward::Next && kept.is_none_or(|kept| kept < next);
            self.select_target(next);
            self.has_jumped_to_end = !goes_on && self.percent() == 100;
        }
        next.is_some()
    }

    /// Selects a link and brings it into sight.
    pub fn select_target(&mut self, index: u32) {
        self.target = Some(index);
        if let Some(target) = self.target_at(index) {
            self.reveal(target.at);
        }
    }

    /// Returns a link.
    pub fn target_at(&mut self, index: u32) -> Option<Target> {
        self.document.as_mut()?.target(index)
    }

    /// Returns the link to peek at: the selected one, else the names in the head if they are in sight,
    /// else the first term in sight, else the first link, else the first tag of a place.
    pub fn nearest_target(&mut self) -> Option<(u32, Target)> {
        if let Some(index) = self.target {
            return Some((index, self.target_at(index)?));
        }
        let rows = self.visible();
        let mut seen: Vec<u32> =
            rows.iter().flat_map(|row| &row.spans).filter_map(|span| span.target).collect();
        seen.dedup();
        let found: Vec<(u32, Target)> =
            seen.into_iter().filter_map(|index| Some((index, self.target_at(index)?))).collect();
        let is_entry = |target: &Target| matches!(target.destination, Destination::Entry(..));
        let is = |kind| move |target: &Target| target.kind == kind;
        let [names, term, place] = [TargetKind::Names, TargetKind::Term, TargetKind::Place].map(is);
        let ranks: [&dyn Fn(&Target) -> bool; 4] = [&names, &term, &is_entry, &place];
        let first = |wanted: &&dyn Fn(&Target) -> bool| found.iter().find(|(_, it)| wanted(it));
        ranks.iter().find_map(first).cloned()
    }

    /// Returns why the selected link is linked; empty if that is not told or stands in the text.
    pub fn reason(&self) -> &str {
        match (&self.document, self.target) {
            (Some(document), Some(target)) => document.reason(target),
            _ => "",
        }
    }

    /// Returns whether a row of the screen is the one at the end of the prose.
    pub fn is_end(&self, row: u16) -> bool {
        self.visible().get(usize::from(row)).is_some_and(|row| row.is_end())
    }

    /// Returns the link under a cell of the text, counted from its top left.
    pub fn target_under(&self, column: u16, row: u16) -> Option<u32> {
        let rows = self.visible();
        let mut left = 0;
        for span in &rows.get(usize::from(row))?.spans {
            left += crate::text::width::width(&span.text);
            if usize::from(column) < left {
                return span.target;
            }
        }
        None
    }

    /// Returns the row of the screen on which the selected link starts.
    pub fn row_of_target(&self, index: u32) -> Option<u16> {
        let rows = self.visible();
        let found =
            rows.iter().position(|row| row.spans.iter().any(|span| span.target == Some(index)));
        found.map(|row| row as u16)
    }
}
