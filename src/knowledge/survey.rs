//! Reading many bodies for a question: they are counted, and nothing is read any more once nobody waits.
//! Refuses to know: the questions, and who is told.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::ticket::Wanted;
use crate::model::{Bodies, Body, EntryKey, Library};

/// After how many bodies it is told how many were read, unless there are very many.
const OFTEN: usize = 1_024;

/// How often it is told at most: whoever is told draws the screen anew.
const MOST_TOLD: usize = 100;

/// How much of a survey is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surveyed {
    /// How many entries were read.
    pub read: usize,
    /// How many there are to read.
    pub all: usize,
}

/// What a survey tells while it goes on.
pub(super) type Tell = Box<dyn Fn(Surveyed) + Send + Sync>;

/// Bodies that are counted as they are read, and empty as soon as nobody waits for what is read out of
/// them.
struct Counted {
    bodies: Arc<dyn Bodies>,
    wanted: Wanted,
    tell: Tell,
    entries: usize,
    /// After how many entries it is told how many were read.
    often: usize,
    /// How often each entry is read.
    times: usize,
    read: AtomicUsize,
}

impl Bodies for Counted {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        if !self.wanted.holds() {
            return Arc::default();
        }
        let read = self.read.fetch_add(1, Ordering::Relaxed) + 1;
        if read.is_multiple_of(self.often * self.times) {
            (self.tell)(Surveyed { read: read / self.times, all: self.entries });
        }
        self.bodies.body(key)
    }
}

/// Returns a library whose entries are each read so many times for one who waits.
pub(super) fn counted(library: &Library, times: usize, wanted: &Wanted, tell: Tell) -> Library {
    let bodies = Counted {
        bodies: Arc::clone(&library.bodies),
        wanted: wanted.clone(),
        tell,
        entries: library.catalogue.len(),
        often: OFTEN.max(library.catalogue.len() / MOST_TOLD),
        times,
        read: AtomicUsize::new(0),
    };
    Library { bodies: Arc::new(bodies), ..library.clone() }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::knowledge::{Answer, Corpus, Question, Ticket};
    use crate::model::{Catalogue, NewEntry, Pack, Theme};

    const ENTRIES: usize = 3_000;

    /// A corpus of entries without texts that no theme of a glossary has.
    fn corpus(entries: usize) -> Corpus {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        for number in 0..entries {
            catalogue.push_entry(NewEntry::new(theme, &format!("t/{number}"), "Title"));
        }
        Corpus::new(Library::new(catalogue, vec![Arc::default(); entries]))
    }

    #[test]
    fn entries_are_counted_once_however_often_they_are_read() {
        for question in [Question::Coverage, Question::Health] {
            let (ticket, told) = (Ticket::default(), Arc::new(Mutex::new(Vec::new())));
            let tell = Arc::clone(&told);
            let tell = move |surveyed| tell.lock().unwrap().push(surveyed);
            assert!(corpus(ENTRIES).survey(&question, &ticket.wanted(), tell).is_some());
            let counts = [1_024, 2_048].map(|read| Surveyed { read, all: ENTRIES });
            assert_eq!(*told.lock().unwrap(), counts, "{question:?}");
        }
    }

    #[test]
    fn of_very_many_entries_it_is_told_a_hundred_times() {
        let (ticket, told) = (Ticket::default(), Arc::new(AtomicUsize::new(0)));
        let count = Arc::clone(&told);
        let tell = move |_| {
            count.fetch_add(1, Ordering::SeqCst);
        };
        let corpus = corpus(MOST_TOLD * OFTEN * 2);
        assert!(corpus.survey(&Question::Coverage, &ticket.wanted(), tell).is_some());
        assert_eq!(told.load(Ordering::SeqCst), MOST_TOLD);
    }

    #[test]
    fn a_survey_is_given_up_with_the_last_ticket() {
        let ticket = Ticket::default();
        let wanted = ticket.wanted();
        let held = Mutex::new(Some(ticket));
        let read = Arc::new(AtomicUsize::new(0));
        let last = Arc::clone(&read);
        let tell = move |surveyed: Surveyed| {
            last.store(surveyed.read, Ordering::SeqCst);
            held.lock().unwrap().take();
        };
        let answer = corpus(ENTRIES).survey(&Question::Coverage, &wanted, tell);
        assert!(answer.is_none());
        assert_eq!(read.load(Ordering::SeqCst), OFTEN, "nothing is read after that");
        let kept = Ticket::default();
        let answer = corpus(ENTRIES).survey(&Question::Coverage, &kept.wanted(), |_| {});
        assert!(matches!(answer, Some(Answer::Coverage(_))));
    }
}
