//! Copying: what `y` and a second key take, and what the foot says of it. The ways to a clipboard are the
//! terminal's: `tests/terminal/copying.rs`.

use folio::app::Opening;
use folio::app::message::Message;
use folio::messages::copying as says;
use ratatui::layout::Size;

use crate::support::browser::{Browser, harbour};
use crate::support::packs::{Pack, entry};

/// Opens the pack of tea, presses keys of which the last ones copy, and holds what was copied to
/// `expected`.
#[track_caller]
fn check(keys: &str, what: &str, expected: &str) {
    let browser = Browser::after(80, 24, keys);
    let copied = browser.copied.last().unwrap_or_else(|| panic!("{}", browser.screen()));
    assert_eq!((copied.what, copied.text.as_str()), (what, expected), "{keys}");
    assert_eq!(browser.copied.len(), 1, "{keys}");
}

#[test]
fn what_can_be_copied_shows_after_a_pause() {
    let mut browser = Browser::after(80, 24, "<enter>y");
    let timeout = browser.pause.expect("a prefix asks to be woken");
    browser.tell(Message::Timeout(timeout));
    insta::assert_snapshot!(browser.screen());
    browser.press("<down><down><down><enter>");
    assert_eq!(browser.copied.last().map(|copied| copied.what), Some(says::CITATION));
}

#[test]
fn the_foot_says_what_was_copied_and_how() {
    for (keys, sentence) in [
        ("<enter>yi", "copied id basics/overview · terminal (OSC 52)"),
        ("<enter>yt", "copied title Overview · terminal (OSC 52)"),
        ("<enter>yp", "copied paragraph (199 characters) · terminal (OSC 52)"),
        ("<enter>yl", &says::no_link("Tab")),
        ("<enter>yb", "too little is known of \"A book of tea\" for BibTeX"),
    ] {
        Browser::after(80, 24, keys).assert_foot(sentence);
    }
    let mut browser = Browser::after(80, 24, "<enter>yi");
    browser.press("j");
    assert!(!browser.screen().contains("copied"), "it goes with the next key");
}

#[test]
fn a_paragraph_is_the_first_in_sight_or_that_of_the_selected_link() {
    let what = says::PARAGRAPH;
    let first = "All true tea comes from one plant, which grows from the coast to the high \
                 mountains. What is picked, and what is done with it in the hours after, makes the \
                 difference between green tea and black tea.";
    check("<enter>yp", what, first);
    check("<enter><tab>yp", what, first);
    let mut browser = Browser::after(80, 10, "<enter>");
    let mut met = Vec::new();
    for _ in 0..16 {
        browser.press("ypj");
        let copied = browser.copied.last().expect("a paragraph is in sight").text.to_string();
        if met.last() != Some(&copied) {
            met.push(copied);
        }
    }
    assert_eq!(met[0], first, "headings and blank rows are no paragraphs");
    assert!(met[1].starts_with("The leaves wither"), "{met:?}");
}

#[test]
fn a_link_is_copied_as_it_is_written_elsewhere() {
    check("<enter><tab>yl", says::LINK, "[[kind/green]]");
    check("<enter><tab><tab>yl", says::LINK, "[[kind/black]]");
    check("jyl", says::LINK, "[[basics/water]]");
    check("<enter>glyl", says::LINK, "[[term/oxidation]]");
    let mut browser = Browser::after(80, 24, "<enter>");
    for _ in 0..20 {
        browser.press("<tab>yl");
    }
    let all: Vec<&str> = browser.copied.iter().map(|copied| copied.text.as_str()).collect();
    for link in ["https://example.org/atlas", "1 · lead"] {
        assert!(all.contains(&link), "{link}: {all:?}");
    }
}

#[test]
fn an_entry_is_copied_as_folio_show_prints_it_as_markdown() {
    let browser = Browser::after(80, 24, "jyy");
    let copied = browser.copied.last().expect("an entry is selected");
    assert!(copied.text.starts_with("# Water\n\nSoft water brings out the leaf.\n"));
    assert!(copied.text.contains("\n## Heat\n"));
    let prints = "`folio show basics/water --md` prints the entry";
    assert_eq!(copied.instead.as_deref(), Some(prints));
    browser.assert_foot("copied entry (");
}

