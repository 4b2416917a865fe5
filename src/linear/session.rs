//! One reader's session: what each command does, by telling the app and by saying what came of it.
//! Refuses to know: how commands are spelt, how lines are printed.

use ratatui::layout::Size;

use super::Options;
use super::lists::{self, Choice, Item, Links, List};
use super::printer::Printer;
use super::reading::Reading;
use crate::app::geometry::TWO_PANES;
use crate::app::keymap::Action;
use crate::app::layer::{self, Layer};
use crate::app::message::{Effect, Message};
use crate::app::page::Landing;
use crate::app::{App, Opening, update};
use crate::document::{Destination, Document};
use crate::graph::{Mentions, named_in};
use crate::messages::{browser, linear as says};
use crate::model::{Catalogue, EntryKey, Library, Lookup, ThemeKey};
use crate::search::{Index, Query, Scope, search};
use crate::text::fold::fold;

/// The screen that the app is told of and nobody sees: one pane, so that an entry's links stand in its
/// own text.
const SCREEN: Size = Size { width: TWO_PANES - 1, height: 24 };

/// How many lines of a list are printed at once.
const ITEMS: usize = 50;

/// How many hits can be listed.
const HITS: usize = 100;

/// What was cut short.
enum Rest {
    Text(Reading),
    /// The list, from this item on.
    Items(usize),
}

/// One reader's session.
pub struct Session {
    /// The way to the reader.
    pub printer: Printer,
    app: App,
    library: Library,
    /// Made at the first search.
    index: Option<Index>,
    /// Whether the links in all texts are still to be read.
    mentions_wanted: bool,
    list: Option<List>,
    rest: Option<Rest>,
    left: bool,
}

/// Opening and leaving.
impl Session {
    /// Opens the library, and says so.
    pub fn open(library: Library, options: Options, printer: Printer) -> Self {
        let Options { at, find, notice, .. } = options;
        let opening = Opening { size: SCREEN, at, ..Opening::default() };
        let (app, effects) = App::new(library.clone(), opening);
        let mut session = Self {
            printer,
            app,
            library,
            index: None,
            mentions_wanted: false,
            list: None,
            rest: None,
            left: false,
        };
        session.perform(effects);
        let (packs, entries) = (session.catalogue().packs().len(), session.catalogue().len());
        session.printer.say(&says::welcome(env!("CARGO_PKG_VERSION"), packs, entries));
        for line in notice.iter().flat_map(|notice| notice.lines()) {
            session.printer.say(line);
        }
        match &find {
            Some(query) => session.search(query),
            None => session.read(),
        }
        session
    }

    /// Tells whether there is more to do.
    pub fn goes_on(&self) -> bool {
        !self.left && self.printer.is_sound()
    }

    /// Says what can be typed.
    pub fn prompt(&mut self) {
        let list = self.list.as_ref().filter(|list| list.length > 0);
        let list = list.map(|list| (list.title.as_str(), list.length));
        self.printer.prompt(&says::prompt(list));
    }

    /// Ends the session.
    pub fn leave(&mut self) {
        self.left = true;
    }

    fn catalogue(&self) -> &Catalogue {
        &self.library.catalogue
    }

    fn tell(&mut self, message: Message) {
        let effects = update(&mut self.app, message);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::LoadBody(entry) => {
                    let body = self.library.body(entry);
                    self.tell(Message::BodyLoaded { entry, body });
                }
                // They are read when links are first asked for: the text of an entry needs none.
                Effect::BuildMentions => self.mentions_wanted = true,
                Effect::FindNamed(entry) => {
                    let named = named_in(&self.library, entry, || true).unwrap_or_default();
                    self.tell(Message::NamedFound { entry, named });
                }
                Effect::Survey(survey) => {
                    let surveyed = survey.read(&self.library);
                    self.tell(Message::Surveyed(surveyed));
                }
                // The rest is about the screen, or follows from layers that nothing here opens.
                _ => {}
            }
        }
    }
}

/// Reading and going.
impl Session {
    /// Reads the open entry from its start.
    pub fn read(&mut self) {
        self.read_from(0);
    }

