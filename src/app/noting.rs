//! Notes and highlights: what they are put on, how they are written, where they lead. Refuses to know: how
//! they are kept, drawing.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::writing::Writing;
use super::message::Effect;
use super::page::{Landing, Page, PlacedNote};
use super::step::{NoteAim, Step};
use crate::journal::{
    Anchor, Change, Moment, Note, NoteId, NoteNews, Print, Spot, Unfinished, UnfinishedNotes,
};
use crate::keys::{Action, Toward};
use crate::knowledge::Notes;
use crate::margin::{self, name_of, notes_on};
use crate::messages::yours as says;
use crate::model::EntryKey;
use crate::report::NoteChoice;

impl App {
    /// Has a note written.
    pub(super) fn write_note(&mut self, aim: NoteAim) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let begun = match aim {
            NoteAim::Note(note) => self.note(&note).map(|note| Writing::new(note.clone(), false)),
            NoteAim::Entry(entry) => Some(self.writing_at(entry, None)),
            NoteAim::Words(anchor) => {
                self.reader.entry().map(|entry| self.writing_at(entry, Some(*anchor)))
            }
            NoteAim::Paragraph => {
                let number = self.reader.page.as_mut().and_then(Page::paragraph_meant);
                self.writing_on(number)
            }
        };
        match begun {
            Some(writing) => self.write(writing),
            None => self.notice = Some(says::NOTHING_TO_NOTE.to_owned()),
        }
    }

    fn write(&mut self, mut writing: Writing) {
        let left = self.left.writing.iter().rposition(|left| self.is_left_of(left, &writing));
        if let Some(at) = left.filter(|_| !writing.is_unkept()) {
            writing.take_up(self.left.writing.remove(at));
        }
        if let Some(page) = self.reader.page.as_mut() {
            page.show_noting(writing.paragraph());
        }
        if !Writing::fits_in_line(writing.text()) {
            // A line would tear its lines apart.
            self.outbox.push(Effect::Write(writing.text().to_owned()));
        }
        self.layers.push(Layer::Writing(Box::new(writing)));
    }

    /// Returns whether what was left belongs to what is begun: it is the same note, or one on the same paragraph,
    /// or one whose own place is gone.
    fn is_left_of(&self, left: &Writing, begun: &Writing) -> bool {
        let (left, is_new, begun) = (left.note(), left.is_new(), begun.note());
        if left.id == begun.id || !is_new {
            return left.id == begun.id;
        }
        let entry_of = |note: &Note| margin::entry_of(self.catalogue(), &note.spot.on);
        let print_of = |note: &Note| note.spot.at.as_ref().map(|at| at.print);
        match entry_of(left) {
            None => self.catalogue().find_pack(&left.spot.on.pack).is_some(),
            Some(entry) if entry_of(begun) != Some(entry) => false,
            Some(entry) => {
                let print = print_of(left);
                print == print_of(begun) || print.is_some_and(|it| !self.may_say(entry, it))
            }
        }
    }

    /// Returns whether an entry may have a paragraph, as far as that costs nothing to know.
    fn may_say(&self, entry: EntryKey, print: Print) -> bool {
        let page = self.reader.page.as_ref().filter(|page| page.key == entry.into());
        let text = page.and_then(Page::document);
        text.is_none_or(|text| text.paragraphs().any(|said| Print::of(&said) == print))
    }

    /// Has it kept what was begun and is no note yet, if that is something else than before.
    pub(super) fn keep_unfinished(&mut self) {
        let open = self.layers.iter().filter_map(|layer| match layer {
            Layer::Writing(writing) => Some(&**writing),
            _ => None,
        });
        let begun = self.left.writing.iter().chain(open);
        let begun = begun.filter(|writing| writing.is_unkept()).map(Writing::unfinished);
        let begun: Vec<Unfinished> = begun.collect();
        if begun != self.unfinished.here {
            self.unfinished.set(begun);
            self.outbox.push(Effect::KeepUnfinished(Box::new(self.unfinished.clone())));
        }
    }

    /// Takes up what other sessions have begun in the packs that are open, and says on what.
    pub(super) fn take_up_notes(&mut self, begun: Vec<Unfinished>) {
        let catalogue = self.knowledge.catalogue();
        let is_here = |one: &Unfinished| catalogue.find_pack(&one.note.spot.on.pack).is_some();
        let begun: Vec<Unfinished> = begun.into_iter().filter(is_here).collect();
        if begun.is_empty() {
            return;
        }
        let title = |one: &Unfinished| {
            let on = &one.note.spot.on;
            margin::entry_of(catalogue, on)
                .map_or_else(|| on.entry.to_string(), |entry| catalogue.short(entry).to_owned())
        };
        let titles: Vec<String> = begun.iter().map(title).collect();
        let annotate = self.written_keys(Action::Annotate);
        self.say_at_opening(says::unfinished(&titles, &annotate));
        self.unfinished = UnfinishedNotes::new(begun.clone());
        self.left.writing = begun.into_iter().map(Writing::again).collect();
    }

    /// Drops what was begun on what is to be forgotten.
    pub(super) fn forget_unfinished(&mut self, forgets: &Change) {
        self.left.writing.retain(|left| !forgets.forgets_entry(&left.note().spot.on));
    }

    /// Puts the note that is written on the next paragraph or the previous one. If nothing is typed that is
    /// not kept, it is the note that is there that is written on.
    pub(super) fn move_note(&mut self, toward: Toward) {
        let Some(Layer::Writing(writing)) = self.layers.last() else { return };
        let Some(from) = writing.paragraph() else {
            let is_on_words = writing.note().spot.at.is_some();
            let stays = if is_on_words { says::ON_ITS_WORDS } else { says::ON_THE_ENTRY };
            self.notice = Some(stays.to_owned());
            return;
        };
        let typed = writing.is_unkept().then(|| writing.editor.clone());
        if typed.is_some() && !writing.is_new() {
            self.notice = Some(says::KEEP_FIRST.to_owned());
            return;
        }
        let page = self.reader.page.as_mut();
        let there = toward
            .beside(from)
            .filter(|&next| page.is_some_and(|page| page.reveal_paragraph(next)));
        let (Some(next), Some(entry)) = (there, self.subject()) else {
            let is_next = toward == Toward::Next;
            let none = if is_next { says::NO_MORE_PARAGRAPHS } else { says::NOTHING_ABOVE };
            self.notice = Some(none.to_owned());
            return;
        };
        self.layers.pop();
        let moved = match typed {
            Some(editor) => {
                let anchor = self.reader.page.as_ref().and_then(|page| page.anchor_of(next));
                let mut moved = Writing::new(self.new_note(entry, anchor), true);
                moved.editor = editor;
                Some(moved.movable(Some(next)))
            }
            None => self.writing_on(Some(next)),
        };
        if let Some(moved) = moved {
            self.write(moved);
        }
    }

    /// Has the selected note written in the editor at once; returns whether one is selected.
    pub(super) fn write_note_in_editor(&mut self) -> bool {
        let Some(Layer::Sheet(sheet)) = self.layers.last() else { return false };
        let Some(note) = sheet.note() else { return false };
        self.write_note(NoteAim::Note(note));
        if let Some(Layer::Writing(writing)) = self.layers.last() {
            let text = writing.text();
            // One that does not fit into the line is on its way there already.
            if Writing::fits_in_line(text) {
                self.outbox.push(Effect::Write(text.to_owned()));
            }
        }
        true
    }

    /// Takes what was written in an editor.
    pub(super) fn on_written(&mut self, text: &str) {
        let (mut around, fronts) = self.split();
        let step = match fronts.layers.last_mut() {
            Some(Layer::Writing(writing)) => writing.keep(text, &mut around),
            _ => Step::Stay,
        };
        self.carry_out(step);
    }

    /// Keeps what is left of a line that is closed, for the next one about the same; nothing is selected
    /// any more.
    pub(super) fn on_writing_closed(&mut self, writing: Writing) {
        self.left.writing.retain(|left| left.note().id != writing.note().id);
        self.left.writing.extend(writing.is_unkept().then_some(writing));
        self.reader.stop_selecting();
    }

    /// Highlights words of the open entry.
    pub(super) fn highlight(&mut self, anchor: Anchor) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let Some(entry) = self.reader.entry() else { return };
        let says = if self.note_at(entry, Some(&anchor)).is_some() {
            says::IS_NOTED
        } else {
            let note = self.new_note(entry, Some(anchor));
            self.desk.change(says::HIGHLIGHTED, vec![Change::Note(note)]);
            says::HIGHLIGHTED
        };
        self.notice = Some(says.to_owned());
    }

    /// Removes a note.
    pub(super) fn remove_note(&mut self, note: &NoteChoice) {
        if !self.knows_journal_or_notice() {
            return;
        }
        let gone = Change::Unnote { pack: note.pack.clone(), id: note.id.clone() };
        let is_highlight = self.note(note).is_some_and(|note| note.text.is_empty());
        let what = if is_highlight { says::HIGHLIGHT_REMOVED } else { says::NOTE_REMOVED };
        self.change_and_say(what, vec![gone]);
    }

    /// Puts a note on the paragraph that is in sight in the reader.
    pub(super) fn place_note(&mut self, note: &NoteChoice) {
        let Some(note) = self.note(note).cloned() else { return };
        let (Some(entry), Some(page)) = (self.reader.entry(), self.reader.page.as_mut()) else {
            self.notice = Some(says::NOTHING_TO_NOTE.to_owned());
            return;
        };
        let anchor = page.paragraph_meant().and_then(|number| page.anchor_of(number));
        let spot = Spot { on: name_of(self.knowledge.catalogue(), entry), at: anchor };
        let placed = Note { spot, ..note.clone() };
        let Ok(changes) = margin::reattach(self.desk.state(), &note, placed) else { return };
        self.desk.change(says::NOTE_PLACED, changes);
        self.notice = Some(says::placed_in(self.catalogue().short(entry)));
    }

    /// Goes to the place of a note.
    pub(super) fn go_to_note(&mut self, note: &NoteChoice, focus: Pane) {
        let Some(entry) = note.entry else { return };
        let anchor = self.note(note).and_then(|note| note.spot.at.clone());
        self.leave_for(entry, Landing::at_paragraph(anchor), focus);
    }

    /// Takes in that notes have changed, if they have since the last time: views that list them say so.
    pub(super) fn follow_notes(&mut self) {
        let revision = self.desk.notes_revision();
        if std::mem::replace(&mut self.notes_revision, revision) != revision {
            let news = self.desk.take_note_news();
            self.look_through_notes(news);
            self.refresh_notes();
        }
    }

    /// Follows changes of notes; has all looked through if that is not known of each. Where notes are is seen once
    /// all is there.
    pub(super) fn look_through_notes(&mut self, news: NoteNews) {
        if self.is_beginning() {
            return;
        }
        let question = self.knowledge.on_note_news(news, || Notes::now(&self.desk));
        self.outbox.extend(question.map(Effect::Ask));
    }

    fn note(&self, note: &NoteChoice) -> Option<&Note> {
        self.desk.state().pack(&note.pack)?.note(&note.id).map(|note| &**note)
    }

    /// Begins to write on a paragraph of the open entry: on the note on it as a whole, else on the latest one there,
    /// else a new one; without a paragraph on the entry.
    fn writing_on(&mut self, number: Option<u32>) -> Option<Writing> {
        let entry = self.subject()?;
        let page = self.reader.page.as_ref()?;
        let there = |it: &&PlacedNote| number.is_some() && it.paragraph == number;
        let there: Vec<&NoteId> =
            page.notes().iter().filter(there).map(|placed| &placed.id).collect();
        let all = notes_on(self.desk.state(), self.knowledge.catalogue(), entry);
        let is_whole =
            |note: &&Note| note.spot.at.as_ref().is_some_and(|at| at.selection.is_none());
        let found = all.into_iter().filter(|note| there.contains(&&note.id)).max_by_key(is_whole);
        let writing = if let Some(note) = found.cloned() {
            Writing::new(note, false)
        } else {
            let anchor = number.and_then(|number| page.anchor_of(number));
            self.writing_at(entry, anchor)
        };
        Some(writing.movable(number))
    }

    /// Begins to write on a place: on the note that is exactly there, else a new one.
    fn writing_at(&mut self, entry: EntryKey, at: Option<Anchor>) -> Writing {
        match self.note_at(entry, at.as_ref()).cloned() {
            Some(note) => Writing::new(note, false),
            None => Writing::new(self.new_note(entry, at), true),
        }
    }

    /// Returns the note that is exactly on a place.
    fn note_at(&self, entry: EntryKey, at: Option<&Anchor>) -> Option<&Note> {
        margin::note_at(self.desk.state(), self.catalogue(), entry, at)
    }

    fn new_note(&mut self, entry: EntryKey, at: Option<Anchor>) -> Note {
        let spot = Spot { on: name_of(self.knowledge.catalogue(), entry), at };
        Note { id: self.desk.name_note(), spot, text: "".into(), made: Moment::default() }
    }
}
