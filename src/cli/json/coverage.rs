//! The shape of `folio coverage --json`.

use serde::Serialize;

use crate::graph::{ClaimsByPlace, Coverage, Piece};
use crate::model::{Body, Catalogue, ClaimKey, Library, PackKey, PlaceKey};

/// `folio coverage`.
#[derive(Serialize)]
pub struct CoverageJson<'a> {
    claims: ClaimCounts,
    statements: StatementCounts,
    places: Vec<PlaceJson<'a>>,
    without_provenance: Vec<StatementRef>,
}

#[derive(Serialize)]
struct ClaimCounts {
    total: usize,
    used: usize,
    unused: usize,
}

#[derive(Serialize)]
struct StatementCounts {
    total: usize,
    article: usize,
    sourced: usize,
    general: usize,
    inferred: usize,
    without_provenance: usize,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    id: &'a str,
    label: &'a str,
    pack: &'a str,
    source: Option<&'a str>,
    used: usize,
    unused: usize,
    claims: Vec<ClaimJson<'a>>,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    id: &'a str,
    text: &'a str,
    used_by: Vec<StatementRef>,
}

/// A statement, named from outside its entry.
#[derive(Serialize)]
struct StatementRef {
    entry: String,
    title: String,
    /// From 0; `None` for the Markdown behind the statements.
    statement: Option<u32>,
    anchor: Option<String>,
    heading: Option<String>,
}

impl StatementRef {
    /// Names a piece of a body.
    fn new(catalogue: &Catalogue, body: &Body, piece: Piece) -> Self {
        let statement = body.statements.get(piece.piece as usize);
        let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self {
            entry: catalogue.id(piece.entry).to_owned(),
            title: catalogue.title(piece.entry).to_owned(),
            statement: statement.map(|_| piece.piece),
            anchor: statement.and_then(|statement| given(&statement.id)),
            heading: statement.and_then(|statement| given(&statement.heading)),
        }
    }
}

impl<'a> CoverageJson<'a> {
    /// Reads the coverage of all open packs.
    pub fn new(library: &'a Library, coverage: &Coverage, by_place: &ClaimsByPlace) -> Self {
        let catalogue = &*library.catalogue;
        let refer =
            |piece: &Piece| StatementRef::new(catalogue, &library.body(piece.entry), *piece);
        let claim = |&claim: &ClaimKey| ClaimJson {
            id: &catalogue.claim(claim).id,
            text: &catalogue.claim(claim).text,
            used_by: coverage.of(claim).iter().map(refer).collect(),
        };
        let place = |key: PlaceKey| {
            let (place, claims) = (catalogue.place(key), by_place.of(key));
            let used = coverage.used(claims);
            PlaceJson {
                id: &place.id,
                label: &place.label,
                pack: &catalogue.pack(place.pack).id,
                source: place.source.map(|source| &*catalogue.source(source).id),
                used,
                unused: claims.len() - used,
                claims: claims.iter().map(claim).collect(),
            }
        };
        let packs = || (0..catalogue.packs().len()).map(PackKey::new);
        let sum = |count: &dyn Fn(PackKey) -> usize| packs().map(count).sum::<usize>();
        let without = coverage.without_provenance().len();
        let statements = StatementCounts {
            article: sum(&|pack| coverage.grounds(pack).article),
            sourced: sum(&|pack| coverage.grounds(pack).sourced),
            general: sum(&|pack| coverage.grounds(pack).general),
            inferred: sum(&|pack| coverage.grounds(pack).inferred),
            without_provenance: without,
            total: without + sum(&|pack| coverage.grounds(pack).total()),
        };
        let total = catalogue.claims().len();
        let used = sum(&|pack| coverage.used_in(catalogue, pack).0);
        Self {
            claims: ClaimCounts { total, used, unused: total - used },
            statements,
            places: (0..catalogue.places().len()).map(PlaceKey::new).map(place).collect(),
            without_provenance: coverage.without_provenance().iter().map(refer).collect(),
        }
    }
}
