//! What rules lines out before their text is touched, kept by mark and not by line: the lines with a
//! letter in a quarter, with a letter at the start of a word or with a pair of neighbours are a row of
//! bits, so that a thousand lines are compared at once, and nothing is read but the rows that a word
//! asks for. Refuses to know: texts, scores.
//!
//! # The layout
//!
//! One column of words of 64 bits for each of [`MARKS`] marks: first the 64 letters ([`letter`]) of each
//! of four quarters, then the 64 letters that start words, then the 128 pairs ([`pair`]). Line `n` is bit
//! `n % 64` of word `n / 64`. All columns are as long as the number of lines, rounded up to whole chunks
//! of [`CHUNK`] lines; bits behind the last line are zero. A search reads some columns from end to end,
//! side by side: memory gives them fastest so.

/// How many lines are compared at once.
pub const CHUNK: usize = 64 * BLOCKS;
/// How many words of 64 bits that is.
pub const BLOCKS: usize = 16;
/// Some of the lines of a chunk, a bit a line.
pub type Row = [u64; BLOCKS];
/// How many parts a line is cut into: with fewer, twice as many lines that lack the order of a long word
/// pass for ones that have it.
const QUARTERS: usize = 4;
/// How many letters are told apart.
const LETTERS: usize = 64;
/// How many pairs are told apart.
const PAIRS: usize = 128;
/// Where the rows of starts and of pairs begin.
const FIRST_START: usize = QUARTERS * LETTERS;
const FIRST_PAIR: usize = FIRST_START + LETTERS;
/// How many rows a chunk has.
const MARKS: usize = FIRST_PAIR + PAIRS;
/// Of longer words, these first letters are looked for.
pub const LONGEST: usize = 32;

/// The marks of all lines.
///
/// Costs 56 bytes a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marks {
    columns: Vec<Vec<u64>>,
    length: usize,
}

impl Default for Marks {
    fn default() -> Self {
        Self { columns: vec![Vec::new(); MARKS], length: 0 }
    }
}

/// Returns the place of a character among 64; its own for ASCII letters and digits, shared by others.
pub fn letter(c: char) -> u32 {
    match c {
        'a'..='z' => u32::from(c) - u32::from('a'),
        'A'..='Z' => u32::from(c) - u32::from('A'),
        '0'..='9' => 26 + u32::from(c) - u32::from('0'),
        '\0'..='\x7f' => 36 + u32::from(c) % 4,
        _ => 40 + u32::from(c) % 24,
    }
}

/// Returns the place of a pair of neighbours among 128, shared by many.
pub fn pair(before: char, after: char) -> u32 {
    let mixed =
        (u32::from(before).wrapping_mul(0x9E37_79B1) ^ u32::from(after)).wrapping_mul(0x85EB_CA6B);
    mixed >> 25
}

/// Returns whether a character is a separator to the matcher.
pub fn is_separator(c: char) -> bool {
    c == ' ' || c.is_ascii_punctuation()
}

impl Marks {
    /// Appends a line.
    pub fn push(&mut self, line: &str) {
        let at = self.length;
        self.grow(at + 1);
        let count = line.chars().count();
        let mut mark = |mark: usize| self.columns[mark][at / 64] |= 1 << (at % 64);
        let mut before = None;
        for (at, c) in line.chars().enumerate() {
            let letter = letter(c) as usize;
            mark(at * QUARTERS / count * LETTERS + letter);
            if before.is_none_or(is_separator) {
                mark(FIRST_START + letter);
            }
            if let Some(before) = before {
                mark(FIRST_PAIR + pair(before, c) as usize);
            }
            before = Some(c);
        }
    }

    /// Makes room for so many lines.
    fn grow(&mut self, length: usize) {
        self.length = length;
        let words = length.div_ceil(CHUNK) * BLOCKS;
        if words > self.columns[0].len() {
            self.columns.iter_mut().for_each(|column| column.resize(words, 0));
        }
    }

