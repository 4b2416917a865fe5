//! The files beside one file that have its name and other endings. Refuses to know: what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::content::source::{FoundFile, Input, Listing, Refusal, compare_paths};
use crate::messages::formats as says;

/// Files of one name in one folder.
pub struct Siblings {
    /// The folder as it was typed, and without symbolic links.
    typed: PathBuf,
    whole: PathBuf,
    /// The name without endings.
    stem: String,
    /// The names of all files of the folder.
    names: Vec<String>,
}

impl Siblings {
    /// Looks around a file.
    pub fn of(path: &Path) -> Result<Self, Refusal> {
        let io = |error: std::io::Error| Refusal::io(&error);
        let typed = path.parent().unwrap_or(Path::new("")).to_owned();
        let folder = if typed.as_os_str().is_empty() { Path::new(".") } else { &typed };
        let whole = fs::canonicalize(folder).map_err(io)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut names: Vec<String> = fs::read_dir(&whole)
            .map_err(io)?
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        names.sort_by(|a, b| compare_paths(Path::new(a), Path::new(b)));
        Ok(Self { typed, whole, stem: stem(&name).to_owned(), names })
    }

    /// Returns the file that has an ending, in small letters or others.
    fn find(&self, ending: &str) -> Option<FoundFile> {
        let is_wanted = |name: &&String| {
            let rest = name.strip_prefix(&*self.stem).and_then(|rest| rest.strip_prefix('.'));
            rest.is_some_and(|rest| rest.eq_ignore_ascii_case(ending))
        };
        let name = self.names.iter().find(is_wanted)?;
        let whole = self.whole.join(name);
        // What a symbolic link means is read where it is.
        let input = match fs::canonicalize(&whole) {
            Ok(path) => Input::Path(path),
            Err(error) => Input::Refused(Refusal::io(&error)),
        };
        Some(FoundFile { name: self.typed.join(name).display().to_string(), input })
    }

    /// Returns whether there is a file with one of some endings.
    pub fn has(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.find(ending).is_some())
    }

    /// Lists the file of an ending, and of other kinds of endings the first file of each.
    pub fn list(&self, head: &str, kinds: &[&[&str]]) -> Result<Listing, Refusal> {
        let missing = || no_such_part(&format!(".{head}"));
        let first = |kind: &&[&str]| kind.iter().find_map(|ending| self.find(ending));
        let others = kinds.iter().filter_map(first).collect();
        Ok(Listing { head: self.find(head).ok_or_else(missing)?, others })
    }
}

/// Refuses what lacks the part with an ending.
pub fn no_such_part(ending: &str) -> Refusal {
    Refusal::new("no-such-part", says::no_such_part(ending), says::NO_SUCH_PART_HINT)
}

/// Returns a file's name without what says that it is packed, and without the ending before that.
fn stem(name: &str) -> &str {
    let is_ending =
        |ending: &str, one_of: &[&str]| one_of.iter().any(|it| ending.eq_ignore_ascii_case(it));
    let name = match name.rsplit_once('.') {
        Some((rest, ending)) if is_ending(ending, &["gz", "dz"]) => rest,
        _ => name,
    };
    name.rsplit_once('.').map_or(name, |(rest, _)| rest)
}

/// Returns the files of a folder whose names have an ending, in their order.
pub fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let own = path.extension().unwrap_or_default().to_string_lossy();
            let is_hidden =
                path.file_name().unwrap_or_default().as_encoded_bytes().starts_with(b".");
            own.eq_ignore_ascii_case(ending) && !is_hidden && path.is_file()
        })
        .collect();
    paths.sort_by(|a, b| compare_paths(a, b));
    paths
}
