//! Whose turn it is between the terminal and the loop: what was asked and is not answered, and whether what was
//! sent has been taken in. Refuses to know: the questions, and how their answers are read.
//!
//! Each batch of questions ends with one that every terminal answers; whatever else was going to be answered
//! has been by then. Whoever gives the terminal away waits a moment for that, so that no answer is typed into the
//! program that has it next.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// For how long whoever gives the terminal away waits for an answer: as long as one takes from the other side of
/// the world. People who leave do not mind it, and it only ever passes where they leave at once.
const LAST_WAIT: Duration = Duration::from_millis(250);

/// After how long a question counts as one that is never answered.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// The turns of the terminal and the loop, shared by all threads that have to do with either.
#[derive(Default)]
pub struct Dialogue {
    turns: Mutex<Turns>,
    changed: Condvar,
}

#[derive(Default)]
struct Turns {
    /// How many batches of questions are not answered.
    open: u32,
    /// When the last of them was asked.
    asked: Option<Instant>,
    /// Whether the terminal is about to be given away.
    leaving: bool,
    /// Whether the loop has not taken in yet what was sent to it.
    sent: bool,
}

impl Turns {
    fn owes_answer(&self) -> bool {
        self.open > 0 && self.asked.is_some_and(|asked| asked.elapsed() < LONGEST_WAIT)
    }
}

impl Dialogue {
    /// Takes note of a batch of questions.
    pub fn ask(&self) {
        let mut turns = self.lock();
        // What is still to come of those that were given up says no more than this one will.
        turns.open = if turns.owes_answer() { turns.open + 1 } else { 1 };
        turns.asked = Some(Instant::now());
    }

    /// Takes note that the last batch was not sent after all.
    pub fn unask(&self) {
        self.answered(1);
    }

    /// Takes note of answers, by how many batches they end.
    pub fn answered(&self, batches: u32) {
        let mut turns = self.lock();
        turns.open = turns.open.saturating_sub(batches);
        self.changed.notify_all();
    }

    /// Returns whether the terminal has still to answer, and may.
    pub fn owes_answer(&self) -> bool {
        self.lock().owes_answer()
    }

    /// Waits for what was asked, but only a moment; returns whether nothing is to come any more. What is typed
    /// meanwhile is nobody's.
    pub fn hear_out(&self) -> bool {
        self.hear_out_within(LAST_WAIT)
    }

    fn hear_out_within(&self, longest: Duration) -> bool {
        let mut turns = self.lock();
        if !turns.owes_answer() {
            return true;
        }
        turns.leaving = true;
        self.changed.notify_all();
        let owes = |turns: &mut Turns| turns.open > 0;
        let waited = self.changed.wait_timeout_while(turns, longest, owes);
        turns = waited.unwrap_or_else(PoisonError::into_inner).0;
        turns.leaving = false;
        std::mem::take(&mut turns.open) == 0
    }

    /// Takes note that something is sent to the loop.
    pub fn send(&self) {
        self.lock().sent = true;
    }

    /// Takes note that the loop has taken in what was sent.
    pub fn take_in(&self) {
        self.lock().sent = false;
        self.changed.notify_all();
    }

    /// Waits until the loop has taken in what was sent, or does not matter any more.
    pub fn await_turn(&self) {
        let waits = |turns: &mut Turns| turns.sent && !turns.leaving;
        drop(self.changed.wait_while(self.lock(), waits));
    }

    /// Returns whether the terminal is about to be given away, and all that counts is what it answers.
    pub fn is_leaving(&self) -> bool {
        self.lock().leaving
    }

    fn lock(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, mpsc};
    use std::thread;

    use super::*;

    #[test]
    fn who_leaves_waits_for_what_was_asked_and_for_nothing_else() {
        let dialogue = Dialogue::default();
        assert!(dialogue.hear_out(), "nothing was asked");
        dialogue.ask();
        dialogue.ask();
        dialogue.answered(1);
        assert!(dialogue.owes_answer());
        dialogue.answered(1);
        assert!(dialogue.hear_out(), "all is answered");
        dialogue.ask();
        dialogue.unask();
        assert!(!dialogue.owes_answer(), "it was not asked after all");
        dialogue.ask();
        assert!(!dialogue.hear_out(), "it is never answered");
        assert!(dialogue.hear_out(), "and not waited for again");
        dialogue.answered(1);
        dialogue.ask();
        assert!(dialogue.owes_answer(), "a late answer is not one to what is asked behind it");
    }

    #[test]
    fn an_answer_behind_keys_that_nobody_takes_in_is_heard() {
        /// Nobody waits as long: whoever leaves is answered.
        const PATIENCE: Duration = Duration::from_mins(1);
        let (waits, waited) = mpsc::channel();
        let dialogue = Arc::new(Dialogue::default());
        dialogue.ask();
        dialogue.send();
        let reader = thread::spawn({
            let dialogue = Arc::clone(&dialogue);
            move || {
                waits.send(()).expect("whoever leaves is there");
                dialogue.await_turn();
                let was_leaving = dialogue.is_leaving();
                dialogue.answered(1);
                was_leaving
            }
        });
        waited.recv().expect("the reader is there");
        let heard = dialogue.hear_out_within(PATIENCE);
        // A reader that did not notice is let go.
        dialogue.take_in();
        let was_leaving = reader.join().expect("it does not panic");
        assert!(heard && was_leaving, "heard: {heard}, was leaving: {was_leaving}");
    }
}
