//! A key that is pressed, in one normal form, and how keys are written down. Refuses to know: which
//! library read it from the terminal, and what it means.

use std::fmt;

/// What was pressed, without modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as the keyboard layout gives it: `G` is `Char('G')`, never `g` with Shift.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Backspace.
    Backspace,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow left.
    Left,
    /// The arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// A function key.
    F(u8),
    /// Any letter; it stands in the key map alone, nobody can press it.
    Letter,
}

/// A key press in one normal form, so that equal presses compare equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; always `false` for characters and Shift-Tab, which say it
    /// themselves.
    pub shift: bool,
}

impl Key {
    /// Builds a key in its normal form: Shift is folded into characters and into
    /// [`Code::BackTab`], a character with Ctrl is lower case, and what ordinary terminals cannot tell
    /// apart is one key: Ctrl with `h`, `i`, `m` and `[`, Enter and Backspace but for Alt, and Esc.
    pub fn new(code: Code, ctrl: bool, alt: bool, shift: bool) -> Self {
        let (code, ctrl) = match code {
            Code::Tab if shift => (Code::BackTab, ctrl),
            Code::Char('h' | 'H') if ctrl => (Code::Backspace, false),
            Code::Char('i' | 'I') if ctrl => (Code::Tab, false),
            Code::Char('m' | 'M') if ctrl => (Code::Enter, false),
            Code::Char('[') if ctrl => (Code::Esc, false),
            Code::Char(c) if ctrl => (Code::Char(c.to_ascii_lowercase()), true),
            Code::Char(c) if shift => (Code::Char(c.to_ascii_uppercase()), false),
            other => (other, ctrl),
        };
        let is_blunt = matches!(code, Code::Enter | Code::Backspace | Code::Esc);
        let shift = shift && !is_blunt && !matches!(code, Code::Char(_) | Code::BackTab);
        Self { code, ctrl: ctrl && !is_blunt, alt: alt && code != Code::Esc, shift }
    }

    /// Reads a key as [`Display`](fmt::Display) writes it, and as it can be written otherwise:
    /// `Ctrl-X` is `Ctrl-x`.
    pub fn parse(written: &str) -> Option<Self> {
        let Held { code, ctrl, alt, shift } = Held::parse(written)?;
        Some(Self::new(code, ctrl, alt, shift))
    }

    /// Returns whether this key of the key map means a key that was pressed.
    pub fn means(self, pressed: Self) -> bool {
        let is_letter = matches!(pressed.code, Code::Char(c) if c.is_alphabetic());
        self == pressed || self.code == Code::Letter && is_letter && !pressed.ctrl && !pressed.alt
    }

    /// Builds a key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// Builds the key of a character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Builds the key of a character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), ctrl: true, alt: false, shift: false }
    }

    /// Builds a key with Alt.
    pub const fn alt(code: Code) -> Self {
        Self { code, ctrl: false, alt: true, shift: false }
    }
}

/// A key with what is held, as it is written: before anything is folded into anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    code: Code,
    ctrl: bool,
    alt: bool,
    shift: bool,
}

impl Held {
    /// Reads a key; `None` if there is none, or something is held twice.
    pub fn parse(written: &str) -> Option<Self> {
        let mut rest = written;
        let [mut ctrl, mut alt, mut shift] = [false; 3];
        let code = loop {
            if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == rest) {
                break *code;
            }
            let modifiers = [("Ctrl-", &mut ctrl), ("Alt-", &mut alt), ("Shift-", &mut shift)];
            let held = modifiers.into_iter().find_map(|(name, held)| {
                let inner = rest.strip_prefix(name).filter(|inner| !inner.is_empty())?;
                (!std::mem::replace(held, true)).then_some(inner)
            });
            match held {
                Some(inner) => rest = inner,
                None => break unnamed(rest)?,
            }
        };
        match code {
            // What Shift makes of other characters only the keyboard knows.
            Code::Char(c) if shift && !c.is_ascii_alphabetic() => None,
            Code::Letter if ctrl || alt || shift => None,
            code => Some(Self { code, ctrl, alt, shift }),
        }
    }

    /// Returns the key that most terminals send for it, if that is one with less held.
    pub fn dulled(self) -> Option<Key> {
        let key = Key::new(self.code, self.ctrl, self.alt, self.shift);
        let says_shift = match key.code {
            // Shift is in the character itself, but not beside Ctrl.
            Code::Char(_) => !key.ctrl,
            Code::BackTab => true,
            _ => key.shift,
        };
        let is_whole = self.ctrl == key.ctrl && self.alt == key.alt && (!self.shift || says_shift);
        (!is_whole).then_some(key)
    }
}

