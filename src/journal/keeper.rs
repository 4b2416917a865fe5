//! Keeps the journal's file: reads it, adds to it under a lock with one write and one sync, sees what others
//! have added, writes it anew when most of it is past. Nothing counts as kept before it is on the disk.
//! Refuses to know: what changes mean, threads.
//!
//! The file is only ever added to; whatever else is done to it is done to a copy that takes its name.
//! Whoever writes holds the lock of `journal.lock` and has read before what others wrote. The lock is on a
//! file of its own, since the journal itself is replaced.

mod forgetting;
mod inspect;
#[cfg(test)]
mod on_disk;
mod repair;
#[cfg(test)]
mod tests;
mod texts;

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::contest::{self, Believed, Contested};
use super::desk::Batch;
use super::disk::{self, Disk, Held, How, Opened, RealDisk, Share};
use super::lines::{self, Found, Header, VERSION};
use super::places;
use super::record::{NoteId, Record};
use super::state::State;
use super::stopped_at::StoppedAt;
use super::unfinished::{Unfinished, UnfinishedNotes};
use crate::messages::journal as says;
use crate::messages::system::why;
use crate::system;
pub use inspect::Inspected;

/// The name of the journal.
pub const JOURNAL: &str = "journal";
/// The name of the file whose lock whoever writes holds.
const LOCK: &str = "journal.lock";
/// What the names of files begin with that are being written; only who holds the lock writes any.
const PASSING: &str = ".journal-";
/// How long whoever wants to write waits for another.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Keeps the journal of a folder.
pub struct Keeper {
    pub(super) disk: Arc<dyn Disk>,
    folder: Option<PathBuf>,
    patience: Duration,
    /// How far which file was read; `None` before the first time.
    known: Option<Known>,
    /// What the file comes to, as far as it was read.
    state: State,
    /// What was read and not told yet.
    news: News,
    /// Whether lines may be in the file that were not acknowledged: a write or a sync has failed, and
    /// taking it back has failed too.
    is_doubtful: bool,
    /// Whether the name of the file is on the disk.
    is_named: bool,
}

/// How far which file was read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    number: (u64, u64),
    generation: u64,
    /// Where the last line that was read ends, in bytes.
    end: u64,
}

/// What others have added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum News {
    /// These records.
    Records(Vec<Record>),
    /// The journal is another one, and comes to this.
    State(Box<State>),
}

impl Default for News {
    fn default() -> Self {
        Self::Records(Vec::new())
    }
}

impl News {
    fn add(&mut self, record: Record) {
        match self {
            Self::Records(records) => records.push(record),
            Self::State(state) => state.apply(record),
        }
    }
}

/// What came of adding to the journal.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct KeptBatches {
    /// What others have added before; what the journal comes to, if what was added is not what was to be.
    pub news: News,
    /// The notes that others had changed, which stay, with what was written of them beside.
    pub contested: Vec<Contested>,
}

/// What the journal says, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What all its records come to.
    pub state: State,
    /// What the reader should know.
    pub trouble: Vec<Trouble>,
}

/// What is wrong with a journal that was read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    /// There is no folder for it.
    #[error("{}", says::nowhere())]
    Nowhere,
    /// A newer version wrote it.
    #[error("{}", says::newer(*.0))]
    Newer(u32),
    /// Its last line was cut off, and was dropped.
    #[error("{}", says::torn())]
    Torn,
    /// Some lines are no records.
    #[error("{}", says::damaged(*.lines, .into.as_deref()))]
    Damaged {
        /// How many.
        lines: u64,
        /// The file that they are in now; `None` if they are where they were.
        into: Option<String>,
    },
    /// A newer version wrote so many lines, which stay as they are.
    #[error("{}", says::foreign(*.0))]
    Foreign(u64),
    /// It cannot be read.
    #[error("{}", says::unreadable(.0))]
    Unreadable(String),
}

/// Why something is not saved.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unsaved {
    /// There is no folder for it.
    #[error("{}", says::no_folder())]
    Nowhere,
    /// A newer version wrote the journal.
    #[error("{}", says::written_by_newer(*.0))]
    Newer(u32),
    /// Another Folio holds the lock.
    #[error("{}", says::busy())]
    Busy,
    /// It is longer than a line of the journal may be.
    #[error("{}", says::too_long())]
    TooLong,
    /// The disk does not take it.
    #[error("{0}")]
    Failed(String),
}

