//! From the ids of a pack to its entries. Refuses to know: keys of other packs.

use std::collections::HashMap;
use std::io::{self, Write};

use foldhash::fast::RandomState;

use crate::blocks::{FileWriter, Image, Numbers, Refusal, Texts};
use crate::model::columns::fits;

/// The character that comes right behind a slash.
const AFTER_SLASH: char = '0';

/// Which entry of a pack, counted from its first, has an id or had it once.
#[derive(Clone, Debug)]
pub enum Ids {
    /// Of a pack that is being put together.
    Built(HashMap<Box<str>, u32, RandomState>),
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
        Self::Built(HashMap::default())
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

    fn built(&mut self) -> &mut HashMap<Box<str>, u32, RandomState> {
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
                let at = first_from(ids, id);
                if ids.get(at) == id { entries.get(at) } else { None }
            }
        }
    }

    /// Returns the entries of all ids that have `slug` behind their first slash, in no order. Looks at every
    /// id of a pack that is being put together, and at a few for each text before a slash of one in a file.
    pub fn with_slug(&self, slug: &str) -> Vec<u32> {
        match self {
            Self::Built(all) => {
                let has_slug = |id: &str| id.split_once('/').is_some_and(|(_, it)| it == slug);
                all.iter().filter(|(id, _)| has_slug(id)).map(|(_, entry)| *entry).collect()
            }
            Self::Stored { ids, entries } => {
                let mut found = Vec::new();
                let mut at = 0;
                while at < ids.len() {
                    let Some((prefix, _)) = ids.get(at).split_once('/') else {
                        at += 1;
                        continue;
                    };
                    let wanted = format!("{prefix}/{slug}");
                    let there = first_from(ids, &wanted);
                    if ids.get(there) == wanted {
                        found.extend(entries.get(there));
                    }
                    // What comes right behind a slash ends the ids that begin with the prefix; where ids are
                    // damaged, they may not be in order.
                    at = first_from(ids, &format!("{prefix}{AFTER_SLASH}")).max(at + 1);
                }
                found
            }
        }
    }

    /// Writes all ids, sorted.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        let (sorted_ids, sorted_entries);
        let (ids, entries) = match self {
            Self::Built(built) => {
                (sorted_ids, sorted_entries) = sorted(built);
                (&sorted_ids, &sorted_entries)
            }
            Self::Stored { ids, entries } => (ids, entries),
        };
        out.texts("id.text", ids)?;
        out.numbers("id.entry", entries)
    }

    /// Takes the ids of a pack of so many entries out of a file.
    pub fn read(image: &Image, count: usize) -> Result<Self, Refusal> {
        let ids = image.texts("id.text")?;
        fits(ids.len() >= count, "id.text")?;
        let entries = image.numbers_below("id.entry", count as u64)?;
        fits(entries.len() == ids.len(), "id.entry")?;
        Ok(Self::Stored { ids, entries })
    }
}

/// Returns ids in ascending order, and the entry of each.
fn sorted(built: &HashMap<Box<str>, u32, RandomState>) -> (Texts, Numbers) {
    let mut sorted: Vec<(&str, u32)> = built.iter().map(|(id, entry)| (&**id, *entry)).collect();
    sorted.sort_unstable();
    let (mut ids, mut entries) = (Texts::new(), Numbers::new());
    for (id, entry) in sorted {
        ids.push(id);
        entries.push(entry);
    }
    (ids, entries)
}

/// Returns the first row of ascending ids that is not before `id`.
fn first_from(ids: &Texts, id: &str) -> usize {
    let (mut low, mut high) = (0, ids.len());
    while low < high {
        let middle = low + (high - low) / 2;
        if ids.get(middle) < id { low = middle + 1 } else { high = middle }
    }
    low
}
