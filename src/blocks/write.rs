//! Writes columns into a file, front to back. Refuses to know: which file.

use std::io::{self, Write};

use super::block::Block;
use super::column::Column;
use super::compress::compress;
use super::layout::{self, Extent, Kind, Section, Trailer};
use super::lists::Lists;
use super::numbers::Numbers;
use super::packed::Packed;
use super::texts::Texts;

/// Writes columns one after the other. The same rows under the same names in the same order give the
/// same bytes, however the columns came to have them.
///
/// Writes up to 64 KiB at a time, and little where a column is small: wrap the file in a buffer.
pub struct FileWriter<W> {
    out: W,
    hash: blake3::Hasher,
    written: u64,
    sections: Vec<Section>,
}

impl<W: Write> FileWriter<W> {
    /// Begins a file.
    pub fn new(out: W) -> io::Result<Self> {
        let mut writer =
            Self { out, hash: blake3::Hasher::new(), written: 0, sections: Vec::new() };
        writer.write(&layout::header())?;
        Ok(writer)
    }

    /// Writes a column of strings. Fails as all of these do: if writing fails, if a block is damaged in
    /// the file it comes from, if a row is too long for a block of its own, or if the name is taken or
    /// longer than 255 bytes.
    pub fn texts(&mut self, name: &str, texts: &Texts) -> io::Result<()> {
        self.column(name, &texts.column)
    }

    /// Writes a column of numbers.
    pub fn numbers(&mut self, name: &str, numbers: &Numbers) -> io::Result<()> {
        self.column(name, &numbers.column)
    }

    /// Writes a column of counts.
    pub fn lists(&mut self, name: &str, lists: &Lists) -> io::Result<()> {
        self.column(name, &lists.column)
    }

    /// Writes a column of bytes.
    pub fn packed(&mut self, name: &str, packed: &Packed) -> io::Result<()> {
        self.column(name, &packed.column)
    }

    /// Writes bytes that are read as a whole.
    pub fn bytes(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        self.begin(name, Kind::Bytes)?;
        self.block(bytes, bytes.len(), 1, 0)
    }

    /// Writes the directory and the end, and returns what was written into.
    pub fn finish(mut self) -> io::Result<W> {
        let bytes = layout::directory(&self.sections);
        let (directory, length) = (self.written, bytes.len() as u64);
        self.write(&bytes)?;
        let trailer = Trailer { directory, length, crc: crc32fast::hash(&bytes) };
        self.write(&trailer.encode())?;
        let seal = Trailer::seal(self.hash.finalize());
        self.write(&seal)?;
        self.out.flush()?;
        Ok(self.out)
    }

    /// Writes a column in blocks that depend on its rows alone.
    fn column<B: Block>(&mut self, name: &str, column: &Column<B>) -> io::Result<()> {
        self.begin(name, B::KIND)?;
        let mut full = B::default();
        let mut raw = Vec::new();
        column.each_block(|block| {
            let block = block.ok_or_else(|| fault(io::ErrorKind::InvalidData, "damaged block"))?;
            for row in (0..block.rows()).map(|row| block.row(row)) {
                if !full.has_room(row) {
                    self.rows(&std::mem::take(&mut full), &mut raw)?;
                }
                full.push(row);
            }
            Ok(())
        })?;
        if full.rows() > 0 { self.rows(&full, &mut raw) } else { Ok(()) }
    }

    fn rows<B: Block>(&mut self, block: &B, raw: &mut Vec<u8>) -> io::Result<()> {
        raw.clear();
        block.encode(raw);
        let compressed = compress(raw);
        let stored = compressed.as_deref().unwrap_or(raw);
        self.block(stored, raw.len(), block.rows(), block.items())
    }

    fn begin(&mut self, name: &str, kind: Kind) -> io::Result<()> {
        let taken = self.sections.iter().any(|section| &*section.name == name);
        if taken || name.len() > usize::from(u8::MAX) {
            return Err(fault(io::ErrorKind::InvalidInput, "name of a section"));
        }
        let (name, offset) = (name.into(), self.written);
        self.sections.push(Section { name, kind, offset, extents: Vec::new() });
        Ok(())
    }

    fn block(&mut self, stored: &[u8], raw: usize, rows: usize, items: usize) -> io::Result<()> {
        let number = |number| {
            u32::try_from(number).map_err(|_| fault(io::ErrorKind::InvalidInput, "length of a row"))
        };
        let extent = Extent {
            stored: number(stored.len())?,
            raw: number(raw)?,
            crc: crc32fast::hash(stored),
            rows: number(rows)?,
            items: number(items)?,
        };
        self.write(stored)?;
        let section = self.sections.last_mut().expect("a section was begun");
        section.extents.push(extent);
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.out.write_all(bytes)?;
        self.hash.update(bytes);
        self.written += bytes.len() as u64;
        Ok(())
    }
}

fn fault(kind: io::ErrorKind, what: &str) -> io::Error {
    io::Error::new(kind, what)
}
