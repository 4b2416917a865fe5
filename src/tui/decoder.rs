//! From the bytes that a terminal sends to the app's messages, and to what it says of itself. Refuses to
//! know: where the bytes come from, what time it is, and what a key means.
//!
//! Terminals send keys, mouse reports and pasted text, and between them answers, also to questions that
//! nobody here has asked (perhaps the program before us did). Each is a control sequence of
//! ECMA-48, and whatever is none of ours is swallowed whole: letters of an answer must not run
//! commands. The sequences of keys are those of xterm, with what rxvt, the Linux console and kitty
//! add.

mod sequence;

use std::time::Duration;

use super::reply::{self, Reply};
use crate::app::message::Message;
use crate::keys::{Code, Key, Modifiers};
use sequence::{mouse, printable, sequence, single_shifted};

/// The most bytes of a paste that are taken; nothing that is typed into Folio is longer.
const LONGEST_PASTE: usize = 64 * 1024;

/// The most bytes of a control sequence that are kept; a longer one is swallowed.
const LONGEST_SEQUENCE: usize = 64;

/// The most bytes of an answer that are kept; no answer that is understood is longer.
const LONGEST_ANSWER: usize = 64;

/// How long ESC waits for what it may introduce before it is the key of that name. A terminal sends
/// a sequence in one piece, but pieces are cut again on their way; people do not see so short a
/// wait.
const AFTER_ESCAPE: Duration = Duration::from_millis(25);

/// How long ESC waits while the terminal owes an answer, which begins with it: that is only so for a moment.
const BEFORE_ANSWER: Duration = Duration::from_millis(250);

/// How long all else that is incomplete is waited for: long enough for a slow network. What takes longer as a whole
/// gives way to keys.
pub const PAUSE: Duration = Duration::from_secs(1);

/// The most bytes that one press of a key sends.
const LONGEST_KEY: usize = 8;

/// What ends a paste.
const PASTE_END: &[u8] = b"\x1b[201~";

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;
/// Ends a string where controls have eight bits.
const STRING_END: u8 = 0x9c;
const CANCEL: u8 = 0x18;
const SUBSTITUTE: u8 = 0x1a;
const DELETE: u8 = 0x7f;

/// What the terminal has sent.
#[derive(Default)]
pub struct Decoded {
    /// What was typed, pasted or done with the mouse.
    pub messages: Vec<Message>,
    /// What the terminal says of itself.
    pub replies: Vec<Reply>,
    /// How many batches of questions are answered with that: each ends with the one that every terminal answers.
    pub batches: u32,
}

impl Decoded {
    /// Returns whether it is nothing to be taken in.
    pub fn is_empty(&self) -> bool {
        self.messages.is_empty() && self.replies.is_empty()
    }

    fn key(&mut self, key: Key) {
        self.messages.push(Message::Key(key));
    }
}

/// Turns bytes into messages and replies, however they are cut.
#[derive(Default)]
pub struct Decoder {
    state: State,
    /// Whether ESC came right before the key that is being read.
    alt: bool,
    /// Whether what is being read was introduced by one byte, as terminals do that send controls of eight bits.
    short: bool,
    /// How many things have begun.
    begun: u64,
}

/// What has begun and is not complete.
#[derive(Default)]
enum State {
    #[default]
    Ground,
    /// Some bytes of a character.
    Character(Vec<u8>),
    Escape,
    /// ESC `O`, which some keys begin with.
    SingleShift,
    /// ESC `[` and these bytes.
    Control(Vec<u8>),
    /// ESC `[` `[`, which F1 to F5 begin with on the Linux console.
    Console,
    /// The coordinates of a mouse report in the oldest form.
    OldMouse(Vec<u8>),
    Answer(Answer),
    Paste(Paste),
}

/// A string that the terminal says about itself: ESC and `]`, `P`, `_`, `^` or `X`, ended by ESC
/// `\` or BEL.
struct Answer {
    introducer: u8,
    /// Its first bytes: one more than it may have, if it has too many.
    text: Vec<u8>,
    escape: bool,
}

#[derive(Default)]
struct Paste {
    text: Vec<u8>,
    /// How much of [`PASTE_END`] has come.
    ending: usize,
    /// Whether nothing more came for a while.
    stalled: bool,
}

impl Decoder {
    /// Takes in what came in one piece.
    pub fn decode(&mut self, bytes: &[u8], decoded: &mut Decoded) {
        self.give_up_stalled_paste(bytes, decoded);
        for byte in bytes {
            self.byte(*byte, decoded);
        }
    }

    /// Returns how long to wait for more, by whether the terminal owes an answer; without end if nothing is
    /// incomplete.
    pub fn patience(&self, owes_answer: bool) -> Option<Duration> {
        match &self.state {
            State::Ground => None,
            State::Escape if owes_answer => Some(BEFORE_ANSWER),
            State::Escape => Some(AFTER_ESCAPE),
            State::Paste(paste) if paste.stalled => None,
            _ => Some(PAUSE),
        }
    }

