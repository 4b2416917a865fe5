//! How far a misspelt word may be from the right one: Damerau distance, where a wrong, an extra, a
//! missing letter and a swap of two neighbours count one each. Refuses to know: where words stand.

use super::words::is_run;

/// Gives how many edits are allowed for a word: none below four letters, one from four, two from
/// eight. Numbers, words with digits and runs of Chinese characters are not corrected.
pub fn reach(word: &str) -> u8 {
    if word.chars().any(|c| c.is_numeric() || is_run(c)) {
        return 0;
    }
    match word.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// Gives the distance of two words where it is within the reach of the first.
pub fn distance(word: &str, other: &str) -> Option<u8> {
    let reach = reach(word);
    if word.chars().count().abs_diff(other.chars().count()) > usize::from(reach) {
        return None;
    }
    let distance = strsim::osa_distance(word, other);
    u8::try_from(distance).ok().filter(|&distance| distance <= reach)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, other: &str, expected: Option<u8>) {
        assert_eq!(distance(word, other), expected);
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
