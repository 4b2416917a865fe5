//! What the corpus and the search have answered, on its way to who waits for it. Refuses to know:
//! how it was found.

use super::App;
use super::geometry::Pane;
use super::layer::Layer;
use super::layer::finder::MOST_AHEAD;
use super::message::{Effect, TimeoutId};
use super::page::Page;
use super::sieve::Sifted;
use crate::document::Matches;
use crate::keys::{Action, Key, Meaning};
use crate::knowledge::{Answer, Question, Surveyed, Ticket, Wanted};
use crate::messages::browser as says;
use crate::model::EntryKey;
use crate::search::{Completion, Hits};

impl App {
    /// Has bodies read for a question, unless they are being read for it; returns the ticket by which
    /// the answer stays wanted.
    pub(super) fn survey(&mut self, question: Question) -> Ticket {
        self.asked.retain(|(_, wanted)| wanted.holds());
        let same = self.asked.iter().find(|(asked, _)| *asked == question);
        if let Some(ticket) = same.and_then(|(_, wanted)| wanted.ticket()) {
            return ticket;
        }
        let ticket = Ticket::default();
        self.asked.push((question.clone(), ticket.wanted()));
        self.outbox.push(Effect::Survey(question, ticket.wanted()));
        ticket
    }

    /// Shows how much was read where that is waited for.
    pub(super) fn on_surveyed(&mut self, wanted: &Wanted, surveyed: Surveyed) {
        for layer in &mut self.layers {
            if let Layer::Sheet(sheet) = layer {
                sheet.on_surveyed(wanted, surveyed);
            }
        }
    }

    /// Takes an answer in and shows it where it is waited for.
    pub(super) fn on_answer(&mut self, answer: Answer) {
        self.asked.retain(|(question, _)| !answer.is_to(question));
        let supplied = match &answer {
            Answer::Body(entry, _) => Some(*entry),
            Answer::Text(draft, _) => Some(draft.entry),
            _ => None,
        };
        let show: fn(&mut Self) = match &answer {
            Answer::Body(..) | Answer::Claims(_) => Self::open_awaited,
            Answer::Text(..) | Answer::Line(..) | Answer::Print(..) | Answer::Difference(..) => {
                |_| {}
            }
            Answer::Terms(..) => Self::on_terms,
            Answer::Recogniser => Self::on_recogniser,
            Answer::Mentions(_) => Self::on_mentions,
            Answer::Occurrences(_) => Self::refresh_pages_above,
            Answer::Amounts(_) => Self::on_amounts,
            Answer::Notes(_) => Self::on_notes,
            Answer::Types(_) => Self::on_types,
            Answer::Named(..) | Answer::Near(..) | Answer::Coverage(_) | Answer::Health(_) => {
                Self::refresh_sheets
            }
        };
        match answer {
            Answer::Print(entry, print, said) => return self.on_print(entry, print, said),
            Answer::Difference(entry, difference) => return self.on_difference(entry, difference),
            _ => self.knowledge.on_answer(answer),
        }
        if let Some(entry) = supplied {
            self.supply(entry);
        }
        show(self);
    }

    /// Gives an entry's text to all pages that wait for it.
    fn supply(&mut self, entry: EntryKey) {
        let (mut around, fronts) = self.split();
        fronts.reader.supply(entry, &mut around);
        let waiting = fronts.layers.iter_mut().filter_map(Layer::page_mut);
        for page in waiting.filter(|page| page.key == entry.into() && page.is_waiting()) {
            around.supply(page);
        }
    }

    fn refresh_pages_above(&mut self) {
        let (mut around, fronts) = self.split();
        for page in fronts.layers.iter_mut().filter_map(Layer::page_mut) {
            around.refresh(page);
        }
    }

    fn on_mentions(&mut self) {
        let (around, fronts) = self.split();
        for layer in fronts.layers.iter_mut() {
            if let Layer::Map(view) = layer {
                view.refresh(&around);
            }
        }
        fronts.side.make_stale();
        fronts.reader.make_stale();
        self.refresh_links();
    }

    /// Shows the notes that were looked through.
    fn on_notes(&mut self) {
        self.side.make_stale();
        self.refresh_notes();
    }

    fn on_terms(&mut self) {
        self.refresh_sheets();
        self.open_awaited();
    }

    /// Shows the terms on all pages that were shown without them.
    fn on_recogniser(&mut self) {
        self.refresh_pages_above();
        self.reader.make_stale();
    }

    fn on_amounts(&mut self) {
        self.itinerary.measure(&self.knowledge);
        self.refresh_sheets();
    }

