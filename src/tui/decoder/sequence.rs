//! What the control sequences of keys and of the mouse mean. Refuses to know: how their bytes come.

use crate::app::input::{Mouse, MouseKind};
use crate::app::message::Message;
use crate::keys::{Code, Key, Modifiers};

/// Returns a character as a key, if it is one.
pub fn printable(c: char) -> Option<Code> {
    (!c.is_control()).then_some(Code::Char(c))
}

/// Returns the key named by the byte after ESC `O`.
pub fn single_shifted(byte: u8) -> Option<Code> {
    match byte {
        b'P'..=b'S' => Some(Code::F(byte - b'P' + 1)),
        b'M' => Some(Code::Enter),
        _ => arrow(byte),
    }
}

fn arrow(last: u8) -> Option<Code> {
    Some(match last {
        b'A' => Code::Up,
        b'B' => Code::Down,
        b'C' => Code::Right,
        b'D' => Code::Left,
        b'F' => Code::End,
        b'H' => Code::Home,
        _ => return None,
    })
}

/// The modifiers of a key, as bits. Whoever holds Super or Hyper means the desktop.
const SHIFT: u32 = 1;
const ALT: u32 = 2 | 32;
const CTRL: u32 = 4;
const OF_THE_DESKTOP: u32 = 8 | 16;

/// Returns what is held where rxvt says so by another last byte.
fn held_in_rxvt(last: u8) -> u32 {
    match last {
        b'$' | b'a'..=b'd' => SHIFT,
        b'^' => CTRL,
        b'@' => SHIFT | CTRL,
        _ => 0,
    }
}

/// Returns what ESC `[`, some bytes and a last one mean.
pub fn sequence(bytes: &[u8], last: u8) -> Option<Message> {
    if let Some(report) = bytes.strip_prefix(b"<") {
        return mouse_report(report, last).map(Message::Mouse);
    }
    // All else that is private, and all that is a command, answers a question.
    let fields = Fields::parse(bytes)?;
    let modifiers = fields.modifiers()? | held_in_rxvt(last);
    if modifiers & OF_THE_DESKTOP != 0 {
        return None;
    }
    let code = match last {
        b'~' if fields.number(0) == Some(27) => {
            return typed(fields.part(2, 0)?, (None, None), modifiers);
        }
        b'~' | b'$' | b'^' | b'@' => numbered(fields.number(0)?)?,
        b'a'..=b'd' if bytes.is_empty() => arrow(last.to_ascii_uppercase())?,
        b'u' => {
            return typed(fields.part(0, 0)?, (fields.part(0, 1), fields.part(0, 2)), modifiers);
        }
        // Sizes and positions are answered with a first number of their own.
        _ if fields.number(0).unwrap_or(1) != 1 => return None,
        b'Z' => Code::BackTab,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'S' => Code::F(4),
        _ => arrow(last)?,
    };
    Some(Message::Key(key(code, modifiers)))
}

/// Returns the key with this number of a character, which is `shifted` with Shift, and `base` on a keyboard of
/// Latin letters, if the terminal says so.
fn typed(
    number: u32,
    (shifted, base): (Option<u32>, Option<u32>),
    modifiers: u32,
) -> Option<Message> {
    let shifted = shifted.filter(|_| modifiers & SHIFT != 0);
    let code = match shifted.and_then(char::from_u32).and_then(printable) {
        Some(code) => code,
        None => character(number)?,
    };
    let pressed = key(code, modifiers);
    let place = base.and_then(char::from_u32).and_then(printable).map(|code| key(code, modifiers));
    Some(match place.filter(|place| *place != pressed && matches!(code, Code::Char(_))) {
        Some(place) => Message::KeyAt { key: pressed, place },
        None => Message::Key(pressed),
    })
}

fn key(code: Code, modifiers: u32) -> Key {
    let held = |bits: u32| modifiers & bits != 0;
    Key::new(code, Modifiers { ctrl: held(CTRL), alt: held(ALT), shift: held(SHIFT) })
}

