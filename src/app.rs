//! The state of the browser and `update(&mut App, Message) -> Vec<Effect>`. Refuses to know: file
//! system, clock, environment, threads, widgets.
//!
//! `update` only routes. A key, a click or a turn of the wheel goes to the layer in front, or to
//! the pane with the keyboard if there is none; it answers with a [`step::Step`], which one place
//! carries out.
//!
//! | file | what it is |
//! |---|---|
//! | [`pane`] | contents, reader, side: a file each with its state, its keys, its clicks |
//! | [`layer`] | finder, glossary, commands, menu, help, sheet, matrix, map, peek, outside, writing, practice, palettes: likewise |
//! | [`bar`] | the title bar: names that lead where they say |
//! | [`invitation`] | what a newcomer can do next, under the first text |
//! | [`foot`], [`hints`], [`panel`] | key hints in the last row; what can follow a key: both can be clicked |
//! | `front`, [`step`], [`surroundings`] | who answers, what is answered, what it is answered with |
//! | `keys`, `typing`, `mouse` | what comes in, on its way to the front |
//! | `steps`, `sheets`, `navigate`, [`onward`] | answers carried out: layers opened and closed, reports made, entries gone to |
//! | `copying` | what is in front, to be copied |
//! | `arrange` | the widths that were chosen, and everything fitted to the screen |
//! | `answers` | what the corpus and the search have answered, on its way to who waits for it |
//! | [`subject`] | what a view is about, as a value |
//! | `noting` | notes and highlights: what they are put on, how they are written |
//! | `yours` | what the reader adds with a key or by reading: bookmarks, marks, what was read |
//! | `changed` | what entries say now that said something else when they were read |
//! | `keeping` | what the reader adds, on its way to the journal and back |
//! | `preferences` | what the reader has set that the app keeps to |
//! | `beginning` | what holds while the rest of a large folder is still being read |
//! | `resume` | where the reader is, kept for the next start and taken up again |
//! | `reload` | another version of the library taken in, everything open found again by its id |
//! | [`geometry`] | where everything is, for `update` and `draw` alike |
//! | [`page`], [`list`], [`cursor`], [`editor`] | a text, a list, a selection, a line: shared by panes and layers |
//! | [`sieve`] | what is typed, looked for among many lines on a worker |
//! | `visit`, [`input`], [`message`] | the way back, the mouse, what comes in and goes out |

#[doc = include_str!("app/way-of-a-key.md")]
pub mod way_of_a_key {}

mod answers;
mod arrange;
pub mod bar;
mod beginning;
mod changed;
mod copying;
pub mod cursor;
pub mod editor;
pub mod foot;
mod front;
pub mod geometry;
pub mod hints;
pub mod input;
pub mod invitation;
mod keeping;
mod keys;
pub mod layer;
pub mod list;
pub mod message;
mod mouse;
mod navigate;
mod noting;
pub mod onward;
pub mod page;
pub mod pane;
pub mod panel;
mod preferences;
mod reload;
mod resume;
mod sheets;
pub mod sieve;
mod sought;
pub mod step;
mod steps;
pub mod subject;
pub mod surroundings;
mod typing;
mod visit;
mod yours;

use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;

use crate::graph::Web;
use crate::journal::{Desk, EntryRef, Moment, StoppedAt, Unfinished, UnfinishedNotes};
use crate::keys::{Action, Context, Key, KeyMap, layouts};
use crate::knowledge::{Corpus, Knowledge, Question, Wanted};
use crate::margin;
use crate::messages::{browser as says, loading};
use crate::model::{Catalogue, EntryKey, PackKey};
use crate::report::{Choice, Itinerary, RouteProgress};
use crate::trail::Trail;
use beginning::Beginning;
use changed::Changed;
use geometry::{Arrangement, Geometry, Pane, ScreenShape};
use keeping::Unkept;
use layer::Layer;
use layer::finder::Finder;
use layer::matrix::MatrixView;
use layer::menu::Menu;
use layer::writing::Writing;
use message::{Effect, Message, TimeoutId};
use page::{Landing, Page};
use pane::contents::Contents;
use pane::reader::ReaderPane;
use pane::side::SidePane;
use panel::Panel;
pub use preferences::Preferences;
use reload::Strayed;
use resume::{Here, Resumed};
use subject::Subject;
use visit::Visit;
use yours::Yours;

/// How long a pause is before what can follow a key is shown.
const PAUSE: Duration = Duration::from_millis(500);

