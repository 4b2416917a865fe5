//! The files of a pack before they are read. Refuses to know: what is in them.

use std::sync::Arc;

use super::Origin;
use crate::content::embedded;
use crate::content::outside::FileState;
use crate::content::progress::Progress;
use crate::content::source::{self, FoundFile, Input, Listing, Refusal};
use crate::formats::Format;

/// The files of a pack, and what each looks like from outside.
pub(super) struct Listed {
    /// What they are; `None` if they are those of a pack.
    pub format: Option<Format>,
    pub listing: Listing,
    /// In the order of [`Listing::all`].
    pub states: Vec<Option<FileState>>,
}

impl Listed {
    /// Lists the files of a pack, and counts them.
    pub fn of(origin: &Origin, progress: &Progress) -> Result<Self, Refusal> {
        Self::in_format(origin, origin.path().and_then(Format::of), progress)
    }

    /// Lists the files of a pack of which it is known in which format it is, and counts them.
    pub fn in_format(
        origin: &Origin,
        format: Option<Format>,
        progress: &Progress,
    ) -> Result<Self, Refusal> {
        let (format, listing) = list(origin, format)?;
        let states: Vec<_> = listing.all().map(|found| FileState::of_input(&found.input)).collect();
        progress.found_files(states.len());
        Ok(Self { format, listing, states })
    }
}

fn list(origin: &Origin, format: Option<Format>) -> Result<(Option<Format>, Listing), Refusal> {
    let path = match origin {
        Origin::BuiltIn => return Ok((None, embedded::list())),
        Origin::Guide(guide) => return Ok((None, guide.list())),
        Origin::Input(bytes) => {
            let input = Input::Given(Arc::clone(bytes));
            let head = FoundFile { name: origin.to_string(), input };
            return Ok((Some(Format::of_input(bytes)), Listing { head, others: Vec::new() }));
        }
        Origin::Folder(path) | Origin::File(path) | Origin::Table(path, _) => path,
    };
    match format {
        Some(format) => Ok((Some(format), format.list(path)?)),
        None => Ok((None, source::list(path)?)),
    }
}
