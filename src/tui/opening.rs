//! Before there is a library: a thread opens it while the loop waits, shows how far it is and keeps what
//! is typed. Refuses to know: how packs are opened, and what becomes of the library.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use super::decoder::Decoded;
use super::error::{Ended, Error};
use super::event::Event;
use super::screen::Screen;
use super::signals;
use super::terminal::Lease;
use crate::app::Opening;
use crate::app::message::Message;
use crate::content::progress::Progress;
use crate::keys::{Action, Code, Context, Key, KeyMap, Meaning, layouts, written};
use crate::knowledge::Corpus;
use crate::messages::terminal as say;
use crate::palettes::Palette;
use crate::report::Loading;
use crate::view::Links;
use crate::view::loading::{self, LoadingScreen};

/// How long packs may take before the terminal is taken: what cannot be opened is mostly known by then,
/// and is told without a screen that comes and goes.
const UNSEEN: Duration = Duration::from_millis(30);

/// How long packs may take before a screen of their own is drawn: small ones never have one.
const BRIEF: Duration = Duration::from_millis(100);

/// How often the screen is drawn anew, if anything on it has changed.
const OFTEN: Duration = Duration::from_millis(200);

/// How much is kept of what is typed for the browser, in keys and pasted bytes.
const MOST_TYPED: usize = 64 * 1024;

/// The key that leaves whatever was typed before.
const CANCEL: Key = Key::plain(Code::Esc);

/// What the browser is to read.
pub struct Packs<F> {
    /// What they are called together.
    pub name: String,
    /// Where they come from.
    pub title: String,
    /// Which keys mean what while they are opened.
    pub keymap: Arc<KeyMap>,
    /// Opens them, on a thread of its own; `None` once the progress is stopped.
    pub open: Opener<F>,
}

/// What opens packs, or says why it cannot.
pub type Opener<F> =
    Box<dyn FnOnce(&Progress) -> Option<Result<(Corpus, Opening), F>> + Send + 'static>;

/// How the wait for packs has ended.
pub enum Waited {
    /// They are open.
    Open(Box<(Corpus, Opening)>),
    /// The reader has left.
    Left,
}

/// Packs that are being opened, and what has happened meanwhile.
pub struct Wait<F> {
    name: String,
    title: String,
    progress: Arc<Progress>,
    opened: Receiver<Result<(Corpus, Opening), F>>,
    start: Instant,
    keymap: Arc<KeyMap>,
    /// Which layout of the keyboard was typed in last.
    layout: layouts::Typed,
    /// What was typed for the browser, and what the terminal has said.
    received: Decoded,
    /// How much more of it is kept.
    room: usize,
    /// Whether it is text from here on, in which `q` is a letter.
    typing: bool,
    leaving: bool,
    notice: Option<String>,
    /// The fault that a thread had.
    fault: Option<String>,
}

