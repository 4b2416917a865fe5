//! `folio path`: the shortest chains of links between two entries, each step with its reasons.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::LinkJson;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::cli as messages;
use crate::messages::explore as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{ChainStep, PathReport, Report, hop};

/// Print the shortest chain of links between two entries
#[derive(Args, Debug)]
#[command(
    after_help = "A and B are ids, unique slugs, titles, aliases, Chinese names or readings: two words, or one \
        text with \"|\", \",\" or \"to\" between them.\n\nExamples:\n  \
        folio path investment-financing anti-corruption\n  \
        folio path \"who pays\" \"Supply chain\" --json\n  \
        folio path who pays to supply chain"
)]
pub struct Path {
    /// Where the chain starts, and where it leads
    #[arg(required = true, value_name = "A B", add = completing::entries())]
    ends: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio path A B --json
  { schema_version, from, from_pack, to, to_pack, more,
    chains: [ [ { id, pack, title, links: [ LINK ] } ] ] }
  links joins each entry of a chain to the next one; more tells whether there
  are still more chains of this length.
";

impl Run for Path {
    fn wants_json(&self) -> bool {
        self.json
    }

    /// Prints the chains; fails, with how far chains reach from either end, if none joins the two.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let pair = Names::new(&corpus).pair(&self.ends, "path")?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Mentions);
        let report = PathReport::new(&known, pair[0], pair[1]);
        if report.chains().is_empty() {
            let [from, to] =
                [0, 1].map(|end| says::part_of(catalogue.title(pair[end]), report.reached()[end]));
            return Err(Failure::not_found(messages::apart(&from, &to)));
        }
        if self.json {
            output.json(PathJson::new(catalogue, pair, &report));
        } else {
            print(output, catalogue, &report);
        }
        Ok(Exit::Done)
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, report: &PathReport) {
    output.line(&[(&report.count_of(), Role::Dim)]);
    for chain in report.chains() {
        output.line(&[]);
        for ChainStep { entry, links } in chain {
            let id = format!(" [{}]", catalogue.unique_id(*entry));
            output.line(&[(catalogue.title(*entry), Role::Link), (&id, Role::Dim)]);
            for link in links {
                output.line(&[("  ", Role::Text), (&hop(catalogue, link), Role::Dim)]);
            }
        }
    }
}

#[derive(Serialize)]
struct PathJson<'a> {
    from: &'a str,
    from_pack: &'a str,
    to: &'a str,
    to_pack: &'a str,
    /// The chains, the best first.
    chains: Vec<Vec<StepJson<'a>>>,
    /// Whether there are more of this length.
    more: bool,
}

/// An entry of a chain, with what joins it to the next one.
#[derive(Serialize)]
struct StepJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    links: Vec<LinkJson<'a>>,
}

impl<'a> PathJson<'a> {
    fn new(catalogue: &'a Catalogue, [from, to]: [EntryKey; 2], report: &'a PathReport) -> Self {
        let step = |step: &'a ChainStep| StepJson {
            id: catalogue.id(step.entry),
            pack: catalogue.pack_id_of(step.entry),
            title: catalogue.title(step.entry),
            links: LinkJson::all(catalogue, &step.links),
        };
        let chains = report.chains().iter();
        Self {
            from: catalogue.id(from),
            from_pack: catalogue.pack_id_of(from),
            to: catalogue.id(to),
            to_pack: catalogue.pack_id_of(to),
            chains: chains.map(|chain| chain.iter().map(step).collect()).collect(),
            more: report.has_more(),
        }
    }
}
