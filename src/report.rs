//! What is told of the library, one file a subject: each report is a value with a title, lines,
//! choices and details. Sheets, printed text, numbered lists and JSON are made from the same value, so
//! that one fact has one source. Refuses to know: who shows it and how; keys, colours, JSON.
//!
//! A report gives its lines one by one, so that only those in sight are ever made: one of a million
//! lines is opened as fast as one of ten.

mod choice;
mod compare;
mod coverage;
mod health;
mod line;
mod links;
mod path;
mod place;
mod routes;

pub use choice::{Choice, Order};
pub use compare::{Compared, ComparisonReport, Owner, Thing};
pub use coverage::{SourceReport, Spot};
pub use health::{Findings, HealthReport, HealthSection};
pub use line::{Line, Report};
pub use links::{LinkReport, entry_parts, ground_of, link_in_full, link_in_words};
pub use path::{ChainStep, PathReport, hop};
pub use place::{claims_at, place_in_words, place_label};
pub use routes::{Advance, Itinerary, Progress, RoutePlan, RouteReport, RouteStop};
