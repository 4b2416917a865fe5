//! What a book says of itself: its title and makers, its documents and their order (EPUB 3.3, 5; OPF 2.0).
//! Refuses to know: what is in the documents.

use std::collections::HashMap;

use super::markup::Markup;
use super::paths::joined;
use crate::content::rules::{is_address, is_date, is_language};

/// What a book says of itself.
#[derive(Debug, Default)]
pub struct Package {
    /// The title; empty where there is none.
    pub title: String,
    /// Who made it.
    pub creators: Vec<String>,
    /// Who published it.
    pub publisher: String,
    /// BCP 47 tag; empty where unknown.
    pub language: String,
    /// In the forms of packs; empty where unknown.
    pub date: String,
    /// Its identifiers, the address first if one is.
    pub identifiers: Vec<String>,
    /// What may be done with it.
    pub rights: String,
    /// What it is about, perhaps in HTML.
    pub description: String,
    /// The documents in reading order.
    pub spine: Vec<Item>,
    /// The ids in the reading order that are declared nowhere.
    pub undeclared: Vec<String>,
    /// The paths of all documents, in the order in which they are declared.
    pub documents: Vec<String>,
    /// The document that holds the table of contents (EPUB 3).
    pub navigation: Option<String>,
    /// The file that holds it (EPUB 2).
    pub ncx: Option<String>,
    /// The picture of the cover.
    pub cover: Option<String>,
    /// Where the text begins, as path and fragment.
    pub beginning: Option<String>,
    /// Whether it ended before everything in it was closed.
    pub is_cut: bool,
}

/// A document in the reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its path in the archive.
    pub path: String,
    /// Whether it is one that is read one after another.
    pub is_linear: bool,
    /// Whether it is declared as HTML.
    pub is_html: bool,
}

/// Returns the path of the description of the book, from the container.
pub fn root_file(container: &str) -> Option<String> {
    let markup = Markup::of_xml(container);
    let mut files = markup.elements.iter().filter(|it| it.name == "rootfile");
    joined("", files.find_map(|it| it.attribute("full-path"))?)
}

impl Package {
    /// Reads a package that lies at a path.
    pub fn new(source: &str, path: &str) -> Self {
        let markup = Markup::of_xml(source);
        let mut package = Self { is_cut: !markup.is_whole, ..Self::default() };
        let mut declared: HashMap<&str, (String, bool)> = HashMap::new();
        let named = |name: &'static str| markup.elements.iter().filter(move |it| it.name == name);
        for item in named("item") {
            let path = item.attribute("href").and_then(|href| joined(path, href));
            let (Some(id), Some(path)) = (item.attribute("id"), path) else { continue };
            let media = item.attribute("media-type").unwrap_or_default();
            let is_html = is_html(media);
            if item.has_word("properties", "nav") {
                package.navigation.get_or_insert_with(|| path.clone());
            }
            if item.has_word("properties", "cover-image") {
                package.cover = Some(path.clone());
            }
            if media == "application/x-dtbncx+xml" {
                package.ncx.get_or_insert_with(|| path.clone());
            }
            if is_html {
                package.documents.push(path.clone());
            }
            declared.entry(id).or_insert((path, is_html));
        }
        for spine in named("spine") {
            let ncx = spine.attribute("toc").and_then(|id| declared.get(id));
            package.ncx = ncx.map(|(path, _)| path.clone()).or(package.ncx.take());
        }
        for item in named("itemref") {
            let Some(id) = item.attribute("idref") else { continue };
            match declared.get(id) {
                Some((path, is_html)) => package.spine.push(Item {
                    path: path.clone(),
                    is_linear: item.attribute("linear") != Some("no"),
                    is_html: *is_html,
                }),
                None => package.undeclared.push(id.to_owned()),
            }
        }
        for reference in named("reference") {
            if matches!(reference.attribute("type"), Some("text" | "start" | "other.start")) {
                package.beginning = reference.attribute("href").and_then(|href| joined(path, href));
            }
        }
        package.on_metadata(&markup);
        let cover = named("meta").filter(|it| it.attribute("name") == Some("cover"));
        let cover = cover.filter_map(|it| declared.get(it.attribute("content")?));
        package.cover = package.cover.or_else(|| cover.map(|(path, _)| path.clone()).next());
        package
    }

    /// Takes in what the book says of itself.
    fn on_metadata(&mut self, markup: &Markup) {
        let named = |name: &'static str| markup.elements.iter().filter(move |it| it.name == name);
        let said = |name: &'static str| {
            let texts = named(name).map(|it| markup.text(&it.inside));
            texts.filter(|text| !text.is_empty())
        };
        let first = |name: &'static str| said(name).next().unwrap_or_default();
        (self.title, self.publisher) = (first("title"), first("publisher"));
        (self.rights, self.description) = (first("rights"), first("description"));
        self.creators = said("creator").collect();
        self.identifiers = said("identifier").collect();
        self.identifiers.sort_by_key(|identifier| !is_address(identifier));
        let mut languages = said("language").map(|language| language.replace('_', "-"));
        self.language = languages.find(|language| is_language(language)).unwrap_or_default();
        let dates = named("date").filter_map(|it| {
            let text = markup.text(&it.inside);
            // Many write the time too.
            let day = text.get(..10).filter(|day| is_date(day));
            let date = day.or_else(|| is_date(&text).then_some(&*text))?.to_owned();
            Some((it.attribute("opf:event") != Some("publication"), date))
        });
        let date = dates.min_by_key(|(is_other, _)| *is_other);
        self.date = date.map(|(_, date)| date).unwrap_or_default();
    }
}

fn is_html(media: &str) -> bool {
    matches!(media, "application/xhtml+xml" | "text/html" | "text/x-oeb1-document")
}
