//! What files look like from outside, so that whether they changed is known without reading them. Refuses
//! to know: what is in them, who looks again.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::source::Input;
use crate::system;

/// A file that was changed a shorter time ago may change again without a sign of it.
const SETTLED: Duration = Duration::from_secs(2);

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

    /// Returns whether its content changed so long before a time that any later change shows.
    pub fn is_settled(&self, now: SystemTime) -> bool {
        let [(seconds, nanoseconds), _] = self.changed;
        let modified = SystemTime::UNIX_EPOCH + Duration::new(seconds.unsigned_abs(), nanoseconds);
        modified + SETTLED <= now
    }
}

/// What was looked at beside the files that are listed for a pack: it would be another one if that looked
/// otherwise.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Beside {
    /// Its name inside the folder.
    pub name: String,
    /// What counts of it.
    pub kind: BesideKind,
}

/// What counts of something beside the files of a pack.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum BesideKind {
    /// Its text, which an entry takes in.
    Text,
    /// Whether it is there.
    Presence,
}

/// What something beside the files of a pack looked like.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Seen {
    /// It is not there.
    Missing,
    /// It is there, and no more of it counts.
    There,
    /// A file with a text that counts; without a state if it may have changed again without a sign of it.
    Text(Option<FileState>),
}

impl Beside {
    /// Looks at it; `root` is the folder.
    pub fn look(&self, root: &Path) -> Seen {
        let path = root.join(&self.name);
        match self.kind {
            _ if !path.exists() => Seen::Missing,
            BesideKind::Presence => Seen::There,
            BesideKind::Text => Seen::Text(FileState::at(&path)),
        }
    }
}

impl Seen {
    /// Returns what is known of it for sure at a time.
    #[must_use]
    pub fn settled(self, now: SystemTime) -> Self {
        match self {
            Self::Text(state) => Self::Text(state.filter(|state| state.is_settled(now))),
            Self::Missing | Self::There => self,
        }
    }

    /// Returns whether it is known for sure that nothing of it has changed.
    pub fn holds(self, now: Self) -> bool {
        self == now && self != Self::Text(None)
    }
}
