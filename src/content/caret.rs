//! A mistake as an author wants to see it: its place, the line of the file, and a caret under what is
//! wrong; each stretch with what it is. Refuses to know colours and terminals.

use std::collections::HashMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::diagnostic::{Diagnostic, Severity};
use super::files::Files;
use super::position::FileKey;
use super::source::{Input, given, read};
use super::whereabouts::Whereabouts;
use crate::messages::check as say;
use crate::text::breaking;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The widest report, in columns.
pub const WIDEST: usize = 200;

/// The longest line that is shown, in bytes: a caret in a longer one points to nothing that can be
/// seen, and a file may have as many mistakes in one line as it has bytes.
const LONGEST_LINE: usize = 16 << 10;

/// Of how many mistakes the lines are shown; the places of all others say enough to those who have so
/// many.
const MOST_LINES: usize = 1_000;

/// How far what does not fit into the first row is indented, in columns.
const INDENT: usize = 4;

/// Finds the lines that mistakes point to; keeps the text of one file at a time.
pub struct Excerpts<'a> {
    whereabouts: &'a Whereabouts,
    keys: HashMap<&'a str, FileKey>,
    open: Option<(FileKey, FileText)>,
    shown: usize,
}

/// A text and where its lines start, so that a hundred thousand mistakes find their lines at once.
struct FileText {
    text: String,
    starts: Vec<u32>,
}

impl FileText {
    fn new(text: String) -> Self {
        let behind = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        let starts = std::iter::once(0).chain(behind.map(|(at, _)| at as u32 + 1)).collect();
        Self { text, starts }
    }

    /// Returns a line, counted from 0, without its end.
    fn get(&self, line: usize) -> Option<&str> {
        let start = *self.starts.get(line)? as usize;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |&next| next as usize - 1);
        let line = &self.text[start..end];
        Some(line.strip_suffix('\r').unwrap_or(line))
    }
}

impl<'a> Excerpts<'a> {
    /// Begins to show mistakes of the packs that were opened.
    pub fn new(whereabouts: &'a Whereabouts) -> Self {
        let names = whereabouts.files.names().enumerate();
        let keys = names.map(|(at, name)| (name, FileKey(at as u32))).collect();
        Self { whereabouts, keys, open: None, shown: 0 }
    }

    /// Returns the line that a mistake points to; `None` if it means the whole file, if the file
    /// is not to be had, or if the line is very long.
    pub fn line(&mut self, diagnostic: &Diagnostic) -> Option<&str> {
        let key = *self.keys.get(diagnostic.file.as_str())?;
        let line = diagnostic.line?.checked_sub(1)?;
        if self.open.as_ref().is_none_or(|(open, _)| *open != key) {
            let text = text(self.whereabouts.files.input(key)?)?;
            self.open = Some((key, FileText::new(text)));
        }
        let (_, lines) = self.open.as_ref()?;
        lines.get(line as usize).filter(|line| line.len() <= LONGEST_LINE)
    }

    /// Writes a mistake in several rows of at most `columns` (at least 20, at most [`WIDEST`]), as compilers
    /// do: `severity[code]: message`, the place, the line between two bars with carets below it, and what
    /// helps.
    pub fn show(&mut self, diagnostic: &Diagnostic, columns: usize) -> Excerpt {
        let columns = columns.clamp(20, WIDEST);
        self.shown += 1;
        let shows_line = self.shown <= MOST_LINES;
        let line = if shows_line { self.line(diagnostic).map(str::to_owned) } else { None };
        let severity = diagnostic.severity;
        let mut rows = folded(
            &[
                (&format!("{}[{}]", severity.word(), diagnostic.code), Part::Severity(severity)),
                (&format!(": {}", diagnostic.message), Part::Message),
            ],
            columns,
        );
        // The frame is as wide as the number of the line.
        let number = diagnostic.line.filter(|_| line.is_some()).unwrap_or_default();
        let frame = " ".repeat(number.to_string().len());
        let place = diagnostic.place();
        rows.extend(folded(
            &[(&format!("{frame}--> "), Part::Frame), (&place, Part::Place)],
            columns,
        ));
        let bar = || vec![(Safe::line(&format!("{frame} |")), Part::Frame)];
        let has_hint = !diagnostic.hint.is_empty();
        if let Some(line) = line {
            rows.push(bar());
            rows.extend(pointed(diagnostic, &line, columns));
            if has_hint {
                rows.push(bar());
            }
        }
        if has_hint {
            let hint = [
                (&*format!("{frame} = "), Part::Frame),
                (&*format!("{}: ", say::HELP), Part::Help),
                (&*diagnostic.hint, Part::Hint),
            ];
            rows.extend(folded(&hint, columns));
        }
        Excerpt { rows }
    }
}

