//! The numbers of footnotes, and what is wrong with them. Footnotes belong to their text, and are counted
//! over the whole page in the order in which its text refers to them; notes that only other notes refer
//! to come behind those, and notes that nobody refers to come last.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::{BlockKind, Markup, PageNames, StretchKind, options, parse, source_of};

/// The longest label, in bytes, as in links (`CommonMark` 0.31.2, 4.7).
const LONGEST: usize = 1000;

/// What is wrong with a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteFault {
    /// What it is.
    pub kind: NoteFaultKind,
    /// The label.
    pub label: String,
    /// Where it stands, in bytes of the source.
    pub at: usize,
}

/// What can be wrong with a footnote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteFaultKind {
    /// A reference without a note.
    Unknown,
    /// A note that the text does not refer to.
    Unused,
    /// A note whose label another one has.
    Repeated,
}

/// Finds what is wrong with the footnotes of a text, in its order.
pub fn note_faults(source: &str) -> Vec<NoteFault> {
    if !source.contains("[^") {
        return Vec::new();
    }
    let met = Met::read(source);
    let order = met.order();
    let referred: HashSet<&str> = order.keys[..order.referred].iter().copied().collect();
    let mut defined: HashSet<&str> = HashSet::new();
    let mut faults = Vec::new();
    for Definition { label, key, range, .. } in &met.definitions {
        let kind = match (defined.insert(key), referred.contains(&**key)) {
            (false, _) => NoteFaultKind::Repeated,
            (true, false) => NoteFaultKind::Unused,
            (true, true) => continue,
        };
        faults.push(NoteFault { kind, label: label.clone(), at: range.start });
    }
    let is_unknown = |fault: &NoteFault| !defined.contains(&*key(&fault.label));
    faults.extend(unknown(source).into_iter().filter(is_unknown));
    faults.sort_by_key(|fault| fault.at);
    faults
}

/// Writes the footnotes of a text that follows others on a page with their numbers for labels.
pub fn renumbered<'s>(page: &mut PageNames, source: &'s str) -> Cow<'s, str> {
    if !source.contains("[^") {
        return source.into();
    }
    let met = Met::read(source);
    let numbers = Numbers::of_met(&met, page);
    let Met { references, definitions, .. } = met;
    let definitions = definitions.into_iter().map(|it| (it.label, it.range));
    let mut all: Vec<(String, Range<usize>)> = references.into_iter().chain(definitions).collect();
    all.sort_by_key(|(_, range)| range.start);
    let mut written = String::with_capacity(source.len());
    let mut at = 0;
    for (label, range) in all {
        let mark = format!("[^{label}]");
        if range.start >= at && source[range.start..].starts_with(&mark) {
            written += &source[at..range.start];
            written += &format!("[^{}]", numbers.of(&label));
            at = range.start + mark.len();
        }
    }
    (written + &source[at..]).into()
}

/// The numbers of a text's footnotes on its page.
pub(super) struct Numbers(HashMap<String, u32>);

impl Numbers {
    /// Counts the footnotes of a text on from those of its page.
    pub fn new(source: &str, page: &mut PageNames) -> Self {
        // Most texts have none, and need not be parsed twice.
        if !source.contains("[^") {
            return Self(HashMap::new());
        }
        Self::of_met(&Met::read(source), page)
    }

    fn of_met(met: &Met, page: &mut PageNames) -> Self {
        let keys = met.order().keys;
        let before = page.notes;
        page.notes += keys.len() as u32;
        Self(keys.into_iter().map(str::to_owned).zip(before + 1..).collect())
    }

    /// Returns the number of a label.
    pub fn of(&self, label: &str) -> u32 {
        *self.0.get(&key(label)).expect("the same parser met every label when they were counted")
    }
}

/// The footnotes that a text refers to and defines.
#[derive(Default)]
struct Met {
    /// All references, in the order of the source.
    references: Vec<(String, Range<usize>)>,
    /// The keys of those outside of definitions.
    outside: Vec<String>,
    definitions: Vec<Definition>,
}

struct Definition {
    label: String,
    key: String,
    range: Range<usize>,
    /// The keys of what it refers to itself.
    inside: Vec<String>,
}

impl Met {
    fn read(source: &str) -> Self {
        let mut met = Self::default();
        let mut open: Vec<usize> = Vec::new();
        for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
            match event {
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    open.push(met.definitions.len());
                    let (label, key) = (label.to_string(), key(&label));
                    met.definitions.push(Definition { label, key, range, inside: Vec::new() });
                }
                Event::End(TagEnd::FootnoteDefinition) => {
                    open.pop();
                }
                Event::FootnoteReference(label) => {
                    match open.last() {
                        Some(&definition) => met.definitions[definition].inside.push(key(&label)),
                        None => met.outside.push(key(&label)),
                    }
                    met.references.push((label.into_string(), range));
                }
                _ => {}
            }
        }
        met
    }

    fn order(&self) -> Order<'_> {
        let mut order = Order::default();
        for definition in &self.definitions {
            order.inside.entry(&definition.key).or_default().extend(&definition.inside);
        }
        order.extend(&self.outside);
        order.referred = order.keys.len();
        for definition in &self.definitions {
            order.extend(std::slice::from_ref(&definition.key));
        }
        order
    }
}

/// The keys of footnotes in the order of their numbers.
#[derive(Default)]
struct Order<'m> {
    keys: Vec<&'m str>,
    /// How many of them the text refers to, itself or by its notes.
    referred: usize,
    seen: HashSet<&'m str>,
    /// What each definition refers to.
    inside: HashMap<&'m str, Vec<&'m String>>,
}

