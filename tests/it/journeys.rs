//! Journeys: keys in, screens out. A journey is written as keys (`jj<enter>s own<enter>`), the screen
//! after it is a snapshot; styles are snapshotted apart from text.

mod beginning;
mod changed;
mod commands;
mod copying;
mod exploring;
mod finding;
mod grounds;
mod keymaps;
mod loading;
mod many;
mod map;
mod matrix;
mod meanwhile;
mod mono;
mod mouse;
mod near;
mod notes;
mod packs;
mod page;
mod palettes;
mod panes;
mod reading;
mod recall;
mod reload;
mod resuming;
mod searching;
mod sizes;
mod stops;
mod yours;
