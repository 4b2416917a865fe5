//! Cells of a table behind its last column, which no reader of Markdown shows (GFM 0.29, 4.10). Refuses to know: what
//! is in them.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;

/// Finds the rows of tables that have more cells than columns, by where these begin.
pub fn surplus_cells(source: &str) -> Vec<usize> {
    if !source.contains('|') {
        return Vec::new();
    }
    let (mut row_end, mut last_cell) = (0, 0);
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::TableRow) => row_end = range.end,
            Event::Start(Tag::TableCell) => last_cell = range.end,
            Event::End(TagEnd::TableRow) => {
                let behind = &source[last_cell.min(row_end)..row_end];
                let is_cell = |c: char| !c.is_whitespace() && c != '|';
                found.extend(behind.find(is_cell).map(|at| last_cell + at));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_behind_the_last_column_are_found() {
        for (rows, expected) in [
            ("| 1 | 2 |", None),
            ("| 1 |", None),
            ("1 | 2", None),
            ("| 1 | 2 | |", None),
            ("| 1 | 2 | \\| |", Some("\\| |")),
            ("| `x | y` | 2 |", Some("2 |")),
            ("| 1 | 2 | 3 | 4 |", Some("3 | 4 |")),
            ("1 | 2 | 3", Some("3")),
            ("| | | 3 |", Some("3 |")),
            ("| 1 | a \\| b |", None),
        ] {
            let source = format!("Text | x | y\n\n> | a | b |\n> |---|---|\n> {rows}\n\nBelow");
            let found = surplus_cells(&source);
            let told: Vec<&str> =
                found.iter().map(|at| source[*at..].lines().next().unwrap_or_default()).collect();
            assert_eq!(told, expected.into_iter().collect::<Vec<_>>(), "{rows}");
        }
    }
}
