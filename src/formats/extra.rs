//! What authors keep in `extra` of their entries, read again out of the files of a pack: nothing of it is in the
//! catalogue. Refuses to know: what it means.

use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::json;
use super::markdown::front::{Said, of_toml, scalar};

/// The table in `extra` that keeps what a concept of a bundle said.
pub const OKF: &str = "okf";

/// An entry as far as it is looked at here.
#[derive(Deserialize)]
struct Entry {
    id: Value,
    #[serde(default)]
    extra: Value,
}

/// The first value of a file in JSON, or a line of it.
#[derive(Deserialize)]
struct Entries {
    #[serde(default)]
    entries: Vec<Entry>,
}

/// Returns what the entries of a file of a pack keep there, by their ids; nothing of a file with mistakes in its
/// syntax, and nothing of files that are of no pack.
pub fn kept(name: &str, text: &str) -> Vec<(String, Said)> {
    let entries = if Path::new(name).extension().is_some_and(|ending| ending == "toml") {
        let file = of_toml(text).unwrap_or_default();
        let listed = file.get("entry").and_then(Value::as_array).cloned().unwrap_or_default();
        listed.into_iter().filter_map(|entry| serde_json::from_value(entry).ok()).collect()
    } else if json::begins(text.as_bytes()) {
        in_json(text)
    } else {
        Vec::new()
    };
    let kept = |Entry { id, extra }| match extra {
        Value::Object(extra) => Some((scalar(&id)?, extra)),
        _ => None,
    };
    entries.into_iter().filter_map(kept).collect()
}

/// Returns what an entry keeps as one row of a compiled file.
pub fn row(kept: &Said) -> String {
    Value::from(kept.clone()).to_string()
}

/// Returns what stands in such a row; `None` if that is nothing.
pub fn of_row(row: &[u8]) -> Option<Said> {
    serde_json::from_slice(row).ok()
}

fn in_json(text: &str) -> Vec<Entry> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Entries>();
    let mut entries = values.next().and_then(Result::ok).map(|it| it.entries).unwrap_or_default();
    let lines = text[values.byte_offset()..].lines();
    entries.extend(lines.filter_map(|line| serde_json::from_str::<Entry>(line).ok()));
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_entries_keep_is_read() {
        const HEAD: &str = r#"{"schema_version":1,"pack":{},"entries":["#;
        for (name, text, expected) in [
            (
                "a.toml",
                "[[entry]]\nid = 'a'\nextra = { okf = { b = 1 }, y = { c = 2 } }\n",
                r#"a {"okf":{"b":1},"y":{"c":2}}"#,
            ),
            ("a.toml", "[[entry]]\nid = 'a'\nextra = 'okf'\n", ""),
            ("a.toml", "[[entry]]\nid = 'a'\n[[link]]\nfrom = 'a'\n", ""),
            ("a.toml", "[[entry]]\n[entry.extra.okf]\nb = 1\n", ""),
            ("a.toml", "[[entry]\n", ""),
            ("a.md", "[[entry]]\nid = 'a'\nextra = { b = 1 }\n", ""),
            (
                "a",
                &format!("{HEAD}{{\"id\":\"a\",\"extra\":{{\"b\":null}}}}]}}\n"),
                r#"a {"b":null}"#,
            ),
            ("a", &format!("{HEAD}]}}\n{{\"id\":\"a\",\"extra\":{{\"b\":1}}}}\n"), r#"a {"b":1}"#),
            ("a", &format!("{HEAD}{{\"id\":\"a\"}}]}}\n"), ""),
        ] {
            let kept = kept(name, text).into_iter();
            let told: Vec<_> =
                kept.map(|(id, said)| format!("{id} {}", Value::from(said))).collect();
            assert_eq!(told.concat(), expected, "{text}");
        }
    }
}
