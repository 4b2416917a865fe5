//! Packs that are written as bundles in the Open Knowledge Format: they open with what they said before.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use folio::formats::Format;
use folio::graph::Mentions;
use folio::store::Opened;

use super::open;
use crate::support::command::{end, folio};

/// Converts a pack into a bundle; returns where it is.
fn converted(thing: &Path, kept: &Path) -> PathBuf {
    let bundle = kept.join("bundle");
    let (code, _, complaint) =
        end(folio().arg("convert").arg(thing).args(["--format", "okf", "-o"]).arg(&bundle));
    assert_eq!((code, &*complaint), (0, ""));
    bundle
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
    let roastery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/okf");
    let kept = tempfile::tempdir().unwrap();
    let bundle = converted(&roastery, kept.path());
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
    assert_eq!(shown(&bundle), shown(&roastery));
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
