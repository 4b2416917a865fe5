//! An open file: its sections as columns, and what is damaged in it. Refuses to know: what the sections
//! are for.

use std::borrow::Cow;
use std::fs::{self, File};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::block::Block;
use super::column::{Column, places};
use super::fault::{Damage, Fault, Refusal};
use super::layout::{self, Extent, HEADER, Kind, SEAL, Section, TRAILER, Trailer};
use super::lists::{ListBlock, Lists};
use super::numbers::{NumberBlock, Numbers};
use super::packed::{ByteBlock, Packed};
use super::source::{Bytes, Place, Source, expand};
use super::texts::{TextBlock, Texts};

/// How many bytes are read at once where there is no block.
const PIECE: u64 = 64 << 10;
/// What every number is below.
const NO_BOUND: u64 = 1 << u32::BITS;

/// An open file. Its columns keep it open.
#[derive(Debug)]
pub struct Image {
    source: Arc<Source>,
    sections: Vec<Section>,
    /// Where the directory lies.
    directory: u64,
    length: u64,
    hash: blake3::Hash,
}

/// What a file is found to be when all of it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// All blocks that are damaged, in the order of the file.
    pub damage: Vec<Damage>,
    /// Whether the file as a whole is what was written.
    pub is_whole: bool,
}

impl Image {
    /// Opens a file: reads its header, its trailer and its directory, and no block.
    pub fn open(path: &Path) -> Result<Arc<Self>, Refusal> {
        // What is no file may keep whoever opens it waiting.
        if !fs::metadata(path).map_err(Refusal::Unreadable)?.is_file() {
            return Err(Refusal::Foreign);
        }
        Self::of(Bytes::Open(File::open(path).map_err(Refusal::Unreadable)?))
    }

    /// Opens a file that is part of the program.
    pub fn embedded(bytes: &'static [u8]) -> Result<Arc<Self>, Refusal> {
        Self::of(Bytes::Embedded(bytes))
    }

    fn of(file: Bytes) -> Result<Arc<Self>, Refusal> {
        let length = file.length().map_err(Refusal::Unreadable)?;
        let source = Source::new(file);
        let read = |offset, length| source.read(offset, length).map_err(unreadable);
        layout::check_header(&read(0, HEADER.min(length) as usize)?)?;
        let trailer = length.checked_sub(TRAILER).filter(|at| *at >= HEADER).ok_or(Refusal::Cut)?;
        let (trailer, hash) = Trailer::decode(&read(trailer, TRAILER as usize)?, length)?;
        let bytes = usize::try_from(trailer.length).map_err(|_| Refusal::Directory)?;
        let directory = read(trailer.directory, bytes)?;
        if crc32fast::hash(&directory) != trailer.crc {
            return Err(Refusal::Directory);
        }
        let sections = layout::sections(&directory, trailer.directory).ok_or(Refusal::Directory)?;
        let (source, directory) = (Arc::new(source), trailer.directory);
        Ok(Arc::new(Self { source, sections, directory, length, hash }))
    }

    /// Returns a column of strings. Fails if the file has none of this name, as all of these do. Each
    /// call gives a column of its own, with nothing read; clone it to share what was read.
    pub fn texts(&self, name: &str) -> Result<Texts, Refusal> {
        Ok(Texts { column: self.column(name)? })
    }

    /// Returns a column of numbers.
    pub fn numbers(&self, name: &str) -> Result<Numbers, Refusal> {
        self.numbers_below(name, NO_BOUND)
    }

    /// Returns a column of numbers that are to be below `end`; a block that has others is damaged.
    pub fn numbers_below(&self, name: &str, end: u64) -> Result<Numbers, Refusal> {
        let section = self.section(name, Kind::Numbers)?;
        Ok(Numbers { column: Column::open(section, &self.source, end) })
    }

    /// Returns a column of counts.
    pub fn lists(&self, name: &str) -> Result<Lists, Refusal> {
        Ok(Lists { column: self.column(name)? })
    }

    /// Returns a column of bytes.
    pub fn packed(&self, name: &str) -> Result<Packed, Refusal> {
        Ok(Packed::of(self.column(name)?))
    }

