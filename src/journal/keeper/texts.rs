//! Keeps what entries said when they were read, in a file beside the journal that only grows, and drops what
//! no reading names any more. Refuses to know: what became of the entries.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::{JOURNAL, Keeper, News, PASSING, Unsaved};
use crate::journal::anchor::Print;
use crate::journal::disk::{self, How, Opened, Share, write_all};
use crate::journal::lines;
use crate::journal::record::Change;
use crate::journal::said::Said;

/// The name of the file.
const TEXTS: &str = "texts";
/// With fewer bytes that no reading names, the file is not written anew.
const FEWEST_DEAD: u64 = 1 << 20;
/// A longer line, in bytes, is none that Folio wrote.
const LONGEST: usize = 4 << 20;

impl Keeper {
    /// Returns what an entry said, by the fingerprint of it; `None` if that was not kept.
    pub fn said(&self, print: Print) -> Option<Said> {
        let mut file = self.disk.open(&self.folder.as_ref()?.join(TEXTS), How::Read).ok()?;
        let mut found = None;
        let read = lines::each(&mut *file, 0, LONGEST, |_, line| {
            let line = line.unwrap_or_default();
            if Said::print_of_line(line) == Some(print) {
                found = Said::read(line);
            }
            Ok(if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        read.ok().and(found)
    }

    /// Returns whether the file is so long that it is worth looking for what no reading names any more.
    pub fn has_long_texts(&self) -> bool {
        let path = self.folder.as_ref().map(|folder| folder.join(TEXTS));
        let file = path.and_then(|path| self.disk.open(&path, How::Read).ok());
        let look = file.and_then(|mut file| file.look().ok());
        look.is_some_and(|look| look.length >= FEWEST_DEAD)
    }

    /// Drops what no reading names any more, if that is most of the file, which has to be there; `named` is
    /// what the readings named when the journal was read. What others have added since is told with what
    /// comes next.
    pub fn tidy_texts(&mut self, mut named: HashSet<Print>) -> Result<(), Unsaved> {
        let Some(folder) = self.folder.clone() else { return Ok(()) };
        let path = folder.join(TEXTS);
        // A text is there before the reading that names it, both under one lock.
        let _held = self.lock(&folder, Share::Nobody)?;
        let mut journal = self.disk.open(&folder.join(JOURNAL), How::Read)?;
        self.catch_up(&mut *journal)?;
        match &self.news {
            News::State(state) => named.extend(state.texts()),
            News::Records(records) => {
                let changes = records.iter().flat_map(|record| record.change.parts());
                named.extend(changes.filter_map(|change| match change {
                    Change::Read { text, .. } => Some(*text),
                    _ => None,
                }));
            }
        }
        let mut file = self.disk.open(&path, How::Read)?;
        let length = file.look()?.length;
        let mut live = 0;
        each_named(&mut *file, &named, |line| {
            live += line.len() as u64 + 1;
            Ok(())
        })?;
        if length.saturating_sub(live) <= live.max(FEWEST_DEAD) {
            return Ok(());
        }
        Ok(self.keep_texts_of(&folder, &named)?)
    }

    /// Drops all texts but those that are named, and the file if none is; the lock is held.
    pub(super) fn keep_texts_of(&self, folder: &Path, named: &HashSet<Print>) -> io::Result<()> {
        let path = folder.join(TEXTS);
        let mut file = match self.disk.open(&path, How::Read) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        };
        if named.is_empty() {
            self.disk.remove(&path)?;
            return self.disk.sync_folder(folder);
        }
        self.remove_left_over(folder);
        disk::replace(&*self.disk, &path, PASSING, |anew| {
            each_named(&mut *file, named, |line| write_all(anew, &[line, b"\n"].concat()))
        })
    }

    /// Adds texts at the end of the file and returns once they are on the disk; the lock is held.
    pub(super) fn add_texts<'t>(
        &self,
        folder: &Path,
        texts: impl IntoIterator<Item = &'t Arc<Said>>,
    ) -> io::Result<()> {
        let mut texts = texts.into_iter().peekable();
        if texts.peek().is_none() {
            return Ok(());
        }
        let mut file = self.disk.open(&folder.join(TEXTS), How::Append)?;
        let start = file.look()?.length;
        let mut last = [b'\n'];
        if start > 0 {
            file.read(start - 1, &mut last)?;
        }
        // What was cut off is in a line of its own, which says nothing.
        let mut text = if last == [b'\n'] { String::new() } else { "\n".to_owned() };
        for said in texts {
            text += &said.line();
            text.push('\n');
        }
        let written = write_all(&mut *file, text.as_bytes()).and_then(|()| file.sync());
        if let Err(error) = written {
            // What remains of it does no harm.
            let _ = file.cut(start);
            return Err(error);
        }
        if start == 0 { self.disk.sync_folder(folder) } else { Ok(()) }
    }
}

/// Goes through the lines whose text a reading names, through each text once.
fn each_named(
    file: &mut dyn Opened,
    named: &HashSet<Print>,
    mut on_line: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let mut seen = HashSet::new();
    lines::each(file, 0, LONGEST, |_, line| {
        let line = line.unwrap_or_default();
        let print = Said::print_of_line(line).filter(|print| named.contains(print));
        if print.is_some_and(|print| seen.insert(print)) {
            on_line(line)?;
        }
        Ok(ControlFlow::Continue(()))
    })
    .map(drop)
}

#[cfg(test)]
mod tests {
    use super::super::{Batch, Loaded};
    use super::*;
    use crate::journal::anchor::Paragraph;
    use crate::journal::disk::fake::{FakeDisk, Machine};
    use crate::journal::record::{Change, EntryRef, Moment, Record};

