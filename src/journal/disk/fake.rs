//! A disk in memory that fails when it is told to, and that can lose power: what was not synced may be
//! gone then, up to any byte. Refuses to know: what is in the files.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use super::{Disk, Held, How, Look, Opened, Share};
use crate::journal::record::Moment;

/// What was done to a file since it was synced.
#[derive(Clone)]
enum Step {
    Write(Vec<u8>),
    Cut(usize),
}

#[derive(Clone, Default)]
struct Inode {
    synced: Vec<u8>,
    steps: Vec<Step>,
}

impl Inode {
    /// Returns its bytes if of the steps since it was synced only so many took place, a byte of a write
    /// counting as one.
    fn after(&self, mut steps: usize) -> Vec<u8> {
        let mut bytes = self.synced.clone();
        for step in &self.steps {
            match step {
                Step::Write(written) => {
                    let count = written.len().min(steps);
                    bytes.extend(&written[..count]);
                    steps -= count;
                }
                Step::Cut(_) if steps == 0 => {}
                Step::Cut(length) => {
                    bytes.truncate(*length);
                    steps -= 1;
                }
            }
            if steps == 0 {
                break;
            }
        }
        bytes
    }

    fn steps(&self) -> usize {
        let size = |step: &Step| if let Step::Write(bytes) = step { bytes.len() } else { 1 };
        self.steps.iter().map(size).sum()
    }

    fn now(&self) -> Vec<u8> {
        self.after(self.steps())
    }
}

/// What is on the disk, and what will be.
#[derive(Clone, Default)]
pub struct Machine {
    inodes: Vec<Inode>,
    names: BTreeMap<PathBuf, usize>,
    synced_names: BTreeMap<PathBuf, usize>,
    /// What was done to names since their folder was synced; `None` for one that was removed.
    name_steps: Vec<(PathBuf, Option<usize>)>,
}

impl Machine {
    fn set_name(&mut self, path: &Path, inode: Option<usize>) {
        apply(&mut self.names, path, inode);
        self.name_steps.push((path.to_owned(), inode));
    }

    /// Returns the machines that may be found when the power is back: with some of what was not synced, up
    /// to any byte.
    pub fn after_power_cut(&self) -> Vec<Self> {
        let mut found = Vec::new();
        for count in 0..=self.name_steps.len() {
            let mut names = self.synced_names.clone();
            for (path, inode) in &self.name_steps[..count] {
                apply(&mut names, path, *inode);
            }
            for varied in names.values().copied() {
                for others in [false, true] {
                    for steps in 0..=self.inodes[varied].steps() {
                        let survive = |(at, inode): (usize, &Inode)| {
                            let all = if others { inode.steps() } else { 0 };
                            let synced = inode.after(if at == varied { steps } else { all });
                            Inode { synced, steps: Vec::new() }
                        };
                        let inodes = self.inodes.iter().enumerate().map(survive).collect();
                        found.push(Self {
                            inodes,
                            names: names.clone(),
                            synced_names: names.clone(),
                            name_steps: Vec::new(),
                        });
                    }
                }
            }
            if names.is_empty() {
                found.push(Self { inodes: self.inodes.clone(), ..Self::default() });
            }
        }
        found
    }

    /// Returns the machine as it is if all that was not synced is gone.
    #[must_use]
    pub fn without_unsynced(&self) -> Self {
        let bare = |inode: &Inode| Inode { synced: inode.synced.clone(), steps: Vec::new() };
        Self {
            inodes: self.inodes.iter().map(bare).collect(),
            names: self.synced_names.clone(),
            synced_names: self.synced_names.clone(),
            name_steps: Vec::new(),
        }
    }
}

fn apply(names: &mut BTreeMap<PathBuf, usize>, path: &Path, inode: Option<usize>) {
    match inode {
        Some(inode) => names.insert(path.to_owned(), inode),
        None => names.remove(path),
    };
}

