//! Links in text, indexed by where they lead and where they stand: those of packs in files as they lie
//! there, the others read from the texts.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;

use super::text_links::{Growing, TextLinks, is_damaged};
use super::way::Way;
use crate::blocks::{FileWriter, first_where};
use crate::model::{Catalogue, EntryKey, Library, PackKey, Related};

/// The links in the text of all bodies, indexed by both ends.
///
/// Built separately from [`super::Graph`], because it may read every body.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Those in texts that were read.
    read: TextLinks,
    /// Those that lie in files, pack by pack.
    stored: Vec<Stored>,
}

/// The links in the texts of a pack within it, as they lie in its file.
#[derive(Clone, Debug)]
struct Stored {
    /// The entries of the pack.
    entries: Range<u32>,
    links: TextLinks,
    /// Those whose text may lead into other packs that are open, ascending: all links of theirs are among
    /// those that were read, and those within the pack are here as well.
    read: Vec<EntryKey>,
}

impl Mentions {
    /// Finds the links in all texts: reads those that lie in no file, and those that lead into other packs.
    pub fn new(library: &Library) -> Self {
        let catalogue = &*library.catalogue;
        let (mut growing, mut all) = (Growing::default(), Vec::new());
        for pack in catalogue.pack_keys() {
            let stored = Stored::find(library, pack).filter(|stored| stored.links.is_whole());
            let mut read = |from: EntryKey, known: &Range<u32>| {
                let known = |to: EntryKey| known.contains(&to.0);
                growing.read(catalogue, from, &library.body(from), |_| true, known);
            };
            match stored {
                Some(stored) => {
                    stored.read.iter().for_each(|from| read(*from, &stored.entries));
                    all.push(stored);
                }
                None => catalogue.entries_of_pack(pack).for_each(|from| read(from, &(0..0))),
            }
        }
        Self { read: growing.finish(catalogue.len()), stored: all }
    }

    /// Finds the links from and to some entries; reads no text of a pack in a file, but those that lead
    /// into other packs.
    pub fn around(library: &Library, entries: &[EntryKey]) -> Self {
        let catalogue = &*library.catalogue;
        let entries: BTreeSet<EntryKey> = entries.iter().copied().collect();
        let mut growing = Growing::default();
        for pack in catalogue.pack_keys() {
            let read = |growing: &mut Growing, from: EntryKey| {
                let own = entries.contains(&from);
                let wanted = |to: EntryKey| own || entries.contains(&to);
                growing.read(catalogue, from, &library.body(from), wanted, |_| false);
            };
            let around = Stored::find(library, pack)
                .and_then(|stored| stored.around(&entries).map(|links| (stored, links)))
                .filter(|_| !library.image(pack).is_some_and(|image| is_damaged(image)));
            let Some((stored, links)) = around else {
                catalogue.entries_of_pack(pack).for_each(|from| read(&mut growing, from));
                continue;
            };
            let mut unread = stored.read.iter().copied().peekable();
            for (from, to, link) in links {
                while let Some(earlier) = unread.next_if(|one| *one < from) {
                    read(&mut growing, earlier);
                }
                if unread.peek() != Some(&from) {
                    growing.push(from, to, stored.links.sentence(link), false);
                }
            }
            unread.for_each(|from| read(&mut growing, from));
        }
        Self { read: growing.finish(catalogue.len()), stored: Vec::new() }
    }

    /// Writes the links in the texts of a pack that is alone in its library and lies in no file.
    pub fn write<W: Write>(&self, out: &mut FileWriter<W>) -> io::Result<()> {
        self.read.write(out)
    }

    /// Returns whether the links in the texts of all packs lie in files.
    pub fn are_stored(library: &Library) -> bool {
        library.catalogue.pack_keys().all(|pack| Stored::find(library, pack).is_some())
    }

