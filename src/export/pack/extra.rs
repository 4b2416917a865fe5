//! What an entry keeps beside the keys of packs, as a table of TOML or JSON. Refuses to know: what it means.

use serde::Serialize;

use crate::formats::{Said, Value, date_of, scalar};

/// `[entry.extra]`.
#[derive(Serialize)]
pub struct ExtraTable(toml::Table);

impl ExtraTable {
    /// Writes down what an entry keeps.
    pub fn of(said: &Said) -> Self {
        Self(in_toml(said))
    }
}

fn in_toml(said: &Said) -> toml::Table {
    said.iter().map(|(key, value)| (key.clone(), value_in_toml(value))).collect()
}

fn value_in_toml(value: &Value) -> toml::Value {
    match value {
        Value::Null => "".into(),
        Value::Bool(is) => (*is).into(),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => whole.into(),
            (None, Some(real)) if !number.is_u64() => real.into(),
            _ => number.to_string().into(),
        },
        Value::String(text) => text.clone().into(),
        Value::Array(values) => values.iter().map(value_in_toml).collect::<Vec<_>>().into(),
        Value::Object(map) => match date_of(map).and_then(|date| date.parse().ok()) {
            Some(date) => toml::Value::Datetime(date),
            None => in_toml(map).into(),
        },
    }
}

/// Writes down what an entry keeps, in JSON, where dates are texts.
pub fn in_json(said: &Said) -> Said {
    said.iter().map(|(key, value)| (key.clone(), value_in_json(value))).collect()
}

fn value_in_json(value: &Value) -> Value {
    match value {
        Value::Array(values) => values.iter().map(value_in_json).collect(),
        Value::Object(map) if date_of(map).is_some() => scalar(value).into(),
        Value::Object(map) => in_json(map).into(),
        value => value.clone(),
    }
}
