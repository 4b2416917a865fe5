//! What leaves Folio through a clipboard. Refuses to know: which clipboard, and who asks.

use super::MARKDOWN;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::copying as says;
use crate::model::Body;
use crate::report::{Citation, CitationFormat, Copied, Copying};
use crate::text::safe::Safe;

/// Composes what is to be copied, and reads for it whatever it takes: not for the thread that draws. Fails
/// with a sentence if there is nothing to copy.
pub fn copied(corpus: &Corpus, copying: &Copying) -> Result<Copied, String> {
    let catalogue = corpus.catalogue();
    let show = |entry| says::show_command(catalogue.id(entry));
    let (what, text, command) = match copying {
        Copying::Text { what, text, of } => (*what, text.clone(), of.map(show)),
        Copying::Entry(entry) => {
            let mut known = Knowledge::new(corpus);
            known.learn(corpus, &Question::Body(*entry));
            known.learn(corpus, &Question::MentionsAround(vec![*entry]));
            (says::ENTRY, (MARKDOWN.write)(&known, *entry), Some(show(*entry)))
        }
        Copying::Citation(cited, format) => {
            let body = cited.entry().map(|entry| corpus.body(entry));
            let none = Body::default();
            let body = body.as_deref().unwrap_or(&none);
            let text = Citation::new(catalogue, *cited, body).written(catalogue, *format)?;
            let cite = |entry| says::cite_command(catalogue.id(entry), format.word());
            (called(*format), text, cited.entry().map(cite))
        }
    };
    let text = Safe::stripped(&text);
    if text.trim().is_empty() {
        return Err(says::NOTHING.to_owned());
    }
    Ok(Copied { what, text, command })
}

fn called(format: CitationFormat) -> &'static str {
    match format {
        CitationFormat::Text => says::CITATION,
        CitationFormat::Markdown => says::MARKDOWN,
        CitationFormat::Bibtex => says::BIBTEX,
    }
}
