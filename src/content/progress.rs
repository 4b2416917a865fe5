//! How far the opening of packs has come: counted by the threads that open, read by whoever waits, who
//! can have it stopped. Refuses to know: who waits, what they show, and what time it is.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// How far the opening of packs has come; shared between threads.
#[derive(Debug, Default)]
pub struct Progress {
    step: AtomicUsize,
    files: AtomicUsize,
    read: AtomicUsize,
    entries: AtomicUsize,
    /// Each entry is counted once for each of [`JOINS`].
    joins: AtomicUsize,
    stopped: AtomicBool,
}

/// How often joining goes through the entries: once for their ids, once for their themes, once to
/// put each at its place.
const JOINS: usize = 3;

/// What is being done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Step {
    /// The files of the packs are looked for.
    #[default]
    Listing,
    /// Files are read and decoded.
    Reading,
    /// Entries are joined into one library.
    Joining,
    /// What is open is made ready for its reader.
    Preparing,
    /// What is open is held against the rules.
    Checking,
}

impl Step {
    const ALL: [Self; 5] =
        [Self::Listing, Self::Reading, Self::Joining, Self::Preparing, Self::Checking];
}

/// What was counted at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// What is being done.
    pub step: Step,
    /// How many files there are, as far as they were looked for.
    pub files: usize,
    /// How many of them were read.
    pub read: usize,
    /// How many entries were found in these.
    pub entries: usize,
    /// How many of the entries were joined, or would have been if one after another were.
    pub joined: usize,
}

impl Progress {
    /// Asks whoever opens to give up; nobody waits until they have.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Returns whether opening is to be given up.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// Begins the next step.
    pub fn begin(&self, step: Step) {
        self.step.store(step as usize, Ordering::Relaxed);
    }

    /// Counts files that are to be read.
    pub fn found_files(&self, count: usize) {
        self.files.fetch_add(count, Ordering::Relaxed);
    }

    /// Counts a file that was read, and the entries in it.
    pub fn read_file(&self, entries: usize) {
        self.entries.fetch_add(entries, Ordering::Relaxed);
        self.read.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts an entry that joining has gone through once more.
    pub fn went_through_entry(&self) {
        self.joins.fetch_add(1, Ordering::Relaxed);
    }

    /// Returns what was counted so far.
    pub fn counts(&self) -> Counts {
        let count = |of: &AtomicUsize| of.load(Ordering::Relaxed);
        Counts {
            step: Step::ALL[count(&self.step)],
            files: count(&self.files),
            read: count(&self.read),
            entries: count(&self.entries),
            joined: count(&self.joins) / JOINS,
        }
    }
}
