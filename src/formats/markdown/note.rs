//! A note as it was read: what it says of itself, its text, and what can be led to in it. Refuses to know:
//! other notes.

use std::num::NonZeroU32;

use super::front::{self, Front};
use super::include::{Home, taken_in};
use super::logseq;
use super::outline::Outline;
use super::prepare::{EMBED, prepared};
use super::vault::{is_index, name_of, without_ending};
use crate::content::outside::{Beside, Seen};
use crate::content::position::{At, FileKey, LineIndex, Spot};
use crate::formats::intake::{Reading, TextFile};
use crate::messages::formats as says;

/// The keys of front matter that are more than properties.
pub const KNOWN: [&str; 12] = [
    "title",
    "aliases",
    "alias",
    "tags",
    "tag",
    "keywords",
    "description",
    "summary",
    "abstract",
    "cssclasses",
    "cssclass",
    "publish",
];

/// A note.
pub struct Note {
    /// Its file.
    file: FileKey,
    /// Where it lies below the folder, with slashes.
    pub path: String,
    /// Its id, once it has one.
    pub id: Box<str>,
    /// What it is called.
    pub title: String,
    /// What it says of itself.
    pub front: Front,
    /// Its text, without what it says of itself, and with as many lines as in the file but for those of
    /// other texts that it takes in.
    pub text: String,
    /// What can be led to in it.
    pub outline: Outline,
    /// The files whose texts are taken into it, and what these looked like.
    pub beside: Vec<(Beside, Seen)>,
    /// How many lines are before its text.
    lines_before: usize,
    /// For each line of its text the line of the file's, counted from 0, if other texts are in it.
    lines: Vec<u32>,
}

impl Note {
    /// Reads a file below a folder; front matter that cannot be read is reported, and so are texts that it
    /// cannot take in.
    pub fn new(file: TextFile, path: String, home: Home, reading: &mut Reading) -> Self {
        let mut parted = front::part(&file.text);
        let mut front = parted.front.unwrap_or_else(|fault| {
            let at = at_line(file.file, fault.line);
            let message = says::front_matter(&fault.reason);
            reading.warn(at, "front-matter", message, says::FRONT_MATTER_HINT);
            Front::default()
        });
        tell_odd_end(parted.odd_end.as_ref(), file.file, reading);
        if reading.checks() && front::is_left_open(&file.text) {
            let at = at_line(file.file, Some(1));
            reading.warn(
                at,
                "front-matter",
                says::open_front_matter(),
                says::OPEN_FRONT_MATTER_HINT,
            );
        }
        if let Some((said, length)) = logseq::page(&file.text[parted.text_at..])
            && front.is_empty()
        {
            front = said.into();
            parted.text_at += length;
        }
        let taken = taken_in(&file.text[parted.text_at..], home, &path, reading);
        let Some(whole) = taken else { return Self::of(file, path, front, parted.text_at, None) };
        let before = file.text[..parted.text_at].to_owned();
        let text = TextFile { file: file.file, text: before + &whole.text };
        let mut note = Self::of(text, path, front, parted.text_at, None);
        (note.lines, note.beside) = (whole.lines, whole.beside);
        for (line, asked, reason) in whole.refused {
            let at =
                note.at_line(u32::try_from(note.lines_before + 1).ok().map(|first| first + line));
            let message = says::not_taken_in(&asked, &reason);
            reading.warn(at, "not-included", message, says::NOT_TAKEN_IN_HINT);
        }
        note
    }

    /// Takes a file whose text begins at a byte, and that says this of itself before. What it is called is
    /// its title, whatever its first heading says.
    pub fn of(
        file: TextFile,
        path: String,
        front: Front,
        text_at: usize,
        called: Option<String>,
    ) -> Self {
        let TextFile { file, text } = file;
        let lines_before = text[..text_at].matches('\n').count();
        let text = prepared(&text[text_at..], false).into_owned();
        let told = called.or_else(|| front.text(&["title"]));
        let outline = Outline::of(&text, told.as_deref());
        let heading = outline.title.as_ref().map(|title| title.text.clone());
        let title = told.or_else(|| heading.filter(|heading| !heading.trim().is_empty()));
        let title = title.unwrap_or_else(|| title_of_path(&path));
        Self {
            file,
            path,
            id: Box::default(),
            title,
            front,
            text,
            outline,
            beside: Vec::new(),
            lines_before,
            lines: Vec::new(),
        }
    }

