//! What a text rests on, to be quoted elsewhere: its claims with their places, and the sources, in plain
//! text, in Markdown and, as far as the sources allow, for BibTeX. Refuses to know: who asks, where it
//! goes.

mod bibtex;

use std::collections::HashSet;

use crate::document::{source_in_words, sources_of, sources_of_statement};
use crate::formats::escape::{code, in_brackets};
use crate::messages::citation as says;
use crate::messages::document as words;
use crate::model::{Body, Catalogue, ClaimKey, EntryKey, PackKey, Provenance, Source, SourceKey};

/// What is cited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cited {
    /// Everything that an entry rests on.
    Entry(EntryKey),
    /// A piece of the body of an entry: a statement, or what stands behind the last one.
    Piece(EntryKey, u32),
    /// One claim of a source.
    Claim(ClaimKey),
}

impl Cited {
    /// Returns the entry whose body has to be read for it.
    pub fn entry(self) -> Option<EntryKey> {
        match self {
            Self::Entry(entry) | Self::Piece(entry, _) => Some(entry),
            Self::Claim(_) => None,
        }
    }
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CitationFormat {
    /// Lines of plain text.
    Text,
    /// Markdown.
    Markdown,
    /// Records for BibTeX, one a source.
    Bibtex,
}

impl CitationFormat {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Text, Self::Markdown, Self::Bibtex];

    /// Returns the word by which it is asked for.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Bibtex => "bibtex",
        }
    }
}

/// A citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    entry: Option<EntryKey>,
    pack: PackKey,
    /// Who says it and how well founded that is, of a statement by the editor.
    note: Option<String>,
    claims: Vec<ClaimKey>,
    sources: Vec<SourceKey>,
}

impl Citation {
    /// Cites something; `body` is that of its entry.
    pub fn new(catalogue: &Catalogue, cited: Cited, body: &Body) -> Self {
        match cited {
            Cited::Claim(claim) => {
                let place = catalogue.place(catalogue.claim(claim).place);
                let sources = place.source.into_iter().collect();
                Self { entry: None, pack: place.pack, note: None, claims: vec![claim], sources }
            }
            Cited::Entry(entry) => {
                let sources = sources_of(catalogue, entry, body);
                let claims = body.statements.iter().flat_map(|one| one.provenance.claims());
                Self::of_entry(catalogue, entry, claims, sources)
            }
            Cited::Piece(entry, piece) => {
                let statement = body.statements.get(piece as usize);
                let claims = statement.map_or(&[][..], |one| one.provenance.claims());
                let sources = statement.map(|one| sources_of_statement(catalogue, one).collect());
                let note = statement.and_then(|one| match &one.provenance {
                    Provenance::Article { .. } => None,
                    Provenance::Editor { certainty, .. } => {
                        Some(words::note_of_editor(certainty.word(), &[]))
                    }
                });
                let sources = sources.unwrap_or_default();
                Self { note, ..Self::of_entry(catalogue, entry, claims, sources) }
            }
        }
    }

