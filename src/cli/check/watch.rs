//! `folio check --watch`: checks again when a file has changed, until it is interrupted. Refuses to know:
//! what a check finds, and what is told of it.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;

use crate::cli::waiting::{self, Manner};
use crate::cli::{Exit, Failure, packs};
use crate::content::progress::Progress;
use crate::messages::check as says;
use crate::messages::system::why;
use crate::store::{Alarm, Eyes, Mark, Origin, Unrest};
use crate::system;

/// What is waited for.
enum Event<T> {
    /// A file may have changed.
    Changed,
    /// A check, by its number, has come to its end.
    Checked(u64, T),
    /// The author has seen enough.
    Interrupted,
}

/// What was found in packs, with what these looked like.
pub trait Marked: Send + 'static {
    /// Returns what was looked at.
    fn mark(&self) -> &Mark;
}

/// Checks packs again and again by `check`, which gives nothing once it is stopped, and has `tell` tell what
/// was found, which breaks off where nobody listens; returns how the last check ended.
pub fn watch<T: Marked>(
    origins: &[Origin],
    check: impl Fn(&[Origin], &Progress) -> Option<T> + Clone + Send + 'static,
    tell: impl FnMut(&T) -> ControlFlow<Exit, Exit>,
) -> Result<Exit, Failure> {
    if origins.iter().all(|origin| origin.path().is_none()) {
        return Err(Failure::usage(says::NOTHING_TO_WATCH));
    }
    let (events, received) = mpsc::channel();
    let alarm: Alarm = {
        let events = events.clone();
        // Who does not listen any more is about to end.
        Arc::new(move || drop(events.send(Event::Changed)))
    };
    let eyes = Eyes::new(origins, alarm);
    let (mark, running, number) = (None, None, 0);
    Watching { origins, eyes, check, mark, running, number, events, received }.run(tell)
}

struct Watching<'a, C, T> {
    origins: &'a [Origin],
    eyes: Eyes,
    check: C,
    /// What the files looked like when the last check began.
    mark: Option<Mark>,
    running: Option<Arc<Progress>>,
    /// The number of the last check.
    number: u64,
    events: Sender<Event<T>>,
    received: Receiver<Event<T>>,
}

impl<C, T> Watching<'_, C, T>
where
    C: Fn(&[Origin], &Progress) -> Option<T> + Clone + Send + 'static,
    T: Marked,
{
    fn run(mut self, mut tell: impl FnMut(&T) -> ControlFlow<Exit, Exit>) -> Result<Exit, Failure> {
        let mut last = None;
        self.look()?;
        loop {
            match (self.next(), last) {
                (Some(Event::Interrupted), Some(exit)) => return Ok(exit),
                (Some(Event::Checked(number, checked)), _) if number == self.number => {
                    self.running = None;
                    // Which these are shows in the files alone.
                    if let Some(mark) = &mut self.mark {
                        mark.take_beside(checked.mark());
                    }
                    // Before there is anything to end with the signal itself ends the program.
                    if last.is_none() {
                        let events = self.events.clone();
                        system::on_interrupt(move || drop(events.send(Event::Interrupted)));
                    }
                    match tell(&checked) {
                        ControlFlow::Continue(exit) => last = Some(exit),
                        ControlFlow::Break(exit) => return Ok(exit),
                    }
                }
                // A newer one has begun.
                (Some(Event::Checked(..) | Event::Interrupted), _) => {}
                (Some(Event::Changed), _) => {
                    self.wait_for_rest();
                    self.look()?;
                }
                (None, _) => self.look()?,
            }
        }
    }

    /// Waits for what happens next; `None` if it is time to look.
    fn next(&self) -> Option<Event<T>> {
        let Some(patience) = self.eyes.patience() else {
            return Some(self.received.recv().expect("there is a sender in this"));
        };
        match self.received.recv_timeout(patience) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => unreachable!("there is a sender in this"),
        }
    }

    /// Waits until the files rest; what else happens meanwhile is looked at then.
    fn wait_for_rest(&self) {
        let unrest = Unrest::begin();
        while let Some(pause) = unrest.pause() {
            match self.received.recv_timeout(pause) {
                Ok(Event::Changed) => {}
                Ok(event) => {
                    let _ = self.events.send(event);
                    return;
                }
                Err(_) => return,
            }
        }
    }

    /// Begins to check if the files look different.
    fn look(&mut self) -> Result<(), Failure> {
        let mark = self.eyes.look(self.origins, self.mark.as_ref().unwrap_or(&Mark::default()));
        if self.mark.as_ref() == Some(&mark) {
            return Ok(());
        }
        self.mark = Some(mark);
        if let Some(older) = self.running.take() {
            older.stop();
        }
        self.number += 1;
        let progress = Arc::new(Progress::default());
        self.running = Some(Arc::clone(&progress));
        let (number, events) = (self.number, self.events.clone());
        let (origins, check) = (self.origins.to_vec(), self.check.clone());
        let work = move || {
            let name = packs::name(&origins);
            let checked = waiting::tell_of(&name, Manner::InPassing, &progress, |progress| {
                check(&origins, progress)
            });
            if let Some(checked) = checked {
                let _ = events.send(Event::Checked(number, checked));
            }
        };
        let spawned = thread::Builder::new().name("checking".to_owned()).spawn(work);
        spawned.map(drop).map_err(|error| Failure::not_found(says::no_room(&why(&error))))
    }
}
