//! From the ids of a pack to its entries. Refuses to know: keys of other packs.

use std::collections::HashMap;
use std::io::{self, Write};

use crate::blocks::{FileWriter, Image, Numbers, Refusal, Texts};
use crate::model::columns::{fits, numbers_below};

/// Which entry of a pack, counted from its first, has an id or had it once.
#[derive(Clone, Debug)]
pub enum Ids {
    /// Of a pack that is being put together.
    Built(HashMap<Box<str>, u32>),
    /// Of a pack in a file.
    Stored {
        /// All ids, ascending.
        ids: Texts,
        /// The entry of each.
        entries: Numbers,
    },
}

impl Default for Ids {
    fn default() -> Self {
        Self::Built(HashMap::new())
    }
}

impl Ids {
    /// Adds the id of an entry; it stands before the same former id of another.
    pub fn add(&mut self, id: &str, entry: u32) {
        self.built().insert(id.into(), entry);
    }

    /// Adds a former id of an entry; the first entry that had it keeps it.
    pub fn add_former(&mut self, id: &str, entry: u32) {
        self.built().entry(id.into()).or_insert(entry);
    }

    fn built(&mut self) -> &mut HashMap<Box<str>, u32> {
        match self {
            Self::Built(ids) => ids,
            Self::Stored { .. } => panic!("a pack in a file has all its entries"),
        }
    }

    /// Returns the entry of an id.
    pub fn get(&self, id: &str) -> Option<u32> {
        match self {
            Self::Built(ids) => ids.get(id).copied(),
            Self::Stored { ids, entries } => {
                let (mut low, mut high) = (0, ids.len());
                while low < high {
                    let middle = low + (high - low) / 2;
                    if ids.get(middle) < id { low = middle + 1 } else { high = middle }
                }
                if ids.get(low) == id { entries.get(low) } else { None }
            }
        }
    }

    /// Writes all ids, sorted.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let (mut ids, mut entries) = (Texts::new(), Numbers::new());
        match self {
            Self::Built(built) => {
                let mut sorted: Vec<(&str, u32)> =
                    built.iter().map(|(id, entry)| (&**id, *entry)).collect();
                sorted.sort_unstable();
                for (id, entry) in sorted {
                    ids.push(id);
                    entries.push(entry);
                }
            }
            Self::Stored { ids: all, entries: of } => {
                ids.append(all);
                entries.append(of);
            }
        }
        out.texts("id.text", &ids)?;
        out.numbers("id.entry", &entries)
    }

    /// Takes the ids of a pack of so many entries out of a file.
    pub fn read(image: &Image, count: usize) -> Result<Self, Refusal> {
        let ids = image.texts("id.text")?;
        fits(ids.len() >= count, "id.text")?;
        let entries = numbers_below("id.entry", image, ids.len(), count as u64)?;
        Ok(Self::Stored { ids, entries })
    }
}
