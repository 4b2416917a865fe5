//! What is on the screen: without colours, at every size.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

/// Returns the numbers of all styles that were asked for.
pub fn styles(sent: &str) -> Vec<u8> {
    let styles = sent.split("\x1b[").skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then_some(&rest[..end])
    });
    styles.flat_map(|style| style.split(';')).filter_map(|code| code.parse().ok()).collect()
}

/// Returns whether any style is a colour: 30 to 49 and 90 to 107, but for the default's 39 and 49.
pub fn is_coloured(sent: &str) -> bool {
    styles(sent).iter().any(|style| matches!(style, 30..=38 | 40..=48 | 90..=107))
}

#[test]
fn case_61_without_colours_the_selection_is_reversed() {
    let session = open_with(Launch::in_harbour().env("NO_COLOR", "1"));
    session.wait_until("a cell in reverse", Seen::has_reverse);
    assert!(!is_coloured(&quit(session).sent()));
    assert!(is_coloured(&quit(open()).sent()), "there are colours where nobody minds");
}

#[test]
fn case_61_colours_that_are_asked_for_outrank_no_color() {
    let launch = Launch::in_harbour().env("NO_COLOR", "1").arg("--color=always");
    assert!(is_coloured(&quit(open_with(launch)).sent()));
}

#[test]
fn case_62_a_terminal_without_a_size_counts_as_an_ordinary_one() {
    for (columns, rows) in [(0, 0), (0, 24), (80, 0)] {
        let session = Launch::in_harbour().size(columns, rows).start();
        session.wait_until("an ordinary screen", |seen| seen.was_sent(b"Overview"));
        quit(session);
    }
}

#[test]
fn case_62_answers_are_wrapped_as_usual_where_the_terminal_has_no_size() {
    let printed = |columns| {
        let ended =
            Launch::in_harbour().arg("show").arg("aim/safety").size(columns, 24).start().wait_end();
        ended.assert_code(0);
        ended.seen.sent()
    };
    assert_eq!(printed(0), printed(80));
    assert_ne!(printed(30), printed(80), "what a terminal does say is heeded");
}

#[test]
fn case_62_sizes_that_hold_nothing() {
    for (columns, rows) in [(0, 0), (1, 1), (1, 1000), (2, 2), (65535, 1), (1, 65535)] {
        let session = Launch::in_harbour().size(columns, rows).start();
        session.wait_until("a frame", |seen| seen.frames() > 0);
        quit(session);
    }
}

#[test]
fn case_63_a_size_beyond_all_screens() {
    let session = Launch::in_harbour().size(65535, 65535).start();
    session.wait_until("a frame", |seen| seen.frames() > 0);
    quit(session);
}

#[test]
fn case_64_after_many_sizes_the_frame_is_a_fresh_one() {
    let mut session = open();
    for step in 0..2_000_u16 {
        session.resize(20 + step % 101, 5 + step % 37);
    }
    session.resize(90, 30);
    session.wait_taken_in();
    let other = open();
    other.resize(90, 30);
    other.wait_until("the new size", |seen| {
        seen.text().lines().any(|line| line.chars().count() > 80)
    });
    let expected = other.seen().above_foot();
    let what = format!("the frame of a single change:\n{expected}\n");
    session.wait_until(&what, |seen| seen.above_foot() == expected);
    quit(session);
}

#[test]
fn case_62_one_cell_and_back() {
    let session = open();
    let before = session.look(Seen::above_foot);
    for (columns, rows) in [(1, 1), (80, 24), (1, 24), (80, 1), (2, 2), (80, 24)] {
        let frames = session.look(Seen::frames);
        session.resize(columns, rows);
        session.wait_until("a frame", |seen| seen.frames() > frames || seen.above_foot() == before);
    }
    session.wait_until("the same frame", |seen| seen.above_foot() == before);
    quit(session);
}

