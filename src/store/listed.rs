//! The files of a pack before they are read. Refuses to know: what is in them.

use super::Origin;
use super::mark::FileState;
use crate::content::embedded;
use crate::content::progress::Progress;
use crate::content::source::{self, Listing, Refusal};

/// The files of a pack, and what each looks like from outside.
pub(super) struct Listed {
    pub listing: Listing,
    /// In the order of [`Listing::all`].
    pub states: Vec<Option<FileState>>,
}

impl Listed {
    /// Lists the files of a pack, and counts them.
    pub fn of(origin: &Origin, progress: &Progress) -> Result<Self, Refusal> {
        let listing = list(origin)?;
        let states: Vec<_> = listing.all().map(|found| FileState::of_input(&found.input)).collect();
        progress.found_files(states.len());
        Ok(Self { listing, states })
    }
}

fn list(origin: &Origin) -> Result<Listing, Refusal> {
    match origin {
        Origin::BuiltIn => Ok(embedded::list()),
        Origin::Folder(path) | Origin::File(path) => source::list(path),
    }
}
