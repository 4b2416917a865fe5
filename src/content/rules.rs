//! The small grammars of the pack format: ids, versions, languages, dates. Pure functions.

use unicode_normalization::is_nfc;

use crate::model::Day;
use crate::text::address::is_scheme;

/// The newest pack format that this program reads.
pub const FORMAT: u32 = 1;

/// The longest id, in bytes.
pub const LONGEST_ID: usize = 200;

/// The widest `short`, in columns.
pub const WIDEST_SHORT: usize = 28;

/// The tables that a pack's files hold next to `pack.toml`.
pub const CONTENT_TABLES: [&str; 6] = ["entry", "link", "claim", "place", "source", "route"];

/// The tables that `pack.toml` holds.
pub const PACK_TABLES: [&str; 3] = ["theme", "relation", "matrix"];

/// What is wrong with an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdFault {
    /// There is nothing.
    Empty,
    /// More bytes than [`LONGEST_ID`].
    Long,
    /// A character that ids do not have.
    Character(char),
    /// Not in Unicode's normal form C.
    Form,
}

/// Checks an id of an entry, claim, place, source or route: letters and digits of any script in
/// NFC, and `- . _ /`.
pub fn id(id: &str) -> Result<(), IdFault> {
    if id.is_empty() {
        return Err(IdFault::Empty);
    }
    if id.len() > LONGEST_ID {
        return Err(IdFault::Long);
    }
    // Combining marks belong to the letters of many scripts; a mark alone is no letter, and the
    // normal form has already joined those that can be joined.
    let allowed =
        |(at, c): (usize, char)| c.is_alphanumeric() || "-._/".contains(c) || at > 0 && is_mark(c);
    match id.char_indices().find(|&pair| !allowed(pair)) {
        Some((_, character)) => Err(IdFault::Character(character)),
        None if !is_nfc(id) => Err(IdFault::Form),
        None => Ok(()),
    }
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Checks a pack's id: lower-case ASCII letters, digits and `-`; see [`is_reserved`] too.
pub fn pack_id(id: &str) -> Result<(), IdFault> {
    if id.is_empty() {
        return Err(IdFault::Empty);
    }
    if id.len() > LONGEST_ID {
        return Err(IdFault::Long);
    }
    let allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '-';
    id.chars().find(|c| !allowed(c)).map_or(Ok(()), |c| Err(IdFault::Character(c)))
}

/// Returns whether references begin with a word in another meaning, so that it cannot name a pack: that of
/// a theme, and the names of URL schemes, in any case.
pub fn is_reserved(word: &str) -> bool {
    word.eq_ignore_ascii_case("theme") || is_scheme(word)
}

/// Checks a semantic version: `1.2.3`, `1.2.3-beta.1`, `1.2.3+build` (semver.org, 2.0.0).
pub fn is_version(text: &str) -> bool {
    let (rest, build) = match text.split_once('+') {
        Some((rest, build)) => (rest, Some(build)),
        None => (text, None),
    };
    let (core, pre) = match rest.split_once('-') {
        Some((core, pre)) => (core, Some(pre)),
        None => (rest, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let number = |part: &str| digits(part) && (part == "0" || !part.starts_with('0'));
    let word = |part: &str| {
        !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    core.split('.').count() == 3
        && core.split('.').all(number)
        && pre.is_none_or(|pre| pre.split('.').all(|p| word(p) && (!digits(p) || number(p))))
        && build.is_none_or(|build| build.split('.').all(word))
}

/// Checks the shape of a language tag (BCP 47): subtags of one to eight letters and digits, the
/// first of two or three letters, as no longer one is registered; whether the subtags are is not looked up.
pub fn is_language(text: &str) -> bool {
    let mut subtags = text.split('-');
    let first = subtags.next().unwrap_or_default();
    let primary =
        matches!(first.len(), 2..=3) || matches!(first, "x" | "i") && text.len() > first.len();
    primary
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|subtag| {
            matches!(subtag.len(), 1..=8) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

/// Checks a day: `YYYY-MM-DD`, one that exists.
pub fn is_day(text: &str) -> bool {
    Day::parse(text).is_some_and(|day| day.to_string() == text)
}

/// Checks a date: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, a day that exists.
pub fn is_date(text: &str) -> bool {
    match text.len() {
        4 => is_day(&format!("{text}-01-01")),
        7 => is_day(&format!("{text}-01")),
        _ => is_day(text),
    }
}

/// Returns whether a text is an address with a scheme, in any case, such as `https://example.org`.
pub fn is_address(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let is_web = ["https", "http"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    is_web && !rest.is_empty() && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_take_any_script_and_four_signs() {
        let long = "a".repeat(LONGEST_ID);
        for good in ["term/ppp", "机制/五", "Ä-1._/x", "हिन्दी/एक", "m5.07", "a", &long]
        {
            assert_eq!(id(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("", IdFault::Empty),
            ("a b", IdFault::Character(' ')),
            ("a#b", IdFault::Character('#')),
            ("a:b", IdFault::Character(':')),
            ("a\u{202e}b", IdFault::Character('\u{202e}')),
            ("e\u{301}", IdFault::Form),
            ("\u{301}e", IdFault::Character('\u{301}')),
            (&format!("{long}a"), IdFault::Long),
        ] {
            assert_eq!(id(bad), Err(fault), "{bad:?}");
        }
    }

    #[test]
    fn pack_ids_are_plain_and_no_schemes() {
        assert_eq!(pack_id("nine-mechanisms-2"), Ok(()));
        assert_eq!(pack_id("Nine"), Err(IdFault::Character('N')));
        assert_eq!(pack_id("a/b"), Err(IdFault::Character('/')));
        assert_eq!(pack_id(""), Err(IdFault::Empty));
    }

    #[test]
    fn versions_are_semantic() {
        for good in ["1.0.0", "0.0.1", "1.2.3-beta.1", "1.2.3+7", "1.0.0-a-b+c.d"] {
            assert!(is_version(good), "{good}");
        }
        for bad in ["", "1", "1.0", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+"] {
            assert!(!is_version(bad), "{bad}");
        }
    }

    #[test]
    fn languages_have_the_shape_of_tags() {
        for good in ["en", "zh", "zh-Hans-CN", "de-1996", "x-private", "haw"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "english-", "Deutsch", "en_GB", "x", "1a", "en-", "en-waytoolong1"] {
            assert!(!is_language(bad), "{bad}");
        }
    }

    #[test]
    fn dates_are_days_that_exist() {
        for good in ["2024", "2024-12", "2024-12-03", "2024-02-29", "2000-02-29"] {
            assert!(is_date(good), "{good}");
        }
        for bad in [
            "",
            "24",
            "2024-13",
            "2023-02-29",
            "1900-02-29",
            "2024-4-1",
            "2024-12-03-1",
            "+024",
            "é24",
            "2024-1-",
        ] {
            assert!(!is_date(bad), "{bad}");
        }
    }

    #[test]
    fn addresses_have_a_scheme() {
        for good in ["https://example.org/x", "HTTPS://example.org", "Http://x"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["example.org", "https://", "ftp://x", "https://a b"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}
