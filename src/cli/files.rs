//! Files that commands make. Refuses to know: what is in them.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path};

use tempfile::TempDir;

use crate::export::File;
use crate::formats;
use crate::system;

/// Returns whether a path is `-`, which means standard output.
pub fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Returns whether a folder can be made, or is empty but for what other programs hide in it, such as `.git`:
/// what is there already is never written over.
pub fn is_free(folder: &Path) -> bool {
    let is_of_others = |entry: io::Result<fs::DirEntry>| {
        let name = entry.map(|entry| entry.file_name());
        name.is_ok_and(|name| name != ".folio" && name.as_encoded_bytes().starts_with(b"."))
    };
    match fs::read_dir(folder) {
        Ok(mut inside) => inside.all(is_of_others),
        Err(_) => fs::symlink_metadata(folder).is_err(),
    }
}

/// Writes a file into a folder, and makes the folders above it.
pub fn write(folder: &Path, file: &File) -> io::Result<()> {
    let path = folder.join(&file.name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, &file.text)
}

/// Copies the files of a folder that its owner wants seen into another one, and counts them. Symbolic links are
/// passed over.
pub fn copy(from: &Path, to: &Path) -> io::Result<usize> {
    let mut count = 0;
    for (path, inner) in formats::files_in(from) {
        let path_there = to.join(inner);
        fs::create_dir_all(path_there.parent().unwrap_or(to))?;
        fs::copy(path, path_there)?;
        count += 1;
    }
    Ok(count)
}

/// Makes a folder with files in it, and the folders above it: all of it is there in the end, or nothing.
/// One that is there and empty stays itself, since somebody may stand in it, and is filled.
pub fn make(folder: &Path, files: &[File]) -> io::Result<()> {
    if folder.is_dir() {
        return fill(folder, files);
    }
    let whole = std::path::absolute(folder)?;
    let mut made = &*whole;
    let root = loop {
        let above = made.parent().ok_or(io::ErrorKind::NotFound)?;
        if fs::symlink_metadata(above).is_ok() {
            break above;
        }
        made = above;
    };
    let below = whole.strip_prefix(made).expect("it is above");
    if below.components().any(|part| !matches!(part, Component::Normal(_))) {
        // What is above a folder that is not there is nowhere.
        return Err(io::ErrorKind::NotFound.into());
    }
    let passing = passing(root)?;
    write_all(&passing.path().join(below), files)?;
    fs::rename(passing.path(), made)?;
    // It has another name now.
    let _ = passing.keep();
    Ok(())
}

/// Puts files into an empty folder, the last one last.
fn fill(folder: &Path, files: &[File]) -> io::Result<()> {
    let passing = passing(folder)?;
    write_all(passing.path(), files)?;
    let mut moved = HashSet::new();
    for file in files {
        let Some(Component::Normal(top)) = Path::new(&file.name).components().next() else {
            continue;
        };
        if !moved.insert(top) {
            continue;
        }
        if let Err(error) = fs::rename(passing.path().join(top), folder.join(top)) {
            for top in moved {
                // What cannot be taken back either is found at the next try, which is refused.
                let _ = fs::rename(folder.join(top), passing.path().join(top));
            }
            return Err(error);
        }
    }
    Ok(())
}

/// Makes a folder with a passing name, open to whom the user's folders are open to; it goes away with what is
/// in it.
fn passing(above: &Path) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".folio-");
    system::as_other_folders(&mut builder);
    // The passing name is nobody's business.
    builder.tempdir_in(above).map_err(|error| io::Error::from(error.kind()))
}

/// Writes files into a folder, so that they are on the disk.
fn write_all(folder: &Path, files: &[File]) -> io::Result<()> {
    for file in files {
        let path = folder.join(&file.name);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        let mut written = fs::File::create_new(path)?;
        written.write_all(file.text.as_bytes())?;
        written.sync_all()?;
    }
    Ok(())
}
