//! Holds a bundle against the specification: what it forbids is an error, what it advises a warning. Refuses
//! to know: what becomes of the bundle.

use std::collections::HashSet;
use std::num::NonZeroU32;
use std::path::Path;

use super::super::intake::Reading;
use super::super::markdown::around::Notes;
use super::super::markdown::front::scalar;
use super::super::markdown::is_markdown;
use super::super::markdown::note::Note;
use super::super::markdown::vault::name_of;
use super::super::markdown::yaml;
use super::contract::resource_of;
use super::document::{Document, Role};
use super::shape;
use super::sources::Material;
use super::statements::Noted;
use super::trust::acts;
use super::{INDEX, LOG, note_at};
use crate::content::position::At;
use crate::messages::okf as says;
use crate::model::Day;
use crate::text::address::is_outside;
use crate::text::markdown;

/// The versions that are understood.
const VERSIONS: [&str; 2] = ["0.1", "0.2"];

/// The words of `status` (OKF 0.2, 5.4).
const STATUSES: [&str; 3] = ["draft", "stable", "deprecated"];

/// The type of concepts that say how a value is computed (OKF 0.2, 10).
const COMPUTATION: &str = "attested computation";

/// Checks all files of a bundle.
pub fn check(known: &Notes, documents: &[Document], reading: &mut Reading) {
    for (at, document) in documents.iter().enumerate() {
        let checked = Checked { known, at, document, note: &known.all[at] };
        match document.role {
            Role::Concept => checked.concept(reading),
            Role::Index => checked.index(reading),
            Role::Log => checked.log(reading),
        }
    }
}

/// A file that is checked.
struct Checked<'c> {
    known: &'c Notes<'c>,
    at: usize,
    document: &'c Document,
    note: &'c Note,
}

