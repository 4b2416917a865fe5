//! The terms that an entry uses, and the entries that use it if it is a term itself. Refuses to know:
//! how terms are recognised.

use std::sync::Arc;

use super::choice::Choice;
use super::line::{Line, Report};
use super::paragraph::Paragraph;
use crate::document::Role;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::terms as says;
use crate::model::{Body, Catalogue, EntryKey};
use crate::terms::{Field, TermUse};

/// A term that an entry uses.
#[derive(Clone, Debug)]
pub struct UsedTerm {
    /// The term.
    pub term: EntryKey,
    /// The text of each use, in reading order.
    pub fields: Vec<Field>,
}

/// What a line stands for.
#[derive(Clone, Copy, Debug)]
enum Item {
    Term(usize),
    Users,
    User(usize),
}

/// The terms of an entry.
#[derive(Clone, Debug)]
pub struct TermReport {
    entry: EntryKey,
    title: String,
    body: Arc<Body>,
    uses: Vec<TermUse>,
    terms: Vec<UsedTerm>,
    /// The entries that use this one; `None` if it is no term that is recognised.
    users: Option<Vec<EntryKey>>,
    missing: Option<Question>,
}

impl TermReport {
    /// Lists the terms of an entry, as far as its body and the uses of all terms are known.
    pub fn new(known: &mut Knowledge, entry: EntryKey) -> Self {
        let body = known.body(entry);
        let catalogue = known.catalogue();
        let recognised = catalogue.is_recognised(entry);
        let occurrences = known.occurrences();
        let missing = if body.is_none() {
            Some(Question::Body(entry))
        } else {
            (recognised && occurrences.is_none()).then_some(Question::Occurrences)
        };
        let body = body.unwrap_or_default();
        let uses = known.recogniser().in_entry(catalogue, entry, &body);
        let users = || occurrences.map_or_else(Vec::new, |all| all.of(entry).collect());
        Self {
            entry,
            title: says::head(catalogue.title(entry)),
            terms: by_term(&uses),
            users: recognised.then(users),
            body,
            uses,
            missing,
        }
    }

    /// Lists the terms of an entry for a reader who may wait: what is missing is asked of the corpus.
    pub fn learned(known: &mut Knowledge, corpus: &Corpus, entry: EntryKey) -> Self {
        loop {
            let report = Self::new(known, entry);
            let Some(question) = report.awaits() else { return report };
            known.learn(corpus, &question);
        }
    }

    /// Returns the entry.
    pub fn entry(&self) -> EntryKey {
        self.entry
    }

    /// Returns every use of a term, in reading order.
    pub fn uses(&self) -> &[TermUse] {
        &self.uses
    }

    /// Returns the terms that are used, in the order of their first use.
    pub fn terms(&self) -> &[UsedTerm] {
        &self.terms
    }

    /// Returns the entries that use this one, in pack order; `None` if it is no term that is
    /// recognised.
    pub fn users(&self) -> Option<&[EntryKey]> {
        self.users.as_deref()
    }

    /// Returns the words that are recognised as a term.
    pub fn words<'a>(&'a self, catalogue: &'a Catalogue, one: &TermUse) -> &'a str {
        let text = match one.field {
            Field::Summary => catalogue.summary(self.entry),
            Field::Statement(index) => &self.body.statements[index as usize].text,
            Field::Body => &self.body.markdown,
        };
        &text[one.span.range.clone()]
    }

    /// Names a text of the entry.
    pub fn name_of(&self, field: Field) -> String {
        field.name(&self.body)
    }

    fn item(&self, at: usize) -> Item {
        match at.checked_sub(self.terms.len()) {
            None => Item::Term(at),
            Some(0) => Item::Users,
            Some(behind) => Item::User(behind - 1),
        }
    }

    fn user(&self, at: usize) -> EntryKey {
        self.users.as_ref().expect("only a term has lines of users")[at]
    }
}

/// Sorts uses by their terms.
fn by_term(uses: &[TermUse]) -> Vec<UsedTerm> {
    let mut terms: Vec<UsedTerm> = Vec::new();
    for one in uses {
        match terms.iter_mut().find(|known| known.term == one.span.entry) {
            Some(known) => known.fields.push(one.field),
            None => terms.push(UsedTerm { term: one.span.entry, fields: vec![one.field] }),
        }
    }
    terms
}

impl Report for TermReport {
    fn title(&self) -> &str {
        &self.title
    }

    fn count_of(&self) -> String {
        (self.terms.len() + self.users.as_ref().map_or(0, Vec::len)).to_string()
    }

    fn count(&self) -> usize {
        self.terms.len() + self.users.as_ref().map_or(0, |users| 1 + users.len())
    }

    fn has_second_rows(&self) -> bool {
        true
    }

    fn line(&self, catalogue: &Catalogue, at: usize, _width: u16) -> Line {
        match self.item(at) {
            Item::Term(at) => {
                let term = self.terms[at].term;
                Line::new([(catalogue.short(term), Role::Term)])
                    .below(&catalogue.plain_summary(term), Role::Dim)
            }
            Item::Users => {
                let nobody = self.users.as_ref().is_none_or(Vec::is_empty);
                let heading = if nobody { says::USED_NOWHERE } else { says::USED_IN };
                Line::new([(heading, Role::Section)])
            }
            Item::User(at) => Line::new([(catalogue.title(self.user(at)), Role::Link)]),
        }
    }

    fn choice(&self, at: usize) -> Option<Choice> {
        match self.item(at) {
            Item::Term(at) => Some(Choice::Entry(self.terms[at].term)),
            Item::Users => None,
            Item::User(at) => Some(Choice::Entry(self.user(at))),
        }
    }

    /// Says in which texts a term is used, and how often.
    fn detail(&self, _catalogue: &Catalogue, at: usize) -> Vec<Paragraph> {
        let Item::Term(at) = self.item(at) else { return Vec::new() };
        let same = self.terms[at].fields.chunk_by(|one, next| one == next);
        same.map(|same| (says::times(same.len(), &self.name_of(same[0])), Role::Dim).into())
            .collect()
    }

    fn awaits(&self) -> Option<Question> {
        self.missing.clone()
    }
}
