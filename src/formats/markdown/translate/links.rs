//! Links, pictures and texts shown from elsewhere.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use pulldown_cmark::LinkType;

use super::{Embedded, Leads, Pointer, Walk};
use crate::formats::escape::in_brackets;
use crate::messages::formats as says;
use crate::text::markdown::plain;

/// A link or a picture that is open.
pub(super) struct OpenLink {
    destination: String,
    is_wiki: bool,
    is_picture: bool,
    /// Where what is in its brackets is.
    inside: Option<Range<usize>>,
}

impl OpenLink {
    pub fn new(kind: LinkType, destination: &str, is_picture: bool) -> Self {
        let destination = match kind {
            LinkType::Email => format!("mailto:{destination}"),
            _ => destination.to_owned(),
        };
        let is_wiki = matches!(kind, LinkType::WikiLink { .. });
        Self { destination, is_wiki, is_picture, inside: None }
    }

    /// Takes in where something in its brackets is.
    pub fn holds(&mut self, range: &Range<usize>) {
        self.inside = Some(self.inside.as_ref().map_or_else(
            || range.clone(),
            |inside| inside.start.min(range.start)..inside.end.max(range.end),
        ));
    }
}

impl Walk<'_, '_> {
    pub(super) fn close_link(&mut self, mut open: OpenLink, range: Range<usize>) {
        let written = &self.text[range.clone()];
        let shown = if open.is_wiki { wiki_parts(written) } else { None };
        if let Some((destination, _)) = shown {
            open.destination = destination.to_owned();
        }
        let shown = shown.and_then(|(_, shown)| shown).map(without_links);
        let pointer =
            Pointer { destination: &open.destination, is_wiki: open.is_wiki, at: range.start };
        if open.is_picture {
            return self.picture(&pointer, &open, shown.as_deref(), range);
        }
        let leads = self.around.follow(&pointer);
        if matches!(leads, Leads::Nowhere | Leads::File(_)) {
            self.brackets.on_unwrapped();
        }
        match leads {
            Leads::Outside => {}
            Leads::To { reference, title } if open.is_wiki => {
                let title = self.in_cell(&title);
                let shown = shown.map_or_else(|| in_brackets(&title), Cow::into_owned);
                self.edits.replace(range, format!("[{shown}]({reference})"));
            }
            Leads::Nowhere | Leads::File(_) if open.is_wiki => {
                let shown = shown.map_or_else(|| in_brackets(&open.destination), Cow::into_owned);
                self.edits.replace(range, shown);
            }
            Leads::To { reference, title } => match open.inside {
                Some(inside) => {
                    let end = self.end_of_link(&range);
                    self.edits.replace(range.start..inside.start, "[");
                    self.edits.replace(inside.end..end, format!("]({reference})"));
                }
                None => {
                    self.edits.replace(range, format!("[{}]({reference})", in_brackets(&title)));
                }
            },
            leads @ (Leads::Nowhere | Leads::File(_)) => match open.inside {
                Some(inside) => {
                    let end = self.end_of_link(&range);
                    let behind = self.told_behind(&leads, &self.text[inside.clone()]);
                    self.edits.replace(range.start..inside.start, "");
                    self.edits.replace(inside.end..end, behind);
                }
                None => self.edits.replace(range, in_brackets(&open.destination)),
            },
        }
    }

    /// Returns what stands behind the text of a link that is none any more: the path of a file, if that says
    /// more.
    fn told_behind(&self, leads: &Leads, shown: &str) -> String {
        let Leads::File(path) = leads else { return String::new() };
        if plain(shown).text.trim().trim_start_matches('/') == path {
            return String::new();
        }
        format!(" ({})", self.in_cell(&in_brackets(path)))
    }

    /// Returns where a link ends: the brackets of `[text][]` are no part of its range.
    fn end_of_link(&self, range: &Range<usize>) -> usize {
        let has_brackets = self.text[range.start..range.end].starts_with('[')
            && !self.text[range.clone()].ends_with(')')
            && self.text[range.end..].starts_with("[]");
        range.end + if has_brackets { 2 } else { 0 }
    }

