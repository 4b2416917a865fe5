//! An entry as a concept: front matter, its text with footnotes, its links. Refuses to know: where files go.

use std::borrow::Cow;
use std::collections::HashSet;

use super::beyond::{self, Beyond};
use super::front::Front;
use super::marks::marked;
use super::paths::Paths;
use crate::document::{Extent, ground};
use crate::formats::escape::in_brackets;
use crate::formats::okf::blocks::blocks;
use crate::formats::okf::head::{self, one_line};
use crate::formats::okf::statements::without_notes;
use crate::formats::okf::{DERIVED_FROM, SUPERSEDED_BY, label_of};
use crate::formats::{Said, Value};
use crate::messages::okf as says;
use crate::model::{
    Body, Catalogue, ClaimKey, Day, EntryKey, LinkKey, PlaceKey, Provenance, Source, SourceKey,
};
use crate::text::markdown::{PageNames, closed, renumbered};

/// Writes an entry, with what it says `beyond` what the catalogue keeps.
pub fn concept(
    catalogue: &Catalogue,
    entry: EntryKey,
    body: &Body,
    paths: &Paths,
    said: Option<&Said>,
) -> Written {
    let beyond = Beyond::new(said, paths, entry);
    let (page, notes) = (PageNames::default(), Vec::new());
    let mut writer = Writer { catalogue, entry, paths, beyond, page, notes };
    let told = writer.told_by_keys(body);
    let untold = |text| told.as_deref().map_or(text, |told| without(text, told));
    let mut parts = Vec::new();
    parts.extend(writer.names());
    for (at, statement) in body.statements.iter().enumerate() {
        if !statement.heading.is_empty() {
            let anchor = if statement.id.is_empty() {
                String::new()
            } else {
                format!(" {{#{}}}", statement.id)
            };
            // As the headings of the specification are written (OKF 0.2, 4.2), which the title stands above.
            parts.push(format!("# {}{anchor}", one_line(&statement.heading)));
        }
        let is_last = at + 1 == body.statements.len();
        let text = if is_last { untold(&statement.text) } else { &statement.text };
        parts.push(writer.text(text, &statement.provenance));
    }
    let text = renumbered(&mut writer.page, untold(&body.markdown));
    parts.push(closed(&paths.led(entry, &text)).trim_matches(['\n', '\r']).to_owned());
    parts.extend(writer.links());
    parts.extend(writer.footnotes());
    parts.retain(|part| !part.is_empty());
    let text = joined(&parts);
    let front = writer.front(&text);
    let own = front.only(|key| writer.beyond.has(key));
    Written { says_kind: !catalogue.kind(entry).is_empty(), front, own, text }
}

/// Returns texts one below the other; a comment parts those that would be one list, or one piece of code.
fn joined(parts: &[String]) -> String {
    let mut joined = parts.first().cloned().unwrap_or_default();
    for (before, part) in parts.iter().zip(parts.iter().skip(1)) {
        joined += if goes_on(before, part) { "\n\n<!-- -->\n\n" } else { "\n\n" };
        joined += part;
    }
    joined
}

/// Returns whether a text that is written below another one would be a part of its last block.
fn goes_on(before: &str, text: &str) -> bool {
    let is_list = |c: char| c.is_ascii_digit() || "-*+".contains(c);
    let may_go_on = text.starts_with(is_list) || text.starts_with([' ', '\t']);
    let count = |text: &str| blocks(text).len();
    may_go_on && count(&format!("{before}\n\n{text}")) < count(before) + count(text)
}

/// An entry as a concept.
#[derive(Default)]
pub struct Written {
    /// Whether the entry says what sort of thing it is.
    pub says_kind: bool,
    /// What it says of itself.
    pub front: Front,
    /// What of that it said as a concept, for a page that need not say anything.
    pub own: Front,
    /// Its text, with its links and footnotes.
    pub text: String,
}

impl Written {
    /// Returns the file of a concept.
    pub fn file(&self) -> String {
        self.front.above(&format!("{}\n", self.text))
    }
}

/// A footnote: a place of a source, or a source as a whole.
struct Note {
    label: String,
    place: Option<PlaceKey>,
    source: Option<SourceKey>,
    claims: Vec<ClaimKey>,
}

