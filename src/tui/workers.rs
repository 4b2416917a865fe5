//! What takes time, on threads of its own: the search index and searches, and
//! questions that only the bodies answer. Refuses to know:
//! the terminal.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use super::event::Event;
use crate::app::message::{Message, ReadCount};
use crate::app::sieve::Sieve;
use crate::knowledge::{Corpus, Question, Ticket, Wanted};
use crate::search::{Hits, Index, Request, Searcher, complete, unindexed};

/// The way to the workers. Nothing runs before [`Workers::start`], so that the first frame has the
/// processor to itself; what is asked for earlier waits.
pub struct Workers {
    corpus: Corpus,
    /// Which version of the library it is, counted from 0.
    edition: u64,
    events: Sender<Event>,
    /// The newest search; older ones are given up.
    newest: Arc<AtomicU64>,
    /// The newest question of each kind that a newer one makes pointless; without its ticket it is given up.
    replaceable: Vec<(Question, Ticket)>,
    searches: Sender<Job>,
    waiting: Option<Receiver<Job>>,
    index_wanted: bool,
    /// Whether a file is being written that has the index of a large library: it is waited for.
    awaits_file: bool,
    /// What was asked before the start.
    asked: Vec<Question>,
}

/// Up to so many entries are indexed in less time than a reader needs to type; of more, if no file has
/// their index, the titles are searched until the texts have been read.
const QUICK: usize = 1000;

enum Job {
    BuildIndex,
    /// Comes from the thread that reads the bodies of a large library; no index if it failed.
    Indexed {
        of: Corpus,
        index: Option<Arc<Index>>,
    },
    /// The same library as it lies in another place, and whether a thread reads its bodies.
    Exchange {
        corpus: Corpus,
        indexing: bool,
    },
    Search(Request),
    Complete {
        text: String,
        cursor: usize,
    },
}

impl Workers {
    /// Builds the way to workers that answer to `events`.
    pub fn new(corpus: Corpus, events: Sender<Event>) -> Self {
        let (searches, waiting) = mpsc::channel();
        let newest = Arc::new(AtomicU64::new(0));
        let waiting = Some(waiting);
        let (index_wanted, asked, replaceable) = (false, Vec::new(), Vec::new());
        let edition = 0;
        let awaits_file = corpus.is_beginning() || !corpus.opened().upkeep.unkept.is_empty();
        Self {
            corpus,
            edition,
            events,
            newest,
            replaceable,
            searches,
            waiting,
            index_wanted,
            awaits_file,
            asked,
        }
    }

    /// Returns which version of the library the workers read, counted from 0.
    pub fn edition(&self) -> u64 {
        self.edition
    }

    /// Gives up all that was asked for, and begins anew with another version of the library.
    pub fn renew(&mut self, corpus: Corpus) {
        self.newest.store(u64::MAX, Ordering::SeqCst);
        let has_started = self.waiting.is_none();
        let edition = self.edition + 1;
        *self = Self { edition, ..Self::new(corpus, self.events.clone()) };
        if has_started {
            self.start();
        }
    }

    /// Goes on with the same library as it lies in another place; what was asked for is answered.
    pub fn exchange(&mut self, corpus: Corpus) {
        self.corpus = corpus.clone();
        self.send(Job::Exchange { corpus, indexing: self.is_large() });
        self.index_here();
    }

    /// Has the index built, if it was waited for in vain that a file has it.
    pub fn index_here(&mut self) {
        self.awaits_file = false;
        if self.index_wanted && self.waiting.is_none() {
            self.index();
        }
    }

    /// Gives up a version of the library, of which nobody needs to wait until all of its memory is given back.
    pub fn let_go(&self, corpus: Corpus) {
        self.spawn("letting go", move || drop(corpus));
    }

    /// Starts the workers; what was asked for already is done now.
    pub fn start(&mut self) {
        let Some(jobs) = self.waiting.take() else { return };
        let worker = SearchWorker {
            corpus: self.corpus.clone(),
            searcher: None,
            indexing: self.is_large(),
            unfinished: None,
            newest: Arc::clone(&self.newest),
            edition: self.edition,
            events: self.events.clone(),
        };
        self.spawn("search", move || worker.work(&jobs));
        if self.index_wanted {
            self.index();
        }
        for question in std::mem::take(&mut self.asked) {
            self.ask(question);
        }
    }

