//! What is said of notes and of what else the reader has added, on the command line.

use super::{counted, shell};

/// The message that there are no notes; on some entries, if any are named.
pub fn none(entries: &[impl AsRef<str>]) -> String {
    let named: Vec<&str> = entries.iter().map(AsRef::as_ref).collect();
    match named[..] {
        [] => "there are no notes yet: folio notes add ID TEXT makes one".to_owned(),
        [entry] => {
            format!("no note is on {entry}: folio notes add {} TEXT makes one", shell::word(entry))
        }
        _ => format!("no note is on any of {}", named.join(", ")),
    }
}

/// The message that no note is listed where a newer version wrote what is not understood here.
pub const NONE_READ: &str = "no note that this Folio can read: a newer one wrote your journal";

/// The message that no note has this name.
pub fn unknown(name: &str) -> String {
    format!("no note is called \"{name}\": folio notes list names them all")
}

/// The message that several notes have names that begin so.
pub fn ambiguous(name: &str, names: &[String]) -> String {
    format!("\"{name}\" could be several notes: {}", names.join(", "))
}

/// What a note is called where it says nothing.
pub const HIGHLIGHT: &str = "(highlighted)";

/// The words that a note is on.
pub fn on_words(words: &str) -> String {
    format!("\u{201c}{words}\u{201d}")
}

/// The message that an entry has no paragraph of that number.
pub fn no_paragraph(number: u32, count: usize, entry: &str) -> String {
    match count {
        0 => format!("{entry} has no paragraphs: leave --paragraph out to note the entry itself"),
        _ => format!("{entry} has no paragraph {number}: they are 1 to {count}"),
    }
}

/// The message that no paragraph has these words.
pub fn no_words(words: &str, entry: &str) -> String {
    format!("no paragraph of {entry} has the words \"{words}\"")
}

/// The message that words stand where no note can be.
pub fn words_of_summary(words: &str, entry: &str) -> String {
    format!(
        "only the summary of {entry} has the words \"{words}\", and a note is on a paragraph of the text: \
         leave --words out to note the entry itself"
    )
}

/// The message that a note on an entry as a whole has to say something.
pub const NOTHING_SAID: &str =
    "a note has to say something: give its text, or --paragraph or --words to highlight them";

/// The message that words to highlight have to be some.
pub const NO_WORDS_NAMED: &str = "--words needs the words that the note is to be on";

/// The message that a note is not left without a text.
pub fn emptied(id: &str) -> String {
    format!("note {id} stays as it is: folio notes remove {id} removes it")
}

/// The message that a note was made.
pub fn added(id: &str, title: &str) -> String {
    format!("note {id} is on {title}")
}

/// The message that a note was changed.
pub fn changed(id: &str) -> String {
    format!("note {id} was changed")
}

/// The message that a note says what it said.
pub fn unchanged(id: &str) -> String {
    format!("note {id} stays as it is")
}

/// The question whether a note is to be removed.
pub fn question(id: &str, first: &str) -> String {
    format!("remove note {id}, \"{first}\"? [y/N] ")
}

/// The message that a note was removed.
pub fn removed(id: &str) -> String {
    format!("note {id} was removed")
}

/// The message that everything stays.
pub const STAYS: &str = "nothing was removed";

/// The message that nobody can be asked.
pub const SAY_YES: &str = "nobody is there to be asked: say so with --yes";

/// What helps besides an editor.
pub const GIVE_TEXT: &str = "--text TEXT takes the note";

/// The message that a note says too much; `bytes` is how much it says.
pub fn too_long(bytes: usize) -> String {
    format!("a note has at most 1 MiB of text, and this is {} KiB", bytes.div_ceil(1024))
}

/// Which note something is about.
pub fn named(id: &str) -> String {
    format!("note {id}")
}

/// The message that a link in a note leads nowhere, and where it would lead, if that can be told.
pub fn links_nowhere(link: &str, nearest: Option<&str>) -> String {
    match nearest {
        Some(id) => format!("[[{link}]] leads to no entry: did you mean [[{id}]]?"),
        None => format!("[[{link}]] leads to no entry"),
    }
}

/// The message that something else has changed a note while it was in the editor.
pub fn changed_meanwhile(id: &str) -> String {
    format!("note {id} was changed meanwhile and stays as it is now")
}

/// The message that something else has removed a note while it was in the editor.
pub fn gone_meanwhile(id: &str) -> String {
    format!("note {id} was removed meanwhile and stays so")
}

/// The message that something else has changed a note just before it was changed or removed here; what was
/// written of it is in the note `beside` it.
pub fn contested(id: &str, beside: Option<&str>) -> String {
    match beside {
        Some(beside) => {
            format!("note {id} was changed meanwhile: both are kept, yours as note {beside}")
        }
        None => changed_meanwhile(id),
    }
}

/// Where what was written is that could not be saved.
pub fn written_in(path: &str) -> String {
    format!("what you wrote is in {path}")
}

