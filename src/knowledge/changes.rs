//! What differs between two versions of a library. Refuses to know: why there are two.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::corpus::Corpus;
use crate::blocks::FileWriter;
use crate::content::whereabouts::{EntryPlaces, Whereabouts};
use crate::model::{Body, Catalogue, EntryKey, Provenance, Remap};
use crate::store::Opened;

/// What differs between two versions of a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changes {
    /// Nothing.
    None,
    /// No entry, but something around them: links, themes, sources, claims, the packs themselves.
    Around,
    /// So many entries: those that were written anew, those that came, those that went.
    Entries(usize),
}

impl Changes {
    /// Compares a library with its version `before`; reads all bodies of both, but those in files that look
    /// as they did.
    pub fn between(before: &Corpus, now: &Corpus) -> Self {
        let (old, new) = (&**before.catalogue(), &**now.catalogue());
        let untouched = Untouched::between(before.opened(), now.opened());
        let remap = Remap::new(Arc::clone(now.catalogue()), Arc::clone(before.catalogue()));
        let same = |entry: &EntryKey| {
            if untouched.holds(*entry) {
                return Some(true);
            }
            let was = remap.entry(*entry).filter(|was| old.id(*was) == new.id(*entry));
            was.map(|was| {
                has_same_head(old, was, new, *entry)
                    && has_same_text(old, &before.body(was), new, &now.body(*entry))
            })
        };
        let (mut kept, mut changed) = (0, 0);
        for same in new.entries().map(|entry| same(&entry)) {
            kept += usize::from(same.is_some());
            changed += usize::from(same != Some(true));
        }
        let gone = old.len() - kept;
        match changed + gone {
            0 if fingerprint(old).is_some_and(|was| Some(was) == fingerprint(new)) => Self::None,
            0 => Self::Around,
            count => Self::Entries(count),
        }
    }
}

/// The entries whose files look as they did.
struct Untouched<'a> {
    places: &'a EntryPlaces,
    /// By file.
    files: Vec<bool>,
}

impl<'a> Untouched<'a> {
    fn between(before: &Opened, now: &'a Opened) -> Self {
        let places = &now.whereabouts.entries;
        let same = now.mark.same(&before.mark);
        let names = || now.whereabouts.files.names();
        // What a pack declares may change how any of its entries is read.
        if names().any(|name| name.ends_with("pack.toml") && !same.contains(name)) {
            return Self { places, files: Vec::new() };
        }
        // Of another file fewer entries may be left out now because their ids are taken.
        let old: HashMap<&str, usize> =
            before.whereabouts.files.names().zip(counts(before)).collect();
        let holds = |(name, count): (&str, usize)| {
            same.contains(name) && old.get(name).is_some_and(|before| *before == count)
        };
        let files = names().zip(counts(now)).map(holds).collect();
        Self { places, files }
    }

    fn holds(&self, entry: EntryKey) -> bool {
        let file = self.places.file(entry).and_then(|file| self.files.get(file.0 as usize));
        file.is_some_and(|holds| *holds)
    }
}

/// Counts the entries of each file.
fn counts(of: &Opened) -> Vec<usize> {
    let Whereabouts { files, entries, .. } = &of.whereabouts;
    let mut counts = vec![0; files.len()];
    for entry in of.library.catalogue.entries() {
        if let Some(count) = entries.file(entry).and_then(|file| counts.get_mut(file.0 as usize)) {
            *count += 1;
        }
    }
    counts
}

fn has_same_head(old: &Catalogue, was: EntryKey, new: &Catalogue, is: EntryKey) -> bool {
    fn texts(of: &Catalogue, entry: EntryKey) -> [&str; 4] {
        [of.title(entry), of.short(entry), of.summary(entry), &of.theme(of.theme_of(entry)).id]
    }
    texts(old, was) == texts(new, is)
        && old.number(was) == new.number(is)
        && old.names(was).eq(new.names(is))
        && old.former(was).eq(new.former(is))
        && old.aliases(was).eq(new.aliases(is))
        && old.forms(was).eq(new.forms(is))
        && old.tags(was).eq(new.tags(is))
        && old.kind(was) == new.kind(is)
        && old.standing(was).eq(new.standing(is))
        && old.stale_after(was) == new.stale_after(is)
        && old.record(was) == new.record(is)
}

/// Compares two bodies; claims and sources by their ids, because their keys move when another file has
/// one more.
fn has_same_text(old: &Catalogue, was: &Body, new: &Catalogue, is: &Body) -> bool {
    let same_ground = |one: &Provenance, other: &Provenance| match (one, other) {
        (Provenance::Article { claims: one }, Provenance::Article { claims: other }) => {
            let before = one.iter().map(|claim| old.claim(*claim).id);
            before.eq(other.iter().map(|claim| new.claim(*claim).id))
        }
        (
            Provenance::Editor { certainty: one, sources: first },
            Provenance::Editor { certainty: other, sources: second },
        ) => {
            let before = first.iter().map(|source| &old.source(*source).id);
            one == other && before.eq(second.iter().map(|source| &new.source(*source).id))
        }
        _ => false,
    };
    was.markdown == is.markdown
        && was.statements.len() == is.statements.len()
        && was.statements.iter().zip(&is.statements).all(|(one, other)| {
            one.id == other.id
                && one.heading == other.heading
                && one.text == other.text
                && same_ground(&one.provenance, &other.provenance)
        })
}

/// Returns what tells two catalogues apart; `None` if one cannot be read.
fn fingerprint(catalogue: &Catalogue) -> Option<blake3::Hash> {
    let write = || -> io::Result<blake3::Hash> {
        let mut writer = FileWriter::new(blake3::Hasher::new())?;
        catalogue.write(&mut writer)?;
        Ok(writer.finish()?.finalize())
    };
    write().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Library, NewEntry, Pack, Theme};

    /// Builds a library of lines `ID: TEXT`; a line without a text is the title of the theme.
    fn corpus(lines: &str) -> Corpus {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("pack", "Pack"));
        let mut theme = None;
        let mut bodies = Vec::new();
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let Some((id, text)) = line.split_once(": ") else {
                theme = Some(catalogue.push_theme(Theme::new(pack, "a", line)));
                continue;
            };
            let theme = theme.expect("the theme comes first");
            catalogue.push_entry(NewEntry::new(theme, id, &format!("Title of {id}")));
            bodies.push(Arc::new(Body { markdown: text.into(), ..Body::default() }));
        }
        Corpus::new(Library::new(catalogue, bodies))
    }

    #[test]
    fn entries_are_compared_by_id() {
        #[track_caller]
        fn check(now: &str, expected: Changes) {
            let before = corpus("Theme\na/one: 1\na/two: 2\na/three: 3");
            assert_eq!(Changes::between(&before, &corpus(now)), expected, "{now}");
        }
        check("Theme\na/one: 1\na/two: 2\na/three: 3", Changes::None);
        check("Subject\na/one: 1\na/two: 2\na/three: 3", Changes::Around);
        check("Theme\na/three: 3\na/one: 1\na/two: 2", Changes::Around);
        check("Theme\na/one: 1\na/two: two\na/three: 3", Changes::Entries(1));
        check("Theme\na/new: 0\na/one: 1\na/two: 2\na/three: 3", Changes::Entries(1));
        check("Theme\na/one: 1\na/three: 3", Changes::Entries(1));
        check("Theme\na/one: 1\na/zwei: 2\na/three: drei", Changes::Entries(3));
    }
}
