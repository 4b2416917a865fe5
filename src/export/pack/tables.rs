//! The tables of the pack format, in the order in which an author writes their keys; what is empty is left
//! out. Refuses to know: files.

use serde::Serialize;

use super::extra::ExtraTable;
use super::{outward, reference, stands_with_entry, told_by_id};
use crate::content::assemble::Unfollowed;
use crate::content::rules::FORMAT;
use crate::model::{
    Body, Catalogue, EntryKey, LinkKey, PackKey, Provenance, SourceKey, ThemeKey, ThemeOrder,
};

/// `pack.toml`.
#[derive(Serialize)]
pub struct HeadTable<'c> {
    #[serde(flatten)]
    pub pack: PackTable<'c>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub theme: Vec<ThemeTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relation: Vec<RelationTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub matrix: Vec<MatrixTable<'c>>,
}

/// The keys above the first table of `pack.toml`.
#[derive(Serialize)]
pub struct PackTable<'c> {
    format: u32,
    id: &'c str,
    title: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'c str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    authors: &'c [Box<str>],
    #[serde(skip_serializing_if = "str::is_empty")]
    license: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<String>,
}

/// One `[[theme]]`.
#[derive(Serialize)]
pub struct ThemeTable<'c> {
    id: &'c str,
    title: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    short: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    glossary: bool,
}

/// One `[[relation]]`.
#[derive(Serialize)]
pub struct RelationTable<'c> {
    id: &'c str,
    label: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    inverse: Option<&'c str>,
    #[serde(skip_serializing_if = "is_false")]
    symmetric: bool,
}

/// One `[[matrix]]`.
#[derive(Serialize)]
pub struct MatrixTable<'c> {
    rows: &'c str,
    columns: &'c str,
}

impl<'c> HeadTable<'c> {
    /// Writes down what a pack says of itself.
    pub fn of(catalogue: &'c Catalogue, key: PackKey) -> Self {
        let pack = catalogue.pack(key);
        let theme = |theme: ThemeKey| {
            let theme = catalogue.theme(theme);
            ThemeTable {
                id: &theme.id,
                title: &theme.title,
                short: if theme.short == theme.title { "" } else { &theme.short },
                summary: &theme.summary,
                order: match theme.order {
                    ThemeOrder::File => None,
                    ThemeOrder::Number => Some("number"),
                    ThemeOrder::Title => Some("title"),
                },
                glossary: theme.glossary,
            }
        };
        let relations = catalogue.relations().iter().filter(|it| it.pack == Some(key));
        let relations = relations.map(|it| RelationTable {
            id: &it.id,
            label: &it.label,
            inverse: (!it.symmetric).then_some(&it.inverse),
            symmetric: it.symmetric,
        });
        let is_own = |theme: ThemeKey| catalogue.theme(theme).pack == key;
        let matrices = catalogue.matrices().iter().filter(|it| is_own(it.rows));
        let name = |theme: ThemeKey| &*catalogue.theme(theme).id;
        let matrices =
            matrices.map(|it| MatrixTable { rows: name(it.rows), columns: name(it.columns) });
        let pack = PackTable {
            format: FORMAT,
            id: &pack.id,
            title: &pack.title,
            version: &pack.version,
            language: &pack.language,
            summary: &pack.summary,
            authors: &pack.authors,
            license: &pack.license,
            start: pack.start.map(|start| reference(catalogue, key, start)),
        };
        Self {
            pack,
            theme: catalogue.themes_of(key).map(theme).collect(),
            relation: relations.collect(),
            matrix: matrices.collect(),
        }
    }
}

/// One `[[entry]]`.
#[derive(Serialize)]
pub struct EntryTable<'c> {
    #[serde(flatten)]
    pub own: EntryKeys<'c>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<ExtraTable>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub name: Vec<NameTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub statement: Vec<StatementTable<'c>>,
}

/// The keys of an `[[entry]]` above its own tables.
#[derive(Serialize)]
pub struct EntryKeys<'c> {
    id: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    former: Vec<&'c str>,
    title: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    short: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    summary: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<&'c str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forms: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recognise: Option<bool>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<&'c str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    kind: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    standing: Vec<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stale_after: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    record: &'c str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    see: Vec<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    body: &'c str,
}

/// One `[[entry.name]]`.
#[derive(Serialize)]
pub struct NameTable<'c> {
    language: &'c str,
    text: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reading: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
}

/// One `[[entry.statement]]`.
#[derive(Serialize)]
pub struct StatementTable<'c> {
    #[serde(skip_serializing_if = "str::is_empty")]
    id: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    heading: &'c str,
    text: &'c str,
    #[serde(flatten)]
    ground: GroundTable<'c>,
}

/// Who says something, and on what ground.
#[derive(Default, Serialize)]
struct GroundTable<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claims: Option<Vec<&'c str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sources: Vec<&'c str>,
}

impl<'c> GroundTable<'c> {
    fn of(catalogue: &'c Catalogue, provenance: &Provenance) -> Self {
        let by = Some(provenance.by().word());
        match provenance {
            Provenance::Article { claims } => {
                let claims = claims.iter().map(|claim| catalogue.claim(*claim).id);
                let claims = Some(claims.collect());
                Self { by, claims, ..Self::default() }
            }
            Provenance::Editor { certainty, sources } => {
                let sources = sources.iter().map(|it| &*catalogue.source(*it).id).collect();
                Self { by, certainty: Some(certainty.word()), sources, ..Self::default() }
            }
        }
    }
}

