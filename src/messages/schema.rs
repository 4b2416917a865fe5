//! What the schemas of a pack's files say beside what the page on the format does.

/// What the schema of `pack.toml` is of.
pub const PACK: &str = "pack.toml of a Folio pack";

/// What the schema of all other files is of.
pub const ENTRIES: &str = "A file of a Folio pack beside pack.toml";

/// What the table of the author's own is.
pub const EXTRA: &str = "the author's own, never looked at";
