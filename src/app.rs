//! The state of the browser and `update(&mut App, Message) -> Vec<Effect>`. Refuses to know: file
//! system, clock, environment, threads, widgets.
//!
//! `update` only routes; what a key does stands in the file of the pane or layer that it is for.

pub mod chart;
pub mod contents;
pub mod cursor;
pub mod editor;
pub mod finder;
mod fitting;
pub mod geometry;
pub mod glossary;
pub mod grid;
pub mod input;
pub mod keymap;
mod keys;
pub mod layer;
pub mod map;
pub mod matrix;
pub mod menu;
pub mod message;
mod mouse;
mod navigate;
mod overlays;
pub mod page;
mod panes;
mod seeking;
pub mod sheet;
mod side;
mod subject;
pub mod trail;
mod typing;

use std::time::Duration;

use ratatui::layout::{Rect, Size};

use crate::document::{Parts, Position};
use crate::graph::Web;
use crate::knowledge::{Answer, Corpus, Knowledge, Question};
use crate::model::{Catalogue, EntryKey, PackKey};
use crate::report::{Choice, Itinerary, Progress};
use contents::Contents;
use geometry::{Arrangement, Geometry, Pane};
use input::Key;
use keymap::{Context, KeyMap};
use layer::Layer;
use menu::Menu;
use message::{Effect, Message, TimeoutId};
use page::{Landing, Page};
use subject::Subject;
use trail::Trail;

/// How long a pause is before what can follow a key is shown.
const PAUSE: Duration = Duration::from_millis(500);

/// How wide a menu in a popup is at least.
const MENU_WIDTH: u16 = 36;

/// How the browser opens.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The size of the screen, which only what shows it knows.
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

/// On which side of its link a peek stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Above,
    Below,
}

/// Keys typed that mean nothing yet: a count, the start of a sequence.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// The number typed before a key.
    pub count: Option<u32>,
    /// The start of a sequence.
    pub keys: Vec<Key>,
    /// Whether what can follow is shown.
    pub explained: bool,
    /// The pause that is waited for.
    timeout: TimeoutId,
}

/// The whole state of the browser.
pub struct App {
    size: Size,
    arrangement: Arrangement,
    knowledge: Knowledge,
    keymap: KeyMap,
    contents: Contents,
    reader: Option<Page>,
    /// What the reader's text shows beside the body.
    parts: Parts,
    /// Whether the reader's text has to be made again as soon as its body is here.
    stale: bool,
    side: Menu<Choice>,
    /// What the side pane was made from.
    side_of: Option<side::Origin>,
    /// The section that the side pane shows as being read.
    section: Option<Position>,
    /// What the lists were fitted to.
    fitted: Option<Geometry>,
    /// Whether the reader shows an entry that was not gone into.
    previewing: bool,
    trail: Trail,
    layers: Vec<Layer>,
    /// The matrix as it was left.
    left_matrix: Option<matrix::MatrixView>,
    last_results: Option<Box<finder::Finder>>,
    queries: Vec<String>,
    /// What waits for bodies before it can be shown.
    awaited: Option<Subject>,
    /// The routes of this session.
    itinerary: Itinerary,
    /// What was asked of the corpus and need not be asked again.
    asked: Vec<Question>,
    sequence: u64,
    pending: Pending,
    notice: Option<String>,
    wants_mouse: bool,
    drag: Option<Pane>,
    outbox: Vec<Effect>,
}