    /// Has the search index built ahead of the first search.
    pub fn build_index(&mut self) {
        if !std::mem::replace(&mut self.index_wanted, true) && self.waiting.is_none() {
            self.index();
        }
    }

    fn index(&self) {
        if !self.is_large() {
            return self.send(Job::BuildIndex);
        }
        if self.awaits_file {
            return;
        }
        let (corpus, searches) = (self.corpus.clone(), self.searches.clone());
        self.spawn("index", move || {
            // The panic hook reports a fault; the search worker then builds the index itself.
            let build = || Index::new(corpus.library()).sharing(corpus.meanings());
            let index = catch_unwind(AssertUnwindSafe(|| Arc::new(build())));
            let _ = searches.send(Job::Indexed { of: corpus, index: index.ok() });
        });
    }

    fn is_large(&self) -> bool {
        unindexed(self.corpus.library()) > QUICK
    }

    /// Searches; answered with [`Message::Found`].
    pub fn search(&mut self, request: Request) {
        self.build_index();
        self.newest.store(request.sequence, Ordering::SeqCst);
        self.send(Job::Search(request));
    }

    /// Completes a filter; answered with [`Message::Completed`].
    pub fn complete(&mut self, text: String, cursor: usize) {
        self.build_index();
        self.send(Job::Complete { text, cursor });
    }

    /// Reads the bodies that a question is about; answered with [`Message::Answered`].
    pub fn ask(&mut self, question: Question) {
        if self.waiting.is_some() {
            return self.asked.push(question);
        }
        let ticket = Ticket::default();
        let wanted = ticket.wanted();
        self.replaceable.retain(|(older, _)| !older.is_replaced_by(&question));
        // What nothing replaces is wanted until it is answered.
        let held = if question.is_replaced_by(&question) {
            self.replaceable.push((question.clone(), ticket));
            None
        } else {
            Some(ticket)
        };
        let (corpus, events, edition) = (self.corpus.clone(), self.events.clone(), self.edition);
        self.spawn("reading", move || {
            let answer = corpus.answer_while(&question, || wanted.holds());
            drop(held);
            if let Some(answer) = answer {
                let _ = events.send(Event::Answer(edition, Message::Answered(answer)));
            }
        });
    }

    /// Reads bodies for a question while somebody waits; answered with [`Message::Answered`], and
    /// meanwhile with [`Message::Surveyed`].
    pub fn survey(&self, question: Question, wanted: Wanted) {
        let (corpus, events, edition) = (self.corpus.clone(), self.events.clone(), self.edition);
        self.spawn("reading", move || {
            let (told, of) = (events.clone(), wanted.clone());
            let tell = move |surveyed| {
                let wanted = of.clone();
                let _ = told.send(Event::Answer(edition, Message::Surveyed { wanted, surveyed }));
            };
            if let Some(answer) = corpus.survey(&question, &wanted, tell) {
                let _ = events.send(Event::Answer(edition, Message::Answered(answer)));
            }
        });
    }

    /// Looks for what is typed; answered with [`Message::Sifted`] if somebody still waits for it.
    pub fn sift(&self, sieve: Sieve) {
        let (corpus, events, edition) = (self.corpus.clone(), self.events.clone(), self.edition);
        self.spawn("filter", move || {
            if let Some(found) = sieve.sift(corpus.catalogue()) {
                let wanted = sieve.wanted.clone();
                // Who takes the matches in may have to change the text, and is to be alone with it.
                drop(sieve);
                let _ = events.send(Event::Answer(edition, Message::Sifted { wanted, found }));
            }
        });
    }

    /// Looks up what was read; answered with [`Message::ReadCounted`].
    pub fn count_read(&self, count: ReadCount) {
        let (corpus, events, edition) = (self.corpus.clone(), self.events.clone(), self.edition);
        self.spawn("counting", move || {
            let answer = count.answer(corpus.catalogue());
            // Whoever goes on changing what was read is alone with it from here on.
            drop(count);
            let _ = events.send(Event::Answer(edition, answer));
        });
    }

