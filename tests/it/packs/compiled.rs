//! A pack as one file: says the same as its folder, is written the same each time, and when it is
//! damaged shows nothing that is wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use folio::blocks::{Damage, Image};
use folio::content::progress::Progress;
use folio::content::source::Input;
use folio::graph::{Graph, Mentions, Named, named_in};
use folio::model::{EntryKey, Library, LinkKey, Lookup};
use folio::search::{Hits, Index, Query, QueryHint, Scope, may_hold, search, unindexed};
use folio::store::{self, Opened, Origin};
use folio::terms::{Occurrences, Recogniser};
use tempfile::TempDir;

use crate::support::packs::{HEAD, Pack, entry};

/// The packs that are compared: their folders.
pub(super) fn folders() -> [PathBuf; 4] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    ["content/nine-mechanisms", "tests/support/tea", "tests/support/harbour", "tests/support/okf"]
        .map(|it| root.join(it))
}

/// A file built from a folder.
struct Built {
    /// Keeps the file.
    _folder: TempDir,
    path: PathBuf,
}

#[track_caller]
fn build(folder: &Path) -> Built {
    let kept = tempfile::tempdir().expect("a temporary folder");
    let path = kept.path().join("pack.folio");
    let origin = Origin::Folder(folder.to_owned());
    let Ok(compiled) = store::compile(&origin, &Progress::default()) else { panic!("it opens") };
    compiled.save(&path).expect("the file is written");
    Built { _folder: kept, path }
}

fn open(path: &Path) -> Opened {
    store::open(&[Origin::named(path)])
}

/// Everything that a library says, one fact a line.
pub(super) fn facts(opened: &Opened) -> Vec<String> {
    let catalogue = &*opened.library.catalogue;
    let mut facts = vec![
        format!("{:?}", catalogue.packs()),
        format!("{:?}", catalogue.themes()),
        format!("{:?}", catalogue.relations()),
        format!("{:?}", catalogue.sources()),
        format!("{:?}", catalogue.places()),
        format!("{:?}", catalogue.routes()),
        format!("{:?}", catalogue.matrices()),
    ];
    facts.extend(catalogue.claims().map(|claim| format!("{claim:?}")));
    for key in (0..catalogue.links().len()).map(LinkKey::new) {
        facts.push(format!("{:?} {:?}", catalogue.link(key), catalogue.provenance(key)));
    }
    let mentions = Mentions::new(&opened.library);
    let occurrences = Occurrences::new(&opened.library, &Recogniser::new(catalogue));
    for key in catalogue.entries() {
        facts.push(format!("{:?}", occurrences.of(key).collect::<Vec<_>>()));
        let around = Mentions::around(&opened.library, &[key]);
        for (around, all) in
            [(around.of(key), mentions.of(key)), (around.from(key), mentions.from(key))]
        {
            assert!(around.iter().eq(all.iter()), "{around:?} {all:?}");
            facts.push(format!("{:?}", all.iter().collect::<Vec<_>>()));
        }
        let lists = [catalogue.former(key).collect::<Vec<_>>(), catalogue.aliases(key).collect()];
        let more = [catalogue.forms(key).collect::<Vec<_>>(), catalogue.tags(key).collect()];
        let names: Vec<_> = catalogue.names(key).collect();
        let standing: Vec<_> = catalogue.standing(key).collect();
        let (kind, record) = (catalogue.kind(key), catalogue.record(key));
        facts.push(format!("{kind} {standing:?} {:?} {record}", catalogue.stale_after(key)));
        let texts = [catalogue.title(key), catalogue.short(key), catalogue.summary(key)];
        let own = (catalogue.number(key), catalogue.theme_of(key), catalogue.is_recognised(key));
        let id = catalogue.id(key);
        facts.push(format!("{id} {texts:?} {own:?} {lists:?} {more:?} {names:?}"));
        facts.push(format!("{id} {:?}", opened.library.body(key)));
        for known in catalogue.former(key).chain([id]) {
            assert_eq!(catalogue.find_in(catalogue.pack_of(key), known), Some(key), "{known}");
            let slug = known.split_once('/').map_or(known, |(_, slug)| slug);
            facts.push(format!("{slug} {:?}", catalogue.identified(slug)));
        }
    }
    facts
}

