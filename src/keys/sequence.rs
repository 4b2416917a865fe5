//! Keys one after the other: read as people write them, and written. Refuses to know: what they mean.

use super::key::{ANY_LETTER, Code, Key, Modifiers, NAMES, Written};
use super::meant::{held_apart, meant, meant_apart};

/// The most characters that are read as keys without a blank between them; what is longer is a name
/// that nobody knows.
const RUN: usize = 4;

/// What is wrong with keys as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadKeys {
    /// There are none.
    Empty,
    /// This is no key, and may be meant for that.
    Unknown(String, Option<String>),
    /// An ordinary terminal sends that key for this.
    SameAs(String, Key),
    /// There is no function key of this number.
    NoFunctionKey(String),
    /// Any letter stands at the beginning, or something stands behind it.
    LetterAmong,
}

/// Reads keys that are parted by blanks; plain characters may stand together: `g z`, `gz`, `Ctrl-x u`,
/// `m+letter`.
pub fn read(written: &str) -> Result<Vec<Key>, BadKeys> {
    let mut keys = Vec::new();
    let words: Vec<&str> = written.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        if let Some(apart) = held_apart(&words[at..]) {
            return Err(BadKeys::Unknown(apart.join(" "), meant_apart(apart)));
        }
        keys.extend(read_word(word)?);
    }
    let letter = keys.iter().position(|key| key.code == Code::Letter);
    match (keys.len(), letter) {
        (0, _) => Err(BadKeys::Empty),
        (length, Some(at)) if at == 0 || at + 1 < length => Err(BadKeys::LetterAmong),
        _ => Ok(keys),
    }
}

fn read_word(word: &str) -> Result<Vec<Key>, BadKeys> {
    if let Some(held) = Written::parse(word) {
        return match held.dulled() {
            Some(key) => Err(BadKeys::SameAs(word.to_owned(), key)),
            None => Ok(Key::parse(word).into_iter().collect()),
        };
    }
    if let Some(before) = word.strip_suffix(ANY_LETTER) {
        let mut keys = read_word(before)?;
        keys.push(Key::plain(Code::Letter));
        return Ok(keys);
    }
    let is_name = NAMES.iter().any(|(name, _)| name.eq_ignore_ascii_case(word));
    if is_numbered(word) {
        let meant = meant(&word.to_uppercase());
        return Err(match meant {
            Some(_) => BadKeys::Unknown(word.to_owned(), meant),
            None => BadKeys::NoFunctionKey(word.to_owned()),
        });
    }
    // What joins names of keys in other programs joins no keys here.
    let is_run = word.chars().count() <= RUN && !is_name && !word.contains(['-', '+']);
    if is_run {
        return Ok(word.chars().map(Key::char).collect());
    }
    Err(BadKeys::Unknown(word.to_owned(), meant(word)))
}

/// Returns whether a word is written as function keys are.
fn is_numbered(word: &str) -> bool {
    let behind = word.rsplit_once('-').map_or(word, |(_, last)| last);
    let number = behind.strip_prefix(['F', 'f']).unwrap_or_default();
    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// What becomes of a key in most terminals: those without kitty's keyboard protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Elsewhere {
    /// They send that one.
    Sends(Key),
    /// They send nothing of the kind.
    Nothing,
}

/// Returns the first key of some that only terminals with kitty's keyboard protocol send, and what becomes of
/// it in others.
pub fn rare(keys: &[Key]) -> Option<(Key, Elsewhere)> {
    keys.iter().find_map(|key| Some((*key, elsewhere(*key)?)))
}

/// The other characters that share a control character with what is told of it: 1C to 1F are those of the
/// VT220's digits, and two more of these send Esc and Backspace.
const SHARED: [(char, Code); 11] = [
    ('\\', Code::Char('4')),
    (']', Code::Char('5')),
    ('^', Code::Char('6')),
    ('~', Code::Char('6')),
    ('_', Code::Char('7')),
    ('/', Code::Char('7')),
    ('@', Code::Char(' ')),
    ('`', Code::Char(' ')),
    ('2', Code::Char(' ')),
    ('3', Code::Esc),
    ('8', Code::Backspace),
];

