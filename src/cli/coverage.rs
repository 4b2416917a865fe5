//! `folio coverage`: the source place by place, with its claims and the statements that rest on each.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::given;
use super::output::Output;
use super::{Exit, Failure, Run, packs};
use crate::document::Role;
use crate::graph::{Coverage as Rests, PieceKey};
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::coverage as says;
use crate::model::{Catalogue, ClaimKey, PackKey, Place, PlaceKey};
use crate::report::{SourceReport, SourceSpot};

/// Show the source place by place, with what rests on each claim
#[derive(Args, Debug)]
#[command(
    after_help = "Claims that no statement uses are named as such; statements that name neither a \
        claim nor an editor are listed at the end.\n\nExamples:\n  folio coverage\n  \
        folio coverage --json"
)]
pub struct Coverage {
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio coverage --json
  { schema_version, claims: { total, used, unused },
    statements: { total, article, sourced, general, inferred,
                  without_provenance },
    places: [ { id, label, title, pack, source, used, unused,
                claims: [ { id, text, used_by: [ STATEMENT ] } ] } ],
    without_provenance: [ STATEMENT ] }
  STATEMENT: { entry, pack, title, statement, anchor, heading }
  statement counts from 0 in the statements of `folio show`; it is null for the
  body behind them. title, source, anchor and heading may be null.
";

impl Run for Coverage {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Coverage);
        let report = SourceReport::new(&mut known, SourceSpot::Top);
        let rests = report.coverage().expect("the statements were read");
        if self.json {
            output.json(CoverageJson::new(&corpus, &report, rests));
            return Ok(Exit::Done);
        }
        let catalogue = corpus.catalogue();
        let mut printer = Printer { output, catalogue, report: &report };
        for (number, pack) in catalogue.pack_keys().enumerate() {
            if number > 0 {
                printer.output.line(&[]);
            }
            printer.pack(pack, rests);
        }
        Ok(Exit::Done)
    }
}

struct Printer<'a> {
    output: &'a mut Output,
    catalogue: &'a Catalogue,
    report: &'a SourceReport,
}

impl Printer<'_> {
    fn pack(&mut self, pack: PackKey, rests: &Rests) {
        let catalogue = self.catalogue;
        if catalogue.packs().len() > 1 {
            self.output.line(&[(&catalogue.pack(pack).title, Role::Title)]);
        }
        let places = (0..catalogue.places().len()).map(PlaceKey::new);
        for place in places.filter(|&place| catalogue.place(place).pack == pack) {
            self.place(place);
        }
        let own = |piece: &&PieceKey| catalogue.pack_of(piece.entry) == pack;
        let without: Vec<PieceKey> = self.report.without().iter().filter(own).copied().collect();
        if !without.is_empty() {
            self.output.line(&[(says::WITHOUT_PROVENANCE, Role::Section)]);
            for &piece in &without {
                self.piece("  ", piece);
            }
            self.output.line(&[]);
        }
        let (used, all) = rests.used_in(catalogue, pack);
        let grounds = rests.grounds(pack);
        let editor = [grounds.sourced, grounds.general, grounds.inferred];
        let statements = says::sum_of_statements(grounds.article, editor, without.len());
        self.output.line(&[(&says::sum_of_claims(used, all - used), Role::Text)]);
        self.output.line(&[(&statements, Role::Text)]);
    }

    fn place(&mut self, place: PlaceKey) {
        let (catalogue, report) = (self.catalogue, self.report);
        let Place { label, title, .. } = catalogue.place(place);
        let title = if title.is_empty() { String::new() } else { format!("  {title}") };
        self.output.line(&[
            (label, Role::Section),
            (&title, Role::Text),
            (&format!("  {}", report.summary(place)), Role::Dim),
        ]);
        for &claim in report.claims_of(place) {
            let (id, text) = (&catalogue.claim(claim).id, &catalogue.claim(claim).text);
            self.output.line(&[(&format!("  {id}  "), Role::Dim), (text, Role::Text)]);
            if report.is_unused(claim) {
                self.output.line(&[(&format!("    {}", says::UNUSED), Role::NoteHead)]);
            }
            for &piece in report.uses(claim) {
                self.piece("    ", piece);
            }
        }
        self.output.line(&[]);
    }

    fn piece(&mut self, indent: &str, piece: PieceKey) {
        self.output.line(&[
            (indent, Role::Text),
            (self.catalogue.title(piece.entry), Role::Link),
            (&format!(" [{}]", self.catalogue.unique_id(piece.entry)), Role::Dim),
            (&format!(" · {}", self.report.piece_name(piece)), Role::Text),
        ]);
    }
}

