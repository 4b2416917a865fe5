//! The shapes of every JSON answer, as `folio help json` tells them; fields are only ever added.

pub mod coverage;
pub mod doctor;
pub mod matrix;
pub mod routes;
pub mod stats;
pub mod terms;

use serde::Serialize;

use crate::content::diagnostic::Diagnostic;
use crate::graph::{Comparison, Group, Named, Neighbour, Neighbourhood, Shared, Web};
use crate::model::{Catalogue, EntryKey, Library, Provenance, Related, Statement};

/// The version of the shapes in this module.
const SCHEMA_VERSION: u32 = 1;

/// An answer with its version.
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

/// `folio list`.
#[derive(Serialize)]
pub struct Themes<'a> {
    /// In screen order.
    pub themes: Vec<Theme<'a>>,
}

/// One theme.
#[derive(Serialize)]
pub struct Theme<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// How many entries it has.
    pub count: usize,
}

/// `folio list THEME`.
#[derive(Serialize)]
pub struct Entries<'a> {
    /// The theme's id.
    pub theme: &'a str,
    /// In the order of the theme.
    pub entries: Vec<Head<'a>>,
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
            pack: &catalogue.pack(catalogue.pack_of(key)).id,
            theme: &catalogue.theme(catalogue.theme_of(key)).id,
            number: catalogue.number(key),
            summary: catalogue.summary(key),
        }
    }
}

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

/// `folio map`.
#[derive(Serialize)]
pub struct MapJson<'a> {
    /// The id of the entry in the middle.
    pub id: &'a str,
    /// How many neighbours there are.
    pub neighbours: usize,
    /// They, by theme.
    pub groups: Vec<MapGroup<'a>>,
}

/// The neighbours of one theme.
#[derive(Serialize)]
pub struct MapGroup<'a> {
    theme: &'a str,
    count: usize,
    neighbours: Vec<MapNeighbour<'a>>,
}

#[derive(Serialize)]
struct MapNeighbour<'a> {
    id: &'a str,
    title: &'a str,
    links: u32,
    beyond: usize,
    beyond_is_more: bool,
}

impl<'a> MapGroup<'a> {
    /// Reads one theme.
    pub fn new(web: Web<'a>, around: &Neighbourhood, group: &Group) -> Self {
        let catalogue = web.catalogue;
        let neighbour = |one: &Neighbour| {
            let beyond = around.beyond(web, one.entry);
            MapNeighbour {
                id: catalogue.id(one.entry),
                title: catalogue.title(one.entry),
                links: one.links,
                beyond: beyond.count,
                beyond_is_more: beyond.more,
            }
        };
        Self {
            theme: &catalogue.theme(group.theme).id,
            count: group.count,
            neighbours: group.best.iter().map(neighbour).collect(),
        }
    }
}

/// `folio path`.
#[derive(Serialize)]
pub struct PathJson<'a> {
    /// The id of the first entry.
    pub from: &'a str,
    /// The id of the last entry.
    pub to: &'a str,
    /// The chains, the best first.
    pub chains: Vec<Vec<ChainStep<'a>>>,
    /// Whether there are more of this length.
    pub more: bool,
}

/// An entry of a chain, with what joins it to the next one.
#[derive(Serialize)]
pub struct ChainStep<'a> {
    id: &'a str,
    title: &'a str,
    links: Vec<LinkJson<'a>>,
}

impl<'a> ChainStep<'a> {
    /// Reads one step.
    pub fn new(catalogue: &'a Catalogue, (entry, links): &'a (EntryKey, Vec<Related>)) -> Self {
        let links = links.iter().map(|link| LinkJson::new(catalogue, link)).collect();
        Self { id: catalogue.id(*entry), title: catalogue.title(*entry), links }
    }
}

