//! What words mean, as directions in a space where near words lie near each other: a static table of
//! word pieces, and the English glosses of Chinese words. Refuses to know: packs, queries, screens.
//!
//! ```text
//! folded text -> words -> pieces (splitter) -> their rows (vectors) -> Sense -> likeness (rows)
//! Chinese run -> its words (glosses) -> English
//! ```
//!
//! The tables lie in the binary as `data/meaning/` has made them; its README tells how and from what.
//! Vectors are read where they lie, five bits a number, so only the pages that are looked at are ever loaded;
//! the letters of pieces are unpacked when the first word is asked for, and glosses when the first Chinese
//! one is. Without the feature
//! `meaning` both tables are empty: no word has a meaning, and whoever asks is told nothing.

mod glosses;
mod rows;
mod sense;
mod splitter;
mod vectors;

pub use glosses::{Gloss, glosses};
pub use rows::{SenseRows, WideSense};
pub use sense::{Sense, SenseSum, WordSense};
pub use splitter::is_word;

/// Returns whether this build has the tables.
pub const fn is_built_in() -> bool {
    cfg!(feature = "meaning")
}

#[cfg(all(test, feature = "meaning"))]
mod tests;
