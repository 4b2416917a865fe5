//! Writes a file of the user's that is there as a whole or not at all. Refuses to know: what is in it.

use std::fs;
use std::io::{self, BufWriter, ErrorKind};
use std::path::Path;

use super::passing;
use crate::messages::content::not_a_file;
use crate::system;

/// What becomes of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays: nothing is written, which is [`ErrorKind::AlreadyExists`].
    Stays,
    /// It is written over, and who may do what with it stays; one that may not be written to stays itself, which
    /// is [`ErrorKind::PermissionDenied`].
    Goes,
}

/// Has a file written under a passing name, which takes its name when its bytes are on the disk; returns
/// what `write` does. Removes what was left beside it by those who were killed while they wrote.
pub fn write_whole<T>(
    path: &Path,
    existing: Existing,
    write: impl FnOnce(&mut BufWriter<tempfile::NamedTempFile>) -> io::Result<T>,
) -> io::Result<T> {
    if existing == Existing::Stays && fs::symlink_metadata(path).is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    // What is named by a link is written where the link leads.
    let path = &path.canonicalize().unwrap_or_else(|_| path.to_owned());
    // A file in the place of a device or a pipe would be no device and no pipe any more.
    if let Some(what) = fs::metadata(path).ok().and_then(|it| system::unusual(it.file_type())) {
        return Err(io::Error::new(ErrorKind::InvalidInput, not_a_file(what)));
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    passing::clear(folder);
    // What is told of a failure names the file, not how it is called in passing.
    let file = passing::create(folder, system::as_other_files);
    let file = file.map_err(|error| io::Error::from(error.kind()))?;
    if let Ok(before) = fs::metadata(path) {
        if before.permissions().readonly() || !system::is_writable(path) {
            return Err(ErrorKind::PermissionDenied.into());
        }
        // Before there is anything in it: what nobody else may read is read by nobody in passing.
        file.as_file().set_permissions(before.permissions())?;
    }
    let mut file = BufWriter::new(file);
    let written = write(&mut file)?;
    let file = file.into_inner()?;
    file.as_file().sync_all()?;
    match existing {
        Existing::Stays => file.persist_noclobber(path)?,
        Existing::Goes => file.persist(path)?,
    };
    Ok(written)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_file_is_there_whole_or_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cards.tsv");
        let put = |existing, text: &str| {
            let written = write_whole(&path, existing, |file| {
                file.write_all(text.as_bytes())?;
                if text == "half" { Err(ErrorKind::StorageFull.into()) } else { Ok(text.len()) }
            });
            written.map_err(|error| error.kind())
        };
        let there = || fs::read_to_string(&path).ok();
        for (existing, text, done, left) in [
            (Existing::Stays, "half", Err(ErrorKind::StorageFull), None),
            (Existing::Stays, "one", Ok(3), Some("one")),
            (Existing::Stays, "more", Err(ErrorKind::AlreadyExists), Some("one")),
            (Existing::Goes, "half", Err(ErrorKind::StorageFull), Some("one")),
            (Existing::Goes, "more", Ok(4), Some("more")),
        ] {
            assert_eq!(put(existing, text), done, "{existing:?} {text}");
            assert_eq!(there().as_deref(), left, "{existing:?} {text}");
            let files = fs::read_dir(folder.path()).unwrap().count();
            assert_eq!(files, usize::from(left.is_some()), "nothing is left in passing");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, rustix::fs::Mode::RUSR).unwrap();
        let written = write_whole(&pipe, Existing::Goes, |file| file.write_all(b"after"));
        let why = written.map_err(|error| crate::messages::system::why(&error));
        assert_eq!(why, Err("this is a pipe, not a file".to_owned()));
        let kind = fs::symlink_metadata(&pipe).unwrap().file_type();
        assert_eq!(system::unusual(kind), Some("a pipe"));
    }

    #[cfg(unix)]
    #[test]
    fn who_may_do_what_with_a_file_stays_as_it_was() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for (mode, done, left) in [
            (0o600, Ok(()), "after"),
            (0o640, Ok(()), "after"),
            (0o666, Ok(()), "after"),
            (0o444, Err(ErrorKind::PermissionDenied), "before"),
        ] {
            fs::write(&path, "before").unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            let written = write_whole(&path, Existing::Goes, |file| file.write_all(b"after"));
            assert_eq!(written.map_err(|error| error.kind()), done, "{mode:o}");
            assert_eq!(fs::read_to_string(&path).unwrap(), left, "{mode:o}");
            let mode_now = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode_now, mode, "{mode_now:o} instead of {mode:o}");
            assert_eq!(
                fs::read_dir(folder.path()).unwrap().count(),
                1,
                "nothing is left in passing"
            );
        }
    }
}
