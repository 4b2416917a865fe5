//! How far the opening of packs has come, in words. Refuses to know: who waits, and how often they look.

use std::time::Duration;

use crate::content::progress::{Counts, Step};
use crate::messages::loading as says;

/// How far the opening of packs has come at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loading {
    /// What is being opened.
    pub heading: String,
    /// How much of it is done, in percent; `None` as long as nobody knows how much there is.
    pub percent: Option<u8>,
    /// What was counted, and how long it takes still once that can be told: a few words each.
    pub parts: Vec<String>,
}

/// Before this, a rate says nothing of the rest.
const EARLIEST: Duration = Duration::from_secs(1);

/// The whole, in thousandths.
const WHOLE: usize = 1000;

/// Before this share of the whole, in thousandths, neither.
const SMALLEST: usize = 50;

/// The separator between parts in one row.
const BETWEEN: &str = " · ";

impl Loading {
    /// Tells what was counted after some time.
    pub fn new(name: &str, counts: Counts, elapsed: Duration) -> Self {
        let share = share(counts);
        let parts = match counts.step {
            Step::Listing => vec![says::LISTING.to_owned()],
            Step::Reading => {
                let rate = || counts.entries * 1000 / elapsed.as_millis() as usize;
                let rate = (elapsed >= EARLIEST && counts.entries > 0)
                    .then(|| says::rate(rounded(rate())));
                [says::files(counts.read, counts.files), says::entries(counts.entries)]
                    .into_iter()
                    .chain(rate)
                    .collect()
            }
            Step::Joining => vec![says::joined(counts.joined, counts.entries)],
            Step::Preparing => vec![says::entries(counts.entries), says::PREPARING.to_owned()],
            Step::Checking => vec![says::entries(counts.entries), says::CHECKING.to_owned()],
        };
        let left = share.and_then(|share| left(share, elapsed)).map(says::left);
        Self {
            heading: says::opening(name),
            percent: share.map(|share| (share / 10) as u8),
            parts: parts.into_iter().chain(left).collect(),
        }
    }

    /// Returns the parts in rows of some columns, as many in each as have room.
    pub fn rows(&self, columns: usize) -> Vec<String> {
        let mut rows: Vec<String> = Vec::new();
        for part in &self.parts {
            match rows.last_mut() {
                Some(row)
                    if (row.chars().count() + BETWEEN.chars().count() + part.len()) <= columns =>
                {
                    row.push_str(BETWEEN);
                    row.push_str(part);
                }
                _ => rows.push(part.clone()),
            }
        }
        rows
    }

    /// Returns as much as has room in so many columns, but at least how much is done and what is said last.
    pub fn in_columns(&self, columns: usize) -> String {
        let percent = self.percent.map(says::percent);
        let mut parts: Vec<String> =
            percent.into_iter().chain(self.parts.iter().cloned()).collect();
        while parts.len() > 2 && parts.join(BETWEEN).chars().count() > columns {
            parts.remove(1);
        }
        parts.join(BETWEEN)
    }

    /// Returns everything in one row.
    pub fn in_one_row(&self) -> String {
        let percent = self.percent.map(says::percent);
        let parts: Vec<String> = percent.into_iter().chain(self.parts.iter().cloned()).collect();
        format!("{} {}", self.heading, parts.join(BETWEEN))
    }
}

/// Returns how much of the whole is done, in thousandths. Reading and joining take about the same time,
/// one on several threads and one on a single one; files count alike, since nobody knows their sizes
/// before they are read.
fn share(counts: Counts) -> Option<usize> {
    let half = |done: usize, all: usize| done * WHOLE / 2 / all.max(1);
    match counts.step {
        Step::Reading => Some(half(counts.read, counts.files)),
        Step::Joining => Some(WHOLE / 2 + half(counts.joined, counts.entries)),
        Step::Preparing => Some(WHOLE),
        // How far these are nobody counts.
        Step::Listing | Step::Checking => None,
    }
}

/// Returns how many seconds it takes still, where that can be told.
fn left(share: usize, elapsed: Duration) -> Option<u64> {
    let can_be_told = elapsed >= EARLIEST && (SMALLEST..WHOLE).contains(&share);
    let milliseconds = elapsed.as_millis() as u64 * (WHOLE - share) as u64;
    can_be_told.then(|| (milliseconds / share as u64).div_ceil(1000))
}

/// Rounds a rate to two digits: more of them are noise.
fn rounded(rate: usize) -> usize {
    let mut unit = 1;
    while rate / unit >= 100 {
        unit *= 10;
    }
    (rate + unit / 2) / unit * unit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(step: Step, counted: [usize; 4], milliseconds: u64, expected: &str) {
        let [read, files, entries, joined] = counted;
        let counts = Counts { step, files, read, entries, joined };
        let loading = Loading::new("words", counts, Duration::from_millis(milliseconds));
        assert_eq!(loading.in_one_row(), format!("Opening words … {expected}"));
    }

    #[test]
    fn what_was_counted_is_told_and_the_rest_once_it_can_be_known() {
        check(Step::Listing, [0, 0, 0, 0], 9000, "looking for files");
        check(Step::Reading, [1, 1, 0, 0], 200, "50% · 1 of 1 file · 0 entries");
        check(Step::Reading, [20, 100, 4012, 0], 900, "10% · 20 of 100 files · 4,012 entries");
        let reading = "10% · 20 of 100 files · 4,012 entries · 2,000 a second · about 18 s left";
        check(Step::Reading, [20, 100, 4012, 0], 2000, reading);
        let early = "4% · 9 of 100 files · 4,012 entries · 2,000 a second";
        check(Step::Reading, [9, 100, 4012, 0], 2000, early);
        let joining = "75% · 500 of 1,000 entries joined · about 1 s left";
        check(Step::Joining, [100, 100, 1000, 500], 3000, joining);
        check(Step::Joining, [1, 1, 0, 0], 100, "50% · 0 of 0 entries joined");
        check(Step::Preparing, [1, 1, 1, 1], 100, "100% · 1 entry · making ready");
        check(Step::Checking, [1, 1, 1, 1], 9000, "1 entry · checking");
    }

    #[test]
    fn parts_stand_in_as_few_rows_as_have_room() {
        let parts = ["1 of 2 files", "30 entries", "about 3 s left"].map(str::to_owned).into();
        let loading = Loading { heading: String::new(), percent: None, parts };
        assert_eq!(loading.rows(80), ["1 of 2 files · 30 entries · about 3 s left"]);
        assert_eq!(loading.rows(25), ["1 of 2 files · 30 entries", "about 3 s left"]);
        assert_eq!(
            loading.rows(24),
            ["1 of 2 files", "30 entries", "about 3 s left"].map(str::to_owned)
        );
    }
}
