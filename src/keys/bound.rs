//! Lines by which somebody binds keys, as they are written, and what is refused of them. Refuses to know:
//! which file they stand in.

/// A line that binds keys, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bound {
    /// Where it holds: the name of a context, or `everywhere`.
    pub place: String,
    /// The keys.
    pub keys: String,
    /// The name of an action, or `none`.
    pub action: String,
}

/// What of a line something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where it holds.
    Place,
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
