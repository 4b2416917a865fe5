//! One TOML table, read key by key; every mistake is kept and none ends the reading.
//!
//! A key that was asked for is known; [`Fields::finish`] reports all others but `extra`. Refuses to
//! know what the keys mean, and what concerns the whole file: that is the [`Reader`]'s.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Mode;
use super::diagnostic::{Mistake, Severity};
use super::position::{At, Located};
use super::raw::Word;
use super::reader::{Reader, Shape};
use super::rules::{self, IdFault};
use crate::messages::content as say;

/// A table whose keys are read one after the other.
pub struct Fields<'b, 't> {
    table: &'b DeTable<'t>,
    /// What the table is in sentences: "an entry".
    what: &'static str,
    /// Where keys that are missing are reported.
    header: usize,
    known: Vec<&'static str>,
}

impl<'b, 't> Fields<'b, 't> {
    /// Begins to read a table.
    pub fn new(table: &'b DeTable<'t>, what: &'static str, header: usize) -> Self {
        Self { table, what, header, known: Vec::new() }
    }

    /// Returns the place of the table's header.
    pub fn at(&self, reader: &Reader) -> At {
        reader.at(self.header)
    }

    /// Returns whether a key is present, whatever its value.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Returns the place of a key, or of the header where it is missing.
    pub fn key_at(&self, reader: &Reader, key: &str) -> At {
        let found = self.table.get_key_value(key).map(|(key, _)| key.span().start);
        reader.at(found.unwrap_or(self.header))
    }

    fn get(&mut self, key: &'static str) -> Option<&'b Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    /// Reads plain text; `None` if it is missing, empty or no string.
    pub fn line(&mut self, reader: &mut Reader, key: &'static str) -> Option<Word> {
        self.string(reader, key, Shape::Line)
    }

    /// Reads Markdown; `None` if it is missing, empty or no string.
    pub fn markdown(&mut self, reader: &mut Reader, key: &'static str) -> Option<Box<str>> {
        self.string(reader, key, Shape::Markdown).map(|word| word.value)
    }

    /// Reads plain text; empty if it is missing or no string.
    pub fn plain(&mut self, reader: &mut Reader, key: &'static str) -> Box<str> {
        self.line(reader, key).map(|word| word.value).unwrap_or_default()
    }

    fn string(&mut self, reader: &mut Reader, key: &'static str, shape: Shape) -> Option<Word> {
        let value = self.get(key)?;
        let word = string(reader, value, Subject::Key(key), shape)?;
        (!word.value.trim().is_empty()).then_some(word)
    }

    /// Reads plain text that must be there; says so where it is not.
    pub fn required(&mut self, reader: &mut Reader, key: &'static str) -> Option<Word> {
        let value = self.line(reader, key);
        self.insist(reader, key, value)
    }

    /// Reads Markdown that must be there; says so where it is not.
    pub fn required_markdown(
        &mut self,
        reader: &mut Reader,
        key: &'static str,
    ) -> Option<Box<str>> {
        let value = self.markdown(reader, key);
        self.insist(reader, key, value)
    }

    fn insist<T>(&mut self, reader: &mut Reader, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() {
            match self.table.get(key) {
                None => self.missing(reader, key),
                Some(present) if present.get_ref().is_str() => {
                    let at = reader.at(present.span().start);
                    reader.error(at, "empty-value", say::empty_value(key, self.what), "");
                }
                // Of another type, which was said.
                Some(_) => {}
            }
        }
        value
    }

    /// Returns whether a key may only seem to be missing because of a syntax error.
    pub fn is_broken(&self, reader: &Reader) -> bool {
        reader.is_broken(self.header)
    }

    /// Says that a key is missing.
    pub fn missing(&self, reader: &mut Reader, key: &'static str) {
        if !self.is_broken(reader) {
            let at = self.at(reader);
            reader.error(at, "missing-key", say::missing_key(key, self.what), say::add_key(key));
        }
    }

    /// Reads an id that must be there and sound; one that is only not in normal form is mended.
    pub fn id(&mut self, reader: &mut Reader, key: &'static str) -> Option<Word> {
        let word = self.required(reader, key)?;
        checked_id(reader, word)
    }

    /// Reads an id that may be missing.
    pub fn optional_id(&mut self, reader: &mut Reader, key: &'static str) -> Option<Word> {
        let word = self.line(reader, key)?;
        checked_id(reader, word)
    }

    /// Reads a list of plain strings; an item that is none is reported and left out.
    pub fn list(&mut self, reader: &mut Reader, key: &'static str) -> Vec<Word> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            wrong_type(reader, value, Subject::Key(key), say::LIST_OF_STRINGS);
            return Vec::new();
        };
        let mut words = Vec::with_capacity(items.len());
        for item in items {
            let Some(word) = string(reader, item, Subject::ItemOf(key), Shape::Line) else {
                continue;
            };
            if word.value.trim().is_empty() {
                reader.error(word.at, "empty-value", say::empty_item(key), "");
            } else {
                words.push(word);
            }
        }
        words
    }

