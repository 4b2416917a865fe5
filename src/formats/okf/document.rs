//! A file of a bundle as it was read: what its name makes of it, and what it says of itself. Refuses to
//! know: other files.

use std::collections::HashSet;

use super::super::escape::in_brackets;
use super::super::intake::{Reading, TextFile};
use super::super::markdown::front;
use super::super::markdown::note::{Note, tell_odd_end};
use super::super::markdown::vault::name_of;
use super::super::markdown::yaml::Fault;
use super::citations;
use super::head;
use super::listing::{self, Listing};
use super::sources::{Material, materials};
use super::{INDEX, LOG};
use crate::content::position::At;
use crate::messages::formats;

/// What the name of a file makes of it (OKF 0.2, 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A concept.
    Concept,
    /// The listing of a folder.
    Index,
    /// The history of a folder.
    Log,
}

/// What is known of a file beside its note.
pub struct Document {
    /// What it is.
    pub role: Role,
    /// Its front matter, as it is written.
    pub head: String,
    /// Why that cannot be read.
    pub fault: Option<Fault>,
    /// What it lists; nothing but of an index.
    pub listing: Listing,
    /// What it was made from.
    pub materials: Vec<Material>,
}

impl Document {
    /// Reads a file.
    pub fn new(file: TextFile, path: String, reading: &mut Reading) -> (Self, Note) {
        let role = match name_of(&path) {
            INDEX => Role::Index,
            LOG => Role::Log,
            _ => Role::Concept,
        };
        let parted = front::part(&file.text);
        tell_odd_end(parted.odd_end.as_ref(), file.file, reading);
        let head = file.text[..parted.text_at].to_owned();
        let fault = parted.front.as_ref().err().cloned();
        let front = parted.front.unwrap_or_default();
        let called = (role == Role::Concept).then(|| {
            let title = front.text(&["title"]);
            title.unwrap_or_else(|| head::title_of(&path))
        });
        let mut note = Note::of(file, path, front, parted.text_at, called);
        if let Some(fault) = fault.as_ref().filter(|_| !reading.checks()) {
            let message = formats::front_matter(&fault.reason);
            let at = note.at_line(fault.line);
            reading.warn(at, "front-matter", message, formats::FRONT_MATTER_HINT);
        }
        let mut materials = materials(&note.front);
        let mut listing = Listing::default();
        match role {
            Role::Concept if note.front.get(&["sources"]).is_none() => {
                materials = citations::take(&mut note);
            }
            Role::Concept => define_footnotes(&mut note, &materials),
            Role::Index => listing = listing::read(&note.text),
            Role::Log => {}
        }
        (Self { role, head, fault, listing, materials }, note)
    }

    /// Goes through what it was made from, as far as that has a name by which a reader could look it up.
    pub fn sources(&self) -> impl Iterator<Item = &Material> {
        self.materials.iter().filter(|one| !one.name().is_empty())
    }

    /// Returns the line of the file, counted from 1, in which a key of its front matter stands; the first
    /// one if it stands nowhere.
    pub fn line_of(&self, key: &str) -> u32 {
        let is_key = |line: &str| {
            let line = line.trim_start_matches([' ', '-', '{']);
            line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'))
        };
        self.find_line(is_key).unwrap_or(1)
    }

    /// Returns where a key stands that begins a line of the file.
    pub fn at_key(&self, note: &Note, line: u32) -> At {
        let mut at = note.at_line(Some(line));
        let written = self.head.lines().nth(line.saturating_sub(1) as usize).unwrap_or_default();
        let before = written.len() - written.trim_start_matches([' ', '-', '{']).len();
        if let Some(spot) = at.spot.as_mut().filter(|_| before < written.len()) {
            spot.column = spot.column.saturating_add(u32::try_from(before).unwrap_or_default());
        }
        at
    }

    /// Returns where a concept says what it is called or of what type it is, which stands for it.
    pub fn at_head(&self, note: &Note) -> At {
        let line = Some(self.line_of("title")).filter(|&line| line > 1);
        self.at_key(note, line.unwrap_or_else(|| self.line_of("type")))
    }

    /// Returns the line in which a source is declared.
    pub fn line_of_source(&self, material: &Material) -> u32 {
        let declares = |key: &str, value: &str| {
            self.find_line(|line| {
                let written = line.split_once(key).map(|(_, written)| written.trim_start());
                let bare = written.map(|written| written.trim_start_matches(['"', '\'']));
                bare.is_some_and(|written| written.starts_with(value))
            })
        };
        let id = material.id.as_deref().and_then(|id| declares("id:", id));
        let line = id.or_else(|| declares("resource:", &material.resource));
        line.unwrap_or_else(|| self.line_of("sources"))
    }

    fn find_line(&self, is_wanted: impl Fn(&str) -> bool) -> Option<u32> {
        let line = self.head.lines().position(is_wanted)?;
        u32::try_from(line + 1).ok()
    }
}

/// Defines footnotes that name a source and are defined nowhere: what is known of the source is enough
/// (OKF 0.2, 5.1).
fn define_footnotes(note: &mut Note, materials: &[Material]) {
    /// The longest label of a footnote, in bytes (`CommonMark` 0.31, 6.3, of link labels).
    const LONGEST: usize = 999;
    let (mut named, mut defined) = (HashSet::new(), HashSet::new());
    for (at, _) in note.text.match_indices("[^") {
        let end = note.text.floor_char_boundary(at + LONGEST);
        let behind = note.text.get(at + 2..end).unwrap_or_default();
        if let Some((label, rest)) = behind.split_once(']') {
            let met = if rest.starts_with(':') { &mut defined } else { &mut named };
            met.insert(label);
        }
    }
    let is_open = |id: &str| named.contains(id) && !defined.contains(id);
    let open = materials.iter().filter_map(|one| Some((one.id.as_deref()?, one.name())));
    let notes: Vec<String> = open
        .filter(|(id, _)| is_open(id))
        .map(|(id, name)| format!("\n\n[^{id}]: {}\n", in_brackets(name)))
        .collect();
    note.text += &notes.concat();
}
