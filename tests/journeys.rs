//! Journeys: keys in, screens out. A journey is written as keys (`jj<enter>s own<enter>`), the screen
//! after it is a snapshot; styles are snapshotted apart from text.

#[path = "journeys/exploring.rs"]
mod exploring;
#[path = "journeys/fixture.rs"]
mod fixture;
#[path = "journeys/grounds.rs"]
mod grounds;
#[path = "journeys/map.rs"]
mod map;
#[path = "journeys/matrix.rs"]
mod matrix;
#[path = "journeys/mono.rs"]
mod mono;
#[path = "journeys/mouse.rs"]
mod mouse;
#[path = "journeys/reading.rs"]
mod reading;
#[path = "journeys/searching.rs"]
mod searching;
#[path = "journeys/sizes.rs"]
mod sizes;
