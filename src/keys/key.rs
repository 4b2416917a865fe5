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

/// What is held while a key is pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers {
    /// Whether Ctrl is.
    pub ctrl: bool,
    /// Whether Alt is.
    pub alt: bool,
    /// Whether Shift is.
    pub shift: bool,
}

impl Modifiers {
    /// Nothing.
    pub const NONE: Self = Self { ctrl: false, alt: false, shift: false };
    /// Ctrl alone.
    pub const CTRL: Self = Self { ctrl: true, ..Self::NONE };
    /// Alt alone.
    pub const ALT: Self = Self { alt: true, ..Self::NONE };
    /// Shift alone.
    pub const SHIFT: Self = Self { shift: true, ..Self::NONE };
}

/// A key press in one normal form, so that equal presses compare equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What was pressed.
    pub code: Code,
    /// What was held; never Shift for characters and Shift-Tab, which say it themselves.
    pub held: Modifiers,
}

impl Key {
    /// Builds a key in its normal form: Shift is folded into characters and into
    /// [`Code::BackTab`], a character with Ctrl is lower case, and what ordinary terminals cannot tell
    /// apart is one key: Ctrl with `h`, `i`, `m` and `[`, Enter and Backspace but for Alt, and Esc.
    pub fn new(code: Code, Modifiers { ctrl, alt, shift }: Modifiers) -> Self {
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
        let (ctrl, alt) = (ctrl && !is_blunt, alt && code != Code::Esc);
        Self { code, held: Modifiers { ctrl, alt, shift } }
    }

    /// Reads a key as [`Display`](fmt::Display) writes it, and as it can be written otherwise:
    /// `Ctrl-X` is `Ctrl-x`.
    pub fn parse(written: &str) -> Option<Self> {
        let Written { code, held } = Written::parse(written)?;
        Some(Self::new(code, held))
    }

    /// Returns whether this key of the key map means a key that was pressed.
    pub fn means(self, pressed: Self) -> bool {
        let is_letter = matches!(pressed.code, Code::Char(c) if c.is_alphabetic());
        let Modifiers { ctrl, alt, .. } = pressed.held;
        self == pressed || self.code == Code::Letter && is_letter && !ctrl && !alt
    }

    /// Builds a key without modifiers.
    pub const fn plain(code: Code) -> Self {
        Self { code, held: Modifiers::NONE }
    }

    /// Builds the key of a character without modifiers.
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// Builds the key of a character with Ctrl.
    pub const fn ctrl(c: char) -> Self {
        Self { code: Code::Char(c), held: Modifiers::CTRL }
    }

    /// Builds a key with Alt.
    pub const fn alt(code: Code) -> Self {
        Self { code, held: Modifiers::ALT }
    }
}

/// A key as it is written: before anything is folded into anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    code: Code,
    held: Modifiers,
}

impl Written {
    /// Reads a key; `None` if there is none, or something is held twice.
    pub fn parse(written: &str) -> Option<Self> {
        let mut rest = written;
        let mut held = Modifiers::NONE;
        let code = loop {
            if let Some((_, code)) = NAMES.iter().find(|(name, _)| *name == rest) {
                break *code;
            }
            let Modifiers { ctrl, alt, shift } = &mut held;
            let modifiers = [("Ctrl-", ctrl), ("Alt-", alt), ("Shift-", shift)];
            let inner = modifiers.into_iter().find_map(|(name, held)| {
                let inner = rest.strip_prefix(name).filter(|inner| !inner.is_empty())?;
                (!std::mem::replace(held, true)).then_some(inner)
            });
            match inner {
                Some(inner) => rest = inner,
                None => break unnamed(rest)?,
            }
        };
        match code {
            // What Shift makes of other characters only the keyboard knows.
            Code::Char(c) if held.shift && !c.is_ascii_alphabetic() => None,
            Code::Letter if held != Modifiers::NONE => None,
            code => Some(Self { code, held }),
        }
    }

    /// Returns the key that most terminals send for it, if that is one with less held.
    pub fn dulled(self) -> Option<Key> {
        let (key, held) = (Key::new(self.code, self.held), self.held);
        let says_shift = match key.code {
            // Shift is in the character itself, but not beside Ctrl.
            Code::Char(_) => !key.held.ctrl,
            Code::BackTab => true,
            _ => key.held.shift,
        };
        let is_whole =
            Modifiers { shift: held.shift, ..key.held } == held && (!held.shift || says_shift);
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
        if self.held.ctrl {
            formatter.write_str("Ctrl-")?;
        }
        if self.held.alt {
            formatter.write_str("Alt-")?;
        }
        if self.held.shift {
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
            assert_eq!(Key::new(Code::Char(c), Modifiers::CTRL), Key::plain(code));
        }
        for code in [Code::Enter, Code::Backspace, Code::Esc] {
            let held = Modifiers { ctrl: true, ..Modifiers::SHIFT };
            assert_eq!(Key::new(code, held), Key::plain(code));
        }
        let ctrl_alt = Modifiers { ctrl: true, ..Modifiers::ALT };
        assert_eq!(Key::new(Code::Enter, ctrl_alt), Key::alt(Code::Enter));
        assert_eq!(Key::new(Code::Esc, Modifiers::ALT), Key::plain(Code::Esc));
        assert_eq!(Key::new(Code::Tab, Modifiers::SHIFT), Key::plain(Code::BackTab));
        assert_eq!(Key::new(Code::Char('g'), Modifiers::SHIFT), Key::char('G'));
    }
}
