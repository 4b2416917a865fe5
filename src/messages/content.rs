//! What is said about the files of a pack: one sentence a mistake, and what to do about it.

/// The most characters of a value that are repeated in a sentence.
const ECHO: usize = 60;

/// The names of types, as the sentences use them.
pub const STRING: &str = "a string";
/// See [`STRING`].
pub const BOOLEAN: &str = "true or false";
/// See [`STRING`].
pub const INTEGER: &str = "a whole number";
/// See [`STRING`].
pub const TABLE: &str = "a table";
/// See [`STRING`].
pub const LIST_OF_STRINGS: &str = "a list of strings";
/// See [`STRING`].
pub const LIST_OF_TABLES: &str = "a list of tables";

/// Repeats a value, shortened if it is long.
pub fn quoted(value: &str) -> String {
    let mut short: String = value.chars().take(ECHO).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// Names a key.
pub fn key(key: &str) -> String {
    quoted(key)
}

/// Names an item of a list.
pub fn item_of(key: &str) -> String {
    format!("an item of {}", quoted(key))
}

/// Offers a near word.
pub fn did_you_mean(word: &str) -> String {
    format!("did you mean {}?", quoted(word))
}

// Syntax.

/// Says that a file is no TOML.
pub fn syntax(reason: &str) -> String {
    format!("this is not valid TOML: {}", reason.chars().take(120).collect::<String>())
}

/// Says that a multi-line string does not end.
pub fn unclosed_text() -> String {
    "the text that begins here is never closed".to_owned()
}

/// Tells how to end a multi-line string.
pub fn close_the_text() -> &'static str {
    "end it with the same three quotes that open it"
}

/// Says that a key is given twice in one table.
pub fn duplicate_key(key: &str, first: Option<u32>) -> String {
    match first {
        Some(line) => format!("the key {} stands twice, first in line {line}", quoted(key)),
        None => format!("the key {} stands twice", quoted(key)),
    }
}

/// Says what to do about a key that is given twice.
pub fn keep_one_key() -> &'static str {
    "keep one of them, or open a new table above the second"
}

/// Says that a file has more mistakes than are shown.
pub fn too_many_mistakes(shown: usize) -> String {
    format!("this file has more mistakes; only the first {shown} are reported")
}

// Keys and values.

/// Says that a key has no meaning where it is.
pub fn unknown_key(key: &str, what: &str) -> String {
    format!("{} is no key of {what}", quoted(key))
}

/// Says where keys of the author's own go.
pub fn use_extra() -> &'static str {
    "keys of your own go into a table `extra`"
}

/// Tells that a table belongs into another kind of file.
pub fn belongs_in_pack_toml(key: &str) -> String {
    format!("`[[{key}]]` belongs in `pack.toml`")
}

/// See [`belongs_in_pack_toml`].
pub fn belongs_in_other_file(key: &str) -> String {
    format!("`[[{key}]]` belongs in another file of the pack, of any name")
}

/// Says that a key is missing.
pub fn missing_key(key: &str, what: &str) -> String {
    format!("{what} needs {}", quoted(key))
}

/// Tells to add a key.
pub fn add_key(key: &str) -> String {
    format!("add `{key} = …` below this line")
}

/// Says that a value must not be empty.
pub fn empty_value(key: &str, what: &str) -> String {
    format!("{} of {what} is empty", quoted(key))
}

/// Says that an item of a list is empty.
pub fn empty_item(key: &str) -> String {
    format!("an item of {} is empty", quoted(key))
}

/// Says that a value has the wrong type; `found` is TOML's name of the type.
pub fn wrong_type(name: &str, wanted: &str, found: &str) -> String {
    let article = if found.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{name} must be {wanted}, not {article} {found}")
}

/// Tells how to write a date.
pub fn quote_the_date() -> &'static str {
    "dates are written as text: put it in quotes"
}

/// Says that single brackets are used in place of double ones.
pub fn single_table(key: &str) -> String {
    format!("{} is a list of tables", quoted(key))
}

/// Tells to double the brackets.
pub fn double_brackets(key: &str) -> String {
    format!("write `[[…{key}]]` in double brackets")
}

