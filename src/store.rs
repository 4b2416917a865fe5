//! Opens packs from the binary, from folders, from files, from standard input and from the data folder, and
//! says what could not be opened.

pub mod apart;
mod attempt;
pub mod cache;
mod compile;
mod extra;
mod eyes;
mod listed;
mod mark;
mod passing;
mod reading;
mod refused;
pub mod shelf;
mod unkept;
mod upkeep;
mod whole;
mod writing;

pub use attempt::{Attempt, Mistakes, ReadAs};
pub use compile::{CheckedFile, Compiled, check_file, compile};
pub use extra::{Extra, extra_of};
pub use eyes::{Alarm, Eyes, Unrest};
pub use mark::Mark;
pub use unkept::Unkept;
pub use upkeep::{Begun, Upkeep};
pub use whole::{Existing, write_whole};
pub use writing::WithIndex;

use std::collections::HashSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use time::OffsetDateTime;

use crate::content::assemble::{self, Assembled, Unfollowed};
use crate::content::diagnostic::{Diagnostic, Mistake, Severity, diagnose};
use crate::content::embedded::{self, Guide};
use crate::content::files::Files;
use crate::content::outside::FileState;
use crate::content::position::At;
use crate::content::progress::{Progress, Step};
use crate::content::rules::is_reserved;
use crate::content::source;
use crate::content::whereabouts::Whereabouts;
use crate::content::{Mode, syntax};
use crate::formats::Format;
use crate::messages::content as say;
use crate::messages::system::why;
use crate::model::{Bodies, Catalogue, Day, Library};
use crate::system;
use reading::{Found, PacksSoFar};

/// Where a pack comes from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The pack inside the binary.
    BuiltIn,
    /// The guide to Folio, which is in the binary too.
    Guide(Guide),
    /// A folder: a pack, if it has a `pack.toml`.
    Folder(PathBuf),
    /// A file: one that was compiled from a pack, or of another format.
    File(PathBuf),
    /// A table without a header, and what its columns are called.
    Table(PathBuf, Arc<[Box<str>]>),
    /// What came through standard input: a pack in JSON, or a text in Markdown.
    Input(Arc<[u8]>),
}

/// How what comes through standard input is named.
const INPUT: &str = "-";

impl Origin {
    /// Returns where what is named lies: a folder, unless there is a file of that name. `-` is what comes
    /// through standard input, which is read to its end here.
    pub fn named(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref();
        if path.as_os_str() == INPUT {
            // What cannot be read is no text, and is told as such.
            return Self::Input(source::take(io::stdin().lock()).unwrap_or_default());
        }
        // Names of files begin with it: one slash parts them, however many were typed.
        let path: PathBuf = path.components().collect();
        if path.is_file() { Self::File(path) } else { Self::Folder(path) }
    }

    /// Has a table be one without a header, whose columns are called so; whatever else it is stays what it
    /// is.
    #[must_use]
    pub fn with_columns(self, columns: &[String]) -> Self {
        match self {
            Self::File(path) if !columns.is_empty() && Format::of(&path) == Some(Format::Table) => {
                Self::Table(path, columns.iter().map(|name| name.as_str().into()).collect())
            }
            other => other,
        }
    }

    /// Returns what the columns of a table are called that has no header.
    fn columns(&self) -> &[Box<str>] {
        match self {
            Self::Table(_, columns) => columns,
            _ => &[],
        }
    }

