//! Reading the open entry, and going from entry to entry. Refuses to know: how commands are spelt.

use super::super::beside::Links;
use super::super::lists::entry_of;
use super::super::reading::Reading;
use super::{Rest, Session};
use crate::document::{Destination, Document, Parts, Position, UNBROKEN};
use crate::keys::Toward;
use crate::knowledge::{Knowledge, Question};
use crate::margin;
use crate::messages::{browser, linear as says, routes};
use crate::model::EntryKey;
use crate::report::{Advance, Choice, PlaceReport, SourceReport, SourceSpot};
use crate::search::{FilterKind, Query};

/// The command that lists routes, in its short form.
const ROUTES: &str = "gr";

/// What a text shows that is read without going there: no links, since none of them can be followed.
const ABOVE: Parts = Parts::TEXT;

impl Session {
    /// Says what the open entry is: where it stands, its title and its summary.
    pub fn introduce(&mut self) {
        self.listed = false;
        self.say_place();
        self.say_whether_changed();
        let Some(document) = self.document() else { return };
        self.printer.blank();
        let mut reading = Reading::head(document);
        reading.go_on(&mut self.printer);
        if let Some(left) = reading.left() {
            self.printer.blank();
            self.printer.say(&says::text_follows(left));
        }
        self.say_beside(&mut reading);
        self.keep(self.open, reading);
    }

    /// Reads the text of the open entry.
    pub fn read(&mut self) {
        self.listed = false;
        self.say_place();
        let Some(document) = self.document() else { return };
        self.printer.blank();
        self.read_with_links(Reading::body(document));
    }

    /// Goes back along the trail.
    pub fn back(&mut self) {
        let before = self.open.and_then(|here| self.trail.back(here));
        self.go_along(before, browser::TRAIL_START);
    }

    /// Goes forward along the trail.
    pub fn forward(&mut self) {
        let next = self.open.and_then(|here| self.trail.forward(here));
        self.go_along(next, browser::TRAIL_END);
    }

    fn go_along(&mut self, entry: Option<EntryKey>, end: &str) {
        match entry {
            Some(entry) => {
                self.show(entry);
                self.introduce();
            }
            None => self.printer.say(end),
        }
    }

    /// Goes to the next entry of the pack, or the previous one; a run of these is one step of the
    /// trail.
    pub fn neighbour(&mut self, toward: Toward) {
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let catalogue = self.catalogue();
        let pack = catalogue.pack(catalogue.pack_of(entry)).entries.clone();
        let next = toward.beside(entry.0).filter(|next| pack.contains(next));
        match (next.map(EntryKey), toward) {
            (Some(next), _) => {
                self.trail.push_run(next);
                self.show(next);
                self.introduce();
            }
            (None, Toward::Next) => self.printer.say(browser::LAST_ENTRY),
            (None, Toward::Previous) => self.printer.say(browser::FIRST_ENTRY),
        }
    }

    /// Goes to the entry that the present pack opens with.
    pub fn home(&mut self) {
        if let Some(entry) = self.open {
            let catalogue = self.catalogue();
            if let Some(start) = catalogue.pack(catalogue.pack_of(entry)).opens_with() {
                self.go_into(start);
            }
        }
        self.introduce();
    }

