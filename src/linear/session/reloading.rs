//! Reading the files again, and saying that they have changed. Refuses to know: how they are read.

use super::super::reading::Reading;
use super::{Rest, Session};
use crate::content::progress::Progress;
use crate::document::Position;
use crate::journal::Anchor;
use crate::knowledge::{Changes, Corpus, Reread};
use crate::linear::files::Files;
use crate::margin;
use crate::messages::health::mistakes_in_linear;
use crate::messages::linear as says;

/// What is read next of a text that was cut short.
enum Next {
    /// What stands behind the head.
    Body,
    /// A paragraph, and what stands behind it.
    Paragraph(Anchor),
}

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
        let mistakes = corpus.opened().diagnostics.len();
        if mistakes > 0 {
            self.printer.say(&mistakes_in_linear(mistakes));
        }
        self.take_in(corpus);
    }

    fn take_in(&mut self, corpus: Corpus) {
        let stopped = self.spot().and_then(|spot| spot.at);
        let next = self.next_to_read();
        let remap = self.known.reload(&corpus);
        self.trail.remap(|entry| remap.entry(entry));
        self.itinerary.reload(&remap);
        self.resumed_at = self.resumed_at.and_then(|entry| remap.entry(entry));
        (self.index, self.mentions_read) = (None, false);
        let was_listed = matches!(self.rest, Some(Rest::Items(_)));
        (self.list, self.listed) = (None, false);
        self.rest = was_listed.then_some(Rest::Gone);
        let before = self.open.take();
        let title = before.map(|entry| self.catalogue().title(entry).to_owned());
        self.open = before.and_then(|entry| remap.entry(entry));
        self.corpus = corpus;
        if self.open.is_none() {
            if let Some(title) = title {
                self.printer.say(&says::gone(&title));
            }
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
            if let Some(next) = next {
                self.read_on_from(next);
            }
        }
    }

    /// Returns what would be read next of the open entry, if its text was cut short.
    fn next_to_read(&mut self) -> Option<Next> {
        let (document, entry) = (self.document()?, self.open?);
        let Some(Rest::Text(of, reading)) = &self.rest else { return None };
        if *of != entry {
            return None;
        }
        let next = Position { block: reading.next_block(), row: 0 };
        let number = document.paragraph_at(next).filter(|_| reading.is_begun());
        let anchor = number.and_then(|number| margin::anchor_to(&document, number));
        Some(anchor.map_or(Next::Body, Next::Paragraph))
    }

    /// Has the open entry read on from where it was cut short.
    fn read_on_from(&mut self, next: Next) {
        let (Some(entry), Some(document)) = (self.open, self.document()) else { return };
        let found = match next {
            Next::Body => None,
            Next::Paragraph(anchor) => margin::position_in(&document, &anchor),
        };
        let reading = match found {
            Some(at) => Reading::new(document, at.block),
            None => Reading::body(document),
        };
        self.rest = Some(Rest::Text(entry, Box::new(reading)));
    }
}
