//! The typed links of one entry: runs of those that read alike, so that a hundred thousand cost no more
//! than their relations; those of packs in files as they lie there, the others sorted. Refuses to know:
//! links in text, who lists them.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::way::Way;
use crate::blocks::{FileWriter, Image, Lists, Numbers, first_where};
use crate::model::columns::lists;
use crate::model::{Catalogue, EntryKey, Joint, LinkKey, PackKey, Related, RelationKey};

/// How a link reads from one of its ends; those that read alike stand under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The relation.
    pub relation: RelationKey,
    /// Whether it is read from its other end.
    pub inverse: bool,
}

/// A typed link seen from one of the two entries that it joins, not read yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// The entry at the far end.
    pub entry: EntryKey,
    /// How the link reads from this end.
    pub wording: Wording,
    way: Way,
    link: LinkKey,
}

impl End {
    /// Returns the link as it reads from this end.
    pub fn read(self, catalogue: &Catalogue) -> Related {
        related(catalogue, self.link, self.way)
    }
}

impl Wording {
    fn of(catalogue: &Catalogue, relation: RelationKey, way: Way) -> Self {
        // A symmetric one reads from its end as it does from its start.
        let inverse = way == Way::Arriving && !catalogue.relation(relation).symmetric;
        Self { relation, inverse }
    }
}

/// Typed links of an entry that read alike, in the order of the files.
#[derive(Clone, Debug)]
pub struct EndRun {
    /// The entry.
    of: EntryKey,
    wording: Wording,
    /// Which way they lead, symmetric ones too.
    pub(super) way: Way,
    /// Where they stand among all of the entry that lead this way.
    at: Range<usize>,
}

impl EndRun {
    /// Returns how all of them read.
    pub fn wording(&self) -> Wording {
        self.wording
    }

    /// Counts the links.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    pub(super) fn end(&self, catalogue: &Catalogue, all: &Ends, number: usize) -> End {
        let link = all.of(self.of).get(self.at.start + number);
        let Joint { from, to, .. } = catalogue.joint(link);
        End { entry: self.way.far(from, to), wording: self.wording, way: self.way, link }
    }
}

/// Returns a link as it reads from one of its ends.
pub(super) fn related(catalogue: &Catalogue, key: LinkKey, way: Way) -> Related {
    let link = catalogue.link(key);
    let Wording { relation, inverse } = Wording::of(catalogue, link.relation, way);
    Related {
        relation,
        inverse,
        entry: way.far(link.from, link.to),
        reason: link.reason.into(),
        provenance: catalogue.provenance(key),
    }
}

/// Returns a sort key: a pack's own relations, which say more, come before the reserved ones.
pub(super) fn declared(relation: RelationKey) -> (bool, u32) {
    (relation <= Catalogue::DEFINES, relation.0)
}

/// The links that start at entries, or those that end there: by entry, those of one entry in the order in
/// which they are shown.
#[derive(Debug)]
pub(super) struct Ends {
    way: Way,
    /// Those of packs in files, as they lie there, in the order of the packs.
    stored: Vec<StoredEnds>,
    /// All links of each entry that has one which lies in no file, or leads from one pack into another.
    entries: Vec<EntryKey>,
    links: Vec<LinkKey>,
}

/// Returns the sections of a file: how many links each entry has that lead this way, and which.
fn sections(way: Way) -> [&'static str; 2] {
    match way {
        Way::Leaving => ["link.leaving", "link.leaving.link"],
        Way::Arriving => ["link.arriving", "link.arriving.link"],
    }
}

impl Ends {
    pub(super) fn new(catalogue: &Catalogue, images: &[Option<Arc<Image>>], way: Way) -> Self {
        let (mut stored, mut others, mut next) = (Vec::new(), Vec::new(), 0);
        for pack in catalogue.pack_keys() {
            let own = catalogue.links_within(pack);
            others.extend(next..own.start);
            next = next.max(own.end);
            let image = images.get(pack.index()).and_then(Option::as_ref);
            match image.and_then(|image| StoredEnds::read(catalogue, pack, image, way)) {
                Some(ends) => stored.push(ends),
                None => others.extend(own),
            }
        }
        others.extend(next..catalogue.links().len());
        let ends = Self { way, stored, entries: Vec::new(), links: Vec::new() };
        let keyed = |link| {
            let joint = catalogue.joint(link);
            (way.near(joint.from, joint.to), declared(joint.relation), link)
        };
        let mut sorted: Vec<_> = others.into_iter().map(LinkKey::new).map(keyed).collect();
        if !ends.stored.is_empty() {
            // What an entry has in a file stands among its others.
            let entries: BTreeSet<EntryKey> = sorted.iter().map(|(entry, ..)| *entry).collect();
            sorted.extend(entries.into_iter().flat_map(|entry| ends.of(entry).iter()).map(keyed));
        }
        sorted.sort_unstable();
        let (entries, links) = sorted.into_iter().map(|(entry, _, link)| (entry, link)).unzip();
        Self { entries, links, ..ends }
    }

