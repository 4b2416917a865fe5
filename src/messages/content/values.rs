//! What is said about the keys and values of tables.

use super::{quoted, with_article};

/// The message that a key has no meaning where it stands.
pub fn unknown_key(key: &str, what: &str) -> String {
    format!("{} is no key of {what}", quoted(key))
}

/// The hint that keys of the author's own belong in the table `extra`.
pub fn use_extra() -> &'static str {
    "keys of your own go into a table `extra`"
}

/// What helps against a key that an entry has elsewhere under another name.
const OF_ENTRIES: [(&str, &str); 8] = [
    ("text", TEXT_OF_ENTRY),
    ("content", TEXT_OF_ENTRY),
    ("description", "what an entry is, in one sentence, is its `summary`"),
    ("abstract", "what an entry is, in one sentence, is its `summary`"),
    ("links", SEE_OF_ENTRY),
    ("related", SEE_OF_ENTRY),
    ("synonyms", "other names of an entry are its `aliases`"),
    ("keywords", "words by which entries are found together are their `tags`"),
];

const TEXT_OF_ENTRY: &str =
    "the text of an entry is its `body`, or stands in a `[[entry.statement]]`";

const SEE_OF_ENTRY: &str =
    "entries worth seeing as well are named in `see`; a link that says more is a `[[link]]`";

/// What helps against a key that another table has under another name: the table, the key, and what is meant.
const OF_OTHERS: [(&str, &str, &str); 6] = [
    ("link", "type", "what kind of link it is says its `relation`"),
    ("link", "kind", "what kind of link it is says its `relation`"),
    ("route", "entries", "the entries of a route are its `stops`"),
    ("matrix", "themes", "the two themes of a matrix are its `rows` and `columns`"),
    (
        "theme",
        "entries",
        "an entry names its theme, with what stands before the `/` in its id, or with `theme`",
    ),
    (
        "source",
        "year",
        "the year, month or day of a source is its `date`, written as text: `date = \"1999\"`",
    ),
];

/// The hint for a key of a table that others call so; `None` if nobody does.
pub fn key_of_others(table: &str, key: &str) -> Option<&'static str> {
    let of_entry = OF_ENTRIES.iter().filter(|_| table == "entry").map(|(word, help)| (word, help));
    let of_table = OF_OTHERS.iter().filter(|(of, ..)| *of == table);
    let mut all = of_entry.chain(of_table.map(|(_, word, help)| (word, help)));
    all.find(|(word, _)| **word == key).map(|(_, help)| *help)
}

/// The hint that a key stands above the first table of a file, and belongs to one.
pub fn stands_in(table: &str) -> String {
    format!("a key belongs to the table above it: write this one below its `[[{table}]]`")
}

/// The hint that a key belongs in `pack.toml`.
pub fn key_of_pack(key: &str) -> String {
    format!("{} belongs in `pack.toml`, above its first table", quoted(key))
}

/// The hint for a table `[pack]`.
pub fn no_table_of_pack() -> &'static str {
    "what a pack is stands at the top of `pack.toml`, without a line `[pack]` above it"
}

/// The message that `extra` is no table.
pub fn extra_is_no_table(found: &str) -> String {
    wrong_type("`extra`", super::TABLE, found)
}

/// The hint for [`extra_is_no_table`].
pub fn write_a_table() -> &'static str {
    "keys of your own stand in it: `extra = { key = \"…\" }`"
}

/// The hint that a word names a table, which is written so.
pub fn table_of_its_own(name: &str) -> String {
    match name.split_once('.') {
        Some((outer, _)) => {
            format!("write `[[{name}]]`, below the `[[{outer}]]` that it belongs to")
        }
        None => format!("write `[[{name}]]`: it is a table of its own"),
    }
}