/// Reads a key that has no name: a character, or a function key.
fn unnamed(written: &str) -> Option<Code> {
    let mut chars = written.chars();
    let first = chars.next()?;
    match (first, chars.as_str()) {
        (c, "") => Some(Code::Char(c)),
        ('F', number) => {
            let number = number.parse().ok().filter(|number| FUNCTION_KEYS.contains(number));
            number.filter(|_| !chars.as_str().starts_with(['0', '+'])).map(Code::F)
        }
        _ => None,
    }
}

/// The numbers of function keys that terminals know.
pub const FUNCTION_KEYS: std::ops::RangeInclusive<u8> = 1..=24;

/// How any letter is written behind the key that it follows.
pub const ANY_LETTER: &str = "+letter";

/// The names of the keys that are no characters.
pub(super) const NAMES: [(&str, Code); 17] = [
    ("Space", Code::Char(' ')),
    ("Enter", Code::Enter),
    ("Esc", Code::Esc),
    ("Backspace", Code::Backspace),
    ("Tab", Code::Tab),
    ("Shift-Tab", Code::BackTab),
    ("Up", Code::Up),
    ("Down", Code::Down),
    ("Left", Code::Left),
    ("Right", Code::Right),
    ("Home", Code::Home),
    ("End", Code::End),
    ("PgUp", Code::PageUp),
    ("PgDn", Code::PageDown),
    ("Del", Code::Delete),
    ("Ins", Code::Insert),
    (ANY_LETTER, Code::Letter),
];

/// Writes the key as help and manual show it: `j`, `Ctrl-d`, `Alt-Left`, `Shift-Tab`.
impl fmt::Display for Key {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            formatter.write_str("Ctrl-")?;
        }
        if self.alt {
            formatter.write_str("Alt-")?;
        }
        if self.shift {
            formatter.write_str("Shift-")?;
        }
        if let Some((name, _)) = NAMES.iter().find(|(_, code)| *code == self.code) {
            return formatter.write_str(name);
        }
        match self.code {
            Code::Char(c) => write!(formatter, "{c}"),
            Code::F(number) => write!(formatter, "F{number}"),
            _ => unreachable!("every other key has a name"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_as_it_is_written() {
        for written in [
            "j",
            "G",
            "Ctrl-d",
            "Alt-Left",
            "Shift-Tab",
            "Space",
            "F1",
            "-",
            "PgDn",
            "Alt-Backspace",
            "Ctrl-Alt-x",
            "Shift-Up",
            "Ctrl-Shift-F5",
            "Alt--",
            "Ctrl-Space",
        ] {
            let key = Key::parse(written).expect(written);
            assert_eq!(key.to_string(), written);
        }
        for wrong in [
            "Ctrl-",
            "xy",
            "",
            "F0",
            "F25",
            "F01",
            "Shift-1",
            "Shift-",
            "ctrl-x",
            "Ctrl-+letter",
            "Ctrl-Ctrl-x",
        ] {
            assert_eq!(Key::parse(wrong), None, "{wrong}");
        }
        for (written, normal) in
            [("Ctrl-X", "Ctrl-x"), ("Shift-a", "A"), ("Alt-Ctrl-x", "Ctrl-Alt-x")]
        {
            assert_eq!(Key::parse(written).expect(written).to_string(), normal);
        }
    }

    #[test]
    fn keys_that_a_terminal_cannot_tell_apart_are_one() {
        for (c, code) in
            [('h', Code::Backspace), ('i', Code::Tab), ('m', Code::Enter), ('[', Code::Esc)]
        {
            assert_eq!(Key::new(Code::Char(c), true, false, false), Key::plain(code));
        }
        for code in [Code::Enter, Code::Backspace, Code::Esc] {
            assert_eq!(Key::new(code, true, false, true), Key::plain(code));
        }
        assert_eq!(Key::new(Code::Enter, true, true, false), Key::alt(Code::Enter));
        assert_eq!(Key::new(Code::Esc, false, true, false), Key::plain(Code::Esc));
        assert_eq!(Key::new(Code::Tab, false, false, true), Key::plain(Code::BackTab));
        assert_eq!(Key::new(Code::Char('g'), false, false, true), Key::char('G'));
    }
}
