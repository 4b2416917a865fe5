//! What the browser knows of the library beside the bodies, and the texts it keeps for entries seen
//! lately. Refuses to know: what is on the screen.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::survey::Surveyed;
use crate::check::health::Health;
use crate::document::{Document, Page, Parts, Users};
use crate::graph::{ClaimsByPlace, Comparison, Coverage, End, Graph, Mentions, Side, Web, routes};
use crate::model::{Body, Catalogue, EntryKey, Library, Lines, Related};
use crate::terms::{Occurrences, Recogniser};
use crate::text::pace::Amount;

/// How many laid-out texts are kept.
const DOCUMENTS: usize = 16;
/// How many bodies are kept.
const BODIES: usize = 64;
/// How many of the entries that use a term a peek names.
const MOST_USERS: usize = 5;
/// How many links, and how many backlinks, stand beside and below a text; the links view has all.
const LINES: usize = 100;

/// The open packs, how they hang together, and what was read of them lately.
pub struct Knowledge {
    /// All open packs; bodies are never fetched through it here.
    library: Library,
    graph: Graph,
    mentions: Mentions,
    recogniser: Recogniser,
    /// What was read out of all bodies so far.
    coverage: Option<Arc<Coverage>>,
    claims: Option<Arc<ClaimsByPlace>>,
    occurrences: Occurrences,
    health: Option<Arc<Health>>,
    amounts: HashMap<EntryKey, Amount>,
    bodies: Recent<Arc<Body>>,
    documents: Recent<Document>,
}

impl Knowledge {
    /// Indexes links and terms of a library.
    pub fn new(library: Library) -> Self {
        let graph = Graph::new(&library.catalogue);
        let recogniser = Recogniser::new(&library.catalogue);
        Self {
            library,
            graph,
            mentions: Mentions::default(),
            recogniser,
            coverage: None,
            claims: None,
            occurrences: Occurrences::default(),
            health: None,
            amounts: HashMap::new(),
            bodies: Recent::new(BODIES),
            documents: Recent::new(DOCUMENTS),
        }
    }

