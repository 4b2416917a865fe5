//! Files and streams on Windows.

use std::fs::{self, DirBuilder, File, FileType, Metadata, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::os::windows::fs::{FileExt, OpenOptionsExt, symlink_dir, symlink_file};
use std::path::{Component, Path, PathBuf, Prefix};

use winapi_util::{Handle, HandleRef, file};

use super::Identity;

/// Opens a link itself, not what it leads to (`FILE_FLAG_OPEN_REPARSE_POINT`).
const OPEN_LINK: u32 = 0x0020_0000;

/// Opens standard output; it is not buffered.
pub fn stdout() -> Box<dyn Write> {
    Box::new(io::stdout())
}

/// Returns whether standard output is a pipe.
pub fn stdout_is_a_pipe() -> bool {
    file::typ(HandleRef::stdout()).is_ok_and(|kind| kind.is_pipe())
}

/// Returns the home folder that the environment names.
pub fn home() -> Option<PathBuf> {
    let mut named = ["USERPROFILE", "HOME"].into_iter().filter_map(std::env::var_os);
    named.find(|path| !path.is_empty()).map(PathBuf::from)
}

/// Returns a path from the bytes that it is kept as.
pub fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Names what is neither file nor folder.
pub fn unusual(kind: FileType) -> Option<&'static str> {
    (!kind.is_file()).then_some("a device")
}

/// Opens for reading, and follows no symbolic link at the end of a path: `None` if it has one.
pub fn open_without_links(path: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new().read(true).custom_flags(OPEN_LINK).open(path)?;
    let is_link = file.metadata()?.is_symlink();
    Ok((!is_link).then_some(file))
}

/// Reads bytes of a file from an offset on, with one call; returns how many there were.
pub fn read_some_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<usize> {
    match file.seek_read(bytes, offset) {
        // What begins behind the end is told as a failure.
        Err(_) if offset >= file.metadata()?.len() => Ok(0),
        read => read,
    }
}

/// Returns what tells an open file from others.
pub fn identity(file: &File) -> io::Result<Identity> {
    file::information(file).map(|told| identity_by(&told))
}

/// Returns what tells the file or folder at a path from others.
pub fn identity_at(path: &Path) -> io::Result<Identity> {
    file::information(Handle::from_path_any(path)?).map(|told| identity_by(&told))
}

fn identity_by(told: &file::Information) -> Identity {
    (told.volume_serial_number(), told.file_index())
}

/// Returns what a replaced file has otherwise than before: when it was made, in seconds and nanoseconds. Its
/// number is not told by a path.
pub fn change_of(metadata: &Metadata) -> Option<((i64, u32), u64)> {
    let made = metadata.created().ok()?.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
    Some(((i64::try_from(made.as_secs()).ok()?, made.subsec_nanos()), 0))
}

/// Returns whether a folder may be changed by other machines, of which the system tells nothing.
pub fn is_remote(folder: &Path) -> bool {
    let Some(Component::Prefix(prefix)) = folder.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

/// Makes a name that leads to a file or a folder.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    if from.is_dir() { symlink_dir(from, to) } else { symlink_file(from, to) }
}

/// Returns nothing: who may do what is not told in digits here.
pub fn mode_of(_: &Metadata) -> Option<String> {
    None
}

/// Returns whether something that is there is not marked as to be read only.
pub fn is_writable(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| !metadata.permissions().readonly())
}

/// Does nothing: a file has the rights of its folder.
pub fn as_other_files(_: &mut tempfile::Builder) {}

/// Does nothing: a folder has the rights of the one above it.
pub fn as_other_folders(_: &mut tempfile::Builder) {}

/// Does nothing: the system ends the process, and nothing is left to do.
pub fn on_interrupt(_: impl Fn() + Send + 'static) {}

/// Returns how a file is opened. The folders of a user are closed to others, and a file has the rights of
/// its folder.
pub fn private_file() -> OpenOptions {
    OpenOptions::new()
}

/// Has a file be written to. One that the system lets only grow could not be cut, so that [`append`] goes to
/// the end; whoever appends holds a lock.
pub fn appending(options: &mut OpenOptions) -> &mut OpenOptions {
    options.write(true)
}

/// Writes bytes at the end of a file that is [`appending`], all with one call; returns how many were written.
pub fn append(file: &mut File, bytes: &[u8]) -> io::Result<usize> {
    file.seek(SeekFrom::End(0))?;
    file.write(bytes)
}

/// Makes a folder, and those above it.
pub fn create_private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).create(folder)
}

/// Does nothing: a file has the rights of its folder.
pub fn close_file_to_others(_: &File, _: &Metadata) {}

/// Does nothing: a folder has the rights of the one above it.
pub fn close_folder_to_others(_: &Path, _: &Metadata) {}

/// Does nothing: the names in a folder are in the log of the file system, and no call waits for it.
pub fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
