//! Bundles in the Open Knowledge Format, 0.1 and 0.2: folders of Markdown in which every file says what sort
//! of thing it is about, what it was made from and who confirmed it. The specification is `okf/SPEC.md` of
//! the repository `GoogleCloudPlatform/knowledge-catalog`; numbers behind "OKF 0.2" are its sections.
//!
//! ```text
//! files -> Document, Note -> order -> themes and ids -> translate -> statements, contract -> entries
//! ```
//!
//! Folders become themes, files entries, and each source a place: a footnote on it is a claim, so that
//! Folio tells what rests on a source and which statements rest on none.

pub mod beyond;
pub mod blocks;
mod check;
mod citations;
mod contract;
mod document;
pub mod head;
mod listing;
mod order;
mod own_words;
mod recognise;
mod shape;
mod sources;
pub mod statements;
mod trust;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::draft::{Draft, Page, Relation};
use super::escape::in_brackets;
use super::ids::Ids;
use super::intake::Reading;
use super::markdown::around::Notes;
use super::markdown::note::Note;
use super::markdown::plan::TOP;
use super::markdown::translate::Kind;
use super::markdown::vault::{Vault, name_of, without_ending};
use super::markdown::{behind, below, text, vault_marks};

use crate::content::load::RawPack;
use crate::content::raw::{RawProvenance, RawStatement, Word};
use crate::content::source::Listing;
use crate::messages::{formats, okf as says};
use crate::model::{EntryHead, ThemeOrder};
use crate::text::address::is_outside;
use document::{Document, Role};
use order::Part;
use own_words::Files;
pub use recognise::is_bundle;
pub use sources::label_of;
use sources::{Material, Shelf};
use statements::Noted;
use trust::UNVERIFIED;

/// The file that lists what is in a folder (OKF 0.2, 8).
const INDEX: &str = "index.md";

/// The file that tells what was changed in a folder (OKF 0.2, 9).
const LOG: &str = "log.md";

/// The id of the relation that leads from a concept to what it was made from.
pub const DERIVED_FROM: &str = "drawn-from";

/// Leads from a concept to what it was made from.
const DERIVED: Relation =
    Relation { id: DERIVED_FROM, label: says::DERIVED.0, inverse: says::DERIVED.1 };

/// The id of the relation that leads from a concept to what replaces it.
pub const SUPERSEDED_BY: &str = "superseded-by";

/// Leads from a concept to what replaces it.
const SUPERSEDED: Relation =
    Relation { id: SUPERSEDED_BY, label: says::SUPERSEDED.0, inverse: says::SUPERSEDED.1 };

/// Reads a bundle.
pub fn read(
    path: &Path,
    listing: Listing,
    fallback: &str,
    reading: &mut Reading,
) -> Option<RawPack> {
    let whole = reading.files.push(path.display().to_string(), None);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut draft = Draft::new(whole, fallback, &name);
    // With one of these it would be no bundle.
    draft.beside = vault_marks(path);
    let (mut documents, mut notes) = (Vec::new(), Vec::new());
    for found in std::iter::once(listing.head).chain(listing.others) {
        if reading.progress().is_stopped() {
            return None;
        }
        let inner = below(path, &found);
        let Some(file) = reading.text(&found) else { continue };
        let (document, note) = Document::new(file, inner, reading);
        documents.push(document);
        notes.push(note);
        reading.progress().read_file(1);
    }
    let mut vault = Vault::default();
    for note in &notes {
        vault.push(&note.path, std::iter::once(&*note.title));
    }
    let parts = order::arrange(&documents, &notes, &vault);
    let placed = place(&parts, &documents, &mut notes, &vault, &mut draft);
    let known = Notes { root: path, all: &notes, vault: &vault, kind: Kind::Bundle };
    if reading.checks() {
        check::check(&known, &documents, reading);
        draft.gather();
        refer(&known, &documents, &mut draft);
    }
    let mut bundle = Bundle { known, documents: &documents, shelf: Shelf::default(), draft };
    for (at, theme) in placed {
        if reading.progress().is_stopped() {
            return None;
        }
        bundle.entry(at, theme, reading);
    }
    Some(bundle.draft.finish())
}

