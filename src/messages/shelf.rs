//! What is said of the data folder: what is put there, listed, taken away. Names and paths are how they are
//! written.

use super::shell;

/// The message that something was put there.
pub fn added(name: &str, path: &str) -> String {
    format!("{name} opens with Folio from now on: {path}")
}

/// The message that there is no data folder.
pub const NO_FOLDER: &str =
    "there is no data folder: neither XDG_DATA_HOME nor HOME is an absolute path";

/// The message that a name cannot be that of a file.
pub fn bad_name(name: &str) -> String {
    format!(
        "\"{name}\" cannot be the name of a file there: choose one with --name, without slashes and line \
         breaks, and without a dot before it"
    )
}

/// The message that something of the name is there.
pub fn taken(path: &str) -> String {
    format!("{path} is there already: remove it first, or choose another name with --name")
}

/// The message that something does not open.
pub fn refused(thing: &str, reason: &str) -> String {
    format!("{thing} does not open: {reason}")
}

/// The message that the data folder does not keep what the columns of a table are called.
pub fn no_columns(table: &str, columns: &str) -> String {
    let (path, names) = (shell::path(table), shell::word(columns));
    format!(
        "--columns would be forgotten: write the names into the first line of {table}, or add what \
         `folio build {path} --columns {names} -o FILE.folio` makes"
    )
}

/// The message that something cannot be written.
pub fn not_written(reason: &str) -> String {
    format!("the data folder cannot be written: {reason}")
}

/// What is kept there, with where it really is.
pub fn one(name: &str, path: &str, leads_to: Option<&str>) -> String {
    match leads_to {
        Some(target) => format!("{name}  {path} -> {target}"),
        None => format!("{name}  {path}"),
    }
}

/// What is said behind a link that leads nowhere any more.
pub fn missing(name: &str) -> String {
    format!("  nothing is there any more: folio remove {} takes the link away", shell::path(name))
}

/// The message that nothing is kept there.
pub fn none(folder: &str) -> String {
    format!("nothing is in {folder} yet: folio add THING puts something there")
}

/// The question whether something is to be removed.
pub fn question(name: &str, leads_to: Option<&str>) -> String {
    match leads_to {
        Some(target) => format!("remove {name}? {target} itself stays [y/N] "),
        None => format!(
            "remove {name} with everything in it? it is a copy, or was put there by hand [y/N] "
        ),
    }
}

/// The message that something was removed.
pub fn removed(name: &str) -> String {
    format!("{name} was removed")
}

/// The message that everything stays.
pub const STAYS: &str = "nothing was removed";

/// The message that nobody can be asked.
pub fn say_yes(name: &str) -> String {
    format!("nobody is there to be asked whether {name} is to be removed: say so with --yes")
}

/// The message that nothing is called so.
pub fn unknown(name: &str, folder: &str) -> String {
    format!("nothing in {folder} is called \"{name}\": folio packs lists what is there")
}

/// The message that something cannot be removed.
pub fn not_removed(name: &str, reason: &str) -> String {
    format!("{name} cannot be removed: {reason}")
}
