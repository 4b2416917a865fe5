//! Which entries were read, by id: very many, and shared with a worker at no cost while more are added.
//! Refuses to know: whether there are such entries.

use std::collections::HashMap;
use std::sync::Arc;

use super::anchor::Print;
use super::record::Moment;

/// That an entry was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// When its end was seen last.
    pub at: Moment,
    /// What it said then.
    pub text: Print,
}

/// The entries of a pack that were read, by their ids.
///
/// A clone shares what there is; whoever changes one of the two copies nothing but the changes.
#[derive(Clone, Debug, Default)]
pub struct Readings {
    settled: Arc<HashMap<Box<str>, Reading>>,
    /// What was changed while the settled ones were shared; `None` for what is not read any more.
    since: HashMap<Box<str>, Option<Reading>>,
}

impl Readings {
    /// Returns how an entry was read.
    pub fn get(&self, entry: &str) -> Option<&Reading> {
        match self.since.get(entry) {
            Some(changed) => changed.as_ref(),
            None => self.settled.get(entry),
        }
    }

    /// Takes in that an entry was read.
    pub fn insert(&mut self, entry: Box<str>, reading: Reading) {
        self.set(entry, Some(reading));
    }

    /// Takes in that an entry is not read any more.
    pub fn remove(&mut self, entry: &str) {
        if self.get(entry).is_some() {
            self.set(entry.into(), None);
        }
    }

    /// Counts them.
    pub fn len(&self) -> usize {
        let mut count = self.settled.len();
        for (entry, changed) in &self.since {
            count += usize::from(changed.is_some());
            count -= usize::from(self.settled.contains_key(entry));
        }
        count
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether most of them are in memory once for both.
    pub fn shares_with(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.settled, &other.settled)
    }

    /// Goes through them in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&Box<str>, &Reading)> {
        let settled = self.settled.iter().filter(|(entry, _)| !self.since.contains_key(*entry));
        let since = self.since.iter();
        settled.chain(since.filter_map(|(entry, changed)| Some((entry, changed.as_ref()?))))
    }

    fn set(&mut self, entry: Box<str>, changed: Option<Reading>) {
        let Some(settled) = Arc::get_mut(&mut self.settled) else {
            self.since.insert(entry, changed);
            return;
        };
        for (entry, changed) in self.since.drain().chain([(entry, changed)]) {
            match changed {
                Some(reading) => settled.insert(entry, reading),
                None => settled.remove(&entry),
            };
        }
    }
}

/// Two are equal if they hold the same, however it is shared.
impl PartialEq for Readings {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(entry, reading)| other.get(entry) == Some(reading))
    }
}

impl Eq for Readings {}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(at: i64) -> Reading {
        Reading { at: Moment(at), text: Print(7) }
    }

    fn ids(readings: &Readings) -> Vec<&str> {
        let mut ids: Vec<&str> = readings.iter().map(|(id, _)| &**id).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn what_is_shared_stays_as_it_was_while_more_is_read() {
        let mut mine = Readings::default();
        for id in ["a", "b", "c"] {
            mine.insert(id.into(), reading(1));
        }
        let shared = mine.clone();
        mine.insert("d".into(), reading(2));
        mine.insert("a".into(), reading(3));
        mine.remove("b");
        mine.remove("z");
        assert!(mine.shares_with(&shared), "nothing is copied");
        assert_eq!((ids(&mine), mine.len()), (vec!["a", "c", "d"], 3));
        assert_eq!((ids(&shared), shared.len()), (vec!["a", "b", "c"], 3));
        assert_eq!(mine.get("a"), Some(&reading(3)));
        assert_ne!(mine, shared);
        drop(shared);
        mine.insert("e".into(), reading(4));
        assert!(mine.since.is_empty(), "alone again, it is one");
        assert_eq!((ids(&mine), mine.len()), (vec!["a", "c", "d", "e"], 4));
    }
}