#[test]
fn case_64_sizes_change_while_one_types() {
    let mut session = open();
    for step in 0..400_u16 {
        // At these sizes all panes are there, so that keys mean the same.
        session.resize(80 + step % 41, 16 + step % 37);
        match step {
            0..20 => session.send("j"),
            100 => session.send("\r"),
            _ => {}
        }
    }
    session.resize(90, 30);
    // Enter is the last key: with it the theme under the selection opens.
    session.wait_until("all keys and the new size", |seen| {
        let text = seen.text();
        let theme = text.lines().find(|line| line.starts_with("▸ GLOSSARY")).unwrap_or_default();
        // Of an earlier size the terminal would show neither the first row nor the last as they are.
        let fits = seen.row(0).starts_with(" A river harbour") && seen.row(29).starts_with(" ↑↓");
        theme.contains('▾') && fits && text.lines().any(|line| line.chars().count() > 80)
    });
    session.wait_taken_in();
    let last = session.look(Seen::above_foot);
    session.send("\x0c");
    session.wait_taken_in();
    assert_eq!(session.look(Seen::above_foot), last, "a fresh frame is the same");
    quit(session);
}

/// A palette of its own, which may have a mistake.
fn palette(background: &str) -> String {
    let colours = "text = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"";
    format!("[dark]\n{colours}\nbackground = \"{background}\"\n")
}

#[test]
fn palettes_are_read_beside_the_screen_and_again_when_their_files_change() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    let own = |name: &str| home.path().join("palettes").join(name);
    fs::create_dir(home.path().join("palettes")).unwrap();
    fs::write(own("a-mine.toml"), palette("grey")).unwrap();
    fs::write(&config, "").unwrap();
    let launch = Launch::in_harbour().arg("--config").arg(&config).env("COLORTERM", "truecolor");
    let mut session = open_with(launch.size(120, 24));
    session.press("T");
    session.wait_for("a-mine");
    session.press("j");
    session.wait_for("a-mine.toml:5:");
    fs::write(own("a-mine.toml"), palette("#101112")).unwrap();
    session.wait_gone("a-mine.toml:5:");
    session.wait_until("its colours", |seen| seen.was_sent(b"48;2;16;17;18"));
    fs::write(own("b-another.toml"), palette("#202122")).unwrap();
    session.wait_for("b-another");
    session.press("\r");
    session.wait_for("a-mine, kept in config.toml");
    assert_eq!(fs::read_to_string(&config).unwrap(), "palette = \"a-mine\"\n");
    // Without the list too what was said goes when it does not hold any more.
    fs::write(own("a-mine.toml"), palette("#808080")).unwrap();
    session.wait_for("has a contrast of");
    fs::write(own("a-mine.toml"), palette("#131415")).unwrap();
    session.wait_gone("has a contrast of");
    session.wait_until("its colours", |seen| seen.was_sent(b"48;2;19;20;21"));
    quit(session);
}

/// Settings that nothing can be written into, with what is said of a palette that is chosen and left at once.
#[test]
fn a_palette_that_is_not_kept_is_told_even_to_who_leaves_at_once() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config.toml");
    for (text, mode, why) in [
        ("palette = = 3\n", 0o600, "config.toml has a mistake in its syntax"),
        ("mouse = false\n", 0o444, "permission denied"),
    ] {
        fs::write(&config, text).unwrap();
        fs::set_permissions(&config, fs::Permissions::from_mode(mode)).unwrap();
        let launch = Launch::in_harbour().arg("--config").arg(&config).size(120, 24);
        let mut session = open_with(launch);
        session.send("T\x1b[B\rq");
        let ended = session.wait_end();
        ended.assert_clean();
        ended.assert_code(4);
        let told = ended.seen.text();
        assert!(told.contains("folio: the palette ") && told.contains(why), "{text}: {told}");
        assert_eq!(fs::read_to_string(&config).unwrap(), text);
        fs::remove_file(&config).unwrap();
    }
}

#[test]
fn settings_from_a_pipe_say_that_a_palette_cannot_be_kept_in_it() {
    let mut session = Launch::program("bash")
        .arg("-c")
        .arg(on_harbour("exec FOLIO --config <(echo 'mouse = false')"))
        .size(120, 24)
        .start();
    session.wait_open();
    session.press("T");
    session.wait_for("Palettes");
    session.press("j");
    session.press("\r");
    session.wait_for("is no file that can be written: name one with --config");
    quit(session);
}