    /// Returns where it lies; `None` for what is in the binary and for what came through standard input.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::BuiltIn | Self::Guide(_) | Self::Input(_) => None,
            Self::Folder(path) | Self::File(path) | Self::Table(path, _) => Some(path),
        }
    }

    /// Returns the folder that the names of its files begin with, as it was named; empty for a file named
    /// without a folder.
    fn root(&self) -> PathBuf {
        match self {
            Self::BuiltIn | Self::Guide(_) | Self::Input(_) => PathBuf::new(),
            Self::Folder(path) => path.clone(),
            Self::File(path) | Self::Table(path, _) => {
                path.parent().map(Path::to_owned).unwrap_or_default()
            }
        }
    }

    /// Returns the last part of its path, which is what people call it.
    pub fn name(&self) -> String {
        let (Self::Folder(path) | Self::File(path) | Self::Table(path, _)) = canonical(self) else {
            return self.to_string();
        };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.unwrap_or_else(|| self.to_string())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => formatter.write_str(embedded::NAME),
            Self::Guide(_) => formatter.write_str(embedded::GUIDE),
            Self::Input(_) => formatter.write_str(INPUT),
            Self::Folder(path) | Self::File(path) | Self::Table(path, _) => {
                path.display().fmt(formatter)
            }
        }
    }
}

/// What packs are opened for, which decides how what is kept of large folders is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Occasion {
    /// An answer that has to be right: what is kept is used if the folder is as it was. The index is not
    /// waited for.
    Answer,
    /// An answer that is searched for: what is kept has the index.
    Search,
    /// A screen that has to come at once: what is kept is used as it is. Whoever opens so looks at the
    /// files afterwards ([`mark()`], [`cache::AsItWas::prove`]).
    Screen(Haste),
    /// What is open is read again: what is kept stays, as more will change.
    Again,
}

impl Occasion {
    /// Returns whether what is kept for it has the index.
    fn with_index(self) -> WithIndex {
        match self {
            Self::Search => WithIndex::Yes,
            Self::Answer | Self::Screen(_) | Self::Again => WithIndex::No,
        }
    }
}

/// How much a screen waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Haste {
    /// For the first files of a large folder of which nothing is kept: whoever opens so has the rest read
    /// behind the screen ([`Upkeep::begun`]).
    Beginning,
    /// For all, as it is kept or else in the files.
    Whole,
    /// For all as it is now, as an entry is asked for that may be new: what is not kept so is kept by another
    /// process first ([`apart`]).
    Newest,
}

/// What opening gave. Whoever reads the library keeps it: it says where everything came from, so that
/// the same can be opened again.
pub struct Opened {
    /// All that could be opened.
    pub library: Library,
    /// What was asked for, in that order, whether it could be opened or not.
    pub asked: Vec<Origin>,
    /// What came of each of them; the same folder twice is one.
    pub attempts: Vec<Attempt>,
    /// All mistakes, in the order of packs, files and places.
    pub diagnostics: Vec<Diagnostic>,
    /// The origins of which nothing could be opened.
    pub failed: Vec<Origin>,
    /// Where each open pack comes from, by pack key.
    pub origins: Vec<Origin>,
    /// Where everything is in the files.
    pub whereabouts: Whereabouts,
    /// What the files looked like before they were read.
    pub mark: Mark,
    /// What is left to be done.
    pub upkeep: Upkeep,
    /// What of a pack that is open alone leads into others; nothing if several are open.
    pub outward: Unfollowed,
}

impl Opened {
    /// Wraps a library that came from nowhere.
    pub fn of(library: Library) -> Self {
        Self {
            library,
            asked: Vec::new(),
            attempts: Vec::new(),
            diagnostics: Vec::new(),
            failed: Vec::new(),
            origins: Vec::new(),
            whereabouts: Whereabouts::default(),
            mark: Mark::default(),
            upkeep: Upkeep::default(),
            outward: Unfollowed::default(),
        }
    }

    /// Returns all mistakes, and which of them are whose.
    pub fn mistakes(&self) -> Mistakes {
        Mistakes::new(&self.diagnostics, &self.attempts)
    }

    /// Returns the mistakes of something that was asked for.
    pub fn mistakes_of(&self, origin: &Origin) -> &[Diagnostic] {
        let attempt = self.attempts.iter().find(|attempt| attempt.origin == *origin);
        attempt.map_or(&[], |attempt| &self.diagnostics[attempt.mistakes.clone()])
    }

