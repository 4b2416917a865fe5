//! Dictionaries and tables: a word is an entry, whatever the format; what is damaged is told once a kind.

use std::fs::{self, File};
use std::io::Write;
use std::time::{Duration, SystemTime};

use flate2::Compression;
use flate2::write::GzEncoder;
use folio::content::progress::Progress;
use folio::knowledge::{Changes, Corpus, Reread};
use folio::model::EntryKey;
use folio::store::Opened;
use folio::text::markdown::plain;
use proptest::prelude::*;

use super::open;
use crate::support::command::{end, folio};
use crate::support::packs::{Pack, codes};

/// A dictionary of `StarDict` that is written file by file.
#[derive(Default)]
struct StarDict {
    fields: &'static str,
    is_wide: bool,
    index: Vec<u8>,
    articles: Vec<u8>,
    synonyms: Vec<u8>,
}

impl StarDict {
    fn new(fields: &'static str) -> Self {
        Self { fields, ..Self::default() }
    }

    /// Adds a word with an article of its own.
    fn word(self, word: &str, article: impl AsRef<[u8]>) -> Self {
        let (offset, size) = (self.articles.len() as u64, article.as_ref().len() as u32);
        let mut whole = self.at(word, offset, size);
        whole.articles.extend(article.as_ref());
        whole
    }

    /// Adds a word whose article is said to be at a place.
    fn at(mut self, word: impl AsRef<[u8]>, offset: u64, size: u32) -> Self {
        self.index.extend(word.as_ref());
        self.index.push(0);
        let bytes = offset.to_be_bytes();
        self.index.extend(if self.is_wide { &bytes[..] } else { &bytes[4..] });
        self.index.extend(size.to_be_bytes());
        self
    }

    fn synonym(mut self, word: &str, item: u32) -> Self {
        self.synonyms.extend(word.as_bytes());
        self.synonyms.push(0);
        self.synonyms.extend(item.to_be_bytes());
        self
    }

    fn description(&self) -> String {
        let bits = if self.is_wide { "idxoffsetbits=64\n" } else { "" };
        let fields = match self.fields {
            "" => String::new(),
            fields => format!("sametypesequence={fields}\n"),
        };
        format!(
            "StarDict's dict ifo file\nversion=3.0.0\nbookname=Tea words\nauthor=Lu *Yu*\n{bits}{fields}"
        )
    }

