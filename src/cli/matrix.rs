//! `folio matrix`: two themes against each other, as a table, as CSV or as JSON.

use clap::Args;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use super::args::Global;
use super::json::LinkJson;
use super::output::Output;
use super::{Exit, Failure, Run, completing, names, packs};
use crate::document::Role;
use crate::export;
use crate::graph::{Cell, Strength};
use crate::knowledge::Knowledge;
use crate::messages::matrix::{self as says, Marks};
use crate::model::{Catalogue, EntryKey, ThemeKey};
use crate::report::{MatrixFigures, MatrixRow};
use crate::text::fit::{fit, fit_right, truncate};
use crate::text::safe::Safe;
use crate::text::width::width;

/// Nobody reads more cells, most of which are empty; JSON has only the others.
const MOST_CELLS: usize = 1 << 22;

/// How wide the name of an entry is at most at the head of a row or column, as names for lists are.
const HEAD: usize = 28;
/// Blanks between columns.
const GAP: usize = 2;

/// Print two themes against each other: which entries are linked
#[derive(Args, Debug)]
#[command(
    after_help = "ROWS and COLUMNS are ids or titles of themes. A mark tells who says that two \
        entries are linked: ● the article, ○ the editor, + neither (see also); a number behind it \
        counts several links. Links count in either direction; links in text do not. Σ counts the \
        linked entries of a row or column.\n\nIn CSV a cell holds how its links read, and who says \
        so.\n\nExamples:\n  folio matrix mechanism rationale\n  \
        folio matrix mechanism connectivity --csv\n  folio matrix mechanism mechanism --json"
)]
pub struct Matrix {
    /// The theme of the rows
    #[arg(value_name = "ROWS", add = completing::themes())]
    rows: String,
    /// The theme of the columns
    // `--columns` is of all commands that open packs.
    #[arg(id = "theme-of-columns", value_name = "COLUMNS", add = completing::themes())]
    columns: String,
    /// Answer in JSON
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print comma-separated values
    #[arg(long)]
    csv: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio matrix ROWS COLUMNS --json
  { schema_version, rows: AXIS, columns: AXIS,
    cells: [ { row, column, links: [ LINK ] } ] }
  AXIS: { theme, title, pack, entries: [ { id, pack, title, related } ] }
  cells has those that are not empty, row by row; related counts them for each
  entry. The links of a cell are read from the entry of its row.
";

impl Run for Matrix {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let matrix = names::matrix(catalogue, [&self.rows, &self.columns])?;
        let [height, width] =
            [matrix.rows, matrix.columns].map(|key| catalogue.theme(key).entries.len());
        if !self.json && height.saturating_mul(width) > MOST_CELLS {
            return Err(Failure::usage(says::too_many_cells(height, width)));
        }
        let known = Knowledge::new(&corpus);
        if self.csv {
            output.text(&(export::CSV.write)(&known, matrix));
            return Ok(Exit::Done);
        }
        let figures = MatrixFigures::new(&known, matrix);
        if self.json {
            output.json(MatrixJson::new(&known, &figures));
        } else {
            Table { catalogue, figures: &figures, marks: Marks::new(global.glyphs().are_ascii()) }
                .print(output);
        }
        Ok(Exit::Done)
    }
}

/// What is printed for people: marks, with sums at the right and below.
struct Table<'a> {
    catalogue: &'a Catalogue,
    figures: &'a MatrixFigures,
    marks: Marks,
}