    /// Names a picture with its caption, or shows the text that an embedding means.
    fn picture(
        &mut self,
        pointer: &Pointer,
        open: &OpenLink,
        shown: Option<&str>,
        range: Range<usize>,
    ) {
        if pointer.is_wiki && !is_media(pointer.destination) {
            return self.embedding(pointer, shown, range);
        }
        // Of a vault's pictures the bar gives the width: `![[a.png|300]]`.
        let is_size = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'x');
        let caption = match (shown, &open.inside) {
            (Some(shown), _) => (!is_size(shown)).then(|| shown.to_owned()),
            (None, Some(inside)) if !open.is_wiki => {
                let said = plain(&self.text[inside.clone()]).text;
                Some(in_brackets(&said.split_whitespace().collect::<Vec<_>>().join(" ")))
            }
            _ => None,
        };
        let caption = caption.filter(|caption| !caption.trim().is_empty());
        let name = Path::new(pointer.destination).file_name().unwrap_or_default().to_string_lossy();
        let told = says::picture(&in_brackets(&name), caption.as_deref());
        let is_outside = matches!(self.around.follow(pointer), Leads::Outside);
        let told = if is_outside && self.links.is_empty() && is_plain(pointer.destination) {
            format!("[{told}]({})", pointer.destination)
        } else {
            told
        };
        self.edits.replace(range, told);
    }

    fn embedding(&mut self, pointer: &Pointer, shown: Option<&str>, range: Range<usize>) {
        let is_whole = self.text[self.paragraph.clone()].trim() == self.text[range.clone()].trim();
        let at_margin = range.start == 0 || self.text[..range.start].ends_with('\n');
        if is_whole
            && at_margin
            && let Some(embedded) = self.around.embed(pointer)
        {
            let Embedded { reference, title, markdown } = embedded;
            let head = says::embedded(&format!("[{}]({reference})", in_brackets(&title)));
            let quoted: String = markdown
                .trim()
                .lines()
                .map(|line| if line.is_empty() { ">\n".to_owned() } else { format!("> {line}\n") })
                .collect();
            return self.edits.replace(range, format!("> {head}\n>\n{}", quoted.trim_end()));
        }
        if let Leads::To { reference, title } = self.around.follow(pointer) {
            let title = self.in_cell(&title);
            let shown = shown.map_or_else(|| in_brackets(&title), ToOwned::to_owned);
            self.edits.replace(range, format!("[{shown}]({reference})"));
        } else {
            let shown = shown.map_or_else(|| in_brackets(pointer.destination), ToOwned::to_owned);
            self.edits.replace(range, shown);
        }
    }

    /// Returns a text as it has to stand in a cell of a table, if that is where it is put.
    pub(super) fn in_cell(&self, text: &str) -> String {
        if self.in_table { text.replace('|', "\\|") } else { text.to_owned() }
    }
}

/// Parts `[[destination|text]]`; the bar of a link in a table has a backslash before it.
fn wiki_parts(written: &str) -> Option<(&str, Option<&str>)> {
    let inside = written.trim_start_matches('!').strip_prefix("[[")?.strip_suffix("]]")?;
    Some(match inside.split_once('|') {
        Some((destination, shown)) => {
            let shown = shown.trim();
            let destination = destination.strip_suffix('\\').unwrap_or(destination);
            (destination.trim(), (!shown.is_empty()).then_some(shown))
        }
        None => (inside.trim(), None),
    })
}

/// Returns what a link shows without links and pictures in it, which `[[…]]` has none of.
fn without_links(shown: &str) -> Cow<'_, str> {
    if shown.contains('[') { in_brackets(&plain(shown).text).into() } else { shown.into() }
}

/// Returns whether something is shown that is no text.
fn is_media(destination: &str) -> bool {
    const ENDINGS: [&str; 21] = [
        "png",
        "jpg",
        "jpeg",
        "gif",
        "svg",
        "webp",
        "bmp",
        "avif",
        "tif",
        "tiff",
        "pdf",
        "mp3",
        "mp4",
        "wav",
        "ogg",
        "webm",
        "mov",
        "m4a",
        "flac",
        "canvas",
        "excalidraw",
    ];
    let path = destination.split('#').next().unwrap_or_default();
    let ending = Path::new(path).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Returns whether an address can stand in the brackets of a link as it is.
fn is_plain(address: &str) -> bool {
    !address.contains(['(', ')', '<', '>', '\\']) && !address.contains(char::is_whitespace)
}
