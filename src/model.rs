//! The knowledge itself: a columnar [`Catalogue`] of entries addressed by [`EntryKey`], and bodies
//! that are fetched apart from it.
//!
//! String ids live at the edges only; everything inside speaks in keys. Refuses to know: TOML,
//! paths, screens. Text is kept exactly as the author wrote it; making it safe is the sinks' work.

pub mod body;
pub mod catalogue;
pub mod column;
pub mod columns;
mod day;
pub mod entry;
mod grounds;
pub mod ids;
pub mod library;
pub mod link;
pub mod lookup;
mod name;
pub mod offsets;
pub mod pack;
mod plain;
pub mod record;
pub mod remap;
pub mod source;

pub use body::{Body, By, Certainty, Provenance, Statement};
pub use catalogue::Catalogue;
pub use day::Day;
pub use entry::{EntryHead, NewEntry};
pub use ids::{
    ClaimKey, EntryKey, LinkKey, PackKey, PlaceKey, RelationKey, RouteKey, SourceKey, ThemeKey,
};
pub use library::{Bodies, BodiesByPack, Library};
pub use link::{Joint, Link, NewLink, Related, RelatedLines, TermSpan};
pub use lookup::Lookup;
pub use name::{Name, NewName};
pub use offsets::Offsets;
pub use pack::{Matrix, Pack, Relation, Route, Theme, ThemeOrder};
pub use remap::Remap;
pub use source::{Claim, NewClaim, Place, Source};
