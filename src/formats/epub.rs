//! Books in EPUB 2 and 3: their documents are entries, their tables of contents themes.
//!
//! ```text
//! archive -> package (order, makers), contents -> Document (with its Markup) -> Notes, Sections -> Text
//! ```
//!
//! All documents are read before the first becomes Markdown, because a link may lead to a later one. XML and
//! XHTML are read by the tokenizer that reads HTML everywhere: it expands no entities, knows no declarations,
//! and gives up at nothing that is not well-formed.

mod archive;
mod contents;
mod document;
mod markup;
mod notes;
mod package;
mod paths;
mod sections;
mod text;
mod themes;

use std::collections::HashSet;
use std::path::Path;

use super::draft::{Draft, Page};
use super::html::{Dialect, convert};
use super::intake::Reading;
use crate::content::load::RawPack;
use crate::content::position::{At, FileKey};
use crate::content::raw::RawSource;
use crate::content::rules::is_address;
use crate::content::source::{Listing, Refusal};
use crate::messages::{epub as says, formats};
use crate::model::{EntryHead, Source, ThemeOrder};
use crate::text::markdown::plain;
pub use archive::is_book;
use archive::{Archive, CONTAINER, decode};
use contents::Contents;
use document::{Document, Documents};
use markup::Markup;
use notes::Notes;
use package::Package;
use sections::{Sections, place};
use text::Book;
use themes::themes;

/// The id of the source that a book is.
const SOURCE: &str = "book";

/// Members that only books have that their sellers protect.
const PROTECTING: [&str; 2] = ["META-INF/rights.xml", "META-INF/sinf.xml"];

/// How fonts are made useless outside of their book, which hides no text (EPUB 3.3, 4.4; Adobe's own).
const FONTS_ONLY: [&str; 2] =
    ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// Reads a book.
pub fn read(
    path: &Path,
    listing: &Listing,
    fallback: &str,
    reading: &mut Reading,
) -> Option<RawPack> {
    let whole = reading.files.push(&*listing.head.name, None);
    let archive = match Archive::open(path) {
        Ok(archive) => archive,
        Err(refusal) => {
            reading.refuse(&refusal, whole);
            return None;
        }
    };
    let mut intake =
        Intake { archive, name: &listing.head.name, whole, missing: HashSet::new(), reading };
    intake.tell_of_names();
    if let Some(member) = intake.protecting() {
        let refusal = Refusal::new("protected", says::protected(&member), says::PROTECTED_HINT);
        intake.reading.refuse(&refusal, whole);
        return None;
    }
    let package = intake.package()?;
    let (mut contents, contents_file) = intake.contents(&package);
    let (documents, beside) = intake.documents(&package)?;
    if documents.all.is_empty() {
        intake.reading.refuse(&Refusal::new("no-documents", says::no_documents(), ""), whole);
        return None;
    }
    // Sphinx writes the table of contents of a book in several languages without their folders.
    for path in contents.points.iter_mut().filter_map(|point| point.path.as_mut()) {
        if let Some(below) = documents.find_below(path) {
            below.clone_into(path);
        }
    }
    intake.tell_of_points(&contents, contents_file, &documents);
    let notes = Notes::of(&documents);
    let sections = Sections::of(&documents, beside, &contents.points);
    let mut draft = Draft::new(whole, fallback, fallback);
    draft.is_list = true;
    describe(&mut draft, &package, whole);
    let start = start(&package, &contents, &documents, &sections);
    draft.start_at(sections.all[start].id.clone());
    let book = Book::new(&documents, &notes, &sections, package.cover.as_deref());
    write(&book, &contents, draft, reading)
}

/// Returns the section with which the text begins, as the book says; else the first.
fn start(
    package: &Package,
    contents: &Contents,
    documents: &Documents,
    sections: &Sections,
) -> usize {
    let own = contents.beginning.as_ref().map(|(path, id)| (&**path, &**id));
    let start = own.or(package.beginning.as_deref().map(|path| (path, "")));
    let section = start.and_then(|(path, id)| {
        let document = documents.find(path)?;
        Some(sections.at(document, place(&documents.all[document], id)?))
    });
    section.unwrap_or(0)
}

