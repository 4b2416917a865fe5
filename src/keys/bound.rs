//! Lines by which somebody binds keys, as they are written, and what is refused of them. Refuses to know:
//! which file they stand in.

use super::context::Context;
use crate::messages::keymap::EVERYWHERE;

/// A line that binds keys, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where it holds; `None` for everywhere.
    pub place: Option<Context>,
    /// The keys.
    pub keys: String,
    /// The name of an action, or `none`.
    pub action: String,
}

impl Bound {
    /// Builds a line of the table of a place; `None` if there is no such place.
    pub fn in_place(place: &str, keys: &str, action: &str) -> Option<Self> {
        let place = match place {
            EVERYWHERE => None,
            place => Some(Context::named(place)?),
        };
        Some(Self { place, keys: keys.to_owned(), action: action.to_owned() })
    }
}

/// What of a line something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The keys.
    Keys,
    /// The action.
    Action,
}

/// A line that does not hold, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Which of the lines, counted from 0.
    pub bound: usize,
    /// What of it is wrong.
    pub part: Part,
    /// The earlier line that it contradicts.
    pub other: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}
