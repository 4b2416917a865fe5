//! `folio show`: one entry, for a terminal, a pipe or a program.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::json::{Ground, Head, LinkJson, SourceJson};
use super::output::Output;
use super::{Exit, Failure, Run, names, packs};
use crate::document::{Document, Manuscript, Parts, Users, sources_of};
use crate::export;
use crate::knowledge::{Knowledge, Question};
use crate::model::{Body, Catalogue, EntryKey, Related, Statement};
use crate::report::LinkReport;

/// Print one entry
#[derive(Args, Debug)]
#[command(after_help = "ID is an id, a unique slug, a title or an alias.\n\nExamples:\n  \
        folio show mechanism/coordination\n  folio show ppp\n  folio show \"who pays\" --md")]
pub struct Show {
    /// The entry
    #[arg(required = true, value_name = "ID")]
    id: Vec<String>,
    /// Answer in JSON
    #[arg(long, conflicts_with = "md")]
    json: bool,
    /// Print the entry as Markdown
    #[arg(long)]
    md: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio show ID --json
  { schema_version,
    entry: { id, pack, theme, number, title, short,
             names: [ { language, text, reading, verified, source } ],
             aliases, tags, summary,
             statements: [ { id, heading, text, by, claims, places, sources,
                             certainty } ],
             body, sources: [ SOURCE ], links: [ LINK ],
             backlinks: [ LINK ] } }
  SOURCE: { id, title, author, publisher, language, date, checked, url, access }
  by is \"article\" or \"editor\"; certainty is null, \"sourced\", \"general\" or
  \"inferred\"; number, id, heading and all of a source but its id and title may
  be null. verified of a name is null if nothing is claimed of its wording; its
  source is the id of the one that has it, or null.
";

impl Run for Show {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let entry = names::entry(catalogue, &self.id.join(" "))?;
        let mut known = Knowledge::new(&corpus);
        known.learn(&corpus, &Question::Body(entry));
        known.learn(&corpus, &Question::Mentions);
        if self.md {
            output.text(&(export::MARKDOWN.write)(&known, entry));
            return Ok(Exit::Done);
        }
        let report = LinkReport::new(&known, entry);
        let links: Vec<Related> = report.links(catalogue).collect();
        let backlinks: Vec<Related> = report.backlinks(catalogue).collect();
        let body = corpus.body(entry);
        if self.json {
            let entry = EntryJson::new(catalogue, entry, &body, &links, &backlinks);
            output.json(ShowJson { entry });
            return Ok(Exit::Done);
        }
        let manuscript = Manuscript {
            catalogue,
            entry,
            body,
            terms: &|text, closed| known.recogniser().spans_outside(text, Some(entry), closed),
            users: Users::default(),
            links: links.into(),
            backlinks: backlinks.into(),
            parts: Parts::WHOLE,
        };
        let mut document = Document::new(&manuscript, output.width().unwrap_or(u16::MAX));
        for row in document.all_rows() {
            output.row(row);
        }
        Ok(Exit::Done)
    }
}

#[derive(Serialize)]
struct ShowJson<'a> {
    entry: EntryJson<'a>,
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
    aliases: &'a [Box<str>],
    tags: &'a [Box<str>],
    summary: &'a str,
    statements: Vec<StatementJson<'a>>,
    body: &'a str,
    sources: Vec<SourceJson<'a>>,
    links: Vec<LinkJson<'a>>,
    backlinks: Vec<LinkJson<'a>>,
}

#[derive(Serialize)]
struct NameJson<'a> {
    language: &'a str,
    text: &'a str,
    reading: &'a str,
    verified: Option<bool>,
    source: Option<&'a str>,
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
    fn new(
        catalogue: &'a Catalogue,
        key: EntryKey,
        body: &'a Body,
        links: &'a [Related],
        backlinks: &'a [Related],
    ) -> Self {
        let head = Head::new(catalogue, key);
        let names = catalogue.names(key).iter().map(|name| NameJson {
            language: &name.language,
            text: &name.text,
            reading: &name.reading,
            verified: name.verified,
            source: name.source.map(|source| &*catalogue.source(source).id),
        });
        let statements = body.statements.iter().map(|one| StatementJson::new(catalogue, one));
        Self {
            id: head.id,
            pack: head.pack,
            theme: head.theme,
            number: head.number,
            title: head.title,
            short: catalogue.short(key),
            names: names.collect(),
            aliases: catalogue.aliases(key),
            tags: catalogue.tags(key),
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
