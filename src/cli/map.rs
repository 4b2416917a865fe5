//! `folio map`: what lies one step from an entry, ranked and by theme, and how much lies two steps
//! away.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::knowledge::{Knowledge, Question};
use crate::messages::map as says;
use crate::model::Catalogue;
use crate::report::{Around, EntryAround, ThemeAround};

/// Print what lies around an entry by theme, the closest first
#[derive(Args, Debug)]
#[command(
    after_help = "The links of a neighbour are counted, and behind them the entries that lie one \
        step further.\n\nExamples:\n  folio map mechanism/connectivity\n  \
        folio map ppp --most 3\n  folio map ppp --json"
)]
pub struct Map {
    /// The entry, or several
    #[arg(required = true, value_name = "ID", add = completing::entries())]
    ids: Vec<String>,
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
  { schema_version, id, pack, neighbours,
    groups: [ { theme, pack, count,
                neighbours: [ { id, pack, title, links, beyond,
                                beyond_is_more } ] } ] }
  beyond counts the entries one step behind a neighbour; where the neighbour has
  very many links only the first are looked at, and beyond_is_more is true.
";

impl Run for Map {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let centres = Names::new(&corpus).entries(&self.ids)?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Mentions);
        let most = self.most.unwrap_or(usize::MAX);
        let all: Vec<Around> =
            centres.into_iter().map(|centre| Around::new(&known, centre, most)).collect();
        let catalogue = known.catalogue();
        output.of_each(
            &all,
            self.json,
            |around| MapJson::new(catalogue, around),
            |output, around| print(output, catalogue, around),
        );
        Ok(Exit::Done)
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, around: &Around) {
    output.line(&[
        (catalogue.title(around.centre), Role::Title),
        (&format!("  {}", says::neighbours(around.count)), Role::Dim),
    ]);
    for theme in &around.themes {
        output.line(&[]);
        output.line(&[(&catalogue.theme(theme.theme).title, Role::Section)]);
        for one in &theme.closest {
            let entry = one.neighbour.entry;
            output.line(&[
                ("  ", Role::Text),
                (catalogue.title(entry), Role::Link),
                (&format!(" [{}]", catalogue.unique_id(entry)), Role::Dim),
                (&format!("  {}", one.joined()), Role::Dim),
            ]);
        }
        if theme.left_out() > 0 {
            output.line(&[("  ", Role::Text), (&says::more(theme.left_out()), Role::Dim)]);
        }
    }
}

#[derive(Serialize)]
struct MapJson<'a> {
    id: &'a str,
    pack: &'a str,
    neighbours: usize,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    theme: &'a str,
    pack: &'a str,
    count: usize,
    neighbours: Vec<NeighbourJson<'a>>,
}

#[derive(Serialize)]
struct NeighbourJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    links: u32,
    beyond: usize,
    beyond_is_more: bool,
}

impl<'a> MapJson<'a> {
    fn new(catalogue: &'a Catalogue, around: &Around) -> Self {
        let neighbour = |one: &EntryAround| NeighbourJson {
            id: catalogue.id(one.neighbour.entry),
            pack: catalogue.pack_id_of(one.neighbour.entry),
            title: catalogue.title(one.neighbour.entry),
            links: one.neighbour.links,
            beyond: one.beyond.count,
            beyond_is_more: one.beyond.more,
        };
        let group = |theme: &ThemeAround| GroupJson {
            theme: &catalogue.theme(theme.theme).id,
            pack: &catalogue.pack(catalogue.theme(theme.theme).pack).id,
            count: theme.count,
            neighbours: theme.closest.iter().map(neighbour).collect(),
        };
        Self {
            id: catalogue.id(around.centre),
            pack: catalogue.pack_id_of(around.centre),
            neighbours: around.count,
            groups: around.themes.iter().map(group).collect(),
        }
    }
}
