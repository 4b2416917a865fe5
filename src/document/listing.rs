//! The page of a theme: title, summary and how many entries it has, then the entries with what each
//! says of itself. An entry is a block that is made when it is laid out, so that a theme of a million
//! costs no more than the screen. Refuses to know: widths.

use std::sync::Arc;

use super::Role;
use super::compose::{Aim, Composed, role};
use super::flow::{Flow, FlowBuilder};
use super::leaf::{Container, Gap, Leaf, Marker, Shape};
use super::{Destination, TargetKind};
use crate::messages::browser as says;
use crate::model::{Catalogue, EntryKey, Theme, ThemeKey};

/// Estimates how much of a page an entry is, for the percentage.
pub(super) const WEIGHT: u64 = 160;

/// The entries of a theme, each a block and a target.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    catalogue: Arc<Catalogue>,
    theme: ThemeKey,
}

impl Listing {
    pub(super) fn new(catalogue: &Arc<Catalogue>, theme: ThemeKey) -> Self {
        Self { catalogue: Arc::clone(catalogue), theme }
    }

    /// Composes what stands above the entries.
    pub(super) fn head(&self, is_so_far: bool) -> Composed {
        let theme = self.theme();
        let mut flows = vec![Flow::plain(&theme.title, role(Role::Title))];
        if !theme.summary.is_empty() {
            let summary = self.catalogue.plain_in(theme.pack, &theme.summary).text;
            flows.push(Flow::plain(&summary, role(Role::Summary)));
        }
        let told = if is_so_far { says::entries_so_far } else { says::entries };
        flows.push(Flow::plain(&told(self.count() as usize), role(Role::Dim)));
        let leaf = |flow| Leaf {
            within: Vec::new(),
            entered: 0,
            shape: Shape::Prose(flow),
            tail: None,
            gap: Gap::Blank(0),
        };
        let leaves: Vec<Leaf> = flows.into_iter().map(leaf).collect();
        let end = leaves.len() as u32 + self.count();
        Composed { leaves, prose_end: end, related: end, ..Composed::default() }
    }

    pub(super) fn count(&self) -> u32 {
        self.theme().entries.len() as u32
    }

    /// Returns an entry, counted from 0; `None` behind the last one.
    pub(super) fn entry(&self, at: u32) -> Option<EntryKey> {
        (at < self.count()).then(|| EntryKey(self.theme().entries.start + at))
    }

    /// Returns the target that an entry is, in its block.
    pub(super) fn aim(&self, at: u32, leaf: u32) -> Option<Aim> {
        let destination = Destination::Entry(self.entry(at)?, None);
        Some(Aim { destination, kind: TargetKind::Related, leaf, reason: Box::default() })
    }

    /// Builds the block of an entry, whose target has the index of the entry.
    pub(super) fn leaf(&self, at: u32) -> Leaf {
        let (catalogue, entry) = (&self.catalogue, EntryKey(self.theme().entries.start + at));
        let mut flow = FlowBuilder::new(role(Role::Text));
        // Packs sort a glossary by what lists call its terms.
        let is_term = catalogue.theme(catalogue.theme_of(entry)).glossary;
        let name = if is_term { catalogue.short(entry) } else { catalogue.title(entry) };
        flow.push(name, role(Role::Link), Some(at));
        let summary = catalogue.plain_summary(entry);
        if !summary.is_empty() {
            // Bold is the summary of the page: nine bold ones would be loud, and none would stand out.
            flow.push("\n", role(Role::Text), None);
            flow.push(&summary, role(Role::Text), None);
        }
        let marker = match catalogue.number(entry) {
            Some(number) => Marker::Number(u64::from(number), u64::from(self.count())),
            None => Marker::Bullet(0),
        };
        Leaf {
            within: vec![Container::Item { list: 0, item: at, marker, loose: true }],
            entered: 0,
            shape: Shape::Prose(flow.finish()),
            tail: None,
            gap: if at + 1 < self.count() { Gap::Blank(0) } else { Gap::None },
        }
    }

    fn theme(&self) -> &Theme {
        self.catalogue.theme(self.theme)
    }
}
