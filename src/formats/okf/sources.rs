//! What concepts were made from (OKF 0.2, 5.1): each material is one source and one place of the pack, and
//! each footnote on it a claim. Refuses to know: texts.

use std::collections::HashMap;

use serde_json::Value;

use super::super::escape::in_brackets;
use super::super::ids::Ids;
use super::super::markdown::front::{Front, Said, scalar};
use crate::content::position::At;
use crate::content::raw::{RawClaim, RawFile, RawPlace, RawSource, Word};
use crate::content::rules::{is_address, is_date};
use crate::messages::okf as says;
use crate::model::{Day, Source};
use crate::text::address::is_outside;
use crate::text::width::width;

/// A material that a concept was made from, as it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Material {
    /// By which footnotes name it.
    pub id: Option<String>,
    /// Where it is, or what it is.
    pub resource: String,
    /// What it is called; may be empty.
    pub title: String,
    /// Who made it; may be empty.
    pub author: String,
    /// When it changed last, if that is told as it should be.
    pub modified: Option<Day>,
    /// How much it is used; may be empty.
    pub usage: String,
    /// Who published it; may be empty.
    pub publisher: String,
    /// When it is from, as packs have dates; may be empty.
    pub date: String,
    /// What is told as a time and is none, each with the key under which it stands.
    pub no_times: Vec<(&'static str, String)>,
    /// Which place of it is meant; may be empty.
    pub place: String,
}

/// Returns the materials that a concept names.
pub fn materials(front: &Front) -> Vec<Material> {
    let window = front.get(&["usage_window"]);
    let values = match front.get(&["sources"]) {
        Some(Value::Array(values)) => &values[..],
        Some(value @ (Value::Object(_) | Value::String(_))) => std::slice::from_ref(value),
        _ => &[],
    };
    values.iter().map(|value| Material::of(value, window)).collect()
}

impl Material {
    fn of(value: &Value, window: Option<&Value>) -> Self {
        let said = |key: &str| value.get(key).and_then(scalar).unwrap_or_default();
        let window = value.get("usage_window").or(window);
        let end = |key: &str| {
            let end =
                window.and_then(|window| window.get(key)).and_then(scalar).unwrap_or_default();
            // Of a time its day is told, as of all others.
            Day::parse(&end).map_or(end, |day| day.to_string())
        };
        let count = value.get("usage_count").and_then(Value::as_u64);
        let (from, to) = (end("from"), end("to"));
        let (modified, date) = (said("last_modified"), said("date"));
        let (day, told) = (Day::parse(&modified), date_of(date.trim()));
        let times = [("last_modified", modified, day.is_some()), ("date", date, told.is_some())]
            .into_iter();
        let no_times = times.filter(|(_, text, is_time)| !is_time && !text.is_empty());
        Self {
            id: Some(said("id")).filter(|id| !id.trim().is_empty()),
            resource: scalar(value).unwrap_or_else(|| said("resource")),
            title: said("title"),
            author: said("author"),
            modified: day,
            usage: count.map_or_else(|| said("usage"), |count| says::usage(count, (&from, &to))),
            publisher: said("publisher"),
            date: told.unwrap_or_default(),
            no_times: no_times.map(|(key, text, _)| (key, text)).collect(),
            place: said("place"),
        }
    }

    /// Returns what readers call it.
    pub fn name(&self) -> &str {
        let names = [&*self.title, self.id.as_deref().unwrap_or_default(), &*self.resource];
        names.into_iter().find(|name| !name.trim().is_empty()).unwrap_or_default()
    }

    /// Returns the label of the tag behind a statement: the place if there is one, the title if it is short,
    /// else the id.
    fn label(&self) -> &str {
        if !self.place.trim().is_empty() {
            return &self.place;
        }
        self.id.as_deref().map_or_else(|| self.name(), |id| label_of(id, self.name()))
    }

    /// Returns the keys that say what it is.
    pub fn said(&self) -> Value {
        let pairs = [("resource", &self.resource), ("title", &self.title)].into_iter();
        let pairs = pairs.filter(|(_, text)| !text.is_empty());
        pairs.map(|(key, text)| (key.to_owned(), text.as_str().into())).collect::<Said>().into()
    }
}

/// Returns the date that a text tells, of a time its day.
fn date_of(text: &str) -> Option<String> {
    let day = || Day::parse(text).map(|day| day.to_string());
    is_date(text).then(|| text.to_owned()).or_else(day)
}

