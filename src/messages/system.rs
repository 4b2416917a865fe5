//! What is said of the system's refusals, as people say it: no names of variables, no numbers.

use std::borrow::Cow;
use std::io::{self, ErrorKind};

/// Why the system refuses something.
pub fn why(error: &io::Error) -> String {
    let told = error.to_string();
    let (told, is_of_system) = without_number(&told);
    // What has no sentence of its own is only of a kind, which Rust names in its own words.
    let is_of_kind = is_of_system || error.get_ref().is_none();
    let known = is_of_kind.then(|| of_kind(error.kind())).flatten();
    known.map_or_else(|| told.into_owned(), str::to_owned)
}

fn of_kind(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "there is no such file or folder",
        ErrorKind::PermissionDenied => "permission denied",
        ErrorKind::AlreadyExists => "it is there already",
        ErrorKind::IsADirectory => "this is a folder",
        ErrorKind::NotADirectory => "a part of the path is no folder",
        ErrorKind::InvalidFilename => "no file can have this name",
        ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        ErrorKind::StorageFull => "the disk is full",
        ErrorKind::QuotaExceeded => "your share of the disk is used up",
        ErrorKind::FileTooLarge => "the file would be too large",
        ErrorKind::OutOfMemory => "there is not enough memory",
        ErrorKind::BrokenPipe => "nobody reads it any more",
        ErrorKind::TimedOut => "there was no answer in time",
        _ => return None,
    })
}

/// Returns what a system says without the number that Rust writes behind it, and whether there was one.
fn without_number(told: &str) -> (Cow<'_, str>, bool) {
    let Some((before, behind)) = told.split_once(" (os error ") else {
        return (told.into(), false);
    };
    let behind = behind.split_once(')').map_or("", |(_, behind)| behind);
    let mut chars = before.chars();
    let first: String = chars.next().into_iter().flat_map(char::to_lowercase).collect();
    let before = chars.as_str().trim_end_matches('.');
    (format!("{first}{before}{behind}").into(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_as_people_do_and_what_folio_says_stays() {
        let wrapped = io::Error::new(
            ErrorKind::NotFound,
            "No such file or directory (os error 2) at path \"/tmp/.tmpx\"",
        );
        let other = io::Error::other("Odd thing (os error 999) in a folder");
        for (error, expected) in [
            (io::Error::from_raw_os_error(2), "there is no such file or folder"),
            (wrapped, "there is no such file or folder"),
            (ErrorKind::NotFound.into(), "there is no such file or folder"),
            (other, "odd thing in a folder"),
            (io::Error::other("The file is no UTF-8."), "The file is no UTF-8."),
            (io::Error::new(ErrorKind::NotFound, "it has no home"), "it has no home"),
        ] {
            assert_eq!(why(&error), expected);
        }
        #[cfg(unix)]
        assert_eq!(why(&io::Error::from_raw_os_error(24)), "too many open files");
    }
}
