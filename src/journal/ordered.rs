//! A map in the order of its keys, in pieces that clones share: a worker has all of it at no cost while more
//! is added, and a list knows which one is the thousandth. Refuses to know: what is in it.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

/// How many are in a piece at most.
const PIECE: usize = 256;

/// A map in the order of its keys.
///
/// A clone shares all pieces; whoever changes one of the two copies one piece.
#[derive(Clone)]
pub struct Ordered<K, V> {
    /// In their order, none of them empty.
    pieces: Vec<Arc<Vec<(K, V)>>>,
    /// How many are before each piece.
    before: Vec<usize>,
    len: usize,
}

impl<K, V> Ordered<K, V> {
    /// Counts them.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Returns whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Returns the one before which there are so many.
    pub fn nth(&self, at: usize) -> Option<(&K, &V)> {
        let piece = self.before.partition_point(|&before| before <= at).checked_sub(1)?;
        let (key, value) = self.pieces[piece].get(at - self.before[piece])?;
        Some((key, value))
    }

    /// Goes through them from one on, before which there are so many.
    pub fn from(&self, at: usize) -> impl Iterator<Item = (&K, &V)> {
        let piece = self.before.partition_point(|&before| before <= at).saturating_sub(1);
        let within = at - self.before.get(piece).copied().unwrap_or_default();
        let pieces = self.pieces.get(piece..).unwrap_or_default();
        pieces.iter().flat_map(|piece| piece.iter()).skip(within).map(|(key, value)| (key, value))
    }

    /// Goes through them.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.from(0)
    }

    /// Goes through the keys.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.iter().map(|(key, _)| key)
    }

    /// Goes through the values.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.iter().map(|(_, value)| value)
    }

    /// Follows that pieces from one on hold others than before.
    fn count_from(&mut self, piece: usize) {
        self.before.truncate(piece);
        let mut before = match piece.checked_sub(1) {
            Some(last) => self.before[last] + self.pieces[last].len(),
            None => 0,
        };
        for piece in &self.pieces[piece..] {
            self.before.push(before);
            before += piece.len();
        }
        self.len = before;
    }
}

impl<K: Ord, V> Ordered<K, V> {
    /// Returns what a key has.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let (piece, place) = self.find(key);
        place.ok().map(|place| &self.pieces[piece][place].1)
    }

    /// Returns whether a key has anything.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.get(key).is_some()
    }

    /// Counts those before a key, whether it has anything or not.
    pub fn rank<Q: Ord + ?Sized>(&self, key: &Q) -> usize
    where
        K: Borrow<Q>,
    {
        let (piece, place) = self.find(key);
        let (Ok(place) | Err(place)) = place;
        self.before.get(piece).copied().unwrap_or_default() + place
    }

    /// Returns the piece in which a key is or would be, and its place there.
    fn find<Q: Ord + ?Sized>(&self, key: &Q) -> (usize, Result<usize, usize>)
    where
        K: Borrow<Q>,
    {
        let is_before =
            |piece: &Arc<Vec<(K, V)>>| piece.last().is_some_and(|it| it.0.borrow() < key);
        let piece = self.pieces.partition_point(is_before);
        // Whatever comes behind all others comes into the last piece.
        let piece = piece.min(self.pieces.len().saturating_sub(1));
        let all = self.pieces.get(piece).map_or(&[][..], |piece| piece);
        (piece, all.binary_search_by(|(other, _)| other.borrow().cmp(key)))
    }
}

