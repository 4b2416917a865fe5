//! What readers type, and the entry that must answer, over the built-in pack: first, or among the
//! first three. Written from what a person would type who has not seen the aliases.

use std::sync::LazyLock;

use folio::model::{EntryKey, PackKey, ThemeKey};
use folio::search::{Class, Hits, Index, Query, Scope, Suggestion, explain, search};
use folio::store::{self, Origin};

/// The built-in pack, indexed once.
static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::new(&store::open(&[Origin::BuiltIn]).library));

/// Returns all that a search finds.
fn hits(query: &str) -> Hits {
    search(&INDEX, &Query::parse(query), Scope::Library, 20)
}

#[test]
fn letters_inside_words_are_marked_where_they_stand() {
    for (query, excerpt, marked) in
        [("^hard", "Hard connectivity", "Hard"), ("swap$", "Currency swap", "swap")]
    {
        let hit = &hits(query).hits[0];
        let marks: Vec<&str> =
            hit.excerpt.marks.iter().map(|mark| &hit.excerpt.text[mark.clone()]).collect();
        assert_eq!((&*hit.excerpt.text, marks), (excerpt, vec![marked]), "{query}");
    }
}

#[test]
fn what_filters_leave_is_not_said_to_match() {
    for query in ["!road", "theme:term"] {
        assert!(hits(query).hits.iter().all(|hit| hit.label() == "filtered"), "{query}");
    }
}

/// Queries that find nothing good, and the query that is offered without one of their parts.
const WITHOUT: &[(&str, &str, &str)] = &[("'chain !supply", "!supply", "'chain")];

#[test]
fn the_part_to_drop_leaves_a_query_that_says_something() {
    for (typed, dropped, left) in WITHOUT {
        let hits = hits(typed);
        let better = hits.hits.iter().find(|hit| hit.class < Class::Meaning);
        assert!(better.is_none(), "{typed}: {better:?}");
        let wanted = Suggestion::Without { word: (*dropped).to_owned(), query: (*left).to_owned() };
        assert!(hits.suggestions.contains(&wanted), "{typed}: {:?}", hits.suggestions);
    }
}

#[test]
fn a_theme_is_offered_by_its_name() {
    for name in ["glossary", "Glossary of terms", "term", "Why it matters", "mechanisms"] {
        let suggestions = hits(name).suggestions;
        let is_theme = |it: &Suggestion| matches!(it, Suggestion::Theme { .. });
        assert_eq!(
            suggestions.iter().filter(|it| is_theme(it)).count(),
            1,
            "{name}: {suggestions:?}"
        );
    }
}

#[test]
fn what_is_like_nothing_has_no_nearest_title() {
    for query in ["decoupling", "kaleidoscope", "percentages"] {
        let suggestions = hits(query).suggestions;
        let near = suggestions.iter().find(|it| matches!(it, Suggestion::Nearest { .. }));
        assert_eq!(near, None, "{query}");
    }
}

