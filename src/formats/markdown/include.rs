//! Texts of files that a page takes in: `{{#include file}}` of mdBook, `--8<-- "file"` of `MkDocs`. Nothing outside
//! of the folder is read. Refuses to know: what the page says.

use std::fs;
use std::path::{Path, PathBuf};

use super::front::part;
use crate::content::load;
use crate::content::source::Input;
use crate::formats::epub::paths::joined;
use crate::formats::intake::Reading;
use crate::messages::formats as says;

/// How much text one page takes in, in bytes.
const MOST: usize = 1 << 20;

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
    /// Whether another text is in it.
    pub is_more: bool,
    /// What could not be taken in: the line, what was asked for, and why not.
    pub refused: Vec<(u32, String, String)>,
}

/// Takes other texts into one that lies at a path below a folder; `None` if it asks for none.
pub fn taken_in(text: &str, (root, path): (&Path, &str), reading: &Reading) -> Option<Whole> {
    if !text.contains(OPENING) && !text.contains(SCISSORS) {
        return None;
    }
    let root = if root.is_dir() { root } else { root.parent()? };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let mut takes = Takes {
        root: fs::canonicalize(root).ok()?,
        reading,
        room: MOST,
        page: path,
        within: Vec::new(),
        line: 0,
        whole: Whole {
            text: String::new(),
            lines: Vec::new(),
            is_more: false,
            refused: Vec::new(),
        },
    };
    takes.text(text, path, "");
    Some(takes.whole)
}

/// What is being put together.
struct Takes<'r, 'a, 'p> {
    root: PathBuf,
    reading: &'r Reading<'a, 'p>,
    /// How many bytes may still be taken in.
    room: usize,
    /// Where the page lies.
    page: &'r str,
    /// The files whose texts are open, outermost first.
    within: Vec<String>,
    /// The line of the page at hand.
    line: u32,
    whole: Whole,
}

impl Takes<'_, '_, '_> {
    /// Adds a text line by line, each behind an indent; `path` is where the text lies.
    fn text(&mut self, text: &str, path: &str, indent: &str) {
        let mut listed = false;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            if self.within.is_empty() {
                self.line = u32::try_from(number).unwrap_or(u32::MAX);
            }
            let bare = line.trim();
            let inner = &line[..line.len() - line.trim_start().len()];
            let quoted = bare.strip_prefix(SCISSORS).map(str::trim);
            match quoted {
                Some("") => listed = !listed,
                Some(quoted) if quoted.starts_with(['"', '\'']) => {
                    let asked = quoted.trim_matches(['"', '\'']);
                    self.snippet(asked, path, &format!("{indent}{inner}"));
                }
                _ if listed && !bare.is_empty() => {
                    self.snippet(bare, path, &format!("{indent}{inner}"));
                }
                _ => self.line_of_book(line, path, indent),
            }
        }
    }

    /// Takes in the file that a snippet of `MkDocs` names: from the top, or from where the page lies.
    fn snippet(&mut self, asked: &str, path: &str, indent: &str) {
        let found =
            self.find(asked, "").or_else(|reason| self.find(asked, path).map_err(|_| reason));
        match found {
            Ok((text, at)) => self.paste(&text, &at, indent),
            Err(reason) => {
                self.refuse(asked, reason);
                self.put(&format!("{indent}{SCISSORS} \"{asked}\"\n"));
            }
        }
    }

    /// Adds a line with what mdBook takes into it.
    fn line_of_book(&mut self, line: &str, path: &str, indent: &str) {
        let mut rest = line;
        let mut begun = false;
        while let Some(at) = rest.find(OPENING) {
            let Some(end) = rest[at..].find("}}").map(|end| at + end) else { break };
            let (word, asked) =
                rest[at + OPENING.len()..end].trim().split_once(' ').unwrap_or_default();
            let is_escaped = rest[..at].ends_with('\\');
            let before = rest[..at].strip_suffix('\\').unwrap_or(&rest[..at]);
            let asked = asked.split_whitespace().next().unwrap_or_default();
            let directive = &rest[at..end + 2];
            rest = &rest[end + 2..];
            self.add(if begun { "" } else { indent }, before, &mut begun);
            if is_escaped || !BOOK.contains(&word) {
                // `{{#title …}}` names the page in the head of a site.
                if is_escaped || word != "title" {
                    self.add("", directive, &mut begun);
                }
                continue;
            }
            match self.find(asked, path) {
                Ok((text, at)) => {
                    self.paste(text.trim_end_matches('\n'), &at, "");
                    begun = true;
                }
                Err(reason) => {
                    self.refuse(asked, reason);
                    self.add("", directive, &mut begun);
                }
            }
        }
        self.add(if begun { "" } else { indent }, rest, &mut begun);
    }

    fn add(&mut self, indent: &str, text: &str, begun: &mut bool) {
        if !text.is_empty() {
            *begun = true;
            self.put(indent);
            self.put(text);
        }
    }

    /// Adds a text, and counts its lines to the line of the page.
    fn put(&mut self, text: &str) {
        for _ in text.matches('\n') {
            self.whole.lines.push(self.line);
        }
        self.whole.text.push_str(text);
    }

    fn paste(&mut self, text: &str, path: &str, indent: &str) {
        self.room -= text.len();
        self.whole.is_more = true;
        self.within.push(path.to_owned());
        // What the file says of itself is not said here.
        self.text(&text[part(text).text_at..], path, indent);
        self.within.pop();
        if !indent.is_empty() && !text.ends_with('\n') {
            self.put("\n");
        }
    }

    fn refuse(&mut self, asked: &str, reason: String) {
        self.whole.refused.push((self.line, asked.to_owned(), reason));
    }

    /// Reads `file`, `file:from:to` or `file:part`; returns the text and where its file lies.
    fn find(&self, asked: &str, path: &str) -> Result<(String, String), String> {
        let (name, lines) =
            asked.split_once(':').map_or((asked, None), |(name, cut)| (name, Some(cut)));
        let inner = joined(path, name).ok_or(says::OUTSIDE_OF_FOLDER)?;
        let file = fs::canonicalize(self.root.join(&inner)).map_err(|error| error.to_string())?;
        if !file.starts_with(&self.root) {
            return Err(says::OUTSIDE_OF_FOLDER.to_owned());
        }
        let text = load::text(Input::Path(file), &self.reading.intake.budget);
        let text = text.map_err(|refusal| refusal.message)?;
        let text = lines.map_or_else(|| Some(text.to_string()), |lines| cut(&text, lines));
        let text = text.ok_or(says::NO_SUCH_PART)?;
        let is_open = self.page == inner || self.within.contains(&inner);
        if is_open || text.len() > self.room {
            return Err(says::TOO_MUCH_TAKEN_IN.to_owned());
        }
        Ok((text, inner))
    }
}

/// Returns the lines `from:to` of a text, or the part between marks of a name.
fn cut(text: &str, part: &str) -> Option<String> {
    let (from, to) = part.split_once(':').unwrap_or((part, part));
    let number = |text: &str| text.parse::<usize>();
    let lines = text.split_inclusive('\n');
    if from.is_empty() || number(from).is_ok() {
        let first = number(from).unwrap_or(1).max(1);
        let last = number(to).unwrap_or(usize::MAX);
        return Some(lines.take(last).skip(first - 1).collect());
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
    behind.next()?;
    Some(behind.take_while(|line| !has(line, &closes)).filter(|line| !is_mark(line)).collect())
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
            assert_eq!(cut(text, part).as_deref(), expected, "{part}");
        }
    }
}