/// How the browser opens.
#[derive(Clone, Debug, Default)]
pub struct Opening {
    /// The size of the screen, which only what shows it knows.
    pub size: Size,
    /// The entry to open in place of the pack's own start, and of where the reader stopped.
    pub at: Option<EntryKey>,
    /// The entry to open in place of the pack's own start alone.
    pub start: Option<EntryKey>,
    /// A query to open the finder with.
    pub find: Option<String>,
    /// A sentence to show at the foot at once, such as how many mistakes the packs have.
    pub notice: Option<String>,
    /// What the reader has set.
    pub preferences: Preferences,
    /// What time it is.
    pub now: Moment,
    /// A number that no other session has.
    pub session: u64,
    /// Where the reader stopped the last time; an entry or a query that is asked for goes before it.
    pub resume: Option<StoppedAt>,
    /// What was begun of notes and not kept.
    pub unfinished: Vec<Unfinished>,
    /// Whether it opens at the start even so.
    pub fresh: bool,
    /// Whether it opens with the practice of terms and bookmarked entries.
    pub recall: bool,
    /// Which keys mean what.
    pub keymap: Arc<KeyMap>,
}

impl Opening {
    /// Returns the place to open at, if that is where the reader stopped.
    pub fn resumed(&self) -> Option<&StoppedAt> {
        let asked_for = self.fresh || self.at.is_some() || self.find.is_some();
        self.resume.as_ref().filter(|_| !asked_for)
    }

    /// Returns the entry to open at, if that is where the reader stopped and it is there.
    pub fn resumed_entry(&self, catalogue: &Catalogue) -> Option<EntryKey> {
        let StoppedAt { pack, entry, .. } = self.resumed()?;
        margin::entry_of(catalogue, &EntryRef::new(pack, entry))
    }
}

/// Keys typed that mean nothing yet: a count, the start of a sequence.
#[derive(Clone, Debug, Default)]
pub struct Pending {
    /// The number typed before a key.
    pub count: Option<u32>,
    /// The start of a sequence.
    pub keys: Vec<Key>,
    /// What can follow, once it is shown.
    pub panel: Option<Panel>,
    /// The pause that is waited for.
    timeout: TimeoutId,
}

/// Layers as they were left.
#[derive(Clone, Debug, Default)]
struct LeftLayers {
    matrix: Option<Box<MatrixView>>,
    finder: Option<Box<Finder>>,
    /// The view from which a place is about to be left; the trail takes it with the place.
    view: Option<Box<Layer>>,
    /// Notes that were left before they were kept, the earliest first.
    writing: Vec<Writing>,
}

/// The whole state of the browser.
pub struct App {
    size: Size,
    arrangement: Arrangement,
    knowledge: Knowledge,
    keymap: Arc<KeyMap>,
    /// Which layout of the keyboard was typed in last.
    layout: layouts::Typed,
    contents: Contents,
    reader: ReaderPane,
    side: SidePane,
    /// The layers, the front one last.
    layers: Vec<Layer>,
    /// The number of the newest search.
    searches: u64,
    /// What the reader has added.
    desk: Desk,
    /// How often notes had changed when views last followed.
    notes_revision: u64,
    /// The layers that can be opened again as they were left.
    left: LeftLayers,
    /// What the lists were fitted to.
    fitted: Option<Geometry>,
    /// Whether the reader shows a page that was not gone into.
    previewing: bool,
    trail: Trail<Visit>,
    /// Where the reader is, as the next start is told.
    here: Option<Here>,
    /// What was begun of notes and not kept, as the next start is told.
    unfinished: UnfinishedNotes,
    /// What is known of what the reader adds beside the desk.
    yours: Yours,
    unkept: Unkept,
    /// What says something else than when it was read.
    changed: Changed,
    /// Whether the practice is to be opened once it is known what was practised.
    wants_practice: bool,
    /// What waits for bodies before it can be shown.
    awaited: Option<Subject>,
    /// The routes of this session.
    itinerary: Itinerary,
    /// What bodies are being read for, and whether somebody still waits for it.
    asked: Vec<(Question, Wanted)>,
    pending: Pending,
    /// The keys typed since an Enter that waits for what is still looked for.
    ahead: Vec<Key>,
    notice: Option<String>,
    /// What is said at the start.
    said_at_opening: Option<String>,
    /// Where a file is broken, because of which the last good version is shown.
    broken: Option<String>,
    /// What was read when it went from the files.
    strayed: Option<Strayed>,
    /// What is known until all is there.
    beginning: Beginning,
    preferences: Preferences,
    /// The pane whose border is dragged.
    drag: Option<Pane>,
    outbox: Vec<Effect>,
}

