//! Finding a row or a column of a matrix by the name of its entry. Refuses to know: keys, drawing.

use super::{HeadSearch, MatrixPart, MatrixSelection, MatrixView};
use crate::app::editor::LineEditor;
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::keys::{Action, Context};
use crate::messages::{browser, matrix as says};
use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

impl MatrixView {
    fn spot(&self) -> MatrixSelection {
        MatrixSelection { at: self.at, row: self.rows.selected, column: self.columns.selected }
    }

    fn restore(&mut self, spot: MatrixSelection) {
        (self.at, self.rows.selected, self.columns.selected) = (spot.at, spot.row, spot.column);
    }

    /// Selects the next head that holds what is sought, rows before columns, from the selected row
    /// or column on, that one only if it is `inclusive`. Returns whether it went past the last head
    /// and began again; `None` if no head holds it.
    fn seek(&mut self, catalogue: &Catalogue, forward: bool, inclusive: bool) -> Option<bool> {
        let wanted = fold(&self.sought);
        let entries = |theme| catalogue.theme(theme).entries.clone();
        let (rows, columns) = (entries(self.matrix.rows), entries(self.matrix.columns));
        let (own, all) = (rows.len(), rows.len() + columns.len());
        if wanted.is_empty() || all == 0 {
            return None;
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
        let from = usize::from(!inclusive);
        let place = |step: usize| {
            if forward { (here + step) % all } else { (here + all - step % all) % all }
        };
        let holds = |&at: &usize| is_called(catalogue, head(at), &wanted);
        let found = (from..from + all).map(place).find(holds)?;
        if found < own {
            (self.at, self.rows.selected) = (MatrixPart::Row, found);
        } else {
            (self.at, self.columns.selected) = (MatrixPart::Column, found - own);
        }
        Some(!inclusive && if forward { found <= here } else { found >= here })
    }
}

/// Returns whether some name of an entry holds a folded text.
fn is_called(catalogue: &Catalogue, entry: EntryKey, wanted: &str) -> bool {
    let holds = |name: &str| fold(name).contains(wanted);
    holds(catalogue.title(entry))
        || holds(catalogue.short(entry))
        || catalogue.aliases(entry).any(holds)
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
        self.seeking = Some(HeadSearch { editor, from, before });
    }

    /// Selects the first head that holds what is typed, from where the search began; what was
    /// selected there if none does.
    pub fn on_typed(&mut self, around: &Surroundings<'_>) {
        let Some(HeadSearch { editor, from, .. }) = &self.seeking else { return };
        let (text, from) = (editor.text().to_owned(), *from);
        self.restore(from);
        self.sought = text;
        self.seek(around.catalogue(), true, true);
        self.settle(true, around);
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
        let sought = !self.sought.is_empty();
        if sought && self.seek(around.catalogue(), true, true).is_none() {
            return Step::say(says::no_head(&self.sought));
        }
        Step::Stay
    }

    /// Goes on to the head so many matches away.
    pub(super) fn next_head(&mut self, steps: i64, around: &Surroundings<'_>) -> Step {
        let catalogue = around.catalogue();
        let mut wrapped = Some(false);
        for _ in 0..steps.unsigned_abs().min(MOST_STEPS) {
            wrapped =
                self.seek(catalogue, steps > 0, false).map(|now| now || wrapped == Some(true));
        }
        self.settle(true, around);
        match wrapped {
            Some(false) => Step::Stay,
            Some(true) if steps > 0 => Step::say(browser::WRAPPED_TO_TOP),
            Some(true) => Step::say(browser::WRAPPED_TO_END),
            None if self.sought.is_empty() => {
                let find = around.keymap.told(Context::Matrix, Action::Find);
                Step::say(says::nothing_sought(&find))
            }
            None => Step::say(says::no_head(&self.sought)),
        }
    }
}

/// How many matches a count can go past at once.
const MOST_STEPS: u64 = 100;
