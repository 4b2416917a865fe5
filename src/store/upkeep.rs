//! What is left to be done when packs are open. Refuses to know: who does it.

use super::Origin;
use super::cache::AsItWas;

/// What is left to be done about what is kept, by whoever has opened packs for a screen.
#[derive(Default)]
pub struct Upkeep {
    /// What was used as it was kept, and may not be what was written.
    pub unproved: Vec<AsItWas>,
    /// The origins that it would pay to keep for the next time: [`apart::keep`](super::apart::keep) does that
    /// behind the screen.
    pub unkept: Vec<Origin>,
    /// What was not read to its end.
    pub begun: Option<Begun>,
}

/// Packs of which only the first files were read. What is wrong with them is told of the whole.
#[derive(Clone)]
pub struct Begun {
    /// Where they come from.
    pub origins: Vec<Origin>,
    /// Whether all of them can be kept now: their files have rested, and there is a place to write to.
    pub can_keep: bool,
}
