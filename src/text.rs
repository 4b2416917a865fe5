//! Text itself: what may reach a terminal, how wide it is, where it breaks, how it compares, and
//! Markdown as blocks. Refuses to know: packs, entries, colours.

pub mod address;
pub mod automaton;
pub mod breaking;
pub mod fit;
pub mod fold;
pub mod glyphs;
pub mod grapheme;
pub mod markdown;
pub mod nearest;
pub mod order;
pub mod pace;
pub mod pinyin;
pub mod safe;
pub mod script;
pub mod width;