/// Adds the sections of a book to its pack, in their themes; `None` if it is stopped.
fn write(
    book: &Book,
    contents: &Contents,
    mut draft: Draft,
    reading: &mut Reading,
) -> Option<RawPack> {
    let (documents, sections) = (&book.documents.all, book.sections);
    for part in themes(sections, &contents.points, &draft.pack.title) {
        let theme = draft.theme(&part.title, &part.title, ThemeOrder::File);
        for section in part.sections.map(|at| &sections.all[at]) {
            if reading.progress().is_stopped() {
                return None;
            }
            let text = book.text(section);
            for (document, href) in &text.missed {
                let (at, message) =
                    (At::whole(documents[*document].file), formats::unresolved(href));
                reading.warn(at, "unresolved-link", message, formats::UNRESOLVED_HINT);
            }
            draft.push(Page {
                head: EntryHead::new(&section.id, &section.title),
                theme: theme.clone(),
                markdown: text.markdown,
                at: At::whole(documents[section.pieces[0].document].file),
            });
        }
    }
    reading.progress().read_file(sections.all.len());
    Some(draft.finish())
}

/// A book that is being read.
struct Intake<'b, 'i, 'r, 'p> {
    archive: Archive,
    /// How the book is called in what is told of it.
    name: &'b str,
    whole: FileKey,
    /// What was told to be missing.
    missing: HashSet<String>,
    reading: &'i mut Reading<'r, 'p>,
}

impl Intake<'_, '_, '_, '_> {
    fn meet(&mut self, member: &str) -> FileKey {
        self.reading.files.push(format!("{}/{member}", self.name), None)
    }

    fn warn(&mut self, file: FileKey, code: &'static str, message: String) {
        self.reading.warn(At::whole(file), code, message, "");
    }

    /// Tells of names by which no file can be meant.
    fn tell_of_names(&mut self) {
        let leaving = self.archive.leaving();
        if let Some(first) = leaving.first() {
            let message = says::leaves_archive(first, leaving.len() - 1);
            self.warn(self.whole, "leaves-archive", message);
        }
        if self.archive.has_duplicates() {
            self.warn(self.whole, "duplicate-file", says::duplicates());
        }
    }

    /// Returns the member by which a seller protects the book.
    fn protecting(&mut self) -> Option<String> {
        const ENCRYPTION: &str = "META-INF/encryption.xml";
        if let Some(member) = PROTECTING.into_iter().find(|member| self.archive.has(member)) {
            return Some(member.to_owned());
        }
        let (_, source) = self.text(ENCRYPTION).filter(|_| self.archive.has(ENCRYPTION))?;
        let markup = Markup::of_xml(&source);
        let mut methods = markup.elements.iter().filter(|it| it.name == "encryptionmethod");
        let hides_text =
            methods.any(|it| !it.attribute("algorithm").is_some_and(|it| FONTS_ONLY.contains(&it)));
        hides_text.then(|| ENCRYPTION.to_owned())
    }

    /// Reads a text; `None` if it cannot be read, which is told unless there is none.
    fn text(&mut self, member: &str) -> Option<(FileKey, String)> {
        let bytes = match self.archive.bytes(member) {
            Ok(bytes) => bytes?,
            Err(refusal) => {
                let file = self.meet(member);
                self.reading.refuse(&refusal, file);
                return None;
            }
        };
        let file = self.meet(member);
        let decoded = decode(&bytes);
        drop(bytes);
        if let Err(refusal) = self.reading.intake.budget.spend(decoded.text.len() as u64) {
            self.reading.refuse(&refusal, file);
            return None;
        }
        if let Some(fault) = decoded.fault {
            self.warn(file, "encoding", fault);
        }
        Some((file, decoded.text))
    }

    /// Tells that something is not in the archive that the book has, once.
    fn miss(&mut self, file: FileKey, member: &str) {
        if self.missing.insert(member.to_owned()) {
            self.warn(file, "missing-file", says::missing(member));
        }
    }

    fn package(&mut self) -> Option<Package> {
        let container = self.text(CONTAINER);
        let path = container.and_then(|(_, container)| package::root_file(&container));
        let source = path.as_ref().and_then(|path| self.text(path));
        let (Some(path), Some((file, source))) = (path, source) else {
            self.reading.refuse(&Refusal::new("no-package", says::no_package(), ""), self.whole);
            return None;
        };
        let package = Package::new(&source, &path);
        if package.is_cut {
            self.warn(file, "cut", says::cut());
        }
        for id in &package.undeclared {
            self.warn(file, "missing-file", says::undeclared(id));
        }
        Some(package)
    }

