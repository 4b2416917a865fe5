//! Conventions that are not Markdown's, written as Markdown has them, each line in its place: comments
//! between `%%` are left out where a vault has them, admonitions (`!!! note "Title"`) and tabs become quotes, and
//! links whose text is in brackets are told from those of vaults. Code stays as it is. Refuses to know: what
//! the text says.

use std::borrow::Cow;

use super::fence::Fences;

/// What begins a text that Logseq shows from elsewhere.
pub const EMBED: &str = "{{embed ";

/// What stands between text and destination of a link whose text is in brackets: `[[text]](destination)`.
const IN_BRACKETS: &str = "]](";

/// How many boxes are open one in another, and how far the line is indented at most that opens one: each
/// blank line in a box becomes as long as that.
const DEEPEST: usize = 6;
const FARTHEST: usize = 24;

/// Writes a text as Markdown has it; it has as many lines then. In documentation `%%` is what it is.
pub fn prepared(text: &str, is_vault: bool) -> Cow<'_, str> {
    let has_comments = is_vault && text.contains("%%");
    let has_embeddings = is_vault && text.contains(EMBED);
    let has_boxes = ["!!!", "???", "==="].iter().any(|sign| text.contains(sign));
    if !has_comments && !has_boxes && !has_embeddings && !text.contains(IN_BRACKETS) {
        return text.into();
    }
    // What nothing closes is no comment.
    let marks = if has_comments { marks(text) } else { 0 };
    let mut state =
        State { has_comments, has_embeddings, left: marks - marks % 2, ..State::default() };
    let mut written = String::with_capacity(text.len() + text.len() / 8);
    let mut blank = 0;
    for line in text.split_inclusive('\n') {
        // What is blank belongs to the boxes that go on behind it.
        if line.trim().is_empty() && !state.boxes.is_empty() {
            blank += line.matches('\n').count();
            continue;
        }
        state.leave(indent(line));
        state.blank_lines(std::mem::take(&mut blank), &mut written);
        written += &state.line(line);
    }
    state.leave(0);
    state.blank_lines(blank, &mut written);
    written.into()
}

/// Counts the marks of comments outside code.
fn marks(text: &str) -> usize {
    let mut state = State { has_comments: true, left: usize::MAX, ..State::default() };
    for line in text.split_inclusive('\n').filter(|line| !line.trim().is_empty()) {
        state.leave(indent(line));
        state.line(line);
    }
    usize::MAX - state.left
}

/// What is set apart by its indent: an admonition or a tab.
struct OpenBox {
    /// How far its text is indented.
    content: usize,
    /// What its lines begin with instead.
    prefix: String,
}

#[derive(Default)]
struct State {
    has_comments: bool,
    has_embeddings: bool,
    fences: Fences,
    in_comment: bool,
    /// How many more marks open or close comments.
    left: usize,
    /// The boxes that are open, outermost first.
    boxes: Vec<OpenBox>,
}

impl State {
    /// Leaves the boxes that a line with so many blanks before it is not in.
    fn leave(&mut self, indent: usize) {
        while self.boxes.pop_if(|open| indent < open.content).is_some() {
            // Code ends with the box that it is in.
            self.fences.close();
        }
    }

    fn blank_lines(&self, count: usize, written: &mut String) {
        for _ in 0..count {
            *written += self.boxes.last().map_or("", |open| open.prefix.trim_end());
            written.push('\n');
        }
    }

    fn line<'t>(&mut self, line: &'t str) -> Cow<'t, str> {
        let outer = self.boxes.last();
        let inner = &line[outer.map_or(0, |open| open.content)..];
        let prefix = outer.map(|open| open.prefix.clone());
        if !self.fences.is_open()
            && !self.in_comment
            && self.boxes.len() < DEEPEST
            && indent(line) <= FARTHEST
            && let Some(title) = title_of_box(inner.trim_start_matches(' '))
        {
            let prefix = prefix.unwrap_or_default() + &" ".repeat(indent(inner)) + "> ";
            let written = format!("{prefix}**{title}**\n");
            self.boxes.push(OpenBox { content: indent(line) + 4, prefix });
            return written.into();
        }
        let inner = self.code_or_text(inner);
        match prefix {
            Some(prefix) => Cow::Owned(prefix + &inner),
            None => inner,
        }
    }

    fn code_or_text<'t>(&mut self, line: &'t str) -> Cow<'t, str> {
        let is_code = !self.in_comment && self.fences.on_line(line);
        if is_code {
            return line.into();
        }
        match self.without_comments(line) {
            Cow::Borrowed(line) => no_link_of_a_vault(line),
            Cow::Owned(line) => no_link_of_a_vault(&line).into_owned().into(),
        }
    }

    fn without_comments<'t>(&mut self, line: &'t str) -> Cow<'t, str> {
        if !self.has_comments || !self.in_comment && !line.contains("%%") {
            return if self.has_embeddings { embedding(line) } else { line.into() };
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

/// Returns how many blanks a line begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Writes `{{embed [[page]]}}` as `![[page]]`, and `{{embed ((block))}}` as a reference.
fn embedding(line: &str) -> Cow<'_, str> {
    let Some((before, rest)) = line.split_once(EMBED) else { return line.into() };
    let Some((inside, behind)) = rest.split_once("}}") else { return line.into() };
    let sign = if inside.starts_with("[[") { "!" } else { "" };
    format!("{before}{sign}{}{behind}", inside.trim()).into()
}

