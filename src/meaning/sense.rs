//! The direction in which a text points, and how alike two directions are. Refuses to know: where texts
//! come from.

use super::splitter::split;
use super::vectors::{self, DIMENSIONS};

/// Numbers of a direction are kept in parts of this: a direction has length 1 and so many dimensions
/// that none of its numbers is near 1, and a byte holds up to 127 parts.
const PARTS: f32 = 256.0;

/// The direction in which a text points, one byte a dimension; a text without a meaning points
/// nowhere, and its likeness to anything is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sense {
    parts: [i8; DIMENSIONS],
    /// How long it is beyond the first [`HEAD`] dimensions, rounded up, in parts of [`TAIL_PARTS`].
    tail: u8,
}

/// The first dimensions tell most: they are the principal ones.
const HEAD: usize = 32;
const TAIL_PARTS: f32 = 200.0;

/// A direction that others are held against, widened once.
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

fn dot(one: &[i8], other: &[i8]) -> f32 {
    let products = one.iter().zip(other).map(|(one, other)| i16::from(*one) * i16::from(*other));
    products.map(i32::from).sum::<i32>() as f32 / (PARTS * PARTS)
}

impl Sense {
    /// Returns how alike two directions are: 1 if they are the same, 0 if they have nothing in
    /// common, down to -1 (the cosine of the angle between them).
    pub fn likeness(&self, other: &Self) -> f32 {
        dot(&self.parts, &other.parts)
    }

    /// Returns how alike two directions are if it may be more than `least`; the first dimensions
    /// often show that it is not (by the inequality of Cauchy and Schwarz for the others).
    pub fn likeness_above(&self, other: &Self, least: f32) -> Option<f32> {
        let rest = f32::from(self.tail) * f32::from(other.tail) / (TAIL_PARTS * TAIL_PARTS);
        let head = dot(&self.parts[..HEAD], &other.parts[..HEAD]);
        (head + rest > least).then(|| head + dot(&self.parts[HEAD..], &other.parts[HEAD..]))
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
        Self { parts: [0; DIMENSIONS], tail: 0 }
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

    /// Returns the direction of the sum.
    pub fn sense(&self) -> Sense {
        let length = self.sum.iter().map(|part| part * part).sum::<f32>().sqrt();
        let scale = if length > 0.0 { PARTS / length } else { 0.0 };
        // The cast clips what is too large for a byte.
        let parts = self.sum.map(|part| (part * scale).round() as i8);
        let tail = dot(&parts[HEAD..], &parts[HEAD..]).sqrt();
        let tail = u8::try_from((tail * TAIL_PARTS).ceil() as i16).unwrap_or(u8::MAX);
        Sense { parts, tail }
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
        self.sum.sum.iter().zip(&other.sum.sum).map(|(one, other)| one * other).sum()
    }
}
