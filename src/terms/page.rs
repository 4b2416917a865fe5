//! Terms in an entry: in its summary, statements and Markdown, as bytes of what the author wrote.

use std::collections::HashSet;
use std::ops::Range;

use super::Recogniser;
use crate::messages::terms as says;
use crate::model::{Body, Catalogue, EntryKey, TermSpan};
use crate::text::markdown::{self, BlockKind, Prose, StretchKind};

/// The text of an entry in which a term stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The summary.
    Summary,
    /// A statement, by its position in the body.
    Statement(u32),
    /// The Markdown behind the statements.
    Body,
}

impl Field {
    /// Says which text of an entry with this body it is.
    pub fn name(self, body: &Body) -> String {
        match self {
            Self::Summary => says::SUMMARY.to_owned(),
            Self::Statement(index) => {
                says::statement(index as usize + 1, &body.statements[index as usize].id)
            }
            Self::Body => says::BODY.to_owned(),
        }
    }
}

/// A term where an entry uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// In which text.
    pub field: Field,
    /// The bytes of that text, markup included, and the term.
    pub span: TermSpan,
    /// Whether it is the first mention in its section, which the reader sees marked.
    pub first: bool,
}

impl Recogniser {
    /// Returns the terms that the text of an entry uses, in the order of their first use, with repetitions.
    pub fn entries_in(
        &self,
        catalogue: &Catalogue,
        entry: EntryKey,
        body: &Body,
    ) -> impl Iterator<Item = EntryKey> {
        self.in_entry(catalogue, entry, body).into_iter().map(|one| one.span.entry)
    }

    /// Finds the terms in an entry, in reading order. Like the reader, leaves out headings, the heads
    /// of tables, links and code; an entry is not recognised in its own text.
    pub fn in_entry(&self, catalogue: &Catalogue, entry: EntryKey, body: &Body) -> Vec<TermUse> {
        if self.is_empty() {
            return Vec::new();
        }
        let mut reader =
            TermReader { recogniser: self, entry, seen: HashSet::new(), uses: Vec::new() };
        reader.read(Field::Summary, catalogue.summary(entry));
        reader.seen.clear();
        for (index, statement) in body.statements.iter().enumerate() {
            if !statement.heading.is_empty() {
                reader.seen.clear();
            }
            reader.read(Field::Statement(index as u32), &statement.text);
        }
        reader.seen.clear();
        reader.read(Field::Body, &body.markdown);
        reader.uses
    }
}

/// An entry that is read for terms.
struct TermReader<'a> {
    recogniser: &'a Recogniser,
    entry: EntryKey,
    /// Terms that the section has used already.
    seen: HashSet<EntryKey>,
    uses: Vec<TermUse>,
}

impl TermReader<'_> {
    fn read(&mut self, field: Field, source: &str) {
        if source.is_empty() {
            return;
        }
        let markup = markdown::parse(source);
        for block in &markup.blocks {
            match &block.kind {
                BlockKind::Paragraph(passage) => self.prose(field, markup.prose(*passage)),
                BlockKind::Table(table) => {
                    table.rows().flatten().for_each(|cell| self.prose(field, markup.prose(*cell)));
                }
                BlockKind::Heading { .. } => self.seen.clear(),
                BlockKind::Code(_) | BlockKind::Rule => {}
            }
        }
    }

    fn prose(&mut self, field: Field, prose: Prose<'_>) {
        let closed = closed(prose);
        for TermSpan { range, entry } in
            self.recogniser.spans_outside(prose.text, Some(self.entry), &closed)
        {
            let span = TermSpan { range: prose.source(range), entry };
            self.uses.push(TermUse { field, span, first: self.seen.insert(entry) });
        }
    }
}