/// Which files may hold more of what was forgotten.
pub fn may_hold_more(files: &[String]) -> String {
    let files = files.join(", ");
    format!("lines that could not be read may hold more of it, beside the journal: {files}")
}

/// The message that something is there already.
pub fn taken(path: &str) -> String {
    format!("{path} is there already and stays as it is: name another, or --force writes over it")
}

/// The message that an export cannot be written.
pub fn not_written(path: &str, reason: &str) -> String {
    format!("{path} cannot be written: {reason}")
}

/// The message that notes become several files.
pub const NO_STANDARD_OUTPUT: &str =
    "notes go into a folder, a file each: name one, or write everything as JSON with --json";

/// The message that notes were written as files.
pub fn exported(notes: usize, folder: &str) -> String {
    format!("{} in {folder}", counted(notes, "note", "notes"))
}

/// The message that everything was written into a file.
pub fn exported_all(records: usize, file: &str) -> String {
    format!("{} in {file}", counted(records, "record", "records"))
}

/// The message that something cannot be read.
pub fn not_read(path: &str, reason: &str) -> String {
    format!("{path} cannot be read: {reason}")
}

/// The message that a file is no export.
pub fn no_export(path: &str) -> String {
    format!("{path} is no export of `folio notes export`")
}

/// The message that an export is of a newer version; `ours` is what this one reads.
pub fn newer_export(path: &str, version: u32, ours: u32) -> String {
    format!(
        "{path} is an export of a newer Folio (version {version}, this one reads {ours}): nothing is taken in"
    )
}

/// The message that a record of an export is not understood.
pub fn not_understood(path: &str, line: usize, record: usize) -> String {
    format!("{path}:{line}: record {record} is not understood and stays out")
}

/// The message that a record of an export says more than is understood of it.
pub fn says_more(path: &str, line: usize, record: usize, fields: &[String]) -> String {
    let fields = fields.join(", ");
    format!(
        "{path}:{line}: record {record} says more than this Folio knows, which stays out: {fields}"
    )
}

/// The message that a file among notes is none.
pub fn no_note(path: &str) -> String {
    format!("{path} is no note of Folio's and stays out")
}

/// The message that more is not understood than was named.
pub fn more_not_understood(more: usize) -> String {
    format!("{} more like these", counted(more, "place", "places"))
}

/// The message on what was taken in.
pub fn imported(added: usize, present: usize, skipped: usize) -> String {
    let present = match present {
        0 => String::new(),
        count => format!(" · {count} there already"),
    };
    let skipped = match skipped {
        0 => String::new(),
        count => format!(" · {count} not understood"),
    };
    format!("{} taken in{present}{skipped}", counted(added, "thing", "things"))
}

/// The message on notes that say something else than those that came.
pub fn differing(ids: &[String]) -> String {
    let what = if ids.len() == 1 { "note differs and stays" } else { "notes differ and stay" };
    let ids_told = ids.join(", ");
    format!("{} {what} as here: {ids_told} (--replace takes what comes)", ids.len())
}

/// How many notes are where.
pub fn verified(attached: usize, moved: usize, homeless: usize, closed: usize) -> String {
    let all = attached + moved + homeless + closed;
    let homeless = match homeless {
        1 => "1 needs a home".to_owned(),
        count => format!("{count} need a home"),
    };
    let closed = match closed {
        0 => String::new(),
        count => format!(" · {count} in packs that are not open"),
    };
    let notes = counted(all, "note", "notes");
    format!("{notes}: {attached} in place · {moved} moved · {homeless}{closed}")
}

/// How a homeless note gets a home.
pub const HOW_TO_PLACE: &str = "folio notes edit NOTE --on ID [--paragraph N] gives one a home";

/// Where a note is, in a word for people.
pub fn home(word: &str) -> &'static str {
    match word {
        "same" => "where it was",
        "moved" => "moved in its entry",
        "reworded" => "reworded",
        "elsewhere" => "moved to another entry",
        "homeless" => "needs a home",
        _ => "its pack is not open",
    }
}

/// What would go, by kind.
pub fn goes(parts: &[(usize, &str, &str)]) -> String {
    let told = parts.iter().filter(|(count, ..)| *count > 0);
    let told: Vec<String> = told.map(|(count, one, many)| counted(*count, one, many)).collect();
    told.join(", ")
}

/// The question whether what was added is to be forgotten.
pub fn forget_question(what: &str, goes: &str) -> String {
    format!("forget what you added to {what}: {goes}? it cannot be taken back [y/N] ")
}

/// The name of everything.
pub const EVERYTHING: &str = "all packs";

/// The message that something was forgotten.
pub fn forgotten(what: &str, goes: &str) -> String {
    format!("forgotten of {what}: {goes}")
}

/// The message that there is nothing to forget.
pub fn nothing_to_forget(what: &str) -> String {
    format!("nothing that you added to {what} is left")
}

/// The message that everything stays.
pub const REMEMBERED: &str = "nothing was forgotten";
