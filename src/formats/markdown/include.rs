//! Texts of files that a page takes in: `{{#include file}}` of mdBook, `--8<-- "file"` of `MkDocs`. Nothing
//! outside of the folder is read. Refuses to know: what the page says.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::fence::Fences;
use super::front::part;
use super::is_markdown;
use crate::content::outside::{Beside, BesideKind, Seen};
use crate::content::source;
use crate::formats::folder::leaves_out;
use crate::formats::intake::Reading;
use crate::formats::paths::joined;
use crate::messages::formats as says;
use crate::messages::system::why;

/// How much text one page takes in, in bytes; each text counts for what asks for it at least.
const MOST: usize = 1 << 20;

/// How much text is read and looked through for one page, in bytes.
const MOST_READ: usize = 128 << 20;

/// How many texts are taken in one by another.
const DEEPEST: usize = 16;

/// How many texts are told of that one page cannot take in.
const MOST_TOLD: usize = 100;

/// What begins a directive of mdBook, and those that take in a text.
const OPENING: &str = "{{#";
const BOOK: [&str; 4] = ["include", "rustdoc_include", "playground", "playpen"];

/// The mark of `MkDocs`.
const SCISSORS: &str = "--8<--";

/// A text with others taken into it.
pub struct Whole {
    /// The text.
    pub text: String,
    /// For each of its lines the line that it was taken in at, counted from 0.
    pub lines: Vec<u32>,
    /// The files that were asked for, and what they looked like before they were read.
    pub beside: Vec<(Beside, Seen)>,
    /// What could not be taken in: the line, what was asked for, and why not.
    pub refused: Vec<(u32, String, String)>,
}

/// Where pages lie.
#[derive(Clone, Copy)]
pub struct Home<'h> {
    /// The folder, or the only file.
    pub root: &'h Path,
    /// Whether they are those of an mdBook.
    pub is_book: bool,
}

/// Takes other texts into one that lies at a path below a folder; `None` if it asks for none.
pub fn taken_in(text: &str, home: Home, path: &str, reading: &Reading) -> Option<Whole> {
    if !text.contains(OPENING) && !text.contains(SCISSORS) {
        return None;
    }
    let root = if home.root.is_dir() { home.root } else { home.root.parent()? };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let root = fs::canonicalize(root).ok()?;
    let page = root.join(path);
    let mut takes = Takes {
        within: vec![fs::canonicalize(&page).unwrap_or(page)],
        root,
        is_book: home.is_book,
        reading,
        room: MOST,
        looks: MOST_READ,
        texts: HashMap::new(),
        fences: Fences::default(),
        is_over: false,
        is_full: false,
        line: 0,
        beside: BTreeMap::new(),
        whole: Whole {
            text: String::new(),
            lines: Vec::new(),
            beside: Vec::new(),
            refused: Vec::new(),
        },
    };
    takes.text(text, path, "");
    // The last line may have no end.
    takes.whole.lines.push(takes.line);
    takes.whole.beside = takes.beside.into_iter().collect();
    Some(takes.whole)
}

/// What is being put together.
struct Takes<'r, 'a, 'p> {
    root: PathBuf,
    is_book: bool,
    reading: &'r Reading<'a, 'p>,
    /// How many bytes may still be taken in.
    room: usize,
    /// How many bytes may still be read and looked through.
    looks: usize,
    /// The files that were asked for: their texts, or why they are not read.
    texts: HashMap<PathBuf, Result<Rc<str>, String>>,
    beside: BTreeMap<Beside, Seen>,
    /// The files whose texts are open, the page first.
    within: Vec<PathBuf>,
    fences: Fences,
    /// Whether there is no room for the text that is being taken in.
    is_over: bool,
    /// Whether nothing more is taken in.
    is_full: bool,
    /// The line of the page at hand.
    line: u32,
    whole: Whole,
}

/// A text that was asked for.
struct Found {
    text: Rc<str>,
    /// Where what it says of itself ends.
    begins: usize,
    file: PathBuf,
    /// Where its file lies below the folder.
    path: String,
}

impl Found {
    fn body(&self) -> &str {
        &self.text[self.begins..]
    }
}