    /// Returns the links in texts that lead to `entry`, in pack order, one of each text and with the first
    /// sentence that holds it.
    pub fn of(&self, entry: EntryKey) -> TextEnds<'_> {
        let read = self.read.arriving(entry);
        let Some(stored) = self.stored_at(entry) else {
            return TextEnds { pieces: [self.read_piece(Way::Arriving, read), None, None] };
        };
        // Those that were read stand in the texts of other packs.
        let is_before = |place: usize| {
            let end = self.read.arriving_at(place).and_then(|link| self.read.ends(link));
            end.is_some_and(|(from, _)| from.0 < stored.entries.start)
        };
        let middle = first_where(read.clone(), |place| !is_before(place));
        let own = stored.links.arriving(stored.inner(entry));
        TextEnds {
            pieces: [
                self.read_piece(Way::Arriving, read.start..middle),
                Some(stored.piece(Way::Arriving, own)),
                self.read_piece(Way::Arriving, middle..read.end),
            ],
        }
    }

    /// Returns the links in the text of `entry`, one to each entry that it leads to, in the order of the
    /// text and with the first sentence that holds it.
    pub fn from(&self, entry: EntryKey) -> TextEnds<'_> {
        let stored = self.stored_at(entry);
        let piece = match stored.filter(|it| it.read.binary_search(&entry).is_err()) {
            Some(stored) => {
                let own = stored.links.leaving(stored.inner(entry));
                Some(stored.piece(Way::Leaving, own))
            }
            None => self.read_piece(Way::Leaving, self.read.leaving(entry)),
        };
        TextEnds { pieces: [piece, None, None] }
    }

    /// Returns the link to `to` in the text of `from` as it reads from there, if there is one.
    pub fn leading(&self, from: EntryKey, to: EntryKey) -> Option<Related> {
        let mention = self.between(from, to)?;
        Some(Related { inverse: false, entry: to, ..mention })
    }

    /// Returns the mention of `to` in the text of `from`, if that links to it.
    pub fn between(&self, from: EntryKey, to: EntryKey) -> Option<Related> {
        let arriving = self.of(to);
        let at = first_where(0..arriving.len(), |at| arriving.entry(at) >= from);
        (at < arriving.len() && arriving.entry(at) == from).then(|| arriving.read(at))
    }

    fn stored_at(&self, entry: EntryKey) -> Option<&Stored> {
        let at = self.stored.partition_point(|stored| stored.entries.end <= entry.0);
        self.stored.get(at).filter(|stored| stored.entries.contains(&entry.0))
    }

    fn read_piece(&self, way: Way, at: Range<usize>) -> Option<Piece<'_>> {
        (!at.is_empty()).then_some(Piece { links: &self.read, first: 0, way, at })
    }
}

impl Stored {
    /// Finds the links in the texts of a pack, which are read when they are asked for; `None` if its file
    /// has none that fit, or if it lies in no file.
    fn find(library: &Library, pack: PackKey) -> Option<Self> {
        let image = library.image(pack)?;
        let entries = library.catalogue.pack(pack).entries.clone();
        let links = TextLinks::read(image, entries.len()).ok()?;
        let is_alone = library.catalogue.packs().len() == 1;
        let mut read = if is_alone { Vec::new() } else { links.outside()? };
        for entry in &mut read {
            entry.0 += entries.start;
        }
        Some(Self { entries, links, read })
    }

    /// Returns the links from and to those of some entries that are in the pack, with their ends, in the
    /// order of the file; `None` if they are damaged.
    fn around(&self, entries: &BTreeSet<EntryKey>) -> Option<Vec<(EntryKey, EntryKey, usize)>> {
        let mut links = BTreeSet::new();
        for &entry in entries.range(EntryKey(self.entries.start)..EntryKey(self.entries.end)) {
            let entry = self.inner(entry);
            links.extend(self.links.leaving(entry));
            for place in self.links.arriving(entry) {
                links.insert(self.links.arriving_at(place)?);
            }
        }
        let outer = |entry: EntryKey| EntryKey(entry.0 + self.entries.start);
        let with_ends =
            |link| self.links.ends(link).map(|(from, to)| (outer(from), outer(to), link));
        links.into_iter().map(with_ends).collect()
    }

    /// Returns the key of an entry within the pack.
    fn inner(&self, entry: EntryKey) -> EntryKey {
        EntryKey(entry.0 - self.entries.start)
    }

    fn piece(&self, way: Way, at: Range<usize>) -> Piece<'_> {
        Piece { links: &self.links, first: self.entries.start, way, at }
    }
}

/// Links in texts from or to one entry, not read yet.
#[derive(Clone, Debug)]
pub struct TextEnds<'a> {
    pieces: [Option<Piece<'a>>; 3],
}

/// Some of them that stand one behind the other.
#[derive(Clone, Debug)]
struct Piece<'a> {
    links: &'a TextLinks,
    /// What the keys of its links count from.
    first: u32,
    way: Way,
    /// Which links, or which places of links by their ends.
    at: Range<usize>,
}

