//! Sets of small numbers, one bit each. Refuses to know: what the numbers mean.

/// A set of numbers below a length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    blocks: Vec<u64>,
}

impl Bits {
    /// Builds an empty set of numbers below `length`.
    pub fn new(length: usize) -> Self {
        Self { blocks: vec![0; length.div_ceil(64)] }
    }

    /// Builds the set of all numbers below `length`.
    pub fn full(length: usize) -> Self {
        let mut bits = Self { blocks: vec![u64::MAX; length.div_ceil(64)] };
        if let Some(last) = bits.blocks.last_mut().filter(|_| !length.is_multiple_of(64)) {
            *last = (1 << (length % 64)) - 1;
        }
        bits
    }

    /// Builds a set from its blocks of 64, lowest first.
    pub fn from_blocks(blocks: Vec<u64>) -> Self {
        Self { blocks }
    }

    /// Returns its blocks of 64, lowest first.
    pub fn into_blocks(self) -> Vec<u64> {
        self.blocks
    }

    /// Returns a block of 64 numbers; the number of the first is a multiple of 64. Behind the last block
    /// there are empty ones.
    pub fn block(&self, first: usize) -> u64 {
        self.blocks.get(first / 64).copied().unwrap_or(0)
    }

    /// Adds a number.
    pub fn insert(&mut self, number: u32) {
        self.blocks[number as usize / 64] |= 1 << (number % 64);
    }

    /// Removes a number.
    pub fn remove(&mut self, number: u32) {
        self.blocks[number as usize / 64] &= !(1 << (number % 64));
    }

    /// Returns the numbers for which `keep` is true, as a set.
    #[must_use]
    pub fn filtered(&self, keep: impl Fn(u32) -> bool) -> Self {
        let mut kept = Self { blocks: vec![0; self.blocks.len()] };
        self.iter().filter(|&number| keep(number)).for_each(|number| kept.insert(number));
        kept
    }

    /// Returns whether a number is in the set.
    pub fn contains(&self, number: u32) -> bool {
        self.blocks[number as usize / 64] >> (number % 64) & 1 == 1
    }

    /// Keeps what is in both sets.
    pub fn intersect(&mut self, other: &Self) {
        for (block, more) in self.blocks.iter_mut().zip(&other.blocks) {
            *block &= more;
        }
    }

    /// Adds what is in another set.
    pub fn unite(&mut self, other: &Self) {
        for (block, more) in self.blocks.iter_mut().zip(&other.blocks) {
            *block |= more;
        }
    }

    /// Counts the numbers.
    pub fn count(&self) -> usize {
        self.blocks.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// Iterates over the numbers, ascending.
    pub fn iter(&self) -> impl Iterator<Item = u32> {
        self.between(0..self.blocks.len() * 64)
    }

    /// Iterates over the numbers of a range that starts at a multiple of 64.
    pub fn between(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = u32> {
        let first = range.start / 64;
        let blocks = &self.blocks[first..range.end.div_ceil(64)];
        blocks.iter().enumerate().flat_map(move |(index, &block)| {
            let index = first + index;
            std::iter::successors((block != 0).then_some(block), |&left| {
                let rest = left & (left - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |left| index as u32 * 64 + left.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut bits = Bits::new(130);
        for number in [0, 63, 64, 129] {
            bits.insert(number);
        }
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert_eq!(bits.count(), 4);
        assert!(bits.contains(64) && !bits.contains(65));
    }
}
