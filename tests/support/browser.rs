//! A browser without a terminal: packs of the tests, keys in, screens out. Effects are performed at once.

use std::collections::VecDeque;
use std::fmt::{Debug, Write};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use folio::app::input::{Mouse, MouseKind};
use folio::app::message::{Effect, Message, TimeoutId};
use folio::app::sieve::Sieve;
use folio::app::{App, Opening, Preferences, update};
use folio::export;
use folio::journal::{Batch, Record, Said, State, StoppedAt, Unfinished};
use folio::keys::{Code, Key, Modifiers};
use folio::knowledge::{Corpus, Question, Wanted};
use folio::messages::{copying as says, palettes};
use folio::model::{EntryKey, Library};
use folio::palettes::{Background, InUse, Listing, Palette, Shelf, Wish};
use folio::report::{Copied, Copying};
use folio::search::Index;
use folio::store::{self, Origin};
use folio::text::glyphs::Glyphs;
use folio::view::{self, Links};
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};

/// A pack of the tests, opened and indexed once.
struct Fixture {
    library: Library,
    index: Arc<Index>,
}

impl Fixture {
    fn open(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support").join(name);
        let opened = store::open(&[Origin::Folder(folder)]);
        assert_eq!(opened.diagnostics.iter().map(|it| &it.message).collect::<Vec<_>>(), [""; 0]);
        let index = Arc::new(Index::new(&opened.library));
        Self { library: opened.library, index }
    }
}

static TEA: LazyLock<Fixture> = LazyLock::new(|| Fixture::open("tea"));

static HARBOUR: LazyLock<Fixture> = LazyLock::new(|| Fixture::open("harbour"));

static TONGUES: LazyLock<Fixture> = LazyLock::new(|| Fixture::open("tongues"));

/// The pack of words in many languages and scripts, and its index.
pub fn tongues() -> (&'static Library, &'static Index) {
    (&TONGUES.library, &TONGUES.index)
}

/// The small pack that journeys are made in.
pub fn tea() -> &'static Library {
    &TEA.library
}

/// The larger pack for views that set many entries beside each other.
pub fn harbour() -> &'static Library {
    &HARBOUR.library
}

/// Finds an entry of a library by its id.
#[track_caller]
pub fn entry(library: &Library, id: &str) -> EntryKey {
    let catalogue = &*library.catalogue;
    let found = catalogue.entries().find(|key| catalogue.id(*key) == id);
    found.unwrap_or_else(|| panic!("there is no {id}"))
}

/// A browser and what it asked for.
pub struct Browser {
    /// What is under test.
    pub app: App,
    corpus: Corpus,
    index: Arc<Index>,
    opening: Opening,
    size: Size,
    /// How it is drawn.
    pub palette: Palette,
    /// What it can be drawn with.
    palettes: InUse,
    /// Whether it quit.
    pub quit: bool,
    /// Whether it holds the mouse.
    pub mouse: bool,
    /// The pause it waits for.
    pub pause: Option<TimeoutId>,
    /// The searches that were asked for and are not answered, where answers are held back.
    pub unanswered: Option<Vec<Effect>>,
    /// What is to be read out of bodies, where that is held back.
    held: Option<Vec<Effect>>,
    /// The journal: what was to be kept, in order.
    pub journal: Vec<Record>,
    /// What entries said when they were read.
    pub texts: Vec<Arc<Said>>,
    /// Why the journal cannot be written, where that is so.
    pub unwritable: Option<String>,
    /// Whether nothing is kept yet, and nothing has failed.
    pub is_disk_slow: bool,
    /// What waits to be kept.
    batches: Vec<Batch>,
    /// The text that an editor was given last.
    pub written: Option<String>,
    /// Where the reader was last, as the next start is told.
    pub place: Option<StoppedAt>,
    /// What was begun of notes and not kept, as the next start is told.
    pub unfinished: Vec<Unfinished>,
    /// What is typed and to be looked for by a worker, where that is held back.
    filters: Option<Vec<Sieve>>,
    /// What was copied, as if the terminal took it.
    pub copied: Vec<Copied>,
    /// The addresses that the desktop was to open.
    pub opened: Vec<String>,
}

