//! `folio near`: the entries that are near to one in meaning, with the words that say so.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::{Output, complain};
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::meaning;
use crate::messages::near as messages;
use crate::messages::search::class_and_near_words;
use crate::model::Catalogue;
use crate::search::{Class, NearWords, Neighbour, neighbours};

/// List the entries that are near to one in meaning, linked or not
#[derive(Args, Debug)]
#[command(
    override_usage = "folio near [OPTIONS] <ID>",
    after_help = "Examples:\n  folio near anti-corruption\n  folio near 5g --limit 3 --json"
)]
pub struct Near {
    /// The entry; several words are one name
    #[arg(required = true, value_name = "ID", add = completing::entries())]
    id: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
    /// How many at most
    #[arg(long, value_name = "N", default_value_t = 8)]
    limit: usize,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio near ID --json
  { schema_version, id, pack, near: [ { id, pack, title, score, words } ] }
  The nearest entry is first; score is at most 1000. words is the pair that
  carries most of it, the word of the entry that was asked for first; or null.
";

impl Run for Near {
    fn wants_json(&self) -> bool {
        self.json
    }

    /// Prints the neighbours; fails if the entry has none, or if this build knows no meanings.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let entry = Names::new(&corpus).entry(&self.id.join(" "))?;
        if !meaning::is_built_in() {
            return Err(Failure::not_found(messages::NO_MEANINGS.to_owned()));
        }
        let found = neighbours(corpus.library(), corpus.meanings(), entry, self.limit, &|| true)
            .expect("the answer is wanted to the end");
        if self.json {
            let near = found.iter().map(|one| NeighbourJson::new(catalogue, one)).collect();
            output.json(NearJson {
                id: catalogue.id(entry),
                pack: catalogue.pack_id_of(entry),
                near,
            });
        } else if found.is_empty() {
            complain(&messages::none(catalogue.title(entry)));
        } else {
            for one in &found {
                print(output, catalogue, one);
            }
        }
        Ok(if found.is_empty() { Exit::NotFound } else { Exit::Done })
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, one: &Neighbour) {
    let why = one.words.as_ref().map(|NearWords { asked, found }| {
        format!("  {}", class_and_near_words(Class::Meaning.word(), asked, found))
    });
    output.line(&[
        (catalogue.title(one.entry), Role::Link),
        (&format!(" [{}]", catalogue.unique_id(one.entry)), Role::Dim),
        (&why.unwrap_or_default(), Role::Dim),
    ]);
}

#[derive(Serialize)]
struct NearJson<'a> {
    id: &'a str,
    pack: &'a str,
    /// The nearest first.
    near: Vec<NeighbourJson<'a>>,
}

#[derive(Serialize)]
struct NeighbourJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    /// How near it is, at most 1000.
    score: i64,
    /// The pair of words that carries most of it.
    words: Option<[&'a str; 2]>,
}

impl<'a> NeighbourJson<'a> {
    fn new(catalogue: &'a Catalogue, one: &'a Neighbour) -> Self {
        Self {
            id: catalogue.id(one.entry),
            pack: catalogue.pack_id_of(one.entry),
            title: catalogue.title(one.entry),
            score: one.score,
            words: one.words.as_ref().map(|NearWords { asked, found }| [&**asked, &**found]),
        }
    }
}
