//! Turns a manuscript into blocks: the head, the statements with their provenance, the Markdown,
//! the links.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::flow::{Flow, FlowBuilder};
use super::leaf::{Container, Gap, Leaf, Shape, Tail, TailPart, gap, shared};
use super::other_names::OtherNames;
use super::tags::tags;
use super::{
    Destination, Extent, Manuscript, OutlineHeading, Position, Role, Style, TargetKind, Users,
    ground,
};
use crate::messages::document as words;
use crate::model::{Certainty, ClaimKey, EntryKey, PlaceKey, Provenance, Statement};
use crate::text::markdown::{self, PageNames};
use crate::text::safe::Safe;

/// A target and the leaf that shows it.
#[derive(Clone, Debug)]
pub(super) struct Aim {
    pub destination: Destination,
    pub kind: TargetKind,
    pub leaf: u32,
    /// Why it is linked; empty if that is not told or stands in the text.
    pub reason: Box<str>,
}

/// The blocks of a document and what leads to them, before there is a width.
#[derive(Clone, Debug, Default)]
pub(super) struct Composed {
    pub leaves: Vec<Leaf>,
    pub aims: Vec<Aim>,
    pub outline: Vec<OutlineHeading>,
    pub anchors: HashMap<Box<str>, u32>,
    /// The first leaf of each statement, then that of the Markdown.
    pub pieces: Vec<u32>,
    /// The leaf of each paragraph, see [`Leaf::is_authored`].
    pub paragraphs: Vec<u32>,
    /// The leaf behind the prose: the sources and links follow.
    pub prose_end: u32,
    /// The leaf at which links and backlinks begin.
    pub related: u32,
    /// What else the entry is called.
    pub others: OtherNames,
}

/// Turns a manuscript into blocks, one after the other.
pub(super) struct Composer<'a> {
    pub(super) manuscript: &'a Manuscript<'a>,
    pub(super) composed: Composed,
    /// The containers that every new leaf stands in.
    pub(super) around: Vec<Container>,
    /// The terms that the section has shown already.
    pub(super) seen: HashSet<EntryKey>,
    /// The last number that was given to a container, so that those of different texts differ.
    pub(super) ids: u32,
    /// The anchors and the numbers of footnotes that the texts have so far.
    pub(super) page: PageNames,
}

pub(super) fn role(role: Role) -> Style {
    Style { role, ..Style::default() }
}

/// Turns a manuscript into blocks; lays nothing out.
pub(super) fn compose(manuscript: &Manuscript<'_>) -> Composed {
    let statements = manuscript.body.statements.iter();
    let mut composer = Composer {
        manuscript,
        page: PageNames::with(statements.map(|statement| &*statement.id)),
        composed: Composed::default(),
        around: Vec::new(),
        seen: HashSet::new(),
        ids: 0,
    };
    if manuscript.parts.head {
        composer.head();
    } else {
        // What is left out has its anchors and numbers all the same.
        markdown::parse_on(&mut composer.page, manuscript.catalogue.summary(manuscript.entry));
    }
    composer.users();
    let body = composer.next();
    composer.statements();
    composer.markdown();
    let end = composer.next();
    let leaves = &composer.composed.leaves;
    composer.composed.paragraphs =
        (body..end).filter(|&leaf| leaves[leaf as usize].is_authored()).collect();
    composer.composed.prose_end = end;
    if manuscript.parts.end {
        composer.push(&[], Shape::End);
    }
    if manuscript.parts.sources {
        composer.tags();
        composer.sources();
    }
    composer.composed.related = composer.next();
    composer.related();
    composer.finish()
}