/// Tells the pack what listings lead to.
fn refer(known: &Notes, documents: &[Document], draft: &mut Draft) {
    for (at, document) in documents.iter().enumerate() {
        let note = &known.all[at];
        let listed = document.listing.items.iter();
        let listed = listed.filter_map(|item| note_at(known, at, &item.destination));
        for to in listed {
            draft.refer(Word { value: known.all[to].id.clone(), at: note.start() });
        }
    }
}

/// Makes themes of folders, and gives everything its id and title; returns what becomes an entry, in its
/// order, each with its theme.
fn place(
    parts: &[Part],
    documents: &[Document],
    notes: &mut [Note],
    vault: &Vault,
    draft: &mut Draft,
) -> Vec<(usize, Box<str>)> {
    let mut ids = Ids::default();
    let mut placed: Vec<(usize, Box<str>)> = Vec::new();
    let mut titles: HashMap<&str, String> = HashMap::new();
    for part in parts {
        titles.insert(&part.folder, own_title(part, documents, notes));
    }
    let files = Files { documents, notes: &*notes, vault, titles: &titles };
    let own_words: Vec<bool> = parts.iter().map(|part| files.has_own_words(part)).collect();
    for (part, has_own_words) in parts.iter().zip(own_words) {
        let is_page = has_own_words
            || part.index.is_some_and(|at| says_more_of_itself(&notes[at]))
            || part.concepts.is_empty();
        let page = part.index.filter(|_| is_page);
        let members = page.into_iter().chain(part.concepts.iter().copied()).chain(part.log);
        let members: Vec<usize> = members.collect();
        let title = title_of(&part.folder, &titles);
        if part.folder.is_empty() {
            introduce(part, notes, &title, draft);
        }
        if members.is_empty() {
            continue;
        }
        let (name, shown) = match &*part.folder {
            "" => (TOP, formats::TOP_PAGES),
            folder => (folder, &*title),
        };
        let theme = draft.theme(name, shown, ThemeOrder::File);
        draft.summarise(&said_of(part, notes));
        for at in members {
            notes[at].id = ids.give(without_ending(&notes[at].path));
            placed.push((at, theme.clone()));
        }
        if let Some(index) = part.index {
            if is_page {
                let fallback = if title.is_empty() { &*draft.pack.title } else { &title };
                notes[index].call(fallback.to_owned());
                let heading = notes[index].outline.title.as_ref().map(|title| &title.text);
                if heading == titles.get(&*part.folder) {
                    leave_heading_out(&mut notes[index]);
                }
            } else {
                notes[index].id = format!("theme:{theme}").into();
            }
        }
        if let Some(log) = part.log {
            let is_root = part.folder.is_empty();
            let own = notes[log].front.text(&["title"]);
            let told = || if is_root { says::CHANGES.to_owned() } else { says::changes_in(&title) };
            notes[log].call(own.unwrap_or_else(told));
            leave_heading_out(&mut notes[log]);
        }
    }
    if let Some((at, _)) = placed.first() {
        draft.start_at(notes[*at].id.clone());
    }
    placed
}

/// Takes in what the root says of the bundle.
fn introduce(part: &Part, notes: &[Note], title: &str, draft: &mut Draft) {
    if !title.is_empty() {
        draft.pack.title = title.into();
    }
    draft.pack.summary = said_of(part, notes).into();
}

/// Returns whether a listing says more of itself than what the folder is called and what is in it.
fn says_more_of_itself(note: &Note) -> bool {
    const OF_FOLDERS: [&str; 3] = ["okf_version", "title", "description"];
    note.front.all().any(|(key, _)| !OF_FOLDERS.iter().any(|own| own.eq_ignore_ascii_case(key)))
}

/// Returns what is said of a folder: by itself, or where it is listed.
fn said_of(part: &Part, notes: &[Note]) -> String {
    let own = part.index.and_then(|at| notes[at].front.text(&["description"]));
    own.unwrap_or_else(|| part.said.clone())
}

