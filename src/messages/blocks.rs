//! What is said of a compiled file that cannot be used, or that is damaged: what, where, what to do.
//! `file` is how the file was named.

use std::ops::Range;

use super::shell;

/// The message that a file is none of Folio's.
pub fn foreign(file: &str) -> String {
    format!("{file} is not a file that Folio has built")
}

/// The message that a file or a folder is a part of a pack.
pub fn part_of_pack(path: &str) -> String {
    format!("{path} is a part of a pack, which is named by its folder")
}

/// The hint for [`part_of_pack`]; `pack` is the folder.
pub fn name_the_pack(pack: &str) -> String {
    let check = format!("`folio check {}`", shell::path(pack));
    format!("name the folder that has the `pack.toml`, which is `{pack}`: {check}")
}

/// The message that a file is shorter or longer than it was.
pub fn cut(file: &str) -> String {
    format!("{file} is not whole: its end is missing, or something stands behind it")
}

/// The message that a file comes from a later version.
pub fn newer(file: &str, version: u32, known: u32) -> String {
    format!("{file} has format {version}, and this Folio reads format {known} at most")
}

/// The hint for [`newer`].
pub const HINT_NEWER: &str = "use a newer Folio, or build the file again with this one";

/// The message that a file comes from an earlier version.
pub fn older(file: &str, version: u32, known: u32) -> String {
    format!("{file} has format {version}, and this Folio reads format {known}")
}

/// The hint for [`older`].
pub const HINT_OLDER: &str = "build the file again with this Folio";

/// The message that the directory of a file is damaged, so that nothing in it can be found.
pub fn directory(file: &str) -> String {
    format!("{file} is damaged where it says what it holds")
}

/// The message that a file lacks a part.
pub fn missing(file: &str, section: &str) -> String {
    format!("{file} lacks a part that this Folio needs, `{section}`")
}

/// The message that parts of a file do not fit each other.
pub fn contradiction(file: &str, section: &str) -> String {
    format!("{file} contradicts itself: `{section}` does not fit the rest")
}

/// The message that a file cannot be read.
pub fn unreadable(file: &str, reason: &str) -> String {
    format!("{file} cannot be read: {reason}")
}

/// The message that a block is damaged. Blocks count from 0, and so do bytes.
pub fn damage(file: &str, section: &str, block: usize, bytes: &Range<u64>, why: &str) -> String {
    let number = block + 1;
    format!("{file}: block {number} of `{section}`, at byte {}, {why}", bytes.start)
}

/// The reason for [`damage`] that the file ends before the block.
pub const WHY_CUT: &str = "lies behind the end of the file";
/// The reason for [`damage`] that the block's bytes have changed.
pub const WHY_CHECKSUM: &str = "is not what was written";
/// The reason for [`damage`] that the block does not hold what it should.
pub const WHY_CONTENTS: &str = "does not hold what its part of the file is made of";
/// The reason for [`damage`] that the block cannot be read.
pub fn why_unreadable(reason: &str) -> String {
    format!("cannot be read: {reason}")
}

/// The message that a file has changed although each of its blocks is as it was.
pub fn not_as_written(file: &str) -> String {
    format!("{file} is not what was written, but every block in it is")
}

/// The hint for every message about damage.
pub const HINT_DAMAGE: &str = "build the file again, or copy it again from where it came";

/// What stands in place of the text of an entry that is damaged.
pub const DAMAGED_TEXT: &str = "*The text of this entry is damaged in the file. Build the file again, or copy it again from where it came.*";

/// The hint for [`foreign`].
pub const HINT_FOREIGN: &str = super::formats::WHAT_OPENS;
