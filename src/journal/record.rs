//! One change, as it is written: a line of JSON. Refuses to know: files, and what changes come to.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::anchor::{Anchor, Print};
use crate::text::safe::{Safe, json_line};

/// A moment: milliseconds since the beginning of 1970, UTC; earlier ones are negative.
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
#[serde(transparent)]
pub struct Moment(pub i64);

impl Moment {
    /// How many milliseconds a day has.
    pub const DAY: i64 = 24 * 60 * 60 * 1000;

    /// Returns the minutes from `earlier` to this moment, whole ones; 0 if the clock was set back.
    pub fn minutes_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0) / (60 * 1000)).unwrap_or(0)
    }

    /// Returns the days from `earlier` to this moment, whole ones; 0 if the clock was set back.
    pub fn days_since(self, earlier: Self) -> u64 {
        u64::try_from(self.0.saturating_sub(earlier.0) / Self::DAY).unwrap_or(0)
    }

    /// Returns the date in UTC as `2026-01-31`.
    pub fn date(self) -> String {
        let seconds = self.0.div_euclid(1000);
        let time =
            OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        format!("{:04}-{:02}-{:02}", time.year(), u8::from(time.month()), time.day())
    }
}

/// Names an entry wherever its pack lies.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
pub struct EntryRef {
    /// The id of the pack.
    pub pack: Box<str>,
    /// The id of the entry in it.
    pub entry: Box<str>,
}

impl EntryRef {
    /// Builds the name of an entry.
    pub fn new(pack: &str, entry: &str) -> Self {
        Self { pack: pack.into(), entry: entry.into() }
    }
}

/// A place in an entry: at its top where no paragraph is named.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Spot {
    /// The entry.
    #[serde(flatten)]
    pub on: EntryRef,
    /// The paragraph.
    #[serde(rename = "in", default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Anchor>,
}

/// Names a note; made of letters and digits, so that it can be the name of a file.
#[derive(Clone, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct NoteId(pub Box<str>);

impl NoteId {
    /// Builds the name of the `count`th note of a session that has a number of its own.
    pub fn new(session: u64, count: u64) -> Self {
        Self::of(&format!("{session} {count}"))
    }

    /// Builds a name that follows from a text.
    pub fn of(text: &str) -> Self {
        Self(blake3::hash(text.as_bytes()).to_hex()[..12].into())
    }
}

impl fmt::Display for NoteId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// A note on an entry, a paragraph or some words of one; a highlight where it says nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Note {
    /// Its name.
    pub id: NoteId,
    /// What it is about.
    #[serde(flatten)]
    pub spot: Spot,
    /// What it says, as Markdown; empty for a highlight alone.
    #[serde(default, skip_serializing_if = "str::is_empty")]
    pub text: Box<str>,
    /// When it was made.
    #[serde(default)]
    pub made: Moment,
}

impl Note {
    /// How long its text may be, in bytes.
    pub const LONGEST: usize = 1 << 20;

    /// Returns whether it says more than a note may.
    pub fn is_too_long(&self) -> bool {
        self.text.len() > Self::LONGEST
    }
}

/// Which side of a card is asked for.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The title is shown, what it means is to be said.
    Meaning,
    /// The definition is shown, the title is to be said.
    Title,
    /// The title in another language is shown, the title is to be said.
    FromNative,
    /// The title is shown, its name in another language is to be said.
    ToNative,
}

/// How well something was remembered.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grade {
    /// Not at all.
    Again,
    /// With effort.
    Hard,
    /// Well.
    Good,
    /// At once.
    Easy,
}

