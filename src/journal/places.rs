//! Where somebody stopped reading in each library, and which notes were begun and not kept: a small file beside
//! the journal, so that the first frame need not wait for the journal. Refuses to know: what is done with them.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::disk::{self, Disk, How};
use super::record::{EntryRef, Record};
use super::stopped_at::StoppedAt;
use super::unfinished::{Unfinished, UnfinishedNotes};
use crate::messages::journal as says;
use crate::text::safe::json;

/// The name of the file.
const PLACES: &str = "places.json";
/// What stands in the names of files with what could not be read, between what they were and the date.
pub(super) const SET_ASIDE: &str = ".damaged-";
/// The version of what is written.
const VERSION: u32 = 1;
/// Of how many libraries a place is kept.
const MOST: usize = 50;
/// A longer file, in bytes, is none that Folio wrote.
const LONGEST: usize = 64 << 20;

/// What the file says.
#[derive(Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
struct File {
    version: u32,
    /// The latest first.
    places: Vec<StoppedAt>,
    /// What was begun and not kept, the earliest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    unfinished: Vec<Unfinished>,
}

/// What the file says, each record to be read by itself.
#[derive(Deserialize)]
struct Records {
    places: Vec<Value>,
    #[serde(default)]
    unfinished: Vec<Value>,
}

impl Records {
    /// Returns those that can be read.
    fn readable(self) -> File {
        fn each<T: DeserializeOwned>(all: Vec<Value>) -> Vec<T> {
            all.into_iter().filter_map(|one| serde_json::from_value(one).ok()).collect()
        }
        let Self { places, unfinished } = self;
        File { version: VERSION, places: each(places), unfinished: each(unfinished) }
    }
}

/// What the file says of its version, whatever else it says.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Returns the latest place in a library of exactly these packs, else the latest in one of them.
pub(super) fn stopped_at(places: Vec<StoppedAt>, packs: &[&str]) -> Option<StoppedAt> {
    let is_library =
        |place: &StoppedAt| place.packs.iter().map(|id| &**id).eq(packs.iter().copied());
    let at = places.iter().position(is_library);
    let at = at.or_else(|| places.iter().position(|place| packs.contains(&&*place.pack)))?;
    places.into_iter().nth(at)
}

/// Keeps a place, instead of the one before in the same library; whoever calls holds the lock. It is written
/// into a file whose name begins with `passing`, which then takes the name.
pub(super) fn keep(
    disk: &dyn Disk,
    folder: &Path,
    passing: &str,
    place: &StoppedAt,
) -> io::Result<()> {
    change(disk, folder, passing, |all| {
        all.places.retain(|other| other.packs != place.packs);
        all.places.insert(0, place.clone());
        all.places.truncate(MOST);
    })
    .map(drop)
}

/// Keeps what a session has begun and not kept, and drops what it has finished, as [`keep`] keeps a place.
pub(super) fn keep_unfinished(
    disk: &dyn Disk,
    folder: &Path,
    passing: &str,
    notes: &UnfinishedNotes,
) -> io::Result<()> {
    let is_changed = |one: &&Unfinished| notes.changed.contains(&one.note.id);
    let is_written = change(disk, folder, passing, |all| {
        all.unfinished.retain(|one| !is_changed(&one));
        all.unfinished.extend(notes.here.iter().filter(is_changed).cloned());
    })?;
    if is_written || notes.here.is_empty() {
        Ok(())
    } else {
        Err(io::Error::new(ErrorKind::Unsupported, says::PLACES_ARE_NEWER))
    }
}

/// Returns all places, the latest first, and what was begun and not kept; none where they cannot be read.
pub(super) fn all(disk: &dyn Disk, folder: &Path) -> (Vec<StoppedAt>, Vec<Unfinished>) {
    match read(disk, folder) {
        Ok(Read::Places(all) | Read::InPart(all)) => (all.places, all.unfinished),
        _ => Default::default(),
    }
}

/// Drops the places of which `goes` says so, and what was begun on what records forget, as [`keep`] keeps one.
pub(super) fn forget(
    disk: &dyn Disk,
    folder: &Path,
    passing: &str,
    goes: &dyn Fn(&StoppedAt) -> bool,
    records: &[Record],
) -> io::Result<()> {
    let (Read::Places(mut all) | Read::InPart(mut all)) = read(disk, folder)? else {
        return Ok(());
    };
    let before = (all.places.len(), all.unfinished.len());
    all.places.retain(|place| !goes(place));
    let is_forgotten = |on: &EntryRef| records.iter().any(|record| record.change.forgets_entry(on));
    all.unfinished.retain(|one| !is_forgotten(&one.note.spot.on));
    if (all.places.len(), all.unfinished.len()) == before {
        return Ok(());
    }
    write(disk, folder, passing, all)
}

/// Changes the file; returns whether that could be done, which it cannot to one of a newer version.
fn change(
    disk: &dyn Disk,
    folder: &Path,
    passing: &str,
    change: impl FnOnce(&mut File),
) -> io::Result<bool> {
    let mut all = match read(disk, folder)? {
        Read::Places(all) => all,
        Read::Newer => return Ok(false),
        Read::InPart(all) => {
            set_aside(disk, folder)?;
            all
        }
        Read::Damaged => {
            set_aside(disk, folder)?;
            File::default()
        }
    };
    change(&mut all);
    write(disk, folder, passing, all).map(|()| true)
}

fn set_aside(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    disk.rename(&folder.join(PLACES), &aside(disk, folder))
}

/// Returns where a damaged file goes, which is where none is yet.
fn aside(disk: &dyn Disk, folder: &Path) -> PathBuf {
    let name = format!("{PLACES}{SET_ASIDE}{}", disk.now().date());
    let more = (2..).map(|number| folder.join(format!("{name}-{number}")));
    let is_free = |path: &PathBuf| {
        let opened = disk.open(path, How::Read);
        opened.is_err_and(|error| error.kind() == ErrorKind::NotFound)
    };
    let mut all = std::iter::once(folder.join(&name)).chain(more);
    all.find(is_free).expect("some number is free")
}

fn write(disk: &dyn Disk, folder: &Path, passing: &str, all: File) -> io::Result<()> {
    let text = json(&File { version: VERSION, ..all });
    disk::replace(disk, &folder.join(PLACES), passing, |file| {
        disk::write_all(file, text.as_bytes())
    })
}

enum Read {
    Places(File),
    /// Records of it do not read; these are the others.
    InPart(File),
    /// A newer version wrote it.
    Newer,
    /// It is none of Folio's.
    Damaged,
}

fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Read> {
    let mut file = match disk.open(&folder.join(PLACES), How::Read) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(Read::Places(File::default()));
        }
        Err(error) => return Err(error),
    };
    let length = usize::try_from(file.look()?.length).unwrap_or(usize::MAX);
    if length > LONGEST {
        return Ok(Read::Damaged);
    }
    let mut bytes = vec![0; length];
    let count = file.read(0, &mut bytes)?;
    let bytes = &bytes[..count];
    Ok(match serde_json::from_slice::<Version>(bytes) {
        Ok(Version { version }) if version > VERSION => Read::Newer,
        _ => match serde_json::from_slice(bytes) {
            Ok(all) => Read::Places(all),
            Err(_) => serde_json::from_slice::<Records>(bytes)
                .map_or(Read::Damaged, |records| Read::InPart(records.readable())),
        },
    })
}