    /// Returns the first mistake that keeps a text from being read which was read `before`: one of a file
    /// that had none of its kind, or of a pack of which something had opened.
    pub fn broken_since(&self, before: &Self) -> Option<&Diagnostic> {
        let was_hidden: HashSet<&str> = before
            .diagnostics
            .iter()
            .filter(|one| one.hides_text())
            .map(|one| &*one.file)
            .collect();
        let is_lost =
            |origin: &&Origin| self.failed.contains(origin) && !before.failed.contains(origin);
        let lost: Vec<String> = self.asked.iter().filter(is_lost).map(Origin::to_string).collect();
        let hides = |one: &&Diagnostic| {
            let is_of_lost = || lost.iter().any(|root| Path::new(&one.file).starts_with(root));
            one.severity == Severity::Error
                && (one.hides_text() && !was_hidden.contains(&*one.file) || is_of_lost())
        };
        self.diagnostics.iter().find(hides).or_else(|| self.unnamed_since(before))
    }

    /// Returns the first mistake in the `pack.toml` of a pack that had an id `before` and goes by the name of
    /// its folder now: notes that were added meanwhile would belong to a pack that there is not.
    fn unnamed_since(&self, before: &Self) -> Option<&Diagnostic> {
        let is_unnamed = |origin: &&Origin| {
            let (then, now) = (before.id_of(origin), self.id_of(origin));
            then.is_some() && then != now && now == Some(&*fallback(origin))
        };
        let unnamed = self.origins.iter().filter(is_unnamed);
        let heads: Vec<PathBuf> = unnamed.map(|it| it.root().join("pack.toml")).collect();
        self.diagnostics.iter().find(|one| {
            let is_new = one.severity == Severity::Error && !before.diagnostics.contains(one);
            is_new && heads.iter().any(|head| Path::new(&one.file) == head)
        })
    }

    /// Returns whether something is wrong that was not `before`, wherever in its file it stood.
    pub fn has_mistakes_since(&self, before: &Self) -> bool {
        let said = |one: &Diagnostic| (one.file.clone(), one.message.clone());
        let known: HashSet<_> = before.diagnostics.iter().map(said).collect();
        self.diagnostics.iter().any(|one| !known.contains(&said(one)))
    }

    /// Returns the id of the open pack that comes from there.
    fn id_of(&self, origin: &Origin) -> Option<&str> {
        let at = self.origins.iter().position(|open| open == origin)?;
        self.library.catalogue.packs().get(at).map(|pack| &*pack.id)
    }

    /// Returns whether every entry stands where it stood in another version, which has the same entries.
    pub fn stands_as(&self, other: &Self) -> bool {
        let (now, before) = (&self.whereabouts, &other.whereabouts);
        self.library.catalogue.entries().all(|entry| now.entry(entry) == before.entry(entry))
    }

    /// Returns the names of what was asked for, each once: the id of a pack, of one that did not
    /// open the name of its folder.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for origin in &self.asked {
            let name = self.id_of(origin).map_or_else(|| fallback(origin), str::to_owned);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }
}

/// Opens packs for reading, see [`open_watched`].
pub fn open(origins: &[Origin]) -> Opened {
    open_watched(origins, Mode::Browse, Occasion::Answer, &Progress::default())
        .expect("nobody stops it")
}

/// Opens packs for their author, see [`open_watched`].
pub fn open_to_check(origins: &[Origin]) -> Opened {
    open_watched(origins, Mode::Check, Occasion::Answer, &Progress::default())
        .expect("nobody stops it")
}