#[test]
fn a_file_says_what_its_folder_says() {
    for folder in folders() {
        let built = build(&folder);
        let (from_folder, from_file) = (open(&folder), open(&built.path));
        let (expected, found) = (facts(&from_folder), facts(&from_file));
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(found, expected, "{}", folder.display());
        }
        assert_eq!(found.len(), expected.len());
        for key in from_folder.library.catalogue.entries() {
            let (file, line) = from_folder.whereabouts.entry(key);
            let (built, of_built) = from_file.whereabouts.entry(key);
            let inside = file.strip_prefix(folder.to_str().expect("UTF-8")).expect("it is inside");
            assert!(built.ends_with(inside), "{built} is {file}");
            assert_eq!(of_built, line);
        }
    }
}

/// The links of all entries as they are shown, by the graph that the files of packs help to make or by one
/// that sorts them all.
fn links_of_all(library: &Library, in_files: bool) -> Vec<String> {
    let catalogue = &*library.catalogue;
    let graph = Graph::new(catalogue, if in_files { &library.images } else { &[] });
    let read = |entry| {
        let ends = graph.all_ends(catalogue, entry).map(|end| end.read(catalogue));
        format!("{}: {:?}", catalogue.id(entry), ends.collect::<Vec<_>>())
    };
    catalogue.entries().map(read).collect()
}

#[test]
fn links_by_their_ends_are_the_same_out_of_files_alone_and_beside_other_packs() {
    let pack = |id: &str, link: &str| {
        let theme = "[[theme]]\nid = 'a'\ntitle = 'A'\n";
        let relation = "[[relation]]\nid = 'serves'\nlabel = 'serves'\ninverse = 'is served by'\n";
        let head = format!("format = 1\nid = '{id}'\ntitle = '{id}'\n{theme}{relation}");
        let entries = ["one", "two", "three"].map(entry).concat();
        let to_own = ["one", "two"].map(|from| {
            format!("[[link]]\nfrom = 'a/{from}'\nto = 'a/three'\nrelation = 'serves'\n")
        });
        let more = format!("{entries}see = ['a/one'{link}]\n{}", to_own.concat());
        Pack::new().file("pack.toml", head).file("all.toml", more)
    };
    let (first, second) = (pack("first", ", 'second:a/two'"), pack("second", ", 'first:a/two'"));
    let built = [&first, &second].map(|pack| build(pack.path()));
    let [in_file, other_in_file] = [&built[0], &built[1]].map(|it| Origin::named(&it.path));
    for origins in [
        vec![in_file.clone()],
        vec![in_file.clone(), other_in_file.clone()],
        vec![in_file, second.origin()],
        vec![first.origin(), other_in_file, Origin::BuiltIn],
    ] {
        let library = store::open(&origins).library;
        assert!(library.images.iter().flatten().count() > 0, "one lies in a file");
        assert_eq!(links_of_all(&library, true), links_of_all(&library, false), "{origins:?}");
    }
}

/// How what was compiled of the built-in pack is made anew.
const ANEW: &str = "cargo run -- build content/nine-mechanisms -o data/nine-mechanisms.folio";

#[test]
fn what_is_in_the_binary_was_compiled_from_the_content() {
    let embedded = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/nine-mechanisms.folio");
    let expected = fs::read(build(&folders()[0]).path).expect("it is there");
    assert!(fs::read(embedded).expect("it is there") == expected, "make it anew: {ANEW}");
}

#[test]
fn the_built_in_pack_says_what_its_folder_says() {
    let folder = &folders()[0];
    let (from_folder, built_in) = (open(folder), store::open(&[Origin::BuiltIn]));
    assert_eq!(facts(&built_in), facts(&from_folder));
    assert_eq!(unindexed(&built_in.library), 0, "it is taken out of what was compiled");
    for key in from_folder.library.catalogue.entries() {
        let (file, line) = built_in.whereabouts.entry(key);
        assert_eq!(from_folder.whereabouts.entry(key), (&*in_content(file), line));
        let Some(Input::Text(text)) = built_in.whereabouts.files.input_named(file) else {
            panic!("{file} is in the binary")
        };
        assert_eq!(fs::read_to_string(in_content(file)).expect("it is there"), text);
    }
}