impl Takes<'_, '_, '_> {
    /// Adds a text line by line, each behind an indent; `path` is where the text lies.
    fn text(&mut self, text: &str, path: &str, indent: &str) {
        // What nothing closes is no list.
        let mut marks = text.lines().filter(|line| line.trim() == SCISSORS).count() / 2 * 2;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if self.is_over {
                return;
            }
            if self.within.len() == 1 {
                self.line = u32::try_from(number).unwrap_or(u32::MAX);
            }
            let bare = line.trim();
            match bare.strip_prefix(SCISSORS).map(str::trim) {
                Some("") if marks > 0 => marks -= 1,
                Some(quoted) if quoted.starts_with(['"', '\'']) => {
                    self.snippet(quoted.trim_matches(['"', '\'']), line, path, indent);
                }
                _ if marks % 2 == 1 && !bare.is_empty() => self.snippet(bare, line, path, indent),
                _ => self.line_of_book(line, path, indent),
            }
        }
    }

    /// Takes in the file that a snippet of `MkDocs` names: from the top, or from where the page lies.
    fn snippet(&mut self, asked: &str, line: &str, path: &str, indent: &str) {
        let inner = &line[..line.len() - line.trim_start().len()];
        let found =
            self.find(asked, "").or_else(|reason| self.find(asked, path).map_err(|_| reason));
        let taken =
            found.and_then(|found| self.paste(&found, found.body(), &format!("{indent}{inner}")));
        match taken {
            Ok(()) => {
                if line.ends_with('\n') && !self.whole.text.ends_with('\n') {
                    self.put("\n");
                }
            }
            Err(reason) => {
                self.refuse(asked, reason);
                self.put(indent);
                self.put(line);
            }
        }
    }

    /// Adds a line with what mdBook takes into it.
    fn line_of_book(&mut self, line: &str, path: &str, indent: &str) {
        let (is_fenced, mut ticks) = (self.fences.on_line(line), 0);
        if !line.trim().is_empty() {
            self.put(indent);
        }
        let mut rest = line;
        while let Some(at) = rest.find(OPENING) {
            let Some(end) = rest[at..].find("}}").map(|end| at + end) else { break };
            let (word, asked) =
                rest[at + OPENING.len()..end].trim().split_once(' ').unwrap_or_default();
            let is_escaped = rest[..at].ends_with('\\');
            let before = rest[..at].strip_suffix('\\').unwrap_or(&rest[..at]);
            let asked = asked.split_whitespace().next().unwrap_or_default();
            let directive = &rest[at..end + 2];
            rest = &rest[end + 2..];
            ticks += before.matches('`').count();
            self.put(before);
            if is_escaped || !BOOK.contains(&word) {
                // `{{#title …}}` names the page in the head of the site.
                let is_text = !is_escaped && !is_fenced && ticks % 2 == 0;
                if !(is_text && self.is_book && word == "title") {
                    self.put(directive);
                }
                continue;
            }
            let taken = self
                .find(asked, path)
                .and_then(|found| self.paste(&found, found.body().trim_end_matches('\n'), ""));
            if let Err(reason) = taken {
                self.refuse(asked, reason);
                self.put(directive);
            }
        }
        self.put(rest);
    }

    /// Adds a text, and counts its lines to the line of the page.
    fn put(&mut self, text: &str) {
        if self.within.len() > 1 {
            self.count(text.len());
        }
        if self.is_over {
            return;
        }
        for _ in text.matches('\n') {
            self.whole.lines.push(self.line);
        }
        self.whole.text.push_str(text);
    }

    fn count(&mut self, bytes: usize) {
        match self.room.checked_sub(bytes) {
            Some(room) => self.room = room,
            None => self.is_over = true,
        }
    }

    /// Adds a text that was asked for, all of it or nothing.
    fn paste(&mut self, found: &Found, body: &str, indent: &str) -> Result<(), String> {
        if body.len() > self.room {
            return Err(says::TOO_MUCH_TAKEN_IN.to_owned());
        }
        if let Err(refusal) = self.reading.intake.budget.spend(body.len() as u64) {
            self.is_full = true;
            return Err(refusal.message);
        }
        let Whole { text, lines, refused, .. } = &self.whole;
        let (text, lines, refused) = (text.len(), lines.len(), refused.len());
        let (room, fences) = (self.room, self.fences);
        self.count(found.path.len() + indent.len());
        self.within.push(found.file.clone());
        self.text(body, &found.path, indent);
        self.within.pop();
        if self.is_over {
            (self.is_over, self.is_full) = (false, true);
            (self.room, self.fences) = (room, fences);
            self.whole.text.truncate(text);
            self.whole.lines.truncate(lines);
            self.whole.refused.truncate(refused);
            return Err(says::TOO_MUCH_TAKEN_IN.to_owned());
        }
        Ok(())
    }

    fn refuse(&mut self, asked: &str, reason: String) {
        if self.whole.refused.len() < MOST_TOLD {
            self.whole.refused.push((self.line, asked.to_owned(), reason));
        }
    }

    /// Finds `file`, `file:from:to` or `file:part`.
    fn find(&mut self, asked: &str, path: &str) -> Result<Found, String> {
        if self.is_full || self.reading.progress().is_stopped() {
            return Err(says::TOO_MUCH_TAKEN_IN.to_owned());
        }
        let (name, lines) =
            asked.split_once(':').map_or((asked, None), |(name, cut)| (name, Some(cut)));
        let path = joined(path, name).ok_or(says::OUTSIDE_OF_FOLDER)?;
        let beside = Beside { name: path.clone(), kind: BesideKind::Text };
        if let Entry::Vacant(new) = self.beside.entry(beside) {
            let seen = new.key().look(&self.root);
            new.insert(seen);
        }
        let file = fs::canonicalize(self.root.join(&path)).map_err(|error| why(&error))?;
        if !file.starts_with(&self.root) {
            return Err(says::OUTSIDE_OF_FOLDER.to_owned());
        }
        if self.within.contains(&file) {
            return Err(says::TOO_MUCH_TAKEN_IN.to_owned());
        }
        if self.within.len() > DEEPEST {
            return Err(says::taken_in_too_deep(DEEPEST));
        }
        let whole = self.read(&file)?;
        let text = match lines {
            Some(lines) => {
                let (text, looks) = cut(&whole, lines);
                self.look(looks)?;
                text.ok_or(says::NO_SUCH_PART)?.into()
            }
            None => whole,
        };
        // What a page says of itself is not said here.
        let is_page = lines.is_none() && is_markdown(&file);
        let begins = if is_page { part(&text).text_at } else { 0 };
        Ok(Found { text, begins, file, path })
    }

    /// Reads a file, once for the page.
    fn read(&mut self, file: &Path) -> Result<Rc<str>, String> {
        if let Some(known) = self.texts.get(file) {
            return known.clone();
        }
        let text = if leaves_out(&self.root, file) {
            Err(says::LEFT_OUT.to_owned())
        } else {
            source::read(file).map(Rc::from).map_err(|refusal| refusal.message)
        };
        self.texts.insert(file.to_owned(), text.clone());
        self.look(text.as_ref().map_or(0, |text: &Rc<str>| text.len()))?;
        text
    }

    /// Counts what was read or looked through.
    fn look(&mut self, bytes: usize) -> Result<(), String> {
        let left = self.looks.checked_sub(bytes);
        self.is_full |= left.is_none();
        self.looks = left.ok_or(says::TOO_MUCH_TAKEN_IN)?;
        Ok(())
    }
}

