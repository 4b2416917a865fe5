//! What leaves Folio through a clipboard. Refuses to know: which clipboard, and who asks.

use super::MARKDOWN;
use crate::knowledge::{Corpus, Knowledge, Question};
use crate::messages::cli::opening_the_same;
use crate::messages::copying as says;
use crate::model::{Body, EntryKey};
use crate::report::{Citation, CitationFormat, Copied, Copying};
use crate::store::Origin;
use crate::text::safe::Safe;

/// Composes what is to be copied, and reads for it whatever it takes: not for the thread that draws. Fails
/// with a sentence if there is nothing to copy.
pub fn copied(corpus: &Corpus, copying: &Copying) -> Result<Copied, String> {
    let catalogue = corpus.catalogue();
    let show = |entry, prints: fn(&str, &str) -> String| {
        let (id, pack) = named(corpus, entry)?;
        Some(prints(&id, &pack))
    };
    let (what, text, instead) = match copying {
        Copying::Text { what, text, of } => {
            let instead = of.and_then(|entry| show(entry, says::show_has));
            (*what, text.clone(), instead)
        }
        Copying::Entry(entry) => {
            let mut known = Knowledge::new(corpus);
            known.learn(corpus, &Question::Body(*entry));
            known.learn(corpus, &Question::MentionsAround(vec![*entry]));
            (says::ENTRY, (MARKDOWN.write)(&known, *entry), show(*entry, says::show_prints))
        }
        Copying::Citation(cited, format) => {
            let body = cited.entry().map(|entry| corpus.body(entry));
            let none = Body::default();
            let body = body.as_deref().unwrap_or(&none);
            let text = Citation::new(catalogue, *cited, body).written(catalogue, *format)?;
            let cite = |entry| {
                let (id, pack) = named(corpus, entry)?;
                Some(says::cite_prints(&id, format.word(), &pack))
            };
            (called(*format), text, cited.entry().and_then(cite))
        }
    };
    let text = Safe::stripped(&text);
    if text.trim().is_empty() {
        return Err(says::NOTHING.to_owned());
    }
    Ok(Copied { what, text, instead })
}

/// Returns how a command line names an entry: its id, and the options with which its pack opens; `None` if no
/// command line opens it.
fn named(corpus: &Corpus, entry: EntryKey) -> Option<(String, String)> {
    let catalogue = corpus.catalogue();
    let origin = corpus.opened().origins.get(catalogue.pack_of(entry).index());
    let columns = match origin {
        // What came through standard input is gone.
        Some(Origin::Input(_)) => return None,
        Some(Origin::Table(_, columns)) => &columns[..],
        _ => &[],
    };
    let path = origin.and_then(Origin::path).map(|path| path.display().to_string());
    let opens = opening_the_same(path.as_slice(), columns, false);
    Some((catalogue.id(entry).to_owned(), opens))
}

fn called(format: CitationFormat) -> &'static str {
    match format {
        CitationFormat::Text => says::CITATION,
        CitationFormat::Markdown => says::MARKDOWN,
        CitationFormat::Bibtex => says::BIBTEX,
    }
}
