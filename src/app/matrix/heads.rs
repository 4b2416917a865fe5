//! Finding a row or a column of a matrix by the name of its entry. Refuses to know: keys, drawing.

use super::{At, MatrixView};
use crate::app::App;
use crate::app::editor::LineEditor;
use crate::app::layer::{Layer, Prompt, Purpose};
use crate::messages::{browser, matrix as says};
use crate::model::{Catalogue, EntryKey};
use crate::text::fold::fold;

/// What is selected in a matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    at: At,
    row: usize,
    column: usize,
}

impl MatrixView {
    fn spot(&self) -> Selected {
        Selected { at: self.at, row: self.rows.selected, column: self.columns.selected }
    }

    fn restore(&mut self, spot: Selected) {
        (self.at, self.rows.selected, self.columns.selected) = (spot.at, spot.row, spot.column);
    }

    /// Selects the next head that holds what is sought, rows before columns, from the selected row or
    /// column on, that one only where it is `inclusive`. Returns whether it went past the last head and
    /// began again; `None` if no head holds it.
    fn seek(&mut self, catalogue: &Catalogue, forward: bool, inclusive: bool) -> Option<bool> {
        let wanted = fold(&self.sought);
        let entries = |theme| catalogue.theme(theme).entries.clone();
        let (rows, columns) = (entries(self.matrix.rows), entries(self.matrix.columns));
        let (own, all) = (rows.len(), rows.len() + columns.len());
        if wanted.is_empty() || all == 0 {
            return None;
        }
        let here = match self.at {
            At::Column => own + self.columns.selected,
            At::Cell | At::Row => self.rows.selected,
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
            (self.at, self.rows.selected) = (At::Row, found);
        } else {
            (self.at, self.columns.selected) = (At::Column, found - own);
        }
        Some(!inclusive && if forward { found <= here } else { found >= here })
    }
}

/// Returns whether some name of an entry holds a folded text.
fn is_called(catalogue: &Catalogue, entry: EntryKey, wanted: &str) -> bool {
    let holds = |name: &str| fold(name).contains(wanted);
    holds(catalogue.title(entry))
        || holds(catalogue.short(entry))
        || catalogue.aliases(entry).iter().any(|alias| holds(alias))
}

impl App {
    pub(super) fn open_head_search(&mut self) {
        let Some(Layer::Matrix(view)) = self.layers.last() else { return };
        let purpose = Purpose::Heads { from: view.spot(), before: view.sought.clone() };
        self.layers.push(Layer::Prompt(Prompt { editor: LineEditor::default(), purpose }));
    }

    /// Selects the first head from a spot on that holds a text; the spot itself if none does.
    pub(in crate::app) fn seek_head(&mut self, text: &str, from: Selected) {
        if let Some(view) = matrix_in(&mut self.layers) {
            view.restore(from);
            text.clone_into(&mut view.sought);
            view.seek(self.knowledge.catalogue(), true, true);
        }
        self.settle_matrix(true);
    }

    /// Takes what was sought as it was, and selects what was selected.
    pub(in crate::app) fn give_up_head_search(&mut self, before: &str, from: Selected) {
        if let Some(view) = matrix_in(&mut self.layers) {
            before.clone_into(&mut view.sought);
            view.restore(from);
        }
        self.settle_matrix(true);
    }

    /// Says that no head holds what was sought, if none does.
    pub(in crate::app) fn end_head_search(&mut self) {
        let catalogue = self.knowledge.catalogue();
        let Some(view) = matrix_in(&mut self.layers).filter(|view| !view.sought.is_empty()) else {
            return;
        };
        if view.seek(catalogue, true, true).is_none() {
            self.notice = Some(says::no_head(&view.sought));
        }
    }

    /// Goes on to the head so many matches away.
    pub(in crate::app) fn next_head(&mut self, steps: i64) {
        let catalogue = self.knowledge.catalogue();
        let Some(view) = matrix_in(&mut self.layers) else { return };
        let mut wrapped = Some(false);
        for _ in 0..steps.unsigned_abs().min(MOST_STEPS) {
            wrapped =
                view.seek(catalogue, steps > 0, false).map(|now| now || wrapped == Some(true));
        }
        let notice = match wrapped {
            Some(false) => None,
            Some(true) if steps > 0 => Some(browser::WRAPPED_TO_TOP.to_owned()),
            Some(true) => Some(browser::WRAPPED_TO_END.to_owned()),
            None if view.sought.is_empty() => Some(says::NOTHING_SOUGHT.to_owned()),
            None => Some(says::no_head(&view.sought)),
        };
        self.notice = notice;
        self.settle_matrix(true);
    }
}

/// How many matches a count can go past at once.
const MOST_STEPS: u64 = 100;

fn matrix_in(layers: &mut [Layer]) -> Option<&mut MatrixView> {
    layers.iter_mut().find_map(|layer| match layer {
        Layer::Matrix(view) => Some(&mut **view),
        _ => None,
    })
}
