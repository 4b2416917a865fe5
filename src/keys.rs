//! Keys, what they can mean, and the key map that says which key means what where. Refuses to know: how
//! keys are read from a terminal, in which file a reader binds them, and what the actions do.
//!
//! | file | what it is |
//! |---|---|
//! | `key`, `sequence` | a key, and keys one after the other, as people write them |
//! | `action`, `context` | what keys can mean, and where |
//! | `table` | which action does what where, with the keys of Folio's own set |
//! | [`purpose`] | what the actions are for: the order in which they are shown |
//! | `bound`, `wish` | a line that binds keys as it is written, and what it comes to |
//! | `set` | the sets that Folio brings, some of them written as anybody writes keys |
//! | `map` | a set with a reader's own lines over it, made ready for look-up |
//! | [`layouts`] | which key of a Latin keyboard is where another one was pressed |

mod action;
mod bound;
mod context;
mod key;
pub mod layouts;
mod map;
mod meant;
pub mod purpose;
mod sequence;
mod set;
mod table;
mod toward;
mod wish;

pub use action::Action;
pub use bound::{Bound, Part, Refused};
pub use context::Context;
pub use key::{ANY_LETTER, Code, Key, Modifiers};
pub use map::{KeyMap, Line, Meaning};
pub use sequence::{Elsewhere, between, rare, read, written};
pub use set::Set;
pub use table::{BINDINGS, Binding, places_of};
pub use toward::Toward;