/// Questions and other wordings of which no entry has all words, and the entries one of which must
/// be among the first three: what asks weighs nothing, what no entry has empties no list, Chinese is
/// divided, traditional characters and homophones find.
const ASKED: &[(&str, &[&str])] = &[
    ("difference between hard and soft connectivity", &["connectivity/hard", "connectivity/soft"]),
    ("hard vs soft connectivity", &["connectivity/hard", "connectivity/soft"]),
    ("currency swap explained", &["term/currency-swap"]),
    ("what is the meaning of win-win", &["term/win-win"]),
    ("definition of public-private partnership", &["term/ppp"]),
    ("list of mechanisms", &["term/nine-mechanisms", "term/mechanism", "background/overview"]),
    ("how does mechanism 2 relate to connectivity", &["mechanism/connectivity"]),
    ("connectivity types", &["mechanism/connectivity", "connectivity/hard", "connectivity/soft"]),
    (
        "which banks finance the projects",
        &["term/international-financial-institution", "mechanism/investment-financing"],
    ),
    (
        "is corruption a problem for the belt and road",
        &["mechanism/clean-silk-road", "term/anti-corruption"],
    ),
    ("workers abroad kidnapped", &["mechanism/overseas-interests", "mechanism/risk-control"]),
    ("how many agreements were signed", &["background/scale", "term/cooperation-document"]),
    ("solar panels and wind turbines", &["term/clean-energy"]),
    ("when did the symposium take place", &["background/symposium-2024", "term/symposium"]),
    ("what does PPP stand for", &["term/ppp"]),
    ("什么是硬联通", &["connectivity/hard", "term/hard-connectivity"]),
    ("硬联通和软联通的区别", &["mechanism/connectivity", "connectivity/hard", "connectivity/soft"]),
    ("为什么要有廉洁丝绸之路", &["mechanism/clean-silk-road", "term/clean-silk-road"]),
    ("聯通", &["mechanism/connectivity", "connectivity/hard", "connectivity/soft"]),
    ("一帶一路", &["term/belt-and-road"]),
    ("供應鏈", &["term/supply-chain"]),
    ("軟聯通", &["connectivity/soft", "term/soft-connectivity"]),
    ("软连通", &["connectivity/soft", "term/soft-connectivity"]),
    ("心连通", &["connectivity/heart", "term/heart-connectivity"]),
    ("货币互换是什么意思", &["term/currency-swap"]),
    ("供应链安全吗", &["term/supply-chain", "mechanism/supply-chains"]),
    ("海外利益如何保护", &["mechanism/overseas-interests", "term/overseas-interests"]),
    ("座谈会是哪一年", &["background/symposium-2024", "term/symposium"]),
    ("“一带一路”倡议是什么", &["background/initiative", "term/belt-and-road"]),
];

#[test]
fn a_question_is_answered_among_the_first_three() {
    let found = |query: &str, wanted: &[&str]| {
        let places = wanted.iter().filter_map(|entry| place(query, entry).0);
        places.min().is_some_and(|place| place < 3)
    };
    let failed: Vec<String> = ASKED
        .iter()
        .filter(|(query, wanted)| !found(query, wanted))
        .map(|(query, wanted)| format!("{query}: {}", place(query, wanted[0]).1))
        .collect();
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), ASKED.len(), failed.join("\n"));
}

#[test]
fn a_divided_question_is_explained_by_its_pieces() {
    let query = Query::parse("什么是硬联通");
    let hit = &search(&INDEX, &query, Scope::Library, 1).hits[0];
    let reasons = explain(&INDEX, &query, hit);
    assert!(reasons[1].starts_with("“硬联通”: in the "), "{reasons:?}");
}

#[test]
fn the_words_that_an_entry_lacks_are_named() {
    for (query, entry, label) in [
        (
            "resilience theme:rationale qqqq",
            "rationale/resilience",
            "title · most words · without “qqqq”",
        ),
        ("\"supply chain\" zzzz", "term/supply-chain", "title · most words · without “zzzz”"),
    ] {
        let hit = &hits(query).hits[0];
        assert_eq!(INDEX.library().catalogue.id(hit.entry), entry, "{query}");
        assert_eq!(hit.label(), label, "{query}");
    }
}

#[test]
fn two_things_set_against_each_other_can_be_compared() {
    for (query, left, right) in [
        (
            "difference between hard and soft connectivity",
            "term/hard-connectivity",
            "term/soft-connectivity",
        ),
        ("ppp vs bond financing", "term/ppp", "term/bond-financing"),
        ("硬联通和软联通的区别", "connectivity/hard", "connectivity/soft"),
    ] {
        let offers = hits(query).suggestions;
        let compared = offers.iter().find_map(|offer| match offer {
            Suggestion::Compare { left, right } => Some([*left, *right]),
            _ => None,
        });
        let ids = compared.map(|both| both.map(|entry| INDEX.library().catalogue.id(entry)));
        assert_eq!(ids, Some([left, right]), "{query}");
    }
    assert!(
        !hits("hard and soft")
            .suggestions
            .iter()
            .any(|it| matches!(it, Suggestion::Compare { .. }))
    );
}

