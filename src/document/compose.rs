//! A page to blocks: the head, the statements with their provenance, the Markdown, the links.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::flow::{Flow, FlowBuilder};
use super::leaf::{Container, Gap, Leaf, Shape, Tail, gap, shared};
use super::{Destination, Extent, Heading, Page, Position, Role, Style, TargetKind, Users, ground};
use crate::messages::document as words;
use crate::model::{Certainty, EntryKey, Provenance, Statement};
use crate::text::markdown;
use crate::text::safe::Safe;

/// A target and the leaf that shows it.
#[derive(Clone, Debug)]
pub(super) struct Aim {
    pub destination: Destination,
    pub kind: TargetKind,
    pub leaf: u32,
}

/// What a page is made of, before it has a width.
#[derive(Clone, Debug, Default)]
pub(super) struct Composed {
    pub leaves: Vec<Leaf>,
    pub aims: Vec<Aim>,
    pub outline: Vec<Heading>,
    pub anchors: HashMap<Box<str>, u32>,
    /// The first leaf of each statement, then that of the Markdown.
    pub pieces: Vec<u32>,
}

/// Puts a page together.
pub(super) struct Composer<'a> {
    pub(super) page: &'a Page<'a>,
    pub(super) composed: Composed,
    /// The containers that every leaf stands in at the moment.
    pub(super) around: Vec<Container>,
    /// Terms that the section has shown already.
    pub(super) seen: HashSet<EntryKey>,
    /// Tells containers of different texts apart.
    pub(super) ids: u32,
}

pub(super) fn role(role: Role) -> Style {
    Style { role, ..Style::default() }
}

/// Puts a page together; lays nothing out.
pub(super) fn compose(page: &Page<'_>) -> Composed {
    let mut composer = Composer {
        page,
        composed: Composed::default(),
        around: Vec::new(),
        seen: HashSet::new(),
        ids: 0,
    };
    if page.parts.head {
        composer.head();
    }
    composer.users();
    composer.statements();
    composer.markdown();
    if page.parts.related {
        composer.related();
    }
    composer.finish()
}

