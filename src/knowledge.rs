//! The library that is open, with everything that is derived from it: links, recognised terms, what
//! was read out of bodies, and the texts kept for entries seen lately. Nobody above holds the
//! library. Refuses to know: what is reported of it, to whom, and on which thread bodies are read.
//!
//! A [`Corpus`] can read every body and is shared between threads; a [`Knowledge`] is what one
//! reader has been answered so far, and never waits: what it lacks is a [`Question`] that a corpus
//! answers.

mod changes;
mod corpus;
mod directory;
mod draft;
pub mod filter;
mod homes;
mod note_key;
mod noted;
mod own;
mod own_links;
mod question;
mod recent;
mod reread;
mod survey;
mod ticket;

use std::collections::HashMap;
use std::sync::Arc;

use crate::check::health::Health;
use crate::content::diagnostic::Diagnostic;
use crate::document::{Beside, Document, Parts, Position, Users};
use crate::graph::{
    ClaimsByPlace, Comparison, Coverage, EndRun, Graph, Mentions, Named, Side, TypeGroup, Web,
    routes,
};
use crate::journal::{NoteNews, Print, Said};
use crate::margin;
use crate::model::{Body, Catalogue, EntryKey, PackKey, Related, RelatedLines, Remap, ThemeKey};
use crate::search::Neighbour;
use crate::store::{Attempt, Mistakes};
use crate::terms::{Occurrences, Recogniser};
use crate::text::pace::Amount;
pub use changes::Changes;
pub use corpus::Corpus;
use corpus::Derived;
pub use directory::NoteDirectory;
pub use draft::Draft;
pub use homes::Notes;
use noted::Noted;
pub use own::{OwnHit, OwnHits, find_own};
pub use own_links::{OwnLink, OwnLinks};
pub use question::{Answer, Question};
use recent::Recent;
pub use reread::Reread;
pub use survey::Surveyed;
pub use ticket::{Ticket, Wanted};

/// For how many large bodies it is kept which terms they use.
const TERMS: usize = 16;
/// How many laid-out texts are kept.
const DOCUMENTS: usize = 16;
/// How many texts of large bodies are kept as they were composed.
const COMPOSED: usize = 3;
/// How many bodies are kept.
const BODIES: usize = 64;
/// For how many entries it is kept which are near to them.
const NEAR: usize = 64;
/// How long a body is at most whose words are counted as soon as it is loaded, and whose terms are
/// looked for between two frames, in bytes.
const COUNTED: usize = 64 * 1024;
/// How many claims are sorted by their places between two frames at most.
const FEW_CLAIMS: usize = 100_000;
/// How many of the entries that use a term a peek names.
const MOST_USERS: usize = 5;
/// How many links, and how many backlinks, are next to and below a text; the links view has all.
const LINES: usize = 100;

/// How the open packs hang together, and what was read of them so far.
pub struct Knowledge {
    catalogue: Arc<Catalogue>,
    derived: Arc<Derived>,
    mentions: Arc<Mentions>,
    /// The entry whose names were looked for last, and where it is named.
    named: Option<(EntryKey, Arc<[Named]>)>,
    /// What is near in meaning to the entries asked for last.
    near: Recent<Arc<[Neighbour]>>,
    /// What was read out of all bodies so far.
    coverage: Option<Arc<Coverage>>,
    claims: Option<Arc<ClaimsByPlace>>,
    occurrences: Option<Occurrences>,
    types: Option<Arc<[TypeGroup]>>,
    health: Option<Arc<Health>>,
    /// What is known of the reader's notes.
    noted: Noted,
    /// What was asked for, and what came of it.
    attempts: Arc<[Attempt]>,
    /// What was wrong with the packs when they were opened.
    mistakes: Mistakes,
    /// The mistake whose line was asked for last, and that line once it has come.
    line: Option<(Diagnostic, Option<String>)>,
    amounts: HashMap<EntryKey, Amount>,
    /// Whether only the first files were read.
    is_beginning: bool,
    /// Whether texts are shown as they are compared with what they said, which those of the guide are not.
    shows_settled: bool,
    bodies: Recent<Arc<Body>>,
    documents: Recent<Document>,
    /// The texts of large bodies that were composed lately, the latest last.
    composed: Vec<(Draft, Document)>,
    /// Those that were asked for.
    composing: Vec<Draft>,
    /// The terms that large bodies use, as far as they were looked for.
    terms: Recent<Arc<[EntryKey]>>,
}