/// Opens packs, and counts how far it has come; one mistake never keeps the rest from opening. `None`
/// once `progress` is stopped.
///
/// For reading, unknown keys are warnings, and no Markdown is parsed; for authors, unknown keys are
/// errors, and [`Whereabouts::evidence`] is filled.
pub fn open_watched(
    origins: &[Origin],
    mode: Mode,
    occasion: Occasion,
    progress: &Progress,
) -> Option<Opened> {
    syntax::deep(|| open_all(origins, mode, occasion, progress)).unwrap_or_else(|error| {
        let mut files = Files::default();
        let mistakes = origins.iter().map(|origin| no_worker(origin, &error, &mut files)).collect();
        let own = (0..).map(|at| at..at + 1);
        let attempts = origins.iter().zip(own);
        let attempts = attempts.map(|(origin, mistakes)| Attempt {
            mistakes,
            ..Attempt::failed(origin.clone(), None)
        });
        Some(Opened {
            diagnostics: diagnose(mistakes, &files),
            asked: origins.to_vec(),
            attempts: attempts.collect(),
            failed: origins.to_vec(),
            whereabouts: Whereabouts { files, ..Whereabouts::default() },
            ..Opened::of(Library::new(Catalogue::new(), Vec::new()))
        })
    })
}

/// Returns the mistake of a pack for which no thread could be started.
fn no_worker(origin: &Origin, error: &io::Error, files: &mut Files) -> Mistake {
    let at = At::whole(files.push(origin.to_string(), None));
    Mistake::error(at, source::UNREADABLE, say::no_worker(&why(error)))
}

fn open_all(
    origins: &[Origin],
    mode: Mode,
    occasion: Occasion,
    progress: &Progress,
) -> Option<Opened> {
    // All files are counted before the first is read, so that what is left of them is known.
    let listed = reading::list_all(origins, occasion, progress);
    let mut mark = mark_of(&listed);
    let mut opening = PacksSoFar::new(mode, occasion, progress);
    for (origin, listing) in listed {
        if progress.is_stopped() {
            return None;
        }
        opening.open(origin, listing);
    }
    let PacksSoFar {
        mut files,
        mut mistakes,
        packs,
        opened,
        failed,
        upkeep,
        mut attempts,
        firsts,
        ..
    } = opening;
    for (pack, origin) in packs.iter().zip(&opened) {
        mark.add_beside(&origin.root(), &pack.beside);
    }
    progress.begin(Step::Joining);
    let met = mistakes.len();
    let assembled = assemble::assemble(packs, mode, &files, &mut mistakes, progress);
    if upkeep.begun.is_some() {
        // What leads nowhere yet may lead into what is not read yet.
        mistakes.truncate(met);
    }
    if progress.is_stopped() {
        return None;
    }
    progress.begin(Step::Preparing);
    let Assembled { mut library, entry_places, evidence, outward } = assembled;
    if let Some(today) = today() {
        Arc::make_mut(&mut library.catalogue).read_on(today);
    }
    library.settled = settled(origins, mode, occasion);
    files.shrink();
    attempt::part(&mistakes, &firsts, &mut attempts);
    Some(Opened {
        library,
        asked: origins.to_vec(),
        attempts,
        diagnostics: diagnose(mistakes, &files),
        failed,
        origins: opened,
        whereabouts: Whereabouts { files, entries: entry_places, evidence },
        mark,
        upkeep,
        outward,
    })
}

/// Reads what tells whether entries say something else than when they were read, where that is not what is
/// shown.
fn settled(origins: &[Origin], mode: Mode, occasion: Occasion) -> Option<Arc<dyn Bodies>> {
    let of = |origin: &Origin| match origin {
        Origin::Guide(guide) => guide.settled().map(Origin::Guide),
        _ => None,
    };
    let differs = origins.iter().any(|origin| of(origin).is_some());
    let settled = || origins.iter().map(|origin| of(origin).unwrap_or_else(|| origin.clone()));
    let settled: Vec<Origin> = differs.then(settled)?.collect();
    let opened = open_all(&settled, mode, occasion, &Progress::default())?;
    Some(opened.library.bodies)
}