impl<K: Clone + Ord, V: Clone> Ordered<K, V> {
    /// Gives a key a value; returns the one that it had.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        let (piece, place) = self.find(&key);
        if self.pieces.is_empty() {
            self.pieces.push(Arc::default());
            self.before.push(0);
        }
        let all = Arc::make_mut(&mut self.pieces[piece]);
        let place = match place {
            Ok(place) => return Some(std::mem::replace(&mut all[place].1, value)),
            Err(place) => place,
        };
        if all.len() < PIECE {
            all.insert(place, (key, value));
            self.before[piece + 1..].iter_mut().for_each(|before| *before += 1);
            self.len += 1;
        } else {
            // What grows at its end has full pieces.
            let middle = if place == PIECE { PIECE } else { PIECE / 2 };
            let mut rest = all.split_off(middle);
            match place.checked_sub(middle) {
                Some(place) => rest.insert(place, (key, value)),
                None => all.insert(place, (key, value)),
            }
            self.pieces.insert(piece + 1, Arc::new(rest));
            self.count_from(piece);
        }
        None
    }

    /// Takes a key away; returns what it had.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let (piece, place) = self.find(key);
        let all = Arc::make_mut(&mut self.pieces[place.is_ok().then_some(piece)?]);
        let (_, value) = all.remove(place.ok()?);
        if all.is_empty() {
            self.pieces.remove(piece);
            self.count_from(piece);
        } else {
            self.before[piece + 1..].iter_mut().for_each(|before| *before -= 1);
            self.len -= 1;
        }
        Some(value)
    }

    /// Keeps those of which `stays` says so.
    pub fn retain(&mut self, stays: impl Fn(&K, &V) -> bool) {
        for piece in &mut self.pieces {
            if !piece.iter().all(|(key, value)| stays(key, value)) {
                Arc::make_mut(piece).retain(|(key, value)| stays(key, value));
            }
        }
        self.pieces.retain(|piece| !piece.is_empty());
        self.count_from(0);
    }
}

impl<K, V> Default for Ordered<K, V> {
    fn default() -> Self {
        Self { pieces: Vec::new(), before: Vec::new(), len: 0 }
    }
}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Ordered<K, V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_map().entries(self.iter()).finish()
    }
}

/// Two are equal if they hold the same, however it lies in pieces.
impl<K: PartialEq, V: PartialEq> PartialEq for Ordered<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl<K: Eq, V: Eq> Eq for Ordered<K, V> {}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Puts in (`true`) or takes away, key by key, in both kinds of map.
    fn both(changes: &[(bool, u16)]) -> (Ordered<u16, usize>, BTreeMap<u16, usize>) {
        let (mut ordered, mut plain) = (Ordered::default(), BTreeMap::new());
        for (value, &(puts, key)) in changes.iter().enumerate() {
            if puts {
                assert_eq!(ordered.insert(key, value), plain.insert(key, value));
            } else {
                assert_eq!(ordered.remove(&key), plain.remove(&key));
            }
        }
        (ordered, plain)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn it_is_a_map_that_knows_the_number_of_each(
            changes in proptest::collection::vec((prop::bool::weighted(0.7), 0..1200_u16), 0..2000),
        ) {
            let (mut ordered, mut plain) = both(&changes);
            for _ in 0..2 {
                prop_assert!(ordered.iter().eq(plain.iter()));
                prop_assert_eq!(ordered.len(), plain.len());
                for (at, (key, value)) in plain.iter().enumerate() {
                    prop_assert_eq!(ordered.nth(at), Some((key, value)));
                    prop_assert_eq!((ordered.rank(key), ordered.get(key)), (at, Some(value)));
                }
                for key in (0..1201).step_by(7) {
                    prop_assert_eq!(ordered.rank(&key), plain.range(..key).count());
                }
                prop_assert_eq!(ordered.nth(plain.len()), None);
                let half = plain.len() / 2;
                prop_assert!(ordered.from(half).eq(plain.iter().skip(half)));
                ordered.retain(|key, _| key % 3 == 0);
                plain.retain(|key, _| key % 3 == 0);
            }
        }
    }

    #[test]
    fn a_clone_stays_as_it_was_and_shares_what_is_not_changed() {
        let mut all: Ordered<usize, usize> = Ordered::default();
        for key in 0..10 * PIECE {
            all.insert(key, key);
        }
        assert_eq!(all.pieces.len(), 10, "what is put in in its order fills the pieces");
        let before = all.clone();
        all.insert(3 * PIECE + 1, 0);
        all.remove(&(7 * PIECE));
        assert_eq!(before.len(), 10 * PIECE);
        assert!(before.iter().all(|(key, value)| key == value));
        let shared =
            before.pieces.iter().zip(&all.pieces).filter(|(one, other)| Arc::ptr_eq(one, other));
        assert_eq!(shared.count(), 8);
        assert_ne!(all, before);
    }
}
