//! Keeps the settings as their file is: sees that it changed, or a palette beside it, waits until it rests,
//! and tells the loop what holds now. Refuses to know: who uses a setting.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, SystemTime};

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;
use crate::settings::{Layers, Settings, palettes_beside};
use crate::store::Unrest;
use crate::system::{self, Identity};

/// How often one looks where the system does not tell of a folder.
const POLL: Duration = Duration::from_secs(2);

/// How often the folders are looked up again that change while they are begun to be watched.
const MOST_TRIES: usize = 8;

/// How many links one follows at the most, as Linux does.
const MOST_LINKS: usize = 40;

/// What the reader has set, and where it is read again.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// What holds.
    pub settings: Settings,
    /// Where it is read.
    pub layers: Layers,
}

impl Live {
    /// Starts to watch; what holds is told to `events` whenever it is something else. Where the system does not tell
    /// of a folder, one looks now and then.
    pub fn watch(&self, events: Sender<Event>) -> io::Result<()> {
        let Some(path) = self.layers.file.path() else { return Ok(()) };
        let (sender, changed) = mpsc::channel();
        let watching = Watching {
            path: path.to_owned(),
            layers: self.layers.clone(),
            known: Known { settings: self.settings.clone(), palettes: palettes_at(path) },
            watched: None,
            sender,
            changed,
            events,
        };
        thread::Builder::new().name("settings".to_owned()).spawn(move || watching.run())?;
        Ok(())
    }
}

struct Watching {
    path: PathBuf,
    layers: Layers,
    known: Known,
    /// The folders that are watched, as long as that is so.
    watched: Option<Watched>,
    sender: Sender<()>,
    changed: Receiver<()>,
    events: Sender<Event>,
}

/// The folders in which something may happen that matters: each by its name, and which one it is.
type Folders = BTreeSet<(PathBuf, Identity)>;

/// Folders that are watched.
struct Watched {
    folders: Folders,
    /// Whether the system tells of all of them.
    whole: bool,
    /// Tells as long as it is there.
    _watcher: RecommendedWatcher,
}

/// What was told last.
#[derive(PartialEq)]
struct Known {
    settings: Settings,
    palettes: Palettes,
}

/// The palettes beside the file: their names, and when they were written.
type Palettes = Vec<(PathBuf, Option<SystemTime>)>;

impl Watching {
    fn run(mut self) {
        loop {
            // What changes before the folders are watched is seen by the look behind that.
            let whole = self.open();
            if !self.look() || !self.wait(whole) {
                return;
            }
        }
    }

    /// Waits until something has changed and rests, or until it is time to look where the system does not tell of
    /// everything; returns whether to look.
    fn wait(&self, whole: bool) -> bool {
        let changed = if whole {
            self.changed.recv().map_err(Into::into)
        } else {
            self.changed.recv_timeout(POLL)
        };
        match changed {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => return true,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        let unrest = Unrest::begin();
        while unrest.pause().is_some_and(|pause| self.changed.recv_timeout(pause).is_ok()) {}
        true
    }

    /// Has the system tell of the folders that matter now; returns whether it tells of all of them.
    fn open(&mut self) -> bool {
        for _ in 0..MOST_TRIES {
            let folders = folders(&self.path);
            if let Some(watched) = self.watched.as_ref().filter(|it| it.folders == folders) {
                return watched.whole;
            }
            // One may come or go while it is begun: then it is looked up once more.
            self.watched = self.watch(folders);
            if self.watched.is_none() {
                return false;
            }
        }
        false
    }

    fn watch(&self, folders: Folders) -> Option<Watched> {
        let sender = self.sender.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                // Who does not listen any more is about to end.
                let _ = sender.send(());
            }
        };
        let mut watcher = RecommendedWatcher::new(tell, Config::default()).ok()?;
        let mut watch = |folder: &Path| watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
        let whole = folders.iter().fold(true, |whole, (folder, _)| watch(folder) && whole);
        Some(Watched { folders, whole, _watcher: watcher })
    }

    /// Tells the loop what holds if that is something else than was told last; returns whether it listens.
    fn look(&mut self) -> bool {
        let settings = Settings::of_screen(&self.layers);
        let now = Known { settings, palettes: palettes_at(&self.path) };
        if now == self.known {
            return true;
        }
        let settings = now.settings.clone();
        self.known = now;
        self.events.send(Event::Settings(Box::new(settings))).is_ok()
    }
}