    /// Reads the text again as one of a vault, which may hold comments.
    pub fn read_as_vault(&mut self) {
        if self.text.contains("%%") || self.text.contains(EMBED) {
            self.text = prepared(&self.text, true).into_owned();
            self.outline = Outline::of(&self.text, self.front.text(&["title"]).as_deref());
        }
    }

    /// Gives it a title, whatever its first heading says.
    pub fn call(&mut self, title: String) {
        self.outline = Outline::of(&self.text, Some(&title));
        self.title = title;
    }

    /// Takes in what a plan calls it, if it has no title of its own.
    pub fn on_called(&mut self, title: &str) {
        let has_own = self.front.text(&["title"]).is_some() || self.outline.title.is_some();
        if !title.is_empty() && !has_own {
            title.clone_into(&mut self.title);
        }
    }

    /// Returns the other names that it gives itself.
    pub fn aliases(&self) -> impl Iterator<Item = String> {
        self.front.list(&["aliases", "alias"]).into_iter()
    }

    /// Returns all titles by which it can be meant.
    pub fn names(&self) -> Vec<String> {
        let heading = self.outline.title.iter().map(|title| title.text.clone());
        std::iter::once(self.title.clone()).chain(heading).chain(self.aliases()).collect()
    }

    /// Returns the beginning of a line of the file, counted from 1; the whole file without one.
    pub fn at_line(&self, line: Option<u32>) -> At {
        at_line(self.file, line)
    }

    /// Returns where its text begins in the file.
    pub fn start(&self) -> At {
        self.at_line(u32::try_from(self.lines_before + 1).ok())
    }

    /// Returns where each byte of its text is in the file; the lines are counted once.
    pub fn places(&self) -> Places<'_> {
        Places { note: self, lines: LineIndex::new(&self.text) }
    }
}

/// Where the bytes of the text of a note are in its file.
pub struct Places<'n> {
    note: &'n Note,
    lines: LineIndex<'n>,
}

impl Places<'_> {
    /// Returns the place of a byte.
    pub fn at(&self, offset: usize) -> At {
        let Spot { line, column } = self.lines.spot(offset);
        let taken = self.note.lines.get(line.get() as usize - 1);
        let line = taken.and_then(|taken| NonZeroU32::MIN.checked_add(*taken)).unwrap_or(line);
        let before = u32::try_from(self.note.lines_before).unwrap_or(u32::MAX);
        let spot = Spot { line: line.saturating_add(before), column };
        At { file: self.note.file, spot: Some(spot) }
    }
}

/// Returns the beginning of a line, counted from 1; the whole file without one.
fn at_line(file: FileKey, line: Option<u32>) -> At {
    let line = line.and_then(NonZeroU32::new);
    At { file, spot: line.map(|line| Spot { line, column: NonZeroU32::MIN }) }
}

/// Returns what a file is called that has no title: by its name, or as its folder if it stands for that.
fn title_of_path(path: &str) -> String {
    let path = without_ending(path);
    let title = match path.rsplit_once('/') {
        Some((folder, name)) if is_index(name) => name_of(folder).to_owned(),
        _ => name_of(path).replace("___", "/"),
    };
    if title.trim().is_empty() { says::NAMELESS.to_owned() } else { title }
}

/// Warns of front matter that ends with what only looks like its end.
pub fn tell_odd_end(end: Option<&(u32, String)>, file: FileKey, reading: &mut Reading) {
    if let Some((line, written)) = end {
        let at = at_line(file, Some(*line));
        reading.warn(at, "front-matter", says::odd_end(written), says::ODD_END_HINT);
    }
}