    /// Returns bytes that are read as a whole, now. Fails too if they are damaged.
    pub fn bytes(&self, name: &str) -> Result<Cow<'static, [u8]>, Refusal> {
        let section = self.section(name, Kind::Bytes)?;
        let place = places(section).next().ok_or(Refusal::Directory)?;
        let stored = self.source.stored(&place);
        stored.map_err(|fault| Refusal::Damaged(self.source.note(&place, fault)))
    }

    /// Returns how many bytes the file has.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns the damage met so far, in the order of the file.
    pub fn damage(&self) -> Vec<Damage> {
        self.source.damage()
    }

    /// Returns whether damage was met.
    pub fn has_damage(&self) -> bool {
        !self.damage().is_empty()
    }

    /// Returns whether damage was met in a section whose name begins with `start`.
    pub fn has_damage_in(&self, start: &str) -> bool {
        self.damage().iter().any(|damage| damage.section.starts_with(start))
    }

    /// Reads the whole file and holds it against all its checksums, every block also against the form
    /// of its section. Asks `go_on`, with the bytes that are done and those that are there, after each
    /// block; `None` if it was told to stop.
    pub fn check(&self, mut go_on: impl FnMut(u64, u64) -> bool) -> Option<Checked> {
        let mut hash = blake3::Hasher::new();
        let mut damage = Vec::new();
        let mut is_whole = self.update(&mut hash, 0..HEADER);
        for section in &self.sections {
            for place in places(section) {
                let fault = self.check_block(&mut hash, section.kind, &place);
                damage.extend(fault.map(|fault| self.source.note(&place, fault)));
                if !go_on(place.bytes().end, self.length) {
                    return None;
                }
            }
        }
        is_whole &= self.update(&mut hash, self.directory..self.length - SEAL);
        is_whole &= hash.finalize() == self.hash;
        go_on(self.length, self.length).then_some(Checked { damage, is_whole })
    }

    /// Reads the whole file; returns whether it is what was written. What its blocks hold is not looked at.
    pub fn is_whole(&self) -> bool {
        let mut hash = blake3::Hasher::new();
        self.update(&mut hash, 0..self.length - SEAL) && hash.finalize() == self.hash
    }

    fn check_block(&self, hash: &mut blake3::Hasher, kind: Kind, place: &Place) -> Option<Fault> {
        let stored = match self.source.stored(place) {
            Ok(stored) => stored,
            Err(fault) => return Some(fault),
        };
        hash.update(&stored);
        let extent = &place.extent;
        let is_block = match kind {
            Kind::Bytes => true,
            Kind::Texts => is_block::<TextBlock>(stored, extent),
            Kind::Numbers => is_block::<NumberBlock>(stored, extent),
            Kind::Lists => is_block::<ListBlock>(stored, extent),
            Kind::Packed => is_block::<ByteBlock>(stored, extent),
        };
        (!is_block).then_some(Fault::Contents)
    }

    /// Hashes a part of the file; returns whether it could be read.
    fn update(&self, hash: &mut blake3::Hasher, part: Range<u64>) -> bool {
        let mut at = part.start;
        while at < part.end {
            let length = PIECE.min(part.end - at);
            let Ok(bytes) = self.source.read(at, length as usize) else { return false };
            hash.update(&bytes);
            at += length;
        }
        true
    }

    fn section(&self, name: &str, kind: Kind) -> Result<&Section, Refusal> {
        let mut sections = self.sections.iter();
        sections
            .find(|section| section.kind == kind && &*section.name == name)
            .ok_or_else(|| Refusal::Missing { section: name.to_owned() })
    }

    fn column<B: Block>(&self, name: &str) -> Result<Column<B>, Refusal> {
        Ok(Column::open(self.section(name, B::KIND)?, &self.source, NO_BOUND))
    }
}

fn is_block<B: Block>(stored: Cow<'_, [u8]>, extent: &Extent) -> bool {
    expand(stored, extent).and_then(|raw| B::decode(raw, extent)).is_some()
}

/// The file may have become shorter since its length was asked for.
fn unreadable(error: io::Error) -> Refusal {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Refusal::Cut,
        _ => Refusal::Unreadable(error),
    }
}
