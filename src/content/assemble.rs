//! Joins the packs into one library: ids become keys, and every reference that leads nowhere is
//! reported at its place, once. Refuses to know files and TOML.
//!
//! ```text
//! RawPack -> grounds, entries, references -> AssembledPack, with keys of its own -> Joined
//! ```
//!
//! Each pack is assembled by itself and joined to those before it by moving its keys; so a pack that
//! comes from a compiled file is joined as one that was parsed is. What refers to entries of other packs
//! follows when all are joined, because it may lead into a pack that comes later.

mod entries;
mod grounds;
mod pack;
mod references;
mod resolve;
mod unfollowed;

pub use resolve::{dangling, dangling_theme};

use std::sync::Arc;

use super::Mode;
use super::diagnostic::Mistake;
use super::files::Files;
use super::load::RawPack;
use super::progress::Progress;
use super::whereabouts::{EntryPlaces, Evidence, Losses};
use crate::blocks::Image;
use crate::model::{BodiesByPack, Catalogue, EntryKey, Library, Offsets};
pub use pack::{AssembledPack, PackBodies};
use references::Made;
use resolve::Resolver;
pub use unfollowed::{Unfollowed, UnfollowedLink};

/// Assembles a pack alone, and reports what is wrong with it.
pub fn alone(
    pack: RawPack,
    mode: Mode,
    files: &Files,
    mistakes: &mut Vec<Mistake>,
    progress: &Progress,
) -> AssembledPack {
    AssembledPack::new(pack, mode, &mut Resolver::new(files, mistakes, progress))
}

/// Everything that could be opened.
pub struct Assembled {
    /// The packs.
    pub library: Library,
    /// Where each entry begins.
    pub entry_places: EntryPlaces,
    /// What the rules for whole packs need; nothing of it if the mode is [`Mode::Browse`].
    pub evidence: Evidence,
    /// What of a pack that is open alone leads into others; nothing if several are open.
    pub outward: Unfollowed,
}

/// Joins packs into one library. Once `progress` is stopped, what comes is no library that can be read.
pub fn assemble(
    packs: Vec<AssembledPack>,
    mode: Mode,
    files: &Files,
    mistakes: &mut Vec<Mistake>,
    progress: &Progress,
) -> Assembled {
    let mut resolver = Resolver::new(files, mistakes, progress);
    let mut joined = Joined::default();
    let mut unfollowed = Vec::with_capacity(packs.len());
    for pack in packs {
        unfollowed.push(joined.append(pack));
    }
    let Joined { mut catalogue, bodies, images, entry_places, mut evidence } = joined;
    let outward = match &*unfollowed {
        [(moved, foreign, _)] => foreign.moved(moved),
        _ => Unfollowed::default(),
    };
    // Two packs may say the same of entries of both.
    let mut made = Made::new();
    for (moved, foreign, losses) in unfollowed {
        references::follow(&mut catalogue, &mut resolver, moved, &losses, foreign, &mut made);
        if mode == Mode::Check {
            evidence.losses.push(losses);
        }
    }
    let library = Library { images: images.into(), ..Library::new(catalogue, bodies) };
    Assembled { library, entry_places, evidence, outward }
}

/// The packs that are joined so far.
#[derive(Default)]
struct Joined {
    catalogue: Catalogue,
    bodies: BodiesByPack,
    images: Vec<Option<Arc<Image>>>,
    entry_places: EntryPlaces,
    evidence: Evidence,
}

impl Joined {
    /// Moves a pack behind the others; returns what of it refers to entries of others, still with keys
    /// of its own, and how far these move.
    fn append(&mut self, pack: AssembledPack) -> (Offsets, Unfollowed, Losses) {
        let AssembledPack {
            catalogue, bodies, entry_places, evidence, foreign, losses, image, ..
        } = pack;
        self.images.push(image);
        let first = EntryKey::new(self.catalogue.len());
        let moved = self.catalogue.append(catalogue);
        match bodies {
            PackBodies::Parsed(mut bodies) => {
                for body in &mut bodies {
                    moved.move_body(Arc::make_mut(body));
                }
                self.bodies.push(first, bodies);
            }
            PackBodies::Compiled(bodies) => self.bodies.push(first, bodies.moved(moved)),
        }
        self.entry_places.append(&entry_places, 0);
        self.evidence.append(evidence, &moved);
        (moved, foreign, losses)
    }
}
