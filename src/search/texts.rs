//! The searched texts of an entry, one by one, as they were indexed. Refuses to know: queries.

use super::class::Field;
use super::index::Index;
use crate::model::{Body, Catalogue, EntryKey};
use crate::text::fold::fold;
use crate::text::markdown;

/// Calls `visit` with each short text of an entry, folded: titles, aliases, names, readings, tags,
/// headings and the summary.
pub(super) fn each(index: &Index, entry: u32, visit: &mut dyn FnMut(Field, &str)) {
    let (catalogue, key) = (&index.library.catalogue, EntryKey(entry));
    for line in index.lines.of(entry) {
        visit(index.lines.field(line), index.lines.text(line));
    }
    for tag in catalogue.tags(key) {
        visit(Field::Tag, &fold(tag));
    }
    for heading in headings(&index.library.body(key)) {
        visit(Field::Heading, &fold(&heading.1));
    }
    let summary = catalogue.summary(key);
    if !summary.is_empty() {
        visit(Field::Summary, &fold(&plain(summary)));
    }
}

/// Returns how an entry with a number is called by it: "5", "Mechanisms 5", "mechanism 5".
pub(super) fn numbered(catalogue: &Catalogue, key: EntryKey) -> Vec<String> {
    let Some(number) = catalogue.number(key) else { return Vec::new() };
    let theme = catalogue.theme(catalogue.theme_of(key));
    vec![number.to_string(), format!("{} {number}", theme.short), format!("{} {number}", theme.id)]
}

/// Returns the headings of a body with their pieces.
pub(super) fn headings(body: &Body) -> Vec<(u32, String)> {
    let statements = body.statements.iter().enumerate();
    let mut headings: Vec<(u32, String)> = statements
        .filter(|(_, statement)| !statement.heading.is_empty())
        .map(|(piece, statement)| (piece as u32, statement.heading.to_string()))
        .collect();
    if !body.markdown.is_empty() {
        let last = body.statements.len() as u32;
        let free = markdown::headings(&body.markdown);
        headings.extend(free.into_iter().map(|heading| (last, heading.text)));
    }
    headings
}

/// Returns the pieces of a body as plain text: the statements, then the free Markdown.
pub(super) fn pieces(body: &Body) -> Vec<(u32, String)> {
    let statements = body.statements.iter().enumerate();
    let mut pieces: Vec<(u32, String)> =
        statements.map(|(piece, statement)| (piece as u32, plain(&statement.text))).collect();
    if !body.markdown.is_empty() {
        pieces.push((body.statements.len() as u32, plain(&body.markdown)));
    }
    pieces
}

/// Returns Markdown as plain text.
pub(super) fn plain(source: &str) -> String {
    markdown::plain(source).text
}
