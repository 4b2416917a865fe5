//! What a reader waits for: from a key to the frame that answers it, on the clock. What the browser has
//! done by its workers is done here as well, but not counted: the frame that shows it is.

use std::sync::Arc;
use std::time::Instant;

use folio::app::message::{Effect, Message};
use folio::app::{App, Opening, update};
use folio::keys::Key;
use folio::knowledge::Corpus;
use folio::model::{EntryKey, Library};
use folio::palettes::Palette;
use folio::search::Index;
use folio::text::glyphs::Glyphs;
use folio::view;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use ratatui::{Frame, Terminal};

const SIZE: Size = Size { width: 120, height: 40 };

/// A browser that is drawn into memory.
pub struct Screen {
    app: App,
    corpus: Corpus,
    /// Built for the first search.
    index: Option<Arc<Index>>,
    palette: Palette,
    terminal: Terminal<TestBackend>,
    /// What the workers have to do.
    waiting: Vec<Effect>,
}

impl Screen {
    /// Opens a library at an entry, and has all done that this asks for.
    pub fn open(library: &Library, at: Option<EntryKey>) -> Self {
        let mut screen = Self::begin(library, at);
        screen.fill();
        screen
    }

    /// Opens a library at an entry, up to the first frame.
    pub fn begin(library: &Library, at: Option<EntryKey>) -> Self {
        let corpus = Corpus::new(library.clone());
        let (app, waiting) = App::new(&corpus, Opening { size: SIZE, at, ..Opening::default() });
        let terminal =
            Terminal::new(TestBackend::new(SIZE.width, SIZE.height)).expect("it is memory");
        let palette = Palette::terminal(true, Glyphs::Unicode);
        let mut screen = Self { app, corpus, index: None, palette, terminal, waiting };
        screen.draw();
        screen
    }

    /// Types keys; returns the milliseconds to the frame.
    pub fn press(&mut self, keys: &str) -> f64 {
        let keys = match Key::parse(keys) {
            Some(key) => vec![key],
            None => keys.chars().map(Key::char).collect(),
        };
        self.tell(keys.into_iter().map(Message::Key).collect())
    }

    /// Tells the app what happened; returns the milliseconds to the frame.
    pub fn tell(&mut self, messages: Vec<Message>) -> f64 {
        let clock = Instant::now();
        for message in messages {
            self.waiting.extend(update(&mut self.app, message));
        }
        self.draw();
        clock.elapsed().as_secs_f64() * 1e3
    }

    /// Lets the workers finish; returns the milliseconds to the slowest frame that shows what they found;
    /// nothing if there was nothing to find.
    pub fn fill(&mut self) -> Option<f64> {
        let mut slowest = None;
        while !self.waiting.is_empty() {
            for effect in std::mem::take(&mut self.waiting) {
                let (corpus, index) = (&self.corpus, &mut self.index);
                let build = || Arc::new(Index::new(corpus.library()));
                let index = || Arc::clone(index.get_or_insert_with(build));
                let Some(answer) = effect.answer(corpus, index) else { continue };
                let took = self.tell(vec![answer]);
                slowest = Some(slowest.map_or(took, |slowest: f64| slowest.max(took)));
            }
        }
        slowest
    }

    fn draw(&mut self) {
        let (app, palette) = (&self.app, &self.palette);
        let draw = |frame: &mut Frame<'_>| drop(view::draw(app, palette, frame));
        self.terminal.draw(draw).expect("it is memory");
    }
}