/// Returns the stretches in which nothing is recognised: links, code, numbers of footnotes.
fn closed(prose: Prose<'_>) -> Vec<Range<usize>> {
    let is_closed =
        |stretch: &markdown::Stretch| stretch.link.is_some() || stretch.kind != StretchKind::Text;
    prose.stretches().filter(is_closed).map(|stretch| stretch.range).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::document::{Destination, Document, Manuscript, Parts, TargetKind, UNBROKEN, Users};
    use crate::model::{
        EntryHead, NewEntry, Pack, PackKey, Provenance, Statement, Theme, ThemeKey,
    };

    const ENTRY: EntryKey = EntryKey(3);

    /// An entry with a summary behind a glossary of `Risk`, `Data centre` and `Centre`.
    fn catalogue(summary: &str) -> Catalogue {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("p", "P"));
        catalogue.push_theme(Theme { glossary: true, ..Theme::new(PackKey(0), "term", "Terms") });
        for (number, title) in ["Risk", "Data centre", "Centre"].iter().enumerate() {
            catalogue.push_entry(NewEntry::new(ThemeKey(0), &format!("term/{number}"), title));
        }
        catalogue.push_theme(Theme::new(PackKey(0), "e", "Entries"));
        let head = EntryHead { summary: summary.into(), ..EntryHead::new("e/1", "Entry") };
        catalogue.push_entry(NewEntry { theme: ThemeKey(1), head });
        catalogue
    }

    fn statement(heading: &str, text: &str) -> Statement {
        Statement {
            id: "".into(),
            heading: heading.into(),
            text: text.into(),
            provenance: Provenance::Article { claims: Vec::new() },
        }
    }

    /// Says for every term found which bytes of the Markdown it has, and `*` where it is the first.
    #[track_caller]
    fn check(markdown: &str, expected: &[&str]) {
        let catalogue = catalogue("");
        let body = Body { statements: Vec::new(), markdown: markdown.into() };
        let uses = Recogniser::new(&catalogue).in_entry(&catalogue, ENTRY, &body);
        let found: Vec<String> = uses
            .iter()
            .map(|one| {
                assert_eq!(one.field, Field::Body);
                let mark = if one.first { "*" } else { "" };
                format!("{mark}{}", &markdown[one.span.range.clone()])
            })
            .collect();
        assert_eq!(found, expected, "in {markdown:?}");
    }

    #[test]
    fn code_links_headings_and_table_heads_are_left_out() {
        check("`risk` and [risk](e/1) and [[e/1|risk]] and <https://risk.example>", &[]);
        check("```\nrisk\n```\n\n    risk\n", &[]);
        check("# Risk\n\nno more", &[]);
        check("|Risk|\n|-|\n|risk|", &["*risk"]);
        check("a *risk*, > **risk**", &["*risk", "risk"]);
    }

    #[test]
    fn a_term_that_reaches_into_code_leaves_room_for_a_shorter_one() {
        check("data centre", &["*data centre"]);
        check("`data` centre", &["*centre"]);
        check("data [centre](e/1)", &[]);
    }

    #[test]
    fn the_first_mention_in_a_section_is_marked() {
        check("risk, risk\n\nRisks\n\n# More\n\nrisk", &["*risk", "risk", "Risks", "*risk"]);
    }

    #[test]
    fn ranges_are_bytes_of_the_source_with_its_markup() {
        check("**data**\n*centre* &amp; *ri*sk", &["*data**\n*centre", "*ri*sk"]);
    }

    #[test]
    fn each_text_of_an_entry_is_read() {
        let catalogue = catalogue("A risk.");
        let body = Body {
            statements: vec![statement("", "risk"), statement("", "risk"), statement("On", "risk")],
            markdown: "risk".into(),
        };
        let uses = Recogniser::new(&catalogue).in_entry(&catalogue, ENTRY, &body);
        let told: Vec<(Field, bool)> = uses.iter().map(|one| (one.field, one.first)).collect();
        assert_eq!(
            told,
            [
                (Field::Summary, true),
                (Field::Statement(0), true),
                (Field::Statement(1), false),
                (Field::Statement(2), true),
                (Field::Body, true),
            ]
        );
    }

    proptest! {
        /// What is called the first mention is what the reader can select.
        #[test]
        fn the_first_mentions_are_those_that_the_reader_marks(
            summary in "(risk|centre|`risk`| ){0,4}",
            texts in proptest::collection::vec(
                ("(|H)", "(risk |data |centre |`|\\*|\\[risk\\]\\(e/1\\) |\n\n|# |\\|-\\|\n){0,10}"), 0..4),
        ) {
            let catalogue = catalogue(&summary);
            let body = Body {
                statements: texts.iter().map(|(heading, text)| statement(heading, text)).collect(),
                markdown: texts.iter().map(|(_, text)| &**text).collect::<String>().into(),
            };
            let recogniser = Recogniser::new(&catalogue);
            let uses = recogniser.in_entry(&catalogue, ENTRY, &body);
            let firsts: Vec<EntryKey> =
                uses.iter().filter(|one| one.first).map(|one| one.span.entry).collect();
            let manuscript = Manuscript {
                catalogue: &catalogue,
                entry: ENTRY,
                body: Arc::new(body),
                terms: &|text, closed| recogniser.spans_outside(text, Some(ENTRY), closed),
                users: Users::default(),
                links: crate::model::RelatedLines::default(),
                backlinks: crate::model::RelatedLines::default(),
                parts: Parts::TEXT,
            };
            let mut document = Document::new(&manuscript, UNBROKEN);
            let marked: Vec<EntryKey> = (0..document.target_count() as u32)
                .filter_map(|index| document.target(index))
                .filter(|target| target.kind == TargetKind::Term)
                .filter_map(|target| match target.destination {
                    Destination::Entry(entry, _) => Some(entry),
                    _ => None,
                })
                .collect();
            prop_assert_eq!(firsts, marked);
        }
    }
}
