//! `folio terms`: the glossary terms that an entry uses, and where a term is used.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::Named;
use super::output::Output;
use super::{Exit, Failure, Run, names, packs};
use crate::document::Role;
use crate::knowledge::{Answer, Corpus, Question};
use crate::messages::terms as says;
use crate::model::{Body, Catalogue, EntryKey};
use crate::terms::{Field, TermUse};

/// Print the glossary terms that an entry uses, with where they stand
#[derive(Args, Debug)]
#[command(
    after_help = "Terms are recognised by title and forms, never by alias, and never in links, \
        code or headings. Ranges are bytes of the text as it is written in the pack. Of a term \
        also the entries that use it are named.\n\nExamples:\n  \
        folio terms mechanism/investment-financing\n  folio terms ppp --json"
)]
pub struct Terms {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    id: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio terms ID --json
  { schema_version, id, terms: [ { id, title, count } ],
    spans: [ { field, statement, start, end, text, term, first } ],
    used_in: [ { id, title } ] }
  field is \"summary\", \"statement\" or \"body\"; start and end are bytes of that
  text as `folio show --json` gives it. first is true for the first mention in a
  section. used_in is empty unless the entry is a term.
";

impl Run for Terms {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let key = names::entry(catalogue, &self.id.join(" "))?;
        let body = corpus.body(key);
        let uses = corpus.recogniser().in_entry(catalogue, key, &body);
        let users = users(&corpus, key);
        let entry = Used { catalogue, key, body: &body, uses: &uses };
        if self.json {
            output.json(entry.json(users.as_deref().unwrap_or_default()));
        } else {
            entry.print(output, users.as_deref());
        }
        Ok(Exit::Done)
    }
}

/// Returns the entries that use a term; nothing of what is no term.
fn users(corpus: &Corpus, term: EntryKey) -> Option<Vec<EntryKey>> {
    if !corpus.catalogue().is_recognised(term) {
        return None;
    }
    match corpus.answer(&Question::Occurrences) {
        Answer::Occurrences(occurrences) => Some(occurrences.of(term).collect()),
        _ => None,
    }
}

/// An entry and the terms that it uses.
struct Used<'a> {
    catalogue: &'a Catalogue,
    key: EntryKey,
    body: &'a Body,
    uses: &'a [TermUse],
}

impl<'a> Used<'a> {
    /// Returns the text in which a term is used.
    fn text(&self, field: Field) -> &'a str {
        match field {
            Field::Summary => self.catalogue.summary(self.key),
            Field::Statement(index) => &self.body.statements[index as usize].text,
            Field::Body => &self.body.markdown,
        }
    }

    fn print(&self, output: &mut Output, users: Option<&[EntryKey]>) {
        let title = self.catalogue.title(self.key);
        let id = format!(" [{}]", self.catalogue.id(self.key));
        output.line(&[(title, Role::Title), (&id, Role::Dim)]);
        if self.uses.is_empty() {
            output.line(&[(&says::none(title), Role::Text)]);
        }
        let mut last = None;
        for one in self.uses {
            if last.replace(one.field) != Some(one.field) {
                let field = one.field.name(self.body);
                output.line(&[("  ", Role::Text), (&field, Role::Section)]);
            }
            let range = one.span.range.clone();
            let place = format!("    {:>5}..{:<5} ", range.start, range.end);
            output.line(&[
                (&place, Role::Dim),
                (&self.text(one.field)[range], Role::Term),
                (&format!(" [{}]", self.catalogue.id(one.span.entry)), Role::Dim),
                (if one.first { says::FIRST } else { "" }, Role::Text),
            ]);
        }
        match users {
            None => {}
            Some([]) => output.line(&[(says::USED_NOWHERE, Role::Section)]),
            Some(users) => {
                output.line(&[(says::USED_IN, Role::Section)]);
                for &user in users {
                    output.line(&[
                        ("  ", Role::Text),
                        (self.catalogue.title(user), Role::Link),
                        (&format!(" [{}]", self.catalogue.id(user)), Role::Dim),
                    ]);
                }
            }
        }
    }

    fn json(&self, users: &[EntryKey]) -> TermsJson<'a> {
        let catalogue = self.catalogue;
        let mut terms: Vec<(EntryKey, usize)> = Vec::new();
        for one in self.uses {
            match terms.iter_mut().find(|(term, _)| *term == one.span.entry) {
                Some((_, count)) => *count += 1,
                None => terms.push((one.span.entry, 1)),
            }
        }
        let term = |(term, count)| TermJson {
            id: catalogue.id(term),
            title: catalogue.title(term),
            count,
        };
        TermsJson {
            id: catalogue.id(self.key),
            terms: terms.into_iter().map(term).collect(),
            spans: self.uses.iter().map(|one| self.span(one)).collect(),
            used_in: users.iter().map(|&user| Named::new(catalogue, user)).collect(),
        }
    }

    fn span(&self, one: &TermUse) -> SpanJson<'a> {
        let (field, statement) = match one.field {
            Field::Summary => ("summary", None),
            Field::Statement(index) => ("statement", Some(index)),
            Field::Body => ("body", None),
        };
        let range = one.span.range.clone();
        SpanJson {
            field,
            statement,
            start: range.start,
            end: range.end,
            text: &self.text(one.field)[range],
            term: self.catalogue.id(one.span.entry),
            first: one.first,
        }
    }
}

#[derive(Serialize)]
struct TermsJson<'a> {
    id: &'a str,
    /// The terms that the text uses, in the order of their first use.
    terms: Vec<TermJson<'a>>,
    /// Every use, in reading order.
    spans: Vec<SpanJson<'a>>,
    /// The entries that use this one, if it is a term.
    used_in: Vec<Named<'a>>,
}

#[derive(Serialize)]
struct TermJson<'a> {
    id: &'a str,
    title: &'a str,
    count: usize,
}

/// One use of a term.
#[derive(Serialize)]
struct SpanJson<'a> {
    field: &'static str,
    /// The statement, from 0.
    statement: Option<u32>,
    /// The first byte of the field's text.
    start: usize,
    /// The byte after the last one.
    end: usize,
    text: &'a str,
    term: &'a str,
    /// Whether it is the first mention in its section, which the reader sees marked.
    first: bool,
}