impl Knowledge {
    /// Knows what the catalogue of a corpus says; nothing of the bodies yet.
    pub fn new(corpus: &Corpus) -> Self {
        Self {
            catalogue: Arc::clone(corpus.catalogue()),
            derived: corpus.derived(),
            mentions: Arc::default(),
            named: None,
            near: Recent::new(NEAR),
            coverage: None,
            claims: None,
            occurrences: None,
            types: None,
            health: None,
            noted: Noted::default(),
            attempts: corpus.opened().attempts.as_slice().into(),
            mistakes: corpus.opened().mistakes(),
            line: None,
            amounts: HashMap::new(),
            is_beginning: corpus.is_beginning(),
            shows_settled: corpus.library().settled.is_none(),
            bodies: Recent::new(BODIES),
            documents: Recent::new(DOCUMENTS),
            composed: Vec::new(),
            composing: Vec::new(),
            terms: Recent::new(TERMS),
        }
    }

    /// Takes another version of the library in: nothing is known of its bodies yet. Returns where
    /// the keys of the old one are in the new one.
    pub fn reload(&mut self, corpus: &Corpus) -> Remap {
        let remap = Remap::new(Arc::clone(&self.catalogue), Arc::clone(corpus.catalogue()));
        *self = Self::new(corpus);
        remap
    }

    /// Goes on with the same library as it lies in another place: all keys are what they were, and so is what
    /// is known.
    pub fn exchange(&mut self, corpus: &Corpus) {
        self.catalogue = Arc::clone(corpus.catalogue());
        self.derived = corpus.derived();
        self.attempts = corpus.opened().attempts.as_slice().into();
    }

    /// Returns whether only the first files were read.
    pub fn is_beginning(&self) -> bool {
        self.is_beginning
    }

    /// Returns all notes; `None` until they were looked through.
    pub fn notes(&self) -> Option<&Arc<NoteDirectory>> {
        self.noted.directory()
    }

    /// Returns whether all notes were looked through as they are.
    pub fn has_looked_through_notes(&self) -> bool {
        self.noted.is_current()
    }

    /// Returns the notes that link to an entry, as far as notes were looked through.
    pub fn own_links(&self, entry: EntryKey) -> OwnLinks {
        self.notes().map(|notes| notes.links_to(entry)).unwrap_or_default()
    }

    /// Follows changes of notes; `now` are the notes with these changes. Returns what has to be asked if all of
    /// them may be others.
    pub fn on_note_news(
        &mut self,
        news: NoteNews,
        now: impl FnOnce() -> Notes,
    ) -> Option<Question> {
        self.noted.on_news(&self.catalogue, news, now)
    }

    /// Takes in that somebody else has changed notes: where they are nobody has seen.
    pub fn on_notes_of_others(&mut self, revision: u64) {
        self.noted.on_others(revision);
    }

    /// Returns the question for which notes are not where they were made, unless that is known; `now` are the
    /// notes as they are.
    pub fn lacks_homes(&mut self, now: impl FnOnce() -> Notes) -> Option<Question> {
        self.noted.lacks_homes(now)
    }

    /// Takes in what is wrong with the files of a version that is not taken in.
    pub fn on_mistakes(&mut self, mistakes: Mistakes) {
        self.mistakes = mistakes;
        self.line = None;
    }

    /// Takes in the answer to a question. Texts that were laid out without the links in all texts
    /// are given up when these come.
    pub fn on_answer(&mut self, answer: Answer) {
        match answer {
            Answer::Body(entry, body) => {
                if body.bytes() <= COUNTED {
                    let amount = || routes::amount(&self.catalogue, entry, &body);
                    self.amounts.entry(entry).or_insert_with(amount);
                }
                self.bodies.put(entry, body);
            }
            Answer::Mentions(mentions) => {
                self.mentions = mentions;
                self.documents.clear();
            }
            Answer::Text(draft, document) => {
                self.composing.retain(|asked| *asked != *draft);
                if self.composed.len() == COMPOSED {
                    self.composed.remove(0);
                }
                self.composed.push((*draft, *document));
            }
            Answer::Terms(entry, terms) => self.terms.put(entry, terms.into()),
            // Texts without their terms are given up.
            Answer::Recogniser => self.documents.clear(),
            Answer::Named(entry, named) => self.named = Some((entry, named.into())),
            Answer::Near(entry, near) => self.near.put(entry, near.into()),
            Answer::Claims(claims) => self.claims = Some(claims),
            Answer::Coverage(coverage) => self.coverage = Some(Arc::new(coverage)),
            Answer::Occurrences(occurrences) => self.occurrences = Some(occurrences),
            Answer::Notes(notes) => self.noted.on_directory(&self.catalogue, *notes),
            Answer::Types(types) => self.types = Some(types.into()),
            Answer::Health(health) => self.health = Some(Arc::new(health)),
            // Whoever asked takes it.
            Answer::Print(..) | Answer::Difference(..) => {}
            Answer::Amounts(amounts) => self.amounts.extend(amounts),
            Answer::Line(mistake, line) => self.line = Some((*mistake, line)),
        }
    }

