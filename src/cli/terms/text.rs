//! `folio terms -`: the glossary of a text from standard input. Refuses to know: how terms are recognised.

use std::io::Read;

use serde::Serialize;

use crate::cli::json::NameJson;
use crate::cli::output::{Output, complain};
use crate::cli::{Exit, Failure};
use crate::document::Role;
use crate::knowledge::Corpus;
use crate::messages::system::why;
use crate::messages::{cli as messages, terms as says};
use crate::model::Catalogue;
use crate::report::{TextTerm, text_terms};

/// The largest text that is read, in bytes: a long book.
const LARGEST: usize = 16 << 20;

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio terms - --json
  { schema_version,
    terms: [ { id, pack, title,
               names: [ { language, text, reading, verified, source } ],
               definition, count, text, line } ] }
  The terms of the text on standard input, in the order of first use: text is how
  it is written there, line where, from 1; count is how often it is used.
";

/// Reads a text; fails if it is too long, no UTF-8 or not to be had.
pub fn read(input: impl Read) -> Result<String, Failure> {
    let mut bytes = Vec::new();
    let most = LARGEST as u64 + 1;
    if let Err(error) = input.take(most).read_to_end(&mut bytes) {
        return Err(Failure::usage(says::cannot_read(&why(&error))));
    }
    if bytes.len() > LARGEST {
        return Err(Failure::usage(says::too_long(LARGEST >> 20)));
    }
    String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + memchr::memchr_iter(b'\n', sound).count();
        Failure::usage(says::not_utf8(line))
    })
}

/// Prints the glossary of a text; returns whether it has a term.
pub fn answer(corpus: &Corpus, text: &str, json: bool, output: &mut Output) -> Exit {
    let catalogue = corpus.catalogue();
    let terms = text_terms(corpus, text);
    if json {
        let terms = terms.iter().map(|one| TermJson::new(catalogue, one)).collect();
        output.json(GlossaryJson { terms });
    } else if terms.is_empty() {
        complain(&messages::by_folio(says::NONE_IN_TEXT));
    } else {
        for one in &terms {
            print(output, catalogue, one);
        }
    }
    if terms.is_empty() { Exit::NotFound } else { Exit::Done }
}

fn print(output: &mut Output, catalogue: &Catalogue, one: &TextTerm) {
    let names = catalogue.names(one.term).map(|name| says::name(name.text, name.reading));
    let names: Vec<String> = names.collect();
    output.line(&[
        (catalogue.title(one.term), Role::Title),
        (if names.is_empty() { "" } else { "  " }, Role::Text),
        (&names.join("  "), Role::Name),
        (&format!("  [{}]", catalogue.unique_id(one.term)), Role::Dim),
        (&format!("  {}", says::in_text(one.count, one.line)), Role::Dim),
    ]);
    output.line(&[("    ", Role::Text), (&one.definition, Role::Text)]);
}

#[derive(Serialize)]
struct GlossaryJson<'a> {
    terms: Vec<TermJson<'a>>,
}

#[derive(Serialize)]
struct TermJson<'a> {
    id: &'a str,
    pack: &'a str,
    title: &'a str,
    names: Vec<NameJson<'a>>,
    definition: &'a str,
    count: usize,
    text: &'a str,
    line: usize,
}

impl<'a> TermJson<'a> {
    fn new(catalogue: &'a Catalogue, one: &'a TextTerm) -> Self {
        Self {
            id: catalogue.id(one.term),
            pack: catalogue.pack_id_of(one.term),
            title: catalogue.title(one.term),
            names: NameJson::all(catalogue, one.term),
            definition: &one.definition,
            count: one.count,
            text: &one.words,
            line: one.line,
        }
    }
}
