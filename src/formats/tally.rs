//! What could not be taken of a dictionary: told once a kind, with how often and an example, for there may be
//! a million. Refuses to know: formats.

use super::intake::Reading;
use crate::content::position::At;
use crate::messages::formats as says;

pub use crate::messages::formats::Loss;

/// What was lost so far.
#[derive(Debug, Default)]
pub struct Tally(Vec<Lost>);

#[derive(Debug)]
struct Lost {
    kind: Loss,
    count: usize,
    at: At,
    example: String,
}

impl Tally {
    /// Counts what was lost at a place; the first of a kind is the example.
    pub fn count(&mut self, kind: Loss, at: At, example: impl FnOnce() -> String) {
        match self.0.iter_mut().find(|lost| lost.kind == kind) {
            Some(lost) => lost.count += 1,
            None => self.0.push(Lost { kind, count: 1, at, example: example() }),
        }
    }

    /// Reports all of it.
    pub fn report(self, reading: &mut Reading<'_, '_>) {
        for Lost { kind, count, at, example } in self.0 {
            let message = says::lost(kind, count, &example);
            reading.warn(at, kind.code(), message, kind.hint());
        }
    }
}
