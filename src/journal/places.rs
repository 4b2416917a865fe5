//! Where somebody stopped reading in each library: a small file beside the journal, so that the first frame
//! need not wait for the journal. Refuses to know: what is done with a place.

use std::io::{self, ErrorKind};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::disk::{self, Disk, How};
use super::place::Place;
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
const LONGEST: usize = 4 << 20;

/// What the file says.
#[derive(Debug, Deserialize, PartialEq, Eq, Serialize)]
struct Places {
    version: u32,
    /// The latest first.
    places: Vec<Place>,
}

/// What the file says of its version, whatever else it says.
#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// Returns the latest place in a library of exactly these packs, else the latest in one of them.
pub fn place_for(disk: &dyn Disk, folder: &Path, packs: &[&str]) -> Option<Place> {
    let Read::Places(places) = read(disk, folder).ok()? else { return None };
    let is_library = |place: &Place| place.packs.iter().map(|id| &**id).eq(packs.iter().copied());
    let at = places.iter().position(is_library);
    let at = at.or_else(|| places.iter().position(|place| packs.contains(&&*place.pack)))?;
    places.into_iter().nth(at)
}

/// Keeps a place, instead of the one before in the same library; whoever calls holds the lock. It is written
/// into a file whose name begins with `passing`, which then takes the name.
pub(super) fn keep(disk: &dyn Disk, folder: &Path, passing: &str, place: &Place) -> io::Result<()> {
    let mut places = match read(disk, folder)? {
        Read::Places(places) => places,
        Read::Newer => return Ok(()),
        Read::Damaged => {
            let aside = format!("{PLACES}{SET_ASIDE}{}", disk.now().date());
            disk.rename(&folder.join(PLACES), &folder.join(aside))?;
            Vec::new()
        }
    };
    places.retain(|other| other.packs != place.packs);
    places.insert(0, place.clone());
    places.truncate(MOST);
    write(disk, folder, passing, places)
}

/// Returns all places, the latest first; none where they cannot be read.
pub(super) fn all(disk: &dyn Disk, folder: &Path) -> Vec<Place> {
    match read(disk, folder) {
        Ok(Read::Places(places)) => places,
        _ => Vec::new(),
    }
}

/// Drops the places of which `goes` says so, as [`keep`] keeps one.
pub(super) fn forget(
    disk: &dyn Disk,
    folder: &Path,
    passing: &str,
    goes: &dyn Fn(&Place) -> bool,
) -> io::Result<()> {
    let Read::Places(mut places) = read(disk, folder)? else { return Ok(()) };
    let before = places.len();
    places.retain(|place| !goes(place));
    if places.len() == before { Ok(()) } else { write(disk, folder, passing, places) }
}

fn write(disk: &dyn Disk, folder: &Path, passing: &str, places: Vec<Place>) -> io::Result<()> {
    let text = json(&Places { version: VERSION, places });
    disk::replace(disk, &folder.join(PLACES), passing, |file| {
        disk::write_all(file, text.as_bytes())
    })
}

enum Read {
    Places(Vec<Place>),
    /// A newer version wrote it.
    Newer,
    /// It is none of Folio's.
    Damaged,
}

fn read(disk: &dyn Disk, folder: &Path) -> io::Result<Read> {
    let mut file = match disk.open(&folder.join(PLACES), How::Read) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Read::Places(Vec::new())),
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
        _ => serde_json::from_slice(bytes)
            .map_or(Read::Damaged, |read: Places| Read::Places(read.places)),
    })
}
