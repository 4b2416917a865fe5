//! Puts a journal right that was cut off, damaged or grown, and writes it anew. Refuses to know: what the
//! lines are that are added to it.

use std::io::{self, ErrorKind};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Found, Header, JOURNAL, Keeper, Known, Loaded, PASSING, Trouble, Unsaved, newer};
use crate::journal::disk::{self, How, Opened, Share, write_all};
use crate::journal::lines::{self, BLOCK};
use crate::journal::places::SET_ASIDE;
use crate::journal::record::Record;
use crate::journal::state::State;

/// With fewer lines that say what is past, a journal is not written anew.
const FEWEST_DEAD: u64 = 1000;

/// A journal that was read as a whole.
struct Whole {
    state: State,
    found: Found,
    number: (u64, u64),
    /// Behind which byte nothing was read.
    length: u64,
}

impl Whole {
    fn read(file: &mut dyn Opened) -> io::Result<Self> {
        let mut state = State::default();
        let number = file.look()?.number;
        let found = lines::read(file, 0, |record| state.apply(record))?;
        let length = found.end + found.tail.len() as u64;
        Ok(Self { state, found, number, length })
    }

    fn known(&self) -> Known {
        let generation = self.found.header.as_ref().map_or(0, |header| header.generation);
        Known { number: self.number, generation, end: self.found.end }
    }

    /// Returns whether more lines say what is past than what is.
    fn is_mostly_past(&self) -> bool {
        let live = self.state.record_count() as u64;
        let dead = self.found.records.saturating_sub(live);
        dead > live.max(FEWEST_DEAD)
    }

    fn is_damaged(&self) -> bool {
        self.found.damaged_lines > 0 || (self.found.header.is_none() && self.found.end > 0)
    }
}

impl Keeper {
    /// Reads the whole journal of a folder and puts right what can be.
    pub(super) fn read_and_repair(&mut self, folder: &Path) -> io::Result<Loaded> {
        let mut file = self.open_journal(folder, How::Read)?;
        let whole = Whole::read(&mut *file)?;
        self.known = Some(whole.known());
        if let Some(version) = newer(whole.found.header.as_ref()) {
            return Ok(Loaded { state: whole.state, trouble: vec![Trouble::Newer(version)] });
        }
        let is_left_over = |name: &String| name.starts_with(PASSING);
        let names = self.disk.list(self.target(folder).parent().unwrap_or(folder));
        let has_left_over = names.is_ok_and(|names| names.iter().any(is_left_over));
        let is_whole = whole.found.tail.is_empty() && !whole.is_damaged();
        if is_whole && !has_left_over && !whole.is_mostly_past() {
            return Ok(Loaded { trouble: foreign_in(&whole.found).collect(), state: whole.state });
        }
        Ok(self.repair(folder, whole))
    }

    /// Puts right what can be, if nobody else writes.
    fn repair(&mut self, folder: &Path, mut whole: Whole) -> Loaded {
        let Ok(_held) = self.lock(folder, Share::Nobody) else {
            // What looks cut off may be what somebody writes just now.
            let trouble = foreign_in(&whole.found).chain(damage_of(&whole.found, None)).collect();
            return Loaded { state: whole.state, trouble };
        };
        let mut trouble = foreign_in(&whole.found).collect();
        let repaired = self.repair_under_lock(folder, &mut whole, &mut trouble);
        let is_told = |one: &Trouble| matches!(one, Trouble::Torn | Trouble::Damaged { .. });
        if repaired.is_err() && !trouble.iter().any(is_told) {
            trouble.extend(damage_of(&whole.found, None));
        }
        Loaded { state: whole.state, trouble }
    }

    fn repair_under_lock(
        &mut self,
        folder: &Path,
        whole: &mut Whole,
        trouble: &mut Vec<Trouble>,
    ) -> io::Result<()> {
        self.remove_left_over(folder);
        let mut file = self.disk.open(&folder.join(JOURNAL), How::Append)?;
        let look = file.look()?;
        if (look.number, look.length) != (whole.number, whole.length) {
            *whole = Whole::read(&mut *file)?;
            self.known = Some(whole.known());
            if newer(whole.found.header.as_ref()).is_some() {
                return Ok(());
            }
        }
        if let Some(record) = lines::record(&whole.found.tail) {
            whole.state.apply(record);
            whole.found.records += 1;
        } else if !whole.found.tail.is_empty() && !whole.found.is_tail_whole() {
            trouble.push(Trouble::Torn);
        }
        if whole.is_damaged() || whole.is_mostly_past() {
            let into = self.set_aside(folder, &mut *file, &whole.found.damaged)?;
            trouble.extend(damage_of(&whole.found, into));
            let foreign = foreign_lines(&mut *file, &whole.found)?;
            return self.write_anew(folder, &whole.state, &foreign, whole.known().generation);
        }
        self.end_line(&mut *file, &whole.found)
    }

    /// Ends the last line if it is a record, and drops it if it is none.
    fn end_line(&mut self, file: &mut dyn Opened, found: &Found) -> io::Result<()> {
        if found.is_tail_whole() {
            file.write(b"\n")?;
            let end = found.end + found.tail.len() as u64 + 1;
            self.known = self.known.take().map(|known| Known { end, ..known });
        } else if !found.tail.is_empty() {
            file.cut(found.end)?;
        }
        file.sync()
    }