    /// Returns a number that is another one as soon as something else has begun.
    pub fn begun(&self) -> u64 {
        self.begun
    }

    /// Gives up what has been incomplete for longer than [`PAUSE`], before a piece that can only have been typed. A
    /// paste gives up by itself.
    pub fn give_way(&mut self, piece: &[u8], decoded: &mut Decoded) {
        let ends = piece.iter().any(|byte| matches!(*byte, ESC | BEL | STRING_END));
        let is_pasted = matches!(self.state, State::Paste(_));
        if piece.len() <= LONGEST_KEY && !ends && !is_pasted {
            self.pause(decoded);
        }
    }

    /// Takes in that nothing came for as long as [`Decoder::patience`] says. What is incomplete is
    /// given up, but for a paste: what is still to come of it must not run commands.
    pub fn pause(&mut self, decoded: &mut Decoded) {
        let pressed = match &mut self.state {
            State::Paste(paste) => {
                paste.stalled = true;
                return;
            }
            State::Escape => Some(Key::plain(Code::Esc)),
            // No key sends the one byte.
            _ if self.short => None,
            State::SingleShift => Some(Key::alt(Code::Char('O'))),
            State::Control(bytes) if bytes.is_empty() => Some(Key::alt(Code::Char('['))),
            State::Answer(answer) if answer.text.is_empty() => {
                Some(Key::alt(Code::Char(char::from(answer.introducer))))
            }
            _ => None,
        };
        self.reset();
        decoded.messages.extend(pressed.map(Message::Key));
    }

    /// Takes a paste whose end is missing as ended if, after a while, so little comes that it can
    /// only have been typed.
    fn give_up_stalled_paste(&mut self, bytes: &[u8], decoded: &mut Decoded) {
        let State::Paste(paste) = &mut self.state else { return };
        let ends = paste.ending > 0 || bytes.contains(&ESC) && contains(bytes, PASTE_END);
        if paste.stalled && bytes.len() <= LONGEST_KEY && !ends {
            decoded.messages.push(Message::Paste(text(std::mem::take(&mut paste.text))));
            self.reset();
        } else {
            paste.stalled = false;
        }
    }

    fn reset(&mut self) {
        *self = Self { begun: self.begun, ..Self::default() };
    }

    fn begin(&mut self, state: State) {
        self.begun += 1;
        self.state = state;
    }

    fn byte(&mut self, byte: u8, decoded: &mut Decoded) {
        match &mut self.state {
            State::Ground => self.first(byte, decoded),
            State::Escape => self.escaped(byte, decoded),
            State::Character(_) => self.character(byte, decoded),
            State::SingleShift => match byte {
                // The number of a modifier, which nobody needs here.
                b'0'..=b';' => {}
                // With Ctrl held, as rxvt says it.
                b'a'..=b'd' => {
                    let (arrow, alt) = (single_shifted(byte.to_ascii_uppercase()), self.alt);
                    let pressed =
                        arrow.map(|code| Key::new(code, Modifiers { alt, ..Modifiers::CTRL }));
                    self.reset();
                    decoded.messages.extend(pressed.map(Message::Key));
                }
                b' '..=b'~' => self.complete(single_shifted(byte), decoded),
                _ => self.start_over(byte, decoded),
            },
            State::Console => match byte {
                b'A'..=b'E' => self.complete(Some(Code::F(byte - b'A' + 1)), decoded),
                b' '..=b'~' => self.reset(),
                _ => self.start_over(byte, decoded),
            },
            State::Control(_) => self.control(byte, decoded),
            State::OldMouse(_) => self.old_mouse(byte, decoded),
            State::Answer(_) => self.answer(byte, decoded),
            State::Paste(paste) => {
                if paste.take(byte) {
                    let pasted = text(std::mem::take(&mut paste.text));
                    self.reset();
                    decoded.messages.push(Message::Paste(pasted));
                }
            }
        }
    }

    /// Takes the first byte of anything.
    fn first(&mut self, byte: u8, decoded: &mut Decoded) {
        match byte {
            ESC => self.begin(State::Escape),
            0xc2..=0xf4 => self.begin(State::Character(vec![byte])),
            0x80..=0x9f => self.eight_bits(byte),
            // No character begins so.
            0xa0.. => self.reset(),
            b' '..DELETE => self.complete(Some(Code::Char(char::from(byte))), decoded),
            DELETE => self.complete(Some(Code::Backspace), decoded),
            b'\t' => self.complete(Some(Code::Tab), decoded),
            b'\r' => self.complete(Some(Code::Enter), decoded),
            _ => {
                let letter = match byte {
                    0 => ' ',
                    1..=26 => char::from(b'a' + byte - 1),
                    // The keyboards of the VT220 had them on these digits.
                    _ => char::from(b'4' + byte - 0x1c),
                };
                let held = Modifiers { alt: self.alt, ..Modifiers::CTRL };
                let key = Key::new(Code::Char(letter), held);
                self.reset();
                decoded.key(key);
            }
        }
    }

