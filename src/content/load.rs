//! Reads and decodes all files of one pack, on as many threads as its size is worth.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use super::decode::{self, Head, Notes};
use super::diagnostic::Mistake;
use super::earlier::{Earlier, Outcome};
use super::files::Files;
use super::outside::{Beside, Seen};
use super::position::{At, FileKey};
use super::progress::Progress;
use super::raw::{RawFile, RawHead, Word};
use super::source::{FoundFile, Input, Listing, Refusal, given, read};
use super::whereabouts::Losses;
use super::{Mode, syntax};
use crate::blocks::Packed;
use crate::messages::content as say;

/// The most text that all packs may hold together, in bytes: every column of the catalogue counts
/// its text in 32 bits.
pub const MOST_TEXT: u64 = 1 << 30;

/// From how many files on more than one thread reads them, however little they hold.
const MANY_FILES: usize = 256;

/// The most threads that read.
const MOST_THREADS: usize = 4;

/// One pack, read and decoded, with its references still open.
#[derive(Debug)]
pub struct RawPack {
    /// `pack.toml`.
    pub head: RawHead,
    /// All other files in one.
    pub content: RawFile,
    /// What was lost on the way.
    pub losses: Losses,
    /// References in texts that belong to no entry.
    pub references: Vec<Word>,
    /// The file `pack.toml`.
    pub file: FileKey,
    /// A row of what each file said, if that is kept; see [`Earlier`].
    pub said: Packed,
    /// What was looked at beside the files that are listed, and what it looked like.
    pub beside: Vec<(Beside, Seen)>,
}

/// How much text was read so far.
#[derive(Debug, Default)]
pub struct Budget {
    used: AtomicU64,
}

/// What the reading of all packs has in common.
#[derive(Debug)]
pub struct Intake<'p> {
    /// How closely they are read.
    pub mode: Mode,
    /// How much text there was.
    pub budget: Budget,
    /// How far it has come; nothing more is read once it is stopped.
    pub progress: &'p Progress,
}

impl Budget {
    /// Counts so many bytes of text; fails where all packs together would hold too much.
    pub fn spend(&self, bytes: u64) -> Result<(), Refusal> {
        let used = self.used.fetch_add(bytes, Ordering::Relaxed);
        if used.saturating_add(bytes) <= MOST_TEXT {
            return Ok(());
        }
        let message = say::packs_too_large(MOST_TEXT);
        Err(Refusal::new("too-large", message, ""))
    }
}

