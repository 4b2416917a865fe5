//! Keys, what they can mean, and the key map that says which key means what where. Refuses to know: how
//! keys are read from a terminal, and what the actions do.

mod action;
mod context;
mod key;
mod map;
pub mod purpose;
mod table;

pub use action::Action;
pub use context::Context;
pub use key::{ANY_LETTER, Code, Key, written};
pub use map::{KeyMap, Meaning};
pub use table::{BINDINGS, Binding};
