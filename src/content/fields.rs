//! One TOML table, read key by key; every mistake is kept and none ends the reading.
//!
//! A key that was asked for is known; [`Fields::finish`] reports all others but `extra`. Refuses to
//! know what the keys mean, and what concerns the whole file: that is the `Reader`'s.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Mode;
use super::diagnostic::{Mistake, Severity};
use super::position::{At, Located};
use super::raw::Word;
use super::reader::{Reader, TextForm};
use super::rules::{self, IdFault};
use super::schema::tables::whole_name;
use crate::messages::content as say;

/// The code of a key that means nothing where it stands.
pub const UNKNOWN_KEY: &str = "unknown-key";
/// The code of a key that must be there and is not.
const MISSING_KEY: &str = "missing-key";

/// The greatest number: the one behind it stands for none in a column.
pub const GREATEST: u32 = u32::MAX - 1;

/// A table whose keys are read one after the other.
pub struct Fields<'f, 'l> {
    table: &'f DeTable<'f>,
    /// What the table is in sentences: "an entry".
    what: &'static str,
    /// Where keys that are missing are reported.
    header: usize,
    /// The table that it lies in.
    outer: Option<&'f DeTable<'f>>,
    known: Vec<&'static str>,
    /// Whether every other key was read too.
    takes_any: bool,
    /// The file that the table belongs to.
    pub reader: &'f mut Reader<'l>,
}

impl<'f, 'l> Fields<'f, 'l> {
    /// Begins to read a table: the root of a block, or an item of an array of tables.
    pub fn new(
        table: &'f DeTable<'f>,
        what: &'static str,
        header: usize,
        reader: &'f mut Reader<'l>,
    ) -> Self {
        Self { table, what, header, outer: None, known: Vec::new(), takes_any: false, reader }
    }

    /// Returns the place of the table's header.
    pub fn at(&self) -> At {
        self.reader.at(self.header)
    }

    /// Returns whether a key is present, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns the place of a key, or of the header if it is missing.
    pub fn key_at(&self, key: &str) -> At {
        let found = self.table.get_key_value(key).map(|(key, _)| key.span().start);
        self.reader.at(found.unwrap_or(self.header))
    }

