//! Distinguishes addresses outside from references to entries. Refuses to know: packs, what an address
//! leads to.

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
}
