//! What an entry says beside the keys of packs, as a table of TOML. Refuses to know: what it means.

use crate::formats::{Said, Value, scalar};
use serde::Serialize;

/// `[entry.extra]`, with what the entry says in keys of a bundle for which packs have none.
#[derive(Serialize)]
pub struct ExtraTable {
    okf: toml::Table,
}

impl ExtraTable {
    /// Writes down what was said.
    pub fn of(said: &Said) -> Self {
        let pairs = said.iter().map(|(key, value)| (key.clone(), in_toml(value)));
        Self { okf: pairs.collect() }
    }
}

/// Returns a value in TOML, which has no value for nothing and no number above its greatest.
fn in_toml(value: &Value) -> toml::Value {
    match value {
        Value::Null => String::new().into(),
        Value::Bool(is) => (*is).into(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(real)) if !number.is_u64() => real.into(),
            _ => number.to_string().into(),
        },
        Value::String(text) => text.clone().into(),
        Value::Array(values) => values.iter().map(in_toml).collect::<Vec<_>>().into(),
        Value::Object(map) => scalar(value).map_or_else(
            || {
                let pairs = map.iter().map(|(key, value)| (key.clone(), in_toml(value)));
                toml::Value::Table(pairs.collect())
            },
            Into::into,
        ),
    }
}
