//! A small cache by entry. Refuses to know: what it keeps.

use crate::model::EntryKey;

/// Values of the entries used last, the newest at the end; few enough that looking through them is
/// the quickest way.
pub struct Recent<T> {
    most: usize,
    values: Vec<(EntryKey, T)>,
}

impl<T> Recent<T> {
    /// Keeps at most so many.
    pub fn new(most: usize) -> Self {
        Self { most, values: Vec::new() }
    }

    /// Gives up all.
    pub fn clear(&mut self) {
        self.values.clear();
    }

    /// Keeps a value; the one that was used longest ago makes room.
    pub fn put(&mut self, entry: EntryKey, value: T) {
        self.remove(entry);
        if self.values.len() == self.most {
            self.values.remove(0);
        }
        self.values.push((entry, value));
    }

    /// Looks at a value without using it.
    pub fn peek(&self, entry: EntryKey) -> Option<&T> {
        self.values.iter().find(|(key, _)| *key == entry).map(|(_, value)| value)
    }

    /// Takes a value out.
    pub fn remove(&mut self, entry: EntryKey) -> Option<T> {
        let at = self.values.iter().position(|(key, _)| *key == entry)?;
        Some(self.values.remove(at).1)
    }
}

impl<T: Clone> Recent<T> {
    /// Returns a value, which is then the newest.
    pub fn get(&mut self, entry: EntryKey) -> Option<T> {
        let value = self.remove(entry)?;
        self.put(entry, value.clone());
        Some(value)
    }
}
