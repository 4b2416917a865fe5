//! Brings what the reader adds into the journal, on a thread of its own: reads the journal behind the first
//! frame, puts together what has come into one write, says that it is kept only when it is, tries again
//! while it is not, and tells what other processes add. Refuses to know: the app, the terminal.

#[cfg(test)]
mod tests;

use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::event::Event;
use crate::app::message::Message;
use crate::journal::{
    Batch, Keeper, KeptBatches, Loaded, News, Print, Record, StoppedAt, Trouble, UnfinishedNotes,
    Unsaved,
};
use crate::messages::journal as says;
use crate::messages::yours;
use crate::store::{Alarm, Eyes, Origin};

/// How long one waits at first before trying again what has failed, and at most.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// Where the reader is gets written so long after it has changed.
const REST: Duration = Duration::from_secs(2);
/// How long whoever leaves waits for what is not kept yet.
const LAST: Duration = Duration::from_millis(700);

/// The way to the thread that keeps.
pub struct Keeping {
    rescue: Rescue,
    signals: Sender<Signal>,
    /// What is needed to start it.
    waiting: Option<Box<Work>>,
}

/// The way by which whoever ends the process has kept what is not kept yet.
#[derive(Clone, Default)]
pub struct Rescue(Arc<Shared>);

#[derive(Default)]
struct Shared {
    /// The way to the thread, until its end was asked for.
    signals: Mutex<Option<Sender<Signal>>>,
    left: Mutex<Left>,
    /// Is held while the lock of the journal may be.
    at_work: Mutex<()>,
}

/// What is not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// How many changes.
    pub changes: usize,
    /// Why the latest attempt failed; `None` if there was none.
    pub why: Option<String>,
}

impl Left {
    /// Says that it is not kept, and why.
    pub fn sentence(&self) -> String {
        yours::not_kept(self.changes, self.why.as_deref().unwrap_or(yours::NO_TIME), false)
    }
}

/// What the thread is woken for.
enum Signal {
    /// These changes are to be kept.
    Keep(Batch),
    /// The reader is here now.
    StoppedAt(Box<StoppedAt>),
    /// These notes are begun and not kept.
    Unfinished(Box<UnfinishedNotes>),
    /// What an entry said is asked for, by its fingerprint.
    ReadBack(Print),
    /// The journal may have changed.
    Changed,
    /// Nothing more comes; whoever has the other end waits for the last write.
    End(Sender<()>),
}

impl Rescue {
    /// Has everything kept that is not yet, if that is possible within a moment; nothing is kept later.
    /// Returns what is left.
    pub fn keep_the_rest(&self) -> Option<Left> {
        self.keep_within(LAST)
    }

    fn keep_within(&self, patience: Duration) -> Option<Left> {
        // It is held meanwhile: whoever else wants to end the process waits for the same write.
        let mut signals = self.0.signals.lock().unwrap_or_else(PoisonError::into_inner);
        let (done, waited) = mpsc::channel();
        if signals.take().is_some_and(|signals| signals.send(Signal::End(done)).is_ok()) {
            // It ends when the thread has written, when it has ended before, or when it takes too long.
            let _ = waited.recv_timeout(patience);
        }
        let left = self.left().clone();
        (left.changes > 0).then_some(left)
    }

    /// Waits until the journal is not being written here, and has nobody begin to, until what is returned is
    /// dropped: whoever stops the process then holds up no other Folio.
    pub fn settle(&self) -> MutexGuard<'_, ()> {
        self.0.at_work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn left(&self) -> MutexGuard<'_, Left> {
        self.0.left.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Keeping {
    /// Builds the way to a thread that keeps what is added; what comes of it is told to `events`. Nothing
    /// runs before [`Keeping::start`]; what is to be kept earlier waits.
    pub fn new(keeper: Keeper, events: Sender<Event>, rescue: Rescue) -> Self {
        let (signals, received) = mpsc::channel();
        let alarm: Alarm = {
            let signals = signals.clone();
            // Who does not listen any more is about to end.
            Arc::new(move || drop(signals.send(Signal::Changed)))
        };
        let journal = keeper.path().map(Origin::File);
        let work = Work {
            rescue: rescue.clone(),
            keeper,
            eyes: Eyes::new(journal.as_slice(), alarm),
            received,
            events,
            batches: Vec::new(),
            place: None,
            unfinished: None,
            told: None,
            save: Task::default(),
            look: Task::default(),
            mark: Task::default(),
        };
        Self { rescue, signals, waiting: Some(Box::new(work)) }
    }

    /// Starts to read and to keep.
    pub fn start(&mut self) -> io::Result<()> {
        let Some(work) = self.waiting.take() else { return Ok(()) };
        thread::Builder::new().name("journal".to_owned()).spawn(move || work.run())?;
        let mut signals = self.rescue.0.signals.lock().unwrap_or_else(PoisonError::into_inner);
        *signals = Some(self.signals.clone());
        Ok(())
    }

    /// Has the journal left alone for a while, see [`Rescue::settle`].
    pub fn settle(&self) -> MutexGuard<'_, ()> {
        self.rescue.settle()
    }

