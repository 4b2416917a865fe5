//! Files with a passing name, which take a name of their own when they are whole. Whoever writes one holds it
//! locked, which tells it from what somebody left who was killed. Refuses to know: what is in them.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::system;

/// What passing names begin with.
const START: &str = ".folio-";
/// How many letters and digits follow: no file of a reader's is called so.
const LETTERS: usize = 20;

/// Makes a file with a passing name in a folder, locked for as long as it is open, as `prepare` will have it.
///
/// Where files cannot be locked it is not, and nobody removes it.
pub fn create(folder: &Path, prepare: impl Fn(&mut Builder)) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(START).rand_bytes(LETTERS);
    prepare(&mut builder);
    loop {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            // Before it was locked, it was what another Folio removes.
            Ok(()) if !is_still_there(file.as_file(), file.path()) => {}
            Err(TryLockError::WouldBlock) => {}
            Ok(()) | Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Removes what was left in a folder by those who were killed while they wrote. Nothing depends on it.
pub fn clear(folder: &Path) {
    for path in passing_in(folder) {
        let Ok(file) = File::options().write(true).open(&path) else { continue };
        // Who writes it holds the lock; who has written it has given it another name.
        if file.try_lock().is_ok() && is_still_there(&file, &path) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Lists the files of a folder that have a passing name.
fn passing_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let is_passing = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let rest = name.to_str().and_then(|name| name.strip_prefix(START));
        rest.is_some_and(|rest| {
            rest.len() == LETTERS && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }) && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    entries.filter_map(Result::ok).filter(is_passing).map(|entry| entry.path()).collect()
}

fn is_still_there(file: &File, path: &Path) -> bool {
    let same = || Ok::<_, io::Error>(system::identity(file)? == system::identity_at(path)?);
    same().unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_writes_any_more_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let make = || create(folder.path(), |_| {}).unwrap();
        let (held, left, renamed) = (make(), make(), make());
        let (_, left) = left.keep().unwrap();
        let own = folder.path().join("own.folio");
        renamed.persist(&own).unwrap();
        let others = [".folio-notes", ".folio-abcdef", "folio-abcdefghijklmnopqrst"];
        let others = others.map(|name| folder.path().join(name));
        for other in &others {
            fs::write(other, "").unwrap();
        }
        clear(folder.path());
        assert!(!left.exists());
        assert!(held.path().exists() && own.exists() && others.iter().all(|path| path.exists()));
    }
}
