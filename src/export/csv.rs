//! Two themes against each other as comma-separated values: whole titles, and in each cell how its
//! links read and who says so. Refuses to know: marks, widths.

use crate::document::Extent;
use crate::knowledge::Knowledge;
use crate::messages::cli as messages;
use crate::model::{EntryKey, Matrix};
use crate::report::{MatrixFigures, MatrixRow, ground_of};
use crate::text::safe::Safe;

/// Writes a matrix.
pub fn matrix(known: &Knowledge, matrix: Matrix) -> String {
    let (catalogue, graph) = (known.catalogue(), known.graph());
    let rows = MatrixFigures::new(known, matrix).rows;
    let corner = catalogue.theme(matrix.rows).title.to_string();
    let columns: Vec<EntryKey> = catalogue.entries_of(matrix.columns).collect();
    let titles = columns.iter().map(|&column| catalogue.title(column).to_owned());
    let mut text = record(std::iter::once(corner).chain(titles));
    for MatrixRow { entry: row, cells } in rows {
        let mut cells = cells.into_iter().peekable();
        let links_to = graph.by_other_end(catalogue, row);
        let title = std::iter::once(catalogue.title(row).to_owned());
        let fields = columns.iter().map(|&column| {
            if cells.next_if(|it| it.column == column).is_none() {
                return String::new();
            }
            let readings = links_to[&column].iter().map(|link| {
                let by = ground_of(catalogue, link, Extent::Speaker);
                messages::label_and_by(catalogue.label(link), &by)
            });
            readings.collect::<Vec<_>>().join("; ")
        });
        text += &record(title.chain(fields));
    }
    text
}

/// Writes a line as RFC 4180 has it, but with a line feed at its end as all of Folio's output. What a
/// spreadsheet would take for a formula gets an apostrophe before it.
fn record(fields: impl Iterator<Item = String>) -> String {
    fields.map(|field| quoted(&field)).collect::<Vec<_>>().join(",") + "\n"
}

fn quoted(field: &str) -> String {
    let field = Safe::line(field).into_string();
    let formula = field.starts_with(['=', '+', '-', '@']);
    let field = if formula { format!("'{field}") } else { field };
    if field.contains([',', '"']) || field.starts_with(' ') || field.ends_with(' ') {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field
    }
}
