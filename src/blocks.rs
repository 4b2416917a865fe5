//! Columns: rows of text, numbers, counts and bytes, in blocks that lie in memory or in a file.
//! Refuses to know: packs, entries, what a row stands for, sentences.
//!
//! ```text
//! push -> Texts, Numbers, Lists, Packed -> FileWriter -> a file
//!                    ^                                     |
//!                    +---- a block when a row is asked ----+-- Image
//! ```
//!
//! One type a kind of column serves both: what is being filled can be written, and what was opened
//! from a file is read a block at a time when a row is first asked for. A block is held against its
//! checksum and its own form before any row of it is given out; a row of a block that is damaged is
//! absent, and [`Image::damage`] names the block. Blocks are compressed in a file where that pays. Opening
//! reads the header, the trailer and the directory, which grows with the blocks and not with the rows. Files
//! are read by position and never mapped: one that is cut or overwritten while it is open shows damage.
//!
//! How a file is laid out stands in `layout.rs`.

mod block;
mod column;
mod compress;
mod fault;
mod image;
mod layout;
mod lists;
mod numbers;
mod packed;
mod recent;
mod source;
mod texts;
mod write;

pub use fault::{Damage, Fault, Refusal};
pub use image::{Checked, Image};
pub use layout::FORMAT;
pub use lists::Lists;
pub use numbers::{Numbers, first_where};
pub use packed::{Packed, PackedRow};
pub use texts::Texts;
pub use write::FileWriter;