    /// Writes the links of a pack that is alone in its library and lies in no file.
    pub(super) fn write<W: Write>(
        &self,
        catalogue: &Catalogue,
        out: &mut FileWriter<W>,
    ) -> io::Result<()> {
        let (mut counts, mut links) = (Lists::new(), Numbers::new());
        for entry in catalogue.entries() {
            let of_entry = self.of(entry);
            counts.push(of_entry.len());
            of_entry.iter().for_each(|link| links.push(link.0));
        }
        let [each, which] = sections(self.way);
        out.lists(each, &counts)?;
        out.numbers(which, &links)
    }

    pub(super) fn of(&self, entry: EntryKey) -> LinksAt<'_> {
        let start = self.entries.partition_point(|one| *one < entry);
        let count = self.entries[start..].partition_point(|one| *one == entry);
        if count > 0 {
            return LinksAt::Sorted(&self.links[start..start + count]);
        }
        let at = self.stored.partition_point(|stored| stored.entries.end <= entry.0);
        match self.stored.get(at).filter(|stored| stored.entries.contains(&entry.0)) {
            Some(stored) => LinksAt::Stored(stored, stored.of(entry)),
            None => LinksAt::Sorted(&[]),
        }
    }

    /// Returns the links of an entry, relation by relation; looks at a few of each.
    pub(super) fn runs_of<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        entry: EntryKey,
    ) -> impl Iterator<Item = EndRun> + 'a {
        let links = self.of(entry);
        let mut start = 0;
        std::iter::from_fn(move || {
            let relation = |at| catalogue.joint(links.get(at)).relation;
            let first = (start < links.len()).then(|| relation(start))?;
            let at = start..first_where(start..links.len(), |at| relation(at) != first);
            start = at.end;
            let wording = Wording::of(catalogue, first, self.way);
            Some(EndRun { of: entry, wording, way: self.way, at })
        })
    }
}

/// The links within a pack by their starts, or by their ends, as they lie in its file.
#[derive(Debug)]
pub(super) struct StoredEnds {
    /// The entries of the pack.
    entries: Range<u32>,
    /// The first link of the pack.
    first: u32,
    /// How many links each entry has, one entry's behind the other's in `links`.
    counts: Lists,
    links: Numbers,
}

impl StoredEnds {
    /// Takes those of a pack out of its file; `None` if it has none that fit.
    fn read(catalogue: &Catalogue, pack: PackKey, image: &Image, way: Way) -> Option<Self> {
        let entries = catalogue.pack(pack).entries.clone();
        let within = catalogue.links_within(pack);
        let [counts, links] = sections(way);
        let links = image.numbers_below(links, within.len() as u64).ok()?;
        let counts = lists(counts, image, entries.len(), links.len()).ok()?;
        let fits = links.len() == within.len() && links.is_whole() && counts.is_whole();
        fits.then_some(Self { entries, first: within.start as u32, counts, links })
    }

    fn of(&self, entry: EntryKey) -> Range<usize> {
        self.counts.get(entry.index() - self.entries.start as usize)
    }

    fn link(&self, at: usize) -> LinkKey {
        LinkKey(self.first + self.links.get(at).expect("they were read when the graph was made"))
    }
}

/// The links of an entry, in the order in which they are shown.
#[derive(Clone)]
pub(super) enum LinksAt<'a> {
    Sorted(&'a [LinkKey]),
    Stored(&'a StoredEnds, Range<usize>),
}

impl<'a> LinksAt<'a> {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Sorted(links) => links.len(),
            Self::Stored(_, at) => at.len(),
        }
    }

    /// Returns one of them, counted from 0.
    pub(super) fn get(&self, number: usize) -> LinkKey {
        match self {
            Self::Sorted(links) => links[number],
            Self::Stored(stored, at) => stored.link(at.start + number),
        }
    }

    pub(super) fn iter(self) -> impl Iterator<Item = LinkKey> + 'a {
        (0..self.len()).map(move |number| self.get(number))
    }
}
