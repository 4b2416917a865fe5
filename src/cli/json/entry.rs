//! The shapes of `folio show --json` and `folio links --json`.

use serde::Serialize;

use super::Head;
use crate::graph::Named;
use crate::model::{Catalogue, EntryKey, Library, Provenance, Related, Statement};

/// `folio show`.
#[derive(Serialize)]
pub struct Shown<'a> {
    /// The entry.
    pub entry: Entry<'a>,
}

/// One entry in full.
#[derive(Serialize)]
pub struct Entry<'a> {
    id: &'a str,
    pack: &'a str,
    theme: &'a str,
    number: Option<u32>,
    title: &'a str,
    short: &'a str,
    names: Vec<Name<'a>>,
    aliases: &'a [Box<str>],
    tags: &'a [Box<str>],
    summary: &'a str,
    statements: Vec<StatementJson>,
    body: String,
    links: Vec<LinkJson<'a>>,
    backlinks: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
struct Name<'a> {
    language: &'a str,
    text: &'a str,
    reading: &'a str,
    verified: bool,
}

#[derive(Serialize)]
struct StatementJson {
    id: Option<String>,
    heading: Option<String>,
    text: String,
    by: &'static str,
    claims: Vec<String>,
    places: Vec<String>,
    sources: Vec<String>,
    certainty: Option<&'static str>,
}

/// A link, read from one of its ends.
#[derive(Serialize)]
pub struct LinkJson<'a> {
    to: &'a str,
    title: &'a str,
    relation: &'a str,
    label: &'a str,
    reason: &'a str,
    by: Option<&'static str>,
    certainty: Option<&'static str>,
    claims: Vec<&'a str>,
    sources: Vec<&'a str>,
}

/// `folio links`.
#[derive(Serialize)]
pub struct LinkLists<'a> {
    /// The entry's id.
    pub id: &'a str,
    /// Links that leave it; `to` is where they lead.
    pub links: Vec<LinkJson<'a>>,
    /// Links that lead to it; `to` is where they start.
    pub backlinks: Vec<LinkJson<'a>>,
    /// The entries whose text names it without a link to it.
    pub named_in: Vec<NamedJson<'a>>,
}

/// An entry whose text names another.
#[derive(Serialize)]
pub struct NamedJson<'a> {
    id: &'a str,
    title: &'a str,
    sentence: &'a str,
}

impl<'a> NamedJson<'a> {
    /// Reads one.
    pub fn new(catalogue: &'a Catalogue, named: &'a Named) -> Self {
        let (id, title) = (catalogue.id(named.entry), catalogue.title(named.entry));
        Self { id, title, sentence: &named.sentence }
    }
}

impl<'a> Entry<'a> {
    /// Reads an entry in full.
    pub fn new(
        library: &'a Library,
        key: EntryKey,
        links: &'a [Related],
        backlinks: &'a [Related],
    ) -> Self {
        let catalogue = &*library.catalogue;
        let body = library.body(key);
        let head = Head::new(catalogue, key);
        let name = |name: &'a crate::model::Name| Name {
            language: &name.language,
            text: &name.text,
            reading: &name.reading,
            verified: name.verified,
        };
        Self {
            id: head.id,
            pack: head.pack,
            theme: head.theme,
            number: head.number,
            title: head.title,
            short: catalogue.short(key),
            names: catalogue.names(key).iter().map(name).collect(),
            aliases: catalogue.aliases(key),
            tags: catalogue.tags(key),
            summary: head.summary,
            statements: body
                .statements
                .iter()
                .map(|one| StatementJson::new(catalogue, one))
                .collect(),
            body: body.markdown.to_string(),
            links: links.iter().map(|link| LinkJson::new(catalogue, link)).collect(),
            backlinks: backlinks.iter().map(|link| LinkJson::new(catalogue, link)).collect(),
        }
    }
}

impl StatementJson {
    fn new(catalogue: &Catalogue, statement: &Statement) -> Self {
        let ground = Ground::new(catalogue, Some(&statement.provenance));
        let owned = |ids: Vec<&str>| ids.into_iter().map(str::to_owned).collect();
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            id: given(&statement.id),
            heading: given(&statement.heading),
            text: statement.text.to_string(),
            by: statement.provenance.by().word(),
            claims: owned(ground.claims),
            places: owned(ground.places),
            sources: owned(ground.sources),
            certainty: ground.certainty,
        }
    }
}

impl<'a> LinkJson<'a> {
    /// Reads one line of an entry's links.
    pub fn new(catalogue: &'a Catalogue, link: &'a Related) -> Self {
        let relation = catalogue.relation(link.relation);
        let ground = Ground::new(catalogue, link.provenance.as_ref());
        Self {
            to: catalogue.id(link.entry),
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
}

/// What a statement or link rests on, as ids.
struct Ground<'a> {
    claims: Vec<&'a str>,
    places: Vec<&'a str>,
    sources: Vec<&'a str>,
    certainty: Option<&'static str>,
}

impl<'a> Ground<'a> {
    fn new(catalogue: &'a Catalogue, provenance: Option<&Provenance>) -> Self {
        let mut ground =
            Self { claims: Vec::new(), places: Vec::new(), sources: Vec::new(), certainty: None };
        match provenance {
            None => {}
            Some(Provenance::Article { claims }) => {
                for claim in claims.iter().map(|&key| catalogue.claim(key)) {
                    ground.claims.push(&claim.id);
                    let place = &*catalogue.place(claim.place).id;
                    if !ground.places.contains(&place) {
                        ground.places.push(place);
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