/// Reads one pack; `None` if nothing of it can be shown. Call it on a deep stack, see
/// [`syntax::deep`]. `fallback` is the id of a pack whose file has none that can be used. What a
/// file said earlier stands for the file.
pub fn pack(
    listing: Listing,
    fallback: &str,
    (intake, earlier): (&Intake<'_>, &Earlier),
    files: &mut Files,
    mistakes: &mut Vec<Mistake>,
) -> Option<RawPack> {
    let file = files.push(listing.head.name, kept(&listing.head.input));
    let text = match text(listing.head.input, &intake.budget) {
        Ok(text) => text,
        Err(refusal) => {
            mistakes.push(mistake(&refusal, file));
            return None;
        }
    };
    let (head, notes) = decode::head(text.as_ref(), file, intake.mode, fallback);
    intake.progress.read_file(0);
    mistakes.extend(notes.mistakes);
    let Head::Known(head) = head else { return None };
    let mut pack = RawPack {
        head: *head,
        content: RawFile::default(),
        losses: notes.losses,
        references: notes.references,
        file,
        said: Packed::new(),
        beside: Vec::new(),
    };
    if earlier.keeps {
        pack.said.push(&[]);
    }
    let first = files.len();
    let mut inputs = Vec::with_capacity(listing.others.len());
    for FoundFile { name, input } in listing.others {
        files.push(name, kept(&input));
        inputs.push(input);
    }
    for (row, (raw, notes)) in read_all(inputs, first, intake, earlier) {
        if earlier.keeps {
            pack.said.push(&row);
        }
        pack.content.append(raw);
        pack.losses.merge(notes.losses);
        pack.references.extend(notes.references);
        mistakes.extend(notes.mistakes);
    }
    Some(pack)
}

/// Returns what to keep of how a text was come by.
fn kept(input: &Input) -> Option<Input> {
    match input {
        Input::Refused(_) => None,
        input => Some(input.clone()),
    }
}

fn read_all(
    inputs: Vec<Input>,
    first: usize,
    intake: &Intake<'_>,
    earlier: &Earlier,
) -> Vec<(Vec<u8>, Outcome)> {
    let key = |at: usize| FileKey::new(first + at);
    let threads = if inputs.len() < MANY_FILES && !earlier.is_for_much() {
        1
    } else {
        let most = inputs.len().clamp(1, MOST_THREADS);
        std::thread::available_parallelism().map_or(1, usize::from).min(most)
    };
    if threads == 1 {
        return inputs
            .into_iter()
            .enumerate()
            .take_while(|_| !intake.progress.is_stopped())
            .map(|(at, input)| read_one(input, (at, key(at)), intake, earlier))
            .collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let input = inputs.get(at).filter(|_| !intake.progress.is_stopped());
            let Some(input) = input else { return done };
            done.push((at, read_one(input.clone(), (at, key(at)), intake, earlier)));
        }
    };
    let mut outcomes = std::thread::scope(|scope| {
        let helpers: Vec<_> = (1..threads)
            .filter_map(|_| {
                let builder = std::thread::Builder::new().stack_size(syntax::STACK);
                // Where there is no room for another thread, the others do its work.
                builder.spawn_scoped(scope, work).ok()
            })
            .collect();
        let mut outcomes = work();
        for helper in helpers {
            match helper.join() {
                Ok(done) => outcomes.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        outcomes
    });
    outcomes.sort_unstable_by_key(|&(at, _)| at);
    outcomes.into_iter().map(|(_, outcome)| outcome).collect()
}

/// Reads one file, or takes what it said earlier; the row of it comes first.
fn read_one(
    input: Input,
    (at, file): (usize, FileKey),
    intake: &Intake<'_>,
    earlier: &Earlier,
) -> (Vec<u8>, Outcome) {
    let known = earlier.take(at, file).and_then(|(row, length, outcome)| {
        intake.budget.spend(length).ok().map(|()| (row, outcome))
    });
    let read = || match text(input, &intake.budget) {
        Ok(text) => {
            let outcome = decode::file(text.as_ref(), file, intake.mode);
            earlier.keep(text.len() as u64, outcome)
        }
        Err(refusal) => {
            let mut notes = Notes { mistakes: vec![mistake(&refusal, file)], ..Notes::default() };
            match &refusal.remains {
                Some(remains) => notes.losses.scan(remains),
                None => notes.losses.unread = true,
            }
            (Vec::new(), (RawFile::default(), notes))
        }
    };
    let (row, outcome) = known.unwrap_or_else(read);
    intake.progress.read_file(outcome.0.entries.len());
    (row, outcome)
}

/// Reads a text, and counts it to the others.
pub fn text(input: Input, budget: &Budget) -> Result<std::borrow::Cow<'static, str>, Refusal> {
    let text: std::borrow::Cow<'static, str> = match input {
        Input::Text(text) => text.into(),
        Input::Given(bytes) => given(&bytes)?.into(),
        Input::Path(path) => read(&path)?.into(),
        Input::Refused(refusal) => return Err(refusal),
    };
    budget.spend(text.len() as u64)?;
    Ok(text)
}

/// Turns a refusal into a mistake of its file.
pub fn mistake(refusal: &Refusal, file: FileKey) -> Mistake {
    let at = At { file, spot: refusal.spot };
    Mistake::error(at, refusal.code, refusal.message.clone()).hint(refusal.hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_packs_together_may_hold_a_gibibyte_of_text() {
        let budget = Budget { used: AtomicU64::new((1 << 30) - 5) };
        assert_eq!(budget.spend(5), Ok(()));
        let refusal = budget.spend(1).unwrap_err();
        assert_eq!(refusal.code, "too-large");
        assert!(refusal.message.contains("1024 MiB"), "{}", refusal.message);
    }
}