/// Returns the label of a source that is called so: its title if that is short, else its id.
pub fn label_of<'s>(id: &'s str, title: &'s str) -> &'s str {
    /// The widest title that serves as a label, in columns.
    const WIDEST: usize = 32;
    if width(title) > WIDEST { id } else { title }
}

/// All materials of a bundle, each once, and the claims that rest on them.
#[derive(Default)]
pub struct Shelf {
    /// The source of each material, by what it leads to.
    sources: HashMap<String, Box<str>>,
    /// The place of each source that is named, by both.
    places: HashMap<(Box<str>, String), Box<str>>,
    ids: Ids,
    place_ids: Ids,
    claims: Ids,
}

impl Shelf {
    /// Adds a material, with the path of the concept that it is if it is one, unless it is there; returns the id
    /// of its place.
    pub fn add(
        &mut self,
        material: &Material,
        concept: Option<&str>,
        at: At,
        into: &mut RawFile,
    ) -> Box<str> {
        let source = self.source(material, concept, at, into);
        let key = (source, material.place.clone());
        if let Some(place) = self.places.get(&key) {
            return place.clone();
        }
        let id = self.place_ids.give(material.id.as_deref().unwrap_or_else(|| material.name()));
        let word = |value: Box<str>| Word { value, at };
        let is_told = material.label() == material.name();
        into.places.push(RawPlace {
            id: word(id.clone()),
            label: material.label().into(),
            title: if is_told { "" } else { material.name() }.into(),
            source: Some(word(key.0.clone())),
        });
        self.places.insert(key, id.clone());
        id
    }

    fn source(
        &mut self,
        material: &Material,
        concept: Option<&str>,
        at: At,
        into: &mut RawFile,
    ) -> Box<str> {
        let resource = concept.unwrap_or(&material.resource);
        // What a description covers is only known by its title.
        let known = if is_outside(resource) || concept.is_some() {
            resource.to_owned()
        } else {
            format!("{resource}\n{}", material.title)
        };
        if let Some(id) = self.sources.get(&known) {
            return id.clone();
        }
        let id = self.ids.give(material.id.as_deref().unwrap_or_else(|| material.name()));
        // Packs have the addresses of the web apart.
        let (url, access) = if is_address(resource) { (resource, "") } else { ("", resource) };
        let date = material.modified.map_or_else(|| material.date.clone(), |day| day.to_string());
        into.sources.push(RawSource {
            id_at: at,
            source: Source {
                id: id.clone(),
                title: material.name().into(),
                author: material.author.trim().into(),
                publisher: material.publisher.as_str().into(),
                date: date.into(),
                url: url.into(),
                access: if access == material.name() { "" } else { access }.into(),
                usage: material.usage.as_str().into(),
                ..Source::default()
            },
        });
        self.sources.insert(known, id.clone());
        id
    }

    /// Adds the claim that a concept rests on a material, as its footnote words it.
    pub fn claim(
        &mut self,
        concept: &str,
        place: &str,
        text: &str,
        at: At,
        into: &mut RawFile,
    ) -> Word {
        let id = Word { value: self.claims.give(&format!("{concept}/{place}")), at };
        let place = Word { value: place.into(), at };
        into.claims.push(RawClaim { id: id.clone(), place, text: in_brackets(text).into() });
        id
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::markdown::front;
    use super::*;

    #[test]
    fn materials_are_read_with_their_signals() {
        let said = "---\nsources:\n- id: a\n  resource: https://example.org/a\n  title: A\n  author: human:ann\n  usage_count: 5000\n  last_modified: 2026-05-30\n- id: b\n  resource: all queries\n  usage_count: 1\n  usage_window: { from: 2025, to: 2026 }\n- https://example.org/c\nusage_window: { from: 2026-06-01T00:00:00Z, to: 2026-06-30 }\n---\n";
        let found = materials(&front::part(said).front.unwrap());
        let told: Vec<String> = found
            .iter()
            .map(|one| {
                let day = one.modified.map(|day| day.to_string()).unwrap_or_default();
                format!(
                    "{} | {} | {} | {day} | {}",
                    one.name(),
                    one.resource,
                    one.author,
                    one.usage
                )
            })
            .collect();
        assert_eq!(
            told,
            [
                "A | https://example.org/a | human:ann | 2026-05-30 | used 5,000 times, 2026-06-01 to 2026-06-30",
                "b | all queries |  |  | used once, 2025 to 2026",
                "https://example.org/c | https://example.org/c |  |  | ",
            ]
        );
    }
}
