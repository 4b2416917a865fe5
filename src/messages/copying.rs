//! What is said of copying: what was copied and how, or why not.

use super::counted;
use super::loading::grouped;
use super::shell;

/// What an entry is called that is copied.
pub const ENTRY: &str = "entry";
/// What is copied of selected words.
pub const SELECTION: &str = "selection";
/// What a paragraph is called that is copied.
pub const PARAGRAPH: &str = "paragraph";
/// What a note is called that is copied.
pub const NOTE: &str = "note";
/// What a line of a view is called that is copied.
pub const LINE: &str = "line";
/// What the summary of an entry is called that is copied.
pub const SUMMARY: &str = "summary";
/// What a link is called that is copied.
pub const LINK: &str = "link";
/// What an id is called that is copied.
pub const ID: &str = "id";
/// What a name is called that is copied.
pub const NAME: &str = "name";
/// What a title is called that is copied.
pub const TITLE: &str = "title";
/// What a citation is called that is copied.
pub const CITATION: &str = "citation";
/// What a citation in Markdown is called that is copied.
pub const MARKDOWN: &str = "citation in Markdown";
/// What a citation for BibTeX is called that is copied.
pub const BIBTEX: &str = "BibTeX";

/// The message that no paragraph can be copied where none is in sight.
pub const NO_PARAGRAPH: &str = "no paragraph in sight";
/// The message that the selected line leads to no entry of which something could be copied.
pub const NO_ENTRY: &str = "this line has no entry to copy";

/// The message that no link is selected.
pub fn no_link(next: &str) -> String {
    format!("no link is selected: {next} selects one")
}

/// The message that a text cannot be composed, since its entry cannot be read.
pub const NOTHING: &str = "there is nothing to copy";

/// The longest text that is shown in place of its length, in characters.
const SHOWN: usize = 32;

/// The longest text that is shown where there is no clipboard, in characters.
const TOLD_INSTEAD: usize = 80;

/// The message what was copied and how: through the terminal, by a program, or both.
pub fn copied(what: &str, text: &str, terminal: bool, program: Option<&str>) -> String {
    let told = if text.contains('\n') || text.chars().count() > SHOWN {
        format!("({})", characters(text))
    } else {
        text.to_owned()
    };
    let how = match (terminal, program) {
        (true, Some(program)) => format!("through the terminal and {program}"),
        (false, Some(program)) => format!("through {program}"),
        (_, None) => "terminal (OSC 52)".to_owned(),
    };
    format!("copied {what} {told} · {how}")
}

/// The message that a text is too long for the terminal and no program took it; `instead` is what helps.
pub fn too_long(text: &str, instead: Option<&str>) -> String {
    let length = characters(text);
    format!("not copied, too long for the terminal: {}", instead.unwrap_or(&length))
}

/// The message that there is no clipboard at all: a short text stands there instead, of another one `instead`
/// is what helps.
pub fn no_clipboard(what: &str, text: &str, instead: Option<&str>) -> String {
    let is_short = !text.contains('\n') && text.chars().count() <= TOLD_INSTEAD;
    let helps = match instead {
        _ if is_short => format!(": {what} {text}"),
        Some(instead) => format!(": {instead}"),
        None => String::new(),
    };
    format!("not copied, this terminal has no clipboard{helps}")
}

/// Which command prints an entry as Markdown; `pack` are the options that name its pack, as a shell takes them.
pub fn show_prints(id: &str, pack: &str) -> String {
    format!("`folio show {} --md{pack}` prints the entry", shell::word(id))
}

/// Which command prints the entry that something is in, see [`show_prints`].
pub fn show_has(id: &str, pack: &str) -> String {
    format!("`folio show {} --md{pack}` prints the entry that has it", shell::word(id))
}

/// Which command prints the citation of an entry, see [`show_prints`].
pub fn cite_prints(id: &str, format: &str, pack: &str) -> String {
    format!("`folio cite {} --format {format}{pack}` prints the citation", shell::word(id))
}

fn characters(text: &str) -> String {
    match text.chars().count() {
        1 => counted(1, "character", "characters"),
        count => format!("{} characters", grouped(count)),
    }
}
