//! `folio forget`: gives up what the reader has added, after asking.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::asking;
use super::names::Names;
use super::output::Output;
use super::yours::Yours;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::journal::disk::now;
use crate::journal::{Change, EntryRef, Record, State, StoppedAt, Unfinished};
use crate::margin;
use crate::messages::notes as says;
use crate::model::Catalogue;

/// Forget what you have added to a pack or an entry
///
/// Your notes, bookmarks and marks go, and what was read.
#[derive(Args, Debug)]
#[command(
    after_help = "It shows what would go, and asks. Without a name it is about everything. What is forgotten is in \
        no file of Folio any more, but in lines of your journal that could not be read: those are named.\n\n\
        Examples:\n  folio forget ppp\n  folio forget ppp background/overview\n  folio forget nine-mechanisms\n  folio notes export --json -o kept.json && \
        folio forget --yes"
)]
pub struct Forget {
    /// The ids of packs, or entries; everything if none is named
    #[arg(value_name = "PACK|ID", add = completing::packs_and_entries())]
    wanted: Vec<String>,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio forget [PACK|ID] --json
  { schema_version, forgotten, notes, bookmarks, marks, read, stops, cards,
    reviews, recent, queries, places, unfinished, files, foreign, unreadable }
  forgotten tells whether it is gone; cards counts those practised, reviews how
  often, places where reading stopped, unfinished notes that were begun and not
  kept, files those with what could not be read, foreign lines of a newer Folio,
  and the rest what went, or would have.
  unreadable names files with lines that could not be read and may hold more.
";

/// What is to be forgotten.
enum What {
    Everything,
    Pack(Box<str>),
    /// The ids of the entry, that which it has now first.
    Entry(Vec<EntryRef>),
}

impl Run for Forget {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let mut yours = Yours::open_to_forget()?;
        let all = self.what(global, &yours.state)?;
        let holds_place = |place: &StoppedAt| all.iter().any(|what| what.holds_place(place));
        let changes = || all.iter().flat_map(What::changes).collect::<Vec<_>>();
        let forgets_all = matches!(all[..], [What::Everything]);
        let (places, files) = yours.beside();
        let (begun, foreign) = yours.begun_and_foreign(changes());
        let forgets = Change::All { changes: changes() };
        let is_begun = |one: &&Unfinished| forgets.forgets_entry(&one.note.spot.on);
        let goes = Goes {
            places: places.iter().filter(|place| holds_place(place)).count(),
            unfinished: begun.iter().filter(is_begun).count(),
            files: if forgets_all { files.len() } else { 0 },
            foreign,
            ..count(&yours.state, changes())
        };
        let names: Vec<String> = all.iter().map(What::name).collect();
        let (name, told) = (names.join(", "), goes.in_words());
        let is_nothing = told.is_empty();
        let question = || says::forget_question(&name, &told);
        let agreed = self.yes || !is_nothing && asking::is_agreed(&question(), says::SAY_YES)?;
        // What was removed before is in the file until that is written anew.
        let unreadable = if agreed || is_nothing {
            let changes = if agreed { changes() } else { Vec::new() };
            yours.forget(changes, &holds_place)?
        } else {
            Vec::new()
        };
        let forgotten = agreed && !is_nothing;
        if self.json {
            output.json(ForgetJson { forgotten, goes, unreadable });
        } else {
            let told = match (is_nothing, agreed) {
                (true, _) => says::nothing_to_forget(&name),
                (false, true) => says::forgotten(&name, &told),
                (false, false) => says::REMEMBERED.to_owned(),
            };
            output.line(&[(&told, Role::Text)]);
            if !unreadable.is_empty() {
                output.line(&[(&says::may_hold_more(&unreadable), Role::Text)]);
            }
        }
        Ok(if forgotten { Exit::Done } else { Exit::NotFound })
    }
}

impl Forget {
    /// Finds what was named: what all words together name, else what each of them does.
    fn what(&self, global: &Global, state: &State) -> Result<Vec<What>, Failure> {
        if self.wanted.is_empty() {
            return Ok(vec![What::Everything]);
        }
        let whole = self.wanted.join(" ");
        let kept = |wanted: &str| {
            let is_kept = state.packs.contains_key(wanted);
            is_kept.then(|| What::Pack(wanted.into()))
        };
        if let Some(pack) = kept(&whole) {
            return Ok(vec![pack]);
        }
        let corpus = packs::open(global)?;
        let names = Names::new(&corpus);
        let find = |wanted: &str| match kept(wanted) {
            Some(pack) => Ok(pack),
            None => find(&names, corpus.catalogue(), wanted, state),
        };
        match find(&whole) {
            Err(failure) if self.wanted.len() > 1 => {
                let each: Vec<_> = self.wanted.iter().map(|word| find(word)).collect();
                let any = each.iter().any(Result::is_ok);
                if any { each.into_iter().collect() } else { Err(failure) }
            }
            found => Ok(vec![found?]),
        }
    }
}

