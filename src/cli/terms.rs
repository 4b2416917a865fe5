//! `folio terms`: the glossary terms that an entry uses, and where a term is used; or those in any text.

pub mod text;

use std::ops::Range;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::Named;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::knowledge::Knowledge;
use crate::messages::terms as says;
use crate::model::Catalogue;
use crate::report::{TermReport, UsedTerm};
use crate::terms::{Field, TermUse};

/// Print the glossary terms that an entry or any other text uses
#[derive(Args, Debug)]
#[command(
    after_help = "Terms are recognised by title and forms, never by alias, and never in links, \
        code or headings. Ranges are bytes of the text as it is written in the pack. Of a term \
        also the entries that use it are named.\n\nWith - in place of an entry a text is read from \
        standard input, and its glossary is printed in the order of first use: terms with their names \
        in other languages, by which (and by abbreviations) they are recognised there as well, and \
        what they mean.\n\nExamples:\n  \
        folio terms mechanism/investment-financing\n  folio terms ppp --json\n  folio terms - < page.txt"
)]
pub struct Terms {
    /// The entry, or several; - for a text from standard input
    #[arg(required = true, value_name = "ID", add = completing::entries())]
    ids: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio terms ID --json
  { schema_version, id, pack, terms: [ { id, pack, title, count } ],
    spans: [ { field, statement, start, end, text, term, pack, first } ],
    used_in: [ { id, pack, title } ] }
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
        if self.ids == ["-"] {
            return Ok(text::answer(&corpus, &text::read(std::io::stdin())?, self.json, output));
        }
        let catalogue = corpus.catalogue();
        let entries = Names::new(&corpus).entries(&self.ids)?;
        let mut known = Knowledge::new(&corpus);
        let all: Vec<TermReport> = entries
            .into_iter()
            .map(|entry| TermReport::learned(&mut known, &corpus, entry))
            .collect();
        output.of_each(
            &all,
            self.json,
            |report| TermsJson::new(catalogue, report),
            |output, report| print(output, catalogue, report),
        );
        Ok(Exit::Done)
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, report: &TermReport) {
    let title = catalogue.title(report.entry());
    let id = |entry| format!(" [{}]", catalogue.unique_id(entry));
    output.line(&[(title, Role::Title), (&id(report.entry()), Role::Dim)]);
    if report.uses().is_empty() {
        output.line(&[(&says::none(title), Role::Text)]);
    }
    for of_field in report.uses().chunk_by(|one, next| one.field == next.field) {
        let field = report.name_of(of_field[0].field);
        output.line(&[("  ", Role::Text), (&field, Role::Section)]);
        for one in of_field {
            let Range { start, end } = one.span.range;
            output.line(&[
                (&format!("    {start:>5}..{end:<5} "), Role::Dim),
                (report.words(catalogue, one), Role::Term),
                (&id(one.span.entry), Role::Dim),
                (if one.first { says::FIRST } else { "" }, Role::Text),
            ]);
        }
    }
    let Some(users) = report.users() else { return };
    let heading = if users.is_empty() { says::USED_NOWHERE } else { says::USED_IN };
    output.line(&[(heading, Role::Section)]);
    for &user in users {
        output.line(&[
            ("  ", Role::Text),
            (catalogue.title(user), Role::Link),
            (&id(user), Role::Dim),
        ]);
    }
}

#[derive(Serialize)]
struct TermsJson<'a> {
    id: &'a str,
    pack: &'a str,
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
    pack: &'a str,
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
    /// The pack of the term.
    pack: &'a str,
    /// Whether it is the first mention in its section, which the reader sees marked.
    first: bool,
}

impl<'a> TermsJson<'a> {
    fn new(catalogue: &'a Catalogue, report: &'a TermReport) -> Self {
        let term = |one: &UsedTerm| TermJson {
            id: catalogue.id(one.term),
            pack: catalogue.pack_id_of(one.term),
            title: catalogue.title(one.term),
            count: one.fields.len(),
        };
        let users = report.users().unwrap_or_default();
        Self {
            id: catalogue.id(report.entry()),
            pack: catalogue.pack_id_of(report.entry()),
            terms: report.terms().iter().map(term).collect(),
            spans: report.uses().iter().map(|one| SpanJson::new(catalogue, report, one)).collect(),
            used_in: users.iter().map(|&user| Named::new(catalogue, user)).collect(),
        }
    }
}

impl<'a> SpanJson<'a> {
    fn new(catalogue: &'a Catalogue, report: &'a TermReport, one: &TermUse) -> Self {
        let (field, statement) = match one.field {
            Field::Summary => ("summary", None),
            Field::Statement(index) => ("statement", Some(index)),
            Field::Body => ("body", None),
        };
        Self {
            field,
            statement,
            start: one.span.range.start,
            end: one.span.range.end,
            text: report.words(catalogue, one),
            term: catalogue.id(one.span.entry),
            pack: catalogue.pack_id_of(one.span.entry),
            first: one.first,
        }
    }
}