    /// Goes to the next stop of the route that is being followed, or to the previous one.
    pub fn next_stop(&mut self, toward: Toward) {
        self.trail.end_run();
        if self.itinerary.followed().is_none() {
            self.take_up_routes();
        }
        match self.itinerary.advance(toward, 1, self.open) {
            Advance::To(entry) => {
                self.go_into(entry);
                self.introduce();
            }
            Advance::Nowhere(reason) => self.printer.say(&reason),
            Advance::NotBegun => self.printer.say(&routes::not_begun(ROUTES)),
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
        self.trail.end_run();
        let Some(choice) = self.named(wanted) else { return };
        let Some(entry) = entry_of(&choice) else {
            return self.printer.say(says::NOT_AN_ENTRY);
        };
        if self.catalogue().is_recognised(entry) && self.known.occurrences().is_none() {
            self.learn(&Question::Occurrences);
        }
        let open = self.open;
        let text = |known: &mut Knowledge| known.document_above(entry, open, ABOVE, UNBROKEN);
        if let Some(document) = self.known.learn_until(&self.corpus, text) {
            self.start_reading(entry, document, 0);
        }
    }

    /// Goes on where something was cut short.
    pub fn more(&mut self) {
        match self.rest.take() {
            Some(Rest::Text(entry, reading)) => self.go_on(entry, *reading),
            Some(Rest::Items(from)) => self.print_list(from),
            Some(Rest::Gone) => self.printer.say(says::LIST_IS_GONE),
            None => self.printer.say(says::NO_MORE),
        }
    }

    /// Says which entry is open.
    pub fn say_place(&mut self) {
        let Some(entry) = self.open else {
            return self.printer.say(browser::EMPTY_LIBRARY);
        };
        let catalogue = self.catalogue();
        let theme = catalogue.theme(catalogue.theme_of(entry));
        let pack = catalogue.pack(theme.pack);
        let number = entry.0 - theme.entries.start + 1;
        let id = catalogue.id(entry);
        let place = says::place(&pack.title, &theme.short, number, theme.count(), id);
        self.printer.say(&place);
        if self.resumed_at.is_some() {
            self.take_up_routes();
        }
        if let Some(progress) = self.itinerary.followed() {
            let sentence = if progress.is_at(self.open) {
                says::on_route(progress.title(), &progress.position())
            } else {
                says::off_route(progress.title())
            };
            self.printer.say(&sentence);
        }
    }

    /// Says if the open entry says something else than when it was read.
    fn say_whether_changed(&mut self) {
        if let Some(entry) = self.open
            && self.recalls_once()
            && self.was_read_as_it_is(entry) == Some(false)
        {
            self.printer.say(says::CHANGED_SINCE);
        }
    }

    pub(super) fn take(&mut self, choice: Choice) {
        match choice {
            Choice::Entry(entry) => {
                self.go_into(entry);
                self.introduce();
            }
            Choice::Note(note) => self.go_to_note(&note),
            Choice::Link(destination) => self.follow_link(destination),
            Choice::Place(position) => self.read_from(position.block),
            Choice::Block(entry, block) => self.read_block(entry, block),
            Choice::Statement(entry, piece) => {
                self.read_where(entry, |document| document.piece(piece));
            }
            Choice::Anchored(entry, anchor) => {
                self.read_where(entry, |document| margin::position_in(document, &anchor));
            }
            Choice::Nowhere(why) => self.printer.say(&why),
            Choice::Stop { entry, order, stop } => {
                self.follow_route(order, entry, stop as usize);
                self.introduce();
            }
            Choice::LeaveRoute => self.end_route(),
            Choice::Theme(theme) => self.list_theme(theme),
            Choice::Search { query, loose } => {
                self.list_hits(&Query::parse(&query).loosely(loose));
            }
            Choice::Comparison(left, right) => self.compare_both(left, right),
            Choice::Source(place) => {
                self.learn(&Question::Coverage);
                let report = SourceReport::new(&mut self.known, SourceSpot::Place(place));
                self.tell(report);
            }
            Choice::Links => {
                if let Some(entry) = self.open {
                    self.tell_links(entry);
                }
            }
            Choice::Near => self.near(),
            Choice::Matrix(matrix) => self.list_matrix(matrix),
            // Only the browser's popup of an address offers these.
            Choice::OpenOutside(_)
            | Choice::CopyOutside(_)
            | Choice::CopyName(_)
            | Choice::MatrixRows(_)
            | Choice::Notes
            | Choice::Read => self.printer.say(says::NOT_AN_ENTRY),
        }
    }

    /// Goes where a link leads.
    fn follow_link(&mut self, destination: Destination) {
        match destination {
            Destination::Entry(entry, anchor) => {
                self.go_into(entry);
                match anchor.and_then(|anchor| self.document()?.anchor(&anchor)) {
                    Some(position) => self.read_from(position.block),
                    None => self.introduce(),
                }
            }
            Destination::Places(places, claims) => {
                let report = PlaceReport::new(&mut self.known, &places, &claims);
                self.tell(report);
            }
            Destination::Outside(address) => self.printer.say(&browser::outside(&address)),
            Destination::Missing(reference) => {
                self.printer.say(&browser::missing_target(&reference));
            }
            Destination::Theme(theme) => self.list_theme(theme),
            Destination::Tag(tag) => self.search(&FilterKind::Tag.asking(&tag)),
            Destination::Names | Destination::Mentions => self.printer.say(says::NOT_AN_ENTRY),
        }
    }

    /// Leaves the route, and says so.
    fn end_route(&mut self) {
        let left = self.leave_route();
        let sentence = left.map_or_else(|| routes::not_begun(ROUTES), |it| routes::left_route(&it));
        self.printer.say(&sentence);
    }

    /// Reads an entry from a block on; says where that is unless it is open.
    fn read_block(&mut self, entry: EntryKey, block: u32) {
        if self.open != Some(entry) {
            self.go_into(entry);
            self.say_place();
        }
        self.listed = false;
        self.at = Position { block, row: 0 };
        if let Some(document) = self.document() {
            self.start_reading(entry, document, block);
        }
    }

    /// Reads an entry from a place on that is found in its text, from its top if it is not.
    fn read_where(&mut self, entry: EntryKey, find: impl FnOnce(&Document) -> Option<Position>) {
        self.go_into(entry);
        let at = self.document().and_then(|document| find(&document));
        self.read_from(at.unwrap_or_default().block);
    }

    fn read_from(&mut self, block: u32) {
        self.listed = false;
        self.at = Position { block, row: 0 };
        self.say_place();
        let Some(document) = self.document() else { return };
        self.printer.blank();
        self.read_with_links(Reading::new(document, block));
    }

    fn start_reading(&mut self, entry: EntryKey, document: Document, block: u32) {
        self.go_on(entry, Reading::new(document, block));
    }

    fn go_on(&mut self, entry: EntryKey, mut reading: Reading) {
        self.read_piece(&mut reading);
        self.keep(Some(entry), reading);
    }

    /// Reads the next piece of a text, and says how much there is beside it.
    fn read_with_links(&mut self, mut reading: Reading) {
        self.read_piece(&mut reading);
        self.say_beside(&mut reading);
        self.keep(self.open, reading);
    }

    /// Reads the next piece of a text, and says how much is left.
    fn read_piece(&mut self, reading: &mut Reading) {
        reading.go_on(&mut self.printer);
        if let Some(left) = reading.left() {
            self.printer.say(&says::more_text(left));
        }
    }

    /// Keeps the text of an entry for going on, if something is left of it; else the entry was read, if it is
    /// the open one.
    fn keep(&mut self, entry: Option<EntryKey>, reading: Reading) {
        self.rest = None;
        let Some(entry) = entry else { return };
        if reading.left().is_some() {
            self.rest = Some(Rest::Text(entry, Box::new(reading)));
        } else if self.open == Some(entry) && reading.is_at_end() {
            self.mark_read(entry);
        }
    }

    /// Says how much there is beside the text that is being read.
    fn say_beside(&mut self, reading: &mut Reading) {
        // What was read is seen before all bodies are searched for links.
        self.printer.flush();
        let headings = reading.document().outline().len();
        let [in_text, leaving, arriving] = self.links_beside(reading.document()).counts();
        self.printer.blank();
        self.printer.say(&says::beside(in_text, leaving, arriving, headings));
    }

    /// Returns the links of the open entry, those in its text as the document has them.
    fn links_beside(&mut self, document: &mut Document) -> Links {
        self.read_mentions();
        self.look_through_notes();
        self.open.map_or_else(Links::default, |entry| Links::new(&self.known, entry, document))
    }

    /// Returns the open entry's links.
    pub(super) fn related(&mut self) -> Links {
        match self.document() {
            Some(mut document) => self.links_beside(&mut document),
            None => Links::default(),
        }
    }
}
