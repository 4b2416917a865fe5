//! Tables of entries: values apart by tabs or commas, a line an entry, the first line the names of the
//! columns. Refuses to know: other formats.

use std::collections::HashMap;
use std::path::Path;

use csv::{ByteRecord, ReaderBuilder};

use super::composer::{Composer, Style};
use super::dictionary::{at_line, text_of};
use super::draft::{Draft, Page};
use super::encoding;
use super::escape::escape;
use super::ids::Ids;
use super::intake::Reading;
use super::lexicon::{clean, headword};
use super::lines;
use super::tally::{Loss, Tally};
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::{Listing, without_mark};
use crate::messages::formats as says;
use crate::model::{EntryHead, ThemeOrder};

/// How the names of such files end, and what is between values; comma stands for what the first line has.
const ENDINGS: [(&str, u8); 3] = [("tsv", b'\t'), ("tab", b'\t'), ("csv", b',')];

/// What may be between the values of a file whose name says comma.
const SEPARATORS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Themes beyond these are none: the column does not group.
const MOST_THEMES: usize = 1000;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Title,
    Id,
    Summary,
    Body,
    Aliases,
    Tags,
    Theme,
    /// A property, shown below the text under the name of the column.
    Other,
    /// Nothing that is shown.
    LeftOut,
}

/// The names by which columns are known.
const NAMES: [(Role, &[&str]); 8] = [
    (Role::LeftOut, &["_"]),
    (Role::Title, &["title", "word", "headword", "term", "name", "entry", "front"]),
    (Role::Id, &["id", "key", "slug"]),
    (Role::Summary, &["summary", "gloss", "short"]),
    (Role::Body, &["body", "text", "definition", "meaning", "description", "content", "back"]),
    (Role::Aliases, &["aliases", "alias", "synonyms", "synonym", "also"]),
    (Role::Tags, &["tags", "tag", "keywords"]),
    (Role::Theme, &["theme", "category", "group", "topic", "section"]),
];

/// Returns whether a file is a table by its name.
pub fn is_table(path: &Path) -> bool {
    separator(&path.to_string_lossy(), &[]).is_some()
}

/// Returns what is between the values of a file, by its name and its first line.
fn separator(name: &str, bytes: &[u8]) -> Option<u8> {
    let ending = name.rsplit_once('.')?.1;
    let named = ENDINGS.iter().find(|(own, _)| own.eq_ignore_ascii_case(ending))?.1;
    let first = bytes.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |separator: &u8| memchr::memchr_iter(*separator, first).count();
    let most = SEPARATORS.into_iter().rev().max_by_key(count).filter(|it| count(it) > 0);
    Some(if named == b',' { most.unwrap_or(named) } else { named })
}

/// Parts the line by which spreadsheets say what is between values, `sep=;`, from what follows it.
fn told_separator(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let (first, rest) = bytes.split_at(memchr::memchr(b'\n', bytes)? + 1);
    let line = first.strip_suffix(b"\n").unwrap_or(first);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let quoted = line.strip_prefix(b"\"").and_then(|line| line.strip_suffix(b"\""));
    let (name, sign) = quoted.unwrap_or(line).split_at_checked(b"sep=".len())?;
    match sign {
        [sign] if name.eq_ignore_ascii_case(b"sep=") && *sign != b'"' => Some((*sign, rest)),
        _ => None,
    }
}

/// Which column holds what.
struct Columns {
    roles: Vec<Role>,
    names: Vec<String>,
}

impl Columns {
    /// Tells columns by their names. The first holds the titles if none says so; each of the others is the
    /// first of its kind, or a property; the only property is the text where no column is.
    fn of_header(names: Vec<String>) -> Self {
        let mut roles = Vec::with_capacity(names.len());
        for name in &names {
            let small = name.trim().to_lowercase();
            let known = NAMES.iter().find(|(_, words)| words.contains(&small.as_str()));
            let role = known.map_or(Role::Other, |(role, _)| *role);
            let is_taken = role != Role::LeftOut && roles.contains(&role);
            roles.push(if is_taken { Role::Other } else { role });
        }
        if !roles.contains(&Role::Title) {
            // An id alone in front of titles is rare; a first column without a known name is the rule.
            let first = roles.iter().position(|role| *role == Role::Other).unwrap_or(0);
            if let Some(role) = roles.get_mut(first) {
                *role = Role::Title;
            }
        }
        let others = roles.iter().filter(|role| **role == Role::Other).count();
        let only = roles.iter().position(|role| *role == Role::Other).filter(|_| others == 1);
        if let Some(only) = only.filter(|_| !roles.contains(&Role::Body)) {
            roles[only] = Role::Body;
        }
        Self { roles, names }
    }

