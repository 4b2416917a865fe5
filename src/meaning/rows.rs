//! Many directions one behind the other, in an order that is quick to look through: 129 bytes each.
//! Refuses to know: whose they are.

use std::ops::Range;

use wide::{i8x16, i16x16, i32x8};

use super::sense::{PARTS, Sense};
use super::vectors::DIMENSIONS;

/// The first dimensions tell most: they are the principal ones.
const HEAD: usize = 32;
/// How many numbers are multiplied at once.
const LANES: usize = 16;
/// Of a length beyond the head, which is at most 1, a byte holds this many parts.
const TAIL_PARTS: f32 = 200.0;

/// Directions, addressed by their places.
#[derive(Debug, Default)]
pub struct SenseRows {
    heads: Vec<[i8; HEAD]>,
    /// How long each is beyond its head, rounded up, in parts of [`TAIL_PARTS`].
    tails: Vec<u8>,
    rests: Vec<[i8; DIMENSIONS - HEAD]>,
}

/// A direction that many are held against, widened once.
#[derive(Clone, Debug)]
pub struct WideSense {
    parts: [i16x16; DIMENSIONS / LANES],
    /// How long it is beyond its head, in parts of a product of two directions, for each part of
    /// [`TAIL_PARTS`].
    tail: f32,
}

impl WideSense {
    /// Widens a direction.
    pub fn new(sense: &Sense) -> Self {
        let lanes = sense.parts().as_chunks::<LANES>().0;
        let parts = std::array::from_fn(|at| i16x16::from(i8x16::from(lanes[at])));
        let (_, rest) = halves(sense);
        Self { parts, tail: length(&rest) * PARTS / TAIL_PARTS }
    }

    /// Returns how alike it and another direction are: 1 if they are the same, 0 if they have nothing in
    /// common, down to -1 (the cosine of the angle between them).
    pub fn likeness(&self, other: &Sense) -> f32 {
        dot(&self.parts, other.parts()) as f32 / (PARTS * PARTS)
    }
}

impl SenseRows {
    /// Counts the directions.
    pub fn count(&self) -> usize {
        self.heads.len()
    }

    /// Appends a direction.
    pub fn push(&mut self, sense: &Sense) {
        let (head, rest) = halves(sense);
        self.heads.push(head);
        self.rests.push(rest);
        let tail = (length(&rest) / PARTS * TAIL_PARTS).ceil() as i16;
        self.tails.push(u8::try_from(tail).unwrap_or(u8::MAX));
    }

    /// Returns a direction by its place.
    pub fn get(&self, at: usize) -> Sense {
        Sense::joined(&self.heads[at], &self.rests[at])
    }

    /// Returns how alike a direction and one given by its place are.
    pub fn likeness(&self, at: usize, to: &WideSense) -> f32 {
        self.liker(at, to, f32::NEG_INFINITY).expect("all are liker")
    }

    /// Returns how alike a direction and one given by its place are, if it is more than `least`.
    ///
    /// The head often shows that they are not (by the inequality of Cauchy and Schwarz for what is beyond),
    /// and the rest is not looked at.
    pub fn liker(&self, at: usize, to: &WideSense, least: f32) -> Option<f32> {
        let (wide_head, wide_rest) = to.parts.split_at(HEAD / LANES);
        let least = least * PARTS * PARTS;
        let head = dot(wide_head, &self.heads[at]);
        if head as f32 + f32::from(self.tails[at]) * to.tail <= least {
            return None;
        }
        let whole = (head + dot(wide_rest, &self.rests[at])) as f32;
        (whole > least).then_some(whole / (PARTS * PARTS))
    }

    /// Finds the first of the directions in a range that is most like one, if it is liker than `least`;
    /// returns its place in the range and how alike they are.
    pub fn most_like(&self, among: Range<usize>, to: &WideSense, least: f32) -> Option<(u32, f32)> {
        let (mut best, mut found) = (least, None);
        for (place, at) in among.enumerate() {
            if let Some(likeness) = self.liker(at, to, best) {
                (best, found) = (likeness, Some((place as u32, likeness)));
            }
        }
        found
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.count() * (DIMENSIONS + 1)
    }
}

/// Splits a direction into its head and what is beyond.
fn halves(sense: &Sense) -> ([i8; HEAD], [i8; DIMENSIONS - HEAD]) {
    let whole = sense.parts();
    (std::array::from_fn(|at| whole[at]), std::array::from_fn(|at| whole[HEAD + at]))
}

/// Returns the length of a part of a direction.
fn length(parts: &[i8]) -> f32 {
    parts.iter().map(|&part| f32::from(part) * f32::from(part)).sum::<f32>().sqrt()
}

/// Multiplies as many numbers as `wide` has.
fn dot(wide: &[i16x16], parts: &[i8]) -> i32 {
    let lanes = wide.iter().zip(parts.as_chunks::<LANES>().0);
    let products = lanes.map(|(wide, parts)| i16x16::from(i8x16::from(*parts)).dot(*wide));
    products.fold(i32x8::ZERO, |sum, product| sum + product).reduce_add()
}

#[cfg(all(test, feature = "meaning"))]
mod tests {
    use super::super::SenseSum;
    use super::*;

    fn sense(text: &str) -> Sense {
        let mut sum = SenseSum::default();
        for word in text.split(' ') {
            sum.add_word(word);
        }
        sum.sense()
    }

    #[test]
    fn the_one_that_is_most_like_is_found_wherever_it_stands() {
        let texts = ["railway", "silk road", "fight against corruption", "", "port of call"];
        for turn in 0..texts.len() {
            let mut rows = SenseRows::default();
            let turned = (0..texts.len()).map(|at| texts[(at + turn) % texts.len()]);
            for text in turned {
                rows.push(&sense(text));
            }
            let to = WideSense::new(&sense("bribes"));
            for least in [-1.0, 0.0, 0.3] {
                let (at, likeness) =
                    rows.most_like(0..rows.count(), &to, least).expect("one is near");
                assert_eq!(texts[(at as usize + turn) % texts.len()], texts[2]);
                let expected = to.likeness(&sense(texts[2]));
                assert!((likeness - expected).abs() < f32::EPSILON, "{likeness} {expected}");
            }
            assert_eq!(rows.most_like(0..rows.count(), &to, 0.99), None);
            assert_eq!(rows.most_like(0..0, &to, -1.0), None);
        }
    }
}