    fn get(&mut self, key: &'static str) -> Option<&'f Spanned<DeValue<'f>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Returns whether a key is there, which is not asked for by that.
    pub fn holds(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Reads a value as it stands there, whatever its type, with its place; `None` if it is missing.
    pub fn said(&mut self, key: &'static str) -> Option<Located<Said>> {
        let value = self.get(key)?;
        // Recovery puts a value without a place if it found none.
        if self.reader.in_broken_block() && value.span().is_empty() {
            return None;
        }
        if let (Some(text), Mode::Check) = (value.get_ref().as_str(), self.reader.mode) {
            self.reader.inspect(text, &value.span(), TextForm::Line);
        }
        let at = self.reader.at(value.span().start);
        Some(Located { value: Said::of(value.get_ref()), at })
    }

    /// Reads plain text; `None` if it is missing, empty or no string.
    pub fn line(&mut self, key: &'static str) -> Option<Word> {
        self.string(key, TextForm::Line)
    }

    /// Reads Markdown; `None` if it is missing, empty or no string.
    pub fn markdown(&mut self, key: &'static str) -> Option<Box<str>> {
        self.string(key, TextForm::Markdown).map(|word| word.value)
    }

    /// Reads plain text; empty if it is missing or no string.
    pub fn plain(&mut self, key: &'static str) -> Box<str> {
        self.line(key).map(|word| word.value).unwrap_or_default()
    }

    fn string(&mut self, key: &'static str, shape: TextForm) -> Option<Word> {
        let value = self.get(key)?;
        let word = string(self.reader, value, ValueName::Key(key), shape)?;
        (!word.value.trim().is_empty()).then_some(word)
    }

    /// Reads plain text that must be there; reports it if it is not.
    pub fn required(&mut self, key: &'static str) -> Option<Word> {
        let value = self.line(key);
        self.insist(key, value)
    }

    /// Reads Markdown that must be there; reports it if it is not.
    pub fn required_markdown(&mut self, key: &'static str) -> Option<Box<str>> {
        let value = self.markdown(key);
        self.insist(key, value)
    }

    /// Reports that a key is empty, if it is there.
    pub fn refuse_blank(&mut self, key: &'static str) {
        if self.has(key) {
            self.insist::<()>(key, None);
        }
    }

    fn insist<T>(&mut self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            match self.table.get(key) {
                None => self.missing(key),
                Some(present) if is_blank(present) => self.report_empty(key, present),
                // Wrong otherwise, which was said.
                Some(_) => {}
            }
        }
        value
    }

    /// Returns whether a key may only seem to be missing because of a syntax error.
    pub fn is_broken(&self) -> bool {
        self.reader.is_broken(self.header)
    }

    /// Reports that a key is missing.
    pub fn missing(&mut self, key: &'static str) {
        self.missing_value(key, "\"…\"");
    }

    /// Reports that a key is missing which has one of some words.
    pub fn missing_choice<T>(&mut self, key: &'static str, choices: &[(&'static str, T)]) {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        self.missing_with(key, say::add_choice(key, &names));
    }

    /// Reports that a key is missing, and what to write as its value.
    pub fn missing_value(&mut self, key: &'static str, value: &str) {
        self.missing_with(key, say::add_key(key, value));
    }

    fn missing_with(&mut self, key: &'static str, hint: String) {
        if !self.is_broken() {
            let (at, message) = (self.at(), say::missing_key(key, self.what));
            self.reader.error(at, MISSING_KEY, message, hint);
        }
    }

    /// Reads an id that must be there and sound; one that is only not in normal form is mended.
    pub fn id(&mut self, key: &'static str) -> Option<Word> {
        let word = self.required(key)?;
        checked_id(self.reader, word)
    }

    /// Reads an id that may be missing.
    pub fn optional_id(&mut self, key: &'static str) -> Option<Word> {
        let word = self.line(key)?;
        checked_id(self.reader, word)
    }

    /// Reads a list of plain strings; an item that is none is reported and left out.
    pub fn list(&mut self, key: &'static str) -> Vec<Word> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            wrong_type(self.reader, value, ValueName::Key(key), say::LIST_OF_STRINGS);
            return Vec::new();
        };
        let mut words = Vec::with_capacity(items.len());
        for item in items {
            let Some(word) = string(self.reader, item, ValueName::ItemOf(key), TextForm::Line)
            else {
                continue;
            };
            if word.value.trim().is_empty() {
                self.reader.error(word.at, "empty-value", say::empty_item(key), "");
            } else {
                words.push(word);
            }
        }
        words
    }

    /// Reads a list of plain strings that must be there with an item; reports it if it is not.
    pub fn required_list(&mut self, key: &'static str) -> Vec<Word> {
        let is_empty = |value: &Spanned<DeValue>| matches!(value.get_ref(), DeValue::Array(items) if items.is_empty());
        match self.table.get(key) {
            None => self.missing_value(key, "[\"…\"]"),
            Some(value) if is_empty(value) => self.report_empty(key, value),
            Some(_) => {}
        }
        self.list(key)
    }

    fn report_empty(&mut self, key: &str, value: &Spanned<DeValue>) {
        let at = self.reader.at(value.span().start);
        self.reader.error(at, "empty-value", say::empty_value(key, self.what), "");
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else { return default };
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            wrong_type(self.reader, value, ValueName::Key(key), say::BOOLEAN);
        }
        flag.unwrap_or(default)
    }

    /// Reads a whole number from 0 to [`GREATEST`], and its place.
    pub fn number(&mut self, key: &'static str) -> Option<Located<u32>> {
        let value = self.get(key)?;
        let at = self.reader.at(value.span().start);
        let DeValue::Integer(digits) = value.get_ref() else {
            wrong_type(self.reader, value, ValueName::Key(key), say::INTEGER);
            return None;
        };
        let number = u32::from_str_radix(digits.as_str(), digits.radix()).ok();
        let number = number.filter(|&number| number <= GREATEST);
        if number.is_none() {
            let message = say::number_out_of_range(key, GREATEST, digits.as_str());
            self.reader.error(at, "bad-value", message, "");
        }
        number.map(|value| Located { value, at })
    }

    /// Reads one of some words.
    pub fn one_of<T: Copy>(
        &mut self,

        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let Some(word) = self.line(key) else {
            self.refuse_blank(key);
            return None;
        };
        let found = choices.iter().find(|(name, _)| *name == &*word.value).map(|&(_, value)| value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
            let near = self.reader.suggester.nearest(&word.value, names.iter().copied());
            let message = say::not_one_of(key, &word.value, &names);
            self.reader.error(
                word.at,
                "bad-value",
                message,
                near.map_or_else(String::new, say::did_you_mean),
            );
        }
        found
    }

    /// Reads a value that `rule` must allow; one that it does not is reported and left out.
    pub fn ruled(
        &mut self,

        key: &'static str,
        rule: fn(&str) -> bool,
        code: &'static str,
        wanted: &'static str,
    ) -> Box<str> {
        match self.line(key) {
            Some(word) if rule(&word.value) => word.value,
            Some(word) => {
                self.reader.error(word.at, code, say::bad_shape(key, &word.value), wanted);
                Box::default()
            }
            None => Box::default(),
        }
    }

    /// Reads ids that may be missing; one that cannot serve is reported and left out.
    pub fn ids(&mut self, key: &'static str) -> Vec<Word> {
        let words = self.list(key);
        words.into_iter().filter_map(|word| checked_id(self.reader, word)).collect()
    }

    /// Reads a table with `read`; anything else is reported.
    pub fn table<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        read: impl FnOnce(Fields<'_, 'l>) -> T,
    ) -> Option<T> {
        let value = self.get(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            wrong_type(self.reader, value, ValueName::Key(key), say::TABLE);
            return None;
        };
        Some(read(Fields::new(table, what, value.span().start, self.reader)))
    }

    /// Reads all keys that were not asked for, each of which may be there and has plain text; in the order
    /// of the file.
    pub fn words(&mut self) -> Vec<(Word, Word)> {
        let rest = self.table.iter().filter(|(key, _)| !self.known.contains(&&**key.get_ref()));
        let mut rest: Vec<_> = rest.collect();
        rest.sort_by_key(|(key, _)| key.span().start);
        self.takes_any = true;
        let word = |(key, value): (&'f Spanned<_>, &'f Spanned<DeValue<'f>>)| {
            let name: &str = AsRef::<str>::as_ref(key.get_ref());
            let text = string(self.reader, value, ValueName::Key(name), TextForm::Line)?;
            let at = self.reader.at(key.span().start);
            Some((Located { value: name.into(), at }, text))
        };
        rest.into_iter().filter_map(word).collect()
    }

    /// Reads an array of tables, each with `read`; a single table is reported and taken for an array
    /// of one.
    pub fn each<T>(
        &mut self,
        key: &'static str,
        what: &'static str,
        mut read: impl FnMut(Fields<'_, 'l>) -> Option<T>,
    ) -> Vec<T> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items: &[Spanned<DeValue>] = match value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::Table(_) => {
                let at = self.key_at(key);
                if let Some(name) = self.inner_header(key) {
                    let message = say::no_table_above(&name, key);
                    self.reader.error(at, "wrong-type", message, say::open_table_above(key));
                    self.reader.notes.losses.unread = true;
                    return Vec::new();
                }
                let hint = match self.header_of(key, "[", "]") {
                    Some(name) => say::double_brackets(&name),
                    None => say::double_brackets_around(key),
                };
                self.reader.error(at, "wrong-type", say::single_table(key), hint);
                std::slice::from_ref(value)
            }
            _ => {
                wrong_type(self.reader, value, ValueName::Key(key), say::LIST_OF_TABLES);
                return Vec::new();
            }
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push((table, item.span().start)),
                _ => wrong_type(self.reader, item, ValueName::ItemOf(key), say::TABLE),
            }
        }
        let outer = Some(self.table);
        let read = |(table, header)| {
            read(Fields { outer, ..Fields::new(table, what, header, self.reader) })
        };
        tables.into_iter().filter_map(read).collect()
    }

    /// Returns the name of the table `[[key.inner]]` by whose header alone a key is there.
    fn inner_header(&self, key: &str) -> Option<String> {
        self.header_of(key, "[[", "]]").filter(|name| name.starts_with(&format!("{key}.")))
    }

    /// Returns the name between brackets in whose line a key stands.
    fn header_of(&self, key: &str, open: &str, close: &str) -> Option<String> {
        let (key, _) = self.table.get_key_value(key)?;
        let header = self.reader.line(key.span().start).trim_start().strip_prefix(open)?;
        header.split_once(close).map(|(name, _)| name.trim().to_owned())
    }

    /// Returns whether a key was said to be missing, and takes that back: it is misspelt.
    fn is_missed(&mut self, key: &str) -> bool {
        let message = say::missing_key(key, self.what);
        self.reader.withdraw(self.at(), MISSING_KEY, &message)
    }

    /// Returns whether the table that this one lies in has a key with a value, and no table.
    fn stands_outside(&self, key: &str) -> bool {
        let value = self.outer.and_then(|outer| outer.get(key)).map(Spanned::get_ref);
        value.is_some_and(|value| !matches!(value, DeValue::Array(_) | DeValue::Table(_)))
    }

    /// Reports what the author keeps that is in no table, so that nothing finds it.
    fn refuse_no_table(&mut self, key: &str) {
        let Some(value) = self.table.get(key).filter(|value| !value.get_ref().is_table()) else {
            return;
        };
        let at = self.reader.at(value.span().start);
        let message = say::extra_is_no_table(value.get_ref().type_str());
        let mistake = match self.reader.mode {
            Mode::Browse => Mistake::warning(at, "wrong-type", message),
            Mode::Check => Mistake::error(at, "wrong-type", message),
        };
        self.reader.report(mistake.hint(say::write_a_table()));
    }

    /// Reports every key that was not asked for, but never looks into `extra`. `elsewhere` tells
    /// where a key of another table or file belongs.
    pub fn finish(&mut self, elsewhere: impl Fn(&str) -> Option<String>) {
        if self.takes_any {
            return;
        }
        let has_extra = self.reader.has_extra;
        if has_extra {
            self.known.push("extra");
            self.refuse_no_table("extra");
        }
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let near = self.reader.suggester.nearest(name, self.known.iter().copied());
            let is_missed = near.is_some_and(|near| self.is_missed(near));
            let severity = match self.reader.mode {
                Mode::Browse if !is_missed => Severity::Warning,
                Mode::Browse | Mode::Check => Severity::Error,
            };
            let message = say::unknown_key(name, self.what);
            let keys = || {
                if has_extra { say::use_extra().to_owned() } else { say::known_keys(&self.known) }
            };
            let near = near.map(say::did_you_mean);
            let home = || {
                let home = elsewhere(name)?;
                Some(if self.stands_outside(name) { say::stands_already(name) } else { home })
            };
            let hint = near.or_else(home).unwrap_or_else(keys);
            let at = self.reader.at(key.span().start);
            self.reader.report(Mistake { at, severity, code: UNKNOWN_KEY.into(), message, hint });
        }
    }
}

