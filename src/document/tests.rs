//! The document as a reader sees it: rows at some widths, and what must hold at every width, by subject.

mod blocks;
mod finding;
mod grounds;
mod head;
mod links;
mod notes;
mod places;
mod vast;

use std::fmt::Write;

use proptest::prelude::*;

use super::*;
use crate::model::{
    Certainty, ClaimKey, EntryHead, NewClaim, NewEntry, NewName, Pack, Place, Provenance, Related,
    Relation, Source, SourceKey, Statement, Theme, ThemeKey,
};
use crate::text::width::width;

/// A small pack, built by hand: an entry under test, two others, a term, two places, two sources.
struct Fixture {
    catalogue: Catalogue,
    body: Body,
    links: Vec<Related>,
    backlinks: Vec<Related>,
    users: Users,
    parts: Parts,
}

const OPEN: EntryKey = EntryKey(0);
const OTHER: EntryKey = EntryKey(1);
const TERM: EntryKey = EntryKey(3);

impl Fixture {
    fn new() -> Self {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "Pack"));
        let theme = |id: &str, glossary| Theme { glossary, ..Theme::new(pack, id, id) };
        let mechanisms = catalogue.push_theme(theme("m", false));
        entry(&mut catalogue, mechanisms, "m/open", "Diversified investment and financing");
        entry(&mut catalogue, mechanisms, "m/other", "Overseas interests");
        entry(&mut catalogue, mechanisms, "m/third", "Risk control");
        let terms = catalogue.push_theme(theme("term", true));
        entry(&mut catalogue, terms, "term/bond", "panda bond");
        catalogue.push_relation(Relation {
            pack: Some(pack),
            id: "supports".into(),
            label: "supports".into(),
            inverse: "is supported by".into(),
            symmetric: false,
        });
        for (id, title, publisher) in
            [("X", "News", "Xinhua"), ("K", "A report", "Kwong Wah Yit Poh")]
        {
            let (id, title, publisher) = (id.into(), title.into(), publisher.into());
            catalogue.push_source(Source { id, title, publisher, ..Source::default() });
        }
        for label in ["02 · Fifth", "02 · lead"] {
            let place = catalogue.push_place(Place::new(pack, label, label));
            catalogue.push_claim(&NewClaim { id: label.into(), place, text: "".into() });
        }
        Self {
            catalogue,
            body: Body::default(),
            links: Vec::new(),
            backlinks: Vec::new(),
            users: Users::default(),
            parts: Parts { head: false, ..Parts::TEXT },
        }
    }

    fn markdown(source: &str) -> Self {
        let mut fixture = Self::new();
        fixture.body.markdown = source.into();
        fixture
    }

    fn statement(mut self, heading: &str, text: &str, provenance: Provenance) -> Self {
        let id = format!("s{}", self.body.statements.len()).into();
        let (heading, text) = (heading.into(), text.into());
        self.body.statements.push(Statement { id, heading, text, provenance });
        self
    }

    fn document(&self, columns: u16) -> Document {
        let terms = |text: &str, closed: &[std::ops::Range<usize>]| -> Vec<TermSpan> {
            let found = text.match_indices("panda bond").map(|(at, s)| at..at + s.len());
            let open = |range: &std::ops::Range<usize>| {
                !closed.iter().any(|one| one.start < range.end && range.start < one.end)
            };
            found.filter(open).map(|range| TermSpan { range, entry: TERM }).collect()
        };
        let manuscript = Manuscript {
            catalogue: &self.catalogue,
            entry: OPEN,
            body: Arc::new(self.body.clone()),
            terms: &terms,
            users: self.users.clone(),
            links: self.links.clone().into(),
            backlinks: self.backlinks.clone().into(),
            parts: self.parts,
        };
        Document::new(&manuscript, columns)
    }

    fn rows(&self, columns: u16) -> Vec<String> {
        self.document(columns).all_rows().into_iter().map(shown).collect()
    }
}

fn entry(catalogue: &mut Catalogue, theme: ThemeKey, id: &str, title: &str) {
    let head = EntryHead {
        number: (id == "m/open").then_some(5),
        summary: if id == "m/open" { "Widens the *ways* to pay.".into() } else { Box::default() },
        names: if id == "m/open" {
            vec![NewName {
                language: "zh".into(),
                text: "投融资多元化".into(),
                reading: "tóu róng zī".into(),
                verified: Some(false),
                source: None,
            }]
        } else {
            Vec::new()
        },
        ..EntryHead::new(id, title)
    };
    catalogue.push_entry(NewEntry { theme, head });
}

fn article(claims: &[u32]) -> Provenance {
    Provenance::Article { claims: claims.iter().map(|&claim| ClaimKey(claim)).collect() }
}

fn editor(certainty: Certainty, sources: &[u32]) -> Provenance {
    let sources = sources.iter().map(|&source| SourceKey(source)).collect();
    Provenance::Editor { certainty, sources }
}

fn shown(row: &Row) -> String {
    row.spans.iter().map(|span| span.text.as_str()).collect()
}

/// Writes a row with the roles of all spans that are not prose.
fn styled(row: &Row) -> String {
    let span = |span: &Span| {
        let style = span.style;
        let mut marks = match style.role {
            Role::Text => String::new(),
            role => format!("{role:?} "),
        };
        for (on, mark) in [(style.strong, "b "), (style.emphasis, "i "), (style.struck, "s ")] {
            marks.push_str(if on { mark } else { "" });
        }
        if let Some(target) = span.target {
            write!(marks, "@{target} ").unwrap();
        }
        if let Some(MarkIndex(mark)) = span.mark {
            write!(marks, "#{mark} ").unwrap();
        }
        marks.push_str(if span.noted { "~ " } else { "" });
        if marks.is_empty() { span.text.to_string() } else { format!("{{{marks}{}}}", span.text) }
    };
    row.spans.iter().map(span).collect()
}

#[track_caller]
fn check(source: &str, columns: u16, expected: &[&str]) {
    assert_eq!(Fixture::markdown(source).rows(columns), expected, "{source:?} at {columns}");
}

#[track_caller]
fn check_styled(fixture: &Fixture, columns: u16, expected: &[&str]) {
    let mut document = fixture.document(columns);
    let rows: Vec<String> = document.all_rows().into_iter().map(styled).collect();
    assert_eq!(rows, expected);
}
