//! Cells of a table into rows of equal columns.

use super::super::composer::{Row, Run, Side};

/// How far a cell reaches at most: one that reaches further is a lie.
const WIDEST: usize = 64;

/// A table in the making.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
    /// How many more rows are taken by cells above, a column each.
    taken: Vec<usize>,
    /// The sides at which the columns are set, as the last cell that says so has it.
    sides: Vec<Side>,
}

impl Table {
    /// Begins a row.
    pub fn begin_row(&mut self) {
        for rows in &mut self.taken {
            *rows = rows.saturating_sub(1);
        }
        self.rows.push(Row::new());
    }

    /// Appends a cell that takes so many columns and rows, and is set at a side if it says so.
    pub fn push(&mut self, cell: Vec<Run>, (columns, rows): (usize, usize), side: Option<Side>) {
        if self.rows.is_empty() {
            self.begin_row();
        }
        let Some(row) = self.rows.last_mut() else { return };
        while self.taken.get(row.len()).is_some_and(|&rows| rows > 0) {
            row.push(Vec::new());
        }
        let columns = columns.clamp(1, WIDEST);
        let first = row.len();
        row.push(cell);
        row.resize(first + columns, Vec::new());
        if let Some(side) = side {
            self.sides.resize(self.sides.len().max(first + 1), Side::default());
            self.sides[first] = side;
        }
        if self.taken.len() < row.len() {
            self.taken.resize(row.len(), 0);
        }
        // The row that it begins in counts.
        self.taken[first..first + columns].fill(rows.clamp(1, usize::from(u16::MAX)));
    }

    /// Returns the rows, and the sides at which the columns are set.
    pub fn finish(self) -> (Vec<Row>, Vec<Side>) {
        (self.rows, self.sides)
    }
}