/// Returns the name on disk of a file of the built-in pack.
fn in_content(file: &str) -> String {
    format!("{}/content/{file}", env!("CARGO_MANIFEST_DIR"))
}

/// Queries for every way of searching, beside those of the tables.
const QUERIES: &[&str] = &[
    "ppp",
    "connectivty",
    "硬联通",
    "硬联同",
    "hard vs soft connectivity",
    "'loan",
    "\"shared future\"",
    "^nine",
    "swap$",
    "loan !syndicated",
    "tariffs | privacy",
    "theme:term",
    "by:editor syndicated",
    "place:p3 mechanism",
    "tag:finance bank",
    "tag:fin",
    "tag:nothing",
    "c",
    "xqzv",
];

/// Everything that a search answers, the excerpts too.
fn answer(index: &Index, text: &str) -> String {
    format!("{:#?}", search(index, &Query::parse(text), Scope::Library, 20))
}

#[test]
fn a_file_answers_queries_as_its_folder_does() {
    let folder = &folders()[0];
    let built = build(folder);
    let [from_folder, from_file] = [folder, &built.path].map(|path| open(path).library);
    assert_eq!(unindexed(&from_folder), from_folder.catalogue.len());
    assert_eq!(unindexed(&from_file), 0, "the index lies in the file");
    let built_in = store::open(&[Origin::BuiltIn]).library;
    let indexes = [from_folder, from_file, built_in].map(|library| Index::new(&library));
    let asked = include_str!("../queries/asked.tsv").lines().skip(1);
    let asked = asked.filter_map(|line| line.split('\t').nth(1)).step_by(3);
    for text in QUERIES.iter().copied().chain(asked) {
        let [expected, found, built_in] = indexes.each_ref().map(|index| answer(index, text));
        assert_eq!(found, expected, "{text}");
        assert_eq!(built_in, expected, "{text}");
    }
}

#[test]
fn packs_in_files_and_folders_are_searched_together() {
    let folders = folders();
    let built = folders.each_ref().map(|folder| build(folder));
    let open_all = |in_files: [bool; 3]| {
        let paths = folders.iter().zip(&built).zip(in_files);
        let origins: Vec<Origin> = paths
            .map(|((folder, built), in_file)| if in_file { &built.path } else { folder })
            .map(Origin::named)
            .collect();
        Index::new(&store::open(&origins).library)
    };
    let expected = open_all([false; 3]);
    for in_files in [[true, true, true], [false, true, false], [true, false, true]] {
        let index = open_all(in_files);
        for text in QUERIES.iter().copied().chain(["tea", "ships", "place:", "theme:", "leavs"]) {
            assert_eq!(answer(&index, text), answer(&expected, text), "{in_files:?} {text}");
        }
    }
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    for folder in folders() {
        let [once, again] = [(); 2].map(|()| fs::read(build(&folder).path).expect("it is there"));
        assert!(once == again, "{}", folder.display());
    }
}

#[test]
fn mistakes_of_the_folder_are_told_of_the_file() {
    let entries = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'Text.'\nsee = ['a/none', 'q:a/far']\n\
                   [[entry]]\nid = 'a/one'\ntitle = 'Twice'\n";
    let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", entries);
    let built = build(pack.path());
    let told = |opened: &Opened| -> Vec<_> {
        let told = opened.diagnostics.iter();
        told.map(|it| (it.code.to_string(), it.line, it.column, it.severity)).collect()
    };
    let (folder, file) = (open(pack.path()), open(&built.path));
    assert_eq!(told(&file), told(&folder));
    assert_eq!(folder.diagnostics.len(), 3, "{:#?}", folder.diagnostics);
}

