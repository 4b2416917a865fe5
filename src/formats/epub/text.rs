//! The text of a section in Markdown: its links lead to entries, its notes are footnotes, its pictures are
//! named. Refuses to know: themes.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::document::{Document, Documents, Leads, MARK};
use super::markup::Element;
use super::notes::{Note, Notes};
use super::paths::joined;
use super::sections::{Piece, Section, Sections};
use crate::formats::edits::Edits;
use crate::formats::html::{Dialect, Target, convert};
use crate::messages::epub as says;
use crate::text::fold::fold;
use crate::text::markdown::{PageNames, headings};

/// How much all footnotes together may say, in bytes: one is said wherever a mark leads to it.
const MOST_NOTES: usize = 32 << 20;

/// What all texts have in common.
pub struct Book<'b> {
    /// The documents.
    pub documents: &'b Documents,
    /// Their footnotes.
    pub notes: &'b Notes,
    /// What becomes of them.
    pub sections: &'b Sections,
    /// The picture on the cover.
    pub cover: Option<&'b str>,
    /// The anchors of headings, by document and id; those of ids alone.
    pub anchors: HashMap<(usize, usize), String>,
    /// The sections in which notes are said that are left out where they stood, by note.
    pub noted: HashMap<usize, usize>,
    /// How many more bytes of notes there is room for.
    room: Cell<usize>,
}

/// A link that leads nowhere: the document that it stands in, and where it leads as it is written.
pub type Missed = (usize, String);

/// A text as packs have it.
#[derive(Debug, Default)]
pub struct Text {
    /// The text.
    pub markdown: String,
    /// The links in it that lead nowhere, each once.
    pub missed: Vec<Missed>,
    /// The ids in it, by document, each with the anchor of the heading that it is at or below.
    anchors: Vec<(usize, String, String)>,
}

/// A footnote of a text: its label, and what it says.
struct Footnote {
    label: usize,
    markdown: String,
}

impl<'b> Book<'b> {
    /// Prepares the texts of all sections: finds the anchors of what links lead to.
    pub fn new(
        documents: &'b Documents,
        notes: &'b Notes,
        sections: &'b Sections,
        cover: Option<&'b str>,
    ) -> Self {
        let mut book = Self {
            documents,
            notes,
            sections,
            cover,
            anchors: HashMap::new(),
            noted: HashMap::new(),
            room: Cell::new(MOST_NOTES),
        };
        for (document, marks) in notes.marks.iter().enumerate() {
            for mark in marks.values() {
                let section = sections.at(document, mark.range.start);
                book.noted.entry(mark.note).or_insert(section);
            }
        }
        for section in book.led_into() {
            for (document, id, anchor) in book.text(&sections.all[section]).anchors {
                if let Some(element) = documents.all[document].element(&id) {
                    book.anchors.insert((document, element), anchor);
                }
            }
        }
        book.room.set(MOST_NOTES);
        book
    }

    /// Returns the sections into which a link leads, to more than their beginnings.
    fn led_into(&self) -> HashSet<usize> {
        let mut found = HashSet::new();
        for (from, document) in self.documents.all.iter().enumerate() {
            let links = document.markup.elements.iter().filter(|it| it.name == "a");
            for href in
                links.filter_map(|it| it.attribute("href")).filter(|href| href.contains('#'))
            {
                if let Leads::To(to, Some(element)) = self.documents.follow(from, href) {
                    let at = self.documents.all[to].markup.elements[element].range.start;
                    found.insert(self.sections.at(to, at));
                }
            }
        }
        found
    }

    /// Returns the text of a section.
    pub fn text(&self, section: &Section) -> Text {
        let mut text = Text::default();
        let mut footnotes: BTreeMap<usize, Footnote> = BTreeMap::new();
        let mut anchors: Vec<(usize, String, usize)> = Vec::new();
        for piece in &section.pieces {
            let source = self.source(piece, &mut footnotes, &mut text.missed);
            let converted = self.convert(piece.document, &source, &mut text.missed);
            if !text.markdown.is_empty() {
                text.markdown.push_str("\n\n");
            }
            let offset = text.markdown.len();
            text.markdown.push_str(&converted.markdown);
            anchors.extend(
                converted.anchors.into_iter().map(|(id, at)| (piece.document, id, at + offset)),
            );
        }
        let cut = without_title(&mut text.markdown, &section.title);
        let headings = headings(&text.markdown);
        let mut names = PageNames::default();
        let named: Vec<(usize, String)> =
            headings.iter().map(|it| (it.range.start, names.anchor(&unmarked(&it.text)))).collect();
        for (document, id, at) in anchors {
            // What leads to the title leads to the entry.
            let Some(at) = at.checked_sub(cut).filter(|_| cut == 0 || at > 0) else { continue };
            let at = at.min(text.markdown.len());
            let rest = &text.markdown[text.markdown.floor_char_boundary(at)..];
            let at = at + rest.len() - rest.trim_start().len();
            let before = named.partition_point(|&(start, _)| start <= at);
            if let Some((_, anchor)) = before.checked_sub(1).map(|at| &named[at]) {
                text.anchors.push((document, id, anchor.clone()));
            }
        }
        text.markdown = text.markdown.replace(MARK[0], "[^").replace(MARK[1], "]");
        let mut footnotes: Vec<Footnote> = footnotes.into_values().collect();
        footnotes.sort_by_key(|note| note.label);
        for Footnote { label, markdown } in footnotes {
            let inside = markdown.trim().replace('\n', "\n    ").replace("\n    \n", "\n\n");
            let _ = write!(text.markdown, "\n\n[^{label}]: {inside}");
        }
        text.markdown.truncate(text.markdown.trim_end().len());
        text.markdown.drain(..text.markdown.len() - text.markdown.trim_start().len());
        let mut met = HashSet::new();
        text.missed.retain(|missed| met.insert(missed.clone()));
        text
    }

