//! What Folio does, by subject: the floors of its code, packs, the command line, linear mode, searching,
//! and journeys through the browser.

mod architecture;
mod blocks;
mod cases;
mod circles;
mod cli;
mod dependencies;
mod documents;
mod filters;
mod formats;
mod guide;
mod imports;
mod journal;
mod journeys;
mod linear;
mod packs;
mod palettes;
mod search_asked;
#[cfg(feature = "meaning")]
mod search_meaning;
mod search_notes;
mod search_queries;
mod search_slips;
#[path = "../support/mod.rs"]
mod support;
mod tongues;