    /// Reads the table of contents; returns it with the file that it is from.
    fn contents(&mut self, package: &Package) -> (Contents, FileKey) {
        for (path, is_ncx) in [(&package.navigation, false), (&package.ncx, true)] {
            let Some(path) = path else { continue };
            let Some((file, source)) = self.text(path) else {
                if !self.archive.has(path) {
                    self.miss(self.whole, path);
                }
                continue;
            };
            let contents = if is_ncx {
                Contents::of_ncx(&source, path)
            } else {
                Contents::of_navigation(&source, path)
            };
            if !contents.points.is_empty() {
                return (contents, file);
            }
        }
        (Contents::default(), self.whole)
    }

    /// Reads all documents that are read one after another, then those beside them; returns how many the
    /// first are. `None` if it is stopped.
    fn documents(&mut self, package: &Package) -> Option<(Documents, usize)> {
        let mut documents = Documents::default();
        let mut met = HashSet::new();
        let is_navigation = |path: &str| package.navigation.as_deref() == Some(path);
        for item in package.spine.iter().filter(|item| item.is_linear) {
            if !item.is_html {
                self.warn(self.whole, "not-html", says::not_html(&item.path));
            } else if met.insert(item.path.clone()) {
                self.document(&item.path, &mut documents)?;
            }
        }
        let beside = documents.all.len();
        let others = package.spine.iter().filter(|item| !item.is_linear && item.is_html);
        for item in others.filter(|item| !is_navigation(&item.path)) {
            if met.insert(item.path.clone()) {
                self.document(&item.path, &mut documents)?;
            }
        }
        let declared: HashSet<&str> = package.documents.iter().map(|path| &**path).collect();
        let mut next = 0;
        while next < documents.all.len() {
            let Document { path, markup, .. } = &documents.all[next];
            let links = markup.elements.iter().filter(|it| it.name == "a");
            let linked = links.filter_map(|it| paths::joined(path, it.attribute("href")?));
            let linked: Vec<String> = linked
                .filter(|path| declared.contains(&**path) && met.insert(path.clone()))
                .collect();
            for path in linked {
                self.document(&path, &mut documents)?;
            }
            next += 1;
        }
        documents.others = self.archive.names();
        documents.others.extend(self.missing.iter().cloned());
        Some((documents, beside))
    }

    fn document(&mut self, path: &str, documents: &mut Documents) -> Option<()> {
        if self.reading.progress().is_stopped() {
            return None;
        }
        if !self.archive.has(path) {
            self.miss(self.whole, path);
        } else if let Some((file, source)) = self.text(path) {
            let document = Document::new(path.to_owned(), file, &source);
            if !document.markup.is_whole {
                self.warn(file, "cut", says::cut());
            }
            documents.push(document);
        }
        Some(())
    }

    /// Tells of points of the table of contents that lead nowhere.
    fn tell_of_points(&mut self, contents: &Contents, file: FileKey, documents: &Documents) {
        for point in &contents.points {
            let document = point.path.as_ref().and_then(|path| documents.find(path));
            let is_known = match (document, &point.path) {
                (Some(document), _) => place(&documents.all[document], &point.fragment).is_some(),
                (None, Some(path)) => documents.others.contains(path),
                (None, None) => point.href.is_empty(),
            };
            if !is_known {
                let message = says::contents_nowhere(&point.title, &point.href);
                self.warn(file, "unresolved-link", message);
            }
        }
    }
}

/// Says in a pack what a book says of itself.
fn describe(draft: &mut Draft, package: &Package, whole: FileKey) {
    let Package {
        title,
        creators,
        publisher,
        language,
        date,
        identifiers,
        rights,
        description,
        ..
    } = package;
    let pack = &mut draft.pack;
    if !title.is_empty() {
        pack.title = title.as_str().into();
    }
    if !language.is_empty() {
        pack.language = language.as_str().into();
    }
    pack.authors = creators.iter().map(|creator| creator.as_str().into()).collect();
    pack.license = rights.as_str().into();
    let about = convert(description, Dialect::Html, &mut |_| None).markdown;
    let about = plain(&about).text;
    pack.summary = about.split('\n').next().unwrap_or_default().trim().into();
    let url = identifiers.first().filter(|first| is_address(first)).cloned().unwrap_or_default();
    let others = identifiers.iter().filter(|identifier| **identifier != url);
    let access = others.map(|identifier| &**identifier).collect::<Vec<_>>().join(", ");
    let source = Source {
        id: SOURCE.into(),
        title: pack.title.clone(),
        author: creators.join(", ").into(),
        publisher: publisher.as_str().into(),
        language: language.as_str().into(),
        date: date.as_str().into(),
        checked: Box::default(),
        url: url.into(),
        access: access.into(),
        primary: true,
        usage: Box::default(),
    };
    draft.content.sources.push(RawSource { id_at: At::whole(whole), source });
}
