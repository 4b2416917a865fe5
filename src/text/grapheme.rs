//! Where graphemes begin and end: what a reader takes for one character is never cut.

use unicode_segmentation::GraphemeCursor;

/// Gives the start of the grapheme that holds `offset`, or `offset` where one begins there.
///
/// The offset must lie on a character boundary.
pub fn start(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        _ => offset,
    }
}

/// Gives the end of the grapheme that holds `offset`, or `offset` where one ends there.
///
/// The offset must lie on a character boundary.
pub fn end(text: &str, offset: usize) -> usize {
    let mut cursor = GraphemeCursor::new(offset, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(false) => cursor.next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        _ => offset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_inside_a_grapheme_move_to_its_ends() {
        let text = "ae\u{301}🇨🇳";
        for (offset, expected) in
            [(0, (0, 0)), (1, (1, 1)), (2, (1, 4)), (4, (4, 4)), (8, (4, 12)), (12, (12, 12))]
        {
            assert_eq!((start(text, offset), end(text, offset)), expected, "{offset}");
        }
    }
}
