//! `folio compare`: what two entries say, side by side, what they share, and what only one has.

use std::borrow::Cow;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::graph::Shared;
use crate::knowledge::{Knowledge, Question};
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{Compared, ComparedText, ComparisonReport};

/// Print two entries side by side: what both have, and what only one
#[derive(Args, Debug)]
#[command(
    after_help = "A and B are ids, unique slugs, titles, aliases, Chinese names or readings: two words, or one \
        text with \"|\", \",\" or \"with\" between them.\n\nExamples:\n  \
        folio compare connectivity/hard connectivity/soft\n  \
        folio compare risk-control mechanism/overseas-interests --json\n  \
        folio compare hard with soft"
)]
pub struct Compare {
    /// The two entries
    #[arg(required = true, value_name = "A B", add = completing::entries())]
    sides: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio compare A B --json
  { schema_version, left, left_pack, right, right_pack,
    statements: [ { left: SAID, right: SAID } ],
    terms: SHARED, linked: SHARED, claims: SHARED, places: SHARED }
  SAID: { heading, text, by }, null where only the other one says something
  SHARED: { both, left, right }, each an array of ids, with the pack before those
  that alone would not name an entry
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
        known.learn(&corpus, &Question::MentionsAround(pair.to_vec()));
        let report = ComparisonReport::learned(&mut known, &corpus, pair[0], pair[1]);
        if self.json {
            output.json(ComparisonJson::new(catalogue, pair, &report));
        } else {
            print(output, catalogue, pair, &report);
        }
        Ok(Exit::Done)
    }
}

/// What stands before what the first says or has, and the second.
const MARKS: [&str; 2] = ["< ", "> "];

/// Prints row by row: `=` before what both have, `<` and `>` before what the first or the second says or
/// has.
fn print(
    output: &mut Output,
    catalogue: &Catalogue,
    pair: [EntryKey; 2],
    report: &ComparisonReport,
) {
    let [left, right] = pair.map(|entry| catalogue.title(entry));
    output.line(&[(&says::comparison(left, right), Role::Title)]);
    for row in report.compared() {
        match row {
            Compared::Heading(heading) => {
                output.line(&[]);
                output.line(&[(heading, Role::Section)]);
            }
            Compared::Heads(heads) => {
                output.line(&[]);
                both_sides(output, heads.iter().map(|head| (!head.is_empty()).then_some(&**head)));
            }
            Compared::Texts(texts) => {
                for (mark, said) in MARKS.into_iter().zip(texts) {
                    if let Some(ComparedText { text, voice, .. }) = said {
                        marked(output, mark, text, voice);
                    }
                }
            }
            Compared::Both(thing) => marked(output, "= ", thing.name(catalogue), ""),
            Compared::Own(things) => {
                both_sides(output, things.iter().map(|it| it.map(|it| it.name(catalogue))));
            }
        }
    }
    let is_thing = |row: &Compared| matches!(row, Compared::Both(_) | Compared::Own(_));
    if !report.compared().iter().any(is_thing) {
        output.line(&[]);
        output.line(&[(says::NOTHING_TO_COMPARE, Role::Text)]);
    }
}

fn both_sides<'a>(output: &mut Output, sides: impl Iterator<Item = Option<&'a str>>) {
    for (mark, side) in MARKS.into_iter().zip(sides) {
        if let Some(text) = side {
            marked(output, mark, text, "");
        }
    }
}

/// Prints a text behind its mark, with who says it if that is known.
fn marked(output: &mut Output, mark: &str, text: &str, voice: &str) {
    let gap = if voice.is_empty() { "" } else { " " };
    let said = [(text, Role::Text), (gap, Role::Text), (voice, Role::Dim)];
    output.line(&[&[("  ", Role::Text), (mark, Role::Dim)], &said[..]].concat());
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    left: &'a str,
    left_pack: &'a str,
    right: &'a str,
    right_pack: &'a str,
    statements: Vec<SaidJson<'a>>,
    terms: SharedJson<'a>,
    linked: SharedJson<'a>,
    claims: SharedJson<'a>,
    places: SharedJson<'a>,
}

/// What the two say side by side.
#[derive(Serialize)]
struct SaidJson<'a> {
    left: Option<StatementJson<'a>>,
    right: Option<StatementJson<'a>>,
}

/// A statement of one of the two, under the heading of its section.
#[derive(Serialize)]
struct StatementJson<'a> {
    heading: Option<&'a str>,
    text: &'a str,
    by: &'a str,
}

/// What both have, and what one has alone, as ids.
#[derive(Serialize)]
struct SharedJson<'a> {
    both: Vec<Cow<'a, str>>,
    left: Vec<Cow<'a, str>>,
    right: Vec<Cow<'a, str>>,
}

impl<'a> SharedJson<'a> {
    fn new<T: Copy>(all: &Shared<T>, id: impl Fn(T) -> Cow<'a, str>) -> Self {
        let ids = |own: &[T]| own.iter().map(|&one| id(one)).collect();
        Self { both: ids(&all.both), left: ids(&all.left), right: ids(&all.right) }
    }
}

impl<'a> ComparisonJson<'a> {
    fn new(catalogue: &'a Catalogue, pair: [EntryKey; 2], report: &'a ComparisonReport) -> Self {
        let found = report.comparison();
        Self {
            left: catalogue.id(pair[0]),
            left_pack: catalogue.pack_id_of(pair[0]),
            right: catalogue.id(pair[1]),
            right_pack: catalogue.pack_id_of(pair[1]),
            statements: statements(report),
            terms: SharedJson::new(&found.terms, |key| catalogue.unique_id(key)),
            linked: SharedJson::new(&found.linked, |key| catalogue.unique_id(key)),
            claims: SharedJson::new(&found.claims, |key| catalogue.claim(key).id.into()),
            places: SharedJson::new(&found.places, |key| (&*catalogue.place(key).id).into()),
        }
    }
}

/// Returns the pairs of statements, each with the headings that they stand under.
fn statements(report: &ComparisonReport) -> Vec<SaidJson<'_>> {
    let mut heads = [""; 2];
    let mut said = Vec::new();
    for row in report.compared() {
        match row {
            Compared::Heads(own) => heads = [&own[0], &own[1]],
            Compared::Texts(texts) if texts.iter().flatten().any(|text| text.piece.is_some()) => {
                let [left, right] = [0, 1].map(|side: usize| {
                    let ComparedText { text, by, .. } = texts[side].as_ref()?;
                    Some(StatementJson { heading: super::json::given(heads[side]), text, by })
                });
                said.push(SaidJson { left, right });
            }
            _ => {}
        }
    }
    said
}