#[test]
fn the_command_that_prints_what_is_too_long_names_the_pack_for_a_shell() {
    let pack = Pack::new().file("my notes/it's a note.md", "# Note\n\nText.\n");
    let folder = pack.at("my notes");
    let opened = folio::store::open(&[folio::store::Origin::named(&folder)]);
    let mut browser =
        Browser::open_opened(opened, Opening { size: Size::new(80, 24), ..Opening::default() });
    browser.press("<enter>yyyc");
    let told: Vec<_> = browser.copied.iter().filter_map(|it| it.instead.as_deref()).collect();
    let pack = format!("--pack '{}'", folder.display());
    let prints = |at: usize, by: &str, what: &str| {
        let (begins, ends) = (format!("`folio {by} "), format!("{pack}` prints the {what}"));
        assert!(told[at].starts_with(&begins) && told[at].ends_with(&ends), "{told:?}");
    };
    prints(0, "show", "entry");
    prints(1, "cite", "citation");
}

#[test]
fn what_is_copied_keeps_its_tabs() {
    let pack = Pack::new().file("it.md", "# Make\n\n```make\nall:\n\tcc x.c\n```\n");
    let opened = folio::store::open(&[folio::store::Origin::named(pack.at("it.md"))]);
    let mut browser =
        Browser::open_opened(opened, Opening { size: Size::new(80, 24), ..Opening::default() });
    browser.press("<enter>yyyp");
    for copied in &browser.copied {
        assert!(copied.text.contains("all:\n\tcc x.c"), "{:?}", copied.text);
    }
    assert_eq!(browser.copied.len(), 2);
}

#[test]
fn a_citation_is_that_of_the_statement_in_sight_while_one_reads() {
    let head = "Overview (basics/overview). The editor: A book of tea 1.0.0";
    let (first, second) = (
        "1 · lead: All true tea comes from one plant. (c1)",
        "2 · making: Oxidation tells the kinds apart. (c2)",
    );
    let book = "Article: A book of tea";
    check("<enter>yc", says::CITATION, &[head, first, book].join("\n"));
    // In the contents it is the entry as a whole.
    let atlas = "L. Field · An atlas of leaves";
    check("yc", says::CITATION, &[head, first, second, book, atlas].join("\n"));
    let title = "[Overview](basics/overview). The editor: *A book of tea* 1.0.0";
    check(
        "<enter>ym",
        says::MARKDOWN,
        &format!("{title}\n\n- 1 · lead: All true tea comes from one plant. (`c1`)\n\n- {book}"),
    );
    // Of the sources, the atlas has an author.
    check(
        "yb",
        says::BIBTEX,
        "@misc{ATLAS,\n  author = {{L. Field}},\n  title = {{An atlas of leaves}},\n}",
    );
}

#[test]
fn views_and_the_side_pane_copy_what_is_selected_there() {
    // The links of the overview: the first is to a term.
    check("<enter>glyi", says::ID, "term/oxidation");
    check(
        "<enter>gvyc",
        says::CITATION,
        "1 · lead: All true tea comes from one plant. (c1)\nArticle: A book of tea",
    );
    check("<enter>gmjyt", says::TITLE, &{
        let map = Browser::after(80, 24, "<enter>gmj");
        let selected = map.app().layers().last().and_then(|it| it.subject(map.app().catalogue()));
        map.app().catalogue().title(selected.expect("an entry is selected")).to_owned()
    });
    let wide = Browser::after(120, 40, "<enter>ljjyi");
    assert_eq!(wide.copied.last().map(|copied| copied.text.as_str()), Some("term/oxidation"));
    // The heads of the outline are of the open entry.
    let wide = Browser::after(120, 40, "<enter>lyi");
    assert_eq!(wide.copied.last().map(|copied| copied.text.as_str()), Some("basics/overview"));
}

