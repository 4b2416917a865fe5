//! One pack by itself: everything in it has keys, counted from its own first, except for what refers to
//! entries of other packs. Refuses to know those.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::references;
use super::resolve::Resolver;
use super::unfollowed::{Unfollowed, UnfollowedLink};
use crate::blocks::Image;
use crate::content::Mode;
use crate::content::bodies::CompiledBodies;
use crate::content::load::RawPack;
use crate::content::outside::{Beside, Seen};
use crate::content::raw::{Namespace, RawFile, RawLink, RawMatrix, Word};
use crate::content::whereabouts::{EntryPlaces, Evidence, Losses, Reference};
use crate::model::{
    Body, Catalogue, ClaimKey, EntryKey, Matrix, Offsets, PackKey, RelationKey, SourceKey, ThemeKey,
};

/// A pack as the only one in a catalogue.
pub struct AssembledPack {
    /// All but the bodies.
    pub catalogue: Catalogue,
    /// The bodies.
    pub bodies: PackBodies,
    /// Where each entry begins.
    pub entry_places: EntryPlaces,
    /// What the rules for whole packs need, except for the losses.
    pub evidence: Evidence,
    /// What refers to entries of other packs.
    pub foreign: Unfollowed,
    /// What the pack lost on the way, to which a reference may lead.
    pub losses: Losses,
    /// What was looked at beside the files that are listed, and what it looked like.
    pub beside: Vec<(Beside, Seen)>,
    /// The file that it was taken out of, if it was.
    pub image: Option<Arc<Image>>,
}

/// The bodies of a pack, whose keys are its own.
pub enum PackBodies {
    /// As they were parsed, by entry key.
    Parsed(Vec<Arc<Body>>),
    /// In a file.
    Compiled(Box<CompiledBodies>),
}

/// What the ids of a pack mean.
#[derive(Default)]
pub struct Names {
    pub themes: HashMap<Box<str>, ThemeKey>,
    pub relations: HashMap<Box<str>, RelationKey>,
    pub sources: HashMap<Box<str>, SourceKey>,
    pub claims: HashMap<Box<str>, ClaimKey>,
    /// Claims that were left out because their place is unknown.
    pub lost_claims: HashSet<Box<str>>,
}

/// A pack that is being assembled.
pub struct PackAssembly<'r, 'a> {
    pub catalogue: Catalogue,
    pub bodies: Vec<Arc<Body>>,
    pub entry_places: EntryPlaces,
    pub evidence: Evidence,
    pub unfollowed: Unfollowed,
    pub losses: Losses,
    pub names: Names,
    pub mode: Mode,
    pub resolver: &'r mut Resolver<'a>,
}

impl AssembledPack {
    /// Gives keys to everything in a pack, and reports what is wrong with it.
    pub fn new(pack: RawPack, mode: Mode, resolver: &mut Resolver) -> Self {
        let RawPack { head, content, losses, references, beside, .. } = pack;
        let RawFile { entries, links, claims, places, sources, routes } = content;
        let id = head.pack.id.clone();
        let mut assembly = PackAssembly {
            catalogue: Catalogue::new(),
            bodies: Vec::with_capacity(entries.len()),
            entry_places: EntryPlaces::default(),
            evidence: Evidence::default(),
            unfollowed: Unfollowed { routes, start: head.start, ..Unfollowed::default() },
            losses,
            names: Names::default(),
            mode,
            resolver,
        };
        let key = assembly.catalogue.push_pack(head.pack);
        assembly.relations(key, head.relations);
        assembly.sources(key, sources);
        let places = assembly.places(key, places);
        assembly.claims(claims, &places);
        assembly.entries(key, head.themes, entries);
        assembly.links(links);
        assembly.matrices(&head.matrices);
        assembly.keep_references(key, None, references);
        let PackAssembly {
            mut catalogue,
            bodies,
            entry_places,
            evidence,
            unfollowed,
            losses,
            resolver,
            ..
        } = assembly;
        let (own, foreign) = references::part(&id, resolver, unfollowed);
        references::follow(
            &mut catalogue,
            resolver,
            Offsets::default(),
            &losses,
            own,
            &mut HashMap::new(),
        );
        let bodies = PackBodies::Parsed(bodies);
        let image = None;
        Self { catalogue, bodies, entry_places, evidence, foreign, losses, beside, image }
    }
}

impl PackAssembly<'_, '_> {
    fn links(&mut self, links: Vec<RawLink>) {
        for RawLink { at, from, to, relation, reason, provenance } in links {
            let relation = self.relation(&relation);
            let provenance = provenance.map(|raw| self.provenance(raw));
            let link = UnfollowedLink { at, from, to, relation, reason, provenance };
            self.unfollowed.links.push(link);
        }
    }

    fn matrices(&mut self, matrices: &[RawMatrix]) {
        for RawMatrix { rows, columns } in matrices {
            let losses = &self.losses;
            let names = &self.names.themes;
            let rows = self.resolver.id(Namespace::Theme, names, losses, rows);
            let columns = self.resolver.id(Namespace::Theme, names, losses, columns);
            if let (Some(rows), Some(columns)) = (rows, columns) {
                self.catalogue.push_matrix(Matrix { rows, columns });
            }
        }
    }

    /// Keeps the references in texts for the check.
    pub fn keep_references(&mut self, pack: PackKey, from: Option<EntryKey>, words: Vec<Word>) {
        let references = words.into_iter().map(|word| Reference { pack, from, word });
        self.evidence.references.extend(references);
    }
}
