//! Footnote marks in a text that rests on something: every block of it has them, because a reader of the
//! bundle asks of each paragraph where it is from. Refuses to know: what the footnotes say.

use crate::text::markdown::{Block, BlockKind, Container, parse};

/// Puts marks at the end of each paragraph, list, quote and table; a text that is all code keeps them below.
pub fn marked(text: &str, marks: &str) -> String {
    let text = text.trim_matches(['\n', '\r']);
    if marks.is_empty() || text.is_empty() {
        return text.to_owned();
    }
    let blocks = parse(text).blocks;
    let mut places = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let goes_on = blocks.get(at + 1).is_some_and(|next| is_one(block, next));
        if !goes_on {
            places.extend(end_of(text, block));
        }
    }
    if places.is_empty() {
        return format!("{text}\n\n{marks}");
    }
    let mut written = String::with_capacity(text.len() + places.len() * marks.len());
    let mut at = 0;
    for place in places {
        written += &text[at..place];
        // A bar that is written at the end of a text would take the mark for what it escapes.
        let bars = written.len() - written.trim_end_matches('\\').len();
        written += if bars % 2 == 1 { " " } else { "" };
        written += marks;
        at = place;
    }
    written + &text[at..]
}

/// Returns whether a block and the next one are in the same list or quote.
fn is_one(block: &Block, next: &Block) -> bool {
    match (block.within.first(), next.within.first()) {
        (Some(Container::Item { list: one, .. }), Some(Container::Item { list: other, .. })) => {
            one == other
        }
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

/// Returns where the marks of a block go; `None` if it can hold none, as code cannot.
fn end_of(text: &str, block: &Block) -> Option<usize> {
    let is_note = block.within.iter().any(|it| matches!(it, Container::Footnote(_)));
    let end = block.range.start + text[block.range.clone()].trim_end().len();
    match &block.kind {
        _ if is_note => None,
        BlockKind::Paragraph(_) => Some(end),
        BlockKind::Table(_) => Some(end - usize::from(text[..end].ends_with('|'))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_that_can_hold_them_has_its_marks() {
        for (text, expected) in [
            ("A.", "A.[^x]"),
            ("A.\n\nB.\n", "A.[^x]\n\nB.[^x]"),
            ("- a\n- b\n\nC.", "- a\n- b[^x]\n\nC.[^x]"),
            ("> a\n>\n> b", "> a\n>\n> b[^x]"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| b [^x]|"),
            ("    code", "    code\n\n[^x]"),
            ("C:\\", "C:\\ [^x]"),
            ("C:\\\\", "C:\\\\[^x]"),
            ("A.[^1]\n\n[^1]: N", "A.[^1][^x]\n\n[^1]: N"),
        ] {
            assert_eq!(marked(text, "[^x]"), expected, "{text}");
        }
    }
}
