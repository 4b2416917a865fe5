//! The columns of the catalogue: each can be filled row by row, put behind another of its kind, written
//! into a file and taken out of one. Refuses to know: what a field means.
//!
//! Everything is read when it is asked for, but for the keys of claims and links: those are held against
//! their bounds when a file is opened, so that none that is lent later leads nowhere. A number that leads
//! nowhere is absent with all others of its block.

use std::io::{self, Write};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ids::SourceKey;
use super::name::{Name, NewName};
use super::offsets::Offsets;
use crate::blocks::{FileWriter, Image, Lists, Numbers, Refusal, Texts};

/// Several strings that the catalogue lends one by one, wherever they lie.
pub trait Strings<'a>: DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + Clone {}

impl<'a, T: DoubleEndedIterator<Item = &'a str> + ExactSizeIterator + Clone> Strings<'a> for T {}

/// How many rows the columns of a file must have, and how many of everything there are that a key can
/// lead to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// The entries.
    pub entries: usize,
    /// The sources.
    pub sources: usize,
}

/// A column that keeps one field of every row.
pub trait Column: Sized {
    /// What one row holds.
    type Value;

    /// Appends a row.
    fn push(&mut self, value: Self::Value);

    /// Puts the rows of another column behind its own; keys in them move so far.
    fn append(&mut self, other: &Self, moved: &Offsets);

    /// Writes all rows as sections whose names begin with `name`. Keys are written as they were before
    /// any move.
    fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()>;

    /// Takes the column of `counts.entries` rows out of a file. Fails if it is not there or does not fit
    /// the counts.
    fn read(name: &str, image: &Image, counts: &Counts) -> Result<Self, Refusal>;
}

impl Column for Texts {
    type Value = Box<str>;

    fn push(&mut self, value: Box<str>) {
        Self::push(self, &value);
    }

    fn append(&mut self, other: &Self, _: &Offsets) {
        Self::append(self, other);
    }

    fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.texts(name, self)
    }

    fn read(name: &str, image: &Image, counts: &Counts) -> Result<Self, Refusal> {
        let texts = image.texts(name)?;
        fits(texts.len() == counts.entries, name)?;
        Ok(texts)
    }
}

/// A value that is kept as a number.
pub trait Coded: Copy + Default {
    /// Returns the number that stands for it.
    fn encode(self) -> u32;

    /// Returns what a number stands for.
    fn decode(number: u32) -> Self;
}

/// Yes or no.
impl Coded for bool {
    fn encode(self) -> u32 {
        self.into()
    }

    fn decode(number: u32) -> Self {
        number == 1
    }
}

/// What stands for an absent number, which no pack can name.
const ABSENT: u32 = u32::MAX;

/// A number that may be absent.
impl Coded for Option<u32> {
    fn encode(self) -> u32 {
        self.unwrap_or(ABSENT)
    }

    fn decode(number: u32) -> Self {
        Some(number).filter(|number| *number != ABSENT)
    }
}

/// A value for each row.
#[derive(Clone, Debug, Default)]
pub struct Codes<T>(Numbers, PhantomData<T>);

impl<T: Coded> Codes<T> {
    /// Returns the value of a row; the default behind the last one.
    pub fn get(&self, row: usize) -> T {
        self.0.get(row).map_or_else(T::default, T::decode)
    }
}

impl<T: Coded> Column for Codes<T> {
    type Value = T;

    fn push(&mut self, value: T) {
        self.0.push(value.encode());
    }

    fn append(&mut self, other: &Self, _: &Offsets) {
        self.0.append(&other.0);
    }

    fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.numbers(name, &self.0)
    }

    fn read(name: &str, image: &Image, counts: &Counts) -> Result<Self, Refusal> {
        Ok(Self(numbers(name, image, counts.entries)?, PhantomData))
    }
}

/// Several strings a row.
#[derive(Clone, Debug, Default)]
pub struct StringLists {
    rows: Lists,
    texts: Texts,
}

impl StringLists {
    /// Returns the strings of a row.
    pub fn get(&self, row: usize) -> impl Strings<'_> {
        self.rows.get(row).map(|item| self.texts.get(item))
    }
}

impl Column for StringLists {
    type Value = Vec<Box<str>>;

