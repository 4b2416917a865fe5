//! The page: its head, what it says of itself, its end, and the links below it.

use folio::app::Opening;
use folio::model::Library;
use folio::store;
use folio::text::glyphs::Glyphs;
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::packs::{HEAD, Pack};

/// An entry with names, an abbreviation, places in a row, and five entries that mention it.
fn partnership(width: u16, height: u16) -> Browser {
    let size = Size { width, height };
    Browser::open_library(library(""), Opening { size, ..Opening::default() })
}

/// Returns the library of [`partnership`] with more entries before its own.
fn library(before: &str) -> Library {
    let mut entries = "[[source]]\nid = 'S'\ntitle = 'The source'\nprimary = true\n".to_owned();
    for (number, word) in ["First", "Second", "Third"].iter().enumerate() {
        entries += &format!("[[place]]\nid = 'p{number}'\nlabel = '02 · {word}'\nsource = 'S'\n");
        entries += &format!("[[claim]]\nid = 'c{number}'\nplace = 'p{number}'\n");
        entries += &format!("text = 'Claim {word}.'\n");
    }
    entries += before;
    entries += "[[entry]]\nid = 'a/ppp'\ntitle = 'Public-private partnership'\n\
        summary = 'A company builds what the public uses.'\n\
        aliases = ['PPP', 'P3', 'social capital']\n\
        [[entry.name]]\nlanguage = 'zh'\ntext = '政府和社会资本合作'\n\
        reading = 'zhèngfǔ hé shèhuì zīběn hézuò'\nverified = false\n\
        [[entry.statement]]\nheading = 'Role'\n\
        text = '''It is\n[told](a/m0) of.'''\n\
        by = 'article'\nclaims = ['c0', 'c1', 'c2']\n";
    for number in 0..5 {
        entries += &format!(
            "[[entry]]\nid = 'a/m{number}'\ntitle = 'Mention {number}'\n\
             body = 'It speaks of a [partnership](a/ppp).'\n"
        );
    }
    let pack = Pack::new().file("pack.toml", HEAD).file("entries.toml", entries);
    let opened = store::open(&[pack.origin()]);
    assert_eq!(opened.diagnostics.iter().map(|it| &it.message).collect::<Vec<_>>(), [""; 0]);
    opened.library
}

#[test]
fn the_head_keeps_a_name_on_one_row() {
    for (width, height, name) in [
        (120, 40, "  政府和社会资本合作 ?  zhèngfǔ hé shèhuì zīběn hézuò"),
        (80, 24, "  政府和社会资本合作 ?  zhèngfǔ hé shèhuì zīběn"),
        (40, 12, "  政府和社会资本合作 ?"),
    ] {
        let mut browser = partnership(width, height);
        browser.press("<enter>");
        let (_, row) = browser.find(name.split("  ").nth(1).expect("a name"));
        let screen = browser.screen();
        let rows: Vec<&str> = screen.lines().collect();
        let shown = rows[usize::from(row)].contains("zhèngfǔ");
        assert_eq!(shown, width == 120, "the reading only if it fits: {screen}");
        let also = rows[usize::from(row) + 1];
        assert!(also.contains("also PPP") && !also.contains("P3"), "{screen}");
    }
}

#[test]
fn k_on_the_head_tells_every_name() {
    let mut browser = partnership(80, 24);
    browser.press("<enter>K");
    insta::assert_snapshot!(browser.screen());
    browser.press("<esc>");
    assert!(!browser.screen().contains("not found in a source"));
    browser.click("政府");
    browser.find("?  not found in a source");
    let mut verified = Browser::after(80, 24, "<enter>K");
    verified.find("found in a source");
    verified.press("<esc><tab><tab><tab><tab>K");
    verified.find("Air and the juices");
}

#[test]
fn a_hit_by_another_name_is_shown_where_it_is_marked() {
    let mut browser = partnership(80, 24);
    browser.press("sppp<enter>");
    browser.find("also PPP");
    browser.assert_foot("1/1");
    browser.press("s").press("social capital<enter>");
    browser.find("also PPP · found under social capital");
    assert!(!browser.screen().contains("no match"), "{}", browser.screen());
    browser.resize(40, 12);
    browser.find("found under social");
    // What was found has no other place on the page: nothing is said of matches.
    let tagged = Browser::after(80, 24, "sgren tea<enter>");
    tagged.assert_bar("Green tea");
    assert!(!tagged.screen().contains("no match"), "{}", tagged.screen());
}

