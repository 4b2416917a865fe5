//! What a search found: the hits, best first, then the ways out. Refuses to know: how hits are found
//! and ranked.

use super::choice::Choice;
use super::contents::{named, theme_of};
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::{Role, Row};
use crate::messages::{browser, cli, search as says};
use crate::model::{Catalogue, EntryKey};
use crate::search::{Hit, Hits, MatchField, Suggestion};

/// How a suggestion is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken<'a> {
    /// By choosing it from a list.
    Chosen,
    /// By typing a command, with the options that open what was searched.
    Typed(&'a str),
}

/// Words a suggestion for a query.
pub fn suggestion_in_words(
    catalogue: &Catalogue,
    query: &str,
    suggestion: &Suggestion,
    taken: Taken<'_>,
) -> String {
    let title = |entry: EntryKey| catalogue.title(entry);
    match (suggestion, taken) {
        (Suggestion::Nearest { entry, name }, Taken::Chosen) => {
            browser::nearest_title(query, name, catalogue.short(*entry))
        }
        (Suggestion::Nearest { entry, name }, Taken::Typed(_)) => {
            cli::nearest_title(name, title(*entry), &catalogue.unique_id(*entry))
        }
        (Suggestion::Theme { theme, query }, Taken::Chosen) => {
            browser::theme(&catalogue.theme(*theme).title, query)
        }
        (Suggestion::Theme { theme, .. }, Taken::Typed(opens)) => cli::try_theme(
            &catalogue.theme(*theme).title,
            &catalogue.unique_theme_id(*theme),
            opens,
        ),
        (Suggestion::Without { word, query }, Taken::Chosen) => browser::without_word(word, query),
        (Suggestion::Without { word, query }, Taken::Typed(opens)) => {
            cli::try_without(word, query, opens)
        }
        (Suggestion::Value { query }, Taken::Chosen) => browser::with_value(query),
        (Suggestion::Value { query }, Taken::Typed(opens)) => cli::try_value(query, opens),
        (Suggestion::Compare { left, right }, Taken::Chosen) => {
            browser::compare(catalogue.title(*left), catalogue.title(*right))
        }
        (Suggestion::Compare { left, right }, Taken::Typed(opens)) => {
            cli::try_compare(&catalogue.unique_id(*left), &catalogue.unique_id(*right), opens)
        }
        (Suggestion::Looser(count), Taken::Chosen) => browser::looser(*count),
        (Suggestion::Looser(count), Taken::Typed(_)) => cli::try_looser(*count),
        (Suggestion::Widen, Taken::Chosen) => browser::WIDEN.to_owned(),
        (Suggestion::Widen, Taken::Typed(_)) => cli::try_everywhere(),
        (Suggestion::Terms(_), Taken::Chosen) => browser::SEE_TERMS.to_owned(),
        (Suggestion::Terms(theme), Taken::Typed(opens)) => {
            cli::try_terms(&catalogue.unique_theme_id(*theme), opens)
        }
    }
}

/// What a search found.
#[derive(Clone, Debug)]
pub struct HitReport {
    query: String,
    title: String,
    hits: Hits,
}

impl HitReport {
    /// Reports what a query found.
    pub fn new(query: &str, hits: Hits) -> Self {
        let title = if hits.hits.is_empty() { says::instead(query) } else { says::found(query) };
        Self { query: query.to_owned(), title, hits }
    }

    /// Returns the query as it was typed.
    pub fn query(&self) -> &str {
        &self.query
    }

    /// Returns the hits, the suggestions and what is wrong with the query.
    pub fn hits(&self) -> &Hits {
        &self.hits
    }

    /// Words the suggestions.
    pub fn suggestions(
        &self,
        catalogue: &Catalogue,
        taken: Taken<'_>,
    ) -> impl Iterator<Item = String> {
        let suggestions = self.hits.suggestions.iter();
        suggestions.map(move |one| suggestion_in_words(catalogue, &self.query, one, taken))
    }

    /// Returns the hit of a line, or the suggestion.
    fn item(&self, at: usize) -> Result<&Hit, &Suggestion> {
        let hits = &self.hits.hits;
        hits.get(at).ok_or_else(|| &self.hits.suggestions[at - hits.len()])
    }
}

/// Returns the text that tells what a hit is: a title or another short text alone says little of the
/// entry, so the summary follows it.
fn text_of(catalogue: &Catalogue, hit: &Hit) -> String {
    let summary = || catalogue.plain_summary(hit.entry);
    match hit.field {
        MatchField::Title => summary(),
        MatchField::Alias | MatchField::Name | MatchField::Reading | MatchField::Tag => {
            says::with_summary(&hit.excerpt.text, &summary())
        }
        MatchField::Heading | MatchField::Summary | MatchField::Body | MatchField::Note => {
            hit.excerpt.text.clone()
        }
    }
}

impl Report for HitReport {
    fn title(&self) -> &str {
        &self.title
    }

    /// Counts the hits: a suggestion is none.
    fn count_of(&self) -> String {
        match self.hits.hits.len() {
            0 => String::new(),
            hits => hits.to_string(),
        }
    }

    fn count(&self) -> usize {
        self.hits.hits.len() + self.hits.suggestions.len()
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        let hit = match self.item(at) {
            Ok(hit) => hit,
            Err(suggestion) => {
                let words = suggestion_in_words(catalogue, &self.query, suggestion, Taken::Chosen);
                return Line::new([(&words, Role::Text)]);
            }
        };
        let place = says::theme_and_match(&theme_of(catalogue, hit.entry), &hit.label());
        let behind = [(&*place, Role::Dim), (&*text_of(catalogue, hit), Role::Text)];
        let mut line = named(catalogue, hit.entry);
        line.first.spans.extend(Row::new(behind).spans);
        line
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        Some(match self.item(at) {
            Ok(hit) => Choice::Entry(hit.entry),
            Err(Suggestion::Nearest { entry, .. }) => Choice::Entry(*entry),
            Err(Suggestion::Theme { theme, .. } | Suggestion::Terms(theme)) => {
                Choice::Theme(*theme)
            }
            Err(Suggestion::Without { query, .. } | Suggestion::Value { query }) => {
                Choice::Search { query: query.clone(), loose: false }
            }
            Err(Suggestion::Compare { left, right }) => Choice::Comparison(*left, *right),
            Err(Suggestion::Looser(_)) => Choice::Search { query: self.query.clone(), loose: true },
            Err(Suggestion::Widen) => Choice::Search { query: self.query.clone(), loose: false },
        })
    }

    fn detail(&self, _catalogue: &Catalogue, _at: usize) -> Vec<Paragraph> {
        Vec::new()
    }
}
