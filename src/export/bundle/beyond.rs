//! What an entry says in keys of bundles for which packs have none, as it stands in its `extra.okf`, and what of a
//! pack those keys say in other words. Refuses to know: the text of the entry.

use super::paths::Paths;
use crate::formats::extra::OKF;
use crate::formats::okf::beyond::{below, is_whole, record_of};
use crate::formats::okf::head;
use crate::formats::{Said, Value, of_pack, scalar};
use crate::messages::okf as says;
use crate::model::record::{Act, Deed};
use crate::model::{Catalogue, Day, EntryKey};

/// The keys that say who did something to a concept and when.
const ACTS: [&str; 3] = ["generated", "timestamp", "verified"];

/// The keys that say what links and sources of the entry do.
const OWN: [&str; 2] = ["sources", "superseded_by"];

/// What an entry says.
pub struct Beyond<'c> {
    said: Said,
    paths: &'c Paths<'c>,
    entry: EntryKey,
}

impl<'c> Beyond<'c> {
    /// Takes what an entry keeps, if it keeps anything.
    pub fn new(said: Option<&Said>, paths: &'c Paths<'c>, entry: EntryKey) -> Self {
        let said = said.and_then(|kept| of_pack(kept.get(OKF)?).as_object().cloned());
        Self { said: said.unwrap_or_default(), paths, entry }
    }

    /// Returns what a concept is replaced by: concepts at these paths, and what it said beside them.
    pub fn replaced_by(&self, paths: Vec<Value>) -> Value {
        match self.said.get("superseded_by") {
            Some(Value::Array(values)) => paths.iter().chain(values).cloned().collect(),
            Some(value) if paths.is_empty() => value.clone(),
            _ => paths.into(),
        }
    }

    /// Returns the keys that the entry has too, as the concept said them, where they still mean what the entry says.
    pub fn still_said(&self, catalogue: &Catalogue, title: &str) -> Said {
        head::still_said(&self.said, catalogue, self.entry, title)
    }

    /// Returns whether the concept said something under a key.
    pub fn has(&self, key: &str) -> bool {
        self.said.contains_key(key)
    }

    /// Returns what a reader writes below the text of all this; `is_cited` tells which resources are named in the
    /// text, and `cites` whether any is.
    pub fn below(&self, is_cited: &dyn Fn(&str) -> bool, cites: bool) -> String {
        let is_cited =
            |source: &Value| !is_whole(source) && is_cited(&resource(&self.moved(source)));
        let mut shown = |path: &str| self.paths.shown(self.entry, path);
        below(&self.said, &is_cited, cites, &mut shown)
    }

    /// Returns the keys that say who wrote a concept and who confirmed it, as far as the record of the entry says
    /// the same, which only its author may have changed since (OKF 0.2, 5.2).
    pub fn recorded(&self, record: &str) -> Said {
        let own = told(record);
        let mut all = own.clone();
        let kept = self.said.iter().filter(|(key, _)| ACTS.contains(&&***key));
        all.extend(kept.map(|(key, value)| (key.clone(), value.clone())));
        if record_of(all.clone()) == record { all } else { own }
    }

    /// Adds to a source of the pack what else is said of it.
    pub fn completed(&self, mut source: Said) -> Value {
        let more = self.sources(&|one| is_same(&source, one)).into_iter().next();
        if let Some(Value::Object(more)) = more {
            tell_date(&mut source, &more);
            let known = source.clone();
            let more = more.into_iter().filter(|(key, value)| goes_on(&known, key, value));
            source.extend(more);
        }
        Value::Object(source)
    }

    /// Returns the sources that pass, with their paths in the bundle.
    pub fn sources(&self, passes: &dyn Fn(&Value) -> bool) -> Vec<Value> {
        let sources = self.said.get("sources").and_then(Value::as_array).into_iter().flatten();
        sources.map(|source| self.moved(source)).filter(|source| passes(source)).collect()
    }