/// What was changed.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Change {
    /// An entry was opened.
    Visit {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
    },
    /// The end of an entry was seen.
    Read {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
        /// What it said.
        text: Print,
    },
    /// An entry counts as unread again.
    Unread {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
    },
    /// A place is to be found again.
    Bookmark {
        /// The place.
        #[serde(flatten)]
        spot: Spot,
    },
    /// An entry has no bookmark any more.
    Unbookmark {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
    },
    /// A letter leads to a place.
    Mark {
        /// The letter.
        letter: char,
        /// The place.
        #[serde(flatten)]
        spot: Spot,
    },
    /// A letter leads nowhere any more.
    Unmark {
        /// The letter.
        letter: char,
    },
    /// There is a note, or it says something else now, or stands elsewhere.
    Note(Note),
    /// A note is gone.
    Unnote {
        /// The pack that it was made in.
        pack: Box<str>,
        /// Its name.
        id: NoteId,
    },
    /// A stop of a route was reached.
    Stop {
        /// The pack.
        pack: Box<str>,
        /// The id of the route.
        route: Box<str>,
        /// The id of the entry; `None` if the route was left.
        entry: Option<Box<str>>,
    },
    /// Something was searched for.
    Asked {
        /// The query.
        query: Box<str>,
    },
    /// A card was practised.
    Practised {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
        /// Which side was asked for.
        side: Side,
        /// How well it was remembered.
        grade: Grade,
    },
    /// A card counts as not practised at a moment after all.
    Unpractised {
        /// The entry.
        #[serde(flatten)]
        on: EntryRef,
        /// Which side was asked for.
        side: Side,
        /// How well it was said to be remembered.
        grade: Grade,
        /// When.
        was: Moment,
    },
    /// Nothing that was added to a pack, or to one entry of it, is to be kept.
    Forget {
        /// The pack.
        pack: Box<str>,
        /// The entry; all of the pack if none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        entry: Option<Box<str>>,
    },
    /// Nothing that was added at all is to be kept.
    ForgetAll,
    /// All of these, or none of them: a line is written whole or not at all.
    All {
        /// The changes, in their order.
        changes: Vec<Change>,
    },
    /// All of these were made elsewhere, each at its time, and are taken in together or not at all.
    TakenIn {
        /// What was made, in its order.
        records: Vec<Record>,
    },
}

impl Change {
    /// Builds one change of several that are kept together or not at all; `None` of none.
    pub fn all(mut changes: Vec<Self>) -> Option<Self> {
        match changes.len() {
            0 | 1 => changes.pop(),
            _ => Some(Self::All { changes }),
        }
    }

    /// Returns whether it is noted while somebody reads, and nobody asked for it.
    pub fn is_by_the_way(&self) -> bool {
        matches!(
            self,
            Self::Visit { .. } | Self::Read { .. } | Self::Stop { .. } | Self::Asked { .. }
        )
    }

    /// Returns whether something that was added is not to be kept, of whatever kind it is.
    pub fn forgets(&self) -> bool {
        matches!(self, Self::Forget { .. } | Self::ForgetAll)
    }

    /// Returns whether nothing that was added to an entry is to be kept.
    pub fn forgets_entry(&self, on: &EntryRef) -> bool {
        self.parts().any(|part| match part {
            Self::Forget { pack, entry } => {
                *pack == on.pack && entry.as_ref().is_none_or(|entry| *entry == on.entry)
            }
            Self::ForgetAll => true,
            _ => false,
        })
    }

    /// Returns the note that it changes, by the pack that it is kept with and its name, if it changes one alone.
    pub fn note(&self) -> Option<(&str, &NoteId)> {
        match self {
            Self::Note(note) => Some((&note.spot.on.pack, &note.id)),
            Self::Unnote { pack, id } => Some((pack, id)),
            _ => None,
        }
    }

    /// Goes through the changes that it is made of: itself alone, unless it is several.
    pub fn parts(&self) -> Box<dyn Iterator<Item = &Self> + '_> {
        match self {
            Self::All { changes } => Box::new(changes.iter().flat_map(Self::parts)),
            Self::TakenIn { records } => {
                Box::new(records.iter().flat_map(|record| record.change.parts()))
            }
            one => Box::new(std::iter::once(one)),
        }
    }
}

/// A change and when it was made.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Record {
    /// When it was made.
    pub at: Moment,
    /// What was changed.
    #[serde(flatten)]
    pub change: Change,
}

impl Record {
    /// Writes it as one line of JSON, without the line feed.
    pub fn line(&self) -> Safe {
        json_line(self)
    }

    /// Returns whether notes may be others after it.
    pub fn is_about_notes(&self) -> bool {
        let is_about = |change: &Change| change.forgets() || change.note().is_some();
        self.change.parts().any(is_about)
    }

