//! The order of names in lists: digit runs count as numbers, and titles are compared as they read, by
//! their letters whatever their case, accents and width. Refuses to know: which list it is.

use std::cmp::Ordering;

use super::fold::fold;

/// What a title is sorted by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TitleKey {
    folded: String,
    /// Tells titles apart that read alike.
    title: Box<str>,
}

impl TitleKey {
    /// Builds the key of a title; quotation marks and the like before its first letter do not count.
    pub fn new(title: &str) -> Self {
        let folded = fold(title);
        let letters = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
        let folded = if letters.is_empty() { folded } else { letters.to_owned() };
        Self { folded, title: title.into() }
    }
}

impl Ord for TitleKey {
    fn cmp(&self, other: &Self) -> Ordering {
        compare_names(self.folded.as_bytes(), other.folded.as_bytes())
            .then_with(|| self.title.cmp(&other.title))
    }
}

impl PartialOrd for TitleKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares names with digit runs as numbers; names that are equal so are compared as they are.
pub fn compare_names(a: &[u8], b: &[u8]) -> Ordering {
    let (mut left, mut right) = (a, b);
    loop {
        match (left, right) {
            ([], _) | (_, []) => return left.len().cmp(&right.len()).then_with(|| a.cmp(b)),
            ([x, ..], [y, ..]) if x.is_ascii_digit() && y.is_ascii_digit() => {
                let (x, rest_of_left) = number(left);
                let (y, rest_of_right) = number(right);
                match x.len().cmp(&y.len()).then_with(|| x.cmp(y)) {
                    Ordering::Equal => (left, right) = (rest_of_left, rest_of_right),
                    unequal => return unequal,
                }
            }
            ([x, ..], [y, ..]) if x != y => return x.cmp(y),
            ([_, rest_of_left @ ..], [_, rest_of_right @ ..]) => {
                (left, right) = (rest_of_left, rest_of_right);
            }
        }
    }
}

/// Splits a run of digits, without its leading zeros, from what follows.
fn number(text: &[u8]) -> (&[u8], &[u8]) {
    let end = text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
    let zeros = text[..end].iter().position(|&byte| byte != b'0').unwrap_or(end);
    (&text[zeros..end], &text[end..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn titles_stand_in_the_order_in_which_they_read() {
        let sorted = [
            "5G",
            "Article 2",
            "Article 10",
            "Article 10b",
            "belt",
            "Cloud",
            "Compliance",
            "Éclair",
            "eclipse",
            "“Going out”",
            "great",
            "Ｗｉｄｅ",
            "zinc",
            "硬联通",
        ];
        let mut titles = sorted;
        titles.reverse();
        titles.sort_by_cached_key(|title| TitleKey::new(title));
        assert_eq!(titles, sorted);
    }

    #[test]
    fn titles_of_signs_alone_are_told_apart() {
        assert!(TitleKey::new("!") < TitleKey::new("?"));
    }

    proptest! {
        #[test]
        fn the_order_is_one(texts in prop::collection::vec("[aB0-2é“ ]{0,5}", 3)) {
            let keys: Vec<TitleKey> = texts.iter().map(|text| TitleKey::new(text)).collect();
            let [a, b, c] = &keys[..] else { panic!("three") };
            prop_assert_eq!(a.cmp(b), b.cmp(a).reverse());
            if a <= b && b <= c {
                prop_assert!(a <= c);
            }
            prop_assert_eq!(a.cmp(b) == Ordering::Equal, texts[0] == texts[1]);
        }
    }
}