    /// Finds what has changed since it was read; answered with [`Message::Changed`] if somebody still waits
    /// for it.
    pub fn find_changed(&self, count: ReadCount) {
        let (corpus, events, edition) = (self.corpus.clone(), self.events.clone(), self.edition);
        self.spawn("changes", move || {
            let answer = count.changed(&corpus);
            drop(count);
            if let Some(answer) = answer {
                let _ = events.send(Event::Answer(edition, answer));
            }
        });
    }

    fn send(&self, job: Job) {
        // A worker that is gone has reported its panic.
        let _ = self.searches.send(job);
    }

    fn spawn(&self, name: &str, work: impl FnOnce() + Send + 'static) {
        let spawned = thread::Builder::new().name(name.to_owned()).spawn(work);
        if let Err(error) = spawned {
            let _ = self.events.send(Event::no_thread(&error));
        }
    }
}

/// Searches, one request after another.
struct SearchWorker {
    corpus: Corpus,
    searcher: Option<Searcher>,
    /// Whether another thread reads the bodies; the titles alone are searched until it has.
    indexing: bool,
    /// The search that was answered from the titles.
    unfinished: Option<Request>,
    newest: Arc<AtomicU64>,
    edition: u64,
    events: Sender<Event>,
}

impl SearchWorker {
    fn work(mut self, jobs: &Receiver<Job>) {
        while let Ok(job) = jobs.recv() {
            // A fault in one search must not end the next ones; the panic hook has reported it.
            let done = catch_unwind(AssertUnwindSafe(|| self.perform(job)));
            if done.is_err() {
                self.searcher = None;
            }
        }
    }

    fn perform(&mut self, job: Job) {
        match job {
            Job::BuildIndex => {
                self.searcher();
            }
            Job::Exchange { corpus, indexing } => {
                (self.corpus, self.indexing, self.searcher) = (corpus, indexing, None);
                if !indexing {
                    self.finish();
                }
            }
            // It was read where the library lay before.
            Job::Indexed { of, .. } if !of.is(&self.corpus) => {}
            Job::Indexed { index, .. } => {
                self.indexing = false;
                self.searcher = index.map(Searcher::new);
                self.finish();
            }
            Job::Complete { text, cursor } => {
                let completions = complete(self.searcher().index(), &text, cursor);
                let completed = Message::Completed { text, completions };
                let _ = self.events.send(Event::Answer(self.edition, completed));
            }
            Job::Search(request) => {
                if self.indexing {
                    self.unfinished = Some(request.clone());
                }
                self.search(&request);
            }
        }
    }

    /// Searches in the texts for what was answered from the titles.
    fn finish(&mut self) {
        if let Some(request) = self.unfinished.take() {
            self.search(&request);
        }
    }

    fn searcher(&mut self) -> &mut Searcher {
        let (library, indexing) = (self.corpus.library(), self.indexing);
        let meanings = self.corpus.meanings();
        self.searcher.get_or_insert_with(|| {
            let index = if indexing { Index::of_titles(library) } else { Index::new(library) };
            Searcher::new(Arc::new(index.sharing(meanings)))
        })
    }