    fn of_entry<'c>(
        catalogue: &Catalogue,
        entry: EntryKey,
        claims: impl IntoIterator<Item = &'c ClaimKey>,
        mut sources: Vec<SourceKey>,
    ) -> Self {
        let mut met = HashSet::new();
        sources.retain(|source| met.insert(*source));
        let mut met = HashSet::new();
        let claims = claims.into_iter().copied().filter(|claim| met.insert(*claim)).collect();
        Self { entry: Some(entry), pack: catalogue.pack_of(entry), note: None, claims, sources }
    }

    /// Returns the claims, in the order of the statements that rest on them.
    pub fn claims(&self) -> &[ClaimKey] {
        &self.claims
    }

    /// Returns the sources, each once.
    pub fn sources(&self) -> &[SourceKey] {
        &self.sources
    }

    /// Writes the citation; fails with a sentence if the sources do not allow it in this format.
    pub fn written(&self, catalogue: &Catalogue, format: CitationFormat) -> Result<String, String> {
        match format {
            CitationFormat::Text => Ok(self.text(catalogue)),
            CitationFormat::Markdown => Ok(self.markdown(catalogue)),
            CitationFormat::Bibtex => bibtex::records(catalogue, &self.sources),
        }
    }

    /// Writes records for BibTeX for the sources of several citations, each source once; fails with a
    /// sentence if no source allows it.
    pub fn bibtex_of<'c>(
        catalogue: &Catalogue,
        citations: impl IntoIterator<Item = &'c Self>,
    ) -> Result<String, String> {
        let mut met = HashSet::new();
        let all = citations.into_iter().flat_map(|citation| &citation.sources).copied();
        let sources: Vec<SourceKey> = all.filter(|source| met.insert(*source)).collect();
        bibtex::records(catalogue, &sources)
    }

    fn text(&self, catalogue: &Catalogue) -> String {
        let pack = catalogue.pack(self.pack);
        let pack = says::pack(&pack.authors.join(", "), &pack.title, &pack.version);
        let mut lines = Vec::new();
        lines.extend(
            self.entry.map(|entry| says::entry(catalogue.title(entry), catalogue.id(entry), &pack)),
        );
        lines.extend(self.note.clone());
        lines.extend(self.claims.iter().map(|&claim| {
            let claim = catalogue.claim(claim);
            says::claim(&catalogue.place(claim.place).label, claim.text, claim.id)
        }));
        lines.extend(self.sources.iter().map(|&source| {
            let source = catalogue.source(source);
            says::source(&source_in_words(source), address(source), &source.checked)
        }));
        lines.iter().map(|line| one_line(line)).collect::<Vec<_>>().join("\n")
    }

    fn markdown(&self, catalogue: &Catalogue) -> String {
        let pack = catalogue.pack(self.pack);
        let title = format!("*{}*", escaped(&pack.title));
        let authors = escaped(&pack.authors.join(", "));
        let pack = says::pack(&authors, &title, &escaped(&pack.version));
        let mut blocks = Vec::new();
        blocks.extend(self.entry.map(|entry| {
            let (title, id) = (catalogue.title(entry), catalogue.id(entry));
            let title = format!("[{}]({})", escaped(title), destination(id));
            says::linked_entry(&title, &pack)
        }));
        blocks.extend(self.note.as_deref().map(|note| format!("*{}*", escaped(note))));
        let claims = self.claims.iter().map(|&claim| {
            let claim = catalogue.claim(claim);
            let place = escaped(&catalogue.place(claim.place).label);
            let id = code(claim.id, false);
            format!("- {}", says::claim(&place, &escaped(claim.text), &id))
        });
        let sources = self.sources.iter().map(|&source| {
            let source = catalogue.source(source);
            let address = match &*source.url {
                "" => escaped(&source.access),
                url => format!("<{}>", target(url)),
            };
            let told = escaped(&source_in_words(source));
            format!("- {}", says::source(&told, &address, &escaped(&source.checked)))
        });
        for list in [claims.collect::<Vec<_>>(), sources.collect()] {
            blocks.extend((!list.is_empty()).then(|| list.join("\n")));
        }
        blocks.join("\n\n")
    }
}

/// Returns where a source stands, or how to find it.
fn address(source: &Source) -> &str {
    if source.url.is_empty() { &source.access } else { &source.url }
}

/// Returns text in one line as Markdown that says the same.
fn escaped(text: &str) -> String {
    in_brackets(&one_line(text))
}

/// Returns where a link in Markdown leads, between brackets that parentheses would not end.
fn destination(id: &str) -> String {
    let target = target(id);
    if target.contains(['(', ')']) { format!("<{target}>") } else { target }
}

/// Returns an id or an address as Markdown has it between angle brackets, which nothing in it may end.
fn target(written: &str) -> String {
    let encoded = |c: char| matches!(c, '<' | '>' | '\\') || c.is_whitespace() || c.is_control();
    let mut target = String::with_capacity(written.len());
    for c in written.chars() {
        if encoded(c) {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            target.extend(bytes.map(|byte| format!("%{byte:02X}")));
        } else {
            target.push(c);
        }
    }
    target
}

