//! An entry as a concept: front matter, its text with footnotes, its links. Refuses to know: where files go.

use std::collections::HashSet;

use super::marks::marked;
use super::one_line;
use super::paths::Paths;
use crate::document::{Extent, ground};
use crate::formats::escape::in_brackets;
use crate::formats::{SUPERSEDED_BY, quoted};
use crate::messages::okf as says;
use crate::model::record::{Act, Deed};
use crate::model::{
    Body, Catalogue, ClaimKey, Day, EntryKey, LinkKey, PlaceKey, Provenance, Source, SourceKey,
};
use crate::text::markdown::{PageNames, renumbered};

/// Words of a standing that follow from other keys (OKF 0.2, 5.3), so that they are no status.
const FOLLOWING: [&str; 4] = ["unverified", "confirmed", "reviewed", "superseded"];

/// Writes an entry.
pub fn concept(catalogue: &Catalogue, entry: EntryKey, body: &Body, paths: &Paths) -> String {
    let mut writer =
        Writer { catalogue, entry, paths, page: PageNames::default(), notes: Vec::new() };
    let mut parts = Vec::new();
    parts.extend(writer.names());
    for statement in &body.statements {
        if !statement.heading.is_empty() {
            let anchor = if statement.id.is_empty() {
                String::new()
            } else {
                format!(" {{#{}}}", statement.id)
            };
            parts.push(format!("## {}{anchor}", one_line(&statement.heading)));
        }
        parts.push(writer.text(&statement.text, &statement.provenance));
    }
    let text = renumbered(&mut writer.page, &body.markdown);
    parts.push(paths.led(&text).trim_matches(['\n', '\r']).to_owned());
    parts.extend(writer.links());
    parts.extend(writer.footnotes());
    parts.retain(|part| !part.is_empty());
    let text = parts.join("\n\n");
    format!("---\n{}---\n\n{text}\n", writer.front(&text))
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
    page: PageNames,
    notes: Vec<Note>,
}

impl Writer<'_> {
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
        let text = renumbered(&mut self.page, text).into_owned();
        let text = marked(&self.paths.led(&text), &self.marks(provenance));
        match provenance {
            Provenance::Editor { sources, .. } if sources.is_empty() => {
                format!("{text}\n\n*{}*", ground(self.catalogue, provenance, Extent::Note))
            }
            _ => text,
        }
    }

    fn marks(&mut self, provenance: &Provenance) -> String {
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
        labels.iter().flat_map(|label| ["[^", label, "]"]).collect()
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
            .filter(|key| !self.supersedes(*key))
            .collect::<Vec<_>>()
            .into_iter()
            .map(|key| {
                let link = catalogue.link(key);
                let label = in_brackets(&catalogue.relation(link.relation).label);
                let marks = catalogue.provenance(key).map(|it| self.marks(&it));
                let reason = one_line(&paths.led(link.reason));
                let reason = if reason.is_empty() { reason } else { format!(": {reason}") };
                let to = paths.link(link.to);
                format!("- {label} {to}{reason}{}", marks.unwrap_or_default())
            })
            .collect();
        (!lines.is_empty()).then(|| format!("## {}\n\n{}", says::LINKS, lines.join("\n")))
    }

    /// Returns whether a link leads to what replaces where it starts, and says no more than that.
    fn supersedes(&self, key: LinkKey) -> bool {
        let link = self.catalogue.link(key);
        let relation = self.catalogue.relation(link.relation);
        &*relation.id == SUPERSEDED_BY && link.reason.is_empty()
    }

    /// Writes what each footnote says: its claims, else the title of its source.
    fn footnotes(&self) -> Option<String> {
        let catalogue = self.catalogue;
        let lines: Vec<String> = self
            .notes
            .iter()
            .map(|note| {
                let claims = note.claims.iter().map(|claim| catalogue.claim(*claim).text);
                let said = one_line(&claims.collect::<Vec<_>>().join(" "));
                let said = if said.is_empty() { self.title_of(note) } else { said };
                format!("[^{}]: {}", note.label, in_brackets(&said))
            })
            .collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn title_of(&self, note: &Note) -> String {
        let source = note.source.map(|source| &*self.catalogue.source(source).title);
        let place = note.place.map(|place| &*self.catalogue.place(place).label);
        one_line(source.or(place).unwrap_or(&note.label))
    }

    /// Writes what the entry says of itself; a text in JSON is one in YAML as well. What a computation runs on
    /// is told in its text.
    fn front(&self, told: &str) -> String {
        let (catalogue, entry) = (self.catalogue, self.entry);
        let theme = catalogue.theme(catalogue.theme_of(entry));
        let kind = Some(catalogue.kind(entry)).filter(|kind| !kind.is_empty());
        let status = catalogue.standing(entry).find(|word| !FOLLOWING.contains(word));
        let runtime = told.lines().find_map(|line| line.strip_prefix(says::RUNTIME));
        let number = catalogue.number(entry).map(|number| number.to_string());
        let stale_after = catalogue.stale_after(entry).map(|day| day.to_string());
        let later = self.paths.links_from(entry).filter(|key| self.supersedes(*key));
        let file = |key| format!("/{}", self.paths.file(catalogue.link(key).to));
        let later: Vec<String> = later.map(file).collect();
        let pairs = [
            ("type", text(kind.unwrap_or(&theme.title))),
            ("title", text(&one_line(catalogue.title(entry)))),
            ("description", text(&one_line(&catalogue.plain_summary(entry)))),
            ("tags", list(catalogue.tags(entry))),
            ("aliases", list(catalogue.aliases(entry).chain(catalogue.forms(entry)))),
            ("number", number.unwrap_or_default()),
            ("status", text(status.unwrap_or_default())),
            ("superseded_by", list(later.iter().map(|path| &**path))),
            ("runtime", text(runtime.unwrap_or_default())),
            ("stale_after", stale_after.unwrap_or_default()),
        ];
        let mut front = String::new();
        for (key, value) in pairs {
            front += &line("", key, &value);
        }
        front += &recorded(catalogue.record(entry));
        if !self.notes.is_empty() {
            front += "sources:\n";
            for note in &self.notes {
                front += &self.source(note);
            }
        }
        front
    }

    fn source(&self, note: &Note) -> String {
        let source = note.source.map(|source| self.catalogue.source(source));
        let place = note.place.map(|place| &*self.catalogue.place(place).label);
        let title = self.title_of(note);
        let resource = source.map_or("", |source| {
            let known = [&source.url, &source.access, &source.title];
            known.into_iter().find(|text| !text.is_empty()).map_or("", |text| &**text)
        });
        let resource = if resource.is_empty() { &*title } else { resource };
        let said = |field: fn(&Source) -> &str| text(source.map_or("", field));
        let date = source.map_or("", |source| &*source.date);
        let (day, date) = if Day::parse(date).is_some() { (date, "") } else { ("", date) };
        let pairs = [
            ("resource", text(resource)),
            ("title", text(&title)),
            ("author", said(|source| &source.author)),
            ("publisher", said(|source| &source.publisher)),
            ("last_modified", day.to_owned()),
            ("date", text(date)),
            ("place", text(place.unwrap_or_default())),
        ];
        let mut told = format!("  - id: {}\n", text(&note.label));
        for (key, value) in pairs {
            told += &line("    ", key, &value);
        }
        told + &used(source.map_or("", |source| &*source.usage))
    }
}

