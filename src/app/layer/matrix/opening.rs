//! Which matrix is opened: the one that was left, the one that fits the open entry, a declared
//! pair, any pair. Refuses to know: keys, drawing.

use super::MatrixView;
use crate::app::step::Step;
use crate::app::subject::View;
use crate::app::surroundings::Surroundings;
use crate::messages::matrix as says;
use crate::model::{Matrix, ThemeKey};

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

    /// Chooses a declared pair that has the theme of the open entry, else the first of its pack; if
    /// none is declared, that theme and the first other one that a link of the entry leads to.
    fn first(around: &Surroundings<'_>) -> Option<Self> {
        let entry = around.subject?;
        let catalogue = around.catalogue();
        let theme = catalogue.theme_of(entry);
        let pack = catalogue.pack_of(entry);
        let of_pack = |it: &&Matrix| catalogue.theme(it.rows).pack == pack;
        let declared = || catalogue.matrices().iter().filter(of_pack);
        let own = |it: &&Matrix| it.rows == theme || it.columns == theme;
        let other = || {
            let linked = around.known.all_links(entry).0.into_iter();
            let linked = linked.map(|end| catalogue.theme_of(end.entry)).find(|it| *it != theme);
            let filled = |it: &ThemeKey| *it != theme && catalogue.theme(*it).count() > 0;
            let next = || catalogue.themes_of(pack).find(filled);
            Matrix { rows: theme, columns: linked.or_else(next).unwrap_or(theme) }
        };
        let found = declared().find(own).or_else(|| declared().next()).copied();
        let mut view = Self::new(found.unwrap_or_else(other));
        let place = |theme: ThemeKey| {
            let all = &catalogue.theme(theme).entries;
            all.contains(&entry.0).then(|| (entry.0 - all.start) as usize)
        };
        view.rows.selected = place(view.matrix.rows).unwrap_or(0);
        view.columns.selected = place(view.matrix.columns).unwrap_or(0);
        Some(view)
    }

    /// Goes to the next or previous pair that the pack declares.
    pub(super) fn next_pair(&self, forward: bool, around: &Surroundings<'_>) -> Step {
        let catalogue = around.catalogue();
        let pack = catalogue.theme(self.matrix.rows).pack;
        let declared: Vec<Matrix> = catalogue
            .matrices()
            .iter()
            .filter(|it| catalogue.theme(it.rows).pack == pack)
            .copied()
            .collect();
        if declared.is_empty() {
            return Step::Say(says::NO_PAIRS.to_owned());
        }
        let turned = Matrix { rows: self.matrix.columns, columns: self.matrix.rows };
        let here = declared.iter().position(|it| [self.matrix, turned].contains(it));
        let last = declared.len() - 1;
        let next = match here {
            None => 0,
            Some(at) if forward => (at + 1) % declared.len(),
            Some(at) => at.checked_sub(1).unwrap_or(last),
        };
        Step::Show(View::Matrix(declared[next]))
    }
}