impl<'c> EntryTable<'c> {
    /// Writes down an entry of a theme with its texts, and which others it names as worth seeing.
    pub fn of(
        catalogue: &'c Catalogue,
        body: &'c Body,
        theme: ThemeKey,
        entry: EntryKey,
        see: Vec<String>,
    ) -> Self {
        let named = !told_by_id(catalogue, theme, entry);
        let short = catalogue.short(entry);
        let source = |key: SourceKey| &*catalogue.source(key).id;
        let is_silent = catalogue.is_term(entry) && !catalogue.is_recognised(entry);
        let own = EntryKeys {
            id: catalogue.id(entry),
            theme: named.then(|| &*catalogue.theme(theme).id),
            former: catalogue.former(entry).collect(),
            title: catalogue.title(entry),
            short: if short == catalogue.title(entry) { "" } else { short },
            number: catalogue.number(entry),
            summary: catalogue.summary(entry),
            aliases: catalogue.aliases(entry).collect(),
            forms: catalogue.forms(entry).collect(),
            recognise: is_silent.then_some(false),
            tags: catalogue.tags(entry).collect(),
            kind: catalogue.kind(entry),
            standing: catalogue.standing(entry).collect(),
            stale_after: catalogue.stale_after(entry).map(|day| day.to_string()),
            record: catalogue.record(entry),
            see,
            body: &body.markdown,
        };
        Self {
            own,
            extra: None,
            name: catalogue
                .names(entry)
                .map(|name| NameTable {
                    language: name.language,
                    text: name.text,
                    reading: name.reading,
                    verified: name.verified,
                    source: name.source.map(source),
                })
                .collect(),
            statement: body
                .statements
                .iter()
                .map(|it| StatementTable {
                    id: &it.id,
                    heading: &it.heading,
                    text: &it.text,
                    ground: GroundTable::of(catalogue, &it.provenance),
                })
                .collect(),
        }
    }
}

/// One `[[link]]`.
#[derive(Serialize)]
pub struct LinkTable<'c> {
    from: String,
    to: String,
    relation: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'c str,
    #[serde(flatten)]
    ground: GroundTable<'c>,
}

impl<'c> LinkTable<'c> {
    /// Writes down a link of a pack; `None` if it stands with its entry.
    pub fn of(catalogue: &'c Catalogue, pack: PackKey, key: LinkKey) -> Option<Self> {
        let link = catalogue.link(key);
        (!stands_with_entry(&link)).then(|| Self {
            from: reference(catalogue, pack, link.from),
            to: reference(catalogue, pack, link.to),
            relation: &catalogue.relation(link.relation).id,
            reason: link.reason,
            ground: catalogue
                .provenance(key)
                .map(|it| GroundTable::of(catalogue, &it))
                .unwrap_or_default(),
        })
    }

    /// Writes down the links into packs that are not open.
    pub fn outward(
        catalogue: &'c Catalogue,
        outward: &'c Unfollowed,
    ) -> impl Iterator<Item = Self> {
        outward::links(outward).map(|(link, relation)| Self {
            from: link.from.value.to_string(),
            to: link.to.value.to_string(),
            relation: &catalogue.relation(relation).id,
            reason: &link.reason,
            ground: link
                .provenance
                .as_ref()
                .map(|it| GroundTable::of(catalogue, it))
                .unwrap_or_default(),
        })
    }
}

/// What a pack rests on, and its routes.
#[derive(Serialize)]
pub struct GroundsTables<'c> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<SourceTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub place: Vec<PlaceTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claim: Vec<ClaimTable<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub route: Vec<RouteTable<'c>>,
}

/// One `[[source]]`.
#[derive(Serialize)]
pub struct SourceTable<'c> {
    id: &'c str,
    title: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    author: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    publisher: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    language: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    date: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    checked: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    url: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    access: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    usage: &'c str,
    #[serde(skip_serializing_if = "is_false")]
    primary: bool,
}

/// One `[[place]]`.
#[derive(Serialize)]
pub struct PlaceTable<'c> {
    id: &'c str,
    label: &'c str,
    #[serde(skip_serializing_if = "str::is_empty")]
    title: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'c str>,
}

/// One `[[claim]]`.
#[derive(Serialize)]
pub struct ClaimTable<'c> {
    id: &'c str,
    place: &'c str,
    text: &'c str,
}

/// One `[[route]]`.
#[derive(Serialize)]
pub struct RouteTable<'c> {
    id: &'c str,
    title: &'c str,
    stops: Vec<String>,
}

impl<'c> GroundsTables<'c> {
    /// Writes down the sources, places and claims of the only pack that is open, and its routes.
    pub fn of(catalogue: &'c Catalogue, outward: &'c Unfollowed) -> Self {
        let source = catalogue.sources().iter().map(|it| SourceTable {
            id: &it.id,
            title: &it.title,
            author: &it.author,
            publisher: &it.publisher,
            language: &it.language,
            date: &it.date,
            checked: &it.checked,
            url: &it.url,
            access: &it.access,
            usage: &it.usage,
            primary: it.primary,
        });
        let name = |key: SourceKey| &*catalogue.source(key).id;
        let place = catalogue.places().iter().map(|it| PlaceTable {
            id: &it.id,
            label: &it.label,
            title: &it.title,
            source: it.source.map(name),
        });
        let claim = catalogue.claims().map(|it| ClaimTable {
            id: it.id,
            place: &catalogue.place(it.place).id,
            text: it.text,
        });
        let route = outward::routes(catalogue, outward);
        let route = route.map(|(id, title, stops)| RouteTable { id, title, stops });
        Self {
            source: source.collect(),
            place: place.collect(),
            claim: claim.collect(),
            route: route.collect(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(is: &bool) -> bool {
    !is
}
