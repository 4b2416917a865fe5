//! One pack by itself: everything in it has keys, counted from its own first, except for what refers to
//! entries. Refuses to know other packs.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::resolve::Resolver;
use crate::content::Mode;
use crate::content::load::RawPack;
use crate::content::position::At;
use crate::content::raw::{Namespace, RawFile, RawLink, RawMatrix, RawRoute, Word};
use crate::content::whereabouts::{Evidence, Losses, Reference};
use crate::model::{
    Body, Catalogue, ClaimKey, EntryKey, Matrix, PackKey, Provenance, RelationKey, SourceKey,
    ThemeKey,
};

/// A pack as the only one in a catalogue.
pub struct AssembledPack {
    /// All but the bodies.
    pub catalogue: Catalogue,
    /// The bodies, by entry key.
    pub bodies: Vec<Arc<Body>>,
    /// Where each entry begins, by entry key.
    pub entry_places: Vec<At>,
    /// What the rules for whole packs need, except for the losses.
    pub evidence: Evidence,
    /// What refers to entries.
    pub unfollowed: Unfollowed,
}

/// What of a pack refers to entries, of its own or of another.
#[derive(Default)]
pub struct Unfollowed {
    /// Entries and what they want to be seen with.
    pub see: Vec<(EntryKey, Vec<Word>)>,
    /// The links.
    pub links: Vec<UnfollowedLink>,
    /// The routes.
    pub routes: Vec<RawRoute>,
    /// The entry that opens first.
    pub start: Option<Word>,
    /// What the pack lost on the way, to which a reference may lead.
    pub losses: Losses,
}

/// A link whose ends are still words.
pub struct UnfollowedLink {
    /// Where it is.
    pub at: At,
    /// Where it starts.
    pub from: Word,
    /// Where it leads.
    pub to: Word,
    /// Its relation; `None` if there is none of that name.
    pub relation: Option<RelationKey>,
    /// Why it holds; may be empty.
    pub reason: Box<str>,
    /// Who says it.
    pub provenance: Option<Provenance>,
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
    pub built: AssembledPack,
    pub names: Names,
    pub mode: Mode,
    pub resolver: &'r mut Resolver<'a>,
}

impl AssembledPack {
    /// Gives keys to everything in a pack, and reports what is wrong with it.
    pub fn new(pack: RawPack, mode: Mode, resolver: &mut Resolver) -> Self {
        let RawPack { head, content, losses, references, .. } = pack;
        let RawFile { entries, links, claims, places, sources, routes } = content;
        let built = Self {
            catalogue: Catalogue::new(),
            bodies: Vec::with_capacity(entries.len()),
            entry_places: Vec::with_capacity(entries.len()),
            evidence: Evidence::default(),
            unfollowed: Unfollowed { routes, start: head.start, losses, ..Unfollowed::default() },
        };
        let mut assembly = PackAssembly { built, names: Names::default(), mode, resolver };
        let key = assembly.built.catalogue.push_pack(head.pack);
        assembly.relations(key, head.relations);
        assembly.sources(sources);
        let places = assembly.places(key, places);
        assembly.claims(claims, &places);
        assembly.entries(key, head.themes, entries);
        assembly.links(links);
        assembly.matrices(&head.matrices);
        assembly.keep_references(key, None, references);
        assembly.built
    }
}

impl PackAssembly<'_, '_> {
    fn links(&mut self, links: Vec<RawLink>) {
        for RawLink { at, from, to, relation, reason, provenance } in links {
            let losses = &self.built.unfollowed.losses;
            let names = &self.names.relations;
            let relation = self.resolver.id(Namespace::Relation, names, losses, &relation);
            let provenance = provenance.map(|raw| self.provenance(raw));
            let link = UnfollowedLink { at, from, to, relation, reason, provenance };
            self.built.unfollowed.links.push(link);
        }
    }

    fn matrices(&mut self, matrices: &[RawMatrix]) {
        for RawMatrix { rows, columns } in matrices {
            let losses = &self.built.unfollowed.losses;
            let names = &self.names.themes;
            let rows = self.resolver.id(Namespace::Theme, names, losses, rows);
            let columns = self.resolver.id(Namespace::Theme, names, losses, columns);
            if let (Some(rows), Some(columns)) = (rows, columns) {
                self.built.catalogue.push_matrix(Matrix { rows, columns });
            }
        }
    }

    /// Keeps the references in texts for the check.
    pub fn keep_references(&mut self, pack: PackKey, from: Option<EntryKey>, words: Vec<Word>) {
        let references = words.into_iter().map(|word| Reference { pack, from, word });
        self.built.evidence.references.extend(references);
    }
}
