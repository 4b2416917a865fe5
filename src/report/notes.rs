//! What the text of a note holds besides words: tags, and links to entries. Refuses to know: what the note
//! is on, how it is kept.

use std::collections::HashSet;

use crate::document::Destination;
use crate::journal::Note;
use crate::model::{Catalogue, PackKey};
use crate::text::markdown::{self, BlockKind, Prose, StretchKind};

/// The text of a note, looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteText {
    /// The words behind `#`, each once, without the `#`.
    pub tags: Vec<String>,
    /// Where its links lead, as written, each once.
    pub links: Vec<String>,
}

impl NoteText {
    /// Looks a text in Markdown through.
    pub fn read(text: &str) -> Self {
        let markup = markdown::parse(text);
        let mut found = Self::default();
        for block in &markup.blocks {
            match &block.kind {
                BlockKind::Paragraph(passage) | BlockKind::Heading { passage, .. } => {
                    found.tags.extend(tags(markup.prose(*passage)));
                }
                BlockKind::Table(table) => {
                    let cells = table.head().iter().chain(table.rows().flatten());
                    found.tags.extend(cells.flat_map(|cell| tags(markup.prose(*cell))));
                }
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
        found.links = markup.links.into_iter().map(|link| link.destination).collect();
        let mut met = HashSet::new();
        found.tags.retain(|tag| met.insert(tag.to_lowercase()));
        let mut met = HashSet::new();
        found.links.retain(|link| met.insert(link.clone()));
        found
    }

    /// Returns where its links lead from a note in a pack.
    pub fn destinations(&self, catalogue: &Catalogue, pack: PackKey) -> Vec<Destination> {
        self.links.iter().map(|link| Destination::of(catalogue, pack, link)).collect()
    }
}

/// How much of a note is looked through for its first line, in bytes.
const BRIEF: usize = 4096;

/// Returns the text of a note in a pack without its markup; links without a text of their own show the title of
/// what they lead to. A pack that is not open has no titles.
pub fn plain_note(catalogue: &Catalogue, pack: Option<PackKey>, text: &str) -> String {
    pack.map_or_else(|| markdown::plain(text), |pack| catalogue.plain_in(pack, text)).text
}

/// Returns the first line of such a text.
pub fn first_line(catalogue: &Catalogue, pack: Option<PackKey>, text: &str) -> String {
    let beginning = &text[..text.floor_char_boundary(BRIEF)];
    let shown = plain_note(catalogue, pack, beginning);
    shown.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

/// Returns the first link of a note that leads to nothing in the packs that are open, as it is written; of a
/// long note the beginning is looked through.
pub fn missing_link(catalogue: &Catalogue, note: &Note) -> Option<String> {
    let pack = catalogue.find_pack(&note.spot.on.pack)?;
    let text = NoteText::read(&note.text[..note.text.floor_char_boundary(BRIEF)]);
    text.destinations(catalogue, pack).into_iter().find_map(|destination| match destination {
        Destination::Missing(reference) => Some(reference.to_string()),
        _ => None,
    })
}

/// Returns the tags of a text, outside its links and code: `#` behind nothing, a blank or an opening mark,
/// then letters, digits, `-`, `_` and `/`, not digits alone.
fn tags(prose: Prose<'_>) -> Vec<String> {
    let closed: Vec<_> = prose
        .stretches()
        .filter(|stretch| stretch.link.is_some() || stretch.kind != StretchKind::Text)
        .map(|stretch| stretch.range)
        .collect();
    let mut found = Vec::new();
    for (at, _) in prose.text.match_indices('#') {
        let before = prose.text[..at].chars().next_back();
        let begins = before.is_none_or(|c| c.is_whitespace() || "([{\"'“‘（「".contains(c));
        if !begins || closed.iter().any(|range| range.contains(&at)) {
            continue;
        }
        let rest = &prose.text[at + 1..];
        let is_part = |c: char| c.is_alphanumeric() || "-_/".contains(c);
        let tag = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        let tag = tag.trim_end_matches(['-', '/']);
        if tag.chars().any(char::is_alphabetic) {
            found.push(tag.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, Pack, Theme};

    #[test]
    fn tags_stand_outside_links_and_code() {
        for (text, expected) in [
            ("#tea and #green-tea, #Tea again", &["tea", "green-tea"][..]),
            ("# A heading with #one\n\n(#two/three/)", &["one", "two/three"]),
            ("C# 100#x #12 `#code` [#link](a/b) [[a#b]]", &[]),
            ("```\n#code\n```\n\n| #cell |\n|---|\n| **#strong** |", &["cell", "strong"]),
            ("#茶 \\#no", &["茶", "no"]),
            ("", &[]),
        ] {
            assert_eq!(NoteText::read(text).tags, expected, "{text}");
        }
    }

    #[test]
    fn links_are_told_once_in_their_order() {
        let text = "[[drink/green]] [it](drink/black#how) [[drink/green]] <https://x.example>";
        let links = NoteText::read(text).links;
        assert_eq!(links, ["drink/green", "drink/black#how", "https://x.example"]);
    }

    #[test]
    fn the_first_line_has_no_markup() {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("tea", "Tea"));
        let theme = catalogue.push_theme(Theme::new(pack, "drink", "Drinks"));
        catalogue.push_entry(NewEntry::new(theme, "drink/green", "Green tea"));
        let first = |text| first_line(&catalogue, Some(pack), text);
        assert_eq!(first("\n## *Warm* the [cup](a/b)\n\nMore."), "Warm the cup");
        assert_eq!(first(""), "");
        let links = "[[drink/green]], not [[drink/red]]; [it](drink/green) of [[theme:drink]]";
        assert_eq!(first(links), "Green tea, not drink/red; it of Drinks");
        assert_eq!(first_line(&catalogue, None, "[[drink/green]]"), "drink/green");
    }
}