    /// Reads a line; `None` if it is no record that this version of Folio knows.
    pub fn read(line: &str) -> Option<Self> {
        serde_json::from_str(line).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::anchor::Paragraph;

    #[track_caller]
    fn check(change: Change, expected: &str) {
        let record = Record { at: Moment(1_764_000_000_000), change };
        let line = record.line().into_string();
        assert_eq!(line, expected);
        assert_eq!(Record::read(&line), Some(record));
    }

    #[test]
    fn each_change_is_one_line_that_can_be_read_again() {
        let on = EntryRef::new("tea", "drink/green");
        let spot = Spot { on: on.clone(), at: None };
        let anchor = Anchor::new(2, &Paragraph::new("Warm the cup."), Some(0..4));
        check(
            Change::Bookmark { spot: Spot { on: on.clone(), at: Some(anchor) } },
            r#"{"at":1764000000000,"do":"bookmark","pack":"tea","entry":"drink/green","in":{"paragraph":2,"print":"2eb79579c8da7944","text":"Warm the cup.","selection":{"from":0,"words":"Warm"}}}"#,
        );
        check(
            Change::Visit { on: on.clone() },
            r#"{"at":1764000000000,"do":"visit","pack":"tea","entry":"drink/green"}"#,
        );
        check(
            Change::Read { on: on.clone(), text: Print(0xabc) },
            r#"{"at":1764000000000,"do":"read","pack":"tea","entry":"drink/green","text":"0000000000000abc"}"#,
        );
        check(
            Change::Mark { letter: 'a', spot: spot.clone() },
            r#"{"at":1764000000000,"do":"mark","letter":"a","pack":"tea","entry":"drink/green"}"#,
        );
        check(
            Change::Note(Note {
                id: NoteId("1".into()),
                spot,
                text: "a \u{1b}[2J\nb".into(),
                made: Moment(5),
            }),
            r#"{"at":1764000000000,"do":"note","id":"1","pack":"tea","entry":"drink/green","text":"a \u001b[2J\nb","made":5}"#,
        );
        check(
            Change::Practised { on: on.clone(), side: Side::FromNative, grade: Grade::Again },
            r#"{"at":1764000000000,"do":"practised","pack":"tea","entry":"drink/green","side":"from-native","grade":"again"}"#,
        );
        check(
            Change::Unpractised { on, side: Side::Title, grade: Grade::Easy, was: Moment(5) },
            r#"{"at":1764000000000,"do":"unpractised","pack":"tea","entry":"drink/green","side":"title","grade":"easy","was":5}"#,
        );
        check(
            Change::Forget { pack: "tea".into(), entry: None },
            r#"{"at":1764000000000,"do":"forget","pack":"tea"}"#,
        );
        check(
            Change::All { changes: vec![Change::Unmark { letter: 'a' }, Change::ForgetAll] },
            r#"{"at":1764000000000,"do":"all","changes":[{"do":"unmark","letter":"a"},{"do":"forget-all"}]}"#,
        );
        let unmarked = Record { at: Moment(5), change: Change::Unmark { letter: 'a' } };
        check(
            Change::TakenIn { records: vec![unmarked] },
            r#"{"at":1764000000000,"do":"taken-in","records":[{"at":5,"do":"unmark","letter":"a"}]}"#,
        );
    }

    #[test]
    fn dates_are_those_of_greenwich() {
        for (at, expected) in [
            (0, "1970-01-01"),
            (-1, "1969-12-31"),
            (1_764_000_000_000, "2025-11-24"),
            (951_782_400_000, "2000-02-29"),
            (i64::MAX, "1970-01-01"),
        ] {
            assert_eq!(Moment(at).date(), expected);
        }
    }

    #[test]
    fn the_time_between_absurd_moments_is_long_and_never_a_fault() {
        let (first, last) = (Moment(i64::MIN), Moment(i64::MAX));
        assert_eq!(last.days_since(first), i64::MAX as u64 / Moment::DAY as u64);
        assert_eq!(last.minutes_since(first), i64::MAX as u64 / 60_000);
        assert_eq!((first.days_since(last), first.minutes_since(last)), (0, 0));
    }

    #[test]
    fn what_is_no_record_is_told_apart() {
        for line in ["", "{", "[]", r#"{"at":1}"#, r#"{"at":1,"do":"fly"}"#, r#"{"do":"asked"}"#] {
            assert_eq!(Record::read(line), None, "{line}");
        }
    }
}
