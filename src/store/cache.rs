//! Compiled forms of folders that were opened before, in the user's cache folder, so that a folder that
//! did not change opens like a compiled file. Nothing is lost without them: whatever is wrong with one, the
//! folder itself is read. Refuses to know: what a pack says.

use std::collections::HashMap;
use std::fs::{self, File, Metadata};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::listed::Listed;
use super::{Origin, WithIndex, passing};
use crate::blocks::{FORMAT, FileWriter, Image};
use crate::content::earlier::{self, Known};
use crate::content::outside::{Beside, FileState, Seen};
use crate::content::progress::Progress;
use crate::content::source::Input;
use crate::formats::Format;
use crate::model::columns::{decoded, encoded};
use crate::system;

/// Folders with less text, in bytes, open as fast without.
pub(super) const WORTH: u64 = 1 << 20;
/// How much all files together may hold, in bytes; those that were used longest ago go first.
const MOST: u64 = 2 << 30;
/// The section that holds the [`State`].
const STATE: &str = "state";
const ENDING: &str = "folio";
/// What was not used for so long is not kept.
const UNUSED: Duration = Duration::from_hours(24 * 90);

/// What a folder was when it was compiled; the compiled form holds as long as nothing of it differs.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
struct State {
    /// The folder, as the system writes its path.
    folder: Vec<u8>,
    /// What lies there; `None` if it is a pack.
    of: Option<Format>,
    /// The program that compiled it, which decides what is read out of a folder.
    program: FileState,
    format: u32,
    /// By their names inside the folder, `pack.toml` first; without a state if the file may have changed
    /// again without a sign of it.
    files: Vec<(String, Option<FileState>)>,
    /// What was looked at beside them.
    beside: Vec<(Beside, Seen)>,
    /// Whether the index is among what was compiled.
    with_index: WithIndex,
}

impl State {
    fn in_image(image: &Image) -> Option<Self> {
        decoded(image, STATE).ok()
    }

    /// Returns whether something kept by the one can be of use to the other.
    fn is_akin_to(&self, other: &Self) -> bool {
        let key = |of: &Self| (of.program, of.format);
        key(self) == key(other) && self.folder == other.folder
    }

    /// Returns whether nothing has changed since, as far as files tell; what is beside them is looked at,
    /// with names that begin in `root`.
    fn holds(&self, now: &Self, root: &Path) -> bool {
        let is_settled = |(_, state): &(String, Option<FileState>)| state.is_some();
        self.is_akin_to(now)
            && self.files == now.files
            && self.files.iter().all(is_settled)
            && self.beside.iter().all(|(one, seen)| seen.holds(one.look(root)))
    }
}

/// The place of a folder in the cache, and what the folder is now.
pub struct Slot {
    path: PathBuf,
    /// The folder that the names of files begin in.
    root: PathBuf,
    state: State,
}

/// What is kept of a folder.
pub enum CacheHit {
    /// It is of the folder as it is now.
    Now {
        /// The compiled form.
        image: Arc<Image>,
        /// What was looked at beside the files.
        beside: Vec<(Beside, Seen)>,
        /// Whether it has the index.
        with_index: WithIndex,
    },
    /// It is of the folder as it was: what some files said holds still.
    Before(Known),
}

/// What is kept of a folder as it was, whatever has become of the folder.
pub struct AsItWas {
    /// The compiled form, of which nobody knows yet whether it is what was written.
    pub image: Arc<Image>,
    /// The folder that its files are in, as it was named.
    pub root: PathBuf,
    path: PathBuf,
    files: Vec<(String, Option<FileState>)>,
    /// What was looked at beside them.
    pub(super) beside: Vec<(Beside, Seen)>,
    /// Whether it has the index.
    pub(super) with_index: WithIndex,
    /// What lies in the folder; `None` if it is a pack.
    pub(super) format: Option<Format>,
}

impl AsItWas {
    /// Opens what is kept of a folder, or of a file of another format; `root` is where the names of its files
    /// begin. Reads no more than a few blocks, and nothing of the files but whether the first is there.
    pub(super) fn of(folder: &Path, root: &Path) -> Option<Self> {
        let (path, now) = place_of(folder)?;
        let image = Image::open(&path).ok()?;
        let state = State::in_image(&image).filter(|state| state.is_akin_to(&now))?;
        let head = state.files.first().map(|(name, _)| root.join(name));
        if !head.is_some_and(|head| head.is_file()) {
            return None;
        }
        touch(&path);
        let State { files, beside, with_index, of: format, .. } = state;
        Some(Self { image, root: root.to_owned(), path, files, beside, with_index, format })
    }

    /// Returns the files as they were, by their names inside the folder.
    pub(super) fn files(&self) -> impl Iterator<Item = (&str, Option<FileState>)> {
        self.files.iter().map(|(name, state)| (&**name, *state))
    }

