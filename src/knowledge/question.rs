//! What only the bodies and the files answer: a question as a value, and its answer. Refuses to know: who
//! asks, on which thread the bodies are read, and who shows what was found.

use std::sync::Arc;

use super::corpus::Corpus;
use super::directory::{FEW_NOTES, NoteDirectory};
use super::draft::Draft;
use super::homes::Notes;
use super::survey::{self, Surveyed};
use super::ticket::Wanted;
use crate::check::health::Health;
use crate::content::caret;
use crate::content::diagnostic::Diagnostic;
use crate::document::Document;
use crate::graph::{
    ClaimsByPlace, Coverage, Mentions, Named, TypeGroup, by_type, named_in, routes,
};
use crate::journal::{Print, Said};
use crate::margin::{self, Difference};
use crate::model::{Body, EntryKey, Library};
use crate::search::{Neighbour, may_hold, neighbours};
use crate::terms::Occurrences;
use crate::text::pace::Amount;

/// A question that only the bodies answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// The body of an entry.
    Body(EntryKey),
    /// The text of an entry with a large body.
    Text(Box<Draft>),
    /// Which terms the text of an entry uses.
    Terms(EntryKey),
    /// What recognises the terms of the glossary.
    Recogniser,
    /// Which entries link to which in their texts.
    Mentions,
    /// Which entries link to some entries in their texts, and to which these link in their own.
    MentionsAround(Vec<EntryKey>),
    /// Which entries name an entry in their texts without a link.
    Named(EntryKey),
    /// Which entries are near to an entry in meaning.
    Near(EntryKey),
    /// Which claims lie in which places.
    Claims,
    /// Which statements rest on which claims.
    Coverage,
    /// Which entries use which terms.
    Occurrences,
    /// Which entries are of which type.
    Types,
    /// What is not linked, defined, translated or covered.
    Health,
    /// How much there is to read in some entries.
    Amounts(Vec<EntryKey>),
    /// Where the notes were made, and what they link to.
    Notes(Notes),
    /// Where the notes are now.
    Homes(Notes),
    /// The fingerprint of all that an entry says.
    Print(EntryKey),
    /// In what an entry differs from what it said when it was read.
    Difference(EntryKey, Arc<Said>),
    /// The line of a file that a mistake points to.
    Line(Box<Diagnostic>),
}

/// The answer to a [`Question`] of the same name; [`Question::MentionsAround`] is answered by mentions too, and
/// [`Question::Homes`] by notes.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The body of an entry.
    Body(EntryKey, Arc<Body>),
    /// The text that was composed from a draft.
    Text(Box<Draft>, Box<Document>),
    /// The terms that the text of an entry uses, in the order of their first use.
    Terms(EntryKey, Vec<EntryKey>),
    /// The terms of the glossary are recognised from now on.
    Recogniser,
    /// The links in all texts, or those from and to some entries.
    Mentions(Arc<Mentions>),
    /// Where an entry is named without a link, in pack order.
    Named(EntryKey, Vec<Named>),
    /// The entries that are near to an entry in meaning, the nearest first.
    Near(EntryKey, Vec<Neighbour>),
    /// The claims by their places.
    Claims(Arc<ClaimsByPlace>),
    /// The statements that rest on each claim.
    Coverage(Coverage),
    /// The entries that use each term.
    Occurrences(Occurrences),
    /// The entries by their type.
    Types(Vec<TypeGroup>),
    /// The state of the packs.
    Health(Health),
    /// How much there is to read in some entries.
    Amounts(Vec<(EntryKey, Amount)>),
    /// All notes.
    Notes(Box<NoteDirectory>),
    /// The fingerprint of all that an entry says, and that in words unless it is too long to be kept.
    Print(EntryKey, Print, Option<Said>),
    /// In what an entry differs from what it said when it was read.
    Difference(EntryKey, Difference),
    /// The line of a file that a mistake points to; `None` if it is not to be had.
    Line(Box<Diagnostic>, Option<String>),
}

impl Answer {
    /// Returns whether this is the answer to a question.
    pub fn is_to(&self, question: &Question) -> bool {
        match (self, question) {
            (Self::Body(entry, _), Question::Body(asked))
            | (Self::Terms(entry, _), Question::Terms(asked))
            | (Self::Named(entry, _), Question::Named(asked))
            | (Self::Near(entry, _), Question::Near(asked))
            | (Self::Print(entry, ..), Question::Print(asked))
            | (Self::Difference(entry, _), Question::Difference(asked, _)) => entry == asked,
            (Self::Text(draft, _), Question::Text(asked)) => draft == asked,
            (Self::Line(mistake, _), Question::Line(asked)) => mistake == asked,
            (Self::Amounts(_), Question::Amounts(_))
            | (Self::Recogniser, Question::Recogniser)
            | (Self::Mentions(_), Question::Mentions | Question::MentionsAround(_))
            | (Self::Claims(_), Question::Claims)
            | (Self::Coverage(_), Question::Coverage)
            | (Self::Occurrences(_), Question::Occurrences)
            | (Self::Types(_), Question::Types)
            | (Self::Health(_), Question::Health) => true,
            (Self::Notes(all), Question::Notes(notes) | Question::Homes(notes)) => {
                let with_homes = matches!(question, Question::Homes(_));
                all.revision() == notes.revision && all.knows_homes() == with_homes
            }
            _ => false,
        }
    }
}

