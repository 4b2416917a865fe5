//! What `folio doctor` says.

use super::counted;

/// The version of the program, and the platform it was built for.
pub fn program(version: &str, target: &str) -> String {
    format!("Folio {version}, {target}")
}

/// The heading above what concerns the terminal.
pub const TERMINAL: &str = "Terminal";
/// The heading above what concerns colours.
pub const COLOURS: &str = "Colours";
/// The heading above what concerns Unicode.
pub const UNICODE: &str = "Unicode";
/// The heading above what is set.
pub const SETTINGS: &str = "Settings";
/// The heading above what concerns palettes.
pub const PALETTES: &str = "Palettes";
/// The label of the file of the settings.
pub const FILE: &str = "file";
/// The label of the keys that hold.
pub const KEYS: &str = "keys";
/// The label of the palette that is set.
pub const PALETTE: &str = "set";
/// The label of the reader's own palettes.
pub const OWN: &str = "of your own";
/// The label of how many colours there are.
pub const DEPTH: &str = "terminal";
/// The message that nothing is set in a file.
pub const NO_FILE: &str =
    "none: FOLIO_CONFIG is set to nothing, or neither XDG_CONFIG_HOME nor HOME is an absolute path";

/// The message that a file is not there, which is no fault.
pub fn absent_file(path: &str) -> String {
    format!("{path} is not there: defaults hold")
}

/// What is told of a setting whose value is the reader's own business.
pub const SET: &str = "set";

/// The value of a setting, and the layer that it comes from.
pub fn setting(value: &str, layer: &str) -> String {
    let by = match layer {
        "file" => "the file",
        "variable" => "a variable",
        "flag" => "a flag",
        other => other,
    };
    format!("{value}, by {by}")
}

/// Which set of keys holds, and how many lines bind others.
pub fn keys(set: &str, bound: usize) -> String {
    let own = match bound {
        0 => String::new(),
        _ => format!(", {} of your own over it", counted(bound, "line", "lines")),
    };
    format!("the set \"{set}\"{own}")
}

/// How many palettes of the reader's own are in their folder.
pub fn own_palettes(count: usize, folder: &str) -> String {
    format!("{} in {folder}", if count == 0 { "none".to_owned() } else { count.to_string() })
}

/// How many colours the terminal has.
pub fn depth(depth: &str) -> String {
    let count = if depth == "none" { "no" } else { depth };
    format!("{count} colours, says the environment")
}

/// The heading above the folders.
pub const FOLDERS: &str = "Folders";
/// The heading above the packs.
pub const PACKS: &str = "Packs";
/// The heading above the mistakes.
pub const MISTAKES: &str = "Mistakes";

/// The label of standard input.
pub const STANDARD_INPUT: &str = "standard input";
/// The label of standard output.
pub const STANDARD_OUTPUT: &str = "standard output";
/// The label of standard error.
pub const STANDARD_ERROR: &str = "standard error";
/// The label of the terminal's size.
pub const SIZE: &str = "size";
/// The label of what Folio would open.
pub const OPENS: &str = "folio opens";
/// The label of the browser's colours.
pub const BROWSER: &str = "browser";
/// The label of the colours of printed output.
pub const PRINTED: &str = "printed";
/// The label of the encoding.
pub const ENCODING: &str = "encoding";
/// The label of the folder of packs.
pub const PACK_FOLDER: &str = "packs";

/// The value of an environment variable.
pub fn variable(value: Option<&str>) -> String {
    match value {
        None => "not set".to_owned(),
        Some("") => "set, but empty".to_owned(),
        Some(value) => value.to_owned(),
    }
}

/// Whether a stream is a terminal.
pub fn stream(terminal: bool) -> &'static str {
    if terminal { "a terminal" } else { "no terminal" }
}

/// How large the terminal is.
pub fn size(size: Option<(u16, u16)>) -> String {
    match size {
        Some((columns, rows)) => format!("{columns} columns, {rows} rows"),
        None => "unknown".to_owned(),
    }
}