    /// Takes a control of eight bits, which is ESC and a letter in one. Few of them introduce anything.
    fn eight_bits(&mut self, byte: u8) {
        self.reset();
        if let Some(state) = introduced_by(byte - 0x40) {
            self.begin(state);
            self.short = true;
        }
    }

    /// Takes the byte after ESC.
    fn escaped(&mut self, byte: u8, decoded: &mut Decoded) {
        if byte == ESC {
            decoded.key(Key::plain(Code::Esc));
        } else if let Some(state) = introduced_by(byte) {
            self.state = state;
        } else {
            self.alt = true;
            self.first(byte, decoded);
        }
    }

    /// Takes a further byte of a character.
    fn character(&mut self, byte: u8, decoded: &mut Decoded) {
        let State::Character(bytes) = &mut self.state else { return };
        if !matches!(byte, 0x80..=0xbf) {
            return self.start_over(byte, decoded);
        }
        bytes.push(byte);
        if bytes.len() < length_of_character(bytes[0]) {
            return;
        }
        let bytes = std::mem::take(bytes);
        match str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            // Some terminals write their controls of eight bits as characters.
            Some('\u{80}'..='\u{9f}') => self.eight_bits(byte),
            c => self.complete(c.and_then(printable), decoded),
        }
    }

    /// Takes a byte of a mouse report in the oldest form.
    fn old_mouse(&mut self, byte: u8, decoded: &mut Decoded) {
        let State::OldMouse(bytes) = &mut self.state else { return };
        bytes.push(byte);
        if let [what, column, row] = bytes[..] {
            let number = |byte: u8| u16::from(byte.saturating_sub(b' '));
            let released = number(what) & 3 == 3;
            let what = if released { 0 } else { number(what) };
            let mouse = mouse(what, number(column), number(row), released);
            self.reset();
            decoded.messages.extend(mouse.map(Message::Mouse));
        }
    }

    /// Takes a byte of a string that the terminal says about itself.
    fn answer(&mut self, byte: u8, decoded: &mut Decoded) {
        let State::Answer(answer) = &mut self.state else { return };
        match byte {
            b'\\' if answer.escape => self.answered(decoded),
            _ if answer.escape => {
                // Something else begins, and the answer has no end.
                self.reset();
                self.begin(State::Escape);
                self.escaped(byte, decoded);
            }
            ESC => answer.escape = true,
            BEL => self.answered(decoded),
            // In the other form it may be part of a character.
            STRING_END if self.short => self.answered(decoded),
            CANCEL | SUBSTITUTE => self.reset(),
            _ if answer.text.len() <= LONGEST_ANSWER => answer.text.push(byte),
            _ => {}
        }
    }

    /// Takes a byte of a control sequence.
    fn control(&mut self, byte: u8, decoded: &mut Decoded) {
        let State::Control(bytes) = &mut self.state else { return };
        match byte {
            b'[' if bytes.is_empty() => self.state = State::Console,
            b'M' if bytes.is_empty() => self.state = State::OldMouse(Vec::new()),
            // The end of a key with Shift held, as rxvt says it; it stands behind a number alone.
            b'$' if !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit) => {
                let bytes = std::mem::take(bytes);
                self.reset();
                decoded.messages.extend(sequence(&bytes, byte));
            }
            b' '..=b'?' if bytes.len() < LONGEST_SEQUENCE => bytes.push(byte),
            b' '..=b'?' => {}
            b'@'..=b'~' => {
                let bytes = std::mem::take(bytes);
                self.reset();
                if byte == b'~' && bytes == b"200" {
                    self.state = State::Paste(Paste::default());
                } else if bytes.len() == LONGEST_SEQUENCE {
                    // It is too long for any that is known.
                } else if byte == b'c' && bytes.starts_with(b"?") {
                    decoded.batches += 1;
                } else if let Some(private) = bytes.strip_prefix(b"?") {
                    decoded.replies.extend(reply::sequence(private, byte));
                } else if let Some(focus) = reply::focus(byte).filter(|_| bytes.is_empty()) {
                    decoded.replies.push(focus);
                } else {
                    decoded.messages.extend(sequence(&bytes, byte));
                }
            }
            CANCEL | SUBSTITUTE => self.reset(),
            _ => self.start_over(byte, decoded),
        }
    }

    /// Ends an answer, and takes what it says.
    fn answered(&mut self, decoded: &mut Decoded) {
        if let State::Answer(Answer { introducer: b']', text, .. }) = &self.state
            && text.len() <= LONGEST_ANSWER
        {
            // Its end may have come as a character of two bytes.
            let text = text.strip_suffix(&[0xc2]).unwrap_or(text);
            decoded.replies.extend(reply::string(text));
        }
        self.reset();
    }

    /// Gives up what is incomplete, and takes the byte for itself.
    fn start_over(&mut self, byte: u8, decoded: &mut Decoded) {
        self.reset();
        self.first(byte, decoded);
    }

    /// Ends what was read with a key, or with nothing if there is no such key.
    fn complete(&mut self, code: Option<Code>, decoded: &mut Decoded) {
        let held = Modifiers { alt: self.alt, ..Modifiers::NONE };
        self.reset();
        let key = code.map(|code| Key::new(code, held));
        decoded.messages.extend(key.map(Message::Key));
    }
}