impl Browser {
    /// Opens [`tea`].
    pub fn open(width: u16, height: u16) -> Self {
        Self::open_with(Opening { size: Size { width, height }, ..Opening::default() })
    }

    /// Opens [`tea`] in some other way.
    pub fn open_with(opening: Opening) -> Self {
        Self::open_indexed(TEA.library.clone(), Arc::clone(&TEA.index), opening)
    }

    /// Opens [`harbour`] at an entry, or at its first one.
    pub fn in_harbour(width: u16, height: u16, at: Option<&str>) -> Self {
        let at = at.map(|id| entry(harbour(), id));
        let size = Size { width, height };
        let opening = Opening { size, at, ..Opening::default() };
        Self::open_indexed(HARBOUR.library.clone(), Arc::clone(&HARBOUR.index), opening)
    }

    /// Opens another library.
    pub fn open_library(library: Library, opening: Opening) -> Self {
        let index = Arc::new(Index::new(&library));
        Self::open_indexed(library, index, opening)
    }

    /// Opens a library whose index is there.
    pub fn open_indexed(library: Library, index: Arc<Index>, opening: Opening) -> Self {
        Self::open_corpus(Corpus::new(library), index, opening).with_journal_read()
    }

    /// Opens [`tea`], of whose journal nothing is known yet.
    pub fn open_before_journal(opening: Opening) -> Self {
        let library = tea().clone();
        let index = Arc::new(Index::new(&library));
        Self::open_corpus(Corpus::new(library), index, opening)
    }

    /// Has the journal written again, with what waits for that.
    pub fn write_again(&mut self) -> &mut Self {
        self.unwritable = None;
        let kept = self.keep();
        self.tell(kept)
    }

    fn keep(&mut self) -> Message {
        for batch in &self.batches {
            self.journal.extend(batch.records.iter().cloned());
            self.texts.extend(batch.texts.iter().cloned());
        }
        let last = self.batches.drain(..).next_back().expect("something waits to be kept");
        Message::Kept(last.number)
    }

    /// Has the journal read, in which nothing is but what was added since the start.
    fn with_journal_read(mut self) -> Self {
        let mut state = State::default();
        self.journal.iter().for_each(|record| state.apply(record.clone()));
        self.tell(Message::JournalRead(Box::new(state)));
        self
    }

    /// Opens what was opened from files, with the mistakes that were met.
    pub fn open_opened(opened: store::Opened, opening: Opening) -> Self {
        let index = Arc::new(Index::new(&opened.library));
        Self::open_corpus(Corpus::from(opened), index, opening).with_journal_read()
    }

    fn open_corpus(corpus: Corpus, index: Arc<Index>, opening: Opening) -> Self {
        let size = opening.size;
        let (app, effects) = App::new(&corpus, opening.clone());
        let palette = Palette::terminal(true, Glyphs::Unicode);
        let mut browser = Self {
            app,
            corpus,
            index,
            opening,
            size,
            palette,
            palettes: InUse::new(Shelf::default(), Wish::default()).0,
            quit: false,
            mouse: false,
            pause: None,
            unanswered: None,
            held: None,
            journal: Vec::new(),
            texts: Vec::new(),
            unwritable: None,
            is_disk_slow: false,
            batches: Vec::new(),
            written: None,
            place: None,
            unfinished: Vec::new(),
            filters: None,
            copied: Vec::new(),
            opened: Vec::new(),
        };
        browser.perform(effects);
        browser
    }

    /// Opens [`tea`] and presses keys.
    pub fn after(width: u16, height: u16, keys: &str) -> Self {
        let mut browser = Self::open(width, height);
        browser.press(keys);
        browser
    }

