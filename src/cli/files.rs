//! Files that commands make. Refuses to know: what is in them.

use std::fs;
use std::io;
use std::path::Path;

use crate::export::File;

/// Returns whether a folder can be made, or is empty: what is there already is never written over.
pub fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut inside) => inside.next().is_none(),
        Err(_) => fs::symlink_metadata(folder).is_err(),
    }
}

/// Writes a file into a folder, and makes the folders above it.
pub fn write(folder: &Path, file: &File) -> io::Result<()> {
    let path = folder.join(&file.name);
    fs::create_dir_all(path.parent().unwrap_or(folder))?;
    fs::write(path, &file.text)
}