impl<'a> TextEnds<'a> {
    /// Counts the links.
    pub fn len(&self) -> usize {
        self.pieces.iter().flatten().map(|piece| piece.at.len()).sum()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the entry at the other end of a link, by its number from 0.
    pub fn entry(&self, number: usize) -> EntryKey {
        let (piece, at) = self.find(number);
        piece.entry(at)
    }

    /// Returns a link as it reads from the entry that was asked about, by its number from 0.
    pub fn read(&self, number: usize) -> Related {
        let (piece, at) = self.find(number);
        piece.read(at)
    }

    /// Goes through the entries at the other ends.
    pub fn entries(&self) -> impl Iterator<Item = EntryKey> + use<'a> {
        let pieces = self.pieces.clone().into_iter().flatten();
        pieces.flat_map(|piece| piece.at.clone().map(move |at| piece.entry(at)))
    }

    /// Goes through the links as they read from the entry that was asked about.
    pub fn iter(&self) -> impl Iterator<Item = Related> + use<'a> {
        let pieces = self.pieces.clone().into_iter().flatten();
        pieces.flat_map(|piece| piece.at.clone().map(move |at| piece.read(at)))
    }

    fn find(&self, mut number: usize) -> (&Piece<'a>, usize) {
        for piece in self.pieces.iter().flatten() {
            if number < piece.at.len() {
                return (piece, piece.at.start + number);
            }
            number -= piece.at.len();
        }
        panic!("only links that are there are asked for");
    }
}

