//! Why a command has no answer, and how that is said: on stderr, or as JSON. Refuses to know: which
//! command it was.

use serde::Serialize;

use super::exit::Exit;
use super::ids;
use super::output::{Output, complain, complain_at_length};
use crate::messages::cli as messages;
use crate::model::{Catalogue, EntryKey};
use crate::text::safe::Safe;

/// Why a command has no answer.
#[derive(Debug)]
pub enum Failure {
    /// The question makes no sense or finds nothing.
    Unanswered {
        /// How the program ends.
        exit: Exit,
        /// What, where and what to do.
        sentence: String,
        /// What could have been meant.
        candidates: Vec<Candidate>,
    },
    /// Nothing of a named pack could be opened; its mistakes, each with its place.
    NothingOpened(Vec<Safe>),
}

/// An entry that could have been meant.
#[derive(Debug)]
pub struct Candidate {
    id: String,
    title: String,
}

impl Candidate {
    /// Names an entry, with its pack if several are open.
    pub fn new(catalogue: &Catalogue, entry: EntryKey) -> Self {
        let (id, title) = (ids::unique_id(catalogue, entry), catalogue.title(entry).to_owned());
        Self { id, title }
    }
}

/// A failure as JSON.
#[derive(Serialize)]
struct FailureJson<'a> {
    error: &'a str,
    candidates: Vec<&'a str>,
}

/// Explains a failure in JSON.
pub const SHAPE: &str = "\
Where nothing answers the question:
  { schema_version, error, candidates }
";

impl Failure {
    /// A question that makes no sense.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::Unanswered { exit: Exit::Usage, sentence: sentence.into(), candidates: Vec::new() }
    }

    /// A question that nothing answers.
    pub fn not_found(sentence: impl Into<String>) -> Self {
        Self::Unanswered { exit: Exit::NotFound, sentence: sentence.into(), candidates: Vec::new() }
    }

    /// An answer that could not be written where it was to go, or a journal that cannot be read.
    pub fn not_written(sentence: impl Into<String>) -> Self {
        let (exit, sentence) = (Exit::NotWritten, sentence.into());
        Self::Unanswered { exit, sentence, candidates: Vec::new() }
    }

    /// Adds what else is to be said of it.
    #[must_use]
    pub fn and(mut self, more: &str) -> Self {
        if let Self::Unanswered { sentence, .. } = &mut self {
            sentence.push_str(" \u{b7} ");
            sentence.push_str(more);
        }
        self
    }

    /// Names what could have been meant.
    #[must_use]
    pub fn or_else(mut self, catalogue: &Catalogue, entries: &[EntryKey]) -> Self {
        if let Self::Unanswered { candidates, .. } = &mut self {
            candidates.extend(entries.iter().map(|&entry| Candidate::new(catalogue, entry)));
        }
        self
    }

    /// Says why the browser has nothing to show; returns how the program ends.
    pub fn tell(&self) -> Exit {
        let mut output = Output::plain();
        let exit = self.report(&mut output, false);
        output.finish(exit)
    }

    /// Reports why there is no answer; returns how the program ends.
    pub fn report(&self, output: &mut Output, as_json: bool) -> Exit {
        match self {
            Self::Unanswered { exit, sentence, candidates } => {
                if as_json {
                    let candidates = candidates.iter().map(|one| one.id.as_str()).collect();
                    output.json(FailureJson { error: sentence, candidates });
                } else {
                    complain(&messages::by_folio(sentence));
                    for Candidate { id, title } in candidates {
                        complain(&format!("  {id}  {title}"));
                    }
                }
                *exit
            }
            Self::NothingOpened(mistakes) => {
                for mistake in mistakes {
                    complain_at_length(mistake);
                }
                Exit::NothingOpened
            }
        }
    }
}