    /// Reads all of it and returns whether it is what was written; removes it if it is not. `None` once
    /// `go_on` says so.
    pub fn prove(&self, go_on: impl Fn() -> bool) -> Option<bool> {
        let holds = is_as_written(&self.image, go_on)?;
        if !holds {
            let _ = fs::remove_file(&self.path);
        }
        Some(holds)
    }
}

/// Returns the place of a folder in the cache, and what is known of the folder without looking at its files;
/// `None` if there is no cache folder.
fn place_of(folder: &Path) -> Option<(PathBuf, State)> {
    let program = FileState::at(&std::env::current_exe().ok()?)?;
    let whole = folder.canonicalize().ok()?;
    let folder = whole.as_os_str().as_encoded_bytes().to_vec();
    let name = blake3::hash(&folder).to_hex();
    let path = cache_folder()?.join(name.as_str()).with_extension(ENDING);
    let (files, beside) = (Vec::new(), Vec::new());
    let with_index = WithIndex::No;
    let state = State { folder, of: None, program, format: FORMAT, files, beside, with_index };
    Some((path, state))
}

fn is_as_written(image: &Image, go_on: impl Fn() -> bool) -> Option<bool> {
    let checked = image.check(|_, _| go_on())?;
    Some(checked.is_whole && checked.damage.is_empty())
}

/// Notes that a compiled form was used: what is used stays longest. Nothing depends on it.
fn touch(path: &Path) {
    let file = File::options().append(true).open(path);
    let _ = file.and_then(|file| file.set_modified(SystemTime::now()));
}

impl Slot {
    /// Returns the place of a folder, or of a file of another format; `None` if there is no cache folder, if
    /// the pack is small, or if a file of it cannot be looked at.
    pub(super) fn of(folder: &Path, listed: &Listed) -> Option<Self> {
        let whole = folder.canonicalize().ok()?;
        // Of a dictionary one file is named, and others lie beside it.
        let root = if whole.is_dir() { &whole } else { whole.parent()? };
        let mut files = Vec::with_capacity(listed.states.len());
        let (mut text, now) = (0, SystemTime::now());
        for (found, state) in listed.listing.all().zip(&listed.states) {
            let (Input::Path(path), Some(state)) = (&found.input, state) else { return None };
            text += state.length();
            let inner = path.strip_prefix(root).ok()?;
            let settled = Some(*state).filter(|state| state.is_settled(now));
            files.push((inner.to_string_lossy().into_owned(), settled));
        }
        if text < WORTH {
            return None;
        }
        let (path, place) = place_of(folder)?;
        let state = State { files, of: listed.format, ..place };
        Some(Self { path, root: root.to_owned(), state })
    }

    /// Returns the same in another place.
    #[cfg(test)]
    pub(super) fn at(self, path: &Path) -> Self {
        Self { path: path.to_owned(), ..self }
    }

    /// Opens what is kept of the folder. What is of the folder as it is now is read as a whole, so that
    /// nothing wrong is told later of a folder that is sound.
    pub fn open(&self) -> Option<CacheHit> {
        let image = Image::open(&self.path).ok()?;
        let kept = State::in_image(&image).filter(|kept| kept.is_akin_to(&self.state))?;
        if !kept.holds(&self.state, &self.root) {
            return self.known(&kept, &image).map(CacheHit::Before);
        }
        if !image.is_whole() {
            return None;
        }
        touch(&self.path);
        let State { beside, with_index, .. } = kept;
        Some(CacheHit::Now { image, beside, with_index })
    }

    fn known(&self, kept: &State, image: &Image) -> Option<Known> {
        let rows = earlier::read(image).ok().filter(|rows| rows.len() == kept.files.len())?;
        let kept = kept.files.iter().enumerate();
        let kept: HashMap<&str, (usize, &Option<FileState>)> =
            kept.map(|(row, (name, state))| (&**name, (row, state))).collect();
        let beside_head = self.state.files.iter().skip(1);
        let of = beside_head.map(|(name, now)| {
            let (row, state) = kept.get(&**name)?;
            (now.is_some() && *state == now).then_some(*row)
        });
        Some(Known { rows, of: of.collect() })
    }

    /// Returns whether something can be kept of the folder as it is now: all files have rested, so that a change
    /// shows, and there is a place to write to.
    pub fn can_keep(&self) -> bool {
        self.state.files.iter().all(|(_, state)| state.is_some()) && self.can_write()
    }