    /// Returns the catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.library.catalogue
    }

    /// Takes the mentions; texts that were laid out without them are given up.
    pub fn set_mentions(&mut self, mentions: Mentions) {
        self.mentions = mentions;
        self.documents.clear();
    }

    /// Takes a body.
    pub fn keep_body(&mut self, entry: EntryKey, body: Arc<Body>) {
        self.bodies.put(entry, body);
    }

    /// Gives up all laid-out texts.
    pub fn forget_documents(&mut self) {
        self.documents.clear();
    }

    /// Takes a text that leaves the screen.
    pub fn keep_document(&mut self, entry: EntryKey, document: Document) {
        self.documents.put(entry, document);
    }

    /// Returns the text that was kept for an entry.
    pub fn kept_document(&mut self, entry: EntryKey) -> Option<Document> {
        self.documents.take(entry)
    }

    /// Builds the text of an entry; `None` if its body is not here.
    pub fn document(&mut self, entry: EntryKey, parts: Parts, width: u16) -> Option<Document> {
        self.compose(entry, parts, Users::default(), width)
    }

    /// Builds the text of an entry that is looked at from `open`; of a term it says where else it is
    /// used, as far as that was read.
    pub fn document_above(
        &mut self,
        entry: EntryKey,
        open: Option<EntryKey>,
        parts: Parts,
        width: u16,
    ) -> Option<Document> {
        let users = self.users(entry, open);
        self.compose(entry, parts, users, width)
    }

    fn compose(
        &mut self,
        entry: EntryKey,
        parts: Parts,
        users: Users,
        width: u16,
    ) -> Option<Document> {
        let body = self.bodies.get(entry)?;
        let terms = |text: &str, closed: &[Range<usize>]| {
            self.recogniser.spans_outside(text, Some(entry), closed)
        };
        let (links, backlinks) = if parts.related {
            (self.links(entry), self.backlinks(entry))
        } else {
            (Lines::default(), Lines::default())
        };
        let page = Page {
            catalogue: self.catalogue(),
            entry,
            body,
            terms: &terms,
            links,
            backlinks,
            users,
            parts,
        };
        Some(Document::new(&page, width))
    }

    /// Compares two entries; returns those whose bodies are not here, if there are such.
    pub fn comparison(&self, left: EntryKey, right: EntryKey) -> Result<Comparison, Vec<EntryKey>> {
        let bodies = [left, right].map(|entry| self.bodies.peek(entry));
        let [Some(left_body), Some(right_body)] = bodies else {
            let missing = [left, right].into_iter().zip(bodies).filter(|(_, body)| body.is_none());
            return Err(missing.map(|(entry, _)| entry).collect());
        };
        let side = |entry, body| {
            let terms = self.recogniser.in_entry(self.catalogue(), entry, body);
            Side { entry, body, terms: terms.iter().map(|one| one.span.entry).collect() }
        };
        Ok(Comparison::new(self.web(), side(left, left_body), side(right, right_body)))
    }

    /// Returns all links, to be followed either way.
    pub fn web(&self) -> Web<'_> {
        Web { catalogue: self.catalogue(), graph: &self.graph, mentions: &self.mentions }
    }

    /// Returns the entries but the open one that use a term, as far as a peek names them.
    fn users(&self, term: EntryKey, open: Option<EntryKey>) -> Users {
        let mut all = self.occurrences.of(term).filter(|&user| Some(user) != open);
        let entries: Vec<EntryKey> = all.by_ref().take(MOST_USERS).collect();
        Users { entries, more: all.count() }
    }

    /// Takes what was read out of many bodies.
    pub fn take(&mut self, surveyed: Surveyed) {
        match surveyed {
            Surveyed::Coverage(coverage) => self.coverage = Some(Arc::new(coverage)),
            Surveyed::Occurrences(occurrences) => self.occurrences = occurrences,
            Surveyed::Health(health) => self.health = Some(Arc::new(health)),
            Surveyed::Amounts(amounts) => self.amounts.extend(amounts),
        }
    }

    /// Returns a body where it is here.
    pub fn body(&mut self, entry: EntryKey) -> Option<Arc<Body>> {
        self.bodies.get(entry)
    }

    /// Looks at a body where it is here.
    pub fn peek_body(&self, entry: EntryKey) -> Option<&Body> {
        self.bodies.peek(entry).map(AsRef::as_ref)
    }

    /// Returns what rests on the claims, where it was read.
    pub fn coverage(&self) -> Option<Arc<Coverage>> {
        self.coverage.clone()
    }

    /// Returns the claims sorted by their places; they are sorted when they are first asked for.
    pub fn claims_by_place(&mut self) -> Arc<ClaimsByPlace> {
        let catalogue = &self.library.catalogue;
        let claims = self.claims.get_or_insert_with(|| Arc::new(ClaimsByPlace::new(catalogue)));
        Arc::clone(claims)
    }

    /// Returns the state of the packs, where it was read.
    pub fn health(&self) -> Option<Arc<Health>> {
        self.health.clone()
    }

    /// Returns how much there is to read in an entry, where it was read.
    pub fn amount(&self, entry: EntryKey) -> Option<Amount> {
        self.amounts.get(&entry).copied()
    }

    /// Computes what to read before an entry; without the terms of its text where its body is not
    /// here.
    pub fn before(&mut self, entry: EntryKey) -> Vec<EntryKey> {
        let body = self.body(entry).unwrap_or_default();
        let catalogue = &self.library.catalogue;
        let uses = self.recogniser.in_entry(catalogue, entry, &body);
        let terms: Vec<EntryKey> = uses.into_iter().map(|one| one.span.entry).collect();
        routes::before(catalogue, &self.graph, entry, &terms)
    }

    /// Returns the first links that leave an entry.
    pub fn links(&self, entry: EntryKey) -> Lines {
        self.first(&self.graph.leaving_ends(self.catalogue(), entry))
    }

    /// Returns the first links and mentions that lead to an entry.
    pub fn backlinks(&self, entry: EntryKey) -> Lines {
        let mut lines = self.first(&self.graph.arriving_ends(self.catalogue(), entry));
        let mentions = self.mentions.of(entry);
        let room = (LINES - lines.first.len()).min(mentions.len());
        lines.first.extend_from_slice(&mentions[..room]);
        lines.more += mentions.len() - room;
        lines
    }

    fn first(&self, ends: &[End]) -> Lines {
        let first = ends.iter().take(LINES).map(|end| end.read(self.catalogue())).collect();
        Lines { first, more: ends.len().saturating_sub(LINES) }
    }

    /// Returns all links of an entry unread, those that leave it first, and the mentions of it.
    pub fn all_links(&self, entry: EntryKey) -> (Vec<End>, &[Related]) {
        let mut ends = self.graph.leaving_ends(self.catalogue(), entry);
        ends.extend(self.graph.arriving_ends(self.catalogue(), entry));
        (ends, self.mentions.of(entry))
    }
}

/// Values of the entries used last, the newest at the end; few enough that looking through them is
/// the quickest way.
struct Recent<T> {
    most: usize,
    values: Vec<(EntryKey, T)>,
}

impl<T> Recent<T> {
    fn new(most: usize) -> Self {
        Self { most, values: Vec::new() }
    }

    fn clear(&mut self) {
        self.values.clear();
    }

    fn put(&mut self, entry: EntryKey, value: T) {
        self.take(entry);
        if self.values.len() == self.most {
            self.values.remove(0);
        }
        self.values.push((entry, value));
    }

    fn peek(&self, entry: EntryKey) -> Option<&T> {
        self.values.iter().find(|(key, _)| *key == entry).map(|(_, value)| value)
    }

    fn take(&mut self, entry: EntryKey) -> Option<T> {
        let at = self.values.iter().position(|(key, _)| *key == entry)?;
        Some(self.values.remove(at).1)
    }
}

impl<T: Clone> Recent<T> {
    fn get(&mut self, entry: EntryKey) -> Option<T> {
        let value = self.take(entry)?;
        self.put(entry, value.clone());
        Some(value)
    }
}
