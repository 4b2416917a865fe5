//! How lines are visited: on one thread or two, all of them or some, until nobody waits any more.
//! Refuses to know: what is looked for in them.

use std::ops::Range;

use super::super::bits::Bits;
use super::super::marks::{BLOCKS, CHUNK, Row};

/// Fewer lines are sooner compared than a second thread is there, and cost half as much without one.
const WORTH_A_THREAD: usize = 256 * CHUNK;

/// How many lines are visited between two checks whether the answer is still wanted.
const CHECK_INTERVAL: usize = 8 * CHUNK;

/// How to visit the lines.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    /// How many threads may work: 1 or 2.
    pub threads: usize,
    /// The lines to look at, where all others are known not to match; for a loose search exactly
    /// those that do.
    pub among: Option<&'a Bits>,
    /// Which entries count.
    pub admits: &'a (dyn Fn(u32) -> bool + Sync),
    /// Asked now and then; `false` ends the walk, and its result is worth nothing.
    pub wanted: &'a (dyn Fn() -> bool + Sync),
}

impl Walk<'_> {
    /// Builds a walk over all lines, of which there are so many, on as many of some threads as are worth
    /// it.
    pub fn over(lines: usize, threads: usize) -> Self {
        let threads = if lines < WORTH_A_THREAD { 1 } else { threads };
        Self { threads, among: None, admits: &|_| true, wanted: &|| true }
    }

    /// Calls `visit` with each stretch of lines, on as many threads as may work.
    pub(super) fn each_half<T: Send>(
        &self,
        length: usize,
        visit: impl Fn(Range<usize>) -> T + Sync,
    ) -> Vec<T> {
        if self.threads < 2 || length < 2 * CHECK_INTERVAL {
            return vec![visit(0..length)];
        }
        let middle = (length / 2).next_multiple_of(CHUNK);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| visit(middle..length));
            let first = visit(0..middle);
            vec![first, second.join().expect("matching does not panic")]
        })
    }

    /// Returns which lines of a chunk, given by its first one, are to be looked at.
    pub(super) fn among_of(&self, first: usize) -> Row {
        self.among.map_or([u64::MAX; BLOCKS], |among| {
            std::array::from_fn(|block| among.block(first + 64 * block))
        })
    }

    /// Cuts a stretch of lines into parts, until no longer wanted.
    pub(super) fn parts(&self, stretch: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let starts = stretch.clone().step_by(CHECK_INTERVAL).take_while(|_| (self.wanted)());
        starts.map(move |start| start..stretch.end.min(start + CHECK_INTERVAL))
    }
}
