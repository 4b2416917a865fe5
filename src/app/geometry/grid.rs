//! Where the parts of a matrix are at a size. Refuses to know: what the cells hold.

use ratatui::layout::Rect;

/// The narrowest column.
const NARROWEST: u16 = 9;
/// The widest column.
const WIDEST: u16 = 22;

/// Where everything is; heads stay where they are while the cells scroll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// What is shown.
    pub title: Rect,
    /// The heads of the columns.
    pub heads: Rect,
    /// The heads of the rows.
    pub rows: Rect,
    /// The cells.
    pub cells: Rect,
    /// The columns of one cell.
    pub cell_width: u16,
    /// How many cells are next to each other.
    pub across: u16,
    /// The sums of the rows.
    pub row_sums: Rect,
    /// The sums of the columns; empty if there is no room.
    pub column_sums: Rect,
    /// The line above what is said of a cell.
    pub rule: Rect,
    /// What is said of a cell; empty if there is no room.
    pub detail: Rect,
}

/// Parts the body of a screen for a matrix of so many rows and columns.
pub fn grid(body: Rect, rows: usize, columns: usize) -> Grid {
    let row = |y: u16, height: u16| Rect { y: body.y + y, height, ..body };
    let title = row(0, body.height.min(1));
    let rest = body.height - title.height;
    // The fewest rows of what is said of a cell; it has all that the table leaves.
    let least = match rest {
        0..6 => 0,
        6..9 => 1,
        9..16 => 2,
        16..30 => 4,
        _ => 6,
    };
    let rules = u16::from(least > 0);
    let heads = if rest >= 14 { 2 } else { 1.min(rest) };
    let sums = u16::from(rest >= 8);
    let most = rest - least - rules - heads - sums;
    let height = most.min(u16::try_from(rows).unwrap_or(u16::MAX));
    let detail_rows = if least > 0 { rest - rules - heads - sums - height } else { 0 };
    let margin = (body.width * 3 / 8).clamp(12.min(body.width), 34);
    // If not even one column would have room next to them, the sums give way.
    let sum_width = Some((columns.to_string().len() as u16 + 2).max(5))
        .filter(|sum| margin + sum + NARROWEST <= body.width)
        .unwrap_or(0);
    let room = body.width.saturating_sub(margin + sum_width);
    let each = room / u16::try_from(columns.max(1)).unwrap_or(u16::MAX);
    let cell_width = each.clamp(NARROWEST, WIDEST).min(room.max(1));
    let fitting = room / cell_width.max(1);
    let across = fitting.min(u16::try_from(columns).unwrap_or(u16::MAX));
    let cells_width = across * cell_width;
    let columns_at = |y, height| Rect { x: body.x + margin, width: cells_width, ..row(y, height) };
    let top = title.height + heads;
    Grid {
        title,
        heads: columns_at(title.height, heads),
        rows: Rect { width: margin, ..row(top, height) },
        cells: columns_at(top, height),
        cell_width,
        across,
        row_sums: Rect {
            x: body.x + margin + cells_width,
            width: sum_width.min(body.width.saturating_sub(margin + cells_width)),
            ..row(top, height)
        },
        column_sums: columns_at(top + height, sums),
        rule: row(body.height - detail_rows - rules, rules),
        detail: row(body.height - detail_rows, detail_rows),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_parts_stay_in_the_body_and_apart(
            width in 20u16..300, height in 3u16..100, rows in 0usize..200_000, columns in 0usize..200_000,
        ) {
            let body = Rect { x: 0, y: 1, width, height };
            let all = grid(body, rows, columns);
            let parts = [
                all.title, all.heads, all.rows, all.cells, all.row_sums, all.column_sums, all.rule,
                all.detail,
            ];
            for (at, part) in parts.iter().enumerate() {
                prop_assert!(part.is_empty() || body.intersection(*part) == *part, "{at} {part:?}");
                for other in &parts[..at] {
                    prop_assert!(part.intersection(*other).is_empty(), "{part:?} {other:?}");
                }
            }
            prop_assert!(columns == 0 || all.across > 0, "at least one column is in sight");
            prop_assert!(rows == 0 || height < 5 || all.cells.height > 0, "at least one row is");
            prop_assert_eq!(all.cells.width, all.across * all.cell_width);
        }
    }
}
