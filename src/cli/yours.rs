//! What the reader has added, for one command: read, then kept. Refuses to know: what it means.

use super::Failure;
use super::output::complain;
use crate::journal::disk::now;
use crate::journal::{
    Batch, Change, Contested, Keeper, Loaded, News, NoteId, Print, Record, Said, State, StoppedAt,
    Trouble, Unfinished, Unsaved, state_folder,
};
use crate::messages::cli::by_folio;
use crate::messages::{journal, notes as says};

/// How long a line of what is taken in gets, in bytes, unless one thing is longer.
const LONGEST_TAKEN_IN: usize = 16 << 20;

/// What the reader has added.
pub struct Yours {
    /// What it comes to.
    pub state: State,
    /// Whether a newer version has written what is not understood here.
    pub is_partial: bool,
    keeper: Keeper,
}

impl Yours {
    /// Reads the journal, and complains of what is wrong with it; fails if there is one that cannot be read.
    pub fn open() -> Result<Self, Failure> {
        Self::open_complaining(|_| true)
    }

    /// Reads the journal as [`Yours::open`] does, to forget what it says: what a newer version wrote may go, and
    /// is not said to stay.
    pub fn open_to_forget() -> Result<Self, Failure> {
        Self::open_complaining(|one| !matches!(one, Trouble::Foreign(_)))
    }

    fn open_complaining(is_told: impl Fn(&Trouble) -> bool) -> Result<Self, Failure> {
        let mut keeper = Keeper::new(state_folder());
        let Loaded { state, trouble } = load(&mut keeper)?;
        for one in trouble.iter().filter(|one| is_told(one)) {
            complain(&one.to_string());
        }
        let is_newer = |one: &Trouble| matches!(one, Trouble::Newer(_) | Trouble::Foreign(_));
        Ok(Self { state, is_partial: trouble.iter().any(is_newer), keeper })
    }

    /// Returns what an entry said when it was read, if that was kept.
    pub fn said(&self, print: Print) -> Option<Said> {
        self.keeper.said(print)
    }

    /// Reads the journal again: another may have added to it.
    pub fn read_again(&mut self) -> Result<(), Failure> {
        self.state = load(&mut self.keeper)?.state;
        Ok(())
    }

    /// Returns the places where reading stopped, and the names of the files with what could not be read.
    pub fn beside(&self) -> (Vec<StoppedAt>, Vec<String>) {
        (self.keeper.all_stopped_at(), self.keeper.set_aside_files().unwrap_or_default())
    }

    /// Returns the notes that were begun and not kept, and how many lines of a newer version changes would forget.
    pub fn begun_and_foreign(&self, changes: Vec<Change>) -> (Vec<Unfinished>, usize) {
        let change = Change::All { changes };
        (self.keeper.unfinished(), self.keeper.forgotten_lines(&change))
    }

    /// Has things forgotten for good, and the places of which `goes` says so; without any, what is past is all
    /// that goes. See [`Keeper::forget`].
    pub fn forget(
        &mut self,
        changes: Vec<Change>,
        goes: &dyn Fn(&StoppedAt) -> bool,
    ) -> Result<Vec<String>, Failure> {
        let record = Change::all(changes).map(|change| Record { at: now(), change });
        let forgotten = self.keeper.forget(record.as_slice(), goes);
        forgotten.map_err(|error| not_saved(&error))
    }

    /// Keeps changes made now; none is kept if one cannot be. Complains of the notes that another has changed
    /// since they were read, and returns them.
    pub fn keep(&mut self, changes: Vec<Change>) -> Result<Vec<Contested>, Failure> {
        let at = now();
        self.keep_records(
            Change::all(changes).map(|change| Record { at, change }).into_iter().collect(),
        )
    }

    /// Keeps what was made elsewhere, as one line of the journal unless that would be very long: all of what
    /// is in a line is there or nothing.
    pub fn take_in(&mut self, records: Vec<Record>) -> Result<Vec<Contested>, Failure> {
        let at = now();
        let mut lines: Vec<Vec<Record>> = Vec::new();
        let mut length = LONGEST_TAKEN_IN;
        for record in records {
            let bytes = record.line().len();
            length += bytes;
            if length > LONGEST_TAKEN_IN {
                lines.push(Vec::new());
                length = bytes;
            }
            lines.last_mut().expect("one was just begun").push(record);
        }
        let taken_in = |records| Record { at, change: Change::TakenIn { records } };
        self.keep_records(lines.into_iter().map(taken_in).collect())
    }

    fn keep_records(&mut self, records: Vec<Record>) -> Result<Vec<Contested>, Failure> {
        if records.is_empty() {
            return Ok(Vec::new());
        }
        let batch = Batch::new(&self.state, records);
        let kept = self.keeper.keep_batches(std::slice::from_ref(&batch));
        let kept = kept.map_err(|error| not_saved(&error))?;
        match kept.news {
            News::State(state) => self.state = *state,
            News::Records(added) => {
                added.into_iter().chain(batch.records).for_each(|record| self.state.apply(record));
            }
        }
        for Contested { id, beside } in &kept.contested {
            complain(&by_folio(&says::contested(&id.0, beside.as_ref().map(|beside| &*beside.0))));
        }
        Ok(kept.contested)
    }
}

/// Reads a journal: what cannot be read is not taken for one that is empty.
fn load(keeper: &mut Keeper) -> Result<Loaded, Failure> {
    let loaded = keeper.load();
    match loaded.trouble.iter().find(|one| matches!(one, Trouble::Unreadable(_))) {
        Some(trouble) => Err(Failure::not_written(trouble.to_string())),
        None => Ok(loaded),
    }
}

fn not_saved(unsaved: &Unsaved) -> Failure {
    Failure::not_written(journal::not_saved(&unsaved.to_string()))
}

/// Returns a name for a new note: no two processes have the same number at the same time.
pub fn name_note() -> NoteId {
    NoteId::new(now().0.unsigned_abs(), u64::from(std::process::id()))
}
