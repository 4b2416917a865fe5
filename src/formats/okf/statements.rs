//! A text in statements, each with the sources that its footnotes name (OKF 0.2, 5.1). Refuses to know:
//! what the sources are.
//!
//! A footnote marks a claim, and Folio says what a statement rests on behind its last line. So a text is
//! parted at its headings and wherever the sources change from one block to the next. Where a statement
//! rests on one source alone its footnotes are left out, as the line behind it says the same; where on
//! several, or where a sentence stands behind the last of them, they stay, because only they tell which
//! sentence is whose.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::super::markdown::translate::with_notes_alone;
use super::blocks::{Block, blocks};
use crate::text::markdown::{options, plain};

/// A piece of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The heading that it begins with, if that is one of the highest; may be empty.
    pub heading: String,
    /// In Markdown, with the footnotes and the definitions of links that it needs.
    pub text: String,
    /// The sources that it rests on, by the labels of footnotes, each once.
    pub labels: Vec<String>,
}

/// A text that was looked through.
#[derive(Debug, Default)]
pub struct Noted<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    /// Where footnotes are named.
    marks: Vec<Mark>,
    /// The footnotes.
    notes: Vec<(String, Range<usize>)>,
    /// The definitions of links.
    links: Vec<(String, Range<usize>)>,
    /// Where such definitions are used.
    uses: Vec<(String, Range<usize>)>,
    /// Which of the notes, and of the definitions of links, has a label.
    note_at: HashMap<String, usize>,
    link_at: HashMap<String, usize>,
}

/// A place where a footnote is named.
#[derive(Debug)]
struct Mark {
    label: String,
    range: Range<usize>,
    /// Which paragraph, item or cell it is in.
    leaf: usize,
    /// Whether it is in a footnote itself.
    in_note: bool,
    /// Whether words stand between it and what is named next there.
    has_words_behind: bool,
}

impl<'t> Noted<'t> {
    /// Looks through a text.
    pub fn new(text: &'t str) -> Self {
        // Without a footnote nothing else of it is asked.
        if !text.contains("[^") {
            return Self { text, ..Self::default() };
        }
        let mut noted = Self { text, blocks: blocks(text), ..Self::default() };
        let parser = Parser::new_ext(text, options());
        let links = parser.reference_definitions().iter();
        noted.links = links.map(|(label, link)| (label.to_owned(), link.span.clone())).collect();
        noted.links.sort_by_key(|(_, range)| range.start);
        let (mut leaf, mut notes_open) = (0, 0);
        for (event, range) in parser.into_offset_iter() {
            leaf += usize::from(parts_leaves(&event));
            match event {
                Event::Start(tag) => {
                    notes_open += usize::from(matches!(tag, Tag::FootnoteDefinition(_)));
                    noted.begin(tag, range);
                }
                Event::End(TagEnd::FootnoteDefinition) => notes_open -= 1,
                Event::Text(text) | Event::Code(text) => {
                    let has_words = text.contains(char::is_alphanumeric);
                    if let Some(mark) = noted.marks.last_mut().filter(|mark| mark.leaf == leaf) {
                        mark.has_words_behind |= has_words;
                    }
                }
                Event::FootnoteReference(label) => noted.marks.push(Mark {
                    label: label.into_string(),
                    range,
                    leaf,
                    in_note: notes_open > 0,
                    has_words_behind: false,
                }),
                _ => {}
            }
        }
        for (at, (label, _)) in noted.notes.iter().enumerate() {
            noted.note_at.entry(label.clone()).or_insert(at);
        }
        for (at, (label, _)) in noted.links.iter().enumerate() {
            noted.link_at.entry(label.to_lowercase()).or_insert(at);
        }
        noted
    }

