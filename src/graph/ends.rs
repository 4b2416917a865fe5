//! The typed links of one entry: runs of those that read alike, so that a hundred thousand cost no more
//! than their relations. Refuses to know: links in text, who lists them.

use std::ops::Range;

use crate::model::{Catalogue, EntryKey, Joint, LinkKey, Related, RelationKey};

/// How a link reads from one of its ends; those that read alike stand under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
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
    pub reading: Reading,
    link: LinkKey,
}

impl End {
    /// Returns the link as it reads from this end.
    pub fn read(self, catalogue: &Catalogue) -> Related {
        related(catalogue, self.link, self.entry, self.reading.inverse)
    }
}

/// Typed links of an entry that read alike, in the order of the files.
#[derive(Clone, Debug)]
pub struct EndRun {
    reading: Reading,
    /// Whether they start at the entry.
    leaves: bool,
    /// Where they stand among all that start at entries, or end there.
    at: Range<usize>,
}

impl EndRun {
    pub(super) fn leaving(run: Run) -> Self {
        Self::new(run, false, true)
    }

    pub(super) fn arriving(run: Run) -> Self {
        Self::new(run, true, false)
    }

    /// Of a symmetric relation, which reads from its end as it does from its start.
    pub(super) fn symmetric(run: Run) -> Self {
        Self::new(run, false, false)
    }

    fn new(Run { relation, at }: Run, inverse: bool, leaves: bool) -> Self {
        Self { reading: Reading { relation, inverse }, leaves, at }
    }

    /// Returns how all of them read.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// Counts the links.
    pub fn len(&self) -> usize {
        self.at.len()
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.at.is_empty()
    }

    pub(super) fn leaves(&self) -> bool {
        self.leaves
    }

    pub(super) fn end(&self, catalogue: &Catalogue, all: &Ends, number: usize) -> End {
        let link = all.links[self.at.start + number];
        let Joint { from, to, .. } = catalogue.joint(link);
        End { entry: if self.leaves { to } else { from }, reading: self.reading, link }
    }
}

/// Returns a link as it reads from one of its ends; `entry` is at the other end.
pub(super) fn related(
    catalogue: &Catalogue,
    key: LinkKey,
    entry: EntryKey,
    inverse: bool,
) -> Related {
    let link = catalogue.link(key);
    Related {
        relation: link.relation,
        inverse,
        entry,
        reason: link.reason.into(),
        provenance: catalogue.provenance(key),
    }
}

pub(super) fn is_symmetric(catalogue: &Catalogue, link: LinkKey) -> bool {
    catalogue.relation(catalogue.joint(link).relation).symmetric
}

/// Returns a sort key: a pack's own relations, which say more, come before the reserved ones.
pub(super) fn declared(relation: RelationKey) -> (bool, u32) {
    (relation <= Catalogue::DEFINES, relation.0)
}

/// Links of one entry and one relation.
pub(super) struct Run {
    pub relation: RelationKey,
    /// Where they stand among all.
    at: Range<usize>,
}

/// The links that start at entries, or those that end there: sorted by entry, those of one entry in the
/// order in which they are shown.
#[derive(Debug)]
pub(super) struct Ends {
    entries: Vec<EntryKey>,
    links: Vec<LinkKey>,
}

impl Ends {
    pub(super) fn new(catalogue: &Catalogue, end: impl Fn(Joint) -> EntryKey) -> Self {
        let joints = catalogue.joints().enumerate();
        let mut sorted: Vec<_> = joints
            .map(|(number, joint)| (end(joint), declared(joint.relation), LinkKey::new(number)))
            .collect();
        sorted.sort_unstable();
        let (entries, links) = sorted.into_iter().map(|(entry, _, link)| (entry, link)).unzip();
        Self { entries, links }
    }

    pub(super) fn of(&self, entry: EntryKey) -> &[LinkKey] {
        &self.links[self.range_of(entry)]
    }

    fn range_of(&self, entry: EntryKey) -> Range<usize> {
        let start = self.entries.partition_point(|one| *one < entry);
        let count = self.entries[start..].partition_point(|one| *one == entry);
        start..start + count
    }

    /// Returns the links of an entry, relation by relation; looks at a few of each.
    pub(super) fn runs_of<'a>(
        &'a self,
        catalogue: &'a Catalogue,
        entry: EntryKey,
    ) -> impl Iterator<Item = Run> + 'a {
        let mut left = self.range_of(entry);
        std::iter::from_fn(move || {
            let links = &self.links[left.clone()];
            let relation = catalogue.joint(*links.first()?).relation;
            let same = |link: &LinkKey| catalogue.joint(*link).relation == relation;
            let at = left.start..left.start + links.partition_point(same);
            left.start = at.end;
            Some(Run { relation, at })
        })
    }
}
