//! How a file is laid out: header, directory and trailer. Refuses to know: files, and what stands in a
//! block.
//!
//! ```text
//! header     magic (8), format (4), layout (4)
//! blocks     those of the first section, then those of the next …, one right behind the other
//! directory  how many sections (4), then for each: kind (1), length of the name (1), name, how many
//!            blocks (4), then for each block: bytes in the file (4), bytes when read (4), CRC-32 of
//!            those in the file (4), rows (4), items (4)
//! trailer    where the directory lies (8), its length (8), the length of the file (8), CRC-32 of the
//!            directory (4), BLAKE3 of everything before it (32), magic (8)
//! ```
//!
//! Where all rows of a block of numbers or counts are equal, the block is one number. A block with fewer
//! bytes in the file than when read is compressed. Numbers outside of blocks are little-endian, those in
//! blocks are written as steps (`encode_numbers` in `block.rs`). Where a block lies and which row is its
//! first are sums, so that no directory can make blocks overlap or leave rows out.

use std::sync::Arc;

use super::fault::Refusal;

/// The format that this version writes, and the only one that it reads.
pub const FORMAT: u32 = 8;

/// What a file begins with: a byte that is no text, and a line break that a transfer as text changes.
const MAGIC: [u8; 8] = *b"\x89FOLIO\r\n";
/// What a file ends with.
const END: [u8; 8] = *b"OILOF\r\n\x89";
/// Names the layout: what it is as a number if the bytes are in the order that this says.
const LAYOUT: u32 = 0x0403_0201;

pub const HEADER: u64 = 16;
pub const TRAILER: u64 = 68;
/// How many bytes of the trailer the hash does not cover: itself and the magic behind it.
pub const SEAL: u64 = 40;

/// How many bytes of the directory a block takes.
const EXTENT: usize = 20;
/// How many bytes of the directory a section takes without its name and its blocks.
const SECTION: usize = 6;

/// How many bytes at most one byte in the file may stand for: what LZ4 reaches.
const EXPANSION: u64 = 256;
/// How many bytes a block of several rows may have when read.
const BLOCK_CAP: u64 = 64 << 20;

/// How many equal rows of numbers or counts one block stands for at most, with one number for all of them.
pub const MOST_EQUAL: u32 = 1 << 20;

/// What stands in the blocks of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Texts = 1,
    Numbers,
    Lists,
    Packed,
    Bytes,
}

impl Kind {
    fn of(byte: u8) -> Option<Self> {
        [Self::Texts, Self::Numbers, Self::Lists, Self::Packed, Self::Bytes]
            .into_iter()
            .find(|kind| *kind as u8 == byte)
    }

    /// Returns whether the numbers of a block can be true of a block of this kind, and reading it asks
    /// for no more memory than its length in the file allows.
    fn allows(self, extent: &Extent) -> bool {
        let (stored, raw) = (u64::from(extent.stored), u64::from(extent.raw));
        let (rows, ends) = (extent.rows, 4 * u64::from(extent.rows));
        if self == Self::Bytes {
            return rows == 1 && stored == raw && extent.items == 0;
        }
        let size = stored <= raw && raw <= stored * EXPANSION && (rows == 1 || raw <= BLOCK_CAP);
        let form = match self {
            Self::Numbers | Self::Lists => raw == ends || (raw == 4 && rows <= MOST_EQUAL),
            _ => raw >= ends,
        };
        rows > 0 && size && form && (self == Self::Lists || extent.items == 0)
    }
}

/// What the directory says of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Its length in the file.
    pub stored: u32,
    /// Its length when read; the same if it is not compressed.
    pub raw: u32,
    /// The CRC-32 of its bytes in the file.
    pub crc: u32,
    /// How many rows it has.
    pub rows: u32,
    /// How many items its rows have, in a section of lists.
    pub items: u32,
}

/// What the directory says of a section.
#[derive(Clone, Debug)]
pub struct Section {
    pub name: Arc<str>,
    pub kind: Kind,
    /// Where its first block lies.
    pub offset: u64,
    pub extents: Vec<Extent>,
}

/// Returns the header.
pub fn header() -> Vec<u8> {
    [&MAGIC[..], &FORMAT.to_le_bytes(), &LAYOUT.to_le_bytes()].concat()
}

