//! What a note offers to those that lead to it: its headings with their anchors, and the blocks that have
//! ids. Refuses to know: other notes.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::formats::tag::without_tags;
use crate::text::fold::fold;
use crate::text::markdown::{self, BlockKind, PageNames, Prose, StretchKind};

/// What can be led to in a note.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The heading that is the note's title: the first thing in it.
    pub title: Option<Title>,
    /// The headings below it, in their order.
    pub headings: Vec<Heading>,
    /// The blocks that have ids, by these.
    pub blocks: HashMap<String, Block>,
    /// The ids that attributes and elements of HTML give to what is no heading.
    pub marks: HashSet<String>,
    /// Whether it has `[[links]]`.
    pub has_wiki_links: bool,
    end: usize,
}

/// A heading that is the title of its note.
#[derive(Clone, Debug)]
pub struct Title {
    /// What it says.
    pub text: String,
    /// Where it is.
    pub range: Range<usize>,
    /// Whether the note says the same of itself, or nothing else: then the heading is not said again.
    pub is_told: bool,
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// What it says.
    pub text: String,
    /// From 1 to 6.
    pub level: u8,
    /// Its anchor on the page.
    pub anchor: String,
    /// The anchor that its author gave it, in attributes or as an element of HTML beside it.
    pub given: Option<String>,
    /// Where it begins.
    pub at: usize,
}

/// A block with an id.
#[derive(Clone, Debug)]
pub struct Block {
    /// Where it is, without the id.
    pub range: Range<usize>,
    /// Which heading it is below.
    pub heading: Option<usize>,
}

impl Outline {
    /// Reads a note that calls itself `told`, if it does.
    pub fn of(text: &str, told: Option<&str>) -> Self {
        let markup = markdown::parse(text);
        let mut outline = Self { end: text.len(), ..Self::default() };
        outline.has_wiki_links =
            markup.links.iter().any(|link| text[link.range.clone()].contains("[["));
        outline.marks = marks(text);
        let mut names = PageNames::default();
        let mut last: Option<Range<usize>> = None;
        for (number, block) in markup.blocks.iter().enumerate() {
            if let BlockKind::Heading { level, passage, .. } = &block.kind {
                let said = without_html(&markup.prose(*passage));
                let (said, given) = without_attributes(&said);
                if number == 0 && *level == 1 {
                    let is_told = told.is_none_or(|told| fold(told.trim()) == fold(said));
                    let range = block.range.clone();
                    outline.title = Some(Title { text: said.to_owned(), range, is_told });
                    if is_told {
                        continue;
                    }
                }
                outline.headings.push(Heading {
                    text: said.to_owned(),
                    level: *level,
                    anchor: names.anchor(said),
                    given,
                    at: block.range.start,
                });
            } else if let Some((range, id)) = block_id(text, &block.range, last.as_ref()) {
                let heading = outline.headings.len().checked_sub(1);
                outline.blocks.insert(id.to_owned(), Block { range, heading });
            }
            last = Some(block.range.clone());
        }
        for (at, id) in anchors(text) {
            match heading_at(text, &mut outline.headings, at).filter(|it| it.given.is_none()) {
                Some(heading) => heading.given = Some(id),
                None => drop(outline.marks.insert(id)),
            }
        }
        outline
    }

    /// Finds the heading that a link means by what stands behind its `#`: an anchor, or words of it; of
    /// `A#B` the last part counts.
    pub fn find(&self, fragment: &str) -> Option<&Heading> {
        let last = fragment.rsplit('#').next().unwrap_or(fragment).trim();
        let plain = last.strip_prefix('^');
        if let Some(block) = plain.and_then(|id| self.blocks.get(id)) {
            return self.headings.get(block.heading?);
        }
        let wanted = fold(last);
        let slug = PageNames::default().anchor(last);
        let all = || self.headings.iter();
        all()
            .find(|it| it.given.as_deref() == Some(last) || it.anchor == last)
            .or_else(|| all().find(|it| fold(&it.text) == wanted))
            .or_else(|| all().find(|it| it.anchor == slug))
            .or_else(|| all().find(|it| squeezed(&it.anchor) == squeezed(last)))
    }

    /// Returns whether a fragment means the title, where the page begins.
    pub fn is_title(&self, fragment: &str) -> bool {
        let title = self.title.as_ref().filter(|title| title.is_told);
        title.is_some_and(|title| {
            let anchor = PageNames::default().anchor(&title.text);
            title.text.eq_ignore_ascii_case(fragment) || squeezed(&anchor) == squeezed(fragment)
        })
    }

