//! Linear mode at a real terminal: lines go out, whole lines come in, and nothing has to be given back.

use support::packs::{Pack, entry};

use super::*;

/// Types commands, each when the one before was answered, and an end of input. Nothing but lines
/// may be printed.
#[track_caller]
fn check(launch: Launch, commands: &[(&str, &str)]) {
    let mut session = launch.size(80, 200).start();
    session.wait_for("or help");
    for (command, answer) in commands {
        session.send(command);
        session.wait_for(answer);
    }
    session.send("\x04");
    let ended = session.wait_end();
    ended.assert_code(0);
    ended.assert_clean();
    assert!(!ended.seen.was_sent(b"\x1b"), "{}", ended.seen.text());
}

#[test]
fn case_60_a_dumb_terminal_gets_lines() {
    let commands = [("peek hwm\n", "High-water mark"), ("s shoal\n", "(3):")];
    check(Launch::in_harbour().env("TERM", "dumb"), &commands);
}

#[test]
fn a_screen_reader_asks_for_lines() {
    let commands = [("open hwm\n", "term/hwm"), ("next\n", "38 of 70")];
    check(Launch::in_harbour().arg("--linear"), &commands);
}

#[test]
fn quitting_ends_it() {
    let mut session = Launch::in_harbour().arg("--linear").size(80, 200).start();
    session.wait_for("help");
    session.send("quit\n");
    session.wait_end().assert_code(0);
}

#[test]
fn case_49_interrupted_it_dies_by_that_signal() {
    let mut session = Launch::in_harbour().arg("--linear").size(80, 200).start();
    session.wait_for("or help");
    session.send("\x03");
    session.wait_end().assert_died_by("Interrupt");
}

#[test]
fn files_that_have_changed_are_told_and_read_again() {
    let pack = Pack::sound().file("one.toml", entry("one")).file("two.toml", entry("two"));
    let launch = Launch::folio().arg(pack.path()).arg("--linear").arg("--at").arg("a/two");
    let mut session = launch.size(80, 200).start();
    session.wait_for("or help");
    let pack = pack.file("two.toml", entry("two").replace("Text of two", "Other words"));
    session.ask("\n", |seen| seen.shows("The files have changed: reload reads them again."));
    session.send("reload\n");
    session.wait_for("Read again: 1 entry changed.");
    session.send("read\n");
    session.wait_for("Other words.");
    let _pack = pack.file("two.toml", "[[entry]");
    session.ask("\n", |seen| seen.text().matches("The files have changed").count() == 2);
    session.send("reload\n");
    session.wait_for("two.toml:1:9 is broken: the last good version");
    session.send("where\n");
    session.wait_for("a/two");
    session.send("quit\n");
    session.wait_end().assert_code(0);
}
