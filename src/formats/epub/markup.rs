//! XML and XHTML as a flat list of elements that know where in the source they are. Entities other than
//! those of HTML are not expanded, declarations are passed over, and what is not well-formed is read as far
//! as it makes sense. Refuses to know: what the elements mean.

use std::ops::Range;

use html5gum::Span;
use html5gum::emitters::callback::CallbackEvent;

use crate::formats::html::{is_void, tokenize};

/// The most elements of one document; what is behind is text of the last.
const MOST_ELEMENTS: usize = 1_000_000;
/// Elements that are deeper are closed where they begin; browsers stop at as many.
const DEEPEST: usize = 512;

/// The attributes that are kept.
const KEPT: [&str; 20] = [
    "algorithm",
    "alt",
    "content",
    "full-path",
    "href",
    "id",
    "idref",
    "linear",
    "media-type",
    "name",
    "opf:event",
    "properties",
    "property",
    "role",
    "src",
    "toc",
    "type",
    "epub:type",
    "uri",
    "xlink:href",
];

/// An element.
#[derive(Clone, Debug, Default)]
pub struct Element {
    /// Its name in lower case, without the prefix of a namespace.
    pub name: String,
    attributes: Vec<(&'static str, String)>,
    /// Where it is, with its tags.
    pub range: Range<usize>,
    /// Where its content is.
    pub inside: Range<usize>,
    /// The element that it stands in.
    pub parent: Option<usize>,
}

impl Element {
    /// Returns the value of an attribute, if that is one of those that are kept.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| *own == key).map(|(_, value)| value.trim())
    }

    /// Returns whether an attribute has a word among others.
    pub fn has_word(&self, key: &str, word: &str) -> bool {
        self.attribute(key).is_some_and(|words| words.split_ascii_whitespace().any(|it| it == word))
    }

    /// Returns the level of a heading.
    pub fn heading(&self) -> Option<u8> {
        let level = self.name.strip_prefix('h')?.parse().ok()?;
        (1..=6).contains(&level).then_some(level)
    }
}

/// A document.
#[derive(Debug, Default)]
pub struct Markup {
    /// Its elements in the order in which they begin.
    pub elements: Vec<Element>,
    /// Whether all elements were closed.
    pub is_whole: bool,
    texts: Vec<(usize, String)>,
    /// Where texts begin that are more than blanks.
    said: Vec<usize>,
}

impl Markup {
    /// Reads XML.
    pub fn of_xml(source: &str) -> Self {
        Self::read(source, false)
    }

    /// Reads XHTML, in which some elements are empty whether they are closed or not.
    pub fn of_xhtml(source: &str) -> Self {
        Self::read(source, true)
    }

    fn read(source: &str, is_html: bool) -> Self {
        let mut reader = Reader {
            source,
            is_html,
            markup: Self::default(),
            open: Vec::new(),
            attribute: None,
            tag: None,
        };
        tokenize(source, false, &mut |event, span| reader.event(event, span));
        let is_whole = reader.open.is_empty();
        reader.close_to(0, source.len(), source.len());
        Self { is_whole, ..reader.markup }
    }

    /// Returns the text in some bytes, in which any blanks are one.
    pub fn text(&self, range: &Range<usize>) -> String {
        let first = self.texts.partition_point(|&(at, _)| at < range.start);
        let texts = self.texts[first..].iter().take_while(|&&(at, _)| at < range.end);
        let text: String = texts.map(|(_, text)| &**text).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns whether there is text in some bytes that is more than blanks.
    pub fn says_something(&self, range: &Range<usize>) -> bool {
        self.said_in(range).next().is_some()
    }

    /// Goes through the places in some bytes at which texts begin that are more than blanks.
    pub fn said_in(&self, range: &Range<usize>) -> impl Iterator<Item = usize> {
        let first = self.said.partition_point(|&at| at < range.start);
        self.said[first..].iter().copied().take_while({
            let end = range.end;
            move |&at| at < end
        })
    }

    /// Returns the elements that begin in some bytes.
    pub fn elements_in(&self, range: &Range<usize>) -> &[Element] {
        let first = self.elements.partition_point(|it| it.range.start < range.start);
        let behind = self.elements.partition_point(|it| it.range.start < range.end);
        &self.elements[first..behind.max(first)]
    }

    /// Goes through an element and those that it stands in, the innermost first.
    pub fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |&at| self.elements[at].parent)
    }
}

