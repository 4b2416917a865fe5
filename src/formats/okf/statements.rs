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

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag};

use super::super::markdown::translate::options;
use crate::text::markdown::plain;

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
    /// Whether words stand between it and what is named next there.
    has_words_behind: bool,
}

#[derive(Debug)]
struct Block {
    range: Range<usize>,
    /// The level of a heading, and what it says.
    heading: Option<(HeadingLevel, String)>,
}

impl Block {
    fn is_heading(&self) -> bool {
        self.heading.is_some()
    }
}

impl<'t> Noted<'t> {
    /// Looks through a text.
    pub fn new(text: &'t str) -> Self {
        let mut noted = Self { text, ..Self::default() };
        // Without a footnote nothing else of it is asked.
        if !text.contains("[^") {
            return noted;
        }
        let parser = Parser::new_ext(text, options());
        let links = parser.reference_definitions().iter();
        noted.links = links.map(|(label, link)| (label.to_owned(), link.span.clone())).collect();
        noted.links.sort_by_key(|(_, range)| range.start);
        let (mut depth, mut leaf) = (0, 0);
        for (event, range) in parser.into_offset_iter() {
            leaf += usize::from(parts_leaves(&event));
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    noted.notes.push((label.into_string(), range));
                    depth += 1;
                }
                Event::Start(tag) => {
                    if let Tag::Link { id, .. } | Tag::Image { id, .. } = &tag
                        && !id.is_empty()
                    {
                        noted.uses.push((id.to_lowercase(), range.clone()));
                    }
                    if depth == 0 {
                        let heading = match tag {
                            Tag::Heading { level, .. } => Some((level, String::new())),
                            _ => None,
                        };
                        noted.blocks.push(Block { range, heading });
                    }
                    depth += 1;
                }
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => {
                    let has_words = text.contains(char::is_alphanumeric);
                    if let Some(mark) = noted.marks.last_mut().filter(|mark| mark.leaf == leaf) {
                        mark.has_words_behind |= has_words;
                    }
                    let heading = noted.blocks.last_mut().and_then(|it| it.heading.as_mut());
                    if let Some((_, said)) = heading {
                        said.push_str(&text);
                    }
                }
                Event::FootnoteReference(label) => noted.marks.push(Mark {
                    label: label.into_string(),
                    range,
                    leaf,
                    has_words_behind: false,
                }),
                _ if depth == 0 => noted.blocks.push(Block { range, heading: None }),
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
        let pieces = pieces.into_iter().map(|(mut range, labels)| {
            let first = self.blocks.partition_point(|block| block.range.start < range.start);
            let own = self.blocks[first].heading.as_ref();
            let own = own.filter(|(level, said)| Some(*level) == highest && !said.is_empty());
            if own.is_some() {
                range.start = self.blocks[first].range.end.min(range.end);
            }
            Piece {
                heading: own.map(|(_, said)| said.clone()).unwrap_or_default(),
                text: {
                    let only = labels.first().filter(|_| labels.len() == 1);
                    let told = only.filter(|label| self.covers(label, &range)).cloned();
                    self.cut_out(range, told.as_ref())
                },
                labels: labels.to_vec(),
            }
        });
        Some(pieces.collect())
    }

    /// Returns the sources of each block, of a heading that names none those of the text that follows.
    fn grounds(&self, is_source: impl Fn(&str) -> bool) -> Vec<Rc<Vec<String>>> {
        let mut grounds: Vec<Rc<Vec<String>>> = Vec::with_capacity(self.blocks.len());
        for block in self.blocks.iter().rev() {
            let mut met = HashSet::new();
            let named = self.marks_in(&block.range).iter().map(|mark| &mark.label);
            let own: Vec<String> =
                named.filter(|label| is_source(label) && met.insert(*label)).cloned().collect();
            let next = grounds.last().filter(|_| block.is_heading() && own.is_empty());
            grounds.push(next.cloned().unwrap_or_else(|| Rc::new(own)));
        }
        grounds.reverse();
        grounds
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
            range.start + text.trim_end_matches([' ', '\t']).len()
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
        let mut met = HashSet::new();
        for mark in marks.iter().filter(|mark| !is_told(mark)) {
            if let Some(&at) = self.note_at.get(&mark.label).filter(|at| met.insert(**at)) {
                text += &format!("\n\n{}", self.text[self.notes[at].1.clone()].trim());
            }
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
        let pieces = noted.pieces(|label| label != "note").unwrap_or_default();
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

    const NOTES: &str = "\n\n[^a]: The *A*\n[^b]: B\n[^note]: N\n";

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
        ] {
            check(&format!("{text}{NOTES}"), expected);
        }
        check(&format!("One.[^note]{NOTES}"), &[]);
    }

    #[test]
    fn footnotes_are_read_without_their_markup() {
        let text = format!("x[^a]{NOTES}");
        assert_eq!(Noted::new(&text).prose("a"), "The A");
        assert_eq!(Noted::new(&text).prose("none"), "");
    }
}
