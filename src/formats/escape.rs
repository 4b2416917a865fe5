//! Text that is to be shown as it stands, as Markdown that says the same. Refuses to know: formats, blocks.

use unicode_properties::{GeneralCategoryGroup as Group, UnicodeGeneralCategory};

/// Where text stands, which decides what would be taken for markup there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Whether it begins a line, where `#`, `-`, `1.` and others mean something.
    pub begins_line: bool,
    /// Whether it is in a heading, which `#` may end.
    pub in_heading: bool,
    /// Whether it is in a cell of a table, which `|` ends.
    pub in_cell: bool,
}

/// The longest number that begins an item of a list, in digits (`CommonMark` 0.31, 5.2).
const DIGITS: usize = 9;

/// Returns whether a character is neither a blank nor a sign to Markdown.
pub fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || !c.is_ascii() && matches!(c.general_category_group(), Group::Letter | Group::Number)
}

/// Returns one line of text as Markdown; blanks at its ends do not count.
pub fn escape(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    escape_into(line.trim(), Spot { begins_line: true, ..Spot::default() }, &mut out);
    out
}

/// Returns text inside a line as Markdown.
pub fn in_brackets(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(text, Spot::default(), &mut out);
    out
}

/// Returns text inside a line as a stretch of code.
pub fn code(text: &str, in_cell: bool) -> String {
    let fence = "`".repeat(longest_ticks(text) + 1);
    let is_padded = text.starts_with('`')
        || text.ends_with('`')
        || text.starts_with(' ') && text.ends_with(' ');
    let pad = if is_padded { " " } else { "" };
    let text = if in_cell { text.replace('|', "\\|") } else { text.to_owned() };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// Returns what stands in a cell, which has one line, for a line break behind a text: numbers stay apart by more than
/// a blank.
pub fn break_in_cell(before: &str) -> &'static str {
    let said = before.trim_end_matches(['*', '_', '~', ' ', '\t']);
    if said.ends_with(['.', ',', ';', ':', '!', '?', '…']) { " " } else { "; " }
}

/// Returns the fence of a block of code that holds a text.
pub fn fence(text: &str) -> String {
    "`".repeat(longest_ticks(text).max(2) + 1)
}

/// Returns how many backticks stand side by side in a text, at most.
fn longest_ticks(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// Appends text without line breaks as Markdown.
pub fn escape_into(text: &str, spot: Spot, out: &mut String) {
    // It would make a footnote of a link.
    if text.starts_with('^') && out.ends_with('[') {
        out.push('\\');
    }
    let rest = if spot.begins_line { escape_beginning(text, out) } else { text };
    // Most texts have nothing to escape.
    let mut kept = 0;
    for (at, sign) in rest.match_indices(|c: char| c.is_ascii_punctuation()) {
        if means_something(rest, at, spot) {
            out.push_str(&rest[kept..at]);
            out.push('\\');
            out.push_str(sign);
            kept = at + sign.len();
        }
    }
    out.push_str(&rest[kept..]);
}

/// Appends what would open a block at the beginning of a line; returns what follows it.
fn escape_beginning<'t>(text: &'t str, out: &mut String) -> &'t str {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return text };
    let second = chars.next();
    let ends_word = second.is_none_or(char::is_whitespace);
    let opens = match first {
        '#' | '>' | '=' | '|' => true,
        '+' => ends_word,
        '-' => ends_word || matches!(second, Some('-' | '|' | ':')),
        ':' => matches!(second, Some('-')),
        _ => false,
    };
    if opens {
        out.push('\\');
        out.push(first);
        return &text[1..];
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_item = (1..=DIGITS).contains(&digits) && text[digits..].starts_with(['.', ')']);
    if !is_item {
        return text;
    }
    out.push_str(&text[..digits]);
    out.push('\\');
    out.push_str(&text[digits..=digits]);
    &text[digits + 1..]
}