impl Piece<'_> {
    fn link(&self, at: usize) -> usize {
        match self.way {
            Way::Leaving => at,
            Way::Arriving => self.links.arriving_at(at).expect("all ends were read"),
        }
    }

    fn entry(&self, at: usize) -> EntryKey {
        let (from, to) = self.links.ends(self.link(at)).expect("all ends were read");
        EntryKey(self.way.far(from, to).0 + self.first)
    }

    fn read(&self, at: usize) -> Related {
        Related {
            relation: Catalogue::MENTIONS,
            inverse: self.way == Way::Arriving,
            entry: self.entry(at),
            reason: self.links.sentence(self.link(at)).into(),
            provenance: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::graph::sentences::LONGEST_SENTENCE;
    use crate::model::{Body, Certainty, NewEntry, Pack, Provenance, Statement, Theme};

    const ENTRIES: u32 = 7;

    /// Reading the sentence anew for each link would take hours, and keeping it whole 100 GB.
    #[test]
    fn a_hundred_thousand_links_in_one_sentence_are_read_in_one_pass() {
        const COUNT: u32 = 100_000;
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        for number in 0..=COUNT {
            catalogue.push_entry(NewEntry::new(theme, &format!("t/{number}"), "An entry"));
        }
        let links: Vec<String> = (1..=COUNT).map(|to| format!("[x](t/{to}) ")).collect();
        let body = Body { statements: Vec::new(), markdown: links.concat().into() };
        let bodies = [vec![Arc::new(body)], vec![Arc::default(); COUNT as usize]].concat();
        let mentions = Mentions::new(&Library::new(catalogue, bodies));
        assert_eq!(mentions.from(EntryKey(0)).len(), COUNT as usize);
        let kept: usize =
            (1..=COUNT).map(|to| mentions.of(EntryKey(to)).read(0).reason.len()).sum();
        assert!(kept <= COUNT as usize * LONGEST_SENTENCE);
    }

    /// A piece of text that may lead to another entry.
    #[derive(Clone, Debug)]
    enum Snippet {
        Link(u32),
        LinkToAnchor(u32),
        ByReference(u32),
        InCode(u32),
        Outside,
        Missing,
        Words,
    }

    impl Snippet {
        fn text(&self, number: usize) -> String {
            let link = match self {
                Self::Link(to) => format!("[the *other* one](t/{to})"),
                Self::LinkToAnchor(to) => format!("[the other one](t/{to}#role)"),
                Self::ByReference(to) => format!("[the other one][r]\n\n[r]: t/{to}"),
                Self::InCode(to) => format!("`[the other one](t/{to})`"),
                Self::Outside => "[the other one](https://example.org/t/1)".to_owned(),
                Self::Missing => "[the other one](t/99)".to_owned(),
                Self::Words => "the other one".to_owned(),
            };
            format!("A sentence before. Number {number} is {link}")
        }

        fn leads_to(&self) -> Option<u32> {
            match self {
                Self::Link(to) | Self::LinkToAnchor(to) | Self::ByReference(to) => Some(*to),
                Self::InCode(_) | Self::Outside | Self::Missing | Self::Words => None,
            }
        }
    }

    fn pieces() -> impl Strategy<Value = Vec<Snippet>> {
        let piece = prop_oneof![
            4 => (0..ENTRIES).prop_map(Snippet::Link),
            2 => (0..ENTRIES).prop_map(Snippet::LinkToAnchor),
            1 => (0..ENTRIES).prop_map(Snippet::ByReference),
            1 => (0..ENTRIES).prop_map(Snippet::InCode),
            1 => prop_oneof![Just(Snippet::Outside), Just(Snippet::Missing), Just(Snippet::Words)],
        ];
        prop::collection::vec(piece, 0..6)
    }

    /// Builds a library in which an entry's last snippet is its Markdown, and the others are
    /// statements.
    fn library(texts: &[Vec<Snippet>]) -> Library {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        let statement = |text: &str| Statement {
            id: "".into(),
            heading: "".into(),
            text: text.into(),
            provenance: Provenance::Editor { certainty: Certainty::General, sources: Vec::new() },
        };
        let mut bodies = Vec::new();
        for (number, pieces) in texts.iter().enumerate() {
            catalogue.push_entry(NewEntry::new(theme, &format!("t/{number}"), "An entry"));
            let texts: Vec<String> =
                pieces.iter().enumerate().map(|(number, piece)| piece.text(number)).collect();
            let (last, others) = texts.split_last().map_or(("", &[][..]), |(a, b)| (a, b));
            let statements = others.iter().map(|text| statement(text)).collect();
            bodies.push(Arc::new(Body { statements, markdown: last.into() }));
        }
        Library::new(catalogue, bodies)
    }

    proptest! {
        #[test]
        fn backlinks_from_texts_are_those_that_the_texts_were_written_with(
            texts in prop::collection::vec(pieces(), ENTRIES as usize),
        ) {
            let library = library(&texts);
            let mentions = Mentions::new(&library);
            // For each entry those that it leads to, each once, with the first snippet that does.
            let leads: Vec<Vec<(u32, usize)>> = texts.iter().zip(0..).map(|(pieces, own)| {
                let mut leads: Vec<(u32, usize)> = Vec::new();
                for (number, piece) in pieces.iter().enumerate() {
                    let to = piece.leads_to().filter(|&to| to != own);
                    if let Some(to) = to.filter(|to| leads.iter().all(|lead| lead.0 != *to)) {
                        leads.push((to, number));
                    }
                }
                leads
            }).collect();
            for entry in 0..ENTRIES {
                let from: Vec<u32> = mentions.from(EntryKey(entry)).entries().map(|key| key.0).collect();
                let expected: Vec<u32> = leads[entry as usize].iter().map(|lead| lead.0).collect();
                prop_assert_eq!(from, expected);
                let told: Vec<(u32, String)> = mentions.from(EntryKey(entry)).iter()
                    .map(|mention| (mention.entry.0, mention.reason.to_string())).collect();
                let expected: Vec<(u32, String)> = leads[entry as usize].iter()
                    .map(|(to, number)| (*to, format!("Number {number} is the other one"))).collect();
                prop_assert_eq!(told, expected);
                let found: Vec<(u32, String)> = mentions.of(EntryKey(entry)).iter()
                    .map(|mention| (mention.entry.0, mention.reason.to_string())).collect();
                let expected: Vec<(u32, String)> = leads.iter().zip(0..).filter_map(|(leads, from)| {
                    let (_, number) = leads.iter().find(|lead| lead.0 == entry)?;
                    Some((from, format!("Number {number} is the other one")))
                }).collect();
                prop_assert_eq!(found, expected);
                let around = Mentions::around(&library, &[EntryKey(entry)]);
                prop_assert!(around.of(EntryKey(entry)).iter().eq(mentions.of(EntryKey(entry)).iter()));
                prop_assert!(around.from(EntryKey(entry)).iter().eq(mentions.from(EntryKey(entry)).iter()));
                for other in 0..ENTRIES {
                    let joined = mentions.between(EntryKey(other), EntryKey(entry)).is_some();
                    prop_assert_eq!(joined, leads[other as usize].iter().any(|lead| lead.0 == entry));
                }
            }
        }
    }
}
