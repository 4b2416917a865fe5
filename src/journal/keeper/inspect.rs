//! Looks at a journal without changing anything. Refuses to know: what its records come to.

use std::io::{self, ErrorKind};

use super::repair::foreign_lines;
use super::{JOURNAL, Keeper, newer};
use crate::journal::disk::How;
use crate::journal::lines;
use crate::journal::places::SET_ASIDE;
use crate::journal::record::Change;
use crate::journal::stopped_at::StoppedAt;

/// What a journal is like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspected {
    /// How long the file is, in bytes.
    pub bytes: u64,
    /// How many records are in it.
    pub records: u64,
    /// How many lines of it are none.
    pub damaged: u64,
    /// Its version, if this Folio may not write to it.
    pub newer: Option<u32>,
    /// The names of the files beside it with lines that could not be read.
    pub set_aside: Vec<String>,
}

impl Keeper {
    /// Returns all places where reading stopped, the latest first.
    pub fn all_stopped_at(&self) -> Vec<StoppedAt> {
        self.read_places().0
    }

    /// Returns the names of the files beside the journal with what could not be read.
    pub fn set_aside_files(&self) -> io::Result<Vec<String>> {
        let Some(folder) = &self.folder else { return Ok(Vec::new()) };
        let mut names = self.disk.list(folder)?;
        names.retain(|name| name.contains(SET_ASIDE));
        names.sort();
        Ok(names)
    }

    /// Returns the lines of the journal that a newer version wrote and that a change would forget; none where they
    /// cannot be read.
    pub fn forgotten_lines(&self, change: &Change) -> usize {
        let Some(folder) = &self.folder else { return 0 };
        let read = || {
            let mut file = self.disk.open(&folder.join(JOURNAL), How::Read)?;
            let found = lines::read(&mut *file, 0, |_| {})?;
            foreign_lines(&mut *file, &found)
        };
        let foreign = read().unwrap_or_default();
        let foreign = foreign.split_inclusive(|byte| *byte == b'\n');
        foreign.filter(|line| lines::is_forgotten(line, change)).count()
    }

    /// Returns what the journal is like; `None` if there is none.
    pub fn inspect(&self) -> io::Result<Option<Inspected>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let mut file = match self.open_journal(folder, How::Read) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let found = lines::read(&mut *file, 0, |_| {})?;
        let set_aside = self.set_aside_files()?;
        Ok(Some(Inspected {
            bytes: file.look()?.length,
            records: found.records,
            damaged: found.damaged_lines,
            newer: newer(found.header.as_ref()),
            set_aside,
        }))
    }
}
