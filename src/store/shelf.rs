//! What the user keeps in the data folder, which opens beside the built-in pack: putting there, listing,
//! taking away. Refuses to know: what is in it, and whoever asks before anything is removed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::data_folder;
use crate::content::source::{Input, Refusal, compare_paths};
use crate::formats::{self, Format};
use crate::system;

/// Something in the data folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// What it is called there.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// Where it really is, if only a link is there, or a folder of links.
    pub leads_to: Option<PathBuf>,
    /// Whether nothing is there any more.
    pub is_missing: bool,
}

/// How something is put there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As a link: what changes where it is changes here.
    Linked,
    /// As a copy.
    Copied,
}

/// Why something cannot be put there.
#[derive(Debug)]
pub enum Unadded {
    /// There is no home folder.
    NoFolder,
    /// It is nothing that opens.
    Refused(Refusal),
    /// The name cannot be that of a file, or begins with a dot.
    BadName(String),
    /// Something of that name is there.
    Taken(PathBuf),
    /// It cannot be written.
    Io(io::Error),
}

impl From<io::Error> for Unadded {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Returns what is kept in a folder, in the order of names: all folders, and all files that can be read;
/// what begins with a dot is passed over.
pub fn kept_in(folder: &Path) -> Vec<Installed> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let name = path.file_name().unwrap_or_default();
            let is_hidden = name.as_encoded_bytes().starts_with(b".");
            let leads_nowhere = path.is_symlink() && !path.exists();
            !is_hidden && (path.is_dir() || leads_nowhere || is_readable(path))
        })
        .collect();
    paths.sort_by(|a, b| compare_paths(a, b));
    paths.into_iter().map(kept).collect()
}

/// Returns what something in the data folder is.
pub fn kept(path: PathBuf) -> Installed {
    let link = link_of(&path);
    let leads_to = link.as_ref().and_then(|link| fs::read_link(link).ok());
    let name = if path.is_dir() { path.file_name() } else { path.file_stem() };
    let name = name.unwrap_or_default().to_string_lossy().into_owned();
    let is_missing = !link.as_ref().unwrap_or(&path).exists();
    Installed { name, path, leads_to, is_missing }
}

/// Returns the link that something is, or the first one of a folder that holds links alone, as that of a dictionary
/// does.
fn link_of(path: &Path) -> Option<PathBuf> {
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|it| it.is_symlink());
    if is_link(path) {
        return Some(path.to_owned());
    }
    let files = fs::read_dir(path).ok()?.map(|file| Some(file.ok()?.path()));
    let files: Vec<PathBuf> = files.collect::<Option<_>>()?;
    files.iter().all(|file| is_link(file)).then(|| files.into_iter().min()).flatten()
}

/// Returns what something is called in the data folder, if it lies there.
pub fn name_in_data_folder(path: &Path) -> Option<String> {
    let is_there = path.parent().is_some() && path.parent() == data_folder().as_deref();
    is_there.then(|| kept(path.to_owned()).name)
}

/// Returns whether a file is a compiled pack by its name, or of a format that is read.
fn is_readable(path: &Path) -> bool {
    let is_named = path.extension().is_some_and(|ending| ending == "folio");
    path.is_file() && (is_named || Format::of(path).is_some())
}

/// Puts what lies at a path into the data folder; returns where.
pub fn add(thing: &Path, name: Option<&str>, manner: Manner) -> Result<PathBuf, Unadded> {
    let folder = data_folder().ok_or(Unadded::NoFolder)?;
    let thing = thing.canonicalize().map_err(|error| Unadded::Refused(Refusal::io(&error)))?;
    let files = files_of(&thing)?;
    let several = thing.is_file() && files.len() > 1;
    let own = if several { thing.file_stem() } else { thing.file_name() };
    let own = own.unwrap_or_default().to_string_lossy().into_owned();
    let name = match (name, thing.extension()) {
        (None, _) => own,
        (Some(name), Some(ending)) if thing.is_file() && files.len() == 1 => {
            format!("{name}.{}", ending.to_string_lossy())
        }
        (Some(name), _) => name.to_owned(),
    };
    if name.is_empty()
        || name.starts_with('.')
        || name.contains(|c: char| c.is_control() || "/\\".contains(c))
    {
        return Err(Unadded::BadName(name));
    }
    let place = folder.join(&name);
    if fs::symlink_metadata(&place).is_ok() {
        return Err(Unadded::Taken(place));
    }
    fs::create_dir_all(&folder)?;
    if several {
        fs::create_dir(&place)?;
        for file in &files {
            put(file, &place.join(file.file_name().unwrap_or_default()), manner)?;
        }
    } else {
        put(&thing, &place, manner)?;
    }
    Ok(place)
}

/// Returns the files that belong to a file, itself first; of a folder the folder alone.
fn files_of(thing: &Path) -> Result<Vec<PathBuf>, Unadded> {
    let format = Format::of(thing);
    if thing.is_dir() {
        let is_pack = thing.join("pack.toml").is_file();
        return match format {
            None if !is_pack => {
                Err(Unadded::Refused(crate::content::source::list(thing).err().map_or_else(
                    || Refusal::new("no-pack-toml", String::new(), ""),
                    |refusal| formats::refused(thing, refusal),
                )))
            }
            _ => Ok(vec![thing.to_owned()]),
        };
    }
    let Some(format) = format else { return Ok(vec![thing.to_owned()]) };
    let listing = format.list(thing).map_err(Unadded::Refused)?;
    let files = listing.all().filter_map(|found| match &found.input {
        Input::Path(path) => Some(path.clone()),
        _ => None,
    });
    Ok(files.collect())
}

fn put(from: &Path, to: &Path, manner: Manner) -> io::Result<()> {
    match manner {
        Manner::Linked => system::link(from, to),
        Manner::Copied if from.is_file() => fs::copy(from, to).map(|_| ()),
        Manner::Copied => copy_folder(from, to),
    }
}

/// Copies a folder; the targets of links in it are left out.
fn copy_folder(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let inner = entry.path().strip_prefix(from).expect("the walk stays below the folder");
        let target = to.join(inner);
        if entry.file_type().is_dir() {
            fs::create_dir_all(target)?;
        } else if entry.file_type().is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Takes something away: of what is only linked the link.
pub fn remove(kept: &Installed) -> io::Result<()> {
    let is_folder = fs::symlink_metadata(&kept.path)?.is_dir();
    if is_folder { fs::remove_dir_all(&kept.path) } else { fs::remove_file(&kept.path) }
}
