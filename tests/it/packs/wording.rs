//! The built-in pack's own words: none are the article's, each claim is told, each source can be found.

use std::collections::{BTreeSet, HashSet};

use folio::check;
use folio::graph::Coverage;
use folio::model::{ClaimKey, Library, LinkKey, Provenance, SourceKey};
use folio::store::{self, Origin};
use folio::text::markdown::plain;
use sha2::{Digest, Sha256};

/// The first 16 hex digits of the SHA-256 of each run of words in the article, one a line: so the runs can
/// be met but not read.
const RUNS: &str = include_str!("article-runs.txt");

/// How many words a run has: [`words`], joined by single blanks.
const RUN: usize = 7;

fn library() -> Library {
    store::open(&[Origin::BuiltIn]).library
}

/// Returns the words of a text: stretches of `[a-z0-9]` in lower case.
fn words(text: &str) -> Vec<String> {
    let lowered = text.to_ascii_lowercase();
    let words = lowered.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn digits(run: &str) -> String {
    let first: [u8; 8] =
        Sha256::digest(run.as_bytes())[..8].try_into().expect("a digest has 32 bytes");
    format!("{:016x}", u64::from_be_bytes(first))
}

/// Returns the runs of a text that are among `forbidden`.
fn shared(text: &str, forbidden: &HashSet<&str>) -> Vec<String> {
    let words = words(text);
    let runs = words.windows(RUN).map(|run| run.join(" "));
    runs.filter(|run| forbidden.contains(&*digits(run))).collect()
}

/// Returns every text that a reader of the pack is shown, each with where it is.
fn texts(library: &Library) -> Vec<(String, String)> {
    let catalogue = &*library.catalogue;
    let mut texts = Vec::new();
    let mut add = |whose: &str, what: &str, text: &str| {
        texts.push((format!("{whose}: {what}"), plain(text).text));
    };
    for pack in catalogue.packs() {
        add(&pack.id, "title", &pack.title);
        add(&pack.id, "summary", &pack.summary);
    }
    for theme in catalogue.themes() {
        add(&theme.id, "title", &theme.title);
        add(&theme.id, "summary", &theme.summary);
    }
    for entry in catalogue.entries() {
        let id = catalogue.id(entry);
        add(id, "title", catalogue.title(entry));
        add(id, "short title", catalogue.short(entry));
        add(id, "summary", catalogue.summary(entry));
        for alias in catalogue.aliases(entry).chain(catalogue.forms(entry)) {
            add(id, "alias", alias);
        }
        let body = library.body(entry);
        for statement in &body.statements {
            add(id, "heading", &statement.heading);
            add(id, "statement", &statement.text);
        }
        add(id, "body", &body.markdown);
    }
    for claim in catalogue.claims() {
        add(claim.id, "claim", claim.text);
    }
    for place in catalogue.places() {
        add(&place.id, "place", &format!("{}\n\n{}", place.label, place.title));
    }
    for link in catalogue.links() {
        let ends = format!("{} to {}", catalogue.id(link.from), catalogue.id(link.to));
        add(&ends, "reason", link.reason);
    }
    for route in catalogue.routes() {
        add(&route.id, "title", &route.title);
    }
    texts
}

#[test]
fn no_text_shares_a_run_of_words_with_the_article() {
    let forbidden: HashSet<&str> = RUNS.lines().collect();
    assert!(forbidden.len() > 1000 && forbidden.iter().all(|run| run.len() == 16));
    let library = library();
    let texts = texts(&library);
    assert!(texts.len() > 1000, "{} texts are all that is shown", texts.len());
    let found: Vec<String> = texts
        .iter()
        .flat_map(|(place, text)| {
            shared(text, &forbidden).into_iter().map(move |run| format!("{place}: {run}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The test above can fail: a run is found wherever it stands, behind links and emphasis too.
#[test]
fn a_run_is_found_behind_markup() {
    let run = digits("one two three four five six seven");
    let forbidden: HashSet<&str> = [run.as_str()].into();
    let found = |text: &str| !shared(&plain(text).text, &forbidden).is_empty();
    assert!(found("One, two: three four five – six seven."));
    assert!(found("Zero one [two three](a/b) *four* five\nsix `seven` eight."));
    assert!(found("[[a/b|one two]] three four five six seven"));
    assert!(!found("one two three four five six"));
    assert!(!found("one two three four 4 five six seven"));
    assert_eq!(digits(""), "e3b0c44298fc1c14");
}

#[test]
fn every_claim_is_told() {
    let library = library();
    let coverage = Coverage::new(&library);
    let unused: Vec<&str> = library
        .catalogue
        .claims()
        .enumerate()
        .filter(|(at, _)| !coverage.is_used(ClaimKey::new(*at)))
        .map(|(_, claim)| claim.id)
        .collect();
    assert_eq!(unused, [""; 0]);
}

#[test]
fn every_source_that_something_rests_on_can_be_found() {
    let library = library();
    let catalogue = &*library.catalogue;
    let mut named: BTreeSet<SourceKey> =
        catalogue.places().iter().filter_map(|it| it.source).collect();
    let editor = |provenance: &Provenance| match provenance {
        Provenance::Editor { sources, .. } => sources.clone(),
        Provenance::Article { .. } => Vec::new(),
    };
    for entry in catalogue.entries() {
        named.extend(catalogue.names(entry).filter_map(|name| name.source));
        named.extend(library.body(entry).statements.iter().flat_map(|it| editor(&it.provenance)));
    }
    let links = (0..catalogue.links().len()).map(LinkKey::new);
    let provenances = links.filter_map(|link| catalogue.provenance(link));
    named.extend(provenances.flat_map(|provenance| editor(&provenance)));
    assert!(named.len() > 20, "{}", named.len());
    for source in named.into_iter().map(|key| catalogue.source(key)) {
        assert!(!source.url.is_empty() || !source.access.is_empty(), "{}", source.id);
    }
}

#[test]
fn every_verified_name_says_by_what() {
    let opened = store::open_to_check(&[Origin::BuiltIn]);
    let report = check::check(&opened.library, &opened.whereabouts, opened.diagnostics);
    let unsourced = |it: &&folio::content::diagnostic::Diagnostic| it.code == "name-without-source";
    assert_eq!(report.diagnostics.iter().find(unsourced), None);
    let catalogue = &opened.library.catalogue;
    let names = catalogue.entries().flat_map(|entry| catalogue.names(entry));
    let kinds: BTreeSet<Option<bool>> = names.map(|name| name.verified).collect();
    assert_eq!(kinds, [None, Some(false), Some(true)].into(), "the pack has names of all kinds");
}
