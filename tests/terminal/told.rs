//! What the terminal is told and asked, and what becomes of its answers: late, in pieces, garbled, never.
//! That all of it is taken back on every way out is looked at wherever a test asserts that the terminal is
//! clean.

use std::time::{Duration, Instant};

use super::stopping::wait_for_prompt;
use super::*;

/// The questions: two modes and the background.
const QUESTIONS: [&str; 3] = ["\x1b[?2027$p", "\x1b[?2031$p", "\x1b]11;?\x1b\\"];

/// What every terminal is asked last, and what one answers.
const ATTRIBUTES: (&str, &str) = ("\x1b[c", "\x1b[?62;4;22c");

/// A terminal that has both modes, and both are off.
const HAS_MODES: &str = "\x1b[?2027;2$y\x1b[?2031;2$y";

fn count(sent: &str, sequence: &str) -> usize {
    sent.matches(sequence).count()
}

#[test]
fn modes_are_asked_for_before_the_first_frame_and_the_background_behind_it() {
    let session = open();
    session.wait_until("the question", |seen| seen.was_sent(QUESTIONS[2].as_bytes()));
    let sent = session.look(Seen::sent);
    let at = |sequence| sent.find(sequence).unwrap_or_else(|| panic!("{sequence:?} is missing"));
    let frame = at("\x1b[?2026h");
    // What a terminal types instead of answering is wiped away before anything is drawn.
    let wiped = sent[..frame].rfind("\x1b[H\x1b[J").expect("the screen is wiped before the frame");
    assert!(at(QUESTIONS[0]) < at(QUESTIONS[1]) && at(QUESTIONS[1]) < wiped);
    assert!(frame < at(QUESTIONS[2]));
    let seen = quit(session);
    for question in QUESTIONS {
        assert_eq!(count(&seen.sent(), question), 1, "{question:?}");
    }
}

#[test]
fn every_frame_is_one_update() {
    let mut session = open();
    session.press("jj");
    session.press("\r");
    let sent = quit(session).sent();
    for frame in sent.split("\x1b[?2026h").skip(1) {
        assert_eq!(count(frame, "\x1b[?2026l"), 1 + usize::from(frame.contains("\x1b[?1049l")));
    }
}

#[test]
fn keys_are_told_apart_on_the_alternate_screen_alone() {
    let sent = quit(open()).sent();
    let at = |sequence| sent.find(sequence).unwrap_or_else(|| panic!("{sequence:?} is missing"));
    assert!(at("\x1b[?1049h") < at("\x1b[>5u"));
    assert!(at("\x1b[<u") < at("\x1b[?1049l"));
    assert_eq!(count(&sent, "\x1b[>"), 1, "nothing else is pushed");
}

#[test]
fn a_mode_is_set_where_the_terminal_has_it_and_taken_back() {
    let mut session = open();
    let frames = session.look(Seen::full_frames);
    session.send(HAS_MODES);
    session.wait_until("the modes", |seen| {
        seen.was_sent(b"\x1b[?2027h") && seen.was_sent(b"\x1b[?2031h")
    });
    session.wait_until("a full frame by the new rules", |seen| seen.full_frames() > frames);
    // Whoever says so again has not lost the mode.
    session.send(HAS_MODES);
    session.wait_taken_in();
    let sent = quit(session).sent();
    assert_eq!((count(&sent, "\x1b[?2027h"), count(&sent, "\x1b[?2031h")), (1, 1));
}

#[test]
fn a_mode_stays_as_it_is_where_the_terminal_has_it_not_or_has_it_on() {
    for state in ["0", "1", "3", "4"] {
        let mut session = open();
        session.send(&HAS_MODES.replace(";2$", &format!(";{state}$")));
        session.wait_taken_in();
        let sent = quit(session).sent();
        assert_eq!(
            count(&sent, "\x1b[?2027h") + count(&sent, "\x1b[?2031"),
            1,
            "{state}: the question"
        );
        assert!(!sent.contains("\x1b[?2027l"), "{state}");
    }
}

#[test]
fn what_was_set_is_taken_back_by_signals_and_set_again_by_a_shell() {
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let mut session = open();
        session.send(HAS_MODES);
        session.wait_until("the modes", |seen| seen.was_sent(b"\x1b[?2031h"));
        session.signal(signal);
        session.wait_end().assert_clean();
    }
    let mut session = Launch::shell().start();
    session.wait_for("ready>");
    session.send(&format!("{}\n", on_harbour("FOLIO")));
    session.wait_open();
    session.send(HAS_MODES);
    session.wait_until("the modes", |seen| seen.was_sent(b"\x1b[?2031h"));
    session.send("\x1a");
    wait_for_prompt(&session);
    let stopped = session.look(Seen::sent);
    assert_eq!((count(&stopped, "\x1b[?2027l"), count(&stopped, "\x1b[<u")), (1, 1));
    session.send("fg\n");
    session.wait_until("the screen", |seen| seen.screen().alternate_screen());
    session.wait_taken_in();
    session.wait_until("the question again", |seen| count(&seen.sent(), QUESTIONS[2]) == 2);
    let sent = session.look(Seen::sent);
    for taken in ["\x1b[?2027h", "\x1b[?2031h", "\x1b[>5u", "\x1b[22;2t"] {
        assert_eq!(count(&sent, taken), 2, "{taken:?}");
    }
    session.send("q");
    wait_for_prompt(&session);
    session.send("exit\n");
    session.wait_end().assert_clean();
}

