//! Where all notes are now: with their entries, moved to another, or without a home. Reads the entries that
//! have notes, and whole packs for what is not found there. Refuses to know: who waits for it.

use std::collections::HashMap;
use std::sync::Arc;

use super::{entry_of, paragraphs};
use crate::journal::{Found, Note, PackState, Paragraph, Print, State};
use crate::model::{EntryKey, Library, PackKey};

/// With fewer words than this a paragraph may stand word for word in an entry it did not come from.
const FEWEST: usize = 5;

/// Where a note is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// With the entry that it was made on, or what that is called now.
    Here {
        /// The entry.
        entry: EntryKey,
        /// The paragraph, never [`Found::Lost`]; `None` if it is on the entry as a whole.
        found: Option<Found>,
    },
    /// In another entry, where its paragraph stands word for word.
    Elsewhere {
        /// The entry.
        entry: EntryKey,
        /// The paragraph.
        paragraph: u32,
    },
    /// Nowhere: somebody has to say where it belongs.
    Needed {
        /// The entry that it was made on, if only the paragraph is gone.
        entry: Option<EntryKey>,
    },
    /// In a pack that is not open.
    Closed,
}

/// A note and where it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The note.
    pub note: Arc<Note>,
    /// Where it is.
    pub home: Home,
}

/// How many notes are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those whose paragraph stands where it stood, reworded or not.
    pub attached: usize,
    /// Those whose paragraph stands elsewhere in its entry, or in another entry.
    pub moved: usize,
    /// Those that need a home.
    pub homeless: usize,
    /// Those of packs that are not open.
    pub closed: usize,
}

impl Tally {
    /// Counts notes by where they are.
    pub fn of(accounts: &[Account]) -> Self {
        let mut tally = Self::default();
        for account in accounts {
            *match account.home {
                Home::Here { found: Some(Found::Moved(_)), .. } | Home::Elsewhere { .. } => {
                    &mut tally.moved
                }
                Home::Here { .. } => &mut tally.attached,
                Home::Needed { .. } => &mut tally.homeless,
                Home::Closed => &mut tally.closed,
            } += 1;
        }
        tally
    }
}

/// Finds all notes: by pack, in the order in which they were made.
pub fn account(state: &State, library: &Library) -> Vec<Account> {
    let catalogue = &library.catalogue;
    state
        .packs
        .iter()
        .flat_map(|(id, added)| match catalogue.find_pack(id) {
            Some(pack) => account_of_pack(added, library, pack),
            None => added
                .notes
                .values()
                .map(|note| Account { note: Arc::clone(note), home: Home::Closed })
                .collect(),
        })
        .collect()
}

fn account_of_pack(added: &PackState, library: &Library, pack: PackKey) -> Vec<Account> {
    let needed = |note: &Arc<Note>| {
        let entry = entry_of(&library.catalogue, &note.spot.on);
        Account { note: Arc::clone(note), home: Home::Needed { entry } }
    };
    let mut accounts: Vec<Account> = added.notes.values().map(needed).collect();
    // Each entry is read once, and none is kept.
    let mut by_entry: Vec<(EntryKey, usize)> = accounts
        .iter()
        .enumerate()
        .filter_map(|(at, account)| match account.home {
            Home::Needed { entry } => entry.map(|entry| (entry, at)),
            _ => None,
        })
        .collect();
    by_entry.sort_unstable();
    for of_entry in by_entry.chunk_by(|(one, _), (other, _)| one == other) {
        let mut read: Option<Vec<Paragraph>> = None;
        for &(entry, at) in of_entry {
            let Account { note, home } = &mut accounts[at];
            let Some(anchor) = &note.spot.at else {
                *home = Home::Here { entry, found: None };
                continue;
            };
            let found = anchor.find(read.get_or_insert_with(|| paragraphs(library, entry)));
            if found.paragraph().is_some() {
                *home = Home::Here { entry, found: Some(found) };
            }
        }
    }
    look_elsewhere(&mut accounts, library, pack);
    accounts
}

/// Looks for paragraphs that are not in their entries in all entries of a pack, and takes the first.
fn look_elsewhere(accounts: &mut [Account], library: &Library, pack: PackKey) {
    let mut wanted: HashMap<Print, Vec<usize>> = HashMap::new();
    for (at, account) in accounts.iter().enumerate() {
        let Account { note, home: Home::Needed { .. } } = account else { continue };
        let anchor = note.spot.at.as_ref();
        let anchor = anchor.filter(|anchor| anchor.has_words(FEWEST));
        if let Some(anchor) = anchor {
            wanted.entry(anchor.print).or_default().push(at);
        }
    }
    for entry in library.catalogue.entries_of_pack(pack) {
        if wanted.is_empty() {
            return;
        }
        for (paragraph, one) in (0..).zip(paragraphs(library, entry)) {
            for at in wanted.remove(&one.print).into_iter().flatten() {
                accounts[at].home = Home::Elsewhere { entry, paragraph };
            }
        }
    }
}
