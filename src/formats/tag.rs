//! Tags of HTML as they stand in running text. Refuses to know: documents.

mod open;

use std::borrow::Cow;

use super::edits::Edits;
use super::html::{Dialect, Element, Mark, element};
use super::small::shifted;
pub use open::{OpenTag, OpenTags};

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// What it is called, in lower case.
    pub name: String,
    /// Whether it closes what another one has opened.
    pub closes: bool,
    attributes: Vec<(String, String)>,
}

impl Tag {
    /// Reads `<name key="value">`, `</name>` or `<name/>`; `None` if it is something else.
    pub fn parse(written: &str) -> Option<Self> {
        let inside = written.trim().strip_prefix('<')?.strip_suffix('>')?;
        let (inside, closes) = inside.strip_prefix('/').map_or((inside, false), |it| (it, true));
        let inside = inside.strip_suffix('/').unwrap_or(inside);
        let end = inside.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inside.len());
        let (name, mut rest) = inside.split_at(end);
        let mut attributes = Vec::new();
        while let Some((key, value, behind)) = attribute(rest) {
            attributes.push((key.to_ascii_lowercase(), value.to_owned()));
            rest = behind;
        }
        let name = name.to_ascii_lowercase();
        name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(Self {
            name,
            closes,
            attributes,
        })
    }

    /// Returns the value of an attribute.
    pub fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == key).map(|(_, value)| &**value)
    }
}

/// Parts the next attribute from what is behind it.
fn attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let rest = rest.trim_start();
    let end = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
    let (key, behind) = rest.split_at(end);
    if key.is_empty() {
        return None;
    }
    let Some(value) = behind.trim_start().strip_prefix('=').map(str::trim_start) else {
        return Some((key, "", behind));
    };
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let (value, behind) = match quote {
        Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
        None => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
    };
    Some((key, value, behind))
}

/// Returns the marks that say in Markdown, before a text and behind it, what a tag says of it; empty if Markdown has
/// none and the text says enough. `None` if the tag is none of HTML's for running text.
pub fn marks(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match element(Dialect::Html, name) {
        Element::Styled(Mark::Strong) => ("**", "**"),
        Element::Styled(Mark::Emphasis) => ("*", "*"),
        Element::Styled(Mark::Struck) => ("~~", "~~"),
        Element::Styled(Mark::Code) => ("`", "`"),
        Element::Around(before, behind) => (before, behind),
        Element::Link | Element::Styled(Mark::Raised | Mark::Lowered) => ("", ""),
        _ => match name {
            "mark" => ("**", "**"),
            "u" | "ins" | "span" | "small" | "big" | "font" | "abbr" | "time" | "bdi" | "bdo"
            | "ruby" | "data" | "label" | "nobr" | "center" => ("", ""),
            _ => return None,
        },
    })
}

/// Returns whether the text in a tag says again what Folio's own brackets say.
pub fn is_left_out(name: &str) -> bool {
    name == "rp"
}

/// Returns whether the text in a tag stands above the line; `None` if it stands neither there nor below.
pub fn shift(name: &str) -> Option<bool> {
    match element(Dialect::Html, name) {
        Element::Styled(Mark::Raised) => Some(true),
        Element::Styled(Mark::Lowered) => Some(false),
        _ => None,
    }
}

/// Returns one line of plain text without the tags of HTML that are closed in it, what they move above or below the
/// line as signs that say so. What `is_code` says of a byte stays as it is.
pub fn without_tags(line: &str, is_code: impl Fn(usize) -> bool) -> Cow<'_, str> {
    let mut open = OpenTags::default();
    let mut edits = Edits::default();
    let (mut begins, mut behind) = (None, 0);
    for (at, sign) in line.match_indices(['<', '>']).filter(|(at, _)| !is_code(*at)) {
        if sign == "<" {
            begins = Some(at);
            continue;
        }
        let Some(range) = begins.take().map(|start| start..at + 1) else { continue };
        let Some(tag) = Tag::parse(&line[range.clone()]) else { continue };
        let said = behind..range.start;
        behind = range.end;
        if let Some(is_above) = open.is_above() {
            open.say(said.clone(), shifted(&line[said], is_above).into_owned());
        }
        if !tag.closes {
            open.open(tag.name, range, None);
        } else if let Some(opened) = open.close(&tag.name) {
            let (before, behind) = match element(Dialect::Html, &tag.name) {
                Element::Around(before, behind) => (before, behind),
                _ if is_left_out(&tag.name) => {
                    edits.replace(opened.range.start..range.end, "");
                    continue;
                }
                _ if marks(&tag.name).is_some() => ("", ""),
                _ => continue,
            };
            for (said, shifted) in opened.said {
                edits.replace(said, shifted);
            }
            edits.replace(opened.range, before);
            edits.replace(range, behind);
        }
    }
    edits.apply(line).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_without_its_tags() {
        for (line, expected) in [
            ("10<sup>6</sup> H<sub>2</sub>O", "10⁶ H₂O"),
            ("x<sup>Q</sup> <q>a</q> <b>b</b>", "x^Q “a” b"),
            ("<sup>a<b>b</b></sup>", "ᵃᵇ"),
            ("H<sub>2<sub>O</sub></sub> x<sup>a<sub>1</sub>b</sup>c", "H₂_O xᵃ₁ᵇc"),
            ("a <b <i>c</i>", "a <b c"),
            ("<a<a<a>b</a>", "<a<ab"),
            ("<ruby>漢<rp>[</rp><rt>kan</rt><rp>]</rp></ruby>", "漢(kan)"),
            ("Vec<T> <b>a 1 < 2 <x>y</x>", "Vec<T> <b>a 1 < 2 <x>y</x>"),
            ("`<b>c</b>`", "`<b>c</b>`"),
        ] {
            assert_eq!(without_tags(line, |_| line.starts_with('`')), expected, "{line}");
        }
    }

    #[test]
    fn tags_are_read_with_their_attributes() {
        for (written, name, closes, href) in [
            ("<b>", "b", false, None),
            ("</B >", "b", true, None),
            ("<br/>", "br", false, None),
            ("<a href=\"x y\" class=z>", "a", false, Some("x y")),
            ("<a\n  class HREF = 'x'>", "a", false, Some("x")),
            ("<a href=x>", "a", false, Some("x")),
            ("<a href=>", "a", false, Some("")),
        ] {
            let tag = Tag::parse(written).unwrap();
            assert_eq!(
                (&*tag.name, tag.closes, tag.attribute("href")),
                (name, closes, href),
                "{written}"
            );
        }
        for written in ["<>", "< b>", "<!DOCTYPE html>", "<?php ?>", "b", "<b"] {
            assert_eq!(Tag::parse(written), None, "{written}");
        }
    }
}
