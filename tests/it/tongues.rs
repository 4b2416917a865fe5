//! Letters of many languages as their readers type them, over a pack in many languages: what is one
//! letter, what is found inside a run without spaces, signs alone, terms, one folding everywhere.

use folio::model::Lookup;
use folio::search::{Class, Hits, Index, Query, Scope, explain, lookup, search};
use folio::terms::Recogniser;
use unicode_normalization::UnicodeNormalization;

use crate::support::browser::tongues;
use crate::support::command::{end_after, folio, in_tongues, json as answer};
use crate::support::packs::Pack;

fn hits(query: &str) -> Hits {
    search(tongues().1, &Query::parse(query), Scope::Library, 20)
}

/// Returns the ids of hits above those by scattered letters and meaning, with their classes.
fn found(query: &str) -> Vec<(&'static str, Class)> {
    let catalogue = &*tongues().0.catalogue;
    let hits = hits(query).hits.into_iter().filter(|hit| hit.class < Class::Meaning);
    hits.map(|hit| (catalogue.id(hit.entry), hit.class)).collect()
}

/// Checks which entry a query finds exactly and `show` opens, in each canonical form.
#[track_caller]
fn check_exact(typed: &str, id: &str) {
    let (library, index) = tongues();
    let catalogue = &*library.catalogue;
    for typed in [typed.to_owned(), typed.nfc().collect(), typed.nfd().collect()] {
        assert_eq!(found(&typed).first(), Some(&(id, Class::Exact)), "{typed}");
        match lookup(catalogue, &typed, || index) {
            Lookup::Found(entry) => assert_eq!(catalogue.id(entry), id, "show {typed}"),
            other => panic!("show {typed} is {other:?}"),
        }
    }
}

#[test]
fn names_open_however_their_letters_are_typed() {
    for typed in [
        "té verde",
        "te verde",
        "THÉ VERT",
        "gruner tee",
        "GRÜNER TEE",
        "tra xanh",
        "yesil cay",
        "YEŞİL ÇAY",
        "zielona herbata zolta",
        "зелёный чай",
        "зеленый чай",
        "ЗЕЛЕНИЙ ЧАЙ",
        "πρασινο τσαι",
        "ΠΡΆΣΙΝΟ ΤΣΆΙ",
        "شاي اخضر",
        "شـاي أخضر",
        "چاي سبز",
        "תה ירק",
        "हरी चाय",
        "பச்சை தேநீர்",
        "녹차 음료",
        "緑茶とティー",
        "น้ำชาเขียว",
        "ນ້ຳຊາຂຽວ",
        "តែបៃតង",
        "လက်ဖက်ရည်",
        "绿茶",
        "მწვანე ჩაი",
        "կանաչ թեյ",
        "አረንጓዴ ሻይ",
        "kī ʻōmaʻomaʻo",
        "kī ōma'oma'o",
        "ki omaomao",
        "tae glas o eirinn",
    ] {
        check_exact(typed, "word/green-tea");
    }
    for (typed, id) in [
        ("пять", "word/five"),
        ("п’ять", "word/five"),
        ("П\u{2bc}ЯТЬ", "word/five"),
        ("צהל", "word/army"),
        ("צה״ל", "word/army"),
        ("hawaii", "word/islands"),
        ("Hawai'i", "word/islands"),
        ("Hawaiʻi", "word/islands"),
        ("l’eau de source", "word/water"),
        ("leau de source", "word/water"),
        ("كِتَاب", "word/book"),
        ("aland", "word/åland"),
        ("ÅLAND", "word/åland"),
        ("word/a\u{30a}land", "word/åland"),
    ] {
        if typed.contains('/') {
            let id_in_browser = answer(&in_tongues(&["show", typed, "--json"]));
            assert_eq!(id_in_browser["entry"]["id"], id, "{typed}");
        } else {
            check_exact(typed, id);
        }
    }
}

#[test]
fn a_letter_of_its_own_is_not_its_neighbour_with_a_mark() {
    check_exact("мой", "word/mine");
    check_exact("мои", "word/my");
    for (typed, other) in [("мой", "word/my"), ("мои", "word/mine")] {
        assert!(!found(typed).contains(&(other, Class::Exact)), "{typed}");
    }
}

#[test]
fn what_is_typed_with_its_accent_comes_first() {
    check_exact("cómo", "word/how");
    check_exact("como", "word/as");
    let first = |typed: &str| found(typed).first().map(|(id, _)| *id);
    assert_eq!([first("cóm"), first("cómo")], [Some("word/how"); 2], "its beginning as well");
    for typed in ["cómo", "como"] {
        let exact = found(typed).iter().filter(|(_, class)| *class == Class::Exact).count();
        assert_eq!(exact, 2, "{typed}");
    }
    let shown = |name: &str| answer(&in_tongues(&["show", name, "--json"]))["entry"]["id"].clone();
    assert_eq!([shown("cómo"), shown("como")], ["word/how", "word/as"]);
    let (_, stdout, _) = end_after(folio().args(in_tongues(&["--linear", "--at", "cómo"])), "");
    assert!(stdout.contains("word/how"), "{stdout}");
    let path = answer(&in_tongues(&["compare", "cómo", "мой", "--json"]));
    assert_eq!([&path["left"], &path["right"]], ["word/how", "word/mine"]);
}

