//! The bodies of a pack in a compiled file, and where the links in them lead. Refuses to know: the rest of
//! the file.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use crate::blocks::{FileWriter, Image, Numbers, Packed, Refusal};
use crate::messages::blocks as say;
use crate::model::columns::fits;
use crate::model::{Bodies, Body, Catalogue, EntryKey, Offsets, Provenance};
use crate::text::markdown::plain;

/// How many claims and sources there are that a body can rest on.
#[derive(Clone, Copy)]
pub struct Limits {
    /// The claims.
    pub claims: usize,
    /// The sources.
    pub sources: usize,
}

impl Limits {
    /// Returns whether every key of a provenance leads somewhere.
    pub fn hold(&self, provenance: &Provenance) -> bool {
        match provenance {
            Provenance::Article { claims } => claims.iter().all(|it| it.index() < self.claims),
            Provenance::Editor { sources, .. } => {
                sources.iter().all(|it| it.index() < self.sources)
            }
        }
    }
}

/// Which texts of a pack hold links to which of its entries. Sentences are read from the texts.
pub struct TextLinks {
    /// Where links lead, ascending.
    to: Numbers,
    /// The entry whose text holds the link, ascending among those that lead to one.
    from: Numbers,
    /// The entries whose text holds a link that may lead into another pack, ascending.
    outside: Numbers,
}

impl TextLinks {
    /// Reads all texts of a pack, which comes first in its catalogue.
    pub fn new(catalogue: &Catalogue, bodies: &[Arc<Body>]) -> Self {
        let mut inside = Vec::new();
        let mut outside = Numbers::new();
        for (entry, body) in catalogue.entries().zip(bodies) {
            let mut leads_out = false;
            for text in body.texts().filter(|text| text.contains('[')) {
                for (_, destination) in &plain(text).links {
                    match catalogue.resolve(catalogue.pack_of(entry), destination) {
                        Some((to, _)) => inside.push((to, entry)),
                        None => leads_out |= names_a_pack(destination),
                    }
                }
            }
            if leads_out {
                outside.push(entry.0);
            }
        }
        inside.sort_unstable();
        inside.dedup();
        let (mut to, mut from) = (Numbers::new(), Numbers::new());
        for (target, entry) in inside {
            to.push(target.0);
            from.push(entry.0);
        }
        Self { to, from, outside }
    }

    /// Writes all links.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        out.numbers("mention.to", &self.to)?;
        out.numbers("mention.from", &self.from)?;
        out.numbers("mention.outside", &self.outside)
    }

    /// Takes the links in the texts of so many entries out of a file; they are read when they are asked
    /// for.
    pub fn read(image: &Image, entries: usize) -> Result<Self, Refusal> {
        let below = |name| image.numbers_below(name, entries as u64);
        let to = below("mention.to")?;
        let from = below("mention.from")?;
        fits(to.len() == from.len(), "mention.from")?;
        Ok(Self { to, from, outside: below("mention.outside")? })
    }

    /// Returns the entries whose text leads to an entry, or may lead to other packs; `None` if it is damaged
    /// where that is said.
    fn leading_to(&self, entry: Option<EntryKey>) -> Option<Vec<EntryKey>> {
        let Some(entry) = entry else {
            return self.outside.iter().map(|number| number.map(EntryKey)).collect();
        };
        let (mut low, mut high) = (0, self.to.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.to.get(middle)? < entry.0 { low = middle + 1 } else { high = middle }
        }
        let mut leading = Vec::new();
        while low < self.to.len() && self.to.get(low)? == entry.0 {
            leading.push(EntryKey(self.from.get(low)?));
            low += 1;
        }
        Some(leading)
    }
}

/// Returns whether a destination that leads nowhere in its own pack is `pack:id`.
fn names_a_pack(destination: &str) -> bool {
    let before_anchor = destination.split('#').next().unwrap_or_default();
    before_anchor.split_once(':').is_some_and(|(_, rest)| !rest.starts_with("//"))
}

/// The bodies of a pack in a file; the last few blocks of them that were read are kept.
pub struct CompiledBodies {
    rows: Packed,
    links: TextLinks,
    limits: Limits,
    moved: Offsets,
}

impl CompiledBodies {
    /// Wraps the rows of a file.
    pub fn new(rows: Packed, links: TextLinks, limits: Limits) -> Self {
        Self { rows, links, limits, moved: Offsets::default() }
    }

    /// Returns the same bodies with their keys moved.
    #[must_use]
    pub fn moved(self, moved: Offsets) -> Self {
        Self { moved, ..self }
    }
}

impl Bodies for CompiledBodies {
    /// Fetches the body of an entry; one that is damaged says so in place of its text.
    fn body(&self, key: EntryKey) -> Arc<Body> {
        let row = self.rows.get(key.index());
        let body = row.and_then(|row| postcard::from_bytes::<Body>(&row).ok());
        let holds = |body: &Body| body.statements.iter().all(|it| self.limits.hold(&it.provenance));
        let body = body.filter(holds).map(|mut body| {
            self.moved.move_body(&mut body);
            body
        });
        let damaged = || Body { markdown: say::DAMAGED_TEXT.into(), ..Body::default() };
        Arc::new(body.unwrap_or_else(damaged))
    }

    fn leading_to(&self, entry: Option<EntryKey>, entries: Range<u32>) -> Vec<EntryKey> {
        match self.links.leading_to(entry) {
            Some(mut leading) => {
                leading.retain(|key| entries.contains(&key.0));
                leading
            }
            None => entries.map(EntryKey).collect(),
        }
    }
}