/// Returns text without line breaks, which would end the line that it is in.
fn one_line(text: &str) -> String {
    text.split(['\r', '\n'])
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Certainty, NewClaim, NewEntry, Pack, Place, Statement, Theme};

    /// A pack whose texts hold what Markdown would take for markup.
    fn catalogue() -> (Catalogue, EntryKey, Body) {
        let mut catalogue = Catalogue::new();
        let pack = Pack {
            version: "1.2".into(),
            authors: vec!["A_ _B".into(), "C".into()],
            ..Pack::new("tea", "*Tea*")
        };
        let pack = catalogue.push_pack(pack);
        let theme = catalogue.push_theme(Theme::new(pack, "t", "T"));
        let entry = catalogue.push_entry(NewEntry::new(theme, "t/a(b)", "All [of] it"));
        let book = Source { id: "BOOK".into(), title: "A `book`".into(), ..Source::default() };
        let book = catalogue.push_source(Source { primary: true, ..book });
        let page = catalogue.push_source(Source {
            id: "PAGE".into(),
            title: "A page".into(),
            author: "L. Field".into(),
            date: "2024".into(),
            url: "https://example.org/a>b c".into(),
            checked: "2025-01-02".into(),
            ..Source::default()
        });
        let place = Place { source: Some(book), ..Place::new(pack, "p", "1 · lead") };
        let place = catalogue.push_place(place);
        let claim = |id: &str, text: &str| NewClaim { id: id.into(), place, text: text.into() };
        let claims = [
            catalogue.push_claim(&claim("c1", "It is\n  *one* plant.")),
            catalogue.push_claim(&claim("c2", "It grows.")),
        ];
        let statement = |provenance| Statement {
            id: "".into(),
            heading: "".into(),
            text: "Text.".into(),
            provenance,
        };
        let editor = |certainty, sources| Provenance::Editor { certainty, sources };
        let statements = vec![
            statement(Provenance::Article { claims: vec![claims[0]] }),
            statement(Provenance::Article { claims: claims.to_vec() }),
            statement(editor(Certainty::Sourced, vec![page, page])),
            statement(editor(Certainty::General, vec![])),
        ];
        (catalogue, entry, Body { statements, markdown: "Rest.".into() })
    }

    const HEAD: &str = "All [of] it (t/a(b)). A_ _B, C: *Tea* 1.2";
    const FIRST: &str = "1 · lead: It is *one* plant. (c1)";
    const BOOK: &str = "Article: A `book`";
    const PAGE: &str = "L. Field · A page · 2024, https://example.org/a>b c, seen 2025-01-02";

    #[test]
    fn a_citation_names_what_rests_on_what_once() {
        let (catalogue, entry, body) = catalogue();
        let check = |cited, expected: &[&str]| {
            let citation = Citation::new(&catalogue, cited, &body);
            let text = citation.written(&catalogue, CitationFormat::Text).unwrap();
            assert_eq!(text.lines().collect::<Vec<_>>(), expected, "{cited:?}");
        };
        let second = "1 · lead: It grows. (c2)";
        check(Cited::Entry(entry), &[HEAD, FIRST, second, BOOK, PAGE]);
        check(Cited::Piece(entry, 0), &[HEAD, FIRST, BOOK]);
        check(Cited::Piece(entry, 1), &[HEAD, FIRST, second, BOOK]);
        check(Cited::Piece(entry, 2), &[HEAD, "Editor's note, sourced", PAGE]);
        check(Cited::Piece(entry, 3), &[HEAD, "Editor's note, general"]);
        check(Cited::Piece(entry, 4), &[HEAD]);
        check(Cited::Claim(ClaimKey(1)), &[second, BOOK]);
    }

    #[test]
    fn markdown_says_what_the_text_says() {
        let (catalogue, entry, body) = catalogue();
        let written = |cited| {
            let citation = Citation::new(&catalogue, cited, &body);
            citation.written(&catalogue, CitationFormat::Markdown).unwrap()
        };
        assert_eq!(
            written(Cited::Piece(entry, 0)),
            "[All \\[of\\] it](<t/a(b)>). A\\_ \\_B, C: *\\*Tea\\** 1.2\n\n\
             - 1 · lead: It is \\*one\\* plant. (`c1`)\n\n- Article: A \\`book\\`"
        );
        assert_eq!(
            written(Cited::Piece(entry, 2)),
            "[All \\[of\\] it](<t/a(b)>). A\\_ \\_B, C: *\\*Tea\\** 1.2\n\n\
             *Editor's note, sourced*\n\n\
             - L. Field · A page · 2024, <https://example.org/a%3Eb%20c>, seen 2025-01-02"
        );
        let shown = crate::text::markdown::plain(&written(Cited::Entry(entry))).text;
        for said in ["All [of] it", "A_ _B, C: *Tea* 1.2", FIRST, BOOK] {
            assert!(shown.contains(said), "{said}: {shown}");
        }
    }

    #[test]
    fn bibtex_has_the_sources_of_which_enough_is_known() {
        let (catalogue, entry, body) = catalogue();
        let written = |cited| {
            let citation = Citation::new(&catalogue, cited, &body);
            citation.written(&catalogue, CitationFormat::Bibtex)
        };
        assert!(written(Cited::Entry(entry)).unwrap().starts_with("@misc{PAGE,"));
        assert_eq!(written(Cited::Piece(entry, 0)), Err(says::too_little("A `book`")));
        assert_eq!(written(Cited::Piece(entry, 3)), Err(says::NO_SOURCE.to_owned()));
    }
}