    /// Returns the source of a piece with marks in place of links to notes, without the notes.
    fn source(
        &self,
        piece: &Piece,
        footnotes: &mut BTreeMap<usize, Footnote>,
        missed: &mut Vec<Missed>,
    ) -> String {
        let Piece { document, range } = piece;
        let source = &self.documents.all[*document];
        let mut edits = Edits::default();
        let within = |it: &Range<usize>| {
            let end = it.end.min(range.end);
            (it.start >= range.start && it.start < end)
                .then(|| it.start - range.start..end - range.start)
        };
        for cut in self.notes.cuts[*document].iter().filter_map(within) {
            edits.replace(cut, "");
        }
        for (_, mark) in self.notes.marks[*document].range(range.clone()) {
            let Some(place) = within(&mark.range)
                .filter(|_| !self.notes.is_left_out(*document, mark.range.start))
            else {
                continue;
            };
            let next = footnotes.len() + 1;
            let label = if let Some(known) = footnotes.get(&mark.note) {
                known.label
            } else {
                let markdown = self.note(mark.note, missed);
                if markdown.is_empty() {
                    continue;
                }
                footnotes.insert(mark.note, Footnote { label: next, markdown });
                next
            };
            let mut ids = String::new();
            for id in &mark.ids {
                let _ = write!(ids, "<a id=\"{}\"></a>", attribute(id));
            }
            edits.replace(place, format!("{ids}{}{label}{}", MARK[0], MARK[1]));
        }
        for element in source.markup.elements_in(range) {
            if let Some(named) = self.picture(*document, element)
                && let Some(place) = within(&element.range)
            {
                edits.replace(place, named);
            }
        }
        edits.apply(&source.source[range.clone()])
    }

    /// Returns how a picture is to stand that HTML alone does not name: one in SVG, and that of the cover.
    fn picture(&self, document: usize, element: &Element) -> Option<String> {
        let markup = &self.documents.all[document].markup;
        let inside = markup.elements_in(&element.inside);
        let (source, name) = match &*element.name {
            "svg" => {
                let image = inside.iter().find(|it| it.name == "image")?;
                let source = image.attribute("xlink:href").or_else(|| image.attribute("href"))?;
                let title = inside.iter().find(|it| matches!(&*it.name, "title" | "desc"));
                (source, title.map(|it| markup.text(&it.inside)))
            }
            "img" => (element.attribute("src")?, element.attribute("alt").map(ToOwned::to_owned)),
            _ => return None,
        };
        let name = name.filter(|name| !name.is_empty());
        let path = joined(&self.documents.all[document].path, source);
        let is_cover = self.cover.is_some() && path.as_deref() == self.cover;
        let name = match name {
            None if is_cover => Some(says::COVER.to_owned()),
            _ if element.name == "img" => return None,
            name => name,
        };
        let alternative =
            name.map(|name| format!(" alt=\"{}\"", attribute(&name))).unwrap_or_default();
        Some(format!("<img src=\"{}\"{alternative}/>", attribute(source)))
    }

    /// Returns the text of a note, without its own sign and the links that only lead back.
    fn note(&self, note: usize, missed: &mut Vec<Missed>) -> String {
        let note = &self.notes.all[note];
        let Some(room) = self.room.get().checked_sub(note.range.len()) else {
            return String::new();
        };
        self.room.set(room);
        let source = &self.documents.all[note.document].source[note.range.clone()];
        let mut edits = Edits::default();
        for back in &note.back {
            edits.replace(back.start - note.range.start..back.end - note.range.start, "");
        }
        let markdown = self.convert(note.document, &edits.apply(source), missed).markdown;
        // What was an item or a term of a list is that no more.
        let rest = markdown.trim();
        let rest =
            rest.strip_prefix("- ").map_or(rest.to_owned(), |item| item.replace("\n  ", "\n"));
        if self.is_closed_sign(note) {
            return behind_sign(&rest).to_owned();
        }
        without_sign(&rest, &note.sign).to_owned()
    }