#[derive(Serialize)]
struct CoverageJson<'a> {
    claims: ClaimCounts,
    statements: StatementCounts,
    places: Vec<PlaceJson<'a>>,
    without_provenance: Vec<StatementJson<'a>>,
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
    title: Option<&'a str>,
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
    used_by: Vec<StatementJson<'a>>,
}

/// A statement, named from outside its entry.
#[derive(Serialize)]
struct StatementJson<'a> {
    entry: &'a str,
    pack: &'a str,
    title: &'a str,
    /// From 0; `None` for the Markdown after the statements.
    statement: Option<u32>,
    anchor: Option<String>,
    heading: Option<String>,
}

impl<'a> StatementJson<'a> {
    fn new(corpus: &'a Corpus, piece: PieceKey) -> Self {
        let (catalogue, body) = (corpus.catalogue(), corpus.body(piece.entry));
        let statement = body.statements.get(piece.piece as usize);
        let owned = |text| given(text).map(str::to_owned);
        Self {
            entry: catalogue.id(piece.entry),
            pack: catalogue.pack_id_of(piece.entry),
            title: catalogue.title(piece.entry),
            statement: statement.map(|_| piece.piece),
            anchor: statement.and_then(|statement| owned(&statement.id)),
            heading: statement.and_then(|statement| owned(&statement.heading)),
        }
    }

    fn all(corpus: &'a Corpus, pieces: &[PieceKey]) -> Vec<Self> {
        pieces.iter().map(|&piece| Self::new(corpus, piece)).collect()
    }
}

impl<'a> CoverageJson<'a> {
    /// Reads the coverage of all open packs.
    fn new(corpus: &'a Corpus, report: &SourceReport, rests: &Rests) -> Self {
        let catalogue = corpus.catalogue();
        let claim = |&claim: &ClaimKey| ClaimJson {
            id: catalogue.claim(claim).id,
            text: catalogue.claim(claim).text,
            used_by: StatementJson::all(corpus, report.uses(claim)),
        };
        let place = |key: PlaceKey| {
            let (place, claims) = (catalogue.place(key), report.claims_of(key));
            let used = rests.used(claims);
            PlaceJson {
                id: &place.id,
                label: &place.label,
                title: super::json::given(&place.title),
                pack: &catalogue.pack(place.pack).id,
                source: place.source.map(|source| &*catalogue.source(source).id),
                used,
                unused: claims.len() - used,
                claims: claims.iter().map(claim).collect(),
            }
        };
        let total = catalogue.claims().len();
        let used = catalogue.pack_keys().map(|pack| rests.used_in(catalogue, pack).0).sum();
        Self {
            claims: ClaimCounts { total, used, unused: total - used },
            statements: StatementCounts::new(catalogue, report, rests),
            places: (0..catalogue.places().len()).map(PlaceKey::new).map(place).collect(),
            without_provenance: StatementJson::all(corpus, report.without()),
        }
    }
}

impl StatementCounts {
    fn new(catalogue: &Catalogue, report: &SourceReport, rests: &Rests) -> Self {
        let without = report.without().len();
        let none = Self {
            total: without,
            article: 0,
            sourced: 0,
            general: 0,
            inferred: 0,
            without_provenance: without,
        };
        catalogue.pack_keys().map(|pack| rests.grounds(pack)).fold(none, |sum, grounds| Self {
            total: sum.total + grounds.total(),
            article: sum.article + grounds.article,
            sourced: sum.sourced + grounds.sourced,
            general: sum.general + grounds.general,
            inferred: sum.inferred + grounds.inferred,
            ..sum
        })
    }
}
