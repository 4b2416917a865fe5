//! The files of a folder that is no pack, as far as its owner wants them seen: nothing hidden, nothing
//! that `.gitignore` leaves out. Refuses to know: what is in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use ignore::{DirEntry, Match, WalkBuilder};

use crate::content::source::{
    DEEPEST, FoundFile, Input, Listing, MOST_FILES, Refusal, compare_paths,
};
use crate::messages::system::why;
use crate::messages::{content as say, formats as says};

/// How many files and folders are looked at to find out what a folder is: it may be the whole file system.
const MOST_LOOKED_AT: usize = 20_000;

/// Files that say which others their owner does not want seen, the stronger first.
pub const RULES: [&str; 2] = [".ignore", ".gitignore"];

/// Where notes lie that their owner has deleted.
const TRASH: &str = ".trash";

/// Returns whether a folder holds a file of a kind, as far as that shows soon.
pub fn holds(folder: &Path, is_wanted: impl Fn(&Path) -> bool) -> bool {
    walk(folder).take(MOST_LOOKED_AT).flatten().any(|entry| {
        entry.file_type().is_some_and(|kind| kind.is_file()) && is_wanted(entry.path())
    })
}

/// Returns the first files of a kind below a folder, as far as they show soon.
pub fn first(folder: &Path, is_wanted: impl Fn(&Path) -> bool, most: usize) -> Vec<PathBuf> {
    let files = walk(folder).take(MOST_LOOKED_AT).flatten().filter(|entry| {
        entry.file_type().is_some_and(|kind| kind.is_file()) && is_wanted(entry.path())
    });
    files.map(DirEntry::into_path).take(most).collect()
}

/// Lists the files of a kind below a folder in the order of their paths, or a file alone.
pub fn list(path: &Path, is_wanted: impl Fn(&Path) -> bool) -> Result<Listing, Refusal> {
    let root = fs::canonicalize(path).map_err(|error| refusal_of(&error))?;
    if root.is_file() {
        return Ok(Listing { head: found(path, Input::Path(root)), others: Vec::new() });
    }
    let mut files = Vec::new();
    for entry in walk(path) {
        let deepest = entry.as_ref().ok().filter(|entry| {
            entry.depth() == DEEPEST && entry.file_type().is_some_and(|kind| kind.is_dir())
        });
        if let Some(folder) = deepest {
            let refusal = Refusal::new("too-deep", say::too_deep(DEEPEST), "");
            files.push((folder.path().to_owned(), Input::Refused(refusal)));
            continue;
        }
        let Some((path, input)) = entry.map_or_else(
            |error| Some((path.to_owned(), Input::Refused(broken(&error)))),
            |entry| input_of(&entry, path, &root, &is_wanted),
        ) else {
            continue;
        };
        if files.len() == MOST_FILES {
            let refusal = Refusal::new("too-many-files", say::too_many_files(MOST_FILES), "");
            files.push((path, Input::Refused(refusal)));
            break;
        }
        files.push((path, input));
    }
    files.sort_by(|(a, _), (b, _)| compare_paths(a, b));
    let mut files = files.into_iter().map(|(path, input)| found(&path, input));
    let head = files.next();
    let nothing = || Refusal::new("nothing-to-read", says::nothing_to_read(), says::WHAT_OPENS);
    Ok(Listing { head: head.ok_or_else(nothing)?, others: files.collect() })
}

/// Returns whether a file below a folder is one that its owner does not want seen; both are without symbolic
/// links.
pub fn leaves_out(root: &Path, file: &Path) -> bool {
    let Ok(inner) = file.strip_prefix(root) else { return true };
    let rules = |folder: &Path, name: &str| {
        let path = folder.join(name);
        let mut rules = GitignoreBuilder::new(folder);
        // What is wrong in it is passed over when files are listed too.
        path.is_file().then(|| rules.add(path));
        rules.build().unwrap_or_else(|_| Gitignore::empty())
    };
    // The rules of the nearest folder come first, and those of `.gitignore` behind the others.
    let (mut own, mut of_git) = (Vec::new(), vec![rules(root, ".git/info/exclude")]);
    let mut at = root.to_owned();
    let mut names = inner.iter().peekable();
    while let Some(name) = names.next() {
        own.push(rules(&at, RULES[0]));
        of_git.push(rules(&at, RULES[1]));
        at.push(name);
        let is_folder = names.peek().is_some();
        let met = own.iter().rev().chain(of_git.iter().rev());
        let told = met.map(|rules| rules.matched(&at, is_folder)).find(|told| !told.is_none());
        let is_hidden = name.as_encoded_bytes().starts_with(b".");
        let is_wanted = matches!(told, Some(Match::Whitelist(_))) && name != TRASH;
        if !is_wanted && (is_hidden || told.is_some()) {
            return true;
        }
    }
    false
}

fn walk(folder: &Path) -> impl Iterator<Item = Result<DirEntry, ignore::Error>> {
    WalkBuilder::new(folder)
        .require_git(false)
        .git_global(false)
        .parents(false)
        .max_depth(Some(DEEPEST))
        .filter_entry(|entry| entry.file_name() != TRASH)
        .build()
}

/// Returns a file that is wanted, and how to come by it. Symbolic links are passed over: what they lead to
/// is read where it is, if it is in the folder at all.
fn input_of(
    entry: &DirEntry,
    folder: &Path,
    root: &Path,
    is_wanted: impl Fn(&Path) -> bool,
) -> Option<(PathBuf, Input)> {
    let path = entry.path();
    if !is_wanted(path) {
        return None;
    }
    let kind = entry.file_type()?;
    if kind.is_symlink() {
        let leaves = fs::canonicalize(path).is_ok_and(|target| !target.starts_with(root));
        let refusal = || Refusal::new("leaves-pack", say::leaves_pack(), say::copy_the_file());
        return leaves.then(|| (path.to_owned(), Input::Refused(refusal())));
    }
    let below = path.strip_prefix(folder).ok()?;
    kind.is_file().then(|| (path.to_owned(), Input::Path(root.join(below))))
}

fn found(path: &Path, input: Input) -> FoundFile {
    FoundFile { name: path.display().to_string(), input }
}

fn broken(error: &ignore::Error) -> Refusal {
    let told = error.io_error().map_or_else(|| error.to_string(), why);
    Refusal::new("unreadable", say::unreadable(&told), "")
}

fn refusal_of(error: &io::Error) -> Refusal {
    if error.kind() == io::ErrorKind::NotFound {
        Refusal::new("no-such-path", say::no_such_path(), say::name_what_is_there())
    } else {
        Refusal::io(error)
    }
}