/// Which of the calls that change something fail, counted from 0.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// The first that fails.
    pub first: usize,
    /// How many fail.
    pub count: usize,
    /// How many bytes a write that fails has written all the same.
    pub written: usize,
}

#[derive(Default)]
struct Inner {
    machine: Machine,
    faults: Faults,
    /// How many calls there were that change something.
    calls: usize,
    /// What the machine was before each of them, if somebody wants to know.
    before: Option<Vec<Machine>>,
    /// Who holds which lock: readers, or one who writes.
    locks: HashMap<PathBuf, (usize, bool)>,
}

/// A disk in memory; clones are the same disk.
#[derive(Clone, Default)]
pub struct FakeDisk(Arc<Mutex<Inner>>);

impl FakeDisk {
    /// Builds a disk with what a machine has.
    pub fn of(machine: Machine) -> Self {
        let disk = Self::default();
        disk.inner().machine = machine;
        disk
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().expect("no test panics with it")
    }

    /// Returns what is on the disk.
    pub fn machine(&self) -> Machine {
        self.inner().machine.clone()
    }

    /// Has calls fail from now on.
    pub fn fail(&self, faults: Faults) {
        let mut inner = self.inner();
        inner.calls = 0;
        inner.faults = faults;
    }

    /// Returns how many calls that change something there were since [`FakeDisk::fail`].
    pub fn calls(&self) -> usize {
        self.inner().calls
    }

    /// Has what the machine is before each call that changes something remembered.
    pub fn remember(&self) {
        self.inner().before = Some(Vec::new());
    }

    /// Returns what the machine was before each call since the last time.
    pub fn remembered(&self) -> Vec<Machine> {
        self.inner().before.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Returns the bytes of a file.
    pub fn bytes(&self, path: &str) -> Option<Vec<u8>> {
        let inner = self.inner();
        let inode = inner.machine.names.get(Path::new(path))?;
        Some(inner.machine.inodes[*inode].now())
    }

    /// Puts a file there, synced.
    pub fn put(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        let mut inner = self.inner();
        let machine = &mut inner.machine;
        machine.inodes.push(Inode { synced: bytes.into(), steps: Vec::new() });
        let inode = machine.inodes.len() - 1;
        machine.names.insert(path.into(), inode);
        machine.synced_names.insert(path.into(), inode);
    }

    /// Counts a call that changes something; fails if it is to.
    fn change(&self) -> Result<MutexGuard<'_, Inner>, (MutexGuard<'_, Inner>, io::Error)> {
        let mut inner = self.inner();
        let call = inner.calls;
        inner.calls += 1;
        let machine = inner.machine.clone();
        if let Some(before) = &mut inner.before {
            before.push(machine);
        }
        let Faults { first, count, .. } = inner.faults;
        if (first..first + count).contains(&call) {
            return Err((inner, ErrorKind::StorageFull.into()));
        }
        Ok(inner)
    }
}

impl Disk for FakeDisk {
    fn now(&self) -> Moment {
        Moment(1_764_000_000_000)
    }

    fn open(&self, path: &Path, how: How) -> io::Result<Box<dyn Opened>> {
        let found = self.inner().machine.names.get(path).copied();
        let inode = match (found, how) {
            (Some(_), How::New) => return Err(ErrorKind::AlreadyExists.into()),
            (Some(inode), _) => inode,
            (None, How::Read) => return Err(ErrorKind::NotFound.into()),
            (None, How::Append | How::New) => {
                let mut inner = self.change().map_err(|(_, error)| error)?;
                inner.machine.inodes.push(Inode::default());
                let inode = inner.machine.inodes.len() - 1;
                inner.machine.set_name(path, Some(inode));
                inode
            }
        };
        Ok(Box::new(FakeFile { disk: self.clone(), inode }))
    }

