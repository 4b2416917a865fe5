//! What differs between two versions of a library. Refuses to know: why there are two.

use std::collections::{HashMap, HashSet};
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::corpus::Corpus;
use crate::blocks::FileWriter;
use crate::content::position::FileKey;
use crate::content::source::{self, Input};
use crate::content::whereabouts::Whereabouts;
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
    now: &'a Opened,
    /// By file.
    files: Vec<bool>,
}

impl<'a> Untouched<'a> {
    fn between(before: &Opened, now: &'a Opened) -> Self {
        let same = now.mark.same(&before.mark);
        let marked: HashSet<&str> = before.mark.names().chain(now.mark.names()).collect();
        let differs = |name: &str| marked.contains(name) && !same.contains(name);
        let (old, new) = (CountedFile::all_of(before), CountedFile::all_of(now));
        // What is beside the files may be in the text of any entry.
        if !now.mark.is_same_beside(&before.mark)
            || old.iter().chain(&new).any(|file| file.is_of_all() && differs(file.name))
        {
            return Self { now, files: Vec::new() };
        }
        // Of another file fewer entries may be left out now because their ids are taken.
        let counts: HashMap<&str, usize> =
            old.iter().map(|file| (file.name, file.entries)).collect();
        let holds = |file: &CountedFile<'_>| {
            let looks_alike = file.is_built_in || same.contains(file.name);
            looks_alike && counts.get(file.name) == Some(&file.entries)
        };
        let files = new.iter().map(holds).collect();
        Self { now, files }
    }

    fn holds(&self, entry: EntryKey) -> bool {
        let file = self.now.whereabouts.entries.file(entry);
        file.and_then(|file| self.files.get(file.0 as usize)).is_some_and(|holds| *holds)
    }
}

/// A file with how many entries stand in it.
struct CountedFile<'a> {
    name: &'a str,
    /// What is in the binary does not change.
    is_built_in: bool,
    entries: usize,
}

impl<'a> CountedFile<'a> {
    fn all_of(opened: &'a Opened) -> Vec<Self> {
        let Whereabouts { files, entries, .. } = &opened.whereabouts;
        let file = |(at, name)| {
            let is_built_in = matches!(files.input(FileKey::new(at)), Some(Input::Text(_)));
            Self { name, is_built_in, entries: 0 }
        };
        let mut all: Vec<Self> = files.names().enumerate().map(file).collect();
        for entry in opened.library.catalogue.entries() {
            if let Some(one) = entries.file(entry).and_then(|file| all.get_mut(file.0 as usize)) {
                one.entries += 1;
            }
        }
        all
    }

    /// Returns whether a change of it may be one of any entry, wherever that stands: it has what a pack
    /// declares, or is a part of what has several files, such as the articles of a dictionary.
    fn is_of_all(&self) -> bool {
        let is_toml = source::is_toml(Path::new(self.name));
        let is_part = self.entries == 0 && !is_toml;
        is_part || self.name.ends_with("pack.toml")
    }
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
    use crate::store::{self, Origin};

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
    fn beside_the_built_in_pack_too_what_looks_as_it_did_is_not_read() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let head = "format = 1\nid = 'p'\ntitle = 'P'\nlanguage = 'en'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
        let entry = |id| format!("[[entry]]\nid = 'a/{id}'\ntitle = 'T'\nbody = 'B'\n");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("it is written");
        };
        write("pack.toml", head);
        write("one.toml", &entry("one"));
        write("two.toml", &entry("two"));
        let origins = [Origin::BuiltIn, Origin::named(folder.path())];
        let before = store::open(&origins);
        write("two.toml", &entry("two").replace("'B'", "'Another'"));
        let now = store::open(&origins);
        let untouched = Untouched::between(&before, &now);
        let touched: Vec<_> =
            now.library.catalogue.entries().filter(|entry| !untouched.holds(*entry)).collect();
        let ids: Vec<_> = touched.iter().map(|entry| now.library.catalogue.id(*entry)).collect();
        assert_eq!(ids, ["a/two"]);
    }

    #[test]
    fn a_text_that_a_page_includes_is_compared_too() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("it is written");
        };
        write("a.md", "# A\n\n{{#include x.txt}}\n");
        write("b.md", "# B\n\nAlone.\n");
        write("x.txt", "one");
        let open = || Corpus::from(store::open(&[Origin::named(folder.path())]));
        let before = open();
        write("x.txt", "two");
        let now = open();
        assert_eq!(Changes::between(&before, &now), Changes::Entries(1));
        assert_eq!(Changes::between(&now, &open()), Changes::None);
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
