//! The first sixty seconds with Folio, key by key, as its product description promises them: the
//! real program with the built-in pack, in a pseudo-terminal of 80×24.

use folio::store::{self, Origin};

use crate::support::packs::Pack;
use crate::support::pty::{ESC, Launch, Seen, Session};

/// The columns at which the reader begins beside the list.
const READER: usize = 28;

/// Returns the title bar.
fn bar(seen: &Seen) -> String {
    seen.row(0).trim().to_owned()
}

/// Returns what stands in the reader.
fn reader(seen: &Seen) -> Vec<String> {
    let row = |row: &str| row.chars().skip(READER).collect::<String>().trim_end().to_owned();
    seen.text().lines().skip(2).take(20).map(row).collect()
}

/// Returns the key hints at the foot, without how far one has read; they stand two columns apart or
/// three, as there is room.
fn foot(seen: &Seen) -> String {
    let row = seen.row(23);
    row.split("    ").next().unwrap_or_default().trim().replace("   ", "  ")
}

/// Returns the words that stand out, row by row: what is selected and the matches.
fn marked(seen: &Seen) -> Vec<String> {
    let screen = seen.screen();
    let row_words = |row: u16| {
        let marked = |column: &u16| {
            screen.cell(row, *column).is_some_and(|cell| {
                let selected = cell.inverse() || cell.bgcolor() != vt100::Color::Default;
                selected || cell.bold() && cell.underline()
            })
        };
        let cells = (0..80).filter(marked).filter_map(|column| screen.cell(row, column));
        cells.map(vt100::Cell::contents).collect::<String>()
    };
    (1..23).map(row_words).filter(|words| !words.is_empty()).collect()
}

#[track_caller]
fn wait_for_bar(session: &Session, title: &str) {
    session.wait_until(title, |seen| bar(seen).contains(title));
}

#[test]
fn the_first_sixty_seconds() {
    let entries = store::open(&[Origin::BuiltIn]).library.catalogue.themes()[0].count();
    let mut session = Launch::folio().start();
    // The first frame: if one is, themes with counts, the opening text, six hints.
    session.wait_open();
    {
        let seen = session.seen();
        assert!(bar(&seen).starts_with("The nine mechanisms › Background › Overview"));
        assert!(bar(&seen).ends_with(&format!("1/{entries}")), "{}", bar(&seen));
        for theme in ["BACKGROUND", "WHY IT MATTERS", "MECHANISMS", "CONNECTIVITY", "GLOSSARY"] {
            let counted = |line: &str| line.contains(theme) && line.contains(char::is_numeric);
            assert!(seen.text().lines().any(counted), "{theme}:\n{}", seen.text());
        }
        assert!(reader(&seen).iter().filter(|row| row.len() > 20).count() > 10, "{}", seen.text());
        let hints = foot(&seen).split("  ").filter(|hint| hint.contains(' ')).count();
        assert!(hints >= 6, "{}", foot(&seen));
    }

    // Moving previews at once; Enter goes in, and the hints change with the focus.
    let (before, hints) = session.look(|seen| (reader(seen), foot(seen)));
    session.send("j");
    session.wait_until("the next entry", |seen| bar(seen).ends_with(&format!("2/{entries}")));
    assert_ne!(session.look(reader), before);
    assert_eq!(session.look(foot), hints);
    session.send("\r");
    session.wait_until("other hints", |seen| foot(seen) != hints);
    assert!(session.look(foot).contains("scroll"), "{}", session.look(foot));

    // The first letter gives results, and a misspelt word finds what was meant.
    session.send("sc");
    session.wait_until("hits", |seen| seen.row(2).contains("hits") && !seen.row(3).is_empty());
    session.send("onectivty");
    session.wait_until("connectivity", |seen| seen.row(3).contains("connectivity"));
    session.look(|seen| assert!(seen.row(3).contains("typo"), "{}", seen.text()));

    // A phrase from a text, with the line that holds it.
    session.send("\x15mechanism here is a standing");
    session.wait_until("the hit", |seen| {
        seen.row(3).contains("Overview") && seen.row(3).contains("phrase")
    });
    session.look(|seen| assert!(seen.row(4).contains("A mechanism here"), "{}", seen.text()));

    // Enter lands on the line, still marked.
    session.send("\r");
    wait_for_bar(&session, "Overview");
    session.wait_until("the words, marked", |seen| {
        marked(seen).iter().any(|words| words.contains("standing"))
    });

    // Tab takes a link, Enter follows it, H comes back to the same line and selection.
    session.send("\x1b");
    session.wait_until("no mark", |seen| marked(seen).is_empty());
    session.send("\t");
    session.wait_until("one marked link", |seen| marked(seen).len() == 1);
    let (place, link) = session.look(|seen| (reader(seen), marked(seen)));
    session.send("\r");
    session.wait_until("another entry", |seen| !bar(seen).contains("Overview"));
    session.send("H");
    session.wait_until("the same place", |seen| reader(seen) == place && marked(seen) == link);

    // The keys of the pane in focus come first and can be searched.
    session.send("?");
    session.wait_for("Keys in the reader");
    session.send("/suspend");
    session.wait_until("the key alone", |seen| seen.shows("Ctrl-z") && !seen.shows("Ctrl-d"));

    // Esc steps back one level at a time and never leaves.
    for _ in 0..8 {
        session.press(ESC);
    }
    session.wait_until("the start", |seen| foot(seen) == hints);

    session.send("q");
    let ended = session.wait_end();
    ended.assert_code(0);
    ended.assert_clean();
}

#[test]
fn mistakes_in_a_pack_are_counted_at_the_foot_and_listed_by_gs() {
    let head = "format = 1\nid = 'p'\ntitle = 'P'\n[[theme]]\nid = 'e'\ntitle = 'E'\n";
    let entry = "[[entry]]\nid = 'e/a'\ntitle = 'A'\nbody = 'B'\nsee = ['e/none']\n";
    let pack = Pack::new().file("pack.toml", head).file("a.toml", entry);
    let mut session = Launch::folio().arg(pack.path()).start();
    session.wait_open();
    session
        .wait_until("the foot counts the mistake", |seen| seen.row(23).contains("1 mistake · gs"));
    session.send("gs");
    session.wait_until("the mistake is listed", |seen| seen.text().contains("a.toml:5:8"));
}
