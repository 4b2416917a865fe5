//! The lines of a journal: the first says what it is, each other one is a record. Refuses to know: when
//! they are written, and what becomes of those that cannot be read.

use std::io;
use std::ops::{ControlFlow, Range};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::disk::Opened;
use super::record::{Change, Moment, Record};
use crate::text::safe::json_line;

/// The version of what is written.
pub const VERSION: u32 = 1;
/// What the first line says that it is.
const NAME: &str = "journal";
/// How much is read at a time, in bytes.
pub const BLOCK: usize = 256 * 1024;
/// A longer line, in bytes, is none that Folio wrote.
pub const LONGEST: usize = 64 << 20;
/// The first line is no longer than this, in bytes.
const LONGEST_HEADER: usize = 4096;

/// What the first line says.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Header {
    folio: Box<str>,
    /// Which version of Folio's journal it is.
    pub version: u32,
    /// How often it was written anew.
    pub generation: u64,
}

impl Header {
    /// Builds the first line of a journal of this version.
    pub fn new(generation: u64) -> Self {
        Self { folio: NAME.into(), version: VERSION, generation }
    }

    /// Writes it with its line feed.
    pub fn line(&self) -> String {
        json_line(self).into_string() + "\n"
    }

    fn read(line: &[u8]) -> Option<Self> {
        serde_json::from_slice(line).ok().filter(|header: &Self| &*header.folio == NAME)
    }

    /// Reads the first line of a file; `None` if it is none of a journal.
    pub fn of(file: &mut dyn Opened) -> io::Result<Option<Self>> {
        let mut bytes = vec![0; LONGEST_HEADER];
        let length = file.read(0, &mut bytes)?;
        let end = bytes[..length].iter().position(|&byte| byte == b'\n');
        Ok(end.and_then(|end| Self::read(&bytes[..end])))
    }
}

/// What lines were found from some place on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What the first line of the file says; `None` if it is none of a journal, or was not read.
    pub header: Option<Header>,
    /// How many records there were.
    pub records: u64,
    /// Where the lines are that are no records, in bytes.
    pub damaged: Vec<Range<u64>>,
    /// How many these are.
    pub damaged_lines: u64,
    /// Where each line is that a newer version wrote, in bytes.
    pub foreign: Vec<Range<u64>>,
    /// Where the last whole line ends, in bytes.
    pub end: u64,
    /// What stands behind it; if that is longer than a line may be, one byte that is none of any.
    pub tail: Vec<u8>,
}

impl Found {
    fn take_line(&mut self, line: &[u8], at: u64, on_record: &mut impl FnMut(Record)) {
        if at == 0
            && let Some(header) = Header::read(line)
        {
            self.header = Some(header);
        } else if let Some(record) = record(line) {
            self.records += 1;
            on_record(record);
        } else if is_foreign(line) {
            self.foreign.push(at..at + line.len() as u64 + 1);
        } else if !line.trim_ascii().is_empty() {
            self.damaged_lines += 1;
            self.add_to_damage(at..at + line.len() as u64 + 1);
        }
    }

    /// Returns whether what stands behind the last whole line is whole but for its line feed.
    pub fn is_tail_whole(&self) -> bool {
        is_whole(&self.tail)
    }

    fn add_to_damage(&mut self, range: Range<u64>) {
        match self.damaged.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => self.damaged.push(range),
        }
    }
}

/// Reads a line without its line feed.
pub fn record(line: &[u8]) -> Option<Record> {
    Record::read(std::str::from_utf8(line).ok()?)
}

/// What a record of any version says.
#[derive(Deserialize)]
struct Frame {
    #[serde(rename = "at")]
    _at: Moment,
    #[serde(rename = "do")]
    _what: Box<str>,
}

/// Returns whether a line that is no record of this version is one of a newer one.
fn is_foreign(line: &[u8]) -> bool {
    serde_json::from_slice::<Frame>(line).is_ok()
}

/// Returns the lines of a newer version but for those that a change has forgotten.
pub fn without(foreign: &[u8], change: &Change) -> Vec<u8> {
    let lines = foreign.split_inclusive(|byte| *byte == b'\n');
    lines.filter(|line| !is_forgotten(line, change)).flatten().copied().collect()
}

/// Returns whether a line that a newer version wrote names what a change forgets.
pub fn is_forgotten(line: &[u8], change: &Change) -> bool {
    let told: Option<Value> = serde_json::from_slice(line).ok();
    change.parts().any(|part| match part {
        Change::ForgetAll => true,
        Change::Forget { pack, entry } => {
            told.as_ref().is_some_and(|told| names(told, pack, entry.as_deref()))
        }
        _ => false,
    })
}