impl<'m> Order<'m> {
    /// Appends those that are new, and behind them those that their notes refer to.
    fn extend(&mut self, keys: &'m [String]) {
        let mut next = self.keys.len();
        self.keys.extend(keys.iter().map(String::as_str).filter(|key| self.seen.insert(key)));
        while let Some(key) = self.keys.get(next) {
            for inner in self.inside.get(key).into_iter().flatten() {
                if self.seen.insert(inner) {
                    self.keys.push(inner);
                }
            }
            next += 1;
        }
    }
}

/// Returns what labels are compared by.
fn key(label: &str) -> String {
    label.to_lowercase().to_uppercase()
}

/// Finds what looks like a reference to a note, outside of code, and was read as text.
fn unknown(source: &str) -> Vec<NoteFault> {
    let markup = parse(source);
    let code = code_in(&markup);
    let mut found = Vec::new();
    for (at, _) in markup.text.match_indices("[^") {
        let behind = code.partition_point(|range| range.end <= at);
        if code.get(behind).is_some_and(|range| range.start <= at) {
            continue;
        }
        let rest = &markup.text[at + 2..markup.text.floor_char_boundary(at + 2 + LONGEST)];
        let Some((label, _)) = rest.split_once(']') else { continue };
        let is_label =
            !label.is_empty() && !label.contains(|c: char| c.is_whitespace() || c == '[');
        let start = source_of(&markup.spans, at..at + 1).start;
        let escaped = source[..start].ends_with('\\');
        if is_label && !escaped && source[start..].starts_with("[^") {
            let label = label.to_owned();
            found.push(NoteFault { kind: NoteFaultKind::Unknown, label, at: start });
        }
    }
    found
}

/// Returns the code of a text, and the marks of its footnotes, as ascending bytes of its plain text.
fn code_in(markup: &Markup) -> Vec<Range<usize>> {
    let block = |kind: &BlockKind| match kind {
        BlockKind::Code(passage) => Some(passage.start as usize..passage.end as usize),
        _ => None,
    };
    let blocks = markup.blocks.iter().filter_map(|it| block(&it.kind));
    let closed = markup.stretches.iter().filter(|stretch| stretch.kind != StretchKind::Text);
    let mut code: Vec<_> = blocks.chain(closed.map(|stretch| stretch.range.clone())).collect();
    code.sort_unstable_by_key(|range| range.start);
    code
}

#[cfg(test)]
mod tests {
    use super::NoteFaultKind::{Repeated, Unknown, Unused};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_leads_nowhere_and_what_nothing_leads_to_is_found() {
        for (source, expected) in [
            ("a[^x]\n\n[^x]: X", &[][..]),
            ("a[^X]\n\n[^x]: X", &[]),
            ("ab[^x] c", &[(Unknown, "x", 2)]),
            ("ab[^x]\n\n[^y]: Y", &[(Unknown, "x", 2), (Unused, "y", 8)]),
            ("a[^x]\n\n[^x]: X[^y]\n\n[^y]: Y", &[]),
            ("a\n\n[^x]: X[^y]\n\n[^y]: Y[^x]", &[(Unused, "x", 3), (Unused, "y", 16)]),
            ("a[^x]\n\n[^x]: X\n\n[^x]: again", &[(Repeated, "x", 16)]),
            ("*b* &amp; [^ä]", &[(Unknown, "ä", 10)]),
            ("- > | a |\n  > |---|\n  > | b[^x] |", &[(Unknown, "x", 27)]),
            // No reference at all.
            ("`[^x]` and `` [^y] ``\n\n    [^z]\n\n```\n[^w]\n```", &[]),
            ("\\[^x] and &#91;^x] and [^ x] and [^] and [^x", &[]),
        ] {
            let found = note_faults(source);
            let found: Vec<_> = found.iter().map(|it| (it.kind, &*it.label, it.at)).collect();
            assert_eq!(found, expected, "{source}");
        }
    }

    #[test]
    fn labels_become_numbers_that_go_on_over_the_page() {
        let mut page = PageNames::default();
        for (source, expected) in [
            (
                "a[^n] b[^m]\n\n[^m]: M\n\n[^n]: N, see [^m]",
                "a[^1] b[^2]\n\n[^2]: M\n\n[^1]: N, see [^2]",
            ),
            ("no notes, `[^n]`", "no notes, `[^n]`"),
            (
                "c[^n] `[^n]`\n\n[^n]:\n    ```\n    x\ty  \n    ```",
                "c[^3] `[^n]`\n\n[^3]:\n    ```\n    x\ty  \n    ```",
            ),
            ("> [^é]\n>\n> [^É]: E", "> [^4]\n>\n> [^4]: E"),
        ] {
            assert_eq!(renumbered(&mut page, source), expected);
        }
    }

    proptest! {
        #[test]
        fn numbers_are_counted_without_gaps_and_renumbering_changes_nothing_else(
            source in "(\\[\\^[abA]\\]:? ?|\n\n|[>`a-]|    ){0,24}",
        ) {
            let mut page = PageNames::default();
            let numbers = Numbers::new(&source, &mut page);
            let mut all: Vec<u32> = numbers.0.values().copied().collect();
            all.sort_unstable();
            prop_assert_eq!(all, (1..=page.notes).collect::<Vec<_>>());
            let written = renumbered(&mut PageNames::default(), &source).into_owned();
            let twice = renumbered(&mut PageNames::default(), &written).into_owned();
            prop_assert_eq!(&twice, &written);
            for fault in note_faults(&source) {
                prop_assert!(source[fault.at..].starts_with("[^"), "{:?}", fault);
            }
        }
    }
}