/// How many entries that are near to one are looked for.
const NEAREST: usize = 24;

/// The width in columns of a text that was composed for no page yet.
const ANY_WIDTH: u16 = 80;

/// How many bodies are a few.
const FEW: usize = 32;

impl Question {
    /// Returns whether the answer takes no longer than a few bodies: it need not wait for a worker.
    pub fn is_quick(&self) -> bool {
        match self {
            Self::Body(_) => true,
            Self::Amounts(entries) => entries.len() <= FEW,
            Self::Notes(notes) => notes.state.note_count() <= FEW_NOTES,
            _ => false,
        }
    }

    /// Returns whether a newer question of the same kind makes this one pointless.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        matches!((self, newer), (Self::Near(_), Self::Near(_)) | (Self::Line(_), Self::Line(_)))
    }
}

impl Corpus {
    /// Reads the bodies that a question is about; takes as long as there are many.
    pub fn answer(&self, question: &Question) -> Answer {
        self.answer_while(question, || true).expect("the answer is wanted to the end")
    }

    /// Reads the bodies that a question is about; `None` as soon as the answer is no longer
    /// `wanted`, which is asked when many bodies are looked through for one entry.
    pub fn answer_while(&self, question: &Question, wanted: impl Fn() -> bool) -> Option<Answer> {
        self.answer_from(self.library(), question, wanted)
    }

    /// Reads the bodies that a question is about while somebody waits for the answer, and tells how many
    /// of them were read; `None` once nobody waits.
    pub fn survey(
        &self,
        question: &Question,
        wanted: &Wanted,
        tell: impl Fn(Surveyed) + Send + Sync + 'static,
    ) -> Option<Answer> {
        let times = match question {
            // Phrases and coverage are read one after the other, and so are links that lie in no file, and
            // terms if there are any.
            Question::Health => {
                let links = !Mentions::are_stored(self.library());
                let terms =
                    !self.recogniser().is_empty() && !Occurrences::are_stored(self.library());
                2 + usize::from(links) + usize::from(terms)
            }
            _ => 1,
        };
        let library = survey::counted(self.library(), times, wanted, Box::new(tell));
        self.answer_from(&library, question, || wanted.holds()).filter(|_| wanted.holds())
    }

    fn answer_from(
        &self,
        library: &Library,
        question: &Question,
        wanted: impl Fn() -> bool,
    ) -> Option<Answer> {
        Some(match question {
            Question::Body(entry) => Answer::Body(*entry, library.body(*entry)),
            Question::Text(draft) => {
                let text = draft.compose(&library.catalogue, self.recogniser(), ANY_WIDTH);
                Answer::Text(draft.clone(), Box::new(text))
            }
            Question::Terms(entry) => Answer::Terms(*entry, self.terms_in(library, *entry)),
            Question::Recogniser => {
                self.recogniser();
                Answer::Recogniser
            }
            Question::Mentions => Answer::Mentions(Arc::new(Mentions::new(library))),
            Question::MentionsAround(entries) => {
                Answer::Mentions(Arc::new(Mentions::around(library, entries)))
            }
            Question::Named(entry) => {
                let may_hold = |names: &[String]| may_hold(library, names);
                Answer::Named(*entry, named_in(library, *entry, may_hold, wanted)?)
            }
            Question::Near(entry) => {
                let near = neighbours(library, self.meanings(), *entry, NEAREST, &wanted)?;
                Answer::Near(*entry, near)
            }
            Question::Claims => Answer::Claims(Arc::new(ClaimsByPlace::new(&library.catalogue))),
            Question::Coverage => Answer::Coverage(Coverage::new(library)),
            Question::Occurrences => {
                Answer::Occurrences(Occurrences::new(library, self.recogniser()))
            }
            Question::Types => Answer::Types(by_type(&library.catalogue)),
            Question::Health => Answer::Health(Health::new(library)),
            Question::Amounts(entries) => {
                let amounts = routes::amounts(library, entries);
                Answer::Amounts(entries.iter().copied().zip(amounts).collect())
            }
            Question::Notes(notes) => {
                Answer::Notes(Box::new(NoteDirectory::new(notes, &library.catalogue)))
            }
            Question::Homes(notes) => {
                Answer::Notes(Box::new(NoteDirectory::with_homes(notes, library)))
            }
            Question::Print(entry) => {
                let (print, said) = margin::said(&margin::settled_paragraphs(library, *entry));
                Answer::Print(*entry, print, said)
            }
            Question::Difference(entry, said) => {
                let now = margin::settled_paragraphs(library, *entry);
                Answer::Difference(*entry, margin::difference(said, &now))
            }
            Question::Line(mistake) => {
                let line = caret::line_of(mistake, &self.opened().whereabouts.files);
                Answer::Line(mistake.clone(), line)
            }
        })
    }

    fn terms_in(&self, library: &Library, entry: EntryKey) -> Vec<EntryKey> {
        let body = library.body(entry);
        self.recogniser().entries_in(&library.catalogue, entry, &body).collect()
    }
}