    /// Does what a named action of the browser does, and reads the entry that it led to, or lists what
    /// it opened.
    pub fn go(&mut self, action: Action) {
        let before = self.open_entry();
        self.tell(Message::Act(action));
        if self.list_sheet() {
            return;
        }
        let notice = self.app.notice().map(str::to_owned);
        if let Some(notice) = &notice {
            self.printer.say(notice);
        }
        if notice.is_none() || self.open_entry() != before {
            self.read();
        }
    }

    /// Opens the entry of a number or of a name.
    pub fn open_named(&mut self, wanted: &str) {
        if let Some(choice) = self.named(wanted) {
            self.take(choice);
        }
    }

    /// Takes a number of the list.
    pub fn choose(&mut self, number: &str) {
        if let Some(choice) = self.numbered(number) {
            self.take(choice);
        }
    }

    /// Reads an entry without leaving the open one.
    pub fn peek(&mut self, wanted: &str) {
        let Some(choice) = self.named(wanted) else { return };
        let Some(entry) = choice.as_entry() else {
            return self.printer.say(says::NOT_AN_ENTRY);
        };
        self.tell(Message::Peek(entry));
        if let Some(Layer::Peek(page)) = self.app.layers().last() {
            let document = page.document().cloned();
            self.tell(Message::Act(Action::Close));
            if let Some(document) = document {
                self.start_reading(document, 0);
            }
        }
    }

    /// Goes on where something was cut short.
    pub fn more(&mut self) {
        match self.rest.take() {
            Some(Rest::Text(reading)) => self.go_on(reading),
            Some(Rest::Items(from)) => self.print_list(from),
            None => self.printer.say(says::NO_MORE),
        }
    }

    /// Says where the open entry stands.
    pub fn say_place(&mut self) {
        let Some(entry) = self.open_entry() else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let catalogue = self.catalogue();
        let theme = catalogue.theme(catalogue.theme_of(entry));
        let pack = catalogue.pack(theme.pack);
        let number = entry.0 - pack.entries.start + 1;
        let id = catalogue.id(entry);
        let place = says::place(&pack.title, &theme.short, number, pack.entries.len(), id);
        self.printer.say(&place);
        if let Some(progress) = self.app.progress() {
            self.printer.say(&says::on_route(progress.title(), &progress.position()));
        }
    }

    fn take(&mut self, choice: Choice) {
        match choice {
            Choice::Follow(Destination::Entry(entry, anchor)) => {
                self.tell(Message::Choose(layer::Choice::Entry(entry)));
                let from = anchor.and_then(|anchor| self.document()?.anchor(&anchor));
                self.read_from(from.map_or(0, |position| position.block));
            }
            Choice::Follow(Destination::Outside(address)) => {
                self.printer.say(&browser::outside(&address));
            }
            Choice::Follow(Destination::Missing(reference)) => {
                self.printer.say(&browser::missing_target(&reference));
            }
            Choice::Read(entry, block) => {
                if self.open_entry() != Some(entry) {
                    self.tell(Message::Choose(layer::Choice::Entry(entry)));
                    self.say_place();
                }
                if let Some(document) = self.document() {
                    self.start_reading(document, block);
                }
            }
            Choice::Theme(theme) => self.list_theme(theme),
            Choice::Search(query) => self.search(&query),
            Choice::Offered(choice) => self.take_offered(choice),
        }
    }

    fn take_offered(&mut self, choice: layer::Choice) {
        self.tell(Message::Choose(choice));
        if self.list_sheet() {
            return;
        }
        match choice.entry() {
            Some((_, Landing::Piece(piece))) => {
                let from = self.document().and_then(|document| document.piece(piece));
                self.read_from(from.map_or(0, |position| position.block));
            }
            Some(_) => self.read(),
            None => self.printer.say(says::NOT_AN_ENTRY),
        }
    }

    fn read_from(&mut self, block: u32) {
        self.say_place();
        let Some(document) = self.document() else { return };
        self.printer.blank();
        self.start_reading(document, block);
        self.printer.flush();
        self.say_beside();
    }

