//! One reader's session: which entry is open, what was read before, and what each command does. Refuses
//! to know: how commands are spelt, how lines are printed.

mod changes;
mod exploring;
mod going;
mod keeping;
mod listing;
mod noting;
mod practising;
mod putting_by;
mod reloading;
mod routes;
mod staying;

use super::files::Files;
use super::lists::List;
use super::printer::Printer;
use super::reading::Reading;
use crate::app::Opening;
use crate::document::{Document, Parts, Position, UNBROKEN};
use crate::journal::disk::now;
use crate::journal::{Change, Desk, Keeper, StoppedAt};
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::margin;
use crate::messages::linear as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::Itinerary;
use crate::search::Index;
use crate::trail::Trail;

/// What the text of an entry shows: its links are in it, as in a browser of one pane.
const WHOLE: Parts = Parts::WHOLE;

/// What was cut short.
enum Rest {
    /// The text of an entry.
    Text(EntryKey, Box<Reading>),
    /// The list, from this item on.
    Items(usize),
    /// A list that is gone since the files were read again.
    Gone,
}

/// One reader's session.
pub struct Session {
    /// The way to the reader.
    pub printer: Printer,
    corpus: Corpus,
    known: Knowledge,
    /// The entry that is open; `None` only in an empty library.
    open: Option<EntryKey>,
    /// Where in it the reader is.
    at: Position,
    trail: Trail<EntryKey>,
    itinerary: Itinerary,
    /// The entry at which reading went on, until it is known on which route that is.
    resumed_at: Option<EntryKey>,
    /// Made at the first search.
    index: Option<Index>,
    /// Whether the links in all texts were read.
    mentions_read: bool,
    list: Option<List>,
    /// Whether the list was printed last: numbers choose from it only then.
    listed: bool,
    rest: Option<Rest>,
    /// Made at the first prompt.
    files: Option<Files>,
    /// What the reader adds, and where it is kept.
    desk: Desk,
    keeper: Keeper,
    journal: keeping::Journal,
    /// Where reading stopped the last time.
    stopped: StoppedAt,
    /// Where the reader was when that was kept last.
    kept_here: Option<staying::Here>,
    /// What is being practised, while lines are answers.
    sitting: Option<practising::Sitting>,
    left: bool,
}

impl Session {
    /// Opens the library, and says so.
    pub fn open(corpus: Corpus, opening: Opening, keeper: Keeper, printer: Printer) -> Self {
        let catalogue = corpus.catalogue();
        let resumed = opening.resumed_entry(catalogue);
        let Opening { at, start, find, notice, recall, resume, .. } = opening;
        let declared = || catalogue.packs().iter().find_map(|pack| pack.start);
        let start =
            at.or(resumed).or(start).or_else(declared).or_else(|| catalogue.entries().next());
        let mut session = Self {
            printer,
            known: Knowledge::new(&corpus),
            corpus,
            open: None,
            at: Position::default(),
            trail: Trail::default(),
            itinerary: Itinerary::default(),
            resumed_at: resumed,
            index: None,
            mentions_read: false,
            list: None,
            listed: false,
            rest: None,
            files: None,
            desk: keeping::desk(),
            keeper,
            journal: keeping::Journal::NotTried,
            stopped: resume.unwrap_or_default(),
            kept_here: None,
            sitting: None,
            left: false,
        };
        if let Some(start) = start {
            session.go_into(start);
        }
        let (packs, entries) = (session.catalogue().packs().len(), session.catalogue().len());
        session.printer.say(&says::welcome(env!("CARGO_PKG_VERSION"), packs, entries));
        for line in notice.iter().flat_map(|notice| notice.lines()) {
            session.printer.say(line);
        }
        if resumed.is_some() {
            session.printer.say(says::RESUMED);
        }
        match &find {
            Some(query) => session.search(query),
            None => session.introduce(),
        }
        if resumed.is_some() {
            let stopped = session.stopped.spot.clone();
            session.take_up(stopped.as_ref());
        }
        if recall {
            session.practise();
        }
        session.kept_here = session.here();
        session
    }

    /// Returns whether there is more to do.
    pub fn goes_on(&self) -> bool {
        !self.left && self.printer.is_sound()
    }

    /// Says what can be typed.
    pub fn prompt(&mut self) {
        let list = self.list.as_ref().filter(|list| self.listed && list.length > 0);
        let prompt = match (list, self.open) {
            _ if self.practises() => says::PROMPT_OF_CARDS.to_owned(),
            (Some(list), _) => says::prompt(Some((&list.title, list.length))),
            (None, Some(entry)) => says::prompt_at(self.catalogue().short(entry)),
            (None, None) => says::prompt(None),
        };
        self.printer.prompt(&prompt);
    }

    /// Ends the session.
    pub fn leave(&mut self) {
        self.left = true;
    }

    fn catalogue(&self) -> &Catalogue {
        self.corpus.catalogue()
    }

    /// Asks for something that only the bodies answer, and waits for it.
    fn learn(&mut self, question: &Question) {
        self.known.learn(&self.corpus, question);
    }

    /// Reads the links in all texts, unless that is done: the text of an entry needs none.
    fn read_mentions(&mut self) {
        if !std::mem::replace(&mut self.mentions_read, true) {
            self.learn(&Question::Mentions);
        }
    }

    /// Returns the open entry's text.
    fn document(&mut self) -> Option<Document> {
        let entry = self.open?;
        let text = |known: &mut Knowledge| known.document(entry, WHOLE, UNBROKEN);
        self.known.learn_until(&self.corpus, text)
    }

    /// Goes into an entry: a step of the trail, unless it is the entry that is open already.
    fn go_into(&mut self, entry: EntryKey) {
        if self.trail.current() != Some(&entry) {
            self.trail.push(entry);
        }
        self.show(entry);
    }

    /// Opens an entry at its top.
    fn show(&mut self, entry: EntryKey) {
        self.open = Some(entry);
        self.itinerary.on_arrival(entry);
        self.at = Position::default();
        let on = margin::name_of(self.corpus.catalogue(), entry);
        self.desk.on_clock(now());
        self.desk.note([Change::Visit { on }]);
    }
}
