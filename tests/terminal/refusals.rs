//! Where no browser can work, and where it can after all.

use super::*;

#[track_caller]
fn check(launch: Launch, reason: &str) {
    let ended = launch.start().wait_end();
    ended.assert_code(2);
    ended.assert_clean();
    let said = ended.seen.text().replace('\n', "");
    assert!(said.contains(reason), "{said}");
    assert!(said.contains("folio list"), "it names a way out: {said}");
    assert!(!ended.seen.was_sent(b"\x1b"), "{}", ended.seen.text());
}

const ELSEWHERE: &str = "the output goes elsewhere";

fn shell(line: &str) -> Launch {
    Launch::program("/bin/sh").arg("-c").arg(on_harbour(line))
}

#[test]
fn case_57_output_into_a_file() {
    check(shell("FOLIO > \"$HOME/out\"; code=$?; cat \"$HOME/out\"; exit $code"), ELSEWHERE);
}

#[test]
fn case_59_no_terminal_at_all() {
    let line = "{ setsid -w FOLIO < /dev/null; echo $? > \"$HOME/code\"; } 2>&1 | cat";
    check(shell(&format!("{line}; exit $(cat \"$HOME/code\")")), ELSEWHERE);
}

#[test]
fn case_59_nothing_to_type_on() {
    check(shell("setsid -w FOLIO < /dev/null"), "to read keys from");
}

#[test]
fn case_58_piped_input_leaves_the_keyboard() {
    let mut session = open_with(shell("echo j | FOLIO"));
    session.wait_taken_in();
    quit(session);
}

#[test]
fn case_58_empty_or_closed_input_leaves_the_keyboard() {
    for line in ["FOLIO < /dev/null", "FOLIO <&-", "true | FOLIO"] {
        let mut session = open_with(shell(line));
        session.wait_taken_in();
        quit(session);
    }
}

#[test]
fn case_55_a_bomb_is_told_of_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let dotted = "a.".repeat(75) + "a";
    let bomb = format!("x = {}1{}", format!("{{ {dotted} = ").repeat(75), " }".repeat(75));
    let head = "format = 1\nid = 'test'\ntitle = 'Test'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
    let entry = "[[entry]]\nid = 'a/one'\ntitle = 'Still here'\nbody = 'Text.'\n";
    for (name, content) in [("pack.toml", head), ("one.toml", entry), ("bomb.toml", &bomb)] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut session = open_with(Launch::folio().arg(folder.path()));
    session.wait_for("Still here");
    session.wait_taken_in();
    quit(session);
}

#[test]
fn case_48_a_folder_that_is_deleted_takes_nothing_off_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let head = "format = 1\nid = 'test'\ntitle = 'Test'\n[[theme]]\nid = 'a'\ntitle = 'A'\n";
    let entry = |slug: &str| {
        format!("[[entry]]\nid = 'a/{slug}'\ntitle = '{slug}'\nbody = 'All about {slug}.'\n")
    };
    let entries = [entry("first"), entry("second")].concat();
    for (name, content) in [("pack.toml", head), ("a.toml", &entries)] {
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    let mut session = open_with(Launch::folio().arg(folder.path()));
    session.wait_for("All about first.");
    session.wait_taken_in();
    // At once: file by file, a pack with one entry less would be seen.
    let aside = tempfile::tempdir().unwrap();
    std::fs::rename(folder.path(), aside.path().join("it")).unwrap();
    aside.close().unwrap();
    session.send("j");
    session.wait_for("All about second.");
    session.wait_gone("All about first.");
    session.send("sfirst");
    session.wait_for("1 hit");
    session.send("\r");
    session.wait_gone("1 hit");
    session.wait_for("All about first.");
    quit(session);
}

#[test]
fn case_74_closed_output_is_no_terminal() {
    check(shell("FOLIO >&-"), ELSEWHERE);
}

#[test]
fn case_74_where_everything_is_closed_nothing_is_said_elsewhere() {
    for line in ["FOLIO list >&-", "FOLIO list >&- 2>&-", "FOLIO list <&- >&- 2>&-"] {
        let ended = shell(line).start().wait_end();
        ended.assert_code(0);
        ended.assert_clean();
        assert_eq!(ended.seen.text(), "", "{line}");
    }
    for line in ["FOLIO >&- 2>&-", "FOLIO <&- >&- 2>&-"] {
        let ended = shell(line).start().wait_end();
        ended.assert_code(2);
        ended.assert_clean();
        assert_eq!(ended.seen.text(), "", "{line}");
    }
}

#[test]
fn without_a_controlling_terminal_it_works_all_the_same() {
    let mut session = open_with(shell("setsid -w FOLIO"));
    session.send("\x1a");
    session.wait_for("no shell to return to");
    quit(session);
}

#[test]
fn a_thread_that_cannot_be_started_is_told() {
    let ended = Launch::in_harbour().env("RUST_MIN_STACK", "99999999999999").start().wait_end();
    ended.assert_code(4);
    ended.assert_clean();
    let said = ended.seen.text().replace('\n', " ");
    assert!(said.contains("a thread could not be started") && said.contains("ulimit"), "{said}");
}

#[test]
fn under_script_it_works_as_ever() {
    if !has("script", "FOLIO_WITHOUT_SCRIPT") {
        return;
    }
    let mut session = open_with(shell("script -qec 'FOLIO' /dev/null"));
    let before = session.look(Seen::above_foot);
    session.send("jj\r");
    session.wait_until("another entry", |seen| seen.above_foot() != before);
    session.wait_taken_in();
    quit(session);
}
