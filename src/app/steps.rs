//! Carrying out what panes and layers answer: layers are opened and closed here, and nowhere else.
//! Refuses to know: keys, drawing.

use super::App;
use super::geometry::{self, Pane};
use super::layer::Layer;
use super::layer::commands::Commands;
use super::layer::finder::{Finder, FinderAim, SearchProgress};
use super::layer::glossary::Glossary;
use super::layer::help::Help;
use super::layer::map::MapView;
use super::layer::matrix::MatrixView;
use super::layer::matrix::menus::{columns_menu, pairs_menu, reasons_menu};
use super::layer::menu::{Menu, MenuLayer, Topic};
use super::layer::palettes::PalettePicker;
use super::layer::peek::{self, Peek};
use super::layer::practice::{PracticeView, has_cards};
use super::message::{Effect, Passage};
use super::page::{Landing, PageSpot};
use super::pane::side::outline_items;
use super::step::Step;
use super::subject::{Subject, View};
use crate::document::Position;
use crate::keys::{Action, Context};
use crate::knowledge::Question;
use crate::messages::{browser as says, copying, matrix, recall};
use crate::model::EntryKey;
use crate::palettes::{Listed, Listing};
use crate::report::{Choice, Copying};

impl App {
    /// Carries out an answer.
    pub(super) fn carry_out(&mut self, step: Step) {
        if step.leads_on() {
            self.keep_query();
        }
        match step {
            Step::Stay => {}
            Step::Close | Step::Pass => self.close_front(),
            Step::Peek(entry, landing) => self.open_peek(entry, landing),
            Step::Go(entry, landing) => {
                self.leave_views();
                self.leave_for(entry, landing, Pane::Reader);
            }
            Step::Visit(entry, landing) => self.leave_for(entry, landing, Pane::Reader),
            Step::Choose(choice) => {
                if choice.entry().is_some() {
                    self.leave_views();
                } else {
                    self.close_front();
                }
                self.choose(choice, Pane::Reader);
            }
            Step::Do(action) => {
                self.close_front();
                self.act_here(action, None);
            }
            Step::ChooseHere(choice, focus) => self.choose(choice, focus),
            Step::Enter(key, focus) => self.go_into(key, Landing::AsShown, focus),
            Step::Show(view) => self.open(view),
            Step::Follow(destination) => self.follow(&destination),
            Step::Onward => self.go_onward(),
            Step::Focus(pane) => self.focus(pane),
            Step::Search(words) => {
                self.act_in_front(Action::CancelTyping, None);
                self.open_finder();
                self.type_text(&words);
            }
            Step::Preview => self.preview_selected(),
            Step::PreviewOf(key) => self.preview(key),
            Step::Back => self.go_back_from_view(),
            Step::Forward => self.go_forward(),
            Step::Edit(passage) => self.outbox.push(Effect::Edit(passage)),
            Step::Write(aim) => self.write_note(aim),
            Step::MoveNote(toward) => self.move_note(toward),
            Step::Highlight(anchor) => self.highlight(*anchor),
            Step::Unnote(note) => self.remove_note(&note),
            Step::PlaceNote(note) => self.place_note(&note),
            Step::Unbookmark(on) => self.remove_bookmarks(vec![on]),
            Step::Saying(step, sentence) => {
                self.carry_out(*step);
                self.notice = Some(sentence);
            }
        }
        self.left.view = None;
    }

    /// Closes the front layer; what can be opened again of it is kept.
    pub(super) fn close_front(&mut self) {
        let Some(layer) = self.layers.pop() else { return };
        match layer {
            Layer::Matrix(view) => self.left.matrix = Some(view),
            Layer::Finder(finder) => {
                if finder.query_to_keep().is_some() {
                    self.left.finder = Some(finder);
                }
            }
            Layer::Writing(writing) => self.on_writing_closed(*writing),
            Layer::Glossary(_)
            | Layer::Menu(_)
            | Layer::Help(_)
            | Layer::Sheet(_)
            | Layer::Map(_)
            | Layer::Peek(_)
            | Layer::Palettes(_)
            | Layer::Practice(_)
            | Layer::Commands(_) => {}
        }
        // Hits may have come while another layer was over the finder.
        self.preview_in_front();
    }

