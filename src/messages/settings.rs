//! What is said about settings and where they came from.

use std::ops::RangeInclusive;

use super::content::quoted;
use super::shell;

/// What `palette` is for.
pub const PALETTE: &str = "Which colours are shown, by name; `folio palettes` lists them";
/// What `background` is for.
pub const BACKGROUND: &str = "Whether the terminal is light or dark; auto asks it";
/// What `color` is for.
pub const COLOR: &str = "When to colour";
/// What `ascii` is for.
pub const ASCII: &str = "Draw lines and marks in ASCII";
/// What `mouse` is for.
pub const MOUSE: &str = "Take the mouse; if false it is the terminal's own";
/// What `measure` is for.
pub const MEASURE: &str = "The widest text in the browser, in columns";
/// What `resume` is for.
pub const RESUME: &str = "Open where you stopped reading";
/// What `linear` is for.
pub const LINEAR: &str = "Read without a screen, as with --linear";
/// What `hyperlinks` is for.
pub const HYPERLINKS: &str =
    "When the browser shows links to the web as links that the terminal can open";
/// What `editor` is for.
pub const EDITOR: &str = "What opens texts to edit; if empty, VISUAL and then EDITOR say it";
/// What `keys.set` is for.
pub const KEY_SET: &str =
    "Which set of keys holds: arrows is for people who never saw vim, emacs moves as Emacs does";

/// What the table of keys is in sentences.
pub const THE_KEYS: &str = "the table `keys`";
/// What a table of keys is in sentences.
pub const KEYS_OF_A_PLACE: &str = "a table of keys";
/// What a setting can be that is any text.
pub const ANY_WORD: &str = "text in quotation marks";
/// Where a value came from that nobody has set.
pub const BY_DEFAULT: &str = "default";

/// The first lines of a file that `folio config init` writes.
pub const HEAD_OF_FILE: &str = "\
# Folio's settings. What stands behind a # is what holds anyway: take the # away and
# change it. `folio config check` finds mistakes, `folio config show` says what holds
# and why, and a browser that is running takes a change in at once.
";

/// What a file that `folio config init` writes says of keys; `places` are the tables that bind some.
pub fn keys_in_file(places: &[&str]) -> String {
    format!(
        "A key on the left, what it does on the right; a sequence has blanks between its keys, and \"none\" makes \
         a key mean nothing. `folio help keys` lists what there is. Tables of keys: {}.",
        places.join(", ")
    )
}

/// Keys that are bound, for the file that `folio config init` writes.
pub const KEYS_IN_FILE: &str = "\
# [keys.everywhere]
# \"Ctrl-s\" = \"search\"
# [keys.reader]
# \"g z\" = \"reading-mode\"
";

/// The help on a setting with what it can be.
pub fn help_in_file(help: &str, choices: &str) -> String {
    format!("{help} ({choices}).")
}

/// The range of a number.
pub fn range(range: &RangeInclusive<u16>) -> String {
    format!("{} to {}", range.start(), range.end())
}

/// Says that a value came from a variable.
pub fn by_variable(name: &str) -> String {
    format!("the variable {name}")
}

/// The message that a setting must be text; `found` is what it is.
pub fn not_a_word(option: &str, found: &str) -> String {
    format!("{} must be {ANY_WORD}, not {found}", quoted(option))
}

/// The message that a setting must be text of one line.
pub fn not_a_line(option: &str) -> String {
    format!("{} must be in one line", quoted(option))
}

/// The message that a setting must be yes or no; `found` is what it is.
pub fn not_a_flag(option: &str, found: &str) -> String {
    format!("{} must be true or false, not {found}", quoted(option))
}

/// The message that a number does not serve; `found` is what there is.
pub fn not_in_range(option: &str, found: &str, wanted: &RangeInclusive<u16>) -> String {
    format!("{} must be a whole number from {}, not {found}", quoted(option), range(wanted))
}

/// The message that a setting must be one of some words; `found` is what it is.
pub fn not_one_of(option: &str, found: &str, words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    format!("{} must be {}, not {found}", quoted(option), words.join(" or "))
}

/// What to write in the line of a setting.
pub fn write(key: &str, value: &str) -> String {
    format!("write `{key} = {value}`")
}