    /// Asks the corpus and takes its answer in at once, for readers who may wait.
    pub fn learn(&mut self, corpus: &Corpus, question: &Question) {
        self.on_answer(corpus.answer(question));
    }

    /// Asks the corpus for what is lacking until there is a result, for readers who may wait.
    pub fn learn_until<T>(
        &mut self,
        corpus: &Corpus,
        result: impl Fn(&mut Self) -> Result<T, Option<Question>>,
    ) -> Option<T> {
        loop {
            match result(self) {
                Ok(result) => return Some(result),
                Err(question) => self.learn(corpus, &question?),
            }
        }
    }

    /// Returns the catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Returns the catalogue, to be kept.
    pub fn shared_catalogue(&self) -> Arc<Catalogue> {
        Arc::clone(&self.catalogue)
    }

    /// Returns the typed links of all entries.
    pub fn graph(&self) -> &Arc<Graph> {
        self.derived.graph(&self.catalogue)
    }

    /// Returns the question for what recognises the terms of the glossary, if pages have to be shown
    /// without them until it is answered.
    pub fn lacks_terms(&self) -> Option<Question> {
        self.derived.ready_recogniser(&self.catalogue).is_none().then_some(Question::Recogniser)
    }

    /// Returns what recognises the terms of the glossary in any text.
    pub fn recogniser(&self) -> &Recogniser {
        self.derived.recogniser(&self.catalogue)
    }

    /// Returns where an entry is named without a link; `None` until that was looked for.
    pub fn named(&self, entry: EntryKey) -> Option<Arc<[Named]>> {
        self.named.as_ref().filter(|(of, _)| *of == entry).map(|(_, named)| Arc::clone(named))
    }

    /// Returns the entries that are near to one in meaning, the nearest first; `None` until that was
    /// looked for.
    pub fn near(&self, entry: EntryKey) -> Option<&[Neighbour]> {
        self.near.peek(entry).map(AsRef::as_ref)
    }

    /// Returns whether it takes no longer to look for what is near to another entry than to read the
    /// texts once.
    pub fn has_meanings(&self) -> bool {
        self.derived.meanings().cover(&self.catalogue)
    }

    /// Returns whether a link of any kind joins two entries, as far as those in texts were read.
    pub fn are_linked(&self, one: EntryKey, other: EntryKey) -> bool {
        self.graph().joins(&self.catalogue, one, other)
            || self.mentions.between(one, other).is_some()
            || self.mentions.between(other, one).is_some()
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
        self.documents.remove(entry)
    }

    /// Builds the text of an entry; `Err` with what has to be asked first, if that was not asked yet: its
    /// body, or to compose it if it is very long.
    pub fn document(
        &mut self,
        entry: EntryKey,
        parts: Parts,
        width: u16,
    ) -> Result<Document, Option<Question>> {
        self.compose(entry, parts, Users::default(), width)
    }

    /// Builds the page of a theme.
    pub fn theme_document(&self, theme: ThemeKey, width: u16) -> Document {
        Document::of_theme(&self.catalogue, theme, self.is_beginning, width)
    }

    /// Builds the text of an entry that is looked at from `open`, as [`Self::document`] does; of a term
    /// it says where else it is used, as far as that was read.
    pub fn document_above(
        &mut self,
        entry: EntryKey,
        open: Option<EntryKey>,
        parts: Parts,
        width: u16,
    ) -> Result<Document, Option<Question>> {
        let users = self.users(entry, open);
        self.compose(entry, parts, users, width)
    }