impl Table<'_> {
    /// Prints the columns in as many tables below each other as the width asks for.
    fn print(&self, output: &mut Output) {
        let MatrixFigures { matrix, rows, related, .. } = self.figures;
        output.line(&[(&self.figures.title(self.catalogue), Role::Title)]);
        let columns = self.catalogue.entries_of(matrix.columns);
        let heads: Vec<Safe> = columns.map(|column| self.head(column)).collect();
        let most = output.width().map_or(usize::MAX, usize::from);
        let titles = rows.iter().map(|row| width(&self.head(row.entry)));
        let margin = titles.max().unwrap_or(0).min(most / 2);
        let sum = self.sum_width();
        let mut from = 0;
        while from < heads.len() || from == 0 {
            let mut room = most.saturating_sub(margin + GAP + sum);
            let mut to = from;
            while to < heads.len() && (to == from || room >= GAP + width(&heads[to])) {
                room = room.saturating_sub(GAP + width(&heads[to]));
                to += 1;
            }
            output.line(&[]);
            self.print_columns(output, from, &heads[from..to], margin);
            if to == from {
                break;
            }
            from = to;
        }
        let legend = self.marks.legend();
        output.line(&[]);
        output.line(&[(&format!("{legend}   {}", says::related(*related)), Role::Dim)]);
    }

    fn print_columns(&self, output: &mut Output, from: usize, heads: &[Safe], margin: usize) {
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
        let row = |output: &mut Output, head: &Safe, cells: &[String], total: &str| {
            let total = fit_right(&Safe::line(total), sum);
            output.line(&[
                (&fit(head, margin), Role::Text),
                (&cells.concat(), Role::Text),
                (&gap, Role::Text),
                (&total, Role::Number),
            ]);
        };
        let over: Vec<String> = heads.iter().map(|head| format!("{gap}{head}")).collect();
        output.line(&[
            (&fit(&Safe::line(""), margin), Role::Text),
            (&over.concat(), Role::TableHead),
            (&gap, Role::Text),
            (&sum_head, Role::TableHead),
        ]);
        let first = self.catalogue.theme(self.figures.matrix.columns).entries.start + from as u32;
        for MatrixRow { entry, cells: found } in &self.figures.rows {
            let mark = |(at, head): (usize, &Safe)| {
                let column = EntryKey(first + at as u32);
                let cell = found.binary_search_by_key(&column, |cell| cell.column);
                centred(&self.cell(cell.ok().map(|at| found[at])), width(head))
            };
            let cells: Vec<String> = heads.iter().enumerate().map(mark).collect();
            row(output, &self.head(*entry), &cells, &found.len().to_string());
        }
        let sums = &self.figures.sums[from..from + heads.len()];
        let cells: Vec<String> = sums
            .iter()
            .zip(heads)
            .map(|(sum, head)| centred(&sum.to_string(), width(head)))
            .collect();
        let all: usize = self.figures.sums.iter().sum();
        row(output, &Safe::line(self.marks.sum), &cells, &all.to_string());
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
        let all: usize = self.figures.sums.iter().sum();
        all.to_string().len().max(width(self.marks.sum))
    }
}

#[derive(Serialize)]
struct MatrixJson<'a> {
    rows: AxisJson<'a>,
    columns: AxisJson<'a>,
    cells: CellsJson<'a>,
}

/// The cells that are not empty, row by row, each made when it is written: there may be millions.
struct CellsJson<'a> {
    known: &'a Knowledge,
    figures: &'a MatrixFigures,
}

impl Serialize for CellsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (catalogue, graph) = (self.known.catalogue(), self.known.graph());
        let mut cells = serializer.serialize_seq(None)?;
        for MatrixRow { entry: row, cells: found } in &self.figures.rows {
            let links = graph.by_other_end(catalogue, *row);
            for Cell { column, .. } in found {
                cells.serialize_element(&CellJson {
                    row: catalogue.id(*row),
                    column: catalogue.id(*column),
                    links: LinkJson::all(catalogue, &links[column]),
                })?;
            }
        }
        cells.end()
    }
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
    pack: &'a str,
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

impl<'a> MatrixJson<'a> {
    fn new(known: &'a Knowledge, figures: &'a MatrixFigures) -> Self {
        let catalogue = known.catalogue();
        let MatrixFigures { matrix, rows, sums, .. } = figures;
        let of_rows = rows.iter().map(|row| row.cells.len());
        Self {
            rows: AxisJson::new(catalogue, matrix.rows, of_rows),
            columns: AxisJson::new(catalogue, matrix.columns, sums.iter().copied()),
            cells: CellsJson { known, figures },
        }
    }
}

impl<'a> AxisJson<'a> {
    /// Reads a theme; `related` counts the linked entries of each of its entries.
    fn new(catalogue: &'a Catalogue, key: ThemeKey, related: impl Iterator<Item = usize>) -> Self {
        let theme = catalogue.theme(key);
        let line = |(entry, related)| LineJson {
            id: catalogue.id(entry),
            pack: catalogue.pack_id_of(entry),
            title: catalogue.title(entry),
            related,
        };
        Self {
            theme: &theme.id,
            title: &theme.title,
            pack: &catalogue.pack(theme.pack).id,
            entries: catalogue.entries_of(key).zip(related).map(line).collect(),
        }
    }
}