/// The hint that a key belongs to the table `outer`, or to the file itself if that is empty, and was written
/// below one that stands in it.
pub fn stands_above(outer: &str) -> String {
    let place = match outer {
        "" => "at the top of the file, before the first line with `[[`".to_owned(),
        outer => format!("right below its `[[{outer}]]`, before the tables in it"),
    };
    format!("a key belongs to the table above it: write this one {place}")
}

/// The hint that a key stands already where it belongs, above the table in which it was written.
pub fn stands_already(key: &str) -> String {
    format!("{} stands above already, where it belongs: remove this one", quoted(key))
}

/// The hint that a key belongs to the table `inner` of the table `outer`, in which it was written.
pub fn stands_below(inner: &str, outer: &str) -> String {
    format!("write it in a `[[{inner}]]`, below the keys of its `[[{outer}]]`")
}

/// The hint that a key is one of another table, which may stand in `pack.toml`.
pub fn key_of_table(key: &str, table: &str, is_in_pack_toml: bool) -> String {
    let file = if is_in_pack_toml { " in `pack.toml`" } else { "" };
    format!("{} is a key of `[[{table}]]`{file}: write it there, or remove it", quoted(key))
}

/// The message that a table belongs to one that is not there; `name` is its whole name.
pub fn no_table_above(name: &str, outer: &str) -> String {
    format!("there is no `[[{outer}]]` above this `[[{name}]]`")
}

/// The hint for [`no_table_above`].
pub fn open_table_above(outer: &str) -> String {
    format!("write `[[{outer}]]` and its keys above it")
}

/// The hint that names the tables of the files beside `pack.toml`.
pub fn tables_of_files(tables: &[&str]) -> String {
    let tables: Vec<String> = tables.iter().map(|table| format!("`[[{table}]]`")).collect();
    format!("there are {}; keys of your own go into a table `extra`", tables.join(", "))
}

/// The hint that names the keys that there are.
pub fn known_keys(keys: &[&str]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| quoted(key)).collect();
    format!("its keys are {}", keys.join(", "))
}

/// The message that a list of tables belongs in `pack.toml`.
pub fn belongs_in_pack_toml(key: &str) -> String {
    format!("`[[{key}]]` belongs in `pack.toml`")
}

/// The message that a list of tables belongs in a file other than `pack.toml`.
pub fn belongs_in_other_file(key: &str) -> String {
    format!("`[[{key}]]` belongs in another file of the pack, of any name")
}

/// The message that a key is missing.
pub fn missing_key(key: &str, what: &str) -> String {
    format!("{what} needs {}", quoted(key))
}

/// The hint for [`missing_key`], with what its value may be.
pub fn add_key(key: &str, value: &str) -> String {
    format!("add `{key} = {value}` below this line")
}

/// The hint for [`missing_key`], with the words of which its value is one.
pub fn add_choice(key: &str, words: &[&str]) -> String {
    format!("add `{key} = \"…\"` below this line: {}", choices(words))
}

/// The message that a value is empty and must not be.
pub fn empty_value(key: &str, what: &str) -> String {
    format!("{} of {what} is empty", quoted(key))
}

/// The message that an item of a list is empty.
pub fn empty_item(key: &str) -> String {
    format!("an item of {} is empty", quoted(key))
}

/// The message that a value has the wrong type; `found` is TOML's name of the type.
pub fn wrong_type(name: &str, wanted: &str, found: &str) -> String {
    format!("{name} must be {wanted}, not {}", with_article(found))
}

/// The hint for [`wrong_type`]: what to write instead.
pub fn write(instead: &str) -> String {
    format!("write {}", quoted(instead))
}

/// The hint that a date is written as a string.
pub fn quote_the_date() -> &'static str {
    "dates are written as text: put it in quotes"
}

/// The message that a list of tables was written with single brackets.
pub fn single_table(key: &str) -> String {
    format!("{} is a list of tables", quoted(key))
}

/// The hint for [`single_table`] of a table of a file.
pub fn double_brackets(key: &str) -> String {
    format!("write `[[{key}]]` in double brackets")
}