    fn push(&mut self, value: Vec<Box<str>>) {
        self.rows.push(value.len());
        for text in &value {
            self.texts.push(text);
        }
    }

    fn append(&mut self, other: &Self, _: &Offsets) {
        self.rows.append(&other.rows);
        self.texts.append(&other.texts);
    }

    fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.lists(name, &self.rows)?;
        out.texts(&format!("{name}.text"), &self.texts)
    }

    fn read(name: &str, image: &Image, counts: &Counts) -> Result<Self, Refusal> {
        let texts = image.texts(&format!("{name}.text"))?;
        let rows = lists(name, image, counts.entries, texts.len())?;
        Ok(Self { rows, texts })
    }
}

/// The names of entries in other languages.
#[derive(Clone, Debug, Default)]
pub struct Names {
    rows: Lists,
    language: Texts,
    text: Texts,
    reading: Texts,
    /// 0 for a name of whose wording nothing is claimed, 1 for one that was not found, 2 for one that was.
    verified: Numbers,
    /// 0 for a name that was found in no source.
    source: Keys,
}

impl Names {
    /// Returns the names of a row.
    pub fn get(
        &self,
        row: usize,
    ) -> impl DoubleEndedIterator<Item = Name<'_>> + ExactSizeIterator + Clone {
        self.rows.get(row).map(|item| Name {
            language: self.language.get(item),
            text: self.text.get(item),
            reading: self.reading.get(item),
            verified: self.verified.get(item).filter(|it| *it > 0).map(|it| it == 2),
            source: self.source.find(item).and_then(|it| it.checked_sub(1)).map(SourceKey),
        })
    }
}

impl Column for Names {
    type Value = Vec<NewName>;

    fn push(&mut self, value: Vec<NewName>) {
        self.rows.push(value.len());
        for name in value {
            self.language.push(&name.language);
            self.text.push(&name.text);
            self.reading.push(&name.reading);
            self.verified.push(name.verified.map_or(0, |it| 1 + u32::from(it)));
            self.source.push(name.source.map_or(0, |it| it.0 + 1));
        }
    }

    fn append(&mut self, other: &Self, moved: &Offsets) {
        self.rows.append(&other.rows);
        self.language.append(&other.language);
        self.text.append(&other.text);
        self.reading.append(&other.reading);
        self.verified.append(&other.verified);
        self.source.append(&other.source, moved.sources, 1);
    }

    fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.lists(name, &self.rows)?;
        out.texts(&format!("{name}.language"), &self.language)?;
        out.texts(&format!("{name}.text"), &self.text)?;
        out.texts(&format!("{name}.reading"), &self.reading)?;
        out.numbers(&format!("{name}.verified"), &self.verified)?;
        self.source.write(&format!("{name}.source"), out)
    }

    fn read(name: &str, image: &Image, counts: &Counts) -> Result<Self, Refusal> {
        let language = image.texts(&format!("{name}.language"))?;
        let items = language.len();
        let text = image.texts(&format!("{name}.text"))?;
        let reading = image.texts(&format!("{name}.reading"))?;
        fits(text.len() == items && reading.len() == items, name)?;
        let verified = numbers(&format!("{name}.verified"), image, items)?;
        let source = format!("{name}.source");
        let source = Keys::read_later(&source, image, items, counts.sources + 1)?;
        let rows = lists(name, image, counts.entries, items)?;
        Ok(Self { rows, language, text, reading, verified, source })
    }
}

/// Keys that move when what they lead to is put behind something else.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    numbers: Numbers,
    /// By ascending first row; rows before the first have not moved.
    moves: Vec<Move>,
}

/// How far the keys from a row on have moved.
#[derive(Clone, Copy, Debug)]
struct Move {
    first: usize,
    by: u32,
    /// Keys below it never move.
    kept: u32,
}

impl Move {
    /// Returns where a key has moved to.
    fn of(self, key: u32) -> u32 {
        if key < self.kept { key } else { key + self.by }
    }
}

impl Keys {
    /// Appends a key as it is now.
    pub fn push(&mut self, key: u32) {
        if self.moves.last().is_some_and(|last| last.by > 0) {
            self.moves.push(Move { first: self.len(), by: 0, kept: 0 });
        }
        self.numbers.push(key);
    }

