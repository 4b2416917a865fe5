//! What came of each thing that was asked for, and which mistakes are whose. Refuses to know: how packs are
//! read.

use std::ops::Range;
use std::sync::Arc;

use super::{Origin, shelf};
use crate::content::diagnostic::{Diagnostic, Mistake};
use crate::content::position::FileKey;
use crate::formats::Format;
use crate::model::PackKey;

/// What came of something that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Where it lies.
    pub origin: Origin,
    /// What it was read as; `None` if that could not be told.
    pub read_as: Option<ReadAs>,
    /// The pack that it is; `None` if nothing of it could be opened.
    pub pack: Option<PackKey>,
    /// Whether only its first files were read.
    pub is_begun: bool,
    /// What it is called in the data folder, if it did not open and lies there.
    pub installed: Option<Box<str>>,
    /// Which of all mistakes are its own.
    pub mistakes: Range<usize>,
}

impl Attempt {
    /// Builds that of something of which nothing opens.
    pub(super) fn failed(origin: Origin, read_as: Option<ReadAs>) -> Self {
        let installed = origin.path().and_then(shelf::name_in_data_folder).map(Into::into);
        Self { origin, read_as, pack: None, is_begun: false, installed, mistakes: 0..0 }
    }

    /// Builds that of an open pack.
    pub(super) fn open(
        origin: Origin,
        read_as: Option<ReadAs>,
        pack: PackKey,
        is_begun: bool,
    ) -> Self {
        Self { origin, read_as, pack: Some(pack), is_begun, installed: None, mistakes: 0..0 }
    }
}

/// What something is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadAs {
    /// A pack in TOML files.
    Pack,
    /// A compiled file.
    Compiled,
    /// Something in a format that is no pack.
    Other(Format),
}

impl From<Option<Format>> for ReadAs {
    fn from(format: Option<Format>) -> Self {
        format.map_or(Self::Pack, Self::Other)
    }
}

/// All mistakes, in the order of packs, files and places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mistakes {
    all: Arc<[Diagnostic]>,
    /// Those of each thing that was asked for.
    runs: Arc<[Range<usize>]>,
}

impl Mistakes {
    /// Takes all mistakes, and which of them are of which attempt.
    pub fn new(all: &[Diagnostic], attempts: &[Attempt]) -> Self {
        let runs = attempts.iter().map(|attempt| attempt.mistakes.clone());
        Self { all: all.into(), runs: runs.collect() }
    }

    /// Returns all of them.
    pub fn all(&self) -> &Arc<[Diagnostic]> {
        &self.all
    }

    /// Returns those of an attempt, by its number.
    pub fn of(&self, attempt: usize) -> &[Diagnostic] {
        self.runs.get(attempt).map_or(&[], |run| &self.all[run.clone()])
    }
}

/// Tells each attempt which mistakes are its own; `firsts` are the first files of each.
pub(super) fn part(mistakes: &[Mistake], firsts: &[FileKey], attempts: &mut [Attempt]) {
    let mut files: Vec<FileKey> = mistakes.iter().map(|mistake| mistake.at.file).collect();
    files.sort_unstable();
    let ends = firsts.iter().skip(1).map(|next| files.partition_point(|file| file < next));
    let mut start = 0;
    for (attempt, end) in attempts.iter_mut().zip(ends.chain([files.len()])) {
        attempt.mistakes = start..end;
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::open;

    #[test]
    fn every_mistake_belongs_to_what_it_was_met_in() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, id: &str, more: &str| {
            let path = folder.path().join(name);
            fs::create_dir(&path).unwrap();
            let head = "format = 1\ntitle = 'T'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
            fs::write(path.join("pack.toml"), format!("id = '{id}'\n{head}")).unwrap();
            let entry = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'B'\n";
            fs::write(path.join("a.toml"), format!("{entry}{more}")).unwrap();
            Origin::Folder(path)
        };
        let origins = [
            write("two-mistakes", "first", "see = ['a/none', 'second:a/none']\n"),
            Origin::Folder(folder.path().join("gone")),
            write("sound", "second", ""),
            write("the-same-id", "first", ""),
            write("one-mistake", "last", "colour = 'red'\n"),
        ];
        let opened = open(&origins);
        let codes = |origin| {
            let mistakes = opened.mistakes_of(origin).iter();
            mistakes.map(|mistake| &*mistake.code).collect::<Vec<_>>()
        };
        let expected: [&[&str]; 5] = [
            &["unknown-entry", "unknown-entry"],
            &["no-such-path"],
            &[],
            &["duplicate-pack"],
            &["unknown-key"],
        ];
        for (number, (origin, expected)) in origins.iter().zip(expected).enumerate() {
            assert_eq!(codes(origin), expected, "{origin}");
            let attempt = &opened.attempts[number];
            let is_open = opened.origins.contains(origin);
            assert_eq!((&attempt.origin, attempt.pack.is_some()), (origin, is_open));
            let mistakes = opened.mistakes();
            assert_eq!(mistakes.of(number), opened.mistakes_of(origin));
        }
        assert_eq!(opened.mistakes().of(5), []);
    }
}
