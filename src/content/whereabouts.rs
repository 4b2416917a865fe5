//! Where everything that was opened is in its files: for editors, and for the rules that need
//! the whole pack.

use std::collections::HashSet;
use std::io::{self, Write};
use std::num::NonZeroU32;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::position::{At, FileKey, Spot};
use super::raw::{Namespace, Word};
use super::source::Input;
use crate::blocks::{FileWriter, Image, Numbers, Refusal};
use crate::model::columns::{Keys, numbers};
use crate::model::{EntryKey, Offsets, PackKey};

/// Where everything that was opened is in its files.
#[derive(Debug, Default)]
pub struct Whereabouts {
    /// The names of the files.
    pub files: Files,
    /// Where each entry begins.
    pub entries: EntryPlaces,
    /// What the rules for whole packs need; empty if the packs were opened for reading.
    pub evidence: Evidence,
}

impl Whereabouts {
    /// Returns the file on disk that holds an entry; `None` if the pack is in the binary, or it is damaged
    /// where that is said.
    pub fn path(&self, entry: EntryKey) -> Option<&Path> {
        match self.files.input(self.entries.get(entry)?.file) {
            Some(Input::Path(path)) => Some(path),
            _ => None,
        }
    }

    /// Returns the file of an entry, as the user would name it, and its line; no name if the pack is damaged
    /// where that is said.
    pub fn entry(&self, entry: EntryKey) -> (&str, Option<u32>) {
        let named = |at: At| (self.files.name(at.file), at.spot.map(|spot| spot.line.get()));
        self.entries.get(entry).map_or(("", None), named)
    }
}

/// Where each entry begins.
#[derive(Clone, Debug, Default)]
pub struct EntryPlaces {
    file: Keys,
    /// 0 where the whole file is meant, as for `column`.
    line: Numbers,
    column: Numbers,
}

impl EntryPlaces {
    /// Appends the place of the next entry.
    pub fn push(&mut self, at: At) {
        let (line, column) = at.spot.map_or((0, 0), |it| (it.line.get(), it.column.get()));
        self.file.push(at.file.0);
        self.line.push(line);
        self.column.push(column);
    }

    /// Returns the place of an entry; `None` if it is damaged where that is said.
    pub fn get(&self, entry: EntryKey) -> Option<At> {
        let number = |numbers: &Numbers| numbers.get(entry.index()).and_then(NonZeroU32::new);
        let spot = number(&self.line)
            .zip(number(&self.column))
            .map(|(line, column)| Spot { line, column });
        Some(At { file: FileKey(self.file.find(entry.index())?), spot })
    }

    /// Returns the file of an entry; `None` if it is damaged where that is said.
    pub fn file(&self, entry: EntryKey) -> Option<FileKey> {
        self.file.find(entry.index()).map(FileKey)
    }

    /// Puts the places of another pack behind these, whose files are so many further on.
    pub fn append(&mut self, other: &Self, files: u32) {
        self.file.append(&other.file, files, 0);
        self.line.append(&other.line);
        self.column.append(&other.column);
    }

    /// Writes all places, counting files from the pack's first.
    pub fn write<W: Write>(&self, first: FileKey, out: &mut FileWriter<W>) -> io::Result<()> {
        let mut file = Numbers::new();
        for row in 0..self.line.len() {
            file.push(self.file.get(row) - first.0);
        }
        out.numbers("at.file", &file)?;
        out.numbers("at.line", &self.line)?;
        out.numbers("at.column", &self.column)
    }

    /// Takes the places of so many entries, in so many files, out of a file; they are read when they are
    /// asked for.
    pub fn read(image: &Image, entries: usize, files: usize) -> Result<Self, Refusal> {
        Ok(Self {
            file: Keys::read_later("at.file", image, entries, files)?,
            line: numbers("at.line", image, entries)?,
            column: numbers("at.column", image, entries)?,
        })
    }
}

/// Where things are in their files, for the rules that need the whole pack.
#[derive(Debug, Default)]
pub struct Evidence {
    /// Where each title is, by entry key.
    pub titles: Vec<At>,
    /// Where each alias is, by entry key.
    pub aliases: Vec<Vec<At>>,
    /// Where each theme is declared, by theme key; `None` for one that only its entries name.
    pub themes: Vec<Option<At>>,
    /// The pack of each source, by source key.
    pub sources: Vec<PackKey>,
    /// Where each place is, by place key.
    pub places: Vec<At>,
    /// Where each claim is, by claim key.
    pub claims: Vec<At>,
    /// References in texts.
    pub references: Vec<Reference>,
    /// Entries with a mistake in their text, so that it may not be all there.
    pub damaged: HashSet<EntryKey>,
    /// What each pack lost, by pack key.
    pub losses: Vec<Losses>,
}

