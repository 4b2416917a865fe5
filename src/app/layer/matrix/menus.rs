//! The popups of a matrix: the reasons for a cell, the pairs of themes to choose from. Refuses to
//! know: what a matrix shows.

use super::reasons;
use crate::app::geometry::popup::text_width;
use crate::app::layer::menu::{Menu, MenuItem, MenuLayer, Topic};
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::messages::matrix as says;
use crate::model::{Catalogue, EntryKey, Matrix, Related, ThemeKey};
use crate::report::{Choice, link_in_words};
use crate::text::breaking;

/// How wide the reasons are, at most.
const REASONS_WIDTH: u16 = 64;

/// Builds the menu of the links between two entries, each of which leads to the statement that gives
/// its reason, else to the entry that it starts from, then of both entries.
pub fn reasons_menu(row: EntryKey, column: EntryKey, around: &Surroundings<'_>) -> MenuLayer {
    let catalogue = around.catalogue();
    let width = usize::from(text_width(around.geometry.body, REASONS_WIDTH));
    let reason = |link: &Related| {
        let text = link_in_words(catalogue, row, link);
        let lines = breaking::lines(&text, width).into_iter();
        let mut rows: Vec<Row> =
            lines.map(|line| Row::new([(&text[line.range], Role::Text)])).collect();
        let (entry, piece) = reasons::given_in(around.known, row, link);
        rows.push(Row::new([(&says::leads_to(catalogue.title(entry)), Role::Dim)]));
        let value = piece.map_or(Choice::Entry(entry), |piece| Choice::Statement(entry, piece));
        MenuItem::of(rows, Some(value))
    };
    let links = around.known.graph().between(catalogue, row, column);
    let mut items: Vec<MenuItem<Choice>> = links.iter().map(reason).collect();
    items.push(MenuItem::heading("", Role::Dim));
    items.push(MenuItem::heading(says::ENTRIES, Role::Section));
    let whole = |entry| MenuItem::new([(catalogue.title(entry), Role::Text)], Choice::Entry(entry));
    items.extend([row, column].map(whole));
    MenuLayer { topic: Topic::Reasons, menu: Menu::new(items) }
}

/// Builds the menu of the pairs that a matrix can show: those declared, and any theme.
pub fn pairs_menu(catalogue: &Catalogue) -> MenuLayer {
    let short = |theme: ThemeKey| &*catalogue.theme(theme).short;
    let item = |text: &str, choice| MenuItem::new([(text, Role::Text)], choice);
    let mut items = Vec::new();
    if !catalogue.matrices().is_empty() {
        items.push(MenuItem::heading(says::DECLARED, Role::Section));
    }
    let declared = catalogue.matrices().iter();
    items.extend(
        declared
            .map(|it| item(&says::title(short(it.rows), short(it.columns)), Choice::Matrix(*it))),
    );
    items.push(MenuItem::heading(says::ANY, Role::Section));
    let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
    items.extend(themes.map(|it| item(&says::against(short(it)), Choice::MatrixRows(it))));
    MenuLayer { topic: Topic::Pairs, menu: Menu::new(items) }
}

/// Builds the menu of the themes that one can be shown against.
pub fn columns_menu(catalogue: &Catalogue, rows: ThemeKey) -> MenuLayer {
    let item = |columns| {
        let text = &*catalogue.theme(columns).short;
        MenuItem::new([(text, Role::Text)], Choice::Matrix(Matrix { rows, columns }))
    };
    let themes = (0..catalogue.themes().len()).map(ThemeKey::new);
    MenuLayer { topic: Topic::Columns, menu: Menu::new(themes.map(item).collect()) }
}
