//! Finding a row or a column of a matrix by the name of its entry. Refuses to know: keys, drawing.

use super::{HeadSearch, MatrixPart, MatrixSelection, MatrixView};
use crate::app::editor::LineEditor;
use crate::app::sought::Sought;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::keys::{Action, Context, Toward};
use crate::messages::matrix as says;
use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

impl MatrixView {
    fn spot(&self) -> MatrixSelection {
        MatrixSelection { at: self.at, row: self.rows.selected, column: self.columns.selected }
    }

    fn restore(&mut self, spot: MatrixSelection) {
        (self.at, self.rows.selected, self.columns.selected) = (spot.at, spot.row, spot.column);
    }

    /// Selects the nearest head that holds what is sought, rows before columns, so many heads from the
    /// selected row or column at `least`.
    fn seek(&mut self, catalogue: &Catalogue, toward: Toward, least: usize) -> Sought {
        let wanted = fold(&self.sought);
        let entries = |theme| catalogue.theme(theme).entries.clone();
        let (rows, columns) = (entries(self.matrix.rows), entries(self.matrix.columns));
        let (own, all) = (rows.len(), rows.len() + columns.len());
        if wanted.is_empty() || all == 0 {
            return Sought::Nowhere;
        }
        let here = match self.at {
            MatrixPart::Column => own + self.columns.selected,
            MatrixPart::Cell | MatrixPart::Row => self.rows.selected,
        };
        let head = |at: usize| {
            let entry =
                if at < own { rows.start + at as u32 } else { columns.start + (at - own) as u32 };
            EntryKey(entry)
        };
        let place = |steps: usize| toward.around(here, steps, all);
        let find = |holds: fn(&Catalogue, EntryKey, &str) -> bool| {
            (least..least + all).find(|&steps| holds(catalogue, head(place(steps)), &wanted))
        };
        // A head shows a title: what is called so is meant before what has another name like it.
        let Some(steps) = find(is_titled).or_else(|| find(has_alias)) else {
            return Sought::Nowhere;
        };
        let found = place(steps);
        if found < own {
            (self.at, self.rows.selected) = (MatrixPart::Row, found);
        } else {
            (self.at, self.columns.selected) = (MatrixPart::Column, found - own);
        }
        // All the way round is where it was.
        if steps < all && toward.wraps(here, steps, all) { Sought::Wrapped } else { Sought::Found }
    }
}

/// Returns whether a title of an entry holds a folded text.
fn is_titled(catalogue: &Catalogue, entry: EntryKey, wanted: &str) -> bool {
    let titles = [catalogue.title(entry), catalogue.short(entry)];
    titles.iter().any(|title| fold(title).contains(wanted))
}

/// Returns whether another name of an entry holds a folded text.
fn has_alias(catalogue: &Catalogue, entry: EntryKey, wanted: &str) -> bool {
    catalogue.aliases(entry).any(|alias| fold(alias).contains(wanted))
}

impl MatrixView {
    /// Returns the line that is typed in at the foot.
    pub fn prompt(&self) -> Option<&LineEditor> {
        self.seeking.as_ref().map(|seeking| &seeking.editor)
    }

    /// Returns the line that is typed in at the foot.
    pub fn prompt_mut(&mut self) -> Option<&mut LineEditor> {
        self.seeking.as_mut().map(|seeking| &mut seeking.editor)
    }

    pub(super) fn open_search(&mut self) {
        let editor = LineEditor::default();
        let (from, before) = (self.spot(), self.sought.clone());
        self.seeking = Some(HeadSearch { editor, from, before, finds_nothing: false });
    }

    /// Selects the first head that holds what is typed, from where the search began; if none does, what is
    /// selected stays so.
    pub fn on_typed(&mut self, around: &Surroundings<'_>) {
        let Some(HeadSearch { editor, from, .. }) = &self.seeking else { return };
        let (text, from, here) = (editor.text().to_owned(), *from, self.spot());
        self.restore(from);
        self.sought = text;
        let found = self.seek(around.catalogue(), Toward::Next, 0);
        let finds_nothing = matches!(found, Sought::Nowhere) && !self.sought.is_empty();
        if finds_nothing {
            self.restore(here);
        }
        if let Some(seeking) = &mut self.seeking {
            seeking.finds_nothing = finds_nothing;
        }
        self.settle(true, around);
    }

    /// Returns what is typed if no head holds it.
    pub fn sought_in_vain(&self) -> Option<&str> {
        let seeking = self.seeking.as_ref()?;
        seeking.finds_nothing.then_some(&*self.sought)
    }

    /// Takes what was sought before, and selects what was selected.
    pub(super) fn cancel_search(&mut self, around: &Surroundings<'_>) {
        let Some(HeadSearch { from, before, .. }) = self.seeking.take() else { return };
        self.sought = before;
        self.restore(from);
        self.settle(true, around);
    }

    /// Ends the typing; says so if no head holds what was sought.
    pub(super) fn accept_search(&mut self, around: &Surroundings<'_>) -> Step {
        self.seeking = None;
        let is_given = !self.sought.is_empty();
        if is_given && self.seek(around.catalogue(), Toward::Next, 0) == Sought::Nowhere {
            return Step::say(says::no_head(&self.sought));
        }
        Step::Stay
    }

    /// Goes on to the head so many matches away.
    pub(super) fn next_head(
        &mut self,
        toward: Toward,
        times: u32,
        around: &Surroundings<'_>,
    ) -> Step {
        let catalogue = around.catalogue();
        let mut sought = Sought::Found;
        for _ in 0..times.min(MOST_STEPS) {
            sought = match (self.seek(catalogue, toward, 1), sought) {
                (Sought::Found, Sought::Wrapped) => Sought::Wrapped,
                (now, _) => now,
            };
        }
        self.settle(true, around);
        let nowhere = || match &*self.sought {
            "" => says::nothing_sought(&around.keymap.told(Context::Matrix, Action::Find)),
            sought => says::no_head(sought),
        };
        sought.told(toward, nowhere).map_or(Step::Stay, Step::say)
    }
}

/// How many matches a count can go past at once.
const MOST_STEPS: u32 = 100;
