//! The documents of a book as they were read, and where links between them lead. Refuses to know: what
//! becomes of them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::markup::{Element, Markup};
use super::paths::{fragment, joined};
use crate::content::position::FileKey;
use crate::formats::html::without_sections;
use crate::text::address::is_outside;

/// Two characters that no text has a use for: they stand for the brackets of a mark of a footnote until the
/// text is Markdown, so that nothing escapes them. Books that have them lose them.
pub const MARK: [char; 2] = ['\u{10fffc}', '\u{10fffd}'];

/// A document.
pub struct Document {
    /// Its path in the archive.
    pub path: String,
    /// Its file, for what has to be told of it.
    pub file: FileKey,
    /// Its text.
    pub source: String,
    /// What is in it.
    pub markup: Markup,
    /// Where its body begins.
    pub body: usize,
    ids: HashMap<String, usize>,
}

impl Document {
    /// Takes a document apart.
    pub fn new(path: String, file: FileKey, source: &str) -> Self {
        let source = without_sections(source).replace(MARK, "\u{fffd}");
        let markup = Markup::of_xhtml(&source);
        let mut ids = HashMap::new();
        for (at, element) in markup.elements.iter().enumerate() {
            for id in [element.attribute("id"), name_of(element)].into_iter().flatten() {
                ids.entry(id.to_owned()).or_insert(at);
            }
        }
        let body = markup.elements.iter().find(|it| it.name == "body");
        let body = body.map_or(0, |body| body.inside.start);
        Self { path, file, source, markup, body, ids }
    }

    /// Finds an element by its id.
    pub fn element(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// Returns the text of the first of its highest headings: above them may be what leads to other documents.
    pub fn heading_in(&self, range: &Range<usize>) -> Option<String> {
        let headings = self.markup.elements_in(range).iter();
        let told = headings
            .filter_map(|it| Some((it.heading()?, self.markup.text(&it.inside))))
            .filter(|(_, text)| !text.is_empty());
        told.min_by_key(|(level, _)| *level).map(|(_, text)| text)
    }
}

fn name_of(element: &Element) -> Option<&str> {
    element.attribute("name").filter(|_| element.name == "a")
}

/// All documents.
#[derive(Default)]
pub struct Documents {
    /// They, in reading order; those in none come last.
    pub all: Vec<Document>,
    /// The paths of those that are read one after another, and of all others.
    by_path: HashMap<String, usize>,
    /// What else is in the archive, such as pictures, or was told already.
    pub others: HashSet<String>,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leads {
    /// Out of the book.
    Outside,
    /// To a document, and an element of it.
    To(usize, Option<usize>),
    /// To a document that has nothing of that id.
    Astray(usize),
    /// To a file that is no document.
    File,
    /// Nowhere.
    Nowhere,
}

impl Documents {
    /// Adds a document.
    pub fn push(&mut self, document: Document) {
        self.by_path.insert(document.path.clone(), self.all.len());
        self.all.push(document);
    }

    /// Finds a document by its path.
    pub fn find(&self, path: &str) -> Option<usize> {
        self.by_path.get(path).copied()
    }

    /// Finds the document that a path means where nothing lies: of those below its folder that are called so the
    /// one that lies highest.
    pub fn find_below(&self, path: &str) -> Option<&str> {
        if self.by_path.contains_key(path) || self.others.contains(path) {
            return None;
        }
        let (folder, end) = path.split_at(path.rfind('/').unwrap_or(0));
        let end = format!("/{}", end.trim_start_matches('/'));
        let paths = self.all.iter().map(|document| &*document.path);
        let is_meant = |path: &&str| path.starts_with(folder) && path.ends_with(&end);
        paths.filter(is_meant).min_by_key(|path| path.len())
    }

    /// Returns where a link leads that stands in a document.
    pub fn follow(&self, from: usize, href: &str) -> Leads {
        let href = href.trim();
        if is_outside(href) {
            return Leads::Outside;
        }
        let Some(path) = joined(&self.all[from].path, href) else { return Leads::Nowhere };
        let id = fragment(href);
        match self.find(&path) {
            Some(document) if id.is_empty() => Leads::To(document, None),
            Some(document) => match self.all[document].element(&id) {
                Some(element) => Leads::To(document, Some(element)),
                None => Leads::Astray(document),
            },
            None if self.others.contains(&path) => Leads::File,
            None => Leads::Nowhere,
        }
    }
}
