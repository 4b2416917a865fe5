//! The notes and highlights: those of an entry, then those of its pack and of others, then those that need a
//! home. Refuses to know: how they are kept.

use std::ops::Range;
use std::sync::Arc;

use super::choice::{Choice, NoteChoice};
use super::line::{Line, Report};
use super::notes::{first_line, plain_note};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::journal::{Anchor, Note};
use crate::knowledge::{Knowledge, NoteDirectory, Question};
use crate::messages::yours as says;
use crate::model::{Catalogue, EntryKey, PackKey};

/// Notes of one kind under their heading.
#[derive(Clone, Debug)]
struct Part {
    /// The line of the heading.
    first: usize,
    heading: &'static str,
    count: usize,
    which: Which,
}

/// The notes of a part, by their numbers in the directory.
#[derive(Clone, Debug)]
enum Which {
    /// Those on the entry, from this number on.
    Own(usize),
    /// Those with other entries, from this number on, but for those of the entry: how many of the others are
    /// before each of these.
    Others(usize, Vec<usize>),
    /// Those with entries, but for these, which are of one pack.
    ButFor(Range<usize>),
    /// Those that need a home.
    Homeless,
}

/// All notes of the open packs; each is read when its line is asked for.
#[derive(Clone, Debug)]
pub struct NoteReport {
    /// Nothing until the notes were looked through.
    notes: Option<Arc<NoteDirectory>>,
    parts: Vec<Part>,
    lines: usize,
    /// The pack whose notes come first, and are not told to be of it.
    pack: Option<PackKey>,
    /// How many notes are in packs that are not open.
    closed: usize,
    /// What has to be asked to know which notes are where they were made.
    awaits: Option<Question>,
}

impl NoteReport {
    /// Lists the notes of all open packs, those of an entry first, then those of its pack. `closed` is how many
    /// notes there are beside, `awaits` what [`Knowledge::lacks_homes`] returns.
    pub fn new(
        known: &Knowledge,
        entry: Option<EntryKey>,
        closed: usize,
        awaits: Option<Question>,
    ) -> Self {
        let notes = known.notes().map(Arc::clone);
        let pack = entry.map(|entry| known.catalogue().pack_of(entry));
        let mut report = Self { notes: None, parts: Vec::new(), lines: 0, pack, closed, awaits };
        if let Some(notes) = &notes {
            let own = entry.map(|entry| notes.on_entry(entry)).unwrap_or_default();
            let numbers = own.clone().filter_map(|at| notes.number_of(at));
            let placed = notes.placed(pack);
            let before = numbers.zip(0..).map(|(number, passed)| number - placed.start - passed);
            let others = Which::Others(placed.start, before.collect());
            let elsewhere = if entry.is_some() { says::ELSEWHERE } else { says::ALL_NOTES };
            let in_packs = notes.placed(None).len();
            let homeless = notes.homeless(None).len();
            report.add(says::ON_THIS_ENTRY, own.len(), Which::Own(own.start));
            report.add(elsewhere, placed.len() - own.len(), others);
            let but_for = Which::ButFor(placed.clone());
            report.add(says::IN_OTHER_PACKS, in_packs - placed.len(), but_for);
            report.add(says::NEED_A_HOME, homeless, Which::Homeless);
        }
        if known.has_looked_through_notes() && report.lines == 0 {
            // There is nothing to be found elsewhere.
            report.awaits = None;
        }
        report.notes = notes;
        report
    }

    fn add(&mut self, heading: &'static str, count: usize, which: Which) {
        if count > 0 {
            self.parts.push(Part { first: self.lines, heading, count, which });
            self.lines += 1 + count;
        }
    }

    /// Finds the part of a line, and the number of the line in it; `None` for the heading.
    fn find(&self, at: usize) -> Option<(&Part, Option<usize>)> {
        let behind = self.parts.partition_point(|part| part.first <= at);
        let part = &self.parts[behind.checked_sub(1)?];
        let number = (at - part.first).checked_sub(1);
        number.is_none_or(|number| number < part.count).then_some((part, number))
    }

