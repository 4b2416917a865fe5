//! `folio show`: one entry or theme, for a terminal, a pipe or a program.

pub mod theme;

use std::sync::Arc;

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::{Ground, Head, LinkJson, NameJson, SourceJson};
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::{Document, Manuscript, Parts, Users, sources_of};
use crate::export;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::model::{Body, Catalogue, EntryKey, Related, Statement};
use crate::report::LinkReport;

/// Print one entry, or the page of a theme
#[derive(Args, Debug)]
#[command(
    after_help = "ID is an id, a unique slug, or whatever a search calls exact: a title, an alias, a \
        number such as \"mechanism 5\", a Chinese name, how it is read. All words together are one name \
        if there is such a name, else each word is one. `theme:NAME` is a theme.\n\nExamples:\n  \
        folio show mechanism/coordination\n  folio show ppp\n  folio show \"who pays\" --md\n  folio show ppp aiib\n  \
        folio show theme:mechanism"
)]
pub struct Show {
    /// The entry, or several, or a theme
    #[arg(required = true, value_name = "ID", add = completing::entries_and_themes())]
    ids: Vec<String>,
    /// Answer in JSON
    #[arg(long, conflicts_with = "md")]
    json: bool,
    /// Print it as Markdown
    #[arg(long)]
    md: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio show ID --json
  { schema_version, entry: ENTRY }
  ENTRY: { id, pack, theme, number, title, short,
           names: [ { language, text, reading, verified, source } ],
           aliases, tags, kind, standing, stale_after, is_stale, record,
           summary,
           statements: [ { id, heading, text, by, claims, places, sources,
                           certainty } ],
           body, sources: [ SOURCE ], links: [ LINK ],
           backlinks: [ LINK ] }
  SOURCE: { id, title, author, publisher, language, date, checked, url, access,
            usage }
  by is \"article\" or \"editor\"; certainty is null, \"sourced\", \"general\" or
  \"inferred\"; number, id, heading and all of a source but its id and title may
  be null, and so may kind, stale_after and record. verified of a name is null
  if nothing is claimed of its wording; its source is the id of the one that
  has it, or null.
";

impl Run for Show {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let mut known = Knowledge::new(&corpus);
        if let Some(themes) = theme::asked_for(&known, &self.ids.join(" ")) {
            let themes = themes?;
            let print = match (self.json, self.md) {
                (true, _) => theme::print_json,
                (_, true) => theme::print_markdown,
                _ => theme::print,
            };
            print(&known, &themes, output);
            return Ok(Exit::Done);
        }
        let entries = Names::new(&corpus).entries(&self.ids)?;
        let pages: Vec<Shown> =
            entries.into_iter().map(|entry| Shown::new(&mut known, &corpus, entry)).collect();
        if self.json {
            let mut all: Vec<EntryJson> =
                pages.iter().map(|page| EntryJson::new(catalogue, page)).collect();
            output.json(match all.len() {
                1 => ShowJson::One { entry: Box::new(all.remove(0)) },
                _ => ShowJson::Several { entries: all },
            });
            return Ok(Exit::Done);
        }
        output.each(pages, |output, page| {
            if self.md {
                known.learn(&corpus, &Question::Body(page.entry));
                known.learn(&corpus, &Question::MentionsAround(vec![page.entry]));
                output.text_as_written(&(export::MARKDOWN.write)(&known, page.entry));
            } else {
                page.print(output, &known);
            }
        });
        Ok(Exit::Done)
    }
}

/// Prints an entry.
pub fn print(corpus: &Corpus, entry: EntryKey, output: &mut Output) {
    let mut known = Knowledge::new(corpus);
    Shown::new(&mut known, corpus, entry).print(output, &known);
}

/// An entry with all that is shown of it.
struct Shown {
    entry: EntryKey,
    body: Arc<Body>,
    links: Vec<Related>,
    backlinks: Vec<Related>,
}

