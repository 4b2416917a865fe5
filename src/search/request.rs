//! What a search is asked for. Refuses to know: how it is answered.

use super::query::Query;
use crate::model::{EntryKey, PackKey, ThemeKey};

/// A search that a reader waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Names the search in its answers; grows with every search.
    pub sequence: u64,
    /// What was typed.
    pub text: String,
    /// What is searched.
    pub scope: Scope,
    /// How many hits are wanted.
    pub limit: usize,
    /// Whether matches by scattered letters are wanted even if a short query has better ones.
    pub loose: bool,
}

impl Request {
    /// Parses what was typed.
    pub fn query(&self) -> Query {
        Query::parse(&self.text).loosely(self.loose)
    }
}

/// What is searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All open packs.
    #[default]
    Library,
    /// One pack.
    Pack(PackKey),
    /// One theme.
    Theme(ThemeKey),
    /// One entry.
    Entry(EntryKey),
}
