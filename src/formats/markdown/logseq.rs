//! What Logseq writes beside Markdown: properties (`key:: value`) of a page above its text and of a block
//! below its first line, and references to blocks by their ids. Refuses to know: pages.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Map, Value};

/// Properties of a block that say how it is drawn, and nothing else.
const HIDDEN: [&str; 4] = ["id", "collapsed", "background-color", "logseq.order-list-type"];

/// Lists of a page that are written with commas.
const LISTS: [&str; 3] = ["tags", "alias", "aliases"];

/// Parts `key:: value`.
fn property(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once("::")?;
    let is_key = |c: char| c.is_alphanumeric() || "-_./".contains(c);
    let stands = value.is_empty() || value.starts_with([' ', '\t']);
    (stands && key.starts_with(char::is_alphabetic) && key.chars().all(is_key))
        .then(|| (key, value.trim()))
}

/// Returns what a page says of itself above its text, and where its text begins; `None` if it says nothing.
pub fn page(text: &str) -> Option<(Map<String, Value>, usize)> {
    let (mut map, mut at) = (Map::new(), 0);
    for line in text.split_inclusive('\n') {
        let Some((key, value)) = property(line).filter(|_| !line.starts_with([' ', '\t'])) else {
            break;
        };
        let plain = value.replace("[[", "").replace("]]", "");
        let shown = if LISTS.contains(&key) { plain } else { value.to_owned() };
        map.insert(key.to_owned(), shown.into());
        at += line.len();
    }
    (at > 0).then_some((map, at))
}

/// Returns whether a line is a property that is not shown.
pub fn is_hidden(line: &str) -> bool {
    property(line).is_some_and(|(key, _)| HIDDEN.contains(&key))
}

/// Returns the blocks of a text that have ids, each with where its own words are.
pub fn blocks(text: &str) -> HashMap<&str, Range<usize>> {
    let mut found = HashMap::new();
    if !text.contains("id:: ") {
        return found;
    }
    let (mut at, mut block) = (0, None);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_start();
        if let Some(words) = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* ")) {
            block = Some(start + (line.len() - words.len())..start + line.trim_end().len());
        } else if let Some(("id", id)) = property(line) {
            if let Some(block) = block.clone().filter(|_| is_id(id)) {
                found.insert(id, block);
            }
        } else if line.trim().is_empty() || !line.starts_with([' ', '\t']) {
            // A block can be a paragraph of its own.
            block = (!line.trim().is_empty()).then(|| start..start + line.trim_end().len());
        }
    }
    found
}

/// Returns whether a text is the id of a block: a UUID as it is written.
fn is_id(text: &str) -> bool {
    let hyphens = [8, 13, 18, 23];
    let fits = |(at, byte): (usize, u8)| match byte {
        b'-' => hyphens.contains(&at),
        byte => byte.is_ascii_hexdigit() && !hyphens.contains(&at),
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

/// Returns the id of `((id))`, if a text is that.
pub fn referred(written: &str) -> Option<&str> {
    written.strip_prefix("((")?.strip_suffix("))").filter(|id| is_id(id))
}

/// Finds the references to blocks in a text.
pub fn references(text: &str) -> impl Iterator<Item = Range<usize>> {
    const LONG: usize = "((".len() + 36 + "))".len();
    text.match_indices("((").filter_map(|(at, _)| {
        let range = at..at + LONG;
        referred(text.get(range.clone())?).map(|_| range)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "5f3c0a2e-1b2c-4d5e-8f90-0123456789ab";

    #[test]
    fn properties_above_a_text_are_those_of_its_page() {
        let (map, at) = page("title:: Tea\nalias:: [[cha]], brew\n\n- a:: b\n").unwrap();
        assert_eq!(at, "title:: Tea\nalias:: [[cha]], brew\n".len());
        assert_eq!(Value::Object(map), serde_json::json!({"title": "Tea", "alias": "cha, brew"}));
        for text in ["", "std::fmt\n", "- a:: b\n", "a b:: c", "Tea::drink\n", "  a:: b"] {
            assert!(page(text).is_none(), "{text}");
        }
    }

    #[test]
    fn blocks_are_found_by_their_ids() {
        let id = |text: &str| text.replace("ID", ID);
        for (text, expected) in [
            ("- One\n  id:: ID\n- Two", Some("One")),
            ("- A\n\t- Inner\n\t  collapsed:: true\n\t  id:: ID\n", Some("Inner")),
            ("Alone\nid:: ID", Some("Alone")),
            ("id:: ID", None),
            ("- One\n  id:: no", None),
        ] {
            let text = id(text);
            let found = blocks(&text).get(ID).map(|range| text[range.clone()].to_owned());
            assert_eq!(found.as_deref(), expected, "{text}");
        }
        let text = id("((a)) ((ID)), ((ID))");
        assert_eq!(references(&text).count(), 2);
    }
}