impl App {
    /// Opens the browser on a corpus; the effects are to be performed before the first frame.
    pub fn new(corpus: &Corpus, opening: Opening) -> (Self, Vec<Effect>) {
        let catalogue = corpus.catalogue();
        let declared = || catalogue.packs().iter().find_map(|pack| pack.start);
        let start = opening.at.or_else(declared).or_else(|| catalogue.entries().next());
        let arrangement = Arrangement::default();
        let geometry = geometry::geometry(opening.size, arrangement);
        let mut app = Self {
            size: opening.size,
            arrangement,
            contents: Contents::new(catalogue, start, geometry.body.height),
            knowledge: Knowledge::new(corpus),
            keymap: KeyMap::default(),
            reader: None,
            parts: fitting::parts(&geometry),
            stale: false,
            side: Menu::default(),
            side_of: None,
            section: None,
            fitted: None,
            previewing: false,
            trail: Trail::default(),
            layers: Vec::new(),
            left_matrix: None,
            last_results: None,
            queries: Vec::new(),
            awaited: None,
            itinerary: Itinerary::default(),
            asked: Vec::new(),
            sequence: 0,
            pending: Pending::default(),
            notice: opening.notice,
            wants_mouse: opening.mouse,
            drag: None,
            outbox: Vec::new(),
        };
        if opening.mouse {
            app.outbox.push(Effect::CaptureMouse(true));
        }
        if let Some(start) = start {
            app.go_into(start, Landing::Top, Pane::Contents);
        }
        if let Some(query) = &opening.find {
            app.open_finder();
            app.type_text(query);
        }
        app.relayout();
        app.outbox.extend([Effect::BuildIndex, Effect::Ask(Question::Mentions)]);
        let effects = std::mem::take(&mut app.outbox);
        (app, effects)
    }
}

/// Takes in what happened and says what is to be done.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.key(key),
        Message::Choose(choice) => app.choose(choice, Pane::Reader),
        Message::Path(to) => {
            app.with_subject(|app, from| app.open_subject(Subject::Path(from, to)));
        }
        Message::Compare(to) => {
            app.with_subject(|app, with| app.open_subject(Subject::Comparison(with, to)));
        }
        Message::Peek(entry) => app.open_peek(entry),
        Message::Act(action) => app.act_by_name(action),
        Message::Mouse(mouse) => app.mouse(mouse),
        Message::Paste(text) => app.type_text(&text),
        Message::Resize(size) => app.size = size,
        Message::Resumed => {
            let captured = app.wants_mouse && !app.arrangement.reading;
            app.outbox.extend([Effect::CaptureMouse(captured), Effect::Redraw]);
        }
        Message::Answered(answer) => app.on_answer(answer),
        Message::Found { sequence, hits, complete } => app.found(sequence, hits, complete),
        Message::Completed { text, completions } => app.completed(&text, completions),
        Message::Notice(sentence) => app.notice = Some(sentence),
        Message::Timeout(id) => {
            let waited_for = !app.pending.keys.is_empty() && app.pending.timeout == id;
            app.pending.explained |= waited_for;
        }
    }
    app.relayout();
    std::mem::take(&mut app.outbox)
}

/// Asking the corpus, and taking in what it answers.
impl App {
    /// Asks a question, unless it was asked before and is answered once and for all.
    fn ask(&mut self, question: Question) {
        let once = matches!(
            question,
            Question::Coverage | Question::Occurrences | Question::Health | Question::Mentions
        );
        if once {
            if self.asked.contains(&question) {
                return;
            }
            self.asked.push(question.clone());
        }
        self.outbox.push(Effect::Ask(question));
    }

    /// Takes an answer in and shows it where it is waited for.
    fn on_answer(&mut self, answer: Answer) {
        let show: fn(&mut Self) = match &answer {
            Answer::Body(..) => Self::open_awaited,
            Answer::Mentions(_) => Self::on_mentions,
            Answer::Occurrences(_) => Self::refresh_layers,
            Answer::Amounts(_) => Self::on_amounts,
            Answer::Named(..) | Answer::Coverage(_) | Answer::Health(_) => Self::refresh_sheets,
        };
        let supplied = if let Answer::Body(entry, _) = &answer { Some(*entry) } else { None };
        self.knowledge.take(answer);
        if let Some(entry) = supplied {
            self.supply(entry);
        }
        show(self);
    }

    fn on_mentions(&mut self) {
        self.refresh_map();
        self.side_of = None;
        self.stale = true;
    }

    fn on_amounts(&mut self) {
        self.itinerary.measure(&self.knowledge);
        self.refresh_sheets();
    }
}

