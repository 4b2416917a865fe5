//! The loop: waits for something to happen, has the app take it in, performs what the app asks for,
//! draws. Refuses to know: what a key means, and what the screen shows.

use std::collections::VecDeque;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::copying::Copier;
use super::decoder::Decoded;
use super::dressing::Dresser;
use super::editing;
use super::error::Error;
use super::event::{Event, PaletteRead, ReadAgain};
use super::input::Gate;
use super::keeping::{Keeping, Rescue};
use super::live::Live;
use super::outside;
use super::reply::Reply;
use super::retelling;
use super::screen::Screen;
use super::signals;
use super::terminal::{Lease, Mode};
use super::watch::Watch;
use super::workers::Workers;
use crate::app::message::{Effect, Message, TimeoutId};
use crate::app::{App, Opening, update};
use crate::cli::{Editor, Repute};
use crate::journal::{Keeper, disk, state_folder};
use crate::keys::{Action, Context};
use crate::knowledge::{Changes, Corpus};
use crate::messages::health::mistakes_at_foot;
use crate::messages::reload;
use crate::messages::terminal as say;
use crate::palettes::InUse;
use crate::report::Copying;
use crate::view;

/// How long what has come is taken in before the screen shows it: a flood of keys costs one frame,
/// and a flood without end still shows that something happens.
const LONGEST_BATCH: Duration = Duration::from_millis(50);

/// The loop and everything it works with.
pub struct Loop<'a> {
    app: App,
    corpus: Corpus,
    dresser: Dresser,
    lease: &'a Arc<Lease>,
    screen: Screen,
    workers: Workers,
    copier: Copier,
    watch: Watch,
    keeping: Keeping,
    /// What keeps the terminal from being read.
    gate: Arc<Gate>,
    /// The way to itself, for those who are sent for something.
    events: Sender<Event>,
    /// When the app wants to be woken.
    alarm: Option<(Instant, TimeoutId)>,
    /// Whether the reader has asked to leave.
    leaving: bool,
}

impl<'a> Loop<'a> {
    /// Opens the app on the terminal; nothing is drawn yet.
    pub fn new(
        lease: &'a Arc<Lease>,
        (palettes, live): (InUse, Live),
        screen: Screen,
        (corpus, opening): (Corpus, Opening),
        events: Sender<Event>,
        gate: Arc<Gate>,
        rescue: Rescue,
    ) -> Result<Self, Error> {
        let size = screen.size();
        // Nobody else draws the same number.
        let session = RandomState::new().hash_one(std::process::id());
        let keeper = Keeper::new(state_folder());
        let packs = corpus.catalogue().packs().iter();
        let packs: Vec<&str> = packs.map(|pack| &*pack.id).collect();
        let (resume, unfinished) = keeper.left_behind(&packs);
        let opening = Opening { size, now: disk::now(), session, resume, unfinished, ..opening };
        let (app, effects) = App::new(&corpus, opening);
        let keeping = Keeping::new(keeper, events.clone(), rescue);
        let watch = Watch::new(corpus.clone(), events.clone());
        let copier = Copier::new(events.clone());
        let workers = Workers::new(corpus.clone(), events.clone());
        let dresser = Dresser::new(palettes, live, events.clone());
        let (alarm, leaving) = (None, false);
        let mut browser = Self {
            app,
            corpus,
            dresser,
            lease,
            screen,
            workers,
            copier,
            watch,
            keeping,
            gate,
            events,
            alarm,
            leaving,
        };
        browser.perform(effects).map_err(Error::Output)?;
        Ok(browser)
    }

    /// Runs until the reader leaves; begins with what came `before` there was a browser. Returns what is to be
    /// said once the terminal is given back.
    pub fn run(
        mut self,
        received: &Receiver<Event>,
        before: Decoded,
    ) -> Result<Option<String>, Error> {
        self.on_input(before)?;
        self.draw().map_err(Error::Output)?;
        self.lease.ask_background().map_err(Error::Output)?;
        self.workers.start();
        self.watch.start().map_err(Error::Thread)?;
        self.keeping.start().map_err(Error::Thread)?;
        self.dresser.live().watch(self.events.clone()).map_err(Error::Thread)?;
        while !self.leaving {
            self.take_in(received)?;
            self.draw().map_err(Error::Output)?;
        }
        self.finish(received).map_err(Error::Output)
    }

