//! Sentences about what is read that is no pack.

use super::shell;

/// The hint that says what opens.
pub const WHAT_OPENS: &str = "what opens: a pack (a folder with `pack.toml`), a compiled file, Markdown (a file or a folder), a dictionary (StarDict's .ifo, dictd's .index, CC-CEDICT), a book in EPUB, a table (.csv or .tsv), a pack in JSON (of `folio export`)";

/// The message that there is nothing at a path that can be read.
pub fn nothing_to_read() -> String {
    "nothing in this folder can be read".to_owned()
}

/// The title of the theme of pages that stand before the first part of a book.
pub const OPENING_PAGES: &str = "Opening pages";

/// The title of the theme of pages that the contents of a book do not name.
pub const OTHER_PAGES: &str = "Other pages";

/// The title of the theme of pages that lie in no folder of their own.
pub const TOP_PAGES: &str = "Pages";

/// The message that what a file says of itself cannot be read.
pub fn front_matter(reason: &str) -> String {
    format!("what this file says of itself cannot be read: {reason}")
}

/// The message that what a file says of itself ends with a line of the wrong length.
pub fn odd_end(written: &str) -> String {
    format!("what this file says of itself ends with `{written}`")
}

/// The hint for [`odd_end`].
pub const ODD_END_HINT: &str = "write `---`: other programs take all of it as text";

/// The message that nothing ends what a file says of itself.
pub fn open_front_matter() -> String {
    "this file seems to say something of itself, but no line ends that".to_owned()
}

/// The hint for [`open_front_matter`].
pub const OPEN_FRONT_MATTER_HINT: &str =
    "write a line of `---` behind the last key: all of it is shown as text";

/// The hint for [`front_matter`].
pub const FRONT_MATTER_HINT: &str =
    "its text is shown without it; mend what stands between the lines of `---`";

/// The message that a link leads to nothing that is here.
pub fn unresolved(destination: &str) -> String {
    format!("nothing here is called {}", quoted(destination))
}

/// The message that no file lies where a link leads.
pub fn no_file(path: &str) -> String {
    format!("there is no file {}", quoted(path.split('#').next().unwrap_or(path)))
}

/// The message that a page has nothing of the name that a link has behind its `#`.
pub fn no_part(title: &str, destination: &str) -> String {
    let part = destination.split_once('#').map_or(destination, |(_, part)| part);
    format!("{} has no heading {}", quoted(title), quoted(part))
}

/// The hint for [`no_part`].
pub const NO_PART_HINT: &str = "the link leads to the page as a whole";

/// The hint for [`unresolved`] and [`no_file`].
pub const UNRESOLVED_HINT: &str = "its text is shown without a link";

/// The message that a link means one of several notes.
pub fn homonym(destination: &str, path: &str, others: usize) -> String {
    let others = super::counted(others, "other note has", "other notes have");
    format!("\"{destination}\" is taken to mean {path}, the nearest; {others} that name")
}

/// The hint for [`homonym`].
pub const HOMONYM_HINT: &str = "write its path if another one is meant";

/// The message and the hint that a path leads to something from the root of a bundle alone.
pub fn from_root(path: &str) -> (String, String) {
    let message = format!("\"{path}\" leads to nothing from here, but from the root it does");
    (message, format!("write `/{path}`"))
}

/// What stands for a picture: its caption, or the name of its file; both in Markdown.
pub fn picture(name: &str, caption: Option<&str>) -> String {
    match caption {
        Some(caption) => format!("(picture: {caption})"),
        None => format!("(picture {name})"),
    }
}

/// The line above a text that is shown from elsewhere; `link` in Markdown.
pub fn embedded(link: &str) -> String {
    format!("From {link}:")
}

/// The title of the theme of the terms that a note explains.
pub fn terms_of(note: &str) -> String {
    format!("Terms of {note}")
}

/// The line below what a term means; `note` in Markdown.
pub fn explained_in(note: &str) -> String {
    format!("From {note}.")
}

/// A property of a note in a list; key and value in Markdown.
pub fn property(key: &str, value: &str) -> String {
    format!("- {key}: {value}")
}

/// The message that a compressed file is damaged.
pub fn damaged_archive(reason: &str) -> String {
    format!("this file cannot be unpacked to its end: {reason}")
}

/// The hint for [`damaged_archive`].
pub const DAMAGED_ARCHIVE_HINT: &str = "what is before that place is read; get the file again";

/// The hint for a file of Markdown that is too large.
pub const TOO_LARGE_HINT: &str =
    "cut it at its headings into several files in one folder, and open the folder";

/// The message that a compressed file holds more than it can in honesty.
pub fn unpacks_too_large(most: u64) -> String {
    format!("unpacked, this file would be larger than {} MiB", most >> 20)
}

/// The title of the theme that holds all words of a dictionary.
pub const WORDS: &str = "Words";

/// The title of what a dictionary says of itself, and of the theme of that.
pub const ABOUT: &str = "About this dictionary";