    /// Returns where what a fragment means is: a section with its heading, or a block.
    pub fn part(&self, fragment: &str) -> Option<Range<usize>> {
        if let Some(id) = fragment.strip_prefix('^') {
            return self.blocks.get(id).map(|block| block.range.clone());
        }
        let heading = self.find(fragment)?;
        let behind = self.headings.iter().skip_while(|it| it.at <= heading.at);
        let end = behind.clone().find(|it| it.level <= heading.level).map_or(self.end, |it| it.at);
        Some(heading.at..end)
    }
}

/// Returns an anchor without hyphens behind others: for each sign that it leaves out GitHub keeps both blanks
/// around that, `a--b` for "a & b".
fn squeezed(anchor: &str) -> String {
    let mut parts = anchor.split('-').filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |squeezed, part| squeezed + "-" + part)
}

/// Finds the ids of `<a id="…">` and `<a name="…">`, each with where its element begins.
fn anchors(text: &str) -> Vec<(usize, String)> {
    let id_of = |tag: &str| {
        let (_, value) = tag.split_once(" id=").or_else(|| tag.split_once(" name="))?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (id, _) = value[1..].split_once(quote)?;
        (!id.is_empty()).then(|| id.to_owned())
    };
    let found = text.match_indices("<a ").filter_map(|(at, _)| {
        let inside = &text[at..text.floor_char_boundary(at + LONGEST)];
        Some((at, id_of(inside.split_once('>')?.0)?))
    });
    found.collect()
}

/// Returns a heading without elements of HTML that only give it an id.
fn without_anchors(heading: &str) -> String {
    let (mut said, mut rest) = (String::new(), heading);
    while let Some(at) = rest.find("<a ")
        && let Some(length) = rest[at..].find('>')
    {
        said.push_str(&rest[..at]);
        let behind = &rest[at + length + 1..];
        rest = behind.strip_prefix("</a>").unwrap_or(behind).trim_start();
    }
    said + rest
}

/// Returns what a heading says without HTML.
fn without_html(heading: &Prose<'_>) -> String {
    let code: Vec<Range<usize>> =
        heading.stretches().filter(|it| it.kind == StretchKind::Code).map(|it| it.range).collect();
    let is_code = |at| {
        let next = code.partition_point(|range| range.end <= at);
        code.get(next).is_some_and(|range| range.contains(&at))
    };
    without_anchors(&without_tags(heading.text, is_code))
}

/// Returns the heading that an element of HTML stands in, or before which nothing else stands.
fn heading_at<'h>(text: &str, headings: &'h mut [Heading], at: usize) -> Option<&'h mut Heading> {
    let behind = headings.partition_point(|heading| heading.at <= at);
    let is_within = |heading: &Heading| !text[heading.at..at].contains('\n');
    let is_next = |heading: &Heading| {
        let between = text[at..heading.at].split_inclusive('>');
        between
            .map(|piece| piece.split('<').next().unwrap_or_default())
            .all(|it| it.trim().is_empty())
    };
    let within = behind.checked_sub(1).filter(|&before| is_within(&headings[before]));
    let next = || (behind < headings.len() && is_next(&headings[behind])).then_some(behind);
    within.or_else(next).map(|found| &mut headings[found])
}

/// Parts a heading from `{#id .class}` behind it.
fn without_attributes(heading: &str) -> (&str, Option<String>) {
    let heading = heading.trim();
    let Some(at) = attributes_at(heading) else { return (heading, None) };
    let (said, inside) = (&heading[..at], &heading[at + 1..heading.len() - 1]);
    (said.trim(), id_in(inside))
}

/// Returns the id that is named inside of `{#id .class}`.
fn id_in(inside: &str) -> Option<String> {
    let mut words = inside.trim_start_matches(':').split_whitespace();
    words.find_map(|word| word.strip_prefix('#')).map(ToOwned::to_owned)
}

/// Returns where `{#id .class}` begins that ends a heading.
pub fn attributes_at(heading: &str) -> Option<usize> {
    let at = heading.strip_suffix('}')?.rfind('{')?;
    heading[at + 1..].trim_start_matches([':', ' ']).starts_with(['#', '.']).then_some(at)
}

/// Longer attributes, in bytes, are none: a line of braces is looked through once.
const LONGEST: usize = 256;