/// Says that a number is out of range.
pub fn number_out_of_range(key: &str, digits: &str) -> String {
    format!("{} must lie between 0 and {}, not {}", quoted(key), u32::MAX, quoted(digits))
}

/// Says that a word is none of those that are allowed.
pub fn not_one_of(key: &str, value: &str, choices: &[&str]) -> String {
    let choices: Vec<String> = choices.iter().map(|choice| format!("\"{choice}\"")).collect();
    format!("{} must be {}, not {}", quoted(key), choices.join(" or "), quoted(value))
}

/// Says that a value does not have the form it must have.
pub fn bad_shape(key: &str, value: &str) -> String {
    format!("{} does not have the form of `{key}`", quoted(value))
}

/// The form of a version.
pub const VERSION_SHAPE: &str = "write three numbers, such as \"1.0.0\"";
/// The form of a language.
pub const LANGUAGE_SHAPE: &str = "write a language tag, such as \"en\" or \"zh-Hans\"";
/// The form of a date.
pub const DATE_SHAPE: &str = "write \"YYYY\", \"YYYY-MM\" or \"YYYY-MM-DD\", a day that exists";
/// The form of an address.
pub const ADDRESS_SHAPE: &str = "write a whole address, such as \"https://example.org\"";

/// Says that a short title is too wide.
pub fn short_too_wide(columns: usize, most: usize) -> String {
    format!("`short` is {columns} columns wide, {most} are allowed")
}

/// Tells what to do about it.
pub fn shorten() -> &'static str {
    "shorten it; the full title stays in `title`"
}

/// What is wrong with an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadId {
    /// It is empty.
    Empty,
    /// It is longer than this many bytes.
    Long(usize),
    /// It has a character that is not allowed.
    Character(char),
    /// It is not in normal form C.
    Form,
}

/// Says what is wrong with an id and what to do.
pub fn bad_id(id: &str, fault: BadId) -> (String, String) {
    let allowed = "letters, digits and `-`, `.`, `_`, `/` are allowed";
    match fault {
        BadId::Empty => ("the id is empty".to_owned(), allowed.to_owned()),
        BadId::Long(most) => {
            (format!("the id {} is too long", quoted(id)), format!("{most} bytes are allowed"))
        }
        BadId::Character(character) => (
            format!("the id {} holds {}", quoted(id), describe_character(character)),
            allowed.to_owned(),
        ),
        BadId::Form => (
            format!("the id {} is not in Unicode's composed form (NFC)", quoted(id)),
            "type it anew, or let your editor normalise it".to_owned(),
        ),
    }
}

/// Says what is wrong with the id of a pack and what to do.
pub fn bad_pack_id(id: &str, fault: BadId) -> (String, String) {
    let (message, hint) = bad_id(id, fault);
    match fault {
        BadId::Long(_) => (message, hint),
        _ => (message, "lower-case letters, digits and `-` are allowed".to_owned()),
    }
}

/// Says that a pack cannot be named like a URL scheme.
pub fn pack_named_like_scheme(id: &str) -> String {
    format!("a pack cannot be called {}: addresses begin with this word", quoted(id))
}

/// Says that a theme's id holds a slash.
pub fn slash_in_theme(id: &str) -> String {
    format!("the id of a theme has no `/`, but {} does", quoted(id))
}

fn describe_character(character: char) -> String {
    match character {
        ' ' => "a space".to_owned(),
        visible if visible.is_alphanumeric() || visible.is_ascii_graphic() => {
            format!("`{visible}`")
        }
        other => format!("U+{:04X}", other as u32),
    }
}

/// Says that a text holds a character that cannot be seen.
pub fn unseen_character(character: char) -> String {
    format!("this text holds the unseen character U+{:04X}", character as u32)
}

/// Tells what to do about it.
pub fn remove_character() -> &'static str {
    "remove it"
}

// Provenance.

/// Says that the statement of the primary text names no claims.
pub fn article_without_claims(what: &str) -> String {
    format!("{what} by \"article\" needs the `claims` that say it")
}

