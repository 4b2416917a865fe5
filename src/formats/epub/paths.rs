//! Links between the members of an archive. Refuses to know: what lies there.

use crate::formats::paths;
use crate::text::address::normal;

/// Returns the path that a link means that stands in a member, without what is behind `#`; `None` if it
/// leads out of the archive.
pub fn joined(from: &str, href: &str) -> Option<String> {
    let path = href.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(from.to_owned());
    }
    let path = normal(path);
    if path.contains('\\') { None } else { paths::joined(from, &path) }
}

/// Returns what is behind the `#` of a link; empty if there is nothing.
pub fn fragment(href: &str) -> String {
    let fragment = href.split_once('#').map_or("", |(_, fragment)| fragment);
    normal(fragment).into_owned()
}

/// Returns the name of a file without its folder and ending.
pub fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stay_in_the_archive() {
        for (from, href, expected) in [
            ("OEBPS/a.xhtml", "b.xhtml#c", Some("OEBPS/b.xhtml")),
            ("OEBPS/a.xhtml", "#c", Some("OEBPS/a.xhtml")),
            ("OEBPS/t/a.xhtml", "../i/b%20c.png", Some("OEBPS/i/b c.png")),
            ("a.xhtml", "./b.xhtml", Some("b.xhtml")),
            ("a.xhtml", "../b.xhtml", None),
            ("a/b.xhtml", "../../c", None),
            ("a.xhtml", "/etc/passwd", None),
            ("a.xhtml", "..\\b", None),
        ] {
            assert_eq!(joined(from, href).as_deref(), expected, "{from} {href}");
        }
        assert_eq!(fragment("a#b%C3%A9"), "bé");
        assert_eq!(stem("a/b.c.xhtml"), "b.c");
    }
}
