//! The glossary of a text from outside: which terms of the open packs it uses, in the order of their first
//! use. Refuses to know: where the text comes from, how terms are recognised.

use std::collections::HashMap;

use crate::knowledge::Corpus;
use crate::model::{Catalogue, EntryKey};
use crate::terms::Recogniser;
use crate::text::fold::{fold, is_abbreviation};

/// A term that a text uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextTerm {
    /// The term.
    pub term: EntryKey,
    /// How the text writes it where it first does.
    pub words: String,
    /// The line of its first use, from 1.
    pub line: usize,
    /// How often it is used.
    pub count: usize,
    /// What the term means, without markup: its summary, else the beginning of its text.
    pub definition: String,
}

/// Returns the terms that a text uses, by title, form, abbreviation or name in any language, in the order of
/// their first use.
pub fn text_terms(corpus: &Corpus, text: &str) -> Vec<TextTerm> {
    let recogniser = Recogniser::of_all_languages(corpus.catalogue());
    let mut places: HashMap<EntryKey, usize> = HashMap::new();
    let mut terms: Vec<TextTerm> = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for span in recogniser.spans(text, None) {
        if is_other_word(corpus.catalogue(), span.entry, &text[span.range.clone()]) {
            continue;
        }
        let start = span.range.start;
        line += text[counted..start].matches('\n').count();
        counted = start;
        if let Some(&at) = places.get(&span.entry) {
            terms[at].count += 1;
            continue;
        }
        places.insert(span.entry, terms.len());
        terms.push(TextTerm {
            term: span.entry,
            words: text[span.range].to_owned(),
            line,
            count: 1,
            definition: definition(corpus, span.entry),
        });
    }
    terms
}

/// Returns whether words are an abbreviation by their letters, but not written as one: "us" is not "US".
fn is_other_word(catalogue: &Catalogue, term: EntryKey, words: &str) -> bool {
    let folded = fold(words);
    let aliases = catalogue.aliases(term).filter(|alias| is_abbreviation(alias));
    let mut meant = aliases.filter(|alias| folded.starts_with(&fold(alias)));
    let is_form = || folded.starts_with(&fold(catalogue.title(term)));
    meant.next().is_some_and(|alias| !words.starts_with(alias)) && !is_form()
}

fn definition(corpus: &Corpus, term: EntryKey) -> String {
    let catalogue = corpus.catalogue();
    if !catalogue.summary(term).is_empty() {
        return catalogue.plain_summary(term);
    }
    let body = corpus.body(term);
    let first = body.statements.first().map_or(&*body.markdown, |statement| &*statement.text);
    let plain = catalogue.plain_of(term, first).text;
    plain.lines().next().unwrap_or_default().to_owned()
}
