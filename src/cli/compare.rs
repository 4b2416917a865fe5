//! `folio compare`: what two entries share, and what only one of them has.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, packs};
use crate::document::Role;
use crate::graph::{Comparison, Shared};
use crate::knowledge::{Knowledge, Question};
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{Compared, ComparisonReport, Owner};

/// Print what two entries share, and what only one of them has
#[derive(Args, Debug)]
#[command(
    after_help = "A and B are ids, unique slugs, titles, aliases, Chinese names or readings: two words, or one \
        text with \"|\", \",\" or \"with\" between them.\n\nExamples:\n  \
        folio compare connectivity/hard connectivity/soft\n  \
        folio compare risk-control overseas-interests --json\n  \
        folio compare hard with soft"
)]
pub struct Compare {
    /// The two entries
    #[arg(required = true, value_name = "A B")]
    sides: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio compare A B --json
  { schema_version, left, right, terms: SHARED, linked: SHARED,
    claims: SHARED, places: SHARED }
  SHARED: { both, left, right }, each an array of ids
";

impl Run for Compare {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let pair = Names::new(&corpus).pair(&self.sides, "compare")?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Mentions);
        for entry in pair {
            known.learn(&corpus, &Question::Body(entry));
        }
        let report = ComparisonReport::new(&known, pair[0], pair[1]).expect("both were read");
        if self.json {
            output.json(ComparisonJson::new(catalogue, pair, report.comparison()));
        } else {
            print(output, catalogue, pair, &report);
        }
        Ok(Exit::Done)
    }
}

/// Prints the sections: `=` before what both have, `<` and `>` before what the first or the second has
/// alone.
fn print(
    output: &mut Output,
    catalogue: &Catalogue,
    pair: [EntryKey; 2],
    report: &ComparisonReport,
) {
    let [left, right] = pair.map(|entry| catalogue.title(entry));
    output.line(&[(&says::comparison(left, right), Role::Title)]);
    for item in report.sections() {
        match item {
            Compared::Heading(heading) => {
                output.line(&[]);
                output.line(&[(heading, Role::Section)]);
            }
            Compared::Thing(owner, thing) => {
                let mark = match owner {
                    Owner::Both => "= ",
                    Owner::Left => "< ",
                    Owner::Right => "> ",
                };
                let name = thing.name(catalogue);
                output.line(&[("  ", Role::Text), (mark, Role::Dim), (name, Role::Text)]);
            }
        }
    }
    if report.sections().is_empty() {
        output.line(&[]);
        output.line(&[(says::NOTHING_TO_COMPARE, Role::Text)]);
    }
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    left: &'a str,
    right: &'a str,
    terms: SharedJson<'a>,
    linked: SharedJson<'a>,
    claims: SharedJson<'a>,
    places: SharedJson<'a>,
}

/// What both have, and what one has alone, as ids.
#[derive(Serialize)]
struct SharedJson<'a> {
    both: Vec<&'a str>,
    left: Vec<&'a str>,
    right: Vec<&'a str>,
}

impl<'a> SharedJson<'a> {
    fn new<T: Copy>(all: &Shared<T>, id: impl Fn(T) -> &'a str) -> Self {
        let ids = |own: &[T]| own.iter().map(|&one| id(one)).collect();
        Self { both: ids(&all.both), left: ids(&all.left), right: ids(&all.right) }
    }
}

impl<'a> ComparisonJson<'a> {
    fn new(catalogue: &'a Catalogue, [left, right]: [EntryKey; 2], found: &Comparison) -> Self {
        Self {
            left: catalogue.id(left),
            right: catalogue.id(right),
            terms: SharedJson::new(&found.terms, |key| catalogue.id(key)),
            linked: SharedJson::new(&found.linked, |key| catalogue.id(key)),
            claims: SharedJson::new(&found.claims, |key| &*catalogue.claim(key).id),
            places: SharedJson::new(&found.places, |key| &*catalogue.place(key).id),
        }
    }
}