#[test]
fn loose_matches_of_a_short_query_are_offered_not_listed() {
    for (query, better) in [
        ("OBOR", Class::Meaning),
        ("ppp", Class::TightFuzzy),
        ("ai", Class::TightFuzzy),
        ("bri", Class::TightFuzzy),
        // No word of its own in any title: whoever types it may go on.
        ("un", Class::Meaning),
        ("AI", Class::TightFuzzy),
        ("UN", Class::TightFuzzy),
        ("WTO", Class::TightFuzzy),
    ] {
        let all = INDEX.len();
        let found = search(&INDEX, &Query::parse(query), Scope::Library, all);
        assert!(!found.hits.is_empty(), "{query}");
        assert!(found.hits.iter().all(|hit| hit.class < better), "{query}: {:?}", found.hits);
        assert_eq!(found.total, found.hits.len(), "{query}");
        let loose = search(&INDEX, &Query::parse(query).loosely(true), Scope::Library, all);
        let left_out = loose.total - found.total;
        let offered = found.suggestions.iter().find_map(|offer| match offer {
            Suggestion::Looser(count) => Some(*count),
            _ => None,
        });
        assert_eq!(offered, (left_out > 0).then_some(left_out), "{query}");
    }
}

#[test]
fn how_many_are_left_out_does_not_depend_on_how_many_are_wanted() {
    for query in ["AI", "UN", "ai"] {
        let counts = |limit| {
            let found = search(&INDEX, &Query::parse(query), Scope::Library, limit);
            (found.total, found.suggestions)
        };
        assert_eq!(counts(1), counts(INDEX.len()), "{query}");
    }
}

#[test]
fn what_is_no_word_of_its_own_may_be_inside_of_words() {
    for query in ["nance", "ance"] {
        let found = hits(query).hits;
        let inside = found.iter().any(|hit| hit.class == Class::TightFuzzy);
        assert!(inside, "{query}: {found:?}");
    }
}

#[test]
fn a_short_query_that_nothing_answers_lists_what_is_loose() {
    let found = hits("USA");
    assert!(!found.hits.is_empty());
    assert!(found.hits.iter().all(|hit| hit.class >= Class::Meaning), "{:?}", found.hits);
}

#[test]
fn capitals_are_no_part_of_a_longer_word_in_a_text() {
    let held = |query: &str| hits(query).hits.iter().filter(|hit| hit.class == Class::Body).count();
    assert_eq!(held("USA"), 0, "no text has it, many have “usage”");
    assert!(held("usa") > 0);
    for query in ["PPP", "AI", "UN", "WTO", "BRI", "IT"] {
        let folded = query.to_lowercase();
        for hit in hits(query).hits.iter().filter(|hit| hit.class == Class::Body) {
            let text = &hit.excerpt.text;
            let whole = |mark: &std::ops::Range<usize>| {
                let begins = text[mark.start..].chars().take_while(|c| c.is_alphanumeric());
                begins.collect::<String>().to_lowercase() == folded
            };
            assert!(hit.excerpt.marks.iter().all(whole), "{query}: {:?}", hit.excerpt);
        }
    }
}

