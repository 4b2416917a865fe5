//! Joins the packs into one library: ids become keys, and every reference that leads nowhere is
//! reported at its place, once. Refuses to know files and TOML.
//!
//! ```text
//! RawPack -> grounds, entries -> AssembledPack, with keys of its own -> Joined -> references
//! ```
//!
//! Each pack is assembled by itself and joined to those before it by moving its keys; so a pack that
//! comes from elsewhere than files can be joined to those that do. What refers to entries follows when
//! all are joined, because it may lead into a pack that comes later.

mod entries;
mod grounds;
mod pack;
mod references;
mod resolve;

pub use resolve::{dangling, dangling_theme};

use std::sync::Arc;

use super::Mode;
use super::diagnostic::Mistake;
use super::files::Files;
use super::load::RawPack;
use super::position::At;
use super::progress::Progress;
use super::whereabouts::Evidence;
use crate::model::{BodiesByPack, Catalogue, EntryKey, Library, Offsets};
use pack::{AssembledPack, Unfollowed};
use resolve::Resolver;

/// Everything that could be opened.
pub struct Assembled {
    /// The packs.
    pub library: Library,
    /// Where each entry begins, by entry key.
    pub entry_places: Vec<At>,
    /// What the rules for whole packs need; nothing of it if the mode is [`Mode::Browse`].
    pub evidence: Evidence,
}

/// Joins packs into one library. Once `progress` is stopped, what comes is no library that can be read.
pub fn assemble(
    packs: Vec<RawPack>,
    mode: Mode,
    files: &Files,
    mistakes: &mut Vec<Mistake>,
    progress: &Progress,
) -> Assembled {
    let mut resolver = Resolver::new(files, mistakes, progress);
    let mut joined = Joined::default();
    let mut unfollowed = Vec::with_capacity(packs.len());
    for pack in packs {
        unfollowed.push(joined.append(AssembledPack::new(pack, mode, &mut resolver)));
    }
    let Joined { mut catalogue, bodies, entry_places, mut evidence } = joined;
    for (moved, unfollowed) in unfollowed {
        let losses = references::follow(&mut catalogue, &mut resolver, moved, unfollowed);
        if mode == Mode::Check {
            evidence.losses.push(losses);
        }
    }
    Assembled { library: Library::new(catalogue, bodies), entry_places, evidence }
}

/// The packs that are joined so far.
#[derive(Default)]
struct Joined {
    catalogue: Catalogue,
    bodies: BodiesByPack,
    entry_places: Vec<At>,
    evidence: Evidence,
}

impl Joined {
    /// Moves a pack behind the others; returns what of it refers to entries, still with keys of its
    /// own, and how far these move.
    fn append(&mut self, pack: AssembledPack) -> (Offsets, Unfollowed) {
        let AssembledPack { catalogue, mut bodies, mut entry_places, evidence, unfollowed } = pack;
        let first = EntryKey::new(self.catalogue.len());
        let moved = self.catalogue.append(catalogue);
        for body in &mut bodies {
            moved.move_body(Arc::make_mut(body));
        }
        self.bodies.push(first, bodies);
        self.entry_places.append(&mut entry_places);
        self.evidence.append(evidence, &moved);
        (moved, unfollowed)
    }
}