#[test]
fn the_tag_of_a_range_is_explained_place_by_place() {
    let mut browser = partnership(80, 24);
    browser.press("<enter>").click("[02 · First–Third]");
    insta::assert_snapshot!(browser.screen());
    // It stays selected: K explains it again.
    browser.press("<esc>K");
    browser.find("Claim Second.");
}

#[test]
fn links_below_the_text_take_a_row_each() {
    let mut browser = Browser::in_harbour(80, 24, Some("trade/dredging"));
    browser.press("<enter>G");
    insta::assert_snapshot!(browser.screen());
    browser.press("<s-tab>");
    let before = browser.screen();
    browser.press("<tab><tab><tab><tab>");
    let foot = |browser: &Browser| browser.screen().lines().last().unwrap_or_default().to_owned();
    assert!(before.lines().count() == 24 && !foot(&browser).is_empty());
}

#[test]
fn the_reason_of_the_selected_link_is_at_the_foot_and_nothing_jumps() {
    let mut browser = Browser::in_harbour(80, 40, Some("trade/piloting"));
    browser.press("<enter>");
    let body = |browser: &Browser| {
        let screen = browser.screen();
        let rows: Vec<&str> = screen.lines().collect();
        rows[..rows.len() - 1].join("\n")
    };
    let still = body(&browser);
    for _ in 0..20 {
        browser.press("<tab>");
        let screen = browser.screen();
        if screen.lines().last().is_some_and(|foot| foot.contains("A known shoal is no danger.")) {
            browser.assert_foot("[01 · Aims]");
            assert_eq!(body(&browser), still);
            return;
        }
    }
    panic!("no link gives its reason");
}

#[test]
fn the_reason_is_told_in_reading_mode_too() {
    let mut browser = partnership(80, 24);
    browser.press("<enter>").click("5 ▸").press("Z<tab>");
    browser.assert_foot("“It speaks of a partnership.”");
    // A link on the last row has its reason above it.
    let is_last = |browser: &Browser| {
        let screen = browser.screen();
        screen.lines().last().is_some_and(|row| row.trim() == "Mention 0")
    };
    let fits = (6..24).find(|&height| is_last(browser.resize(80, height)));
    assert!(fits.is_some(), "{}", browser.screen());
    browser.find("It speaks of a partnership");
}

#[test]
fn many_mentions_are_folded_until_they_are_asked_for() {
    let mut browser = partnership(80, 24);
    browser.press("<enter>");
    browser.find("mentioned in 5 ▸");
    assert!(!browser.screen().contains("│    Mention 3"));
    browser.click("5 ▸");
    browser.find("mentioned in 5 ▾");
    browser.find("│    Mention 3");
    browser.press("<tab>");
    browser.assert_foot("“It speaks of a partnership.”");
    // They stay unfolded on the way back.
    browser.press("<enter>H");
    browser.find("│    Mention 3");
    browser.press("<s-tab><enter>");
    browser.find("mentioned in 5 ▸");
}

#[test]
fn mentions_stay_unfolded_in_another_version_of_the_library() {
    let mut browser = partnership(80, 24);
    browser.press("<enter>").click("5 ▸");
    browser.reload(library("[[entry]]\nid = 'a/new'\ntitle = 'New'\nbody = 'New.'\n"));
    browser.find("mentioned in 5 ▾");
}

#[test]
fn tab_stops_at_the_tag_of_a_place_and_it_is_explained() {
    for key in ["<enter>", "K"] {
        let mut browser = partnership(80, 24);
        // The link in the statement, then the tag behind it.
        browser.press("<enter><tab><tab>").press(key);
        browser.find("Claim Second.");
    }
}

