//! The notes and highlights: those of an entry, then those of its pack, then those that need a home. Refuses
//! to know: how they are kept.

use super::choice::{Choice, NoteChoice};
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::journal::{Anchor, Note};
use crate::knowledge::{Knowledge, Notes, Question};
use crate::margin::{Home, entry_of};
use crate::messages::yours as says;
use crate::model::{Catalogue, EntryKey};

/// A line of the list.
#[derive(Clone, Debug)]
enum Item {
    Heading(&'static str),
    Note(NoteChoice),
    /// What is said where there is no note.
    Nothing,
}

/// All notes of a pack.
#[derive(Clone, Debug)]
pub struct NoteReport {
    /// What the notes say; gone as soon as one is another.
    notes: Notes,
    items: Vec<Item>,
    count: usize,
    /// Whether it was looked for which notes are where they were made.
    is_whole: bool,
}

impl NoteReport {
    /// Lists the notes of the pack of an entry, those of the entry first; of all open packs without one.
    pub fn new(known: &Knowledge, notes: Notes, entry: Option<EntryKey>) -> Self {
        let state = notes.state.upgrade().unwrap_or_default();
        let homes = known.homes();
        let is_whole = homes.is_some_and(|homes| homes.revision == notes.revision);
        let catalogue = known.catalogue();
        let pack = entry.map(|entry| &*catalogue.pack(catalogue.pack_of(entry)).id);
        let (mut own, mut others, mut homeless) = (Vec::new(), Vec::new(), Vec::new());
        for (id, added) in &state.packs {
            if pack.is_some_and(|pack| pack != &**id) || catalogue.find_pack(id).is_none() {
                continue;
            }
            for note in added.notes.values() {
                let there = match homes.and_then(|homes| homes.get(&note.id)) {
                    Some(Home::Elsewhere { entry, .. }) => Some(entry),
                    Some(Home::Needed { .. }) => None,
                    _ => entry_of(catalogue, &note.spot.on),
                };
                let list = match there {
                    None => &mut homeless,
                    Some(_) if there == entry => &mut own,
                    Some(_) => &mut others,
                };
                list.push(NoteChoice { pack: id.clone(), id: note.id.clone(), entry: there });
            }
        }
        let elsewhere = if entry.is_some() { says::ELSEWHERE } else { says::ALL_NOTES };
        let mut items = Vec::new();
        let mut count = 0;
        for (heading, listed) in
            [(says::ON_THIS_ENTRY, own), (elsewhere, others), (says::NEED_A_HOME, homeless)]
        {
            if !listed.is_empty() {
                count += listed.len();
                items.push(Item::Heading(heading));
                items.extend(listed.into_iter().map(Item::Note));
            }
        }
        if items.is_empty() {
            items.push(Item::Nothing);
        }
        Self { notes, items, count, is_whole: is_whole || count == 0 }
    }

    fn with<R>(&self, at: usize, tell: impl FnOnce(&NoteChoice, &Note) -> R) -> Option<R> {
        let Item::Note(choice) = self.items.get(at)? else { return None };
        let state = self.notes.state.upgrade()?;
        Some(tell(choice, state.pack(&choice.pack)?.note(&choice.id)?))
    }
}

/// Returns the first line of a note that says something, or the words that it highlights.
pub fn note_in_brief(note: &Note) -> &str {
    let said = note.text.lines().map(str::trim).find(|line| !line.is_empty());
    said.unwrap_or_else(|| old_words(note))
}

/// Returns the words that a note was put on: those that were selected, else those of the paragraph; empty
/// if it is on an entry as a whole.
fn old_words(note: &Note) -> &str {
    note.spot.at.as_ref().map_or("", Anchor::words)
}

/// Returns the sign of a note, by whether it says something or only marks words.
pub fn note_sign(note: &Note) -> &'static str {
    if note.text.is_empty() { says::HIGHLIGHT_SIGN } else { says::NOTE_SIGN }
}

impl Report for NoteReport {
    fn title(&self) -> &str {
        says::NOTES
    }

    fn count_of(&self) -> String {
        self.count.to_string()
    }

    fn count(&self) -> usize {
        self.items.len()
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.items.get(at) {
            Some(Item::Heading(heading)) => Line::new([(heading, Role::Section)]),
            Some(Item::Nothing) => Line::new([(says::NO_NOTES, Role::Dim)]),
            Some(Item::Note(_)) => {
                let line = self.with(at, |choice, note| {
                    let on = choice.entry.map_or(&*note.spot.on.entry, |it| catalogue.short(it));
                    let below = match old_words(note) {
                        words if words.is_empty() || note.text.is_empty() => on.to_owned(),
                        words => says::on_words(on, words),
                    };
                    let parts = [(note_sign(note), Role::Bullet), (" ", Role::Text)];
                    Line::new([parts[0], parts[1], (note_in_brief(note), Role::Text)])
                        .below(&below, Role::Dim)
                });
                line.unwrap_or_default()
            }
            None => Line::default(),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.items.get(at)? {
            Item::Note(note) => Some(Choice::Note(note.clone())),
            Item::Heading(_) | Item::Nothing => None,
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let detail = self.with(at, |choice, note| {
            let on = choice.entry.map_or(&*note.spot.on.entry, |it| catalogue.title(it));
            let mut all: Vec<Paragraph> = vec![(on.to_owned(), Role::Title).into()];
            if choice.entry.is_none() {
                all.push((says::IS_HOMELESS.to_owned(), Role::Dim).into());
            }
            let lines = note.text.lines().map(|line| (line.to_owned(), Role::Text).into());
            all.extend(lines);
            let words = old_words(note);
            if !words.is_empty() {
                all.push((String::new(), Role::Text).into());
                all.push((says::quoted(words), Role::Quote).into());
            }
            all
        });
        detail.unwrap_or_default()
    }

    fn text(&self, catalogue: &Catalogue, at: usize) -> String {
        let text = self.with(at, |choice, note| {
            let on = choice.entry.map_or(&*note.spot.on.entry, |it| catalogue.short(it));
            format!("{} {} {}", note.text, on, old_words(note))
        });
        text.unwrap_or_default()
    }

    fn awaits(&self) -> Option<Question> {
        (!self.is_whole).then(|| Question::Homes(self.notes.clone()))
    }
}
