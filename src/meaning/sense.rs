//! The direction in which a text points, and how alike two directions are. Refuses to know: where texts
//! come from.

use wide::{f32x8, i8x16, i16x8, i16x16, i32x8};

use super::splitter::split;
use super::vectors::{self, DIMENSIONS, Numbers};

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
    sum: Numbers,
}

/// A word with its share of the direction of a text.
#[derive(Clone, Debug)]
pub struct WordSense {
    /// The word.
    pub word: String,
    sum: SenseSum,
}

impl Sense {
    /// Returns its numbers, in parts of [`PARTS`].
    pub(super) fn parts(&self) -> &[i8; DIMENSIONS] {
        &self.parts
    }

    /// Returns the mean direction of some.
    pub fn mean<'a>(senses: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut sum = SenseSum::default();
        for sense in senses {
            let parts = sense.parts.as_chunks::<16>().0;
            for (sums, parts) in sum.sum.as_chunks_mut::<2>().0.iter_mut().zip(parts) {
                for (sum, parts) in sums.iter_mut().zip(widened(*parts)) {
                    *sum += parts;
                }
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
        Self { sum: [f32x8::ZERO; _] }
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
            *sum += *part;
        }
    }

    /// Returns how much it weighs: what says little is short.
    pub fn weight(&self) -> f32 {
        product(&self.sum, &self.sum).sqrt()
    }

    /// Returns the direction of the sum.
    pub fn sense(&self) -> Sense {
        let length = self.weight();
        let scale = f32x8::splat(if length > 0.0 { PARTS / length } else { 0.0 });
        let mut sense = Sense::default();
        let (sums, parts) = (self.sum.as_chunks::<2>().0, sense.parts.as_chunks_mut::<16>().0);
        for (sums, parts) in sums.iter().zip(parts) {
            *parts = narrowed(sums.map(|sum| sum * scale));
        }
        sense
    }
}

impl WordSense {
    /// Builds a word that means the mean of some texts, given by their sum.
    pub fn new(word: &str, mut sum: SenseSum, texts: usize) -> Self {
        let share = f32x8::splat(1.0 / texts as f32);
        for part in &mut sum.sum {
            *part *= share;
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
        product(&self.sum.sum, &other.sum.sum)
    }
}

/// Multiplies two directions.
fn product(one: &Numbers, other: &Numbers) -> f32 {
    let products = one.iter().zip(other).map(|(one, other)| *one * *other);
    products.fold(f32x8::ZERO, |sum, product| sum + product).reduce_add()
}

/// Rounds numbers to whole ones; what is too large for a byte is clipped.
fn narrowed(numbers: [f32x8; 2]) -> [i8; 16] {
    let [one, other] =
        numbers.map(|half| i16x8::from_i32x8_saturate(half.fast_round_int()).to_array());
    let both = std::array::from_fn(|at| if at < 8 { one[at] } else { other[at - 8] });
    i8x16::from_i16x16_saturate(i16x16::new(both)).to_array()
}

/// Turns bytes into the numbers that they are.
fn widened(bytes: [i8; 16]) -> [f32x8; 2] {
    let both = i16x16::from(i8x16::new(bytes)).to_array();
    let halves = both.as_chunks::<8>().0;
    std::array::from_fn(|at| f32x8::from_i32x8(i32x8::from_i16x8(i16x8::new(halves[at]))))
}
