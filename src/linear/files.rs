//! The files of the open packs while somebody reads: whether they have changed. Refuses to know: what
//! changed, and what is printed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use crate::knowledge::Corpus;
use crate::store::{Eyes, Mark};

/// The watch over the files of the open packs.
pub struct Files {
    eyes: Eyes,
    changed: Arc<AtomicBool>,
    /// When they were looked at last.
    looked: Instant,
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
        let eyes = Eyes::new(&corpus.opened().asked, alarm);
        Self { eyes, changed, looked: Instant::now(), told: None }
    }

    /// Returns whether the files differ from what was read, unless that was told already. They are looked
    /// at only if something has happened to them, or if the system does not tell.
    pub fn have_changed_since(&mut self, corpus: &Corpus) -> bool {
        let happened = self.changed.swap(false, Ordering::SeqCst);
        let is_due = |patience| self.looked.elapsed() >= patience;
        if !happened && !self.eyes.patience().is_some_and(is_due) {
            return false;
        }
        self.looked = Instant::now();
        let opened = corpus.opened();
        let mark = self.eyes.look(&opened.asked, &opened.mark);
        let differs = mark != opened.mark && self.told.as_ref() != Some(&mark);
        if differs {
            self.told = Some(mark);
        }
        differs
    }
}
