//! A matrix of two themes: which of their entries a typed link joins, and who says so.
//!
//! A cell counts the typed links between its two entries in either direction, a symmetric one once:
//! the pack's own relations, `defines` and `see`, all of which an author put there as links. Links
//! in text do not count, because a passing mention states no relation. An entry is not related to
//! itself.
//!
//! No cost is proportional to the number of cells: a row costs as much as its entry has links, and
//! all rows and columns in view together no more than twice the number of all links.

use std::ops::Range;

use super::{Graph, Strength};
use crate::model::{Catalogue, EntryKey, Matrix, ThemeKey};

/// A cell that is not empty, seen from its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The entry of the column.
    pub column: EntryKey,
    /// How many links join the two entries.
    pub links: u32,
    /// The strongest of them.
    pub strength: Strength,
}

impl Graph {
    /// Returns the cells of an entry against the entries of a theme that are not empty, in the
    /// order of the theme.
    pub fn cells(&self, catalogue: &Catalogue, entry: EntryKey, theme: ThemeKey) -> Vec<Cell> {
        let columns = &catalogue.theme(theme).entries;
        let is_column = |other: EntryKey| columns.contains(&other.0) && other != entry;
        let leaving = self.leaving.of(entry).iter().map(|key| catalogue.link(key));
        let arriving = self.arriving.of(entry).iter().map(|key| catalogue.link(key));
        let ends = leaving.map(|it| (it.to, it)).chain(arriving.map(|it| (it.from, it)));
        let mut found: Vec<(EntryKey, Strength)> = ends
            .filter(|&(other, _)| is_column(other))
            .map(|(other, link)| (other, Strength::on_word_of(link.by)))
            .collect();
        // This puts the strongest link of each column before its other links.
        found.sort_unstable();
        found
            .chunk_by(|left, right| left.0 == right.0)
            .map(|links| Cell {
                column: links[0].0,
                links: links.len() as u32,
                strength: links[0].1,
            })
            .collect()
    }
}

/// The part of a matrix that is in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Window {
    /// The entries of its rows.
    rows: Range<u32>,
    /// The entries of its columns.
    columns: Range<u32>,
    lines: Vec<WindowLine>,
    column_totals: Vec<usize>,
}

/// One row in view: its cells in view that are not empty, and how many there are in the whole row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct WindowLine {
    cells: Vec<Cell>,
    total: usize,
}

impl Window {
    /// Reads the cells of some rows and columns, given by their positions in the two themes.
    pub fn new(
        catalogue: &Catalogue,
        graph: &Graph,
        matrix: Matrix,
        rows: Range<usize>,
        columns: Range<usize>,
    ) -> Self {
        let rows = entries_at(catalogue, matrix.rows, rows);
        let columns = entries_at(catalogue, matrix.columns, columns);
        let line = |row| {
            let mut cells = graph.cells(catalogue, EntryKey(row), matrix.columns);
            let total = cells.len();
            cells.retain(|cell| columns.contains(&cell.column.0));
            WindowLine { cells, total }
        };
        let lines = rows.clone().map(line).collect();
        let total = |column| graph.cells(catalogue, EntryKey(column), matrix.rows).len();
        let column_totals = columns.clone().map(total).collect();
        Self { rows, columns, lines, column_totals }
    }

    /// Returns the entries of the rows.
    pub fn rows(&self) -> impl Iterator<Item = EntryKey> {
        self.rows.clone().map(EntryKey)
    }

    /// Returns the entries of the columns.
    pub fn columns(&self) -> impl Iterator<Item = EntryKey> {
        self.columns.clone().map(EntryKey)
    }

    /// Returns the cell of two entries in view; `None` if it is empty.
    pub fn cell(&self, row: EntryKey, column: EntryKey) -> Option<Cell> {
        let cells = &self.line(row)?.cells;
        let at = cells.binary_search_by_key(&column, |cell| cell.column).ok()?;
        Some(cells[at])
    }

    /// Returns how many cells of a row are not empty, in view or not.
    pub fn row_total(&self, row: EntryKey) -> usize {
        self.line(row).map_or(0, |line| line.total)
    }

    /// Returns how many cells of a column are not empty, in view or not.
    pub fn column_total(&self, column: EntryKey) -> usize {
        let at = column.0.checked_sub(self.columns.start);
        at.and_then(|at| self.column_totals.get(at as usize)).copied().unwrap_or(0)
    }

    fn line(&self, row: EntryKey) -> Option<&WindowLine> {
        self.lines.get(row.0.checked_sub(self.rows.start)? as usize)
    }
}

/// Returns the entries at some positions of a theme, without those that it does not have.
fn entries_at(catalogue: &Catalogue, theme: ThemeKey, positions: Range<usize>) -> Range<u32> {
    let all = &catalogue.theme(theme).entries;
    let at = |position: usize| all.start.saturating_add(position as u32).min(all.end);
    at(positions.start)..at(positions.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::fixture;
    use crate::model::By;

    /// Counts the links between two entries by looking at all, and returns the strongest.
    fn counted(catalogue: &Catalogue, row: EntryKey, column: EntryKey) -> Option<(u32, Strength)> {
        let between = catalogue.links().filter(|it| {
            row != column && [[row, column], [column, row]].contains(&[it.from, it.to])
        });
        let strengths: Vec<Strength> = between
            .map(|it| match it.by {
                Some(By::Article) => Strength::Article,
                Some(By::Editor) => Strength::Editor,
                None => Strength::Plain,
            })
            .collect();
        strengths.iter().min().map(|&strongest| (strengths.len() as u32, strongest))
    }

    proptest! {
        #[test]
        fn cells_that_are_not_empty_are_the_pairs_that_a_link_joins(
            links in prop::collection::vec((0u32..18, 0u32..18, 0u32..4), 0..60),
            rows in 0usize..3, columns in 0usize..3,
            first_row in 0usize..7, first_column in 0usize..7,
            height in 0usize..8, width in 0usize..8,
        ) {
            let catalogue = fixture::themes(&[7, 5, 6], &links);
            let graph = Graph::new(&catalogue, &[]);
            let matrix = Matrix { rows: ThemeKey::new(rows), columns: ThemeKey::new(columns) };
            let window = Window::new(
                &catalogue, &graph, matrix,
                first_row..first_row + height, first_column..first_column + width,
            );
            let all_rows: Vec<EntryKey> = catalogue.entries_of(matrix.rows).collect();
            let all_columns: Vec<EntryKey> = catalogue.entries_of(matrix.columns).collect();
            let in_sight = |all: &[EntryKey], first: usize, many: usize| -> Vec<EntryKey> {
                all.iter().copied().skip(first).take(many).collect()
            };
            prop_assert_eq!(
                window.rows().collect::<Vec<_>>(), in_sight(&all_rows, first_row, height));
            prop_assert_eq!(
                window.columns().collect::<Vec<_>>(), in_sight(&all_columns, first_column, width));
            for row in window.rows() {
                for column in window.columns() {
                    let found = window.cell(row, column).map(|cell| (cell.links, cell.strength));
                    prop_assert_eq!(found, counted(&catalogue, row, column));
                }
                let related = all_columns.iter().filter(|&&it| counted(&catalogue, row, it).is_some());
                prop_assert_eq!(window.row_total(row), related.count());
            }
            for column in window.columns() {
                let related = all_rows.iter().filter(|&&it| counted(&catalogue, it, column).is_some());
                prop_assert_eq!(window.column_total(column), related.count());
            }
        }
    }
}
