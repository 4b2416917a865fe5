//! What leaves Folio as a file of another format: one file a format, and a row for it here. Refuses to
//! know: who asks for it, and where it is written to.

mod bundle;
mod copied;
mod csv;
mod json;
mod markdown;
pub mod notes;
mod pack;
mod starting;

pub use bundle::files as bundle_files;
pub use copied::copied;
pub use json::{HeadJson, PackJson, entries as entries_for_json};
pub use pack::{File, files as pack_files, quoted as quoted_for_toml};

use crate::knowledge::Knowledge;
use crate::model::{EntryKey, Matrix, ThemeKey};

/// A format of one kind of thing.
pub struct Format<T> {
    /// How it is asked for on the command line, as `--name`.
    pub name: &'static str,
    /// Writes a thing, as far as its texts and links were read.
    pub write: fn(&Knowledge, T) -> String,
}

/// An entry as Markdown.
pub const MARKDOWN: Format<EntryKey> = Format { name: "md", write: markdown::entry };

/// A theme and its entries as Markdown.
pub const THEME_MARKDOWN: Format<ThemeKey> = Format { name: "md", write: markdown::theme };

/// Two themes against each other as comma-separated values.
pub const CSV: Format<Matrix> = Format { name: "csv", write: csv::matrix };
