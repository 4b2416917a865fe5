//! Every sentence the user sees, one file a subject; knows nothing but words and numbers.
//!
//! Functions take plain strings and numbers and return a `String`; whoever shows the sentence makes
//! it [`Safe`](crate::text::safe::Safe) at the sink.
//!
//! The documentation of each names what it is: the message that something failed, the hint for
//! another message, the heading above a list, how many of something there are.

pub mod blocks;
pub mod browser;
pub mod build;
pub mod cache;
pub mod changed;
pub mod check;
pub mod citation;
pub mod cli;
pub mod content;
pub mod contents;
pub mod convert;
pub mod copying;
pub mod coverage;
pub mod doctor;
pub mod document;
pub mod editing;
pub mod epub;
pub mod explore;
pub mod formats;
pub mod guide;
pub mod health;
pub mod journal;
pub mod keymap;
pub mod keys;
pub mod linear;
pub mod loading;
pub mod man;
pub mod map;
pub mod matrix;
pub mod near;
pub mod new;
pub mod notes;
pub mod okf;
pub mod outside;
pub mod packs;
pub mod palettes;
pub mod recall;
pub mod record;
pub mod reload;
pub mod routes;
pub mod schema;
pub mod search;
pub mod settings;
pub mod shelf;
pub mod shell;
pub mod system;
pub mod terminal;
pub mod terms;
pub mod topics;
pub mod types;
pub mod yours;

/// A number with its noun: "1 entry", "2 entries".
pub fn counted(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}

/// Counts what there may be more of: where only the beginning of a library was read, a plus stands behind the
/// number.
fn counted_so_far(count: usize, many: &str) -> String {
    if count == 0 { format!("no {many} so far") } else { format!("{count}+ {many}") }
}

/// Names one behind the other: "a, b, c".
fn listed(names: &[impl AsRef<str>]) -> String {
    names.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ")
}
