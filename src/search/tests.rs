//! Searches over a small library: the order of the classes, what a hit shows, the syntax, hints and
//! ways out; and a large one: early rows, narrowing, and answers that nobody waits for.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::*;
use crate::model::{
    Bodies, Body, Catalogue, Certainty, EntryHead, EntryKey, Library, NewClaim, NewEntry, NewName,
    Pack, Place, Provenance, Statement, Theme, ThemeKey,
};

/// An entry under way to a fixture: id, title, aliases, tags, summary, text.
type Row = (
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
    &'static str,
    &'static str,
);

const ENTRIES: &[Row] = &[
    (
        "page/money",
        "Money for projects",
        &["who pays", "PPP", "IFI desk"],
        &["finance"],
        "Where the money comes from.",
        "Banks lend abroad. A currency swap helps, and cross-border e-commerce pays.",
    ),
    (
        "page/links",
        "Hard, soft & heart links",
        &["connectivity", "互联互通"],
        &["roads"],
        "How countries are linked.",
        "Loans are warned about. The supply chain and the chain of supply differ.",
    ),
    (
        "page/loan",
        "A loan from one state",
        &[],
        &["finance"],
        "Lending between governments.",
        "See also: warning of risks.",
    ),
    (
        "page/loans",
        "Café loans",
        &["coffee"],
        &[],
        "Small loans in ﬁne cafés.",
        "Ｆｕｌｌ ｗｉｄｔｈ and soft\u{ad}ware.",
    ),
    (
        "term/ppp",
        "Public-private partnership",
        &["PPP"],
        &["finance"],
        "A contract.",
        "Government and private capital build together.",
    ),
    ("term/chain", "Supply chain", &[], &[], "The flow of goods.", "Goods flow."),
];

fn library() -> Library {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("small", "A small pack"));
    let place = catalogue.push_place(Place::new(pack, "m5", "02 · Fifth"));
    let claim = catalogue.push_claim(&NewClaim { id: "m5.01".into(), place, text: "".into() });
    let mut bodies = Vec::new();
    let mut theme = None;
    for (id, title, aliases, tags, summary, text) in ENTRIES {
        let name = id.split('/').next().expect("an id has a theme");
        if theme.is_none_or(|theme| &*catalogue.theme(theme).id != name) {
            theme = Some(catalogue.push_theme(Theme {
                short: name.into(),
                glossary: name == "term",
                ..Theme::new(pack, name, &format!("The {name}s"))
            }));
        }
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.into()).collect();
        let head = EntryHead {
            summary: (*summary).into(),
            aliases: owned(aliases),
            tags: owned(tags),
            names: match *id {
                "page/links" => vec![NewName {
                    language: "zh".into(),
                    text: "硬联通".into(),
                    reading: "yìng liántōng".into(),
                    verified: Some(true),
                    source: None,
                }],
                "term/chain" => {
                    vec![NewName {
                        language: "zh".into(),
                        text: "供应链".into(),
                        ..NewName::default()
                    }]
                }
                _ => Vec::new(),
            },
            ..EntryHead::new(id, title)
        };
        catalogue.push_entry(NewEntry { theme: theme.expect("a theme was pushed"), head });
        let article = *id == "page/money";
        let provenance = if article {
            Provenance::Article { claims: vec![claim] }
        } else {
            Provenance::Editor { certainty: Certainty::General, sources: Vec::new() }
        };
        let statement = |heading: &str, text: &str, provenance: Provenance| Statement {
            id: "".into(),
            heading: heading.into(),
            text: text.into(),
            provenance,
        };
        let mut statements = vec![statement("", text, provenance)];
        if article {
            let general = Provenance::Editor { certainty: Certainty::General, sources: Vec::new() };
            statements.push(statement("Channels of funding", "Pension funds invest.", general));
        }
        bodies.push(Arc::new(Body { statements, markdown: "".into() }));
    }
    Library::new(catalogue, bodies)
}

