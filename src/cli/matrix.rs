//! `folio matrix`: two themes against each other, as a table, as CSV or as JSON.

use super::args::MatrixArgs;
use super::exit::Exit;
use super::json::Answer;
use super::json::matrix::{Joined, MatrixJson};
use super::{Desk, messages};
use crate::document::Role;
use crate::graph::{Cell, Graph, Strength};
use crate::messages::matrix::{self as says, Marks};
use crate::model::{Catalogue, EntryKey, Matrix};
use crate::text::fit::{fit, fit_right, truncate};
use crate::text::safe::Safe;
use crate::text::width::width;

/// Nobody reads more cells, most of which are empty; JSON has only the others.
const MOST_CELLS: usize = 1 << 22;

/// How wide the name of an entry is at most at the head of a row or column, as names for lists are.
const HEAD: usize = 28;
/// Blanks between columns.
const GAP: usize = 2;

/// Prints the matrix.
pub fn run(desk: Desk, args: &MatrixArgs, ascii: bool) -> Exit {
    let (desk, rows) = match desk.themes(&args.rows) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let (mut desk, columns) = match desk.themes(&args.columns) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let library = desk.library.clone();
    let catalogue = &*library.catalogue;
    let matrix = catalogue.matrix_of(&rows, &columns).expect("themes without any are refused");
    let [height, width] =
        [matrix.rows, matrix.columns].map(|key| catalogue.theme(key).entries.len());
    if !desk.json && height.saturating_mul(width) > MOST_CELLS {
        return desk.fail(Exit::Usage, &says::too_many_cells(height, width), &[]);
    }
    let graph = Graph::new(catalogue);
    if desk.json {
        let cells = joined(catalogue, &graph, matrix);
        desk.output.json(&Answer::new(MatrixJson::new(catalogue, matrix, &cells)));
    } else if args.csv {
        print_csv(&mut desk, catalogue, &graph, matrix);
    } else {
        Table::new(catalogue, &graph, matrix, ascii).print(&mut desk);
    }
    desk.done()
}

/// Returns the pairs of entries that links join, with the links, row by row.
fn joined(catalogue: &Catalogue, graph: &Graph, matrix: Matrix) -> Vec<Joined> {
    let mut all = Vec::new();
    for row in catalogue.entries_of(matrix.rows) {
        for Cell { column, .. } in graph.cells(catalogue, row, matrix.columns) {
            all.push(Joined { row, column, links: graph.between(catalogue, row, column) });
        }
    }
    all
}

/// What is printed for people: marks, with sums at the right and below.
struct Table<'a> {
    catalogue: &'a Catalogue,
    matrix: Matrix,
    marks: Marks,
    rows: Vec<(EntryKey, Vec<Cell>)>,
    sums: Vec<usize>,
}

impl<'a> Table<'a> {
    fn new(catalogue: &'a Catalogue, graph: &Graph, matrix: Matrix, ascii: bool) -> Self {
        let cells = |row| (row, graph.cells(catalogue, row, matrix.columns));
        let rows: Vec<_> = catalogue.entries_of(matrix.rows).map(cells).collect();
        let columns = &catalogue.theme(matrix.columns).entries;
        let mut sums = vec![0; columns.len()];
        for cell in rows.iter().flat_map(|(_, cells)| cells) {
            sums[(cell.column.0 - columns.start) as usize] += 1;
        }
        Self { catalogue, matrix, marks: Marks::new(ascii), rows, sums }
    }

    /// Prints the columns in as many tables below each other as the width asks for.
    fn print(&self, desk: &mut Desk) {
        let [rows, columns] =
            [self.matrix.rows, self.matrix.columns].map(|key| &*self.catalogue.theme(key).title);
        desk.output.line(&[(&says::title(rows, columns), Role::Title)]);
        let columns: Vec<EntryKey> = self.catalogue.entries_of(self.matrix.columns).collect();
        let heads: Vec<Safe> = columns.iter().map(|&column| self.head(column)).collect();
        let most = desk.output.width().map_or(usize::MAX, usize::from);
        let titles = self.rows.iter().map(|(row, _)| width(&self.head(*row)));
        let margin = titles.max().unwrap_or(0).min(most / 2);
        let sum = self.sum_width();
        let mut from = 0;
        while from < columns.len() || from == 0 {
            let mut room = most.saturating_sub(margin + GAP + sum);
            let mut to = from;
            while to < columns.len() && (to == from || room >= GAP + width(&heads[to])) {
                room = room.saturating_sub(GAP + width(&heads[to]));
                to += 1;
            }
            desk.output.line(&[]);
            self.print_columns(desk, from, &heads[from..to], margin);
            if to == from {
                break;
            }
            from = to;
        }
        // A theme against itself shows each pair from both ends.
        let once = |row: EntryKey, column: EntryKey| {
            self.matrix.rows != self.matrix.columns || row <= column
        };
        let counted = |(row, cells): &(EntryKey, Vec<Cell>)| {
            cells.iter().filter(|cell| once(*row, cell.column)).count()
        };
        let pairs = self.rows.iter().map(counted).sum();
        let legend = self.marks.legend();
        desk.output.line(&[]);
        desk.output.line(&[(&format!("{legend}   {}", says::related(pairs)), Role::Dim)]);
    }

