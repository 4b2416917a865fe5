//! Matches on a page: highlighting them, walking them.

use super::{Highlight, Landing, Page, PageSpot};
use crate::app::sieve::{Among, Sieve};
use crate::app::sought::Sought;
use crate::document::{MarkIndex, Matches, Position};
use crate::keys::Toward;
use crate::knowledge::{Ticket, Wanted};

/// What a worker looks for in the text.
#[derive(Clone, Debug)]
pub(super) struct Search {
    pub needles: Vec<String>,
    pub then: Then,
    ticket: Ticket,
    is_asked: bool,
}

/// What follows when matches are found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Then {
    /// The page stays where it is.
    Stay,
    /// It goes to the first match at or below where the finding began.
    Find(PageSpot),
    /// It goes to the first match at or below a position; to its top if what was found is not below
    /// the head.
    Hit { is_below: bool, position: Position },
    /// It stays, and this match is the one that was gone to last.
    Again(u32),
}

impl Page {
    /// Returns what is highlighted.
    pub fn highlighted(&self) -> Option<&Highlight> {
        self.highlight.as_ref()
    }

    /// Returns what is highlighted or looked for, or will be as soon as the text is there.
    pub fn needles(&self) -> Option<&[String]> {
        match (&self.search, &self.highlight, &self.landing) {
            (Some(Search { needles, .. }), _, _)
            | (None, Some(Highlight { needles, .. }), _)
            | (None, None, Landing::Hit { words: needles, .. }) => Some(needles),
            _ => None,
        }
    }

    /// Returns whether a worker still looks for a match that the page is to go to.
    pub fn is_sought(&self) -> bool {
        let going = |search: &Search| matches!(search.then, Then::Find(_) | Then::Hit { .. });
        self.search.as_ref().is_some_and(going)
    }

    /// Highlights all places at which a needle is found; none if `needles` is empty.
    pub fn highlight(&mut self, needles: Vec<String>) {
        self.look_for(needles, Then::Stay);
    }

    /// Highlights `needles` and goes to the first match at or below `from`.
    pub fn find(&mut self, needles: Vec<String>, from: PageSpot) {
        self.look_for(needles, Then::Find(from));
    }

    /// Removes the highlight; returns whether something was highlighted or looked for.
    pub fn clear_highlight(&mut self) -> bool {
        let sought = self.search.take().is_some();
        let seen = self.highlight.as_ref().is_some_and(|highlight| highlight.total > 0);
        if self.highlight.is_some() {
            self.highlight(Vec::new());
        }
        seen || sought
    }

    /// Looks for needles: at once in a short text; in a long one a worker does, and the page stays as it
    /// is until then.
    pub(super) fn look_for(&mut self, needles: Vec<String>, then: Then) {
        self.search = None;
        let Some(document) = &mut self.document else { return };
        if !needles.is_empty() && document.is_long() {
            let ticket = Ticket::default();
            self.search = Some(Search { needles, then, ticket, is_asked: false });
        } else {
            let total = document.find(&needles);
            self.on_matches(needles, total, then);
        }
    }

    /// Returns what a worker has to look for, once.
    pub fn sieve(&mut self) -> Option<Sieve> {
        let text = self.document.as_ref()?;
        let search = self.search.as_mut().filter(|search| !search.is_asked)?;
        search.is_asked = true;
        Some(Sieve::new(Among::Text(search.needles.clone(), text.searchable()), &search.ticket))
    }

    /// Takes what a worker has found, if that is waited for; returns the words that were typed if they
    /// are nowhere.
    pub fn on_found(&mut self, wanted: &Wanted, found: &Matches) -> Option<Vec<String>> {
        let Search { needles, then, .. } =
            self.search.take_if(|search| wanted.is_for(&search.ticket))?;
        let total = self.document.as_mut()?.mark_all(found.clone());
        let typed = matches!(then, Then::Find(_)) && total == 0;
        let missing = typed.then(|| needles.clone());
        self.on_matches(needles, total, then);
        missing
    }

    /// Shows matches that the text has marked, and goes where they lead.
    fn on_matches(&mut self, needles: Vec<String>, mut total: usize, then: Then) {
        if total == 0
            && matches!(then, Then::Hit { .. } | Then::Again(_))
            && let Some(document) = &mut self.document
        {
            // What was found may be another name of the entry, which the text does not show until then.
            total = document.show_other_name(&needles);
        }
        let total = total as u32;
        self.highlight = (!needles.is_empty()).then_some(Highlight { needles, total, current: 0 });
        self.settle(self.top);
        match then {
            Then::Stay => {}
            Then::Find(from) => {
                let position = self.document.as_mut().map(|text| text.settle(from.top, 1));
                self.restore(PageSpot { target: self.target, ..from });
                self.go_to_match_from(position.unwrap_or_default());
            }
            Then::Hit { is_below, position } => {
                self.go_to_match_from(position);
                if !is_below {
                    // A match in the title or in an alias: the entry opens at its top.
                    self.settle(Position::default());
                }
            }
            Then::Again(current) => {
                if let Some(now) = &mut self.highlight {
                    now.current = current.min(now.total.saturating_sub(1));
                }
            }
        }
    }

    /// Goes to the match so many further on.
    pub fn next_match(&mut self, toward: Toward, times: u32) -> Sought {
        let highlight = self.highlight.as_mut().filter(|highlight| highlight.total > 0);
        let Some(highlight) = highlight else { return Sought::Nowhere };
        let (here, total, steps) =
            (highlight.current as usize, highlight.total as usize, times as usize);
        let index = toward.around(here, steps, total) as u32;
        highlight.current = index;
        self.reveal_match(index);
        if toward.wraps(here, steps, total) { Sought::Wrapped } else { Sought::Found }
    }

    fn go_to_match_from(&mut self, position: Position) {
        let index = self.document.as_mut().and_then(|document| document.mark_from(position));
        let Some(highlight) = &mut self.highlight else { return };
        highlight.current = index.map_or(0, |MarkIndex(index)| index);
        if highlight.total > 0 {
            let index = highlight.current;
            self.reveal_match(index);
        }
    }

    fn reveal_match(&mut self, index: u32) {
        let position = self.document.as_mut().and_then(|document| document.mark(MarkIndex(index)));
        if let Some(position) = position {
            let from = self.top();
            self.reveal(position);
            self.note_jump(from);
        }
    }
}