    /// Takes the results of a search, if they are still waited for.
    pub(super) fn on_hits(&mut self, sequence: u64, mut hits: Hits) {
        if self.is_beginning() {
            // What helps where nothing has a word would be said too early.
            hits.suggestions.clear();
        }
        let (around, fronts) = self.split();
        let finder = fronts.layers.iter_mut().find_map(|layer| match layer {
            Layer::Finder(finder) if finder.sequence == sequence => Some(finder),
            _ => None,
        });
        let Some(finder) = finder else { return };
        let ahead = finder.on_hits(hits, &around);
        let any = finder.has_rows();
        self.preview_in_front();
        let Some(keys) = ahead else { return };
        if any {
            self.act_in_front(Action::Accept, None);
        }
        for key in keys {
            self.on_key(key);
        }
    }

    /// Takes what was found of what is typed, if it is still waited for, and the keys typed since.
    pub(super) fn on_sifted(&mut self, wanted: &Wanted, found: Sifted) {
        let (mut around, fronts) = self.split();
        match found {
            Sifted::Entries(filtered) => {
                let mut accepts = false;
                for (at, layer) in fronts.layers.iter_mut().rev().enumerate() {
                    if let Layer::Glossary(index) = layer {
                        accepts |= index.on_filtered(wanted, &filtered, &mut around) && at == 0;
                    }
                }
                if accepts {
                    return self.act_in_front(Action::Accept, None);
                }
                let shown = fronts.contents.on_filtered(wanted, filtered, &around);
                if shown && self.layers.is_empty() && self.arrangement.focus == Pane::Contents {
                    self.preview_selected();
                }
            }
            Sifted::Lines(filtered) => {
                for layer in fronts.layers.iter_mut() {
                    if let Layer::Sheet(sheet) = layer {
                        sheet.on_filtered(wanted, &filtered, &around);
                    }
                }
            }
            Sifted::Text(matches) => self.on_matches(wanted, &matches),
            Sifted::Notes(found) => {
                for layer in fronts.layers.iter_mut() {
                    if let Layer::Finder(finder) = layer {
                        finder.on_own(wanted, &found, &around);
                    }
                }
                self.preview_in_front();
            }
        }
        if !self.waits_for_filter() {
            for key in std::mem::take(&mut self.ahead) {
                self.on_key(key);
            }
        }
    }

    /// Gives what was found in a long text to the page that waits for it.
    fn on_matches(&mut self, wanted: &Wanted, matches: &Matches) {
        let (_, fronts) = self.split();
        for page in fronts.layers.iter_mut().filter_map(Layer::page_mut) {
            page.on_found(wanted, matches);
        }
        let missing = fronts.reader.page.as_mut().and_then(|page| page.on_found(wanted, matches));
        if let Some(words) = missing.filter(|_| !self.is_finding()) {
            self.notice = Some(says::not_in_page(&words.concat()));
        }
    }

    /// Has workers look for what is looked for in long texts.
    pub(super) fn look_in_pages(&mut self) {
        let layers = self.layers.iter_mut().filter_map(Layer::page_mut);
        let pages = layers.chain(self.reader.page.as_mut());
        self.outbox.extend(pages.filter_map(Page::sieve).map(Effect::Sift));
    }

    /// Returns whether the list or the page in front still shows something else than what was typed.
    fn waits_for_filter(&self) -> bool {
        match self.layers.last() {
            Some(layer) => layer.is_sought(),
            None if self.arrangement.focus == Pane::Contents => self.contents.is_sought(),
            None => self.reader().is_some_and(Page::is_sought),
        }
    }

    /// Keeps a key that follows an Enter which waits for what is looked for; returns whether it did.
    pub(super) fn type_ahead_of_filter(&mut self, key: Key) -> bool {
        let waits = self.waits_for_filter() && self.prompt().is_none();
        let cancels = || {
            let meaning = self.keymap.meaning(self.context(), &[key]);
            meaning == Meaning::Action(Action::Cancel)
        };
        if !waits || key.held.ctrl || cancels() {
            self.ahead.clear();
            return false;
        }
        if self.ahead.len() < MOST_AHEAD {
            self.ahead.push(key);
        }
        true
    }

    /// Takes the ways in which a filter can go on.
    pub(super) fn on_completions(&mut self, text: &str, completions: Vec<Completion>) {
        let (mut around, fronts) = self.split();
        if let Some(Layer::Finder(finder)) = fronts.layers.last_mut() {
            finder.on_completions(text, completions, &mut around);
        }
    }

    /// Shows what can follow the keys typed so far, if they are still waiting.
    pub(super) fn on_timeout(&mut self, id: TimeoutId) {
        if self.pending.timeout == id && self.pending.panel.is_none() {
            self.explain_pending();
        }
    }

    /// Sets the screen and the mouse up again after the process was stopped.
    pub(super) fn on_resumed(&mut self) {
        let captured = self.preferences.mouse && !self.arrangement.reading;
        self.outbox.extend([Effect::CaptureMouse(captured), Effect::Redraw]);
    }
}
