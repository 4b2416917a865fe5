//! The palette on the screen while Folio runs: palettes are read, and the one that is chosen is kept, on a thread
//! of their own; what comes of it is told to the app. Also what the app is told of settings that change. Refuses
//! to know: who saw the change, and what is drawn.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};

use super::event::{Event, PaletteRead};
use super::live::Live;
use crate::app::message::Message;
use crate::cli;
use crate::messages::palettes as says;
use crate::messages::terminal as say;
use crate::palettes::shelf::{Shelved, Unfound};
use crate::palettes::{Background, InUse, Listing, Palette, Shelf};
use crate::settings::{self, Layers, Name, Settings, Unwritten, Value};

/// Something to be read or written.
enum Job {
    /// All palettes.
    List,
    /// A palette to be shown.
    Show { number: u64, name: Box<str>, quiet: bool },
    /// A palette to be shown and kept.
    Keep { number: u64, name: Box<str> },
}

/// The palette on the screen, the settings that it follows, and the way to the thread that reads.
pub struct Dresser {
    palettes: InUse,
    live: Live,
    events: Sender<Event>,
    /// The way to the thread, once there was something to be read, and the thread.
    reading: Option<(Sender<Job>, JoinHandle<()>)>,
    /// How many palettes are to be kept and are not yet, as far as is known.
    unkept: usize,
    /// The palettes, as they were read last.
    all: Option<Vec<Shelved>>,
    /// The number of the palette that was asked for last: what was asked for before is not waited for.
    newest: u64,
    /// What was said against the palette last.
    complaint: Option<String>,
}

impl Dresser {
    /// Takes the palette that is shown from the start on.
    pub fn new(palettes: InUse, live: Live, events: Sender<Event>) -> Self {
        Self {
            palettes,
            live,
            events,
            reading: None,
            unkept: 0,
            all: None,
            newest: 0,
            complaint: None,
        }
    }

    /// Returns how things look.
    pub fn palette(&self) -> &Palette {
        self.palettes.palette()
    }

    /// Returns what is set.
    pub fn live(&self) -> &Live {
        &self.live
    }

    /// Takes in what the terminal's background is, or has become; returns what the app is told.
    pub fn on_background(&mut self, background: Background) -> Vec<Message> {
        let said = self.palettes.on_background(background);
        let is_new = said != self.complaint;
        let withdrawn = self.take_complaint(said.clone());
        told(withdrawn, said.filter(|_| is_new))
    }

    /// Returns what can be chosen from, as far as it is known, and has it read anew.
    pub fn list(&mut self) -> Listing {
        self.send(Job::List);
        // Those in the program need not be looked for.
        let all = self.all.get_or_insert_with(|| Shelf::default().all());
        let mut listing = self.palettes.listing(all);
        if listing.palettes.iter().all(|listed| listed.name != listing.shown) {
            listing.palettes.push(self.palettes.listed());
        }
        listing
    }

    /// Has a palette shown.
    pub fn show(&mut self, name: Box<str>) {
        self.ask(name, false);
    }

    /// Has a palette shown and written into the settings.
    pub fn keep(&mut self, name: Box<str>) {
        self.newest += 1;
        self.unkept += 1;
        self.send(Job::Keep { number: self.newest, name });
    }

    /// Takes in what the reader has set anew, or that a palette's file has changed; returns what the app is told.
    pub fn on_settings(&mut self, settings: Settings) -> Vec<Message> {
        let wrong = cli::mistakes_in_short(&settings);
        let changed = (settings != self.live.settings).then(|| say::SETTINGS_READ.to_owned());
        let name = self.palettes.on_wish(cli::wish(&settings));
        self.ask(name, wrong.is_some());
        if self.all.is_some() {
            self.send(Job::List);
        }
        let messages = vec![
            Message::Preferences(cli::preferences(&settings)),
            Message::KeyMap(Arc::new(settings.keymap())),
        ];
        self.live.settings = settings;
        messages.into_iter().chain(wrong.or(changed).map(Message::Notice)).collect()
    }

    /// Takes in what was read or written; returns what the app is told.
    pub fn on_read(&mut self, read: PaletteRead) -> Vec<Message> {
        match read {
            PaletteRead::All(all) => {
                let palettes = self.palettes.listing(&all).palettes;
                self.all = Some(all);
                vec![Message::PalettesRead(palettes)]
            }
            PaletteRead::Shown { number, .. } if number != self.newest => Vec::new(),
            PaletteRead::Shown { found, quiet, .. } => {
                let (withdrawn, said) = self.wear(found);
                told(withdrawn, said.filter(|_| !quiet))
            }
            PaletteRead::Chosen { number, name, found, kept } => {
                self.unkept = self.unkept.saturating_sub(1);
                let is_newest = number == self.newest;
                let (withdrawn, said) = if is_newest { self.wear(found) } else { (None, None) };
                let said = match kept {
                    Some(written) => Some(self.told_of_keeping(&name, written, said)),
                    None => said,
                };
                told(withdrawn, said)
            }
        }
    }

