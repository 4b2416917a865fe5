//! The state of the browser and `update(&mut App, Message) -> Vec<Effect>`. Refuses to know: file
//! system, clock, environment, threads, widgets.

pub mod input;
pub mod message;

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::model::{Body, EntryKey, Library};
use input::{Code, Key};
use message::{Effect, Message, TimeoutId};

/// How the browser opens.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The size of the terminal.
    pub size: Size,
    /// The entry to open in place of the pack's own start.
    pub at: Option<EntryKey>,
    /// A query to open the finder with.
    pub find: Option<String>,
    /// A sentence to show at the foot at once, such as how many mistakes the packs have.
    pub notice: Option<String>,
    /// Whether the mouse is wanted.
    pub mouse: bool,
}

/// The whole state of the browser.
pub struct App {
    library: Library,
    size: Size,
    shown: Option<(EntryKey, Arc<Body>)>,
}

impl App {
    /// Opens the browser on a library; the effects are to be performed before the first frame.
    pub fn new(library: Library, opening: Opening) -> (Self, Vec<Effect>) {
        let start = opening.at.or_else(|| library.catalogue.packs().first()?.start);
        let app = Self { library, size: opening.size, shown: None };
        let mut effects: Vec<Effect> = start.map(Effect::LoadBody).into_iter().collect();
        effects.push(Effect::CaptureMouse(opening.mouse));
        effects.extend([Effect::BuildIndex, Effect::BuildMentions]);
        (app, effects)
    }

    /// Gives the size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Gives the title of what is shown.
    pub fn title(&self) -> &str {
        self.shown.as_ref().map_or("", |(entry, _)| self.library.catalogue.title(*entry))
    }
}

/// Takes in what happened and says what is to be done.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Resize(size) => app.size = size,
        Message::BodyLoaded { entry, body } => app.shown = Some((entry, body)),
        Message::Key(key) if key == Key::char('q') || key == Key::ctrl('c') => {
            return vec![Effect::Quit];
        }
        Message::Key(key) if key == Key::ctrl('z') => return vec![Effect::Suspend],
        Message::Key(key) if key == Key::ctrl('l') => return vec![Effect::Redraw],
        Message::Key(key) if key.code == Code::Char('g') => {
            return vec![Effect::After(Duration::from_millis(600), TimeoutId(1))];
        }
        _ => {}
    }
    Vec::new()
}