    /// Closes the front layer and the views for an entry that is chosen there; the view is kept for
    /// the place on the trail.
    fn leave_views(&mut self) {
        self.go_into_preview();
        self.keep_view();
        self.close_front();
        self.close_views();
    }

    /// Returns the view in front that going back can lead to.
    fn view_in_front(&self) -> Option<&Layer> {
        self.layers.iter().rfind(|layer| layer.is_stop())
    }

    /// Keeps the view in front for the place that is about to be left.
    pub(super) fn keep_view(&mut self) {
        self.left.view = self.view_in_front().cloned().map(Box::new);
    }

    /// Closes the views that cover the panes, from the front on.
    pub(super) fn close_views(&mut self) {
        while self.layers.last().is_some_and(Layer::covers_panes) {
            self.close_front();
        }
    }

    /// Does what choosing an item means.
    pub(super) fn choose(&mut self, choice: Choice, focus: Pane) {
        match choice {
            Choice::Entry(entry) => self.leave_for(entry, Landing::Top, focus),
            Choice::Place(position) => self.jump(position, focus),
            Choice::Statement(entry, piece) => {
                self.leave_for(entry, Landing::Piece(piece), focus);
            }
            Choice::Block(entry, block) => {
                let spot = PageSpot { top: Position { block, row: 0 }, ..PageSpot::default() };
                self.leave_for(entry, Landing::Left(spot), focus);
            }
            Choice::Anchored(entry, anchor) => self.jump_to(entry, Some(*anchor)),
            Choice::Nowhere(why) => self.notice = Some(why),
            Choice::Link(destination) => self.follow(&destination),
            Choice::OpenOutside(address) => self.outbox.push(Effect::OpenOutside(address)),
            Choice::CopyOutside(address) => {
                let (what, text) = (copying::LINK, address.into_string());
                self.outbox.push(Effect::Copy(Copying::Text { what, text, of: None }));
            }
            Choice::CopyName(name) => {
                let (what, text, of) = (copying::NAME, name.into_string(), self.subject());
                self.outbox.push(Effect::Copy(Copying::Text { what, text, of }));
            }
            Choice::Theme(theme) => self.leave_for(theme, Landing::Top, focus),
            Choice::Comparison(left, right) => {
                self.open_subject(Subject::Comparison(left, right));
            }
            // The finder asks for looser matches itself.
            Choice::Search { query, .. } => {
                self.open_finder();
                self.type_text(&query);
            }
            Choice::Stop { entry, order, stop } => self.follow_route(order, entry, stop as usize),
            Choice::LeaveRoute => self.leave_route(),
            Choice::Source(place) => self.open_coverage_at(place),
            Choice::Links => self.open_links(),
            Choice::Near => self.open_near(),
            Choice::Note(note) => self.go_to_note(&note, focus),
            Choice::Notes => self.open_notes(),
            Choice::Matrix(matrix) => self.open(View::Matrix(matrix)),
            Choice::MatrixRows(rows) => self.open(View::Columns(rows)),
            Choice::Read => {}
        }
    }

    /// Opens what a pane or a layer has asked for.
    pub(super) fn open(&mut self, view: View) {
        if !matches!(view, View::Sheet(_)) && !self.has_all_or_notice() {
            return;
        }
        let (around, _) = self.split();
        match view {
            View::Sheet(subject) => self.open_subject(subject),
            View::Matrix(matrix) => {
                let view = MatrixView::open(matrix, &around);
                self.open_view(Layer::Matrix(view));
            }
            View::Glossary => self.open_glossary(),
            View::Reasons(row, column) => {
                let menu = reasons_menu(row, column, &around);
                self.layers.push(Layer::Menu(menu));
            }
            View::Pairs => self.layers.push(Layer::Menu(pairs_menu(self.catalogue()))),
            View::Columns(rows) => {
                self.layers.push(Layer::Menu(columns_menu(self.catalogue(), rows)));
            }
        }
    }

