//! Practice in linear mode: one card after the other, asked and graded by lines. Refuses to know: how cards
//! are chosen and when they come again.

use super::Session;
use crate::journal::disk::now;
use crate::journal::{Change, Grade};
use crate::margin;
use crate::messages::recall as says;
use crate::recall::practice::practised;
use crate::recall::{CardKey, Counts, Limits, Practice, face, outlook};

/// One sitting.
pub(super) struct Sitting {
    practice: Practice,
    /// Whether the answer of the present card was shown.
    revealed: bool,
}

impl Session {
    /// Begins to ask cards; until it is left, lines are answers.
    pub fn practise(&mut self) {
        if !self.recalls() {
            return;
        }
        self.desk.on_clock(now());
        let (catalogue, state) = (self.corpus.catalogue(), self.desk.state());
        let practice = Practice::new(catalogue, state, self.desk.now(), Limits::default());
        let Counts { due, new, done, .. } = practice.counts();
        self.printer.say(&says::counts(due, new, done));
        self.sitting = Some(Sitting { practice, revealed: false });
        self.ask_card();
    }

    /// Returns whether lines are answers to cards.
    pub fn practises(&self) -> bool {
        self.sitting.is_some()
    }

    /// Takes a line as what is said to a card.
    pub fn answer_card(&mut self, line: &str) {
        let revealed = self.sitting.as_ref().is_some_and(|sitting| sitting.revealed);
        let grade = match line {
            "1" => Grade::Again,
            "2" => Grade::Hard,
            "3" => Grade::Good,
            "4" => Grade::Easy,
            "" if !revealed => return self.reveal_card(),
            "q" | "quit" => return self.end_practice(),
            _ => return self.printer.say(says::how_by_lines(revealed)),
        };
        if !revealed {
            return self.printer.say(says::how_by_lines(false));
        }
        let Some(sitting) = &mut self.sitting else { return };
        let Some(CardKey { entry, side }) = sitting.practice.answer(grade) else { return };
        sitting.revealed = false;
        let on = margin::name_of(self.corpus.catalogue(), entry);
        self.desk.on_clock(now());
        self.desk.note([Change::Practised { on, side, grade }]);
        self.keep_all();
        self.ask_card();
    }

    fn ask_card(&mut self) {
        let catalogue = self.corpus.catalogue();
        let Some(Sitting { practice, .. }) = &self.sitting else { return };
        let Some(card) = practice.card() else { return self.end_practice() };
        let Some(face) = face(catalogue, card) else { return self.end_practice() };
        self.printer.say(&face.asks(card.side, practice.is_again(card)));
        self.printer.say(&face.question);
        self.printer.say(says::how_by_lines(false));
    }

    fn reveal_card(&mut self) {
        let catalogue = self.corpus.catalogue();
        let Some(Sitting { practice, revealed }) = &mut self.sitting else { return };
        let Some((card, face)) = practice.card().and_then(|it| Some((it, face(catalogue, it)?)))
        else {
            return;
        };
        *revealed = true;
        self.printer.say(&face.answer);
        if !face.reading.is_empty() {
            self.printer.say(&face.reading);
        }
        let before = practised(catalogue, self.desk.state(), card);
        self.printer.say(&says::grades(["1", "2", "3", "4"], outlook(&before, self.desk.now())));
    }

    fn end_practice(&mut self) {
        let Some(Sitting { practice, .. }) = self.sitting.take() else { return };
        let Counts { due, new, done, later } = practice.counts();
        self.printer.say(&says::ended(done, due + new, later));
    }
}
