//! What the specification expects under each key (OKF 0.2, 4.1, 5 and 10), and what stands there instead. Refuses to
//! know: what becomes of it.

use serde_json::Value;

use super::super::markdown::front::{Front, scalar};
use crate::messages::okf as says;

/// What is expected under a key.
enum Shape {
    Text,
    /// A list of texts, or one alone.
    Texts,
    Count,
    Flag,
    Table(&'static [Key]),
    /// A list of tables.
    Tables(&'static [Key]),
    /// A list of tables, or one alone (OKF 0.2, 5.2).
    Events(&'static [Key]),
}

/// A key with what is expected under it.
type Key = (&'static str, Shape);

const ACT: &[Key] = &[("by", Shape::Text), ("at", Shape::Text)];
const WINDOW: &[Key] = &[("from", Shape::Text), ("to", Shape::Text)];
const SOURCE: &[Key] = &[
    ("id", Shape::Text),
    ("resource", Shape::Text),
    ("title", Shape::Text),
    ("author", Shape::Text),
    ("usage_count", Shape::Count),
    ("usage_window", Shape::Table(WINDOW)),
    ("last_modified", Shape::Text),
];
const PARAMETER: &[Key] =
    &[("name", Shape::Text), ("type", Shape::Text), ("required", Shape::Flag)];
const KEYS: &[Key] = &[
    ("type", Shape::Text),
    ("title", Shape::Text),
    ("description", Shape::Text),
    ("resource", Shape::Text),
    ("tags", Shape::Texts),
    ("aliases", Shape::Texts),
    ("alias", Shape::Texts),
    ("number", Shape::Count),
    ("record", Shape::Text),
    ("okf_version", Shape::Text),
    ("sources", Shape::Tables(SOURCE)),
    ("usage_window", Shape::Table(WINDOW)),
    ("generated", Shape::Table(ACT)),
    ("verified", Shape::Events(ACT)),
    ("timestamp", Shape::Text),
    ("status", Shape::Text),
    ("stale_after", Shape::Text),
    ("superseded_by", Shape::Texts),
    ("supersedes", Shape::Texts),
    ("runtime", Shape::Text),
    ("parameters", Shape::Tables(PARAMETER)),
    ("computation", Shape::Text),
    ("executor", Shape::Table(&[("resource", Shape::Text), ("receipt", Shape::Texts)])),
    ("attester", Shape::Table(&[("resource", Shape::Text)])),
];

/// Something that is not what the specification expects where it is.
#[derive(Debug, PartialEq, Eq)]
pub struct Unexpected {
    /// The keys and positions that lead to it, as `sources[1].title`.
    pub path: String,
    /// What is expected there.
    pub expected: &'static str,
    /// Whether it is a text where a table is expected, which is shown as what such a table names first.
    pub is_taken: bool,
}

/// Finds everything that is not what the specification expects; what says nothing is nowhere unexpected.
pub fn unexpected(front: &Front) -> Vec<Unexpected> {
    let mut found = Vec::new();
    for (key, value) in front.all() {
        if let Some((_, shape)) = KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(key)) {
            shape.hold(value, key.to_owned(), &mut found);
        }
    }
    found
}

/// Returns whether a value is shown as what its key means.
pub fn is_shown(key: &str, value: &Value) -> bool {
    let front = Front::from(
        [(key.to_owned(), value.clone())].into_iter().collect::<serde_json::Map<_, _>>(),
    );
    unexpected(&front).iter().all(|one| one.is_taken)
}

impl Shape {
    fn hold(&self, value: &Value, path: String, found: &mut Vec<Unexpected>) {
        match (self, value) {
            (_, Value::Null) | (Self::Flag, Value::Bool(_)) | (Self::Texts, Value::String(_)) => {}
            (Self::Text, value) if scalar(value).is_some() => {}
            (Self::Count, Value::Number(number)) if number.is_u64() => {}
            (Self::Texts, Value::Array(values)) if values.iter().all(|it| scalar(it).is_some()) => {
            }
            (Self::Table(keys) | Self::Events(keys), Value::Object(_))
                if scalar(value).is_none() =>
            {
                inside(keys, value, &path, found);
            }
            (Self::Tables(keys) | Self::Events(keys), Value::Array(values)) => {
                for (at, value) in values.iter().enumerate() {
                    Self::Table(keys).hold(value, format!("{path}[{at}]"), found);
                }
            }
            (Self::Tables(keys), Value::Object(_)) if scalar(value).is_none() => {
                found.push(Unexpected {
                    path: path.clone(),
                    expected: self.told(),
                    is_taken: true,
                });
                inside(keys, value, &path, found);
            }
            _ => {
                let takes_texts =
                    matches!(self, Self::Table(_) | Self::Tables(_) | Self::Events(_));
                let is_taken = takes_texts && scalar(value).is_some();
                found.push(Unexpected { path, expected: self.told(), is_taken });
            }
        }
    }

    fn told(&self) -> &'static str {
        match self {
            Self::Text => says::A_TEXT,
            Self::Texts => says::A_LIST_OF_TEXTS,
            Self::Count => says::A_WHOLE_NUMBER,
            Self::Flag => says::TRUE_OR_FALSE,
            Self::Table(_) => says::A_MAPPING,
            Self::Tables(_) | Self::Events(_) => says::A_LIST_OF_MAPPINGS,
        }
    }
}

fn inside(keys: &[Key], value: &Value, path: &str, found: &mut Vec<Unexpected>) {
    for (key, shape) in keys {
        if let Some(value) = value.get(key) {
            shape.hold(value, format!("{path}.{key}"), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::markdown::front;
    use super::*;

    #[test]
    fn what_is_expected_elsewhere_is_told_with_where_it_is() {
        for (said, expected) in [
            ("title: [a]", "title: a text"),
            ("title: 2024", ""),
            ("tags: {a: b}", "tags: a list of texts"),
            ("tags: [a, {b: c}]", "tags: a list of texts"),
            ("tags: a, b", ""),
            ("number: \"7a\"", "number: a whole number"),
            ("number:", ""),
            ("sources: word", "sources: a list of mappings, taken"),
            ("sources: {resource: x}", "sources: a list of mappings, taken"),
            (
                "sources: [x, {resource: y, title: [z]}]",
                "sources[0]: a mapping, taken; sources[1].title: a text",
            ),
            ("sources: [{usage_count: many}]", "sources[0].usage_count: a whole number"),
            ("verified: {by: a, at: [b]}", "verified.at: a text"),
            ("generated: [a]", "generated: a mapping"),
            ("parameters: [{name: a, required: maybe}]", "parameters[0].required: true or false"),
            ("executor: {resource: x, receipt: {id: a}}", "executor.receipt: a list of texts"),
            ("owner: [a, {b: c}]", ""),
        ] {
            let front = front::part(&format!("---\n{said}\n---\n")).front.unwrap();
            let told = |one: Unexpected| {
                format!(
                    "{}: {}{}",
                    one.path,
                    one.expected,
                    if one.is_taken { ", taken" } else { "" }
                )
            };
            let found: Vec<String> = unexpected(&front).into_iter().map(told).collect();
            assert_eq!(found.join("; "), expected, "{said}");
        }
    }
}