fn text(input: &Input) -> Option<String> {
    match input {
        Input::Text(text) => Some((*text).to_owned()),
        Input::Given(bytes) => given(bytes).ok(),
        Input::Path(path) => read(path).ok(),
        Input::Refused(_) => None,
    }
}

/// Returns the line that one mistake points to, see [`Excerpts::line`]. A file that was not there when
/// the packs were opened is looked for under its name.
pub fn line_of(mistake: &Diagnostic, files: &Files) -> Option<String> {
    let line = mistake.line?.checked_sub(1)?;
    let text = text(&files.input_named(&mistake.file)?)?;
    let lines = FileText::new(text);
    lines.get(line as usize).filter(|line| line.len() <= LONGEST_LINE).map(str::to_owned)
}

/// What a stretch of an excerpt is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The file, the line and the column.
    Place,
    /// How bad it is, and its kind.
    Severity(Severity),
    /// What is wrong.
    Message,
    /// The number of the line, and the frame beside it.
    Frame,
    /// The line of the file.
    Line,
    /// The carets under what is wrong.
    Caret(Severity),
    /// The word that what to do begins with.
    Help,
    /// What to do.
    Hint,
}

/// A mistake in rows of stretches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// The rows, each of stretches with what they are.
    pub rows: Vec<Vec<(Safe, Part)>>,
}

impl Excerpt {
    /// Writes a sentence in rows of at most `columns` (at least 20), bold as a place is.
    pub fn sentence(sentence: &str, columns: usize) -> Self {
        Self { rows: folded(&[(sentence, Part::Place)], columns.max(20)) }
    }

    /// Returns the rows as text, without a line break at the end.
    pub fn text(&self) -> Safe {
        let mut text = Safe::default();
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                text.push(&Safe::text("\n"));
            }
            for (stretch, _) in row {
                text.push(stretch);
            }
        }
        text
    }
}

/// Returns a sentence in rows of at most `columns`, those behind the first indented.
fn folded(parts: &[(&str, Part)], columns: usize) -> Vec<Vec<(Safe, Part)>> {
    let mut sentence = Safe::default();
    let ends: Vec<(usize, Part)> = parts
        .iter()
        .map(|(text, part)| {
            sentence.push(&Safe::name(text));
            (sentence.len(), *part)
        })
        .collect();
    let ranges: Vec<Range<usize>> = if width(&sentence) <= columns {
        std::iter::once(0..sentence.len()).collect()
    } else {
        breaking::lines(&sentence, columns - INDENT).into_iter().map(|line| line.range).collect()
    };
    let row = |(at, range): (usize, &Range<usize>)| {
        let mut row = Vec::new();
        if at > 0 {
            row.push((Safe::spaces(INDENT), Part::Message));
        }
        let mut start = range.start;
        for &(end, part) in &ends {
            let end = end.min(range.end);
            if start < end {
                row.push((sentence.slice(start..end), part));
                start = end;
            }
        }
        row
    };
    ranges.iter().enumerate().map(row).collect()
}