/// The message that a part of a dictionary is not beside the others.
pub fn no_such_part(ending: &str) -> String {
    format!("there is no file `{ending}` beside this one")
}

/// The hint for [`no_such_part`].
pub const NO_SUCH_PART_HINT: &str = "the files of a dictionary belong in one folder under one name";

/// The message that the files of a folder that is no pack open one by one.
pub fn opens_by_name(first: &str, count: usize) -> String {
    let others = and_others(count);
    format!(
        "this folder is no pack; what lies in it opens by its name: `folio {}`{others}",
        shell::path(first)
    )
}

/// The message that a folder of Markdown holds other things that open.
pub fn not_opened(first: &str, count: usize) -> String {
    let others = and_others(count);
    format!("only the Markdown of this folder is opened, not {first}{others}")
}

/// The hint for [`not_opened`].
pub const NOT_OPENED_HINT: &str = "name a file to open it";

/// Says how many there are behind the first.
fn and_others(count: usize) -> String {
    match count {
        0 | 1 => String::new(),
        _ => format!(" and {} more", count - 1),
    }
}

/// The message that a folder holds several dictionaries.
pub fn several_dictionaries(others: usize) -> String {
    let others = super::counted(others, "other dictionary lies", "other dictionaries lie");
    format!("{others} in this folder")
}

/// The hint for [`several_dictionaries`].
pub const SEVERAL_DICTIONARIES_HINT: &str = "name the files to open several at once";

/// What of a dictionary is changed or left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// An article that the index has where the file has none.
    Outside,
    /// An article that lies over others, where these have more text together than the file twice.
    Overlap,
    /// A line or item of an index that cannot be read.
    Index,
    /// An item without a headword.
    NoWord,
    /// A headword that is too long.
    LongWord,
    /// Text that is not UTF-8.
    Encoding,
    /// A part of an article that is of a kind that is not shown.
    Kind,
    /// An article whose parts are longer than it is.
    Article,
    /// A reference to a word that is not there.
    Reference,
    /// An article beyond what all may hold together.
    TooMuch,
    /// A line that is no entry.
    Line,
    /// A row with more values than there are columns.
    Surplus,
}

impl Loss {
    /// Returns the stable word for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Outside => "article-outside",
            Self::Overlap => "article-overlaps",
            Self::Index => "damaged-index",
            Self::NoWord => "no-headword",
            Self::LongWord => "long-headword",
            Self::Encoding => "not-utf8",
            Self::Kind => "unknown-kind",
            Self::Article => "damaged-article",
            Self::Reference => "unresolved",
            Self::TooMuch => "too-large",
            Self::Line => "damaged-line",
            Self::Surplus => "surplus-cell",
        }
    }

    /// Returns what to do; may be empty.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Outside | Self::Overlap | Self::Index | Self::Article => {
                "the files of a dictionary may be of different versions, or cut; get them again"
            }
            Self::Encoding => "such text is read as Windows-1252 or Latin-1",
            Self::Reference => "its text is shown without a link",
            Self::LongWord => "it is shown as far as a line has room",
            Self::Surplus => "those behind the last column are not shown; name more columns",
            Self::NoWord | Self::Kind | Self::TooMuch | Self::Line => "",
        }
    }
}

/// The message that something was lost so often, the first time at what the example names.
pub fn lost(kind: Loss, count: usize, example: &str) -> String {
    let (one, many, said) = match kind {
        Loss::Outside => ("article lies", "articles lie", "outside of the file of articles"),
        Loss::Overlap => ("article is", "articles are", "left out: they lie over others"),
        Loss::Index => ("item", "items", "of the index cannot be read"),
        Loss::NoWord => ("item has", "items have", "no headword"),
        Loss::LongWord => ("headword is", "headwords are", "too long"),
        Loss::Encoding => ("text is", "texts are", "not UTF-8"),
        Loss::Kind => ("part", "parts", "of articles cannot be shown in a terminal"),
        Loss::Article => ("article ends", "articles end", "before their parts do"),
        Loss::Reference => ("reference leads", "references lead", "to no entry"),
        Loss::TooMuch => ("article is", "articles are", "left out: there is too much text"),
        Loss::Line => ("line is", "lines are", "no entry"),
        Loss::Surplus => ("row has", "rows have", "more values than there are columns"),
    };
    format!("{} {said}; the first is {example}", super::counted(count, one, many))
}

/// Names a headword and where in a file it stands.
pub fn word_at(word: &str, offset: usize) -> String {
    format!("{} at byte {offset}", quoted(word))
}

/// Names a reference and the entry in which it stands.
pub fn reference_in(word: &str, entry: &str) -> String {
    format!("{} in {}", quoted(word), quoted(entry))
}

/// Names a line.
pub fn line(number: usize) -> String {
    format!("line {number}")
}

/// Names a byte of a file.
pub fn byte(place: usize) -> String {
    format!("byte {place}")
}

