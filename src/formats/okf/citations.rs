//! What concepts of version 0.1 were made from: the list below the last heading of their text, "Citations"
//! (OKF 0.2, 13.1). Refuses to know: front matter.

use pulldown_cmark::{Event, Parser, Tag};

use super::super::markdown::note::Note;
use super::super::markdown::translate::options;
use super::sources::Material;
use crate::text::markdown::{headings, plain};

/// The heading that they stand below.
const HEADING: &str = "citations";

/// Takes the list out of a note and returns what it names; leaves one that holds anything else, or whose
/// numbers the text names, where it is.
pub fn take(note: &mut Note) -> Vec<Material> {
    let Some((at, materials)) = found(&note.text) else { return Vec::new() };
    note.text.truncate(at);
    note.call(note.title.clone());
    materials
}

/// Returns what the list in a text names.
pub fn named(text: &str) -> Vec<Material> {
    found(text).map(|(_, materials)| materials).unwrap_or_default()
}

/// Returns where the list begins with its heading, and what it names.
fn found(text: &str) -> Option<(usize, Vec<Material>)> {
    let last = headings(text).pop()?;
    if !last.text.trim().eq_ignore_ascii_case(HEADING) {
        return None;
    }
    let (before, list) = (&text[..last.range.start], &text[last.range.end..]);
    let lines = list.lines().map(str::trim).filter(|line| !line.is_empty());
    let items: Vec<(&str, &str)> = lines.map(parted).collect::<Option<_>>()?;
    let is_named = items.iter().any(|(mark, _)| mark.starts_with('[') && before.contains(mark));
    let materials: Vec<Material> =
        items.iter().map(|(_, item)| material(item)).collect::<Option<_>>()?;
    (!is_named && !materials.is_empty()).then_some((last.range.start, materials))
}

/// Parts a line into the mark of its item (`-`, `*`, `1.` or `[1]`) and the item; `None` if it has none.
fn parted(line: &str) -> Option<(&str, &str)> {
    let (mark, item) = line.split_once(' ')?;
    let number = mark.strip_suffix('.').or_else(|| mark.strip_prefix('[')?.strip_suffix(']'));
    let is_number = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
    (matches!(mark, "-" | "*" | "+") || number.is_some_and(is_number)).then(|| (mark, item.trim()))
}

/// Reads an item; `None` if it leads to several things.
fn material(item: &str) -> Option<Material> {
    let links = Parser::new_ext(item, options()).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    });
    let links: Vec<String> = links.collect();
    let said = plain(item).text.trim().to_owned();
    let resource = match &*links {
        [] => said.clone(),
        [link] => link.clone(),
        _ => return None,
    };
    let title = if said == resource { String::new() } else { said };
    Some(Material { resource, title, ..Material::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_list_of_citations_is_read() {
        for (list, expected) in [
            (
                "[1] [Blocks](https://example.org/b)\n[2] https://example.org/c\n",
                Some(&["Blocks: https://example.org/b", ": https://example.org/c"][..]),
            ),
            (
                "- <https://example.org/c>\n* The handbook\n1. [A](/a.md) - of *old*\n",
                Some(&[": https://example.org/c", ": The handbook", "A - of old: /a.md"]),
            ),
            ("Words without a list.\n", None),
            ("- [A](a.md) and [B](b.md)\n", None),
            ("[7] [Named above](a.md)\n", None),
            ("- a\n\n## More\n\n- b\n", None),
            ("", None),
        ] {
            let text = format!("# Text\n\nIt is so [7].\n\n## Citations\n\n{list}");
            let told = found(&text).map(|(at, materials)| {
                assert!(text[at..].starts_with("## Citations"), "{list}");
                let told = materials.iter().map(|one| format!("{}: {}", one.title, one.resource));
                told.collect::<Vec<_>>()
            });
            let told: Option<Vec<&str>> =
                told.as_ref().map(|it| it.iter().map(|it| &**it).collect());
            assert_eq!(told.as_deref(), expected, "{list}");
        }
    }
}