/// Returns what a folder is called: as its listing is, as it is called where it is listed, or by its name;
/// empty for a root that has no title.
fn own_title(part: &Part, documents: &[Document], notes: &[Note]) -> String {
    let is_root = part.folder.is_empty();
    let own = part.index.and_then(|at| {
        let listing = &documents[at].listing;
        let is_group = |it: &String| is_root || heads_group(it, part, notes);
        let heading = listing.heading.clone().filter(|it| !(listing.heads_list && is_group(it)));
        notes[at].front.text(&["title"]).or(heading)
    });
    let called = name_of(&part.folder);
    let listed = || Some(part.title.clone()).filter(|title| !["", called].contains(&&**title));
    let name = || if is_root { String::new() } else { says::title(called) };
    own.or_else(listed).unwrap_or_else(name)
}

/// Returns whether the heading above a list names no folder but a group of what is in it: its kind, or the
/// folders, as the agent of the specification's authors heads what it lists. Of files that are no concepts the kind
/// is the name of the folder for one of them.
fn heads_group(heading: &str, part: &Part, notes: &[Note]) -> bool {
    const FOLDERS: &str = "Subdirectories";
    let mut kinds = part.concepts.iter().filter_map(|&at| notes[at].front.text(&["type"]));
    let is_one = || says::title(name_of(&part.folder)) == format!("{heading}s");
    heading == FOLDERS || kinds.any(|kind| kind.trim() == heading) || is_one()
}

/// Returns what a folder is called among all: after those that it lies in.
fn title_of(folder: &str, titles: &HashMap<&str, String>) -> String {
    let ends = folder.match_indices('/').map(|(at, _)| at).chain([folder.len()]);
    let title = |end| {
        let folder = &folder[..end];
        titles.get(folder).cloned().unwrap_or_else(|| says::title(name_of(folder)))
    };
    says::nested(&ends.map(title).collect::<Vec<_>>())
}

/// Leaves the first heading of a note out: what it says is said by its title in other words.
fn leave_heading_out(note: &mut Note) {
    if let Some(title) = &mut note.outline.title {
        title.is_told = true;
    }
}

/// A bundle that is being made into a pack.
struct Bundle<'b> {
    known: Notes<'b>,
    documents: &'b [Document],
    shelf: Shelf,
    draft: Draft,
}