#[test]
fn who_was_stopped_without_notice_keeps_one_of_each() {
    let mut session = open();
    for _ in 0..5 {
        session.stop_without_notice();
    }
    session.wait_taken_in();
    quit(session);
}

#[test]
fn the_background_is_asked_for_again_when_the_colours_have_changed() {
    let mut session = open();
    let asked = |times| move |seen: &Seen| count(&seen.sent(), QUESTIONS[2]) == times;
    session.wait_until("the question", asked(1));
    for (times, scheme) in [(2, "1"), (3, "2")] {
        session.send(&format!("\x1b[?997;{scheme}n"));
        session.wait_until("the question again", asked(times));
        session.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\");
    }
    quit(session);
}

#[test]
fn answers_never_stand_in_a_box_that_is_typed_in() {
    const ANSWERS: [&str; 8] = [
        "\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        "\x1b]11;rgba:eeee/eeee/eeee/ffff\x07",
        "\x1b]11;rgb:garbled\x1b\\",
        "\x1b[?2027;2$y",
        "\x1b[?2031;0$y",
        "\x1b[?997;1n",
        "\x1b[?5u",
        "\x1b[?62;4c",
    ];
    let mut session = open();
    session.press("s");
    let mut typed = String::new();
    for (answer, letter) in ANSWERS.iter().zip("harbours".chars()) {
        // Behind ESC alone a pause makes a key of it. Every other place to cut at is tried where answers are decoded.
        let (one, other) = answer.split_at(2 + typed.len() % (answer.len() - 2));
        for piece in [one, other] {
            session.send(piece);
            session.wait_read();
        }
        session.press(&letter.to_string());
        typed.push(letter);
        session.wait_until(&typed, |seen| seen.text().lines().any(|row| row.contains(&typed)));
    }
    let text = session.look(Seen::text);
    for part in ["rgb", "2027", "997", "$y", "ffff", "62;"] {
        assert!(!text.contains(part), "{part} stands in\n{text}");
    }
    session.send("\x1b");
    // A key right behind it would make another one of both.
    session.wait_gone(&typed);
    quit(session);
}

/// Has Folio ask for the background, as it does when the colours have changed, and waits for the question.
#[track_caller]
fn have_it_ask(session: &mut Session) {
    let asked = session.look(|seen| count(&seen.sent(), QUESTIONS[2]));
    session.send("\x1b[?997;1n");
    session.wait_until("the question", |seen| count(&seen.sent(), QUESTIONS[2]) > asked);
}

#[test]
fn a_slow_answer_is_not_typed_into_the_shell() {
    let answer = format!("\x1b]11;rgb:ffff/ffff/ffff\x1b\\{}", ATTRIBUTES.1);
    // The answer to what was asked at the start comes late too, and more keys come before any of it.
    for (typed, early) in [("q", ""), ("q", ATTRIBUTES.1), ("qjjjj", ATTRIBUTES.1)] {
        let mut session = Launch::shell().start();
        session.wait_for("ready>");
        session.send(&format!("{}\n", on_harbour("FOLIO")));
        session.wait_open();
        session.wait_until("the question", |seen| seen.was_sent(QUESTIONS[2].as_bytes()));
        session.send(early);
        session.send(early);
        have_it_ask(&mut session);
        session.send(typed);
        // Folio waits for a quarter of a second only.
        session.wait_read();
        if early.is_empty() {
            session.send(ATTRIBUTES.1);
            session.send(ATTRIBUTES.1);
        }
        session.send(&answer);
        wait_for_prompt(&session);
        session.send("echo nothing \"\"else\n");
        session.wait_for("nothing else");
        let text = session.look(Seen::text);
        for part in ["rgb", "ffff", "62;", "4;22c", "jj"] {
            assert!(!text.contains(part), "{part} was typed:\n{text}");
        }
        session.send("exit\n");
        session.wait_end().assert_clean();
    }
}

#[test]
fn a_slow_answer_is_not_typed_into_an_editor() {
    let mut session = open_with(Launch::in_harbour().env("EDITOR", "sh -c 'echo edits; cat'"));
    session.wait_until("the question", |seen| seen.was_sent(QUESTIONS[2].as_bytes()));
    for _ in 0..2 {
        session.send(ATTRIBUTES.1);
    }
    have_it_ask(&mut session);
    session.send("e");
    session.wait_read();
    session.send(&format!("\x1b]11;rgb:ffff/ffff/ffff\x1b\\{}", ATTRIBUTES.1));
    session.wait_for("edits");
    session.send("typed\n");
    session.wait_for("typed");
    let text = session.look(Seen::text);
    assert!(!text.contains("rgb") && !text.contains("62;"), "{text}");
    session.send("\x04");
    session.wait_until("the browser", |seen| seen.screen().alternate_screen());
    session.wait_for_raw_mode();
    quit(session);
}