impl App {
    /// Opens the browser on a corpus; the effects are to be performed before the first frame.
    pub fn new(corpus: &Corpus, opening: Opening) -> (Self, Vec<Effect>) {
        let catalogue = corpus.catalogue();
        let declared = || catalogue.packs().iter().find_map(|pack| pack.start);
        let start =
            opening.at.or(opening.start).or_else(declared).or_else(|| catalogue.entries().next());
        let resumed =
            opening.resumed().and_then(|place| Resumed::new(catalogue, place, opening.preferences));
        let usual = Arrangement { measure: opening.preferences.measure, ..Arrangement::default() };
        let resume = opening.resumed().cloned();
        let arrangement = resumed.as_ref().map_or(usual, |it| it.arrangement);
        let entry = resumed.as_ref().map_or(start, |resumed| resumed.page.entry());
        let geometry = geometry::geometry(opening.size, arrangement);
        let mut app = Self {
            size: opening.size,
            arrangement,
            contents: Contents::new(catalogue, entry, geometry.body.height),
            reader: ReaderPane::new(&geometry),
            side: SidePane::default(),
            knowledge: Knowledge::new(corpus),
            keymap: opening.keymap,
            layout: layouts::Typed::default(),
            layers: Vec::new(),
            searches: 0,
            desk: Desk::new(opening.now, opening.session),
            notes_revision: 0,
            left: LeftLayers::default(),
            fitted: None,
            previewing: false,
            trail: Trail::default(),
            here: None,
            unfinished: UnfinishedNotes::default(),
            yours: Yours::new(catalogue, resumed.as_ref().and_then(|it| it.page.entry())),
            unkept: Unkept::default(),
            changed: Changed::default(),
            wants_practice: opening.recall,
            awaited: None,
            itinerary: Itinerary::default(),
            asked: Vec::new(),
            pending: Pending::default(),
            ahead: Vec::new(),
            notice: opening.notice,
            said_at_opening: None,
            broken: None,
            strayed: None,
            beginning: Beginning::default(),
            preferences: opening.preferences,
            drag: None,
            outbox: Vec::new(),
        };
        match (resumed, start) {
            (Some(resumed), _) => app.take_up(resumed, start),
            (None, Some(start)) => {
                app.go_into(start, Landing::Top, Pane::Contents);
                if opening.at.is_none() {
                    app.beginning = Beginning::at(start.into(), app.arrangement, resume);
                }
            }
            (None, None) => {}
        }
        app.take_up_notes(opening.unfinished);
        app.said_at_opening.clone_from(&app.notice);
        let effects = app.begin(opening.find.as_deref());
        (app, effects)
    }

    /// Begins with a query in the finder if there is one; returns what is to be done first.
    fn begin(&mut self, query: Option<&str>) -> Vec<Effect> {
        if self.preferences.mouse {
            self.outbox.push(Effect::CaptureMouse(!self.arrangement.reading));
        }
        if let Some(query) = query {
            self.open_finder();
            self.type_text(query);
        }
        self.relayout();
        self.outbox.extend([Effect::BuildIndex, Effect::Ask(Question::Mentions)]);
        self.outbox.extend(self.knowledge.lacks_terms().map(Effect::Ask));
        self.measure_offered_route();
        self.take_outbox()
    }
}