/// The hint for [`single_table`] of a table that may stand in another one.
pub fn double_brackets_around(key: &str) -> String {
    format!("write its name, of which {} is the end, in double brackets", quoted(key))
}

/// The message that a number is out of range, of which `most` is the greatest.
pub fn number_out_of_range(key: &str, most: u32, digits: &str) -> String {
    format!("{} must lie between 0 and {most}, not {}", quoted(key), quoted(digits))
}

/// The message that a value is none of the words that are allowed.
pub fn not_one_of(key: &str, value: &str, words: &[&str]) -> String {
    format!("{} must be {}, not {}", quoted(key), choices(words), quoted(value))
}

/// The words of which one is to be written.
pub fn choices(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
    words.join(" or ")
}

/// The message that a value does not have the form that its key requires.
pub fn bad_shape(key: &str, value: &str) -> String {
    format!("{} does not have the form of `{key}`", quoted(value))
}

/// The hint on the form of a version.
pub const VERSION_SHAPE: &str = "write three numbers, such as \"1.0.0\"";
/// The hint on the form of a language.
pub const LANGUAGE_SHAPE: &str = "write a language tag, such as \"en\" or \"zh-Hans\"";
/// The hint on the form of a date.
pub const DATE_SHAPE: &str = "write \"YYYY\", \"YYYY-MM\" or \"YYYY-MM-DD\", a day that exists";
/// The hint on the form of a day.
pub const DAY_SHAPE: &str = "write \"YYYY-MM-DD\", a day that exists";
/// The hint on the form of an address.
pub const ADDRESS_SHAPE: &str = "write a whole address, such as \"https://example.org\"";

/// The message that a short title is too wide; both widths are in columns.
pub fn short_too_wide(columns: usize, most: usize) -> String {
    format!("`short` is {columns} columns wide, {most} are allowed")
}

/// The hint for [`short_too_wide`].
pub fn shorten() -> &'static str {
    "shorten it; the full title stays in `title`"
}

/// The message that a text has a line break where it has no room for one.
pub fn line_break() -> String {
    "this text holds a line break; it stands in one line".to_owned()
}

/// The hint for [`line_break`].
pub fn write_in_one_line() -> &'static str {
    "write it in one line, between two quotation marks"
}

/// The message that a text contains an invisible character.
pub fn unseen_character(character: char) -> String {
    format!("this text holds the unseen character U+{:04X}", character as u32)
}

/// The hint for [`unseen_character`].
pub fn remove_character() -> &'static str {
    "remove it"
}

/// The message that a reference to a footnote has no note.
pub fn unknown_note(label: &str) -> String {
    format!("this text has no note {}", quoted(&format!("[^{label}]")))
}

/// The hint for [`unknown_note`].
pub fn write_the_note(label: &str) -> String {
    format!(
        "begin a line of the same text with `[^{label}]: `, or write `\\[^` if no note is meant"
    )
}

/// The message that a text does not refer to one of its footnotes.
pub fn unused_note(label: &str) -> String {
    format!("this text does not refer to its note {}", quoted(&format!("[^{label}]")))
}

/// The hint for [`unused_note`].
pub fn refer_to_note(label: &str) -> String {
    format!("write `[^{label}]` where the note belongs, or remove it")
}

/// The message that a row of a table has a cell behind the last column.
pub fn surplus_cell() -> String {
    "this cell is behind the last column, so that it is not shown".to_owned()
}

/// The hint for [`surplus_cell`].
pub fn add_a_column() -> String {
    "add a column to the head of the table, or write `\\|` for a bar in a cell".to_owned()
}

/// The message that a text has two footnotes of one label.
pub fn repeated_note(label: &str) -> String {
    format!("this text has another note {} before this one", quoted(&format!("[^{label}]")))
}

/// The hint for [`repeated_note`].
pub fn name_the_note_anew() -> &'static str {
    "give it a label of its own"
}
