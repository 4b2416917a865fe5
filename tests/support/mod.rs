//! What several tests share.

pub mod packs;
