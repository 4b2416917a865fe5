//! Keeps a report free of what says who runs Folio. Refuses to know: what is reported.

use std::path::Path;

/// What replaces a user's name.
const USER: &str = "<user>";
/// What replaces a host's name.
const HOST: &str = "<host>";

/// The names that are not to be told.
pub struct Private {
    /// The home folder, as it is named and as it is reached, the longer first.
    homes: Vec<String>,
    users: Vec<String>,
    hosts: Vec<String>,
}

impl Private {
    /// Reads the home folder and the names of user and host from the environment.
    pub fn from_environment() -> Self {
        let home = std::env::home_dir();
        let named = |names: [&'static str; 2]| {
            names.into_iter().filter_map(|name| std::env::var(name).ok())
        };
        Self::new(home.as_deref(), named(["USER", "LOGNAME"]), named(["HOSTNAME", "HOST"]))
    }

    fn new(
        home: Option<&Path>,
        users: impl Iterator<Item = String>,
        hosts: impl Iterator<Item = String>,
    ) -> Self {
        let reached = home.and_then(|home| home.canonicalize().ok());
        let paths = [home.map(Path::to_owned), reached];
        let path = |path: &Path| path.to_string_lossy().trim_end_matches('/').to_owned();
        let mut homes: Vec<String> = paths.iter().flatten().map(|it| path(it)).collect();
        let last = home.and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let named = |name: &String| !name.is_empty();
        homes.retain(named);
        homes.sort_by_key(|home| std::cmp::Reverse(home.len()));
        let users = users.chain(last).filter(named).collect();
        Self { homes, users, hosts: hosts.filter(named).collect() }
    }

    /// Leaves out the home folder, the names of user and host wherever they stand, and whatever is written as a
    /// user at a host.
    pub fn hide(&self, text: &str) -> String {
        let mut hidden = text.to_owned();
        for home in &self.homes {
            hidden = replace(&hidden, home, "~");
        }
        hidden = without_addresses(&hidden);
        for (names, by) in [(&self.users, USER), (&self.hosts, HOST)] {
            for name in names {
                hidden = replace(&hidden, name, by);
            }
        }
        hidden
    }
}

/// Returns whether a character goes on with a name.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "-_.".contains(c)
}

/// Replaces a name or a path where it stands whole.
fn replace(text: &str, name: &str, by: &str) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        let (before, behind) = (&rest[..at], &rest[at + name.len()..]);
        replaced.push_str(before);
        let begins = name.starts_with('/') || !replaced.ends_with(is_of_name);
        let whole = begins && !behind.starts_with(is_of_name);
        replaced.push_str(if whole { by } else { name });
        rest = behind;
    }
    replaced + rest
}

/// Replaces users at hosts, such as those that ssh is given.
fn without_addresses(text: &str) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, behind) = (&rest[..at], &rest[at + 1..]);
        let user = before.trim_end_matches(is_of_name);
        let host = behind.trim_start_matches(is_of_name);
        if user.len() < before.len() && host.len() < behind.len() {
            hidden.push_str(&format!("{user}{USER}@{HOST}"));
            rest = host;
        } else {
            hidden.push_str(&rest[..=at]);
            rest = behind;
        }
    }
    hidden + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let users = ["ann".to_owned(), String::new()].into_iter();
        let hosts = ["tower".to_owned()].into_iter();
        let private = Private::new(Some(Path::new("/home/ann")), users, hosts);
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
    fn neither_user_nor_host_is_named_anywhere_else() {
        check("ann", "<user>");
        check("user=ann; host=tower", "user=<user>; host=<host>");
        check("ssh ann@myhost vim", "ssh <user>@<host> vim");
        check("ssh://bob@far.example:22/x", "ssh://<user>@<host>:22/x");
        check("at @ home, a@, @b", "at @ home, a@, @b");
        check("annals, Ann, ann.toml, towers", "annals, Ann, ann.toml, towers");
    }

    #[test]
    fn a_home_at_the_root_hides_nothing() {
        let private = Private::new(Some(Path::new("/")), std::iter::empty(), std::iter::empty());
        assert_eq!(private.hide("/usr/share"), "/usr/share");
    }
}