thread_local! {
    static INDEX: Index = Index::new(&library());
}

fn hits(query: &str) -> Hits {
    INDEX.with(|index| search(index, &Query::parse(query), Scope::Library, 10))
}

/// Writes hits as `id field class`, those that are near in meaning or scattered letters left out.
fn shown(query: &str) -> String {
    let hits = hits(query)
        .hits
        .into_iter()
        .filter(|hit| !matches!(hit.class, Class::Meaning | Class::LooseFuzzy));
    let line = |hit: Hit| {
        let id = INDEX.with(|index| index.library().catalogue.id(hit.entry).to_owned());
        format!("{id} {:?} {:?}", hit.field, hit.class)
    };
    hits.map(line).collect::<Vec<_>>().join(", ")
}

#[track_caller]
fn check(query: &str, expected: &str) {
    assert_eq!(shown(query), expected, "{query}");
}

#[test]
fn classes_in_order() {
    check("who pays", "page/money Alias Exact");
    check("who pa", "page/money Alias Prefix, term/ppp Title WordPrefixes");
    check("projects money", "page/money Title Words");
    check("proj mon", "page/money Title WordPrefixes");
    check("banks lend", "page/money Body Phrase");
    check("abroad banks", "page/money Body Body");
    check("artnershi", "term/ppp Title TightFuzzy");
    check("partnrship", "term/ppp Title OneTypo");
    check("patrnrship", "term/ppp Title TwoTypos");
    assert_eq!(hits("pblcprtnrshp").hits[0].class, Class::LooseFuzzy);
}

#[test]
fn words_stand_together_in_several_fields() {
    check("banks lending abroad", "page/money Body Body");
    check("finance contract", "term/ppp Summary Words");
    check("what is the flow of goods", "term/chain Summary Words");
    check("channels of money", "page/money Heading Words");
}

#[test]
fn inflected_forms_come_below_the_exact_one() {
    check("loan", "page/loan Title Words, page/loans Title Words, page/links Body Body");
    check("loans", "page/loans Title Words, page/loan Title Words, page/links Body Body");
    check("warn", "page/links Body Body, page/loan Body Body");
}

#[test]
fn a_term_precedes_for_its_own_abbreviation_only() {
    check("ppp", "term/ppp Alias Exact, page/money Alias Exact");
    check("coffee", "page/loans Alias Exact");
}

#[test]
fn joined_and_split_words() {
    check("supplychain", "term/chain Title OneSlip, page/links Body OneTypo");
    check("part nership", "term/ppp Title TightFuzzy");
    check("sup ply", "term/chain Title TightFuzzy, page/links Body OneTypo");
    check("ecommerce", "page/money Body Body");
    check("e commerce", "page/money Body Phrase");
}

#[test]
fn case_07_words_are_found_whatever_invisible_characters_they_hold() {
    for query in ["software", "so\u{200b}ftware", "soft\u{ad}ware", "\u{feff}software\u{2060}"] {
        check(query, "page/loans Body Body");
    }
}

#[test]
fn folding_and_scripts() {
    check("CAFE", "page/loans Title Prefix");
    check("fine", "page/loans Summary Words");
    check("full width", "page/loans Body Phrase");
    check("software", "page/loans Body Body");
    check("联", "page/links Alias Words");
    check("联通", "page/links Name Words");
    check("硬联", "page/links Name Prefix");
    check("互通", "page/links Alias Words");
    check("yingliantong", "page/links Reading Exact");
    check("yìng lián", "page/links Reading Prefix, term/chain Reading Words");
    check("liantong", "page/links Reading Words");
    check("ylt", "page/links Reading Words");
    check("gongyinglian", "term/chain Reading Exact");
    check("gong ying", "term/chain Reading Prefix");
}

