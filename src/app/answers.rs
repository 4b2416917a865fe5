//! What the corpus and the search have answered, on its way to who waits for it. Refuses to know:
//! how it was found.

use super::App;
use super::keymap::Action;
use super::layer::Layer;
use super::message::{Effect, TimeoutId};
use crate::knowledge::{Answer, Question};
use crate::model::EntryKey;
use crate::search::{Completion, Hits};

impl App {
    /// Asks a question, unless it was asked before and is answered once and for all.
    pub(super) fn ask(&mut self, question: Question) {
        let once =
            matches!(question, Question::Coverage | Question::Occurrences | Question::Health);
        if once {
            if self.asked.contains(&question) {
                return;
            }
            self.asked.push(question.clone());
        }
        self.outbox.push(Effect::Ask(question));
    }

    /// Takes an answer in and shows it where it is waited for.
    pub(super) fn on_answer(&mut self, answer: Answer) {
        let body = if let Answer::Body(entry, _) = &answer { Some(*entry) } else { None };
        let show: fn(&mut Self) = match &answer {
            Answer::Body(..) => Self::open_awaited,
            Answer::Mentions(_) => Self::on_mentions,
            Answer::Occurrences(_) => Self::refresh_pages_above,
            Answer::Amounts(_) => Self::on_amounts,
            Answer::Named(..) | Answer::Near(..) | Answer::Coverage(_) | Answer::Health(_) => {
                Self::refresh_sheets
            }
        };
        self.knowledge.on_answer(answer);
        if let Some(entry) = body {
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
    }

    fn on_amounts(&mut self) {
        self.itinerary.measure(&self.knowledge);
        self.refresh_sheets();
    }

    /// Takes the results of a search, if they are still waited for.
    pub(super) fn on_hits(&mut self, sequence: u64, hits: Hits) {
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
        let captured = self.wants_mouse && !self.arrangement.reading;
        self.outbox.extend([Effect::CaptureMouse(captured), Effect::Redraw]);
    }
}