/// Tells what to do about it.
pub fn add_claims() -> &'static str {
    "add `claims = [\"…\"]`, or write `by = \"editor\"`"
}

/// Says that a key does not go with who speaks.
pub fn misplaced(key: &str, what: &str, by: &str) -> String {
    format!("{} does not belong in {what} by \"{by}\"", quoted(key))
}

/// Tells what to do about it.
pub fn remove_misplaced(key: &str, other: &str) -> String {
    format!("remove `{key}`, or write `by = \"{other}\"`")
}

/// Says that something sourced names no source.
pub fn sourced_without_source(what: &str) -> String {
    format!("{what} with `certainty = \"sourced\"` needs its `sources`")
}

/// Tells what to do about it.
pub fn add_sources() -> &'static str {
    "add `sources = [\"…\"]`, or write `certainty = \"general\"` or \"inferred\""
}

/// Says that a name has a source that confirms nothing.
pub fn source_of_unverified() -> String {
    "`source` of a name tells where its wording was found, but the name is not verified".to_owned()
}

/// Tells what to do about it.
pub fn verify_name() -> &'static str {
    "add `verified = true`, or remove `source`"
}

/// Says that it is not told where a name was found.
pub fn name_without_source() -> String {
    "this name is verified by no source".to_owned()
}

/// Tells what to do about it.
pub fn add_source_of_name() -> &'static str {
    "add the `source` that has it, or remove `verified` if nothing is claimed of its wording"
}

/// Says that a relation has no reading from its end.
pub fn relation_without_inverse(id: &str) -> String {
    format!("the relation {} has neither `inverse` nor `symmetric = true`", quoted(id))
}

/// Tells what to do about it.
pub fn add_inverse() -> &'static str {
    "add how it reads from the other end: `inverse = \"…\"`"
}

/// Says that a symmetric relation has a reading from its end.
pub fn inverse_of_symmetric(id: &str) -> String {
    format!("the relation {} is symmetric and has an `inverse` as well", quoted(id))
}

/// Tells what to do about it.
pub fn remove_inverse() -> &'static str {
    "remove one of the two"
}

// Ids and references.

/// Says that an id is taken.
pub fn duplicate_id(kind: &str, id: &str, first: &str) -> String {
    format!("the {kind} id {} is already used at {first}", quoted(id))
}

/// Tells which of the two was kept.
pub fn first_one_stays() -> &'static str {
    "the first one is kept; give this one another id"
}

/// Says that an id belongs to every pack.
pub fn reserved_relation(id: &str) -> String {
    format!("every pack has the relation {} already", quoted(id))
}

/// Tells what to do about it.
pub fn choose_another_id() -> &'static str {
    "choose another id"
}

/// Says that a reference leads nowhere.
pub fn unknown_reference(kind: &str, id: &str) -> String {
    format!("there is no {kind} {}", quoted(id))
}

/// Says that an entry's id names no theme.
pub fn theme_unclear(id: &str) -> String {
    format!("the id {} names no theme before a `/`, and there is no `theme`", quoted(id))
}

/// Tells what to do about an unknown theme.
pub fn declare_theme(id: &str) -> String {
    format!("declare it in `pack.toml`: `[[theme]]` with `id = \"{id}\"`")
}

/// Says that a reference leads into a pack that is not open.
pub fn pack_not_open(pack: &str, reference: &str) -> String {
    format!("{} leads into the pack {}, which is not open", quoted(reference), quoted(pack))
}

/// Tells what to do about it.
pub fn open_it_too(pack: &str) -> String {
    format!("open {} as well to check this reference", quoted(pack))
}

/// Says that an entry is linked with itself.
pub fn self_link(id: &str) -> String {
    format!("{} is linked with itself", quoted(id))
}

/// Says that the same link was made before.
pub fn duplicate_link(from: &str, to: &str, first: &str) -> String {
    format!("{} and {} are already linked so at {first}", quoted(from), quoted(to))
}

/// Tells which of the two was kept.
pub fn first_link_stays() -> &'static str {
    "the first one is kept"
}

// Packs and files.

/// Says that a pack was made for a newer program.
pub fn newer_format(found: u32, known: u32) -> String {
    format!("this pack has format {found}; this program reads formats up to {known}")
}

