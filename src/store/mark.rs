//! What files look like from outside, so that whether they changed is known without reading them. Refuses
//! to know: what is in them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::content::source::Input;
use crate::system;

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
    pub fn at(path: &Path) -> Option<Self> {
        let metadata = fs::metadata(path).ok()?;
        let modified = metadata.modified().ok()?.duration_since(SystemTime::UNIX_EPOCH).ok()?;
        let modified = (i64::try_from(modified.as_secs()).ok()?, modified.subsec_nanos());
        let (status, number) = system::change_of(&metadata)?;
        Some(Self { length: metadata.len(), changed: [modified, status], number })
    }

    /// Returns the state of the file that a text is in; `None` if it is in none that can be looked at.
    pub fn of_input(input: &Input) -> Option<Self> {
        match input {
            Input::Path(path) => Self::at(path),
            Input::Text(_) | Input::Given(_) | Input::Refused(_) => None,
        }
    }

    /// Returns the length in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Returns when the content changed last, as the file has it.
    pub fn modified(&self) -> SystemTime {
        let [(seconds, nanoseconds), _] = self.changed;
        SystemTime::UNIX_EPOCH + Duration::new(seconds.unsigned_abs(), nanoseconds)
    }
}

/// What all files of some packs look like from outside. Two marks of the same packs differ if a file was
/// written, replaced, added, renamed or removed between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark(Vec<(String, Option<FileState>)>);

impl Mark {
    /// Returns the names of the files that look in both as they did.
    pub fn same<'a>(&'a self, other: &Self) -> HashSet<&'a str> {
        let others: HashMap<&str, &Option<FileState>> =
            other.0.iter().map(|(name, state)| (&**name, state)).collect();
        let same = self.0.iter().filter(|(name, state)| {
            state.is_some() && others.get(&**name).is_some_and(|other| *other == state)
        });
        same.map(|(name, _)| &**name).collect()
    }

    /// Goes through the names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, state: Option<FileState>) {
        self.0.push((name.to_owned(), state));
    }
}
