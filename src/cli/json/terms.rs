//! The shape of `folio terms --json`.

use serde::Serialize;

/// `folio terms`.
#[derive(Serialize)]
pub struct TermsJson<'a> {
    /// The entry's id.
    pub id: &'a str,
    /// The terms that its text uses, in the order of their first use.
    pub terms: Vec<TermJson<'a>>,
    /// Every use, in reading order.
    pub spans: Vec<SpanJson<'a>>,
    /// The entries that use this one, where it is a term.
    pub used_in: Vec<UserJson<'a>>,
}

/// A term that an entry uses.
#[derive(Serialize)]
pub struct TermJson<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// How often it is used.
    pub count: usize,
}

/// One use of a term.
#[derive(Serialize)]
pub struct SpanJson<'a> {
    /// `summary`, `statement` or `body`.
    pub field: &'static str,
    /// The statement, from 0.
    pub statement: Option<u32>,
    /// The first byte of the field's text.
    pub start: usize,
    /// The byte behind the last one.
    pub end: usize,
    /// What stands there.
    pub text: String,
    /// The term's id.
    pub term: &'a str,
    /// Whether it is the first mention in its section, which the reader sees marked.
    pub first: bool,
}

/// An entry that uses a term.
#[derive(Serialize)]
pub struct UserJson<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
}