    /// Opens a view over the panes, in place of the one that is there. Going back leads to that one,
    /// unless it is the same view of something else.
    pub(super) fn open_view(&mut self, view: Layer) {
        let is_other = |there: &Layer| view.is_stop() && !there.is_same_view(&view);
        if self.view_in_front().is_some_and(is_other) {
            self.keep_view();
            self.push_place();
        }
        self.close_views();
        self.layers.push(view);
    }

    /// Opens the view that an action names; returns whether it names one.
    pub(super) fn open_by_action(&mut self, action: Action, context: Context) -> bool {
        if !self.has_enough_or_notice(action) {
            return true;
        }
        match action {
            Action::Links => self.open_links(),
            Action::Near => self.open_near(),
            Action::Notes => self.open_notes(),
            Action::Path => self.ask_for_other(FinderAim::PathFrom),
            Action::Compare => self.ask_for_other(FinderAim::CompareWith),
            Action::Routes => self.open_routes(),
            Action::Coverage => self.open_coverage(),
            Action::Types => self.open_types(),
            Action::Health => self.open_subject(Subject::Health),
            Action::Packs => self.open_subject(Subject::Packs),
            Action::Bookmarks => self.open_bookmarks(),
            Action::Recent => self.open_recent(),
            Action::Difference => self.open_difference(),
            Action::Matrix => self.open_matrix(),
            Action::Map => self.open_map(),
            Action::Help => self.open_help(context),
            Action::Commands => self.open_commands(context),
            Action::Search => self.open_finder(),
            Action::Glossary => self.open_glossary(),
            Action::Recall => self.open_practice(),
            Action::Palettes => self.outbox.push(Effect::ListPalettes),
            _ => return false,
        }
        true
    }

    /// Opens the finder over everything.
    pub(super) fn open_finder(&mut self) {
        self.open_finder_for(FinderAim::Open);
    }

    /// Asks for the entry at the other end of a view about two.
    fn ask_for_other(&mut self, aim: impl FnOnce(EntryKey) -> FinderAim) {
        let Some(entry) = self.subject_or_notice() else { return };
        self.open_finder_for(aim(entry));
    }

    /// Returns the entry that views are about; says so if there is none.
    pub(super) fn subject_or_notice(&mut self) -> Option<EntryKey> {
        let subject = self.subject();
        if subject.is_none() {
            self.notice = Some(says::NO_ENTRY_SELECTED.to_owned());
        }
        subject
    }

    fn open_finder_for(&mut self, aim: FinderAim) {
        let (around, fronts) = self.split();
        let finder = Finder::open(aim, &around);
        fronts.layers.push(Layer::Finder(Box::new(finder)));
        self.preview_in_front();
    }

    /// Opens the finder with a query that is asked already.
    pub(super) fn search_for(&mut self, query: &str) {
        let (mut around, fronts) = self.split();
        let mut finder = Finder::open(FinderAim::Open, &around);
        finder.editor.set(query);
        finder.on_typed(&mut around);
        fronts.layers.push(Layer::Finder(Box::new(finder)));
    }

    /// Has the source of what is looked at opened in an editor: of what the line says that is selected in
    /// a sheet, else of the entry that views are about.
    pub(super) fn edit_source(&mut self) {
        if self.write_note_in_editor() {
            return;
        }
        let sheet = match self.layers.last() {
            Some(Layer::Sheet(sheet)) => Some(sheet),
            _ => None,
        };
        let selected = sheet.and_then(|sheet| sheet.passage());
        if let (None, Some(Choice::Nowhere(why))) =
            (&selected, sheet.and_then(|sheet| sheet.choice()))
        {
            self.notice = Some(why);
            return;
        }
        let passage = selected.or_else(|| self.subject_or_notice().map(Passage::Entry));
        self.outbox.extend(passage.map(Effect::Edit));
    }

    /// Opens the finder as it was left.
    pub(super) fn reopen_results(&mut self) {
        let Some(mut finder) = self.left.finder.take() else {
            self.notice = Some(says::no_results(&self.written_keys(Action::Search)));
            return;
        };
        if finder.progress != SearchProgress::Done {
            // Its answer came when nobody waited for it.
            let (mut around, _) = self.split();
            finder.search(&mut around);
        }
        self.layers.push(Layer::Finder(finder));
    }

