//! What files look like from outside, so that whether they changed is known without reading them. Refuses
//! to know: what is in them.

use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::content::source::{Input, Listing};

/// What tells whether a file is still the same, without reading it.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct FileState {
    length: u64,
    /// When its content changed, and on Unix when anything of it did; seconds and nanoseconds.
    changed: [(i64, u32); 2],
    /// Which file it is, on Unix.
    number: u64,
}

impl FileState {
    /// Returns the state of a file; `None` if the system does not tell it.
    pub fn of(metadata: &Metadata) -> Option<Self> {
        let modified = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let modified = (i64::try_from(modified.as_secs()).ok()?, modified.subsec_nanos());
        #[cfg(unix)]
        let (status, number) = {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds = u32::try_from(metadata.ctime_nsec()).ok()?;
            ((metadata.ctime(), nanoseconds), metadata.ino())
        };
        #[cfg(not(unix))]
        let (status, number) = (modified, 0);
        Some(Self { length: metadata.len(), changed: [modified, status], number })
    }

    fn at(path: &Path) -> Option<Self> {
        Self::of(&fs::metadata(path).ok()?)
    }
}

/// What all files of some packs look like from outside. Two marks of the same packs differ if a file was
/// written, replaced, added, renamed or removed between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark(Vec<(String, Option<FileState>)>);

impl Mark {
    /// Adds the files of a folder.
    pub(super) fn add_listing(&mut self, listing: &Listing) {
        for found in std::iter::once(&listing.head).chain(&listing.others) {
            let state = match &found.input {
                Input::Path(path) => FileState::at(path),
                Input::Text(_) | Input::Refused(_) => None,
            };
            self.0.push((found.name.clone(), state));
        }
    }

    /// Adds one file.
    pub(super) fn add_file(&mut self, path: &Path) {
        self.0.push((path.display().to_string(), FileState::at(path)));
    }
}
