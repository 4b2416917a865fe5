//! Why a file is not opened, and what is damaged in one that is. Refuses to know: sentences.

use std::io;
use std::ops::Range;
use std::sync::Arc;

/// Why a file, or a part of it, cannot be used.
#[derive(Debug)]
pub enum Refusal {
    /// It is no file of this kind.
    Foreign,
    /// It is not as long as it was written, or something stands behind its end.
    Cut,
    /// It is of a newer format.
    Newer {
        /// The format of the file.
        version: u32,
    },
    /// It is of an older format.
    Older {
        /// The format of the file.
        version: u32,
    },
    /// Its header, its directory or its trailer is damaged.
    Directory,
    /// It has no section of this name and kind.
    Missing {
        /// The name that was asked for.
        section: String,
    },
    /// What it holds in a section does not fit what it holds in others.
    Contradiction {
        /// The name of the section.
        section: String,
    },
    /// What was asked for as a whole is damaged.
    Damaged(Damage),
    /// It cannot be read.
    Unreadable(io::Error),
}

/// A block of an open file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// The name of the section.
    pub section: Arc<str>,
    /// Which block of the section, the first being 0.
    pub block: usize,
    /// Where the block lies in the file.
    pub bytes: Range<u64>,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file ends before it.
    Cut,
    /// It cannot be read.
    Unreadable(io::ErrorKind),
    /// Its bytes are others than those that were written.
    Checksum,
    /// Its bytes are those that were written, but not what its section holds.
    Contents,
}