    /// Returns whether a note begins with a link that only leads back and what closes that, such as a period.
    fn is_closed_sign(&self, note: &Note) -> bool {
        let Document { markup, source, .. } = &self.documents.all[note.document];
        let first = note.back.iter().min_by_key(|back| back.start);
        first.is_some_and(|back| {
            let mut behind = &source[back.end..note.range.end.max(back.end)];
            while let Some((_, text)) = behind.strip_prefix('<').and_then(|it| it.split_once('>')) {
                behind = text;
            }
            !markup.says_something(&(note.range.start..back.start))
                && behind.starts_with(['.', ')', ':', ']'])
        })
    }

    fn convert(
        &self,
        document: usize,
        source: &str,
        missed: &mut Vec<Missed>,
    ) -> crate::formats::html::Converted {
        convert(source, Dialect::Xhtml, &mut |target| match target {
            Target::Address(href) => self.follow(document, href, missed),
            Target::Word(_) => None,
        })
    }

    fn follow(&self, from: usize, href: &str, missed: &mut Vec<Missed>) -> Option<String> {
        let id = |section: usize| &self.sections.all[section].id;
        match self.documents.follow(from, href) {
            Leads::Outside => Some(href.trim().to_owned()),
            Leads::To(document, None) => Some(id(self.sections.at(document, 0)).to_string()),
            Leads::To(document, Some(element)) => {
                let at = self.documents.all[document].markup.elements[element].range.start;
                let note =
                    self.notes.at(document, at).filter(|_| self.notes.is_left_out(document, at));
                let section = note.and_then(|note| self.noted.get(&note).copied());
                if let Some(section) = section {
                    return Some(id(section).to_string());
                }
                let id = id(self.sections.at(document, at));
                Some(match self.anchors.get(&(document, element)) {
                    Some(anchor) => format!("{id}#{anchor}"),
                    None => id.to_string(),
                })
            }
            Leads::Astray(document) => {
                missed.push((from, href.to_owned()));
                Some(id(self.sections.at(document, 0)).to_string())
            }
            Leads::File => None,
            Leads::Nowhere => {
                missed.push((from, href.to_owned()));
                None
            }
        }
    }
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Returns a heading without the marks of footnotes in it.
fn unmarked(heading: &str) -> String {
    let mut parts = heading.split(MARK[0]);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        text + part.split_once(MARK[1]).map_or(part, |(_, behind)| behind)
    })
}

/// Takes the headings off the beginning of a text that say no more than its title; returns how many bytes
/// they took.
fn without_title(markdown: &mut String, title: &str) -> usize {
    const MOST: usize = 3;
    let letters =
        |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut rest = letters(title);
    let mut cut = 0;
    for heading in headings(markdown).into_iter().take(MOST) {
        let said = letters(&heading.text);
        let is_first =
            markdown.get(cut..heading.range.start).is_some_and(|between| between.trim().is_empty());
        let is_marked = heading.text.contains(MARK[0]);
        let Some(at) = rest.find(&said).filter(|_| is_first && !is_marked && !said.is_empty())
        else {
            break;
        };
        rest.replace_range(..at + said.len(), "");
        cut = heading.range.end;
    }
    markdown.drain(..cut);
    cut
}

/// Returns what follows the sign of a note, without what ends that right behind it.
fn behind_sign(mut rest: &str) -> &str {
    const ENDS: [&str; 7] = ["\\]", "\\.", "\\)", "]", ".", ")", ":"];
    while let Some(behind) = ENDS.iter().find_map(|end| rest.strip_prefix(end)) {
        rest = behind;
    }
    rest.trim_start()
}

/// Returns a note without the sign that it begins with, since it gets a number of its own.
fn without_sign<'n>(markdown: &'n str, sign: &str) -> &'n str {
    let signs = |c: char| c.is_whitespace() || "[]().:\\^|".contains(c);
    let first = markdown.trim_start().trim_start_matches("\\[");
    if let Some((text, address)) = first.strip_prefix('[').and_then(|it| it.split_once("](")) {
        let behind = address.split_once(')').filter(|_| text.trim_matches(signs) == sign);
        return behind.map_or(markdown.trim_start(), |(_, rest)| behind_sign(rest));
    }
    let begun = markdown.trim_start_matches(signs);
    match begun.strip_prefix(sign).filter(|_| !sign.is_empty()) {
        Some(rest) if rest.is_empty() || rest.starts_with(signs) => behind_sign(rest),
        _ => markdown.trim_start(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_taken_off_with_what_closes_it_right_behind_it() {
        for (note, expected) in [
            ("2 .NET is", ".NET is"),
            ("2. .NET is", ".NET is"),
            ("[2] (c)", "(c)"),
            ("\\[2\\] c", "c"),
            ("2): c", "c"),
            ("[2](x) .NET is", ".NET is"),
            ("[2\\.](x) c", "c"),
            ("\\[[2](x)\\] c", "c"),
            (".NET is", ".NET is"),
            ("20 c", "20 c"),
            ("2", ""),
        ] {
            assert_eq!(without_sign(note, "2"), expected, "{note}");
        }
    }
}