    /// Copies what is damaged into a file that bears the date; returns its name if there is anything.
    fn set_aside(
        &self,
        folder: &Path,
        file: &mut dyn Opened,
        damaged: &[Range<u64>],
    ) -> io::Result<Option<String>> {
        if damaged.is_empty() {
            return Ok(None);
        }
        let name = format!("{JOURNAL}{SET_ASIDE}{}", self.disk.now().date());
        let mut aside = self.disk.open(&folder.join(&name), How::Append)?;
        each_block(file, damaged, |bytes| write_all(&mut *aside, bytes))?;
        aside.sync()?;
        self.disk.sync_folder(folder)?;
        Ok(Some(name))
    }

    /// Writes the journal anew with records that may be in it already, or not; returns what it comes to. The
    /// lock is held.
    pub(super) fn write_anew_with(
        &mut self,
        folder: &Path,
        records: &[Record],
    ) -> Result<State, Unsaved> {
        let mut state = State::default();
        let (mut foreign, mut generation) = (Vec::new(), 0);
        match self.open_journal(folder, How::Read) {
            Ok(mut file) => {
                let found = lines::read(&mut *file, 0, |record| state.apply(record))?;
                if let Some(version) = newer(found.header.as_ref()) {
                    return Err(Unsaved::Newer(version));
                }
                self.set_aside(folder, &mut *file, &found.damaged)?;
                foreign = foreign_lines(&mut *file, &found)?;
                generation = found.header.map_or(0, |header| header.generation);
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        for record in records {
            state.apply(record.clone());
            foreign = lines::without(&foreign, &record.change);
        }
        self.write_anew(folder, &state, &foreign, generation)?;
        self.is_doubtful = false;
        self.state = state.clone();
        Ok(state)
    }

    /// Writes the journal anew, of the next generation, so that it comes to a state, with lines of a newer
    /// version behind it; the lock is held.
    ///
    /// The bytes are on the disk before they have the name, and the name before anything counts as kept.
    fn write_anew(
        &mut self,
        folder: &Path,
        state: &State,
        foreign: &[u8],
        generation: u64,
    ) -> io::Result<()> {
        self.remove_left_over(folder);
        // If it takes the name, and nobody knows whether for good, it is read again.
        self.known = None;
        self.is_named = false;
        let generation = generation + 1;
        let known = disk::replace(&*self.disk, &folder.join(JOURNAL), PASSING, |file| {
            let end = write_lines(file, &Header::new(generation), state, foreign)?;
            Ok(Known { number: file.look()?.number, generation, end })
        })?;
        (self.known, self.is_named) = (Some(known), true);
        Ok(())
    }

    /// Removes files that somebody has begun to write and never finished: whoever does that holds the lock,
    /// which is ours now.
    pub(super) fn remove_left_over(&self, folder: &Path) {
        let target = self.target(folder);
        let folder = target.parent().unwrap_or(folder);
        let names = self.disk.list(folder).unwrap_or_default();
        let left_over: Vec<PathBuf> = names
            .iter()
            .filter(|name| name.starts_with(PASSING))
            .map(|name| folder.join(name))
            .collect();
        for path in left_over {
            // One that cannot be removed does no harm.
            let _ = self.disk.remove(&path);
        }
    }
}

/// Passes on the bytes of ranges of a file, one block after another.
fn each_block(
    file: &mut dyn Opened,
    ranges: &[Range<u64>],
    mut on_bytes: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = vec![0; BLOCK];
    for range in ranges {
        let mut at = range.start;
        while at < range.end {
            let wanted = BLOCK.min(usize::try_from(range.end - at).unwrap_or(BLOCK));
            let count = file.read(at, &mut bytes[..wanted])?;
            if count == 0 {
                break;
            }
            on_bytes(&bytes[..count])?;
            at += count as u64;
        }
    }
    Ok(())
}

/// Reads the lines that a newer version wrote, the last one even where its line feed is missing.
pub(super) fn foreign_lines(file: &mut dyn Opened, found: &Found) -> io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    each_block(file, &found.foreign, |bytes| {
        lines.extend(bytes);
        Ok(())
    })?;
    if found.is_tail_whole() && lines::record(&found.tail).is_none() {
        lines.extend(&found.tail);
        lines.push(b'\n');
    }
    Ok(lines)
}

fn foreign_in(found: &Found) -> impl Iterator<Item = Trouble> + use<> {
    let lines = found.foreign.len() as u64;
    (lines > 0).then_some(Trouble::Foreign(lines)).into_iter()
}

fn damage_of(found: &Found, into: Option<String>) -> Option<Trouble> {
    let lines = found.damaged_lines;
    (lines > 0).then_some(Trouble::Damaged { lines, into })
}

/// Writes a whole journal; returns how long it is, in bytes.
fn write_lines(
    file: &mut dyn Opened,
    header: &Header,
    state: &State,
    foreign: &[u8],
) -> io::Result<u64> {
    let mut text = header.line();
    let mut length = 0;
    for record in state.records() {
        text += &record.line();
        text.push('\n');
        if text.len() >= BLOCK {
            write_all(file, text.as_bytes())?;
            length += text.len() as u64;
            text.clear();
        }
    }
    write_all(file, text.as_bytes())?;
    write_all(file, foreign)?;
    Ok(length + (text.len() + foreign.len()) as u64)
}