    /// Has changes kept; answered with [`Message::Kept`] or [`Message::Unkept`].
    pub fn keep(&self, batch: Batch) {
        self.rescue.left().changes += batch.missed();
        self.send(Signal::Keep(batch));
    }

    /// Has the place kept where the reader is.
    pub fn keep_stopped_at(&self, place: Box<StoppedAt>) {
        self.send(Signal::StoppedAt(place));
    }

    /// Has kept what was begun of notes and is none yet.
    pub fn keep_unfinished(&self, notes: Box<UnfinishedNotes>) {
        self.send(Signal::Unfinished(notes));
    }

    /// Asks what an entry said when it was read; answered with [`Message::ReadBack`].
    pub fn read_back(&self, print: Print) {
        self.send(Signal::ReadBack(print));
    }

    fn send(&self, signal: Signal) {
        // A thread that is gone has reported its panic.
        let _ = self.signals.send(signal);
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        self.rescue.keep_the_rest();
    }
}

/// Something that is to be done, and to be tried again.
#[derive(Default)]
struct Task {
    due: Option<Instant>,
    /// How long to wait if it fails.
    pause: Duration,
}

impl Task {
    /// Has it done after a while, unless it is to be done earlier, or waits to be tried again.
    fn ask(&mut self, wait: Duration) {
        if self.due.is_none() {
            (self.due, self.pause) = (Some(Instant::now() + wait), FIRST_PAUSE);
        }
    }

    /// Has it done now, even if it waits to be tried again.
    fn ask_at_once(&mut self) {
        self.ask(Duration::ZERO);
        self.due = Some(Instant::now());
    }

    /// Returns whether it is to be done now.
    fn is_due(&self) -> bool {
        self.due.is_some_and(|due| due <= Instant::now())
    }

    fn done(&mut self) {
        self.due = None;
    }

    fn try_again(&mut self) {
        self.due = Some(Instant::now() + self.pause);
        self.pause = (2 * self.pause).min(LONGEST_PAUSE);
    }
}

/// What the thread has.
struct Work {
    rescue: Rescue,
    keeper: Keeper,
    eyes: Eyes,
    received: Receiver<Signal>,
    events: Sender<Event>,
    /// What is not kept yet.
    batches: Vec<Batch>,
    /// Where the reader is, if that is not kept yet.
    place: Option<Box<StoppedAt>>,
    /// What was begun of notes, if that is not kept yet.
    unfinished: Option<Box<UnfinishedNotes>>,
    /// Why how many changes are not kept, as it was told.
    told: Option<(Unsaved, usize)>,
    save: Task,
    look: Task,
    mark: Task,
}

impl Work {
    fn run(mut self) {
        let rescue = self.rescue.clone();
        {
            let _at_work = rescue.settle();
            self.read_journal();
        }
        loop {
            let mut next = self.next();
            while let Some(signal) = next {
                match signal {
                    Signal::Keep(batch) => {
                        self.batches.push(batch);
                        self.save.ask_at_once();
                    }
                    Signal::StoppedAt(place) => {
                        self.place = Some(place);
                        self.mark.ask(REST);
                    }
                    Signal::Unfinished(notes) => {
                        self.unfinished = Some(notes);
                        self.mark.ask(REST);
                    }
                    Signal::ReadBack(print) => self.read_back(print),
                    Signal::Changed => {
                        self.look.ask(Duration::ZERO);
                        // It may be a journal now that takes what the one before did not.
                        self.save.ask(Duration::ZERO);
                    }
                    Signal::End(done) => {
                        self.end();
                        // Whoever asked may have left.
                        let _ = done.send(());
                        return;
                    }
                }
                next = self.received.try_recv().ok();
            }
            let _at_work = rescue.settle();
            self.do_what_is_due();
        }
    }

    /// Waits for what happens next; `None` if it is time to do something.
    fn next(&mut self) -> Option<Signal> {
        let watched = self.keeper.folder().is_some_and(std::path::Path::is_dir);
        let patience = self.eyes.patience().filter(|_| watched);
        let tasks = [&self.save, &self.look, &self.mark].map(|task| task.due);
        let due = tasks.into_iter().flatten().min();
        let due = due.map(|due| due.saturating_duration_since(Instant::now()));
        let Some(wait) = due.into_iter().chain(patience).min() else {
            return Some(self.received.recv().unwrap_or_else(|_| Signal::End(mpsc::channel().0)));
        };
        match self.received.recv_timeout(wait) {
            Ok(signal) => Some(signal),
            Err(RecvTimeoutError::Timeout) => {
                // Where the system tells nothing, one has to look.
                (patience == Some(wait)).then_some(Signal::Changed)
            }
            Err(RecvTimeoutError::Disconnected) => Some(Signal::End(mpsc::channel().0)),
        }
    }