    /// Presses keys, written as they are typed; `<enter>`, `<c-d>`, `<a-left>` for the others.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in parse(keys) {
            self.tell(Message::Key(key));
        }
        self
    }

    /// Tells the app what happened and performs what it asks for.
    pub fn tell(&mut self, message: Message) -> &mut Self {
        let effects = update(&mut self.app, message);
        self.perform(effects);
        self
    }

    /// Has the browser take another version of its library in.
    pub fn reload(&mut self, library: Library) -> &mut Self {
        self.index = Arc::new(Index::new(&library));
        self.corpus = Corpus::new(library);
        self.tell(Message::Reloaded(self.corpus.clone()))
    }

    /// Has the browser go on with the same library, which was read from somewhere else.
    pub fn exchange(&mut self, library: Library) -> &mut Self {
        self.index = Arc::new(Index::new(&library));
        self.corpus = Corpus::new(library);
        self.tell(Message::Exchanged(self.corpus.clone()))
    }

    /// Changes the size of the window.
    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = Size { width, height };
        self.tell(Message::Resize(self.size))
    }

    /// Does something with the mouse.
    pub fn mouse(&mut self, kind: MouseKind, column: u16, row: u16) -> &mut Self {
        self.tell(Message::Mouse(Mouse { kind, column, row }))
    }

    /// Clicks on the first place where a text stands on the screen.
    #[track_caller]
    pub fn click(&mut self, text: &str) -> &mut Self {
        let (column, row) = self.find(text);
        self.mouse(MouseKind::Press, column, row).mouse(MouseKind::Release, column, row)
    }

    /// Finds a text on the screen: its first column and row.
    #[track_caller]
    pub fn find(&self, text: &str) -> (u16, u16) {
        let screen = self.screen();
        for (row, line) in screen.lines().enumerate() {
            if let Some(at) = line.find(text) {
                return (folio::text::width::width(&line[..at]) as u16, row as u16);
            }
        }
        panic!("\"{text}\" is not on the screen:\n{screen}");
    }

    /// Asserts that a text stands in the title bar.
    #[track_caller]
    pub fn assert_bar(&self, text: &str) {
        let screen = self.screen();
        assert!(screen.lines().next().is_some_and(|bar| bar.contains(text)), "{text:?}:\n{screen}");
    }

    /// Asserts that a text stands at the foot, where hints and sentences are; a sentence may take four rows
    /// below the last line across.
    #[track_caller]
    pub fn assert_foot(&self, text: &str) {
        let screen = self.screen();
        let below = screen.lines().rev().take_while(|row| !row.contains("──")).take(4);
        let mut rows: Vec<&str> = below.map(str::trim).collect();
        rows.reverse();
        assert!(rows.join(" ").contains(text), "{text:?}:\n{screen}");
    }

    /// Asserts that a text stands in the row of the selection.
    #[track_caller]
    pub fn assert_selected(&self, text: &str) {
        let screen = self.screen();
        let selected = |row: &str| row.split_once('▸').is_some_and(|(_, row)| row.contains(text));
        assert!(screen.lines().any(selected), "{text:?} is not selected:\n{screen}");
    }

    /// Opens the same in ASCII without colours, and presses keys.
    pub fn again_in_ascii(&self, keys: &str) -> Self {
        let preferences = Preferences { glyphs: Glyphs::Ascii, ..self.opening.preferences };
        let opening = Opening { preferences, ..self.opening.clone() };
        let mut browser =
            Self::open_indexed(self.index.library().clone(), Arc::clone(&self.index), opening);
        browser.palette = Palette::terminal(false, Glyphs::Ascii);
        browser.press(keys);
        browser
    }

    /// Opens the same packs as the next start does: where the reader stopped, with all that was added.
    pub fn next_start(&self) -> Self {
        self.start_again(self.index.library().clone(), Opening::default())
    }

    /// Opens a version of the packs as the next start does, but for what is said of the opening.
    pub fn start_again(&self, library: Library, opening: Opening) -> Self {
        let resume = self.place.clone();
        let unfinished = self.unfinished.clone();
        let opening = Opening { size: self.size, resume, unfinished, ..opening };
        let index = Arc::new(Index::new(&library));
        let mut browser = Self::open_corpus(Corpus::new(library), index, opening);
        browser.palette = self.palette;
        let early = std::mem::replace(&mut browser.journal, self.journal.clone());
        browser.journal.extend(early);
        let early = std::mem::replace(&mut browser.texts, self.texts.clone());
        browser.texts.extend(early);
        browser.place.clone_from(&self.place);
        browser.unfinished.clone_from(&self.unfinished);
        let mut state = State::default();
        browser.journal.iter().for_each(|record| state.apply(record.clone()));
        browser.tell(Message::JournalRead(Box::new(state)));
        browser
    }

    /// Draws with another palette.
    pub fn with(mut self, palette: Palette) -> Self {
        self.palette = palette;
        self
    }

    /// Draws with what is wished for of the palettes of a shelf.
    pub fn dressed(mut self, shelf: Shelf, wish: Wish) -> Self {
        (self.palettes, _) = InUse::new(shelf, wish);
        self.palette = *self.palettes.palette();
        self
    }

    /// Has the terminal say what its background is.
    pub fn on_background(&mut self, background: Background) -> &mut Self {
        self.palettes.on_background(background);
        self.palette = *self.palettes.palette();
        self
    }

    /// Shows another palette, as the event loop does.
    fn dress(&mut self, effect: &Effect) -> Option<Message> {
        let found = |name| self.palettes.shelf().find(name);
        let (found, kept) = match effect {
            Effect::ListPalettes => return Some(Message::Palettes(self.listing())),
            Effect::ShowPalette(name) => (found(name), None),
            Effect::KeepPalette(name) => (found(name), Some(palettes::kept(name, "config.toml"))),
            _ => return None,
        };
        let said = self.palettes.wear(found).or(kept);
        self.palette = *self.palettes.palette();
        said.map(Message::Notice)
    }

    fn listing(&self) -> Listing {
        self.palettes.listing(&self.palettes.shelf().all())
    }

    /// Has the files of palettes read again, as when one of them has changed.
    pub fn on_palette_files(&mut self) -> &mut Self {
        let listing = self.listing();
        self.tell(Message::PalettesRead(listing.palettes))
    }

    /// Leaves what is to be read out of bodies unread for now.
    pub fn hold_surveys(&mut self) {
        self.held = Some(Vec::new());
    }

    /// Returns what was held back and is still waited for.
    pub fn held_surveys(&self) -> Vec<(Question, Wanted)> {
        let held = self.held.iter().flatten().filter_map(|effect| match effect {
            Effect::Survey(question, wanted) => Some((question.clone(), wanted.clone())),
            _ => None,
        });
        held.filter(|(_, wanted)| wanted.holds()).collect()
    }

    /// Reads what was held back.
    pub fn release_surveys(&mut self) {
        for question in self.held.take().unwrap_or_default() {
            if let Some(answer) = self.answer(&question) {
                self.tell(answer);
            }
        }
    }

    /// Leaves what is typed and to be looked for by a worker for now.
    pub fn hold_filters(&mut self) {
        self.filters = Some(Vec::new());
    }

    /// Counts what is left to be looked for and still waited for.
    pub fn held_filters(&self) -> usize {
        self.filters.iter().flatten().filter(|sieve| sieve.wanted.holds()).count()
    }

    /// Counts what is left to be looked for, whether anybody waits for it or not.
    pub fn all_held_filters(&self) -> usize {
        self.filters.iter().flatten().count()
    }

    /// Looks for what was held back.
    pub fn release_filters(&mut self) {
        for sieve in self.filters.take().unwrap_or_default() {
            if let Some(answer) = self.answer(&Effect::Sift(sieve)) {
                self.tell(answer);
            }
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match &effect {
                Effect::Ask(question) | Effect::Survey(question, _) if is_held(question) => {
                    if let Some(held) = &mut self.held {
                        held.push(effect);
                        continue;
                    }
                }
                Effect::Search(_) => {
                    if let Some(held) = &mut self.unanswered {
                        held.push(effect);
                        continue;
                    }
                }
                Effect::Sift(sieve) => {
                    if let Some(held) = &mut self.filters {
                        held.push(sieve.clone());
                        continue;
                    }
                }
                Effect::Copy(copying) => {
                    let answer = self.copy(copying);
                    effects.extend(update(&mut self.app, answer));
                }
                Effect::Keep(batch) => {
                    self.batches.push(batch.clone());
                    if self.is_disk_slow {
                        continue;
                    }
                    let answer = if let Some(why) = &self.unwritable {
                        Message::Unkept { why: why.clone(), again: true }
                    } else {
                        self.keep()
                    };
                    effects.extend(update(&mut self.app, answer));
                    continue;
                }
                Effect::ReadBack(print) => {
                    let said = self.texts.iter().find(|said| said.print == *print).cloned();
                    let answer = Message::ReadBack { print: *print, said };
                    effects.extend(update(&mut self.app, answer));
                    continue;
                }
                Effect::OpenOutside(address) => self.opened.push(address.to_string()),
                Effect::Write(text) => self.written = Some(text.clone()),
                Effect::KeepUnfinished(notes) => {
                    let is_changed = |one: &&Unfinished| notes.changed.contains(&one.note.id);
                    self.unfinished.retain(|one| !is_changed(&one));
                    self.unfinished.extend(notes.here.iter().filter(is_changed).cloned());
                }
                Effect::KeepStoppedAt(place) => self.place = Some((**place).clone()),
                Effect::Quit => self.quit = true,
                Effect::CaptureMouse(wanted) => self.mouse = *wanted,
                Effect::After(_, timeout) => self.pause = Some(*timeout),
                _ => {}
            }
            let answer = self.dress(&effect).or_else(|| self.answer(&effect));
            effects.extend(answer.into_iter().flat_map(|answer| update(&mut self.app, answer)));
        }
    }

    /// Takes what is to be copied, as a terminal does.
    fn copy(&mut self, copying: &Copying) -> Message {
        Message::Notice(match export::copied(&self.corpus, copying) {
            Ok(copied) => {
                let said = says::copied(copied.what, &copied.text, true, None);
                self.copied.push(copied);
                said
            }
            Err(sentence) => sentence,
        })
    }

    /// Answers the searches that were held back, and from now on all at once.
    pub fn answer_held(&mut self) {
        for search in self.unanswered.take().unwrap_or_default() {
            if let Some(answer) = self.answer(&search) {
                self.tell(answer);
            }
        }
    }

    fn answer(&self, effect: &Effect) -> Option<Message> {
        effect.answer(&self.corpus, || Arc::clone(&self.index))
    }

    /// Returns the state.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Draws the screen.
    pub fn buffer(&self) -> Buffer {
        let mut terminal =
            Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        self.draw_on(&mut terminal);
        terminal.backend().buffer().clone()
    }

    /// Draws what has changed since the last frame on some terminal; returns the whole frame.
    pub fn draw_on<B: Backend<Error: Debug>>(&self, terminal: &mut Terminal<B>) -> Buffer {
        self.draw_with_links(terminal).0
    }

    /// Draws what has changed since the last frame on some terminal; returns the whole frame, and its
    /// links.
    pub fn draw_with_links<B: Backend<Error: Debug>>(
        &self,
        terminal: &mut Terminal<B>,
    ) -> (Buffer, Links) {
        let mut links = Links::default();
        let draw = |frame: &mut Frame<'_>| links = view::draw(&self.app, &self.palette, frame);
        let buffer = terminal.draw(draw).unwrap().buffer.clone();
        (buffer, links)
    }

    /// Returns the text of the screen, without spaces at the ends of lines.
    pub fn screen(&self) -> String {
        text_of(&self.buffer())
    }

    /// Returns the styles of the screen: for each row the runs of cells that are not plain.
    pub fn styles(&self) -> String {
        let buffer = self.buffer();
        let mut text = String::new();
        for (number, row) in buffer.area.rows().enumerate() {
            let mut runs: Vec<(u16, u16, String)> = Vec::new();
            for position in row.positions() {
                let cell = &buffer[position];
                let mut style = Vec::new();
                if cell.fg != Color::Reset {
                    style.push(format!("{:?}", cell.fg));
                }
                if cell.bg != Color::Reset {
                    style.push(format!("on {:?}", cell.bg));
                }
                if cell.modifier != Modifier::empty() {
                    style.push(format!("{:?}", cell.modifier));
                }
                let style = style.join(" ");
                match runs.last_mut() {
                    Some((_, last, same)) if *last + 1 == position.x && *same == style => {
                        *last = position.x;
                    }
                    _ => runs.push((position.x, position.x, style)),
                }
            }
            runs.retain(|(.., style)| !style.is_empty());
            let runs: Vec<String> =
                runs.iter().map(|(from, to, style)| format!("{from}-{to} {style}")).collect();
            writeln!(text, "{number:>2} {}", runs.join("; ")).unwrap();
        }
        text
    }
}