    fn compose(
        &mut self,
        entry: EntryKey,
        parts: Parts,
        users: Users,
        width: u16,
    ) -> Result<Document, Option<Question>> {
        let body = self.bodies.get(entry).ok_or(Question::Body(entry))?;
        let (links, backlinks) = match parts.related {
            Beside::Absent => (RelatedLines::default(), RelatedLines::default()),
            Beside::Told | Beside::Names { .. } => (self.links(entry), self.backlinks(entry)),
        };
        let draft = Draft { entry, body, links, backlinks, users, parts };
        if !draft.is_large() {
            let (ready, none) =
                (self.derived.ready_recogniser(&self.catalogue), Recogniser::default());
            return Ok(draft.compose(self.catalogue(), ready.unwrap_or(&none), width));
        }
        let mut document = self.composed_text(draft)?;
        document.set_width(width, Position::default());
        Ok(document)
    }

    /// Returns the text of a large body, if it was composed; else the question for it, once.
    fn composed_text(&mut self, draft: Draft) -> Result<Document, Option<Question>> {
        if let Some((_, document)) = self.composed.iter().find(|(composed, _)| *composed == draft) {
            return Ok(document.clone());
        }
        if self.composing.contains(&draft) {
            return Err(None);
        }
        self.composing.push(draft.clone());
        Err(Some(Question::Text(Box::new(draft))))
    }

    /// Compares two entries; `Err` with what has to be asked first.
    pub fn comparison(&self, left: EntryKey, right: EntryKey) -> Result<Comparison, Vec<Question>> {
        let terms = [left, right].map(|entry| self.terms(entry));
        let bodies = [left, right].map(|entry| self.bodies.peek(entry));
        let ([Ok(left_terms), Ok(right_terms)], [Some(left_body), Some(right_body)]) =
            (&terms, bodies)
        else {
            return Err(terms.into_iter().filter_map(Result::err).collect());
        };
        let side = |entry, body, terms: &[EntryKey]| Side { entry, body, terms: terms.to_vec() };
        let left = side(left, left_body, left_terms);
        let right = side(right, right_body, right_terms);
        Ok(Comparison::new(self.web(), left, right))
    }

    /// Returns the terms that the text of an entry uses, in the order of their first use, with
    /// repetitions; `Err` with what has to be asked first: its body, or to look for them in a very long one.
    pub fn terms(&self, entry: EntryKey) -> Result<Arc<[EntryKey]>, Question> {
        let body = self.bodies.peek(entry).ok_or(Question::Body(entry))?;
        if let Some(terms) = self.terms.peek(entry) {
            return Ok(Arc::clone(terms));
        }
        let ready = self.derived.ready_recogniser(&self.catalogue);
        let quick = |ready: &&Recogniser| ready.is_empty() || body.bytes() <= COUNTED;
        let recogniser = ready.filter(quick).ok_or(Question::Terms(entry))?;
        Ok(recogniser.entries_in(&self.catalogue, entry, body).collect())
    }