#[test]
fn reading_on_leads_from_the_end_of_a_text_to_the_next_entry() {
    let mut browser = Browser::after(80, 12, "jj<enter>");
    let mut seen = String::new();
    for _ in 0..9 {
        seen += &browser.screen();
        if browser.screen().lines().next().is_some_and(|bar| bar.contains("Green tea")) {
            break;
        }
        browser.press(" ");
    }
    browser.assert_bar("Green tea");
    for word in ["emperors", "monks", "clippers", "bubbles", "quiet", "End  ] Green tea"] {
        assert!(seen.contains(word), "{word} was never in sight");
    }
    browser.press("H");
    browser.assert_bar("Long history");
    // A page down is no more than that.
    browser.press("G<pgdn>ff");
    browser.assert_bar("Long history");
}

#[test]
fn the_row_at_the_end_is_clicked_and_hinted_at() {
    let mut browser = Browser::after(80, 24, "j<enter>G");
    browser.assert_foot("] next entry");
    browser.assert_foot("end");
    browser.click("End  ] Long history");
    browser.assert_bar("Long history");
    let mut last = Browser::after(80, 24, "99]<enter>G");
    last.find("End");
    assert!(!last.screen().contains("next entry"));
    last.press("  ");
    last.assert_bar("Withering");
}

#[test]
fn on_a_route_reading_on_leads_to_the_next_stop() {
    let mut browser = Browser::in_harbour(80, 24, None);
    browser.press("gr<enter>G");
    browser.find("End  ) next stop: Safety");
    browser.press("G ");
    browser.assert_bar("Safety");
    // Off the route it is the next entry.
    browser.press("]G");
    browser.find("End  ] ");
}

#[test]
fn the_foot_tells_the_minutes_at_the_start_and_the_end_at_the_end() {
    let mut browser = Browser::after(80, 24, "jj<enter>");
    browser.assert_foot("≈1 min");
    browser.press("j");
    assert!(!browser.screen().contains("≈1 min"));
    browser.press("G");
    browser.assert_foot("end");
    assert!(!Browser::after(40, 12, "jj<enter>").screen().contains("≈"));
}

#[test]
fn the_side_pane_marks_the_last_section_at_the_end_and_no_link_by_itself() {
    let mut browser = Browser::after(120, 12, "j<enter>");
    let marked = |browser: &Browser, text: &str| {
        browser
            .screen()
            .lines()
            .any(|row| row.rsplit_once('▸').is_some_and(|(_, row)| row.trim().starts_with(text)))
    };
    assert!(marked(&browser, "Heat"), "{}", browser.screen());
    browser.press("G");
    assert!(marked(&browser, "Time"), "{}", browser.screen());
    let mut plain = partnership(120, 40);
    plain.press("j<enter>");
    let screen = plain.screen();
    let side = screen.lines().filter_map(|row| row.rsplit_once('│'));
    assert!(side.clone().any(|(_, side)| side.contains("Public-private")), "{screen}");
    assert!(!side.into_iter().any(|(_, side)| side.contains('▸')), "{screen}");
}

#[test]
fn links_and_terms_differ_and_a_link_begins_with_its_word() {
    use folio::palettes::Palette;
    use ratatui::style::{Color, Modifier};
    for colours in [true, false] {
        let mut browser = Browser::open(80, 24).with(Palette::terminal(colours, Glyphs::Unicode));
        browser.press("<enter>");
        let buffer = browser.buffer();
        let look = |text: &str| {
            let (column, row) = browser.find(text);
            let cell = &buffer[(column, row)];
            (cell.fg, cell.modifier)
        };
        let (link, term) = (look("green tea"), look("oxidation begins"));
        for (_, modifier) in [link, term] {
            assert!(modifier.contains(Modifier::UNDERLINED), "colours: {colours}");
        }
        assert_ne!(link, term, "colours: {colours}");
        assert_eq!(link.0 == Color::Cyan, colours);
    }
    let browser = partnership(80, 24);
    let (column, row) = browser.find("told");
    let cell = |column| browser.buffer()[(column, row)].modifier.contains(Modifier::UNDERLINED);
    assert!(cell(column) && !cell(column - 1));
}

#[test]
fn the_lead_is_set_apart() {
    use ratatui::style::Modifier;
    let browser = Browser::after(80, 24, "<enter>");
    let (column, row) = browser.find("What tea is");
    assert!(browser.buffer()[(column, row)].modifier.contains(Modifier::BOLD));
}
