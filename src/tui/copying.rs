//! Copies what the app asks for, on a thread of its own: composes it, hands the terminal's part to the
//! loop, gives the text to the desktop, and says what came of it. Refuses to know: how a clipboard is
//! filled.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use super::clipboard::{self, Sequence};
use super::event::Event;
use crate::export::copied;
use crate::knowledge::Corpus;
use crate::messages::copying as say;
use crate::report::Copying;

/// How long leaving waits for what is still being copied: for longer than one program may take.
const PATIENCE: Duration = Duration::from_secs(3);

/// What is to be copied, out of which version of the library.
type Job = (Corpus, Copying);

/// The way to the thread that copies, which begins with the first thing to copy.
pub struct Copier {
    events: Sender<Event>,
    thread: Option<Running>,
}

/// The thread that copies.
struct Running {
    jobs: Sender<Job>,
    /// Nothing ever comes here; it closes when the thread ends.
    ended: Receiver<()>,
}

impl Copier {
    /// Builds the way to a thread that tells `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events, thread: None }
    }

    /// Has something copied; answered with what is for the terminal, if anything is, and what came of it.
    pub fn copy(&mut self, corpus: Corpus, copying: Copying) {
        if self.thread.is_none() {
            self.thread = start(&self.events);
        }
        if let Some(running) = &self.thread {
            // A fault in copying was reported, and does not end the thread.
            let _ = running.jobs.send((corpus, copying));
        }
    }

    /// Waits until what was asked for is copied, but not for ever.
    pub fn finish(&mut self) {
        if let Some(Running { jobs, ended }) = self.thread.take() {
            drop(jobs);
            // It closes, or is given up.
            let _ = ended.recv_timeout(PATIENCE);
        }
    }
}

fn start(events: &Sender<Event>) -> Option<Running> {
    let (jobs, received) = mpsc::channel();
    let (ends, ended) = mpsc::channel();
    let told = events.clone();
    let work = move || {
        work(&received, &told);
        drop(ends);
    };
    match thread::Builder::new().name("copy".to_owned()).spawn(work) {
        Ok(_) => Some(Running { jobs, ended }),
        Err(error) => {
            let _ = events.send(Event::no_thread(&error));
            None
        }
    }
}

fn work(jobs: &Receiver<Job>, events: &Sender<Event>) {
    while let Ok(job) = jobs.recv() {
        // A clipboard holds one thing: of many that were asked for meanwhile, the last.
        let (corpus, copying) = jobs.try_iter().last().unwrap_or(job);
        // The panic hook reports a fault; what is copied next may go well.
        let _ = catch_unwind(AssertUnwindSafe(|| {
            let sentence = copy(&corpus, &copying, events);
            let _ = events.send(Event::Told(sentence));
        }));
    }
}

/// Copies something; returns what came of it, in a sentence.
fn copy(corpus: &Corpus, copying: &Copying, events: &Sender<Event>) -> String {
    let copied = match copied(corpus, copying) {
        Ok(copied) => copied,
        Err(sentence) => return sentence,
    };
    let (text, instead) = (&copied.text, copied.instead.as_deref());
    let sequence = clipboard::sequence(text);
    if let Sequence::Fits(bytes) = &sequence {
        let _ = events.send(Event::ForClipboard(bytes.clone()));
    }
    let program = clipboard::give_to_desktop(text);
    match (sequence, program) {
        (Sequence::Fits(_), program) => say::copied(copied.what, text, true, program),
        (_, Some(program)) => say::copied(copied.what, text, false, Some(program)),
        (Sequence::TooLong, None) => say::too_long(text, instead),
        (Sequence::NoClipboard, None) => say::no_clipboard(copied.what, text, instead),
    }
}