#[test]
fn syntax() {
    check("'loan", "page/loan Title Words");
    check("'loan'", "page/loan Title Words");
    check("'oan", "");
    check("^money", "page/money Title Prefix");
    check("links$", "page/links Title Words");
    check("^supply chain$", "term/chain Title Words");
    check("^coffee$", "page/loans Alias Exact");
    check("loan !state", "page/loans Title Words, page/links Body Body");
    check("coffee | partnership", "term/ppp Title Words, page/loans Alias Words");
    check("\"supply chain\"", "term/chain Title Words, page/links Body Phrase");
    check("\"chain of supply\"", "page/links Body Phrase");
    check("\"chain supply\"", "");
}

#[test]
fn filters_leave_what_they_say() {
    check("theme:term chain", "term/chain Title Words");
    check("tag:finance capital", "term/ppp Body Body");
    check("!tag:finance loan", "page/loans Title Words, page/links Body Body");
    check("pack:small coffee", "page/loans Alias Exact");
    check("place:m5 swap", "page/money Body Body");
    check("place:\"02 · fifth\" swap", "page/money Body Body");
    assert_eq!(hits("theme:term").total, 2);
}

#[test]
fn a_voice_counts_only_what_it_says() {
    check("by:article swap", "page/money Body Body");
    check("by:editor swap", "");
    check("by:editor pension", "page/money Body Body");
    check("by:article pension", "");
    check("by:editor money", "page/money Title Prefix");
}

#[test]
fn a_filter_that_names_nothing_is_told_and_finds_nothing() {
    let hits = hits("theme:nobody chain");
    let sentences = |hits: &Hits| hits.hints.iter().map(QueryHint::sentence).collect::<Vec<_>>();
    assert_eq!(sentences(&hits), ["There is no theme “nobody”; there is page, term."]);
    assert_eq!(hits.total, 0);
    let value = |query: &str| Suggestion::Value { query: query.to_owned() };
    assert_eq!(hits.suggestions, [value("chain theme:page"), value("chain theme:term")]);
    let suggestions = super::tests::hits("!loan theme:tern tag:finance chain").suggestions;
    let offered = |theme: &str| value(&format!("!loan chain tag:finance theme:{theme}"));
    assert_eq!(suggestions[..2], [offered("term"), offered("page")]);
    // What the reader has added is in no index.
    let suggestions = super::tests::hits("by:me").suggestions;
    assert_eq!(suggestions, [value("by:article"), value("by:editor")]);
    let hits = super::tests::hits("thme:term");
    assert_eq!(
        sentences(&hits),
        ["There is no filter “thme:”; the filters are theme, pack, tag, type, is, by, place."]
    );
}

#[track_caller]
fn check_completion(typed: &str, expected: &[&str]) {
    let found = INDEX.with(|index| complete(index, typed, typed.len()));
    let whole: Vec<String> = found
        .into_iter()
        .map(|completion| format!("{}{}", &typed[..completion.range.start], completion.text))
        .collect();
    assert_eq!(whole, expected);
}

#[test]
fn filters_are_completed() {
    check_completion("loan t", &["loan theme:", "loan tag:", "loan type:"]);
    check_completion("!th", &["!theme:"]);
    check_completion("theme:", &["theme:page ", "theme:term "]);
    check_completion("theme:term l", &[]);
    check_completion("tag:f", &["tag:finance "]);
    check_completion("by:", &["by:article ", "by:editor ", "by:me "]);
    check_completion("place:02", &["place:\"02 · Fifth\" "]);
    check_completion("place:\"02 · f", &["place:\"02 · Fifth\" "]);
    check_completion("loan place:“02 · f", &["loan place:\"02 · Fifth\" "]);
    check_completion("theme:page|te", &["theme:page|term "]);
    check_completion("\"a phrase\" theme:te", &["\"a phrase\" theme:term "]);
    check_completion("loan ", &[]);
    check_completion("xyz:a", &[]);
}

