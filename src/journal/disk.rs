//! The file system as far as the journal needs it, so that tests can have it fail at each call, and lose
//! power. Refuses to know: what is in the files.

#[cfg(test)]
pub mod fake;

use std::any::Any;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::record::Moment;
use crate::system::{self, Identity};

/// How long one waits at first for whoever holds a lock, and at most, before asking again.
const FIRST_PAUSE: Duration = Duration::from_millis(1);
const LONGEST_PAUSE: Duration = Duration::from_millis(20);

/// How a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// To be read; it has to be there.
    Read,
    /// To be read, and written at its end; made if it is not there.
    Append,
    /// To be written; it must not be there.
    New,
}

/// Who else may hold a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Share {
    /// Others who only read.
    Readers,
    /// Nobody.
    Nobody,
}

/// What a file is, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Tells it from others.
    pub number: Identity,
    /// How long it is, in bytes.
    pub length: u64,
}

/// Is held until it is dropped.
pub type Held = Box<dyn Any + Send>;

/// A file system.
pub trait Disk: Send + Sync {
    /// Returns what time it is.
    fn now(&self) -> Moment;
    /// Opens a file; nobody else can read one that is made.
    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Opened>>;
    /// Waits until a lock is free, at most for so long, and holds it; `None` if it is not free by then.
    fn lock(&self, path: &Path, share: Share, patience: Duration) -> io::Result<Option<Held>>;
    /// Makes a folder, and those above it, unless it is there; nobody else can look into it then.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;
    /// Returns the names in a folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
    /// Returns where a path leads when all symbolic links are followed.
    fn real_path(&self, path: &Path) -> io::Result<PathBuf>;
    /// Returns where a symbolic link leads, be anything there or not.
    fn link(&self, path: &Path) -> io::Result<PathBuf>;
    /// Gives a file another name, in place of whatever has it.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Removes a file.
    fn remove(&self, path: &Path) -> io::Result<()>;
    /// Returns once the names in a folder are on the disk.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;
}

/// A file that is open.
pub trait Opened: Send {
    /// Returns what it is now.
    fn look(&mut self) -> io::Result<Look>;
    /// Reads bytes from an offset on; fewer than asked for before the end only, none at the end.
    fn read(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<usize>;
    /// Writes bytes at the end, all with one call; returns how many were written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize>;
    /// Shortens it to a length in bytes.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Returns once its bytes are on the disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// Returns where a path leads, also a symbolic link to a file that is not there yet.
pub fn end_of(disk: &dyn Disk, path: &Path) -> PathBuf {
    let end = disk.real_path(path).or_else(|_| disk.link(path));
    end.unwrap_or_else(|_| path.to_owned())
}

/// Returns where a symbolic link leads if not even the folder is there.
pub fn broken_link(disk: &dyn Disk, path: &Path) -> Option<PathBuf> {
    let end = disk.link(path).ok()?;
    let folder = disk.list(end.parent()?);
    folder.is_err_and(|error| error.kind() == ErrorKind::NotFound).then_some(end)
}

/// Has a file written anew, under a passing name that takes its name when its bytes are on the disk, and
/// returns once the name is there too; returns what `write` does. If it fails, nothing is left in passing.
/// Whoever calls holds the lock.
pub fn replace<T>(
    disk: &dyn Disk,
    path: &Path,
    passing: &str,
    write: impl FnOnce(&mut dyn Opened) -> io::Result<T>,
) -> io::Result<T> {
    let target = end_of(disk, path);
    let folder = target.parent().unwrap_or(Path::new(""));
    let passing = folder.join(format!("{passing}{}", process::id()));
    let put = || {
        let mut file = disk.open(&passing, How::New)?;
        let written = write(&mut *file)?;
        file.sync()?;
        disk.rename(&passing, &target)?;
        Ok(written)
    };
    let written: io::Result<T> = put();
    if written.is_err() {
        let _ = disk.remove(&passing);
    }
    let written = written?;
    disk.sync_folder(folder)?;
    Ok(written)
}

/// Writes all bytes at the end of a file, with as many calls as that takes.
pub fn write_all(file: &mut dyn Opened, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        match file.write(bytes)? {
            0 => return Err(ErrorKind::WriteZero.into()),
            count => bytes = &bytes[count..],
        }
    }
    Ok(())
}

/// The file system of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl Disk for RealDisk {
    fn now(&self) -> Moment {
        now()
    }

    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Opened>> {
        let mut options = system::private_file();
        let file = match how {
            How::Read => options.read(true),
            How::Append => system::appending(&mut options).read(true).create(true),
            How::New => system::appending(&mut options).create_new(true),
        }
        .open(path)?;
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            let is_folder = metadata.is_dir();
            let kind = if is_folder { ErrorKind::IsADirectory } else { ErrorKind::InvalidInput };
            return Err(kind.into());
        }
        if how != How::Read {
            system::close_file_to_others(&file, &metadata);
        }
        Ok(Box::new(file))
    }

    fn lock(&self, path: &Path, share: Share, patience: Duration) -> io::Result<Option<Held>> {
        let mut options = system::private_file();
        // Where files are on another machine, who shares a lock has to read, and who has it alone to write.
        let file = options.read(true).write(true).create(true).truncate(false).open(path)?;
        let (start, mut pause) = (Instant::now(), FIRST_PAUSE);
        loop {
            let locked = match share {
                Share::Readers => file.try_lock_shared(),
                Share::Nobody => file.try_lock(),
            };
            match locked {
                Ok(()) => return Ok(Some(Box::new(file))),
                Err(TryLockError::WouldBlock) if start.elapsed() >= patience => return Ok(None),
                Err(TryLockError::WouldBlock) => thread::sleep(pause),
                Err(TryLockError::Error(error)) => return Err(error),
            }
            pause = (2 * pause).min(LONGEST_PAUSE);
        }
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        match folder.metadata() {
            Ok(metadata) => {
                system::close_folder_to_others(folder, &metadata);
                return Ok(());
            }
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Err(_) => {}
        }
        let missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
        system::create_private_folder(folder)?;
        for made in missing {
            self.sync_folder(made.parent().unwrap_or(made))?;
        }
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let name = |entry: io::Result<fs::DirEntry>| {
            entry.map(|entry| entry.file_name().to_string_lossy().into_owned())
        };
        fs::read_dir(folder)?.map(name).collect()
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        path.canonicalize()
    }

    fn link(&self, path: &Path) -> io::Result<PathBuf> {
        let end = fs::read_link(path)?;
        Ok(path.parent().map_or_else(|| end.clone(), |folder| folder.join(&end)))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        system::sync_folder(folder)
    }
}

impl Opened for File {
    fn look(&mut self) -> io::Result<Look> {
        Ok(Look { number: system::identity(self)?, length: self.metadata()?.len() })
    }

    fn read(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
        system::read_at(self, bytes, offset)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        system::append(self, bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

/// Returns what time it is, as the clock of the machine has it.
pub fn now() -> Moment {
    let milliseconds = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
    Moment(match SystemTime::now().duration_since(SystemTime::UNIX_EPOCH) {
        Ok(since) => milliseconds(since),
        Err(before) => -milliseconds(before.duration()),
    })
}
