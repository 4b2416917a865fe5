//! What is said while packs are being opened.

use std::fmt::Display;

/// The heading while a pack is being opened.
pub fn opening(name: &str) -> String {
    format!("Opening {name} …")
}

/// The name of several packs: that of the first, and how many more there are.
pub fn several(first: &str, more: usize) -> String {
    match more {
        0 => first.to_owned(),
        1 => format!("{first} and 1 more pack"),
        _ => format!("{first} and {more} more packs"),
    }
}

/// That the rest of a large folder is being read, of which only the first files were read.
pub const READING_REST: &str = "reading the rest…";

/// That the rest of a large folder could not be read, in the title bar.
pub const ONLY_BEGINNING: &str = "only the beginning is there";

/// Why not all is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// The rest is being read.
    StillRead,
    /// It could not be read.
    Unread,
}

impl Lack {
    fn in_words(self) -> &'static str {
        match self {
            Self::StillRead => "the rest is still being read",
            Self::Unread => "the rest could not be read",
        }
    }
}

/// The message that something cannot be told by the first files alone.
pub fn needs_all(lack: Lack) -> String {
    format!("this needs all entries, and {}", lack.in_words())
}

/// The message that what a link leads to was not read yet.
pub fn not_there_yet(reference: &str, lack: Lack) -> String {
    format!("{reference} is not there yet: {}", lack.in_words())
}

/// What is said of something that may be otherwise once all was read.
pub fn so_far(what: &str, lack: Lack) -> String {
    format!("{}: {}", so_far_in_short(what), lack.in_words())
}

/// The same where there is little room.
pub fn so_far_in_short(what: &str) -> String {
    format!("{what} so far")
}

/// The step in which the files of the packs are looked for.
pub const LISTING: &str = "looking for files";

/// The step in which what was read is made ready for the reader.
pub const PREPARING: &str = "making ready";

/// The step in which packs are held against the rules.
pub const CHECKING: &str = "checking";

/// How many of the files were read.
pub fn files(read: usize, files: usize) -> String {
    let noun = if files == 1 { "file" } else { "files" };
    format!("{} of {} {noun}", grouped(read), grouped(files))
}

/// How many entries were found.
pub fn entries(count: usize) -> String {
    format!("{} {}", grouped(count), if count == 1 { "entry" } else { "entries" })
}

/// How many of the entries were joined.
pub fn joined(joined: usize, entries: usize) -> String {
    format!("{} of {} entries joined", grouped(joined), grouped(entries))
}

/// How many entries are read in a second.
pub fn rate(entries: usize) -> String {
    format!("{} a second", grouped(entries))
}

/// How much of the whole is done.
pub fn percent(percent: u8) -> String {
    format!("{percent}%")
}

/// How long it takes still, in seconds.
pub fn left(seconds: u64) -> String {
    match seconds {
        0..90 => format!("about {seconds} s left"),
        _ => format!("about {} min left", (seconds + 30) / 60),
    }
}

/// A number with its digits in groups of three.
pub(super) fn grouped(number: impl Display) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        let cases = [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")];
        for (number, expected) in cases {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn long_times_are_told_in_minutes() {
        assert_eq!(left(1), "about 1 s left");
        assert_eq!(left(89), "about 89 s left");
        assert_eq!(left(90), "about 2 min left");
        assert_eq!(left(200), "about 3 min left");
    }
}
