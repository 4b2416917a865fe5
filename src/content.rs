//! TOML to model: the value *and* all mistakes.
//!
//! ```text
//! source, embedded -> syntax -> decode (over fields) -> raw -> assemble -> model
//! ```
//!
//! [`source`] finds and reads files, [`syntax`] makes spanned tables of them (one mistake never
//! costs more than its own block), [`decode`] turns a table into [`raw`] values key by key, and
//! [`assemble`] joins the files of all packs into one catalogue. Every step adds what it finds wrong
//! and goes on. [`schema`] says to editors what the decoder knows. Refuses to know: screens, search, which
//! packs the reader wants.

pub mod assemble;
mod bodies;
pub mod caret;
pub mod compiled;
pub mod decode;
pub mod diagnostic;
pub mod earlier;
pub mod embedded;
pub mod fields;
pub mod files;
pub mod habits;
pub mod keyed;
pub mod literal;
pub mod load;
mod open_list;
pub mod outside;
pub mod position;
pub mod progress;
pub mod raw;
mod reader;
pub mod rules;
pub mod schema;
pub mod source;
pub mod suggest;
pub mod syntax;
pub mod whereabouts;

/// How closely a pack is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// For reading: unknown keys are warnings, and no Markdown is parsed.
    #[default]
    Browse,
    /// For authors: unknown keys are errors, and links and characters in text are collected.
    Check,
}