fn elsewhere(key: Key) -> Option<Elsewhere> {
    match key.code {
        Code::Char('a'..='z' | ' ' | '4'..='7') if key.held.ctrl => None,
        Code::Char(c) if key.held.ctrl => {
            let shared = SHARED.iter().find(|(other, _)| *other == c);
            let sent = |(_, code): &(char, Code)| {
                Elsewhere::Sends(Key::new(*code, Modifiers { shift: false, ..key.held }))
            };
            Some(shared.map_or(Elsewhere::Nothing, sent))
        }
        Code::Tab | Code::BackTab if key.held.ctrl => {
            Some(Elsewhere::Sends(Key { held: Modifiers { ctrl: false, ..key.held }, ..key }))
        }
        // Alt is an Esc before the key, and these behind it begin what terminals tell.
        Code::Char('[' | ']' | 'O' | 'P' | 'X' | '^' | '_') | Code::BackTab if key.held.alt => {
            Some(Elsewhere::Nothing)
        }
        Code::F(21..) => Some(Elsewhere::Nothing),
        _ => None,
    }
}

/// Writes keys as `read` reads them: `gl`, `Ctrl-x u`.
pub fn written(keys: &[Key]) -> String {
    let together: String = keys.iter().map(Key::to_string).collect();
    let is_bare = |key: &Key| {
        let Key { code, held: Modifiers { ctrl, alt, .. } } = *key;
        !ctrl && !alt && matches!(code, Code::Char(c) if c != ' ') || code == Code::Letter
    };
    if keys.len() < 2 || keys.iter().all(is_bare) && read(&together).as_deref() == Ok(keys) {
        return together;
    }
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

/// Returns what parts keys that stand one beside the other: a comma where some of them have blanks
/// themselves.
pub fn between<'a>(all: impl IntoIterator<Item = &'a String>) -> &'static str {
    if all.into_iter().any(|keys| keys.contains(' ')) { ", " } else { " " }
}

/// Returns whether somebody who presses one of two sequences may have pressed the other, or its beginning.
pub fn clash(one: &[Key], other: &[Key]) -> bool {
    one.iter().zip(other).all(|(one, other)| one.means(*other) || other.means(*one))
}

/// Returns whether keys are one of those that others with any letter at their end mean.
pub fn is_one_letter_of(keys: &[Key], any: &[Key]) -> bool {
    let ends_in_any = any.last().is_some_and(|last| last.code == Code::Letter);
    ends_in_any && keys != any && keys.len() == any.len() && begins(keys, any)
}

