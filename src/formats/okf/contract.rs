//! What stands below the text of a concept: sources that no sentence names, how a value is computed
//! (OKF 0.2, 10), and what else the concept says of itself. Refuses to know: how links are followed, which
//! it is told. Nothing is ever run.

use serde_json::Value;

use super::super::escape::in_brackets;
use super::super::markdown::front::{Front, scalar};
use super::super::markdown::properties as others;
use super::shape;
use super::sources::Material;
use crate::messages::record::actor;
use crate::messages::{formats, okf as says};

/// The keys that are more than properties, as far as what stands there is what is expected.
const KNOWN: [&str; 24] = [
    "type",
    "title",
    "description",
    "tags",
    "aliases",
    "sources",
    "usage_window",
    "generated",
    "verified",
    "timestamp",
    "status",
    "stale_after",
    "superseded_by",
    "supersedes",
    "okf_version",
    "runtime",
    "parameters",
    "computation",
    "executor",
    "attester",
    "resource",
    "alias",
    "number",
    "record",
];

/// Returns what stands below `text`; `unfollowed` are relations to what is not there, and `shown` turns a
/// path or an address into Markdown that leads there.
pub fn below(
    text: &str,
    front: &Front,
    unfollowed: &[(&str, String)],
    uncited: &[&Material],
    cites: bool,
    shown: &mut dyn FnMut(&str) -> String,
) -> String {
    let mut parts = Vec::new();
    if !uncited.is_empty() {
        let heading = if cites { says::ALSO_FROM } else { says::DRAWN_FROM };
        let lines: Vec<String> = uncited.iter().map(|one| material(one, shown)).collect();
        parts.push(format!("{heading}\n\n{}", lines.join("\n")));
    }
    // A bundle that was written from one says it in its text already.
    if !text.contains(says::COMPUTATION) {
        parts.extend(contract(front, shown));
    }
    let mut properties = Vec::new();
    properties.extend(
        unfollowed.iter().map(|(label, path)| formats::property(label, &in_brackets(path))),
    );
    if let Some(resource) = front.text(&["resource"]) {
        properties.push(formats::property("resource", &shown(&resource)));
    }
    let shown = KNOWN
        .into_iter()
        .filter(|key| front.get(&[key]).is_none_or(|value| shape::is_shown(key, value)));
    properties.extend(others(front, &shown.collect::<Vec<_>>(), &mut |_| None));
    if !properties.is_empty() {
        parts.push(properties.join("\n"));
    }
    parts.join("\n\n---\n\n")
}

fn material(one: &Material, shown: &mut dyn FnMut(&str) -> String) -> String {
    let link = shown(&one.resource);
    let name = Some(one.name()).filter(|name| *name != one.resource).map(in_brackets);
    let author = Some(actor(&one.author)).filter(|author| !author.is_empty());
    let author = author.map(|author| in_brackets(&author));
    let day = one.modified.map(|day| day.to_string());
    let usage = Some(in_brackets(&one.usage)).filter(|usage| !usage.is_empty());
    let parts = [name, author, day, usage, Some(link)];
    format!("- {}", parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Returns how a value is computed; `None` if nothing of it is told.
fn contract(front: &Front, shown: &mut dyn FnMut(&str) -> String) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    lines.extend(front.text(&["runtime"]).map(|name| says::runtime(&in_brackets(&name))));
    let parameters = front.get(&["parameters"]).and_then(Value::as_array);
    lines.extend(parameters.into_iter().flatten().map(parameter));
    lines.extend(front.text(&["computation"]).map(|path| says::computation(&shown(&path))));
    if let Some((resource, value)) = resource_of(front, "executor") {
        let receipt = value.get("receipt").and_then(Value::as_array).into_iter().flatten();
        let receipt: Vec<String> = receipt.filter_map(scalar).map(|it| in_brackets(&it)).collect();
        lines.push(says::executor(&shown(&resource), &receipt.join(", ")));
    }
    if let Some((resource, _)) = resource_of(front, "attester") {
        lines.push(says::attester(&shown(&resource)));
    }
    (!lines.is_empty()).then(|| format!("{}\n\n{}", says::COMPUTATION, lines.join("\n")))
}

/// Returns the path or the address that a part of a computation is at, and all that is said of it.
pub fn resource_of<'f>(front: &'f Front, key: &str) -> Option<(String, &'f Value)> {
    let value = front.get(&[key])?;
    let resource = value.get("resource").and_then(scalar).or_else(|| scalar(value))?;
    Some((resource, value))
}

fn parameter(value: &Value) -> String {
    let said = |key: &str| value.get(key).and_then(scalar).unwrap_or_default();
    let name = scalar(value).unwrap_or_else(|| said("name"));
    let required = value.get("required").and_then(Value::as_bool).unwrap_or(false);
    says::parameter(&in_brackets(&name), &in_brackets(&said("type")), required)
}
