//! What is said of a selection, next to the list, grid or map it is made in. Refuses to know: what
//! is selected.

use ratatui::layout::Rect;

use super::paint::{Canvas, Look, row_of};
use crate::app::geometry;
use crate::document::{Role, Row};
use crate::palettes::ScreenPart;
use crate::report::Paragraph;
use crate::text::width::width;

/// Draws the line between a list and its detail: down if it is one column wide, else across.
pub fn draw_rule(rule: Rect, canvas: &mut Canvas<'_>) {
    canvas.fill(rule, if rule.width == 1 { "│" } else { "─" }, ScreenPart::Line);
}

/// Draws paragraphs below a rule, as many as have room; `more` says that some are left out, or that there is more
/// than these.
pub fn draw_in_words(
    rule: Rect,
    detail: Rect,
    (paragraphs, has_more): (&[Paragraph], bool),
    more: &str,
    canvas: &mut Canvas<'_>,
) {
    canvas.fill(rule, "─", ScreenPart::Line);
    let room = geometry::prose(detail, u16::MAX);
    let height = usize::from(room.height);
    let rows = rows_in_room(paragraphs, has_more, more, (room.width, height));
    for (index, row) in rows.iter().take(height).enumerate() {
        canvas.row(row_of(room, index as u16), row, Look::default());
    }
}

/// Lays out paragraphs in so many columns and rows; says that some are left out at the end of the last row, or in one
/// of its own if there are more than two rows.
fn rows_in_room(
    paragraphs: &[Paragraph],
    has_more: bool,
    more: &str,
    (columns, height): (u16, usize),
) -> Vec<Row> {
    let (mut rows, left) = in_room(paragraphs, columns, height);
    if left == 0 && !has_more {
        return rows;
    }
    let taken = |row: &Row| row.width() + 2 + width(more);
    match rows.last_mut() {
        Some(last) if taken(last) <= usize::from(columns) => {
            let gap = " ".repeat(2 + usize::from(columns) - taken(last));
            last.spans.extend(Row::new([(&gap, Role::Text), (more, Role::Dim)]).spans);
        }
        _ if height > 2 => {
            rows = in_room(paragraphs, columns, height - 1).0;
            rows.push(Row::new([(more, Role::Dim)]));
        }
        _ => {}
    }
    rows
}

/// Lays out paragraphs in so many columns and rows, without a heading that nothing would stand under; returns how
/// many have no row. The last row of one that is cut says so.
fn in_room(paragraphs: &[Paragraph], columns: u16, height: usize) -> (Vec<Row>, usize) {
    let mut rows = Vec::new();
    // How many rows there are up to the last one that is no heading.
    let (mut said, mut left) = (0, 0);
    for paragraph in paragraphs {
        let room = height - rows.len();
        let says = paragraph.words.iter().any(|(_, role)| *role != Role::Section);
        if room == 0 {
            left += usize::from(says);
            continue;
        }
        let own = paragraph.rows(columns);
        let is_cut = own.len() > room;
        rows.extend(own.into_iter().take(room));
        if is_cut && let Some(last) = rows.last_mut() {
            last.spans.extend(Row::new([(" …", Role::Text)]).spans);
        }
        if says {
            said = rows.len();
        }
    }
    rows.truncate(said);
    (rows, left)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(height: usize, expected: &[&str], left: usize) {
        let told = [
            ("Tea", Role::Title),
            ("", Role::Text),
            ("Its leaves", Role::Section),
            ("green ones and black ones", Role::Text),
            ("white ones", Role::Text),
        ];
        let mut paragraphs: Vec<Paragraph> =
            told.map(|(text, role)| Paragraph::from((text.to_owned(), role))).into();
        paragraphs[1] = Paragraph::default();
        let (rows, more) = in_room(&paragraphs, 16, height);
        let rows: Vec<String> = rows.iter().map(|row| row.text().to_string()).collect();
        assert_eq!((rows.iter().map(String::as_str).collect(), more), (expected.to_vec(), left));
    }

    #[test]
    fn that_more_is_left_out_stands_in_the_last_row_or_in_its_own() {
        #[track_caller]
        fn check(columns: u16, height: usize, has_more: bool, expected: &[&str]) {
            let told = ["One thing", "Another thing", "More"].map(|it| (it.to_owned(), Role::Text));
            let paragraphs: Vec<Paragraph> = told.into_iter().map(Paragraph::from).collect();
            let rows = rows_in_room(&paragraphs, has_more, "+", (columns, height));
            let rows: Vec<String> = rows.iter().map(|row| row.text().to_string()).collect();
            assert_eq!(rows, expected);
        }
        check(20, 3, false, &["One thing", "Another thing", "More"]);
        check(20, 3, true, &["One thing", "Another thing", "More               +"]);
        check(20, 2, false, &["One thing", "Another thing      +"]);
        check(13, 3, true, &["One thing", "Another thing", "More        +"]);
        check(13, 2, false, &["One thing", "Another thing"]);
    }

    #[test]
    fn what_has_no_room_is_counted_and_no_heading_stands_alone() {
        check(6, &["Tea", "", "Its leaves", "green ones and", "black ones", "white ones"], 0);
        check(5, &["Tea", "", "Its leaves", "green ones and", "black ones"], 1);
        check(4, &["Tea", "", "Its leaves", "green ones and …"], 1);
        check(3, &["Tea"], 2);
        check(2, &["Tea"], 2);
        check(0, &[], 3);
    }
}