/// Returns the lines `from:to` of a text, or the part between marks of a name, and how many bytes were looked
/// through.
fn cut(text: &str, part: &str) -> (Option<String>, usize) {
    let (from, to) = part.split_once(':').unwrap_or((part, part));
    let number = |text: &str| text.parse::<usize>();
    let lines = text.split_inclusive('\n');
    if from.is_empty() || number(from).is_ok() {
        let first = number(from).unwrap_or(1).max(1);
        let last = number(to).unwrap_or(usize::MAX);
        let looks = lines.clone().take(last).map(str::len).sum();
        return (Some(lines.take(last).skip(first - 1).collect()), looks);
    }
    let opens = [format!("ANCHOR: {part}"), format!("{SCISSORS} [start:{part}]")];
    let closes = [format!("ANCHOR_END: {part}"), format!("{SCISSORS} [end:{part}]")];
    let has = |line: &str, marks: &[String]| {
        marks
            .iter()
            .any(|mark| line.trim_end().trim_end_matches("-->").trim_end().ends_with(&**mark))
    };
    let is_mark = |line: &&str| {
        ["ANCHOR: ", "ANCHOR_END: ", "--8<-- ["].iter().any(|mark| line.contains(mark))
    };
    let mut behind = lines.skip_while(|line| !has(line, &opens));
    let inside = behind.next().map(|_| {
        behind.take_while(|line| !has(line, &closes)).filter(|line| !is_mark(line)).collect()
    });
    (inside, text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_file_are_told_by_lines_and_by_marks() {
        let text = "a\n// ANCHOR: x\nb\n<!-- --8<-- [start:y] -->\nc\n// ANCHOR_END: x\nd\n";
        for (part, expected) in [
            ("1", Some("a\n")),
            ("7:", Some("d\n")),
            ("6:7", Some("// ANCHOR_END: x\nd\n")),
            (":1", Some("a\n")),
            ("x", Some("b\nc\n")),
            ("y", Some("c\nd\n")),
            ("z", None),
        ] {
            assert_eq!(cut(text, part).0.as_deref(), expected, "{part}");
        }
    }
}
