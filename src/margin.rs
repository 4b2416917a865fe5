//! Joins what a reader has added with the packs that are open: which entry and which paragraph it is on
//! now. Refuses to know: the screen, the file of what was added.
//!
//! What is on one entry is found when that is opened ([`notes_on`]). What has no place any more
//! is looked for in whole packs, on a worker ([`account()`]).

mod account;
mod changed;
mod difference;
mod prints;
mod read;
mod reattach;
mod stops;

pub use account::{Account, Home, Tally, account};
pub use changed::{Since, changed, read_of, reading_of, since};
pub use difference::{Difference, Part, Stretch};
pub use prints::Prints;
pub use read::{ReadEntries, is_bookmarked, is_read};
pub use reattach::{Meanwhile, reattach};
pub use stops::{stop_on, stop_reached};

use std::sync::Arc;

use crate::document::{Document, Manuscript, Parts, Position, UNBROKEN, Users};
use crate::journal::{Anchor, EntryRef, Found, Note, PackState, Paragraph, Print, Said, State};
use crate::model::{Body, Catalogue, EntryKey, Library, RelatedLines};

/// Returns the name of an entry, by which things are added to it.
pub fn name_of(catalogue: &Catalogue, entry: EntryKey) -> EntryRef {
    EntryRef::new(catalogue.pack_id_of(entry), catalogue.id(entry))
}

/// Returns the entry that has a name, or had it before it was renamed; `None` if its pack is not open or has
/// no such entry.
pub fn entry_of(catalogue: &Catalogue, on: &EntryRef) -> Option<EntryKey> {
    catalogue.find_in(catalogue.find_pack(&on.pack)?, &on.entry)
}

/// Returns the ids under which an entry is found: its own, then those that it had and no other entry has.
pub fn ids_of(catalogue: &Catalogue, entry: EntryKey) -> impl Iterator<Item = &str> {
    let pack = catalogue.pack_of(entry);
    let former = catalogue.former(entry);
    let former = former.filter(move |id| catalogue.find_in(pack, id) == Some(entry));
    std::iter::once(catalogue.id(entry)).chain(former)
}

/// Returns what was added to the pack of an entry, and the ids under which the entry is found in it, see
/// [`ids_of`]. `None` if nothing was added to the pack.
pub fn added_to<'s>(
    state: &'s State,
    catalogue: &'s Catalogue,
    entry: EntryKey,
) -> Option<(&'s PackState, impl Iterator<Item = &'s str>)> {
    let added = state.pack(catalogue.pack_id_of(entry))?;
    Some((added, ids_of(catalogue, entry)))
}

/// Returns the names of an entry, its own and former ones, under which something was added.
pub fn names_with(
    state: &State,
    catalogue: &Catalogue,
    entry: EntryKey,
    is_added: impl Fn(&PackState, &str) -> bool,
) -> Vec<EntryRef> {
    let Some((added, ids)) = added_to(state, catalogue, entry) else { return Vec::new() };
    let pack = catalogue.pack_id_of(entry);
    ids.filter(|id| is_added(added, id)).map(|id| EntryRef::new(pack, id)).collect()
}

/// Returns the notes on an entry, in the order in which they were made.
pub fn notes_on<'s>(state: &'s State, catalogue: &'s Catalogue, entry: EntryKey) -> Vec<&'s Note> {
    let Some((added, ids)) = added_to(state, catalogue, entry) else { return Vec::new() };
    let notes = ids.flat_map(|id| added.notes_of(id));
    let mut notes: Vec<&Note> = notes.map(|note| &**note).collect();
    notes.sort_by_key(|note| (note.made, &note.id));
    notes
}

/// Returns the latest note that is exactly on a place of an entry.
pub fn note_at<'s>(
    state: &'s State,
    catalogue: &'s Catalogue,
    entry: EntryKey,
    at: Option<&Anchor>,
) -> Option<&'s Note> {
    let is_there = |note: &&Note| match (note.spot.at.as_ref(), at) {
        (Some(one), Some(other)) => one.print == other.print && one.selection == other.selection,
        (one, other) => one == other,
    };
    notes_on(state, catalogue, entry).into_iter().rfind(is_there)
}