/// Answers a search in [`tea`] as the worker would.
pub fn answer(effect: &Effect) -> Message {
    let corpus = Corpus::new(TEA.library.clone());
    effect.answer(&corpus, || Arc::clone(&TEA.index)).expect("a search is answered")
}

fn parse(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(c) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let key = named.and_then(|(name, behind)| Some((named_key(name)?, behind)));
        if let Some((key, behind)) = key {
            parsed.push(key);
            rest = behind;
        } else {
            parsed.push(Key::char(c));
            rest = &rest[c.len_utf8()..];
        }
    }
    parsed
}

fn named_key(name: &str) -> Option<Key> {
    let (modifier, name) = name.split_once('-').unwrap_or(("", name));
    let code = match name {
        "enter" => Code::Enter,
        "esc" => Code::Esc,
        "bs" => Code::Backspace,
        "tab" => Code::Tab,
        "up" => Code::Up,
        "down" => Code::Down,
        "left" => Code::Left,
        "right" => Code::Right,
        "home" => Code::Home,
        "end" => Code::End,
        "pgup" => Code::PageUp,
        "pgdn" => Code::PageDown,
        "del" => Code::Delete,
        other if other.starts_with('f') && other.len() > 1 => Code::F(other[1..].parse().ok()?),
        other => {
            let mut chars = other.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) if !modifier.is_empty() => Code::Char(c),
                _ => return None,
            }
        }
    };
    let held = match modifier {
        "c" => Modifiers::CTRL,
        "a" => Modifiers::ALT,
        "s" => Modifiers::SHIFT,
        _ => Modifiers::NONE,
    };
    Some(Key::new(code, held))
}

/// Returns whether a question is one that takes reading many bodies, and may be held back.
fn is_held(question: &Question) -> bool {
    !matches!(question, Question::Body(_) | Question::Mentions | Question::Named(_))
}

/// Returns the rows of a screen as text, without what is blank at their ends.
pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for row in buffer.area.rows() {
        let mut line = String::new();
        let mut hidden = 0;
        for position in row.positions() {
            let symbol = buffer[position].symbol();
            if hidden == 0 {
                line.push_str(symbol);
                hidden = folio::text::width::width(symbol);
            }
            hidden = hidden.saturating_sub(1);
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}