/// Returns how long `{#id .class key=value}` is that begins a text; a colon may stand before the first word.
pub fn attributes(written: &str) -> Option<usize> {
    let inside = written.strip_prefix('{')?;
    let inside = &inside[..inside.floor_char_boundary(LONGEST)];
    let end = inside.find(['}', '\n']).filter(|end| inside[*end..].starts_with('}'))?;
    let words = inside[..end].strip_prefix(':').unwrap_or(&inside[..end]);
    let is_name = |text: &str| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c))
    };
    let is_word = |word: &str| match word.strip_prefix(['#', '.']) {
        Some(name) => is_name(name),
        None => word.split_once('=').is_some_and(|(key, _)| is_name(key)),
    };
    let mut quoted = false;
    let mut words = words.split_whitespace().filter(|word| {
        // What is between quotation marks may have blanks.
        let begins = !quoted;
        quoted ^= word.matches('"').count() % 2 == 1;
        begins
    });
    let first = words.next()?;
    (is_word(first) && words.all(is_word)).then_some(end + 2)
}

/// Returns the ids in attributes behind or below parts of a text.
fn marks(text: &str) -> HashSet<String> {
    let found = text.match_indices('{').filter_map(|(at, _)| {
        let length = attributes(&text[at..])?;
        id_in(&text[at + 1..at + length - 1])
    });
    found.collect()
}

/// Returns where `^id` begins that ends a text.
pub fn block_id_at(written: &str) -> Option<usize> {
    let at = written.rfind('^')?;
    let id = &written[at + 1..];
    let is_id = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!id.is_empty() && id.bytes().all(is_id)).then_some(at)
}

/// Returns the id of a block, `^id` at its end, and where the block is without it; an id alone is that of
/// the block before.
fn block_id<'t>(
    text: &'t str,
    range: &Range<usize>,
    last: Option<&Range<usize>>,
) -> Option<(Range<usize>, &'t str)> {
    let written = text[range.clone()].trim_end();
    let at = block_id_at(written)?;
    let id = &written[at + 1..];
    match &written[..at] {
        "" => Some((last?.clone(), id)),
        before if before.ends_with([' ', '\n', '\t']) => {
            Some((range.start..range.start + before.trim_end().len(), id))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_told_from_other_braces() {
        for (text, length) in [
            ("{#id}", Some(5)),
            ("{: #id .a .b } x", Some(14)),
            ("{.md-button target=_blank}", Some(26)),
            ("{ title=\"a b\" .c }", Some(18)),
            ("{x}", None),
            ("{}", None),
            ("{{ name }}", None),
            ("{#a b}", None),
            ("{#a\n}", None),
            (&format!("{{#{}}}", "a".repeat(254)), Some(257)),
            (&format!("{{#{}}}", "a".repeat(255)), None),
        ] {
            assert_eq!(attributes(text), length, "{text}");
        }
    }

    const NOTE: &str = "# Tea\n\nA. ^first\n\n## How *hot*? {#heat .x}\n\nB\n\n### Green\n\nC\n\n| a |\n|---|\n| b |\n\n^table\n\n## Green\n\nD\n";

    #[test]
    fn links_find_what_they_mean() {
        let outline = Outline::of(NOTE, None);
        assert_eq!(outline.title.as_ref().unwrap().text, "Tea");
        for (fragment, anchor) in [
            ("heat", Some("how-hot")),
            ("How hot?", Some("how-hot")),
            ("how-hot", Some("how-hot")),
            ("How hot?#Green", Some("green")),
            ("green-1", Some("green-1")),
            ("^table", Some("green")),
            ("^first", None),
            ("Tea", None),
            ("cold", None),
        ] {
            let found = outline.find(fragment).map(|heading| &*heading.anchor);
            assert_eq!(found, anchor, "{fragment}");
        }
        for (fragment, part) in [
            ("^first", "A."),
            ("^table", "| a |\n|---|\n| b |\n"),
            (
                "heat",
                "## How *hot*? {#heat .x}\n\nB\n\n### Green\n\nC\n\n| a |\n|---|\n| b |\n\n^table\n\n",
            ),
            ("green-1", "## Green\n\nD\n"),
        ] {
            assert_eq!(&NOTE[outline.part(fragment).unwrap()], part, "{fragment}");
        }
    }

    #[test]
    fn a_title_that_says_something_else_stays_a_heading() {
        assert!(Outline::of(NOTE, Some("tea")).title.unwrap().is_told);
        let outline = Outline::of(NOTE, Some("All about tea"));
        assert!(!outline.title.as_ref().unwrap().is_told);
        assert_eq!(outline.headings[0].anchor, "tea");
        assert!(Outline::of("A\n\n# Tea\n", None).title.is_none());
    }
}