    fn do_what_is_due(&mut self) {
        if self.save.is_due() {
            self.save();
        }
        if self.look.is_due() {
            match self.keeper.look() {
                Ok(News::Records(records)) => self.tell_added(records),
                Ok(News::State(state)) => self.tell(Message::JournalRead(state)),
                Err(why) if why.may_pass() => return self.look.try_again(),
                Err(_) => {}
            }
            self.look.done();
        }
        if self.mark.is_due() {
            self.mark_place();
        }
    }

    /// Reads the journal, and has the system tell of changes before, so that none is missed.
    fn read_journal(&mut self) {
        // Where it cannot be made, that is told when something is to be kept.
        let _ = self.keeper.make_folder();
        self.eyes.open();
        let Loaded { state, trouble } = self.keeper.load();
        // Of very many readings that is a lot to look through.
        let named = self.keeper.has_long_texts().then(|| state.texts().collect());
        self.tell(Message::JournalRead(Box::new(state)));
        // That nothing can be kept is told with what is not.
        let trouble = trouble.iter().filter(|&one| *one != Trouble::Nowhere);
        let sentences: Vec<String> = trouble.map(Trouble::to_string).collect();
        if !sentences.is_empty() {
            self.tell(Message::Notice(says::together(&sentences)));
        }
        // What is not tidied now is at the next start.
        let _ = named.map(|named| self.keeper.tidy_texts(named));
    }

    /// Tells what an entry said, be it kept or not yet.
    fn read_back(&self, print: Print) {
        let mut waiting = self.batches.iter().flat_map(|batch| &batch.texts);
        let waiting = waiting.find(|said| said.print == print).cloned();
        let said = waiting.or_else(|| self.keeper.said(print).map(Arc::new));
        self.tell(Message::ReadBack { print, said });
    }

    /// Writes all that is not kept yet at once.
    fn save(&mut self) {
        let Some(last) = self.batches.last().map(|batch| batch.number) else {
            return self.save.done();
        };
        match self.keeper.keep_batches(&self.batches) {
            Ok(KeptBatches { news, contested }) => {
                let kept: usize = self.batches.drain(..).map(|batch| batch.missed()).sum();
                {
                    let mut left = self.rescue.left();
                    *left = Left { changes: left.changes - kept, why: None };
                }
                self.told = None;
                self.save.done();
                match news {
                    News::Records(records) => {
                        self.tell_added(records);
                        self.tell(Message::Kept(last));
                    }
                    // What is kept is in it.
                    News::State(state) => {
                        self.tell(Message::Kept(last));
                        self.tell(Message::JournalRead(state));
                    }
                }
                for one in contested {
                    self.tell(Message::Notice(one.sentence().to_owned()));
                }
            }
            Err(why) => {
                let (reason, again) = (why.to_string(), why.may_pass());
                self.rescue.left().why = Some(reason.clone());
                if again {
                    self.save.try_again();
                } else {
                    // It is tried again with what comes next, and when the journal has changed.
                    self.save.done();
                }
                let missed = self.batches.iter().map(Batch::missed).sum();
                let told = Some((why, missed));
                if self.told != told {
                    self.tell(Message::Unkept { why: reason, again });
                    self.told = told;
                }
            }
        }
    }

    /// Keeps where the reader is and what was begun of notes.
    fn mark_place(&mut self) {
        let mut may_pass = false;
        // Nobody is told: it was not asked for.
        if let Some(place) = self.place.take()
            && let Err(why) = self.keeper.keep_stopped_at(&place)
            && why.may_pass()
        {
            self.place = Some(place);
            may_pass = true;
        }
        if let Err(why) = self.keep_unfinished() {
            may_pass |= why.may_pass();
        }
        if may_pass {
            self.mark.try_again();
        } else {
            self.mark.done();
        }
    }

    /// Keeps what was begun of notes; what cannot be kept waits.
    fn keep_unfinished(&mut self) -> Result<(), Unsaved> {
        let Some(notes) = &self.unfinished else { return Ok(()) };
        self.keeper.keep_unfinished(notes)?;
        self.unfinished = None;
        Ok(())
    }

    /// Writes what is left. What was begun of notes and cannot be kept counts as missed.
    fn end(&mut self) {
        self.save();
        self.mark_place();
        let kept = self.keep_unfinished();
        let begun = self.unfinished.as_ref().map_or(0, |notes| notes.here.len());
        let mut left = self.rescue.left();
        left.changes += begun;
        if let Err(why) = kept {
            left.why.get_or_insert_with(|| why.to_string());
        }
    }

    fn tell_added(&self, records: Vec<Record>) {
        if !records.is_empty() {
            self.tell(Message::Added(records));
        }
    }

    fn tell(&self, message: Message) {
        // Who does not listen any more is about to end.
        let _ = self.events.send(Event::Journal(message));
    }
}