/// Returns whether keys that were pressed begin a sequence of the key map.
pub fn begins(pressed: &[Key], sequence: &[Key]) -> bool {
    pressed.len() <= sequence.len()
        && sequence.iter().zip(pressed).all(|(key, pressed)| key.means(*pressed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written_with_blanks_or_together() {
        #[track_caller]
        fn check(typed: &str, normal: &str) {
            let keys = read(typed).unwrap();
            assert_eq!(written(&keys), normal, "{typed}");
            assert_eq!(read(normal).unwrap(), keys, "{normal} reads back");
        }
        check("g z", "gz");
        check("gz", "gz");
        check("  g   z ", "gz");
        check("Ctrl-x Ctrl-c", "Ctrl-x Ctrl-c");
        check("Ctrl-x u", "Ctrl-x u");
        check("g Space", "g Space");
        check("m+letter", "m+letter");
        check("m +letter", "m+letter");
        check("Ctrl-x r j+letter", "Ctrl-x r j +letter");
        check("'+letter", "'+letter");
        check("''", "''");
        check("U p", "U p");
        check("g -", "g -");
        check("F 1", "F 1");
        check("-", "-");
        check("+", "+");
        check("日本", "日本");
        check("a l t", "a l t");
        check("g a", "ga");
    }

    #[test]
    fn what_is_no_key_says_what_may_be_meant() {
        #[track_caller]
        fn check(typed: &str, meant: Option<&str>) {
            let Err(BadKeys::Unknown(word, found)) = read(typed) else {
                panic!("{typed} is read as {:?}", read(typed));
            };
            assert_eq!((word.as_str(), found.as_deref()), (typed, meant));
        }
        check("ctrl-s", Some("Ctrl-s"));
        check("Ctrl+S", Some("Ctrl-s"));
        check("C-s", Some("Ctrl-s"));
        check("M-x", Some("Alt-x"));
        check("<c-s>", Some("Ctrl-s"));
        check("C-M-x", Some("Ctrl-Alt-x"));
        check("esc", Some("Esc"));
        check("PageDown", Some("PgDn"));
        check("Retrun", None);
        check("Backspac", Some("Backspace"));
        check("Alt-left", Some("Alt-Left"));
        check("abcde", None);
        check("Ctrl-Ctrl-x", Some("Ctrl-x"));
        check("f5", Some("F5"));
        check("ctrl-f5", Some("Ctrl-F5"));
        check("crtl-s", Some("Ctrl-s"));
        check("Strg-s", Some("Ctrl-s"));
        check("Atl+Left", Some("Alt-Left"));
        check("shift+x", Some("X"));
        check("ctrl s", Some("Ctrl-s"));
        check("crtl s", Some("Ctrl-s"));
        check("Shift x", Some("X"));
        check("alt Left", Some("Alt-Left"));
        check("Ctrl + s", Some("Ctrl-s"));
        check("Ctrl alt x", Some("Ctrl-Alt-x"));
        check("ctrl", None);
        check("alt", None);
    }

    #[test]
    fn other_mistakes_are_told_apart() {
        assert_eq!(read(" "), Err(BadKeys::Empty));
        assert_eq!(read("+letter"), Err(BadKeys::LetterAmong));
        assert_eq!(read("m +letter x"), Err(BadKeys::LetterAmong));
        for (typed, code) in [
            ("Ctrl-h", Code::Backspace),
            ("Ctrl-I", Code::Tab),
            ("Ctrl-m", Code::Enter),
            ("Ctrl-Enter", Code::Enter),
            ("Shift-Enter", Code::Enter),
            ("Ctrl-Backspace", Code::Backspace),
            ("Alt-Esc", Code::Esc),
        ] {
            assert_eq!(read(typed), Err(BadKeys::SameAs(typed.to_owned(), Key::plain(code))));
        }
        let same = |word: &str, key| Err(BadKeys::SameAs(word.to_owned(), key));
        assert_eq!(read("Ctrl-Shift-s"), same("Ctrl-Shift-s", Key::ctrl('s')));
        assert_eq!(read("g Ctrl-Alt-h"), same("Ctrl-Alt-h", Key::alt(Code::Backspace)));
        for typed in ["F0", "F25", "F01", "Ctrl-F99", "f0"] {
            assert_eq!(read(typed), Err(BadKeys::NoFunctionKey(typed.to_owned())));
        }
    }

    #[test]
    fn keys_that_most_terminals_do_not_send_say_what_these_send_instead() {
        #[track_caller]
        fn check(typed: &str, expected: Option<&str>) {
            let found = rare(&read(typed).unwrap()).map(|(_, elsewhere)| match elsewhere {
                Elsewhere::Sends(key) => key.to_string(),
                Elsewhere::Nothing => String::new(),
            });
            assert_eq!(found.as_deref(), expected, "{typed}");
        }
        for usual in [
            "g",
            "Ctrl-s",
            "Ctrl-Space",
            "Alt-x",
            "Alt-Enter",
            "Shift-Tab",
            "Ctrl-Left",
            "F20",
            "Alt-{",
        ] {
            check(usual, None);
        }
        check("Ctrl-1", Some(""));
        check("Ctrl-.", Some(""));
        check("Ctrl-é", Some(""));
        check("Ctrl-\\", Some("Ctrl-4"));
        check("Ctrl-/", Some("Ctrl-7"));
        check("Ctrl-Alt-_", Some("Ctrl-Alt-7"));
        check("Ctrl-3", Some("Esc"));
        check("Ctrl-8", Some("Backspace"));
        check("Ctrl-Alt-8", Some("Alt-Backspace"));
        check("Ctrl-Tab", Some("Tab"));
        check("Ctrl-x Alt-[", Some(""));
        check("F21", Some(""));
    }

    #[test]
    fn sequences_clash_where_one_may_be_the_beginning_of_the_other() {
        #[track_caller]
        fn check(one: &str, other: &str, expected: bool) {
            let (one, other) = (read(one).unwrap(), read(other).unwrap());
            assert_eq!(clash(&one, &other), expected);
            assert_eq!(clash(&other, &one), expected);
        }
        check("g", "gz", true);
        check("gz", "gz", true);
        check("gz", "gx", false);
        check("m+letter", "ma", true);
        check("m+letter", "m1", false);
        check("'+letter", "''", false);
        check("m", "m+letter", true);
    }
}
