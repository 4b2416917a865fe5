//! Which letters each quarter of a line holds, kept by letter: the lines with a letter in a quarter
//! are a run of bits, so that hundreds of lines are compared with a word at once. Refuses to know:
//! texts, scores.

/// How many lines are compared at once.
pub const CHUNK: usize = 64 * BLOCKS;
/// How many blocks of 64 lines that is.
pub const BLOCKS: usize = 8;
/// How many parts a line is cut into: with fewer, twice as many lines that lack the order of a long word
/// pass for ones that have it.
const QUARTERS: usize = 4;
/// Of longer words, these first letters are looked for.
const LONGEST: usize = 32;

/// The letters of all lines, by quarter.
///
/// Costs 32 bytes a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quarters {
    /// The lines with each letter in each quarter, a bit a line.
    holders: [Vec<Vec<[u64; BLOCKS]>>; QUARTERS],
    length: usize,
}

impl Default for Quarters {
    fn default() -> Self {
        Self { holders: std::array::from_fn(|_| vec![Vec::new(); 64]), length: 0 }
    }
}

impl Quarters {
    /// Appends a line, given as the places of its `count` letters among the 64.
    pub fn push(&mut self, letters: impl Iterator<Item = u32>, count: usize) {
        let (line, place) = (self.length, self.length % CHUNK);
        self.grow(line + 1);
        for (at, letter) in letters.enumerate() {
            let holders = &mut self.holders[at * QUARTERS / count][letter as usize];
            holders[line / CHUNK][place / 64] |= 1 << (place % 64);
        }
    }

    /// Makes room for so many lines.
    fn grow(&mut self, length: usize) {
        if length.div_ceil(CHUNK) > self.length.div_ceil(CHUNK) {
            for holders in self.holders.iter_mut().flatten() {
                holders.resize(length.div_ceil(CHUNK), [0; BLOCKS]);
            }
        }
        self.length = length;
    }

    /// Appends all lines of another.
    pub fn append(&mut self, other: &Self) {
        let before = self.length;
        self.grow(before + other.length);
        let columns = self.holders.iter_mut().flatten().zip(other.holders.iter().flatten());
        for (own, more) in columns {
            let own = own.as_flattened_mut();
            for (at, &block) in
                more.as_flattened().iter().enumerate().filter(|(_, block)| **block != 0)
            {
                let (to, shift) = (before / 64 + at, before % 64);
                let lines = u128::from(block) << shift;
                own[to] |= lines as u64;
                if lines >> 64 != 0 {
                    own[to + 1] |= (lines >> 64) as u64;
                }
            }
        }
    }

    /// Returns which lines of a chunk, a bit a line, may hold some letters in this order: all that do,
    /// and some in which letters of one quarter stand in another order.
    pub fn may_hold(&self, chunk: usize, letters: &[u32]) -> [u64; BLOCKS] {
        let letters = &letters[..letters.len().min(LONGEST)];
        // The lines that hold the first so many letters.
        let mut held = [[0; BLOCKS]; LONGEST + 1];
        held[0] = [u64::MAX; BLOCKS];
        for quarter in &self.holders {
            for (at, &letter) in letters.iter().enumerate() {
                let (before, after) = held.split_at_mut(at + 1);
                let lines = before[at].iter().zip(&quarter[letter as usize][chunk]);
                for (held, (before, here)) in after[0].iter_mut().zip(lines) {
                    *held |= before & here;
                }
            }
        }
        held[letters.len()]
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.holders.iter().flatten().map(|holders| size_of_val(holders.as_slice())).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[&[u32]]) -> Quarters {
        let mut quarters = Quarters::default();
        for line in lines {
            quarters.push(line.iter().copied(), line.len());
        }
        quarters
    }

    #[test]
    fn letters_are_held_in_the_order_of_the_quarters() {
        let quarters = of(&[&[1, 2, 3, 4], &[4, 3, 2, 1], &[1, 2, 3, 4, 5, 6, 7, 8], &[1]]);
        let held = |letters: &[u32]| quarters.may_hold(0, letters)[0];
        assert_eq!(held(&[1, 3]), 0b0101);
        assert_eq!(held(&[3, 1]), 0b0010);
        assert_eq!(held(&[1]), 0b1111);
        assert_eq!(held(&[2, 1]), 0b0110, "the third line has both in its first quarter");
        assert_eq!(held(&[9]), 0);
        assert_eq!(held(&[1; 40]), 0b1111, "a letter counts as often as it is wanted");
    }

    #[test]
    fn lines_behind_others_keep_their_letters() {
        let lines: Vec<Vec<u32>> = (0..1500u32)
            .map(|at| (0..at % 9).map(|step| (at * 7 + step * 5) % 64).collect())
            .collect();
        let lines: Vec<&[u32]> = lines.iter().map(Vec::as_slice).collect();
        let all = of(&lines);
        for middle in [0, 1, 64, 100, 512, 700, 1499, 1500] {
            let mut joined = of(&lines[..middle]);
            joined.append(&of(&lines[middle..]));
            assert_eq!(joined, all, "{middle}");
        }
    }
}
