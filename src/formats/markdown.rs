//! Markdown as people keep it: a file, a vault of notes, the source of a book or of documentation.

use std::path::Path;

use super::draft::{Draft, Page};
use super::ids::Ids;
use super::intake::Reading;
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::source::Listing;
use crate::model::{EntryHead, ThemeOrder};

/// How the names of such files end.
const ENDINGS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// Returns whether a file is one of Markdown by its name.
pub fn is_markdown(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Reads a file, or a folder of them.
pub fn read(
    path: &Path,
    listing: Listing,
    fallback: &str,
    reading: &mut Reading,
) -> Option<RawPack> {
    let whole = reading.files.push(path.display().to_string(), None);
    let mut draft = Draft::new(whole, fallback, fallback);
    let theme = draft.theme("notes", "Notes", ThemeOrder::File);
    let mut ids = Ids::default();
    for found in std::iter::once(listing.head).chain(listing.others) {
        let name = found.name.clone();
        let Some(file) = reading.text(found) else { continue };
        let id = ids.give(&name);
        draft.push(Page {
            head: EntryHead::new(&id, &name),
            theme: theme.clone(),
            markdown: file.text,
            at: At::whole(file.file),
        });
        reading.progress().read_file(1);
    }
    Some(draft.finish())
}