#[test]
fn each_batch_of_questions_ends_with_one_that_every_terminal_answers() {
    let session = open();
    session.wait_until("the question", |seen| seen.was_sent(QUESTIONS[2].as_bytes()));
    let sent = quit(session).sent();
    assert_eq!(count(&sent, ATTRIBUTES.0), 2);
    let behind = |question: &str| {
        let (_, rest) = sent.split_once(question).expect("it is asked");
        rest.starts_with(ATTRIBUTES.0)
    };
    assert!(behind(QUESTIONS[1]) && behind(QUESTIONS[2]));
    assert!(
        sent.rfind("\x1b[?1049l") > sent.rfind(ATTRIBUTES.0),
        "nothing is asked on the way out"
    );
}

#[test]
fn an_answer_that_is_cut_behind_its_first_byte_is_no_key() {
    // Folio waits for a quarter of a second: what took longer was another answer.
    let in_time = |begun: Instant| begun.elapsed() < Duration::from_millis(150);
    let answered = || {
        let mut session = open();
        let before = session.look(Seen::above_foot);
        have_it_ask(&mut session);
        let begun = Instant::now();
        session.send("\x1b");
        session.wait_read();
        session.send("]11;rgb:ffff/ffff/ffff\x1b\\");
        in_time(begun).then_some((session, before))
    };
    let (mut session, before) = std::iter::repeat_with(answered).flatten().next().expect("in time");
    session.wait_taken_in();
    assert_eq!(session.look(Seen::above_foot), before);
    quit(session);
}

#[test]
fn the_simplest_terminals_are_told_nothing_that_they_would_type() {
    for term in ["linux", "vt100"] {
        let mut session = open_with(Launch::in_harbour().env("TERM", term));
        session.press("j");
        let sent = quit(session).sent();
        for sequence in ["\x1b]", "$p", "\x1b[c", "\x1b[>", "\x1b[<u", ";2t", "\x1b\\"] {
            assert!(!sent.contains(sequence), "{term} was sent {sequence:?}");
        }
    }
}

#[test]
fn screen_keeps_its_title() {
    let launch = Launch::in_harbour().env("TERM", "screen").env("STY", "1.pts");
    assert_eq!(commands(&quit(open_with(launch)).sent()), ["11;?"]);
}

#[test]
fn a_console_gets_what_its_font_has() {
    let check = |term: &str, lang: &str, drawn: &[char], not_drawn: &[char]| {
        let session = open_with(Launch::in_harbour().env("TERM", term).env("LANG", lang));
        let text = session.look(Seen::text);
        for c in drawn {
            assert!(text.contains(*c), "{term} in {lang} lacks {c}: {text}");
        }
        assert!(!text.contains(not_drawn), "{term} in {lang}: {text}");
        quit(session);
    };
    check("linux", "C", &['|', '>', 'v'], &['│', '─', '▸', '►', '·', '≈']);
    check("linux", "en_GB.UTF-8", &['│', '─', '►', '▼', '·', '≈'], &['▸', '▾', '›', '…', '⏎', '⇥']);
    // Other terminals know Unicode all the same.
    check("xterm", "C", &['│', '─', '▸', '▾', '⏎'], &[]);
}

#[test]
fn a_terminal_without_another_screen_is_wiped() {
    for term in ["linux", "xterm-256color"] {
        let sent = quit(open_with(Launch::in_harbour().env("TERM", term))).sent();
        let entered = sent.find("\x1b[?1049h").expect("another screen is asked for");
        let wiped = sent[entered..].find("\x1b[H\x1b[J").expect("the screen is wiped");
        assert!(
            !sent[entered..entered + wiped].contains("Harbour"),
            "{term}: wiped before anything is drawn"
        );
    }
}

/// Keys as terminals with kitty's protocol send them.
#[test]
fn keys_that_are_told_apart_do_what_they_do_elsewhere() {
    let mut session = open();
    session.press("s");
    session.press("x");
    session.wait_for("x");
    // Esc closes the finder, Ctrl-c on a Cyrillic layout leaves it.
    session.press(ESC);
    session.wait_taken_in();
    let mut other = open();
    other.wait_taken_in();
    assert_eq!(session.look(Seen::above_foot), other.look(Seen::above_foot));
    quit(other);
    session.send("\x1b[1089::99;5u");
    let ended = session.wait_end();
    ended.assert_code(0);
    ended.assert_clean();
}

#[test]
fn gnu_screen_keeps_the_mouse_unless_the_reader_wants_it_in_folio() {
    for (set, is_taken) in [(None, false), (Some("true"), true)] {
        let launch = Launch::in_harbour().env("TERM", "screen").env("STY", "1.test");
        let launch = set.into_iter().fold(launch, |launch, set| launch.env("FOLIO_MOUSE", set));
        let sent = quit(open_with(launch)).sent();
        assert_eq!(sent.contains("\x1b[?1002h"), is_taken, "{set:?}");
    }
}
