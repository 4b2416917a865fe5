//! `folio links`: the links and backlinks of an entry, with their reasons.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::LinkJson;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::{Extent, Role};
use crate::graph::Named;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::cli as messages;
use crate::model::{Catalogue, EntryKey, Related, ThemeKey};
use crate::report::{LinkReport, ground_of};

/// Print the links and backlinks of an entry, with their reasons
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio links mechanism/connectivity\n  folio links ppp --json")]
pub struct Links {
    /// The entry, or several
    #[arg(required = true, value_name = "ID", add = completing::entries())]
    ids: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON, and what a link is in all answers.
pub const SHAPE: &str = "\
folio links ID --json
  { schema_version, id, pack, links: [ LINK ], themes, backlinks: [ LINK ],
    named_in: [ { id, pack, title, sentence } ] }
  themes has the ids of those that the text of the entry links to.
  named_in has the entries whose text names this one without a link to it.
  LINK: { to, pack, title, relation, label, reason, by, certainty, claims,
          sources }
  Links in a text have the relation `mentions` and as reason the sentence that
  holds them; by is null. In backlinks `to` is where the link starts;
  pack is its pack.
  label is how the relation reads from this entry: `is used in` for a term
  (the relation `defines`), `uses the term` for the entry.
";

impl Run for Links {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let entries = Names::new(&corpus).entries(&self.ids)?;
        let mut known = Knowledge::new(&corpus);
        let all: Vec<Lists> =
            entries.into_iter().map(|entry| Lists::new(&mut known, &corpus, entry)).collect();
        output.of_each(
            &all,
            self.json,
            |lists| lists.json(catalogue),
            |output, lists| lists.print(output, catalogue),
        );
        Ok(Exit::Done)
    }
}

struct Lists {
    entry: EntryKey,
    links: Vec<Related>,
    themes: Vec<ThemeKey>,
    backlinks: Vec<Related>,
    named: Vec<Named>,
}

impl Lists {
    fn new(known: &mut Knowledge, corpus: &Corpus, entry: EntryKey) -> Self {
        known.learn(corpus, &Question::MentionsAround(vec![entry]));
        known.learn(corpus, &Question::Named(entry));
        known.learn(corpus, &Question::Body(entry));
        let report = LinkReport::new(known, entry);
        let (links, backlinks) = (report.all_links().collect(), report.backlinks().collect());
        let (themes, named) = (report.themes().collect(), report.named().cloned().collect());
        Self { entry, links, themes, backlinks, named }
    }

    fn print(&self, output: &mut Output, catalogue: &Catalogue) {
        let title = catalogue.title(self.entry);
        output.line(&[(title, Role::Title)]);
        if self.links.is_empty() && self.themes.is_empty() && self.backlinks.is_empty() {
            output.line(&[(&messages::no_links(title), Role::Text)]);
        }
        for link in &self.links {
            print(output, catalogue, link);
        }
        for theme in &self.themes {
            let theme = catalogue.theme(*theme);
            output.line(&[
                ("  ", Role::Text),
                (messages::MENTIONS_THEME, Role::Dim),
                (&theme.title, Role::Link),
                (&format!(" [theme:{}]", theme.id), Role::Dim),
            ]);
        }
        if !self.backlinks.is_empty() {
            output.line(&[]);
            output.line(&[(messages::LINKED_FROM, Role::Section)]);
        }
        for link in &self.backlinks {
            print(output, catalogue, link);
        }
        if !self.named.is_empty() {
            output.line(&[]);
            output.line(&[(messages::NAMED_IN, Role::Section)]);
        }
        for one in &self.named {
            output.line(&[
                ("  ", Role::Text),
                (catalogue.title(one.entry), Role::Link),
                (&format!(" [{}]", catalogue.unique_id(one.entry)), Role::Dim),
                (&format!(": {}", one.sentence), Role::Text),
            ]);
        }
    }

    fn json<'a>(&'a self, catalogue: &'a Catalogue) -> LinksJson<'a> {
        let named = self.named.iter().map(|one| NamedJson {
            id: catalogue.id(one.entry),
            pack: catalogue.pack_id_of(one.entry),
            title: catalogue.title(one.entry),
            sentence: &one.sentence,
        });
        LinksJson {
            id: catalogue.id(self.entry),
            pack: catalogue.pack_id_of(self.entry),
            links: LinkJson::all(catalogue, &self.links),
            themes: self.themes.iter().map(|theme| &*catalogue.theme(*theme).id).collect(),
            backlinks: LinkJson::all(catalogue, &self.backlinks),
            named_in: named.collect(),
        }
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, link: &Related) {
    let reason = if link.reason.is_empty() { String::new() } else { format!(": {}", link.reason) };
    let ground = ground_of(catalogue, link, Extent::Sources);
    let ground = if ground.is_empty() { ground } else { format!(" ({ground})") };
    output.line(&[
        ("  ", Role::Text),
        (catalogue.label(link), Role::Dim),
        (" ", Role::Text),
        (catalogue.title(link.entry), Role::Link),
        (&format!(" [{}]", catalogue.unique_id(link.entry)), Role::Dim),
        (&reason, Role::Text),
        (&ground, Role::Dim),
    ]);
}

#[derive(Serialize)]
struct LinksJson<'a> {
    id: &'a str,
    pack: &'a str,
    /// Links that leave the entry, those in its text last; `to` is where they lead.
    links: Vec<LinkJson<'a>>,
    /// The themes that its text links to.
    themes: Vec<&'a str>,
    /// Links that lead to it; `to` is where they start.
    backlinks: Vec<LinkJson<'a>>,
    /// The entries whose text names it without a link to it.
    named_in: Vec<NamedJson<'a>>,
}

#[derive(Serialize)]
struct NamedJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    sentence: &'a str,
}
