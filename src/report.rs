//! What there is to say of the library, one file a subject: each report is a value with a title,
//! lines, choices and details. Sheets, printed text, numbered lists and JSON are made from the same
//! value, so that one fact has one source. Refuses to know: who shows it and how; keys, colours,
//! JSON.
//!
//! A report makes its lines one by one, so that only those in sight are ever made: one of a million
//! lines is opened as fast as one of ten.

mod around;
mod choice;
mod citation;
mod compare;
mod contents;
mod copying;
mod coverage;
mod difference;
mod filtered;
mod health;
mod hits;
mod line;
mod links;
mod loading;
mod matrix;
mod near;
mod note_list;
mod notes;
mod packs;
mod paragraph;
mod path;
mod place;
mod routes;
mod terms;
mod text_terms;
mod types;
mod yours;

pub use around::{Around, AroundReport, EntryAround, ThemeAround};
pub use choice::{Choice, NoteChoice, Order};
pub use citation::{Citation, CitationFormat, Cited};
pub use compare::{Compared, ComparedText, ComparisonReport, Thing, first_half};
pub use contents::{ContentsReport, GlossaryReport, ThemeReport, named};
pub use copying::{Copied, Copying};
pub use coverage::{SourceReport, SourceSpot};
pub use difference::{ChangedReport, DifferenceReport};
pub use filtered::FilteredLines;
pub use health::{HealthFindings, HealthReport, HealthSection};
pub use hits::{HitReport, Taken, suggestion_in_words};
pub use line::{Line, Report};
pub use links::{LinkReport, entry_parts, ground_of, link_in_brief, link_in_full, link_in_words};
pub use loading::Loading;
pub use matrix::{MatrixFigures, MatrixReport, MatrixRow};
pub use near::{NearReport, near_pair};
pub use note_list::{NoteReport, note_in_brief, note_sign};
pub use notes::{NoteText, first_line, missing_link};
pub use packs::PackReport;
pub use paragraph::{Paragraph, broken};
pub use path::{ChainStep, PathReport, hop};
pub use place::{PlaceReport, place_in_words, place_label};
pub use routes::{Advance, Itinerary, RoutePlan, RouteProgress, RouteReport, RouteStop};
pub use terms::{TermReport, UsedTerm};
pub use text_terms::{TextTerm, text_terms};
pub use types::TypeReport;
pub use yours::{KeptReport, why_not};
