//! How Mandarin is spelled in Latin letters. Refuses to know: characters and how they are read.

const INITIALS: [&str; 24] = [
    "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r",
    "z", "c", "s", "y", "w", "",
];
const FINALS: [&str; 35] = [
    "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "er", "i", "ia", "ian", "iang", "iao",
    "ie", "in", "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui",
    "un", "uo", "v", "ü", "üe",
];
/// No syllable has more letters.
const LONGEST: usize = 6;

/// Returns whether a text is a syllable of pinyin in lower case, its tone left out; ISO 7098 has the table.
pub fn is_syllable(text: &str) -> bool {
    INITIALS
        .iter()
        .filter_map(|initial| text.strip_prefix(initial))
        .any(|rest| FINALS.contains(&rest))
}

/// Returns whether a word in lower case ASCII can be read as syllables without spaces, or one.
pub fn is_of_syllables(word: &str) -> bool {
    may_be_of_syllables(word.as_bytes()) && {
        // Whether syllables can end behind so many letters.
        let mut ends = vec![false; word.len() + 1];
        ends[0] = true;
        for end in 1..=word.len() {
            let mut starts = end.saturating_sub(LONGEST)..end;
            ends[end] = starts.any(|start| ends[start] && is_syllable(&word[start..end]));
        }
        ends[word.len()]
    }
}

/// Returns whether consonants stand only as they can in syllables: few words of other languages do.
fn may_be_of_syllables(word: &[u8]) -> bool {
    let is_vowel = |letter: u8| b"aeiouv".contains(&letter);
    let ends = word.last().is_some_and(|&last| is_vowel(last) || b"ngr".contains(&last));
    ends && word.iter().all(u8::is_ascii_lowercase)
        && word.windows(2).all(|pair| {
            let (one, other) = (pair[0], pair[1]);
            is_vowel(one)
                || is_vowel(other)
                || b"ngr".contains(&one)
                || other == b'h' && b"zcs".contains(&one)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_syllables_are_told_from_other_words() {
        for (word, expected) in [
            ("guojia", true),
            ("guowuyuan", true),
            ("yidaiyilu", true),
            ("xian", true),
            ("zhongxin", true),
            ("nver", true),
            ("liantong", true),
            ("zhong", true),
            ("tea", true),
            ("de", true),
            ("", false),
            ("connectivity", false),
            ("bribes", false),
            ("hanzi1", false),
            ("rong", true),
            ("guojiab", false),
            ("xianxt", false),
        ] {
            assert_eq!(is_of_syllables(word), expected, "{word}");
        }
    }
}
