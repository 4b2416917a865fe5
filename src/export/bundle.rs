//! A pack as a bundle in the Open Knowledge Format (0.2): a folder for each theme, a file for each entry, its
//! claims and sources as footnotes. Refuses to know: where the files go.
//!
//! A footnote is one place of a source, or a source as a whole; what the claims there say is its text. A
//! typed link stands below the text with its relation and reason.

mod beyond;
mod concept;
mod front;
mod marks;
mod paths;

use std::sync::Arc;

use super::pack::{Extras, File};
use crate::formats::escape::in_brackets;
use crate::formats::name_of;
use crate::formats::okf::head::one_line;
use crate::messages::okf as says;
use crate::model::{Body, Catalogue, EntryKey, PackKey, ThemeKey};
use crate::text::markdown::headings;
use concept::Written;
use front::Front;
use paths::Paths;

/// Gives the texts of an entry.
type Bodies<'c> = &'c dyn Fn(EntryKey) -> Arc<Body>;

/// Writes the only pack of a catalogue; `body` gives the texts of an entry, and `extra` what it says beside
/// them. Every call gives the same files.
pub fn files<'c>(
    catalogue: &'c Catalogue,
    body: Bodies<'c>,
    extra: Extras<'c>,
) -> impl Iterator<Item = File> {
    let pack = PackKey::new(0);
    let paths = Paths::new(catalogue, pack, body);
    let filled: Vec<ThemeKey> =
        catalogue.themes_of(pack).filter(|theme| catalogue.theme(*theme).count() > 0).collect();
    let writing = Writing { catalogue, paths, extra };
    let root = File { name: "index.md".to_owned(), text: writing.root(pack, &filled, body) };
    let themes = filled.into_iter().flat_map(move |theme| writing.files_of(theme, body));
    std::iter::once(root).chain(themes)
}

/// A bundle that is being written.
struct Writing<'c> {
    catalogue: &'c Catalogue,
    paths: Paths<'c>,
    extra: Extras<'c>,
}

impl Writing<'_> {
    /// Writes what is said of the whole pack, and lists its themes.
    fn root(&self, pack: PackKey, themes: &[ThemeKey], body: Bodies) -> String {
        let found = self.catalogue.pack(pack);
        let top = themes.iter().find(|theme| self.paths.folder(**theme).is_empty());
        let page = top.and_then(|theme| self.paths.page(*theme));
        let mut front = Front::default();
        front.say("okf_version", "0.2");
        let page = page.map(|page| self.concept(page, body));
        let summary = one_line(&found.summary);
        let summary = if summary.is_empty() { says::holds(self.catalogue.len()) } else { summary };
        let text = page.as_ref().map_or(summary, |page| page.text.clone());
        let mut items = top.map(|theme| self.items(*theme, &text)).unwrap_or_default();
        for &theme in themes.iter().filter(|theme| Some(*theme) != top) {
            let listing = self.paths.listing(theme);
            if !text.contains(&format!("(/{listing})")) {
                let found = self.catalogue.theme(theme);
                let summary = self.catalogue.plain_in(found.pack, &found.summary).text;
                let folder = format!("{}/", self.paths.folder(theme));
                items += &item(&one_line(&found.title), &folder, &summary);
            }
        }
        if let Some(page) = page {
            front.extend(if page.says_kind { page.front } else { page.own });
        }
        let title = one_line(&found.title);
        front.above(&page_of(&title, &text, &items))
    }

    /// Writes the entries of a theme and, below the root, what lists them.
    fn files_of(&self, theme: ThemeKey, body: Bodies) -> Vec<File> {
        let page = self.paths.page(theme);
        let mut files = Vec::new();
        if !self.paths.folder(theme).is_empty() {
            let page = page.map(|page| self.concept(page, body)).unwrap_or_default();
            let title = one_line(&self.catalogue.theme(theme).title);
            let folder = self.paths.folder(theme);
            let title = says::own_part(&title, folder.matches('/').count());
            // Groups alone have no title above them in most bundles: it is the name of the folder.
            let is_name = says::title(name_of(folder)) == title;
            let title = if is_name && page.text.starts_with("# ") { "" } else { title };
            let text = page_of(title, &page.text, &self.items(theme, &page.text));
            files.push(File { name: self.paths.listing(theme), text: page.own.above(&text) });
        }
        let others = self.catalogue.entries_of(theme).filter(|entry| Some(*entry) != page);
        files.extend(others.map(|entry| File {
            name: self.paths.file(entry).to_owned(),
            text: if self.paths.is_of_folder(entry) {
                let page = self.concept(entry, body);
                let title = one_line(self.catalogue.title(entry));
                page.own.above(&page_of(&title, &page.text, ""))
            } else {
                self.concept(entry, body).file()
            },
        }));
        files
    }

    fn concept(&self, entry: EntryKey, body: Bodies) -> Written {
        let said = (self.extra)(entry);
        concept::concept(self.catalogue, entry, &body(entry), &self.paths, said)
    }

    /// Lists the entries of a theme to which a text does not lead.
    fn items(&self, theme: ThemeKey, text: &str) -> String {
        let catalogue = self.catalogue;
        let is_listed = |file: &str| text.contains(&format!("(/{file}"));
        let entries = catalogue.entries_of(theme).filter(|entry| !self.paths.is_of_folder(*entry));
        let items = entries.filter(|entry| !is_listed(self.paths.file(*entry))).map(|entry| {
            let file = self.paths.file(entry).rsplit('/').next().unwrap_or_default();
            item(&one_line(catalogue.title(entry)), file, &catalogue.plain_summary(entry))
        });
        items.collect()
    }
}

/// Writes a page with its title above, and what it lists below: under a heading of its own if the text has sections,
/// or it would be in the last of them.
fn page_of(title: &str, text: &str, items: &str) -> String {
    let has_sections = !items.is_empty() && !headings(text).is_empty();
    let heading = if has_sections { says::CONTENTS } else { "" };
    let title = if title.is_empty() { String::new() } else { format!("# {title}") };
    let parts = [&*title, text, heading, items.trim_end()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n\n") + "\n"
}

fn item(title: &str, path: &str, summary: &str) -> String {
    let summary = one_line(summary);
    let said = if summary.is_empty() { String::new() } else { format!(" - {summary}") };
    format!("* [{}]({path}){said}\n", in_brackets(title))
}