    /// Puts the keys of another column behind its own; those that are not below `kept` move by `by`.
    pub fn append(&mut self, other: &Self, by: u32, kept: u32) {
        let first = self.len();
        if other.moves.first().is_none_or(|one| one.first > 0) {
            self.moves.push(Move { first, by, kept });
        }
        let further = other.moves.iter();
        self.moves.extend(further.map(|one| Move {
            first: first + one.first,
            by: one.by + by,
            kept,
        }));
        self.numbers.append(&other.numbers);
    }

    /// Returns the key of a row, as it is now. The column must not have been [read
    /// later](Self::read_later).
    pub fn get(&self, row: usize) -> u32 {
        self.find(row).expect("keys are read when a file is opened")
    }

    /// Returns the key of a row, as it is now; `None` beyond the end, or if its block is damaged.
    pub fn find(&self, row: usize) -> Option<u32> {
        let number = self.numbers.get(row)?;
        let moved = self.moves.partition_point(|one| one.first <= row).checked_sub(1);
        Some(moved.map_or(number, |at| self.moves[at].of(number)))
    }

    /// Goes through all keys, as they are now. The column must not have been [read
    /// later](Self::read_later).
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        let mut next = 0;
        self.numbers.iter().enumerate().map(move |(row, number)| {
            while self.moves.get(next).is_some_and(|one| one.first <= row) {
                next += 1;
            }
            let number = number.expect("keys are read when a file is opened");
            next.checked_sub(1).map_or(number, |at| self.moves[at].of(number))
        })
    }

    /// Counts the keys.
    fn len(&self) -> usize {
        self.numbers.len()
    }

    /// Writes the keys as they were before any move.
    pub fn write<W: Write>(&self, name: &str, out: &mut FileWriter<W>) -> io::Result<()> {
        out.numbers(name, &self.numbers)
    }

    /// Takes `rows` keys out of a file, and reads them all: they must be below `end`.
    pub fn read(name: &str, image: &Image, rows: usize, end: usize) -> Result<Self, Refusal> {
        let numbers = numbers_below(name, image, rows, end as u64)?;
        Ok(Self { numbers, moves: Vec::new() })
    }

    /// Takes `rows` keys out of a file, to be [found](Self::find) one by one; a block in which one is not
    /// below `end` is damaged.
    pub fn read_later(name: &str, image: &Image, rows: usize, end: usize) -> Result<Self, Refusal> {
        let numbers = image.numbers_below(name, end as u64)?;
        fits(numbers.len() == rows, name)?;
        Ok(Self { numbers, moves: Vec::new() })
    }
}

/// Takes `rows` numbers out of a file, to be read when they are asked for.
pub fn numbers(name: &str, image: &Image, rows: usize) -> Result<Numbers, Refusal> {
    let numbers = image.numbers(name)?;
    fits(numbers.len() == rows, name)?;
    Ok(numbers)
}

/// Takes `rows` numbers out of a file and reads them all: they must be below `end`.
pub fn numbers_below(name: &str, image: &Image, rows: usize, end: u64) -> Result<Numbers, Refusal> {
    let numbers = image.numbers(name)?;
    fits(numbers.len() == rows && numbers.are_below(end), name)?;
    Ok(numbers)
}

/// Takes the counts of `rows` rows out of a file, which must be `items` together; they are read when they
/// are asked for.
pub fn lists(name: &str, image: &Image, rows: usize, items: usize) -> Result<Lists, Refusal> {
    let lists = image.lists(name)?;
    fits(lists.len() == rows && lists.items() == items, name)?;
    Ok(lists)
}

/// Writes a value in the form in which [`decoded`] takes it out of a section of bytes.
pub fn encoded(value: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(value).map_err(io::Error::other)
}

/// Takes a value out of a section of bytes, which is read as a whole.
pub fn decoded<T: DeserializeOwned>(image: &Image, section: &str) -> Result<T, Refusal> {
    let decoded = postcard::from_bytes(&image.bytes(section)?);
    decoded.map_err(|_| Refusal::Contradiction { section: section.to_owned() })
}

/// Refuses a section that does not fit what it belongs to.
pub fn fits(fits: bool, section: &str) -> Result<(), Refusal> {
    if fits { Ok(()) } else { Err(Refusal::Contradiction { section: section.to_owned() }) }
}