    /// Appends all lines of another.
    pub fn append(&mut self, other: &Self) {
        let before = self.length;
        self.grow(before + other.length);
        for (own, more) in self.columns.iter_mut().zip(&other.columns) {
            for (at, &lines) in more.iter().enumerate().filter(|(_, lines)| **lines != 0) {
                let (to, lines) = (before / 64 + at, u128::from(lines) << (before % 64));
                own[to] |= lines as u64;
                if lines >> 64 != 0 {
                    own[to + 1] |= (lines >> 64) as u64;
                }
            }
        }
    }

    fn row(&self, chunk: usize, mark: usize) -> &Row {
        self.columns[mark][chunk * BLOCKS..].first_chunk().expect("a column has whole chunks")
    }

    /// Returns the lines of a chunk that start a word with a letter.
    pub fn starting(&self, chunk: usize, letter: u32) -> &Row {
        self.row(chunk, FIRST_START + letter as usize)
    }

    /// Returns the lines of a chunk that have a pair, and some that do not.
    pub fn with_pair(&self, chunk: usize, pair: u32) -> &Row {
        self.row(chunk, FIRST_PAIR + pair as usize)
    }

    /// Returns the lines of a chunk that hold a letter.
    pub fn holding(&self, chunk: usize, letter: u32) -> Row {
        let mut held = [0; BLOCKS];
        for quarter in 0..QUARTERS {
            unite(&mut held, self.row(chunk, quarter * LETTERS + letter as usize));
        }
        held
    }

    /// Returns the lines of a chunk that hold all of some letters.
    pub fn holding_all(&self, chunk: usize, letters: &[u32]) -> Row {
        let mut held = [u64::MAX; BLOCKS];
        for &letter in letters {
            intersect(&mut held, &self.holding(chunk, letter));
        }
        held
    }

    /// Returns the lines of a chunk that hold all of some letters but one at most.
    pub fn holding_all_but_one(&self, chunk: usize, letters: &[u32]) -> Row {
        // The lines that hold all letters so far, and those that hold all but one.
        let (mut all, mut most) = ([u64::MAX; BLOCKS], [u64::MAX; BLOCKS]);
        for &letter in letters {
            let held = self.holding(chunk, letter);
            for ((all, most), held) in all.iter_mut().zip(&mut most).zip(held) {
                *most = *most & held | *all;
                *all &= held;
            }
        }
        most
    }

    /// Returns the lines of a chunk that may hold some letters in this order: all that do, and some in
    /// which letters of one quarter stand in another order.
    pub fn may_hold(&self, chunk: usize, letters: &[u32]) -> Row {
        let letters = &letters[..letters.len().min(LONGEST)];
        // The lines that hold the first so many letters.
        let mut held = [[0; BLOCKS]; LONGEST + 1];
        held[0] = [u64::MAX; BLOCKS];
        for quarter in 0..QUARTERS {
            for (at, &letter) in letters.iter().enumerate() {
                let (before, after) = held.split_at_mut(at + 1);
                let here = self.row(chunk, quarter * LETTERS + letter as usize);
                for (held, (before, here)) in after[0].iter_mut().zip(before[at].iter().zip(here)) {
                    *held |= before & here;
                }
            }
        }
        held[letters.len()]
    }

    /// Returns lines of a chunk that hold some letters in this order, each in a later quarter than the one
    /// before: not all that hold them, and none if there are more letters than quarters.
    pub fn surely_hold(&self, chunk: usize, letters: &[u32]) -> Row {
        if letters.len() > QUARTERS {
            return [0; BLOCKS];
        }
        let mut held = [[0; BLOCKS]; QUARTERS + 1];
        held[0] = [u64::MAX; BLOCKS];
        for quarter in 0..QUARTERS {
            // The last letter first, so that no other one of this quarter comes before it.
            for (at, &letter) in letters.iter().enumerate().rev() {
                let mut here = held[at];
                intersect(&mut here, self.row(chunk, quarter * LETTERS + letter as usize));
                unite(&mut held[at + 1], &here);
            }
        }
        held[letters.len()]
    }

    /// Returns the bytes held.
    pub fn memory(&self) -> usize {
        self.columns.iter().map(|column| size_of_val(column.as_slice())).sum()
    }
}

