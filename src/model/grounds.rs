//! The columns of claims and of typed links. Refuses to know: entries, packs.

use std::io::{self, Write};

use super::body::{By, Certainty, Provenance};
use super::columns::{Keys, fits, lists, numbers_below};
use super::ids::{ClaimKey, EntryKey, PlaceKey, RelationKey, SourceKey};
use super::link::{Joint, Link, NewLink};
use super::offsets::Offsets;
use super::source::{Claim, NewClaim};
use crate::blocks::{FileWriter, Image, Lists, Numbers, Refusal, Texts};

/// All claims, one column a field.
#[derive(Clone, Debug, Default)]
pub struct Claims {
    id: Texts,
    place: Keys,
    text: Texts,
}

impl Claims {
    /// Appends a claim.
    pub fn push(&mut self, claim: &NewClaim) {
        self.id.push(&claim.id);
        self.place.push(claim.place.0);
        self.text.push(&claim.text);
    }

    /// Returns claim `row`.
    pub fn get(&self, row: usize) -> Claim<'_> {
        Claim { id: self.id.get(row), place: self.place(row), text: self.text.get(row) }
    }

    /// Returns the place of claim `row`; nothing else of it is read.
    pub fn place(&self, row: usize) -> PlaceKey {
        PlaceKey(self.place.get(row))
    }

    /// Counts the claims.
    pub fn len(&self) -> usize {
        self.id.len()
    }

    /// Puts other claims behind these.
    pub fn append(&mut self, other: &Self, moved: &Offsets) {
        self.id.append(&other.id);
        self.place.append(&other.place, moved.places, 0);
        self.text.append(&other.text);
    }

    /// Writes all claims.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        out.texts("claim.id", &self.id)?;
        self.place.write("claim.place", out)?;
        out.texts("claim.text", &self.text)
    }

    /// Takes claims out of a file, which lie in so many places.
    pub fn read(image: &Image, places: usize) -> Result<Self, Refusal> {
        let (id, text) = (image.texts("claim.id")?, image.texts("claim.text")?);
        fits(id.len() == text.len(), "claim.text")?;
        let place = Keys::read("claim.place", image, id.len(), places)?;
        Ok(Self { id, place, text })
    }
}

/// How many of everything that a link names there are.
pub struct LinkEnds {
    /// The entries.
    pub entries: usize,
    /// The relations.
    pub relations: usize,
    /// The claims.
    pub claims: usize,
    /// The sources.
    pub sources: usize,
}

/// All typed links, one column a field.
#[derive(Clone, Debug, Default)]
pub struct Links {
    from: Keys,
    to: Keys,
    relation: Keys,
    reason: Texts,
    /// A [`Voice`] for each link.
    voice: Numbers,
    /// How many claims each link rests on.
    claims: Lists,
    claim: Keys,
    /// How many sources each link rests on.
    sources: Lists,
    source: Keys,
}

/// Who says a link, as it is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Voice {
    None,
    Article,
    Editor(Certainty),
}

impl Voice {
    /// All voices, each at the place of its number.
    const ALL: [Self; 5] = [
        Self::None,
        Self::Article,
        Self::Editor(Certainty::Sourced),
        Self::Editor(Certainty::General),
        Self::Editor(Certainty::Inferred),
    ];

    fn number(self) -> u32 {
        Self::ALL.iter().position(|one| *one == self).expect("all voices are there") as u32
    }
}

impl Links {
    /// Appends a link.
    pub fn push(&mut self, link: &NewLink) {
        self.from.push(link.from.0);
        self.to.push(link.to.0);
        self.relation.push(link.relation.0);
        self.reason.push(&link.reason);
        let (voice, claims, sources): (_, &[ClaimKey], &[SourceKey]) = match &link.provenance {
            None => (Voice::None, &[], &[]),
            Some(Provenance::Article { claims }) => (Voice::Article, claims, &[]),
            Some(Provenance::Editor { certainty, sources }) => {
                (Voice::Editor(*certainty), &[], sources)
            }
        };
        self.voice.push(voice.number());
        self.claims.push(claims.len());
        for claim in claims {
            self.claim.push(claim.0);
        }
        self.sources.push(sources.len());
        for source in sources {
            self.source.push(source.0);
        }
    }