    /// Shows what was found; returns what was said of a palette and does not hold any more, and what is to be said.
    fn wear(&mut self, found: Result<Shelved, Unfound>) -> (Option<String>, Option<String>) {
        let said = self.palettes.wear(found);
        (self.take_complaint(said.clone()), said)
    }

    /// Takes in what is said against the palette; returns what was said before and does not hold any more.
    fn take_complaint(&mut self, said: Option<String>) -> Option<String> {
        let before = std::mem::replace(&mut self.complaint, said);
        before.filter(|before| self.complaint.as_ref() != Some(before))
    }

    /// Takes in whether a palette was kept; returns what is said of that, and of the palette.
    fn told_of_keeping(
        &mut self,
        name: &str,
        written: Result<(PathBuf, Settings), Unwritten>,
        said: Option<String>,
    ) -> String {
        let (path, settings) = match written {
            Ok(kept) => kept,
            Err(unwritten) => return says::not_kept(name, &unwritten.why()),
        };
        let wished = self.palettes.on_wish(cli::wish(&settings));
        if *wished != *self.palettes.name() {
            self.ask(wished, true);
        }
        // What was just written is no news when it is read again.
        self.live.settings = settings;
        // A narrow foot has no room for the folders.
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let given = self.live.settings.given(Name::Palette);
        let is_below = given.value != Value::Word(name.into());
        let below = is_below.then(|| says::kept_below(&given.source.told()));
        let told = [Some(says::kept(name, &file)), below, said].into_iter().flatten();
        told.collect::<Vec<_>>().join(" \u{b7} ")
    }

    /// Waits until all that was chosen is written.
    pub fn finish(&mut self) {
        if let Some((jobs, thread)) = self.reading.take().filter(|_| self.unkept > 0) {
            drop(jobs);
            // A panic has been reported.
            let _ = thread.join();
        }
    }

    /// Returns what is to be said of a palette that was chosen before somebody left, and not kept.
    pub fn unkept(read: &PaletteRead) -> Option<String> {
        let PaletteRead::Chosen { name, found, kept, .. } = read else { return None };
        let why = match (found, kept) {
            (Err(unfound), _) => unfound.sentence(),
            (Ok(_), Some(Err(unwritten))) => unwritten.why(),
            (Ok(_), Some(Ok(_)) | None) => return None,
        };
        Some(says::was_not_kept(name, &why))
    }

    fn ask(&mut self, name: Box<str>, quiet: bool) {
        self.newest += 1;
        self.send(Job::Show { number: self.newest, name, quiet });
    }

    /// Hands a job to the thread, and starts it if it does not run.
    fn send(&mut self, job: Job) {
        let job = match &self.reading {
            // A thread that is gone has reported its panic.
            Some((jobs, _)) => match jobs.send(job) {
                Ok(()) => return,
                Err(refused) => refused.0,
            },
            None => job,
        };
        self.start(job);
    }

    fn start(&mut self, job: Job) {
        let (jobs, received) = mpsc::channel();
        let (shelf, layers) = (self.palettes.shelf().clone(), self.live.layers.clone());
        let events = self.events.clone();
        let work = move || work(&received, &shelf, &layers, &events);
        match thread::Builder::new().name("palettes".to_owned()).spawn(work) {
            Ok(thread) => {
                let _ = jobs.send(job);
                self.reading = Some((jobs, thread));
            }
            Err(error) => {
                let _ = self.events.send(Event::no_thread(&error));
            }
        }
    }
}

fn told(withdrawn: Option<String>, said: Option<String>) -> Vec<Message> {
    let withdrawn = withdrawn.map(Message::Withdrawn).into_iter();
    withdrawn.chain(said.map(Message::Notice)).collect()
}

/// Reads and writes what is asked for, one after the other.
fn work(jobs: &Receiver<Job>, shelf: &Shelf, layers: &Layers, events: &Sender<Event>) {
    for job in jobs {
        let read = match job {
            Job::List => PaletteRead::All(shelf.all()),
            Job::Show { number, name, quiet } => {
                PaletteRead::Shown { number, found: shelf.find(&name), quiet }
            }
            Job::Keep { number, name } => {
                let found = shelf.find(&name);
                let kept = found.is_ok().then(|| {
                    settings::keep_palette(&layers.file, &name)
                        .map(|path| (path, Settings::of_screen(layers)))
                });
                PaletteRead::Chosen { number, name, found, kept }
            }
        };
        if events.send(Event::Palettes(Box::new(read))).is_err() {
            return;
        }
    }
}