impl Composer<'_> {
    fn finish(mut self) -> Composed {
        if let Some(last) = self.composed.leaves.last_mut() {
            last.gap = Gap::None;
        }
        self.composed
    }

    /// Returns the index that the next leaf will have.
    pub(super) fn next(&self) -> u32 {
        self.composed.leaves.len() as u32
    }

    /// Appends a leaf, and settles whether a blank row stands before it.
    pub(super) fn push(&mut self, within: &[Container], shape: Shape) {
        let mut all = self.around.clone();
        all.extend_from_slice(within);
        let entered = match self.composed.leaves.last_mut() {
            Some(last) => {
                if last.gap != Gap::None {
                    last.gap = gap(&last.within, &all);
                }
                shared(&last.within, &all) as u8
            }
            None => 0,
        };
        let leaf = Leaf { within: all, entered, shape, tail: None, gap: Gap::Blank(0) };
        let key = self.next();
        for flow in leaf.flows() {
            for target in flow.stretches.iter().filter_map(|stretch| stretch.target) {
                let aim = &mut self.composed.aims[target as usize];
                aim.leaf = aim.leaf.min(key);
            }
        }
        self.composed.leaves.push(leaf);
    }

    /// Appends a paragraph, in parts if it is very long.
    pub(super) fn push_prose(&mut self, within: &[Container], flow: Flow) {
        let mut parts = flow.split().into_iter().peekable();
        while let Some(part) = parts.next() {
            self.push(within, Shape::Prose(part));
            if parts.peek().is_some() {
                self.close_up();
            }
        }
    }

    /// Removes the blank row after the newest leaf.
    pub(super) fn close_up(&mut self) {
        if let Some(last) = self.composed.leaves.last_mut() {
            last.gap = Gap::None;
        }
    }

    /// Adds a target; returns its index.
    pub(super) fn aim(&mut self, destination: Destination, kind: TargetKind) -> u32 {
        self.composed.aims.push(Aim { destination, kind, leaf: u32::MAX, reason: Box::default() });
        self.composed.aims.len() as u32 - 1
    }

    /// Appends a heading of the body and adds it to the outline.
    pub(super) fn heading(&mut self, within: &[Container], level: u8, flow: Flow, anchor: String) {
        let at = Position { block: self.next(), row: 0 };
        self.composed.outline.push(OutlineHeading { level, text: Safe::line(&flow.text), at });
        self.anchor(anchor, at.block);
        self.push(within, Shape::Prose(flow));
        self.close_up();
        self.seen.clear();
    }

    /// Adds an anchor; of a note in parts, or defined twice, the first one wins.
    pub(super) fn anchor(&mut self, name: impl Into<Box<str>>, leaf: u32) {
        let name = name.into();
        if !name.is_empty() {
            self.composed.anchors.entry(name).or_insert(leaf);
        }
    }

    fn statements(&mut self) {
        let body = Arc::clone(&self.manuscript.body);
        let mut note: Option<(Certainty, Container)> = None;
        // The claims that the present run of statements rests on.
        let mut claims: Vec<ClaimKey> = Vec::new();
        let grounds: Vec<_> = body.statements.iter().map(|one| self.ground(one)).collect();
        for (index, statement) in body.statements.iter().enumerate() {
            let first = self.next();
            self.composed.pieces.push(first);
            self.anchor(statement.id.clone(), first);
            if !statement.heading.is_empty() {
                let heading = Safe::line(&statement.heading);
                let flow = Flow::plain(&heading, role(Role::Heading(2)));
                let anchor = self.page.anchor(&statement.heading);
                self.heading(&[], 2, flow, anchor);
                note = None;
            }
            let own = match &statement.provenance {
                Provenance::Article { .. } => None,
                Provenance::Editor { certainty, .. } => match note {
                    Some((last, bar)) if last == *certainty => Some((last, bar)),
                    _ => Some((*certainty, self.note_head(*certainty))),
                },
            };
            note = own;
            self.around.extend(note.map(|(_, bar)| bar));
            let empty = self.next();
            self.markup(&statement.text, if note.is_some() { Role::Note } else { Role::Text });
            if self.next() == empty {
                self.push(&[], Shape::Prose(Flow::default()));
            }
            self.around.clear();
            claims.extend(statement.provenance.claims());
            let next = body.statements.get(index + 1).filter(|next| next.heading.is_empty());
            // Consecutive statements on the same ground say so once, after the last of them.
            if next.is_none() || grounds[index + 1] != grounds[index] {
                self.set_tail(&statement.provenance, &std::mem::take(&mut claims), Extent::Names);
            }
        }
        self.composed.pieces.push(self.next());
    }

    /// Begins a note: a heading, beside the bar that all rows of the note have.
    fn note_head(&mut self, certainty: Certainty) -> Container {
        self.ids += 1;
        let bar = Container::Note { id: self.ids };
        let head = words::editors_note(certainty.word());
        self.push(&[bar], Shape::Prose(Flow::plain(&head, role(Role::NoteHead))));
        self.close_up();
        bar
    }

    /// Returns the ground of a statement: its places, or its certainty and sources.
    fn ground(&self, statement: &Statement) -> (Option<Certainty>, Vec<String>) {
        let certainty = match &statement.provenance {
            Provenance::Article { .. } => None,
            Provenance::Editor { certainty, .. } => Some(*certainty),
        };
        let catalogue = self.manuscript.catalogue;
        (certainty, ground::ground_in_parts(catalogue, &statement.provenance, Extent::Names))
    }

    /// Gives the newest leaf a tail that says what it rests on, if there is anything to say;
    /// `claims` are those that the tags of places lead to.
    pub(super) fn set_tail(
        &mut self,
        provenance: &Provenance,
        claims: &[ClaimKey],
        extent: Extent,
    ) {
        let catalogue = self.manuscript.catalogue;
        let texts = ground::ground_in_parts(catalogue, provenance, extent);
        let (role, tags) = match provenance {
            Provenance::Article { claims } => (Role::Place, tags(catalogue, claims)),
            Provenance::Editor { .. } => (Role::Dim, Vec::new()),
        };
        let mut met = HashSet::new();
        let mut there: HashMap<PlaceKey, Vec<ClaimKey>> = HashMap::new();
        for &claim in claims.iter().filter(|claim| met.insert(**claim)) {
            there.entry(catalogue.claim(claim).place).or_default().push(claim);
        }
        let mut tags = tags.into_iter();
        let mut tag = || {
            let places = tags.next()?.places;
            let claims = places.iter().filter_map(|place| there.remove(place)).flatten().collect();
            Some(self.tag(places, claims))
        };
        let parts: Vec<TailPart> =
            texts.into_iter().map(|text| TailPart { text, target: tag() }).collect();
        if let Some(last) = self.composed.leaves.last_mut().filter(|_| !parts.is_empty()) {
            last.tail = Some(Box::new(Tail { parts, role }));
        }
    }

    /// Adds a target for a tag in the tail of the newest leaf.
    fn tag(&mut self, places: Vec<PlaceKey>, claims: Vec<ClaimKey>) -> u32 {
        let places = Destination::Places(places.into(), claims.into());
        let target = self.aim(places, TargetKind::Place);
        self.composed.aims[target as usize].leaf = self.next().saturating_sub(1);
        target
    }

    /// Appends the names of the entries that use this one, if there are any.
    fn users(&mut self) {
        let Users { entries, more } = &self.manuscript.users;
        if entries.is_empty() {
            return;
        }
        let titles: Vec<&str> =
            entries.iter().map(|&entry| self.manuscript.catalogue.short(entry)).collect();
        let line = crate::messages::terms::also_used_in(&titles, *more);
        self.push_prose(&[], Flow::plain(&line, role(Role::Dim)));
    }

    /// Appends the sources that the head and the statements name, with their addresses.
    fn sources(&mut self) {
        let (catalogue, entry) = (self.manuscript.catalogue, self.manuscript.entry);
        let sources = ground::sources_of(catalogue, entry, &self.manuscript.body);
        for (index, &key) in sources.iter().enumerate() {
            if index == 0 {
                let heading = Flow::plain(words::sources_heading(), role(Role::Section));
                self.push(&[], Shape::Prose(heading));
            }
            self.close_up();
            let source = catalogue.source(key);
            let mut flow = FlowBuilder::new(role(Role::Dim));
            flow.push(&ground::source_in_words(source), role(Role::Dim), None);
            for name in catalogue.names(entry).filter(|name| name.source == Some(key)) {
                flow.push(&words::has_name(name.text), role(Role::Dim), None);
            }
            if !source.url.is_empty() {
                let address = Destination::Outside(source.url.clone());
                let target = self.aim(address, TargetKind::Source);
                flow.push("\n", role(Role::Dim), None);
                flow.push(&source.url, role(Role::Link), Some(target));
            } else if !source.access.is_empty() {
                flow.push(&words::access(&source.access), role(Role::Dim), None);
            }
            self.push_prose(&[Container::Indent], flow.finish());
        }
    }

    /// Appends the Markdown after the statements.
    fn markdown(&mut self) {
        self.seen.clear();
        let body = Arc::clone(&self.manuscript.body);
        self.markup(&body.markdown, Role::Text);
    }
}