/// Holds the first bytes of a file, as many as the header has or all of them, against the header.
pub fn check_header(bytes: &[u8]) -> Result<(), Refusal> {
    let magic = bytes.len().min(MAGIC.len());
    if magic == 0 || bytes[..magic] != MAGIC[..magic] {
        return Err(Refusal::Foreign);
    }
    let mut rest = Reader(&bytes[magic..]);
    let version = rest.number().ok_or(Refusal::Cut)?;
    if version > FORMAT {
        return Err(Refusal::Newer { version });
    }
    if version < FORMAT {
        return Err(Refusal::Older { version });
    }
    let layout = rest.number().ok_or(Refusal::Cut)?;
    if layout == LAYOUT { Ok(()) } else { Err(Refusal::Directory) }
}

/// What the trailer says.
pub struct Trailer {
    /// Where the directory lies.
    pub directory: u64,
    /// Its length.
    pub length: u64,
    /// Its CRC-32.
    pub crc: u32,
}

impl Trailer {
    /// Returns the part of the trailer before the hash.
    pub fn encode(&self) -> Vec<u8> {
        let end = self.directory + self.length + TRAILER;
        let mut bytes = Vec::new();
        for number in [self.directory, self.length, end] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(self.crc.to_le_bytes());
        bytes
    }

    /// Returns the rest of the trailer.
    pub fn seal(hash: blake3::Hash) -> Vec<u8> {
        [&hash.as_bytes()[..], &END].concat()
    }

    /// Decodes the last bytes of a file of some length, as many as the trailer has, with the hash.
    pub fn decode(bytes: &[u8], file: u64) -> Result<(Self, blake3::Hash), Refusal> {
        let mut rest = Reader(bytes);
        let mut long = || rest.take().map(u64::from_le_bytes).ok_or(Refusal::Cut);
        let (directory, length, end) = (long()?, long()?, long()?);
        let crc = rest.number().ok_or(Refusal::Cut)?;
        let hash = rest.take().map(blake3::Hash::from_bytes).ok_or(Refusal::Cut)?;
        if end != file || rest.0 != END {
            return Err(Refusal::Cut);
        }
        let expected = directory.checked_add(length).and_then(|sum| sum.checked_add(TRAILER));
        if directory < HEADER || expected != Some(file) {
            return Err(Refusal::Directory);
        }
        Ok((Self { directory, length, crc }, hash))
    }
}

/// Returns the directory of some sections.
pub fn directory(sections: &[Section]) -> Vec<u8> {
    let mut bytes = (sections.len() as u32).to_le_bytes().to_vec();
    for section in sections {
        bytes.extend([section.kind as u8, section.name.len() as u8]);
        bytes.extend(section.name.as_bytes());
        bytes.extend((section.extents.len() as u32).to_le_bytes());
        for extent in &section.extents {
            for number in [extent.stored, extent.raw, extent.crc, extent.rows, extent.items] {
                bytes.extend(number.to_le_bytes());
            }
        }
    }
    bytes
}

/// Decodes a directory that lies at `end`; `None` if it contradicts itself or where it lies.
pub fn sections(bytes: &[u8], end: u64) -> Option<Vec<Section>> {
    let mut rest = Reader(bytes);
    let mut offset = HEADER;
    let count = rest.count(SECTION)?;
    let mut sections: Vec<Section> = Vec::with_capacity(count);
    for _ in 0..count {
        let section = rest.section(offset)?;
        if sections.iter().any(|other| other.name == section.name) {
            return None;
        }
        offset += section.extents.iter().map(|extent| u64::from(extent.stored)).sum::<u64>();
        sections.push(section);
    }
    (rest.0.is_empty() && offset == end).then_some(sections)
}

/// Bytes that are still to be decoded.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (front, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*front)
    }

    fn number(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    /// Returns how many follow of something that takes at least `size` bytes each.
    fn count(&mut self, size: usize) -> Option<usize> {
        let count = self.number()? as usize;
        (count <= self.0.len() / size).then_some(count)
    }

    fn string(&mut self, length: usize) -> Option<&'a str> {
        let (front, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        str::from_utf8(front).ok()
    }

    fn section(&mut self, offset: u64) -> Option<Section> {
        let [kind, length] = self.take()?;
        let kind = Kind::of(kind)?;
        let name = self.string(length.into())?.into();
        let count = self.count(EXTENT)?;
        let mut extents = Vec::with_capacity(count);
        for _ in 0..count {
            let extent = Extent {
                stored: self.number()?,
                raw: self.number()?,
                crc: self.number()?,
                rows: self.number()?,
                items: self.number()?,
            };
            kind.allows(&extent).then(|| extents.push(extent))?;
        }
        (kind != Kind::Bytes || count == 1).then_some(Section { name, kind, offset, extents })
    }
}
