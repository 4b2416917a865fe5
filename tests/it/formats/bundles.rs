//! Packs that are written as bundles in the Open Knowledge Format: they open with what they said before.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use folio::formats::Format;
use folio::graph::Mentions;
use folio::model::Source;
use folio::store::Opened;

use super::open;
use crate::support::command::{end, folio};

/// Converts a thing into a pack (`toml`) or a bundle (`okf`); returns where that is.
fn written(format: &str, thing: &Path, kept: &Path) -> PathBuf {
    let folder = kept.join(format);
    let (code, _, complaint) =
        end(folio().arg("convert").arg(thing).args(["--format", format, "-o"]).arg(&folder));
    assert_eq!((code, &*complaint), (0, ""));
    folder
}

/// Converts a pack into a bundle; returns where it is.
fn converted(thing: &Path, kept: &Path) -> PathBuf {
    written("okf", thing, kept)
}

/// A bundle with every construct of the specification.
fn roastery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf")
}

/// Converts that bundle into a pack, and this into a bundle.
fn through_a_pack(kept: &Path) -> PathBuf {
    converted(&written("toml", &roastery(), kept), kept)
}

/// The titles of all entries, each with those that its text or a typed link leads to.
fn titles_and_links(opened: &Opened) -> BTreeMap<String, BTreeSet<String>> {
    let catalogue = &*opened.library.catalogue;
    let mentions = Mentions::new(&opened.library);
    let title = |key| catalogue.title(key).to_owned();
    let told = catalogue.entries().map(|key| {
        let typed = catalogue.joints().filter(|joint| joint.from == key).map(|joint| joint.to);
        let all = mentions.from(key).entries().chain(typed);
        (title(key), all.filter(|to| *to != key).map(title).collect())
    });
    told.collect()
}

#[test]
fn a_pack_that_was_written_as_a_bundle_opens_with_the_same_titles_links_and_sources() {
    for thing in ["content/nine-mechanisms", "tests/support/tea"] {
        let thing = Path::new(env!("CARGO_MANIFEST_DIR")).join(thing);
        let kept = tempfile::tempdir().unwrap();
        let bundle = converted(&thing, kept.path());
        assert_eq!(Format::of(&bundle), Some(Format::Bundle));
        let [before, after] = [&thing, &bundle].map(|path| open(path));
        assert_eq!(after.diagnostics, []);
        let title = |opened: &Opened| opened.library.catalogue.packs()[0].title.clone();
        assert_eq!(title(&after), title(&before));
        let (expected, mut found) = (titles_and_links(&before), titles_and_links(&after));
        found.remove(&*title(&before));
        for (title, links) in &expected {
            assert_eq!(found.get(title), Some(links), "{title}");
        }
        assert_eq!(found.len(), expected.len());
        assert_eq!(sources(&after), sources(&before));
        let (code, told, _) = end(folio().arg("check").arg(&bundle));
        assert_eq!(code, 0, "{told}");
    }
}

#[test]
fn a_bundle_that_was_written_from_a_bundle_says_how_values_are_computed_once() {
    let kept = tempfile::tempdir().unwrap();
    let bundle = through_a_pack(kept.path());
    let (code, told, _) = end(folio().arg("check").arg(&bundle));
    assert_eq!(code, 0, "{told}");
    let shown = |thing: &Path| {
        let (_, told, _) = end(folio().arg(thing).args(["show", "sums/roasted-weight"]));
        told.lines()
            .filter(|line| line.contains("Runtime: "))
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(shown(&bundle), ["• Runtime: postgres"]);
    assert_eq!(shown(&bundle), shown(&roastery()));
}

/// All files below a folder, each with what is in it.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(inner).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let text = fs::read(&path).unwrap();
                found.insert(path.strip_prefix(folder).unwrap().to_owned(), text);
            }
        }
    }
    found
}

#[test]
fn a_bundle_that_is_written_as_a_bundle_keeps_every_file_as_it_is() {
    let kept = tempfile::tempdir().unwrap();
    let copy = files(&converted(&roastery(), kept.path()));
    assert!(copy.contains_key(Path::new("checks/equality.py")));
    assert_eq!(copy, files(&roastery()));
}

/// What each concept of a bundle says of itself, by its title; pages and histories, which say nothing, are left
/// out.
fn concepts(path: &Path) -> BTreeMap<String, String> {
    let opened = open(path);
    let catalogue = &*opened.library.catalogue;
    let concepts = catalogue.entries().filter(|key| catalogue.standing(*key).next().is_some());
    let told = concepts.map(|key| {
        let listed = [
            catalogue.standing(key).collect::<Vec<_>>(),
            catalogue.tags(key).collect(),
            catalogue.aliases(key).collect(),
        ];
        let day = catalogue.stale_after(key).map(|day| day.to_string()).unwrap_or_default();
        let texts = [catalogue.kind(key), catalogue.summary(key), &*day, catalogue.record(key)];
        let body = opened.library.body(key);
        let sources = folio::document::sources_of(catalogue, key, &body).into_iter().map(|key| {
            let Source { title, author, date, url, usage, .. } = catalogue.source(key);
            format!("{title} | {author} | {date} | {url} | {usage}")
        });
        let sources: Vec<String> = sources.collect();
        (catalogue.title(key).to_owned(), format!("{listed:?} {texts:?} {sources:#?}"))
    });
    told.collect()
}

#[test]
fn a_bundle_keeps_what_its_concepts_say_on_the_way_through_a_pack() {
    let kept = tempfile::tempdir().unwrap();
    let (expected, mut found) = (concepts(&roastery()), concepts(&through_a_pack(kept.path())));
    assert_eq!(expected.len(), 6);
    for (title, said) in expected {
        assert_eq!(found.remove(&title), Some(said), "{title}");
    }
}

/// The titles of the sources that entries rest on, each with where it is and when it is from.
fn sources(opened: &Opened) -> BTreeSet<String> {
    let catalogue = &*opened.library.catalogue;
    let used = catalogue.entries().flat_map(|entry| {
        let body = opened.library.body(entry);
        folio::document::sources_of(catalogue, entry, &body)
    });
    let told = used.map(|key| {
        let source = catalogue.source(key);
        format!("{} | {} | {} | {}", source.title, source.url, source.date, source.publisher)
    });
    told.collect()
}
