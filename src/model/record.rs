//! Who wrote an entry and who confirmed it, in one line of a fixed wording: the actors and times in it are as
//! they were written, so that it can be told in other formats. Refuses to know: who is to be believed.

use std::fmt;

use super::Day;
use crate::messages::record as says;

/// What somebody did to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// They wrote it.
    Written,
    /// They confirmed what it says.
    Confirmed,
}

/// A deed, with who did it and when as far as that is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act<'r> {
    /// What was done.
    pub deed: Deed,
    /// Who did it, such as `human:ann`.
    pub by: Option<&'r str>,
    /// A day or a time that begins with one.
    pub at: Option<&'r str>,
}

/// What stands between two acts.
const BETWEEN: &str = " · ";

impl<'r> Act<'r> {
    /// Returns the acts that a line tells; `None` if it is worded in some other way.
    pub fn all(record: &'r str) -> Option<Vec<Self>> {
        record.split(BETWEEN).map(Self::of).collect()
    }

    fn of(told: &'r str) -> Option<Self> {
        let (deed, rest) = [Deed::Written, Deed::Confirmed]
            .into_iter()
            .find_map(|deed| Some((deed, told.strip_prefix(deed.word())?)))?;
        let is_time = |at: &&str| Day::parse(at).is_some();
        if let Some(at) = rest.strip_prefix(' ').filter(is_time) {
            return Some(Self { deed, by: None, at: Some(at) });
        }
        let rest = rest.strip_prefix(says::BY)?;
        let timed = rest.rsplit_once(says::WHEN).filter(|(_, at)| is_time(at));
        let (by, at) = timed.map_or((rest, None), |(by, at)| (by, Some(at)));
        (!by.is_empty()).then_some(Self { deed, by: Some(by), at })
    }

    fn told(&self) -> String {
        let day = self.at.and_then(Day::parse).map(|day| day.to_string());
        says::act(self.deed.word(), self.by.map(says::actor).as_deref(), day.as_deref())
    }
}

impl fmt::Display for Act<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&says::act(self.deed.word(), self.by, self.at))
    }
}

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Self::Written => says::WRITTEN,
            Self::Confirmed => says::CONFIRMED,
        }
    }
}

/// Returns the line that tells acts.
pub fn of_acts<'r>(acts: impl Iterator<Item = Act<'r>>) -> String {
    acts.map(|act| act.to_string()).collect::<Vec<_>>().join(BETWEEN)
}

/// Returns a line as readers are told it: people by their names, times by their days.
pub fn told(record: &str) -> String {
    let Some(acts) = Act::all(record) else { return record.to_owned() };
    acts.iter().map(Act::told).collect::<Vec<_>>().join(BETWEEN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_told_to_readers_and_read_back() {
        for (record, expected) in [
            ("", ""),
            ("written by me", "written by me"),
            (
                "written by clerk/1.4, 2026-06-20T22:53:05Z · confirmed by human:ann, 2026-06-25",
                "written by clerk/1.4, 2026-06-20 · confirmed by ann, 2026-06-25",
            ),
            ("written 2026-02-11T17:05:00+00:00", "written 2026-02-11"),
            ("confirmed by process:nightly", "confirmed by the process nightly"),
            ("written by team:tea, and cake", "written by the team tea, and cake"),
            ("reviewed by human:ann", "reviewed by human:ann"),
            ("written by human:ann · and others", "written by human:ann · and others"),
        ] {
            assert_eq!(told(record), expected);
            if let Some(acts) = Act::all(record) {
                assert_eq!(of_acts(acts.into_iter()), record);
            }
        }
    }
}