    /// Returns all links, to be followed either way.
    pub fn web(&self) -> Web<'_> {
        Web { catalogue: self.catalogue(), graph: self.graph(), mentions: &self.mentions }
    }

    /// Returns the entries but the open one that use a term, as far as a peek names them.
    fn users(&self, term: EntryKey, open: Option<EntryKey>) -> Users {
        let Some(occurrences) = &self.occurrences else { return Users::default() };
        let mut all = occurrences.of(term).filter(|&user| Some(user) != open);
        let entries: Vec<EntryKey> = all.by_ref().take(MOST_USERS).collect();
        Users { entries, more: all.count() }
    }

    /// Returns a body, if it is loaded.
    pub fn body(&mut self, entry: EntryKey) -> Option<Arc<Body>> {
        self.bodies.get(entry)
    }

    /// Returns a body without making it recent, if it is loaded.
    pub fn peek_body(&self, entry: EntryKey) -> Option<&Body> {
        self.bodies.peek(entry).map(AsRef::as_ref)
    }

    /// Returns the fingerprint of all that an entry says, and that in words, from its composed text; `Err`
    /// with what has to be asked if that is long, or says now what it will not say with other keys.
    pub fn print(
        &self,
        entry: EntryKey,
        text: &Document,
    ) -> Result<(Print, Option<Said>), Question> {
        let is_short = self.peek_body(entry).is_some_and(|body| body.bytes() <= COUNTED);
        let print = || margin::said(&margin::paragraphs_of(text));
        (is_short && self.shows_settled).then(print).ok_or(Question::Print(entry))
    }

    /// Returns what rests on the claims, if it was read.
    pub fn coverage(&self) -> Option<Arc<Coverage>> {
        self.coverage.clone()
    }

    /// Returns which entries use which terms; `None` until that was read.
    pub fn occurrences(&self) -> Option<&Occurrences> {
        self.occurrences.as_ref()
    }

    /// Returns the question for the claims sorted by their places, if there are too many to be sorted between two
    /// frames and they were not sorted yet.
    pub fn lacks_claims(&self) -> Option<Question> {
        let are_many = self.catalogue.claims().len() > FEW_CLAIMS;
        (are_many && self.claims.is_none()).then_some(Question::Claims)
    }

    /// Returns the claims sorted by their places; they are sorted when they are first asked for.
    pub fn claims_by_place(&mut self) -> Arc<ClaimsByPlace> {
        let catalogue = &self.catalogue;
        let claims = self.claims.get_or_insert_with(|| Arc::new(ClaimsByPlace::new(catalogue)));
        Arc::clone(claims)
    }

    /// Returns what was asked for, with what came of it.
    pub fn attempts(&self) -> &Arc<[Attempt]> {
        &self.attempts
    }

    /// Returns whether a pack lies in one file, from which its texts are read.
    pub fn lies_in_file(&self, pack: PackKey) -> bool {
        self.derived.lies_in_file(pack)
    }

    /// Returns what was wrong with the packs when they were opened, in the order of packs, files and
    /// places.
    pub fn mistakes(&self) -> &Mistakes {
        &self.mistakes
    }

    /// Returns the question for the line of a file that a mistake points to, unless it was asked last.
    pub fn ask_for_line(&mut self, mistake: &Diagnostic) -> Option<Question> {
        if self.line.as_ref().is_some_and(|(asked, _)| asked == mistake) {
            return None;
        }
        self.line = Some((mistake.clone(), None));
        Some(Question::Line(Box::new(mistake.clone())))
    }

    /// Returns the line of a file that a mistake points to, if it was asked for last and has come.
    pub fn line(&self, mistake: &Diagnostic) -> Option<&str> {
        let (_, line) = self.line.as_ref().filter(|(asked, _)| asked == mistake)?;
        line.as_deref()
    }

    /// Returns the entries by their type, if they were looked for.
    pub fn types(&self) -> Option<Arc<[TypeGroup]>> {
        self.types.clone()
    }

    /// Returns the state of the packs, if it was read.
    pub fn health(&self) -> Option<Arc<Health>> {
        self.health.clone()
    }

    /// Returns how much there is to read in an entry, if it was read.
    pub fn amount(&self, entry: EntryKey) -> Option<Amount> {
        self.amounts.get(&entry).copied()
    }

    /// Computes what to read before an entry; without the terms of its text if they are not known.
    pub fn before(&self, entry: EntryKey) -> Vec<EntryKey> {
        let terms = self.terms(entry).unwrap_or_default();
        routes::before(self.catalogue(), self.graph(), entry, &terms)
    }

    /// Returns the first links that leave an entry.
    pub fn links(&self, entry: EntryKey) -> RelatedLines {
        self.first(self.graph().leaving_runs(self.catalogue(), entry))
    }

    /// Returns the first links and mentions that lead to an entry.
    pub fn backlinks(&self, entry: EntryKey) -> RelatedLines {
        let mut lines = self.first(self.graph().arriving_runs(self.catalogue(), entry));
        let mentions = self.mentions.of(entry);
        let room = (LINES - lines.first.len()).min(mentions.len());
        lines.first.extend(mentions.iter().take(room));
        lines.more += mentions.len() - room;
        lines
    }

    fn first(&self, runs: Vec<EndRun>) -> RelatedLines {
        let count: usize = runs.iter().map(EndRun::len).sum();
        let ends = self.graph().ends(self.catalogue(), runs).take(LINES);
        let first = ends.map(|end| end.read(self.catalogue())).collect();
        RelatedLines { first, more: count.saturating_sub(LINES) }
    }

    /// Returns the links in texts, as far as they were read.
    pub fn mentions(&self) -> Arc<Mentions> {
        Arc::clone(&self.mentions)
    }

    /// Returns the links in the text of an entry, as far as they were read.
    pub fn text_links(&self, entry: EntryKey) -> impl Iterator<Item = Related> + '_ {
        self.mentions.from(entry).iter()
    }
}
