//! What a note asks about the others: where its links lead, and the texts that it shows from elsewhere.
//! Refuses to know: how texts are written.

use std::collections::HashMap;
use std::path::Path;

use super::is_markdown;
use super::logseq::referred;
use super::note::Note;
use super::translate::{Around, Embedded, Kind, Leads, Manner, Pointer, translate};
use super::vault::{Meant, Vault};
use crate::messages::formats as says;
use crate::text::address::{is_outside, normal};
use crate::text::markdown::plain;

/// How much text from elsewhere one note shows, in bytes.
const MOST_EMBEDDED: usize = 256 * 1024;

/// What leads to the beginning of any page (HTML, 7.4.6.4).
const TOP_OF_PAGE: &str = "top";

/// How many letters of a block are shown where it is referred to, and how much of it is read for them, in
/// bytes.
const MOST_OF_BLOCK: usize = 200;
const MOST_READ: usize = 2048;

/// All notes, and how links between them are understood.
#[derive(Clone, Copy)]
pub struct Notes<'n> {
    /// What lies there, for links to files that are no notes.
    pub root: &'n Path,
    /// The notes.
    pub all: &'n [Note],
    /// Their names.
    pub vault: &'n Vault,
    /// What sort of notes they are.
    pub kind: Kind,
}

/// What one note asks.
pub struct FromNote<'n> {
    known: Notes<'n>,
    from: usize,
    /// Whether texts from elsewhere are shown; they are not in texts from elsewhere.
    embeds: bool,
    /// How much text from elsewhere it shows so far, in bytes.
    embedded: usize,
    /// What the blocks say that it refers to, by their notes and where they begin there.
    said: HashMap<(usize, usize), String>,
    /// How many texts from elsewhere it shows so far.
    texts: usize,
    /// The links that have to be told of.
    pub missed: Vec<Missed>,
}

/// A link that has to be told of.
pub struct Missed {
    /// Where it stands, in bytes of the text.
    pub at: usize,
    /// Where it leads in the words of its author.
    pub destination: String,
    /// Why it has to be told of.
    pub why: Why,
}

/// Why a link has to be told of.
pub enum Why {
    /// No note has that name.
    NoNote,
    /// No file lies at that path.
    NoFile,
    /// The note of this title has nothing of that name, and the link leads to it as a whole.
    NoPart(String),
    /// The note of this path was chosen from so many others.
    Several(String, usize),
    /// The path leads to something from the root alone.
    FromRoot,
}

impl<'n> Notes<'n> {
    /// Answers what a note asks.
    pub fn around(self, from: usize) -> FromNote<'n> {
        FromNote {
            known: self,
            from,
            embeds: true,
            embedded: 0,
            said: HashMap::new(),
            texts: 0,
            missed: Vec::new(),
        }
    }
}

impl FromNote<'_> {
    fn find(&self, pointer: &Pointer, path: &str) -> Option<Meant> {
        let Notes { vault, kind, .. } = self.known;
        let by_path = || vault.find_path(self.from, path).map(|note| Meant { note, others: 0 });
        let by_name = || vault.find_name(self.from, path);
        if path.is_empty() {
            Some(Meant { note: self.from, others: 0 })
        } else if pointer.is_wiki {
            by_name().or_else(by_path)
        } else {
            by_path().or_else(|| kind.is_vault().then(by_name)?)
        }
    }

    /// Returns the note of a bundle at a path that is meant from the root, as its front matter may mean one
    /// (OKF 0.2, 6.2), and has that told.
    fn find_from_root(&mut self, pointer: &Pointer, path: &str) -> Option<Meant> {
        let from_root = format!("/{path}");
        let is_path = self.is_in_bundle() && !pointer.is_wiki && !path.starts_with(['/', '.']);
        let note = is_path.then(|| self.known.vault.find_path(self.from, &from_root))??;
        self.miss(pointer, Why::FromRoot);
        Some(Meant { note, others: 0 })
    }

    fn is_in_bundle(&self) -> bool {
        self.known.kind == Kind::Bundle
    }

    fn miss(&mut self, pointer: &Pointer, why: Why) {
        let destination = pointer.destination.to_owned();
        self.missed.push(Missed { at: pointer.at, destination, why });
    }

    /// Returns the path from the root of a file that is there and is no note.
    fn file(&self, path: &str) -> Option<String> {
        let inner = self.known.vault.joined(self.from, &normal(path))?;
        let is_file = !is_markdown(Path::new(&inner)) && self.known.root.join(&inner).exists();
        is_file.then_some(inner)
    }

    /// Returns where a block is shown, and how it begins.
    fn block(&mut self, pointer: &Pointer, id: &str) -> Leads {
        let Some((at, range)) = self.known.vault.find_block(id) else {
            self.miss(pointer, Why::NoNote);
            return Leads::Nowhere;
        };
        let note = &self.known.all[*at];
        let said = self
            .said
            .entry((*at, range.start))
            .or_insert_with(|| beginning(&note.text[range.clone()]));
        let fits = self.embedded + said.len() <= MOST_EMBEDDED;
        self.embedded += if fits { said.len() } else { 0 };
        let title = says::block(if fits { said } else { says::LEFT_OUT_WORDS });
        Leads::To { reference: note.id.to_string(), title }
    }

    fn reference(&self, note: usize, fragment: &str) -> Option<String> {
        let note = &self.known.all[note];
        if fragment.is_empty() {
            return Some(note.id.to_string());
        }
        let heading = note.outline.find(&normal(fragment))?;
        Some(format!("{}#{}", note.id, heading.anchor))
    }
}

