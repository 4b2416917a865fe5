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

mod cedict;
pub mod composer;
mod counting;
mod dictd;
mod dictionary;
mod dictzip;
mod draft;
mod edits;
mod encoding;
mod epub;
pub mod escape;
pub mod extra;
mod folder;
pub mod html;
mod ids;
mod intake;
mod json;
mod lexicon;
mod lines;
mod markdown;
mod mathematics;
pub mod okf;
mod paths;
mod siblings;
mod small;
mod stardict;
mod table;
mod tag;
mod tally;

use std::ffi::OsStr;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

pub use intake::Reading;
pub use json::SCHEMA_VERSION;
pub use markdown::front::{Parted, Said, Value, date_of, for_pack, of_pack, part, quoted, scalar};
pub use markdown::plan::TOP;
pub use markdown::vault::name_of;

use serde::{Deserialize, Serialize};

use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::{Input, Listing, NO_PACK_TOML, Refusal, compare_paths};
use crate::messages::formats as says;

/// So many files that open alone are counted at most.
const MOST_ALONE: usize = 1000;

/// A format that is no pack.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Format {
    /// A file in Markdown, or a folder of them.
    Markdown,
    /// A bundle in the Open Knowledge Format.
    Bundle,
    /// A book in EPUB.
    Epub,
    /// A dictionary of `StarDict`, of which any file is named.
    StarDict,
    /// A dictionary of the DICT server, of which any file is named.
    Dictd,
    /// CC-CEDICT.
    Cedict,
    /// Values apart by tabs or commas.
    Table,
    /// A pack that Folio wrote as JSON.
    Json,
}

impl Format {
    /// Tells what lies at a path; `None` if it is a pack, a compiled file, or nothing that Folio reads.
    pub fn of(path: &Path) -> Option<Self> {
        if path.is_dir() { Self::of_folder(path) } else { Self::of_file(path) }
    }

    /// Tells what was given without a file: a pack in JSON, else Markdown.
    pub fn of_input(bytes: &[u8]) -> Self {
        if json::begins(bytes) { Self::Json } else { Self::Markdown }
    }

    /// Returns whether what it holds may be pictures, formulas or boxes, which a pack tells in text.
    pub fn has_more_than_text(self) -> bool {
        matches!(self, Self::Markdown | Self::Bundle | Self::Epub | Self::StarDict)
    }

    fn of_folder(path: &Path) -> Option<Self> {
        if std::fs::symlink_metadata(path.join("pack.toml")).is_ok() {
            return None;
        }
        if okf::is_bundle(path) {
            return Some(Self::Bundle);
        }
        let dictionary = dictionary_in(path).and_then(|file| Self::of_file(&file));
        let markdown = || folder::holds(path, markdown::is_markdown).then_some(Self::Markdown);
        dictionary.or_else(markdown)
    }

    fn of_file(path: &Path) -> Option<Self> {
        let head = beginning(path)?;
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        match ending.as_str() {
            _ if epub::is_book(path, &head) => Some(Self::Epub),
            _ if json::begins(&head) => Some(Self::Json),
            _ if stardict::begins(&head) => Some(Self::StarDict),
            "index" if dictd::begins(&head) && dictd::has_articles(path) => Some(Self::Dictd),
            // What is beside it tells what such a part belongs to.
            "idx" | "dict" | "syn" | "dz" | "gz" => [Self::StarDict, Self::Dictd]
                .into_iter()
                .find(|format| format.list(path).is_ok())
                .or_else(|| cedict::begins(&head).then_some(Self::Cedict)),
            "epub" => Some(Self::Epub),
            _ if markdown::is_markdown(path) => Some(Self::Markdown),
            _ if table::is_table(path) => Some(Self::Table),
            _ if json::ENDINGS.contains(&&*ending) => Some(Self::Json),
            _ => cedict::begins(&head).then_some(Self::Cedict),
        }
    }