/// Writes `[[text]](destination)` as `[text](destination)`, which no vault takes for a link to "text".
fn no_link_of_a_vault(line: &str) -> Cow<'_, str> {
    if !line.contains(IN_BRACKETS) {
        return line.into();
    }
    let is_destination = |text: &str| {
        let leads = text.starts_with('#') || text.contains(['/', '.']);
        leads && !text.contains(char::is_whitespace)
    };
    let (mut written, mut marks_of_code, mut rest) = (String::new(), 0, line);
    while let Some(end) = rest.find(IN_BRACKETS) {
        let behind = &rest[end + IN_BRACKETS.len()..];
        marks_of_code += rest[..end].matches('`').count();
        let is_link = marks_of_code % 2 == 0
            && behind.split_once(')').is_some_and(|(text, _)| is_destination(text));
        match rest[..end].rfind("[[").filter(|_| is_link) {
            Some(start) => {
                let (before, text) = (&rest[..start], &rest[start + 2..end]);
                written.extend([before, "[", text, "]("]);
            }
            None => written.extend([&rest[..end], IN_BRACKETS]),
        }
        rest = behind;
    }
    Cow::Owned(written + rest)
}

/// Returns what an admonition or a tab is called that a line opens.
fn title_of_box(line: &str) -> Option<String> {
    admonition(line).or_else(|| tab(line))
}

/// Returns what a tab (`=== "Title"`) is called.
fn tab(line: &str) -> Option<String> {
    let rest = line.strip_prefix("===")?.trim_start_matches(['!', '+']).strip_prefix(' ')?.trim();
    let title = rest.strip_prefix('"')?.strip_suffix('"')?;
    (!title.is_empty()).then(|| title.to_owned())
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
            ("- a\n\n    !!! note\n        b\n\n- c", "- a\n\n    > **Note**\n    > b\n\n- c"),
            (
                "!!! note\n    a\n\n    ??? tip\n        b\n    c",
                "> **Note**\n> a\n>\n> > **Tip**\n> > b\n> c",
            ),
            (
                "=== \"C\"\n\n    ```c\n    x\n\n    y\n    ```\n\n=== \"D\"\n\n    d\n",
                "> **C**\n>\n> ```c\n> x\n>\n> y\n> ```\n\n> **D**\n>\n> d\n",
            ),
            ("!!! note\n    ```\n    a\nb %%c%%", "> **Note**\n> ```\n> a\nb "),
            ("Title\n===\n\n    code", "Title\n===\n\n    code"),
            ("- {{embed [[Tea]]}}\n- {{embed ((x))}}", "- ![[Tea]]\n- ((x))"),
            ("[[Top]](#) [[b]](b.md)", "[Top](#) [b](b.md)"),
            ("[[a]](see b.md) [[c]](d)", "[[a]](see b.md) [[c]](d)"),
            ("`[[a]](b.md)`", "`[[a]](b.md)`"),
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
    #[test]
    fn boxes_open_near_the_margin_only() {
        let far = format!("{}!!! note\n{}", " ".repeat(2_000), "\n".repeat(2_000));
        assert_eq!(prepared(&far, false), far);
        let opens: Vec<String> = (0..100).map(|at| " ".repeat(4 * at) + "!!! note\n").collect();
        let deep = opens.concat() + &"\n".repeat(2_000) + &" ".repeat(400) + "a";
        assert!(prepared(&deep, false).len() < deep.len() + 2_000 * 24, "{}", deep.len());
    }
}
