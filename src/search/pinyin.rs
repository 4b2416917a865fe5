//! How Chinese is typed in Latin letters: the syllables of a name, from the author's reading, or
//! from the commonest reading of each word if the author wrote none.
//!
//! Refuses to know: which field a name is in.

mod readings;

use super::words::is_word;
use crate::text::fold::fold;

/// Returns the syllables of a folded text, without tones; none if it has no Chinese character.
///
/// `reading` is the author's and may be empty; its word breaks need not be those of syllables.
pub fn syllables(text: &str, reading: &str) -> Vec<String> {
    let expected = readings::read(text);
    if expected.is_empty() || reading.is_empty() {
        return expected;
    }
    let letters: String = fold(reading).chars().filter(|&c| is_word(c)).collect();
    divide(&letters, &expected)
}

/// Divides an author's reading by the expected syllables; a character that the author reads
/// otherwise takes what comes before the next one that is read as expected.
fn divide(letters: &str, expected: &[String]) -> Vec<String> {
    let mut rest = letters;
    let mut found = Vec::with_capacity(expected.len());
    for (at, syllable) in expected.iter().enumerate() {
        let length = if rest.starts_with(syllable.as_str()) {
            syllable.len()
        } else {
            match expected.get(at + 1) {
                Some(next) => rest
                    .get(1..)
                    .and_then(|tail| tail.find(next.as_str()))
                    .map_or(rest.len(), |distance| distance + 1),
                None => rest.len(),
            }
        };
        let (one, more) = rest.split_at(length);
        if !one.is_empty() {
            found.push(one.to_owned());
        }
        rest = more;
    }
    if !rest.is_empty() {
        found.push(rest.to_owned());
    }
    found
}

/// Returns the ways in which syllables are typed as one word: from each syllable on, without
/// spaces, and by their initials.
pub fn typed(syllables: &[String]) -> Vec<String> {
    /// More letters than anyone types before the hit is on screen.
    const LONGEST: usize = 32;
    let mut typed = Vec::new();
    for start in 0..syllables.len() {
        typed.push(syllables[start].clone());
        let mut joined = String::new();
        for syllable in &syllables[start..] {
            if joined.len() + syllable.len() > LONGEST {
                break;
            }
            joined.push_str(syllable);
        }
        typed.push(joined);
    }
    if syllables.len() > 2 {
        typed.push(syllables.iter().filter_map(|syllable| syllable.chars().next()).collect());
    }
    typed.sort_unstable();
    typed.dedup();
    typed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, reading: &str, expected: &str) {
        assert_eq!(syllables(text, reading).join(" "), expected);
    }

    #[test]
    fn readings_become_syllables() {
        check("产业链", "", "chan ye lian");
        check("产业链", "chǎnyèliàn", "chan ye lian");
        check("一带一路", "yī dài yī lù", "yi dai yi lu");
        check("银行", "yínháng", "yin hang");
        check("重庆 x", "chóngqìng", "chong qing");
        check("PPP", "pī pī pī", "");
    }

    #[test]
    fn words_are_read_as_words() {
        for (text, expected) in [
            ("银行", "yin hang"),
            ("亚洲基础设施投资银行", "ya zhou ji chu she shi tou zi yin hang"),
            ("行业标准", "hang ye biao zhun"),
            ("进行业务", "jin xing ye wu"),
            ("自行车", "zi xing che"),
            ("发行长期债券", "fa xing chang qi zhai quan"),
            ("重庆", "chong qing"),
            ("重要", "zhong yao"),
            ("音乐", "yin yue"),
            ("快乐", "kuai le"),
            ("会计师", "kuai ji shi"),
            ("首都", "shou du"),
            ("大都会", "da du hui"),
            ("市长", "shi zhang"),
            ("增长", "zeng zhang"),
            ("长城", "chang cheng"),
            ("便宜", "pian yi"),
            ("佛教", "fo jiao"),
            ("女", "nu"),
            ("旅行", "lu xing"),
            ("一会儿", "yi hui er"),
            ("西藏、重庆", "xi zang chong qing"),
            ("音樂", "yin yue"),
            ("彁 㐀", "ge qiu"),
        ] {
            check(&fold(text), "", expected);
        }
    }

    #[test]
    fn a_reading_is_typed_from_any_syllable_or_by_initials() {
        let syllables = ["yi", "dai", "lu"].map(str::to_owned);
        assert_eq!(typed(&syllables), ["dai", "dailu", "lu", "ydl", "yi", "yidailu"]);
    }
}
