//! What is known of the reader's notes: the directory of them, and the changes since it was made. Refuses to
//! know: the packs, who asks.

use std::sync::Arc;

use super::directory::NoteDirectory;
use super::homes::Notes;
use super::question::Question;
use crate::journal::{NoteChange, NoteNews};
use crate::model::Catalogue;

/// What is known of the reader's notes.
#[derive(Default)]
pub(super) struct Noted {
    directory: Option<Arc<NoteDirectory>>,
    /// How often notes had changed when all of them became others: what is known from before is of no use.
    all_new: u64,
    /// How often they had when somebody else changed some.
    others: u64,
    /// What was changed since all of them became others.
    since: Vec<NoteChange>,
    /// With which notes it was asked where they are.
    asked: Option<Notes>,
}

impl Noted {
    /// Returns all notes; `None` until they were looked through.
    pub fn directory(&self) -> Option<&Arc<NoteDirectory>> {
        self.directory.as_ref()
    }

    /// Returns whether all notes were looked through, those included that others have added.
    pub fn is_current(&self) -> bool {
        let oldest = self.all_new.max(self.others);
        self.directory.as_ref().is_some_and(|known| known.revision() >= oldest)
    }

    /// Follows changes; returns what has to be asked if all notes may be others.
    pub fn on_news(
        &mut self,
        catalogue: &Catalogue,
        news: NoteNews,
        now: impl FnOnce() -> Notes,
    ) -> Option<Question> {
        match news {
            NoteNews::Some(changes) => {
                if let Some(directory) = &mut self.directory {
                    let directory = Arc::make_mut(directory);
                    for change in &changes {
                        directory.follow(catalogue, change);
                    }
                }
                self.since.extend(changes);
                None
            }
            NoteNews::All => {
                let now = now();
                (self.all_new, self.asked) = (now.revision, None);
                self.since.clear();
                Some(Question::Notes(now))
            }
        }
    }

    /// Takes in that somebody else has changed notes.
    pub fn on_others(&mut self, revision: u64) {
        self.others = revision;
    }

    /// Returns the question where the notes are, unless that is known. As long as it is not answered it stays
    /// the same, whatever the reader changes.
    pub fn lacks_homes(&mut self, now: impl FnOnce() -> Notes) -> Option<Question> {
        let oldest = self.all_new.max(self.others);
        if self.is_current() && self.directory.as_ref().is_some_and(|known| known.knows_homes()) {
            return None;
        }
        let asked = self.asked.take().filter(|asked| asked.revision >= oldest);
        self.asked = asked.or_else(|| Some(now()));
        self.asked.clone().map(Question::Homes)
    }

    /// Takes all notes in as they were, with what was changed since.
    pub fn on_directory(&mut self, catalogue: &Catalogue, mut new: NoteDirectory) {
        let knows_less = |known: &Arc<NoteDirectory>| {
            known.revision() >= self.all_new && known.knows_homes() && !new.knows_homes()
        };
        if new.revision() < self.all_new || self.directory.as_ref().is_some_and(knows_less) {
            return;
        }
        if new.knows_homes() {
            self.asked = None;
        }
        let asked = new.revision();
        for change in self.since.iter().filter(|change| change.revision > asked) {
            new.follow(catalogue, change);
        }
        self.directory = Some(Arc::new(new));
    }
}
