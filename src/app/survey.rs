//! What is read out of many bodies at once, on a worker. Refuses to know: who shows it, and on which
//! thread it is read.

use super::App;
use super::message::Effect;
use crate::check::health::Health;
use crate::graph::{Coverage, routes};
use crate::model::{EntryKey, Library};
use crate::terms::{Occurrences, Recogniser};
use crate::text::pace::Amount;

/// A question that only the bodies answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Survey {
    /// Which statements rest on which claims.
    Coverage,
    /// Which entries use which terms.
    Occurrences,
    /// What is not linked, defined, translated or covered.
    Health,
    /// How much there is to read in some entries.
    Amounts(Vec<EntryKey>),
}

/// The answer to a [`Survey`].
#[derive(Clone, Debug)]
pub enum Surveyed {
    /// Answers [`Survey::Coverage`].
    Coverage(Coverage),
    /// Answers [`Survey::Occurrences`].
    Occurrences(Occurrences),
    /// Answers [`Survey::Health`].
    Health(Health),
    /// Answers [`Survey::Amounts`].
    Amounts(Vec<(EntryKey, Amount)>),
}

impl Survey {
    /// Reads the bodies; takes as long as there are many.
    pub fn read(&self, library: &Library) -> Surveyed {
        match self {
            Self::Coverage => Surveyed::Coverage(Coverage::new(library)),
            Self::Occurrences => {
                let recogniser = Recogniser::new(&library.catalogue);
                Surveyed::Occurrences(Occurrences::new(library, &recogniser))
            }
            Self::Health => Surveyed::Health(Health::new(library)),
            Self::Amounts(entries) => {
                let amounts = routes::amounts(library, entries);
                Surveyed::Amounts(entries.iter().copied().zip(amounts).collect())
            }
        }
    }
}

impl App {
    /// Has something read out of many bodies, unless it was read or is being read.
    pub(super) fn survey(&mut self, survey: Survey) {
        if !matches!(survey, Survey::Amounts(_)) {
            if self.asked.contains(&survey) {
                return;
            }
            self.asked.push(survey.clone());
        }
        self.outbox.push(Effect::Survey(survey));
    }

    /// Takes what was read, and shows it where it is waited for.
    pub(super) fn surveyed(&mut self, surveyed: Surveyed) {
        let show = match &surveyed {
            Surveyed::Coverage(_) => Self::covered,
            Surveyed::Occurrences(_) => Self::refresh_layers,
            Surveyed::Health(_) => Self::examined,
            Surveyed::Amounts(_) => Self::measured,
        };
        self.knowledge.take(surveyed);
        show(self);
    }
}
