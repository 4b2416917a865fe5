//! What a line that binds keys comes to: the contexts, the keys and the action, or why it is refused.
//! Refuses to know: what becomes of two that contradict each other.

use super::action::Action;
use super::bound::{Bound, Part, Refused};
use super::context::Context;
use super::key::{Code, FUNCTION_KEYS, Key, Modifiers};
use super::sequence::{BadKeys, clash, is_one_letter_of, read, written};
use super::table::{BINDINGS, places_of};
use crate::messages::keymap as says;
use crate::text::nearest::misspelt;

/// A line that is understood.
#[derive(Clone, Debug)]
pub struct Wish {
    /// Which line it is, counted from 0.
    pub at: usize,
    /// Where it holds.
    pub contexts: Vec<Context>,
    /// What is pressed.
    pub keys: Vec<Key>,
    /// What that does; `None` takes the meaning from the keys.
    pub action: Option<Action>,
    /// Whether it names its place, and so goes before what holds everywhere.
    pub is_particular: bool,
}

/// What is wrong with a part of a line, and what to do about it.
type Wrong = (Part, String, String);

impl Wish {
    /// Understands a line.
    pub fn new(at: usize, bound: &Bound) -> Result<Self, Refused> {
        Self::understand(at, bound).map_err(|(part, message, hint)| Refused {
            bound: at,
            part,
            other: None,
            message,
            hint,
        })
    }

    fn understand(at: usize, bound: &Bound) -> Result<Self, Wrong> {
        let action = action(bound)?;
        let mut keys = read(&bound.keys).map_err(|fault| wrong_keys(&fault))?;
        fit_letter(action, &mut keys)?;
        let everywhere = match action {
            Some(action) => places_of(action).collect(),
            None => Context::ALL.to_vec(),
        };
        let mut contexts = match bound.place {
            None => everywhere,
            Some(place) if everywhere.contains(&place) => vec![place],
            Some(place) => {
                let names: Vec<&str> = everywhere.iter().map(|place| place.name()).collect();
                let message = says::means_nothing(&bound.action, place.name());
                return Err((Part::Action, message, says::works_in(&names)));
            }
        };
        if let Some(message) = why_not_while_typing(&keys) {
            contexts.retain(|context| !context.is_typing());
            if contexts.is_empty() {
                return Err((Part::Keys, message, says::WHILE_TYPING.to_owned()));
            }
        }
        Ok(Self { at, contexts, keys, action, is_particular: bound.place.is_some() })
    }

    /// Returns the lines of the table itself.
    pub fn of_table() -> Vec<Self> {
        let lines = BINDINGS.iter().flat_map(|binding| {
            binding.sequences().map(|keys| Self {
                at: 0,
                contexts: binding.contexts.to_vec(),
                keys,
                action: Some(binding.action),
                is_particular: true,
            })
        });
        lines.collect()
    }

    /// Returns where two lines contradict each other.
    pub fn contradicts(&self, other: &Self) -> Option<Context> {
        let clashes = match (self.action, other.action) {
            (Some(_), Some(_)) => clash(&self.keys, &other.keys),
            // What takes the meaning from a key clears the way for longer sequences as well.
            _ => self.keys == other.keys,
        };
        let both = self.contexts.iter().find(|context| other.contexts.contains(context));
        both.copied().filter(|_| clashes && self.is_particular == other.is_particular)
    }

    /// Returns whether keys that are bound with less right give way to this. Any letter does not give way to one:
    /// all the others go on meaning what they meant.
    pub fn displaces(&self, keys: &[Key]) -> bool {
        clash(&self.keys, keys)
            && !is_one_letter_of(&self.keys, keys)
            && (self.action.is_some() || self.keys.len() <= keys.len())
    }

    /// Refuses it for a line before it.
    pub fn refused_for(&self, other: &Self, context: Context) -> Refused {
        let [keys, others] = [&self.keys, &other.keys].map(|keys| written(keys));
        let place = if self.is_particular { context.name() } else { says::EVERYWHERE };
        let message = if self.keys == other.keys {
            says::bound_twice(&keys, place)
        } else {
            says::begins_another(&keys, &others, place)
        };
        let (bound, other) = (self.at, Some(other.at));
        Refused { bound, part: Part::Keys, other, message, hint: says::KEEP_ONE.to_owned() }
    }
}

fn action(bound: &Bound) -> Result<Option<Action>, Wrong> {
    let name = &*bound.action;
    if name == says::NONE {
        return Ok(None);
    }
    Action::named(name).map(Some).ok_or_else(|| {
        let all = Action::ALL.iter().map(|action| action.name()).chain([says::NONE]);
        let is_turned = Action::named(&bound.keys).is_some() && read(name).is_ok();
        let turned = is_turned.then(|| says::key_on_the_left(name, &bound.keys));
        let meant = turned.or_else(|| misspelt(name, all).map(says::meant));
        let hint = meant.unwrap_or_else(|| says::LISTS_ACTIONS.to_owned());
        (Part::Action, says::unknown_action(name), hint)
    })
}

fn wrong_keys(fault: &BadKeys) -> Wrong {
    let how = || says::HOW_KEYS_ARE_WRITTEN.to_owned();
    let (message, hint) = match fault {
        BadKeys::Empty => (says::NO_KEYS.to_owned(), how()),
        BadKeys::Unknown(word, meant) => {
            (says::no_key(word), meant.as_deref().map_or_else(how, says::meant))
        }
        BadKeys::SameAs(word, key) => {
            let key = key.to_string();
            (says::same_key(word, &key), says::write_instead(&key))
        }
        BadKeys::NoFunctionKey(word) => (says::no_key(word), says::function_keys(&FUNCTION_KEYS)),
        BadKeys::LetterAmong => (says::LETTER_AMONG.to_owned(), how()),
    };
    (Part::Keys, message, hint)
}

/// Sees to it that any letter comes last where the action is about one, and nowhere else.
fn fit_letter(action: Option<Action>, keys: &mut Vec<Key>) -> Result<(), Wrong> {
    let letter = Key::plain(Code::Letter);
    let has_letter = keys.last() == Some(&letter);
    match action {
        Some(action) if action.takes_letter() && !has_letter => keys.push(letter),
        Some(action) if has_letter && !action.takes_letter() => {
            let lettered = Action::ALL.iter().filter(|action| action.takes_letter());
            let names: Vec<&str> = lettered.map(|action| action.name()).collect();
            let message = says::takes_no_letter(action.name());
            return Err((Part::Keys, message, says::take_letters(&names)));
        }
        _ => {}
    }
    Ok(())
}

/// Returns why keys mean nothing where a line is typed in, if that is so.
fn why_not_while_typing(keys: &[Key]) -> Option<String> {
    match keys {
        [Key { code: Code::Char(_), held: Modifiers { ctrl: false, alt: false, .. } }] => {
            Some(says::types_text(&written(keys)))
        }
        [_] => None,
        _ => Some(says::sequence_while_typing(&written(keys))),
    }
}
