//! Sentences about who wrote an entry and who confirmed it.

/// The word for having written an entry.
pub const WRITTEN: &str = "written";

/// The word for having confirmed an entry.
pub const CONFIRMED: &str = "confirmed";

/// What stands before who did something.
pub const BY: &str = " by ";

/// What stands between who did something and when.
pub const WHEN: &str = ", ";

/// What somebody did, and when.
pub fn act(done: &str, by: Option<&str>, at: Option<&str>) -> String {
    match (by, at) {
        (Some(by), Some(at)) => format!("{done}{BY}{by}{WHEN}{at}"),
        (Some(by), None) => format!("{done}{BY}{by}"),
        (None, Some(at)) => format!("{done} {at}"),
        (None, None) => done.to_owned(),
    }
}

/// What those are called in records who are people (OKF 0.2, 7).
pub const PERSON: &str = "human:";

/// What somebody is called: people by their names, processes and teams as such.
pub fn actor(written: &str) -> String {
    let written = written.trim();
    match written.split_once(':') {
        Some(("process", name)) => format!("the process {name}"),
        Some(("team", name)) => format!("the team {name}"),
        _ => written.strip_prefix(PERSON).unwrap_or(written).to_owned(),
    }
}