#[test]
fn excerpts_mark_the_match_in_the_original() {
    let marked = |query: &str| {
        let hit = hits(query).hits.remove(0);
        let marks = hit.excerpt.marks.iter().map(|mark| &hit.excerpt.text[mark.clone()]);
        (marks.collect::<Vec<_>>().join("|"), hit.piece)
    };
    assert_eq!(marked("who pays"), ("pays".to_owned(), None));
    assert_eq!(marked("cafe"), ("Café".to_owned(), None));
    assert_eq!(marked("fine"), ("ﬁne".to_owned(), None));
    assert_eq!(marked("width"), ("ｗｉｄｔｈ".to_owned(), Some(0)));
    assert_eq!(marked("software"), ("soft\u{ad}ware".to_owned(), Some(0)));
    assert_eq!(marked("liantong"), ("liántōng".to_owned(), None));
    assert_eq!(marked("lian gongying"), ("gong ying|lian".to_owned(), None));
    assert_eq!(marked("pension"), ("Pension".to_owned(), Some(1)));
    assert_eq!(marked("funding"), ("funding".to_owned(), Some(1)));
    assert_eq!(marked("artnershi"), ("artnershi".to_owned(), None));
    assert_eq!(marked("partnrship"), ("partnership".to_owned(), None));
    assert_eq!(marked("supplychain"), ("Supply chain".to_owned(), None));
    assert_eq!(hits("lends").hits[0].words, ["Lending"]);
}

#[test]
fn a_word_that_is_wanted_whole_is_marked_whole() {
    let hit = hits("'loan").hits.remove(0);
    let marks: Vec<&str> =
        hit.excerpt.marks.iter().map(|mark| &hit.excerpt.text[mark.clone()]).collect();
    assert_eq!((&*hit.excerpt.text, marks), ("A loan from one state", vec!["loan"]));
    check("by:editor 'fund", "");
    check("by:editor 'funds", "page/money Body Body");
}

#[test]
fn most_words_and_near_ones_hold_to_what_a_voice_says() {
    check("by:article swap qqqqq", "page/money Body MostWords");
    check("by:editor swap qqqqq", "");
}

#[test]
fn nothing_found_is_no_dead_end() {
    let found = hits("currency qqqqq").hits;
    assert_eq!(found[0].class, Class::MostWords, "the word that no entry has is left out");
    assert_eq!(found[0].missing, ["qqqqq"]);
    let hits = hits("^currency coffee");
    let without = Suggestion::Without { word: "^currency".to_owned(), query: "coffee".to_owned() };
    assert!(hits.suggestions.contains(&without), "{:?}", hits.suggestions);
    let nearest = super::tests::hits("zzupply jjain").suggestions;
    let name = "Supply chain".to_owned();
    assert_eq!(nearest, [Suggestion::Nearest { entry: EntryKey(5), name }]);
    let narrow =
        INDEX.with(|index| search(index, &Query::parse("coffee"), Scope::Entry(EntryKey(0)), 10));
    assert_eq!((narrow.total, narrow.suggestions.last()), (0, Some(&Suggestion::Widen)));
}

#[test]
fn what_is_like_nothing_leads_to_the_terms() {
    assert!(matches!(hits("qzxjvk").suggestions[..], [Suggestion::Terms(_)]));
    // Less than half of the letters agree with any title.
    assert!(matches!(hits("xylophones").suggestions[..], [Suggestion::Terms(_)]));
}

#[test]
fn a_filter_without_a_value_or_with_a_wrong_one_offers_those_it_can_have() {
    for typed in ["theme:", "theme:nobody", "theme:a|nobody"] {
        let found = hits(typed);
        assert_eq!(found.total, 0, "{typed}");
        let value = |query: &str| Suggestion::Value { query: query.to_owned() };
        assert_eq!(found.suggestions, [value("theme:page"), value("theme:term")], "{typed}");
    }
    assert_eq!(hits("chain theme:").hits, hits("chain").hits);
}