/// Writes who wrote a concept and who confirmed it (OKF 0.2, 5.2); where only the time is told, as version 0.1
/// has it, and a line of other words as it is.
fn recorded(record: &str) -> String {
    let Some(acts) = Act::all(record) else { return line("", "record", &text(record)) };
    let (written, confirmed): (Vec<Act>, Vec<Act>) =
        acts.into_iter().partition(|act| act.deed == Deed::Written);
    let mut told = String::new();
    if let Some(act) = written.first() {
        told += &match act.by {
            None => line("", "timestamp", &text(act.at.unwrap_or_default())),
            Some(_) => line("", "generated", &done(act)),
        };
    }
    if !confirmed.is_empty() {
        told += "verified:\n";
    }
    confirmed.iter().fold(told, |told, act| told + "  - " + &done(act) + "\n")
}

/// Writes who did something and when.
fn done(act: &Act) -> String {
    let pairs = [("by", act.by), ("at", act.at)].into_iter();
    let pairs = pairs.filter_map(|(key, value)| Some(format!("{key}: {}", quoted(value?))));
    format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
}

/// Writes how much a source is used (OKF 0.2, 5.1).
fn used(usage: &str) -> String {
    let Some((count, window)) = says::usage_told(usage) else {
        return line("    ", "usage", &text(usage));
    };
    let window = window.map(|(from, to)| {
        format!("    usage_window: {{ from: {}, to: {} }}\n", quoted(from), quoted(to))
    });
    format!("    usage_count: {count}\n{}", window.unwrap_or_default())
}

/// Returns a text in YAML; empty if it is.
fn text(text: &str) -> String {
    if text.is_empty() { String::new() } else { quoted(text) }
}

/// Returns a list of texts in YAML; empty if it is.
fn list<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let texts: Vec<String> = texts.map(quoted).collect();
    if texts.is_empty() { String::new() } else { format!("[{}]", texts.join(", ")) }
}

/// Writes a key with its value; nothing if that is empty.
fn line(before: &str, key: &str, value: &str) -> String {
    if value.is_empty() { String::new() } else { format!("{before}{key}: {value}\n") }
}