impl Around for FromNote<'_> {
    fn follow(&mut self, pointer: &Pointer<'_>) -> Leads {
        let written = pointer.destination;
        if is_outside(written) {
            return Leads::Outside;
        }
        if let Some(id) = referred(written) {
            return self.block(pointer, id);
        }
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let found = self.find(pointer, path).or_else(|| self.find_from_root(pointer, path));
        let Some(Meant { note, others }) = found else {
            let from_root = || self.is_in_bundle().then(|| self.file(&format!("/{path}")))?;
            return match self.file(path).or_else(from_root) {
                Some(file) if self.is_in_bundle() && !file.ends_with('/') => Leads::File(file),
                Some(_) => Leads::Nowhere,
                None => {
                    self.miss(pointer, if pointer.is_wiki { Why::NoNote } else { Why::NoFile });
                    Leads::Nowhere
                }
            };
        };
        if others > 0 {
            self.miss(pointer, Why::Several(self.known.all[note].path.clone(), others));
        }
        let reference = self.reference(note, fragment).unwrap_or_else(|| {
            let is_block_or_title = fragment.starts_with('^')
                || fragment.eq_ignore_ascii_case(TOP_OF_PAGE)
                || self.known.all[note].outline.marks.contains(&*normal(fragment))
                || self.known.all[note].outline.is_title(&normal(fragment));
            if !is_block_or_title {
                self.miss(pointer, Why::NoPart(self.known.all[note].title.clone()));
            }
            self.known.all[note].id.to_string()
        });
        let shown: Vec<&str> =
            written.split('#').filter(|part| !part.is_empty() && !part.starts_with('^')).collect();
        let title =
            if shown.is_empty() { self.known.all[note].title.clone() } else { shown.join(" > ") };
        Leads::To { reference, title }
    }

    fn embed(&mut self, pointer: &Pointer<'_>) -> Option<Embedded> {
        let (path, fragment) =
            pointer.destination.split_once('#').unwrap_or((pointer.destination, ""));
        let Meant { note: at, .. } = self.find(pointer, path).filter(|_| self.embeds)?;
        if at == self.from && fragment.is_empty() {
            return None;
        }
        let note = &self.known.all[at];
        let part = if fragment.is_empty() {
            let title = note.outline.title.as_ref().filter(|title| title.is_told);
            title.map_or(0, |title| title.range.end)..note.text.len()
        } else {
            note.outline.part(fragment)?
        };
        let text = &note.text[part];
        if self.embedded + text.len() > MOST_EMBEDDED || text.trim().is_empty() {
            return None;
        }
        self.embedded += text.len();
        self.texts += 1;
        let prefix = format!("from{}-", self.texts);
        let manner = Manner { kind: self.known.kind, note_prefix: &prefix };
        let embedded = self.embedded;
        let mut inner = FromNote { embeds: false, embedded, ..self.known.around(at) };
        let translated = translate(text, None, manner, &mut inner);
        self.embedded = inner.embedded;
        let reference = self.reference(at, fragment).unwrap_or_else(|| note.id.to_string());
        Some(Embedded { reference, title: note.title.clone(), markdown: translated.markdown })
    }
}

/// Returns the first words of a block, in one line.
fn beginning(block: &str) -> String {
    let read = &block[..block.floor_char_boundary(MOST_READ)];
    let said = plain(read).text.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = said.char_indices().nth(MOST_OF_BLOCK).map(|(end, _)| end);
    match end {
        Some(end) => format!("{}{}", said[..end].trim_end(), says::LEFT_OUT_WORDS),
        None if read.len() < block.len() => said + says::LEFT_OUT_WORDS,
        None => said,
    }
}