/// What the view asks.
impl App {
    /// Returns the route that is being followed.
    pub fn progress(&self) -> Option<&Progress> {
        self.itinerary.followed()
    }

    /// Returns the size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Returns where everything stands.
    pub fn geometry(&self) -> Geometry {
        geometry::geometry(self.size, self.arrangement)
    }

    /// Returns what the user chose about the layout.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Returns the catalogue.
    pub fn catalogue(&self) -> &Catalogue {
        self.knowledge.catalogue()
    }

    /// Returns all links, those in text as far as they were read.
    pub fn web(&self) -> Web<'_> {
        self.knowledge.web()
    }

    /// Returns the key map.
    pub fn keymap(&self) -> &KeyMap {
        &self.keymap
    }

    /// Returns the list of themes and entries.
    pub fn contents(&self) -> &Contents {
        &self.contents
    }

    /// Returns the open (or previewed) entry; `None` only in an empty library.
    pub fn reader(&self) -> Option<&Page> {
        self.reader.as_ref()
    }

    /// Returns the side pane.
    pub fn side(&self) -> &Menu<Choice> {
        &self.side
    }

    /// Returns the layers, the front one last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Returns the earlier queries, the latest first.
    pub fn queries(&self) -> &[String] {
        &self.queries
    }

    /// Returns the entries opened lately, the latest first.
    pub fn recent(&self) -> &[EntryKey] {
        self.trail.recent()
    }

    /// Returns the keys that mean nothing yet.
    pub fn pending(&self) -> &Pending {
        &self.pending
    }

    /// Returns the sentence at the foot.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Says whose keys hold now.
    pub fn context(&self) -> Context {
        self.layers.last().map_or(self.arrangement.focus.into(), Layer::context)
    }

    /// Returns whether a pane has the keyboard; none has while a layer lies in front.
    pub fn has_focus(&self, pane: Pane) -> bool {
        self.layers.is_empty() && self.arrangement.focus == pane
    }

    /// Returns the pack of the open entry.
    pub fn pack(&self) -> Option<PackKey> {
        self.reader.as_ref().map(|page| self.catalogue().pack_of(page.entry))
    }

    /// Returns the area of a menu in a popup, its frame included.
    pub fn menu_area(&self, menu: &Menu<Choice>) -> Rect {
        let rows = u16::try_from(menu.height()).unwrap_or(u16::MAX);
        geometry::popup(self.geometry().body, menu.width().max(MENU_WIDTH), rows.max(3))
    }

    /// Returns the area of the peek, its frame included: under the link that it is about where there
    /// is more room, else above it; in the middle where it is about a row of a list.
    pub fn peek_area(&self, peek: &Page) -> Rect {
        let (room, side) = self.peek_room();
        let area = geometry::popup(room, fitting::PEEK_WIDTH, (peek.visible().len() as u16).max(1));
        match side {
            Some(Beside::Below) => Rect { y: room.y, ..area },
            Some(Beside::Above) => Rect { y: room.bottom() - area.height, ..area },
            None => area,
        }
    }

    /// Returns the room that a peek has, and on which side of its link that is.
    fn peek_room(&self) -> (Rect, Option<Beside>) {
        let geometry = self.geometry();
        let around = geometry.reader.unwrap_or(geometry.body);
        let Some(row) = self.row_of_selected_link() else { return (around, None) };
        let above = Rect { height: row - around.y, ..around };
        let below = Rect { y: row + 1, height: around.bottom() - row - 1, ..around };
        if below.height >= above.height.min(fitting::PEEK_HEIGHT + 2) {
            (below, Some(Beside::Below))
        } else {
            (above, Some(Beside::Above))
        }
    }

    fn row_of_selected_link(&self) -> Option<u16> {
        let page = self.reader.as_ref()?;
        let reader = self.geometry().reader?;
        if self.arrangement.focus != Pane::Reader {
            return None;
        }
        Some(reader.y + page.row_of_target(page.target()?)?)
    }
}
