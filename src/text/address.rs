//! Distinguishes addresses outside from references to entries, and brings the parts of a reference into
//! the form in which ids are compared. Refuses to know: packs, what an address leads to.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Words that begin addresses, and so cannot name a pack.
const SCHEMES: [&str; 38] = [
    "about",
    "blob",
    "chrome",
    "content",
    "data",
    "dns",
    "doi",
    "facetime",
    "feed",
    "file",
    "ftp",
    "ftps",
    "geo",
    "git",
    "gopher",
    "http",
    "https",
    "imap",
    "info",
    "irc",
    "ircs",
    "javascript",
    "ldap",
    "magnet",
    "mailto",
    "news",
    "nntp",
    "resource",
    "rsync",
    "sftp",
    "sip",
    "sms",
    "ssh",
    "tel",
    "urn",
    "view-source",
    "ws",
    "wss",
];

/// Returns whether a word is the name of a URL scheme, in any case.
pub fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|scheme| scheme.eq_ignore_ascii_case(word))
}

/// Returns whether the destination of a link is an address outside: one with a URL scheme. All else
/// is a reference `[pack:]theme/slug[#anchor]`.
pub fn is_outside(destination: &str) -> bool {
    let Some((scheme, rest)) = destination.split_once(':') else { return false };
    // RFC 3986, 3.1.
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b));
    well_formed && (is_scheme(scheme) || rest.starts_with("//"))
}

/// Decodes `%C3%A9` and its like; a text in which that gives no UTF-8 stays as it is.
fn decoded(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    if bytes.len() == text.len() {
        return text.into();
    }
    for part in parts {
        let digits = part.as_bytes().first_chunk::<2>();
        let code = digits.filter(|it| it.iter().all(u8::is_ascii_hexdigit));
        if let Some(code) = code.and_then(|it| std::str::from_utf8(it).ok()) {
            bytes.extend(u8::from_str_radix(code, 16));
            bytes.extend(&part.as_bytes()[2..]);
        } else {
            bytes.push(b'%');
            bytes.extend(part.as_bytes());
        }
    }
    String::from_utf8(bytes).map_or(text.into(), Cow::from)
}

/// Returns a part of a reference, such as an id or an anchor, as ids are compared: percent-decoded, in
/// Unicode's normal form C.
pub fn normal(part: &str) -> Cow<'_, str> {
    let decoded = decoded(part);
    match is_nfc_quick(decoded.chars()) {
        IsNormalized::Yes => decoded,
        IsNormalized::No | IsNormalized::Maybe => decoded.nfc().collect::<String>().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_a_scheme_and_references_have_none() {
        for outside in ["https://example.org", "HTTP://X", "mailto:a@b.c", "gemini://x", "tel:1"] {
            assert!(is_outside(outside), "{outside}");
        }
        for inside in ["term/ppp", "nine-mechanisms:term/ppp#a", "a b://c", "", ":", "#x", "项://x"]
        {
            assert!(!is_outside(inside), "{inside}");
        }
    }

    #[test]
    fn one_id_has_one_form_however_it_is_written() {
        for (written, expected) in [
            ("term/ppp", "term/ppp"),
            ("t/caf%C3%A9", "t/café"),
            ("t/caf%c3%a9", "t/café"),
            ("t/cafe\u{301}", "t/café"),
            ("t/cafe%CC%81", "t/café"),
            ("%E6%9C%BA%E5%88%B6%2F%E4%BA%94", "机制/五"),
            ("t/\u{1112}\u{1161}\u{11ab}", "t/한"),
            // What is no escape stays, and what is decoded once is not decoded again.
            ("100%", "100%"),
            ("a%2", "a%2"),
            ("a%zz%20b", "a%zz b"),
            ("a%2541", "a%41"),
            // No text at all.
            ("a%FF", "a%FF"),
        ] {
            assert_eq!(normal(written), expected, "{written}");
        }
    }
}