    fn start_reading(&mut self, document: Document, block: u32) {
        self.go_on(Reading::new(document, block));
    }

    fn go_on(&mut self, mut reading: Reading) {
        let left = reading.go_on(&mut self.printer);
        self.rest = None;
        if left > 0 {
            self.printer.say(&says::more_text(left));
            self.rest = Some(Rest::Text(reading));
        }
    }

    /// Says how much there is beside the text.
    fn say_beside(&mut self) {
        let links = self.related();
        let headings = self.document().map_or(0, |document| document.outline().len());
        let [in_text, leaving, arriving] = links.counts();
        self.printer.blank();
        self.printer.say(&says::beside(in_text, leaving, arriving, headings));
    }

    fn open_entry(&self) -> Option<EntryKey> {
        self.app.reader().map(|page| page.entry)
    }

    /// Gives the open entry's text.
    fn document(&self) -> Option<Document> {
        self.app.reader()?.document().cloned()
    }

    /// Gives the open entry's links.
    fn related(&mut self) -> Links {
        if std::mem::take(&mut self.mentions_wanted) {
            let mentions = Mentions::new(&self.library);
            self.tell(Message::MentionsBuilt(mentions));
        }
        self.document().map(|document| Links::new(self.catalogue(), document)).unwrap_or_default()
    }
}

/// Lists.
impl Session {
    /// Lists the links and backlinks of the open entry.
    pub fn links(&mut self) {
        let list = self.related().into_list();
        self.show(list, browser::NOTHING_BESIDE);
    }

    /// Lists the headings of the open entry.
    pub fn outline(&mut self) {
        if let (Some(entry), Some(document)) = (self.open_entry(), self.document()) {
            self.show(lists::outline(entry, &document), browser::NO_OUTLINE);
        }
    }

    /// Lists the paragraphs of the open entry that hold a text.
    pub fn find(&mut self, text: &str) {
        let (Some(entry), Some(document)) = (self.open_entry(), self.document()) else { return };
        let (list, count) = lists::places(entry, document, text);
        if count > 0 {
            self.printer.say(&says::matches(count, list.length));
        }
        self.show(list, &browser::not_in_page(text));
    }

    /// Lists what a search finds.
    pub fn search(&mut self, words: &str) {
        let index = self.index.get_or_insert_with(|| Index::new(&self.library));
        let hits = search(index, &Query::parse(words), Scope::Library, HITS);
        for hint in &hits.hints {
            self.printer.say(hint);
        }
        if hits.hits.len() != hits.total || hits.total == 0 {
            self.printer.say(&says::hits(hits.hits.len(), hits.total));
        }
        if hits.hits.len() + hits.suggestions.len() > 0 {
            self.set_list(lists::hits(words, hits));
        }
    }

    /// Lists the themes, or the entries of one.
    pub fn contents(&mut self, wanted: &str) {
        if wanted.is_empty() {
            let list = lists::themes(self.catalogue());
            return self.show(list, browser::EMPTY_LIBRARY);
        }
        let same = |text: &str| fold(text) == fold(wanted);
        let found = self
            .catalogue()
            .themes()
            .iter()
            .position(|theme| same(&theme.id) || same(&theme.title) || same(&theme.short));
        match found {
            Some(index) => self.list_theme(ThemeKey::new(index)),
            None => self.printer.say(&says::no_theme(wanted)),
        }
    }

    /// Lists the terms that hold some words, all where there are none.
    pub fn glossary(&mut self, words: &str) {
        match lists::glossary(self.catalogue(), words) {
            Some(list) => self.show(list, &browser::nothing_with(words)),
            None => self.printer.say(browser::NO_GLOSSARY),
        }
    }

    /// Lists the shortest chains of links from the open entry to another one.
    pub fn path(&mut self, wanted: &str) {
        self.join(wanted, Message::Path);
    }

    /// Lists what the open entry shares with another one.
    pub fn compare(&mut self, wanted: &str) {
        self.join(wanted, Message::Compare);
    }