/// Finds a pack or an entry that is open, or an entry that is not.
fn find(
    names: &Names<'_>,
    catalogue: &Catalogue,
    wanted: &str,
    state: &State,
) -> Result<What, Failure> {
    if catalogue.find_pack(wanted).is_some() {
        return Ok(What::Pack(wanted.into()));
    }
    match names.entry(wanted) {
        Ok(entry) => {
            let own = margin::name_of(catalogue, entry);
            let ids = margin::ids_of(catalogue, entry);
            Ok(What::Entry(ids.map(|id| EntryRef::new(&own.pack, id)).collect()))
        }
        Err(failure) => unopened(wanted, catalogue, state).ok_or(failure),
    }
}

/// Finds what `PACK:ID` names that no open pack has: an entry of a pack that is not open, or one that is gone
/// from its pack and that something was added to.
fn unopened(wanted: &str, catalogue: &Catalogue, state: &State) -> Option<What> {
    let (pack, entry) = wanted.split_once(':')?;
    let what = What::Entry(vec![EntryRef::new(pack, entry)]);
    let is_closed = catalogue.find_pack(pack).is_none();
    let is_meant =
        is_closed && state.packs.contains_key(pack) || !count(state, what.changes()).is_nothing();
    is_meant.then_some(what)
}

impl What {
    fn name(&self) -> String {
        match self {
            Self::Everything => says::EVERYTHING.to_owned(),
            Self::Pack(pack) => pack.to_string(),
            Self::Entry(ids) => ids[0].entry.to_string(),
        }
    }

    fn holds_place(&self, place: &StoppedAt) -> bool {
        match self {
            Self::Everything => true,
            Self::Pack(pack) => place.pack == *pack || place.packs == [pack.clone()],
            Self::Entry(ids) => {
                let is_it = |on: &EntryRef| (&on.pack, &on.entry) == (&place.pack, &place.entry);
                ids.iter().any(is_it)
            }
        }
    }

    fn changes(&self) -> Vec<Change> {
        match self {
            Self::Everything => vec![Change::ForgetAll],
            Self::Pack(pack) => vec![Change::Forget { pack: pack.clone(), entry: None }],
            Self::Entry(ids) => {
                let forget = |EntryRef { pack, entry }: &EntryRef| Change::Forget {
                    pack: pack.clone(),
                    entry: Some(entry.clone()),
                };
                ids.iter().map(forget).collect()
            }
        }
    }
}

/// Counts what changes take of what was added.
fn count(state: &State, changes: Vec<Change>) -> Goes {
    let mut after = state.clone();
    for change in changes {
        after.apply(Record { at: now(), change });
    }
    let (before, after) = (Goes::of(state), Goes::of(&after));
    Goes {
        notes: before.notes - after.notes,
        bookmarks: before.bookmarks - after.bookmarks,
        marks: before.marks - after.marks,
        read: before.read - after.read,
        stops: before.stops - after.stops,
        cards: before.cards - after.cards,
        reviews: before.reviews - after.reviews,
        recent: before.recent - after.recent,
        queries: before.queries - after.queries,
        ..Goes::default()
    }
}

/// How much of each kind goes.
#[derive(Default, Serialize)]
struct Goes {
    notes: usize,
    bookmarks: usize,
    marks: usize,
    read: usize,
    stops: usize,
    cards: usize,
    reviews: usize,
    recent: usize,
    queries: usize,
    places: usize,
    unfinished: usize,
    files: usize,
    foreign: usize,
}

impl Goes {
    /// Counts all that was added, but for what lies beside the journal.
    fn of(state: &State) -> Self {
        let packs = || state.packs.values();
        let cards = || packs().flat_map(|pack| pack.cards.values());
        Self {
            notes: packs().map(|pack| pack.notes.len()).sum(),
            bookmarks: packs().map(|pack| pack.bookmarks.len()).sum(),
            marks: state.marks.len(),
            read: packs().map(|pack| pack.read.len()).sum(),
            stops: packs().map(|pack| pack.routes.len()).sum(),
            cards: cards().count(),
            reviews: cards().map(|card| card.reviews.len()).sum(),
            recent: state.recent.len(),
            queries: state.queries.len(),
            ..Self::default()
        }
    }

    fn is_nothing(&self) -> bool {
        self.in_words().is_empty()
    }

    fn in_words(&self) -> String {
        says::goes(&[
            (self.notes, "note", "notes"),
            (self.bookmarks, "bookmark", "bookmarks"),
            (self.marks, "mark", "marks"),
            (self.read, "entry read", "entries read"),
            (self.stops, "stop of a route", "stops of routes"),
            (self.cards, "card practised", "cards practised"),
            (self.recent, "entry opened lately", "entries opened lately"),
            (self.queries, "query", "queries"),
            (self.places, "place where reading stopped", "places where reading stopped"),
            (self.unfinished, "unfinished note", "unfinished notes"),
            (self.foreign, "line of a newer Folio", "lines of a newer Folio"),
            (self.files, "file of unreadable lines", "files of unreadable lines"),
        ])
    }
}

#[derive(Serialize)]
struct ForgetJson {
    forgotten: bool,
    #[serde(flatten)]
    goes: Goes,
    unreadable: Vec<String>,
}
