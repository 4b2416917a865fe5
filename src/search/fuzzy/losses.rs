//! How much lines fall short of the highest score there can be, counted for a thousand lines at once.
//! Refuses to know: which marks lower a score.

use super::super::marks::{BLOCKS, Row};

/// How many binary digits are counted.
const DIGITS: usize = 8;
/// The most that is counted.
pub(super) const MOST: u32 = (1 << DIGITS) - 1;

/// A number of losses for each line of a chunk: its binary digits, lowest first, a row a digit.
#[derive(Clone)]
pub(super) struct Losses {
    digits: [Row; DIGITS],
    used: usize,
}

impl Losses {
    /// Builds losses of none, with room for `most` of them.
    pub fn new(most: u32) -> Self {
        let used = (u32::BITS - most.min(MOST).leading_zeros()) as usize;
        Self { digits: [[0; BLOCKS]; DIGITS], used }
    }

    /// Adds one loss, two or four, as its digit is 0, 1 or 2, to some lines.
    pub fn add(&mut self, digit: usize, lines: &Row) {
        let mut carried = *lines;
        for row in &mut self.digits[digit..self.used] {
            for (row, carried) in row.iter_mut().zip(&mut carried) {
                let both = *row & *carried;
                *row ^= *carried;
                *carried = both;
            }
        }
    }

    /// Returns those of some lines that have exactly so many losses.
    pub fn equal(&self, losses: u32, among: &Row) -> Row {
        let mut equal = *among;
        for (digit, row) in self.digits[..self.used].iter().enumerate() {
            let flipped = if losses >> digit & 1 == 1 { 0 } else { u64::MAX };
            equal.iter_mut().zip(row).for_each(|(equal, row)| *equal &= row ^ flipped);
        }
        equal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::marks::lines_of;

    #[test]
    fn losses_are_added_up() {
        let line = |at: usize| {
            let mut row = [0; BLOCKS];
            row[at / 64] = 1 << (at % 64);
            row
        };
        let mut losses = Losses::new(21);
        for _ in 0..3 {
            losses.add(0, &line(1));
            losses.add(1, &line(1));
            losses.add(2, &line(1));
            losses.add(1, &line(70));
        }
        let all = [u64::MAX; BLOCKS];
        let with = |count: u32| lines_of(&losses.equal(count, &all)).collect::<Vec<_>>();
        assert_eq!([with(21), with(6), with(7)], [vec![1], vec![70], vec![]]);
        assert_eq!(with(0).len(), BLOCKS * 64 - 2);
    }
}
