//! Search over titles, aliases, names, readings, headings, summaries and text of all open packs.
//! The class of a match always decides the order. Refuses to know: screens and files.
//!
//! # The way of a query
//!
//! ```text
//! Library -> collect -> Index (lines: short texts as columns; vocabulary and segments: all words)
//!   a compiled file -> stored -^
//! text -> Query -> find (the steps) -> names, evaluate (each word by the postings), slips, fuzzy, typo,
//!                                      near (by meaning)
//!                                   -> rank, choose (codes, the best entries)
//!                                   -> excerpt (rows that are shown) -> Hits
//! ```
//!
//! The steps run in the order of the classes (`class`, where one table says all that follows from a
//! class) over one state (`state`). A [`Searcher`] answers one reader's queries from a worker
//! thread: the first rows early, the exact answer later, and nothing that is no longer wanted.
//! [`search`] is the same in one call.
//!
//! The index of a pack lies in its compiled file ([`Index::write`]): short texts are read from there at once,
//! because every search looks at them all, everything else when a query asks for it. Of other packs it is
//! built; reading the bodies of a large library takes seconds, and [`Index::of_titles`] answers until then.

mod accents;
mod asked;
mod asking;
mod bits;
mod building;
mod choose;
mod class;
mod codes;
mod collect;
mod cut;
mod evaluate;
mod excerpt;
mod explain;
mod filters;
mod find;
pub mod fuzzy;
mod hits;
mod holding;
mod index;
pub mod lines;
mod lookup;
mod marks;
mod most;
mod names;
mod near;
mod neighbours;
mod own;
mod pinyin;
mod postings;
mod query;
mod rank;
mod request;
mod runs;
mod segment;
mod senses;
mod slips;
mod standings;
mod state;
mod steps;
mod stored;
mod suggest;
mod texts;
mod threads;
mod typo;
mod vocabulary;
mod word_list;
mod words;

pub use class::{Class, MatchField};
pub use explain::explain;
pub use filters::{Bounds, Completion, complete};
pub use find::{Searcher, search};
pub use hits::{Excerpt, Hit, Hits, NearWords, QueryHint, Suggestion};
pub use holding::may_hold;
pub use index::{Index, Memory};
pub use lookup::{lookup, marked_pair, pairs};
pub use neighbours::{Neighbour, neighbours};
pub use query::{FilterKind, Query};
pub use request::{Request, Scope};
pub use senses::Meanings;
pub use stored::unindexed;

#[cfg(test)]
mod tests;
