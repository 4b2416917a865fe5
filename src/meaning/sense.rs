//! The direction in which a text points, and how alike two directions are. Refuses to know: where texts
//! come from.

use super::splitter::split;
use super::vectors::{self, DIMENSIONS};

/// Numbers of a direction are kept in parts of this: a direction has length 1 and so many dimensions
/// that none of its numbers is near 1, and a byte holds up to 127 parts.
pub(super) const PARTS: f32 = 256.0;

/// The direction in which a text points, one byte a dimension; a text without a meaning points
/// nowhere, and its likeness to anything is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    parts: [i8; DIMENSIONS],
}

/// The sum of what words mean, from which their direction is made.
#[derive(Clone, Copy, Debug)]
pub struct SenseSum {
    sum: [f32; DIMENSIONS],
}

/// A word with its share of the direction of a text.
#[derive(Clone, Debug)]
pub struct WordSense {
    /// The word.
    pub word: String,
    sum: SenseSum,
}

impl Sense {
    /// Joins the numbers of a direction, which were kept apart.
    pub(super) fn joined(head: &[i8], rest: &[i8]) -> Self {
        let mut parts = [0; DIMENSIONS];
        parts[..head.len()].copy_from_slice(head);
        parts[head.len()..].copy_from_slice(rest);
        Self { parts }
    }

    /// Returns its numbers, in parts of [`PARTS`].
    pub(super) fn parts(&self) -> &[i8; DIMENSIONS] {
        &self.parts
    }

    /// Returns the mean direction of some.
    pub fn mean<'a>(senses: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = SenseSum::default();
        for sense in senses {
            for (sum, part) in sum.sum.iter_mut().zip(&sense.parts) {
                *sum += f32::from(*part);
            }
        }
        sum.sense()
    }
}

impl Default for Sense {
    fn default() -> Self {
        Self { parts: [0; DIMENSIONS] }
    }
}

impl Default for SenseSum {
    fn default() -> Self {
        Self { sum: [0.0; DIMENSIONS] }
    }
}

impl SenseSum {
    /// Adds a folded word; returns whether the table knows it.
    pub fn add_word(&mut self, word: &str) -> bool {
        split(word, |piece| vectors::add(piece, &mut self.sum))
    }

    /// Adds a sum.
    pub fn add(&mut self, other: &Self) {
        for (sum, part) in self.sum.iter_mut().zip(&other.sum) {
            *sum += part;
        }
    }

    /// Returns how much it weighs: what says little is short.
    pub fn weight(&self) -> f32 {
        self.sum.iter().map(|part| part * part).sum::<f32>().sqrt()
    }

    /// Returns the direction of the sum.
    pub fn sense(&self) -> Sense {
        let length = self.weight();
        let scale = if length > 0.0 { PARTS / length } else { 0.0 };
        // The cast clips what is too large for a byte.
        Sense { parts: self.sum.map(|part| (part * scale).round() as i8) }
    }
}

impl WordSense {
    /// Builds a word that means the mean of some texts, given by their sum.
    pub fn new(word: &str, mut sum: SenseSum, texts: usize) -> Self {
        for part in &mut sum.sum {
            *part /= texts as f32;
        }
        Self { word: word.to_owned(), sum }
    }

    /// Returns its share of the direction.
    pub fn sum(&self) -> &SenseSum {
        &self.sum
    }

    /// Returns the words of a text that the table knows.
    pub fn of<'t>(words: impl IntoIterator<Item = &'t str>) -> Vec<Self> {
        let words = words.into_iter().filter_map(|word| {
            let mut sum = SenseSum::default();
            sum.add_word(word).then(|| Self { word: word.to_owned(), sum })
        });
        words.collect()
    }

    /// Returns how much this word and another add to the likeness of their texts, up to a factor that
    /// is the same for all pairs of words of the two texts.
    pub fn carries(&self, other: &Self) -> f32 {
        const LANES: usize = 8;
        // Sums side by side can be added to at once.
        let mut sums = [0.0_f32; LANES];
        let (one, _) = self.sum.sum.as_chunks::<LANES>();
        let (other, _) = other.sum.sum.as_chunks::<LANES>();
        for (one, other) in one.iter().zip(other) {
            for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
                *sum += one * other;
            }
        }
        sums.iter().sum()
    }
}
