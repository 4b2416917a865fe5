//! Keeps the settings as their file is: sees that it changed, or a palette beside it, waits until it rests,
//! and tells the loop what holds now. Refuses to know: who uses a setting.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::SystemTime;

use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;
use crate::settings::{Layers, Settings, palettes_beside};
use crate::store::Unrest;

/// What the reader has set, and where it is read again.
#[derive(Clone, Debug, Default)]
pub struct Live {
    /// What holds.
    pub settings: Settings,
    /// Where it is read.
    pub layers: Layers,
}

impl Live {
    /// Starts to watch; what holds is told to `events` whenever it may be something else. A system that tells
    /// nothing of its files costs no more than that: what is set holds from the next start on.
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
    watched: Option<(BTreeSet<PathBuf>, RecommendedWatcher)>,
    sender: Sender<()>,
    changed: Receiver<()>,
    events: Sender<Event>,
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
            // What changes while the folders are looked up is seen by the look behind that.
            self.open();
            if !self.look() || self.changed.recv().is_err() {
                return;
            }
            let unrest = Unrest::begin();
            while unrest.pause().is_some_and(|pause| self.changed.recv_timeout(pause).is_ok()) {}
        }
    }

    /// Has the system tell of the folders that matter now.
    fn open(&mut self) {
        let folders = folders(&self.path);
        if self.watched.as_ref().is_some_and(|(known, _)| *known == folders) {
            return;
        }
        self.watched = None;
        let sender = self.sender.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            if !event.is_ok_and(|event| matches!(event.kind, EventKind::Access(_))) {
                // Who does not listen any more is about to end.
                let _ = sender.send(());
            }
        };
        let Ok(mut watcher) = RecommendedWatcher::new(tell, Config::default()) else { return };
        for folder in &folders {
            // One that is gone meanwhile is missed by the folder above it.
            let _ = watcher.watch(folder, RecursiveMode::NonRecursive);
        }
        self.watched = Some((folders, watcher));
    }

    /// Tells the loop what holds if that is something else than was told last; returns whether it listens.
    fn look(&mut self) -> bool {
        let settings = Settings::of_process(&self.layers);
        let now = Known { settings, palettes: palettes_at(&self.path) };
        if now == self.known {
            return true;
        }
        let settings = now.settings.clone();
        self.known = now;
        self.events.send(Event::Settings(Box::new(settings))).is_ok()
    }
}

/// Returns the folders in which something may happen that changes the settings: that of the file, or the
/// nearest above it that is there; that of the file that it leads to; and that of the palettes.
fn folders(path: &Path) -> BTreeSet<PathBuf> {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let nearest = path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned);
    let real = fs::canonicalize(&path).ok();
    let real = real.and_then(|real| real.parent().map(Path::to_owned));
    let palettes = palettes_beside(&path).filter(|folder| folder.is_dir());
    nearest.into_iter().chain(real).chain(palettes).collect()
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
    use std::time::Duration;

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
        let layers = Layers { file: ConfigFile::Usual(path.clone()), flags: Vec::new() };
        let live = Live { settings: Settings::of_process(&layers), layers };
        let (sender, told) = mpsc::channel();
        live.watch(sender).expect("it is watched");
        fs::create_dir(home.path().join("folio")).expect("the folder comes later");
        fs::write(&path, "measure = 50\n").expect("it is written");
        assert_eq!(settings(&told).number(Name::Measure), 50);
        fs::write(home.path().join("passing"), "measure = 60\n").expect("it is written");
        fs::rename(home.path().join("passing"), &path).expect("it is replaced");
        assert_eq!(settings(&told).number(Name::Measure), 60);
        fs::write(&path, "measure = 6\n").expect("it is written");
        let broken = settings(&told);
        assert_eq!((broken.number(Name::Measure), broken.mistakes.len()), (72, 1));
        fs::remove_file(&path).expect("it goes");
        assert_eq!(settings(&told).mistakes, []);
    }

    #[test]
    fn a_palette_beside_the_file_is_told_too() {
        let home = tempfile::tempdir().expect("a folder");
        let path = home.path().join("config.toml");
        fs::create_dir(home.path().join("palettes")).expect("a folder");
        let layers = Layers { file: ConfigFile::Usual(path), flags: Vec::new() };
        let live = Live { settings: Settings::of_process(&layers), layers };
        let (sender, told) = mpsc::channel();
        live.watch(sender).expect("it is watched");
        fs::write(home.path().join("palettes/mine.toml"), "x").expect("it is written");
        assert_eq!(settings(&told), live.settings);
    }
}
