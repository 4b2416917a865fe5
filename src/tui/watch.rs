//! Keeps the open library as its files are: sees that they changed, waits until they rest, has them
//! opened again on a thread, and says what came of it. Refuses to know: the app, the terminal.

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::event::{Event, ReadAgain};
use crate::content::progress::{Counts, Progress};
use crate::knowledge::{Changes, Corpus, Reread};
use crate::report::Loading;
use crate::store::apart::{self, Told};
use crate::store::{self, Alarm, Eyes, Haste, Mark, Mistakes, Occasion, Origin, Unrest, WithIndex};

/// How long files rest before what has changed in them is kept: who edits them saves again and again.
const QUIET: Duration = Duration::from_secs(10);

/// How often it is told how far reading is.
const OFTEN: Duration = Duration::from_millis(250);

/// The way to the thread that watches.
pub struct Watch {
    signals: Sender<Signal>,
    /// Whether it was told that the window has the keyboard.
    has_keyboard: bool,
    /// What is needed to start it.
    waiting: Option<Watching>,
}

enum Signal {
    /// Something may have changed.
    Changed,
    /// Somebody wants the files read again.
    Asked,
    /// The window of the reader has got the keyboard, or lost it.
    Focus(bool),
    /// Something else is to be read in place of what is open.
    Instead(Vec<Origin>),
    /// An opening, by its number, has ended; with nothing if it was stopped or has failed.
    Read(u64, Option<Reread>),
    /// What was used as it was kept is not what was written.
    Spoilt,
    /// All of what was opened as far as its first files.
    Whole(Reread),
    /// A version that was open, and the same as it is kept since; nothing if it could not be kept.
    Kept { before: Corpus, now: Option<Corpus> },
    /// Nobody needs to know any more.
    End,
}

impl Watch {
    /// Builds the way to a watch over what a corpus was read from; it is told to `events` when that
    /// changes. Nothing runs before [`Watch::start`].
    pub fn new(corpus: Corpus, events: Sender<Event>) -> Self {
        Self::with(corpus, events, Eyes::new)
    }

    /// Builds a watch with eyes of its own.
    fn with(
        corpus: Corpus,
        events: Sender<Event>,
        eyes: impl FnOnce(&[Origin], Alarm) -> Eyes,
    ) -> Self {
        let (signals, received) = mpsc::channel();
        let own = signals.clone();
        let alarm: Alarm = {
            let signals = signals.clone();
            // Who does not listen any more is about to end.
            Arc::new(move || drop(signals.send(Signal::Changed)))
        };
        let opened = corpus.opened();
        let (origins, mark) = (opened.asked.clone(), opened.mark.clone());
        let watching = Watching {
            eyes: eyes(&origins, alarm),
            origins,
            corpus,
            mark,
            mistakes: None,
            spoilt: false,
            asked: false,
            is_away: false,
            opening: None,
            keeping: None,
            parsed: Vec::new(),
            due: None,
            number: 0,
            signals: own,
            received,
            later: VecDeque::new(),
            events,
        };
        Self { signals, has_keyboard: true, waiting: Some(watching) }
    }

    /// Starts to watch; what was asked for already is done now.
    pub fn start(&mut self) -> io::Result<()> {
        let Some(watching) = self.waiting.take() else { return Ok(()) };
        thread::Builder::new().name("watching".to_owned()).spawn(move || watching.run())?;
        Ok(())
    }

    /// Has the files read again, whether they changed or not.
    pub fn read_again(&self) {
        self.send(Signal::Asked);
    }

    /// Has something else read in place of what is open, which is no other pack: the guide with other keys.
    pub fn read_instead(&self, origins: Vec<Origin>) {
        self.send(Signal::Instead(origins));
    }

    /// Takes in whether the window has the keyboard. While it has not, nobody looks again and again at folders of
    /// which the system tells nothing; what it tells is followed all the same, since whoever writes in another
    /// window may look at this one.
    pub fn on_focus(&mut self, has_keyboard: bool) {
        if std::mem::replace(&mut self.has_keyboard, has_keyboard) != has_keyboard {
            self.send(Signal::Focus(has_keyboard));
        }
    }

    fn send(&self, signal: Signal) {
        // A watch that is gone has reported its panic.
        let _ = self.signals.send(signal);
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.send(Signal::End);
    }
}