    /// Takes in what begins: a footnote, or what uses the definition of a link.
    fn begin(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::FootnoteDefinition(label) => self.notes.push((label.into_string(), range)),
            Tag::Link { id, .. } | Tag::Image { id, .. } if !id.is_empty() => {
                self.uses.push((id.to_lowercase(), range));
            }
            _ => {}
        }
    }

    /// Goes through the labels that are named, and where; one may be named several times.
    pub fn marks(&self) -> impl Iterator<Item = (&str, usize)> {
        self.marks.iter().map(|mark| (&*mark.label, mark.range.start))
    }

    /// Goes through the labels of footnotes, and where these are.
    pub fn notes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.notes.iter().map(|(label, range)| (&**label, range.start))
    }

    /// Returns what a footnote says, without its markup; empty if there is none.
    pub fn prose(&self, label: &str) -> String {
        let note = self.note_at.get(label).map(|at| &self.notes[*at]);
        let written = note.and_then(|(_, range)| self.text[range.clone()].split_once("]:"));
        let said = written.map(|(_, said)| plain(said.trim()).text).unwrap_or_default();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Parts the text into statements; `None` if it names no source.
    pub fn pieces(&self, is_source: impl Fn(&str) -> bool) -> Option<Vec<Piece>> {
        if !self.marks.iter().any(|mark| is_source(&mark.label)) {
            return None;
        }
        let mut pieces: Vec<(Range<usize>, Rc<Vec<String>>)> = Vec::new();
        let mut begins_section = false;
        for (block, labels) in self.blocks.iter().zip(self.grounds(&is_source)) {
            let goes_on = begins_section || !block.is_heading();
            match pieces.last_mut() {
                Some((range, own)) if goes_on && *own == labels => range.end = block.range.end,
                _ => pieces.push((block.range.clone(), labels)),
            }
            begins_section = block.is_heading();
        }
        let highest = self.blocks.iter().filter_map(|it| Some(it.heading.as_ref()?.0)).min();
        let pieces = pieces.into_iter().map(|(range, labels)| self.piece(range, &labels, highest));
        let mut pieces: Vec<Piece> = pieces.collect();
        if let Some(last) = pieces.last_mut() {
            let notes = self.unnamed(&is_source).filter(|note| !last.text.contains(note));
            let notes: String = notes.flat_map(|note| ["\n\n", note]).collect();
            last.text += &notes;
        }
        Some(pieces)
    }

    /// Takes a piece out of the text. One that has a heading or a mark and nothing else has that as its text.
    fn piece(
        &self,
        range: Range<usize>,
        labels: &[String],
        highest: Option<HeadingLevel>,
    ) -> Piece {
        let first = self.blocks.partition_point(|block| block.range.start < range.start);
        let own = self.blocks[first].heading.as_ref();
        let own = own.filter(|(level, said)| Some(*level) == highest && !said.trim().is_empty());
        let text = |range: Range<usize>| {
            let only = labels.first().filter(|_| labels.len() == 1);
            let told = only.filter(|label| self.covers(label, &range));
            self.cut_out(range, told)
        };
        let headed = own.and_then(|(_, said)| {
            let behind = self.blocks[first].range.end.min(range.end)..range.end;
            Some((said.clone(), text(behind))).filter(|(_, text)| !text.trim().is_empty())
        });
        let (heading, text) = headed.unwrap_or_else(|| (String::new(), text(range.clone())));
        let text = if text.trim().is_empty() { self.cut_out(range, None) } else { text };
        // What only looks like a mark where its note is has none in a piece.
        Piece { heading, text: with_notes_alone(&text), labels: labels.to_vec() }
    }

    /// Goes through the notes that no text names, with those that they name; notes on sources are said by claims.
    fn unnamed(&self, is_source: impl Fn(&str) -> bool) -> impl Iterator<Item = &str> {
        let outside = self.marks.iter().filter(|mark| !mark.in_note).map(|mark| &*mark.label);
        let named: HashSet<usize> = self.closure(outside).into_iter().collect();
        let labels = self.notes.iter().enumerate().filter(|(at, _)| !named.contains(at));
        let labels = labels.map(|(_, (label, _))| &**label).filter(|label| !is_source(label));
        self.closure(labels).into_iter().map(|at| self.text[self.notes[at].1.clone()].trim())
    }

    /// Returns the notes that labels name, and those that these name, in the order in which they are met.
    fn closure<'l>(&'l self, labels: impl Iterator<Item = &'l str>) -> Vec<usize> {
        let mut met = HashSet::new();
        let note = |label: &str| self.note_at.get(label).copied();
        let mut notes: Vec<usize> = labels.filter_map(note).filter(|at| met.insert(*at)).collect();
        let mut next = 0;
        while let Some(at) = notes.get(next) {
            let inner = self.marks_in(&self.notes[*at].1).iter();
            let inner = inner.filter_map(|mark| note(&mark.label)).filter(|at| met.insert(*at));
            notes.extend(inner.collect::<Vec<_>>());
            next += 1;
        }
        notes
    }

    /// Returns the sources of each block: of a heading that names none those of the text that follows, of what can
    /// have no mark those of the marks below.
    fn grounds(&self, is_source: impl Fn(&str) -> bool) -> Vec<Rc<Vec<String>>> {
        let mut grounds: Vec<Rc<Vec<String>>> = Vec::with_capacity(self.blocks.len());
        for (at, block) in self.blocks.iter().enumerate().rev() {
            let mut met = HashSet::new();
            let named = self.marks_in(&block.range).iter().map(|mark| &mark.label);
            let own: Vec<String> =
                named.filter(|label| is_source(label) && met.insert(*label)).cloned().collect();
            let below = self.blocks.get(at + 1);
            let takes = block.is_heading() || below.is_some_and(|it| block.is_marked_by(it));
            let next = grounds.last().filter(|_| takes && own.is_empty());
            grounds.push(next.cloned().unwrap_or_else(|| Rc::new(own)));
        }
        grounds.reverse();
        grounds
    }

    /// Returns the block that a place of the text is in.
    fn block_at(&self, place: usize) -> &Block {
        let behind = self.blocks.partition_point(|block| block.range.start <= place);
        &self.blocks[behind.saturating_sub(1)]
    }

    /// Returns the places in a part of the text where footnotes are named.
    fn marks_in(&self, range: &Range<usize>) -> &[Mark] {
        let first = self.marks.partition_point(|mark| mark.range.start < range.start);
        let end = self.marks.partition_point(|mark| mark.range.start < range.end);
        &self.marks[first..end.max(first)]
    }

    /// Returns whether no words stand behind the last mark of a label in a paragraph, an item or a cell.
    fn covers(&self, label: &str, range: &Range<usize>) -> bool {
        let (mut leaf, mut is_named, mut has_words) = (None, false, false);
        for mark in self.marks_in(range).iter().rev() {
            if leaf != Some(mark.leaf) {
                (leaf, is_named, has_words) = (Some(mark.leaf), false, false);
            }
            has_words |= mark.has_words_behind;
            if mark.label == label {
                if has_words && !is_named {
                    return false;
                }
                is_named = true;
            }
        }
        true
    }

    /// Cuts a piece out, with what it needs of the rest and without the marks of `told`; no blank stays before a
    /// mark.
    fn cut_out(&self, range: Range<usize>, told: Option<&String>) -> String {
        let is_told = |mark: &&Mark| Some(&mark.label) == told;
        let marks = self.marks_in(&range);
        let before = |mark: &Mark| {
            let text = &self.text[range.start..mark.range.start];
            let is_alone = is_told(&mark) && self.block_at(mark.range.start).is_marks();
            let blanks: &[char] = if is_alone { &[' ', '\t', '\n', '\r'] } else { &[' ', '\t'] };
            range.start + text.trim_end_matches(blanks).len()
        };
        let marked = marks.iter().map(|mark| {
            before(mark)..if is_told(&mark) { mark.range.end } else { mark.range.start }
        });
        let elsewhere = within(&self.notes, &range).chain(within(&self.links, &range));
        let mut cuts: Vec<Range<usize>> =
            elsewhere.map(|(_, at)| at.clone()).chain(marked).collect();
        cuts.sort_by_key(|cut| cut.start);
        let mut text = String::with_capacity(range.len());
        let mut at = range.start;
        for cut in cuts {
            text.push_str(&self.text[at.min(cut.start)..cut.start]);
            at = at.max(cut.end);
        }
        text.push_str(&self.text[at.min(range.end)..range.end]);
        let mut text = text.trim_matches(['\n', '\r']).to_owned();
        let named =
            marks.iter().filter(|mark| !mark.in_note && !is_told(mark)).map(|mark| &*mark.label);
        for at in self.closure(named) {
            text += &format!("\n\n{}", self.text[self.notes[at].1.clone()].trim());
        }
        let mut met = HashSet::new();
        for (label, _) in within(&self.uses, &range) {
            if let Some(&at) = self.link_at.get(label).filter(|at| met.insert(**at)) {
                text += &format!("\n\n{}", self.text[self.links[at].1.clone()].trim());
            }
        }
        text
    }
}

