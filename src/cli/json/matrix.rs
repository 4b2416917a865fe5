//! The shape of `folio matrix --json`.

use serde::Serialize;

use super::entry::LinkJson;
use crate::model::{Catalogue, EntryKey, Matrix, Related, ThemeKey};

/// `folio matrix`.
#[derive(Serialize)]
pub struct MatrixJson<'a> {
    rows: AxisJson<'a>,
    columns: AxisJson<'a>,
    cells: Vec<CellJson<'a>>,
}

/// The entries of one of the two themes.
#[derive(Serialize)]
struct AxisJson<'a> {
    theme: &'a str,
    title: &'a str,
    pack: &'a str,
    entries: Vec<LineJson<'a>>,
}

/// A row or column.
#[derive(Serialize)]
struct LineJson<'a> {
    id: &'a str,
    title: &'a str,
    related: usize,
}

/// A cell that is not empty.
#[derive(Serialize)]
struct CellJson<'a> {
    row: &'a str,
    column: &'a str,
    links: Vec<LinkJson<'a>>,
}

/// The links between two entries, read from that of the row.
pub struct Joined {
    /// The entry of the row.
    pub row: EntryKey,
    /// The entry of the column.
    pub column: EntryKey,
    /// The links.
    pub links: Vec<Related>,
}

impl<'a> MatrixJson<'a> {
    /// Reads a matrix and its cells that are not empty.
    pub fn new(catalogue: &'a Catalogue, matrix: Matrix, cells: &'a [Joined]) -> Self {
        let cell = |one: &'a Joined| CellJson {
            row: catalogue.id(one.row),
            column: catalogue.id(one.column),
            links: one.links.iter().map(|link| LinkJson::new(catalogue, link)).collect(),
        };
        Self {
            rows: AxisJson::new(catalogue, matrix.rows, cells.iter().map(|cell| cell.row)),
            columns: AxisJson::new(catalogue, matrix.columns, cells.iter().map(|cell| cell.column)),
            cells: cells.iter().map(cell).collect(),
        }
    }
}

impl<'a> AxisJson<'a> {
    /// Reads a theme; `related` names an entry once for each of its cells that is not empty.
    fn new(
        catalogue: &'a Catalogue,
        key: ThemeKey,
        related: impl Iterator<Item = EntryKey>,
    ) -> Self {
        let theme = catalogue.theme(key);
        let mut counts = vec![0; theme.count()];
        related.for_each(|entry| counts[(entry.0 - theme.entries.start) as usize] += 1);
        let line = |(entry, related)| LineJson {
            id: catalogue.id(entry),
            title: catalogue.title(entry),
            related,
        };
        Self {
            theme: &theme.id,
            title: &theme.title,
            pack: &catalogue.pack(theme.pack).id,
            entries: catalogue.entries_of(key).zip(counts).map(line).collect(),
        }
    }
}
