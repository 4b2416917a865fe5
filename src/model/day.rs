//! A day of the calendar, for telling whether one has come. Refuses to know: clocks, time zones.

use std::fmt;

use time::{Date, Month};

/// A day of the calendar; days compare as they follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// Builds a day; `None` if there is no such one in the calendar.
    pub fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let name = Month::try_from(u8::try_from(month).ok()?).ok()?;
        let year_of_date = i32::try_from(year).ok()?;
        Date::from_calendar_date(year_of_date, name, u8::try_from(day).ok()?).ok()?;
        Some(Self(year * 10_000 + month * 100 + day))
    }

    /// Reads `YYYY-MM-DD`, alone or with a time of day behind it (RFC 3339).
    pub fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.trim().split_at_checked("YYYY-MM-DD".len())?;
        let mut parts = day.split('-').map(|part| {
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten()
        });
        let parts = [parts.next()??, parts.next()??, parts.next()??];
        let is_alone = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
        let found = Self::new(parts[0], parts[1], parts[2]).filter(|_| is_alone)?;
        (found.to_string() == day).then_some(found)
    }

    /// Returns it as a number whose digits are `YYYYMMDD`.
    pub fn number(self) -> u32 {
        self.0
    }

    /// Returns the day of a number whose digits are `YYYYMMDD`.
    pub fn from_number(number: u32) -> Option<Self> {
        Self::new(number / 10_000, number / 100 % 100, number % 100)
    }
}

/// Writes `YYYY-MM-DD`.
impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number) = self;
        let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_a_time_behind_them_and_written_without() {
        for (text, expected) in [
            ("2026-09-23", Some("2026-09-23")),
            (" 2026-09-23 ", Some("2026-09-23")),
            ("2026-09-23T10:00:00Z", Some("2026-09-23")),
            ("2026-09-23 10:00", Some("2026-09-23")),
            ("2026-9-23", None),
            ("2026-13-01", None),
            ("2026-09-00", None),
            ("2026-02-31", None),
            ("2026-02-29", None),
            ("2024-02-29", Some("2024-02-29")),
            ("1900-02-29", None),
            ("2000-02-29", Some("2000-02-29")),
            ("0000-01-01", Some("0000-01-01")),
            ("2026-1-2-3", None),
            ("2026-9-023", None),
            ("2026-09-234", None),
            ("+026-09-23", None),
            ("ä026-09-23", None),
            ("soon", None),
            ("", None),
        ] {
            let day = Day::parse(text);
            assert_eq!(day.map(|day| day.to_string()).as_deref(), expected, "{text}");
            assert_eq!(day, day.and_then(|day| Day::from_number(day.number())), "{text}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        let days = ["1999-12-31", "2026-01-02", "2026-01-10", "2026-02-01"].map(Day::parse);
        assert!(days.is_sorted() && days.iter().all(Option::is_some));
    }
}
