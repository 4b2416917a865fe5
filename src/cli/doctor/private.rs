//! Keeps a report free of what says who runs Folio. Refuses to know: what is reported.

use std::path::Path;

/// What replaces a user's name where it is part of a path outside the home folder.
const USER: &str = "<user>";

/// The names that are not to be told.
pub struct Private {
    /// The home folder, as it is named and as it is reached, the longer first.
    homes: Vec<String>,
    users: Vec<String>,
}

impl Private {
    /// Reads the home folder and the user's name from the environment.
    pub fn from_environment() -> Self {
        let home = etcetera::home_dir().ok();
        let users = ["USER", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
        Self::new(home.as_deref(), users)
    }

    fn new(home: Option<&Path>, users: impl Iterator<Item = String>) -> Self {
        let reached = home.and_then(|home| home.canonicalize().ok());
        let paths = [home.map(Path::to_owned), reached];
        let path = |path: &Path| path.to_string_lossy().trim_end_matches('/').to_owned();
        let mut homes: Vec<String> = paths.iter().flatten().map(|it| path(it)).collect();
        let last = home.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let mut users: Vec<String> = users.chain(last).collect();
        homes.retain(|home| !home.is_empty());
        users.retain(|user| !user.is_empty());
        homes.sort_by_key(|home| std::cmp::Reverse(home.len()));
        Self { homes, users }
    }

    /// Leaves out the home folder and the user's name wherever a path names them.
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = text.to_owned();
        for home in &self.homes {
            hidden = replace(&hidden, home, "~");
        }
        for user in &self.users {
            hidden = replace(&hidden, &format!("/{user}"), &format!("/{USER}"));
        }
        hidden
    }
}

/// Replaces a path, or the end of one, where it ends with a whole name.
fn replace(text: &str, path: &str, by: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(path) {
        let behind = &rest[at + path.len()..];
        let whole = !behind.starts_with(|c: char| c.is_alphanumeric() || "-_.".contains(c));
        replaced.push_str(&rest[..at]);
        replaced.push_str(if whole { by } else { path });
        rest = behind;
    }
    replaced + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let users = ["ann".to_owned(), String::new()].into_iter();
        let private = Private::new(Some(Path::new("/home/ann")), users);
        assert_eq!(private.hide(text), expected);
    }

    #[test]
    fn the_home_folder_is_a_tilde() {
        check("/home/ann/packs/tea.toml:3:1: error", "~/packs/tea.toml:3:1: error");
        check("first in \"/home/ann\", then in /home/ann", "first in \"~\", then in ~");
        check("/home/anna/x /home/ann-x /home/ann.d", "/home/anna/x /home/ann-x /home/ann.d");
    }

    #[test]
    fn a_user_is_named_nowhere_in_a_path() {
        check("/data/ann/packs, /data/ann", "/data/<user>/packs, /data/<user>");
        check("/data/annals and Ann", "/data/annals and Ann");
    }

    #[test]
    fn a_home_at_the_root_hides_nothing() {
        let private = Private::new(Some(Path::new("/")), std::iter::empty());
        assert_eq!(private.hide("/usr/share"), "/usr/share");
    }
}
