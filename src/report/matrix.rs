//! Two themes against each other: the links that join their entries, row by row. Refuses to know: how
//! a table of them is drawn.

use super::choice::Choice;
use super::line::{Line, Report};
use super::links::{link_in_full, link_in_words};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::graph::{Cell, End};
use crate::knowledge::Knowledge;
use crate::messages::matrix as says;
use crate::model::{Catalogue, EntryKey, Matrix, ThemeKey};

/// How many sums of columns and how many rows without a link are listed.
const LISTED: usize = 100;

/// A row, with its cells that are not empty.
#[derive(Clone, Debug)]
pub struct MatrixRow {
    /// The entry.
    pub entry: EntryKey,
    /// The cells, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// A row that has links, by its number.
    Row(usize),
    /// A link of a row, and the entry that it leaves.
    Link(EntryKey, End, EntryKey),
    /// The rows without a link.
    Alone,
    /// A column, by its number.
    Column(usize),
    /// So many more columns.
    More(usize),
}

/// Two themes against each other in figures: what a table of them shows.
#[derive(Clone, Debug)]
pub struct MatrixFigures {
    /// The two themes.
    pub matrix: Matrix,
    /// The rows, those without a link included.
    pub rows: Vec<MatrixRow>,
    /// How many rows each column is linked with.
    pub sums: Vec<usize>,
    /// How many pairs of entries a link joins, each pair counted once.
    pub related: usize,
}

impl MatrixFigures {
    /// Counts the links between two themes.
    pub fn new(known: &Knowledge, matrix: Matrix) -> Self {
        let (catalogue, graph) = (known.catalogue(), known.graph());
        let row = |entry| {
            let cells = graph.cells(catalogue, entry, matrix.columns);
            MatrixRow { entry, cells }
        };
        let rows: Vec<MatrixRow> = catalogue.entries_of(matrix.rows).map(row).collect();
        let columns = catalogue.theme(matrix.columns);
        let mut sums = vec![0; columns.count()];
        for cell in rows.iter().flat_map(|row| &row.cells) {
            sums[(cell.column.0 - columns.entries.start) as usize] += 1;
        }
        // A theme against itself shows each pair from both ends.
        let is_first =
            |row: EntryKey, column: EntryKey| matrix.rows != matrix.columns || row < column;
        let first = |row: &MatrixRow| {
            row.cells.iter().filter(|cell| is_first(row.entry, cell.column)).count()
        };
        let related = rows.iter().map(first).sum();
        Self { matrix, rows, sums, related }
    }

    /// Names both themes.
    pub fn title(&self, catalogue: &Catalogue) -> String {
        let [rows, columns] =
            [self.matrix.rows, self.matrix.columns].map(|theme| &*catalogue.theme(theme).title);
        says::title(rows, columns)
    }
}

/// Two themes against each other, link by link.
#[derive(Clone, Debug)]
pub struct MatrixReport {
    figures: MatrixFigures,
    title: String,
    items: Vec<Item>,
}

impl MatrixReport {
    /// Finds the links between two themes.
    pub fn new(known: &Knowledge, matrix: Matrix) -> Self {
        let figures = MatrixFigures::new(known, matrix);
        let title = figures.title(known.catalogue());
        let items = items(known, &figures);
        Self { figures, title, items }
    }

    /// Chooses the matrix that fits an entry best: a declared one that has its theme, else the first
    /// one of its pack; if none is declared, its theme against the first other one that a link leads
    /// to.
    pub fn best_for(known: &Knowledge, entry: EntryKey) -> Matrix {
        let catalogue = known.catalogue();
        let theme = catalogue.theme_of(entry);
        let pack = catalogue.pack_of(entry);
        let of_pack = |it: &&Matrix| catalogue.theme(it.rows).pack == pack;
        let declared = || catalogue.matrices().iter().filter(of_pack);
        let own = |it: &&Matrix| it.rows == theme || it.columns == theme;
        let other = || {
            let linked = known.graph().all_ends(catalogue, entry);
            let mut linked = linked.map(|end| catalogue.theme_of(end.entry));
            let linked = linked.find(|it| *it != theme);
            let filled = |it: &ThemeKey| *it != theme && catalogue.theme(*it).count() > 0;
            let next = || catalogue.themes_of(pack).find(filled);
            Matrix { rows: theme, columns: linked.or_else(next).unwrap_or(theme) }
        };
        declared().find(own).or_else(|| declared().next()).copied().unwrap_or_else(other)
    }

    fn sum(catalogue: &Catalogue, entry: EntryKey, count: usize, theme: ThemeKey) -> String {
        let theme = catalogue.theme(theme);
        says::linked_with(catalogue.title(entry), count, theme.count(), &theme.short)
    }
}

/// Lists the links row by row under their rows, then the rows without a link and the columns.
fn items(known: &Knowledge, figures: &MatrixFigures) -> Vec<Item> {
    let (catalogue, graph) = (known.catalogue(), known.graph());
    let MatrixFigures { matrix, rows, sums, .. } = figures;
    let columns = sums.len();
    let mut items = Vec::new();
    for (number, row) in rows.iter().enumerate().filter(|(_, row)| !row.cells.is_empty()) {
        let row = row.entry;
        let all = graph.all_ends(catalogue, row);
        let own = |end: &End| catalogue.theme_of(end.entry) == matrix.columns && end.entry != row;
        let mut ends: Vec<End> = all.filter(own).collect();
        ends.sort_by_key(|end| end.entry);
        items.push(Item::Row(number));
        items
            .extend(ends.into_iter().map(|end| {
                Item::Link(row, end, if end.wording.inverse { end.entry } else { row })
            }));
    }
    items.extend(rows.iter().any(|row| row.cells.is_empty()).then_some(Item::Alone));
    items.extend((0..columns.min(LISTED)).map(Item::Column));
    items.extend((columns > LISTED).then(|| Item::More(columns - LISTED)));
    items
}

impl Report for MatrixReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        says::related(self.figures.related)
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        let Matrix { rows, columns } = self.figures.matrix;
        match self.items[at] {
            Item::Row(number) => {
                let MatrixRow { entry, cells } = &self.figures.rows[number];
                let sum = Self::sum(catalogue, *entry, cells.len(), columns);
                Line::new([(&sum, Role::Section)])
            }
            Item::Link(row, end, _) => {
                let link = link_in_words(catalogue, row, &end.read(catalogue));
                Line::new([(&link, Role::Text)])
            }
            Item::Alone => {
                let alone = || self.figures.rows.iter().filter(|row| row.cells.is_empty());
                let first = alone().take(LISTED).map(|row| catalogue.short(row.entry));
                let first: Vec<&str> = first.collect();
                let words = says::without_link(&first, alone().count() - first.len());
                Line::new([(&words, Role::Dim)])
            }
            Item::Column(number) => {
                let entry = EntryKey(catalogue.theme(columns).entries.start + number as u32);
                let sum = Self::sum(catalogue, entry, self.figures.sums[number], rows);
                Line::new([(&sum, Role::Dim)])
            }
            Item::More(count) => Line::new([(&says::more_links(count), Role::Dim)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items[at] {
            Item::Link(_, _, from) => Some(Choice::Entry(from)),
            Item::Row(_) | Item::Alone | Item::Column(_) | Item::More(_) => None,
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        match self.items[at] {
            Item::Link(row, end, _) => link_in_full(catalogue, row, &end.read(catalogue)),
            Item::Row(_) | Item::Alone | Item::Column(_) | Item::More(_) => Vec::new(),
        }
    }
}
