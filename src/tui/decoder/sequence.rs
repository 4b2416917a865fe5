//! What the control sequences of keys and of the mouse mean. Refuses to know: how their bytes come.

use crate::app::input::{Mouse, MouseKind};
use crate::app::message::Message;
use crate::keys::{Code, Key};

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

/// Returns what ESC `[`, some bytes and a last one mean.
pub fn sequence(bytes: &[u8], last: u8) -> Option<Message> {
    if let Some(report) = bytes.strip_prefix(b"<") {
        return mouse_report(report, last).map(Message::Mouse);
    }
    // All else that is private, and all that is a command, answers a question.
    let fields = Fields::parse(bytes)?;
    let modifiers = fields.modifiers()?;
    let code = match last {
        b'~' if fields.number(0) == Some(27) => character(fields.number(2)?)?,
        b'~' => numbered(fields.number(0)?)?,
        b'u' => character(fields.number(0)?)?,
        // Sizes and positions are answered with a first number of their own.
        _ if fields.number(0).unwrap_or(1) != 1 => return None,
        b'Z' => Code::BackTab,
        b'P' => Code::F(1),
        b'Q' => Code::F(2),
        b'S' => Code::F(4),
        _ => arrow(last)?,
    };
    let held = |bit: u16| modifiers & bit != 0;
    Some(Message::Key(Key::new(code, held(4), held(2), held(1))))
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

/// Returns the key with this number of a character.
fn character(number: u16) -> Option<Code> {
    match number {
        8 | 127 => Some(Code::Backspace),
        9 => Some(Code::Tab),
        13 => Some(Code::Enter),
        27 => Some(Code::Esc),
        // Kitty numbers keys that have no character here.
        0xe000..=0xf8ff => None,
        _ => char::from_u32(number.into()).and_then(printable),
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
        self.0.get(index)?.split(':').next()?.parse().ok()
    }

    /// Returns the modifiers as bits: Shift, Alt, Ctrl; `None` if the key was let go.
    fn modifiers(&self) -> Option<u16> {
        let released = self.0.get(1).is_some_and(|field| field.split(':').nth(1) == Some("3"));
        (!released).then(|| self.number(1).unwrap_or(1).saturating_sub(1))
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
