//! What people most likely mean by what is no key: names that other programs have, and misspelt ones.
//! Refuses to know: how keys are read that are written as they should be.

use super::key::{Key, NAMES};
use crate::text::nearest::{Near, misspelt, nearest};

/// What joins a key to what is held, in other programs too.
const JOINTS: [char; 2] = ['-', '+'];

/// How others write what is held, in small letters.
const HELD: [(&str, &str); 11] = [
    ("ctrl", "Ctrl-"),
    ("control", "Ctrl-"),
    ("strg", "Ctrl-"),
    ("c", "Ctrl-"),
    ("alt", "Alt-"),
    ("meta", "Alt-"),
    ("option", "Alt-"),
    ("m", "Alt-"),
    ("a", "Alt-"),
    ("shift", "Shift-"),
    ("s", "Shift-"),
];

/// How others call keys, in small letters.
const CALLED: [(&str, &str); 9] = [
    ("pagedown", "PgDn"),
    ("pgdown", "PgDn"),
    ("pageup", "PgUp"),
    ("return", "Enter"),
    ("cr", "Enter"),
    ("escape", "Esc"),
    ("bs", "Backspace"),
    ("delete", "Del"),
    ("insert", "Ins"),
];

/// Returns the key that is most likely meant by a word that names none.
pub(super) fn meant(word: &str) -> Option<String> {
    let mut rest = word.strip_prefix('<').and_then(|word| word.strip_suffix('>')).unwrap_or(word);
    let mut held = String::new();
    while let Some((name, behind)) = split_held(rest) {
        if !held.contains(name) {
            held.push_str(name);
        }
        rest = behind;
    }
    let key = Key::parse(&format!("{held}{}", code(rest)?))?;
    Some(key.to_string())
}

/// Splits what is held off a word: its name, and what stands behind it.
fn split_held(word: &str) -> Option<(&'static str, &str)> {
    let (held, behind) = match word.strip_prefix('^') {
        Some(behind) => ("ctrl", behind),
        None => word.split_once(JOINTS)?,
    };
    let name = named(held).or_else(|| {
        let long = HELD.iter().filter(|(name, _)| is_long(name));
        nearest(held, long.map(|(name, held)| (*held, [name])), Near::Misspelt(2))
    })?;
    (!behind.is_empty()).then_some((name, behind))
}

/// Returns the name of a key as it is written here.
fn code(word: &str) -> Option<String> {
    let lower = word.to_ascii_lowercase();
    let called = CALLED.iter().find(|(other, _)| *other == lower).map(|(_, name)| *name);
    let known = NAMES.iter().map(|(name, _)| *name).find(|name| name.eq_ignore_ascii_case(word));
    let name = called.or(known);
    if name.is_none() && Key::parse(word).is_some() {
        return Some(word.to_owned());
    }
    name.or_else(|| misspelt(word, NAMES.iter().map(|(name, _)| *name))).map(str::to_owned)
}

/// Returns the words that somebody meant as one key, if the first names what is held while another is pressed:
/// `ctrl s`, `Ctrl + s`.
pub(super) fn held_apart<'a>(words: &'a [&'a str]) -> Option<&'a [&'a str]> {
    words.first().filter(|first| is_held_alone(first))?;
    let last = words.iter().position(|word| !is_held_alone(word) && !is_joint(word));
    Some(&words[..last.map_or(words.len(), |last| last + 1)])
}

/// Returns the key that is most likely meant by such words.
pub(super) fn meant_apart(words: &[&str]) -> Option<String> {
    let parts: Vec<&str> = words.iter().copied().filter(|word| !is_joint(word)).collect();
    meant(&parts.join("-"))
}

fn is_joint(word: &str) -> bool {
    word.len() == 1 && word.contains(JOINTS)
}

/// Returns whether a word is a name of what is held and nothing else, or a slip of the most usual one.
fn is_held_alone(word: &str) -> bool {
    let slip = || nearest(word, [((), ["ctrl"])], Near::Misspelt(1)).is_some();
    is_long(word) && (named(word).is_some() || slip())
}

/// Returns whether a name is too long for letters that somebody meant by themselves.
fn is_long(name: &str) -> bool {
    name.len() >= 3
}

fn named(held: &str) -> Option<&'static str> {
    HELD.iter().find(|(name, _)| name.eq_ignore_ascii_case(held)).map(|(_, name)| *name)
}