/// A value as it stands there, for whoever says what it may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Text.
    Text(Box<str>),
    /// `true` or `false`.
    Flag(bool),
    /// A whole number, in decimal digits.
    Whole(Box<str>),
    /// A table.
    Table,
    /// Anything else: TOML's name of its type.
    Other(&'static str),
}

impl Said {
    /// Returns whether it is this text.
    pub fn is_text(&self, text: &str) -> bool {
        matches!(self, Self::Text(said) if **said == *text)
    }

    /// Returns TOML's name of its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text(_) => "string",
            Self::Flag(_) => "boolean",
            Self::Whole(_) => "integer",
            Self::Table => "table",
            Self::Other(name) => name,
        }
    }

    fn of(value: &DeValue) -> Self {
        match value {
            DeValue::String(text) => Self::Text(text.as_ref().into()),
            DeValue::Boolean(flag) => Self::Flag(*flag),
            DeValue::Integer(digits) => {
                let number = i128::from_str_radix(digits.as_str(), digits.radix());
                Self::Whole(
                    number.map_or_else(|_| digits.as_str().into(), |it| it.to_string().into()),
                )
            }
            DeValue::Table(_) => Self::Table,
            other => Self::Other(other.type_str()),
        }
    }
}

/// What a value is, for the sentence that it is wrong.
#[derive(Clone, Copy)]
enum ValueName<'k> {
    Key(&'k str),
    ItemOf(&'k str),
}

impl ValueName<'_> {
    fn name(self) -> String {
        match self {
            Self::Key(key) => say::key(key),
            Self::ItemOf(key) => say::item_of(key),
        }
    }
}