impl Bundle<'_> {
    /// Adds a concept, the page of a folder or a history.
    fn entry(&mut self, at: usize, theme: Box<str>, reading: &mut Reading) {
        let note = &self.known.all[at];
        let translated = text(&self.known, at, reading).markdown;
        let noted = Noted::new(&translated);
        let places = self.places(at);
        let materials: Vec<&Material> = self.documents[at].sources().collect();
        let named: HashSet<&str> = noted.marks().map(|(label, _)| label).collect();
        let mut claims: HashMap<&str, Word> = HashMap::new();
        for (material, place) in materials.iter().copied().zip(&places) {
            let id = material.id.as_deref().filter(|id| named.contains(id));
            let Some(id) = id.filter(|id| !claims.contains_key(id)) else { continue };
            let prose = Some(noted.prose(id)).filter(|prose| !prose.is_empty());
            let prose = prose.unwrap_or_else(|| material.name().to_owned());
            let into = &mut self.draft.content;
            let claim = self.shelf.claim(&note.id, place, &prose, note.start(), into);
            claims.insert(id, claim);
        }
        let pieces = noted.pieces(|label| claims.contains_key(label));
        let mut statements: Vec<RawStatement> = pieces
            .into_iter()
            .flatten()
            .map(|piece| RawStatement {
                id: Box::default(),
                heading: piece.heading.into(),
                text: piece.text.into(),
                provenance: RawProvenance::Article {
                    claims: piece.labels.iter().map(|label| claims[&**label].clone()).collect(),
                },
            })
            .collect();
        let is_cited = |one: &Material| one.id.as_deref().is_some_and(|id| claims.contains_key(id));
        let uncited: Vec<&Material> =
            materials.iter().copied().filter(|one| !is_cited(one)).collect();
        let unfollowed = self.relate(at);
        let mut shown = |path: &str| {
            let note = note_at(&self.known, at, path).map(|at| &self.known.all[at]);
            shown(path, note.map(|note| (&*note.title, &*note.id)))
        };
        let cites = !claims.is_empty();
        let below =
            contract::below(&translated, &note.front, &unfollowed, &uncited, cites, &mut shown);
        let mut markdown = if statements.is_empty() { translated } else { String::new() };
        if !below.is_empty() {
            // What rests on nothing is counted once.
            match statements.last_mut().filter(|last| rests_on_nothing(&last.provenance)) {
                Some(last) => last.text = behind(&last.text, &below).into(),
                None => markdown = behind(&markdown, &below),
            }
        }
        let (head, at) = (self.head(at), self.documents[at].at_head(note));
        self.draft.push_with(Page { head, theme, markdown, at }, statements);
    }

    /// Returns what a file says of itself; a page or a history that does not say who wrote or confirmed it is no
    /// concept that nobody has confirmed.
    fn head(&self, at: usize) -> EntryHead {
        let note = &self.known.all[at];
        let mut head = head::read(&note.front, &note.id, &note.title);
        let is_concept = self.documents[at].role == Role::Concept;
        if !is_concept && note.front.get(&["generated", "verified"]).is_none() {
            head.standing.retain(|word| **word != *UNVERIFIED);
        }
        head
    }

    /// Puts the sources of a concept on the shelf, and links it with those that are concepts themselves;
    /// returns each with its place.
    fn places(&mut self, at: usize) -> Vec<Box<str>> {
        let (known, note) = (self.known, &self.known.all[at]);
        let mut places = Vec::new();
        for material in self.documents[at].sources() {
            // A concept is known by its path from the root, wherever it is named.
            let concept = note_at(&known, at, &material.resource);
            let path = concept.map(|concept| format!("/{}", known.all[concept].path));
            let into = &mut self.draft.content;
            places.push(self.shelf.add(material, path.as_deref(), note.start(), into));
            if let Some(entry) = entry_at(&known, at, &material.resource) {
                let from = Word { value: note.id.clone(), at: note.start() };
                self.draft.link(from, entry, &DERIVED);
            }
        }
        places
    }

    /// Links a concept with what replaces it, and with what it replaces; returns what of that is not there,
    /// each with how it is related.
    fn relate(&mut self, at: usize) -> Vec<(&'static str, String)> {
        let (known, note) = (self.known, &self.known.all[at]);
        let word = |value: Box<str>| Word { value, at: note.start() };
        let mut unfollowed = Vec::new();
        for (key, label) in
            [("superseded_by", SUPERSEDED.label), ("supersedes", SUPERSEDED.inverse)]
        {
            for path in note.front.list(&[key]) {
                match entry_at(&known, at, &path) {
                    Some(later) if label == SUPERSEDED.label => {
                        self.draft.link(word(note.id.clone()), later, &SUPERSEDED);
                    }
                    Some(earlier) => {
                        self.draft.link(word(earlier), note.id.clone(), &SUPERSEDED);
                    }
                    None => unfollowed.push((label, path)),
                }
            }
        }
        unfollowed
    }
}

fn rests_on_nothing(provenance: &RawProvenance) -> bool {
    matches!(provenance, RawProvenance::Article { claims } if claims.is_empty())
}

/// Returns a path or an address as Markdown that leads there, if it leads anywhere; `leads_to` are the title and
/// the id of what is at the path.
pub fn shown(path: &str, leads_to: Option<(&str, &str)>) -> String {
    match leads_to {
        _ if is_outside(path) && !path.contains([' ', '<', '>']) => format!("<{path}>"),
        Some((title, id)) => format!("[{}]({id})", in_brackets(title)),
        None => in_brackets(path),
    }
}

/// Returns the id of the entry that a path leads to, if that is another one.
fn entry_at(known: &Notes, at: usize, path: &str) -> Option<Box<str>> {
    let id = &known.all[note_at(known, at, path).filter(|&other| other != at)?].id;
    (!id.starts_with("theme:")).then(|| id.clone())
}

/// Returns the note that a path in front matter means: from the concept, else from the root, as the examples
/// of the specification have it (OKF 0.2, 6.2 and 10.2).
fn note_at(known: &Notes, at: usize, path: &str) -> Option<usize> {
    let path = path.split('#').next().filter(|path| !path.is_empty() && !is_outside(path))?;
    let find = |path: &str| known.vault.find_path(at, path);
    find(path).or_else(|| find(&format!("/{path}")))
}
