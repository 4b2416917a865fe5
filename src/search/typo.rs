//! How far a misspelt word may be from the right one: Damerau distance, where a wrong, an extra, a
//! missing letter and a swap of two neighbours count one each. Refuses to know: where words occur.

use crate::text::script::is_unspaced;

/// Returns how many edits are allowed for a word: none below four letters, one from four, two from
/// eight. Numbers, words with digits and runs of Chinese characters are not corrected.
pub fn reach(word: &str) -> u8 {
    if word.chars().any(|c| c.is_numeric() || is_unspaced(c)) {
        return 0;
    }
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Returns the distance of two words if it is at most `reach`.
pub fn distance(word: &str, other: &str, reach: u8) -> Option<u8> {
    let (word, other): (Vec<char>, Vec<char>) = (word.chars().collect(), other.chars().collect());
    distance_within(&word, &other, reach)
}

/// Returns the distance of two words (optimal string alignment) if it is at most `reach`.
///
/// Only the cells near the diagonal are worked out, so that a vocabulary of hundreds of thousands
/// of words is gone through in milliseconds; a library's unbounded distance takes ten times as
/// long.
pub fn distance_within(word: &[char], other: &[char], reach: u8) -> Option<u8> {
    let reach = usize::from(reach);
    if word.len().abs_diff(other.len()) > reach || other.len() > LONGEST {
        return None;
    }
    let far = reach + 1;
    let mut rows = [[far; LONGEST + 1]; 3];
    for (at, cell) in rows[0].iter_mut().enumerate().take(far) {
        *cell = at;
    }
    for (at, &c) in word.iter().enumerate() {
        let row = at + 1;
        let [this, last, before_last] = [row % 3, at % 3, (at + 2) % 3];
        let from = row.saturating_sub(reach);
        let to = (row + reach).min(other.len());
        rows[this][from.saturating_sub(1)] = far;
        if from == 0 {
            rows[this][0] = row;
        }
        let mut least = rows[this][0].max(if from == 0 { 0 } else { far });
        for column in from.max(1)..=to {
            let d = other[column - 1];
            let mut cell = rows[last][column - 1] + usize::from(c != d);
            if column < row + reach {
                cell = cell.min(rows[last][column] + 1);
            }
            cell = cell.min(rows[this][column - 1] + 1);
            if at > 0 && column > 1 && c == other[column - 2] && word[at - 1] == d {
                cell = cell.min(rows[before_last][column - 2] + 1);
            }
            rows[this][column] = cell.min(far);
            least = least.min(cell);
        }
        if least > reach {
            return None;
        }
    }
    let distance = rows[word.len() % 3][other.len()];
    (distance <= reach).then_some(distance as u8)
}

/// Longer words are not corrected.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_distance_is_the_plain_one_within_reach(
            word in "[abc]{0,12}",
            other in "[abc]{0,12}",
            reach in 0u8..4,
        ) {
            let characters = |text: &str| text.chars().collect::<Vec<_>>();
            let plain = strsim::osa_distance(&word, &other);
            let wanted = u8::try_from(plain).ok().filter(|&distance| distance <= reach);
            prop_assert_eq!(distance_within(&characters(&word), &characters(&other), reach), wanted);
        }
    }

    #[track_caller]
    fn check(word: &str, other: &str, expected: Option<u8>) {
        assert_eq!(distance(word, other, reach(word)), expected);
    }

    #[test]
    fn the_reach_grows_at_four_letters_and_at_eight() {
        let reaches: Vec<u8> = (3..=9).map(|letters| reach(&"a".repeat(letters))).collect();
        assert_eq!(reaches, [0, 1, 1, 1, 1, 2, 2]);
    }

    #[test]
    fn one_edit_from_four_letters_two_from_eight() {
        check("bank", "bank", Some(0));
        check("bnak", "bank", Some(1));
        check("bonk", "bank", Some(1));
        check("bankk", "bank", Some(1));
        check("lon", "loan", None);
        check("bnka", "bank", None);
        check("protectoinsm", "protectionism", Some(2));
        check("protetoinsm", "protectionism", None);
        check("2013", "2014", None);
        check("一带一路", "一带一踏", None);
    }
}
