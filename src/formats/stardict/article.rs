//! One article of a `StarDict` dictionary: fields of text, each of a kind, to Markdown.

use super::super::composer::{Composer, Style};
use super::super::dictionary::{Links, text_of};
use super::super::html::{self, Dialect};
use super::super::lines;
use super::super::tally::{Loss, Tally};
use crate::content::position::At;

/// How articles are to be read.
pub struct Article<'a> {
    /// The kinds of all fields in their order, if they are the same in all articles; else empty.
    pub fields: &'a str,
    /// The width at which plain text was wrapped.
    pub width: Option<usize>,
    /// The title of its entry.
    pub entry: &'a str,
    /// The file of articles.
    pub at: At,
}

impl Article<'_> {
    /// Returns an article as Markdown.
    pub fn markdown(&self, bytes: &[u8], links: &Links<'_>, tally: &mut Tally) -> String {
        let mut parts = Vec::new();
        for (kind, field) in self.parted(bytes, tally) {
            let markdown = self.field(kind, field, links, tally);
            if !markdown.is_empty() {
                parts.push(markdown);
            }
        }
        parts.join("\n\n")
    }

    /// Parts the fields: one whose kind is a small letter ends with a zero, another begins with its length;
    /// where all articles have the same fields, neither is said of the last.
    fn parted<'b>(&self, bytes: &'b [u8], tally: &mut Tally) -> Vec<(u8, &'b [u8])> {
        let mut parts = Vec::new();
        let mut rest = bytes;
        let mut kinds = self.fields.bytes().peekable();
        let is_said = !self.fields.is_empty();
        while !rest.is_empty() {
            let kind = if is_said {
                let Some(kind) = kinds.next() else { break };
                kind
            } else {
                let (kind, behind) = (rest[0], &rest[1..]);
                rest = behind;
                kind
            };
            let field = if is_said && kinds.peek().is_none() {
                std::mem::take(&mut rest)
            } else if kind.is_ascii_uppercase() {
                let Some((size, behind)) = rest.split_first_chunk::<4>() else {
                    tally.count(Loss::Article, self.at, || self.entry.to_owned());
                    break;
                };
                let size = u32::from_be_bytes(*size) as usize;
                if size > behind.len() {
                    tally.count(Loss::Article, self.at, || self.entry.to_owned());
                }
                let (field, behind) = behind.split_at(size.min(behind.len()));
                rest = behind;
                field
            } else {
                let end = memchr::memchr(0, rest).unwrap_or(rest.len());
                let field = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or_default();
                field
            };
            parts.push((kind, field));
        }
        parts
    }

    fn field(&self, kind: u8, bytes: &[u8], links: &Links<'_>, tally: &mut Tally) -> String {
        if !matches!(kind, b'm' | b'l' | b'w' | b'n' | b't' | b'y' | b'g' | b'x' | b'h' | b'k') {
            tally.count(Loss::Kind, self.at, || {
                format!("\"{}\" in \"{}\"", char::from(kind).escape_default(), self.entry)
            });
            return String::new();
        }
        // Zeros end fields, and some writers leave one more.
        let text = text_of(bytes, self.at, tally);
        let text = text.trim_end_matches('\0');
        match kind {
            b't' | b'y' => {
                let mut composer = Composer::default();
                let sound = text.trim();
                if !sound.is_empty() {
                    composer.text(&format!("[{sound}]"), Style::default());
                }
                composer.finish()
            }
            b'g' | b'x' | b'h' | b'k' => {
                let dialect = match kind {
                    b'g' => Dialect::Pango,
                    b'x' => Dialect::Xdxf,
                    b'h' => Dialect::Html,
                    _ => Dialect::Xhtml,
                };
                let text = self.without_headword(text);
                let mut follow =
                    |target: html::Target<'_>| links.follow(target, self.entry, self.at, tally);
                html::convert(text, dialect, &mut follow).markdown
            }
            _ => lines::markdown(text, self.width, &mut |word| links.word(word)),
        }
    }

    /// Returns a text without the headword that it may begin with, which is the title already.
    fn without_headword<'t>(&self, text: &'t str) -> &'t str {
        let inside = text.trim_start().strip_prefix("<k>").and_then(|it| it.split_once("</k>"));
        match inside {
            Some((word, rest)) if word.trim() == self.entry => {
                rest.trim_start_matches(['\r', '\n'])
            }
            _ => text,
        }
    }
}
