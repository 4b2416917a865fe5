//! Books in EPUB, made by the tests that open them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A book in the making.
#[derive(Clone, Default)]
pub struct Book {
    members: Vec<(String, Vec<u8>)>,
    metadata: String,
    manifest: String,
    spine: String,
    guide: String,
}

impl Book {
    /// Begins a book that has a container and no more.
    pub fn new() -> Self {
        let container = "<?xml version='1.0'?><container><rootfiles><rootfile full-path='OEBPS/content.opf' \
                         media-type='application/oebps-package+xml'/></rootfiles></container>";
        Self::default().member("META-INF/container.xml", container)
    }

    /// Adds a file to the archive, of which the book says nothing.
    pub fn member(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.members.push((name.to_owned(), bytes.as_ref().to_vec()));
        self
    }

    /// Adds to what the book says of itself.
    pub fn says(mut self, metadata: &str) -> Self {
        self.metadata += metadata;
        self
    }

    /// Adds to what the book declares.
    pub fn declares(mut self, item: &str) -> Self {
        self.manifest += item;
        self
    }

    /// Adds to the reading order.
    pub fn reads(mut self, item: &str) -> Self {
        self.spine += item;
        self
    }

    /// Adds to the guide (EPUB 2).
    pub fn guides(mut self, reference: &str) -> Self {
        self.guide += reference;
        self
    }

    /// Adds a document that is declared, and read after the others.
    pub fn document(self, name: &str, body: &str) -> Self {
        self.loose(name, body).reads(&format!("<itemref idref='{name}'/>"))
    }

    /// Adds a document that is declared, and in no reading order.
    pub fn loose(self, name: &str, body: &str) -> Self {
        let source = format!(
            "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml' \
             xmlns:epub='http://www.idpf.org/2007/ops'><head><title>x</title></head><body>{body}</body></html>"
        );
        let item = format!("<item id='{name}' href='{name}' media-type='application/xhtml+xml'/>");
        self.member(&format!("OEBPS/{name}"), source).declares(&item)
    }

    /// Adds a navigation document; `list` is the table of contents.
    pub fn navigation(self, list: &str) -> Self {
        let source =
            format!("<html><body><nav epub:type='toc'><ol>{list}</ol></nav></body></html>");
        let item =
            "<item id='nav' href='nav.xhtml' media-type='application/xhtml+xml' properties='nav'/>";
        self.member("OEBPS/nav.xhtml", source).declares(item)
    }

    /// Returns the archive.
    pub fn bytes(&self) -> Vec<u8> {
        let Self { members, metadata, manifest, spine, guide } = self;
        let package = format!(
            "<?xml version='1.0'?><package xmlns='http://www.idpf.org/2007/opf' version='3.0'>\
             <metadata xmlns:dc='http://purl.org/dc/elements/1.1/'>{metadata}</metadata>\
             <manifest>{manifest}</manifest><spine toc='ncx'>{spine}</spine><guide>{guide}</guide></package>"
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        let deflated = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file("mimetype", stored).unwrap();
        zip.write_all(b"application/epub+zip").unwrap();
        let own = ("OEBPS/content.opf".to_owned(), package.into_bytes());
        let has_own = members.iter().any(|(name, _)| *name == own.0);
        for (name, bytes) in members.iter().chain((!has_own).then_some(&own)) {
            zip.start_file(name.as_str(), deflated).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}
