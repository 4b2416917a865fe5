//! How entries are named: what a search calls exact opens everywhere, several names and two names in one
//! text.

use folio::model::{Catalogue, EntryKey, Library, Lookup};
use folio::search::{Class, Index, Query, Scope, lookup, search};
use folio::store::{self, Origin};
use serde_json::{Value, json};

use crate::support::browser::{harbour, tongues};
use crate::support::command::{end_after, folio, in_harbour, json as answer, printed, run};

/// All that an entry is called by.
fn names_of(catalogue: &Catalogue, entry: EntryKey) -> Vec<String> {
    let mut names = vec![catalogue.title(entry).to_owned(), catalogue.short(entry).to_owned()];
    names.extend(catalogue.aliases(entry).map(ToString::to_string));
    names.extend(catalogue.forms(entry).map(ToString::to_string));
    for name in catalogue.names(entry) {
        names.extend([name.text.to_string(), name.reading.to_string()]);
    }
    if let Some(number) = catalogue.number(entry) {
        let theme = catalogue.theme(catalogue.theme_of(entry));
        names.extend([format!("{} {number}", theme.short), format!("{} {number}", theme.id)]);
        names.push(number.to_string());
    }
    names.retain(|name| !name.is_empty());
    names
}

/// Every name of every entry opens what a search puts first and calls exact; a slug and several entries
/// that a search puts first for the same reason are the exceptions.
#[track_caller]
fn check_all_names(library: &Library) {
    let catalogue = &*library.catalogue;
    let (index, names) = (Index::new(library), Index::of_names(library));
    let mut exact = 0;
    for entry in catalogue.entries() {
        for name in names_of(catalogue, entry) {
            let found = lookup(catalogue, &name, || &names);
            if catalogue.identified(&name) != Lookup::Missing {
                assert_eq!(found, catalogue.identified(&name), "{name}");
                continue;
            }
            let hits = search(&index, &Query::parse(&name), Scope::Library, 20).hits;
            let hits: Vec<EntryKey> =
                hits.iter().filter(|hit| hit.class == Class::Exact).map(|hit| hit.entry).collect();
            if hits.is_empty() {
                // A search reads some signs as syntax; a name is never read so.
                assert!(name.contains(['"', '“', '!', '|']), "{name} is exact");
                assert_eq!(found, Lookup::Found(entry), "{name}");
                continue;
            }
            match &found {
                Lookup::Found(one) => assert_eq!(Some(one), hits.first(), "{name}"),
                Lookup::Ambiguous(several) => {
                    assert!(several.contains(&hits[0]), "{name}");
                    assert!(several.iter().all(|one| hits.contains(one)), "{name}");
                }
                Lookup::Missing => panic!("{name} of {} opens nothing", catalogue.id(entry)),
            }
            exact += 1;
        }
        assert_eq!(lookup(catalogue, catalogue.id(entry), || &names), Lookup::Found(entry));
    }
    assert!(exact > catalogue.len(), "names were tried: {exact}");
}

#[test]
fn every_name_of_every_entry_opens_what_a_search_calls_exact() {
    check_all_names(harbour());
    check_all_names(tongues().0);
    check_all_names(&store::open(&[Origin::BuiltIn]).library);
}

#[test]
fn numbers_aliases_names_and_readings_open_entries_in_every_command() {
    const INVESTMENT: &str = "mechanism/investment-financing";
    for name in ["mechanism 5", "Mechanisms 5", "who pays", "WHO  PAYS?"] {
        assert_eq!(answer(&["show", name, "--json"])["entry"]["id"], INVESTMENT, "{name}");
        for command in ["links", "map", "terms"] {
            assert_eq!(answer(&[command, name, "--json"])["id"], INVESTMENT, "{command} {name}");
        }
        assert_eq!(answer(&["path", name, "ppp", "--json"])["from"], INVESTMENT, "{name}");
        assert_eq!(answer(&["compare", "ppp", name, "--json"])["right"], INVESTMENT, "{name}");
        let (_, stdout, _) = end_after(folio().args(["--linear", "--at", name]), "");
        assert!(stdout.contains(INVESTMENT), "--at {name}: {stdout}");
    }
    for name in ["政府和社会资本合作", "zhengfu he shehui ziben hezuo"] {
        assert_eq!(answer(&["show", name, "--json"])["entry"]["id"], "term/ppp", "{name}");
    }
}

#[test]
fn several_names_are_answered_one_after_the_other() {
    let printed = printed(&in_harbour(&["show", "hwm", "fairway"]));
    let [first, second] = ["hwm", "fairway"].map(|it| run(&in_harbour(&["show", it])).1);
    assert_eq!(printed, format!("{first}\n{second}"));
    let one = |name: &str| answer(&in_harbour(&["show", name, "--json"]))["entry"].clone();
    let both = answer(&in_harbour(&["show", "hwm", "fairway", "--json"]));
    assert_eq!(both, json!({ "schema_version": 1, "entries": [one("hwm"), one("fairway")] }));
    for command in ["links", "map", "terms"] {
        let both = answer(&in_harbour(&[command, "hwm", "fairway", "--json"]));
        let ids: Vec<&Value> =
            both["entries"].as_array().expect("several").iter().map(|it| &it["id"]).collect();
        assert_eq!(ids, ["term/hwm", "term/fairway"], "{command}");
    }
}