#[test]
fn a_filter_that_names_nothing_finds_nothing_in_any_scope() {
    let scopes = [
        Scope::Library,
        Scope::Pack(PackKey::new(0)),
        Scope::Theme(ThemeKey::new(0)),
        Scope::Entry(EntryKey(0)),
    ];
    for (filter, told) in [
        ("theme:nosuch", "There is no theme “nosuch”; there is background, "),
        ("pack:nosuch", "There is no pack “nosuch”; there is nine-mechanisms."),
        ("tag:nosuch", "Nothing has the tag “nosuch”."),
        ("by:nobody", "There is no voice “nobody”; there is article, editor."),
        ("place:nowhere", "There is no place “nowhere”; there is "),
    ] {
        for (scope, query) in scopes.into_iter().flat_map(|scope| {
            [format!("{filter} risk"), format!("risk {filter}"), filter.to_owned()]
                .map(|query| (scope, query))
        }) {
            let found = search(&INDEX, &Query::parse(&query), scope, 20);
            assert_eq!((found.total, found.hits.len()), (0, 0), "{query} in {scope:?}");
            let sentence = found.hints[0].sentence();
            assert!(sentence.starts_with(told), "{query} in {scope:?}: {sentence}");
            let offers = |it: &Suggestion| matches!(it, Suggestion::Value { .. });
            assert!(found.suggestions.iter().any(offers), "{query} in {scope:?}");
        }
    }
}

#[test]
fn filters_hold_in_every_scope() {
    let catalogue = &INDEX.library().catalogue;
    let theme = |id: &str| Scope::Theme(catalogue.find_theme(PackKey::new(0), id).unwrap());
    let entry = |id: &str| Scope::Entry(catalogue.find_in(PackKey::new(0), id).unwrap());
    for (scope, query, expected) in [
        (Scope::Library, "theme:rationale risk", 1),
        (Scope::Pack(PackKey::new(0)), "theme:rationale risk", 1),
        (theme("rationale"), "theme:rationale risk", 1),
        (theme("mechanism"), "theme:rationale risk", 0),
        (entry("rationale/resilience"), "theme:rationale risk", 1),
        (entry("mechanism/risk-control"), "theme:rationale risk", 0),
        (theme("mechanism"), "tag:finance bank", 1),
        (entry("mechanism/risk-control"), "by:editor flood", 1),
        (entry("mechanism/risk-control"), "by:article flood", 0),
    ] {
        let found = search(&INDEX, &Query::parse(query), scope, 20);
        let by_words = found.hits.iter().filter(|hit| hit.class < Class::MostWords).count();
        assert_eq!(by_words, expected, "{query} in {scope:?}: {:?}", found.hits);
    }
}