/// Takes in what happened and returns what is to be done.
pub fn update(app: &mut App, message: Message) -> Vec<Effect> {
    match message {
        Message::Key(key) => app.on_key(key),
        Message::KeyAt { key, place } => app.on_key_at(key, Some(place)),
        Message::KeyMap(keymap) => app.on_keymap(keymap),
        Message::Mouse(mouse) => app.on_mouse(mouse),
        Message::Paste(text) => app.type_text(&text),
        Message::Resize(size) => app.size = size,
        Message::Resumed => app.on_resumed(),
        Message::Answered(answer) => app.on_answer(answer),
        Message::Surveyed { wanted, surveyed } => app.on_surveyed(&wanted, surveyed),
        Message::Reloaded(corpus) => app.on_reloaded(&corpus),
        Message::Exchanged(corpus) => app.on_exchanged(&corpus),
        Message::Loading(loading) => app.on_loading(loading),
        Message::Broken { place, mistakes } => app.on_broken(place, mistakes),
        Message::Found { sequence, hits } => app.on_hits(sequence, hits),
        Message::Completed { text, completions } => app.on_completions(&text, completions),
        Message::Sifted { wanted, found } => app.on_sifted(&wanted, found),
        Message::Written(text) => app.on_written(&text),
        Message::Palettes(listing) => app.open_palettes(listing),
        Message::PalettesRead(listing) => app.on_palettes_read(&listing),
        Message::Notice(sentence) => app.notice = Some(sentence),
        Message::Withdrawn(sentence) => drop(app.notice.take_if(|notice| *notice == sentence)),
        Message::Preferences(new) => app.prefer(new),
        Message::Timeout(id) => app.on_timeout(id),
        Message::Clock(now) => {
            // Nothing on the screen changes with it.
            app.desk.on_clock(now);
            return Vec::new();
        }
        Message::JournalRead(state) => app.on_journal_read(*state),
        Message::Added(records) => app.on_added(&records),
        Message::Kept(number) => app.on_kept(number),
        Message::Unkept { why, again } => app.on_unkept(why, again),
        Message::ReadCounted { wanted, read } => app.on_read_counted(&wanted, read),
        Message::Changed { wanted, found } => app.on_changed(&wanted, found),
        Message::ReadBack { print, said } => app.on_read_back(print, said),
    }
    app.follow_notes();
    app.relayout();
    app.meet_changed();
    app.note_end();
    app.tell_of_change();
    app.keep_stop();
    app.keep_stopped_at();
    app.keep_unfinished();
    app.take_outbox()
}

/// What the view asks.
impl App {
    /// Returns the size of the terminal.
    pub fn size(&self) -> Size {
        self.size
    }

    /// Returns where everything is.
    pub fn geometry(&self) -> Geometry {
        let mut geometry = geometry::geometry(self.size, self.arrangement);
        geometry.invites = geometry.shape != ScreenShape::Reading && self.invites();
        geometry
    }

    /// Returns what the user chose about the layout.
    pub fn arrangement(&self) -> &Arrangement {
        &self.arrangement
    }

    /// Returns what is known of the library.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
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

    /// Returns what is said where a filter leaves nothing of the contents.
    pub fn no_contents(&self) -> Option<String> {
        let accept = || self.keymap.told(Context::Prompt, Action::Accept);
        let nothing = self.contents.nothing_with()?;
        Some(match self.lack() {
            Some(lack) => loading::so_far(&says::nothing_with(nothing), lack),
            None => says::no_title_with(nothing, &accept()),
        })
    }

    /// Returns the open (or previewed) entry or theme; `None` only in an empty library.
    pub fn reader(&self) -> Option<&Page> {
        self.reader.page.as_ref()
    }

    /// Returns the side pane.
    pub fn side(&self) -> &Menu<Choice> {
        &self.side.menu
    }

    /// Returns whether the selection in the side pane means something: it is moved there, or it is
    /// the section that is being read.
    pub fn marks_side(&self) -> bool {
        self.has_focus(Pane::Side) || self.side.follows_section()
    }

    /// Returns the layers, the front one last.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    /// Returns what the reader has added.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Returns whether a view covers the panes.
    pub fn is_covered(&self) -> bool {
        self.layers.iter().any(Layer::covers_panes)
    }

    /// Returns the route that is being followed.
    pub fn progress(&self) -> Option<&RouteProgress> {
        self.itinerary.followed()
    }

    /// Returns the minutes that reading the open entry takes, if that is known.
    pub fn minutes(&self) -> Option<u64> {
        let amount = self.knowledge.amount(self.reader.entry()?)?;
        Some(amount.minutes())
    }

    /// Returns whether the entry in the reader is the stop that was reached on the route that is being
    /// followed.
    pub fn is_on_route(&self) -> bool {
        self.progress().is_some_and(|progress| progress.is_at(self.reader.entry()))
    }

    /// Returns the keys that mean nothing yet.
    pub fn pending(&self) -> &Pending {
        &self.pending
    }

    /// Returns the sentence at the foot.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_deref()
    }

    /// Returns whether a pane has the keyboard; none has while a layer is in front or a line is
    /// typed at the foot.
    pub fn has_focus(&self, pane: Pane) -> bool {
        self.context() == Context::from(pane)
    }

    /// Returns the pack of what is open.
    pub fn pack(&self) -> Option<PackKey> {
        self.reader.key().map(|key| key.pack(self.catalogue()))
    }
}
