//! What the JSON answers of several commands share; fields are only ever added. Refuses to know: how
//! they are written.

use std::collections::HashSet;

use serde::Serialize;

use crate::content::diagnostic::Diagnostic;
use crate::formats::SCHEMA_VERSION;
use crate::model::{Catalogue, EntryKey, Provenance, Related, SourceKey};

/// An answer with the version of its shape.
#[derive(Serialize)]
pub struct Answer<T> {
    schema_version: u32,
    #[serde(flatten)]
    answer: T,
}

impl<T> Answer<T> {
    /// Puts the version before an answer.
    pub fn new(answer: T) -> Self {
        Self { schema_version: SCHEMA_VERSION, answer }
    }
}

/// What is answered of each entry that was named: of one by itself, of several one after the other.
#[derive(Serialize)]
#[serde(untagged)]
pub enum OfEach<T> {
    /// Of one.
    One(T),
    /// Of several.
    Several {
        /// The answers, in the order of the names.
        entries: Vec<T>,
    },
}

/// Explains the answers about several entries.
pub const SHAPE_OF_SEVERAL: &str = "\
Where several entries are named, as in folio links ID ID --json:
  { schema_version, entries }
  entries is an array with what the answer about each of them alone holds besides
  schema_version; of folio show it has ENTRY.
";

impl<T> OfEach<T> {
    /// Puts answers together.
    pub fn new(mut answers: Vec<T>) -> Self {
        if answers.len() == 1 {
            Self::One(answers.remove(0))
        } else {
            Self::Several { entries: answers }
        }
    }
}

/// An entry in a list.
#[derive(Serialize)]
pub struct Head<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// Its theme's id.
    pub theme: &'a str,
    /// Its number.
    pub number: Option<u32>,
    /// Its summary.
    pub summary: &'a str,
}

impl<'a> Head<'a> {
    /// Reads an entry's head from the catalogue.
    pub fn new(catalogue: &'a Catalogue, key: EntryKey) -> Self {
        Self {
            id: catalogue.id(key),
            title: catalogue.title(key),
            pack: catalogue.pack_id_of(key),
            theme: &catalogue.theme(catalogue.theme_of(key)).id,
            number: catalogue.number(key),
            summary: catalogue.summary(key),
        }
    }
}

/// An entry that is only named.
#[derive(Serialize)]
pub struct Named<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
}

impl<'a> Named<'a> {
    /// Names an entry.
    pub fn new(catalogue: &'a Catalogue, key: EntryKey) -> Self {
        let (id, pack) = (catalogue.id(key), catalogue.pack_id_of(key));
        Self { id, pack, title: catalogue.title(key) }
    }
}

/// A name of an entry in another language.
#[derive(Serialize)]
pub struct NameJson<'a> {
    language: &'a str,
    text: &'a str,
    reading: &'a str,
    verified: Option<bool>,
    source: Option<&'a str>,
}

impl<'a> NameJson<'a> {
    /// Reads all names of an entry.
    pub fn all(catalogue: &'a Catalogue, key: EntryKey) -> Vec<Self> {
        let names = catalogue.names(key).map(|name| Self {
            language: name.language,
            text: name.text,
            reading: name.reading,
            verified: name.verified,
            source: name.source.map(|source| &*catalogue.source(source).id),
        });
        names.collect()
    }
}

/// A link, read from one of its ends.
#[derive(Serialize)]
pub struct LinkJson<'a> {
    to: &'a str,
    pack: &'a str,
    title: &'a str,
    relation: &'a str,
    label: &'a str,
    reason: &'a str,
    by: Option<&'static str>,
    certainty: Option<&'static str>,
    claims: Vec<&'a str>,
    sources: Vec<&'a str>,
}

impl<'a> LinkJson<'a> {
    /// Reads one line of an entry's links.
    pub fn new(catalogue: &'a Catalogue, link: &'a Related) -> Self {
        let relation = catalogue.relation(link.relation);
        let ground = Ground::new(catalogue, link.provenance.as_ref());
        Self {
            to: catalogue.id(link.entry),
            pack: catalogue.pack_id_of(link.entry),
            title: catalogue.title(link.entry),
            relation: &relation.id,
            label: catalogue.label(link),
            reason: &link.reason,
            by: link.provenance.as_ref().map(|provenance| provenance.by().word()),
            certainty: ground.certainty,
            claims: ground.claims,
            sources: ground.sources,
        }
    }

