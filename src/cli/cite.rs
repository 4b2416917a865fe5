//! `folio cite`: what an entry rests on, to be quoted elsewhere.

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::args::Global;
use super::json::SourceJson;
use super::names::Names;
use super::output::Output;
use super::{Exit, Failure, Run, completing, packs};
use crate::knowledge::Corpus;
use crate::model::{Catalogue, EntryKey};
use crate::report::{Citation, CitationFormat, Cited};

/// Print what an entry rests on, to be quoted: claims and sources
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio cite mechanism/connectivity\n  \
                        folio cite ppp --format markdown\n  \
                        folio cite ppp aiib --format bibtex >> sources.bib")]
pub struct Cite {
    /// The entry, or several
    #[arg(required = true, value_name = "ID", add = completing::entries())]
    ids: Vec<String>,
    /// How it is written
    #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "json")]
    format: Format,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Lines of plain text
    Text,
    /// Markdown
    Markdown,
    /// A record for each source of which enough is known
    Bibtex,
}

impl From<Format> for CitationFormat {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::Text,
            Format::Markdown => Self::Markdown,
            Format::Bibtex => Self::Bibtex,
        }
    }
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio cite ID --json
  { schema_version, id, title, pack,
    claims: [ { id, text, place, label } ], sources: [ SOURCE ],
    text, markdown, bibtex }
  text, markdown and bibtex are the citation in each format; bibtex is null if
  too little is known of every source. place is the id of where the source says
  it, label what a reader sees of it.
";

impl Run for Cite {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let catalogue = corpus.catalogue();
        let entries = Names::new(&corpus).entries(&self.ids)?;
        let all: Vec<Quoted> =
            entries.into_iter().map(|entry| Quoted::new(&corpus, entry)).collect();
        let format = CitationFormat::from(self.format);
        if self.json || format != CitationFormat::Bibtex {
            output.of_each(
                &all,
                self.json,
                |one| one.json(catalogue),
                |output, one| {
                    let written = one.citation.written(catalogue, format);
                    let written = written.expect("every citation can be words");
                    output.text(&(written + "\n"));
                },
            );
            return Ok(Exit::Done);
        }
        let all = all.iter().map(|one| &one.citation);
        let records = Citation::bibtex_of(catalogue, all).map_err(Failure::not_found)?;
        output.text(&(records + "\n"));
        Ok(Exit::Done)
    }
}

/// An entry with its citation.
struct Quoted {
    entry: EntryKey,
    citation: Citation,
}

impl Quoted {
    fn new(corpus: &Corpus, entry: EntryKey) -> Self {
        let body = corpus.body(entry);
        Self { entry, citation: Citation::new(corpus.catalogue(), Cited::Entry(entry), &body) }
    }

    fn json<'a>(&self, catalogue: &'a Catalogue) -> CiteJson<'a> {
        let Self { entry, citation } = self;
        let written = |format| citation.written(catalogue, format).ok();
        let claims = citation.claims().iter().map(|&claim| {
            let claim = catalogue.claim(claim);
            let place = catalogue.place(claim.place);
            ClaimJson { id: claim.id, text: claim.text, place: &place.id, label: &place.label }
        });
        let sources = citation.sources().iter();
        CiteJson {
            id: catalogue.id(*entry),
            title: catalogue.title(*entry),
            pack: catalogue.pack_id_of(*entry),
            claims: claims.collect(),
            sources: sources.map(|&source| SourceJson::new(catalogue, source)).collect(),
            text: written(CitationFormat::Text),
            markdown: written(CitationFormat::Markdown),
            bibtex: written(CitationFormat::Bibtex),
        }
    }
}

#[derive(Serialize)]
struct CiteJson<'a> {
    id: &'a str,
    title: &'a str,
    pack: &'a str,
    claims: Vec<ClaimJson<'a>>,
    sources: Vec<SourceJson<'a>>,
    text: Option<String>,
    markdown: Option<String>,
    bibtex: Option<String>,
}

#[derive(Serialize)]
struct ClaimJson<'a> {
    id: &'a str,
    text: &'a str,
    place: &'a str,
    label: &'a str,
}
