//! Settings that change while Folio runs: what the app is told of them, what becomes of the palette, and how
//! one that was chosen in the browser is kept. Refuses to know: who saw the change, and what is drawn.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};

use super::event::{Chosen, Event};
use super::live::Live;
use crate::app::message::Message;
use crate::cli;
use crate::messages::palettes as says;
use crate::messages::terminal as say;
use crate::palettes::InUse;
use crate::settings::{self, Name, Settings, Unwritten, Value};

/// Takes in what the reader has set anew, or a palette whose file has changed; returns what the app is told.
pub fn on_settings(settings: Settings, palettes: &mut InUse, live: &mut Live) -> Vec<Message> {
    let wrong = cli::mistakes_in_short(&settings);
    let changed = (settings != live.settings).then(|| say::SETTINGS_READ.to_owned());
    let said = palettes.on_wish(cli::wish(&settings));
    let messages = vec![
        Message::Preferences(cli::preferences(&settings)),
        Message::KeyMap(Arc::new(settings.keymap())),
    ];
    live.settings = settings;
    messages.into_iter().chain(wrong.or(said).or(changed).map(Message::Notice)).collect()
}

/// What writes settings, one after the other, on threads of their own.
#[derive(Default)]
pub struct Scribe(Option<JoinHandle<()>>);

impl Scribe {
    /// Shows a palette and has it written into the settings; what becomes of that is told to `events`. Returns
    /// what is to be said at once.
    pub fn keep(
        &mut self,
        name: Box<str>,
        palettes: &mut InUse,
        live: &Live,
        events: &Sender<Event>,
    ) -> Option<String> {
        let said = match palettes.show(&name) {
            Ok(said) => said,
            Err(why) => return Some(why.sentence()),
        };
        let (live, events, before) = (live.clone(), events.clone(), self.0.take());
        let work = move || {
            // What was chosen last is to be written last; a fault before has been reported.
            let _ = before.map(JoinHandle::join);
            let value = Value::Word(name.clone());
            let path = settings::keep(live.settings.path.as_deref(), Name::Palette, &value);
            let written = path.map(|path| (path, Settings::of_process(&live.layers)));
            // Who does not listen any more is about to end.
            let _ = events.send(Event::Chosen(Box::new(Chosen { name, said, written })));
        };
        match thread::Builder::new().name("settings".to_owned()).spawn(work) {
            Ok(thread) => self.0 = Some(thread),
            Err(error) => return Some(error.to_string()),
        }
        None
    }

    /// Waits until all is written.
    pub fn finish(&mut self) {
        // A fault has been reported.
        let _ = self.0.take().map(JoinHandle::join);
    }
}

/// Takes in what has become of a palette that was chosen; returns what is said of it.
pub fn on_chosen(chosen: Chosen, palettes: &mut InUse, live: &mut Live) -> String {
    let Chosen { name, said, written } = chosen;
    match written {
        Ok((path, settings)) => {
            // What was just written is no news when it is read again.
            live.settings = settings;
            palettes.on_wish(cli::wish(&live.settings));
            // A narrow foot has no room for the folders.
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let given = live.settings.given(Name::Palette);
            let is_it = given.value == Value::Word(name.clone());
            let below = (!is_it).then(|| says::kept_below(&given.source.told()));
            let told = [Some(says::kept(&name, &file)), below, said].into_iter().flatten();
            told.collect::<Vec<_>>().join(" \u{b7} ")
        }
        Err(Unwritten::NoFolder) => says::not_kept(&name, says::NO_FOLDER),
        Err(Unwritten::Broken) => says::not_kept(&name, says::BROKEN_SETTINGS),
        Err(Unwritten::Refused(error)) => says::not_kept(&name, &error.to_string()),
    }
}