impl<F: Send + 'static> Wait<F> {
    /// Begins to open packs; their arrival is told to `events`.
    pub fn new(packs: Packs<F>, events: Sender<Event>) -> Result<Self, Error> {
        let Packs { name, title, keymap, open } = packs;
        let progress = Arc::new(Progress::default());
        let (sender, opened) = mpsc::channel();
        let watched = Arc::clone(&progress);
        let work = move || {
            // The panic hook reports a fault; that nothing was sent tells of it too.
            if let Ok(Some(result)) = catch_unwind(AssertUnwindSafe(|| open(&watched))) {
                // If nobody waits any more, the reader has left.
                let _ = sender.send(result);
            }
            drop(sender);
            let _ = events.send(Event::Opened);
        };
        thread::Builder::new().name("opening".to_owned()).spawn(work).map_err(Error::Thread)?;
        Ok(Self {
            name,
            title,
            progress,
            opened,
            start: Instant::now(),
            keymap,
            layout: layouts::Typed::default(),
            received: Decoded::default(),
            room: MOST_TYPED,
            typing: false,
            leaving: false,
            notice: None,
            fault: None,
        })
    }

    /// Waits for a moment without a screen; returns the packs if they are open by then.
    pub fn for_a_moment(&mut self, received: &Receiver<Event>) -> Result<Option<Waited>, Ended<F>> {
        let due = self.start + UNSEEN;
        loop {
            match received.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Event::Opened) => return self.outcome().map(Some),
                Ok(Event::WorkerFailed(sentence)) => self.fault = Some(sentence),
                // The screen that these are about is not there yet.
                Ok(_) => {}
                Err(_) => return Ok(None),
            }
        }
    }

    /// Waits for the packs, and shows on a screen how far they are if they take long.
    pub fn on_screen(
        &mut self,
        received: &Receiver<Event>,
        view: &mut LoadingView<'_>,
    ) -> Result<Waited, Ended<F>> {
        let mut due = self.start + BRIEF;
        loop {
            match received.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(Event::Opened) => return self.outcome(),
                Ok(event) => {
                    let is_input = matches!(event, Event::Input(_));
                    self.on_event(event, view)?;
                    if is_input {
                        view.lease.dialogue().take_in();
                    }
                    if self.leaving {
                        self.progress.stop();
                        return Ok(Waited::Left);
                    }
                    if self.start.elapsed() >= BRIEF {
                        self.draw(view)?;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {
                    self.draw(view)?;
                    due = Instant::now() + OFTEN;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    unreachable!("whoever reads the terminal has a sender")
                }
            }
        }
    }

    /// Returns what was typed for the browser, and what the terminal has said.
    pub fn received(self) -> Decoded {
        self.received
    }

    fn outcome(&mut self) -> Result<Waited, Ended<F>> {
        match self.opened.try_recv() {
            Ok(Ok(opened)) => Ok(Waited::Open(Box::new(opened))),
            Ok(Err(failure)) => Err(Ended::Unopened(failure)),
            Err(_) => Err(Error::Opening(self.fault.take().unwrap_or_default()).into()),
        }
    }

    fn on_event(&mut self, event: Event, view: &mut LoadingView<'_>) -> Result<(), Error> {
        match event {
            Event::Input(decoded) => {
                for reply in decoded.replies {
                    // What was said before is said once, however often a terminal says it.
                    self.received.replies.retain(|before| *before != reply);
                    self.received.replies.push(reply);
                }
                for message in decoded.messages {
                    self.on_input(message, view)?;
                    if self.leaving {
                        break;
                    }
                }
            }
            Event::SizeChanged | Event::Resumed => view.fit()?,
            Event::WorkerFailed(sentence) => self.fault = Some(sentence),
            Event::InputFailed(error) => return Err(Error::Input(error)),
            Event::OutputFailed(error) => return Err(Error::Output(error)),
            Event::Answer(..)
            | Event::Journal(_)
            | Event::Settings(_)
            | Event::Palettes(_)
            | Event::ReadAgain(_)
            | Event::Woken(_)
            | Event::ForClipboard(_)
            | Event::Told(_)
            | Event::NotOpened { .. }
            | Event::Opened => unreachable!("no worker has started"),
        }
        Ok(())
    }

    fn on_input(&mut self, message: Message, view: &mut LoadingView<'_>) -> Result<(), Error> {
        let size = match &message {
            Message::Key(_) | Message::KeyAt { .. } => match self.meaning(&message) {
                Some(Action::Quit) => {
                    self.leaving = true;
                    return Ok(());
                }
                Some(Action::Suspend) => {
                    let stops = signals::stop_job(view.lease).map_err(Error::Output)?;
                    self.notice = (!stops).then(|| say::cannot_stop().to_owned());
                    return Ok(());
                }
                Some(Action::Redraw) => return view.fit(),
                Some(Action::Search | Action::Find | Action::Glossary | Action::Commands) => {
                    self.typing = true;
                    1
                }
                _ => 1,
            },
            Message::Paste(text) => text.len(),
            // The mouse points at what is not there yet.
            _ => return Ok(()),
        };
        self.notice = None;
        if size <= self.room {
            self.room -= size;
            self.received.messages.push(message);
        }
        Ok(())
    }

    /// Returns what a key does, as in the browser; what cancels there leaves, as there is nothing else
    /// to leave.
    fn meaning(&mut self, message: &Message) -> Option<Action> {
        let (key, place) = match *message {
            Message::Key(key) => (key, self.layout.take(key)),
            Message::KeyAt { key, place } => (key, Some(place)),
            _ => return None,
        };
        let context = self.context();
        let key = self.keymap.at_its_place(context, &[], key, place);
        match self.keymap.meaning(context, &[key]) {
            Meaning::Action(Action::CancelTyping) => Some(Action::Quit),
            _ if key == CANCEL => Some(Action::Quit),
            Meaning::Action(action) => Some(action),
            _ => None,
        }
    }

    fn context(&self) -> Context {
        if self.typing { Context::Prompt } else { Context::Contents }
    }

    fn draw(&self, view: &mut LoadingView<'_>) -> Result<(), Error> {
        let loading = Loading::new(&self.name, self.progress.counts(), self.start.elapsed());
        // What is pressed one after the other means nothing here.
        let quits = self.keymap.line(self.context(), Action::Quit);
        let mut quits = quits.into_iter().flat_map(|line| &line.sequences);
        let quit = quits.find(|keys| keys.len() == 1);
        let quit = quit.map_or_else(|| CANCEL.to_string(), |keys| written(keys));
        let screen = LoadingScreen {
            title: &self.title,
            loading: &loading,
            notice: self.notice.as_deref(),
            quit: &quit,
        };
        view.draw(&screen)
    }
}

/// The screen that shows how far the packs are.
pub struct LoadingView<'a> {
    lease: &'a Arc<Lease>,
    palette: &'a Palette,
    screen: &'a mut Screen,
    /// What is on the screen.
    shown: Option<(Loading, Option<String>, String)>,
}

impl<'a> LoadingView<'a> {
    /// Wraps a screen; nothing is drawn yet.
    pub fn new(lease: &'a Arc<Lease>, palette: &'a Palette, screen: &'a mut Screen) -> Self {
        Self { lease, palette, screen, shown: None }
    }

    /// Takes the terminal's size again; the next frame is drawn as a whole.
    fn fit(&mut self) -> Result<(), Error> {
        self.shown = None;
        self.screen.fit(self.lease.size()).map_err(Error::Output)
    }

    /// Draws what has changed.
    fn draw(&mut self, screen: &LoadingScreen<'_>) -> Result<(), Error> {
        let notice = screen.notice.map(str::to_owned);
        let next = (screen.loading.clone(), notice, screen.quit.to_owned());
        if self.shown.as_ref() == Some(&next) {
            return Ok(());
        }
        let palette = self.palette;
        let drawn = self.screen.draw(|frame| {
            loading::draw(screen, palette, frame);
            Links::default()
        });
        self.shown = Some(next);
        drawn.map_err(Error::Output)
    }
}
