//! A file as blocks are read from it, whether it is open or part of the program: by position, each held
//! against its checksum, with a list of the damage met. Refuses to know: what stands in a block.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use super::compress::decompress;
use super::fault::{Damage, Fault};
use super::layout::Extent;
use crate::system;

/// Where a block lies.
#[derive(Clone, Debug)]
pub struct Place {
    /// The name of its section.
    pub section: Arc<str>,
    /// Which block of the section.
    pub block: usize,
    /// Where it begins in the file.
    pub offset: u64,
    /// What the directory says of it.
    pub extent: Extent,
}

impl Place {
    /// Returns the bytes of the file that the block takes.
    pub fn bytes(&self) -> Range<u64> {
        self.offset..self.offset + u64::from(self.extent.stored)
    }
}

/// What blocks are read from.
#[derive(Debug)]
pub struct Source {
    file: Bytes,
    /// By where a block lies and its number: blocks without bytes lie where the next one does.
    damage: Mutex<BTreeMap<(u64, usize), Damage>>,
}

/// The bytes of a file.
#[derive(Debug)]
pub enum Bytes {
    /// On disk.
    Open(File),
    /// In the program.
    Embedded(&'static [u8]),
}

impl Bytes {
    /// Returns how many there are.
    pub fn length(&self) -> io::Result<u64> {
        match self {
            Self::Open(file) => Ok(file.metadata()?.len()),
            Self::Embedded(bytes) => Ok(bytes.len() as u64),
        }
    }

    fn read(&self, offset: u64, length: usize) -> io::Result<Cow<'static, [u8]>> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        match self {
            Self::Open(file) => {
                let mut bytes = vec![0; length];
                let read = system::read_at(file, &mut bytes, offset)?;
                if read == length { Ok(bytes.into()) } else { Err(cut()) }
            }
            Self::Embedded(bytes) => {
                let rest = usize::try_from(offset).ok().and_then(|start| bytes.get(start..));
                rest.and_then(|rest| rest.get(..length)).map(Cow::Borrowed).ok_or_else(cut)
            }
        }
    }
}

impl Source {
    /// Wraps the bytes of a file.
    pub fn new(file: Bytes) -> Self {
        Self { file, damage: Mutex::default() }
    }

    /// Reads so many bytes from an offset on. Their number must have been held against the length of
    /// the file.
    pub fn read(&self, offset: u64, length: usize) -> io::Result<Cow<'static, [u8]>> {
        self.file.read(offset, length)
    }

    /// Reads the bytes of a block as they lie in the file, and holds them against its checksum.
    pub fn stored(&self, place: &Place) -> Result<Cow<'static, [u8]>, Fault> {
        let stored = self.read(place.offset, place.extent.stored as usize);
        let stored = stored.map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => Fault::Cut,
            kind => Fault::Unreadable(kind),
        })?;
        if crc32fast::hash(&stored) == place.extent.crc { Ok(stored) } else { Err(Fault::Checksum) }
    }

    /// Notes what is wrong with a block.
    pub fn note(&self, place: &Place, fault: Fault) -> Damage {
        let damage = Damage {
            section: Arc::clone(&place.section),
            block: place.block,
            bytes: place.bytes(),
            fault,
        };
        let mut all = self.damage.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert((place.offset, place.block), damage.clone());
        damage
    }

    /// Returns the damage met so far, in the order of the file.
    pub fn damage(&self) -> Vec<Damage> {
        self.damage.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// Returns the bytes of a block as they were before it was compressed, if it was.
pub fn expand(stored: Cow<'_, [u8]>, extent: &Extent) -> Option<Vec<u8>> {
    if extent.stored == extent.raw {
        Some(stored.into_owned())
    } else {
        decompress(&stored, extent.raw as usize)
    }
}