/// Returns the key that is a number followed by `~`.
fn numbered(number: u16) -> Option<Code> {
    Some(match number {
        1 | 7 => Code::Home,
        2 => Code::Insert,
        3 => Code::Delete,
        4 | 8 => Code::End,
        5 => Code::PageUp,
        6 => Code::PageDown,
        // The keyboard of the VT220 had gaps between its function keys, and the numbers kept them.
        11..=15 => Code::F((number - 10) as u8),
        17..=21 => Code::F((number - 11) as u8),
        23..=26 => Code::F((number - 12) as u8),
        28 | 29 => Code::F((number - 13) as u8),
        31..=34 => Code::F((number - 14) as u8),
        _ => return None,
    })
}

/// Returns the key with this number of a character, or with one that kitty has given it
/// (<https://sw.kovidgoyal.net/kitty/keyboard-protocol/#functional-key-definitions>).
fn character(number: u32) -> Option<Code> {
    /// What is on the keypad behind its digits.
    const KEYPAD: [Code; 18] = [
        Code::Char('.'),
        Code::Char('/'),
        Code::Char('*'),
        Code::Char('-'),
        Code::Char('+'),
        Code::Enter,
        Code::Char('='),
        Code::Char(','),
        Code::Left,
        Code::Right,
        Code::Up,
        Code::Down,
        Code::PageUp,
        Code::PageDown,
        Code::Home,
        Code::End,
        Code::Insert,
        Code::Delete,
    ];
    match number {
        8 | 127 => Some(Code::Backspace),
        9 => Some(Code::Tab),
        13 => Some(Code::Enter),
        27 => Some(Code::Esc),
        57376..=57398 => Some(Code::F((number - 57376) as u8 + 13)),
        57399..=57408 => char::from_digit(number - 57399, 10).map(Code::Char),
        57409..=57426 => Some(KEYPAD[number as usize - 57409]),
        // The other numbers there are of keys that have no meaning here.
        0xe000..=0xf8ff => None,
        _ => char::from_u32(number).and_then(printable),
    }
}

/// Numbers between semicolons, each with further ones after colons.
struct Fields<'a>(Vec<&'a str>);

impl<'a> Fields<'a> {
    /// Reads the fields; `None` if there is anything but numbers.
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let numbers = bytes.iter().all(|byte| matches!(byte, b'0'..=b';'));
        let text = str::from_utf8(bytes).ok().filter(|_| numbers)?;
        Some(Self(text.split(';').collect()))
    }

    fn number(&self, index: usize) -> Option<u16> {
        self.part(index, 0)?.try_into().ok()
    }

    /// Returns a number of those that a field consists of.
    fn part(&self, index: usize, part: usize) -> Option<u32> {
        self.0.get(index)?.split(':').nth(part)?.parse().ok()
    }

    /// Returns the modifiers as bits; `None` if the key was let go.
    fn modifiers(&self) -> Option<u32> {
        let released = self.part(1, 1) == Some(3);
        (!released).then(|| self.part(1, 0).unwrap_or(1).saturating_sub(1))
    }
}

/// Reads a mouse report in the form that has no limits.
fn mouse_report(report: &[u8], last: u8) -> Option<Mouse> {
    let fields = Fields::parse(report)?;
    let released = match last {
        b'M' => false,
        b'm' => true,
        _ => return None,
    };
    mouse(fields.number(0)?, fields.number(1)?, fields.number(2)?, released)
}

/// Returns what the mouse did; columns and rows are counted from 1, and 0 is nowhere.
pub fn mouse(what: u16, column: u16, row: u16, released: bool) -> Option<Mouse> {
    /// Shift, Alt and Ctrl, which the browser does not ask for.
    const MODIFIERS: u16 = 4 | 8 | 16;
    let kind = match what & !MODIFIERS {
        0 if released => MouseKind::Release,
        0 => MouseKind::Press,
        32 if !released => MouseKind::Drag,
        64 => MouseKind::WheelUp,
        65 => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: column.checked_sub(1)?, row: row.checked_sub(1)? })
}
