//! `folio map`: what lies one step from an entry, ranked and by theme, and how much lies two steps
//! away.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Run, names, packs};
use crate::document::Role;
use crate::graph::{Neighbour, Neighbourhood, Web};
use crate::knowledge::{Knowledge, Question};
use crate::messages::map as says;
use crate::model::EntryKey;

/// Print what lies around an entry: its neighbours by theme, the closest first
#[derive(Args, Debug)]
#[command(
    after_help = "The links of a neighbour are counted, and behind them the entries that lie one \
        step further.\n\nExamples:\n  folio map mechanism/connectivity\n  \
        folio map ppp --most 3\n  folio map ppp --json"
)]
pub struct Map {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    id: Vec<String>,
    /// How many neighbours of each theme at most
    #[arg(long, value_name = "N")]
    most: Option<usize>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio map ID --json
  { schema_version, id, neighbours,
    groups: [ { theme, count,
                neighbours: [ { id, title, links, beyond, beyond_is_more } ] } ] }
  beyond counts the entries one step behind a neighbour; where the neighbour has
  very many links only the first are looked at, and beyond_is_more is true.
";

impl Run for Map {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let centre = names::entry(corpus.catalogue(), &self.id.join(" "))?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Mentions);
        let web = known.web();
        let around = web.neighbourhood(centre, self.most.unwrap_or(usize::MAX));
        if self.json {
            output.json(MapJson::new(web, centre, &around));
        } else {
            print(output, web, centre, &around);
        }
        Ok(Exit::Done)
    }
}

fn print(output: &mut Output, web: Web<'_>, centre: EntryKey, around: &Neighbourhood) {
    let catalogue = web.catalogue;
    output.line(&[
        (catalogue.title(centre), Role::Title),
        (&format!("  {}", says::neighbours(around.count())), Role::Dim),
    ]);
    for group in &around.groups {
        output.line(&[]);
        output.line(&[(&catalogue.theme(group.theme).title, Role::Section)]);
        for neighbour in &group.best {
            let beyond = around.beyond(web, neighbour.entry);
            let joined = says::joined(neighbour.links as usize, beyond.count, beyond.more);
            output.line(&[
                ("  ", Role::Text),
                (catalogue.title(neighbour.entry), Role::Link),
                (&format!(" [{}]", catalogue.id(neighbour.entry)), Role::Dim),
                (&format!("  {joined}"), Role::Dim),
            ]);
        }
        if group.count > group.best.len() {
            let more = says::more(group.count - group.best.len());
            output.line(&[("  ", Role::Text), (&more, Role::Dim)]);
        }
    }
}

#[derive(Serialize)]
struct MapJson<'a> {
    id: &'a str,
    neighbours: usize,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    theme: &'a str,
    count: usize,
    neighbours: Vec<NeighbourJson<'a>>,
}

#[derive(Serialize)]
struct NeighbourJson<'a> {
    id: &'a str,
    title: &'a str,
    links: u32,
    beyond: usize,
    beyond_is_more: bool,
}

impl<'a> MapJson<'a> {
    fn new(web: Web<'a>, centre: EntryKey, around: &Neighbourhood) -> Self {
        let catalogue = web.catalogue;
        let neighbour = |one: &Neighbour| {
            let beyond = around.beyond(web, one.entry);
            NeighbourJson {
                id: catalogue.id(one.entry),
                title: catalogue.title(one.entry),
                links: one.links,
                beyond: beyond.count,
                beyond_is_more: beyond.more,
            }
        };
        let groups = around.groups.iter().map(|group| GroupJson {
            theme: &catalogue.theme(group.theme).id,
            count: group.count,
            neighbours: group.best.iter().map(neighbour).collect(),
        });
        Self { id: catalogue.id(centre), neighbours: around.count(), groups: groups.collect() }
    }
}
