//! Whether what is said by "article" rests on the primary text. Refuses to know: how bodies are read.

use std::collections::BTreeSet;

use super::Checked;
use crate::content::diagnostic::Mistake;
use crate::content::raw::Namespace;
use crate::messages::check as say;
use crate::model::{By, ClaimKey, EntryKey, LinkKey, PackKey, Provenance, SourceKey};

/// Reports places that could lie in several sources, and what is said by "article" that no primary source says.
pub fn check(checked: &Checked, mistakes: &mut Vec<Mistake>) {
    let used = used_claims(checked);
    for pack in checked.library.catalogue.pack_keys() {
        let losses = checked.losses(pack);
        // One that was left out may be the primary one.
        if losses.unread || losses.ids.iter().any(|(kind, _)| *kind == Namespace::Source) {
            continue;
        }
        let primary = primary_sources(checked, pack);
        match primary[..] {
            [] => without_primary(checked, pack, mistakes),
            [_] => {}
            _ => unclear_places(checked, pack, &primary, mistakes),
        }
        if !primary.is_empty() {
            claims_of_others(checked, pack, &used, mistakes);
        }
    }
}

/// Returns the claims on which statements and links by "article" rest.
fn used_claims(checked: &Checked) -> BTreeSet<ClaimKey> {
    let catalogue = &checked.library.catalogue;
    let mut used = BTreeSet::new();
    for entry in catalogue.entries() {
        let body = checked.library.body(entry);
        used.extend(body.statements.iter().flat_map(|one| one.provenance.claims()));
    }
    let links = (0..catalogue.links().len()).map(LinkKey::new);
    for provenance in links.filter_map(|link| catalogue.provenance(link)) {
        used.extend(provenance.claims());
    }
    used
}

fn primary_sources(checked: &Checked, pack: PackKey) -> Vec<SourceKey> {
    let sources = checked.library.catalogue.sources().iter();
    let primary = sources.zip(&checked.whereabouts.evidence.sources).enumerate();
    let primary = primary.filter(|(_, (source, of))| source.primary && **of == pack);
    primary.map(|(at, _)| SourceKey::new(at)).collect()
}

/// Warns once of a pack that says what the primary text says and has none: at the first entry that does.
fn without_primary(checked: &Checked, pack: PackKey, mistakes: &mut Vec<Mistake>) {
    let catalogue = &checked.library.catalogue;
    let says = |provenance: &Provenance| provenance.by() == By::Article;
    let stated = |entry: &EntryKey| {
        let body = checked.library.body(*entry);
        body.statements.iter().any(|statement| says(&statement.provenance))
    };
    let linked = || {
        let mut links = catalogue.links().filter(|link| catalogue.pack_of(link.from) == pack);
        links.find(|link| link.by == Some(By::Article)).map(|link| link.from)
    };
    let first = catalogue.entries_of_pack(pack).find(stated).or_else(linked);
    // Other formats have no such word.
    let first = first.filter(|&entry| checked.is_toml(entry));
    if let Some(at) = first.and_then(|entry| checked.whereabouts.entries.get(entry)) {
        let mistake = Mistake::warning(at, "no-primary-source", say::no_primary());
        mistakes.push(mistake.hint(say::mark_the_primary()));
    }
}

/// Reports the places of a pack that name none of its primary sources.
fn unclear_places(
    checked: &Checked,
    pack: PackKey,
    primary: &[SourceKey],
    mistakes: &mut Vec<Mistake>,
) {
    let catalogue = &checked.library.catalogue;
    let ids: Vec<&str> = primary.iter().map(|&source| &*catalogue.source(source).id).collect();
    let places = catalogue.places().iter().zip(&checked.whereabouts.evidence.places);
    for (place, &at) in places.filter(|(place, _)| place.pack == pack && place.source.is_none()) {
        let mistake = Mistake::error(at, "unclear-source", say::unclear_source(&place.id));
        mistakes.push(mistake.hint(say::name_a_source(&ids)));
    }
}

/// Warns of claims of a pack behind "article" that a source makes which is not primary.
fn claims_of_others(
    checked: &Checked,
    pack: PackKey,
    used: &BTreeSet<ClaimKey>,
    mistakes: &mut Vec<Mistake>,
) {
    let catalogue = &checked.library.catalogue;
    for &key in used {
        let claim = catalogue.claim(key);
        let place = catalogue.place(claim.place);
        let source = place.source.map(|source| catalogue.source(source));
        if let Some(source) = source.filter(|source| place.pack == pack && !source.primary) {
            let at = checked.whereabouts.evidence.claims[key.index()];
            let message = say::not_primary(claim.id, &source.id);
            let mistake = Mistake::warning(at, "not-primary", message);
            mistakes.push(mistake.hint(say::let_the_editor_say_it(&source.id)));
        }
    }
}