/// Reads packs to keep them for the next time, with their index or without it; what is read is given up.
/// Returns whether each of them lies in a file now.
pub fn keep(origins: &[Origin], with_index: WithIndex, progress: &Progress) -> bool {
    let occasion = match with_index {
        WithIndex::Yes => Occasion::Search,
        WithIndex::No => Occasion::Answer,
    };
    let opened = open_watched(origins, Mode::Browse, occasion, progress);
    let is_kept = |opened: Opened| {
        let images = &opened.library.images;
        !images.is_empty() && images.iter().all(Option::is_some)
    };
    opened.is_some_and(is_kept)
}

/// Returns which day it is, by Coordinated Universal Time.
fn today() -> Option<Day> {
    let now = OffsetDateTime::now_utc();
    Day::new(u32::try_from(now.year()).ok()?, u32::from(u8::from(now.month())), now.day().into())
}

/// Returns what the files of packs look like now, and what else looked some way `before`.
pub fn mark(origins: &[Origin], before: &Mark) -> Mark {
    let mut mark = mark_of(&reading::list_all(origins, Occasion::Again, &Progress::default()));
    mark.look_beside(before);
    mark
}

fn mark_of(listed: &[(&Origin, Found)]) -> Mark {
    let mut mark = Mark::default();
    for (origin, found) in listed {
        match (origin, found) {
            (Origin::Folder(_) | Origin::File(_) | Origin::Table(..), Found::Files(Ok(listed))) => {
                let names = listed.listing.all().map(|found| &found.name);
                names.zip(&listed.states).for_each(|(name, state)| mark.add(name, *state));
            }
            (origin, Found::Kept(kept)) => {
                let root = origin.root();
                for (name, state) in kept.files() {
                    mark.add(&root.join(name).display().to_string(), state);
                }
            }
            (Origin::File(path) | Origin::Table(path, _), _) => {
                mark.add(&path.display().to_string(), FileState::at(path));
            }
            // The binary does not change, nor does what was read; a folder that cannot be listed has no
            // files.
            (Origin::BuiltIn | Origin::Guide(_) | Origin::Input(_) | Origin::Folder(_), _) => {}
        }
    }
    mark
}

fn canonical(origin: &Origin) -> Origin {
    match origin {
        Origin::BuiltIn | Origin::Guide(_) | Origin::Input(_) => origin.clone(),
        Origin::Folder(path) => Origin::Folder(whole(path)),
        Origin::File(path) => Origin::File(whole(path)),
        Origin::Table(path, columns) => Origin::Table(whole(path), Arc::clone(columns)),
    }
}

fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Returns the id of a pack whose file has none that can be used: the name of its folder, or of its file
/// without the ending, as far as an id can hold it.
fn fallback(origin: &Origin) -> String {
    let name = match canonical(origin) {
        Origin::BuiltIn => return embedded::NAME.to_owned(),
        Origin::Guide(_) => return embedded::GUIDE.to_owned(),
        Origin::Input(_) => return "input".to_owned(),
        Origin::Folder(path) => path.file_name().map(ToOwned::to_owned),
        Origin::File(path) | Origin::Table(path, _) => path.file_stem().map(ToOwned::to_owned),
    };
    let name = name.unwrap_or_default().to_string_lossy().to_lowercase();
    let id: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    match id.trim_matches('-') {
        "" => "pack".to_owned(),
        id if is_reserved(id) => format!("{id}-pack"),
        id => id.to_owned(),
    }
}

/// Parts the compiled files among packs from those whose own files are read.
pub fn parted(origins: &[Origin]) -> (Vec<&Path>, Vec<Origin>) {
    let compiled = |origin: &Origin| matches!(origin, Origin::File(path) if is_compiled(path));
    let files = origins.iter().filter(|origin| compiled(origin)).filter_map(Origin::path);
    let others = origins.iter().filter(|origin| !compiled(origin));
    (files.collect(), others.cloned().collect())
}