#[test]
fn packs_in_files_refer_to_each_other() {
    let pack = |id: &str, other: &str| {
        let head = format!(
            "format = 1\nid = '{id}'\ntitle = '{id}'\nlanguage = 'en'\n[[theme]]\nid = 't'\ntitle = 'T'\n"
        );
        let entry = format!(
            "[[entry]]\nid = 't/e'\ntitle = 'Of {id}'\nbody = 'B, see [the other]({other}:t/e).'\nsee = ['{other}:t/e']\n"
        );
        Pack::new().file("pack.toml", &head).file("a.toml", &entry)
    };
    let packs = [pack("p", "q"), pack("q", "p")];
    let built = packs.each_ref().map(|pack| build(pack.path()));
    let origins = |paths: [&Path; 2]| paths.map(Origin::named);
    let mut all = [
        origins([packs[0].path(), packs[1].path()]),
        origins([&built[0].path, &built[1].path]),
        origins([packs[0].path(), &built[1].path]),
    ]
    .map(|origins| store::open(&origins));
    for opened in &mut all {
        assert_eq!(opened.diagnostics, []);
        assert_eq!(opened.library.catalogue.links().len(), 1, "both ends list each other");
        let both = Lookup::Ambiguous(vec![EntryKey(0), EntryKey(1)]);
        assert_eq!(opened.library.catalogue.identified("e"), both);
        for entry in [EntryKey(0), EntryKey(1)] {
            assert_eq!(
                Mentions::around(&opened.library, &[entry]).of(entry).len(),
                1,
                "in its text"
            );
        }
    }
    let [folders, files, mixed] = all.map(|opened| facts(&opened));
    assert_eq!(files, folders);
    assert_eq!(mixed, folders);
}

/// Texts that link within their pack, into both others, and into both kinds one after the other.
#[test]
fn links_in_texts_of_several_packs_are_the_same_from_folders_and_files() {
    let pack = |[own, one, two]: [&str; 3]| {
        let head = format!(
            "format = 1\nid = '{own}'\ntitle = '{own}'\nlanguage = 'en'\n[[theme]]\nid = 't'\ntitle = 'T'\n"
        );
        let texts = [
            format!("To [c](t/c) of {own}. To [a]({one}:t/a). To [b](t/b), to [c](t/c) again."),
            "To [a](t/a), to [itself](t/b), to [none](t/none), to [none](none:t/a).".to_owned(),
            format!("To [a]({two}:t/a). To [b]({two}:t/b), to [b]({own}:t/b), to [a](t/a)."),
            "To [c](t/c).".to_owned(),
        ];
        let entry = |(id, text): (char, &String)| {
            format!("[[entry]]\nid = 't/{id}'\ntitle = '{id} of {own}'\nbody = '{text}'\n")
        };
        let entries: String = ('a'..).zip(&texts).map(entry).collect();
        Pack::new().file("pack.toml", &head).file("a.toml", &entries)
    };
    let packs = [["p", "q", "r"], ["q", "r", "p"], ["r", "p", "q"]].map(pack);
    let built = packs.each_ref().map(|pack| build(pack.path()));
    let open_all = |in_files: [bool; 3]| {
        let paths = packs.iter().zip(&built).zip(in_files);
        let paths = paths.map(|((pack, file), is)| if is { &file.path } else { pack.path() });
        store::open(&paths.map(Origin::named).collect::<Vec<_>>())
    };
    let folders = open_all([false; 3]);
    let mentions = Mentions::new(&folders.library);
    let told = |number: u32| -> [Vec<u32>; 2] {
        let entry = EntryKey(number);
        [mentions.from(entry), mentions.of(entry)]
            .map(|ends| ends.entries().map(|it| it.0).collect())
    };
    assert_eq!(told(4), [vec![6, 8, 5], vec![0, 5, 6, 10]], "the first of the second pack");
    let expected = facts(&folders);
    for in_files in [[true; 3], [false, true, false], [true, false, true], [false, false, true]] {
        assert_eq!(facts(&open_all(in_files)), expected, "{in_files:?}");
    }
}

/// Every entry with the entries that name it, and their sentences.
fn named(library: &Library) -> Vec<Vec<Named>> {
    let may_hold = |names: &[String]| may_hold(library, names);
    let entries = library.catalogue.entries();
    entries.map(|key| named_in(library, key, may_hold, || true).expect("it is wanted")).collect()
}