    fn get<'r>(&self, role: Role, record: &'r ByteRecord) -> &'r [u8] {
        let column = self.roles.iter().position(|own| *own == role);
        column.and_then(|column| record.get(column)).unwrap_or_default().trim_ascii()
    }

    /// Returns the properties of a row, each with the name of its column.
    fn properties<'r>(&self, record: &'r ByteRecord) -> Vec<(&str, &'r [u8])> {
        let columns = self.names.iter().zip(&self.roles).zip(record);
        let others = columns.filter(|((_, role), _)| **role == Role::Other);
        let named = others.map(|((name, _), value)| (name.as_str(), value.trim_ascii()));
        named.filter(|(_, value)| !value.is_empty()).collect()
    }
}

/// Reads a table; `None` if nothing of it can be shown.
pub fn read(listing: &Listing, fallback: &str, reading: &mut Reading<'_, '_>) -> Option<RawPack> {
    let file = reading.bytes(&listing.head)?;
    reading.progress().read_file(0);
    let whole = At::whole(file.file);
    let is_utf8 = std::str::from_utf8(&file.bytes).is_ok();
    let other = if is_utf8 { None } else { encoding::told(&file.bytes) };
    if let Some((_, name)) = &other {
        reading.tell_encoding(whole, name);
    }
    let bytes = other.as_ref().map_or(&*file.bytes, |(text, _)| text.as_bytes());
    let bytes = without_mark(bytes);
    let (told, bytes) = told_separator(bytes).map_or((None, bytes), |(it, rest)| (Some(it), rest));
    let separator = told.or_else(|| separator(&listing.head.name, bytes)).unwrap_or(b',');
    // What is apart by tabs has no quotes around it (IANA, text/tab-separated-values), but where a spreadsheet says so.
    let quoting = separator != b'\t' || told.is_some();
    let mut rows = ReaderBuilder::new()
        .delimiter(separator)
        .quoting(quoting)
        .flexible(true)
        .has_headers(reading.columns.is_empty())
        .from_reader(bytes);
    let mut tally = Tally::default();
    let names = if reading.columns.is_empty() {
        let header = rows.byte_headers().cloned().unwrap_or_default();
        header.iter().map(|name| text_of(name, whole, &mut tally).trim().to_owned()).collect()
    } else {
        reading.columns.iter().map(ToString::to_string).collect()
    };
    let columns = Columns::of_header(names);
    let (mut last, mut counted, mut line) = (0, 0, usize::from(told.is_some()));
    let mut table = Table {
        draft: Draft::new(file.file, fallback, fallback),
        columns,
        ids: Ids::default(),
        themes: HashMap::new(),
    };
    table.draft.is_list = true;
    for row in rows.byte_records() {
        if reading.progress().is_stopped() {
            return None;
        }
        let Ok(row) = row else { continue };
        last = row.position().map_or(last, |position| position.byte() as usize);
        let ends = bytes[last.min(bytes.len())..].iter().take_while(|byte| b"\r\n".contains(byte));
        let begins = last + ends.count();
        line += memchr::memchr_iter(b'\n', &bytes[counted..begins]).count();
        counted = begins;
        let at = at_line(file.file, line);
        let size = row.as_slice().len() as u64;
        if reading.intake.budget.spend(size).is_err() {
            tally.count(Loss::TooMuch, at, || says::line(line + 1));
            continue;
        }
        table.push(&row, at, &mut tally);
    }
    let open = quoting.then(|| open_quote(&bytes[last.min(bytes.len())..], separator));
    if let Some(open) = open.flatten() {
        let before = memchr::memchr_iter(b'\n', &bytes[..last + open]).count();
        let lines = memchr::memchr_iter(b'\n', bytes.trim_ascii_end()).count() + 1 - before;
        let at = at_line(file.file, before + usize::from(told.is_some()));
        reading.warn(at, "open-quote", says::open_quote(lines), says::OPEN_QUOTE_HINT);
    }
    tally.report(reading);
    Some(table.draft.finish())
}

/// Returns where the quotation mark is that opens a value and that nothing closes, in a text that begins with
/// a row.
fn open_quote(text: &[u8], separator: u8) -> Option<usize> {
    let mut open = None;
    let mut begins = true;
    let mut bytes = text.iter().copied().enumerate().peekable();
    while let Some((at, byte)) = bytes.next() {
        match (open, byte) {
            (None, b'"') if begins => open = Some(at),
            (Some(_), b'"') if bytes.next_if(|(_, next)| *next == b'"').is_none() => open = None,
            _ => {}
        }
        begins = open.is_none() && (byte == separator || byte == b'\n' || byte == b'\r');
    }
    open
}

struct Table {
    draft: Draft,
    columns: Columns,
    ids: Ids,
    /// The ids of themes by what the rows call them.
    themes: HashMap<String, Box<str>>,
}

