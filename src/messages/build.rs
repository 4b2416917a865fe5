//! What is said of making one file of a pack. `file` and `pack` are how these were named.

use super::{counted, shell};

/// The message that a file was made.
pub fn built(file: &str, title: &str, entries: usize, bytes: u64) -> String {
    format!("{file}: {title}, {}, {}", counted(entries, "entry", "entries"), size(bytes))
}

/// The message that something of the pack was left out.
pub fn left_out(errors: usize, pack: &str) -> String {
    let mistakes = counted(errors, "mistake", "mistakes");
    format!("{mistakes} in the pack, what is wrong was left out: folio check {}", shell::path(pack))
}

/// The message that a file stays because Folio has not built it.
pub fn stays(file: &str) -> String {
    format!(
        "{file} is there already and is no file that `folio build` made: it stays as it is; name another"
    )
}

/// The message that a file would be taken for a part of a pack.
pub fn is_toml(file: &str) -> String {
    format!("{file} would be read as a part of a pack: name a file that ends in .folio")
}

/// The message that what is built is not shown on a terminal, nor beside an answer in JSON.
pub const NO_STANDARD_OUTPUT: &str = "what is built goes into a file or a pipe: name a file that ends in .folio, or leave out --json";

/// The message that a file could not be written.
pub fn not_written(file: &str, reason: &str) -> String {
    format!("{file} cannot be written: {reason}")
}

/// The message that what is to be built was built already, or is nothing that Folio reads.
pub fn is_built(pack: &str) -> String {
    format!("{pack} is a compiled file, or nothing that can be read: name what it was made of")
}

/// The message that several packs were named.
pub const ONE_PACK: &str = "a file holds one pack: build each into a file of its own";

/// A length in bytes as people say it.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["bytes", "KB", "MB", "GB"];
    let mut size = bytes as f64;
    let mut unit = 0;
    while size >= 1000.0 && unit + 1 < UNITS.len() {
        size /= 1000.0;
        unit += 1;
    }
    if unit == 0 { format!("{bytes} bytes") } else { format!("{size:.1} {}", UNITS[unit]) }
}
