//! How far a concept can be relied on: who wrote it, who confirmed it, until when it holds (OKF 0.2, 5 and
//! 7). Refuses to know: files.

use serde_json::Value;

use super::super::markdown::front::{Front, scalar};
use crate::messages::record::PERSON;
use crate::model::Day;
use crate::model::record::{Act, Deed, of_acts};

/// The word for what nobody has confirmed.
pub const UNVERIFIED: &str = "unverified";

/// How far a concept can be relied on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// Words that `is:` knows.
    pub standing: Vec<Box<str>>,
    /// The day from which it is stale.
    pub stale_after: Option<Day>,
    /// Who wrote it and who confirmed it, as [`crate::model::record`] has it.
    pub record: String,
}

/// Something that somebody did, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// Who, as it is written; `None` where that is not said.
    pub by: Option<String>,
    /// When, as it is written.
    pub at: Option<String>,
}

impl Trust {
    /// Reads it off what a concept says of itself.
    pub fn of(front: &Front) -> Self {
        let verified = acts(front, "verified");
        let is_person = |act: &Told| act.by.as_deref().is_some_and(|by| by.starts_with(PERSON));
        let tier = match &*verified {
            [] => UNVERIFIED,
            acts if acts.iter().any(is_person) => "reviewed",
            _ => "confirmed",
        };
        let status = front.text(&["status"]).map(|status| status.trim().to_lowercase());
        let status = status.filter(|status| status != "stable");
        let is_superseded = !front.list(&["superseded_by"]).is_empty();
        let superseded = is_superseded.then(|| "superseded".to_owned());
        let standing = [Some(tier.to_owned()), status, superseded].into_iter().flatten();
        let written = written(front);
        let written = written.iter().filter_map(|told| told.act(Deed::Written));
        let verified = verified.iter().filter_map(|told| told.act(Deed::Confirmed));
        let record = of_acts(written.chain(verified));
        let own = || front.text(&["record"]).unwrap_or_default();
        let record = if record.is_empty() { own() } else { record };
        Self {
            standing: standing.map(Into::into).collect(),
            stale_after: front.text(&["stale_after"]).and_then(|text| Day::parse(&text)),
            record,
        }
    }
}

impl Told {
    /// Returns what a record keeps of it; `None` if that is nothing.
    fn act(&self, deed: Deed) -> Option<Act<'_>> {
        let by = self.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
        let at = self.at.as_deref().map(str::trim).filter(|at| Day::parse(at).is_some());
        (by.is_some() || at.is_some()).then_some(Act { deed, by, at })
    }
}

/// Returns who wrote it; version 0.1 has only when (OKF 0.2, 13.1).
fn written(front: &Front) -> Option<Told> {
    let written = acts(front, "generated").into_iter().next();
    let at = || front.text(&["timestamp"]).map(|at| Told { by: None, at: Some(at) });
    written.or_else(at)
}

/// Returns the acts of a key; one alone need not stand in a list.
pub fn acts(front: &Front, key: &str) -> Vec<Told> {
    let act = |value: &Value| {
        let said = |key: &str| value.get(key).and_then(scalar).filter(|text| !text.is_empty());
        let by = said("by").or_else(|| value.as_str().map(ToOwned::to_owned));
        Some(Told { by, at: said("at") }).filter(|told| *told != Told::default())
    };
    match front.get(&[key]) {
        Some(Value::Array(values)) => values.iter().filter_map(act).collect(),
        Some(value) => act(value).into_iter().collect(),
        None => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::markdown::front;
    use super::*;

    #[test]
    fn trust_follows_from_who_confirmed() {
        for (said, standing, record) in [
            ("type: A", &["unverified"][..], ""),
            ("verified: []", &["unverified"], ""),
            (
                "verified: { by: process:nightly, at: 2026-06-12T08:00:00Z }",
                &["confirmed"],
                "confirmed by process:nightly, 2026-06-12T08:00:00Z",
            ),
            (
                "verified:\n- { by: process:n }\n- { by: human:ann, at: 2026-06-13 }",
                &["reviewed"],
                "confirmed by process:n · confirmed by human:ann, 2026-06-13",
            ),
            (
                "generated: { by: agent/2, at: 2026-06-12T08:00:00Z }\nstatus: draft",
                &["unverified", "draft"],
                "written by agent/2, 2026-06-12T08:00:00Z",
            ),
            (
                "timestamp: '2026-02-11T17:05:00+00:00'\nstatus: stable\nsuperseded_by: /a.md",
                &["unverified", "superseded"],
                "written 2026-02-11T17:05:00+00:00",
            ),
        ] {
            let front = front::part(&format!("---\n{said}\n---\n")).front.unwrap();
            let trust = Trust::of(&front);
            assert_eq!(
                trust.standing.iter().map(|it| &**it).collect::<Vec<_>>(),
                standing,
                "{said}"
            );
            assert_eq!(trust.record, record, "{said}");
        }
    }
}
