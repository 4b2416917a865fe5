//! Reading the open entry, and going from entry to entry. Refuses to know: how commands are spelt.

use super::super::lists::{Choice, Links};
use super::super::reading::Reading;
use super::{Rest, Session};
use crate::app::keymap::Action;
use crate::app::layer::Layer;
use crate::app::message::Message;
use crate::document::{Destination, Document};
use crate::knowledge::Question;
use crate::messages::{browser, linear as says};
use crate::model::EntryKey;
use crate::report;

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
        if let Some(Layer::Peek(peek)) = self.app.layers().last() {
            let document = peek.page.document().cloned();
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
                self.tell(Message::Choose(report::Choice::Entry(entry)));
                let from = anchor.and_then(|anchor| self.document()?.anchor(&anchor));
                self.read_from(from.map_or(0, |position| position.block));
            }
            Choice::Follow(Destination::Place(place, _)) => self.list_place(place),
            Choice::Follow(Destination::Outside(address)) => {
                self.printer.say(&browser::outside(&address));
            }
            Choice::Follow(Destination::Missing(reference)) => {
                self.printer.say(&browser::missing_target(&reference));
            }
            Choice::Read(entry, block) => {
                if self.open_entry() != Some(entry) {
                    self.tell(Message::Choose(report::Choice::Entry(entry)));
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

    fn take_offered(&mut self, choice: report::Choice) {
        self.tell(Message::Choose(choice));
        if self.list_sheet() {
            return;
        }
        match choice.entry() {
            Some((_, Some(piece))) => {
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

    pub(super) fn open_entry(&self) -> Option<EntryKey> {
        self.app.reader().map(|page| page.entry)
    }

    /// Returns the open entry's text.
    pub(super) fn document(&self) -> Option<Document> {
        self.app.reader()?.document().cloned()
    }

    /// Returns the open entry's links.
    pub(super) fn related(&mut self) -> Links {
        self.read_mentions();
        self.document().map(|document| Links::new(self.catalogue(), document)).unwrap_or_default()
    }

    /// Reads the links in all texts, where that is still to be done.
    pub(super) fn read_mentions(&mut self) {
        if std::mem::take(&mut self.mentions_wanted) {
            let answer = self.corpus.answer(&Question::Mentions);
            self.tell(Message::Answered(answer));
        }
    }
}