/// Queries and the entry that must come first.
const FIRST: &[(&str, &str)] = &[
    // Names of things, as they are or in part.
    ("overview", "background/overview"),
    ("conectivty", "term/hard-connectivity"),
    ("lian2tong1", "mechanism/connectivity"),
    ("ying4 lian2 tong1", "connectivity/hard"),
    ("infrastructure", "term/infrastructure"),
    ("supply chain", "term/supply-chain"),
    ("supply chains", "term/supply-chain"),
    ("industrial chain", "term/industrial-chain"),
    ("cybersecurity", "term/cybersecurity"),
    ("cyber security", "term/cybersecurity"),
    ("public health", "term/public-health"),
    ("clean energy", "term/clean-energy"),
    ("smart cities", "term/smart-city"),
    ("smart city", "term/smart-city"),
    ("cloud", "term/cloud-computing"),
    ("data centres", "term/data-centre"),
    ("data center", "term/data-centre"),
    ("currency swaps", "term/currency-swap"),
    ("syndicated loans", "term/syndicated-loan"),
    ("early warning", "term/early-warning"),
    ("weak spots", "term/weak-spots"),
    ("small but beautiful", "term/small-but-beautiful"),
    ("small yet smart", "term/small-but-beautiful"),
    ("win win", "term/win-win"),
    ("win-win cooperation", "term/win-win"),
    ("joint building", "term/joint-building"),
    ("belt and road", "term/belt-and-road"),
    ("the belt and road initiative", "term/belt-and-road"),
    ("top level design", "term/top-level-design"),
    ("transparency", "term/transparency"),
    ("compliance", "term/compliance"),
    ("unilateralism", "term/unilateralism"),
    ("protectionism", "term/protectionism"),
    ("distance education", "term/distance-education"),
    ("Closing outlook", "background/outlook"),
    ("credits", "background/credits"),
    ("turbulence", "background/context"),
    ("nine mechanisms", "term/nine-mechanisms"),
    ("audience", "term/audience-segmentation"),
    ("narrative system", "term/narrative-system"),
    ("division of labor", "term/division-of-labour"),
    ("hard connectivity", "term/hard-connectivity"),
    ("overseas assets", "term/overseas-assets"),
    ("livelihood", "term/livelihood-project"),
    ("feasibility", "term/economic-feasibility"),
    ("symposium", "term/symposium"),
    ("resilience", "rationale/resilience"),
    ("sustainability", "rationale/sustainability"),
    ("higher level", "rationale/higher-level"),
    // Abbreviations.
    ("PPP", "term/ppp"),
    ("ppp", "term/ppp"),
    ("BRI", "term/belt-and-road"),
    ("OBOR", "term/belt-and-road"),
    ("MoU", "term/cooperation-document"),
    ("5g", "term/5g"),
    ("5", "mechanism/investment-financing"),
    ("mechanism 5", "mechanism/investment-financing"),
    ("mechanisms 9", "mechanism/clean-silk-road"),
    ("IFI", "term/international-financial-institution"),
    ("CCIEE", "term/cciee"),
    ("AIIB", "term/international-financial-institution"),
    ("ESG", "term/social-environmental-sustainability"),
    // Everyday words and questions.
    ("who pays", "mechanism/investment-financing"),
    ("who pays for it?", "mechanism/investment-financing"),
    ("who wrote it", "background/author"),
    ("how many countries", "background/scale"),
    ("what is a currency swap", "term/currency-swap"),
    ("what is PPP", "term/ppp"),
    ("what is a mechanism", "term/mechanism"),
    ("what are the nine mechanisms", "term/nine-mechanisms"),
    ("what is hard connectivity", "term/hard-connectivity"),
    ("what does joint building mean", "term/joint-building"),
    ("machine translation", "background/source-text"),
    ("tariffs", "term/protectionism"),
    ("trade war", "term/protectionism"),
    ("renewables", "term/clean-energy"),
    ("solar", "term/clean-energy"),
    ("privacy", "term/data-sharing"),
    ("propaganda", "mechanism/communication"),
    ("soft power", "mechanism/communication"),
    ("media", "mechanism/communication"),
    ("factories", "mechanism/supply-chains"),
    ("logistics", "mechanism/supply-chains"),
    ("corruption", "mechanism/clean-silk-road"),
    ("bribery", "term/anti-corruption"),
    ("graft", "term/anti-corruption"),
    ("terrorism", "mechanism/risk-control"),
    ("hacking", "term/cybersecurity"),
    ("money", "mechanism/investment-financing"),
    ("loans", "mechanism/investment-financing"),
    ("world bank", "term/international-financial-institution"),
    ("remittances", "term/cross-border-payment"),
    ("e-learning", "term/distance-education"),
    ("shares", "term/equity-financing"),
    ("development bank", "term/international-financial-institution"),
    ("shared destiny", "term/shared-future"),
    ("online shopping", "term/cross-border-ecommerce"),
    ("ecommerce", "mechanism/emerging-fields"),
    ("Xi Jinping", "background/symposium-2024"),
    ("December 2024", "background/symposium-2024"),
    ("Wang Yiming", "background/author"),
    ("people to people", "mechanism/connectivity"),
    ("hearts and minds", "connectivity/heart"),
    ("rules and standards", "term/soft-connectivity"),
    // Chinese, whole and in part.
    ("硬联通", "connectivity/hard"),
    ("软联通", "connectivity/soft"),
    ("心联通", "connectivity/heart"),
    ("一带一路", "term/belt-and-road"),
    ("廉洁", "mechanism/clean-silk-road"),
    ("小而美", "term/small-but-beautiful"),
    ("供应链", "term/supply-chain"),
    ("产业链", "term/industrial-chain"),
    ("投融资", "mechanism/investment-financing"),
    ("网络安全", "term/cybersecurity"),
    ("货币互换", "term/currency-swap"),
    ("互换", "term/currency-swap"),
    ("电商", "term/cross-border-ecommerce"),
    ("人类命运共同体", "term/shared-future"),
    ("命运", "term/shared-future"),
    ("顶层设计", "term/top-level-design"),
    ("国际传播", "mechanism/communication"),
    ("单边主义", "term/unilateralism"),
    ("短板", "term/weak-spots"),
    ("座谈会", "term/symposium"),
    // Pinyin, with tones, without, with spaces, in part.
    ("lianjie", "mechanism/clean-silk-road"),
    ("yidaiyilu", "term/belt-and-road"),
    ("yi dai yi lu", "term/belt-and-road"),
    ("yī dài yī lù", "term/belt-and-road"),
    ("ydyl", "term/belt-and-road"),
    ("ying liantong", "connectivity/hard"),
    ("yingliantong", "connectivity/hard"),
    ("xiao er mei", "term/small-but-beautiful"),
    ("gongyinglian", "mechanism/supply-chains"),
    ("tou rong zi", "mechanism/investment-financing"),
    ("huobi huhuan", "term/currency-swap"),
    ("hegui", "term/compliance"),
    ("fankong", "term/counter-terrorism"),
    ("duan ban", "term/weak-spots"),
    ("wangluo anquan", "term/cybersecurity"),
    // Misspelt.
    ("protectionsim", "term/protectionism"),
    ("unilaterialism", "term/unilateralism"),
    ("infrastucture", "term/infrastructure"),
    ("infastructure", "term/infrastructure"),
    ("cybersecurty", "term/cybersecurity"),
    ("transparancy", "term/transparency"),
    ("complience", "term/compliance"),
    ("symposum", "term/symposium"),
    ("resiliance", "rationale/resilience"),
    ("sustainibility", "rationale/sustainability"),
    ("curency swap", "term/currency-swap"),
    ("syndicted loan", "term/syndicated-loan"),
    ("supplychain", "term/supply-chain"),
    ("e commerce", "term/cross-border-ecommerce"),
    ("smartcity", "term/smart-city"),
    ("cloudcomputing", "term/cloud-computing"),
    ("propoganda", "mechanism/communication"),
    ("renewible energy", "term/clean-energy"),
    // Being typed.
    ("protec", "term/protectionism"),
    ("compl", "term/compliance"),
    ("unilat", "term/unilateralism"),
    ("curr", "term/currency-swap"),
    // Syntax.
    ("\"shared future\"", "term/shared-future"),
    ("^nine", "term/nine-mechanisms"),
    ("swap$", "term/currency-swap"),
    ("theme:connectivity rules", "connectivity/soft"),
    ("theme:rationale shocks", "rationale/resilience"),
    ("loan !syndicated !sovereign theme:term", "term/bank-financing"),
];