    /// Reads `true` or `false`.
    pub fn flag(&mut self, reader: &mut Reader, key: &'static str, default: bool) -> bool {
        let Some(value) = self.get(key) else { return default };
        value.get_ref().as_bool().unwrap_or_else(|| {
            wrong_type(reader, value, Subject::Key(key), say::BOOLEAN);
            default
        })
    }

    /// Reads a whole number from 0 to 2³² − 1, and its place.
    pub fn number(&mut self, reader: &mut Reader, key: &'static str) -> Option<Located<u32>> {
        let value = self.get(key)?;
        let at = reader.at(value.span().start);
        let DeValue::Integer(digits) = value.get_ref() else {
            wrong_type(reader, value, Subject::Key(key), say::INTEGER);
            return None;
        };
        let number = u32::from_str_radix(digits.as_str(), digits.radix()).ok();
        if number.is_none() {
            let message = say::number_out_of_range(key, digits.as_str());
            reader.error(at, "bad-value", message, "");
        }
        number.map(|value| Located { value, at })
    }

    /// Reads one of some words.
    pub fn one_of<T: Copy>(
        &mut self,
        reader: &mut Reader,
        key: &'static str,
        choices: &[(&'static str, T)],
    ) -> Option<T> {
        let word = self.line(reader, key)?;
        let found = choices.iter().find(|(name, _)| *name == &*word.value).map(|&(_, value)| value);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
            let near = reader.suggester.nearest(&word.value, names.iter().copied());
            let message = say::not_one_of(key, &word.value, &names);
            reader.error(
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
        reader: &mut Reader,
        key: &'static str,
        rule: fn(&str) -> bool,
        code: &'static str,
        wanted: &'static str,
    ) -> Box<str> {
        match self.line(reader, key) {
            Some(word) if rule(&word.value) => word.value,
            Some(word) => {
                reader.error(word.at, code, say::bad_shape(key, &word.value), wanted);
                Box::default()
            }
            None => Box::default(),
        }
    }

    /// Reads an array of tables; a single table is reported and taken for an array of one.
    pub fn tables(
        &mut self,
        reader: &mut Reader,
        key: &'static str,
        what: &'static str,
    ) -> Vec<Fields<'b, 't>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let items: &[Spanned<DeValue>] = match value.get_ref() {
            DeValue::Array(items) => items,
            DeValue::Table(_) => {
                let at = self.key_at(reader, key);
                reader.error(at, "wrong-type", say::single_table(key), say::double_brackets(key));
                std::slice::from_ref(value)
            }
            _ => {
                wrong_type(reader, value, Subject::Key(key), say::LIST_OF_TABLES);
                return Vec::new();
            }
        };
        let mut tables = Vec::with_capacity(items.len());
        for item in items {
            match item.get_ref() {
                DeValue::Table(table) => tables.push(Fields::new(table, what, item.span().start)),
                _ => wrong_type(reader, item, Subject::ItemOf(key), say::TABLE),
            }
        }
        tables
    }

    /// Reports every key that was not asked for, but never looks into `extra`. `elsewhere` tells
    /// where a key of another file belongs.
    pub fn finish(mut self, reader: &mut Reader, elsewhere: impl Fn(&str) -> Option<String>) {
        self.known.push("extra");
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if self.known.contains(&name) {
                continue;
            }
            let hint = elsewhere(name).or_else(|| {
                let near = reader.suggester.nearest(name, self.known.iter().copied());
                near.map(say::did_you_mean)
            });
            let severity = match reader.mode {
                Mode::Browse => Severity::Warning,
                Mode::Check => Severity::Error,
            };
            let message = say::unknown_key(name, self.what);
            let hint = hint.unwrap_or_else(|| say::use_extra().to_owned());
            let at = reader.at(key.span().start);
            reader.report(Mistake { at, severity, code: "unknown-key", message, hint });
        }
    }
}

/// What a value is, for the sentence that it is wrong.
#[derive(Clone, Copy)]
enum Subject {
    Key(&'static str),
    ItemOf(&'static str),
}

impl Subject {
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
    subject: Subject,
    shape: Shape,
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

/// Says that `name` is of another type than `wanted`.
fn wrong_type(
    reader: &mut Reader,
    value: &Spanned<DeValue>,
    subject: Subject,
    wanted: &'static str,
) {
    let span = value.span();
    // Recovery puts a value without a place where it found none.
    if reader.in_broken_block() && span.is_empty() {
        return;
    }
    let message = say::wrong_type(&subject.name(), wanted, value.get_ref().type_str());
    let dated = wanted == say::STRING && value.get_ref().is_datetime();
    let hint = if dated { say::quote_the_date() } else { "" };
    reader.error(reader.at(span.start), "wrong-type", message, hint);
}

/// Checks an id; returns it in normal form, or `None` if it cannot serve.
pub fn checked_id(reader: &mut Reader, word: Word) -> Option<Word> {
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
