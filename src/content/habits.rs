//! What authors write where a link leads who are used to write links elsewhere: files, pictures, addresses
//! without a scheme or with one that leads nowhere. Refuses to know: packs.

use super::suggest::Suggester;
use crate::messages::content as say;
use crate::text::address::is_scheme;

/// The endings of pictures.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

/// The endings of files that hold texts.
const TEXTS: [&str; 4] = ["md", "markdown", "html", "toml"];

/// Schemes that mean something only in a page of the web.
const OF_PAGES: [&str; 8] =
    ["about", "blob", "chrome", "data", "javascript", "resource", "vbscript", "view-source"];

/// Returns what helps where the destination of a link names no entry, whatever entries there are; `None` if
/// it may be an id.
pub fn help(destination: &str) -> Option<&'static str> {
    let ending = |endings: &[&str]| {
        let found = destination.rsplit_once('.').map(|(_, ending)| ending);
        found.is_some_and(|it| endings.iter().any(|known| known.eq_ignore_ascii_case(it)))
    };
    if destination.to_ascii_lowercase().starts_with("www.") {
        return Some(say::write_the_scheme());
    }
    if ending(&PICTURES) {
        return Some(say::no_pictures());
    }
    (ending(&TEXTS) || destination.starts_with('.')).then(say::link_to_ids)
}

/// Returns the id that is meant by the name of a file, as far as that tells.
pub fn id_of_file(destination: &str) -> &str {
    let name = destination.trim_start_matches("../").trim_start_matches("./");
    let text = name.rsplit_once('.').filter(|(_, ending)| TEXTS.contains(ending));
    text.map_or(name, |(name, _)| name)
}

/// Returns what is wrong with the scheme of an address, and what helps; `None` if it may lead somewhere.
pub fn odd_scheme(address: &str, suggester: &mut Suggester) -> Option<(String, String)> {
    let (scheme, rest) = address.split_once(':')?;
    let lower = scheme.to_ascii_lowercase();
    if OF_PAGES.contains(&&*lower) {
        return Some((say::scheme_of_pages(&lower), say::write_an_address().to_owned()));
    }
    if is_scheme(&lower) {
        return None;
    }
    let meant =
        ["https", "http"].into_iter().find(|web| suggester.nearest(&lower, [*web]).is_some())?;
    Some((say::odd_scheme(scheme), say::did_you_mean(&format!("{meant}:{rest}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_file_tells_the_id() {
        for (file, id) in [
            ("./white.md", "white"),
            ("../leaf/white.html", "leaf/white"),
            ("leaf/white", "leaf/white"),
            ("leaf/white.v2", "leaf/white.v2"),
        ] {
            assert_eq!(id_of_file(file), id);
        }
    }

    #[test]
    fn schemes_that_lead_nowhere_are_told_and_others_are_not() {
        let told = |address| odd_scheme(address, &mut Suggester::default()).map(|(_, hint)| hint);
        for (address, meant) in [
            ("htps://example.org", "`https://example.org`"),
            ("htttp://x", "`http://x`"),
            ("JavaScript:alert(1)", "https://"),
            ("data:text/plain,x", "https://"),
        ] {
            let hint = told(address).expect(address);
            assert!(hint.contains(meant), "{hint}");
        }
        for address in ["https://x", "HTTP://x", "mailto:a@b.c", "gemini://x", "ftp://x"] {
            assert_eq!(told(address), None);
        }
    }
}