#[test]
fn the_same_entries_are_named_in_texts_from_folders_and_files() {
    // Names that begin or end in signs, stand in longer runs and longer words, or have no word.
    let names = [
        "S",
        "C++",
        "eau",
        "O'Brien",
        "AT&T",
        "3D",
        "茶",
        "绿茶",
        "茶叶",
        "ชา",
        "ティー",
        "The Who",
        "Of",
        "China",
        "Café au lait",
        "क्ष",
        "5G网络",
        "d'Artagnan",
        "A.I.",
        "e-mail",
    ];
    let texts = [
        "Plan S, and China's S. It is C++ or c, l'eau and L’Eau de vie; O'Brien’s AT&T.",
        "喝绿茶叶好。茶，和红茶。ผมดื่มชาในโครงการนี้ ミルクティー ティーとお茶",
        "**The** who? _Of_ all. [China](t/none) is not China. CAFE\u{301}\\nau *lait*. 3d2 3D.",
        "क्ष and 5g网络 here, d’Artagnan; the A.I.s and A.I. of an e-mail, E-Mail's, email.",
        "`C++` is code, # and 'S' is quoted; AT & T; s.",
    ];
    let mut entries = String::new();
    for (at, name) in names.iter().enumerate() {
        let text = texts.get(at).copied().unwrap_or("Nothing.");
        entries += &format!("[[entry]]\nid = 't/{at}'\ntitle = \"{name}\"\nbody = \"{text}\"\n");
    }
    let head = format!("{HEAD}[[theme]]\nid = 't'\ntitle = 'T'\n");
    let pack = Pack::new().file("pack.toml", &head).file("a.toml", &entries);
    let tongues = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tongues");
    let mut all = folders().to_vec();
    all.extend([tongues, pack.path().to_owned()]);
    let built: Vec<Built> = all.iter().map(|folder| build(folder)).collect();
    for (folder, built) in all.iter().zip(&built) {
        let (expected, found) = (named(&open(folder).library), named(&open(&built.path).library));
        assert_eq!(found, expected, "{}", folder.display());
    }
    let of_names: usize = named(&open(pack.path()).library).iter().map(|it| it.len().min(1)).sum();
    assert!(of_names > 15, "most names are found: {of_names}");
    // Beside a pack in a folder, whose texts are all read, and another in a file.
    let origins = [pack.path(), &built[1].path, &built[5].path].map(Origin::named);
    let mixed = named(&store::open(&origins).library);
    let origins = [pack.path(), &all[1], &all[5]].map(Origin::named);
    assert_eq!(mixed, named(&store::open(&origins).library));
}

/// Where a file is damaged in what it says of links in texts, these are found in the texts.
#[test]
fn links_in_texts_are_right_where_the_file_is_damaged_in_them() {
    let built = build(&folders()[0]);
    let whole = fs::read(&built.path).expect("it is there");
    let told = |opened: &Opened| -> Vec<_> {
        let library = &opened.library;
        let all = Mentions::new(library);
        let ends = |key| {
            let around = Mentions::around(library, &[key]);
            [all.of(key), all.from(key), around.of(key), around.from(key)]
                .map(|ends| ends.entries().collect::<Vec<_>>())
        };
        library.catalogue.entries().map(ends).collect()
    };
    let expected = told(&open(&built.path));
    let mut damaged = BTreeSet::new();
    for at in 0..2000 {
        let mut bytes = whole.clone();
        let at = at * bytes.len() / 2000;
        bytes[at] ^= 1;
        fs::write(&built.path, &bytes).expect("written");
        let Ok(image) = Image::open(&built.path) else { continue };
        let damage = image.check(|_, _| true).expect("it was not told to stop").damage;
        if damage.iter().all(|one| !one.section.starts_with("mention.")) {
            continue;
        }
        damaged.extend(damage.iter().map(|one| one.section.to_string()));
        assert_eq!(told(&open(&built.path)), expected, "byte {at}: {damage:?}");
    }
    assert!(damaged.len() > 2, "{damaged:?}");
}

#[test]
fn a_slug_stands_behind_any_text_before_a_slash() {
    let ids = ["a/x", "a-b/x", "a/x-y", "b/x/y", "b/y", "a0/y", "ab/x"];
    let entry = |id: &&str| format!("[[entry]]\nid = '{id}'\ntheme = 't'\ntitle = '{id}'\n");
    let head = format!("{HEAD}[[theme]]\nid = 't'\ntitle = 'T'\n");
    let entries: String = ids.iter().map(entry).collect();
    let pack = Pack::new().file("pack.toml", &head).file("a.toml", &entries);
    let built = build(pack.path());
    let opened = [pack.path(), &built.path].map(open);
    for (slug, expected) in
        [("x", 3), ("y", 2), ("x-y", 1), ("x/y", 1), ("z", 0), ("", 0), ("a/x", 1)]
    {
        let found = opened.each_ref().map(|opened| opened.library.catalogue.identified(slug));
        assert_eq!(found[1], found[0], "{slug}");
        let count = match &found[0] {
            Lookup::Found(_) => 1,
            Lookup::Ambiguous(entries) => entries.len(),
            Lookup::Missing => 0,
        };
        assert_eq!(count, expected, "{slug}");
    }
}

