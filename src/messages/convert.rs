//! What is said of writing a pack in TOML. `folder` and `thing` are how these were named.

use super::{counted, shell};

/// The message that a pack was written.
pub fn converted(folder: &str, title: &str, entries: usize, files: usize) -> String {
    let (entries, files) = (counted(entries, "entry", "entries"), counted(files, "file", "files"));
    format!("{folder}: {title}, {entries} in {files}")
}

/// The message that not all of a thing could be taken as it stands: how often, by the words for its kinds that
/// `folio check` has behind each.
pub fn told(kinds: &[(&str, usize)], thing: &str) -> String {
    let kinds: Vec<String> = kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let (kinds, thing) = (kinds.join(", "), shell::path(thing));
    format!("not taken as it stands: {kinds}; for the places: folio check {thing}")
}

/// What a pack has no form for.
pub const SIMPLIFIED: &str = "in a pack pictures are only named, formulas are letters and signs without their TeX, and \
    task boxes are signs";

/// The message that a folder stays because something is in it.
pub fn stays(folder: &str) -> String {
    format!("{folder} is there already and stays as it is: name a folder that is new or empty")
}

/// The message that what is written is several files.
pub const NO_STANDARD_OUTPUT: &str = "a pack is a folder of files: name one that is new or empty";

/// The message that `folio export` writes no pack in TOML and no bundle.
pub const EXPORT_IS_JSON: &str = "this command writes JSON; `folio convert THING --format okf -o FOLDER` writes a \
    bundle, and without --format a pack in TOML";

/// The message that `folio export` writes no folder.
pub fn is_folder(file: &str) -> String {
    format!("{file} is a folder, and {EXPORT_IS_JSON}")
}

/// The message that a file stays.
pub fn file_stays(file: &str) -> String {
    format!("{file} is there already and stays as it is: name another, or --force writes over it")
}

/// The message that a file is one of the pack that is to be written.
pub fn is_of_the_pack(file: &str) -> String {
    format!("{file} is a file of the pack itself and stays as it is: name another")
}

/// The message that a file stays because what would be written is not whole.
pub fn part_stays(file: &str, errors: usize) -> String {
    let mistakes = counted(errors, "mistake", "mistakes");
    format!(
        "{file} stays as it is: of the pack something would be left out for {mistakes}; `folio check` lists them"
    )
}

/// The message that a pack was written into a file.
pub fn exported(file: &str, title: &str, entries: usize) -> String {
    format!("{file}: {title}, {}", counted(entries, "entry", "entries"))
}

/// The message that a folder could not be written.
pub fn not_written(folder: &str, reason: &str) -> String {
    format!("{folder} cannot be written: {reason}")
}
