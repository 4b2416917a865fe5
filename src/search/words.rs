//! Folded text to words: what the index keeps, and what a query is made of.
//!
//! Refuses to know: entries, fields, ranking. Everything here takes text that is folded already.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use crate::text::script::is_unspaced;

/// A stretch of folded text that is one word, or one run of a script that is written without spaces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// The text.
    pub text: &'a str,
    /// Where it starts, in bytes of the folded text.
    pub start: usize,
    /// Whether it is a run of characters that are written without spaces.
    pub run: bool,
    /// Whether only a hyphen or an apostrophe is between it and the token before.
    pub joined: bool,
}

/// Returns whether a character belongs to a word.
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c)
    }
}

/// Iterates over the tokens of a folded text; a possessive `'s` belongs to no token.
pub fn tokens(folded: &str) -> Tokens<'_> {
    Tokens { text: folded, at: 0, last_end: usize::MAX }
}

/// The tokens of a text.
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
    last_end: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let start = self.at + ends_where(&self.text[self.at..], is_word);
            let rest = &self.text[start..];
            let run = is_unspaced(rest.chars().next()?);
            let text = &rest[..ends_where(rest, |c| !is_word(c) || is_unspaced(c) != run)];
            let before = &self.text.as_bytes()[..start];
            self.at = start + text.len();
            if text == "s" && before.ends_with(b"'") && self.last_end == start - 1 {
                continue;
            }
            let joined = self.last_end.checked_add(1) == Some(start)
                && matches!(before.last(), Some(b'-' | b'\''));
            self.last_end = self.at;
            return Some(Token { text, start, run, joined });
        }
    }
}

/// Iterates over the words of a name; over its signs if it has no words, such as `||` and `🍵`.
pub fn name_tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut words = tokens(folded).peekable();
    let signs = words.peek().is_none().then(|| signs(folded));
    words.chain(signs.into_iter().flatten())
}

/// Iterates over the signs of a text that are looked for as words are: all of a text that has no words,
/// such as `! =`; else those that say something by themselves, which are runs in which one is a symbol of
/// mathematics or currency, and pictures, each alone.
pub fn sign_tokens(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let is_alone = tokens(folded).next().is_none();
    let may_be = |byte: u8| is_alone || !byte.is_ascii() || is_symbol(char::from(byte));
    let some = folded.bytes().any(may_be).then(|| signs(folded));
    some.into_iter().flatten().filter(move |token| is_alone || token.text.contains(is_symbol))
}

/// Iterates over what stands between words and spaces; a picture begins a run of its own.
fn signs(folded: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_sign = |c: char| !is_word(c) && !c.is_whitespace();
        let start = at + folded[at..].find(is_sign)?;
        let rest = &folded[start..];
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest[first..].find(|c| !is_sign(c) || is_picture(c));
        let text = &rest[..length.map_or(rest.len(), |length| first + length)];
        at = start + text.len();
        Some(Token { text, start, run: false, joined: false })
    })
}

fn is_picture(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::OtherSymbol
}

fn is_symbol(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '$' | '+' | '<' | '=' | '>' | '^' | '|' | '~');
    }
    c.general_category_group() == GeneralCategoryGroup::Symbol
}

/// Returns the place of the first character that is wanted, or the length of the text. Most texts
/// are ASCII, where a byte is a character.
fn ends_where(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    let ascii = text.bytes().position(|byte| !byte.is_ascii() || wanted(char::from(byte)));
    let Some(at) = ascii else { return text.len() };
    if text.as_bytes()[at].is_ascii() {
        return at;
    }
    text[at..].find(&wanted).map_or(text.len(), |more| at + more)
}

/// Returns whether a word carries so little meaning that a query must not depend on it.
pub fn is_stop_word(word: &str) -> bool {
    const STOP_WORDS: &[&str] = &[
        "a", "about", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because", "been",
        "between", "but", "by", "can", "could", "did", "do", "does", "during", "for", "from",
        "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it",
        "its", "me", "mean", "means", "might", "my", "of", "on", "only", "or", "our", "s", "shall",
        "she", "should", "so", "some", "such", "t", "than", "that", "the", "their", "them", "then",
        "there", "these", "they", "this", "those", "to", "versus", "via", "vs", "was", "we",
        "were", "what", "when", "where", "whether", "which", "while", "who", "whose", "why",
        "will", "with", "within", "would", "you", "your",
    ];
    STOP_WORDS.binary_search(&word).is_ok()
}

/// Iterates over the pieces of a run that are indexed: each pair of neighbours, and its last
/// character alone, so that every character starts some piece.
pub fn grams(run: &str) -> impl Iterator<Item = &str> {
    let mut ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1);
    run.char_indices().map(move |(at, c)| {
        let end = ends.next().unwrap_or(at + c.len_utf8());
        &run[at..end]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(tokens(text).map(|token| token.text).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn words_and_runs() {
        check("", &[]);
        check(" -- ", &[]);
        check("hard, soft & heart links", &["hard", "soft", "heart", "links"]);
        check("china's banks' loans", &["china", "banks", "loans"]);
        check("'s", &["s"]);
        check("e-commerce", &["e", "commerce"]);
        check("5g网络 and 一带一路", &["5g", "网络", "and", "一带一路"]);
    }

    #[test]
    fn hyphens_and_apostrophes_join() {
        let joined: Vec<bool> = tokens("e-commerce on - l'eau").map(|t| t.joined).collect();
        assert_eq!(joined, [false, true, false, false, true]);
    }

    #[test]
    fn signs_are_words_where_one_is_a_symbol_and_in_names_without_words() {
        #[track_caller]
        fn check(text: &str, in_text: &[&str], as_name: &[&str]) {
            let texts = |tokens: Vec<Token<'_>>| -> Vec<String> {
                tokens.iter().map(|token| token.text.to_owned()).collect()
            };
            assert_eq!(texts(sign_tokens(text).collect()), in_text, "in {text}");
            assert_eq!(texts(name_tokens(text).collect()), as_name, "{text}");
        }
        check("a || b, c -> d.", &["||", "->"], &["a", "b", "c", "d"]);
        check("tea 🍵🍰!", &["🍵", "🍰!"], &["tea"]);
        check("!=", &["!="], &["!="]);
        check("... &&", &["...", "&&"], &["...", "&&"]);
        check("! =", &["!", "="], &["!", "="]);
        check("a ... = !", &["="], &["a"]);
        check("一带一路 → 路", &["→"], &["一带一路", "路"]);
    }

    #[test]
    fn every_character_of_a_run_starts_a_gram() {
        assert_eq!(grams("硬联通").collect::<Vec<_>>(), ["硬联", "联通", "通"]);
        assert_eq!(grams("通").collect::<Vec<_>>(), ["通"]);
    }

    #[test]
    fn stop_words_are_sorted_and_found() {
        for word in ["the", "of", "is", "what", "in", "a", "your"] {
            assert!(is_stop_word(word), "{word}");
        }
        assert!(!is_stop_word("pays"));
    }
}