/// Adds the lines of another row.
pub fn unite(row: &mut Row, other: &Row) {
    row.iter_mut().zip(other).for_each(|(row, other)| *row |= other);
}

/// Keeps the lines that are in another row as well.
pub fn intersect(row: &mut Row, other: &Row) {
    row.iter_mut().zip(other).for_each(|(row, other)| *row &= other);
}

/// Returns whether no line is in a row.
pub fn is_empty(row: &Row) -> bool {
    row.iter().fold(0, |all, block| all | block) == 0
}

/// Iterates over the lines of a row, counted from the first one of its chunk.
pub fn lines_of(row: &Row) -> impl Iterator<Item = usize> {
    row.iter().enumerate().filter(|(_, block)| **block != 0).flat_map(|(at, &block)| {
        let next = |left: &u64| Some(left & (left - 1)).filter(|left| *left != 0);
        let left = std::iter::successors(Some(block), next);
        left.map(move |left| 64 * at + left.trailing_zeros() as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &[impl AsRef<str>]) -> Marks {
        let mut marks = Marks::default();
        for line in lines {
            marks.push(line.as_ref());
        }
        marks
    }

    fn letters(word: &str) -> Vec<u32> {
        word.chars().map(letter).collect()
    }

    #[test]
    fn letters_are_held_in_the_order_of_the_quarters() {
        let marks = of(&["abcd", "dcba", "abcdefgh", "a"]);
        let held = |word: &str| marks.may_hold(0, &letters(word))[0];
        assert_eq!(held("ac"), 0b0101);
        assert_eq!(held("ca"), 0b0010);
        assert_eq!(held("a"), 0b1111);
        assert_eq!(held("ba"), 0b0110, "the third line has both in its first quarter");
        assert_eq!(held("i"), 0);
        assert_eq!(held(&"a".repeat(40)), 0b1111, "a letter counts as often as it is wanted");
    }

    #[test]
    fn letters_of_different_quarters_are_surely_in_order() {
        let marks = of(&["abcd", "dcba", "abcdefgh", "a"]);
        let held = |word: &str| marks.surely_hold(0, &letters(word))[0];
        assert_eq!(held("ac"), 0b0101);
        assert_eq!(held("ab"), 0b0001, "the third line has both in its first quarter");
        assert_eq!(held("abcd"), 0b0001);
        assert_eq!(held("a"), 0b1111);
        assert_eq!(held("abcde"), 0, "nobody knows");
    }

    #[test]
    fn letters_starts_and_pairs_are_those_of_the_text() {
        let marks = of(&["tea cup", "co-op", "cup"]);
        let holding = |word: &str| marks.holding_all(0, &letters(word))[0];
        assert_eq!([holding("c"), holding("cup"), holding("tc")], [0b111, 0b101, 0b001]);
        let nearly = |word: &str| marks.holding_all_but_one(0, &letters(word))[0] & 0b111;
        assert_eq!([nearly("c"), nearly("cup"), nearly("tac")], [0b111, 0b111, 0b001]);
        let starting = |c: char| marks.starting(0, letter(c))[0];
        assert_eq!([starting('c'), starting('o'), starting('p')], [0b111, 0b010, 0]);
        let with_pair = |before: char, after: char| marks.with_pair(0, pair(before, after))[0];
        assert_eq!([with_pair('u', 'p'), with_pair('o', '-')], [0b101, 0b010]);
        let mut all = [0; BLOCKS];
        all[0] = 0b111;
        assert_eq!(lines_of(&all).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn lines_behind_others_keep_their_marks() {
        let letter = |at: u32, step: u32| char::from(b' ' + ((at * 7 + step * 5) % 90) as u8);
        let lines: Vec<String> = (0..CHUNK as u32 * 5 / 2)
            .map(|at| (0..at % 9).map(|step| letter(at, step)).collect())
            .collect();
        let all = of(&lines);
        for middle in [0, 1, 64, 100, CHUNK, CHUNK + 200, lines.len() - 1, lines.len()] {
            let mut joined = of(&lines[..middle]);
            joined.append(&of(&lines[middle..]));
            assert_eq!(joined, all, "{middle}");
        }
    }
}
