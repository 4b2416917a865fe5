//! Reading the files again, and saying that they have changed. Refuses to know: how they are read.

use super::Session;
use crate::content::progress::Progress;
use crate::knowledge::{Changes, Corpus, Reread};
use crate::linear::files::Files;
use crate::margin;
use crate::messages::linear as says;

impl Session {
    /// Says that the files of the open packs have changed, once.
    pub fn tell_of_changes(&mut self) {
        let files = self.files.get_or_insert_with(|| Files::of(&self.corpus));
        if files.have_changed_since(&self.corpus) {
            self.printer.say(says::FILES_HAVE_CHANGED);
        }
    }

    /// Reads the files again; what is open is found again by its id.
    pub fn reload(&mut self) {
        let reread = self.corpus.reread(&Progress::default()).expect("nobody stops it");
        let (corpus, changes) = match reread {
            Reread::Sound(corpus, changes) => (corpus, changes),
            Reread::Broken { place, mistakes } => {
                self.known.on_mistakes(mistakes);
                return self.printer.say(&says::broken(&place));
            }
        };
        self.printer.say(&match changes {
            Changes::None => says::nothing_changed(corpus.catalogue().len()),
            Changes::Around => says::CHANGED_AROUND.to_owned(),
            Changes::Entries(count) => says::changed(count),
        });
        self.take_in(corpus);
    }

    fn take_in(&mut self, corpus: Corpus) {
        let stopped = self.spot().and_then(|spot| spot.at);
        let remap = self.known.reload(&corpus);
        self.trail.remap(|entry| remap.entry(entry));
        self.itinerary.reload(&remap);
        self.resumed_at = self.resumed_at.and_then(|entry| remap.entry(entry));
        (self.index, self.mentions_read) = (None, false);
        (self.list, self.listed, self.rest) = (None, false, None);
        let before = self.open.take();
        self.open = before.and_then(|entry| remap.entry(entry));
        self.corpus = corpus;
        if self.open.is_none() {
            let first = self.trail.current().copied().or_else(|| self.catalogue().entries().next());
            if let Some(first) = first {
                self.go_into(first);
            }
            self.introduce();
        } else {
            let document = self.document();
            let found =
                document.zip(stopped).and_then(|(text, at)| margin::position_in(&text, &at));
            self.at = found.unwrap_or_default();
        }
    }
}