/// Returns whether what lies at a path is read as a compiled file: if it is a file of no other format.
pub fn is_compiled(path: &Path) -> bool {
    path.is_file() && Format::of(path).is_none()
}

/// Returns the pack that one stands in: that of the present folder, else of the nearest one above it, as far as
/// the home folder, which is nobody's pack to whom stands below it.
///
/// Reads the environment: the present folder and the home folder.
pub fn here() -> Option<Origin> {
    let here = whole(&std::env::current_dir().ok()?);
    let home = std::env::home_dir().map(|home| whole(&home));
    let above = here.ancestors().skip(1).take_while(|folder| Some(*folder) != home.as_deref());
    let steps = std::iter::once(&*here).chain(above).position(is_pack)?;
    let path = if steps == 0 { PathBuf::from(".") } else { (0..steps).map(|_| "..").collect() };
    Some(Origin::Folder(path))
}

fn is_pack(folder: &Path) -> bool {
    folder.join("pack.toml").symlink_metadata().is_ok()
}

/// Returns what opens if these packs are named: they alone, unless `all` asks for what opens by itself
/// too.
pub fn origins(named: &[PathBuf], all: bool) -> Vec<Origin> {
    let mut origins: Vec<Origin> = named.iter().cloned().map(Origin::named).collect();
    if named.is_empty() || all {
        origins.extend(default_origins());
    }
    origins
}

/// Returns what opens where no pack is named: the built-in pack, then those of the data folder.
pub fn default_origins() -> Vec<Origin> {
    std::iter::once(Origin::BuiltIn).chain(data_packs()).collect()
}

/// Lists the packs in the user's data folder; empty if there is no such folder.
pub fn data_packs() -> Vec<Origin> {
    data_folder().map(|folder| packs_in(&folder)).unwrap_or_default()
}

/// Returns the folder that the user's packs lie in, whether it is there or not; `None` if none is named for them,
/// see [`system::folder`].
pub fn data_folder() -> Option<PathBuf> {
    Some(system::folder(system::Folder::Data)?.join("packs"))
}