fn string(
    reader: &mut Reader,
    value: &Spanned<DeValue>,
    subject: ValueName,
    shape: TextForm,
) -> Option<Word> {
    let Some(text) = value.get_ref().as_str() else {
        wrong_type(reader, value, subject, say::STRING);
        return None;
    };
    if reader.mode == Mode::Check {
        reader.inspect(text, &value.span(), shape);
    }
    Some(Located { value: text.into(), at: reader.at(value.span().start) })
}

fn is_blank(value: &Spanned<DeValue>) -> bool {
    value.get_ref().as_str().is_some_and(|text| text.trim().is_empty())
}

/// Reports that a value is of another type than `wanted`.
fn wrong_type(
    reader: &mut Reader,
    value: &Spanned<DeValue>,
    subject: ValueName,
    wanted: &'static str,
) {
    let span = value.span();
    // Recovery puts a value without a place if it found none.
    if reader.in_broken_block() && span.is_empty() {
        return;
    }
    let message = say::wrong_type(&subject.name(), wanted, value.get_ref().type_str());
    let hint = mend_type(reader.written(&span), value.get_ref(), subject, wanted);
    reader.error(reader.at(span.start), "wrong-type", message, hint);
}

/// Returns how to write a value, which was `written` so, as one of the type that is `wanted`; empty if nobody knows.
fn mend_type(written: &str, value: &DeValue, subject: ValueName, wanted: &str) -> String {
    let instead = match value {
        DeValue::Datetime(_) if wanted == say::STRING => return say::quote_the_date().to_owned(),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) if wanted == say::STRING => {
            format!("\"{written}\"")
        }
        DeValue::String(text) if wanted == say::LIST_OF_STRINGS => {
            // Several were meant where commas part them, as they are written elsewhere.
            let is_short = written.len() == text.len() + 2;
            let quote = written.chars().next().filter(|_| is_short);
            let comma = quote.map_or(", ".to_owned(), |quote| format!("{quote}, {quote}"));
            format!("[{}]", written.replace(", ", &comma))
        }
        DeValue::String(text) if wanted == say::BOOLEAN => match &*text.to_ascii_lowercase() {
            "true" | "yes" | "on" | "1" => "true".to_owned(),
            "false" | "no" | "off" | "0" => "false".to_owned(),
            _ => return String::new(),
        },
        DeValue::String(text) if wanted == say::INTEGER && text.parse::<u32>().is_ok() => {
            text.to_string()
        }
        _ if wanted == say::LIST_OF_TABLES => match subject {
            ValueName::Key(key) => {
                return whole_name(key).map(say::table_of_its_own).unwrap_or_default();
            }
            ValueName::ItemOf(_) => return String::new(),
        },
        _ => return String::new(),
    };
    match subject {
        _ if instead.contains('\n') => String::new(),
        ValueName::Key(key) => say::write(&format!("{key} = {instead}")),
        ValueName::ItemOf(_) => say::write(&instead),
    }
}

/// Checks an id; returns it in normal form, or `None` if it cannot serve.
fn checked_id(reader: &mut Reader, word: Word) -> Option<Word> {
    let fault = match rules::id(&word.value) {
        Ok(()) => return Some(word),
        Err(fault) => fault,
    };
    let (message, hint) = say::bad_id(&word.value, describe(fault));
    reader.error(word.at, "bad-id", message, hint);
    (fault == IdFault::Form).then(|| {
        let value: String =
            unicode_normalization::UnicodeNormalization::nfc(&*word.value).collect();
        Located { value: value.into(), at: word.at }
    })
}

/// Turns what is wrong with an id into the words of the messages.
pub fn describe(fault: IdFault) -> say::BadId {
    match fault {
        IdFault::Empty => say::BadId::Empty,
        IdFault::Long => say::BadId::Long(rules::LONGEST_ID),
        IdFault::Character(character) => say::BadId::Character(character),
        IdFault::Form => say::BadId::Form,
    }
}
