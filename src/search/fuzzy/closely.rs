//! The score of a word in any text, worked out cell by cell. Refuses to know: the matcher itself.
//!
//! The matcher fills a matrix of two rows in turn, one for each character of the word, and reads at
//! the left edge of a row what an earlier row left there. The same values are worked out here with
//! nothing allocated, so the bound is the score of a fresh matcher; the tests hold it to that.

use super::super::marks::is_separator;

/// No match, as in the matcher.
const NONE: i32 = i16::MIN as i32;

/// A cell of the matrix.
#[derive(Clone, Copy)]
struct ScoreCell {
    /// The best score that ends with a match here.
    matched: i32,
    /// The best score with a gap here.
    skipped: i32,
    /// What a match right after a match gains.
    bonus: i32,
}

const EMPTY: ScoreCell = ScoreCell { matched: NONE, skipped: NONE, bonus: 0 };

/// Memory for the rows, used again for each line.
#[derive(Default)]
pub(super) struct RowMemory {
    characters: Vec<char>,
    /// What a match gains by its place.
    gains: Vec<i32>,
    matrix: [Vec<ScoreCell>; 2],
    firsts: Vec<usize>,
}

impl RowMemory {
    /// Returns the score of a fresh matcher for the text that was read and a word; zero if the word is not
    /// in it.
    pub fn score(&mut self, word: &[char]) -> i64 {
        self.clear();
        if !self.find_firsts(word) {
            return 0;
        }
        for (at, &wanted) in word.iter().enumerate() {
            let first = self.firsts[at];
            let [even, odd] = &mut self.matrix;
            let (row, before) = if at % 2 == 0 { (odd, even) } else { (even, odd) };
            let letters = self.characters[first..].iter().zip(&self.gains[first..]);
            let (mut left, mut rest) = row[first..].split_first_mut().expect("a row has an edge");
            for ((&c, &gain), above) in letters.zip(&before[first..]) {
                let (here, more) = rest.split_first_mut().expect("a row is longer than its text");
                if c == wanted {
                    left.bonus = left.bonus.max(gain).max(4);
                    here.matched = 16 + (above.matched + left.bonus).max(above.skipped + gain);
                } else {
                    here.bonus = 0;
                    here.matched = NONE;
                }
                here.skipped = (left.matched - 4).max(left.skipped - 1);
                (left, rest) = (here, more);
            }
        }
        let last = &self.matrix[word.len() % 2][self.firsts[word.len() - 1]..];
        last.iter().map(|cell| i64::from(cell.matched)).max().unwrap_or(0)
    }

    /// Reads a folded text.
    pub fn read(&mut self, text: &str) {
        self.characters.clear();
        self.characters.extend(text.chars());
        self.gains.clear();
        let mut before = '\0';
        for (at, &c) in self.characters.iter().enumerate() {
            self.gains.push(match before {
                _ if at == 0 => 16,
                ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => 8,
                _ if is_separator(before) => 7,
                _ => 0,
            });
            before = c;
        }
    }

    /// Lays the rows out as a fresh matcher does.
    fn clear(&mut self) {
        for (row, skipped) in self.matrix.iter_mut().zip([-1, NONE]) {
            row.clear();
            row.resize(self.characters.len() + 1, ScoreCell { skipped, ..EMPTY });
        }
    }

    /// Finds the first place of each character after that of the one before.
    fn find_firsts(&mut self, word: &[char]) -> bool {
        self.firsts.clear();
        let mut wanted = word.iter().peekable();
        for (at, c) in self.characters.iter().enumerate() {
            if wanted.peek() == Some(&c) {
                self.firsts.push(at);
                wanted.next();
            }
        }
        wanted.peek().is_none()
    }
}