    /// Returns the note of a line, and the entry that it is with.
    fn note(&self, at: usize) -> Option<(Option<EntryKey>, &Note)> {
        let (Part { which, .. }, Some(number)) = self.find(at)? else { return None };
        let notes = self.notes.as_ref()?;
        let placed = |(entry, note)| (Some(entry), note);
        match which {
            Which::Own(first) => notes.nth_on_entries(first + number).map(placed),
            Which::Others(first, before) => {
                let passed = before.partition_point(|before| *before <= number);
                notes.nth_placed(first + number + passed).map(placed)
            }
            Which::ButFor(passed) => {
                let passed = if number < passed.start { 0 } else { passed.len() };
                notes.nth_placed(number + passed).map(placed)
            }
            Which::Homeless => notes.nth_homeless(number).map(|note| (None, note)),
        }
    }
}

impl NoteReport {
    /// Returns what a note is on: its entry, and its pack if that is another one.
    fn on(&self, catalogue: &Catalogue, entry: Option<EntryKey>, note: &Note) -> String {
        let on = entry.map_or(&*note.spot.on.entry, |it| catalogue.short(it));
        let pack = entry.map(|entry| catalogue.pack_of(entry));
        let pack = pack.or_else(|| catalogue.find_pack(&note.spot.on.pack));
        match pack.filter(|_| self.pack.is_some() && pack != self.pack) {
            Some(pack) => says::in_pack(on, &catalogue.pack(pack).title),
            None => on.to_owned(),
        }
    }
}

/// Returns the first line of a note that says something, without markup, or the words that it highlights.
pub fn note_in_brief(catalogue: &Catalogue, note: &Note) -> String {
    let said = first_line(catalogue, catalogue.find_pack(&note.spot.on.pack), &note.text);
    if said.is_empty() { old_words(note).to_owned() } else { said }
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
        says::count_of_notes(self.lines - self.parts.len(), self.closed)
    }

    fn count(&self) -> usize {
        // Where there is no note, that is said.
        self.lines.max(1)
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        if self.lines == 0 {
            let is_known = self.awaits.is_none();
            let says = match self.closed {
                _ if !is_known => says::LOOKING_THROUGH.to_owned(),
                0 => says::NO_NOTES.to_owned(),
                closed => says::notes_elsewhere(closed),
            };
            return Line::new([(&*says, Role::Dim)]);
        }
        let Some((entry, note)) = self.note(at) else {
            let heading = self.find(at).map_or("", |(part, _)| part.heading);
            return Line::new([(heading, Role::Section)]);
        };
        let on = self.on(catalogue, entry, note);
        let below = match old_words(note) {
            words if words.is_empty() || note.text.is_empty() => on,
            words => says::on_words(&on, words),
        };
        let text = note_in_brief(catalogue, note);
        Line::new([(note_sign(note), Role::Bullet), (" ", Role::Text), (&text, Role::Text)])
            .below(&below, Role::Dim)
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let (entry, note) = self.note(at)?;
        let (pack, id) = (note.spot.on.pack.clone(), note.id.clone());
        Some(Choice::Note(NoteChoice { pack, id, entry }))
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Some((entry, note)) = self.note(at) else { return Vec::new() };
        let on = entry.map_or(&*note.spot.on.entry, |it| catalogue.title(it));
        let mut all: Vec<Paragraph> = vec![(on.to_owned(), Role::Title).into()];
        if entry.is_none() {
            all.push((says::IS_HOMELESS.to_owned(), Role::Dim).into());
        }
        all.extend(note.text.lines().map(|line| (line.to_owned(), Role::Text).into()));
        let words = old_words(note);
        if !words.is_empty() {
            all.push((String::new(), Role::Text).into());
            all.push((says::quoted(words), Role::Quote).into());
        }
        all
    }

    fn text(&self, catalogue: &Catalogue, at: usize) -> String {
        let Some((entry, note)) = self.note(at) else { return String::new() };
        let on = self.on(catalogue, entry, note);
        // What is shown is found, and so is what stands further below.
        let pack = catalogue.find_pack(&note.spot.on.pack);
        let (brief, all) =
            (note_in_brief(catalogue, note), plain_note(catalogue, pack, &note.text));
        format!("{brief} {all} {on} {}", old_words(note))
    }

    /// Returns a note as it was written, or the words that it highlights.
    fn told(&self, _: &Catalogue, at: usize) -> String {
        let Some((_, note)) = self.note(at) else { return String::new() };
        if note.text.is_empty() { old_words(note).to_owned() } else { note.text.to_string() }
    }

    fn awaits(&self) -> Option<Question> {
        self.awaits.clone()
    }
}