/// How many bytes are flipped or cut off where nobody says; `FOLIO_PACK_FLIPS` asks for more.
const FLIPS: usize = 400;

fn flips() -> usize {
    std::env::var("FOLIO_PACK_FLIPS")
        .map_or(FLIPS, |number| number.parse().expect("FOLIO_PACK_FLIPS is a number"))
}

/// Queries of every kind for the pack that is damaged.
const ASKED_OF_DAMAGED: [&str; 6] =
    ["tea", "gren tea", "tag:b", "by:article b", "\"of the\"", "茶"];

/// Holds what a damaged file answers to what the whole one does: where the index is damaged, the answer says
/// that hits may be missing; where anything else is, texts may be.
fn compare_answers(path: &Path, library: &Library, expected: &[Hits]) -> usize {
    let image = Image::open(path).expect("it was opened");
    let checked = image.check(|_, _| true).expect("it was not told to stop");
    let is_of_index = |damage: &Damage| damage.section.starts_with("search.");
    let index = Index::new(library);
    let mut told = 0;
    for (text, expected) in ASKED_OF_DAMAGED.iter().zip(expected) {
        let found = search(&index, &Query::parse(text), Scope::Library, 20);
        if found.hints.contains(&QueryHint::Damaged) {
            assert!(checked.damage.iter().any(is_of_index), "{text}");
            told += 1;
        } else if checked.damage.iter().all(is_of_index) {
            assert_eq!(found, *expected, "{text}");
        }
    }
    told
}

#[test]
fn a_damaged_file_is_refused_or_shows_nothing_wrong() {
    let folder = &folders()[1];
    let built = build(folder);
    let whole = fs::read(&built.path).expect("it is there");
    let opened = open(&built.path);
    let right = facts(&opened);
    let index = Index::new(&opened.library);
    let ask = |text: &str| search(&index, &Query::parse(text), Scope::Library, 20);
    let answers = ASKED_OF_DAMAGED.map(ask);
    let (mut refused, mut told) = (0, 0);
    for number in 0..flips() {
        let mut bytes = whole.clone();
        // Spreads over the whole file.
        let at = number * 2_654_435_761 % bytes.len();
        if number % 8 == 0 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << (number % 8);
        }
        fs::write(&built.path, &bytes).expect("written");
        let opened = open(&built.path);
        if !opened.failed.is_empty() {
            assert!(!opened.diagnostics.is_empty(), "byte {at}");
            refused += 1;
            continue;
        }
        let catalogue = &*opened.library.catalogue;
        for key in catalogue.entries() {
            let known = |text: &str| text.is_empty() || right.iter().any(|it| it.contains(text));
            for text in [catalogue.title(key), catalogue.summary(key)] {
                assert!(known(&format!("{text:?}")) || text.is_empty(), "byte {at}: {text}");
            }
            let body = format!("{:?}", opened.library.body(key));
            assert!(known(&body) || body.contains("damaged"), "byte {at}: {body}");
        }
        told += compare_answers(&built.path, &opened.library, &answers);
        let checked = store::check_file(&built.path);
        assert!(!checked.diagnostics.is_empty(), "byte {at} is not missed");
    }
    assert!(refused > flips() / 8, "cuts are refused: {refused}");
    assert!(told > flips() / 8, "damage of the index is told: {told}");
}

#[test]
fn what_is_said_of_the_folder_is_said_of_the_file() {
    let twice = "[[entry]]\nid = 'a/one'\ntitle = 'One'\nbody = 'Text.'\n";
    let pack = Pack::new().file("pack.toml", HEAD).file("a.toml", twice).file("b.toml", twice);
    let built = build(pack.path());
    let told = open(&built.path).diagnostics.remove(0).message;
    let inside = format!("{}/a.toml:2:6", built.path.display());
    assert!(
        told.contains(&inside) && !told.contains(pack.path().to_str().expect("UTF-8")),
        "{told}"
    );
}
