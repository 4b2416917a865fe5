//! Which matrix is opened: the one that was left, the one that fits the open entry, a declared
//! pair, any pair. Refuses to know: keys, drawing.

use super::MatrixView;
use crate::app::step::Step;
use crate::app::subject::View;
use crate::app::surroundings::Surroundings;
use crate::keys::{Action, Context, Toward};
use crate::messages::matrix as says;
use crate::model::{Matrix, ThemeKey};
use crate::report::MatrixReport;

impl MatrixView {
    /// Shows two themes against each other.
    pub fn open(matrix: Matrix, around: &Surroundings<'_>) -> Box<Self> {
        Self::opened(Self::new(matrix), around)
    }

    fn opened(mut view: Self, around: &Surroundings<'_>) -> Box<Self> {
        view.settle(true, around);
        Box::new(view)
    }

    /// Opens a matrix as it was left, else the one that fits the entry that is looked at best;
    /// `None` if there is neither.
    pub fn reopen(left: Option<Box<Self>>, around: &Surroundings<'_>) -> Option<Box<Self>> {
        let view = match left {
            Some(left) => *left,
            None => Self::first(around)?,
        };
        Some(Self::opened(view, around))
    }

    /// Chooses the two themes that fit the entry that is looked at best, and selects it there.
    fn first(around: &Surroundings<'_>) -> Option<Self> {
        let entry = around.subject?;
        let catalogue = around.catalogue();
        let mut view = Self::new(MatrixReport::best_for(around.known, entry));
        let place = |theme: ThemeKey| {
            let all = &catalogue.theme(theme).entries;
            all.contains(&entry.0).then(|| (entry.0 - all.start) as usize)
        };
        view.rows.selected = place(view.matrix.rows).unwrap_or(0);
        view.columns.selected = place(view.matrix.columns).unwrap_or(0);
        Some(view)
    }

    /// Goes to the next or previous pair that the pack declares.
    pub(super) fn next_pair(&self, toward: Toward, around: &Surroundings<'_>) -> Step {
        let catalogue = around.catalogue();
        let pack = catalogue.theme(self.matrix.rows).pack;
        let declared: Vec<Matrix> = catalogue
            .matrices()
            .iter()
            .filter(|it| catalogue.theme(it.rows).pack == pack)
            .copied()
            .collect();
        if declared.is_empty() {
            let choose = around.keymap.told(Context::Matrix, Action::ChoosePair);
            return Step::say(says::no_pairs(&choose));
        }
        let turned = Matrix { rows: self.matrix.columns, columns: self.matrix.rows };
        let here = declared.iter().position(|it| [self.matrix, turned].contains(it));
        let next = here.map_or(0, |at| toward.around(at, 1, declared.len()));
        Step::Show(View::Matrix(declared[next]))
    }
}