/// Counts the notes of packs that are not open.
pub fn notes_elsewhere(state: &State, catalogue: &Catalogue) -> usize {
    let closed = state.packs.iter().filter(|(id, _)| catalogue.find_pack(id).is_none());
    closed.map(|(_, added)| added.notes.len()).sum()
}

/// Returns the paragraphs of a text that is composed.
pub fn paragraphs_of(document: &Document) -> Vec<Paragraph> {
    document.paragraphs().map(Paragraph::new).collect()
}

/// In a text of more paragraphs than these, one that is not where it was is not looked for between two
/// frames.
const MOST_LOOKED_AT: usize = 2_000;

/// Returns the place of a paragraph as a whole in a text that is composed; `None` if it has none of that number.
pub fn anchor_to(document: &Document, paragraph: u32) -> Option<Anchor> {
    let text = document.text_of_paragraph(paragraph)?;
    Some(Anchor::new(paragraph, &Paragraph::new(text), None))
}

/// Returns where the paragraph begins that something was added to.
pub fn position_in(document: &Document, anchor: &Anchor) -> Option<Position> {
    document.paragraph(paragraph_in(document, anchor)?)
}

/// Returns which paragraph of a text that is composed something was added to; where its words are gone, the
/// one in its place, and `None` only in a text without paragraphs.
fn paragraph_in(document: &Document, anchor: &Anchor) -> Option<u32> {
    let number = anchor.paragraph;
    let is_there = |text: &str| Print::of(text) == anchor.print;
    if document.text_of_paragraph(number).is_some_and(|text| is_there(&text)) {
        return Some(number);
    }
    let count = document.paragraphs().len();
    let found = (count <= MOST_LOOKED_AT).then(|| anchor.find(&paragraphs_of(document)));
    let last = (count as u32).checked_sub(1)?;
    Some(found.and_then(Found::paragraph).unwrap_or(number.min(last)))
}

/// Reads the paragraphs of an entry as they are shown, which is what notes are on.
pub fn paragraphs(library: &Library, entry: EntryKey) -> Vec<Paragraph> {
    paragraphs_in(library.body(entry), library, entry)
}

/// Reads the paragraphs of an entry by which it is told whether it says something else than when it was read.
pub fn settled_paragraphs(library: &Library, entry: EntryKey) -> Vec<Paragraph> {
    paragraphs_in(library.settled_body(entry), library, entry)
}

fn paragraphs_in(body: Arc<Body>, library: &Library, entry: EntryKey) -> Vec<Paragraph> {
    let manuscript = Manuscript {
        catalogue: &library.catalogue,
        entry,
        body,
        terms: &|_, _| Vec::new(),
        links: RelatedLines::default(),
        backlinks: RelatedLines::default(),
        users: Users::default(),
        parts: Parts { head: false, ..Parts::TEXT },
    };
    paragraphs_of(&Document::new(&manuscript, UNBROKEN))
}

/// Returns the fingerprint of all that an entry says.
pub fn print_of(paragraphs: &[Paragraph]) -> Print {
    Print::of_all(paragraphs.iter().map(|paragraph| paragraph.print))
}

/// Returns the fingerprint of all that an entry says, and that in words unless it is too long to be kept.
pub fn said(paragraphs: &[Paragraph]) -> (Print, Option<Said>) {
    let said = Said::new(paragraphs);
    (said.as_ref().map_or_else(|| print_of(paragraphs), |said| said.print), said)
}

/// Compares what an entry said when it was read with what it says.
pub fn difference(said: &Said, now: &[Paragraph]) -> Difference {
    let before: Vec<&str> = said.paragraphs.iter().map(|text| &**text).collect();
    let now: Vec<&str> = now.iter().map(|paragraph| &*paragraph.text).collect();
    Difference::new(&before, &now)
}

#[cfg(test)]
mod tests;