    fn search(&mut self, request: &Request) {
        let sequence = request.sequence;
        let newest = Arc::clone(&self.newest);
        let wanted = || newest.load(Ordering::SeqCst) == sequence;
        if !wanted() {
            // Only the newest search is waited for.
            return;
        }
        let (events, edition) = (self.events.clone(), self.edition);
        let tell = |hits: Hits| {
            let _ = events.send(Event::Answer(edition, Message::Found { sequence, hits }));
        };
        let query = request.query();
        let (scope, limit) = (request.scope, request.limit);
        let answer = self.searcher().search(&query, scope, limit, &wanted, &mut |hits| tell(hits));
        answer.into_iter().for_each(tell);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;
    use std::sync::{Condvar, Mutex};
    use std::time::Duration;

    use super::*;
    use crate::app::sieve::{Among, Sifted};
    use crate::knowledge::{Answer, Ticket};
    use crate::model::{Bodies, Body, Catalogue, EntryKey, Library, NewEntry, ThemeKey};
    use crate::search::Scope;
    use crate::store::{self, Origin, Upkeep};

    /// Ends a test that hangs.
    const GUARD: Duration = Duration::from_mins(1);

    /// The built-in pack from its texts: what was compiled has its index already, and takes no more entries.
    fn corpus() -> Corpus {
        Corpus::new(store::open_to_check(&[Origin::BuiltIn]).library)
    }

    fn request(sequence: u64, text: &str) -> Request {
        Request { sequence, text: text.to_owned(), scope: Scope::Library, limit: 5, loose: false }
    }

    /// The next answer.
    fn found(received: &Receiver<Event>) -> Hits {
        loop {
            let event = received.recv_timeout(GUARD).expect("an answer comes");
            if let Event::Answer(_, Message::Found { hits, .. }) = event {
                return hits;
            }
        }
    }

    /// The next complete answer: its number and how many entries it has found.
    fn answer(received: &Receiver<Event>) -> (u64, usize) {
        loop {
            let event = received.recv_timeout(GUARD).expect("an answer comes");
            if let Event::Answer(_, Message::Found { sequence, hits }) = event
                && !hits.provisional
            {
                return (sequence, hits.total);
            }
        }
    }

    #[test]
    fn of_the_searches_that_wait_only_the_newest_is_answered() {
        let (events, received) = mpsc::channel();
        let mut workers = Workers::new(corpus(), events);
        workers.build_index();
        for sequence in 1..=50 {
            workers.search(request(sequence, "connectivity"));
        }
        assert!(received.try_recv().is_err(), "nothing runs before the start");
        workers.start();
        let (sequence, total) = answer(&received);
        assert_eq!(sequence, 50);
        assert!(total > 0);
        workers.search(request(51, "connectivity"));
        assert_eq!(answer(&received), (51, total));
    }

    #[test]
    fn mentions_that_were_asked_for_before_the_start_are_built_after_it() {
        let (events, received) = mpsc::channel();
        let mut workers = Workers::new(corpus(), events);
        workers.ask(Question::Mentions);
        assert!(received.try_recv().is_err());
        workers.start();
        let event = received.recv_timeout(GUARD).expect("an answer comes");
        assert!(matches!(event, Event::Answer(_, Message::Answered(Answer::Mentions(_)))));
    }

    #[test]
    fn what_nobody_waits_for_is_not_answered() {
        let (events, received) = mpsc::channel();
        let mut workers = Workers::new(corpus(), events);
        workers.start();
        let all = 0..workers.corpus.catalogue().len() as u32;
        let among = || Among::Entries("city".to_owned(), vec![all.clone()], None);
        let given_up = Ticket::default().wanted();
        workers.survey(Question::Health, given_up);
        let unwanted = Sieve::new(among(), &Ticket::default());
        workers.sift(unwanted);
        let ticket = Ticket::default();
        workers.sift(Sieve::new(among(), &ticket));
        let event = received.recv_timeout(GUARD).expect("an answer comes");
        let Event::Answer(_, Message::Sifted { wanted, found: Sifted::Entries(found) }) = event
        else {
            panic!("only what is waited for is answered");
        };
        assert!(wanted.is_for(&ticket) && found.text() == "city");
        workers.survey(Question::Coverage, ticket.wanted());
        let event = received.recv_timeout(GUARD).expect("an answer comes");
        assert!(matches!(event, Event::Answer(_, Message::Answered(Answer::Coverage(_)))));
    }

    /// Bodies of which the first that is asked for panics.
    struct Faulty {
        whole: Arc<dyn Bodies>,
        spent: AtomicBool,
    }

    impl Bodies for Faulty {
        fn body(&self, key: EntryKey) -> Arc<Body> {
            assert!(self.spent.swap(true, Ordering::SeqCst), "a fault on purpose");
            self.whole.body(key)
        }
    }

    #[test]
    fn case_54_after_a_fault_the_next_search_is_answered() {
        let (events, received) = mpsc::channel();
        let library = corpus().library().clone();
        let whole = Arc::clone(&library.bodies);
        let bodies = Arc::new(Faulty { whole, spent: AtomicBool::new(false) });
        let library = Library { bodies: bodies.clone(), ..library };
        let mut workers = Workers::new(Corpus::new(library), events);
        workers.start();
        workers.build_index();
        while !bodies.spent.load(Ordering::SeqCst) {
            thread::yield_now();
        }
        workers.search(request(1, "connectivity"));
        let (sequence, total) = answer(&received);
        assert_eq!(sequence, 1);
        assert!(total > 0);
    }

    /// Bodies of a few entries, and empty ones, that cannot be read before a door is opened.
    struct Closed {
        few: Library,
        open: Mutex<bool>,
        opened: Condvar,
    }

    impl Bodies for Closed {
        fn body(&self, key: EntryKey) -> Arc<Body> {
            let open = self.open.lock().expect("nobody panics at the door");
            drop(self.opened.wait_while(open, |open| !*open).expect("nobody panics at the door"));
            let is_one = key.index() < self.few.catalogue.len();
            if is_one { self.few.body(key) } else { Arc::default() }
        }
    }

    #[test]
    fn titles_answer_while_the_bodies_of_a_large_library_are_read() {
        let (events, received) = mpsc::channel();
        let few = corpus().library().clone();
        let mut catalogue = Catalogue::clone(&few.catalogue);
        let theme = ThemeKey::new(catalogue.themes().len() - 1);
        for number in 0..=QUICK {
            let id = format!("{}/more-{number}", catalogue.theme(theme).id);
            catalogue.push_entry(NewEntry::new(theme, &id, &format!("Connectivity {number}")));
        }
        let (open, opened) = (Mutex::new(false), Condvar::new());
        let bodies = Arc::new(Closed { few, open, opened });
        let library = Library { bodies: bodies.clone(), ..Library::new(catalogue, Vec::new()) };
        let mut workers = Workers::new(Corpus::new(library), events);
        workers.start();
        workers.search(request(1, "connectivity"));
        let early = found(&received);
        assert!(early.titles_only && early.provisional && early.total > QUICK, "{early:?}");
        workers.search(request(2, "connectivity"));
        *bodies.open.lock().expect("nobody panics at the door") = true;
        bodies.opened.notify_all();
        let (sequence, total) = answer(&received);
        assert_eq!(sequence, 2);
        assert!(total > early.total, "texts hold the word too");
    }

    /// A large library that a file is to be written of; the word is in titles and in texts.
    fn unkept() -> Corpus {
        let texts = corpus().library().clone();
        let mut catalogue = Catalogue::clone(&texts.catalogue);
        let theme = ThemeKey::new(catalogue.themes().len() - 1);
        let bodies = texts.catalogue.entries().map(|entry| texts.body(entry));
        let mut bodies: Vec<Arc<Body>> = bodies.collect();
        for number in 0..=QUICK {
            let id = format!("{}/more-{number}", catalogue.theme(theme).id);
            catalogue.push_entry(NewEntry::new(theme, &id, &format!("Connectivity {number}")));
            bodies.push(Arc::default());
        }
        let opened = store::Opened::of(Library::new(catalogue, bodies));
        let upkeep = Upkeep { unkept: vec![Origin::BuiltIn], ..Upkeep::default() };
        Corpus::from(store::Opened { upkeep, ..opened })
    }

    #[test]
    fn texts_are_searched_once_a_file_has_the_index_or_it_is_known_that_none_will() {
        let again = unkept();
        let kept = Corpus::new(again.library().clone());
        let ends: [fn(&mut Workers, Corpus); 2] =
            [|workers, kept| workers.exchange(kept), |workers, _| workers.index_here()];
        for end in ends {
            let (events, received) = mpsc::channel();
            let mut workers = Workers::new(unkept(), events);
            workers.start();
            workers.search(request(1, "connectivity"));
            let early = found(&received);
            assert!(early.titles_only && early.provisional, "{early:?}");
            end(&mut workers, kept.clone());
            let (sequence, total) = answer(&received);
            assert_eq!(sequence, 1);
            assert!(total > early.total, "texts hold the word too");
        }
    }
}