/// The message that Folio would open its browser.
pub const OPENS_BROWSER: &str = "the browser";
/// The message that Folio would start in linear mode, as is set.
pub const OPENS_LINES_AS_SET: &str = "linear mode, because a setting says so";
/// The message that Folio would start in linear mode, because of the terminal.
pub const OPENS_LINES_AS_DUMB: &str = "linear mode, because TERM is dumb";
/// The message that Folio would open nothing.
pub const OPENS_NOTHING: &str = "nothing, because standard output is no terminal";

/// Whether something is coloured, and why.
pub fn coloured(coloured: bool, why: &str) -> String {
    format!("{}, because {why}", if coloured { "coloured" } else { "plain" })
}

/// The reason that an option decided about colours.
pub const BY_OPTION: &str = "--color says so";
/// The reason that `NO_COLOR` decided about colours.
pub const BY_NO_COLOR: &str = "NO_COLOR is set";
/// The reason that `CLICOLOR_FORCE` decided about colours.
pub const BY_CLICOLOR_FORCE: &str = "CLICOLOR_FORCE is set";
/// The reason that `CLICOLOR` decided about colours.
pub const BY_CLICOLOR: &str = "CLICOLOR is 0";
/// The reason that the terminal is too simple for colours.
pub const BY_DUMB: &str = "TERM is dumb";
/// The reason that there is no terminal to show colours.
pub const BY_NO_TERMINAL: &str = "standard output is no terminal";
/// The reason that nothing speaks against colours.
pub const BY_DEFAULT: &str = "nothing speaks against it";

/// The name of what is said of links to the web.
pub const LINKS: &str = "links to the web";
/// The name of what is said of the terminal's background.
pub const BACKGROUND: &str = "background";

/// Whether links to the web are shown as such, and why.
pub fn links(shown: bool, why: &str) -> String {
    format!("{}, because {why}", if shown { "shown as such" } else { "shown as text" })
}

/// The reason that a setting decided.
pub const BY_SETTING: &str = "a setting says so";
/// The reason that `FORCE_HYPERLINK` decided about links.
pub const BY_FORCE_HYPERLINK: &str = "FORCE_HYPERLINK is set";
/// The reason that the terminal is too simple for links.
pub const BY_SIMPLE_TERMINAL: &str = "TERM names a simple terminal";
/// The reason that GNU screen has no links.
pub const BY_SCREEN: &str = "GNU screen does not know them";
/// The reason that no terminal is known to show links.
pub const BY_UNKNOWN: &str = "no variable names a terminal that shows them";

/// The reason that a variable names a terminal which shows links.
pub fn by_known(variable: &str) -> String {
    format!("{variable} names a terminal that shows them")
}

/// What is set or what the environment tells of the background, which may be dark.
pub fn background(is_dark: Option<bool>, is_set: bool) -> String {
    let Some(is_dark) = is_dark else { return "the terminal is asked by the browser".to_owned() };
    let what = if is_dark { "dark" } else { "light" };
    if is_set {
        format!("{what}, because {BY_SETTING}")
    } else {
        format!("{what}, says COLORFGBG, unless the terminal says otherwise")
    }
}

/// Whether text is UTF-8, and which variable says so.
pub fn encoding(utf8: bool, variable: Option<&str>) -> String {
    match (utf8, variable) {
        (true, Some(variable)) => format!("UTF-8, by {variable}"),
        (_, Some(variable)) => format!(
            "not UTF-8, by {variable}; Folio prints UTF-8 all the same, --ascii draws its lines in ASCII"
        ),
        (_, None) => "not said; Folio prints UTF-8, --ascii draws its lines in ASCII".to_owned(),
    }
}

/// The message that there is no folder for what opens by itself.
pub const NO_DATA: &str =
    "unknown: neither XDG_DATA_HOME nor HOME is an absolute path; nothing of yours opens by itself";