/// Returns whether a sign would be taken for markup where it stands.
fn means_something(text: &str, at: usize, spot: Spot) -> bool {
    let (before, behind) = (&text[..at], &text[at + 1..]);
    match text.as_bytes()[at] {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'~' => true,
        b'_' => {
            let in_word = |c: Option<char>| c.is_some_and(is_letter);
            !in_word(before.chars().next_back()) || !in_word(behind.chars().next())
        }
        b'&' => behind.starts_with(|c: char| c == '#' || c.is_ascii_alphanumeric()),
        b'#' => spot.in_heading,
        b'|' => spot.in_cell,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::{BlockKind, parse};
    use proptest::prelude::*;

    /// Returns the text of a source that is one paragraph without links and styles.
    fn shown(source: &str) -> Option<String> {
        let markup = parse(source);
        let [block] = &markup.blocks[..] else { return None };
        let BlockKind::Paragraph(passage) = block.kind else { return None };
        let prose = markup.prose(passage);
        let is_bare = block.within.is_empty() && prose.stretches().next().is_none();
        is_bare.then(|| prose.text.to_owned())
    }

    #[test]
    fn lines_of_a_cell_are_parted_by_a_sign() {
        for (before, expected) in [
            ("12", "; "),
            ("a ", "; "),
            ("**a**", "; "),
            ("**a:**", " "),
            ("No. ", " "),
            ("(a)", "; "),
        ] {
            assert_eq!(break_in_cell(before), expected, "{before}");
        }
    }

    #[test]
    fn what_means_nothing_stays_as_it_is() {
        for text in ["snake_case", "a - b", "R&D", "3.5 l", "-5°", "+1", "a:b", "x | y", "1.5"] {
            let escaped = escape(text);
            assert!(shown(&escaped).as_deref() == Some(text), "{text}");
        }
        for text in ["snake_case", "a - b", "-5°", "+1", "a:b", "x | y", "don't (ever)!"] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn what_would_open_something_is_shown() {
        for text in [
            "# no heading",
            "> no quote",
            "- no item",
            "+ no item",
            "* no item",
            "1. no item",
            "12) no item",
            "---",
            "===",
            "***",
            "___",
            "```",
            "~~~",
            "| a |",
            ":-: | -",
            "|-|",
            "*a*",
            "_a_",
            "**a**",
            "`a`",
            "[a](b)",
            "[[a]]",
            "![a](b)",
            "[^a]",
            "[a]: b",
            "<b>",
            "<a@b.c>",
            "<https://a.b>",
            "&amp;",
            "&#42;",
            "~~a~~",
            "~a~",
            "a\\",
            "\\",
            "\\*",
            "-",
            "+",
            "#",
            "1.",
            "<!-- a -->",
            "<?a?>",
            "</a>",
            "a_ _b",
            "_",
        ] {
            assert_eq!(shown(&escape(text)).as_deref(), Some(text), "{}", escape(text));
        }
    }

    #[test]
    fn headings_and_cells_have_ends_of_their_own() {
        let mut heading = "## ".to_owned();
        escape_into("C #", Spot { in_heading: true, ..Spot::default() }, &mut heading);
        let markup = parse(&heading);
        assert_eq!(markup.text, "C #", "{heading}");
        let mut cell = "| a |\n|---|\n| ".to_owned();
        escape_into("x | `y|z`", Spot { in_cell: true, ..Spot::default() }, &mut cell);
        assert_eq!(parse(&(cell + " |")).text, "a\nx | `y|z`");
    }

    proptest! {
        #[test]
        fn every_line_is_shown_as_it_is(
            text in "([-a1 >*`|#\\\\\\[\\]()!~<&;:=_+^.@/\"'{}$中é]|&[a-z]{2,4};|\\PC){1,30}"
        ) {
            let text = text.trim();
            prop_assume!(!text.is_empty());
            let escaped = escape(text);
            let shown = shown(&escaped);
            prop_assert_eq!(shown.as_deref(), Some(text), "{}", escaped);
        }
    }
}