    fn print_columns(&self, desk: &mut Desk, from: usize, heads: &[Safe], margin: usize) {
        let gap = " ".repeat(GAP);
        let sum = self.sum_width();
        let sum_head = fit_right(&Safe::line(self.marks.sum), sum);
        let centred = |mark: &str, columns: usize| {
            let before = columns.saturating_sub(1) / 2;
            format!(
                "{gap}{:before$}{mark}{:after$}",
                "",
                "",
                after = columns.saturating_sub(before + width(mark))
            )
        };
        let row = |desk: &mut Desk, head: &Safe, cells: &[String], total: &str| {
            let total = fit_right(&Safe::line(total), sum);
            desk.output.line(&[
                (&fit(head, margin), Role::Text),
                (&cells.concat(), Role::Text),
                (&gap, Role::Text),
                (&total, Role::Number),
            ]);
        };
        let over: Vec<String> = heads.iter().map(|head| format!("{gap}{head}")).collect();
        desk.output.line(&[
            (&fit(&Safe::line(""), margin), Role::Text),
            (&over.concat(), Role::TableHead),
            (&gap, Role::Text),
            (&sum_head, Role::TableHead),
        ]);
        let first = self.catalogue.theme(self.matrix.columns).entries.start + from as u32;
        for (entry, found) in &self.rows {
            let mark = |(at, head): (usize, &Safe)| {
                let column = EntryKey(first + at as u32);
                let cell = found.binary_search_by_key(&column, |cell| cell.column);
                centred(&self.cell(cell.ok().map(|at| found[at])), width(head))
            };
            let cells: Vec<String> = heads.iter().enumerate().map(mark).collect();
            row(desk, &self.head(*entry), &cells, &found.len().to_string());
        }
        let sums = &self.sums[from..from + heads.len()];
        let cells: Vec<String> = sums
            .iter()
            .zip(heads)
            .map(|(sum, head)| centred(&sum.to_string(), width(head)))
            .collect();
        let all: usize = self.sums.iter().sum();
        row(desk, &Safe::line(self.marks.sum), &cells, &all.to_string());
    }

    fn head(&self, entry: EntryKey) -> Safe {
        let number = self.catalogue.number(entry).map(|number| format!("{number} "));
        let name = truncate(&Safe::line(self.catalogue.short(entry)), HEAD);
        Safe::line(&format!("{}{name}", number.unwrap_or_default()))
    }

    fn cell(&self, cell: Option<Cell>) -> String {
        let Some(cell) = cell else { return self.marks.empty.to_owned() };
        let mark = self.mark(cell.strength);
        if cell.links > 1 { format!("{mark}{}", cell.links) } else { mark.to_owned() }
    }

    fn mark(&self, strength: Strength) -> &'static str {
        match strength {
            Strength::Article => self.marks.article,
            Strength::Editor => self.marks.editor,
            Strength::Plain | Strength::Defines | Strength::Mention => self.marks.plain,
        }
    }

    fn sum_width(&self) -> usize {
        let all: usize = self.sums.iter().sum();
        all.to_string().len().max(width(self.marks.sum))
    }
}

/// Prints the whole titles, and in each cell how its links read and who says so.
fn print_csv(desk: &mut Desk, catalogue: &Catalogue, graph: &Graph, matrix: Matrix) {
    let corner = catalogue.theme(matrix.rows).title.to_string();
    let columns: Vec<EntryKey> = catalogue.entries_of(matrix.columns).collect();
    let titles = columns.iter().map(|&column| catalogue.title(column).to_owned());
    record(desk, std::iter::once(corner).chain(titles));
    for row in catalogue.entries_of(matrix.rows) {
        let mut cells = graph.cells(catalogue, row, matrix.columns).into_iter().peekable();
        let title = std::iter::once(catalogue.title(row).to_owned());
        let fields = columns.iter().map(|&column| {
            if cells.next_if(|it| it.column == column).is_none() {
                return String::new();
            }
            let links = graph.between(catalogue, row, column);
            let told = links.iter().map(|link| {
                let by = link.provenance.as_ref().map(|one| one.by().word());
                messages::label_and_by(catalogue.label(link), by)
            });
            told.collect::<Vec<_>>().join("; ")
        });
        record(desk, title.chain(fields));
    }
}

/// Writes a line of CSV as RFC 4180 has it, but with a line feed at its end as all of Folio's output.
/// What a spreadsheet would take for a formula gets an apostrophe before it.
fn record(desk: &mut Desk, fields: impl Iterator<Item = String>) {
    let quoted = |field: String| {
        let field = Safe::line(&field).into_string();
        let formula = field.starts_with(['=', '+', '-', '@']);
        let field = if formula { format!("'{field}") } else { field };
        if field.contains([',', '"']) || field.starts_with(' ') || field.ends_with(' ') {
            format!("\"{}\"", field.replace('"', "\"\""))
        } else {
            field
        }
    };
    let line = fields.map(quoted).collect::<Vec<_>>().join(",");
    desk.output.line(&[(&line, Role::Text)]);
}