    /// Goes through all that is left, with its paths in the bundle.
    pub fn others(&self) -> impl Iterator<Item = (&str, Value)> {
        let is_told = |key: &str| ACTS.contains(&key) || OWN.contains(&key) || head::has(key);
        let others = self.said.iter().filter(move |(key, _)| !is_told(key));
        others.map(|(key, value)| match &**key {
            "resource" | "computation" | "executor" | "attester" => (&**key, self.moved(value)),
            _ => (&**key, value.clone()),
        })
    }

    /// Returns a value whose path, or that of its resource, leads where the concept is now.
    fn moved(&self, value: &Value) -> Value {
        match value {
            Value::String(path) => (&*self.paths.moved(self.entry, path)).into(),
            Value::Object(map) => {
                let mut map = map.clone();
                if let Some(resource) = map.get_mut("resource") {
                    *resource = self.moved(resource);
                }
                Value::Object(map)
            }
            value => value.clone(),
        }
    }
}

/// Returns where a source is, or what it is.
fn resource(source: &Value) -> String {
    scalar(source.get("resource").unwrap_or(source)).unwrap_or_default()
}

/// Tells a day under `date`, as a concept did that has nothing of a last change.
fn tell_date(source: &mut Said, more: &Said) {
    let date = more.get("date").and_then(scalar);
    let is_day = date.is_some_and(|date| Day::parse(&date).is_some());
    if is_day && !more.contains_key("last_modified") {
        let day = source.remove("last_modified");
        source.extend(day.map(|day| ("date".to_owned(), day)));
    }
}

/// Returns whether a value says all that a source says under its key, and more: a time more than its day, a number
/// more than its digits, and what cannot be taken more than what stands in for it.
fn goes_on(source: &Said, key: &str, value: &Value) -> bool {
    let Some(known) = source.get(key).and_then(scalar) else { return true };
    match scalar(value) {
        Some(said) if ["last_modified", "date"].contains(&key) => said.trim().starts_with(&known),
        Some(said) => said.trim() == known,
        None => ["id", "resource"].iter().any(|other| source.get(*other) == source.get(key)),
    }
}

/// Returns whether a source is the one of which a concept said more: by what they are, or by their ids where that is
/// not said. Where all of it is kept no footnote named it, unless by its id.
pub fn is_same(source: &Said, other: &Value) -> bool {
    let texts = |key: &str| Some((scalar(source.get(key)?)?, scalar(other.get(key)?)?));
    let same = |key: &str| texts(key).map(|(one, other)| one == other);
    match same("resource") {
        Some(is_there) => is_there && (same("id") == Some(true) || !is_whole(other)),
        None => same("id").unwrap_or(false),
    }
}

/// Returns the keys that say what the record of an entry does; where only the time is told, as version 0.1 has it,
/// and a line of other words as it is.
fn told(record: &str) -> Said {
    let Some(acts) = Act::all(record) else {
        return Said::from_iter([("record".to_owned(), record.into())]);
    };
    let (written, confirmed): (Vec<Act>, Vec<Act>) =
        acts.into_iter().partition(|act| act.deed == Deed::Written);
    let written = written.first().map(|act| match act.by {
        None => ("timestamp".to_owned(), act.at.unwrap_or_default().into()),
        Some(_) => ("generated".to_owned(), done(act)),
    });
    let confirmed: Vec<Value> = confirmed.iter().map(done).collect();
    let confirmed = (!confirmed.is_empty()).then(|| ("verified".to_owned(), confirmed.into()));
    written.into_iter().chain(confirmed).collect()
}

/// Says who did something and when.
fn done(act: &Act) -> Value {
    let pairs = [("by", act.by), ("at", act.at)].into_iter();
    pairs.filter_map(|(key, said)| Some((key.to_owned(), said?.into()))).collect::<Said>().into()
}

/// Returns the keys that say how much a source is used (OKF 0.2, 5.1).
pub fn used(usage: &str) -> Vec<(&'static str, Value)> {
    let Some((count, window)) = says::usage_told(usage) else {
        return vec![("usage", usage.into())];
    };
    let window = window.map(|(from, to)| {
        let ends = [("from", from), ("to", to)].map(|(key, day)| (key.to_owned(), day.into()));
        ("usage_window", Value::Object(Said::from_iter(ends)))
    });
    [("usage_count", count.into())].into_iter().chain(window).collect()
}