/// Queries and an entry that must be among the first three.
const AMONG_THREE: &[(&str, &str)] = &[
    ("conectivty", "term/hard-connectivity"),
    ("connectivity", "mechanism/connectivity"),
    ("banks lending abroad", "mechanism/investment-financing"),
    ("cyber risk warning", "mechanism/risk-control"),
    ("clean power standards", "mechanism/emerging-fields"),
    ("who is the author of the article", "background/author"),
    ("where does the money come from", "mechanism/investment-financing"),
    ("when did the belt and road start", "background/initiative"),
    ("how did it begin", "background/initiative"),
    ("why nine mechanisms", "background/overview"),
    ("why are mechanisms needed", "rationale/higher-level"),
    ("what are the three kinds of connectivity", "mechanism/connectivity"),
    ("what is soft connectivity", "connectivity/soft"),
    ("weak spots of connectivity", "term/weak-spots"),
    ("bonds", "term/bond-financing"),
    ("stocks", "term/equity-financing"),
    ("foreign bonds", "term/bond-financing"),
    ("risk", "mechanism/risk-control"),
    ("risk assessment", "term/risk-assessment"),
    ("protect citizens abroad", "mechanism/overseas-interests"),
    ("overseas investment", "mechanism/overseas-interests"),
    ("fight corruption", "term/anti-corruption"),
    ("fighting corruption", "term/anti-corruption"),
    ("green", "mechanism/emerging-fields"),
    ("innovation", "mechanism/emerging-fields"),
    ("digital", "mechanism/emerging-fields"),
    ("data protection", "term/data-sharing"),
    ("sharing data", "term/data-sharing"),
    ("climate", "mechanism/emerging-fields"),
    ("telling china's story", "mechanism/communication"),
    ("tell the story", "mechanism/communication"),
    ("discourse", "term/discourse-system"),
    ("legal protection abroad", "mechanism/overseas-interests"),
    ("police", "term/law-enforcement-cooperation"),
    ("law enforcement", "term/law-enforcement-cooperation"),
    ("pandemic", "mechanism/risk-control"),
    ("crisis response", "term/emergency-response"),
    ("first reason", "rationale/higher-level"),
    ("second reason", "rationale/resilience"),
    ("third reason", "rationale/sustainability"),
    ("fifth mechanism", "mechanism/investment-financing"),
    ("rules", "connectivity/soft"),
    ("standards", "mechanism/connectivity"),
    ("roads and ports", "connectivity/hard"),
    ("railways", "term/infrastructure"),
    ("cultural exchange", "connectivity/heart"),
    ("think tank", "term/cciee"),
    ("blueprint", "term/joint-plan"),
    ("memorandum", "term/cooperation-document"),
    ("agreements into action", "rationale/sustainability"),
    ("long-term", "rationale/sustainability"),
    ("project of the century", "background/century-project"),
    ("uncertain world", "background/context"),
    ("corrpution", "mechanism/clean-silk-road"),
    ("overs", "term/overseas-interests"),
    ("tariffs | privacy", "term/data-sharing"),
    ("world situation", "background/context"),
    ("biggest platform", "background/standing"),
    ("150 countries", "background/scale"),
    ("silk road", "background/initiative"),
    ("通", "mechanism/connectivity"),
    ("风险", "mechanism/risk-control"),
    ("安全", "mechanism/risk-control"),
    ("利益", "mechanism/overseas-interests"),
    ("贷款", "term/intergovernmental-loan"),
    ("金融", "term/international-financial-institution"),
    ("liantong", "mechanism/connectivity"),
    ("tóuróngzī", "mechanism/investment-financing"),
    ("hlht", "mechanism/connectivity"),
    ("fengxian", "mechanism/risk-control"),
    ("haiwai liyi", "mechanism/overseas-interests"),
    ("anquan", "mechanism/risk-control"),
    ("conectivity", "term/soft-connectivity"),
    ("investmnet", "mechanism/investment-financing"),
    ("cooridnation", "mechanism/coordination"),
    ("emergng fields", "mechanism/emerging-fields"),
    ("by:editor syndicated", "term/syndicated-loan"),
    ("tag:finance bank", "term/bank-financing"),
    // What a student, a journalist and a translator asked.
    ("how many countries joined", "background/scale"),
    ("list of partner countries", "term/partner-countries"),
    ("industrial chain vs supply chain", "term/industrial-chain"),
    ("equity vs debt", "term/equity-financing"),
    ("climate change", "mechanism/emerging-fields"),
    ("artificial intelligence", "mechanism/emerging-fields"),
    ("high-quality development meaning", "term/high-quality-development"),
    ("debt trap diplomacy", "mechanism/investment-financing"),
    ("who finances the belt and road", "mechanism/investment-financing"),
    ("chinese loans to africa", "mechanism/investment-financing"),
    ("dollar dependence", "term/currency-swap"),
    ("RMB internationalisation", "term/currency-swap"),
    ("huawei 5g", "term/5g"),
    ("digital silk road", "mechanism/emerging-fields"),
    ("green silk road", "mechanism/emerging-fields"),
    ("coal power plants", "term/clean-energy"),
    ("bribery in infrastructure projects", "term/anti-corruption"),
    ("attacks on chinese workers", "mechanism/overseas-interests"),
    ("evacuate citizens", "mechanism/overseas-interests"),
    ("decoupling", "rationale/resilience"),
    ("what the article does not say", "background/source-text"),
    ("九大机制", "term/nine-mechanisms"),
    ("王一鸣", "background/author"),
    ("习近平", "background/symposium-2024"),
    ("丁薛祥", "background/symposium-2024"),
    ("二十届三中全会", "background/symposium-2024"),
    ("五通", "mechanism/connectivity"),
    ("共赢发展新空间", "background/outlook"),
    ("讲好中国故事", "mechanism/communication"),
    ("话语权", "term/discourse-system"),
    ("谅解备忘录", "term/cooperation-document"),
    ("亚投行", "term/international-financial-institution"),
    ("summary of the article", "background/overview"),
    ("why does it matter", "background/overview"),
    ("three reasons", "background/overview"),
    ("when did belt and road start", "background/initiative"),
    ("who proposed the belt and road", "background/initiative"),
    ("what is a syndicated loan", "term/syndicated-loan"),
    ("community of common destiny", "term/shared-future"),
    ("debt trap", "mechanism/investment-financing"),
    ("private security companies", "mechanism/overseas-interests"),
    ("what did Xi say in December 2024", "background/symposium-2024"),
    ("九个机制", "term/nine-mechanisms"),
    ("统筹管理", "mechanism/coordination"),
    ("互联互通", "mechanism/connectivity"),
    ("高质量共建", "term/high-quality-development"),
    ("动荡变革期", "background/context"),
    ("世纪工程", "background/century-project"),
    ("分众化", "term/audience-segmentation"),
    ("china unicom mistranslation", "background/source-text"),
    ("global supply chains", "mechanism/supply-chains"),
    ("swift alternative", "term/cross-border-payment"),
    ("signature projects", "mechanism/connectivity"),
    ("five connectivities", "mechanism/connectivity"),
    ("health silk road", "term/public-health"),
    ("AI", "mechanism/emerging-fields"),
    ("人工智能", "mechanism/emerging-fields"),
    ("人民币互换", "term/currency-swap"),
    ("公私合作", "term/ppp"),
    ("新空间", "background/outlook"),
    ("ppp模式", "term/ppp"),
    ("data protection law", "term/data-sharing"),
];

