//! Compiled forms of folders that were opened before, in the user's cache folder, so that a folder that
//! did not change opens like a compiled file. Nothing is lost without them: whatever is wrong with one, the
//! folder itself is read. Refuses to know: what a pack says.

use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize};

use super::listed::Listed;
use super::mark::FileState;
use crate::blocks::{FORMAT, FileWriter, Image};
use crate::content::source::Input;
use crate::model::columns::{decoded, encoded};

/// Folders with less text, in bytes, open as fast without.
const WORTH: u64 = 1 << 20;
/// How much all files together may hold, in bytes; those that were used longest ago go first.
const MOST: u64 = 2 << 30;
/// A file that was changed a shorter time ago may change again without a sign of it.
const SETTLED: Duration = Duration::from_secs(2);
/// The section that holds the [`State`].
const STATE: &str = "state";
const ENDING: &str = "folio";

/// What a folder was when it was compiled; the compiled form holds as long as nothing of it differs.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct State {
    /// The folder, as the system writes its path.
    folder: Vec<u8>,
    /// The program that compiled it, which decides what is read out of a folder.
    program: FileState,
    format: u32,
    /// By their names inside the folder.
    files: Vec<(String, FileState)>,
}

impl State {
    fn in_image(image: &Image) -> Option<Self> {
        decoded(image, STATE).ok()
    }
}

/// The place of a folder in the cache, and what the folder is now.
pub struct Slot {
    path: PathBuf,
    state: State,
    /// When the newest of its files was changed.
    newest: SystemTime,
}

impl Slot {
    /// Returns the place of a folder, or of a file of another format; `None` if there is no cache folder, if the pack is small, or if a
    /// file of it cannot be looked at.
    pub(super) fn of(folder: &Path, listed: &Listed) -> Option<Self> {
        let whole = folder.canonicalize().ok()?;
        // Of a dictionary one file is named, and others lie beside it.
        let root = if whole.is_dir() { &whole } else { whole.parent()? };
        let mut files = Vec::with_capacity(listed.states.len());
        let (mut text, mut newest) = (0, SystemTime::UNIX_EPOCH);
        for (found, state) in listed.listing.all().zip(&listed.states) {
            let (Input::Path(path), Some(state)) = (&found.input, state) else { return None };
            text += state.length();
            newest = newest.max(state.modified());
            let inner = path.strip_prefix(root).ok()?;
            files.push((inner.to_string_lossy().into_owned(), *state));
        }
        if text < WORTH {
            return None;
        }
        let program = FileState::at(&std::env::current_exe().ok()?)?;
        let folder = whole.as_os_str().as_encoded_bytes().to_vec();
        let name = blake3::hash(&folder).to_hex();
        let path = cache_folder()?.join(name.as_str()).with_extension(ENDING);
        Some(Self { path, state: State { folder, program, format: FORMAT, files }, newest })
    }

    /// Opens the compiled form, if there is one of the folder as it is now.
    pub fn open(&self) -> Option<Arc<Image>> {
        let image = Image::open(&self.path).ok()?;
        if State::in_image(&image)? != self.state {
            return None;
        }
        // All of it is read now: nothing wrong may be told later of a folder that is sound.
        let checked = image.check(|_, _| true)?;
        if !checked.is_whole || !checked.damage.is_empty() {
            return None;
        }
        // What is used stays longest; nothing depends on it.
        let _ = File::options()
            .append(true)
            .open(&self.path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        Some(image)
    }

    /// Keeps the compiled form that `write` writes, unless the folder may still be changing.
    pub fn keep(
        &self,
        write: impl FnOnce(&mut FileWriter<BufWriter<File>>) -> io::Result<()>,
    ) -> io::Result<()> {
        if self.newest + SETTLED > SystemTime::now() {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let file = tempfile::Builder::new().prefix(".folio-").tempfile_in(folder)?;
        let (file, passing) = file.into_parts();
        let mut writer = FileWriter::new(BufWriter::new(file))?;
        write(&mut writer)?;
        writer.bytes(STATE, &encoded(&self.state)?)?;
        writer.finish()?.flush()?;
        passing.persist(&self.path)?;
        shrink(folder, MOST)
    }
}

/// A compiled form that is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The folder that it was made of.
    pub folder: PathBuf,
    /// Where it is.
    pub path: PathBuf,
    /// How long it is, in bytes.
    pub bytes: u64,
}

/// Returns the folder that compiled forms are kept in, whether it is there or not.
///
/// Reads the environment: `XDG_CACHE_HOME`, else the home folder.
pub fn cache_folder() -> Option<PathBuf> {
    Some(etcetera::base_strategy::Xdg::new().ok()?.cache_dir().join("folio"))
}

/// Lists the compiled forms that are kept, by the folders that they were made of.
pub fn kept() -> Vec<Kept> {
    let mut kept: Vec<Kept> = cache_folder()
        .iter()
        .flat_map(|folder| files(folder))
        .filter_map(|(path, metadata)| {
            let image = Image::open(&path).ok()?;
            let folder = path_of(State::in_image(&image)?.folder);
            Some(Kept { folder, path, bytes: metadata.len() })
        })
        .collect();
    kept.sort_by(|one, other| one.folder.cmp(&other.folder));
    kept
}

/// Removes all compiled forms; returns how many there were, and how many bytes they had. Fails with the
/// first that cannot be removed.
pub fn clear() -> io::Result<(usize, u64)> {
    let (mut count, mut bytes) = (0, 0);
    for (path, metadata) in cache_folder().iter().flat_map(|folder| files(folder)) {
        fs::remove_file(path)?;
        count += 1;
        bytes += metadata.len();
    }
    Ok((count, bytes))
}

#[cfg(unix)]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes).into()
}

#[cfg(not(unix))]
fn path_of(bytes: Vec<u8>) -> PathBuf {
    String::from_utf8_lossy(&bytes).into_owned().into()
}

/// Lists the files of the cache, those that a Folio which was killed left half written among them.
fn files(folder: &Path) -> Vec<(PathBuf, Metadata)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension().is_some_and(|ending| ending == ENDING) || name.starts_with(".folio-")
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| ours(path));
    paths.filter_map(|path| fs::metadata(&path).ok().map(|metadata| (path, metadata))).collect()
}

/// Removes what was used longest ago until all files together hold no more than `most` bytes.
fn shrink(folder: &Path, most: u64) -> io::Result<()> {
    let mut files = files(folder);
    files.sort_by_key(|(_, metadata)| metadata.modified().ok());
    let mut bytes: u64 = files.iter().map(|(_, metadata)| metadata.len()).sum();
    for (path, metadata) in files {
        if bytes <= most {
            break;
        }
        fs::remove_file(path)?;
        bytes -= metadata.len();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first() {
        let folder = tempfile::tempdir().unwrap();
        for (days, name) in
            [(3, "old.folio"), (1, "new.folio"), (2, "middle.folio"), (9, "other.txt")]
        {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).unwrap();
            let used = SystemTime::now() - Duration::from_hours(24 * days);
            File::options().append(true).open(&path).unwrap().set_modified(used).unwrap();
        }
        shrink(folder.path(), 200).unwrap();
        let mut left: Vec<_> =
            fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, ["middle.folio", "new.folio", "other.txt"]);
    }
}
