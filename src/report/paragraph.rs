//! What is said of a line, paragraph by paragraph: words of which each stretch has its role, and who
//! says so, at the right. Refuses to know: what lines there are, where paragraphs are shown.

use std::ops::Range;

use crate::document::{Role, Row, Span, Style};
use crate::text::breaking;
use crate::text::safe::Safe;
use crate::text::width::width;

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Its words, stretch by stretch.
    pub words: Vec<(String, Role)>,
    /// Who says so; empty if nobody has to be named.
    pub by: String,
}

impl From<(String, Role)> for Paragraph {
    fn from(words: (String, Role)) -> Self {
        Self { words: vec![words], by: String::new() }
    }
}

/// Makes a paragraph of each text.
pub fn paragraphs(texts: Vec<(String, Role)>) -> Vec<Paragraph> {
    texts.into_iter().map(Paragraph::from).collect()
}

impl Paragraph {
    /// Returns the paragraph as a text, who says so in brackets at its end.
    pub fn text(&self) -> String {
        let words: String = self.words.iter().map(|(text, _)| text.as_str()).collect();
        if self.by.is_empty() { words } else { format!("{words} ({})", self.by) }
    }

    /// Breaks the paragraph into rows of so many columns; who says so stands at the right end of the
    /// last one, or below it.
    pub fn rows(&self, columns: u16) -> Vec<Row> {
        let columns = usize::from(columns.max(1));
        let styled = |role| Style { role, ..Style::default() };
        let words = self.words.iter().map(|(text, role)| (Safe::line(text), styled(*role)));
        let mut rows = broken(&words.collect::<Vec<_>>(), columns);
        if !self.by.is_empty() {
            sign(&mut rows, &Safe::line(&self.by), columns);
        }
        rows
    }
}

/// Breaks the text that some parts make one after the other into rows of so many columns.
pub fn broken(parts: &[(Safe, Style)], columns: usize) -> Vec<Row> {
    let all: Safe = parts.iter().map(|(text, _)| text).collect();
    let lines = breaking::lines(&all, columns).into_iter();
    lines.map(|line| stretch(parts, line.range)).collect()
}

/// Returns a stretch of the text that some parts make one after the other.
fn stretch(parts: &[(Safe, Style)], range: Range<usize>) -> Row {
    let mut start = 0;
    let mut spans = Vec::new();
    for (text, style) in parts {
        let own = range.start.max(start)..range.end.min(start + text.len());
        if own.start < own.end {
            let text = text.slice(own.start - start..own.end - start);
            spans.push(Span { text, style: *style, ..Span::default() });
        }
        start += text.len();
    }
    Row::of(spans)
}

/// Puts a signature at the right end of the last row, or into rows of its own.
fn sign(rows: &mut Vec<Row>, by: &Safe, columns: usize) {
    let blank = |columns: usize| span(Safe::spaces(columns), Role::Text);
    if let Some(last) = rows.last_mut()
        && last.width() + 2 + width(by) <= columns
    {
        let gap = columns - last.width() - width(by);
        last.spans.extend([blank(gap), span(by.clone(), Role::Dim)]);
        return;
    }
    for line in breaking::lines(by, columns) {
        let text = by.slice(line.range);
        let gap = columns.saturating_sub(width(&text));
        rows.push(Row::of(vec![blank(gap), span(text, Role::Dim)]));
    }
}

fn span(text: Safe, role: Role) -> Span {
    Span { text, style: Style { role, ..Style::default() }, ..Span::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[(&str, Role)], by: &str, columns: u16, expected: &[&str]) {
        let words = words.iter().map(|(text, role)| ((*text).to_owned(), *role)).collect();
        let rows = Paragraph { words, by: by.to_owned() }.rows(columns);
        let rows: Vec<String> = rows.iter().map(|row| row.text().to_string()).collect();
        assert_eq!(rows, expected);
    }

    #[test]
    fn who_says_so_stands_at_the_right_or_below() {
        let words = [("Tea ", Role::Title), ("needs", Role::Relation), (" water", Role::Title)];
        check(&words, "editor", 24, &["Tea needs water   editor"]);
        check(&words, "editor", 16, &["Tea needs water", "          editor"]);
        check(&words, "editor", 10, &["Tea needs", "water", "    editor"]);
        check(&words, "", 24, &["Tea needs water"]);
        check(&words, "editor, sourced", 10, &["Tea needs", "water", "   editor,", "   sourced"]);
    }

    #[test]
    fn each_stretch_keeps_its_role_over_a_break() {
        let words = vec![("one two ".to_owned(), Role::Title), ("three".to_owned(), Role::Dim)];
        let rows = Paragraph { words, by: String::new() }.rows(9);
        let roles: Vec<Vec<Role>> =
            rows.iter().map(|row| row.spans.iter().map(|span| span.style.role).collect()).collect();
        assert_eq!(roles, [vec![Role::Title], vec![Role::Dim]]);
    }
}