#[test]
fn case_19_nothing_that_drives_a_terminal_is_copied() {
    let hostile = "A\u{1b}]52;c;eA==\u{7}\u{9b}31m\u{202e}\u{200b}Z";
    let escaped: String = hostile
        .chars()
        .map(|c| if c.is_ascii_graphic() { c.to_string() } else { format!("\\U{:08X}", c as u32) })
        .collect();
    let text = entry("one").replace("Text of one.", "BODY").replace('\'', "\"");
    let text =
        text.replace("BODY", &escaped).replace("title = \"", &format!("title = \"{escaped}"));
    let pack = Pack::sound().file("one.toml", text);
    let opened = folio::store::open(&[folio::store::Origin::Folder(pack.path().to_owned())]);
    let opening = Opening { size: Size { width: 80, height: 24 }, ..Opening::default() };
    let mut browser = Browser::open_opened(opened, opening);
    browser.press("<enter>yyypytyiyc");
    assert_eq!(browser.copied.len(), 5, "{}", browser.screen());
    let told: String = browser.copied.iter().map(|copied| copied.text.as_str()).collect();
    assert!(told.matches("A]52;c;eA==31mZ").count() >= 4, "the rest of it stays: {told}");
    assert!(!told.chars().any(|c| c.is_control() && c != '\n' || "\u{202e}\u{200b}".contains(c)));
}

#[test]
fn the_names_of_an_entry_are_copied_from_their_list() {
    for (keys, expected) in [("<enter>K<enter>", "茶"), ("<enter>Kj<enter>", "chá")] {
        check(keys, says::NAME, expected);
    }
    Browser::after(80, 24, "<enter>K").assert_foot("⏎ copy");
}

#[test]
fn a_note_is_copied_as_it_was_written_and_a_line_without_its_row_twice() {
    check("<enter>aIs *this* so? #ask<enter>gnyp", says::NOTE, "Is *this* so? #ask");
    let mut browser = Browser::after(80, 24, "<enter>gl");
    browser.press("yp");
    let copied = browser.copied.last().expect("a line is selected").text.to_string();
    assert_eq!(copied.matches("Oxidation").count(), 1, "{copied}");
}

#[test]
fn a_line_that_names_no_open_entry_copies_nothing() {
    let mut browser = Browser::after(80, 24, "swithering<enter>").next_start();
    browser = browser.start_again(harbour().clone(), Opening::default());
    browser.press("go").find("tea:term/withering");
    for keys in ["yi", "yt", "yy", "yl", "yc"] {
        browser.press(keys).assert_foot("this line has no entry to copy");
    }
    assert!(browser.copied.is_empty());
}

#[test]
fn over_a_popup_what_it_shows_is_copied() {
    let peek = "<enter><tab>K";
    check(&format!("{peek}yi"), says::ID, "kind/green");
    check(&format!("{peek}yt"), says::TITLE, "Green tea");
    let mut browser = Browser::after(80, 24, peek);
    browser.press("yyyp");
    let texts: Vec<&str> = browser.copied.iter().map(|copied| copied.text.as_str()).collect();
    assert!(texts[0].starts_with("# Green tea\n"), "{texts:?}");
    assert!(texts[1].starts_with("The leaf is heated within hours"), "{texts:?}");
}

#[test]
fn where_nothing_can_be_copied_a_short_text_is_shown_and_of_a_long_one_what_prints_it() {
    let mut browser = Browser::after(80, 24, "<enter>yiypyy");
    browser.press("j");
    let told = browser
        .copied
        .iter()
        .map(|copied| says::no_clipboard(copied.what, &copied.text, copied.instead.as_deref()));
    let none = "not copied, this terminal has no clipboard";
    assert_eq!(
        told.collect::<Vec<_>>(),
        [
            format!("{none}: id basics/overview"),
            format!("{none}: `folio show basics/overview --md` prints the entry that has it"),
            format!("{none}: `folio show basics/overview --md` prints the entry"),
        ]
    );
}