impl Evidence {
    /// Adds that of another pack, whose keys move so far.
    pub fn append(&mut self, mut other: Self, moved: &Offsets) {
        self.titles.append(&mut other.titles);
        self.aliases.append(&mut other.aliases);
        self.themes.append(&mut other.themes);
        self.sources.extend(other.sources.into_iter().map(|pack| moved.pack(pack)));
        self.places.append(&mut other.places);
        self.claims.append(&mut other.claims);
        self.references.extend(other.references.into_iter().map(|reference| Reference {
            pack: moved.pack(reference.pack),
            from: reference.from.map(|from| moved.entry(from)),
            word: reference.word,
        }));
        self.damaged.extend(other.damaged.into_iter().map(|entry| moved.entry(entry)));
        self.losses.append(&mut other.losses);
    }
}

/// A reference in a text.
#[derive(Debug)]
pub struct Reference {
    /// The pack whose text it is.
    pub pack: PackKey,
    /// The entry whose text it is; `None` for the texts of claims, themes and the pack.
    pub from: Option<EntryKey>,
    /// What it says, and where.
    pub word: Word,
}

/// What a pack lost on the way, so that what follows from it is not reported again.
#[derive(Debug, Default, Deserialize, Serialize)]
pub struct Losses {
    /// Ids that were left out.
    pub ids: HashSet<(Namespace, Box<str>)>,
    /// Words that may be references, in what was left out.
    pub mentioned: HashSet<Box<str>>,
    /// Whether a whole file could not be read.
    pub unread: bool,
    /// Whether nothing is lost if nothing links to an entry, as in a list of words.
    pub is_list: bool,
}

impl Losses {
    /// Returns whether a reference may lead to something that was lost.
    pub fn explain(&self, kind: Namespace, id: &str) -> bool {
        self.unread || self.ids.contains(&(kind, id.into()))
    }

    /// Returns whether something that was lost may have referred to an id.
    pub fn may_mention(&self, id: &str) -> bool {
        self.unread || self.is_list || self.mentioned.contains(id)
    }

    /// Returns whether an entry of a theme may be among what was lost.
    pub fn may_fill(&self, theme: &str) -> bool {
        let inside = |id: &str| id.split_once('/').is_some_and(|(prefix, _)| prefix == theme);
        self.unread
            || self.mentioned.contains(theme)
            || self.ids.iter().any(|(kind, id)| *kind == Namespace::Entry && inside(id))
    }

    /// Adds what a part of a file lost.
    pub fn merge(&mut self, other: Self) {
        self.ids.extend(other.ids);
        self.mentioned.extend(other.mentioned);
        self.unread |= other.unread;
        self.is_list |= other.is_list;
    }

    /// Adds everything in a text that does not parse that looks like an id or a reference.
    pub fn scan(&mut self, text: &str) {
        const KINDS: [Namespace; 6] = [
            Namespace::Entry,
            Namespace::Claim,
            Namespace::Place,
            Namespace::Source,
            Namespace::Theme,
            Namespace::Relation,
        ];
        for line in text.lines() {
            let words = line.split(|c: char| !c.is_alphanumeric() && !"-._/".contains(c));
            self.mentioned.extend(words.filter(|word| !word.is_empty()).map(Into::into));
            if let Some(id) = id_in(line) {
                self.ids.extend(KINDS.map(|kind| (kind, id.into())));
            }
        }
    }
}

/// Finds the id in a line that looks like `id = "…"`.
fn id_in(line: &str) -> Option<&str> {
    let value = line.trim_start().strip_prefix("id")?.trim_start().strip_prefix('=')?;
    let value = value.trim().trim_start_matches(['"', '\'']);
    value.split(['"', '\'']).next().filter(|id| !id.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_parse_still_tells_its_ids_and_references() {
        let mut losses = Losses::default();
        losses.scan("id = \"term/ppp\ntheme='glossary'\nclaims = [\"m5.02\"");
        assert!(losses.explain(Namespace::Entry, "term/ppp"));
        assert!(!losses.explain(Namespace::Entry, "term/other"));
        assert!(losses.may_mention("m5.02") && !losses.may_mention("m5.03"));
        assert!(losses.may_fill("term") && losses.may_fill("glossary"));
        assert!(!losses.may_fill("mechanism"));
    }
}
