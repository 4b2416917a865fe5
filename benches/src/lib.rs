//! What the benches share: titles from real text or generated, libraries of them, the peers, the
//! clocks.
//!
//! Every contender answers the same question over the same lines: the best 100 by its own score,
//! and how many lines match.

pub mod contenders;
pub mod frames;
pub mod measure;
pub mod packs;
pub mod texts;

/// How many of the best lines every contender gives.
pub const BEST: usize = 100;

/// What is typed: a name for the kind of query, and the query.
pub const QUERIES: &[(&str, &str)] = &[
    ("1 letter", "c"),
    ("2 letters", "co"),
    ("3 letters", "con"),
    ("word", "connectivity"),
    ("word, common", "system"),
    ("several words", "data base"),
    ("several short words", "in the sea"),
    ("typo", "conectivty"),
    ("swapped letters", "libary scinece"),
    ("Chinese", "联通"),
    ("no match", "qzxjvk"),
];