/// Lists what opens in a folder, in the order of its names with digit runs as numbers: every folder whose
/// name does not begin with a dot, and every file that can be read.
pub fn packs_in(folder: &Path) -> Vec<Origin> {
    shelf::kept_in(folder).into_iter().map(|kept| Origin::named(kept.path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{LinkKey, Provenance, Remap};

    #[test]
    fn the_built_in_pack_opens_at_its_overview() {
        let opened = open(&[Origin::BuiltIn]);
        let catalogue = &opened.library.catalogue;
        let start = catalogue.packs()[0].start.unwrap();
        assert_eq!(catalogue.id(start), "background/overview");
        assert!(!opened.library.body(start).statements.is_empty());
        let (file, line) = opened.whereabouts.entry(start);
        assert!(file.ends_with("background/01-overview.toml") && line.is_some(), "{file}");
    }

    #[test]
    fn what_was_opened_says_how_to_open_it_again() {
        let folder = |name: &str| Origin::Folder(Path::new("/nonexistent").join(name));
        let asked = [folder("first"), Origin::BuiltIn, folder("last")];
        let opened = open(&asked);
        assert_eq!(opened.asked, asked);
        assert_eq!(opened.origins, [Origin::BuiltIn]);
        assert_eq!(opened.failed, [folder("first"), folder("last")]);
        let again = open(&opened.asked);
        let remap = Remap::new(opened.library.catalogue.clone(), again.library.catalogue.clone());
        for key in opened.library.catalogue.entries() {
            assert_eq!(remap.entry(key), Some(key));
            assert_eq!(again.library.body(key), opened.library.body(key));
        }
    }

    /// A pack that refers to another, which refers back.
    fn write_pack(folder: &Path, id: &str, other: &str) -> Origin {
        let folder = folder.join(id);
        std::fs::create_dir(&folder).unwrap();
        let head = format!(
            "format = 1\nid = '{id}'\ntitle = '{id}'\nversion = '1.0.0'\nlanguage = 'en'\n\
             start = 't/second'\n[[theme]]\nid = 't'\ntitle = 'T'\n\
             [[relation]]\nid = 'serves'\nlabel = 'serves'\nsymmetric = true\n"
        );
        std::fs::write(folder.join("pack.toml"), head).unwrap();
        let content = format!(
            "[[entry]]\nid = 't/first'\ntitle = 'First of {id}'\nsee = ['{other}:t/second']\n\
             [[entry.statement]]\ntext = 'Text.'\nby = 'article'\nclaims = ['c']\n\
             [[entry]]\nid = 't/second'\ntitle = 'Second of {id}'\nbody = 'Body of {id}.'\n\
             [[source]]\nid = 's'\ntitle = 'Source of {id}'\nprimary = true\n\
             [[place]]\nid = 'p'\nlabel = 'Place of {id}'\n\
             [[claim]]\nid = 'c'\nplace = 'p'\ntext = 'Claim of {id}.'\n\
             [[link]]\nfrom = 't/first'\nto = '{other}:t/first'\nrelation = 'serves'\n\
             by = 'editor'\ncertainty = 'sourced'\nsources = ['s']\n"
        );
        std::fs::write(folder.join("content.toml"), content).unwrap();
        Origin::Folder(folder)
    }

    #[test]
    fn lines_above_an_entry_move_it() {
        let folder = tempfile::tempdir().unwrap();
        let origin = write_pack(folder.path(), "a", "b");
        let before = open(std::slice::from_ref(&origin));
        assert!(open(std::slice::from_ref(&origin)).stands_as(&before));
        let content = folder.path().join("a/content.toml");
        let text = std::fs::read_to_string(&content).unwrap();
        std::fs::write(content, format!("# Two lines\n# of comment.\n{text}")).unwrap();
        assert!(!open(&[origin]).stands_as(&before));
    }

    #[test]
    fn packs_keep_what_is_theirs_and_refer_to_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let origins =
            [("a", "b"), ("b", "a")].map(|(id, other)| write_pack(folder.path(), id, other));
        let opened = open(&origins);
        assert_eq!(opened.diagnostics, []);
        let library = &opened.library;
        let catalogue = &library.catalogue;
        for (at, (id, other)) in [("a", "b"), ("b", "a")].into_iter().enumerate() {
            let pack = catalogue.find_pack(id).unwrap();
            let entry = |name: &str| catalogue.resolve(pack, name).unwrap().0;
            let second = entry("t/second");
            assert_eq!(catalogue.pack(pack).start, Some(second));
            assert_eq!(&*library.body(second).markdown, format!("Body of {id}."));
            let body = library.body(entry("t/first"));
            let Provenance::Article { claims } = &body.statements[0].provenance else { panic!() };
            let claim = catalogue.claim(claims[0]);
            assert_eq!(claim.text, format!("Claim of {id}."));
            let place = catalogue.place(claim.place);
            let source = catalogue.source(place.source.unwrap());
            assert_eq!((place.pack, &*source.title), (pack, &*format!("Source of {id}")));
            let mut links = catalogue.links().skip(at * 2);
            let [see, serves] = [links.next().unwrap(), links.next().unwrap()];
            let foreign = |name: &str| entry(&format!("{other}:{name}"));
            assert_eq!((see.from, see.to), (entry("t/first"), foreign("t/second")));
            assert_eq!((serves.from, serves.to), (entry("t/first"), foreign("t/first")));
            assert_eq!(catalogue.relation(serves.relation).pack, Some(pack));
            let provenance = catalogue.provenance(LinkKey::new(at * 2 + 1));
            let Some(Provenance::Editor { sources, .. }) = provenance else { panic!() };
            assert_eq!(&*catalogue.source(sources[0]).title, format!("Source of {id}"));
        }
    }
}