impl Composer<'_> {
    fn finish(mut self) -> Composed {
        if let Some(last) = self.composed.leaves.last_mut() {
            last.gap = Gap::None;
        }
        self.composed
    }

    /// Returns the key of the next leaf.
    pub(super) fn next(&self) -> u32 {
        self.composed.leaves.len() as u32
    }

    /// Appends a leaf; a blank row follows where the containers say so.
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

    /// Appends a paragraph, in parts where it is very long.
    pub(super) fn push_prose(&mut self, within: &[Container], flow: Flow) {
        let mut parts = flow.split().into_iter().peekable();
        while let Some(part) = parts.next() {
            self.push(within, Shape::Prose(part));
            if parts.peek().is_some() {
                self.close_up();
            }
        }
    }

    /// Takes the blank row behind the newest leaf away.
    pub(super) fn close_up(&mut self) {
        if let Some(last) = self.composed.leaves.last_mut() {
            last.gap = Gap::None;
        }
    }

    pub(super) fn aim(&mut self, destination: Destination, kind: TargetKind) -> u32 {
        self.composed.aims.push(Aim { destination, kind, leaf: u32::MAX });
        self.composed.aims.len() as u32 - 1
    }

    /// Appends a heading of the body and remembers it for the outline.
    pub(super) fn heading(&mut self, within: &[Container], level: u8, flow: Flow, slug: String) {
        let at = Position { block: self.next(), row: 0 };
        self.composed.outline.push(Heading { level, text: Safe::line(&flow.text), at });
        self.anchor(slug, at.block);
        self.push(within, Shape::Prose(flow));
        self.close_up();
        self.seen.clear();
    }

    /// Remembers an anchor; the first of a name stands.
    pub(super) fn anchor(&mut self, name: impl Into<Box<str>>, leaf: u32) {
        let name = name.into();
        if !name.is_empty() {
            self.composed.anchors.entry(name).or_insert(leaf);
        }
    }

    fn head(&mut self) {
        let (catalogue, entry) = (self.page.catalogue, self.page.entry);
        let mut title = FlowBuilder::new(role(Role::Title));
        if let Some(number) = catalogue.number(entry) {
            title.push(&words::number(number), role(Role::Number), None);
        }
        title.push(catalogue.title(entry), role(Role::Title), None);
        self.push_prose(&[], title.finish());
        for name in catalogue.names(entry) {
            self.close_up();
            let mut line = FlowBuilder::new(role(Role::Name));
            line.push(&name.text, role(Role::Name), None);
            let parts = [&*name.reading, words::verified(name.verified)];
            for (part, before) in parts.into_iter().zip(["  ", " · "]) {
                if !part.is_empty() {
                    line.push(before, role(Role::Reading), None);
                    line.push(part, role(Role::Reading), None);
                }
            }
            self.push_prose(&[], line.finish());
        }
        self.markup(catalogue.summary(entry), Role::Summary);
        self.seen.clear();
    }

    fn statements(&mut self) {
        let body = Arc::clone(&self.page.body);
        let mut note: Option<(Certainty, Container)> = None;
        for (index, statement) in body.statements.iter().enumerate() {
            let first = self.next();
            self.composed.pieces.push(first);
            self.anchor(statement.id.clone(), first);
            if !statement.heading.is_empty() {
                let flow = Flow::plain(&statement.heading, role(Role::Heading(2)));
                self.heading(&[], 2, flow, markdown::slug(&statement.heading));
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
            let ground = self.ground(statement);
            let next = body.statements.get(index + 1).filter(|next| next.heading.is_empty());
            // A run that stands on the same ground says so once, at its end.
            if next.is_none_or(|next| self.ground(next) != ground)
                && let Some(last) = self.composed.leaves.last_mut()
            {
                last.tail = ground.1.map(Box::new);
            }
        }
        self.composed.pieces.push(self.next());
    }

    /// Opens a note: a heading beside the bar that all its rows have.
    fn note_head(&mut self, certainty: Certainty) -> Container {
        self.ids += 1;
        let bar = Container::Note { id: self.ids };
        let head = words::editors_note(certainty.word());
        self.push(&[bar], Shape::Prose(Flow::plain(&head, role(Role::NoteHead))));
        self.close_up();
        bar
    }

    /// Tells on what ground a statement stands: its places, or its certainty and sources.
    fn ground(&self, statement: &Statement) -> (Option<Certainty>, Option<Tail>) {
        let certainty = match &statement.provenance {
            Provenance::Article { .. } => None,
            Provenance::Editor { certainty, .. } => Some(*certainty),
        };
        (certainty, self.tail(&statement.provenance, Extent::Names))
    }

    /// Returns what is said behind a text of what it rests on, if anything is.
    pub(super) fn tail(&self, provenance: &Provenance, extent: Extent) -> Option<Tail> {
        let parts = ground::ground_in_pieces(self.page.catalogue, provenance, extent);
        let role = match provenance {
            Provenance::Article { .. } => Role::Place,
            Provenance::Editor { .. } => Role::Dim,
        };
        (!parts.is_empty()).then_some(Tail { parts, role })
    }

    /// Names the entries that use this one, as far as there are any.
    fn users(&mut self) {
        let Users { entries, more } = &self.page.users;
        if entries.is_empty() {
            return;
        }
        let titles: Vec<&str> =
            entries.iter().map(|&entry| self.page.catalogue.short(entry)).collect();
        let line = crate::messages::terms::also_used_in(&titles, *more);
        self.push_prose(&[], Flow::plain(&line, role(Role::Dim)));
    }

    /// Appends the Markdown behind the statements.
    fn markdown(&mut self) {
        self.seen.clear();
        let body = Arc::clone(&self.page.body);
        self.markup(&body.markdown, Role::Text);
    }
}
