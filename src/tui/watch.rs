//! Keeps the open library as its files are: sees that they changed, waits until they rest, has them
//! opened again on a thread, and says what came of it. Refuses to know: the app, the terminal.

mod eyes;

use std::collections::VecDeque;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::event::{Event, ReadAgain};
use crate::content::Mode;
use crate::content::diagnostic::Diagnostic;
use crate::content::progress::Progress;
use crate::knowledge::{Changes, Corpus};
use crate::store::{self, Mark, Origin};
use eyes::{Alarm, Eyes};

/// How long files have to rest before they are read: programs write in several steps.
const REST: Duration = Duration::from_millis(50);

/// How long one waits at most until they do.
const LONGEST_UNREST: Duration = Duration::from_millis(500);

/// The way to the thread that watches.
pub struct Watch {
    signals: Sender<Signal>,
    /// What is needed to start it.
    waiting: Option<Watching>,
}

enum Signal {
    /// Something may have changed.
    Changed,
    /// Somebody wants the files read again.
    Asked,
    /// An opening, by its number, has ended; with nothing if it was stopped or has failed.
    Read(u64, Option<Read>),
    /// Nobody needs to know any more.
    End,
}

/// What an opening gave.
enum Read {
    /// The library, and what differs from the one that is shown.
    Sound(Corpus, Changes),
    Broken(String, Arc<[Diagnostic]>),
}

impl Watch {
    /// Builds the way to a watch over what a corpus was read from; it is told to `events` when that
    /// changes. Nothing runs before [`Watch::start`].
    pub fn new(corpus: Corpus, events: Sender<Event>) -> Self {
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
            eyes: Eyes::new(&origins, alarm),
            origins,
            corpus,
            mark,
            mistakes: None,
            asked: false,
            opening: None,
            number: 0,
            signals: own,
            received,
            later: VecDeque::new(),
            events,
        };
        Self { signals, waiting: Some(watching) }
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
    mistakes: Option<Arc<[Diagnostic]>>,
    /// Whether somebody waits to hear what comes of it.
    asked: bool,
    opening: Option<Arc<Progress>>,
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
        // What changed while the packs were being opened was told to nobody.
        self.look();
        loop {
            match self.next() {
                Some(Signal::End) => break,
                Some(Signal::Changed) => {
                    self.wait_for_rest();
                    self.look();
                }
                None => self.look(),
                Some(Signal::Asked) => {
                    self.asked = true;
                    self.read(store::mark(&self.origins));
                }
                Some(Signal::Read(number, read)) if number == self.number => self.on_read(read),
                // A newer one has begun.
                Some(Signal::Read(..)) => {}
            }
        }
        self.stop();
    }

    /// Waits for what happens next; `None` if it is time to look.
    fn next(&mut self) -> Option<Signal> {
        if let Some(signal) = self.later.pop_front() {
            return Some(signal);
        }
        let Some(patience) = self.eyes.patience() else {
            return Some(self.received.recv().unwrap_or(Signal::End));
        };
        match self.received.recv_timeout(patience) {
            Ok(signal) => Some(signal),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Signal::End),
        }
    }

    fn wait_for_rest(&mut self) {
        let start = Instant::now();
        while start.elapsed() < LONGEST_UNREST {
            match self.received.recv_timeout(REST) {
                Ok(Signal::Changed) => {}
                Ok(signal) => self.later.push_back(signal),
                Err(_) => return,
            }
        }
    }

    /// Reads the files if they look different.
    fn look(&mut self) {
        self.eyes.open();
        let mark = store::mark(&self.origins);
        if mark != self.mark {
            self.read(mark);
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
            let read = catch_unwind(AssertUnwindSafe(|| again(&before, &origins, &progress)));
            let _ = signals.send(Signal::Read(number, read.ok().flatten()));
        };
        match thread::Builder::new().name("reading again".to_owned()).spawn(work) {
            Ok(_) => (self.mark, self.opening) = (mark, opening),
            Err(error) => {
                // What changed is read with the next change.
                self.asked = false;
                let _ = self.events.send(Event::WorkerFailed(error.to_string()));
            }
        }
    }

    fn stop(&mut self) {
        if let Some(older) = self.opening.take() {
            older.stop();
        }
    }

    fn on_read(&mut self, read: Option<Read>) {
        self.opening = None;
        let asked = std::mem::take(&mut self.asked);
        let told = match read {
            None => None,
            Some(Read::Sound(_, Changes::None)) if self.mistakes.is_none() => {
                asked.then_some(ReadAgain::Same)
            }
            Some(Read::Sound(corpus, changes)) => {
                self.mistakes = None;
                self.corpus = corpus.clone();
                Some(ReadAgain::Changed { corpus, changes, asked })
            }
            Some(Read::Broken(place, mistakes)) => {
                let is_known = self.mistakes.as_ref() == Some(&mistakes);
                self.mistakes = Some(Arc::clone(&mistakes));
                (asked || !is_known).then_some(ReadAgain::Broken { place, mistakes })
            }
        };
        if let Some(told) = told {
            let _ = self.events.send(Event::ReadAgain(told));
        }
    }
}

/// Opens the same again; `None` once the progress is stopped.
fn again(before: &Corpus, origins: &[Origin], progress: &Progress) -> Option<Read> {
    let opened = store::open_watched(origins, Mode::Browse, progress)?;
    if let Some(broken) = opened.broken_since(before.opened()) {
        let place = inner_place(origins, broken);
        return Some(Read::Broken(place, opened.diagnostics.into()));
    }
    let corpus = Corpus::from(opened);
    let changes = match Changes::between(before, &corpus) {
        // Whoever lists the mistakes is to find them where they are now.
        Changes::None if before.opened().diagnostics != corpus.opened().diagnostics => {
            Changes::Around
        }
        changes => changes,
    };
    if changes != Changes::None {
        // The first page needs both, and whoever draws it is not to wait for them.
        corpus.graph();
        corpus.recogniser();
    }
    Some(Read::Sound(corpus, changes))
}

/// Returns where a mistake is, inside of its pack if it is in one.
fn inner_place(origins: &[Origin], mistake: &Diagnostic) -> String {
    let place = mistake.place();
    let inner = origins.iter().find_map(|origin| match origin {
        Origin::Folder(root) => Path::new(&place).strip_prefix(root).ok(),
        Origin::BuiltIn | Origin::File(_) | Origin::Input(_) => None,
    });
    match inner {
        Some(inner) if !inner.as_os_str().is_empty() => inner.display().to_string(),
        _ => place,
    }
}

#[cfg(test)]
mod tests;