    fn join(&mut self, wanted: &str, message: fn(EntryKey) -> Message) {
        let Some(choice) = self.named(wanted) else { return };
        let Some(entry) = choice.as_entry() else {
            return self.printer.say(says::NOT_AN_ENTRY);
        };
        self.tell(message(entry));
        self.list_sheet();
    }

    /// Says all about a number of the list.
    pub fn about(&mut self, number: &str) {
        let Some(item) = self.item(number) else { return };
        if item.detail.is_empty() {
            self.printer.say(&item.text);
        }
        for paragraph in item.detail.iter().filter(|paragraph| !paragraph.is_empty()) {
            self.printer.say(paragraph);
        }
    }

    /// Lists the entries opened lately.
    pub fn recent(&mut self) {
        let list = lists::entries(says::RECENT, self.app.recent().to_vec());
        self.show(list, browser::EMPTY_LIBRARY);
    }

    /// Prints the list again.
    pub fn list_again(&mut self) {
        self.print_list(0);
    }

    /// Makes the sheet that the app has opened the list; tells whether there is one.
    fn list_sheet(&mut self) -> bool {
        let Some(Layer::Sheet(sheet)) = self.app.layers().last() else { return false };
        let sheet = sheet.clone();
        let notice = self.app.notice().map(str::to_owned);
        self.tell(Message::Act(Action::Close));
        if let Some(notice) = notice {
            self.printer.say(&notice);
        }
        self.set_list(lists::sheet(&self.library.catalogue, sheet));
        true
    }

    fn list_theme(&mut self, theme: ThemeKey) {
        let list = lists::theme(self.catalogue(), theme);
        self.show(list, browser::EMPTY_LIBRARY);
    }

    /// Makes a list the one that numbers choose from, and prints it; says `none` in place of an empty
    /// one, and the list before it stays.
    fn show(&mut self, list: List, none: &str) {
        if list.length == 0 {
            self.printer.say(none);
        } else {
            self.set_list(list);
        }
    }

    fn set_list(&mut self, list: List) {
        self.list = Some(list);
        self.print_list(0);
    }

    fn print_list(&mut self, from: usize) {
        let Some(list) = &self.list else { return self.printer.say(says::NO_LIST) };
        let end = list.length.min(from + ITEMS);
        if from == 0 {
            let heading = says::list(&list.title, &list.count);
            self.printer.say(&heading);
        }
        for index in from..end {
            let Some(item) = list.item(&self.library.catalogue, index) else { break };
            for heading in &item.headings {
                self.printer.say(heading);
            }
            self.printer.choice(index + 1, &item.text);
        }
        if end == list.length {
            for line in &list.closing {
                self.printer.say(line);
            }
        }
        self.rest = (end < list.length).then_some(Rest::Items(end));
        if self.rest.is_some() {
            let length = list.length;
            self.printer.say(&says::more_items(end, length));
        }
    }

    /// Gives an item of the list, or says that there is none.
    fn item(&mut self, number: &str) -> Option<Item> {
        let Some(list) = &self.list else {
            self.printer.say(says::NO_LIST);
            return None;
        };
        let index = number.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
        let item = index.and_then(|index| list.item(&self.library.catalogue, index));
        if item.is_none() {
            let sentence = says::no_such_number(number, &list.title, list.length);
            self.printer.say(&sentence);
        }
        item
    }

    fn numbered(&mut self, number: &str) -> Option<Choice> {
        self.item(number).map(|item| item.choice)
    }

    /// Finds what a number or a name means, or says why it means nothing.
    fn named(&mut self, wanted: &str) -> Option<Choice> {
        if wanted.bytes().all(|byte| byte.is_ascii_digit()) {
            return self.numbered(wanted);
        }
        match self.catalogue().lookup(wanted) {
            Lookup::Found(entry) => return Some(Choice::entry(entry)),
            Lookup::Ambiguous(entries) => {
                let list = lists::ambiguous(self.catalogue(), wanted, &entries);
                self.set_list(list);
            }
            Lookup::Missing => self.printer.say(&says::no_entry(wanted)),
        }
        None
    }
}
