//! Footnote marks in a text that rests on something: every block of it has them, because a reader of the
//! bundle asks of each paragraph where it is from. Refuses to know: what the footnotes say.

use crate::formats::okf::blocks::{Block, blocks};

/// Puts marks behind the words of each block, and below those that can have none there, as code cannot. A heading is
/// marked with what follows it. A text without a block, which says nothing, stays as it is.
pub fn marked(text: &str, marks: &str) -> String {
    let text = text.trim_matches(['\n', '\r']);
    if marks.is_empty() {
        return text.to_owned();
    }
    let blocks = blocks(text);
    let mut written = String::with_capacity(text.len() + (blocks.len() + 1) * marks.len());
    let mut at = 0;
    for (number, block) in blocks.iter().enumerate() {
        let is_last = number + 1 == blocks.len();
        let place = block.place.unwrap_or_else(|| end_of(text, block));
        written += &text[at..place];
        at = place;
        match block.place {
            // A bar that is written at the end of a text would take the mark for what it escapes.
            Some(_) if ends_in_escape(&written) => written.extend([" ", marks]),
            Some(_) => written += marks,
            None if block.is_heading() && !is_last => {}
            // A reader of bundles does not show it, and would take the mark for one of the text before.
            None if is_comment(&text[block.range.clone()]) => {}
            None => written.extend(["\n\n", marks]),
        }
    }
    written + &text[at..]
}

/// Returns where the words of a block end.
fn end_of(text: &str, block: &Block) -> usize {
    block.range.start + text[block.range.clone()].trim_end().len()
}

fn is_comment(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("<!--") && text.find("-->").is_some_and(|end| end + "-->".len() == text.len())
}

fn ends_in_escape(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_block_that_can_hold_them_has_its_marks() {
        for (text, expected) in [
            ("", ""),
            ("A.", "A.[^x]"),
            ("A.\n\nB.\n", "A.[^x]\n\nB.[^x]"),
            ("- a\n- b\n\nC.", "- a\n- b[^x]\n\nC.[^x]"),
            ("> a\n>\n> b", "> a\n>\n> b[^x]"),
            ("| a |\n|---|\n| b |", "| a |\n|---|\n| b[^x] |"),
            ("    code", "    code\n\n[^x]"),
            ("A.\n\n```\ncode\n```\n\nB.", "A.[^x]\n\n```\ncode\n```\n\n[^x]\n\nB.[^x]"),
            ("A.\n\n<p>B</p>", "A.[^x]\n\n<p>B</p>\n\n[^x]"),
            ("- a\n\n<!-- -->\n\n- b", "- a[^x]\n\n<!-- -->\n\n- b[^x]"),
            ("# A\n\nB.", "# A\n\nB.[^x]"),
            ("# A", "# A\n\n[^x]"),
            ("---", "---\n\n[^x]"),
            ("C:\\", "C:\\ [^x]"),
            ("C:\\\\", "C:\\\\[^x]"),
            ("A.[^1]\n\n[^1]: N", "A.[^1][^x]\n\n[^1]: N"),
            ("[a]: b", "[a]: b"),
        ] {
            assert_eq!(marked(text, "[^x]"), expected, "{text}");
        }
    }
}