/// Returns a text without the footnotes that pass, by their labels and what they say without its markup.
pub fn without_notes<'t>(text: &'t str, passes: &dyn Fn(&str, &str) -> bool) -> Cow<'t, str> {
    let noted = Noted::new(text);
    let notes = noted.notes.iter().filter(|(label, _)| passes(label, &noted.prose(label)));
    let mut written = String::new();
    let mut at = 0;
    for (_, range) in notes {
        written += &text[at..range.start];
        at = range.end;
    }
    if at == 0 {
        return text.into();
    }
    written += &text[at..];
    written.trim_end().to_owned().into()
}

/// Returns whether a paragraph, an item or a cell begins or ends here.
fn parts_leaves(event: &Event) -> bool {
    let Event::Start(tag) = event else { return false };
    !matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

/// Goes through what is in a part of the text.
fn within<'n>(
    all: &'n [(String, Range<usize>)],
    range: &Range<usize>,
) -> impl Iterator<Item = &'n (String, Range<usize>)> {
    let first = all.partition_point(|(_, at)| at.start < range.start);
    let end = range.end;
    all[first..].iter().take_while(move |(_, at)| at.start < end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &[&str])]) {
        // A heading is told before its text.
        let noted = Noted::new(text);
        let pieces = noted.pieces(|label| ["a", "b"].contains(&label)).unwrap_or_default();
        let told: Vec<(String, Vec<&str>)> = pieces
            .iter()
            .map(|piece| {
                let heading = &piece.heading;
                let before =
                    if heading.is_empty() { String::new() } else { format!("{heading}: ") };
                let labels = piece.labels.iter().map(|it| &**it).collect();
                (before + &piece.text, labels)
            })
            .collect();
        let told: Vec<(&str, &[&str])> =
            told.iter().map(|(text, labels)| (&**text, &**labels)).collect();
        assert_eq!(told, expected, "{text}");
    }

    const NOTES: &str = "\n\n[^a]: The *A*\n[^b]: B\n";
    const NOTE: &str = "[^note]: N\n";

    #[test]
    fn a_text_is_parted_where_its_sources_change() {
        for (text, expected) in [
            ("One.[^a]\n\nTwo.[^a]", &[("One.\n\nTwo.", &["a"][..])][..]),
            ("One.[^a]\n\nTwo.", &[("One.", &["a"]), ("Two.", &[])]),
            ("# H\n\n## I\n\nOne.[^a]", &[("H: ## I\n\nOne.", &["a"])]),
            ("One.[^a]\n\n# H\n\nTwo.[^a]", &[("One.", &["a"]), ("H: Two.", &["a"])]),
            (
                "One,[^a] two.[^b]",
                &[("One,[^a] two.[^b]\n\n[^a]: The *A*\n\n[^b]: B", &["a", "b"])],
            ),
            (
                "One.[^note] Two. [^a]\n\n- x",
                &[("One.[^note] Two.\n\n[^note]: N", &["a"]), ("- x", &[])],
            ),
            (
                "One. [^a] Two.\n\nThree.[^a]",
                &[("One.[^a] Two.\n\nThree.[^a]\n\n[^a]: The *A*", &["a"])],
            ),
            ("One. [^a] *Two*. [^a]", &[("One. *Two*.", &["a"])]),
            (
                "One. [^a] Two[^note].",
                &[("One.[^a] Two[^note].\n\n[^a]: The *A*\n\n[^note]: N", &["a"])],
            ),
            (
                "- one[^a]\n- [two][L]\n\n| x[^a] |\n|---|\n\n[l]: https://example.org\n\n---\n\nC",
                &[
                    ("- one\n- [two][L]\n\n| x |\n|---|\n\n[l]: https://example.org", &["a"]),
                    ("---\n\nC", &[]),
                ],
            ),
            ("One.[^a]\n\nTwo[^b][x](y)", &[("One.", &["a"]), ("Two\\[^b][x](y)", &[])]),
            // What can have no mark has those below it.
            ("One.[^b]\n\n    two\n\n[^a]", &[("One.", &["b"]), ("    two", &["a"])]),
            (
                "One.[^a]\n\n---\n\n[^a]\n\n<p>\n\n[^b]\n\nTwo.[^b]",
                &[("One.\n\n---", &["a"]), ("<p>\n\nTwo.", &["b"])],
            ),
            // What stands in code stays code, and a heading or a mark alone is a text.
            ("One.[^a]\n\n    two", &[("One.", &["a"]), ("    two", &[])]),
            ("# H\n\n[^c]: C\n\nOne.[^a]", &[("H: One.\n\n[^c]: C", &["a"])]),
            ("# H [^a]\n\n# I\n\nOne.", &[("# H", &["a"]), ("I: One.", &[])]),
            ("One.\n\n[^a]", &[("One.", &[]), ("[^a]\n\n[^a]: The *A*", &["a"])]),
        ] {
            let note = if text.contains("[^note]") { NOTE } else { "" };
            check(&format!("{text}{NOTES}{note}"), expected);
        }
        check(&format!("One.[^note]{NOTES}{NOTE}"), &[]);
    }

    #[test]
    fn notes_that_nothing_names_stay_and_have_what_they_name() {
        let text = |more: &str| format!("One.[^a]\n\nTwo.{NOTES}{more}");
        check(&text(NOTE), &[("One.", &["a"]), ("Two.\n\n[^note]: N", &[])]);
        check(
            &text("[^c]: C [^note] [^a]\n[^note]: N"),
            &[
                ("One.", &["a"]),
                ("Two.\n\n[^c]: C [^note] [^a]\n\n[^note]: N\n\n[^a]: The *A*", &[]),
            ],
        );
        check(
            "One[^c] two.[^a]\n\n[^a]: A\n[^c]: C [^note]\n[^note]: N",
            &[("One[^c] two.\n\n[^c]: C [^note]\n\n[^note]: N", &["a"])],
        );
    }

    #[test]
    fn footnotes_are_read_without_their_markup() {
        let text = format!("x[^a]{NOTES}");
        assert_eq!(Noted::new(&text).prose("a"), "The A");
        assert_eq!(Noted::new(&text).prose("none"), "");
    }
}
