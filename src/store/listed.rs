//! The files of a pack before they are read. Refuses to know: what is in them.

use std::sync::Arc;

use super::Origin;
use crate::content::embedded;
use crate::content::outside::FileState;
use crate::content::progress::Progress;
use crate::content::source::{self, FoundFile, Input, Listing, Refusal};
use crate::formats::{self, Format};

/// How much text the beginning of a folder has, in bytes: it is read in less time than somebody notices, and what it
/// takes in memory, which is in pieces once it is let go, is a small part of what the whole takes.
const FIRST_TEXT: u64 = 1 << 18;
/// How many files it has at most.
const MOST_FIRST_FILES: usize = 64;

/// The files of a pack, and what each looks like from outside.
pub(super) struct Listed {
    /// What they are; `None` if they are those of a pack.
    pub format: Option<Format>,
    pub listing: Listing,
    /// In the order of [`Listing::all`].
    pub states: Vec<Option<FileState>>,
    /// Whether these are all of its files.
    pub is_whole: bool,
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
        Ok(Self { format, listing, states, is_whole: true })
    }

    /// Returns how much text its files have together, in bytes.
    pub fn text(&self) -> u64 {
        self.states.iter().flatten().map(FileState::length).sum()
    }

    /// Returns its first files alone, if they are the beginning of a pack and others follow.
    pub fn beginning(&self) -> Option<Self> {
        let mut text = 0;
        let lengths =
            self.states.iter().skip(1).map(|state| state.as_ref().map_or(0, FileState::length));
        let fits = lengths.take(MOST_FIRST_FILES).take_while(|length| {
            text += length;
            text <= FIRST_TEXT
        });
        // A large file is read as well if nothing is before it.
        let first = fits.count().max(1);
        let is_beginning = self.format.is_none() && first < self.listing.others.len();
        is_beginning.then(|| Self {
            format: None,
            listing: Listing {
                head: self.listing.head.clone(),
                others: self.listing.others[..first].to_vec(),
            },
            states: self.states[..=first].to_vec(),
            is_whole: false,
        })
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
    let Some(format) = format else {
        let listing = source::list(path).map_err(|refusal| formats::refused(path, refusal));
        return Ok((None, listing?));
    };
    Ok((Some(format), format.list(path)?))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Returns how many files the beginning of a pack has beside `pack.toml`, each of so many KiB.
    fn first_of(files: &[usize]) -> Option<usize> {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), "").unwrap();
        for (at, length) in files.iter().enumerate() {
            fs::write(folder.path().join(format!("{at}.toml")), vec![b'#'; length << 10]).unwrap();
        }
        let origin = Origin::Folder(folder.path().to_owned());
        let listed = Listed::of(&origin, &Progress::default()).unwrap();
        let first = listed.beginning()?;
        assert!(listed.is_whole && !first.is_whole);
        assert_eq!(first.states.len(), first.listing.all().count());
        assert!(first.listing.all().zip(listed.listing.all()).all(|(one, other)| one == other));
        Some(first.listing.others.len())
    }

    #[test]
    fn the_beginning_is_256_kib_and_64_files_at_most_but_never_nothing_or_all() {
        for (files, expected) in [
            (&[100, 100, 100][..], Some(2)),
            (&[128, 128, 1], Some(2)),
            (&[255, 2, 1], Some(1)),
            (&[3000, 1], Some(1)),
            (&[1; 65], Some(64)),
            (&[1; 64], None),
            (&[100, 100], None),
            (&[3000], None),
            (&[], None),
        ] {
            assert_eq!(first_of(files), expected, "{files:?}");
        }
    }
}