struct Writer<'c> {
    catalogue: &'c Catalogue,
    entry: EntryKey,
    paths: &'c Paths<'c>,
    beyond: Beyond<'c>,
    page: PageNames,
    notes: Vec<Note>,
}

/// Writes the marks of footnotes.
fn marks(labels: &[String]) -> String {
    labels.iter().flat_map(|label| ["[^", label, "]"]).collect()
}

/// Returns a text without what stands at its end under a line.
fn without<'t>(text: &'t str, below: &str) -> &'t str {
    let rest = text.trim_end().strip_suffix(below.trim_end()).map(str::trim_end);
    rest.and_then(|rest| rest.strip_suffix("---")).map_or(text, str::trim_end)
}

impl Writer<'_> {
    /// Returns what a reader of bundles writes below the text of what keys say again; `None` if that is nothing.
    fn told_by_keys(&self, body: &Body) -> Option<String> {
        let cited: HashSet<String> = body
            .statements
            .iter()
            .flat_map(|statement| statement.provenance.claims())
            .filter_map(|claim| self.catalogue.place(self.catalogue.claim(*claim).place).source)
            .flat_map(|source| {
                let Source { url, access, title, .. } = self.catalogue.source(source);
                [&**url, &**access, &**title].map(|path| self.paths.moved(self.entry, path))
            })
            .collect();
        let told = self.beyond.below(&|path| cited.contains(path), !cited.is_empty());
        Some(told).filter(|told| !told.is_empty())
    }

    /// Writes its names in other languages, each with the source that has it.
    fn names(&mut self) -> Option<String> {
        let catalogue = self.catalogue;
        let names = catalogue.names(self.entry).map(|name| {
            let reading = Some(name.reading).filter(|reading| !reading.is_empty());
            let reading = reading.map(|it| format!(" ({})", in_brackets(it))).unwrap_or_default();
            let source = name.source.map(|source| self.note(None, Some(source), None));
            let mark = source.map(|label| format!("[^{label}]")).unwrap_or_default();
            format!("- {}: {}{reading}{mark}", name.language, in_brackets(name.text))
        });
        Some(names.collect::<Vec<_>>().join("\n")).filter(|names| !names.is_empty())
    }

    /// Writes a text with the marks of what it rests on, or with what kind of ground it has.
    fn text(&mut self, text: &str, provenance: &Provenance) -> String {
        let mut labels = self.labels(provenance);
        let text = self.noted(text, provenance, &labels);
        // A note of the text's own is another one, which gets a number.
        let is_own = |label: &str| text.contains(&format!("[^{label}]:"));
        labels.retain(|label| !text.contains(&format!("[^{label}]")) || is_own(label));
        let text = renumbered(&mut self.page, &text).into_owned();
        let text = marked(&closed(&self.paths.led(self.entry, &text)), &marks(&labels));
        match provenance {
            Provenance::Editor { sources, .. } if sources.is_empty() => {
                format!("{text}\n\n*{}*", ground(self.catalogue, provenance, Extent::Note))
            }
            _ => text,
        }
    }

    /// Returns a text without the footnotes that say what a claim on which it rests says: the footnote on that is
    /// the same, and stays named where it is.
    fn noted<'t>(&self, text: &'t str, provenance: &Provenance, labels: &[String]) -> Cow<'t, str> {
        let place = |claim| self.catalogue.place(self.catalogue.claim(claim).place);
        let claims = provenance.claims().iter();
        let said: Vec<(&str, String)> =
            claims.map(|&claim| (&*place(claim).id, self.said_by(claim))).collect();
        let is_own = |label: &str| labels.iter().any(|own| own == label);
        let is_said =
            |label: &str, prose: &str| said.iter().any(|it| *it.0 == *label && it.1 == prose);
        without_notes(text, &|label, prose| is_own(label) && is_said(label, prose))
    }

    /// Returns the labels of the footnotes on what a text rests on, each once.
    fn labels(&mut self, provenance: &Provenance) -> Vec<String> {
        let mut labels: Vec<String> = Vec::new();
        match provenance {
            Provenance::Article { claims } => {
                for &claim in claims {
                    let place = self.catalogue.claim(claim).place;
                    let source = self.catalogue.place(place).source;
                    labels.push(self.note(Some(place), source, Some(claim)));
                }
            }
            Provenance::Editor { sources, .. } => {
                labels.extend(sources.iter().map(|&source| self.note(None, Some(source), None)));
            }
        }
        let mut met = HashSet::new();
        labels.retain(|label| met.insert(label.clone()));
        labels
    }

    /// Returns the label of the footnote on a place or a source, and adds a claim to it.
    fn note(
        &mut self,
        place: Option<PlaceKey>,
        source: Option<SourceKey>,
        claim: Option<ClaimKey>,
    ) -> String {
        let known = self.notes.iter().position(|it| (it.place, it.source) == (place, source));
        let at = known.unwrap_or_else(|| {
            let id = place.map(|place| &*self.catalogue.place(place).id);
            let id = id.or_else(|| source.map(|source| &*self.catalogue.source(source).id));
            let label = self.free_label(id.unwrap_or_default());
            self.notes.push(Note { label, place, source, claims: Vec::new() });
            self.notes.len() - 1
        });
        let note = &mut self.notes[at];
        note.claims.extend(claim.filter(|claim| !note.claims.contains(claim)));
        note.label.clone()
    }

    /// Returns a label that no other footnote has; numbers are those of the author's own footnotes.
    fn free_label(&self, id: &str) -> String {
        let stays = |c: char| if c.is_alphanumeric() || "._-".contains(c) { c } else { '-' };
        let label: String = id.chars().map(stays).collect();
        let is_number = label.bytes().all(|byte| byte.is_ascii_digit());
        let label = if is_number { format!("s{label}") } else { label };
        let mut free = label.clone();
        for number in 2.. {
            if !self.notes.iter().any(|note| note.label.eq_ignore_ascii_case(&free)) {
                break;
            }
            free = format!("{label}-{number}");
        }
        free
    }

    /// Writes the links that start here, with their reasons; those to what replaces it are keys.
    fn links(&mut self) -> Option<String> {
        let catalogue = self.catalogue;
        let paths = self.paths;
        let lines: Vec<String> = paths
            .links_from(self.entry)
            .filter(|key| !self.supersedes(*key) && !self.is_source(*key))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|key| {
                let link = catalogue.link(key);
                let label = in_brackets(&catalogue.relation(link.relation).label);
                let marks = catalogue.provenance(key).map(|it| marks(&self.labels(&it)));
                let reason = one_line(&paths.led(self.entry, link.reason));
                let reason = if reason.is_empty() { reason } else { format!(": {reason}") };
                let to = paths.link(link.to);
                format!("- {label} {to}{reason}{}", marks.unwrap_or_default())
            })
            .collect();
        (!lines.is_empty()).then(|| format!("# {}\n\n{}", says::LINKS, lines.join("\n")))
    }

    /// Returns whether a link leads to what replaces where it starts, and says no more than that.
    fn supersedes(&self, key: LinkKey) -> bool {
        let link = self.catalogue.link(key);
        let relation = self.catalogue.relation(link.relation);
        &*relation.id == SUPERSEDED_BY && link.reason.is_empty()
    }

    /// Returns whether a link leads to what a source of the entry is, and says no more than that.
    fn is_source(&self, key: LinkKey) -> bool {
        let link = self.catalogue.link(key);
        let relation = self.catalogue.relation(link.relation);
        let file = Value::from(format!("/{}", self.paths.file(link.to)));
        let is_it = |source: &Said| source.get("resource") == Some(&file);
        &*relation.id == DERIVED_FROM
            && link.reason.is_empty()
            && (self.notes.iter().any(|note| is_it(&self.source(note)))
                || !self.beyond.sources(&|one| one.as_object().is_some_and(is_it)).is_empty())
    }

    /// Writes what each footnote says: its claims, else the title of its source.
    fn footnotes(&self) -> Option<String> {
        let lines: Vec<String> = self
            .notes
            .iter()
            .map(|note| {
                let claims = note.claims.iter().map(|claim| self.said_by(*claim));
                let said = one_line(&claims.collect::<Vec<_>>().join(" "));
                let said = if said.is_empty() { self.title_of(note) } else { said };
                format!("[^{}]: {}", note.label, in_brackets(&said))
            })
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// Returns what a claim says, without its markup.
    fn said_by(&self, claim: ClaimKey) -> String {
        let pack = self.catalogue.pack_of(self.entry);
        self.catalogue.plain_in(pack, self.catalogue.claim(claim).text).text
    }

    fn title_of(&self, note: &Note) -> String {
        let source = note.source.map(|source| &*self.catalogue.source(source).title);
        let place = note.place.map(|place| &*self.catalogue.place(place).label);
        one_line(source.or(place).unwrap_or(&note.label))
    }

    /// Writes what the entry says of itself. What a computation runs on is told in its text, where no key says it.
    fn front(&self, text: &str) -> Front {
        let (catalogue, entry) = (self.catalogue, self.entry);
        let theme = catalogue.theme(catalogue.theme_of(entry));
        let later = self.paths.links_from(entry).filter(|key| self.supersedes(*key));
        let file = |key| format!("/{}", self.paths.file(catalogue.link(key).to)).into();
        let later = self.beyond.replaced_by(later.map(file).collect());
        let called = head::title_of(self.paths.file(entry));
        let mut front = Front::default();
        let words = self.beyond.still_said(catalogue, &called);
        let mut told = head::told(catalogue, entry);
        if words.contains_key("alias") && !words.contains_key("aliases") {
            told.remove("aliases");
        }
        told.entry("type").or_insert_with(|| (&*theme.title).into());
        for key in head::KEYS {
            let own = words.iter().find(|(own, _)| own.eq_ignore_ascii_case(key));
            if let Some((key, value)) = own.or_else(|| told.get_key_value(key)) {
                front.repeat(key, value.clone());
            }
            if key == "status" {
                front.say("superseded_by", later.clone());
            }
        }
        for (key, value) in self.beyond.recorded(catalogue.record(entry)) {
            front.say(&key, value);
        }
        let own = self.notes.iter().map(|note| self.beyond.completed(self.source(note)));
        let others = self.beyond.sources(&|one| !self.is_cited(one));
        front.say("sources", own.chain(others).collect::<Vec<_>>());
        for (key, value) in self.beyond.others() {
            front.repeat(key, value);
        }
        let runtime = text.lines().find_map(|line| line.strip_prefix(says::RUNTIME));
        front.say("runtime", runtime.unwrap_or_default());
        front
    }

    /// Returns whether a footnote names a source of which more is said.
    fn is_cited(&self, source: &Value) -> bool {
        self.notes.iter().any(|note| beyond::is_same(&self.source(note), source))
    }

    fn source(&self, note: &Note) -> Said {
        let source = note.source.map(|source| self.catalogue.source(source));
        let place = note.place.map(|place| &*self.catalogue.place(place).label);
        let title = self.title_of(note);
        let resource = source.map_or("", |source| {
            let known = [&source.url, &source.access, &source.title];
            known.into_iter().find(|text| !text.is_empty()).map_or("", |text| &**text)
        });
        let resource = if resource.is_empty() { &*title } else { resource };
        let said = |field: fn(&Source) -> &str| source.map_or("", field);
        let date = said(|source| &source.date);
        let (day, date) = if Day::parse(date).is_some() { (date, "") } else { ("", date) };
        // What a reader of bundles calls it by itself need not be said.
        let named = Some(&*title).filter(|title| *title != note.label).unwrap_or_default();
        let given = label_of(&note.label, &title);
        let place = place.filter(|label| *label != title && *label != given).unwrap_or_default();
        let pairs = [
            ("id", &*note.label),
            ("resource", &*self.paths.moved(self.entry, resource)),
            ("title", named),
            ("author", said(|source| &source.author)),
            ("publisher", said(|source| &source.publisher)),
            ("last_modified", day),
            ("date", date),
            ("place", place),
        ]
        .map(|(key, value)| (key, Value::from(value)));
        let used = beyond::used(said(|source| &source.usage));
        let pairs = pairs.into_iter().chain(used).filter(|(_, value)| *value != "");
        pairs.map(|(key, value)| (key.to_owned(), value)).collect()
    }
}