    /// Reads several.
    pub fn all(catalogue: &'a Catalogue, links: &'a [Related]) -> Vec<Self> {
        links.iter().map(|link| Self::new(catalogue, link)).collect()
    }
}

/// A source that an entry names.
#[derive(Serialize)]
pub struct SourceJson<'a> {
    id: &'a str,
    title: &'a str,
    author: Option<&'a str>,
    publisher: Option<&'a str>,
    language: Option<&'a str>,
    date: Option<&'a str>,
    checked: Option<&'a str>,
    url: Option<&'a str>,
    access: Option<&'a str>,
    usage: Option<&'a str>,
}

impl<'a> SourceJson<'a> {
    /// Reads a source from the catalogue.
    pub fn new(catalogue: &'a Catalogue, key: SourceKey) -> Self {
        let source = catalogue.source(key);
        Self {
            id: &source.id,
            title: &source.title,
            author: given(&source.author),
            publisher: given(&source.publisher),
            language: given(&source.language),
            date: given(&source.date),
            checked: given(&source.checked),
            url: given(&source.url),
            access: given(&source.access),
            usage: given(&source.usage),
        }
    }
}

/// What a statement or link rests on, as ids.
pub struct Ground<'a> {
    /// The claims.
    pub claims: Vec<&'a str>,
    /// The places of the claims, each once.
    pub places: Vec<&'a str>,
    /// The sources.
    pub sources: Vec<&'a str>,
    /// How certain the editor is.
    pub certainty: Option<&'static str>,
}

impl<'a> Ground<'a> {
    /// Reads what something rests on.
    pub fn new(catalogue: &'a Catalogue, provenance: Option<&Provenance>) -> Self {
        let mut ground =
            Self { claims: Vec::new(), places: Vec::new(), sources: Vec::new(), certainty: None };
        match provenance {
            None => {}
            Some(Provenance::Article { claims }) => {
                let mut met = HashSet::new();
                for claim in claims.iter().map(|&key| catalogue.claim(key)) {
                    ground.claims.push(claim.id);
                    if met.insert(claim.place) {
                        ground.places.push(&catalogue.place(claim.place).id);
                    }
                }
            }
            Some(Provenance::Editor { certainty, sources }) => {
                ground.certainty = Some(certainty.word());
                ground.sources.extend(sources.iter().map(|&key| &*catalogue.source(key).id));
            }
        }
        ground
    }
}

/// One mistake.
#[derive(Serialize)]
pub struct DiagnosticJson<'a> {
    severity: &'static str,
    code: &'a str,
    file: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    message: &'a str,
    hint: &'a str,
}

impl<'a> DiagnosticJson<'a> {
    /// Reads a mistake.
    pub fn new(diagnostic: &'a Diagnostic) -> Self {
        Self {
            severity: diagnostic.severity.word(),
            code: &diagnostic.code,
            file: &diagnostic.file,
            line: diagnostic.line,
            column: diagnostic.column,
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        }
    }
}

/// Returns a text, or nothing if it is empty.
pub fn given(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Extent, ground};
    use crate::model::{NewClaim, Pack, Place};

    /// Looking through all places for each claim would take minutes.
    #[test]
    fn a_statement_that_rests_on_three_hundred_thousand_places_names_each_once() {
        const COUNT: usize = 300_000;
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let mut claims = Vec::new();
        for number in 0..COUNT {
            // Neighbours with the same word before their number would be told as a range.
            let name = format!("{}{number}", if number % 2 == 0 { "p" } else { "q" });
            let place = catalogue.push_place(Place::new(pack, &name, &name));
            claims.push(catalogue.push_claim(&NewClaim {
                id: name.into(),
                place,
                text: "".into(),
            }));
        }
        claims.push(claims[0]);
        let provenance = Provenance::Article { claims };
        let found = Ground::new(&catalogue, Some(&provenance));
        assert_eq!((found.claims.len(), found.places.len()), (COUNT + 1, COUNT));
        let told = ground(&catalogue, &provenance, Extent::Names);
        assert_eq!(told.matches("q1,").count(), 1, "every place is named");
        assert!(told.ends_with("q299999]"), "the first is not named again");
    }
}