    /// Waits for what is still being copied or written into the settings, and tells the terminal its part of it;
    /// returns what is to be said of a palette that is not kept.
    fn finish(&mut self, received: &Receiver<Event>) -> io::Result<Option<String>> {
        self.copier.finish();
        self.dresser.finish();
        let mut unkept = None;
        for event in received.try_iter() {
            match event {
                Event::ForClipboard(bytes) => self.lease.write(&bytes)?,
                // The last one that was chosen decides.
                Event::Palettes(read) if matches!(*read, PaletteRead::Chosen { .. }) => {
                    unkept = Dresser::unkept(&read);
                }
                _ => {}
            }
        }
        Ok(unkept)
    }

    /// Waits for one event and takes in all that have come with it.
    fn take_in(&mut self, received: &Receiver<Event>) -> Result<(), Error> {
        let first = self.wait(received);
        let start = Instant::now();
        self.on_message(Message::Clock(disk::now())).map_err(Error::Output)?;
        let mut next = first;
        while let Some(event) = next {
            self.on_event(event)?;
            if self.leaving || start.elapsed() > LONGEST_BATCH {
                break;
            }
            next = received.try_recv().ok();
        }
        Ok(())
    }

    /// Waits for an event or the alarm; sleeps without end if neither is due.
    fn wait(&mut self, received: &Receiver<Event>) -> Option<Event> {
        let Some((due, timeout)) = self.alarm else {
            return Some(received.recv().expect("the loop keeps a sender of its own"));
        };
        match received.recv_timeout(due.saturating_duration_since(Instant::now())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => {
                self.alarm = None;
                Some(Event::Woken(timeout))
            }
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    fn on_event(&mut self, event: Event) -> Result<(), Error> {
        let message = match event {
            Event::Answer(edition, message) if edition == self.workers.edition() => message,
            // Its keys are those of a library that is not there any more.
            Event::Answer(..) => return Ok(()),
            Event::Journal(message) => message,
            Event::Settings(settings) => {
                for message in self.dresser.on_settings(*settings) {
                    self.on_message(message).map_err(Error::Output)?;
                }
                let asked = &self.corpus.opened().asked;
                let settings = &self.dresser.live().settings;
                if let Some(anew) = retelling::told_anew(asked, &settings.keymap()) {
                    self.watch.read_instead(anew);
                }
                let links = Repute::from_environment(settings).hyperlinks;
                if self.lease.tell_links(links) {
                    self.screen.fit(self.app.size()).map_err(Error::Output)?;
                }
                return Ok(());
            }
            Event::Palettes(read) => {
                for message in self.dresser.on_read(*read) {
                    self.on_message(message).map_err(Error::Output)?;
                }
                return Ok(());
            }
            Event::ReadAgain(read) => return self.on_read_again(read).map_err(Error::Output),
            Event::Input(decoded) => {
                self.on_input(decoded)?;
                self.lease.dialogue().take_in();
                return Ok(());
            }
            Event::Woken(timeout) => Message::Timeout(timeout),
            Event::SizeChanged => self.fit().map_err(Error::Output)?,
            Event::Resumed => {
                let resized = self.fit().map_err(Error::Output)?;
                self.on_message(resized).map_err(Error::Output)?;
                // It may be another one, such as that of whoever has taken over a session.
                self.lease.ask_background().map_err(Error::Output)?;
                Message::Resumed
            }
            Event::ForClipboard(bytes) => {
                return self.lease.write(&bytes).map_err(Error::Output);
            }
            Event::Told(sentence) | Event::WorkerFailed(sentence) => Message::Notice(sentence),
            Event::NotOpened { address, what } => {
                let text = address.into_string();
                self.copier.copy(self.corpus.clone(), Copying::Text { what, text, of: None });
                return Ok(());
            }
            Event::Opened => unreachable!("there is a loop only when the packs are open"),
            Event::InputFailed(error) => return Err(Error::Input(error)),
            Event::OutputFailed(error) => return Err(Error::Output(error)),
        };
        self.on_message(message).map_err(Error::Output)
    }

    /// Takes in what came of reading the files again.
    fn on_read_again(&mut self, read: ReadAgain) -> io::Result<()> {
        let (said, is_worse) = match read {
            ReadAgain::Same => {
                (Some(reload::nothing_changed(self.corpus.catalogue().len())), false)
            }
            ReadAgain::Unkept => {
                self.workers.index_here();
                return Ok(());
            }
            ReadAgain::Exchanged(corpus) => {
                let before = std::mem::replace(&mut self.corpus, corpus.clone());
                self.workers.exchange(corpus.clone());
                self.on_message(Message::Exchanged(corpus))?;
                self.workers.let_go(before);
                return Ok(());
            }
            ReadAgain::Loading(loading) => return self.on_message(Message::Loading(loading)),
            ReadAgain::Whole(corpus) => {
                self.take_in_corpus(corpus)?;
                (None, self.told_mistakes().is_some())
            }
            ReadAgain::Broken { place, mistakes } => {
                return self.on_message(Message::Broken { place, mistakes });
            }
            ReadAgain::Changed { corpus, changes, asked } => {
                let said = match changes {
                    Changes::None => reload::nothing_changed(corpus.catalogue().len()),
                    Changes::Around => reload::changed_around().to_owned(),
                    Changes::Entries(count) => reload::changed(count),
                };
                let is_worse = corpus.opened().has_mistakes_since(self.corpus.opened());
                self.take_in_corpus(corpus)?;
                (asked.then_some(said), is_worse)
            }
        };
        let notice = match (said, self.told_mistakes()) {
            (Some(said), Some(mistakes)) => Some(reload::with_mistakes(&said, &mistakes)),
            (None, mistakes) => mistakes.filter(|_| is_worse),
            (said, None) => said,
        };
        notice.map_or(Ok(()), |notice| self.on_message(Message::Notice(notice)))
    }

    /// Takes another version of the library in; what was said of the mistakes of the other one is said no
    /// more.
    fn take_in_corpus(&mut self, corpus: Corpus) -> io::Result<()> {
        let outdated = self.told_mistakes();
        let before = std::mem::replace(&mut self.corpus, corpus.clone());
        self.workers.renew(corpus.clone());
        self.on_message(Message::Reloaded(corpus))?;
        self.workers.let_go(before);
        outdated.map_or(Ok(()), |said| self.on_message(Message::Withdrawn(said)))
    }

    /// Returns how many mistakes the files have, and what lists them; nothing if they have none.
    fn told_mistakes(&self) -> Option<String> {
        let count = self.corpus.opened().diagnostics.len();
        let health = self.app.keymap().told(Context::Reader, Action::Health);
        (count > 0).then(|| mistakes_at_foot(count, &health))
    }

    /// Takes the terminal's size again.
    fn fit(&mut self) -> io::Result<Message> {
        let size = self.lease.size();
        self.screen.fit(size)?;
        Ok(Message::Resize(size))
    }

    fn on_input(&mut self, decoded: Decoded) -> Result<(), Error> {
        for reply in decoded.replies {
            self.on_reply(reply).map_err(Error::Output)?;
        }
        if !decoded.messages.is_empty() {
            // Whoever types is there, whatever became of the terminal's word on it.
            self.watch.on_focus(true);
        }
        for message in decoded.messages {
            self.on_message(message).map_err(Error::Output)?;
            if self.leaving {
                break;
            }
        }
        Ok(())
    }

    /// Takes in what the terminal says of itself.
    fn on_reply(&mut self, reply: Reply) -> io::Result<()> {
        match reply {
            Reply::SchemeChanged => self.lease.ask_background()?,
            Reply::Off(Mode::Scheme) => {
                self.lease.set_mode(Mode::Scheme)?;
            }
            // What stands there was placed by other rules.
            Reply::Off(Mode::Graphemes) if self.lease.set_mode(Mode::Graphemes)? => {
                self.screen.fit(self.app.size())?;
            }
            Reply::Background(background) => {
                for message in self.dresser.on_background(background) {
                    self.on_message(message)?;
                }
            }
            Reply::Off(Mode::Graphemes) => {}
            Reply::Focus(has_keyboard) => self.watch.on_focus(has_keyboard),
        }
        Ok(())
    }

    fn on_message(&mut self, message: Message) -> io::Result<()> {
        let effects = update(&mut self.app, message);
        self.perform(effects)
    }

    /// Performs effects and, in turn, those of the answers that come at once.
    fn perform(&mut self, effects: Vec<Effect>) -> io::Result<()> {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            for answer in self.answer_to(effect)? {
                effects.extend(update(&mut self.app, answer));
            }
        }
        Ok(())
    }

    /// Performs an effect; returns the answers that come at once.
    fn answer_to(&mut self, effect: Effect) -> io::Result<Vec<Message>> {
        match effect {
            Effect::Quit => self.leaving = true,
            Effect::Suspend => {
                let _settled = self.keeping.settle();
                let stops = signals::stop_job(self.lease)?;
                let says = || Message::Notice(say::cannot_stop().to_owned());
                return Ok((!stops).then(says).into_iter().collect());
            }
            Effect::Redraw => self.screen.fit(self.app.size())?,
            Effect::Edit(passage) => {
                let (opened, gate) = (self.corpus.opened(), &*self.gate);
                let editor = Editor::chosen(&self.dresser.live().settings);
                let known = (opened, self.app.keymap());
                let notice = editing::edit(editor.as_ref(), known, &passage, self.lease, gate)?;
                return self.back_from_editor(notice.map(Message::Notice));
            }
            Effect::Write(text) => {
                let editor = Editor::chosen(&self.dresser.live().settings);
                let written = editing::write(editor.as_ref(), &text, self.lease, &self.gate)?;
                let (Ok(answer) | Err(answer)) =
                    written.map(Message::Written).map_err(Message::Notice);
                return self.back_from_editor(Some(answer));
            }
            Effect::Ask(question) if question.is_quick() => {
                return Ok(vec![Message::Answered(self.corpus.answer(&question))]);
            }
            Effect::Survey(question, wanted) if question.is_quick() => {
                let answer = self.corpus.survey(&question, &wanted, |_| {});
                return Ok(answer.map(Message::Answered).into_iter().collect());
            }
            Effect::Ask(question) => self.workers.ask(question),
            Effect::Survey(question, wanted) => self.workers.survey(question, wanted),
            Effect::BuildIndex => self.workers.build_index(),
            Effect::Search(request) => self.workers.search(request),
            Effect::Complete { text, cursor } => self.workers.complete(text, cursor),
            Effect::Sift(sieve) => self.workers.sift(sieve),
            Effect::FindChanged(count) => self.workers.find_changed(count),
            Effect::CountRead(count) => self.workers.count_read(count),
            Effect::OpenOutside(address) => outside::open(address, &self.events),
            Effect::Copy(copying) => self.copier.copy(self.corpus.clone(), copying),
            Effect::Reload => self.watch.read_again(),
            Effect::After(duration, timeout) => {
                self.alarm = Some((Instant::now() + duration, timeout));
            }
            Effect::Keep(batch) => self.keeping.keep(batch),
            Effect::ReadBack(print) => self.keeping.read_back(print),
            Effect::KeepStoppedAt(place) => self.keeping.keep_stopped_at(place),
            Effect::KeepUnfinished(notes) => self.keeping.keep_unfinished(notes),
            Effect::ListPalettes => return Ok(vec![Message::Palettes(self.dresser.list())]),
            Effect::ShowPalette(name) => self.dresser.show(name),
            Effect::KeepPalette(name) => self.dresser.keep(name),
            Effect::CaptureMouse(wanted) => self.lease.capture_mouse(wanted)?,
        }
        Ok(Vec::new())
    }

    /// Returns what the app is told when an editor has given the terminal back.
    fn back_from_editor(&mut self, answer: Option<Message>) -> io::Result<Vec<Message>> {
        let mut messages = vec![self.fit()?, Message::Resumed];
        messages.extend(answer);
        Ok(messages)
    }

    fn draw(&mut self) -> io::Result<()> {
        let (app, palette) = (&self.app, self.dresser.palette());
        self.screen.draw(|frame| view::draw(app, palette, frame))
    }
}