    /// Opens the glossary index.
    pub(super) fn open_glossary(&mut self) {
        let (mut around, _) = self.split();
        match Glossary::open(&mut around) {
            Some(index) => self.open_view(Layer::Glossary(index)),
            None => self.notice = Some(says::NO_GLOSSARY.to_owned()),
        }
    }

    /// Begins a sitting of practice.
    pub(super) fn open_practice(&mut self) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let (around, _) = self.split();
        if has_cards(&around) {
            let view = PracticeView::open(&around);
            self.open_view(Layer::Practice(Box::new(view)));
        } else {
            self.notice = Some(recall::no_cards(&self.written_keys(Action::Bookmark)));
        }
    }

    /// Opens the headings of the open entry.
    pub(super) fn open_outline(&mut self) {
        let Some(document) = self.reader().and_then(|page| page.document()) else { return };
        if document.outline().is_empty() {
            self.notice = Some(says::NO_OUTLINE.to_owned());
            return;
        }
        let menu = Menu::new(outline_items(document.outline()).collect());
        self.layers.push(Layer::Menu(MenuLayer { topic: Topic::Outline, menu }));
    }

    /// Opens the list of the palettes.
    pub(super) fn open_palettes(&mut self, listing: Listing) {
        let picker = PalettePicker::open(listing, self.geometry().body);
        self.layers.push(Layer::Palettes(Box::new(picker)));
    }

    /// Has the list of the palettes, if it is open, hold those that there are now.
    pub(super) fn on_palettes_read(&mut self, palettes: &[Listed]) {
        let (mut around, fronts) = self.split();
        for layer in fronts.layers {
            if let Layer::Palettes(picker) = layer {
                picker.renew(palettes.to_vec(), &mut around);
            }
        }
    }

    /// Opens the help; help is never opened on top of help, but closed by the same key.
    pub(super) fn open_help(&mut self, context: Context) {
        let is_help = |layer: &Layer| matches!(layer, Layer::Help(_));
        if let Some(open) = self.layers.iter().position(is_help) {
            self.layers.truncate(open);
            return self.preview_in_front();
        }
        let help = Help::new(&self.keymap, context, self.size.width);
        self.layers.push(Layer::Help(Box::new(help)));
    }

    /// Opens the list of all actions.
    fn open_commands(&mut self, context: Context) {
        let commands = Commands::open(&self.keymap, context);
        self.layers.push(Layer::Commands(Box::new(commands)));
    }

    fn open_matrix(&mut self) {
        if let Some(Layer::Matrix(_)) = self.layers.last() {
            return;
        }
        let left = self.left.matrix.take();
        let (around, _) = self.split();
        match MatrixView::reopen(left, &around) {
            Some(view) => self.open_view(Layer::Matrix(view)),
            None => self.notice = Some(matrix::NO_THEMES.to_owned()),
        }
    }

    fn open_map(&mut self) {
        let Some(centre) = self.subject_or_notice() else { return };
        let (around, _) = self.split();
        let view = MapView::open(centre, &around);
        self.open_view(Layer::Map(view));
    }

    /// Opens the text of an entry in a popup.
    pub(super) fn open_peek(&mut self, entry: EntryKey, landing: Landing) {
        let unread =
            self.catalogue().is_recognised(entry) && self.knowledge.occurrences().is_none();
        let users = unread.then(|| self.survey(Question::Occurrences));
        let room = self.peek_room();
        let (mut around, fronts) = self.split();
        let page = around.page_above(entry, landing, Peek::size(room));
        fronts.layers.push(Layer::Peek(Box::new(Peek::new(page, room, users))));
    }

    /// Returns the room that a peek has.
    pub(super) fn peek_room(&self) -> geometry::popup::PeekRoom {
        let geometry = self.geometry();
        let link = self.row_of_selected_link(&geometry);
        geometry::popup::peek_room(&geometry, link, peek::HEIGHT)
    }

    fn row_of_selected_link(&self, geometry: &geometry::Geometry) -> Option<u16> {
        let (page, reader) = (self.reader()?, geometry.reader?);
        if self.arrangement.focus != Pane::Reader {
            return None;
        }
        Some(reader.y + page.row_of_target(page.target()?)?)
    }
}