/// What to write for the table of keys; `set` is the set that is meant, if that is known.
pub fn table_of_keys(set: Option<&str>) -> String {
    format!("write `[keys]` in a line of its own, and `set = \"{}\"` below it", set.unwrap_or("…"))
}

/// The message that a setting stands among keys that are bound.
pub fn setting_among_keys(name: &str) -> String {
    format!("`{name}` is a setting, and stands among keys")
}

/// The hint for [`setting_among_keys`].
pub fn above_the_tables(name: &str) -> String {
    format!("write `{name} = …` above the first line that begins with `[`")
}

/// Where keys of a place are bound.
pub fn place_of_keys(place: &str) -> String {
    format!("keys are bound below `[keys.{place}]`")
}

/// Which tables keys are bound in.
pub fn places_of_keys(places: &[&str]) -> String {
    format!("keys are bound below one of these: [keys.{}]", places.join("], [keys."))
}

/// The message that a variable is named as those of settings are, and is none.
pub fn unknown_variable(meant: Option<&str>) -> String {
    let meant = meant.map(|meant| format!("; did you mean {meant}?")).unwrap_or_default();
    format!("this variable sets nothing{meant}")
}

/// Which variables there are.
pub fn variables(names: &[String]) -> String {
    format!("there are {}", names.join(", "))
}

/// The complaint that the settings have mistakes; `named` is the file if it was named for this once.
pub fn has_mistakes(place: &str, message: &str, count: usize, named: Option<&str>) -> String {
    let more = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
    let check = config("check", named);
    format!("{place}: {message}{more} \u{b7} {check} shows every mistake")
}

/// The command that does something with the settings, in the file that was named for this once.
fn config(what: &str, named: Option<&str>) -> String {
    let file = named.map(|file| format!(" --config {}", shell::path(file))).unwrap_or_default();
    format!("`folio config {what}{file}`")
}

/// Says where the settings were looked for, and that there are none; `named` is the file if it was named.
pub fn none_written(path: &str, named: Option<&str>) -> String {
    format!("{path} is not there: defaults hold; {} writes it", config("init", named))
}

/// The failure that there is no folder for a file.
pub const NO_FOLDER: &str = "no file of settings is read: FOLIO_CONFIG is set to nothing, or neither \
    XDG_CONFIG_HOME nor HOME is an absolute path; name a file with --config";

/// What mistakes are counted in that are in no file.
pub const VARIABLES: &str = "variables";

/// What is said behind keys that were refused.
pub const DOES_NOT_HOLD: &str = ", does not hold";

/// The failure that a file is there already; `named` is the file if it was named.
pub fn is_there(path: &str, named: Option<&str>) -> String {
    format!("{path} is there already; {} opens it", config("edit", named))
}

/// Says that a first file was written.
pub fn written(path: &str) -> String {
    format!("{path} is written; every line of it is a remark until you change it")
}

/// The failure that a file could not be written.
pub fn not_written(path: &str, why: &str) -> String {
    format!("{path} could not be written: {why}")
}

/// The failure that a file that was named is not there.
pub fn no_such_file(path: &str) -> String {
    format!("--config {path}: there is no such file")
}

/// Adds to a message where the other of two lines is.
pub fn and_at(message: &str, place: &str) -> String {
    format!("{message} (the other line is {place})")
}

/// The failure that what is to be written or edited is no file.
pub fn is_a_pipe(name: &str) -> String {
    format!("{name} is no file that can be written: name one with --config")
}

/// Why no setting can be written: there is nowhere to.
pub const NO_FOLDER_TO_WRITE: &str =
    "FOLIO_CONFIG is set to nothing, or neither XDG_CONFIG_HOME nor HOME is an absolute path";
/// Why no setting can be written: a program might lose something of the file.
pub const BROKEN: &str = "config.toml has a mistake in its syntax";
/// Why no palette can be written: something else stands there.
pub const TABLE_OF_PALETTE: &str = "`palette` is a table in config.toml";

/// Says that nothing is wrong with a file.
pub fn sound(path: &str) -> String {
    format!("{path}: no mistakes")
}

/// Counts what is wrong with a file.
pub fn mistakes(path: &str, count: usize) -> String {
    format!("{path}: {}", super::counted(count, "mistake", "mistakes"))
}