    /// Returns whether there is a place to write to.
    pub fn can_write(&self) -> bool {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).is_ok() && passing::create(folder, |_| {}).is_ok()
    }

    /// Returns whether more would be known next time if the folder was kept as it is now.
    pub fn is_worth(&self, known: Option<&Known>) -> bool {
        let settled = self.state.files.iter().filter(|(_, state)| state.is_some()).count();
        match known {
            Some(known) => settled > 1 + known.of.iter().flatten().count(),
            // Of files that may all change again nothing would be known.
            None => 2 * settled > self.state.files.len(),
        }
    }

    /// Keeps the compiled form that `write` writes, with what was looked at beside the files and whether it has
    /// the index; returns it.
    pub fn keep(
        &self,
        beside: &[(Beside, Seen)],
        with_index: WithIndex,
        write: impl FnOnce(&mut FileWriter<BufWriter<File>>) -> io::Result<()>,
    ) -> io::Result<Option<Arc<Image>>> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let (file, passing) = passing::create(folder, |_| {})?.into_parts();
        let mut writer = FileWriter::new(BufWriter::new(file))?;
        write(&mut writer)?;
        let now = SystemTime::now();
        let beside = beside.iter().map(|(one, seen)| (one.clone(), seen.settled(now))).collect();
        writer.bytes(STATE, &encoded(&State { beside, with_index, ..self.state.clone() })?)?;
        writer.finish()?.flush()?;
        passing.persist(&self.path)?;
        clean(folder, MOST, SystemTime::now());
        Ok(Image::open(&self.path).ok())
    }
}

/// The compiled form of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The folder that it was made of.
    pub folder: PathBuf,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// Whether the folder, or Folio, has changed since.
    pub is_stale: bool,
}

/// Returns the folder that compiled forms are kept in, whether it is there or not; see [`system::folder`].
pub fn cache_folder() -> Option<PathBuf> {
    system::folder(system::Folder::Cache)
}

/// Lists the compiled forms that are kept, by the folders that they were made of.
pub fn forms() -> Vec<Form> {
    let mut forms: Vec<Form> = cache_folder()
        .iter()
        .flat_map(|folder| files(folder))
        .filter_map(|(path, metadata)| {
            let image = Image::open(&path).ok()?;
            let state = State::in_image(&image)?;
            let folder = system::path_of(state.folder.clone());
            let listed = Listed::of(&Origin::Folder(folder.clone()), &Progress::default());
            let slot = listed.ok().and_then(|listed| Slot::of(&folder, &listed));
            let is_stale = !slot.is_some_and(|slot| state.holds(&slot.state, &slot.root));
            Some(Form { folder, bytes: metadata.len(), is_stale })
        })
        .collect();
    forms.sort_by(|one, other| one.folder.cmp(&other.folder));
    forms
}

/// Removes all compiled forms; returns how many there were, and how many bytes they had. Fails with the
/// first that cannot be removed.
pub fn clear() -> io::Result<(usize, u64)> {
    let (mut count, mut bytes) = (0, 0);
    let Some(folder) = cache_folder() else { return Ok((count, bytes)) };
    for (path, metadata) in files(&folder) {
        fs::remove_file(path)?;
        count += 1;
        bytes += metadata.len();
    }
    passing::clear(&folder);
    Ok((count, bytes))
}

/// Lists the files of the cache.
fn files(folder: &Path) -> Vec<(PathBuf, Metadata)> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |path: &Path| path.extension().is_some_and(|ending| ending == ENDING);
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| ours(path));
    paths.filter_map(|path| fs::metadata(&path).ok().map(|metadata| (path, metadata))).collect()
}

/// Removes what nobody will use again: what a Folio that was killed has left half written, what was used
/// longest ago until all files together hold no more than `most` bytes, and what was not used for long. What
/// another Folio has removed meanwhile is gone as well.
fn clean(folder: &Path, most: u64, now: SystemTime) {
    passing::clear(folder);
    let mut files = files(folder);
    files.sort_by_key(|(_, metadata)| metadata.modified().ok());
    let mut bytes: u64 = files.iter().map(|(_, metadata)| metadata.len()).sum();
    for (path, metadata) in files {
        let is_old = metadata.modified().is_ok_and(|used| used + UNUSED < now);
        if bytes > most || is_old {
            bytes -= metadata.len();
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes_first_and_what_was_left_half_written_goes() {
        #[track_caller]
        fn check(most: u64, expected: &[&str]) {
            let folder = tempfile::tempdir().unwrap();
            let now = SystemTime::now();
            for (hours, name) in [
                (72, "old.folio"),
                (24, "new.folio"),
                (48, "middle.folio"),
                (91 * 24, "ancient.folio"),
                (91 * 24, "other.txt"),
            ] {
                let path = folder.path().join(name);
                fs::write(&path, [0; 100]).unwrap();
                let used = now - Duration::from_hours(hours);
                File::options().append(true).open(&path).unwrap().set_modified(used).unwrap();
            }
            let make = || passing::create(folder.path(), |_| {}).unwrap();
            let (written, _) = (make(), make().keep().unwrap());
            clean(folder.path(), most, now);
            assert!(written.path().exists(), "somebody writes it");
            written.close().unwrap();
            let left = fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name());
            let mut left: Vec<_> = left.collect();
            left.sort();
            assert_eq!(left, expected, "{most}");
        }
        check(u64::MAX, &["middle.folio", "new.folio", "old.folio", "other.txt"]);
        check(200, &["middle.folio", "new.folio", "other.txt"]);
    }
}
