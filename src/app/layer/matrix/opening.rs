//! Which matrix is opened: the one that was left, the one that fits the open entry, a declared pair, any
//! pair. Refuses to know: keys, drawing.

use super::MatrixView;
use crate::app::layer::Layer;
use crate::app::layer::menu::{Item, Menu, MenuLayer, Topic};
use crate::app::step::Step;
use crate::app::surroundings::Surroundings;
use crate::document::Role;
use crate::messages::matrix as says;
use crate::model::{Catalogue, Matrix, ThemeKey};
use crate::report::Choice;

impl MatrixView {
    /// Shows two themes against each other.
    pub fn open(matrix: Matrix, around: &Surroundings<'_>) -> Box<Self> {
        Self::opened(Self::new(matrix), around)
    }

    fn opened(mut view: Self, around: &Surroundings<'_>) -> Box<Self> {
        view.settle(true, around);
        Box::new(view)
    }

    /// Opens the matrix that was left, else the one that fits the entry that is looked at best; `None`
    /// if there is neither.
    pub fn reopen(around: &mut Surroundings<'_>) -> Option<Box<Self>> {
        let view = match around.memory.matrix.take() {
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
        Step::Swap(Layer::Matrix(Self::open(declared[next], around)))
    }
}

/// Builds the menu of the pairs that a matrix can show: those declared, and any theme.
pub fn pairs_menu(catalogue: &Catalogue) -> Layer {
    let short = |theme: ThemeKey| &*catalogue.theme(theme).short;
    let item = |text: &str, choice| Item::new([(text, Role::Text)], choice);
    let mut items = Vec::new();
    if !catalogue.matrices().is_empty() {
        items.push(Item::heading(says::DECLARED, Role::Section));
    }
    let declared = catalogue.matrices().iter();
    items.extend(
        declared
            .map(|it| item(&says::title(short(it.rows), short(it.columns)), Choice::Matrix(*it))),
    );
    items.push(Item::heading(says::ANY, Role::Section));
    let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
    items.extend(themes.map(|it| item(&says::against(short(it)), Choice::MatrixRows(it))));
    Layer::Menu(MenuLayer { topic: Topic::Pairs, menu: Menu::new(items) })
}

/// Builds the menu of the themes that one can be shown against.
pub fn columns_menu(catalogue: &Catalogue, rows: ThemeKey) -> Layer {
    let item = |columns| {
        let text = &*catalogue.theme(columns).short;
        Item::new([(text, Role::Text)], Choice::Matrix(Matrix { rows, columns }))
    };
    let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
    Layer::Menu(MenuLayer { topic: Topic::Columns, menu: Menu::new(themes.map(item).collect()) })
}