impl Unsaved {
    /// Returns whether trying again may help.
    pub fn may_pass(&self) -> bool {
        matches!(self, Self::Busy | Self::Failed(_))
    }
}

impl From<io::Error> for Unsaved {
    fn from(error: io::Error) -> Self {
        Self::Failed(why(&error))
    }
}

/// Returns the folder of what a reader adds, whether it is there or not; see [`system::folder`].
pub fn state_folder() -> Option<PathBuf> {
    system::folder(system::Folder::State)
}

impl Keeper {
    /// Builds the keeper of the journal in a folder; without one, nothing is kept. Reads nothing yet.
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self::on(Arc::new(RealDisk), folder)
    }

    /// Builds the keeper of the journal in a folder of a disk.
    pub fn on(disk: Arc<dyn Disk>, folder: Option<PathBuf>) -> Self {
        Self {
            disk,
            folder,
            patience: PATIENCE,
            known: None,
            state: State::default(),
            news: News::default(),
            is_doubtful: false,
            is_named: false,
        }
    }

    /// Returns the folder, if there is one.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Returns where the journal is, if there is a folder.
    pub fn path(&self) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(JOURNAL))
    }

    /// Makes the folder, if it is not there.
    pub fn make_folder(&self) -> Result<(), Unsaved> {
        let folder = self.folder.as_ref().ok_or(Unsaved::Nowhere)?;
        Ok(self.disk.create_folder(folder)?)
    }

    /// Reads the whole journal. What is wrong with it is put right if it can be: a line that was cut off is
    /// dropped, lines that are no records go into a file of their own, and a journal that says more of what
    /// is past than of what is gets written anew.
    pub fn load(&mut self) -> Loaded {
        let Some(folder) = self.folder.clone() else {
            return Loaded { trouble: vec![Trouble::Nowhere], ..Loaded::default() };
        };
        self.news = News::default();
        let loaded = self.read_and_repair(&folder).unwrap_or_else(|error| {
            self.known = None;
            let trouble = match error.kind() {
                ErrorKind::NotFound => Vec::new(),
                _ => vec![Trouble::Unreadable(why(&error))],
            };
            Loaded { trouble, ..Loaded::default() }
        });
        self.state = loaded.state.clone();
        loaded
    }

    /// Adds records with one write, and returns once they are on the disk: what others have added before
    /// them, or, if the journal is another one, what it comes to with them. If they could not be saved, none
    /// of them is; the same ones may be tried again, with more behind them. What one record says is there
    /// whole or not at all, whatever happens.
    pub fn keep(&mut self, records: &[Record]) -> Result<News, Unsaved> {
        let batch = Batch { records: records.to_vec(), ..Batch::default() };
        Ok(self.keep_batches(&[batch])?.news)
    }

    /// Adds the records of batches as [`Keeper::keep`] does, and before them the texts that they name. A note
    /// that another has changed since it was what the batches were made of stays as it is; what they make of it
    /// becomes a note beside it.
    pub fn keep_batches(&mut self, batches: &[Batch]) -> Result<KeptBatches, Unsaved> {
        let mut records: Vec<Record> =
            batches.iter().flat_map(|batch| &batch.records).cloned().collect();
        let mut text = lines::write(&records).ok_or(Unsaved::TooLong)?;
        self.make_folder()?;
        let folder = self.folder.clone().ok_or(Unsaved::Nowhere)?;
        let _held = self.lock(&folder, Share::Nobody)?;
        self.add_texts(&folder, batches.iter().flat_map(|batch| &batch.texts))?;
        let mut file = self.open_journal(&folder, How::Append)?;
        let tail = self.catch_up(&mut *file)?;
        let believed: Vec<Believed> =
            batches.iter().flat_map(|batch| &batch.believed).cloned().collect();
        let parted = contest::part(&self.state, &mut records, &believed);
        if !parted.is_empty() {
            text = lines::write(&records).ok_or(Unsaved::TooLong)?;
        }
        let is_told_whole = self.is_doubtful || !parted.is_empty();
        if self.is_doubtful {
            self.write_anew_with(&folder, &records)?;
        } else {
            self.add(&mut *file, &folder, &tail, &text)?;
            for record in records {
                self.state.apply(record);
            }
        }
        let mut news = std::mem::take(&mut self.news);
        if is_told_whole || matches!(news, News::State(_)) {
            news = News::State(Box::new(self.state.clone()));
        }
        let is_there = |id: &NoteId| self.state.note(id).is_some();
        let contested = parted.into_iter().map(|(id, beside)| {
            let beside = Some(beside).filter(is_there);
            Contested { id, beside }
        });
        Ok(KeptBatches { news, contested: contested.collect() })
    }

    /// Returns where to go on reading: the latest place in a library of exactly these packs, else the latest
    /// in one of them. Reads nothing but the places.
    pub fn stopped_at(&self, packs: &[&str]) -> Option<StoppedAt> {
        self.left_behind(packs).0
    }

    /// Returns where to go on reading, as [`Self::stopped_at`] does, and which notes were begun and not kept.
    pub fn left_behind(&self, packs: &[&str]) -> (Option<StoppedAt>, Vec<Unfinished>) {
        let (places, unfinished) = self.read_places();
        (places::stopped_at(places, packs), unfinished)
    }

    /// Keeps where somebody stopped reading.
    pub fn keep_stopped_at(&mut self, place: &StoppedAt) -> Result<(), Unsaved> {
        self.make_folder()?;
        let folder = self.folder.clone().ok_or(Unsaved::Nowhere)?;
        let _held = self.lock(&folder, Share::Nobody)?;
        self.remove_left_over(&folder);
        Ok(places::keep(&*self.disk, &folder, PASSING, place)?)
    }

    /// Returns the notes that were begun and not kept. Reads nothing but these and the places.
    pub fn unfinished(&self) -> Vec<Unfinished> {
        self.read_places().1
    }

    /// Reads all places, the latest first, and the notes that were begun and not kept.
    fn read_places(&self) -> (Vec<StoppedAt>, Vec<Unfinished>) {
        self.folder().map(|folder| places::all(&*self.disk, folder)).unwrap_or_default()
    }

    /// Keeps which notes a session has begun and not kept.
    pub fn keep_unfinished(&mut self, notes: &UnfinishedNotes) -> Result<(), Unsaved> {
        self.make_folder()?;
        let folder = self.folder.clone().ok_or(Unsaved::Nowhere)?;
        let _held = self.lock(&folder, Share::Nobody)?;
        self.remove_left_over(&folder);
        Ok(places::keep_unfinished(&*self.disk, &folder, PASSING, notes)?)
    }

    /// Returns what others have added since the last time.
    pub fn look(&mut self) -> Result<News, Unsaved> {
        let folder = self.folder.clone().ok_or(Unsaved::Nowhere)?;
        if self.is_doubtful {
            // What is not saved may be in it, and is told when it is.
            return Ok(News::default());
        }
        let path = folder.join(JOURNAL);
        let mut file = match self.disk.open(&path, How::Read) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(News::default()),
            Err(error) => return Err(error.into()),
        };
        if self.is_as_known(&mut *file)? != Some(0) {
            // What whoever writes may take back again is not read.
            let _held = match self.disk.lock(&self.lock_of(&folder), Share::Readers, self.patience)
            {
                Ok(held) => Some(held.ok_or(Unsaved::Busy)?),
                // Where nobody may write there is no lock to make either.
                Err(error) if is_forbidden(&error) => None,
                Err(error) => return Err(error.into()),
            };
            file = self.disk.open(&path, How::Read)?;
            self.catch_up(&mut *file)?;
        }
        Ok(std::mem::take(&mut self.news))
    }

    fn lock(&self, folder: &Path, share: Share) -> Result<Held, Unsaved> {
        let held = self.disk.lock(&self.lock_of(folder), share, self.patience);
        held.map_err(|error| self.why_missing(folder, error))?.ok_or(Unsaved::Busy)
    }

    /// Returns where the lock is: beside the journal itself, so that all who reach that by links share it.
    fn lock_of(&self, folder: &Path) -> PathBuf {
        self.target(folder).with_file_name(LOCK)
    }

    /// Adds lines to the file, which was read up to its `tail`; the lock is held.
    fn add(
        &mut self,
        file: &mut dyn Opened,
        folder: &Path,
        tail: &[u8],
        lines: &str,
    ) -> Result<(), Unsaved> {
        if lines.is_empty() {
            return Ok(());
        }
        let known = self.known.clone().expect("it was read");
        let length = known.end + tail.len() as u64;
        let mut text = String::new();
        // It was written whole, but for its line feed.
        let completed = lines::record(tail);
        if lines::is_whole(tail) {
            text.push('\n');
        } else if !tail.is_empty() {
            file.cut(known.end)?;
        }
        let start = if text.is_empty() { known.end } else { length };
        if start == 0 {
            text += &Header::new(known.generation).line();
        }
        text += lines;
        let written = self.put(file, folder, text.as_bytes());
        if let Err(error) = written {
            // What is not acknowledged is not to be found later.
            let taken_back = file.cut(start).and_then(|()| file.sync());
            self.is_doubtful = taken_back.is_err();
            if self.is_doubtful {
                self.known = None;
            }
            return Err(error.into());
        }
        if let Some(record) = completed {
            self.state.apply(record.clone());
            self.news.add(record);
        }
        self.known = Some(Known { end: start + text.len() as u64, ..known });
        Ok(())
    }

    /// Writes bytes at the end, and brings them to the disk, and then the name of the file.
    fn put(&mut self, file: &mut dyn Opened, folder: &Path, bytes: &[u8]) -> io::Result<()> {
        let count = file.write(bytes)?;
        if count < bytes.len() {
            return Err(ErrorKind::StorageFull.into());
        }
        file.sync()?;
        if !self.is_named {
            self.disk.sync_folder(self.target(folder).parent().unwrap_or(folder))?;
            self.is_named = true;
        }
        Ok(())
    }

    /// Returns where the journal is, which may be a symbolic link.
    fn target(&self, folder: &Path) -> PathBuf {
        disk::end_of(&*self.disk, &folder.join(JOURNAL))
    }

    /// Opens the journal.
    fn open_journal(&self, folder: &Path, how: How) -> io::Result<Box<dyn Opened>> {
        let opened = self.disk.open(&folder.join(JOURNAL), how);
        opened.map_err(|error| self.why_missing(folder, error))
    }

    /// Returns why the journal or its lock is not there: one that is a link into a folder which is not there, such
    /// as that of a disk which was taken out, is not taken for one that is not there yet.
    fn why_missing(&self, folder: &Path, error: io::Error) -> io::Error {
        let path = folder.join(JOURNAL);
        let is_missing = error.kind() == ErrorKind::NotFound;
        match disk::broken_link(&*self.disk, &path).filter(|_| is_missing) {
            Some(end) => io::Error::other(says::leads_nowhere(&path.display(), &end.display())),
            None => error,
        }
    }

    /// Reads what was added to the file since the last time, or all of it if it is another one; returns what
    /// stands behind the last whole line. Fails if a newer version wrote it.
    fn catch_up(&mut self, file: &mut dyn Opened) -> Result<Vec<u8>, Unsaved> {
        let header = Header::of(file)?;
        if let Some(version) = newer(header.as_ref()) {
            return Err(Unsaved::Newer(version));
        }
        let look = file.look()?;
        let generation = header.map_or(0, |header| header.generation);
        let found = if self.is_as_known(file)?.is_some() {
            let from = self.known.as_ref().expect("it is as known").end;
            let mut added = Vec::new();
            let found = lines::read(file, from, |record| added.push(record))?;
            for record in added {
                self.state.apply(record.clone());
                self.news.add(record);
            }
            found
        } else {
            let mut state = State::default();
            let found = lines::read(file, 0, |record| state.apply(record))?;
            // A journal that is not there yet says nothing new.
            if self.known.is_some() || found.end > 0 {
                self.news = News::State(Box::new(state.clone()));
            }
            self.state = state;
            self.is_named = false;
            found
        };
        self.known = Some(Known { number: look.number, generation, end: found.end });
        Ok(found.tail)
    }

    /// Returns how many bytes were added to the file since the last time; `None` if it is another one.
    fn is_as_known(&self, file: &mut dyn Opened) -> io::Result<Option<u64>> {
        let Some(known) = &self.known else { return Ok(None) };
        let look = file.look()?;
        let Some(added) = look.length.checked_sub(known.end) else { return Ok(None) };
        let generation = Header::of(file)?.map_or(0, |header| header.generation);
        if look.number != known.number || generation != known.generation {
            return Ok(None);
        }
        let mut last = [b'\n'];
        if known.end > 0 {
            file.read(known.end - 1, &mut last)?;
        }
        Ok((last == [b'\n']).then_some(added))
    }
}

fn is_forbidden(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem)
}

/// Returns the version of a journal that this Folio may not write to.
fn newer(header: Option<&Header>) -> Option<u32> {
    header.map(|header| header.version).filter(|&version| version > VERSION)
}