struct Watching {
    origins: Vec<Origin>,
    eyes: Eyes,
    /// The last good version.
    corpus: Corpus,
    /// What the files looked like when they were read last.
    mark: Mark,
    /// What is wrong with the files, if the last good version stays because of it.
    mistakes: Option<Mistakes>,
    /// Whether the version that is shown comes from what is not what was written.
    spoilt: bool,
    /// Whether somebody waits to hear what comes of it.
    asked: bool,
    /// Whether the window of the reader has lost the keyboard.
    is_away: bool,
    opening: Option<Arc<Progress>>,
    keeping: Option<Arc<Progress>>,
    /// What was open out of a file and is in the memory since its files have changed.
    parsed: Vec<Origin>,
    /// When that is to be kept again.
    due: Option<Instant>,
    /// The number of the last opening.
    number: u64,
    signals: Sender<Signal>,
    received: Receiver<Signal>,
    /// What came while the files did not rest.
    later: VecDeque<Signal>,
    events: Sender<Event>,
}

impl Watching {
    fn run(mut self) {
        if self.corpus.is_beginning() {
            self.complete();
        } else {
            // What changed before somebody watched was told to nobody.
            self.look();
            if self.opening.is_none() {
                self.prove();
            }
            self.keep(self.corpus.opened().upkeep.unkept.clone());
        }
        loop {
            match self.next() {
                Some(Signal::End) => break,
                Some(Signal::Changed) => {
                    self.wait_for_rest();
                    self.look();
                }
                None if self.due.is_some_and(|due| due <= Instant::now()) => {
                    self.due = None;
                    self.keep(self.parsed.clone());
                }
                None => self.look(),
                Some(Signal::Spoilt) => {
                    self.spoilt = true;
                    self.read(store::mark(&self.origins, &self.mark));
                }
                Some(Signal::Whole(read)) => self.on_whole(read),
                Some(Signal::Kept { before, now }) => self.on_kept(&before, now),
                Some(Signal::Focus(has_keyboard)) => {
                    self.is_away = !has_keyboard;
                    if has_keyboard && self.eyes.patience().is_some() {
                        self.look();
                    }
                }
                Some(Signal::Asked) => {
                    self.asked = true;
                    self.read(store::mark(&self.origins, &self.mark));
                }
                Some(Signal::Instead(origins)) => {
                    self.origins = origins;
                    self.read(store::mark(&self.origins, &self.mark));
                }
                Some(Signal::Read(number, read)) if number == self.number => self.on_read(read),
                // A newer one has begun.
                Some(Signal::Read(..)) => {}
            }
        }
        self.stop();
        if let Some(keeping) = self.keeping.take() {
            keeping.stop();
        }
    }

