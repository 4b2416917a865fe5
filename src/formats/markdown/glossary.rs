//! The terms that a note called Glossary explains: the rows of its tables, what stands in strong letters before
//! its meaning, else its headings. Refuses to know: other notes.
//!
//! They are read out of the text as packs have it, so that links in a meaning lead where they led in the note.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::translate::with_notes_alone;
use crate::text::fold::fold;
use crate::text::markdown::plain;

/// What such notes and folders are called.
const NAMES: [&str; 7] =
    ["glossary", "glossar", "glossaire", "glosario", "glossario", "术语表", "用語集"];

/// Fewer are no glossary.
const FEWEST: usize = 2;

/// Longer texts before a meaning are no term, in letters.
const LONGEST_TERM: usize = 80;

/// Returns whether a note or a folder is a glossary by its name.
pub fn is_glossary(name: &str) -> bool {
    let name = fold(name.trim());
    NAMES.iter().any(|known| fold(known) == name)
}

/// A term.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    /// How it is written.
    pub title: String,
    /// What else it is called in a text: of `Transport Layer Security (TLS)` both.
    pub forms: Vec<String>,
    /// What it means, in Markdown.
    pub meaning: String,
}

impl Term {
    fn new(title: &str, meaning: &str) -> Option<Self> {
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = title.trim_end_matches([':', '.']).trim().to_owned();
        let is_term = title.chars().any(char::is_alphanumeric)
            && title.chars().count() <= LONGEST_TERM
            && !meaning.trim().is_empty();
        let parted = title.strip_suffix(')').and_then(|title| title.split_once(" ("));
        let forms = parted.map_or(Vec::new(), |(long, short)| {
            vec![long.trim().to_owned(), short.trim().to_owned()]
        });
        let meaning = with_notes_alone(meaning.trim());
        is_term.then_some(Self { title, forms, meaning })
    }
}

/// Returns the terms that a text explains; none if there are fewer than two.
pub fn terms(text: &str) -> Vec<Term> {
    let events: Vec<(Event, Range<usize>)> =
        Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES)
            .into_offset_iter()
            .collect();
    let mut terms = of_tables(text, &events);
    terms.extend(of_strong(text, &events));
    if terms.len() < FEWEST {
        terms = of_headings(text, &events);
    }
    terms.retain({
        let mut met = std::collections::HashSet::new();
        move |term: &Term| met.insert(fold(&term.title))
    });
    if terms.len() < FEWEST { Vec::new() } else { terms }
}

/// Returns the rows of tables: the first cell is the term, the second what it means, others are said behind.
fn of_tables(text: &str, events: &[(Event, Range<usize>)]) -> Vec<Term> {
    let mut terms = Vec::new();
    let (mut header, mut cells) = (Vec::new(), Vec::new());
    for (event, range) in events {
        match event {
            Event::Start(Tag::TableCell) => {
                let cell = text[range.clone()].trim().trim_matches('|');
                cells.push(cell.trim().replace("\\|", "|"));
            }
            Event::End(TagEnd::TableHead) => header = std::mem::take(&mut cells),
            Event::End(TagEnd::TableRow) => {
                let cells = std::mem::take(&mut cells);
                let [term, meaning, others @ ..] = &cells[..] else { continue };
                let others = header.iter().skip(2).zip(others);
                let others = others.filter(|(_, cell)| !cell.is_empty());
                let others: Vec<String> =
                    others.map(|(name, cell)| format!("- {}: {cell}", plain(name).text)).collect();
                let behind = if others.is_empty() { "" } else { "\n\n" };
                let meaning = format!("{meaning}{behind}{}", others.join("\n"));
                terms.extend(Term::new(&plain(term).text, &meaning));
            }
            _ => {}
        }
    }
    terms
}