/// Words that are a name together are that name; of others the one that means nothing is told.
#[test]
fn all_words_together_come_before_each_by_itself() {
    assert_eq!(
        answer(&in_harbour(&["show", "who", "pays", "--json"]))["entry"]["id"],
        "trade/dues"
    );
    let (code, stdout, stderr) = run(&in_harbour(&["show", "hwm", "fairwy"]));
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(
        stderr.contains("no entry is called \"fairwy\"; the nearest is term/fairway"),
        "{stderr}"
    );
    let (_, _, stderr) = run(&["show", "nothing", "like", "this"]);
    assert!(stderr.contains("no entry is called \"nothing like this\""), "{stderr}");
}

#[test]
fn two_names_stand_in_two_words_or_in_one_text() {
    let ends = |words: &[&str]| {
        let answer = answer(&[&["path"], words, &["--json"]].concat());
        [answer["from"].clone(), answer["to"].clone()]
    };
    let expected = ends(&["who pays", "anti-corruption"]);
    for words in [
        &["who pays | anti-corruption"][..],
        &["who pays, anti-corruption"],
        &["who pays → anti-corruption"],
        &["who", "pays", "to", "anti-corruption"],
        &["who", "pays", "anti-corruption"],
        &["who", "pays", "|", "anti-corruption"],
    ] {
        assert_eq!(ends(words), expected, "{words:?}");
    }
    let (code, _, stderr) = run(&["compare", "who pays"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("\"who pays\" does not name two entries"), "{stderr}");
    let (code, _, stderr) = run(&["path", "ppp | aiibb"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("no entry is called \"aiibb\""), "{stderr}");
}

#[test]
fn linear_mode_takes_two_names_as_the_shell_does_and_one_from_the_open_entry() {
    let typed = "path anti-corruption\npath who pays to anti-corruption\nmap\ngc 1 | 2\n\
        compare hard with soft\n";
    let (_, stdout, _) = end_after(folio().args(["--linear", "--at", "ppp"]), typed);
    for title in [
        "Path  Public-private partnership → Anti-corruption",
        "Path  Investment & financing → Anti-corruption",
        "Compare  Hard: infrastructure with Soft: rules & standards",
    ] {
        assert!(stdout.contains(title), "{title} in {stdout}");
    }
    assert_eq!(
        stdout.matches("Compare  ").count(),
        2,
        "numbers of the list name two as well: {stdout}"
    );
}

mod glossary_of_a_text {
    use super::*;

    const PAGE: &str = "Loans for infrastructure,\nor it is a ppp.\n\nPPPs (政府和社会资本合作), and again \
        infrastructure; 硬联通.\n";

    #[test]
    fn a_page_from_standard_input_gets_its_glossary_in_the_order_of_first_use() {
        let (code, stdout, stderr) = end_after(folio().args(["terms", "-"]), PAGE);
        assert_eq!((code, stderr.as_str()), (0, ""));
        insta::assert_snapshot!(stdout);
    }

    #[test]
    fn in_json_each_term_has_its_names_and_its_definition() {
        let (code, stdout, _) = end_after(folio().args(["terms", "-", "--json"]), PAGE);
        assert_eq!(code, 0);
        let answer: Value = serde_json::from_str(&stdout).expect("JSON");
        let terms = answer["terms"].as_array().expect("an array");
        let ids: Vec<&Value> = terms.iter().map(|term| &term["id"]).collect();
        assert_eq!(ids, ["term/infrastructure", "term/ppp", "term/hard-connectivity"]);
        let ppp = &terms[1];
        assert_eq!(
            [&ppp["count"], &ppp["line"], &ppp["text"]],
            [&json!(2), &json!(4), &json!("PPPs")]
        );
        let entry = &super::answer(&["show", "ppp", "--json"])["entry"];
        assert_eq!((&ppp["definition"], &ppp["names"]), (&entry["summary"], &entry["names"]));
    }

    #[test]
    fn what_is_no_text_or_too_much_or_without_a_term_is_told() {
        use std::io::Write;
        let (code, stdout, stderr) = end_after(folio().args(["terms", "-"]), "Nothing here.");
        assert_eq!((code, stdout.as_str()), (1, ""));
        assert_eq!(stderr, "folio: the text uses no term of a glossary\n");
        let (code, _, stderr) = end_after(folio().args(["terms", "-"]), "word ".repeat(4_000_000));
        assert_eq!(code, 2);
        assert!(stderr.contains("longer than 16 MiB"), "{stderr}");
        let mut command = folio();
        let piped = command.args(["terms", "-"]).stdin(std::process::Stdio::piped());
        let mut child = piped.stderr(std::process::Stdio::piped()).spawn().expect("it runs");
        let mut stdin = child.stdin.take().expect("it is piped");
        stdin.write_all(b"one\ntwo \xff\n").expect("it reads");
        drop(stdin);
        let ended = child.wait_with_output().expect("it ends");
        let stderr = String::from_utf8(ended.stderr).expect("UTF-8");
        assert_eq!(ended.status.code(), Some(2));
        assert!(stderr.contains("not UTF-8 in line 2"), "{stderr}");
    }
}
