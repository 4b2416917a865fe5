//! What is said about packs and their files as a whole: formats, folders, limits, encodings.

use super::quoted;

/// The message that a pack has a newer format than the program reads.
pub fn newer_format(found: u32, known: u32) -> String {
    format!("this pack has format {found}; this program reads formats up to {known}")
}

/// The hint for [`newer_format`].
pub fn update_program() -> &'static str {
    "a newer version of Folio will open it"
}

/// The message that there is no format of this number.
pub fn no_such_format(found: u32) -> String {
    format!("there is no format {found}")
}

/// The hint for [`no_such_format`].
pub fn write_format(known: u32) -> String {
    format!("write `format = {known}`")
}

/// The message that an open pack has the same id; `first` is where it was opened from.
pub fn duplicate_pack(id: &str, first: &str) -> String {
    format!("a pack {} is already open from {first}", quoted(id))
}

/// The hint for [`duplicate_pack`].
pub fn first_pack_stays() -> &'static str {
    "the first one is kept; open them one at a time, or change the id of one"
}

/// The message that a path does not exist.
pub fn no_such_path() -> String {
    "there is nothing at this path".to_owned()
}

/// The hint for [`no_such_path`].
pub fn name_what_is_there() -> &'static str {
    "name a folder or a file that is there; `folio help` lists the commands"
}

/// The message that a path leads to a file that is of no format.
pub fn not_a_folder() -> String {
    "Folio cannot read this kind of file".to_owned()
}

/// The message that a folder is not a pack.
pub fn no_pack_toml() -> String {
    "this folder has no `pack.toml`, and nothing else that Folio reads".to_owned()
}

/// The message that a folder has a file that is called almost as `pack.toml` is.
pub fn misnamed_head(name: &str) -> String {
    format!("this folder has no `pack.toml`, but {}", quoted(name))
}

/// The hint for [`misnamed_head`].
pub fn rename_to_pack_toml() -> &'static str {
    "rename the file: `pack.toml`, in small letters and with nothing behind it"
}

/// The hint for a `pack.toml` that is a folder.
pub fn write_pack_toml() -> &'static str {
    "give this folder another name, and write a file `pack.toml` beside it; `folio help pack` has an example"
}

/// The message that a file is the `pack.toml` of a folder inside a pack, which has the other one.
pub fn pack_in_pack(other: &str) -> String {
    format!("this is a second `pack.toml` in the pack of {other}: nothing in its folder was read")
}

/// The hint for [`pack_in_pack`].
pub fn one_pack_toml() -> &'static str {
    "a pack has one `pack.toml`: move this folder out of the pack if it is a pack of its own; if it is not, move what \
     this file declares into the other `pack.toml`, and delete it"
}

/// The message that a file is larger than `limit`, in bytes.
pub fn file_too_large(limit: u64) -> String {
    format!("this file is larger than {} MiB and was not read", limit >> 20)
}

/// The hint for [`file_too_large`].
pub fn split_what_is_large() -> &'static str {
    "split it into several files; a text that is too long for one goes into several entries, which a route joins"
}

/// The message that a file has too many tables.
pub fn too_many_tables(limit: usize) -> String {
    format!("this file has more than {limit} tables and lists and was not read")
}

/// The hint for [`too_many_tables`].
pub fn split_file() -> &'static str {
    "split it into several files"
}

/// The hint for [`file_too_large`] and [`too_many_tables`] of a file that holds no knowledge, such as
/// settings.
pub fn right_file() -> &'static str {
    "nobody writes as much by hand: is it the right file?"
}

/// The message that a file is not UTF-8; `offset` is the first byte that is not.
pub fn not_utf8(offset: usize) -> String {
    format!("this file is not UTF-8: byte {offset} begins no character")
}

/// The message that a file is UTF-16.
pub fn is_utf16() -> String {
    "this file is UTF-16, not UTF-8".to_owned()
}

/// The hint for [`not_utf8`] and [`is_utf16`].
pub fn save_as_utf8() -> &'static str {
    "save as UTF-8"
}

/// The message that a file cannot be read.
pub fn unreadable(reason: &str) -> String {
    format!("this cannot be read: {reason}")
}

/// The message that a path is a folder, a pipe, a device or a socket.
pub fn not_a_file(what: &str) -> String {
    format!("this is {what}, not a file")
}

/// The message that something in a folder is a pipe, a device or a socket.
pub fn skipped(what: &str) -> String {
    format!("{}, and was skipped", not_a_file(what))
}

/// The message that a file kept changing while it was read.
pub fn keeps_changing() -> String {
    "this file changed again and again while it was read".to_owned()
}

/// The hint for [`keeps_changing`].
pub fn try_again() -> &'static str {
    "open it again when nothing writes to it"
}

/// The message that a symbolic link leads out of the pack.
pub fn leaves_pack() -> String {
    "this symbolic link leads out of the pack and was not followed".to_owned()
}

/// The hint for [`leaves_pack`].
pub fn copy_the_file() -> &'static str {
    "copy what it leads to into the pack"
}

/// The message that a symbolic link leads to itself or to a folder that contains it.
pub fn link_loop() -> String {
    "this symbolic link leads back to itself or to a folder that holds it".to_owned()
}

/// The message that a file cannot be written since the links that lead to it never come to one, and what to do.
pub fn links_in_a_circle() -> &'static str {
    "its symbolic links lead in a circle; remove one of them, or have it lead to a file"
}

/// The message that nothing is where a symbolic link leads.
pub fn link_leads_nowhere() -> String {
    "this symbolic link leads to a file that is not there".to_owned()
}

/// The hint for [`link_loop`] and [`link_leads_nowhere`].
pub fn remove_the_link() -> &'static str {
    "remove the link"
}

/// The message that the `pack.toml` of a pack is a symbolic link to another file of it.
pub fn link_in_pack() -> String {
    "this symbolic link leads to another file of the pack, which is read as such".to_owned()
}

/// The hint for [`link_in_pack`].
pub fn name_it_pack_toml() -> &'static str {
    "remove the link, and name the file that it leads to `pack.toml`"
}

/// The message that folders are nested too deeply.
pub fn too_deep(levels: usize) -> String {
    format!("folders below this one are not read: it lies {levels} levels deep")
}

/// The message that a pack has too many files.
pub fn too_many_files(limit: usize) -> String {
    format!("this pack has more than {limit} files; the rest was not read")
}

/// The message that all packs together are larger than `limit`, in bytes.
pub fn packs_too_large(limit: u64) -> String {
    format!("the open packs hold more than {} MiB of text; the rest was not read", limit >> 20)
}

/// The message that there is not enough memory to read packs.
pub fn no_worker(reason: &str) -> String {
    format!("there is not enough memory to read packs: {reason}")
}