#[test]
fn alternatives_of_a_filter_add_up() {
    let all = hits("theme:page").total + hits("theme:term").total;
    for typed in ["theme:page|term", "theme:page | theme:term"] {
        assert_eq!(hits(typed).total, all, "{typed}");
    }
    assert_eq!(hits("chain theme:page|term").total, hits("chain").total);
}

#[test]
fn an_explanation_names_every_word() {
    let lines = INDEX.with(|index| {
        let query = Query::parse("the loan capital");
        let query =
            if hits("loan state").total > 0 { Query::parse("the loans state") } else { query };
        let hits = search(index, &query, Scope::Library, 1);
        explain(index, &query, &hits.hits[0])
    });
    assert_eq!(
        lines[..4],
        [
            "all words; at the least in the title",
            "“the”: not there, and too common to be needed",
            "“loans”: in the title, “loan” (another form of it)",
            "“state”: in the title, “state” (the same word)",
        ]
    );
}

#[test]
fn nothing_typed_finds_nothing() {
    for query in ["", "   ", "!", "'", "& ?"] {
        assert_eq!(hits(query), Hits::default(), "{query:?}");
    }
}

#[test]
fn case_47_a_query_of_ten_thousand_characters_is_answered() {
    let long = "x".repeat(10_000);
    assert!(Query::parse(&long).text.len() < long.len(), "it is capped");
    assert_eq!(hits(&long).hits, []);
    assert!(hits(&"loan ".repeat(2_000)).total > 0);
}

/// A library of the fixture's entries, of titles under `term/0` and on, and no bodies.
fn titled(titles: impl Iterator<Item = String>) -> Arc<Index> {
    struct Bodiless;
    impl Bodies for Bodiless {
        fn body(&self, _: EntryKey) -> Arc<Body> {
            Arc::default()
        }
    }
    let base = library();
    let mut catalogue = Catalogue::clone(&base.catalogue);
    let theme = catalogue.themes().len() - 1;
    for (number, title) in titles.enumerate() {
        let id = format!("term/{number}");
        catalogue.push_entry(NewEntry::new(ThemeKey::new(theme), &id, &title));
    }
    Arc::new(Index::new(&Library::new(catalogue, Bodiless)))
}

/// A library of many titles.
fn crowd(count: usize) -> Arc<Index> {
    let words = ["connect", "connection", "contract", "bank", "loan", "silk", "road", "union"];
    titled((0..count).map(|number| {
        let word = |step: usize| words[number / step % words.len()];
        format!("{} {} {} {number}", word(1), word(8), word(64))
    }))
}

/// Checks that each of some titles is the first that is found by it.
#[track_caller]
fn check_first(titles: &[&str]) -> Arc<Index> {
    let index = titled(titles.iter().map(|&title| title.to_owned()));
    for title in titles {
        let hits = search(&index, &Query::parse(title), Scope::Library, 10).hits;
        assert_eq!(index.library().catalogue.title(hits[0].entry), *title, "{title}: {hits:?}");
    }
    index
}

#[test]
fn what_is_called_so_to_the_sign_comes_first() {
    check_first(&["C", "C++", "C#", "F#", ".NET"]);
}

#[test]
fn names_of_signs_are_divided_alike_in_the_index_and_in_the_query() {
    let index = check_first(&["! =", "!=", "= !", "tea ! =", "... &&"]);
    let hits = search(&index, &Query::parse("! ="), Scope::Library, 10).hits;
    let marked: Vec<&str> =
        hits[0].excerpt.marks.iter().map(|mark| &hits[0].excerpt.text[mark.clone()]).collect();
    assert_eq!((hits[0].class, marked), (Class::Exact, vec!["!", "="]));
}

