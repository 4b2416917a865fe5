//! What each line of the source says, leads to and is explained by. Refuses to know: how a line is found
//! from its number.

use super::{Item, SourceReport, SourceSpot};
use crate::document::Role;
use crate::graph::PieceKey;
use crate::knowledge::Question;
use crate::messages::coverage as says;
use crate::model::{Catalogue, ClaimKey, EntryKey};
use crate::report::choice::Choice;
use crate::report::line::{Line, Report};
use crate::report::paragraph::{Paragraph, paragraphs};
use crate::report::place::{place_in_words, place_label};

impl Report for SourceReport {
    fn title(&self) -> &str {
        says::TITLE
    }

    fn count_of(&self) -> String {
        self.count.clone()
    }

    fn count(&self) -> usize {
        let without = self.without().len();
        self.placed() + if without == 0 { 0 } else { without + 1 }
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.item(at) {
            Item::Place(place) => {
                let label = place_label(catalogue, place);
                Line::new([
                    (&label, Role::Section),
                    ("  ", Role::Dim),
                    (&self.summary(place), Role::Dim),
                ])
            }
            Item::Claim(claim) => {
                let mark = if self.is_unused(claim) { says::UNUSED_MARK } else { "" };
                let claim = catalogue.claim(claim);
                Line::new([
                    (claim.id, Role::Number),
                    ("  ", Role::Text),
                    (mark, Role::NoteHead),
                    (claim.text, Role::Text),
                ])
            }
            Item::Use(_, piece) | Item::Without(piece) => Line::new([
                ("    ", Role::Text),
                (catalogue.short(piece.entry), Role::Text),
                (" · ", Role::Dim),
                (&self.piece_name(piece), Role::Dim),
            ]),
            Item::WithoutProvenance => Line::new([(says::WITHOUT_PROVENANCE, Role::Section)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        let statement = |piece: PieceKey| Choice::Statement(piece.entry, piece.piece);
        match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => None,
            Item::Claim(claim) => {
                Some(self.uses(claim).first().map_or(Choice::Read, |&piece| statement(piece)))
            }
            Item::Use(_, piece) | Item::Without(piece) => Some(statement(piece)),
        }
    }

    fn detail(&self, catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let claim_of = |claim: ClaimKey| {
            let claim = catalogue.claim(claim);
            let place = says::claim_at(claim.id, &place_label(catalogue, claim.place));
            [(place, Role::Place), (claim.text.to_string(), Role::Text)]
        };
        let statement = |piece: PieceKey| {
            let theme = &catalogue.theme(catalogue.theme_of(piece.entry)).short;
            let whose = says::statement_of(theme, &self.piece_name(piece));
            [(catalogue.title(piece.entry).to_owned(), Role::Title), (whose, Role::Dim)]
        };
        let told = match self.item(at) {
            Item::Place(_) | Item::WithoutProvenance => Vec::new(),
            Item::Claim(claim) => {
                let rests = match &self.coverage {
                    None => says::READING.to_owned(),
                    Some(_) if self.is_unused(claim) => says::UNUSED.to_owned(),
                    Some(_) => says::rest_on_it(self.uses(claim).len()),
                };
                let role = if self.is_unused(claim) { Role::NoteHead } else { Role::Dim };
                let place = place_in_words(catalogue, catalogue.claim(claim).place);
                claim_of(claim).into_iter().chain([(rests, role)]).chain(place).collect()
            }
            Item::Use(claim, piece) => {
                statement(piece).into_iter().chain(claim_of(claim)).collect()
            }
            Item::Without(piece) => {
                let none = (says::NAMES_NO_GROUND.to_owned(), Role::NoteHead);
                statement(piece).into_iter().chain([none]).collect()
            }
        };
        paragraphs(told)
    }

    fn quotes(&self, at: usize) -> Option<(EntryKey, u32)> {
        match self.item(at) {
            Item::Use(_, piece) | Item::Without(piece) => Some((piece.entry, piece.piece)),
            Item::Place(_) | Item::Claim(_) | Item::WithoutProvenance => None,
        }
    }

    fn text(&self, catalogue: &Catalogue, at: usize) -> String {
        let told = |claim: ClaimKey| {
            let claim = catalogue.claim(claim);
            [claim.id, claim.text]
        };
        let named =
            |piece: PieceKey| [catalogue.short(piece.entry).to_owned(), self.piece_name(piece)];
        match self.item(at) {
            Item::Place(place) => place_label(catalogue, place),
            Item::WithoutProvenance => says::WITHOUT_PROVENANCE.to_owned(),
            Item::Claim(claim) => {
                let mark = if self.is_unused(claim) { says::UNUSED_MARK } else { "" };
                format!("{mark}{}", told(claim).join(" "))
            }
            // Who looks for a claim wants to see what rests on it too.
            Item::Use(claim, piece) => {
                format!("{} {}", named(piece).join(" "), told(claim).join(" "))
            }
            Item::Without(piece) => named(piece).join(" "),
        }
    }

    fn under(&self, at: usize) -> Option<usize> {
        match self.item(at) {
            Item::Use(..) => {
                let claim = self.lines.partition_point(|&first| first as usize <= at) - 1;
                Some(self.lines[claim] as usize)
            }
            Item::Place(_) | Item::Claim(_) | Item::WithoutProvenance | Item::Without(_) => None,
        }
    }

    fn awaits(&self) -> Option<Question> {
        self.coverage.is_none().then_some(Question::Coverage)
    }

    fn claim(&self, at: usize) -> Option<ClaimKey> {
        match self.item(at) {
            Item::Claim(claim) | Item::Use(claim, _) => Some(claim),
            Item::Place(_) | Item::WithoutProvenance | Item::Without(_) => None,
        }
    }

    fn line_of(&self, catalogue: &Catalogue, claim: ClaimKey) -> Option<usize> {
        let opened_at = match self.at {
            SourceSpot::Statement(of, piece) if of == claim => Some(piece),
            _ => None,
        };
        Some(self.line_under(catalogue, claim, opened_at))
    }

    fn top_for(&self, at: usize) -> Option<usize> {
        let place = self.places.partition_point(|&first| first as usize <= at);
        self.places.get(place.checked_sub(1)?).map(|&heading| heading as usize)
    }

    fn start(&self, catalogue: &Catalogue) -> usize {
        match self.at {
            SourceSpot::Top => 0,
            SourceSpot::Place(place) => self.places[place.index()] as usize,
            SourceSpot::Statement(claim, piece) => self.line_under(catalogue, claim, Some(piece)),
        }
    }
}
