//! Why a command has no answer, and how that is said: on stderr, or as JSON. Refuses to know: which
//! command it was.

use std::borrow::Cow;

use serde::Serialize;

use super::exit::Exit;
use super::json::DiagnosticJson;
use super::output::{Output, complain, complain_at_length};
use crate::content::diagnostic::Diagnostic;
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
    /// Nothing of a named pack could be opened.
    NothingOpened {
        /// What is wrong with it.
        mistakes: Vec<Diagnostic>,
        /// The same as a person is told, each with its place.
        told: Vec<Safe>,
    },
}

/// What could have been meant: an entry, a theme or a route.
#[derive(Debug)]
pub struct Candidate {
    id: String,
    title: String,
}

impl Candidate {
    /// Names an entry, with its pack where its id alone would not name it.
    pub fn new(catalogue: &Catalogue, entry: EntryKey) -> Self {
        let (id, title) =
            (catalogue.unique_id(entry).into_owned(), catalogue.title(entry).to_owned());
        Self { id, title }
    }
}

/// A failure as JSON.
#[derive(Serialize)]
struct FailureJson<'a> {
    error: &'a str,
    candidates: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    diagnostics: Option<Vec<DiagnosticJson<'a>>>,
}

/// Explains a failure in JSON.
pub const SHAPE: &str = "\
Where nothing answers the question:
  { schema_version, error, candidates }
  Where nothing opens of what was named, also diagnostics, as in folio check.
";

impl Failure {
    /// A pack of which nothing could be opened, for all that is wrong with it.
    pub fn nothing_opened(mistakes: &[Diagnostic]) -> Self {
        let told = mistakes.iter().map(|one| Safe::text(&one.to_string())).collect();
        Self::NothingOpened { mistakes: mistakes.to_vec(), told }
    }

    /// Something that does not open, for one reason.
    pub fn not_opened(sentence: impl Into<String>) -> Self {
        let (exit, sentence) = (Exit::NothingOpened, sentence.into());
        Self::Unanswered { exit, sentence, candidates: Vec::new() }
    }

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

    /// Names, each with its id and its title, what else than entries could have been meant.
    #[must_use]
    pub fn or_one_of<'a>(mut self, named: impl Iterator<Item = (Cow<'a, str>, &'a str)>) -> Self {
        if let Self::Unanswered { candidates, .. } = &mut self {
            let candidate = |(id, title): (Cow<'a, str>, &str)| Candidate {
                id: id.into_owned(),
                title: title.to_owned(),
            };
            candidates.extend(named.map(candidate));
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
                    output.json(FailureJson { error: sentence, candidates, diagnostics: None });
                } else {
                    complain(&messages::by_folio(sentence));
                    for Candidate { id, title } in candidates {
                        complain(&format!("  {id}  {title}"));
                    }
                }
                *exit
            }
            Self::NothingOpened { mistakes, told } => {
                if as_json {
                    let first = mistakes.first();
                    let error = first.map(|one| messages::nothing_opened(&one.file, &one.message));
                    output.json(FailureJson {
                        error: &error.unwrap_or_default(),
                        candidates: Vec::new(),
                        diagnostics: Some(mistakes.iter().map(DiagnosticJson::new).collect()),
                    });
                } else {
                    told.iter().for_each(complain_at_length);
                }
                Exit::NothingOpened
            }
        }
    }
}
