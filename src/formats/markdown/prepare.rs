//! Conventions that are not Markdown's, written as Markdown has them, each line in its place: comments
//! between `%%` are left out where a vault has them, and admonitions (`!!! note "Title"`) become quotes. Code
//! stays as it is. Refuses to know: what the text says.

use std::borrow::Cow;

/// Writes a text as Markdown has it; it has as many lines then. In documentation `%%` is what it is.
pub fn prepared(text: &str, is_vault: bool) -> Cow<'_, str> {
    let has_comments = is_vault && text.contains("%%");
    let has_admonitions = text.contains("!!!") || text.contains("???");
    if !has_comments && !has_admonitions {
        return text.into();
    }
    // What nothing closes is no comment.
    let marks = if has_comments { marks(text) } else { 0 };
    let mut state = State { has_comments, left: marks - marks % 2, ..State::default() };
    text.split_inclusive('\n').map(|line| state.line(line)).collect::<Vec<_>>().concat().into()
}

/// Counts the marks of comments outside code.
fn marks(text: &str) -> usize {
    let mut state = State { has_comments: true, left: usize::MAX, ..State::default() };
    text.split_inclusive('\n').for_each(|line| drop(state.line(line)));
    usize::MAX - state.left
}

#[derive(Default)]
struct State<'t> {
    has_comments: bool,
    /// What opened the block of code that is open.
    fence: Option<&'t str>,
    in_comment: bool,
    /// How many more marks open or close comments.
    left: usize,
    /// How far the text of the admonition that is open is indented.
    admonition: Option<usize>,
}

impl<'t> State<'t> {
    fn line(&mut self, line: &'t str) -> Cow<'t, str> {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(least) = self.admonition {
            if line.trim().is_empty() {
                return Cow::Owned(">\n".to_owned());
            }
            if indent >= least {
                let inner = self.code_or_text(&line[least..], bare);
                return Cow::Owned(format!("> {inner}"));
            }
            self.admonition = None;
        }
        if self.fence.is_none()
            && !self.in_comment
            && let Some(title) = admonition(bare)
        {
            self.admonition = Some(indent + 4);
            return Cow::Owned(format!("> **{title}**\n"));
        }
        self.code_or_text(line, bare)
    }

    fn code_or_text(&mut self, line: &'t str, bare: &'t str) -> Cow<'t, str> {
        let mark = |sign: char| {
            let length = bare.len() - bare.trim_start_matches(sign).len();
            (length >= 3).then(|| &bare[..length])
        };
        let found = mark('`').or_else(|| mark('~'));
        match (self.fence, found) {
            (None, Some(opens)) if !self.in_comment => self.fence = Some(opens),
            (Some(open), Some(closes)) if closes.starts_with(open) => self.fence = None,
            (None, _) => return self.without_comments(line),
            _ => {}
        }
        line.into()
    }

    fn without_comments(&mut self, line: &'t str) -> Cow<'t, str> {
        if !self.has_comments || !self.in_comment && !line.contains("%%") {
            return line.into();
        }
        let (content, end) = line.strip_suffix('\n').map_or((line, ""), |rest| (rest, "\n"));
        let (mut kept, mut marks_of_code) = (String::new(), 0);
        let mut rest = content;
        while let Some(at) = rest.find("%%") {
            if !self.in_comment {
                kept.push_str(&rest[..at]);
                marks_of_code += rest[..at].matches('`').count();
            }
            let is_code = !self.in_comment && marks_of_code % 2 == 1;
            if is_code || self.left == 0 {
                kept.push_str("%%");
            } else {
                self.in_comment = !self.in_comment;
                self.left -= 1;
            }
            rest = &rest[at + 2..];
        }
        if !self.in_comment {
            kept.push_str(rest);
        }
        Cow::Owned(kept + end)
    }
}

/// Returns what an admonition is called that a line opens: its title, else its kind.
fn admonition(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("!!!")
        .or_else(|| line.strip_prefix("???").map(|rest| rest.strip_prefix('+').unwrap_or(rest)))?;
    let rest = rest.strip_prefix(' ')?.trim();
    let (kind, title) = rest
        .split_once('"')
        .map_or((rest, ""), |(kind, rest)| (kind, rest.strip_suffix('"').unwrap_or(rest)));
    let kind = kind.split_whitespace().next().unwrap_or_default();
    let is_kind = !kind.is_empty() && kind.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    is_kind.then(|| if title.is_empty() { capitalised(kind) } else { title.to_owned() })
}

/// Returns a word with a capital at its beginning.
pub fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    first + letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conventions_become_markdown_line_by_line() {
        for (text, expected) in [
            ("a %%b%% c", "a  c"),
            ("a\n%%\nb\n%%\nc", "a\n\n\n\nc"),
            ("`%%a%%` %%b%%", "`%%a%%` "),
            ("```\n%%a%%\n```\n%%b%%", "```\n%%a%%\n```\n"),
            ("!!! note\n    a\n\n    b\nc", "> **Note**\n> a\n>\n> b\nc"),
            ("!!! warning \"Be *careful*\"\n    a", "> **Be *careful***\n> a"),
            (
                "???+ tip inline end\n    ```\n    !!! x\n    ```",
                "> **Tip**\n> ```\n> !!! x\n> ```",
            ),
            ("Wow!!! note", "Wow!!! note"),
            ("100%", "100%"),
            ("100%% of it\n\nand more", "100%% of it\n\nand more"),
            ("a %%b%% c %%d", "a  c %%d"),
        ] {
            assert_eq!(prepared(text, true), expected, "{text}");
            assert_eq!(expected.matches('\n').count(), text.matches('\n').count(), "{text}");
        }
        assert_eq!(prepared("a %%b%% c", false), "a %%b%% c");
    }
}