/// Finds the place of an entry among the hits of a query, and names those before it.
fn place(query: &str, entry: &str) -> (Option<usize>, String) {
    let hits = search(&INDEX, &Query::parse(query), Scope::Library, 10).hits;
    let catalogue = &INDEX.library().catalogue;
    let ids: Vec<&str> = hits.iter().map(|hit| catalogue.id(hit.entry)).collect();
    let shown: Vec<String> = hits
        .iter()
        .take(4)
        .map(|hit| {
            format!(
                "{} ({:?} {:?} “{}”)",
                catalogue.id(hit.entry),
                hit.field,
                hit.class,
                hit.excerpt.text.chars().take(40).collect::<String>()
            )
        })
        .collect();
    (ids.iter().position(|id| *id == entry), shown.join(", "))
}

fn failures(table: &[(&str, &str)], within: usize) -> Vec<String> {
    table
        .iter()
        .filter_map(|(query, entry)| {
            let (place, shown) = place(query, entry);
            let placed = place.is_some_and(|place| place < within);
            (!placed).then(|| format!("{query}: {entry} at {place:?}, before it {shown}"))
        })
        .collect()
}

#[test]
fn the_entry_that_is_meant_comes_first() {
    let failures = failures(FIRST, 1);
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), FIRST.len(), failures.join("\n"));
}

#[test]
fn the_entry_that_is_meant_is_among_the_first_three() {
    let failures = failures(AMONG_THREE, 3);
    let all = AMONG_THREE.len();
    assert!(failures.is_empty(), "{} of {all}:\n{}", failures.len(), failures.join("\n"));
}
