//! What single files of a pack say, kept beside the pack that was compiled of them, so that of a folder
//! that has changed only those files are parsed that have. Refuses to know: which these are.

use std::io::{self, Write};

use serde::{Deserialize, Serialize};

use super::position::{At, FileKey};
use super::raw::RawFile;
use super::reader::Notes;
use crate::blocks::{FileWriter, Image, Packed, Refusal};
use crate::model::columns::encoded;

/// The section that has a row for each file; that of `pack.toml` is empty.
const SAID: &str = "said";

/// What a file beside `pack.toml` gave.
pub type Outcome = (RawFile, Notes);

/// What is known of the files of a pack before they are read, and whether it is kept of them.
#[derive(Debug, Default)]
pub struct Earlier {
    /// What they said, if anything was kept.
    pub known: Option<Known>,
    /// Whether what they say is to be kept.
    pub keeps: bool,
}

/// What files said when they were read before.
#[derive(Debug)]
pub struct Known {
    /// What was said.
    pub rows: Packed,
    /// The row of each file beside `pack.toml`, in their order now; `None` for one that has changed.
    pub of: Vec<Option<usize>>,
}

/// What a file said, with the length of its text in bytes.
#[derive(Deserialize, Serialize)]
struct Said {
    length: u64,
    raw: RawFile,
    notes: Notes,
}

impl Earlier {
    /// Returns whether the files hold so much text that it is worth keeping.
    pub fn is_for_much(&self) -> bool {
        self.keeps || self.known.is_some()
    }

    /// Returns what a file said, by its position beside `pack.toml`: its row, the length of its text, and
    /// what it gave; `None` if it has to be read.
    pub fn take(&self, at: usize, file: FileKey) -> Option<(Vec<u8>, u64, Outcome)> {
        let known = self.known.as_ref()?;
        let row = known.rows.get((*known.of.get(at)?)?)?;
        let Said { length, mut raw, mut notes } = postcard::from_bytes(&row).ok()?;
        let mut here = |at: &mut At| at.file = file;
        raw.each_place(&mut here);
        notes.each_place(&mut here);
        let kept = if self.keeps { row.to_vec() } else { Vec::new() };
        Some((kept, length, (raw, notes)))
    }

    /// Makes a row of what a file of so many bytes has given; an empty one if nothing is kept.
    pub fn keep(&self, length: u64, (raw, notes): Outcome) -> (Vec<u8>, Outcome) {
        let said = Said { length, raw, notes };
        // What cannot be kept is read again.
        let row = if self.keeps { encoded(&said).unwrap_or_default() } else { Vec::new() };
        (row, (said.raw, said.notes))
    }
}

/// Writes what all files have said.
pub fn write<W: Write>(rows: &Packed, out: &mut FileWriter<W>) -> io::Result<()> {
    out.packed(SAID, rows)
}

/// Returns what all files have said; it is read when it is asked for.
pub fn read(image: &Image) -> Result<Packed, Refusal> {
    image.packed(SAID)
}