/// Returns the line of the file that a mistake points to, with its number, and a row of carets below.
pub fn pointed(diagnostic: &Diagnostic, line: &str, columns: usize) -> Vec<Vec<(Safe, Part)>> {
    let column = diagnostic.column.map_or(0, |column| column as usize - 1);
    let start = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let end = start + name_in_link(line, start).unwrap_or_else(|| word(&line[start..]));
    let (safe, offsets) = Safe::mapped(line);
    let span = offsets.safe(start)..offsets.safe(end);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let snippet = Snippet::source(safe.as_str())
        .line_start(diagnostic.line.unwrap_or(1) as usize)
        .annotation(AnnotationKind::Primary.span(inside(span, &safe)));
    let group = Group::with_level(level).element(snippet);
    let drawn = Renderer::plain().term_width(columns).render(&[group]);
    // The frame around the two rows says nothing.
    let says = |row: &&str| !row.trim_start_matches(['-', '>', ' ', '|']).is_empty();
    let row = |row: &str| {
        let row = truncate(&Safe::line(row), columns);
        let behind = row.find('|').map_or(0, |bar| bar + 1);
        let carets = row[behind..].chars().all(|c| c == ' ' || c == '^');
        let part = if carets { Part::Caret(diagnostic.severity) } else { Part::Line };
        vec![(row.slice(0..behind), Part::Frame), (row.slice(behind..row.len()), part)]
    };
    drawn.lines().filter(says).map(row).collect()
}

fn inside(span: Range<usize>, safe: &Safe) -> Range<usize> {
    span.start.min(safe.len())..span.end.max(span.start).min(safe.len())
}

/// Measures what stands behind `[[`, up to what ends the name of an entry in a link.
fn name_in_link(line: &str, start: usize) -> Option<usize> {
    let (above, name) = line.split_at(start);
    name.find(['|', ']', '[']).filter(|end| *end > 0 && above.ends_with("[["))
}

/// Measures what a mistake at the start of a text is about: a string, the header of a table, a list, or a
/// word.
fn word(text: &str) -> usize {
    const DOUBLE: &str = "\"\"\"";
    const SINGLE: &str = "'''";
    let first = text.chars().next().unwrap_or(' ');
    let behind = |open: &str, close: &str| {
        let rest = text.strip_prefix(open)?;
        rest.find(close).map(|end| open.len() + end + close.len())
    };
    let end = match first {
        // A text of several lines is pointed to by what opens it.
        '"' if text.starts_with(DOUBLE) => behind(DOUBLE, DOUBLE).or(Some(DOUBLE.len())),
        '\'' if text.starts_with(SINGLE) => behind(SINGLE, SINGLE).or(Some(SINGLE.len())),
        '"' => behind("\"", "\""),
        '\'' => behind("'", "'"),
        '[' => behind("[[", "]]").or_else(|| behind("[", "]")),
        _ => text.find(|c: char| !c.is_alphanumeric() && !"-._/#:".contains(c)),
    };
    end.unwrap_or(text.len()).max(first.len_utf8().min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_mistake_is_about_is_pointed_to_as_a_whole() {
        for (text, pointed) in [
            ("title = 'x'", "title"),
            ("'a b' # c", "'a b'"),
            ("\"never closed", "\"never closed"),
            ("'''", "'''"),
            ("'''text", "'''"),
            ("'''text''' # more", "'''text'''"),
            ("[[entry.name]] # more", "[[entry.name]]"),
            ("[entry]", "[entry]"),
            ("['a', 1]", "['a', 1]"),
            ("['a',", "['a',"),
            ("leaf/green#x)", "leaf/green#x"),
            ("= 1", "="),
            ("中中", "中中"),
            ("", ""),
        ] {
            assert_eq!(&text[..word(text)], pointed, "{text}");
        }
    }

    #[test]
    fn the_name_in_a_link_is_pointed_to_as_a_whole() {
        for (line, pointed) in [
            ("See [[White tea]].", Some("White tea")),
            ("See [[White tea|it]].", Some("White tea")),
            ("[[entry.name]]", Some("entry.name")),
            ("See [[White tea", None),
        ] {
            let start = line.find("[[").unwrap() + 2;
            assert_eq!(name_in_link(line, start).map(|end| &line[start..start + end]), pointed);
        }
    }

    #[test]
    fn lines_are_those_of_the_text() {
        for text in ["", "a", "a\n", "a\r\nb\n\nc", "\n\n", "é\n联"] {
            let lines = FileText::new(text.to_owned());
            let found: Vec<&str> = (0..).map_while(|at| lines.get(at)).collect();
            // A line feed at the end begins one more line, where a mistake can be.
            let expected: Vec<&str> =
                text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