#[test]
fn typing_key_by_key_answers_as_a_fresh_search_does() {
    let index = crowd(20_000);
    let mut searcher = Searcher::new(Arc::clone(&index));
    let typed = ["c", "co", "con", "cont", "cont b", "cont ba", "cont", "cntrct", "cntrct 77", "x"];
    for text in typed {
        let query = Query::parse(text);
        let mut given = Vec::new();
        let answer = searcher
            .search(&query, Scope::Library, 20, &|| true, &mut |hits| given.push(hits))
            .expect("the answer is wanted");
        assert_eq!(answer, search(&index, &query, Scope::Library, 20), "{text}");
        for early in given {
            assert!(early.provisional);
            assert_eq!(
                early.hits,
                answer.hits[..early.hits.len()],
                "{text}: rows keep their places"
            );
            assert!(early.total <= answer.total);
        }
    }
}

#[test]
fn a_glance_at_some_of_a_large_library_gives_rows_until_the_answer_comes() {
    let index = crowd(20_000);
    let mut searcher = Searcher::new(Arc::clone(&index));
    searcher.glance = 1024;
    for text in ["cnct", "conecti", "bnak", "bnk lon", "laon rod", "contrct 77", "con", "x"] {
        let query = Query::parse(text);
        let mut given = Vec::new();
        let answer = searcher
            .search(&query, Scope::Library, 20, &|| true, &mut |hits| given.push(hits))
            .expect("the answer is wanted");
        assert_eq!(answer, search(&index, &query, Scope::Library, 20), "{text}");
        assert!(given.iter().all(|early| early.provisional && early.total <= answer.total));
        let rows: Vec<usize> = given.iter().chain([&answer]).map(|hits| hits.hits.len()).collect();
        assert!(rows.is_sorted(), "{text}: no row goes away without another: {rows:?}");
        for early in &given {
            let entries: BTreeSet<EntryKey> = early.hits.iter().map(|hit| hit.entry).collect();
            assert_eq!(entries.len(), early.hits.len(), "{text}: no entry comes twice");
        }
        if text != "x" {
            assert_eq!(given.last().map(|early| early.hits.len()), Some(20), "{text}");
        }
    }
}

#[test]
fn early_rows_come_before_the_count() {
    let index = crowd(20_000);
    let early = Cell::new(0);
    let mut searcher = Searcher::new(index);
    let answer = searcher.search(&Query::parse("con"), Scope::Library, 50, &|| true, &mut |hits| {
        early.set(early.get() + hits.hits.len());
    });
    assert_eq!(early.get(), 50);
    assert!(answer.expect("the answer is wanted").total > 5_000);
}

#[test]
fn what_nobody_waits_for_is_not_answered() {
    let mut searcher = Searcher::new(crowd(20_000));
    let query = Query::parse("connect");
    assert_eq!(searcher.search(&query, Scope::Library, 50, &|| false, &mut |_| {}), None);
    let answer = searcher.search(&query, Scope::Library, 50, &|| true, &mut |_| {});
    assert!(answer.is_some_and(|hits| hits.total > 0));
}

#[test]
fn one_thread_answers_as_two_do() {
    let index = crowd(20_000);
    for text in ["con", "bank loan", "cnnct", "silk raod"] {
        let query = Query::parse(text);
        let answer = |threads| {
            Searcher::with_threads(Arc::clone(&index), threads).search(
                &query,
                Scope::Library,
                50,
                &|| true,
                &mut |_| {},
            )
        };
        assert_eq!(answer(1), answer(2), "{text}");
    }
}

#[test]
fn fewer_wanted_are_the_beginning_of_all() {
    let index = crowd(2_000);
    for text in ["road", "bank loan", "loan of bank", "connct", "sulk raod", "unoin 7", "by:editor"]
    {
        let query = Query::parse(text);
        let all = search(&index, &query, Scope::Library, 3_000);
        assert_eq!(all.hits.len(), all.total, "{text}");
        for limit in [1, 7, 50, 400] {
            let best = search(&index, &query, Scope::Library, limit);
            assert_eq!(best.hits, all.hits[..limit.min(all.total)], "{text}: {limit}");
        }
    }
}