    /// Waits for what happens next; `None` if it is time to look.
    fn next(&mut self) -> Option<Signal> {
        if let Some(signal) = self.later.pop_front() {
            return Some(signal);
        }
        let rest = self.due.map(|due| due.saturating_duration_since(Instant::now()));
        let Some(patience) = self.patience().into_iter().chain(rest).min() else {
            return Some(self.received.recv().unwrap_or(Signal::End));
        };
        match self.received.recv_timeout(patience) {
            Ok(signal) => Some(signal),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Signal::End),
        }
    }

    /// Returns how long to wait before looking again where the system tells nothing; without end while the reader
    /// is away.
    fn patience(&self) -> Option<Duration> {
        self.eyes.patience().filter(|_| !self.is_away)
    }

    fn wait_for_rest(&mut self) {
        let unrest = Unrest::begin();
        while let Some(pause) = unrest.pause() {
            match self.received.recv_timeout(pause) {
                Ok(Signal::Changed) => {}
                Ok(signal) => self.later.push_back(signal),
                Err(_) => return,
            }
        }
    }

    /// Has what was used as it was kept held against its checksums.
    fn prove(&mut self) {
        if self.corpus.opened().upkeep.unproved.is_empty() {
            return;
        }
        let progress = Arc::new(Progress::default());
        self.opening = Some(Arc::clone(&progress));
        let (corpus, signals) = (self.corpus.clone(), self.signals.clone());
        let work = move || {
            let unproved = corpus.opened().upkeep.unproved.iter();
            let proofs = unproved.map(|kept| kept.prove(|| !progress.is_stopped()));
            if proofs.filter(|proof| *proof == Some(false)).count() > 0 {
                let _ = signals.send(Signal::Spoilt);
            }
        };
        // Where there is no room for a thread, damage is told where it is met.
        let _ = thread::Builder::new().name("proving".to_owned()).spawn(work);
    }

    /// Has all read of what was opened as far as its first files: another process keeps it first, as reading
    /// takes much memory, and then its index.
    fn complete(&mut self) {
        let progress = Arc::new(Progress::default());
        self.keeping = Some(Arc::clone(&progress));
        let (signals, events) = (self.signals.clone(), self.events.clone());
        let begun = self.corpus.opened().upkeep.begun.clone();
        let mut beginning = Some(self.corpus.clone());
        let work = move || {
            let start = Instant::now();
            let tell = |counts| {
                let loading = Loading::new("", counts, start.elapsed());
                let _ = events.send(Event::ReadAgain(ReadAgain::Loading(loading)));
            };
            let mut read = |occasion| {
                let beginning = beginning.take()?;
                progress.restart();
                let read = while_telling(&progress, tell, || beginning.whole(occasion, &progress))?;
                // Who holds the beginning any longer holds its memory.
                drop(beginning);
                hand_over(read, &signals)
            };
            let (mut opens, mut whole) = (false, None);
            let origins = begun.filter(|begun| begun.can_keep).map(|begun| begun.origins);
            let is_kept = origins.is_some_and(|origins| {
                apart::keep(&origins, WithIndex::Yes, &progress, |told| match told {
                    // How far its index is nobody waits for.
                    Told::Counts(counts) if !opens => tell(counts),
                    Told::Counts(_) => {}
                    Told::Opens => {
                        opens = true;
                        whole = read(Occasion::Screen(Haste::Newest));
                    }
                })
            });
            let Some(before) = whole.or_else(|| read(Occasion::Again)) else { return };
            if !before.opened().upkeep.unkept.is_empty() {
                let now = is_kept.then(|| as_kept_apart(&before, &progress)).flatten();
                let _ = signals.send(Signal::Kept { before, now });
            }
        };
        if let Err(error) = thread::Builder::new().name("reading the rest".to_owned()).spawn(work) {
            let _ = self.events.send(Event::no_thread(&error));
        }
    }

    /// Goes on with all of what was opened as far as its first files.
    fn on_whole(&mut self, read: Reread) {
        match read {
            Reread::Sound(corpus, _) => {
                self.mark.take_beside(&corpus.opened().mark);
                self.mistakes = None;
                self.corpus = corpus.clone();
                self.tell(ReadAgain::Whole(corpus));
            }
            Reread::Broken { place, mistakes } => {
                self.keeping = None;
                self.tell(ReadAgain::Broken { place, mistakes });
            }
        }
        // What has changed meanwhile may not be in it.
        self.look();
    }

    /// Has kept for the next time what is open without that.
    fn keep(&mut self, origins: Vec<Origin>) {
        if origins.is_empty() {
            return;
        }
        let progress = Arc::new(Progress::default());
        if let Some(older) = self.keeping.replace(Arc::clone(&progress)) {
            older.stop();
        }
        let (before, signals) = (self.corpus.clone(), self.signals.clone());
        // A cache that cannot be written costs time and memory only.
        let work = move || {
            let is_kept = apart::keep(&origins, WithIndex::Yes, &progress, |_| {});
            let now = is_kept.then(|| before.as_kept(&progress)).flatten();
            let _ = signals.send(Signal::Kept { before, now });
        };
        if thread::Builder::new().name("keeping".to_owned()).spawn(work).is_err() {
            self.tell(ReadAgain::Unkept);
        }
    }

    /// Goes on with what is kept, unless something else was read since.
    fn on_kept(&mut self, before: &Corpus, now: Option<Corpus>) {
        if !self.corpus.is(before) {
            return;
        }
        if let Some(now) = now {
            self.parsed.clear();
            self.corpus = now.clone();
            self.tell(ReadAgain::Exchanged(now));
        } else if !before.opened().upkeep.unkept.is_empty() {
            self.tell(ReadAgain::Unkept);
        }
    }

    fn tell(&self, read: ReadAgain) {
        // Who does not listen any more has left.
        let _ = self.events.send(Event::ReadAgain(read));
    }

    /// Reads the files if they look different.
    fn look(&mut self) {
        let mark = self.eyes.look(&self.origins, &self.mark);
        if mark == self.mark {
            return;
        }
        if !self.corpus.is_beginning() {
            self.read(mark);
        } else if self.keeping.is_none() {
            self.mark = mark;
            self.complete();
        }
    }

    /// Has the files read, which look so.
    fn read(&mut self, mark: Mark) {
        self.stop();
        self.number += 1;
        let (number, signals) = (self.number, self.signals.clone());
        let progress = Arc::new(Progress::default());
        let opening = Some(Arc::clone(&progress));
        let (before, origins) = (self.corpus.clone(), self.origins.clone());
        let work = move || {
            // The panic hook reports a fault.
            let read = catch_unwind(AssertUnwindSafe(|| before.reread_from(&origins, &progress)));
            let _ = signals.send(Signal::Read(number, read.ok().flatten()));
        };
        match thread::Builder::new().name("reading again".to_owned()).spawn(work) {
            Ok(_) => (self.mark, self.opening) = (mark, opening),
            Err(error) => {
                // What changed is read with the next change.
                self.asked = false;
                let _ = self.events.send(Event::no_thread(&error));
            }
        }
    }

    /// Sees what has to be kept again of another version: at once what has changed before somebody watched, as
    /// it is not to be read again at the next start.
    fn note_parsed(&mut self, now: &Corpus) {
        let was_kept = self.corpus.kept().filter(|origin| !self.parsed.contains(origin)).cloned();
        let was_kept: Vec<Origin> = was_kept.collect();
        self.parsed.extend(was_kept);
        self.parsed.retain(|origin| now.kept().all(|kept| kept != origin));
        let is_first = self.number == 1 && !self.corpus.opened().upkeep.unproved.is_empty();
        let rest = if is_first { Duration::ZERO } else { QUIET };
        self.due = (!self.parsed.is_empty()).then(|| Instant::now() + rest);
    }

    fn stop(&mut self) {
        if let Some(older) = self.opening.take() {
            older.stop();
        }
    }

    fn on_read(&mut self, read: Option<Reread>) {
        self.opening = None;
        let asked = std::mem::take(&mut self.asked);
        if let Some(Reread::Sound(corpus, _)) = &read {
            // Which these are shows in the files alone.
            self.mark.take_beside(&corpus.opened().mark);
            self.note_parsed(corpus);
        }
        let told = match read {
            None => None,
            Some(Reread::Sound(_, Changes::None)) if self.mistakes.is_none() && !self.spoilt => {
                asked.then_some(ReadAgain::Same)
            }
            Some(Reread::Sound(corpus, changes)) => {
                (self.mistakes, self.spoilt) = (None, false);
                self.corpus = corpus.clone();
                Some(ReadAgain::Changed { corpus, changes, asked })
            }
            Some(Reread::Broken { place, mistakes }) => {
                let is_known = self.mistakes.as_ref() == Some(&mistakes);
                self.mistakes = Some(mistakes.clone());
                (asked || !is_known).then_some(ReadAgain::Broken { place, mistakes })
            }
        };
        if let Some(told) = told {
            self.tell(told);
        }
    }
}

