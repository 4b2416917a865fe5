//! One reader's session: what each command does, by telling the app and by saying what came of it.
//! Refuses to know: how commands are spelt, how lines are printed.

mod exploring;
mod going;
mod listing;

use ratatui::layout::Size;

use super::lists::List;
use super::printer::Printer;
use super::reading::Reading;
use crate::app::geometry::TWO_PANES;
use crate::app::message::{Effect, Message};
use crate::app::{App, Opening, update};
use crate::knowledge::{Corpus, Question};
use crate::messages::linear as says;
use crate::model::Catalogue;
use crate::search::Index;

/// The screen that the app is told of and nobody sees: one pane, so that an entry's links stand in its
/// own text.
const SCREEN: Size = Size { width: TWO_PANES - 1, height: 24 };

/// What was cut short.
enum Rest {
    Text(Reading),
    /// The list, from this item on.
    Items(usize),
}

/// One reader's session.
pub struct Session {
    /// The way to the reader.
    pub printer: Printer,
    app: App,
    corpus: Corpus,
    /// Made at the first search.
    index: Option<Index>,
    /// Whether the links in all texts are still to be read.
    mentions_wanted: bool,
    list: Option<List>,
    rest: Option<Rest>,
    left: bool,
}

impl Session {
    /// Opens the library, and says so.
    pub fn open(corpus: Corpus, opening: Opening, printer: Printer) -> Self {
        let Opening { at, find, notice, .. } = opening;
        let opening = Opening { size: SCREEN, at, ..Opening::default() };
        let (app, effects) = App::new(&corpus, opening);
        let mut session = Self {
            printer,
            app,
            corpus,
            index: None,
            mentions_wanted: false,
            list: None,
            rest: None,
            left: false,
        };
        session.perform(effects);
        let (packs, entries) = (session.catalogue().packs().len(), session.catalogue().len());
        session.printer.say(&says::welcome(env!("CARGO_PKG_VERSION"), packs, entries));
        for line in notice.iter().flat_map(|notice| notice.lines()) {
            session.printer.say(line);
        }
        match &find {
            Some(query) => session.search(query),
            None => session.read(),
        }
        session
    }

    /// Returns whether there is more to do.
    pub fn goes_on(&self) -> bool {
        !self.left && self.printer.is_sound()
    }

    /// Says what can be typed.
    pub fn prompt(&mut self) {
        let list = self.list.as_ref().filter(|list| list.length > 0);
        let list = list.map(|list| (list.title.as_str(), list.length));
        self.printer.prompt(&says::prompt(list));
    }

    /// Ends the session.
    pub fn leave(&mut self) {
        self.left = true;
    }

    fn catalogue(&self) -> &Catalogue {
        self.corpus.catalogue()
    }

    fn tell(&mut self, message: Message) {
        let effects = update(&mut self.app, message);
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                // They are read when links are first asked for: the text of an entry needs none.
                Effect::Ask(Question::Mentions) => self.mentions_wanted = true,
                Effect::Ask(question) => {
                    let answer = self.corpus.answer(&question);
                    self.tell(Message::Answered(answer));
                }
                // The rest is about the screen, or follows from layers that nothing here opens.
                _ => {}
            }
        }
    }
}