    fn lock(&self, path: &Path, share: Share, _: Duration) -> io::Result<Option<Held>> {
        let mut inner = self.inner();
        let (readers, is_written) = inner.locks.entry(path.to_owned()).or_default();
        if *is_written || (share == Share::Nobody && *readers > 0) {
            return Ok(None);
        }
        match share {
            Share::Readers => *readers += 1,
            Share::Nobody => *is_written = true,
        }
        Ok(Some(Box::new(FakeLock { disk: self.clone(), path: path.to_owned(), share })))
    }

    fn create_folder(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let inner = self.inner();
        let paths = inner.machine.names.keys().filter(|path| path.parent() == Some(folder));
        let name = |path: &PathBuf| Some(path.file_name()?.to_string_lossy().into_owned());
        Ok(paths.filter_map(name).collect())
    }

    fn real_path(&self, path: &Path) -> io::Result<PathBuf> {
        Ok(path.to_owned())
    }

    fn link(&self, _: &Path) -> io::Result<PathBuf> {
        Err(ErrorKind::InvalidInput.into())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let mut inner = self.change().map_err(|(_, error)| error)?;
        let inode = inner.machine.names.get(from).copied().ok_or(ErrorKind::NotFound)?;
        inner.machine.names.remove(from);
        inner.machine.names.insert(to.to_owned(), inode);
        // Both names change at once.
        inner.machine.name_steps.push((to.to_owned(), Some(inode)));
        inner.machine.name_steps.push((from.to_owned(), None));
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        let mut inner = self.change().map_err(|(_, error)| error)?;
        inner.machine.set_name(path, None);
        Ok(())
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut inner = self.change().map_err(|(_, error)| error)?;
        let machine = &mut inner.machine;
        let (here, elsewhere): (Vec<_>, Vec<_>) = std::mem::take(&mut machine.name_steps)
            .into_iter()
            .partition(|(path, _)| path.parent() == Some(folder));
        for (path, inode) in here {
            apply(&mut machine.synced_names, &path, inode);
        }
        machine.name_steps = elsewhere;
        Ok(())
    }
}

struct FakeLock {
    disk: FakeDisk,
    path: PathBuf,
    share: Share,
}

impl Drop for FakeLock {
    fn drop(&mut self) {
        let mut inner = self.disk.inner();
        let (readers, is_written) = inner.locks.entry(self.path.clone()).or_default();
        match self.share {
            Share::Readers => *readers -= 1,
            Share::Nobody => *is_written = false,
        }
    }
}

struct FakeFile {
    disk: FakeDisk,
    inode: usize,
}

impl Opened for FakeFile {
    fn look(&mut self) -> io::Result<Look> {
        let length = self.disk.inner().machine.inodes[self.inode].now().len() as u64;
        Ok(Look { number: (0, self.inode as u64), length })
    }

    fn read(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
        let now = self.disk.inner().machine.inodes[self.inode].now();
        let rest = now.get(usize::try_from(offset).expect("it is small")..).unwrap_or_default();
        let count = rest.len().min(bytes.len());
        bytes[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.disk.change() {
            Ok(mut inner) => {
                let steps = &mut inner.machine.inodes[self.inode].steps;
                steps.push(Step::Write(bytes.to_vec()));
                Ok(bytes.len())
            }
            // A full disk takes what it has room for, or nothing.
            Err((mut inner, error)) => {
                let count = inner.faults.written.min(bytes.len());
                if count == 0 {
                    return Err(error);
                }
                let steps = &mut inner.machine.inodes[self.inode].steps;
                steps.push(Step::Write(bytes[..count].to_vec()));
                if count < bytes.len() { Ok(count) } else { Err(error) }
            }
        }
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        let mut inner = self.disk.change().map_err(|(_, error)| error)?;
        let length = usize::try_from(length).expect("it is small");
        inner.machine.inodes[self.inode].steps.push(Step::Cut(length));
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut inner = self.disk.change().map_err(|(_, error)| error)?;
        let inode = &mut inner.machine.inodes[self.inode];
        inode.synced = inode.now();
        inode.steps.clear();
        Ok(())
    }
}
