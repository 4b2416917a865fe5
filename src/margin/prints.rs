//! The fingerprints of all that the entries of a pack say, as columns in its file: who has read very many
//! entries need not have them read again to see which have changed. Refuses to know: what was read.
//!
//! They hold of a pack alone; beside others an entry may say something else, since it may show titles of
//! theirs. One that is another one than expected says nothing.

use std::io::{self, Write};

use super::{print_of, settled_paragraphs};
use crate::blocks::{FileWriter, Image, Numbers};
use crate::journal::Print;
use crate::model::{EntryKey, Library, PackKey};

/// The sections of a file: the lower and the upper half of each fingerprint.
const LOW: &str = "print.low";
const HIGH: &str = "print.high";

/// The fingerprints of what entries say that follow each other.
pub struct Prints {
    first: EntryKey,
    low: Numbers,
    high: Numbers,
}

impl Prints {
    /// Reads all entries of a pack that is alone in its library.
    pub fn new(library: &Library) -> Self {
        let mut prints = Self { first: EntryKey(0), low: Numbers::new(), high: Numbers::new() };
        for entry in library.catalogue.entries() {
            let Print(print) = print_of(&settled_paragraphs(library, entry));
            prints.low.push(print as u32);
            prints.high.push((print >> 32) as u32);
        }
        prints
    }

    /// Writes them into the file of the pack.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        out.numbers(LOW, &self.low)?;
        out.numbers(HIGH, &self.high)
    }

    /// Takes those of a pack out of its file; `None` if it has none that fit.
    pub(super) fn of_pack(library: &Library, pack: PackKey, image: &Image) -> Option<Self> {
        let entries = &library.catalogue.pack(pack).entries;
        let (low, high) = (image.numbers(LOW).ok()?, image.numbers(HIGH).ok()?);
        let fits = |numbers: &Numbers| numbers.len() == entries.len();
        (fits(&low) && fits(&high)).then_some(Self { first: EntryKey(entries.start), low, high })
    }

    /// Returns the fingerprint of an entry; `None` if that is damaged.
    pub(super) fn get(&self, entry: EntryKey) -> Option<Print> {
        let at = entry.index() - self.first.index();
        let (low, high) = (self.low.get(at)?, self.high.get(at)?);
        Some(Print(u64::from(high) << 32 | u64::from(low)))
    }
}