    fn write(&self) -> Pack {
        Pack::new()
            .file("tea.ifo", self.description())
            .file("tea.idx", &self.index)
            .file("tea.dict", &self.articles)
            .file("tea.syn", &self.synonyms)
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Tells every word: its title, other words for it, its text in one line with where links lead.
fn words(opened: &Opened) -> Vec<String> {
    let catalogue = &*opened.library.catalogue;
    let of_words = catalogue.themes().iter().filter(|theme| &*theme.id != "about");
    let keys = of_words.flat_map(|theme| theme.entries.clone().map(EntryKey));
    keys.map(|key| {
        let mut told = catalogue.title(key).to_owned();
        for alias in catalogue.aliases(key) {
            told += &format!(", {alias}");
        }
        let shown = plain(&opened.library.body(key).markdown);
        told += &format!(": {}", shown.text.replace('\n', " / "));
        for (_, destination) in &shown.links {
            told += &format!(" ->{destination}");
        }
        told
    })
    .collect()
}

#[test]
fn every_kind_of_field_is_read() {
    for (kind, article, expected) in [
        ("m", "a *drink*\n  of leaves {cup}", "a *drink* / \u{a0}\u{a0}of leaves cup ->cup"),
        ("l", "a drink", "a drink"),
        ("t", "tiː", "[tiː]"),
        ("y", "chá", "[chá]"),
        ("g", "<b>a</b>\n<i>drink</i> &amp; more", "a / drink & more"),
        ("x", "<k>tea</k>\n<tr>tiː</tr> see <kref>cup</kref>", "[tiː] see cup ->cup"),
        ("h", "<p>a<p><a href='bword://cup'>b</a> <a href='sound://t.wav'>c</a>", "a / b c ->cup"),
        ("h", "<a href='bword://Cup'>b</a> <a href='https://a.b'>c</a>", "b c ->cup ->https://a.b"),
        ("k", "<x><![CDATA[a <b> drink]]></x>", "a <b> drink"),
        ("w", "a drink", "a drink"),
    ] {
        let written = StarDict::new(kind).word("cup", "").word("tea", article).write();
        let opened = open(&written.at("tea.ifo"));
        assert_eq!(words(&opened)[1], format!("tea: {expected}"), "{kind}");
        assert_eq!(codes(&opened.diagnostics), [""; 0], "{kind}");
    }
}

#[test]
fn fields_are_told_apart_in_each_article_or_in_all() {
    for (fields, article) in [
        ("tm", &b"ti\xcb\x90\0a drink"[..]),
        ("tWm", b"ti\xcb\x90\0\0\0\0\x02RIa drink"),
        ("", b"tti\xcb\x90\0ma drink\0"),
        ("", b"W\0\0\0\x02RItti\xcb\x90\0ma drink"),
    ] {
        let written = StarDict::new(fields).word("tea", article).write();
        let opened = open(&written.at("tea.ifo"));
        assert_eq!(words(&opened), ["tea: [tiː] / a drink"], "{fields} {}", article.escape_ascii());
        let lost: &[&str] = if article.contains(&b'R') { &["unknown-kind"] } else { &[] };
        assert_eq!(codes(&opened.diagnostics), lost);
    }
}

#[test]
fn words_of_one_article_and_articles_of_one_word_are_one_entry() {
    let written = StarDict::new("m")
        .at("teas", 0, 7)
        .at("tea", 0, 7)
        .word("tea", "a drink")
        .word("Tea", "a name")
        .word("tea", "a meal")
        .word("and/or", "both")
        .synonym("cha", 1)
        .synonym("nothing", 99)
        .write();
    let opened = open(&written.at("tea.ifo"));
    assert_eq!(words(&opened), ["and/or: both", "Tea: a name", "tea, teas, cha: a drink / a meal"]);
    let catalogue = &*opened.library.catalogue;
    assert_eq!(&*catalogue.packs()[0].title, "Tea words");
    let about = opened.library.body(catalogue.packs()[0].opens_with().unwrap());
    assert!(plain(&about.markdown).text.contains("By: Lu *Yu*"), "{}", about.markdown);
}

#[test]
fn a_dictionary_opens_by_any_of_its_files_packed_or_not() {
    let mut whole = StarDict { is_wide: true, ..StarDict::new("m") }.word("tea", "a drink");
    for pack in [false, true] {
        let parts = [("idx", &whole.index), ("dict", &whole.articles), ("syn", &whole.synonyms)];
        let mut written = Pack::new().file("in/tea.ifo", whole.description());
        for (ending, bytes) in parts {
            written = match (ending, pack) {
                ("idx", true) => written.file("in/tea.idx.gz", packed(bytes)),
                ("dict", true) => written.file("in/tea.dict.dz", packed(bytes)),
                _ => written.file(format!("in/tea.{ending}"), bytes),
            };
        }
        let part = if pack { "in/tea.dict.dz" } else { "in/tea.idx" };
        for name in ["in/tea.ifo", part, "in", ""] {
            assert_eq!(words(&open(&written.at(name))), ["tea: a drink"], "{name} {pack}");
        }
        whole = whole.synonym("cha", 7);
    }
}

#[test]
fn a_change_of_any_file_of_a_dictionary_is_seen() {
    let with = |text, other| StarDict::new("m").word("tea", text).synonym(other, 0);
    let changed = with("a plant", "chai");
    for (ending, bytes) in [("dict", &changed.articles), ("syn", &changed.synonyms)] {
        let written = with("a drink", "cha").write();
        let before = Corpus::from(open(&written.at("tea.ifo")));
        fs::write(written.at(format!("tea.{ending}")), bytes).expect("it is written");
        let reread = before.reread(&Progress::default());
        let Some(Reread::Sound(_, changes)) = reread else { panic!("it opens again") };
        assert_eq!(changes, Changes::Entries(1), "{ending}");
    }
}

#[test]
fn what_is_damaged_is_told_once_a_kind_and_the_rest_is_read() {
    let sound = || StarDict::new("m").word("tea", "a drink");
    let outside = (0..1000).fold(sound(), |it, number| it.at(format!("w{number}"), 7, 1 << 31));
    let mut cut = sound().at("cup", 0, 7);
    cut.index.truncate(cut.index.len() - 3);
    let mut endless = sound();
    endless.index.extend([b'x'; 300]);
    let cases: [(&str, StarDict, &[&str]); 8] = [
        ("outside", outside, &["article-outside"]),
        ("overflow", sound().at("x", u64::from(u32::MAX), u32::MAX), &["article-outside"]),
        ("cut", cut, &["damaged-index"]),
        ("endless", endless, &["damaged-index"]),
        ("empty", sound().at("", 0, 6).at(" \x01 ", 0, 5), &["no-headword"]),
        ("latin", sound().at(b"caf\xe9", 0, 7), &["not-utf8"]),
        (
            "bad field",
            StarDict::new("Wm").word("tea", b"\xff\xff\xff\xffx"),
            &["damaged-article", "unknown-kind"],
        ),
        ("synonym", sound().synonym("cha", 0).synonym("x", u32::MAX), &[]),
    ];
    for (name, dictionary, expected) in cases {
        let written = dictionary.write();
        let opened = open(&written.at("tea.ifo"));
        let mut found = codes(&opened.diagnostics);
        found.sort_unstable();
        assert_eq!(found, expected, "{name}");
        assert!(words(&opened).iter().any(|word| word.contains("tea")), "{name}");
    }
    let first = Pack::new().file("tea.ifo", sound().description()).file("tea.idx", sound().index);
    let opened = open(&first.at("tea.ifo"));
    assert_eq!(codes(&opened.diagnostics), ["no-such-part"]);
    assert_eq!(opened.failed.len(), 1);
    let long = sound().word("long", "x ".repeat(1000));
    let over = (0..1000).fold(long, |it, number| it.at(format!("w{number}"), number, 1000));
    let opened = open(&over.write().at("tea.ifo"));
    let bodies = opened.library.catalogue.entries().map(|entry| opened.library.body(entry));
    let text: usize = bodies.map(|body| body.markdown.len()).sum();
    assert!((1000..10_000).contains(&text), "{text}");
    assert_eq!(codes(&opened.diagnostics), ["article-overlaps"]);
    let bomb = Pack::new()
        .file("tea.ifo", sound().description())
        .file("tea.idx", sound().index)
        .file("tea.dict.dz", packed(&vec![b' '; 30 << 20]));
    assert_eq!(codes(&open(&bomb.at("tea.ifo")).diagnostics), ["too-large"]);
    let half = packed("a drink".as_bytes());
    let half = Pack::new()
        .file("tea.ifo", sound().description())
        .file("tea.idx", sound().index)
        .file("tea.dict.dz", &half[..half.len() - 4]);
    let opened = open(&half.at("tea.ifo"));
    assert_eq!(
        (codes(&opened.diagnostics), words(&opened)),
        (vec!["damaged-archive"], vec!["tea: a drink".to_owned()])
    );
}

/// Writes the index of the DICT server: words with their articles, one behind the other.
fn dictd(words: &[(&str, &str)]) -> Pack {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let number = |number: usize| {
        let digits = (0..4).rev().map(|at| DIGITS[number >> (6 * at) & 63] as char);
        digits.collect::<String>()
    };
    let (mut index, mut articles) = (String::new(), String::new());
    for (word, article) in words {
        index += &format!("{word}\t{}\t{}\n", number(articles.len()), number(article.len()));
        articles += article;
    }
    Pack::new().file("tea.index", index).file("tea.dict.dz", packed(articles.as_bytes()))
}

#[test]
fn a_dictionary_of_the_dict_server_says_what_it_is() {
    let written = dictd(&[
        ("00-database-short", "00-database-short\n     Words of tea\n"),
        ("00-database-url", "00-database-url\n     https://a.example\n"),
        ("00-database-info", "00-database-info\n     Free *to* use.\n"),
        ("tea", "tea\n   a drink of the\n   {cup}, {nothing}\n"),
        ("cup", "Cup\n   {tea}\n"),
    ]);
    for name in ["tea.index", "tea.dict.dz", ""] {
        let opened = open(&written.at(name));
        let expected = [
            "cup: Cup / \u{a0}\u{a0}\u{a0}tea ->tea",
            "tea: a drink of the / cup, {nothing} ->cup",
        ];
        assert_eq!(words(&opened), expected, "{name}");
        let catalogue = &*opened.library.catalogue;
        assert_eq!(&*catalogue.packs()[0].title, "Words of tea");
        let about = opened.library.body(catalogue.packs()[0].opens_with().unwrap());
        let about = plain(&about.markdown).text;
        assert!(about.contains("https://a.example") && about.contains("Free *to* use."), "{about}");
    }
    let damaged =
        Pack::new().file("x.index", "tea\tA\tB\ncup\tA\tzzzz\nbad\n").file("x.dict", "ab");
    let opened = open(&damaged.at("x.index"));
    assert_eq!(words(&opened), ["tea: a"]);
    let told: Vec<_> = opened.diagnostics.iter().map(|it| (&*it.code, it.line)).collect();
    assert_eq!(told, [("article-outside", Some(2)), ("damaged-index", Some(3))]);
}

#[test]
fn chinese_words_have_their_readings_and_lead_to_each_other() {
    let text = "# CC-CEDICT\n#! date=2026-01-01\n茶 茶 [cha2] /tea/CL:杯[bei1]/\n杯 杯 [bei1] /cup/\n\
                葉 叶 [ye4] /leaf/\n葉 叶 [Ye4] /surname Ye/\nno entry\n";
    let written = Pack::new().file("words.u8", text).file("words.gz", packed(text.as_bytes()));
    for name in ["words.u8", "words.gz"] {
        let opened = open(&written.at(name));
        assert_eq!(
            words(&opened),
            [
                "叶, 葉: yè 葉 / leaf / Yè 葉 / surname Ye",
                "杯: cup",
                "茶: tea / Classifier: 杯 bēi ->杯",
            ]
        );
        assert_eq!(codes(&opened.diagnostics), ["damaged-line"]);
        let catalogue = &*opened.library.catalogue;
        let tea = catalogue.entries().find(|&key| catalogue.title(key) == "茶").unwrap();
        let names: Vec<_> = catalogue.names(tea).map(|it| (it.language, it.reading)).collect();
        assert_eq!(names, [("zh", "chá")]);
    }
}

#[test]
fn rows_of_a_table_are_entries() {
    let written = Pack::new()
        .file("plain.tsv", "tea\tmeaning of it\ncha\ta \"drink\nmate\tanother\n")
        .file("words.csv", "\u{feff}Word;Definition;Tags;Synonyms;Group;Since\ntea;\"a drink;\nhot\";leaf, hot;cha|chai;Drinks;800\ncup;;;;Things;\n;x;;;;\npot;;;;Things;;\nlid;;;;Things;;more\n");
    assert_eq!(words(&open(&written.at("plain.tsv"))), ["cha: a \"drink", "mate: another"]);
    let opened = open(&written.at("words.csv"));
    assert_eq!(
        words(&opened),
        ["tea, cha, chai: a drink; / hot / Since: 800", "cup: ", "pot: ", "lid: "]
    );
    let catalogue = &*opened.library.catalogue;
    let themes: Vec<_> = catalogue.themes().iter().map(|theme| &*theme.title).collect();
    assert_eq!(themes, ["Drinks", "Things"]);
    let told: Vec<_> = opened.diagnostics.iter().map(|it| (&*it.code, it.line)).collect();
    assert_eq!(told, [("no-headword", Some(5)), ("surplus-cell", Some(7))]);
}

#[test]
fn the_line_of_a_spreadsheet_that_names_the_separator_is_no_header() {
    let no_word = ("no-headword", Some(4));
    let open_quote = ("open-quote", Some(5));
    for (name, text, expected) in [
        ("w.csv", "sep=;\nword;text\ntea;a, b\n;x\ncup;\"a\n", &[no_word, open_quote][..]),
        (
            "w.csv",
            "\u{feff}sep=,\r\nword,text\r\ntea,\"a, b\"\r\n,x\r\ncup,\"a\r\n",
            &[no_word, open_quote],
        ),
        ("w.csv", "sep=\t\nword\ttext\ntea\ta, b\n\tx\ncup\ta\n", &[no_word]),
        ("w.tsv", "Sep=|\nword|text\ntea|a, b\n|x\ncup|a\n", &[no_word]),
    ] {
        let opened = open(&Pack::new().file(name, text).at(name));
        assert_eq!(words(&opened), ["tea: a, b", "cup: a"], "{text}");
        let told: Vec<_> = opened.diagnostics.iter().map(|it| (&*it.code, it.line)).collect();
        assert_eq!(told, expected, "{text}");
    }
}

#[test]
fn columns_of_a_table_without_a_header_are_named() {
    let written = Pack::new().file("w.tsv", "tea\t9\ta drink\ncup\t8\ta vessel\n");
    let path = written.at("w.tsv");
    let columns = ["--columns", "title,_,body"];
    let (code, told, complaint) =
        end(folio().args(["show", "tea", "--pack"]).arg(&path).args(columns));
    assert_eq!((code, &*complaint), (0, ""));
    assert!(told.contains("a drink") && !told.contains('9'), "{told}");
    let (code, told, _) = end(folio().arg("check").arg(&path).args(columns));
    assert!(code == 0 && told.contains("no errors"), "{told}");
    let (_, listed, _) = end(folio().args(["list", "entries", "--pack"]).arg(&path).args(columns));
    assert!(listed.contains("tea") && listed.contains("cup"), "{listed}");
    let built = written.at("w.folio");
    let mut build = folio();
    let (code, ..) = end(build.arg("build").arg(&path).arg("-o").arg(&built).args(columns));
    assert_eq!(code, 0);
    let (_, told, _) = end(folio().args(["show", "tea", "--pack"]).arg(&built));
    assert!(told.contains("a drink") && !told.contains('9'), "{told}");
    let (_, told, _) = end(folio().args(["doctor", "--pack"]).arg(&path).args(columns));
    assert!(told.contains("2 entries"), "{told}");
    // The data folder keeps no options.
    let data = written.at("data");
    let mut add = folio();
    let (code, _, complaint) =
        end(add.env("XDG_DATA_HOME", &data).arg("add").arg(&path).args(columns));
    assert_eq!((code, data.exists()), (2, false), "{complaint}");
    let built = format!("`folio build {} --columns title,_,body -o FILE.folio`", path.display());
    assert!(complaint.contains(&built), "{complaint}");
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_told_with_its_line() {
    let rows = "word,text\ntea,\"a \"\"hot\"\"\ndrink\"\ncup,\"a vessel\nmate,more\ncha,x\n";
    let written = Pack::new().file("w.csv", rows).file("disk.csv", "a,b\ndisk,3.5\" wide\n");
    let opened = open(&written.at("w.csv"));
    let told: Vec<_> = opened.diagnostics.iter().map(|it| (&*it.code, it.line)).collect();
    assert_eq!(told, [("open-quote", Some(4))]);
    assert!(opened.diagnostics[0].message.contains("3 lines"), "{:?}", opened.diagnostics);
    assert!(open(&written.at("disk.csv")).diagnostics.is_empty());
}

#[test]
fn a_very_long_word_is_told_by_its_beginning() {
    let index = format!("tea\tA\tB\n{}\tA\tB\n", "a".repeat(5000));
    let pack = Pack::new().file("t.index", index).file("t.dict", "x");
    let told = open(&pack.at("t.index")).diagnostics;
    let told: Vec<&str> = told.iter().map(|one| &*one.message).collect();
    let beginning = "a".repeat(120);
    assert_eq!(told, [format!("1 headword is too long; the first is \"{beginning}…\"")]);
}

#[test]
fn a_table_in_windows_1252_is_read_as_that() {
    for (text, expected, encoding) in [
        (&b"word,text\ncaf\xe9,5\x80 \x96 \x93hot\x94\n"[..], "café: 5€ – “hot”", "Windows-1252"),
        (b"word,text\ncaf\xe9,hot\n", "café: hot", "Latin-1"),
        // With a damaged byte in UTF-8 each value is read by itself.
        (b"word,text\ncaf\xc3\xa9,5\x80\n", "café: 5€", "not UTF-8"),
    ] {
        let opened = open(&Pack::new().file("w.csv", text).at("w.csv"));
        assert_eq!(words(&opened), [expected]);
        let [one] = &*opened.diagnostics else { panic!("{:?}", opened.diagnostics) };
        assert!(one.message.contains(encoding), "{one}");
    }
}

#[test]
fn a_table_in_utf16_is_read_as_that() {
    let text = "\u{feff}word\ttext\nth\u{e9}\ta drink\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let opened = open(&Pack::new().file("w.tsv", bytes).at("w.tsv"));
    assert_eq!(words(&opened), ["th\u{e9}: a drink"]);
    assert_eq!(codes(&opened.diagnostics), ["other-encoding"]);
}

#[test]
fn a_dictionary_answers_as_a_pack_does_and_is_kept_with_all_its_files() {
    let filling = "Leaves are picked, withered, rolled and dried. ".repeat(20);
    let mut whole = StarDict::new("h");
    for number in 0..1500 {
        let next = format!("<p><a href='bword://word {}'>next</a> <p>{filling}", number + 1);
        whole = whole.word(&format!("word {number}"), next);
    }
    let written = whole.write();
    let settle = || {
        for entry in fs::read_dir(written.path()).unwrap() {
            let file = File::options().append(true).open(entry.unwrap().path()).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_hours(1)).unwrap();
        }
    };
    settle();
    let cache = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = folio();
        command.current_dir(written.path()).env("XDG_CACHE_HOME", cache.path()).args(arguments);
        end(&mut command)
    };
    let kept = || fs::read_dir(cache.path().join("folio")).map_or(0, Iterator::count);
    let cold = run(&["show", "word 7", "--pack", "tea.ifo"]);
    assert!(cold.1.contains("next") && cold.1.contains("word 6"), "{cold:?}");
    assert_eq!(kept(), 1, "a file named from its own folder is kept");
    assert_eq!(run(&["show", "word 7", "--pack", "tea.ifo"]), cold);
    let (code, found, _) = run(&["search", "word 1499", "--pack", "tea.ifo"]);
    assert!(code == 0 && found.contains("word 1499"), "{found}");
    let (code, checked, _) = run(&["check", "tea.ifo"]);
    assert!(
        code == 0 && checked.contains("unresolved") && !checked.contains("unlinked"),
        "{checked}"
    );
    run(&["list", "--pack", "."]);
    assert_eq!(kept(), 2, "a folder named from inside is kept");
    // A file beside the one that was named belongs to it.
    let synonyms = whole.synonym("leaf", 7).synonyms;
    fs::write(written.at("tea.syn"), synonyms).unwrap();
    let (code, changed, _) = run(&["show", "leaf", "--pack", "tea.ifo"]);
    assert!(code == 0 && changed.contains("next"), "{changed}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_bytes_are_too_much(
        index in prop::collection::vec(prop_oneof![Just(0), Just(b'\t'), Just(b'\n'), Just(b'A'), any::<u8>()], 0..80),
        articles in prop::collection::vec(any::<u8>(), 0..80),
        synonyms in prop::collection::vec(prop_oneof![Just(0), any::<u8>()], 0..40),
        fields in prop_oneof![Just(""), Just("m"), Just("hW"), Just("Xtg")],
    ) {
        let whole = StarDict { fields, is_wide: false, index, articles, synonyms };
        let written = whole.write().file("dictd.index", [b"tea\tA\tB\n", &*whole.index].concat())
            .file("dictd.dict", &whole.articles).file("t.csv", &whole.articles)
            .file("t.u8", ["# CC-CEDICT\n".as_bytes(), &whole.articles].concat());
        for name in ["tea.ifo", "dictd.index", "t.csv", "t.u8"] {
            open(&written.at(name));
        }
    }
}
