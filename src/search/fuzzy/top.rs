//! The best lines found so far, and what a line must reach to be among them. Refuses to know: how
//! scores come about.

use std::collections::{BTreeSet, HashMap};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use super::super::lines::Lines;

/// A line that matches, and its score.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scored {
    /// The line.
    pub line: u32,
    /// The sum of the scores of the words.
    pub score: i64,
}

/// The best keys so far, one an owner, shared between threads.
pub(super) struct Top {
    limit: usize,
    /// The worst key kept, once there are `limit`.
    threshold: AtomicU64,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    keys: BTreeSet<u64>,
    of_owner: HashMap<u32, u64>,
    owner_of: HashMap<u64, u32>,
}

impl Top {
    /// Builds an empty list with room for `limit` keys.
    pub fn new(limit: usize) -> Self {
        Self { limit, threshold: AtomicU64::new(0), kept: Mutex::default() }
    }

    /// Returns whether nothing is wanted at all.
    pub fn is_empty(&self) -> bool {
        self.limit == 0
    }

    /// Returns whether a key would be kept.
    pub fn takes(&self, key: u64) -> bool {
        key > self.threshold.load(Ordering::Relaxed)
    }

    /// Returns whether a line with this score may be kept, whatever else orders it.
    pub fn may_take(&self, score: i64) -> bool {
        score >= self.least()
    }

    /// Returns the score of the worst line kept; as long as there is room, one that all exceed.
    pub fn least(&self) -> i64 {
        scored(self.threshold.load(Ordering::Relaxed)).score
    }

    /// Keeps a key if it is among the best, one an owner.
    pub fn offer(&self, owner: u32, key: u64) {
        if !self.takes(key) {
            return;
        }
        let mut kept = self.kept.lock().expect("no thread panics while it holds the best");
        if let Some(&old) = kept.of_owner.get(&owner) {
            if old >= key {
                return;
            }
            kept.keys.remove(&old);
            kept.owner_of.remove(&old);
        }
        kept.keys.insert(key);
        kept.of_owner.insert(owner, key);
        kept.owner_of.insert(key, owner);
        if kept.keys.len() > self.limit
            && let Some(worst) = kept.keys.pop_first()
            && let Some(owner) = kept.owner_of.remove(&worst)
        {
            kept.of_owner.remove(&owner);
        }
        if kept.keys.len() == self.limit
            && let Some(&worst) = kept.keys.first()
        {
            self.threshold.store(worst, Ordering::Relaxed);
        }
    }

    /// Returns the best, best first.
    pub fn into_sorted(self) -> Vec<Scored> {
        let kept = self.kept.into_inner().expect("no thread panics while it holds the best");
        kept.keys.into_iter().rev().map(scored).collect()
    }
}

/// Orders candidates: score, field, shortness, order; larger is better.
pub(super) fn key(lines: &Lines, line: usize, score: i64) -> u64 {
    const OFFSET: i64 = 1 << 17;
    let score = (score + OFFSET).clamp(0, 2 * OFFSET - 1).cast_unsigned();
    let field = 15 - lines.field(line) as u64;
    let shortness = 255 - lines.length(line).min(255) as u64;
    score << 44 | field << 40 | shortness << 32 | u64::from(!(line as u32))
}

/// Reads line and score back.
pub(super) fn scored(key: u64) -> Scored {
    Scored { line: !(key as u32), score: (key >> 44).cast_signed() - (1 << 17) }
}