impl Table {
    fn push(&mut self, row: &ByteRecord, at: At, tally: &mut Tally) {
        if row.iter().all(|value| value.trim_ascii().is_empty()) {
            return;
        }
        let mut text = |role| text_of(self.columns.get(role, row), at, tally).into_owned();
        let (title, id) = (text(Role::Title), text(Role::Id));
        let [summary, body, theme] = [Role::Summary, Role::Body, Role::Theme].map(&mut text);
        let [aliases, tags] = [Role::Aliases, Role::Tags].map(&mut text);
        let line = at.spot.map_or(0, |spot| spot.line.get() as usize);
        if row.iter().skip(self.columns.names.len()).any(|value| !value.trim_ascii().is_empty()) {
            tally.count(Loss::Surplus, at, || says::line(line));
        }
        let Some(title) = headword(&title, at, tally, || says::line(line)) else { return };
        let mut head =
            EntryHead::new(&self.ids.give(if id.is_empty() { &title } else { &id }), &title);
        head.summary = escape(&clean(&summary)).into();
        head.aliases = values(&aliases, &[';', '|']);
        head.tags = values(&tags, &[';', '|', ',']);
        let markdown = self.text(&body, row, at, tally);
        let theme = self.theme(&theme);
        self.draft.push(Page { head, theme, markdown, at });
    }

    fn theme(&mut self, name: &str) -> Box<str> {
        let name = clean(name);
        let name = if name.is_empty()
            || self.themes.len() >= MOST_THEMES && !self.themes.contains_key(&name)
        {
            says::ENTRIES.to_owned()
        } else {
            name
        };
        let draft = &mut self.draft;
        let theme = || draft.theme(&name, &name, ThemeOrder::File);
        self.themes.entry(name.clone()).or_insert_with(theme).clone()
    }

    /// Returns the text of a row, and below it its properties.
    fn text(&self, body: &str, row: &ByteRecord, at: At, tally: &mut Tally) -> String {
        let mut markdown = lines::markdown(body, None, &mut |_| None);
        let properties = self.columns.properties(row);
        if properties.is_empty() {
            return markdown;
        }
        let mut composer = Composer::default();
        composer.open_list(None);
        for (name, value) in properties {
            composer.open_item();
            composer.text(&clean(name), Style::strong());
            composer.text(": ", Style::default());
            for (number, line) in text_of(value, at, tally).lines().enumerate() {
                if number > 0 {
                    composer.line_break();
                }
                composer.text(line, Style::default());
            }
            composer.close();
        }
        composer.close();
        if !markdown.is_empty() {
            markdown.push_str("\n\n");
        }
        markdown + &composer.finish()
    }
}

/// Parts a value that holds several.
fn values(text: &str, separators: &[char]) -> Vec<Box<str>> {
    let parts = text.split(separators).map(clean).filter(|part| !part.is_empty());
    parts.map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known_by_their_names() {
        use Role as R;
        for (header, expected) in [
            ("Word,Meaning", &[R::Title, R::Body][..]),
            ("deutsch,english", &[R::Title, R::Body]),
            ("deutsch,english,since", &[R::Title, R::Other, R::Other]),
            (
                "id,title,text,Tags,synonyms,group",
                &[R::Id, R::Title, R::Body, R::Tags, R::Aliases, R::Theme],
            ),
            ("term,definition,meaning,short", &[R::Title, R::Body, R::Other, R::Summary]),
            ("tea", &[R::Title]),
            ("title,_,_,body", &[R::Title, R::LeftOut, R::LeftOut, R::Body]),
            ("id", &[R::Title]),
        ] {
            let names = header.split(',').map(str::to_owned).collect();
            assert_eq!(Columns::of_header(names).roles, expected, "{header}");
        }
    }

    #[test]
    fn a_quotation_mark_that_nothing_closes_is_found() {
        for (text, expected) in [
            ("a,\"b\nc", Some(2)),
            ("a,\"b \"\"c\"\" d\"\n", None),
            ("a,5\" disk\n", None),
            ("\"\"\"", Some(0)),
            ("\"\",\"x", Some(3)),
        ] {
            assert_eq!(open_quote(text.as_bytes(), b','), expected, "{text}");
        }
    }

    #[test]
    fn a_line_can_say_what_is_between_values() {
        for (text, expected) in [
            (&b"sep=;\na,b;c"[..], Some((b';', &b"a,b;c"[..]))),
            (b"SEP=,\r\na", Some((b',', b"a"))),
            (b"sep=\t\na", Some((b'\t', b"a"))),
            (b"sep=;", None),
            (b"sep=;;\na", None),
            (b"sep=\n;", None),
            (b"sep,;\na", None),
            (b"set=;\na", None),
        ] {
            assert_eq!(told_separator(text), expected, "{text:?}");
        }
    }

    #[test]
    fn what_is_between_values_is_seen_in_the_first_line() {
        for (name, text, expected) in [
            ("a.csv", "x,y\n1;2;3", Some(b',')),
            ("a.csv", "x;y;z", Some(b';')),
            ("a.csv", "x", Some(b',')),
            ("a.TSV", "x,y", Some(b'\t')),
            ("a.txt", "x,y", None),
        ] {
            assert_eq!(separator(name, text.as_bytes()), expected, "{name}: {text}");
        }
    }
}