/// Entries of which the first of each pair has a word without its accent: in a heading, a summary, a text.
const PLAIN_AND_ACCENTED: &[(&str, &str)] = &[
    (
        "a-heading",
        "[[entry.statement]]\nheading = 'Como cada uno'\ntext = 'x'\nby = 'editor'\ncertainty = 'general'\n",
    ),
    (
        "b-heading",
        "[[entry.statement]]\nheading = 'Cómo se hace'\ntext = 'x'\nby = 'editor'\ncertainty = 'general'\n",
    ),
    ("c-summary", "summary = 'Como siempre.'\nbody = 'x'\n"),
    ("d-summary", "summary = 'Sepa usted cómo.'\nbody = 'x'\n"),
    ("e-text", "body = 'Como antes. Vale para todos.'\n"),
    ("f-text", "body = 'Vale, y así es cómo.'\n"),
    ("g-text", "body = 'Se come. Vale comómetro.'\n"),
    ("h-text", "body = 'Vale cómodo.'\n"),
];

/// Checks which entries a query finds in which order, above those by scattered letters and meaning.
#[track_caller]
fn check_order(index: &Index, query: &str, expected: &[&str]) {
    let hits = search(index, &Query::parse(query), Scope::Library, 20).hits.into_iter();
    let better = hits.filter(|hit| hit.class < Class::Meaning);
    let catalogue = &index.library().catalogue;
    let ids: Vec<&str> = better.map(|hit| catalogue.id(hit.entry)).collect();
    let ids: Vec<&str> = ids.iter().map(|id| id.trim_start_matches("a/")).collect();
    assert_eq!(ids, expected, "{query}");
}

#[test]
fn a_text_with_the_accent_that_was_typed_comes_first_in_its_class() {
    let entries = PLAIN_AND_ACCENTED.iter();
    let entries =
        entries.map(|(id, rest)| format!("[[entry]]\nid = 'a/{id}'\ntitle = 'X'\n{rest}"));
    let pack = Pack::sound().file("a.toml", entries.collect::<Vec<_>>().join("\n"));
    let index = Index::new(&pack.open().library);
    let all = ["b-heading", "d-summary", "a-heading", "c-summary", "f-text", "e-text"];
    let typed = [&all[..], &["h-text", "g-text"]].concat();
    check_order(&index, "cómo", &typed);
    let plain = ["a-heading", "b-heading", "c-summary", "d-summary", "e-text", "f-text"];
    check_order(&index, "como", &[&plain[..], &["h-text", "g-text"]].concat());
    // The word may go on, so that the last two hold a phrase.
    check_order(&index, "vale cómo", &["h-text", "g-text", "f-text", "e-text"]);
    let begun = ["b-heading", "d-summary", "a-heading", "c-summary"];
    check_order(&index, "cóm", &[&begun[..], &["h-text", "f-text", "e-text", "g-text"]].concat());
    let hits = search(&index, &Query::parse("cómo"), Scope::Library, 20).hits;
    assert_eq!(hits[1].excerpt.text, "Sepa usted cómo.");
}

#[test]
fn words_are_found_inside_a_run_and_a_run_by_its_words() {
    for (query, id) in [
        ("กาแฟ", "word/thai"),
        ("กาแฟเย็น", "word/thai"),
        // Its words stand apart in the sentence.
        ("กาแฟทุกเช้า", "word/thai"),
        ("ກາເຟ", "word/lao"),
        ("ກາເຟຂ້ອຍ", "word/lao"),
        ("កាហ្វេ", "word/khmer"),
        ("ကော်ဖီ", "word/burmese"),
        ("コーヒー", "word/japanese"),
        ("お茶", "word/japanese"),
        ("飲みます", "word/japanese"),
        ("l'infusion", "word/water"),
        ("infusion", "word/water"),
        ("linfusion", "word/water"),
    ] {
        assert!(found(query).iter().any(|(found, _)| *found == id), "{query}: {:?}", found(query));
    }
}

#[test]
fn signs_alone_are_names_or_nothing() {
    check_exact("||", "word/or");
    check_exact("->", "word/arrow");
    check_exact("!=", "word/unequal");
    check_exact("🍵", "word/cup");
    check_exact("🍵\u{fe0f}", "word/cup");
    assert_eq!(found("🎏"), [("word/festival", Class::Words)]);
    check_exact("tea festival", "word/festival");
    // A sign may begin a name, as a letter does.
    assert_eq!(found("!"), [("word/unequal", Class::Prefix)]);
    for nothing in ["?", "'", "\"", "&&", "🫖"] {
        assert!(hits(nothing).hits.is_empty(), "{nothing}: {:?}", found(nothing));
    }
    let or = &hits("||").hits[0];
    let why = explain(tongues().1, &Query::parse("||"), or);
    assert!(why.iter().any(|line| line.contains("title")), "{why:?}");
}

#[test]
fn terms_are_whole_words_of_their_script_and_capitals_stay_capitals() {
    let catalogue = &*tongues().0.catalogue;
    let recogniser = Recogniser::new(catalogue);
    for (text, expected) in [
        ("WHO says who it is: IT.", &["WHO", "IT"][..]),
        ("aids, AIDS, Aids", &["AIDS"]),
        ("คนไทยดื่มกาแฟทุกเช้า นักการเมือง กา", &["กาแฟ", "กา"]),
        ("ຂ້ອຍດື່ມກາເຟທຸກມື້", &["ກາເຟ"]),
        ("ខ្ញុំផឹកកាហ្វេរាល់ថ្ងៃ", &["កាហ្វេ"]),
        ("ကျွန်တော်ကော်ဖီသောက်သည်", &["ကော်ဖီ"]),
        ("毎朝コーヒーを飲みます", &["コーヒー"]),
        ("L’eau, l'eau; eaux", &["eau", "eau"]),
    ] {
        let spans = recogniser.spans(text, None);
        let terms: Vec<&str> = spans.iter().map(|span| &text[span.range.clone()]).collect();
        assert_eq!(terms, expected, "{text}");
    }
}
