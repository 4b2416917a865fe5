//! Sees that something may have changed where packs come from: the system tells it, or, where the system
//! cannot, it is time to look. Refuses to know: what changed, and what becomes of it.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use notify::event::{EventKind, ModifyKind};
use notify::{Config, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Mark, Origin};
use crate::formats;
use crate::system::{self, Identity};

/// How often one looks where the system tells nothing.
const POLL: Duration = Duration::from_secs(2);
/// For how many times as long as a look has taken nobody looks again: the files of a large folder on another
/// machine are not asked for without a pause.
const SHARE: u32 = 20;

/// How long files have to rest before they are read: programs write in several steps.
const REST: Duration = Duration::from_millis(50);

/// How long one waits at most until they do.
const LONGEST_UNREST: Duration = Duration::from_millis(500);

/// Files that are being changed.
pub struct Unrest {
    began: Instant,
}

impl Unrest {
    /// Begins with the first change.
    pub fn begin() -> Self {
        Self { began: Instant::now() }
    }

    /// Returns for how long there must be no further change before the files are read; `None` if that
    /// has been waited for long enough.
    pub fn pause(&self) -> Option<Duration> {
        (self.began.elapsed() < LONGEST_UNREST).then_some(REST)
    }
}

/// What is told that something may have changed.
pub type Alarm = Arc<dyn Fn() + Send + Sync>;

/// The watch over all places that packs come from.
pub struct Eyes {
    places: Vec<Place>,
    alarm: Alarm,
    /// How often one looks at least where the system tells nothing.
    poll: Duration,
    /// Whether the system may tell.
    asks: bool,
    /// How long the last look has taken.
    look: Duration,
}

/// Where one pack comes from.
struct Place {
    path: PathBuf,
    is_file: bool,
    watched: Option<Watched>,
}

/// A folder that the system tells of.
struct Watched {
    folder: Folder,
    /// Whether it was removed or renamed since: another one may have its name.
    lost: Arc<AtomicBool>,
    /// Tells as long as it is there.
    _watcher: RecommendedWatcher,
}

/// Which folder it is, whatever its name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Folder {
    path: PathBuf,
    number: Identity,
}

impl Eyes {
    /// Closed eyes on everything that can change; [`Eyes::look`] opens them.
    pub fn new(origins: &[Origin], alarm: Alarm) -> Self {
        let place = |origin: &Origin| {
            let (path, is_file) = match origin {
                Origin::BuiltIn | Origin::Guide(_) | Origin::Input(_) => return None,
                Origin::Folder(path) => (path.clone(), false),
                Origin::File(path) | Origin::Table(path, _) => (path.clone(), true),
            };
            Some(Place { path, is_file, watched: None })
        };
        let places = origins.iter().filter_map(place).collect();
        Self { places, alarm, poll: POLL, asks: true, look: Duration::ZERO }
    }

    /// Eyes on folders of which the system tells nothing, and at which one may look all the time.
    #[cfg(test)]
    pub fn on_remote(origins: &[Origin]) -> Self {
        let silent: Alarm = Arc::new(|| panic!("nobody is asked"));
        Self { poll: Duration::from_millis(1), asks: false, ..Self::new(origins, silent) }
    }

    /// Returns what the files of packs look like now, and what else looked some way `before`; opens the eyes
    /// first, so that nothing that changes behind the look is missed.
    pub fn look(&mut self, origins: &[Origin], before: &Mark) -> Mark {
        let start = Instant::now();
        self.open();
        let mark = super::mark(origins, before);
        self.look = start.elapsed();
        mark
    }

    /// Has the system tell of every folder that it does not tell of yet, or not any more.
    pub fn open(&mut self) {
        for place in &mut self.places {
            let folder = place.folder();
            let holds = place.watched.as_ref().is_some_and(|watched| {
                !watched.lost.load(Ordering::SeqCst) && Some(&watched.folder) == folder.as_ref()
            });
            if !holds {
                place.watched = None;
                place.watched = folder
                    .filter(|_| self.asks)
                    .and_then(|folder| place.watch(folder, &self.alarm));
            }
        }
    }

    /// Returns how long to wait before looking again; without end if the system tells of every folder.
    pub fn patience(&self) -> Option<Duration> {
        let is_unwatched = |place: &Place| place.watched.is_none();
        self.places.iter().any(is_unwatched).then(|| self.poll.max(self.look * SHARE))
    }
}

impl Place {
    /// Returns the folder to watch: that of a file, since many programs replace files.
    fn folder(&self) -> Option<Folder> {
        let path = self.path.canonicalize().ok();
        let path = if self.is_file {
            let inner = path.or_else(|| std::path::absolute(&self.path).ok())?;
            inner.parent()?.to_owned()
        } else {
            path?
        };
        if !path.is_dir() {
            return None;
        }
        let number = system::identity_at(&path).ok()?;
        Some(Folder { path, number })
    }

    fn watch(&self, folder: Folder, alarm: &Alarm) -> Option<Watched> {
        if system::is_remote(&folder.path) {
            return None;
        }
        let (root, alarm) = (folder.path.clone(), Arc::clone(alarm));
        // Of what has several files any may be named, and a link is called something else.
        let named = self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        let only = self.is_file.then(|| named.file_stem().map(|stem| root.join(stem)));
        let lost = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&lost);
        let tell = move |told: notify::Result<notify::Event>| {
            let matters = if let Ok(event) = &told {
                if is_gone(event.kind) && event.paths.contains(&root) {
                    flag.store(true, Ordering::SeqCst);
                }
                matters(event, &root, only.as_ref().and_then(Option::as_deref))
            } else {
                flag.store(true, Ordering::SeqCst);
                true
            };
            if matters {
                alarm();
            }
        };
        let mode =
            if self.is_file { RecursiveMode::NonRecursive } else { RecursiveMode::Recursive };
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(tell, config).ok()?;
        watcher.watch(&folder.path, mode).ok()?;
        Some(Watched { folder, lost, _watcher: watcher })
    }
}

fn is_gone(kind: EventKind) -> bool {
    matches!(kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)))
}

/// Returns whether an event may change what a pack says: nobody needs to know who reads the files, and
/// names that begin with a dot are no part of it but for those that tell how it is read. Of a file alone
/// those count that begin as it does, up to its ending.
fn matters(event: &notify::Event, root: &Path, only: Option<&Path>) -> bool {
    if event.need_rescan() || event.paths.is_empty() {
        return true;
    }
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    let is_ours = |path: &PathBuf| match only {
        Some(stem) => {
            let begins = |name: &OsStr, stem: &OsStr| {
                name.as_encoded_bytes().starts_with(stem.as_encoded_bytes())
            };
            path == root || begins(path.as_os_str(), stem.as_os_str())
        }
        None => path.strip_prefix(root).map_or(true, |inner| {
            let is_hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
            let (mut folders, name) = (inner.iter(), inner.file_name().unwrap_or_default());
            folders.next_back();
            !folders.any(is_hidden) && (!is_hidden(name) || formats::decides(name))
        }),
    };
    event.paths.iter().any(is_ours)
}
