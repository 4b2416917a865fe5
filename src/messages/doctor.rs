//! What `folio doctor` says.

use super::counted;

/// Names the program.
pub fn program(version: &str, target: &str) -> String {
    format!("Folio {version}, {target}")
}

/// Heads what concerns the terminal.
pub const TERMINAL: &str = "Terminal";
/// Heads what concerns colours.
pub const COLOURS: &str = "Colours";
/// Heads what concerns Unicode.
pub const UNICODE: &str = "Unicode";
/// Heads the folders.
pub const FOLDERS: &str = "Folders";
/// Heads the packs.
pub const PACKS: &str = "Packs";
/// Heads the mistakes.
pub const MISTAKES: &str = "Mistakes";

/// Names standard input.
pub const STANDARD_INPUT: &str = "standard input";
/// Names standard output.
pub const STANDARD_OUTPUT: &str = "standard output";
/// Names standard error.
pub const STANDARD_ERROR: &str = "standard error";
/// Names the size of the terminal.
pub const SIZE: &str = "size";
/// Names what Folio would open.
pub const OPENS: &str = "folio opens";
/// Names the browser.
pub const BROWSER: &str = "browser";
/// Names what is printed.
pub const PRINTED: &str = "printed";
/// Names the encoding.
pub const ENCODING: &str = "encoding";
/// Names the folder of packs.
pub const PACK_FOLDER: &str = "packs";

/// The value of a variable.
pub fn variable(value: Option<&str>) -> String {
    match value {
        None => "not set".to_owned(),
        Some("") => "set, but empty".to_owned(),
        Some(value) => value.to_owned(),
    }
}

/// Says whether a stream is a terminal.
pub fn stream(terminal: bool) -> &'static str {
    if terminal { "a terminal" } else { "no terminal" }
}

/// Says how large the terminal is.
pub fn size(size: Option<(u16, u16)>) -> String {
    match size {
        Some((columns, rows)) => format!("{columns} columns, {rows} rows"),
        None => "unknown".to_owned(),
    }
}

/// Folio would open its browser.
pub const OPENS_BROWSER: &str = "the browser";
/// Folio would read in lines.
pub const OPENS_LINES: &str = "linear mode, because TERM is dumb";
/// Folio would refuse.
pub const OPENS_NOTHING: &str = "nothing, because standard output is no terminal";

/// Says whether something is coloured, and why.
pub fn coloured(coloured: bool, why: &str) -> String {
    format!("{}, because {why}", if coloured { "coloured" } else { "plain" })
}

/// An option decided about colours.
pub const BY_OPTION: &str = "--color says so";
/// `NO_COLOR` decided.
pub const BY_NO_COLOR: &str = "NO_COLOR is set";
/// `CLICOLOR_FORCE` decided.
pub const BY_CLICOLOR_FORCE: &str = "CLICOLOR_FORCE is set";
/// `CLICOLOR` decided.
pub const BY_CLICOLOR: &str = "CLICOLOR is 0";
/// The terminal is too simple.
pub const BY_DUMB: &str = "TERM is dumb";
/// There is no terminal.
pub const BY_NO_TERMINAL: &str = "standard output is no terminal";
/// Nothing speaks against colours.
pub const BY_DEFAULT: &str = "nothing speaks against it";

/// Says whether text is UTF-8, by which variable.
pub fn encoding(utf8: bool, variable: Option<&str>) -> String {
    match (utf8, variable) {
        (true, Some(variable)) => format!("UTF-8, by {variable}"),
        (_, Some(variable)) => format!(
            "not UTF-8, by {variable}; Folio prints UTF-8 all the same, --ascii draws its lines in ASCII"
        ),
        (_, None) => "not said; Folio prints UTF-8, --ascii draws its lines in ASCII".to_owned(),
    }
}

/// Says that there is no home folder to look in.
pub const NO_HOME: &str = "unknown: neither XDG_DATA_HOME nor a home folder is there";

/// Says of a folder that it is not there, which is no fault.
pub const ABSENT: &str = "not there";

/// Says of a folder what may be done with it.
pub fn folder(readable: Result<usize, &str>, writable: bool, mode: &str) -> String {
    let write = if writable { "writable" } else { "not writable" };
    match readable {
        Ok(packs) => {
            let packs = counted(packs, "folder", "folders");
            format!("readable, {write}, mode {mode}, {packs} in it")
        }
        Err(why) => format!("cannot be read: {why}; mode {mode}"),
    }
}

/// Says of a folder that not even its permissions are known.
pub fn unknown_folder(why: &str) -> String {
    format!("cannot be looked at: {why}")
}

/// Says what a pack holds.
pub fn pack(id: &str, version: &str, origin: &str, entries: usize, themes: usize) -> String {
    let version = if version.is_empty() { "without version" } else { version };
    format!(
        "{id} {version} ({origin}): {} in {}",
        counted(entries, "entry", "entries"),
        counted(themes, "theme", "themes")
    )
}

/// Says that nothing of a pack opened.
pub fn not_opened(origin: &str) -> String {
    format!("{origin}: nothing of it could be opened")
}

/// Counts the mistakes of a pack.
pub fn mistakes(errors: usize, warnings: usize) -> String {
    format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
}

/// Says that not all mistakes are shown.
pub fn more(count: usize) -> String {
    format!("{count} more; `folio check PACK` lists them")
}

/// Names the built-in pack's place.
pub const BUILT_IN: &str = "built in";

/// Ends the report.
pub fn verdict(faults: usize) -> String {
    match faults {
        0 => "No faults found.".to_owned(),
        _ => format!("{} found.", counted(faults, "fault", "faults")),
    }
}
