//! The folders that are Folio's own, all found by one rule. Refuses to know: what lies in them.

use std::env;
use std::path::PathBuf;

use super::home;

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Settings and palettes.
    Settings,
    /// What opens by itself.
    Data,
    /// What a reader adds.
    State,
    /// What can be made again.
    Cache,
}

/// Returns Folio's own folder for something, whether it is there or not; `None` where the environment names none.
///
/// Reads the environment: `XDG_CONFIG_HOME`, `XDG_DATA_HOME`, `XDG_STATE_HOME` or `XDG_CACHE_HOME`, where that is an
/// absolute path, else `HOME` (the XDG Base Directory Specification, 0.8). A home folder that only the system's list
/// of users knows is neither read nor written: who leaves `HOME` out does not mean one.
pub fn folder(of: Folder) -> Option<PathBuf> {
    let (variable, below_home) = match of {
        Folder::Settings => ("XDG_CONFIG_HOME", ".config"),
        Folder::Data => ("XDG_DATA_HOME", ".local/share"),
        Folder::State => ("XDG_STATE_HOME", ".local/state"),
        Folder::Cache => ("XDG_CACHE_HOME", ".cache"),
    };
    let named = env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute());
    Some(named.or_else(|| Some(home()?.join(below_home)))?.join("folio"))
}