/// Opens a version as it is kept, on a thread of its own: what threads read lies apart in memory, so that the version
/// that is let go leaves no holes.
fn as_kept_apart(before: &Corpus, progress: &Progress) -> Option<Corpus> {
    thread::scope(|scope| {
        let builder = thread::Builder::new().name("keeping".to_owned());
        builder.spawn_scoped(scope, || before.as_kept(progress)).ok()?.join().ok()?
    })
}

/// Does `work`, and tells again and again how far it has come.
fn while_telling<T>(
    progress: &Progress,
    tell: impl Fn(Counts) + Copy + Send,
    work: impl FnOnce() -> T,
) -> T {
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        let tells = move || {
            while wait.recv_timeout(OFTEN) == Err(RecvTimeoutError::Timeout) {
                tell(progress.counts());
            }
        };
        // Where there is no room for a thread, nothing is told.
        let teller = thread::Builder::new().name("counting".to_owned()).spawn_scoped(scope, tells);
        let result = work();
        drop::<Sender<()>>(done);
        // Nothing is told of it behind its end.
        let _ = teller.map(thread::ScopedJoinHandle::join);
        result
    })
}

/// Tells of all of what was opened as far as its first files; returns it if it opens.
fn hand_over(read: Reread, signals: &Sender<Signal>) -> Option<Corpus> {
    let whole = match &read {
        Reread::Sound(corpus, _) => Some(corpus.clone()),
        Reread::Broken { .. } => None,
    };
    let _ = signals.send(Signal::Whole(read));
    whole
}

#[cfg(test)]
mod tests;