/// Tells what to do about it.
pub fn update_program() -> &'static str {
    "a newer version of Folio will open it"
}

/// Says that a format number is none.
pub fn no_such_format(found: u32) -> String {
    format!("there is no format {found}")
}

/// Tells what to do about it.
pub fn write_format(known: u32) -> String {
    format!("write `format = {known}`")
}

/// Says that the pack's id is taken by an open pack.
pub fn duplicate_pack(id: &str, first: &str) -> String {
    format!("a pack {} is already open from {first}", quoted(id))
}

/// Tells which of the two was kept.
pub fn first_pack_stays() -> &'static str {
    "the first one is kept; open them one at a time, or change the id of one"
}

/// Says that a path does not exist.
pub fn no_such_path() -> String {
    "there is nothing at this path".to_owned()
}

/// Says that a path is no folder.
pub fn not_a_folder() -> String {
    "this is a file; a pack is a folder".to_owned()
}

/// Tells which folder may be meant.
pub fn name_the_folder() -> &'static str {
    "name the folder that holds `pack.toml`"
}

/// Says that a folder is no pack.
pub fn no_pack_toml() -> String {
    "this folder has no `pack.toml`, so it is no pack".to_owned()
}

/// Says that a file is over the limit, in bytes.
pub fn file_too_large(limit: u64) -> String {
    format!("this file is larger than {} MiB and was not read", limit >> 20)
}

/// Says that a file has too many tables.
pub fn too_many_tables(limit: usize) -> String {
    format!("this file has more than {limit} tables and lists and was not read")
}

/// Tells what to do about it.
pub fn split_file() -> &'static str {
    "split it into several files"
}

/// Says that a file is not UTF-8, from this byte on.
pub fn not_utf8(offset: usize) -> String {
    format!("this file is not UTF-8: byte {offset} begins no character")
}

/// Says that a file is UTF-16.
pub fn is_utf16() -> String {
    "this file is UTF-16, not UTF-8".to_owned()
}

/// Tells what to do about either.
pub fn save_as_utf8() -> &'static str {
    "save as UTF-8"
}

/// Says that a file cannot be read.
pub fn unreadable(reason: &str) -> String {
    format!("this cannot be read: {reason}")
}

/// Says that a path is a pipe, a device or a socket.
pub fn not_a_file(what: &str) -> String {
    format!("this is {what}, not a file, and was skipped")
}

/// Says that a file would not stay the same while it was read.
pub fn keeps_changing() -> String {
    "this file changed again and again while it was read".to_owned()
}

/// Tells what to do about it.
pub fn try_again() -> &'static str {
    "open the pack again when nothing writes to it"
}

/// Says that a symbolic link leaves the pack.
pub fn leaves_pack() -> String {
    "this symbolic link leads out of the pack and was not followed".to_owned()
}

/// Tells what to do about it.
pub fn copy_the_file() -> &'static str {
    "copy what it leads to into the pack"
}

/// Says that a symbolic link leads to a folder that holds it.
pub fn link_loop() -> String {
    "this symbolic link leads back to itself or to a folder that holds it".to_owned()
}

/// Tells what to do about it.
pub fn remove_the_link() -> &'static str {
    "remove the link"
}

/// Says that folders are nested too deeply.
pub fn too_deep(levels: usize) -> String {
    format!("folders below this one are not read: it lies {levels} levels deep")
}

/// Says that a pack has too many files.
pub fn too_many_files(limit: usize) -> String {
    format!("this pack has more than {limit} files; the rest was not read")
}

/// Says that all packs together are too large, in bytes.
pub fn packs_too_large(limit: u64) -> String {
    format!("the open packs hold more than {} MiB of text; the rest was not read", limit >> 20)
}

/// Says that the program cannot read packs at all for want of memory.
pub fn no_worker(reason: &str) -> String {
    format!("there is not enough memory to read packs: {reason}")
}

/// Says that an anchor is taken inside one entry.
pub fn duplicate_anchor(id: &str, line: u32) -> String {
    format!("the statement id {} is already used in line {line}", quoted(id))
}