/// Returns whether a value of JSON has an object in it that is of a pack, and of an entry of it if one is named.
fn names(value: &Value, pack: &str, entry: Option<&str>) -> bool {
    match value {
        Value::Object(fields) => {
            let is = |field: &str, name: &str| {
                fields.get(field).and_then(Value::as_str).is_some_and(|it| it == name)
            };
            is("pack", pack) && entry.is_none_or(|entry| is("entry", entry))
                || fields.values().any(|inner| names(inner, pack, entry))
        }
        Value::Array(inner) => inner.iter().any(|inner| names(inner, pack, entry)),
        _ => false,
    }
}

/// Returns whether a line is a record, of this version or of a newer one.
pub fn is_whole(line: &[u8]) -> bool {
    record(line).is_some() || is_foreign(line)
}

/// Writes records, a line each; `None` if one is longer than a line may be.
pub fn write(records: &[Record]) -> Option<String> {
    let mut text = String::new();
    for record in records {
        let line = record.line();
        if line.len() > LONGEST {
            return None;
        }
        text += &line;
        text.push('\n');
    }
    Some(text)
}

/// Reads the lines of a file from an offset on, where a line begins.
pub fn read(
    file: &mut dyn Opened,
    from: u64,
    mut on_record: impl FnMut(Record),
) -> io::Result<Found> {
    let mut found = Found { end: from, ..Found::default() };
    let tail = each(file, from, LONGEST, |range, line| {
        found.end = range.end;
        if let Some(line) = line {
            found.take_line(line, range.start, &mut on_record);
        } else {
            found.damaged_lines += 1;
            found.add_to_damage(range);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(Found { tail, ..found })
}

/// Goes through the lines of a file from an offset on, where a line begins, until `on_line` breaks off: where
/// each is in bytes, and what it says without its line feed; `None` of one that has more bytes than `longest`.
/// Returns what stands behind the last line feed; if that is too long, one byte that is none of any line.
pub fn each(
    file: &mut dyn Opened,
    from: u64,
    longest: usize,
    mut on_line: impl FnMut(Range<u64>, Option<&[u8]>) -> io::Result<ControlFlow<()>>,
) -> io::Result<Vec<u8>> {
    // Where the line begins that is being read, and what was read of it; how much of one that is too long was
    // passed over.
    let (mut at, mut bytes, mut passed) = (from, Vec::new(), 0);
    loop {
        let before = bytes.len();
        bytes.resize(before + BLOCK, 0);
        let count = file.read(at + passed + before as u64, &mut bytes[before..])?;
        bytes.truncate(before + count);
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', &bytes[before..]).map(|found| before + found) {
            let range = at..at + passed + (end + 1 - start) as u64;
            at = range.end;
            let line = (std::mem::take(&mut passed) == 0).then_some(&bytes[start..end]);
            if on_line(range, line)?.is_break() {
                return Ok(Vec::new());
            }
            start = end + 1;
        }
        bytes.drain(..start);
        if count < BLOCK {
            return Ok(if passed > 0 { vec![0] } else { bytes });
        }
        if bytes.len() > longest {
            passed += bytes.len() as u64;
            bytes.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::record::{Change, EntryRef, Moment};

    struct Bytes(Vec<u8>);

    impl Opened for Bytes {
        fn look(&mut self) -> io::Result<super::super::disk::Look> {
            unreachable!("nobody looks")
        }

        fn read(&mut self, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
            let rest = self.0.get(offset as usize..).unwrap_or_default();
            let count = rest.len().min(bytes.len());
            bytes[..count].copy_from_slice(&rest[..count]);
            Ok(count)
        }

        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            unreachable!("nobody writes")
        }

        fn cut(&mut self, _: u64) -> io::Result<()> {
            unreachable!("nobody cuts")
        }

        fn sync(&mut self) -> io::Result<()> {
            unreachable!("nobody writes")
        }
    }

    fn line(at: i64) -> String {
        let change = Change::Visit { on: EntryRef::new("tea", "green") };
        Record { at: Moment(at), change }.line().into_string() + "\n"
    }

    /// Reads a file; returns when the records were made.
    fn all(text: &[u8]) -> (Found, Vec<i64>) {
        let mut times = Vec::new();
        let read = read(&mut Bytes(text.to_vec()), 0, |record| times.push(record.at.0));
        (read.unwrap(), times)
    }

    #[test]
    fn lines_are_told_apart() {
        let header = Header::new(3);
        let (one, two) = (line(1), line(2));
        let first = header.line();
        let text = format!("{first}{one}\n \r\nnonsense\n{{}}\n{two}nonsense\n{{\"at\":");
        let (found, times) = all(text.as_bytes());
        assert_eq!(times, [1, 2]);
        assert_eq!((found.records, found.damaged_lines), (2, 3));
        let damaged: Vec<&str> =
            found.damaged.iter().map(|it| &text[it.start as usize..it.end as usize]).collect();
        assert_eq!(damaged, ["nonsense\n{}\n", "nonsense\n"]);
        assert_eq!(found.header, Some(header));
        assert_eq!(found.tail, b"{\"at\":");
        assert_eq!(found.end as usize + found.tail.len(), text.len());
    }

    #[test]
    fn what_a_newer_version_wrote_is_no_damage() {
        let foreign = "{\"at\":2,\"do\":\"fly\",\"to\":[1]}\n";
        let text = format!("{}{foreign}{foreign}{}{foreign}", line(1), line(3));
        let (found, times) = all(text.as_bytes());
        assert_eq!((times, found.damaged_lines), (vec![1, 3], 0));
        assert_eq!(found.foreign.len(), 3);
        for range in found.foreign {
            assert_eq!(&text[range.start as usize..range.end as usize], foreign);
        }
        let (found, _) = all(foreign.trim_end().as_bytes());
        assert!(found.is_tail_whole() && !all(&foreign.as_bytes()[..20]).0.is_tail_whole());
    }

    #[test]
    fn of_lines_of_a_newer_version_those_go_that_name_what_is_forgotten() {
        let line = |pack: &str, entry: &str| {
            format!(
                "{{\"at\":2,\"do\":\"fly\",\"to\":[{{\"pack\":\"{pack}\",\"entry\":\"{entry}\"}}]}}\n"
            )
        };
        let all = ["{\"at\":2,\"do\":\"sing\"}\n", &line("tea", "green"), &line("ink", "red")];
        let forget = |pack: &str, entry: Option<&str>| Change::Forget {
            pack: pack.into(),
            entry: entry.map(Into::into),
        };
        for (change, left) in [
            (forget("tea", None), &[0, 2][..]),
            (forget("tea", Some("green")), &[0, 2]),
            (forget("tea", Some("black")), &[0, 1, 2]),
            (Change::ForgetAll, &[]),
            (Change::All { changes: vec![forget("tea", None), forget("ink", None)] }, &[0]),
            (Change::Visit { on: EntryRef::new("tea", "green") }, &[0, 1, 2]),
        ] {
            let expected: String = left.iter().map(|at| all[*at]).collect();
            let kept = without(all.concat().as_bytes(), &change);
            assert_eq!(String::from_utf8(kept).unwrap(), expected, "{change:?}");
        }
    }

    #[test]
    fn lines_never_end_in_the_midst_of_one_that_is_too_long() {
        let mut text = line(1).into_bytes();
        let first = text.len() as u64;
        text.resize(text.len() + LONGEST + 2 * BLOCK, b'x');
        let (found, times) = all(&text);
        assert_eq!((found.end, times, found.damaged_lines), (first, vec![1], 0));
        assert!(!found.tail.is_empty() && !found.is_tail_whole());
        text.extend(("x\n".to_owned() + &line(2)).bytes());
        let (found, times) = all(&text);
        assert_eq!((found.end, times), (text.len() as u64, vec![1, 2]));
        let damaged = first..found.end - line(2).len() as u64;
        assert_eq!((found.damaged_lines, found.damaged), (1, vec![damaged]));
    }

    #[test]
    fn a_file_without_a_first_line_has_records_all_the_same() {
        let (found, times) = all(line(5).as_bytes());
        assert_eq!((found.header, times), (None, vec![5]));
        let (found, times) = all(b"\0\0\xff\n");
        assert_eq!((found.header, found.damaged_lines, times), (None, 1, vec![]));
        assert_eq!(all(b"").0, Found::default());
    }

    #[test]
    fn lines_over_the_borders_of_blocks_are_whole() {
        let mut text = Header::new(0).line();
        let mut count = 0;
        while text.len() < 2 * BLOCK {
            text += &line(count);
            count += 1;
        }
        let (found, times) = all(text.as_bytes());
        assert!(times.iter().copied().eq(0..count));
        assert_eq!((found.end as usize, found.damaged_lines), (text.len(), 0));
    }
}