    /// Returns link `row`.
    pub fn get(&self, row: usize) -> Link<'_> {
        let Joint { from, to, relation } = self.joint(row);
        Link {
            from,
            to,
            relation,
            reason: self.reason.get(row),
            by: match self.voice(row) {
                Voice::None => None,
                Voice::Article => Some(By::Article),
                Voice::Editor(_) => Some(By::Editor),
            },
        }
    }

    /// Returns what link `row` joins.
    pub fn joint(&self, row: usize) -> Joint {
        Joint {
            from: EntryKey(self.from.get(row)),
            to: EntryKey(self.to.get(row)),
            relation: RelationKey(self.relation.get(row)),
        }
    }

    /// Goes through what all links join.
    pub fn joints(&self) -> impl Iterator<Item = Joint> {
        let ends = self.from.iter().zip(self.to.iter());
        ends.zip(self.relation.iter()).map(|((from, to), relation)| Joint {
            from: EntryKey(from),
            to: EntryKey(to),
            relation: RelationKey(relation),
        })
    }

    /// Returns who says link `row`, and on what ground.
    pub fn provenance(&self, row: usize) -> Option<Provenance> {
        let claims = || self.claims.get(row).map(|item| ClaimKey(self.claim.get(item)));
        let sources = || self.sources.get(row).map(|item| SourceKey(self.source.get(item)));
        match self.voice(row) {
            Voice::None => None,
            Voice::Article => Some(Provenance::Article { claims: claims().collect() }),
            Voice::Editor(certainty) => {
                Some(Provenance::Editor { certainty, sources: sources().collect() })
            }
        }
    }

    fn voice(&self, row: usize) -> Voice {
        let number = self.voice.get(row).and_then(|number| Voice::ALL.get(number as usize));
        *number.expect("voices are read when a file is opened")
    }

    /// Counts the links.
    pub fn len(&self) -> usize {
        self.reason.len()
    }

    /// Puts other links behind these.
    pub fn append(&mut self, other: &Self, moved: &Offsets) {
        self.from.append(&other.from, moved.entries, 0);
        self.to.append(&other.to, moved.entries, 0);
        self.relation.append(&other.relation, moved.relations, moved.reserved);
        self.reason.append(&other.reason);
        self.voice.append(&other.voice);
        self.claims.append(&other.claims);
        self.claim.append(&other.claim, moved.claims, 0);
        self.sources.append(&other.sources);
        self.source.append(&other.source, moved.sources, 0);
    }

    /// Writes all links.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        self.from.write("link.from", out)?;
        self.to.write("link.to", out)?;
        self.relation.write("link.relation", out)?;
        out.texts("link.reason", &self.reason)?;
        out.numbers("link.voice", &self.voice)?;
        out.lists("link.claims", &self.claims)?;
        self.claim.write("link.claim", out)?;
        out.lists("link.sources", &self.sources)?;
        self.source.write("link.source", out)
    }

    /// Takes links out of a file.
    pub fn read(image: &Image, ends: &LinkEnds) -> Result<Self, Refusal> {
        let reason = image.texts("link.reason")?;
        let rows = reason.len();
        let from = Keys::read("link.from", image, rows, ends.entries)?;
        let to = Keys::read("link.to", image, rows, ends.entries)?;
        let relation = Keys::read("link.relation", image, rows, ends.relations)?;
        let voice = numbers_below("link.voice", image, rows, Voice::ALL.len() as u64)?;
        let named = items("link.claim", image)?;
        let claim = Keys::read("link.claim", image, named, ends.claims)?;
        let claims = lists("link.claims", image, rows, named)?;
        let named = items("link.source", image)?;
        let source = Keys::read("link.source", image, named, ends.sources)?;
        let sources = lists("link.sources", image, rows, named)?;
        Ok(Self { from, to, relation, reason, voice, claims, claim, sources, source })
    }
}

/// Counts the keys that links rest on. Equal ones take no room in a file, but no file names more than it
/// has bytes.
fn items(name: &str, image: &Image) -> Result<usize, Refusal> {
    let items = image.numbers(name)?.len();
    fits(items as u64 <= image.length(), name)?;
    Ok(items)
}
