//! Search over titles, aliases, names, readings, headings, summaries and text of all open packs.
//! The class of a match decides the order, always. Refuses to know: screens and files.
//!
//! # The way of a query
//!
//! ```text
//! Library -> Index (lines: short texts as columns; vocabulary and postings: all words)
//! text -> Query -> evaluate (each word by the postings) -> rank (codes, the best entries)
//!                  typo, fuzzy (what the words did not find) -> excerpt (rows that are shown) -> Hits
//! ```
//!
//! A [`Searcher`] answers one reader's queries from a worker thread: the first rows early, the exact
//! answer after, and nothing that is no longer wanted. [`search`] is the same in one call. The bodies
//! of a large library take seconds to be read; [`Index::of_titles`] answers until then.

mod bits;
mod choose;
mod class;
mod collect;
mod cut;
mod evaluate;
mod excerpt;
mod explain;
mod filters;
mod find;
pub mod fuzzy;
mod hits;
mod index;
pub mod lines;
mod names;
mod pinyin;
mod postings;
mod query;
mod rank;
mod request;
mod state;
mod steps;
mod suggest;
mod texts;
mod threads;
mod typo;
mod vocabulary;
mod words;

pub use class::{Class, Field};
pub use explain::explain;
pub use filters::{Completion, complete};
pub use find::{Searcher, search};
pub use hits::{Excerpt, Hit, Hits, QueryHint, Suggestion};
pub use index::{Index, Memory};
pub use query::{FilterKind, Query};
pub use request::{Request, Scope};

#[cfg(test)]
mod tests;
