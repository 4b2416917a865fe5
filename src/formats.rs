//! What people have beside packs: what lies at a path is told by its content, then by its name, and read
//! into the raw values that the files of a pack are read into. Refuses to know: the screen, which packs are
//! open.
//!
//! ```text
//! path -> Format -> list (its files) -> read -> Draft -> RawPack -> as a pack
//! ```
//!
//! All text becomes Markdown as packs have it: links are followed here, where it is known what they mean,
//! and lead to entries by their ids. So nobody behind this room knows where a text came from.

pub mod composer;
mod draft;
mod edits;
pub mod escape;
mod folder;
pub mod html;
mod ids;
mod intake;
mod markdown;
mod okf;
mod tag;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use intake::Reading;
pub use markdown::front::quoted;

use crate::content::load::RawPack;
use crate::content::source::{Listing, Refusal};

/// A format that is no pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A file in Markdown, or a folder of them.
    Markdown,
    /// A bundle in the Open Knowledge Format.
    Bundle,
}

impl Format {
    /// Tells what lies at a path; `None` if it is a pack, a compiled file, or nothing that Folio reads.
    pub fn of(path: &Path) -> Option<Self> {
        if path.is_dir() { Self::of_folder(path) } else { Self::of_file(path) }
    }

    fn of_folder(path: &Path) -> Option<Self> {
        if std::fs::symlink_metadata(path.join("pack.toml")).is_ok() {
            return None;
        }
        if okf::is_bundle(path) {
            return Some(Self::Bundle);
        }
        folder::holds(path, markdown::is_markdown).then_some(Self::Markdown)
    }

    fn of_file(path: &Path) -> Option<Self> {
        let _head = beginning(path)?;
        markdown::is_markdown(path).then_some(Self::Markdown)
    }

    /// Lists the files that belong to what lies at a path.
    pub fn list(self, path: &Path) -> Result<Listing, Refusal> {
        match self {
            Self::Markdown => folder::list(path, markdown::belongs),
            Self::Bundle => folder::list(path, markdown::is_markdown),
        }
    }

    /// Reads what lies at a path; `None` if nothing of it can be shown. `fallback` is the id of a pack
    /// that names none.
    pub fn read(
        self,
        path: &Path,
        listing: Listing,
        fallback: &str,
        reading: &mut Reading<'_, '_>,
    ) -> Option<RawPack> {
        match self {
            Self::Markdown => markdown::read(path, listing, fallback, reading),
            Self::Bundle => okf::read(path, listing, fallback, reading),
        }
    }
}

/// Returns the first bytes of a file, by which formats are told apart; `None` if it cannot be read.
fn beginning(path: &Path) -> Option<Vec<u8>> {
    /// Where what tells a format apart lies, in bytes.
    const FIRST: u64 = 512;
    let mut bytes = Vec::new();
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file.then(|| File::open(path).ok()?.take(FIRST).read_to_end(&mut bytes).ok())??;
    Some(bytes)
}