impl Checked<'_> {
    fn error(&self, reading: &mut Reading, line: u32, code: &'static str, told: (String, &str)) {
        reading.error(self.document.at_key(self.note, line), code, told.0, told.1);
    }

    fn warn(&self, reading: &mut Reading, line: u32, code: &'static str, told: (String, &str)) {
        reading.warn(self.document.at_key(self.note, line), code, told.0, told.1);
    }

    fn concept(&self, reading: &mut Reading) {
        let (document, front) = (self.document, &self.note.front);
        let name = name_of(&self.note.path);
        if [INDEX, LOG].iter().any(|reserved| reserved.eq_ignore_ascii_case(name)) {
            self.warn(reading, 1, "reserved-name", says::nearly_reserved(name));
        }
        if let Some(fault) = &document.fault {
            let line = fault.line.unwrap_or(1);
            return self.error(reading, line, "front-matter", says::broken_front(&fault.reason));
        }
        if !document.head.starts_with("---") {
            return self.error(reading, 1, "front-matter", says::no_front());
        }
        if front.text(&["type"]).is_none() {
            self.error(reading, document.line_of("type"), "missing-type", says::no_type());
        }
        self.shapes(reading);
        self.acts(reading);
        self.life(reading);
        self.sources(reading);
        self.computation(reading);
    }

    /// Checks that there is what is expected under each key.
    fn shapes(&self, reading: &mut Reading) {
        for one in shape::unexpected(&self.note.front) {
            let (message, hint) = says::unexpected(&one.path, one.expected);
            let spot = yaml::spot(&self.document.head, &one.path);
            let at = At { spot, ..self.note.at_line(None) };
            reading.warn(at, "unexpected-value", message, hint);
        }
    }

    /// Checks who wrote and who confirmed it (OKF 0.2, 5.2 and 7).
    fn acts(&self, reading: &mut Reading) {
        for key in ["generated", "verified"] {
            let line = self.document.line_of(key);
            let Some(value) = self.note.front.get(&[key]) else { continue };
            let acts = acts(&self.note.front, key);
            let nobody = acts.iter().any(|act| act.by.is_none())
                || acts.is_empty() && value.as_array().is_none_or(|values| !values.is_empty());
            if nobody && key == "generated" {
                self.error(reading, line, "missing-key", says::nobody(key));
            } else if nobody {
                self.warn(reading, line, "missing-key", says::nobody(key));
            }
            for act in acts {
                if let Some(by) = act.by.filter(|by| !is_actor(by)) {
                    self.warn(reading, line, "actor", says::no_actor(&by));
                }
                if let Some(when) = act.at.filter(|when| Day::parse(when).is_none()) {
                    self.warn(reading, line, "bad-date", says::no_date(&when));
                }
            }
        }
    }

    /// Checks how long it holds (OKF 0.2, 5.4 and 5.5).
    fn life(&self, reading: &mut Reading) {
        let front = &self.note.front;
        let status = front.text(&["status"]);
        if let Some(status) = status.filter(|it| !STATUSES.contains(&&*it.trim().to_lowercase())) {
            self.warn(reading, self.document.line_of("status"), "status", says::no_status(&status));
        }
        let day = front.text(&["stale_after"]);
        if let Some(day) = day.filter(|day| Day::parse(day).is_none()) {
            let line = self.document.line_of("stale_after");
            self.warn(reading, line, "bad-date", says::no_date(&day));
        }
    }

    /// Checks what it was made from (OKF 0.2, 5.1).
    fn sources(&self, reading: &mut Reading) {
        let noted = Noted::new(&self.note.text);
        let named: HashSet<&str> = noted.marks().map(|(label, _)| label).collect();
        let mut ids: HashSet<&str> = HashSet::new();
        for (number, material) in self.document.materials.iter().enumerate() {
            let line = self.document.line_of_source(material);
            if material.resource.trim().is_empty() {
                self.error(reading, line, "missing-key", says::no_resource(material.name()));
            } else if self.is_dead(&material.resource) {
                self.warn(reading, line, "dead-path", says::dead_path(&material.resource));
            }
            self.times_of_source(number, material, reading);
            let Some(id) = material.id.as_deref() else { continue };
            if !ids.insert(id) {
                self.warn(reading, line, "duplicate-id", says::same_source(id));
            } else if !named.contains(id) {
                self.warn(reading, line, "uncited-source", says::uncited(id));
            }
        }
        let places = self.note.places();
        let mut met: HashSet<&str> = HashSet::new();
        for (label, at) in noted.marks().chain(noted.notes()) {
            if !ids.contains(label) && met.insert(label) {
                let (message, hint) = says::no_source(label);
                reading.warn(places.at(at), "footnote-without-source", message, hint);
            }
        }
    }

    /// Checks when a source is from.
    fn times_of_source(&self, number: usize, material: &Material, reading: &mut Reading) {
        for (key, told) in &material.no_times {
            let spot = |path: String| yaml::spot(&self.document.head, &path);
            let spot =
                spot(format!("sources[{number}].{key}")).or_else(|| spot(format!("sources.{key}")));
            let (message, hint) = says::no_date_of_source(told);
            let at = At { spot, ..self.note.at_line(None) };
            reading.warn(at, "bad-date", message, hint);
        }
    }

    /// Checks how a value is computed (OKF 0.2, 10).
    fn computation(&self, reading: &mut Reading) {
        let front = &self.note.front;
        let is_computation =
            front.text(&["type"]).is_some_and(|kind| kind.trim().eq_ignore_ascii_case(COMPUTATION));
        if !is_computation {
            return;
        }
        let line = self.document.line_of("type");
        if front.text(&["runtime"]).is_none() {
            self.error(reading, line, "missing-key", says::no_runtime());
        }
        let is_in_text = self.note.outline.find("computation").is_some();
        if front.text(&["computation"]).is_none() && !is_in_text {
            self.warn(reading, line, "no-computation", says::no_computation());
        }
        for key in ["computation", "executor", "attester"] {
            let path = resource_of(front, key).map(|(path, _)| path);
            if let Some(path) = path.filter(|path| self.leads_nowhere(path)) {
                let line = self.document.line_of(key);
                self.warn(reading, line, "dead-path", says::dead_path(&path));
            }
        }
    }

    /// Returns whether a text is a path in the bundle that leads nowhere; what a source covers may be told
    /// in words instead.
    fn is_dead(&self, path: &str) -> bool {
        let is_path = !path.contains(char::is_whitespace)
            && (path.starts_with(['/', '.']) || is_markdown(Path::new(path)));
        is_path && self.leads_nowhere(path)
    }

    /// Returns whether a path, such as a computation always names (OKF 0.2, 6.2), leads nowhere in the bundle.
    fn leads_nowhere(&self, path: &str) -> bool {
        let is_there = || {
            let inner = self.known.vault.joined(self.at, path);
            inner.is_some_and(|inner| self.known.root.join(inner).exists())
                || self.known.root.join(path.trim_start_matches('/')).exists()
        };
        !is_outside(path) && note_at(self.known, self.at, path).is_none() && !is_there()
    }

    /// Checks a listing (OKF 0.2, 8 and 12).
    fn index(&self, reading: &mut Reading) {
        let (document, front) = (self.document, &self.note.front);
        let is_root = !self.note.path.contains('/');
        if let Some(fault) = &document.fault {
            let line = fault.line.unwrap_or(1);
            return self.error(reading, line, "front-matter", says::broken_front(&fault.reason));
        }
        if !document.head.is_empty() && !is_root {
            let is_concept = front.text(&["type"]).is_some();
            self.error(reading, 1, "reserved-name", says::front_of_index(is_concept));
        }
        self.shapes(reading);
        let more: Vec<&str> = front.others(&["okf_version"]).map(|(key, _)| key).collect();
        if is_root && !more.is_empty() {
            let line = document.line_of(more[0]);
            self.warn(reading, line, "front-matter", says::more_in_root(&more.join(", ")));
        }
        let version = front.get(&["okf_version"]).and_then(scalar);
        if let Some(version) = version.filter(|it| !VERSIONS.contains(&&**it)) {
            let line = document.line_of("okf_version");
            self.warn(reading, line, "okf-version", says::unknown_version(&version));
        }
        if document.listing.items.is_empty() {
            self.warn(reading, 1, "empty-index", says::lists_nothing());
        }
    }

    /// Checks a history (OKF 0.2, 9), which is a concept if it tells of no day (3.1).
    fn log(&self, reading: &mut Reading) {
        let headings = markdown::headings(&self.note.text);
        let headings = || headings.iter().filter(|heading| heading.level == 2);
        let has_day = headings().any(|heading| Day::parse(heading.text.trim()).is_some());
        let line = self.document.line_of("type");
        match self.note.front.text(&["type"]) {
            Some(_) if !has_day => {
                self.error(reading, line, "reserved-name", says::log_as_concept());
            }
            Some(_) => self.warn(reading, line, "reserved-name", says::log_with_type()),
            None => {}
        }
        let places = self.note.places();
        let mut last: Option<Day> = None;
        for heading in headings() {
            let line = || {
                let spot = places.at(heading.range.start).spot;
                spot.map_or(1, |spot| NonZeroU32::get(spot.line))
            };
            let text = heading.text.trim();
            let Some(day) = Day::parse(text).filter(|_| text.len() == "YYYY-MM-DD".len()) else {
                self.error(reading, line(), "bad-date", says::no_day_of_log(text));
                continue;
            };
            if last.is_some_and(|last| last < day) {
                self.warn(reading, line(), "log-order", says::log_order(text));
            }
            last = Some(day);
        }
    }
}

/// Returns whether a text names somebody as the specification has it: an agent with its version, a person or
/// a process.
fn is_actor(text: &str) -> bool {
    let named = |start: &str| text.strip_prefix(start).is_some_and(|name| !name.trim().is_empty());
    let is_agent = text
        .split_once('/')
        .is_some_and(|(name, version)| !name.trim().is_empty() && !version.trim().is_empty());
    is_agent || named("human:") || named("process:")
}