    /// Lists the files that belong to what lies at a path.
    pub fn list(self, path: &Path) -> Result<Listing, Refusal> {
        let file = || if path.is_dir() { dictionary_in(path) } else { None };
        match self {
            Self::Markdown => folder::list(path, markdown::belongs),
            Self::Bundle => folder::list(path, markdown::is_markdown),
            Self::Epub => folder::list(path, |_| true),
            Self::StarDict => stardict::list(file().as_deref().unwrap_or(path)),
            Self::Dictd => dictd::list(file().as_deref().unwrap_or(path)),
            Self::Cedict | Self::Table | Self::Json => folder::list(path, |_| true),
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
        let pack = match self {
            Self::Markdown => markdown::read(path, listing, fallback, reading),
            Self::Bundle => okf::read(path, listing, fallback, reading),
            Self::Epub => epub::read(path, &listing, fallback, reading),
            Self::StarDict => stardict::read(&listing, fallback, reading),
            Self::Dictd => dictd::read(&listing, fallback, reading),
            Self::Cedict => cedict::read(&listing, fallback, reading),
            Self::Table => table::read(&listing, fallback, reading),
            Self::Json => json::read(&listing, fallback, reading),
        }?;
        if self == Self::Markdown && path.is_dir() && reading.checks() {
            let alone = opens_alone(path);
            if let Some(first) = alone.first() {
                let at = At::whole(pack.file);
                let message = says::not_opened(&first.display().to_string(), alone.len());
                reading.warn(at, "not-opened", message, says::NOT_OPENED_HINT);
            }
        }
        if matches!(self, Self::StarDict | Self::Dictd) && path.is_dir() {
            let others = dictionaries_in(path).count().saturating_sub(1);
            if others > 0 {
                let at = At::whole(pack.file);
                let message = says::several_dictionaries(others);
                reading.warn(at, "not-opened", message, says::SEVERAL_DICTIONARIES_HINT);
            }
        }
        Some(pack)
    }
}

/// Words why a folder is not opened: what lies in it may open by its own name alone.
pub fn refused(folder: &Path, refusal: Refusal) -> Refusal {
    let alone = if refusal.code == NO_PACK_TOML { opens_alone(folder) } else { Vec::new() };
    let Some(first) = alone.first() else { return refusal };
    let message = says::opens_by_name(&first.display().to_string(), alone.len());
    Refusal { message, hint: "", ..refusal }
}

/// Returns the books, tables and dictionaries in a folder, as far as they show soon.
fn opens_alone(folder: &Path) -> Vec<PathBuf> {
    let has_ending = |path: &Path, endings: &[&str]| {
        let own = path.extension().unwrap_or_default().to_string_lossy();
        endings.iter().any(|ending| own.eq_ignore_ascii_case(ending))
    };
    let mut found = folder::first(
        folder,
        |path| has_ending(path, &["epub", "ifo"]) || table::is_table(path),
        MOST_ALONE,
    );
    found.sort_by(|a, b| compare_paths(a, b));
    found
}

/// Lists all files of a folder that its owner wants seen, each with its path from there; symbolic links, and
/// what lies too deep, are left out.
pub fn files_in(folder: &Path) -> Vec<(PathBuf, PathBuf)> {
    let Ok(listing) = folder::list(folder, |_| true) else { return Vec::new() };
    let inputs = std::iter::once(listing.head).chain(listing.others).map(|found| found.input);
    let root = std::fs::canonicalize(folder).unwrap_or_default();
    let files = inputs.filter_map(|input| match input {
        Input::Path(path) => Some((path.clone(), path.strip_prefix(&root).ok()?.to_owned())),
        _ => None,
    });
    files.collect()
}

/// Returns whether something hidden in a folder tells which of its files are read, or how.
pub fn decides(name: &OsStr) -> bool {
    markdown::VAULT_MARKS.iter().chain(&folder::RULES).any(|one| name == *one)
}

/// Returns the file that describes the first dictionary in a folder, or in the only folder inside it, as
/// archives of dictionaries have it.
fn dictionary_in(folder: &Path) -> Option<PathBuf> {
    dictionaries_in(folder).next().or_else(|| {
        let mut inner =
            std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path()));
        let only = inner.next().filter(|path| path.is_dir() && inner.next().is_none())?;
        dictionaries_in(&only).next()
    })
}

/// Goes through the files that describe dictionaries in a folder; each is opened to tell.
fn dictionaries_in(folder: &Path) -> impl Iterator<Item = PathBuf> + use<> {
    let files = ["ifo", "index"].map(|ending| siblings::with_ending(folder, ending));
    let of_dictionary =
        |path: &PathBuf| matches!(Format::of_file(path), Some(Format::StarDict | Format::Dictd));
    files.into_iter().flatten().filter(of_dictionary)
}

/// Returns the first bytes of a file, by which formats are told apart; `None` if it cannot be read.
fn beginning(path: &Path) -> Option<Vec<u8>> {
    /// Where what tells a format apart lies, in bytes.
    const FIRST: u64 = 1024;
    let mut bytes = Vec::new();
    let is_file = std::fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    is_file.then(|| File::open(path).ok()?.take(FIRST).read_to_end(&mut bytes).ok())??;
    if dictzip::is_packed(&bytes) {
        return Some(dictzip::first_unpacked(&bytes, FIRST));
    }
    Some(bytes)
}