/// Returns the folders in which something may happen that changes the settings or the palettes beside them.
fn folders(path: &Path) -> Folders {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let palettes = palettes_beside(&path).filter(|folder| folder.is_dir());
    // The folder itself is the one in which a palette comes.
    let inside = palettes.map(|folder| folder.join("*"));
    let found = std::iter::once(path).chain(inside).flat_map(|path| folders_on(&path));
    let identified =
        |folder: PathBuf| system::identity_at(&folder).ok().map(|identity| (folder, identity));
    found.filter_map(identified).collect()
}

/// Returns the folders that decide what an absolute path leads to: that of what it names, or the nearest above it
/// that is there; that of each link on the way; and the same of wherever such a link leads.
fn folders_on(path: &Path) -> Vec<PathBuf> {
    let (mut next, mut seen, mut folders) = (Some(path.to_owned()), Vec::new(), Vec::new());
    while let Some(way) = next.take() {
        if seen.len() > MOST_LINKS || seen.contains(&way) {
            break;
        }
        folders.extend(way.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned));
        let above: Vec<&Path> = way.ancestors().collect();
        let link = above.into_iter().rev().find_map(|link| Some((link, fs::read_link(link).ok()?)));
        if let Some((link, target)) = link {
            let (folder, rest) = (link.parent().unwrap_or(link), way.strip_prefix(link));
            folders.push(folder.to_owned());
            // What lies behind the link lies behind where it leads.
            next = Some(folder.join(target).join(rest.expect("it is above the way")));
        }
        seen.push(way);
    }
    folders
}

