//! What authors keep in `extra.okf` of their entries, read again out of the files of a pack: nothing of it is in the
//! catalogue. Refuses to know: what it means.

use serde_json::Value;

use super::super::markdown::front::{Said, of_toml, scalar};

/// The name of the table in `extra`.
const TABLE: &str = "okf";

/// Returns what the entries of a file of a pack keep there, by their ids; nothing of a file with mistakes in its
/// syntax.
pub fn kept(text: &str) -> Vec<(String, Said)> {
    let file = of_toml(text).unwrap_or_default();
    let entries = file.get("entry").and_then(Value::as_array).into_iter().flatten();
    let kept = |entry: &Value| {
        let table = entry.get("extra")?.get(TABLE)?.as_object()?;
        Some((scalar(entry.get("id")?)?, table.clone()))
    };
    entries.filter_map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_table_of_its_name_is_read() {
        for (text, expected) in [
            ("[[entry]]\nid = 'a'\nextra = { okf = { b = 1 }, y = { c = 2 } }\n", r#"a {"b":1}"#),
            ("[[entry]]\nid = 'a'\nextra = { okf = 1 }\n", ""),
            ("[[entry]]\nid = 'a'\nextra = 'okf'\n", ""),
            ("[[entry]]\nid = 'a'\n[[link]]\nfrom = 'a'\n", ""),
            ("[[entry]]\n[entry.extra.okf]\nb = 1\n", ""),
            ("[[entry]\n", ""),
        ] {
            let kept = kept(text).into_iter();
            let told: Vec<_> =
                kept.map(|(id, said)| format!("{id} {}", Value::from(said))).collect();
            assert_eq!(told.concat(), expected, "{text}");
        }
    }
}
