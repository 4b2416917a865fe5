//! The files of the open packs while somebody reads: whether they have changed. Refuses to know: what
//! changed, and what is printed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::knowledge::Corpus;
use crate::store::{self, Eyes, Mark};

/// The watch over the files of the open packs.
pub struct Files {
    eyes: Eyes,
    changed: Arc<AtomicBool>,
    /// When they were looked at last, and how long that took.
    looked: (Instant, Duration),
    /// What they looked like when their reader was told last.
    told: Option<Mark>,
}

impl Files {
    /// Begins to watch what a corpus was read from.
    pub fn of(corpus: &Corpus) -> Self {
        // What changed while the packs were being opened was told to nobody.
        let changed = Arc::new(AtomicBool::new(true));
        let flag = Arc::clone(&changed);
        let alarm = Arc::new(move || flag.store(true, Ordering::SeqCst));
        let mut eyes = Eyes::new(&corpus.opened().asked, alarm);
        eyes.open();
        Self { eyes, changed, looked: (Instant::now(), Duration::ZERO), told: None }
    }

    /// Returns whether the files differ from what was read, unless that was told already. They are looked
    /// at only if something has happened to them, or if the system does not tell.
    pub fn have_changed_since(&mut self, corpus: &Corpus) -> bool {
        let happened = self.changed.swap(false, Ordering::SeqCst);
        let (last, look) = self.looked;
        let is_due = |patience| last.elapsed() >= patience;
        if !happened && !self.eyes.patience(look).is_some_and(is_due) {
            return false;
        }
        let start = Instant::now();
        self.eyes.open();
        let opened = corpus.opened();
        let mark = store::mark(&opened.asked);
        self.looked = (start, start.elapsed());
        let differs = mark != opened.mark && self.told.as_ref() != Some(&mark);
        if differs {
            self.told = Some(mark);
        }
        differs
    }
}
