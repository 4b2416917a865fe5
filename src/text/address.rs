//! Distinguishes addresses outside from references to entries, brings those of the web into the form in which
//! they are handed on, and the parts of a reference into the one in which ids are compared. Refuses to know:
//! packs, what an address leads to.

use std::borrow::Cow;
use std::ops::Range;

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

/// The longest address of the web that is handed on, in bytes: VTE takes no longer one for a hyperlink.
const LONGEST: usize = 2083;

/// Returns an address of the web as terminals and other programs are given it: in the characters of RFC 3986,
/// section 2, all others percent-encoded. `None` for every scheme but `http` and `https`, without a host,
/// with a control character in it, and if it is too long.
pub fn web(address: &str) -> Option<String> {
    let (scheme, _) = address.split_once("://")?;
    let is_web = ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    if !is_web || address.chars().any(char::is_control) {
        return None;
    }
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    let leads_somewhere = !host(&encoded).is_empty();
    (leads_somewhere && encoded.len() <= LONGEST).then_some(encoded)
}

/// Returns where in an address of the web the host stands: behind the name of a user, which may look like
/// one.
pub fn host(address: &str) -> Range<usize> {
    let start = address.find("://").map_or(0, |at| at + 3);
    let end = address[start..].find(['/', '?', '#']).map_or(address.len(), |at| start + at);
    let user = address[start..end].rfind('@').map_or(0, |at| at + 1);
    start + user..end
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
    use proptest::prelude::*;

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
    fn an_address_of_the_web_is_handed_on_in_ascii_that_is_seen() {
        for (written, expected) in [
            ("https://example.org/a?b=c&d=1;e#f", Some("https://example.org/a?b=c&d=1;e#f")),
            ("HTTP://example.org", Some("HTTP://example.org")),
            ("https://a.example/茶 \"x\"", Some("https://a.example/%E8%8C%B6%20%22x%22")),
            ("https://a.example/%C3%A9", Some("https://a.example/%C3%A9")),
            ("https://a.example/\u{202e}x", Some("https://a.example/%E2%80%AEx")),
            ("https://a.example\\@b.example", Some("https://a.example%5C@b.example")),
            // No control character is handed on in any form.
            ("https://a.example/\u{1b}]8;;x", None),
            ("https://a.example/\u{7f}", None),
            ("https://a.example/\u{9c}", None),
            ("https://a.example/\n", None),
            ("https://", None),
            ("https:///path", None),
            ("https://@/path", None),
            ("https:a.example", None),
            ("mailto:a@b.example", None),
            ("file:///etc/passwd", None),
            ("javascript://a.example/%0aalert(1)", None),
        ] {
            assert_eq!(web(written).as_deref(), expected, "{written}");
        }
        let long = |length: usize| format!("https://a.example/{}", "x".repeat(length - 18));
        assert!(web(&long(LONGEST)).is_some());
        assert_eq!(web(&long(LONGEST + 1)), None);
    }

    #[test]
    fn the_host_is_what_an_address_leads_to() {
        for (address, expected) in [
            ("https://example.org", "example.org"),
            ("https://example.org:80/a@b", "example.org:80"),
            ("https://good.example@evil.example/good.example", "evil.example"),
            ("https://a@b@c.example?d", "c.example"),
            ("https://[::1]#x", "[::1]"),
            ("https://", ""),
        ] {
            assert_eq!(&address[host(address)], expected, "{address}");
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

    proptest! {
        #[test]
        fn whatever_is_written_nothing_but_visible_ascii_is_handed_on(text in any::<String>()) {
            for address in [format!("https://{text}"), format!("https://a.example/{text}")] {
                let handed_on = web(&address).unwrap_or_default();
                prop_assert!(handed_on.bytes().all(|byte| byte.is_ascii_graphic()));
                prop_assert_eq!(web(&handed_on).unwrap_or_default(), handed_on, "once is enough");
            }
        }
    }
}
