//! How far the opening of packs has come: counted by the threads that open, read by whoever waits, who
//! can have it stopped. Refuses to know: who waits, what they show, and what time it is.

use std::fmt;
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

/// What was counted at one moment; told as its numbers in one line.
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

impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { step, files, read, entries, joined } = *self;
        write!(formatter, "{} {files} {read} {entries} {joined}", step as usize)
    }
}

impl Counts {
    /// Reads what [`Display`](fmt::Display) has written; `None` if it is nothing of the kind.
    pub fn told(line: &str) -> Option<Self> {
        let numbers = line.split(' ').map(|number| number.parse().ok());
        let numbers: Vec<usize> = numbers.collect::<Option<_>>()?;
        let &[step, files, read, entries, joined] = &*numbers else { return None };
        Some(Self { step: *Step::ALL.get(step)?, files, read, entries, joined })
    }
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

    /// Begins to count anew.
    pub fn restart(&self) {
        self.begin(Step::Listing);
        for count in [&self.files, &self.read, &self.entries, &self.joins] {
            count.store(0, Ordering::Relaxed);
        }
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

    /// Counts what another process has done since it told its counts before; the files were counted here. What
    /// it has done for nothing is counted back to where it began.
    pub fn follow(&self, before: Counts, now: Counts) {
        let add = |of: &AtomicUsize, before: usize, now: usize| {
            // Such sums go round where less than before was counted.
            of.fetch_add(now.wrapping_sub(before), Ordering::Relaxed);
        };
        self.begin(now.step);
        add(&self.read, before.read, now.read);
        add(&self.entries, before.entries, now.entries);
        add(&self.joins, before.joined * JOINS, now.joined * JOINS);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_process_has_counted_is_counted_on_or_back() {
        let told = |line: &str| Counts::told(line).expect("it is written so");
        for line in ["", "1 2 3 4", "1 2 3 4 5 6", "5 2 3 4 5", "1 2 3 4 x"] {
            assert_eq!(Counts::told(line), None, "{line}");
        }
        let progress = Progress::default();
        progress.found_files(9);
        let [first, second] = ["1 7 2 30 4", "2 7 7 90 60"].map(told);
        assert_eq!(second.to_string(), "2 7 7 90 60");
        progress.follow(Counts::default(), first);
        progress.follow(first, second);
        assert_eq!(progress.counts(), Counts { files: 9, ..second });
        progress.follow(second, Counts::default());
        assert_eq!(progress.counts(), Counts { files: 9, ..Counts::default() });
        progress.follow(Counts::default(), first);
        progress.restart();
        assert_eq!(progress.counts(), Counts::default());
    }
}
