//! What a terminal sends: halves, answers, nonsense and floods.

use super::*;

#[track_caller]
fn check_incomplete(bytes: &[u8]) {
    let mut session = open();
    session.send_bytes(bytes);
    session.signal(Signal::TERM);
    let ended = session.wait_end();
    ended.assert_died_by("Terminated");
    ended.assert_clean();

    let mut session = open();
    session.send_bytes(bytes);
    session.wait_taken_in();
    quit(session);
}

#[test]
fn case_65_an_incomplete_sequence() {
    check_incomplete(b"\x1b[");
}

#[test]
fn case_65_half_a_character() {
    check_incomplete(b"\xe6\xb1");
}

#[test]
fn case_65_an_answer_without_end() {
    for bytes in ["\x1b]11;rgb:", "\x1bP1+r", "\x1b_G"] {
        let mut session = open();
        session.send(bytes);
        // Whatever is typed at once may belong to it, so one presses the key again.
        session.insist_on_redraw();
        quit(session);
    }
}

#[test]
fn case_65_a_new_size_is_seen_behind_an_incomplete_sequence() {
    let mut session = open();
    session.send_bytes(b"\x1b[");
    session.resize(100, 30);
    session.wait_until("the new size", |seen| {
        seen.text().lines().any(|line| line.chars().count() > 80)
    });
    session.wait_taken_in();
    quit(session);
}

/// Has the terminal answer and asserts that nothing happens, and that the next key works.
#[track_caller]
fn check_answer(session: &mut Session, pieces: &[&[u8]]) {
    let what = String::from_utf8_lossy(&pieces.concat()).into_owned();
    let before = session.look(Seen::above_foot);
    for piece in pieces {
        session.send_bytes(piece);
        session.wait_read();
    }
    session.wait_taken_in();
    assert_eq!(session.look(Seen::above_foot), before, "{what:?}");
}

/// Answers to questions that the program before us may have asked, each with a `q` in it or with
/// letters that mean something to the browser.
const ANSWERS: [&str; 12] = [
    "\x1b]11;rgb:ffff/qqqq/ffff\x1b\\",
    "\x1b]11;rgb:ffff/qqqq/ffff\x07",
    "\x1b]52;c;cXFxcXFx\x1b\\",
    "\x1bP>|quick terminal q\x1b\\",
    "\x1bP1+r544e=787465726d\x1b\\",
    "\x1b_Gi=31;q\x1b\\",
    "\x1b[?62;4;22c",
    "\x1b[>41;377;0c",
    "\x1b[?2026;2$y",
    "\x1b[?997;1n",
    "\x1b[24;80R",
    "\x1b[?1u",
];

#[test]
fn case_66_replies_of_the_terminal() {
    let mut session = open();
    for answer in ANSWERS {
        check_answer(&mut session, &[answer.as_bytes()]);
    }
    quit(session);
}

#[test]
fn case_66_replies_in_pieces() {
    let mut session = open();
    for answer in ANSWERS {
        // ESC alone would be the key, so the first piece has two bytes. Every other place to cut at is tried where
        // answers are decoded: here a pause of a second between two pieces would make keys of the second.
        for at in [2, answer.len() / 2] {
            let (one, other) = answer.as_bytes().split_at(at);
            check_answer(&mut session, &[one, other]);
        }
    }
    quit(session);
}

#[test]
fn case_66_mouse_reports_and_keys_in_pieces() {
    let mut session = open();
    let first = session.look(Seen::above_foot);
    for piece in ["\x1b[", "B", "\x1b[<6", "5;3;3", "M", "\x1b[<65;3;3M"] {
        session.send_bytes(piece.as_bytes());
        session.wait_read();
    }
    session.wait_taken_in();
    let mut whole = open();
    whole.send("\x1b[B\x1b[<65;3;3M\x1b[<65;3;3M");
    whole.wait_taken_in();
    let expected = whole.look(Seen::above_foot);
    assert_ne!(expected, first);
    session.wait_until(&expected, |seen| seen.above_foot() == expected);
    quit(whole);
    quit(session);
}

#[test]
fn case_67_a_mouse_outside_the_screen() {
    for report in ["\x1b[<0;0;0M", "\x1b[<0;0;0m", "\x1b[<64;9999;9999M", "\x1b[0;0R"] {
        let mut session = open();
        let before = session.seen().above_foot();
        session.send(report);
        session.wait_taken_in();
        assert_eq!(session.seen().above_foot(), before, "{report:?}");
        quit(session);
    }
}

#[test]
fn case_68_a_long_paste() {
    let mut session = open();
    let frames = session.seen().frames();
    session.send(&format!("\x1b[200~{}\x1b[201~", "q\x07".repeat(500_000)));
    session.wait_taken_in();
    assert!(session.seen().frames() - frames < 100, "it is one event and not a million");
    quit(session);
}

#[test]
fn case_69_a_paste_without_end() {
    let mut session = open();
    session.send("\x1b[200~");
    session.send_in_background(vec![b'q'; 64 << 20]);
    session.signal(Signal::TERM);
    let ended = session.wait_end();
    ended.assert_died_by("Terminated");
    ended.assert_clean();
}

#[test]
fn case_69_a_paste_whose_end_is_missing_gives_way_to_keys() {
    let mut session = open();
    session.send("\x1b[200~qqq");
    // Whatever is typed at once belongs to the paste, so one presses the key again.
    session.insist_on_redraw();
    quit(session);
}

#[cfg(target_os = "linux")]
#[test]
fn case_69_and_70_floods_wait_in_the_terminal() {
    for (begin, flood, pieces) in [("\x1b[200~", "q", 64), ("", "jk", 8)] {
        let mut session = open();
        session.send(begin);
        session.wait_read();
        let before = session.memory();
        for _ in 0..pieces {
            session.send(&flood.repeat((1 << 16) / flood.len()));
        }
        let grown = session.memory().saturating_sub(before) >> 20;
        assert!(grown < 24, "{grown} MiB more for {pieces} × 64 KiB of {flood:?}");
        session.signal(Signal::TERM);
        let ended = session.wait_end();
        ended.assert_died_by("Terminated");
        ended.assert_clean();
    }
}

#[test]
fn case_70_a_flood_of_keys() {
    let mut session = open();
    let frames = session.seen().frames();
    session.send(&"jk".repeat(50_000));
    session.wait_taken_in();
    let drawn = session.seen().frames() - frames;
    assert!(drawn < 2_000, "{drawn} frames for 100,000 keys");
    quit(session);
}
