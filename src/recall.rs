//! Practice of terms and of bookmarked entries, spaced so that each comes again shortly before it would be
//! forgotten. Refuses to know: the screen, files, clocks.
//!
//! When a card comes again is reckoned by FSRS, the scheduler that Anki uses, from the reviews alone; no
//! intervals are kept, so that better parameters hold for what was practised before them.
//!
//! | file | what it is |
//! |---|---|
//! | [`card`] | the sides of an entry that can be asked for, and what they say |
//! | [`schedule`] | when a card is due, and when it will be after an answer |
//! | [`practice`] | the cards of one sitting, in their order |
//! | [`deck`] | all cards as lines that flashcard programs read |

pub mod card;
pub mod deck;
pub mod practice;
pub mod schedule;

pub use card::{CardKey, Face, face, sides_of};
pub use practice::{Counts, Limits, Practice};
pub use schedule::{due, outlook};
