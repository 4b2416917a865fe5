//! A pack as a bundle in the Open Knowledge Format (0.2): a folder for each theme, a file for each entry, its
//! claims and sources as footnotes. Refuses to know: where the files go.
//!
//! A footnote is one place of a source, or a source as a whole; what the claims there say is its text. A
//! typed link stands below the text with its relation and reason.

mod concept;
mod marks;
mod paths;

use std::sync::Arc;

use super::pack::File;
use crate::formats::escape::in_brackets;
use crate::messages::okf as says;
use crate::model::{Body, Catalogue, EntryKey, PackKey, ThemeKey};
use paths::Paths;

/// Writes the only pack of a catalogue; `body` gives the texts of an entry. Every call gives the same files.
pub fn files(
    catalogue: &Catalogue,
    body: &dyn Fn(EntryKey) -> Arc<Body>,
) -> impl Iterator<Item = File> {
    let pack = PackKey::new(0);
    let paths = Paths::new(catalogue, pack, body);
    let filled: Vec<ThemeKey> =
        catalogue.themes_of(pack).filter(|theme| catalogue.theme(*theme).count() > 0).collect();
    let root = File { name: "index.md".to_owned(), text: root(catalogue, pack, &paths, &filled) };
    let themes = filled.into_iter().flat_map(move |theme| {
        let name = format!("{}/index.md", paths.folder(theme));
        let mut files = vec![File { name, text: listing(catalogue, theme, &paths) }];
        files.extend(catalogue.entries_of(theme).map(|entry| File {
            name: paths.file(entry).to_owned(),
            text: concept::concept(catalogue, entry, &body(entry), &paths),
        }));
        files
    });
    std::iter::once(root).chain(themes)
}

/// Writes what is said of the whole pack, and lists its themes.
fn root(catalogue: &Catalogue, pack: PackKey, paths: &Paths, themes: &[ThemeKey]) -> String {
    let found = catalogue.pack(pack);
    let summary = one_line(&found.summary);
    let summary = if summary.is_empty() { says::holds(catalogue.len()) } else { summary };
    let mut text =
        format!("---\nokf_version: \"0.2\"\n---\n\n# {}\n\n{summary}\n\n", one_line(&found.title));
    for &theme in themes {
        let found = catalogue.theme(theme);
        let summary = catalogue.plain_in(found.pack, &found.summary).text;
        text += &item(&one_line(&found.title), &format!("{}/", paths.folder(theme)), &summary);
    }
    text
}

/// Lists the entries of a theme.
fn listing(catalogue: &Catalogue, theme: ThemeKey, paths: &Paths) -> String {
    let mut text = format!("# {}\n\n", one_line(&catalogue.theme(theme).title));
    for entry in catalogue.entries_of(theme) {
        let file = paths.file(entry).rsplit('/').next().unwrap_or_default();
        text += &item(&one_line(catalogue.title(entry)), file, &catalogue.plain_summary(entry));
    }
    text
}

fn item(title: &str, path: &str, summary: &str) -> String {
    let summary = one_line(summary);
    let said = if summary.is_empty() { String::new() } else { format!(" - {summary}") };
    format!("* [{}]({path}){said}\n", in_brackets(title))
}

/// Returns a text in one line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
