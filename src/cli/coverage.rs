//! `folio coverage`: the source place by place, with its claims and the statements that rest on each.

use super::Desk;
use super::exit::Exit;
use super::json::Answer;
use super::json::coverage::CoverageJson;
use crate::document::Role;
use crate::graph::{ClaimsByPlace, Coverage, Piece};
use crate::messages::coverage as says;
use crate::model::{Library, PackKey, PlaceKey};

/// Prints what rests on the source, pack by pack.
pub fn run(mut desk: Desk) -> Exit {
    let library = desk.library.clone();
    let coverage = Coverage::new(&library);
    let by_place = ClaimsByPlace::new(&library.catalogue);
    if desk.json {
        desk.output.json(&Answer::new(CoverageJson::new(&library, &coverage, &by_place)));
        return desk.done();
    }
    let packs = library.catalogue.packs().len();
    for pack in (0..packs).map(PackKey::new) {
        if packs > 1 {
            desk.output.line(&[(&library.catalogue.pack(pack).title, Role::Title)]);
        }
        let mut report = Report { desk: &mut desk, library: &library, coverage: &coverage };
        report.places(pack, &by_place);
        report.sums(pack);
        if pack.index() + 1 < packs {
            desk.output.line(&[]);
        }
    }
    desk.done()
}

struct Report<'a> {
    desk: &'a mut Desk,
    library: &'a Library,
    coverage: &'a Coverage,
}

impl Report<'_> {
    fn places(&mut self, pack: PackKey, by_place: &ClaimsByPlace) {
        let coverage = self.coverage;
        let catalogue = &*self.library.catalogue;
        let places = (0..catalogue.places().len()).map(PlaceKey::new);
        for place in places.filter(|&place| catalogue.place(place).pack == pack) {
            let claims = by_place.of(place);
            let used = says::used(coverage.used(claims), claims.len());
            self.desk.output.line(&[
                (&catalogue.place(place).label, Role::Section),
                (&format!("  {used}"), Role::Dim),
            ]);
            for &claim in claims {
                let (id, text) = (&catalogue.claim(claim).id, &catalogue.claim(claim).text);
                self.desk.output.line(&[(&format!("  {id}  "), Role::Dim), (text, Role::Text)]);
                if !coverage.is_used(claim) {
                    self.desk.output.line(&[(&format!("    {}", says::UNUSED), Role::NoteHead)]);
                }
                for &piece in coverage.of(claim) {
                    self.piece("    ", piece);
                }
            }
            self.desk.output.line(&[]);
        }
    }

    fn piece(&mut self, indent: &str, piece: Piece) {
        let catalogue = &*self.library.catalogue;
        self.desk.output.line(&[
            (indent, Role::Text),
            (catalogue.title(piece.entry), Role::Link),
            (&format!(" [{}]", catalogue.id(piece.entry)), Role::Dim),
            (&format!(" · {}", self.coverage.name(piece)), Role::Text),
        ]);
    }

    fn sums(&mut self, pack: PackKey) {
        let coverage = self.coverage;
        let catalogue = &*self.library.catalogue;
        let own = |piece: &&Piece| catalogue.pack_of(piece.entry) == pack;
        let without: Vec<Piece> =
            coverage.without_provenance().iter().filter(own).copied().collect();
        if !without.is_empty() {
            self.desk.output.line(&[(says::WITHOUT_PROVENANCE, Role::Section)]);
            for &piece in &without {
                self.piece("  ", piece);
            }
            self.desk.output.line(&[]);
        }
        let (used, all) = coverage.used_in(catalogue, pack);
        let grounds = coverage.grounds(pack);
        let editor = [grounds.sourced, grounds.general, grounds.inferred];
        let claims = says::sum_of_claims(used, all - used);
        let statements = says::sum_of_statements(grounds.article, editor, without.len());
        self.desk.output.line(&[(&claims, Role::Text)]);
        self.desk.output.line(&[(&statements, Role::Text)]);
    }
}