struct Reader<'s> {
    source: &'s str,
    is_html: bool,
    markup: Markup,
    open: Vec<usize>,
    tag: Option<Element>,
    attribute: Option<&'static str>,
}

impl Reader<'_> {
    fn event(&mut self, event: &CallbackEvent<'_>, span: Span<usize>) {
        let lossy = String::from_utf8_lossy;
        let within = |at: usize| self.source.floor_char_boundary(at);
        let (start, end) = (within(span.start), within(span.end));
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Some(Element {
                    name: local(&lossy(name)),
                    range: start..start,
                    ..Element::default()
                });
            }
            CallbackEvent::AttributeName { name } => {
                let name = lossy(name).to_ascii_lowercase();
                self.attribute = KEPT.into_iter().find(|kept| *kept == name);
            }
            CallbackEvent::AttributeValue { value } => {
                if let (Some(tag), Some(key)) = (&mut self.tag, self.attribute.take()) {
                    tag.attributes.push((key, lossy(value).into_owned()));
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => self.start(*self_closing, end),
            CallbackEvent::EndTag { name } => {
                let name = local(&lossy(name));
                let same = |&at: &usize| self.markup.elements[at].name == name;
                if let Some(depth) = self.open.iter().rposition(same) {
                    self.close_to(depth, start, end);
                }
            }
            CallbackEvent::String { value } => {
                let text = lossy(value).into_owned();
                if text.contains(|c: char| !c.is_whitespace()) {
                    self.markup.said.push(start);
                }
                self.markup.texts.push((start, text));
            }
            CallbackEvent::Comment { .. }
            | CallbackEvent::Doctype { .. }
            | CallbackEvent::Error(_) => {}
        }
    }

    fn start(&mut self, is_closed: bool, end: usize) {
        let Some(mut element) = self.tag.take() else { return };
        if self.markup.elements.len() >= MOST_ELEMENTS {
            return;
        }
        let is_empty =
            is_closed || self.is_html && is_void(&element.name) || self.open.len() >= DEEPEST;
        element.range.end = end.max(element.range.start);
        element.inside = end..end;
        element.parent = self.open.last().copied();
        if !is_empty {
            self.open.push(self.markup.elements.len());
        }
        self.markup.elements.push(element);
    }

    /// Closes the innermost elements; the outermost of them ends with a tag.
    fn close_to(&mut self, depth: usize, tag_start: usize, tag_end: usize) {
        for (number, at) in self.open.drain(depth.min(self.open.len())..).enumerate() {
            let element = &mut self.markup.elements[at];
            let end = if number == 0 { tag_end } else { tag_start };
            element.inside.end = tag_start.max(element.inside.start);
            element.range.end = end.max(element.inside.end);
        }
    }
}

fn local(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    name.rsplit_once(':').map_or(name.clone(), |(_, local)| local.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_know_where_they_are() {
        let source = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY x 'y'>]>\n<opf:a id='中'>中&amp;&x;<b/>\
                      <c>é <d x=1>z</c></opf:a>";
        let markup = Markup::of_xml(source);
        let told: Vec<_> =
            markup.elements.iter().map(|it| (&*it.name, &source[it.inside.clone()])).collect();
        assert_eq!(
            told,
            [("a", "中&amp;&x;<b/><c>é <d x=1>z</c>"), ("b", ""), ("c", "é <d x=1>z"), ("d", "z")]
        );
        assert!(markup.is_whole && source[markup.elements[2].range.clone()].ends_with("</c>"));
        assert_eq!(markup.elements[0].attribute("id"), Some("中"));
        assert_eq!(markup.text(&markup.elements[0].inside), "中&&x;é z");
        assert_eq!(markup.elements[3].parent, Some(2));
        assert!(!Markup::of_xml("<a><b></b>").is_whole);
        assert!(Markup::of_xhtml("<p>a<br>b</p>").is_whole);
    }
}
