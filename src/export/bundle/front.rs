//! Front matter of a concept: keys with their values, written as YAML. Refuses to know: what the keys mean.

use crate::content::rules::is_day;
use crate::formats::okf::head::says_nothing;
use crate::formats::{Value, quoted, scalar};

/// In which order keys stand inside a value; others follow in their own.
const ORDER: [&str; 16] = [
    "id",
    "name",
    "resource",
    "title",
    "type",
    "author",
    "publisher",
    "last_modified",
    "date",
    "place",
    "usage_count",
    "usage_window",
    "by",
    "at",
    "from",
    "to",
];

/// What a concept says of itself, in the order in which it is said.
#[derive(Default)]
pub struct Front(Vec<(String, Value)>);

impl Front {
    /// Says something, if it is not empty, and nothing is said under that key already.
    pub fn say(&mut self, key: &str, value: impl Into<Value>) {
        let value = value.into();
        if !says_nothing(&value) {
            self.repeat(key, value);
        }
    }

    /// Says what was said elsewhere, empty or not, if nothing is said under that key already.
    pub fn repeat(&mut self, key: &str, value: Value) {
        if !self.0.iter().any(|(known, _)| known.eq_ignore_ascii_case(key)) {
            self.0.push((key.to_owned(), value));
        }
    }

    /// Returns it with those keys alone that pass.
    pub fn only(&self, passes: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|(key, _)| passes(key)).cloned().collect())
    }

    /// Says all that another says.
    pub fn extend(&mut self, other: Self) {
        for (key, value) in other.0 {
            self.repeat(&key, value);
        }
    }

    /// Writes it above a text, if it says anything.
    pub fn above(&self, text: &str) -> String {
        if self.0.is_empty() {
            text.to_owned()
        } else {
            format!("---\n{}---\n\n{text}", self.written())
        }
    }

    /// Writes all of it.
    fn written(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|(key, value)| [name(key), ":".to_owned(), below(value), "\n".to_owned()]);
        lines.flatten().collect()
    }
}

/// Writes the value of a key: several tables one below the other, anything else in its line.
fn below(value: &Value) -> String {
    match value {
        Value::Array(values)
            if !values.is_empty() && values.iter().all(|it| pairs(it).is_some()) =>
        {
            values.iter().map(item).collect()
        }
        value => format!(" {}", in_line(value)),
    }
}

fn item(value: &Value) -> String {
    let pairs = pairs(value).unwrap_or_default();
    let lines = pairs.iter().map(|(key, value)| format!("{}: {}", name(key), in_line(value)));
    format!("\n  - {}", lines.collect::<Vec<_>>().join("\n    "))
}

/// Returns the keys of a table with their values; `None` if it is none, or empty.
fn pairs(value: &Value) -> Option<Vec<(&str, &Value)>> {
    let map = value.as_object().filter(|map| !map.is_empty() && scalar(value).is_none())?;
    let mut pairs: Vec<_> = map.iter().map(|(key, value)| (&**key, value)).collect();
    pairs.sort_by_key(|(key, _)| ORDER.iter().position(|it| it == key).unwrap_or(ORDER.len()));
    Some(pairs)
}

/// Writes a value; what JSON has is YAML as well.
fn in_line(value: &Value) -> String {
    match value {
        Value::Array(values) => {
            format!("[{}]", values.iter().map(in_line).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) if is_day(text) => text.clone(),
        value => match (pairs(value), scalar(value)) {
            (Some(pairs), _) => {
                let pairs = pairs.iter().map(|(key, it)| format!("{}: {}", name(key), in_line(it)));
                format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
            }
            // A day of TOML.
            (None, Some(text)) if value.is_object() => text,
            _ => value.to_string(),
        },
    }
}

/// Writes a key, in quotation marks where it needs them.
fn name(key: &str) -> String {
    let is_plain = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    if is_plain { key.to_owned() } else { quoted(key) }
}