impl Paste {
    /// Takes a byte; returns whether it was the last one.
    fn take(&mut self, byte: u8) -> bool {
        if byte == PASTE_END[self.ending] {
            self.ending += 1;
            return self.ending == PASTE_END.len();
        }
        // ESC is at the very beginning of the end and nowhere else in it.
        let ending = std::mem::replace(&mut self.ending, usize::from(byte == ESC));
        self.keep(&PASTE_END[..ending]);
        if byte != ESC {
            self.keep(&[byte]);
        }
        false
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = LONGEST_PASTE - self.text.len();
        self.text.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}

/// Reads pasted bytes as text, without a character that was cut at their end.
fn text(mut bytes: Vec<u8>) -> String {
    if let Err(error) = str::from_utf8(&bytes)
        && error.error_len().is_none()
    {
        bytes.truncate(error.valid_up_to());
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    bytes.windows(sought.len()).any(|window| window == sought)
}

/// Returns what ESC and a byte introduce, if anything.
fn introduced_by(byte: u8) -> Option<State> {
    match byte {
        b'[' => Some(State::Control(Vec::new())),
        b'O' => Some(State::SingleShift),
        b']' | b'P' | b'_' | b'^' | b'X' => {
            Some(State::Answer(Answer { introducer: byte, text: Vec::new(), escape: false }))
        }
        _ => None,
    }
}

/// Returns the length in bytes of a character by its first byte.
fn length_of_character(first: u8) -> usize {
    match first {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::terminal::Mode;
    use super::*;
    use crate::palettes::Background;

    /// Writes messages down: keys as help shows them, what the mouse did with its cell, pastes in
    /// quotation marks.
    fn shown(messages: Vec<Message>) -> String {
        let shown = |message| match message {
            Message::Key(key) => key.to_string(),
            Message::KeyAt { key, place } => format!("{key}={place}"),
            Message::Mouse(mouse) => format!("{:?}@{},{}", mouse.kind, mouse.column, mouse.row),
            Message::Paste(text) => format!("{text:?}"),
            _ => panic!("a decoder makes no other messages"),
        };
        messages.into_iter().map(shown).collect::<Vec<_>>().join(" ")
    }

    /// What pieces of input mean, after each of which so much time passes that the next one comes
    /// as soon as it can.
    fn decode(pieces: &[&[u8]]) -> String {
        shown(decoded(pieces).messages)
    }

    fn decoded(pieces: &[&[u8]]) -> Decoded {
        let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
        for piece in pieces {
            decoder.decode(piece, &mut decoded);
        }
        if decoder.patience(false).is_some() {
            decoder.pause(&mut decoded);
        }
        assert!(decoder.patience(false).is_none(), "after a pause nothing is waited for");
        decoded
    }

    #[track_caller]
    fn check(bytes: &str, expected: &str) {
        assert_eq!(decode(&[bytes.as_bytes()]), expected, "{bytes:?}");
    }

    #[test]
    fn characters_are_keys() {
        check("jkG /?", "j k G Space / ?");
        check("é汉🙂e\u{301}", "é 汉 🙂 e \u{301}");
        check("\r\t\x7f\x08", "Enter Tab Backspace Backspace");
        check("\0\x01\x0c\x1a\x1f", "Ctrl-Space Ctrl-a Ctrl-l Ctrl-z Ctrl-7");
        check("\u{85}j", "j");
    }

    #[test]
    fn escape_is_a_key_and_marks_others_with_alt() {
        check("\x1b", "Esc");
        check("\x1b\x1b", "Esc Esc");
        check("\x1bj\x1bé\x1b\r\x1b\x7f", "Alt-j Alt-é Alt-Enter Alt-Backspace");
        check("\x1b[", "Alt-[");
        check("\x1bO", "Alt-O");
        check("\x1b]", "Alt-]");
        check("\x1b\x1b[A", "Esc Up");
    }

    #[test]
    fn terminals_have_sequences_for_keys() {
        check("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", "Up Down Right Left Home End");
        check("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF\x1bOM", "Up Down Right Left Home End Enter");
        check("\x1b[1~\x1b[2~\x1b[3~\x1b[4~\x1b[5~\x1b[6~", "Home Ins Del End PgUp PgDn");
        check("\x1b[7~\x1b[8~", "Home End");
        check("\x1bOP\x1bOQ\x1bOR\x1bOS\x1b[15~\x1b[17~", "F1 F2 F3 F4 F5 F6");
        check("\x1b[21~\x1b[23~\x1b[24~\x1b[34~", "F10 F11 F12 F20");
        check("\x1b[[A\x1b[[E", "F1 F5");
        check("\x1b[Z", "Shift-Tab");
        check("\x1b[1;3D\x1b[1;5C\x1b[1;2A\x1b[3;5~", "Alt-Left Ctrl-Right Shift-Up Ctrl-Del");
        check("\x1b[27;5;106~\x1b[106;5u\x1b[13u\x1b[27u", "Ctrl-j Ctrl-j Enter Esc");
        check("\x1b[106;1:3u\x1b[1;1:3A", "");
        // As rxvt says what is held.
        check("\x1b[3$b\x1b[3^b\x1b[5@b", "Shift-Del b Ctrl-Del b Ctrl-Shift-PgUp b");
        check("\x1b[a\x1b[b\x1b[c\x1b[d", "Shift-Up Shift-Down Shift-Right Shift-Left");
        check("\x1bOa\x1bOb\x1bOc\x1bOd", "Ctrl-Up Ctrl-Down Ctrl-Right Ctrl-Left");
    }

    #[test]
    fn keys_are_told_apart_where_the_terminal_can_tell_them_apart() {
        check(
            "\x1b[27u\x1b[27;3u\x1b[99;5u\x1b[97;3u\x1b[97;7u",
            "Esc Esc Ctrl-c Alt-a Ctrl-Alt-a",
        );
        // Num Lock and Caps Lock are no modifiers; Super and Hyper are not for us, Meta is Alt.
        check("\x1b[1;129A\x1b[97;69u\x1b[97;33u", "Up Ctrl-a Alt-a");
        check("\x1b[97;9u\x1b[97;13u\x1b[97;17u\x1b[1;9A", "");
        // The keypad has keys of its own.
        check("\x1b[57399u\x1b[57408u\x1b[57414u\x1b[57413u", "0 9 Enter +");
        check("\x1b[57417u\x1b[57420u\x1b[57421u\x1b[57426u\x1b[57427u", "Left Down PgUp Del");
        check("\x1b[57376u\x1b[57398u\x1b[57358u\x1b[57441u", "F13 F35");
        // What most terminals cannot tell apart is one key on all of them.
        check("\x1b[13;2u\x1b[13;5u\x1b[127;2u\x1b[127;5u", "Enter Enter Backspace Backspace");
        check("\x1b[27;2u\x1b[105;5u\x1b[9;2u\x1b[32;2u", "Esc Tab Shift-Tab Space");
        check("\x1b[13;3u\x1b[127;3u\x1b[27;5;13~", "Alt-Enter Alt-Backspace Enter");
        check("\x1b[128513;3u\x1b[1114112;3u\x1b[55296;5u\x1b[;5u", "Alt-😁");
    }

    #[test]
    fn a_key_comes_with_its_place_where_the_terminal_knows_it() {
        check("\x1b[1089::99;5u\x1b[1089:1057:99;4u", "Ctrl-с=Ctrl-c Alt-С=Alt-C");
        check("\x1b[99::99;5u\x1b[99;5u", "Ctrl-c Ctrl-c");
        // A key that Shift makes another one.
        check("\x1b[47:63;4u\x1b[50:64:50;4u", "Alt-? Alt-@=Alt-2");
        check("\x1b[97:65;3u", "Alt-a");
        // Only characters are elsewhere on another keyboard.
        check("\x1b[13::106;3u\x1b[57414::13u\x1b[1089::7;5u", "Alt-Enter Enter Ctrl-с");
    }

    #[test]
    fn the_mouse_reports_cells_from_1() {
        check("\x1b[<0;1;1M\x1b[<32;2;3M\x1b[<0;2;3m", "Press@0,0 Drag@1,2 Release@1,2");
        check("\x1b[<64;5;6M\x1b[<65;5;6M", "WheelUp@4,5 WheelDown@4,5");
        check("\x1b[<4;5;6M", "Press@4,5");
        check("\x1b[<2;1;1M\x1b[<35;1;1M\x1b[<66;1;1M", "");
        check("\x1b[M !!\x1b[M#!!\x1b[M`\"#", "Press@0,0 Release@0,0 WheelUp@1,2");
    }

    #[test]
    fn case_67_a_cell_that_cannot_be_is_no_event() {
        check("\x1b[<0;0;0Mj", "j");
        check("\x1b[<0;0;1mj", "j");
        check("\x1b[<0;99999;1Mj", "j");
        check("\x1b[<0;;M\x1b[<M\x1b[<0;1Mj", "j");
        check("\x1b[M   j", "j");
        check("\x1b[0;0Rj", "j");
    }

    #[test]
    fn case_65_what_is_incomplete_does_not_take_the_next_key() {
        let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
        for bytes in ["\x1b[", "\x1b[1;", "\x1bO", "\x1b]11;rgb", "\x1bP", "\x1b[M!"] {
            decoder.decode(bytes.as_bytes(), &mut decoded);
            assert_eq!(decoder.patience(false), Some(PAUSE), "{bytes:?}");
            decoder.pause(&mut decoded);
            decoded = Decoded::default();
            decoder.decode(b"j", &mut decoded);
            assert_eq!(shown(std::mem::take(&mut decoded.messages)), "j", "after {bytes:?}");
        }
        for bytes in [b"\xe6\xb1".as_slice(), b"\xf0", b"\xff", b"\x80", b"\xc0\x80", b"\xe6\xe6"] {
            decoder.decode(bytes, &mut decoded);
            decoder.decode(b"j", &mut decoded);
            assert_eq!(shown(std::mem::take(&mut decoded.messages)), "j", "after {bytes:?}");
        }
        check("\x1b[\x0cj", "Ctrl-l j");
        check("\x1b[1\x1b[A", "Up");
        check("\x1b]11;\x1b[A", "Up");
        check("\x1b]11;\x18j\x1b[12\x1aj", "j j");
    }

    #[test]
    fn case_65_escape_waits_a_moment_only() {
        let mut decoder = Decoder::default();
        decoder.decode(b"\x1b", &mut Decoded::default());
        assert_eq!(decoder.patience(false), Some(AFTER_ESCAPE));
        assert_eq!(decoder.patience(true), Some(BEFORE_ANSWER), "an answer may begin so");
    }

    /// What terminals say about themselves.
    const ANSWERS: [&str; 21] = [
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]11;rgb:ffff/ffff/ffff\x07",
        "\x1b]4;1;rgb:0/0/0\x07",
        "\x1b]52;c;cXFxcXFx\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1bP>|quick terminal q\x1b\\",
        "\x1bP1$r0 q\x1b\\",
        "\x1b_Gi=1;OK\x1b\\",
        "\x1b^private\x1b\\",
        "\x1bXstart\x1b\\",
        "\x1b[?62;4;6;22c",
        "\x1b[>1;4000;29c",
        "\x1b[?1u",
        "\x1b[?2026;2$y",
        "\x1b[?997;1n",
        "\x1b[0n",
        "\x1b[24;80R",
        "\x1b[?24;80R",
        "\x1b[8;24;80t",
        "\x1b[?1;0;256S",
        "\x1b[I\x1b[O",
    ];

    /// Answers that are understood.
    const UNDERSTOOD: [(&str, Reply); 9] = [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", Reply::Background(Background::Light)),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", Reply::Background(Background::Dark)),
        ("\x1b]11;rgba:0/0/0/f\x1b\\", Reply::Background(Background::Dark)),
        ("\x1b[?2027;2$y", Reply::Off(Mode::Graphemes)),
        ("\x1b[?2031;2$y", Reply::Off(Mode::Scheme)),
        ("\x1b[?997;1n", Reply::SchemeChanged),
        ("\x1b[I", Reply::Focus(true)),
        ("\x1b[O", Reply::Focus(false)),
        ("\x1b[?997;2n", Reply::SchemeChanged),
    ];

    #[test]
    fn answers_are_understood_wherever_they_are_cut() {
        for (answer, reply) in UNDERSTOOD {
            for at in 0..answer.len() {
                let (one, other) = answer.as_bytes().split_at(at);
                let decoded = decoded(&[b"k", one, other, b"j"]);
                assert_eq!(decoded.replies, [reply], "{answer:?} cut at {at}");
                assert_eq!(shown(decoded.messages), "k j", "{answer:?} cut at {at}");
            }
        }
    }

    #[test]
    fn controls_may_have_eight_bits() {
        for (bytes, keys, reply) in [
            (b"\x9d11;rgb:ffff/ffff/ffff\x9cj".as_slice(), "j", Some(UNDERSTOOD[0].1)),
            (b"\x9d11;rgb:ffff/ffff/ffff\x1b\\j", "j", Some(UNDERSTOOD[0].1)),
            (b"\x9d11;rgb:ffff/ffff/ffff\x07j", "j", Some(UNDERSTOOD[0].1)),
            ("\u{9d}11;rgb:ffff/ffff/ffff\u{9c}j".as_bytes(), "j", Some(UNDERSTOOD[0].1)),
            (b"\x9b?2031;2$yj", "j", Some(Reply::Off(Mode::Scheme))),
            ("\u{9b}?2031;2$yj".as_bytes(), "j", Some(Reply::Off(Mode::Scheme))),
            (b"\x90>|quick q\x9cj", "j", None),
            (b"\x9f\x9e\x98start q\x9cj", "j", None),
            (b"\x9b?62;4cj", "j", None),
            (b"\x9bA\x8fPj", "Up F1 j", None),
            // The second byte of a character is no end of a string.
            ("\x1b]2;\u{271c}q\x07j".as_bytes(), "j", None),
            // Nor is any of them a key.
            (b"\x9b", "", None),
            (b"\x8f", "", None),
            (b"\x9d", "", None),
            (b"\x84\x9cj", "j", None),
        ] {
            for at in 0..bytes.len() {
                let (one, other) = bytes.split_at(at);
                let decoded = decoded(&[one, other]);
                assert_eq!(decoded.replies, Vec::from_iter(reply), "{bytes:?} cut at {at}");
                assert_eq!(shown(decoded.messages), keys, "{bytes:?} cut at {at}");
            }
        }
    }

    #[test]
    fn the_answer_that_every_terminal_gives_ends_a_batch() {
        for (answers, batches) in [
            ("\x1b[?62;4;22c", 1),
            ("\x1b[?6c", 1),
            ("\x1b[?1;2cj\x1b]11;rgb:0/0/0\x07\x1b[?1;2c", 2),
            ("\x1b[>41;377;0c", 0),
            ("\x1b[c", 0),
            ("\x1b[?62;4", 0),
        ] {
            assert_eq!(decoded(&[answers.as_bytes()]).batches, batches, "{answers:?}");
        }
    }

    #[test]
    fn case_65_an_answer_without_end_gives_way_to_what_is_typed() {
        for bytes in ["\x1b]11;rgb", "\x1bP1+r", "\x1b[1;", "\u{9d}1"] {
            let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
            decoder.decode(bytes.as_bytes(), &mut decoded);
            let begun = decoder.begun();
            decoder.decode(b"1", &mut decoded);
            assert_eq!(decoder.begun(), begun, "it is still the same");
            for end in ["\x1b\\", "\x07", &"q".repeat(LONGEST_KEY + 1)] {
                decoder.give_way(end.as_bytes(), &mut decoded);
            }
            assert!(decoder.patience(false).is_some(), "no key is one of those: {bytes:?}");
            decoder.give_way(b"j", &mut decoded);
            decoder.decode(b"j", &mut decoded);
            assert_eq!(shown(decoded.messages), "j", "after {bytes:?}");
            assert_eq!(decoder.patience(false), None);
            decoder.decode(b"\x1b[", &mut Decoded::default());
            assert_ne!(decoder.begun(), begun, "something else has begun");
        }
    }

    #[test]
    fn an_answer_that_is_garbled_says_nothing() {
        for answer in [
            "\x1b]11;rgb:ffff/ff\x1b[A",
            "\x1b]11;rgb:ffff/ffff/ffff\x18",
            "\x1b]11;rgb:ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff/ffff\x07",
            "\x1bP11;rgb:ffff/ffff/ffff\x1b\\",
            "\x1b[2027;2$y",
            "\x1b[>2027;2$y",
            "\x1b[?2027;2y",
            "\x1b[?2027$p",
            "\x1b[?997n",
        ] {
            assert_eq!(decoded(&[answer.as_bytes()]).replies, [], "{answer:?}");
        }
        // What cannot be an answer any more is given up, and its rest is no key.
        let halves = decoded(&[b"\x1b]11;rgb:ff", b"ff/ffff/ffff"]);
        assert!(halves.is_empty());
    }

    #[test]
    fn case_66_answers_of_the_terminal_are_swallowed() {
        for answer in ANSWERS {
            check(&format!("{answer}j"), "j");
        }
        let endless = "q".repeat(1_000_000);
        check(&format!("\x1b]{endless}\x07j"), "j");
        check(&format!("\x1b[{}cj", "1;".repeat(100_000)), "j");
    }

    #[test]
    fn case_68_a_long_paste_is_cut_between_characters() {
        #[track_caller]
        fn check(text: &str, expected: usize) {
            let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
            decoder.decode(format!("\x1b[200~{text}\x1b[201~j").as_bytes(), &mut decoded);
            match &decoded.messages[..] {
                [Message::Paste(taken), Message::Key(_)] => {
                    assert!(text.starts_with(taken));
                    assert_eq!(taken.len(), expected);
                }
                _ => panic!("a paste is one message"),
            }
        }
        check("a", 1);
        check(&"a".repeat(1_000_000), LONGEST_PASTE);
        check(&"汉".repeat(1_000_000), LONGEST_PASTE - 1);
    }

    #[test]
    fn pastes_are_text_as_it_came() {
        check(
            "\x1b[200~q\tj\r\x1b[A\x1b]0;x\x07\x1b[201~j",
            r#""q\tj\r\u{1b}[A\u{1b}]0;x\u{7}" j"#,
        );
        check("\x1b[200~\x1b[20\x1b\x1b[201~j", r#""\u{1b}[20\u{1b}" j"#);
        check("\x1b[200~\x1b[201~j", r#""" j"#);
        check("\x1b[201~j", "j");
        assert_eq!(decode(&[b"\x1b[200~a\xffb\x1b[201~"]), "\"a\u{fffd}b\"");
    }

    #[test]
    fn case_69_a_paste_without_end_gives_way_to_what_is_typed() {
        let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
        decoder.decode(b"\x1b[200~abc", &mut decoded);
        assert_eq!(decoder.patience(false), Some(PAUSE));
        decoder.pause(&mut decoded);
        assert_eq!(decoder.patience(false), None, "it does not keep anything awake");
        decoder.decode(b"j", &mut decoded);
        assert_eq!(shown(decoded.messages), r#""abc" j"#);
    }

    #[test]
    fn case_69_a_paste_that_stalls_is_still_one() {
        let (mut decoder, mut decoded) = (Decoder::default(), Decoded::default());
        for piece in ["\x1b[200~abc", "def and more of it\x1b[2", "01~", "j"] {
            decoder.pause(&mut decoded);
            decoder.decode(piece.as_bytes(), &mut decoded);
        }
        for piece in ["\x1b[200~ab", "c\x1b[201~"] {
            decoder.decode(piece.as_bytes(), &mut decoded);
            decoder.pause(&mut decoded);
        }
        assert_eq!(shown(decoded.messages), r#""abcdef and more of it" j "abc""#);
    }

    fn any_input() -> impl Strategy<Value = Vec<u8>> {
        let answers = prop::sample::select(&ANSWERS[..]).prop_map(|text| text.as_bytes().to_vec());
        let known = prop::sample::select(vec![
            "\x1b[A",
            "\x1bOP",
            "\x1b[15~",
            "\x1b[1;5C",
            "\x1b[<0;3;4M",
            "\x1b[M !!",
            "\x1bj",
            "\x1b[200~qj\x1b[201~",
            "\x1b[200~",
            "\x1b[201~",
            "汉",
            "é",
            "\x1b[[A",
            "\x1b\x1b",
        ]);
        let known = known.prop_map(|text| text.as_bytes().to_vec());
        let any = prop::collection::vec(any::<u8>(), 0..8);
        let few = prop::sample::select(b"\x1b\x1b[]OPM<?0123;:~uRmc\\\x07\x18jq".to_vec());
        prop_oneof![answers, known, any, prop::collection::vec(few, 0..8)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn case_66_pieces_mean_what_the_whole_means(
            inputs in prop::collection::vec(any_input(), 1..8),
            cuts in prop::collection::vec(1_usize..5, 1..8),
        ) {
            let whole = inputs.concat();
            let mut pieces = Vec::new();
            let (mut rest, mut cuts) = (&whole[..], cuts.iter().cycle());
            while !rest.is_empty() {
                let (piece, more) = rest.split_at((*cuts.next().unwrap()).min(rest.len()));
                pieces.push(piece);
                rest = more;
            }
            let expected = decoded(&[&whole]);
            let bytes: Vec<&[u8]> = whole.chunks(1).collect();
            let messages = shown(expected.messages);
            for pieces in [pieces, bytes] {
                let decoded = decoded(&pieces);
                prop_assert_eq!(&decoded.replies, &expected.replies);
                prop_assert_eq!(&shown(decoded.messages), &messages);
            }
        }

        /// Whatever is typed between answers, in whatever pieces, is all that is taken as typed.
        #[test]
        fn case_66_keys_between_answers_are_the_keys_alone(
            inputs in prop::collection::vec((0..3_usize, any::<prop::sample::Index>()), 1..24),
            cuts in prop::collection::vec(1_usize..7, 1..8),
        ) {
            const KEYS: [(&str, &str); 8] = [
                ("j", "j"),
                ("G", "G"),
                ("\r", "Enter"),
                ("汉", "汉"),
                ("\x1b[A", "Up"),
                ("\x1b[27u", "Esc"),
                ("\x1b[99;5u", "Ctrl-c"),
                ("\x1b[1089::99;5u", "Ctrl-с=Ctrl-c"),
            ];
            let (mut sent, mut keys, mut replies) = (String::new(), Vec::new(), Vec::new());
            for (kind, which) in inputs {
                match kind {
                    0 => sent += *which.get(&ANSWERS[..]),
                    1 => {
                        let (bytes, reply) = which.get(&UNDERSTOOD[..]);
                        sent += bytes;
                        replies.push(*reply);
                    }
                    _ => {
                        let (bytes, key) = which.get(&KEYS[..]);
                        sent += bytes;
                        keys.push(*key);
                    }
                }
            }
            let (mut rest, mut cuts, mut pieces) = (sent.as_bytes(), cuts.iter().cycle(), Vec::new());
            while !rest.is_empty() {
                let (piece, more) = rest.split_at((*cuts.next().unwrap()).min(rest.len()));
                pieces.push(piece);
                rest = more;
            }
            let decoded = decoded(&pieces);
            prop_assert_eq!(shown(decoded.messages), keys.join(" "));
            // Of the answers that nobody has asked for some can be understood too.
            let mut expected = replies.iter().peekable();
            for reply in &decoded.replies {
                expected.next_if(|it| *it == reply);
            }
            prop_assert_eq!(expected.next(), None);
        }
    }

    #[test]
    fn case_66_answers_cut_anywhere_are_swallowed() {
        for answer in ANSWERS {
            for at in 0..answer.len() {
                let (one, other) = answer.as_bytes().split_at(at);
                assert_eq!(decode(&[one, other, b"j"]), "j", "{answer:?} cut at {at}");
            }
        }
    }
}
