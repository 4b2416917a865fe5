//! Texts without their markup: a link without a text of its own shows the title of what it leads to, as in the
//! reader.

use crate::support::command::{end_after, folio, json, printed};
use crate::support::packs::Pack;

const HEAD: &str = "format = 1\nid = 'tea'\ntitle = 'Tea'\n\
    [[theme]]\nid = 'leaf'\ntitle = 'Kinds'\nsummary = 'Begin with [[leaf/white]].'\n\
    [[theme]]\nid = 'word'\ntitle = 'Words'\nglossary = true\n";

const ENTRIES: &str = "\
[[entry]]\nid = 'leaf/white'\ntitle = 'How White tea is made'\nbody = 'It withers.'\n\
[[entry]]\nid = 'leaf/green'\ntitle = 'Green tea'\nsummary = 'Unlike [[leaf/white]].'\n\
body = 'Read [[leaf/white]] before. Of [[theme:word]] too.'\n\
[[entry]]\nid = 'word/pan'\ntitle = 'Pan'\nsummary = 'See [[leaf/white]].'\nbody = 'Flat.'\n";

const SENTENCE: &str = "Read How White tea is made before.";

fn tea() -> Pack {
    Pack::new().file("pack.toml", HEAD).file("entries.toml", ENTRIES)
}

/// Runs a command on a pack; returns what it prints.
fn told(pack: &str, command: &[&str]) -> String {
    printed(&[command, &["--pack", pack]].concat())
}

#[test]
fn a_link_without_a_text_is_told_by_the_title_of_what_it_leads_to() {
    let tea = tea();
    let pack = tea.path().to_str().unwrap();
    for (command, expected) in [
        (
            &["links", "leaf/green"][..],
            "How White tea is made [leaf/white]: Read How White tea is made",
        ),
        (&["links", "leaf/white"], SENTENCE),
        (&["search", "before"], SENTENCE),
        (&["compare", "leaf/green", "word/pan"], "Unlike How White tea is made."),
        (&["compare", "leaf/green", "word/pan"], "before. Of Words too."),
        (&["show", "theme:leaf"], "Begin with How White tea is made."),
        (&["show", "theme:leaf"], "Unlike How White tea is made."),
    ] {
        let told = told(pack, command);
        assert!(told.contains(expected), "{command:?}: {told}");
    }
    let (_, told, _) = end_after(folio().args(["terms", "-", "--pack", pack]), "Take a pan.");
    assert!(told.contains("See How White tea is made."), "{told}");
    let sides = json(&["compare", "leaf/green", "word/pan", "--json", "--pack", pack]);
    assert_eq!(sides["statements"][0]["left"]["text"], format!("{SENTENCE} Of Words too."));
}

#[test]
fn a_title_that_a_link_shows_is_found_as_it_is_read() {
    let tea = tea();
    let file = tea.at("tea.folio");
    let (folder, file) = (tea.path().to_str().unwrap(), file.to_str().unwrap());
    printed(&["build", folder, "-o", file]);
    for pack in [folder, file] {
        let found = json(&["search", "how white tea is made", "--json", "--pack", pack]);
        let hits = found["hits"].as_array().expect("there are hits").iter();
        let green = hits.clone().find(|hit| hit["id"] == "leaf/green").expect("its text says it");
        assert_eq!(green["class"], "words", "{pack}: {found}");
        let found = json(&["search", "leaf/white", "--json", "--pack", pack]);
        let mut hits = found["hits"].as_array().expect("there are hits").iter();
        let leaf = serde_json::json!(["leaf"]);
        assert!(hits.all(|hit| hit["missing"] == leaf), "nobody reads the id in a text: {found}");
    }
}