impl Shown {
    fn new(known: &mut Knowledge, corpus: &Corpus, entry: EntryKey) -> Self {
        known.learn(corpus, &Question::Body(entry));
        known.learn(corpus, &Question::MentionsAround(vec![entry]));
        let report = LinkReport::new(known, entry);
        let (links, backlinks) = (report.all_links().collect(), report.backlinks().collect());
        Self { entry, body: corpus.body(entry), links, backlinks }
    }

    fn print(self, output: &mut Output, known: &Knowledge) {
        let Self { entry, body, mut links, backlinks } = self;
        // The links in the text are in the text.
        links.retain(|link| link.relation != Catalogue::MENTIONS);
        let manuscript = Manuscript {
            catalogue: known.catalogue(),
            entry,
            body,
            terms: &|text, closed| known.recogniser().spans_outside(text, Some(entry), closed),
            users: Users::default(),
            links: links.into(),
            backlinks: backlinks.into(),
            parts: Parts::WHOLE,
        };
        let mut document = Document::new(&manuscript, output.width().unwrap_or(u16::MAX));
        if !output.is_terminal() {
            document = document.with_code_as_written();
        }
        for row in document.all_rows() {
            output.row(row);
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum ShowJson<'a> {
    One { entry: Box<EntryJson<'a>> },
    Several { entries: Vec<EntryJson<'a>> },
}

#[derive(Serialize)]
struct EntryJson<'a> {
    id: &'a str,
    pack: &'a str,
    theme: &'a str,
    number: Option<u32>,
    title: &'a str,
    short: &'a str,
    names: Vec<NameJson<'a>>,
    aliases: Vec<&'a str>,
    tags: Vec<&'a str>,
    kind: Option<&'a str>,
    standing: Vec<&'a str>,
    stale_after: Option<String>,
    is_stale: bool,
    record: Option<&'a str>,
    summary: &'a str,
    statements: Vec<StatementJson<'a>>,
    body: &'a str,
    sources: Vec<SourceJson<'a>>,
    links: Vec<LinkJson<'a>>,
    backlinks: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
struct StatementJson<'a> {
    id: Option<&'a str>,
    heading: Option<&'a str>,
    text: &'a str,
    by: &'static str,
    claims: Vec<&'a str>,
    places: Vec<&'a str>,
    sources: Vec<&'a str>,
    certainty: Option<&'static str>,
}

impl<'a> EntryJson<'a> {
    fn new(catalogue: &'a Catalogue, page: &'a Shown) -> Self {
        let Shown { entry: key, body, links, backlinks } = page;
        let key = *key;
        let head = Head::new(catalogue, key);
        let statements = body.statements.iter().map(|one| StatementJson::new(catalogue, one));
        Self {
            id: head.id,
            pack: head.pack,
            theme: head.theme,
            number: head.number,
            title: head.title,
            short: catalogue.short(key),
            names: NameJson::all(catalogue, key),
            aliases: catalogue.aliases(key).collect(),
            tags: catalogue.tags(key).collect(),
            kind: super::json::given(catalogue.kind(key)),
            standing: catalogue.standing(key).collect(),
            stale_after: catalogue.stale_after(key).map(|day| day.to_string()),
            is_stale: catalogue.is_stale(key),
            record: super::json::given(catalogue.record(key)),
            summary: head.summary,
            statements: statements.collect(),
            body: &body.markdown,
            sources: sources_of(catalogue, key, body)
                .into_iter()
                .map(|source| SourceJson::new(catalogue, source))
                .collect(),
            links: LinkJson::all(catalogue, links),
            backlinks: LinkJson::all(catalogue, backlinks),
        }
    }
}

impl<'a> StatementJson<'a> {
    fn new(catalogue: &'a Catalogue, statement: &'a Statement) -> Self {
        let ground = Ground::new(catalogue, Some(&statement.provenance));
        Self {
            id: super::json::given(&statement.id),
            heading: super::json::given(&statement.heading),
            text: &statement.text,
            by: statement.provenance.by().word(),
            claims: ground.claims,
            places: ground.places,
            sources: ground.sources,
            certainty: ground.certainty,
        }
    }
}