fn palettes_at(path: &Path) -> Palettes {
    let files =
        palettes_beside(path).into_iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut palettes: Palettes = files
        .filter_map(Result::ok)
        .map(|file| (file.path(), fs::metadata(file.path()).and_then(|it| it.modified()).ok()))
        .collect();
    palettes.sort();
    palettes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{ConfigFile, Name};

    /// How long one waits for what is sure to come.
    const PATIENCE: Duration = Duration::from_secs(20);

    fn settings(told: &Receiver<Event>) -> Settings {
        match told.recv_timeout(PATIENCE).expect("a change is told") {
            Event::Settings(settings) => *settings,
            _ => panic!("nothing else is told"),
        }
    }

    #[test]
    fn a_file_is_taken_in_when_it_comes_changes_is_replaced_and_goes() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("folio/config.toml");
        let told = watched(&path);
        fs::create_dir(home.path().join("folio")).expect("the folder comes later");
        fs::write(&path, "measure = 50\n").expect("it is written");
        // It may be seen while it is still empty.
        while settings(&told).number(Name::Measure) != 50 {}
        let replace = |text: &str| {
            fs::write(home.path().join("passing"), text).expect("it is written");
            fs::rename(home.path().join("passing"), &path).expect("it is replaced");
        };
        replace("measure = 60\n");
        assert_eq!(settings(&told).number(Name::Measure), 60);
        replace("measure = 6\n");
        let broken = settings(&told);
        assert_eq!((broken.number(Name::Measure), in_file(&broken)), (72, 1));
        fs::remove_file(&path).expect("it goes");
        assert_eq!(in_file(&settings(&told)), 0);
    }

    /// Counts the mistakes in the file; variables that the tests themselves are given are none of it.
    fn in_file(settings: &Settings) -> usize {
        settings.mistakes.iter().filter(|mistake| mistake.line.is_some()).count()
    }

    /// Starts to watch the settings at a path.
    fn watched(path: &Path) -> Receiver<Event> {
        let layers = Layers { file: ConfigFile::Usual(path.to_owned()), flags: Vec::new() };
        let live = Live { settings: Settings::of_screen(&layers), layers };
        let (sender, told) = mpsc::channel();
        live.watch(sender).expect("it is watched");
        told
    }

    /// Waits until the measure is told to be so.
    #[track_caller]
    fn wait_for_measure(told: &Receiver<Event>, expected: u16) {
        while settings(told).number(Name::Measure) != expected {}
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_linked_may_be_another_one() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        for (folder, measure) in [("one", 50), ("other", 60)] {
            fs::create_dir_all(at(folder).join("folio")).expect("a folder");
            let text = format!("measure = {measure}\n");
            fs::write(at(folder).join("folio/config.toml"), text).expect("it is written");
        }
        let swap = |to: &str, link: &str| {
            symlink(to, at("passing")).expect("it is linked");
            fs::rename(at("passing"), at(link)).expect("it is replaced");
        };
        // The folder itself is linked, and what it is linked to is a link too.
        fs::create_dir(at(".config")).expect("a folder");
        swap("one", "chosen");
        swap("../chosen/folio", ".config/folio");
        let told = watched(&at(".config/folio/config.toml"));
        swap("other", "chosen");
        wait_for_measure(&told, 60);
        fs::write(at("other/folio/config.toml"), "measure = 61\n").expect("it is written");
        wait_for_measure(&told, 61);
        swap("../one/folio", ".config/folio");
        wait_for_measure(&told, 50);
        // One that goes and comes again is another one.
        fs::remove_dir_all(at("one/folio")).expect("it goes");
        wait_for_measure(&told, 72);
        fs::create_dir(at("one/folio")).expect("a folder");
        fs::write(at("one/folio/config.toml"), "measure = 51\n").expect("it is written");
        wait_for_measure(&told, 51);
        fs::write(at("one/folio/config.toml"), "measure = 52\n").expect("it is written");
        wait_for_measure(&told, 52);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_and_no_further_than_once_round() {
        use std::os::unix::fs::symlink;
        let home = tempfile::tempdir().expect("a folder");
        let root = fs::canonicalize(home.path()).expect("it is there");
        fs::create_dir_all(root.join("a/b")).expect("a folder");
        symlink("a", root.join("first")).expect("it is linked");
        symlink(root.join("first/b"), root.join("second")).expect("it is linked");
        symlink("round", root.join("round")).expect("it is linked");
        let folders = |path: &str| {
            let folders = folders_on(&root.join(path)).into_iter();
            let inner = folders.filter_map(|it| it.strip_prefix(&root).ok().map(Path::to_owned));
            inner.map(|folder| folder.display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(folders("a/b/config.toml"), ["a/b"]);
        assert_eq!(folders("a/gone/config.toml"), ["a"]);
        // Each way, and where the link on it lies.
        assert_eq!(folders("second/config.toml"), ["second", "", "first/b", "", "a/b"]);
        assert_eq!(folders("round/config.toml"), ["", ""]);
    }

    #[test]
    fn a_folder_that_cannot_be_watched_is_looked_at() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.toml");
        let layers = Layers { file: ConfigFile::Usual(path.clone()), flags: Vec::new() };
        let (sender, changed) = mpsc::channel();
        let (events, told) = mpsc::channel();
        let known = Known { settings: Settings::of_screen(&layers), palettes: Vec::new() };
        let mut watching =
            Watching { path: path.clone(), layers, known, watched: None, sender, changed, events };
        assert!(watching.open(), "the system tells of it");
        let watched = watching.watch(BTreeSet::from([(home.path().join("gone"), (0, 0))]));
        assert!(watched.is_some_and(|watched| !watched.whole), "of what is gone it tells nothing");
        assert!(watching.wait(false), "it is time to look again without having been told");
        fs::write(&path, "measure = 50\n").expect("it is written");
        assert!(watching.look());
        assert_eq!(settings(&told).number(Name::Measure), 50);
    }

    #[test]
    fn a_palette_beside_the_file_is_told_too() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.toml");
        fs::create_dir(home.path().join("palettes")).expect("a folder");
        let layers = Layers { file: ConfigFile::Usual(path), flags: Vec::new() };
        let live = Live { settings: Settings::of_screen(&layers), layers };
        let (sender, told) = mpsc::channel();
        live.watch(sender).expect("it is watched");
        fs::write(home.path().join("palettes/mine.toml"), "x").expect("it is written");
        assert_eq!(settings(&told), live.settings);
    }
}
