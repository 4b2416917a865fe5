//! Packs in temporary folders.

use std::fs;
use std::path::{Path, PathBuf};

use folio::content::diagnostic::Diagnostic;
use folio::messages::topics;
use folio::model::Library;
use folio::store::{self, Opened, Origin};
use tempfile::TempDir;

/// A `pack.toml` with the theme `a`.
pub const HEAD: &str = "\
format = 1
id = 'test'
title = 'Test'
[[theme]]
id = 'a'
title = 'A'
";

/// A whole entry of the theme `a`.
pub fn entry(slug: &str) -> String {
    format!("[[entry]]\nid = 'a/{slug}'\ntitle = 'Title {slug}'\nbody = 'Text of {slug}.'\n")
}

/// A pack in a folder of its own, which goes away with it.
pub struct Pack {
    folder: TempDir,
}

impl Pack {
    /// Builds an empty folder.
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    /// Builds a pack with [`HEAD`].
    pub fn sound() -> Self {
        Self::new().file("pack.toml", HEAD)
    }

    /// Writes a file and the folders above it.
    pub fn file(self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> Self {
        let path = self.at(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Returns the folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns the path of a file.
    pub fn at(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Returns it as something to open.
    pub fn origin(&self) -> Origin {
        Origin::Folder(self.path().to_owned())
    }

    /// Opens it for reading.
    pub fn open(&self) -> Opened {
        store::open(&[self.origin()])
    }

    /// Opens and checks it; returns all mistakes.
    pub fn check(&self) -> Vec<Diagnostic> {
        let opened = store::open_to_check(&[self.origin()]);
        folio::check::check(&opened.library, &opened.whereabouts, opened.diagnostics).diagnostics
    }
}

/// Returns the ids of all open entries in the order of their keys.
pub fn ids(opened: &Opened) -> Vec<&str> {
    let catalogue = &opened.library.catalogue;
    catalogue.entries().map(|entry| catalogue.id(entry)).collect()
}

/// Returns the codes of the mistakes.
pub fn codes(diagnostics: &[Diagnostic]) -> Vec<&str> {
    diagnostics.iter().map(|diagnostic| &*diagnostic.code).collect()
}

/// Returns the pack `tea` of the journeys with its files changed by `edit`.
pub fn edited_tea(edit: impl Fn(&str, String) -> String) -> Library {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tea");
    let mut pack = Pack::new();
    for file in ["pack.toml", "basics.toml", "kinds.toml", "terms.toml"] {
        let text = fs::read_to_string(folder.join(file)).expect("the pack is there");
        pack = pack.file(file, edit(file, text));
    }
    pack.open().library
}

/// Writes the pack that the page on the format shows.
pub fn pack_on_the_page() -> Pack {
    let files = topics::PACK.split("\n==== ").skip(1);
    files.fold(Pack::new(), |pack, file| {
        let (name, text) = file.split_once(" ====\n").expect("a file has a name");
        pack.file(name, text)
    })
}