/// The message that a folder does not exist, which is no fault.
pub const ABSENT: &str = "not there";

/// The label of what is kept of large folders.
pub const CACHE: &str = "cache";

/// The label of what the reader has added.
pub const JOURNAL: &str = "journal";

/// The message that there is no folder for what the reader adds.
pub const NO_JOURNAL: &str =
    "unknown: neither XDG_STATE_HOME nor HOME is an absolute path; nothing you add is kept";

/// The message that the reader has added nothing yet, and whether that could be kept.
pub fn empty_journal(writable: bool) -> String {
    format!("not there yet{}", if writable { "" } else { NOT_KEPT })
}

/// What is said of a journal that cannot be written to.
const NOT_KEPT: &str = "; not writable, so that nothing you add is kept";

/// How much is in a journal, and what of it cannot be read.
pub fn journal(records: u64, size: &str, damaged: u64, writable: bool) -> String {
    let count =
        |count: u64, one, many| counted(usize::try_from(count).unwrap_or(usize::MAX), one, many);
    let records = count(records, "record", "records");
    let damaged = match damaged {
        0 => String::new(),
        _ => format!(", {} that cannot be read", count(damaged, "line", "lines")),
    };
    format!("{records}, {size}{damaged}{}", if writable { "" } else { NOT_KEPT })
}

/// The files with lines of a journal that could not be read.
pub fn set_aside(files: &[String]) -> String {
    format!("set aside: {}", files.join(", "))
}

/// The message that a journal cannot be read or, where it `is_read`, not be written to.
pub fn journal_error(why: &str, is_read: bool) -> String {
    format!("cannot be {}: {why}", if is_read { "written to" } else { "read" })
}

/// The message that there is no folder to keep anything in.
pub const NO_CACHE: &str =
    "unknown: neither XDG_CACHE_HOME nor HOME is an absolute path; large folders are read anew";

/// Of how many folders something is kept, how many of them have changed since, and how much it takes up.
pub fn cache(folders: usize, stale: usize, size: &str, writable: bool) -> String {
    let kept = match folders {
        0 => "nothing is kept".to_owned(),
        _ => format!("{} kept, {size}", counted(folders, "folder", "folders")),
    };
    let stale = if stale == 0 { String::new() } else { format!(", {stale} changed since") };
    let write = if writable { "" } else { "; not writable, so that large folders are read anew" };
    format!("{kept}{stale}{write}")
}

/// What may be done with a folder; `readable` is how many folders are in it, or why it cannot be
/// read.
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

/// The message that not even the permissions of a folder are known.
pub fn unknown_folder(why: &str) -> String {
    format!("cannot be looked at: {why}")
}

/// What a pack contains, and where it comes from.
pub fn pack(id: &str, version: &str, origin: &str, entries: usize, themes: usize) -> String {
    let version = if version.is_empty() { "without version" } else { version };
    format!(
        "{id} {version} ({origin}): {} in {}",
        counted(entries, "entry", "entries"),
        counted(themes, "theme", "themes")
    )
}

/// The message that nothing of a pack opened.
pub fn not_opened(origin: &str) -> String {
    format!("{origin}: nothing of it could be opened")
}

/// How many errors and warnings a pack has.
pub fn mistakes(errors: usize, warnings: usize) -> String {
    format!("{}, {}", counted(errors, "error", "errors"), counted(warnings, "warning", "warnings"))
}

/// The message that not all mistakes are shown.
pub fn more(count: usize) -> String {
    format!("{count} more; `folio check PACK` lists them")
}

/// The origin of the built-in pack.
pub const BUILT_IN: &str = "built in";

/// The last line of the report.
pub fn verdict(faults: usize) -> String {
    match faults {
        0 => "No faults found.".to_owned(),
        _ => format!("{} found.", counted(faults, "fault", "faults")),
    }
}