/// `folio compare`.
#[derive(Serialize)]
pub struct ComparisonJson<'a> {
    left: &'a str,
    right: &'a str,
    terms: SharedJson<'a>,
    linked: SharedJson<'a>,
    claims: SharedJson<'a>,
    places: SharedJson<'a>,
}

/// What both have, and what one has alone, as ids.
#[derive(Serialize)]
struct SharedJson<'a> {
    both: Vec<&'a str>,
    left: Vec<&'a str>,
    right: Vec<&'a str>,
}

impl<'a> ComparisonJson<'a> {
    /// Reads a comparison.
    pub fn new(catalogue: &'a Catalogue, pair: [EntryKey; 2], found: &Comparison) -> Self {
        fn shared<'a, T: Copy>(all: &Shared<T>, id: impl Fn(T) -> &'a str) -> SharedJson<'a> {
            let ids = |own: &[T]| own.iter().map(|&one| id(one)).collect();
            SharedJson { both: ids(&all.both), left: ids(&all.left), right: ids(&all.right) }
        }
        Self {
            left: catalogue.id(pair[0]),
            right: catalogue.id(pair[1]),
            terms: shared(&found.terms, |key| catalogue.id(key)),
            linked: shared(&found.linked, |key| catalogue.id(key)),
            claims: shared(&found.claims, |key| &*catalogue.claim(key).id),
            places: shared(&found.places, |key| &*catalogue.place(key).id),
        }
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

/// `folio search`.
#[derive(Serialize)]
pub struct Found<'a> {
    /// What was typed.
    pub query: &'a str,
    /// How many entries match.
    pub total: usize,
    /// The best of them.
    pub hits: Vec<HitJson<'a>>,
    /// What to do where there are none.
    pub suggestions: Vec<SuggestionJson<'a>>,
    /// What is wrong with the query.
    pub diagnostics: &'a [String],
}

/// One hit.
#[derive(Serialize)]
pub struct HitJson<'a> {
    /// The entry's id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Its theme's id.
    pub theme: &'a str,
    /// Its pack's id.
    pub pack: &'a str,
    /// Where it matches.
    pub field: &'a str,
    /// How well it matches.
    pub class: String,
    /// Orders hits inside a class.
    pub score: i64,
    /// The text around the match.
    pub excerpt: &'a str,
    /// Where it matches: start and end in bytes of the excerpt, ascending.
    pub marks: Vec<[usize; 2]>,
    /// Why it stands where it stands, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Vec<String>>,
}

/// One way out.
#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum SuggestionJson<'a> {
    /// The nearest title.
    Nearest {
        /// Its entry.
        id: &'a str,
        /// The title.
        title: &'a str,
        /// The title or other name that is nearest.
        name: &'a str,
    },
    /// A theme of the name that was typed.
    Theme {
        /// Its id.
        theme: &'a str,
        /// The query that lists it.
        query: &'a str,
    },
    /// A word to drop.
    Without {
        /// The word.
        word: &'a str,
        /// What is left.
        query: &'a str,
    },
    /// A filter with a value that it can have.
    Value {
        /// The query that is just this filter.
        query: &'a str,
    },
    /// A wider scope.
    Widen,
    /// The glossary, where nothing else helps.
    Terms {
        /// Its theme.
        theme: &'a str,
    },
}

/// `folio check`.
#[derive(Serialize)]
pub struct Checked<'a> {
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// All of them.
    pub diagnostics: Vec<DiagnosticJson<'a>>,
    /// The state of the packs, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stats: Option<stats::StatsJson<'a>>,
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
            code: diagnostic.code,
            file: &diagnostic.file,
            line: diagnostic.line,
            column: diagnostic.column,
            message: &diagnostic.message,
            hint: &diagnostic.hint,
        }
    }
}

/// An error, where `--json` was asked for.
#[derive(Serialize)]
pub struct Failure<'a> {
    /// What, where and what to do.
    pub error: &'a str,
    /// The entries it could have meant, with their packs where several are open.
    pub candidates: Vec<String>,
}
