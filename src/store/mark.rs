//! What all files of some packs look like, so that whether one changed is known without reading them. Refuses
//! to know: what is in them.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::content::outside::{Beside, FileState, Seen};

/// What all files of some packs look like from outside. Two marks of the same packs differ if a file was
/// written, replaced, added, renamed or removed between them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    files: Vec<(String, Option<FileState>)>,
    /// What is not listed among these, with the folder that its name begins in.
    beside: Vec<(PathBuf, Beside, Seen)>,
}

impl Mark {
    /// Returns the names of the files that look in both as they did.
    pub fn same<'a>(&'a self, other: &Self) -> HashSet<&'a str> {
        let others: HashMap<&str, &Option<FileState>> =
            other.files.iter().map(|(name, state)| (&**name, state)).collect();
        let same = self.files.iter().filter(|(name, state)| {
            state.is_some() && others.get(&**name).is_some_and(|other| *other == state)
        });
        same.map(|(name, _)| &**name).collect()
    }

    /// Goes through the names of all files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|(name, _)| &**name)
    }

    /// Adds a file.
    pub(super) fn add(&mut self, name: &str, state: Option<FileState>) {
        self.files.push((name.to_owned(), state));
    }

    /// Returns whether what is not listed looks in both as it did.
    pub fn is_same_beside(&self, other: &Self) -> bool {
        self.beside == other.beside
    }

    /// Adds what was looked at beside the files of a pack; `root` is its folder.
    pub(super) fn add_beside(&mut self, root: &Path, beside: &[(Beside, Seen)]) {
        let of_pack = beside.iter().map(|(one, seen)| (root.to_owned(), one.clone(), *seen));
        self.beside.extend(of_pack);
    }

    /// Takes over what another mark has beside the files of packs.
    pub fn take_beside(&mut self, other: &Self) {
        self.beside.clone_from(&other.beside);
    }

    /// Looks again at what another mark has beside the files of packs.
    pub(super) fn look_beside(&mut self, other: &Self) {
        let again =
            |(root, one, _): &(PathBuf, Beside, Seen)| (root.clone(), one.clone(), one.look(root));
        self.beside = other.beside.iter().map(again).collect();
    }
}
