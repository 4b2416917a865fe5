//! Why nothing is kept of what was to be kept. Refuses to know: how that is said.

use super::Origin;
use super::cache::{CacheHit, Slot, WORTH, cache_folder};
use super::listed::Listed;
use crate::content::progress::Progress;

/// Why nothing is kept of a folder or file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unkept {
    /// It cannot be read; says what is wrong.
    Unreadable(String),
    /// It has too little text: it opens as fast without.
    Small,
    /// There is no folder to keep it in.
    NoFolder,
    /// Most of its files were changed a moment ago, and may change again unseen.
    JustChanged,
    /// The folder cannot be written.
    NotWritten,
    /// Mistakes keep it from opening, or files of it could not be read.
    NotOpened,
}

impl Unkept {
    /// Returns why nothing is kept of what was to be kept a moment ago; `None` if it is kept now.
    pub fn of(origin: &Origin) -> Option<Self> {
        let listed = match Listed::of(origin, &Progress::default()) {
            Ok(listed) => listed,
            Err(refusal) => return Some(Self::Unreadable(refusal.message)),
        };
        if listed.text() < WORTH {
            return Some(Self::Small);
        }
        if cache_folder().is_none() {
            return Some(Self::NoFolder);
        }
        match Slot::of(origin.path()?, &listed) {
            Some(slot) if matches!(slot.open(), Some(CacheHit::Now { .. })) => None,
            Some(slot) if !slot.is_worth(None) => Some(Self::JustChanged),
            Some(slot) if !slot.can_write() => Some(Self::NotWritten),
            // What is in the way of a place for it is in the way of opening it.
            None | Some(_) => Some(Self::NotOpened),
        }
    }
}
