//! The texts of an entry as they are indexed and shown: its headings, its pieces, what its number
//! is called. Refuses to know: the index, queries.

use crate::model::{Body, Catalogue, EntryKey};
use crate::text::markdown::{self, Plain};

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

/// Returns the pieces of the body of an entry as plain text: the statements, then the free Markdown.
pub(super) fn pieces(catalogue: &Catalogue, key: EntryKey, body: &Body) -> Vec<(u32, String)> {
    pieces_as(catalogue, key, body, |plain| plain.text)
}

/// Returns the pieces of the body of an entry as `told` tells them.
pub(super) fn pieces_as(
    catalogue: &Catalogue,
    key: EntryKey,
    body: &Body,
    told: impl Fn(Plain) -> String,
) -> Vec<(u32, String)> {
    let plain = |source: &str| told(catalogue.plain_of(key, source));
    let statements = body.statements.iter().enumerate();
    let mut pieces: Vec<(u32, String)> =
        statements.map(|(piece, statement)| (piece as u32, plain(&statement.text))).collect();
    if !body.markdown.is_empty() {
        pieces.push((body.statements.len() as u32, plain(&body.markdown)));
    }
    pieces
}