    fn keeper(disk: &FakeDisk) -> Keeper {
        Keeper::on(Arc::new(disk.clone()), Some("/state".into()))
    }

    fn said(text: &str) -> Arc<Said> {
        Arc::new(Said::new(&[Paragraph::new(text)]).unwrap())
    }

    fn batch(record: Record, said: Arc<Said>) -> Batch {
        Batch { records: vec![record], texts: vec![said], ..Batch::default() }
    }

    fn read(entry: &str, said: &Said) -> Record {
        let on = EntryRef::new("tea", entry);
        Record { at: Moment(1), change: Change::Read { on, text: said.print } }
    }

    #[test]
    fn what_was_read_is_told_to_whoever_opens_the_folder_next() {
        let disk = FakeDisk::of(Machine::default());
        let (one, two) = (said("Warm the cup."), said("Cool the cup."));
        keeper(&disk).keep_batches(&[batch(read("green", &one), Arc::clone(&one))]).unwrap();
        keeper(&disk).keep_batches(&[batch(read("black", &two), Arc::clone(&two))]).unwrap();
        let next = keeper(&disk);
        assert_eq!(next.said(one.print).as_ref(), Some(&*one));
        assert_eq!(next.said(two.print).as_ref(), Some(&*two));
        assert_eq!(next.said(Print(1)), None);
    }

    #[test]
    fn a_text_behind_one_that_was_cut_off_is_whole() {
        let disk = FakeDisk::of(Machine::default());
        let (one, two) = (said("Warm the cup."), said("Cool the cup."));
        let line = one.line().into_string();
        disk.put("/state/texts", &line.as_bytes()[..line.len() - 4]);
        keeper(&disk).keep_batches(&[batch(read("black", &two), Arc::clone(&two))]).unwrap();
        assert_eq!(keeper(&disk).said(one.print), None);
        assert_eq!(keeper(&disk).said(two.print).as_ref(), Some(&*two));
    }

    #[test]
    fn whatever_the_power_cut_left_a_reading_in_the_journal_has_its_text() {
        let disk = FakeDisk::of(Machine::default());
        let one = said("Warm the cup.");
        disk.remember();
        keeper(&disk).keep_batches(&[batch(read("green", &one), Arc::clone(&one))]).unwrap();
        let mut with_reading = 0;
        for machine in disk.remembered().iter().flat_map(Machine::after_power_cut) {
            let mut keeper = keeper(&FakeDisk::of(machine));
            let Loaded { state, .. } = keeper.load();
            if state.pack("tea").is_some_and(|pack| !pack.read.is_empty()) {
                with_reading += 1;
                assert_eq!(keeper.said(one.print).as_ref(), Some(&*one));
            }
        }
        assert!(with_reading > 0, "some cut came after the reading");
    }

    #[test]
    fn texts_that_no_reading_names_are_dropped_when_they_are_most_of_the_file() {
        let disk = FakeDisk::of(Machine::default());
        let mut keeper = self::keeper(&disk);
        let long = |number: usize| said(&format!("{number} {}", "warm ".repeat(40_000)));
        for number in 0..9 {
            let one = long(number);
            keeper.keep_batches(&[batch(read("green", &one), one)]).unwrap();
        }
        let length = || disk.bytes("/state/texts").unwrap().len();
        let before = length();
        assert!(keeper.has_long_texts());
        let Loaded { state, .. } = keeper.load();
        // Somebody else reads what was forgotten here, before it is dropped.
        let other = read("black", &long(3));
        self::keeper(&disk).keep(std::slice::from_ref(&other)).unwrap();
        keeper.tidy_texts(state.texts().collect()).unwrap();
        assert!(length() * 4 < before, "{} of {before}", length());
        assert!(!keeper.has_long_texts());
        assert_eq!(keeper.said(long(3).print).as_ref(), Some(&*long(3)));
        assert_eq!(keeper.look(), Ok(News::Records(vec![other])));
        assert_eq!(keeper.said(long(8).print).as_ref(), Some(&*long(8)));
        assert_eq!(keeper.said(long(7).print), None);
    }
}