/// Quotes a word, of a very long one the beginning.
pub fn quoted(word: &str) -> String {
    /// From how many characters on a word is cut.
    const LONG: usize = 120;
    match word.char_indices().nth(LONG) {
        Some((end, _)) => format!("\"{}…\"", &word[..end]),
        None => format!("\"{word}\""),
    }
}

/// Says how many words a dictionary has.
pub fn words(count: usize) -> String {
    format!("{}.", super::counted(count, "word", "words"))
}

/// The label of an address.
pub const ADDRESS: &str = "Address";

/// What the description of a `StarDict` dictionary has keys for, and the labels that are shown.
pub const ABOUT_STARDICT: [(&str, &str); 5] = [
    ("author", "By"),
    ("email", "Mail"),
    ("website", ADDRESS),
    ("date", "Date"),
    ("version", "Version of the format"),
];

/// What the comments of CC-CEDICT have keys for, and the labels that are shown.
pub const ABOUT_CEDICT: [(&str, &str); 4] = [
    ("date", "Date"),
    ("publisher", "Published by"),
    ("license", "Licence"),
    ("charset", "Encoding"),
];

/// Says which words count things of a kind in Chinese.
pub fn classifier(words: &str) -> String {
    format!("Classifier: {words}")
}

/// The title of the theme of rows that name none.
pub const ENTRIES: &str = "Entries";

/// The title of a page whose file has no name but blanks.
pub const NAMELESS: &str = "Untitled";

/// The reason that a key stands twice in front matter.
pub const KEY_TWICE: &str = "a key stands there twice";

/// The reason that front matter is too large, or grows too large when it is read.
pub const TOO_MUCH: &str = "it is too large";

/// The message that a file of JSON is no pack that Folio wrote.
pub fn not_of_folio(reason: &str) -> String {
    format!("this is no pack in JSON: {reason}")
}

/// The hint for [`not_of_folio`] and [`no_table`].
pub const NOT_OF_FOLIO_HINT: &str =
    "what opens is what `folio export` writes; see `folio help json`";

/// The reason that a file is no pack because it is empty.
pub const NOTHING_IN_IT: &str = "there is nothing in it";

/// The message that something of a pack in JSON cannot be read; `kind` is the word for it.
pub fn no_table(kind: &str, reason: &str) -> String {
    let article = if kind == "entry" { "an" } else { "a" };
    format!("this is not {article} {kind}: {reason}")
}

/// The message that so many tables of a file are damaged that the others are not read.
pub fn too_much_damage(most: usize) -> String {
    format!("{most} entries and other tables are damaged; what is behind them is not read")
}

/// The reason that a file is not read whose pack says too much of itself.
pub fn says_too_much(most: u64) -> String {
    format!("what it says of the pack and its themes is larger than {} MiB", most >> 20)
}

/// The words of a block that is referred to.
pub fn block(said: &str) -> String {
    format!("“{said}”")
}

/// What stands for words that are left out.
pub const LEFT_OUT_WORDS: &str = "…";

/// The message that a page does not take in the text of a file.
pub fn not_taken_in(asked: &str, reason: &str) -> String {
    format!("\"{asked}\" was not included: {reason}")
}

/// The hint for [`not_taken_in`].
pub const NOT_TAKEN_IN_HINT: &str = "the directive stays in the text";

/// The reason that a file is not read that lies elsewhere.
pub const OUTSIDE_OF_FOLDER: &str = "it lies outside of the folder that is open";

/// The reason that a file lacks the part that is asked for.
pub const NO_SUCH_PART: &str = "the file has no such part";

/// The reason that no more text is taken in.
pub const TOO_MUCH_TAKEN_IN: &str = "the page includes too much, or includes itself";

/// The reason that a file is not read that its owner does not want seen.
pub const LEFT_OUT: &str = "it is hidden, or left out by `.gitignore`";

/// The reason that a text is not taken into texts that are taken in.
pub fn taken_in_too_deep(deepest: usize) -> String {
    format!("more than {deepest} texts are taken in one by another")
}

/// The message that a text is of another encoding than UTF-8, and was read as that.
pub fn other_encoding(name: &str) -> String {
    format!("this file is not UTF-8, and is read as {name}")
}

/// The hint for [`other_encoding`].
pub const OTHER_ENCODING_HINT: &str = "save it as UTF-8 if letters are wrong";

/// The message that a quotation mark has no other end than the file's.
pub fn open_quote(lines: usize) -> String {
    let lines = super::counted(lines, "line is", "lines are");
    format!("a quotation mark opens here that nothing closes: {lines} taken as one value")
}

/// The hint for [`open_quote`].
pub const OPEN_QUOTE_HINT: &str =
    "close it, or write it twice between quotation marks if it belongs to the text";

/// The message that a plan names a page that is not there.
pub fn no_such_page(path: &str) -> String {
    format!("there is no page {path}")
}

/// The hint for [`no_such_page`].
pub const NO_SUCH_PAGE_HINT: &str = "write the page, or leave it out here";