/// Returns what stands in strong letters at the beginning of a block, with what is behind it there, else with
/// the list that follows.
fn of_strong(text: &str, events: &[(Event, Range<usize>)]) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut open: Option<String> = None;
    for (number, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::List(_)) => {
                if let Some(term) = open.take() {
                    terms.extend(Term::new(&term, &meaning_of_list(&text[range.clone()])));
                }
            }
            Event::Start(Tag::Strong) => {
                let block = events[..number]
                    .last()
                    .filter(|(event, _)| matches!(event, Event::Start(Tag::Paragraph | Tag::Item)));
                let Some((_, block)) = block else { continue };
                let term = plain(&text[range.clone()]).text;
                let rest = text[range.end..block.end.max(range.end)].trim_start();
                let meaning = rest.trim_start_matches([':', '-', '–', '—']).trim_start();
                open = None;
                if meaning.is_empty() {
                    open = Some(term);
                } else if meaning.len() < rest.len() || term.ends_with(':') {
                    terms.extend(Term::new(&term, &dedented(meaning)));
                }
            }
            Event::Start(Tag::Heading { .. }) => open = None,
            _ => {}
        }
    }
    terms
}

/// Returns what a list says: one item alone without its sign.
fn meaning_of_list(list: &str) -> String {
    let signs = list.lines().filter(|line| line.starts_with("- ")).count();
    match list.strip_prefix("- ").filter(|_| signs == 1) {
        Some(item) => dedented(item.trim_start()),
        None => list.to_owned(),
    }
}

/// Returns text whose lines but the first are not indented.
fn dedented(text: &str) -> String {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default().to_owned();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let rest: Vec<&str> = lines.collect();
    let least = rest.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min();
    rest.iter().fold(first, |text, line| text + "\n" + line.get(least.unwrap_or(0)..).unwrap_or(""))
}

/// Returns the headings that are more than a letter and have a text of their own, with that.
fn of_headings(text: &str, events: &[(Event, Range<usize>)]) -> Vec<Term> {
    let is_heading = |event: &Event| matches!(event, Event::Start(Tag::Heading { .. }));
    let headings = events.iter().filter(|(event, _)| is_heading(event)).map(|(_, range)| range);
    let ends = headings.clone().skip(1).map(|range| range.start).chain([text.len()]);
    let said = |range: &Range<usize>| plain(&text[range.clone()]).text.trim().to_owned();
    let parts = headings.zip(ends).map(|(range, end)| (said(range), range.end..end));
    parts
        .filter(|(title, _)| title.chars().count() > 1)
        .filter_map(|(title, range)| Term::new(&title, &text[range]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found = terms(text);
        let found: Vec<_> = found.iter().map(|term| (&*term.title, &*term.meaning)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn terms_are_found_as_people_write_them() {
        let both = [("Cup", "Holds tea."), ("Tea", "A [drink](drink).")];
        check("**Cup**\n- Holds tea.\n\n**Tea**\n- A [drink](drink).\n", &both);
        check("- **Cup**: Holds tea.\n- **Tea** – A [drink](drink).\n", &both);
        check("**Cup:** Holds tea.\n\n**Tea** A drink.\n\n**Tea** - A [drink](drink).\n", &both);
        check(
            "| Term | Meaning |\n|---|---|\n| **Cup** | Holds tea. |\n| Tea | A [drink](drink). |\n",
            &both,
        );
        check(
            "Words.\n\n## C\n\n### Cup\n\nHolds tea.\n\n## T\n\n### Tea\n\nA [drink](drink).\n",
            &both,
        );
        check(
            "| A | B | Since |\n|---|---|---|\n| Cup | Holds. | 1 |\n| Tea | Drink. | |\n",
            &[("Cup", "Holds.\n\n- Since: 1"), ("Tea", "Drink.")],
        );
        check(
            "**Cup**\n- One.\n- Two.\n\n**Tea**\n- A\n  drink.\n",
            &[("Cup", "- One.\n- Two."), ("Tea", "A\ndrink.")],
        );
    }

    #[test]
    fn what_explains_nothing_is_no_glossary() {
        for text in
            ["", "Words.", "## Only\n\nOne.", "**Note** this.\n\n**And** that.", "## A\n\n## B\n"]
        {
            check(text, &[]);
        }
    }

    #[test]
    fn what_stands_in_brackets_is_another_name() {
        let found = terms("- **Transport Layer Security (TLS)**: Hides.\n- **Tea**: Drink.");
        assert_eq!(found[0].forms, ["Transport Layer Security", "TLS"]);
        assert_eq!(found[1].forms, [""; 0]);
    }

    #[test]
    fn glossaries_are_known_by_their_names() {
        assert!(is_glossary("Glossary") && is_glossary(" GLOSSAR ") && is_glossary("术语表"));
        assert!(!is_glossary("Glossary of fools") && !is_glossary(""));
    }
}
