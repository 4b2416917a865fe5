//! Recognises glossary forms in any text: the titles and forms of terms, whole words, the longest at
//! each place, never inside links or code. Refuses to know: rows, screens, files.
//!
//! A form of one word in capitals (WHO, IT, AIDS) is recognised in capitals only, for in small letters it
//! is mostly another word; a plural s may be small.
//!
//! Aliases are searched and never recognised: the pack format keeps them for what readers type, such
//! as "who pays", which would be noise in a text.

mod occurrences;
mod page;

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

pub use occurrences::Occurrences;
pub use page::{Field, TermUse};

use crate::model::{Catalogue, EntryKey, TermSpan};
use crate::text::automaton::Automaton;
use crate::text::fold::{Folded, fold, is_abbreviation};
use crate::text::grapheme::Graphemes;
use crate::text::script::WordEdges;

/// Forms longer than this, in bytes and folded, are not recognised. Where thousands of forms begin
/// each other, each byte of a text is the end of as many as this at the most.
const LONGEST_FORM: usize = 128;

/// How many forms are looked at for each byte of a text at the most; prose has a few for each word.
/// Where a glossary and a text are made to have a hundred for each byte, its later terms stay unmarked.
const MOST_HITS: usize = 8;

/// Recognises the titles and forms of all recognised glossary entries, with plain English
/// inflection, in text that is compared folded.
#[derive(Default)]
pub struct Recogniser {
    automaton: Option<Automaton>,
    /// The terms of each pattern of the automaton.
    owners: Vec<FormOwners>,
}

/// The terms that have one folded form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct FormOwners {
    /// The one that has it in capitals, and is recognised in capitals only.
    in_capitals: Option<EntryKey>,
    /// The one that has it in small letters or in a script without capitals.
    in_any_case: Option<EntryKey>,
}

impl FormOwners {
    /// Returns the term that a text as its author wrote it means.
    fn meant_by(self, written: &str) -> Option<EntryKey> {
        // The plural of an abbreviation is mostly written with a small s.
        let capitals = || is_in_capitals(written.trim_end_matches(['e', 's', '\'', '’']));
        self.in_capitals.filter(|_| capitals()).or(self.in_any_case)
    }
}

/// Returns whether a text is one word that has capital letters and no small ones.
fn is_in_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase)
        && !text.chars().any(|c| c.is_lowercase() || c.is_whitespace())
}

impl Recogniser {
    /// Builds the automaton from a catalogue; where several terms share a form, the first in pack
    /// order keeps it.
    pub fn new(catalogue: &Catalogue) -> Self {
        Self::build(catalogue, |key| {
            let forms = catalogue.forms(key);
            std::iter::once(catalogue.title(key)).chain(forms).collect()
        })
    }

    /// Builds an automaton that recognises the names of terms in other languages and their
    /// abbreviations as well, for texts from outside.
    pub fn of_all_languages(catalogue: &Catalogue) -> Self {
        Self::build(catalogue, |key| {
            let forms = catalogue.forms(key);
            let names = catalogue.names(key).map(|name| name.text);
            let others = catalogue.aliases(key);
            let short = others.filter(|alias| is_abbreviation(alias));
            std::iter::once(catalogue.title(key)).chain(forms).chain(names).chain(short).collect()
        })
    }

    fn build<'a>(catalogue: &'a Catalogue, names: impl Fn(EntryKey) -> Vec<&'a str>) -> Self {
        let mut known = HashMap::new();
        let mut patterns = Vec::new();
        let mut owners: Vec<FormOwners> = Vec::new();
        let glossaries = catalogue.themes().iter().filter(|theme| theme.glossary);
        for key in glossaries.flat_map(|theme| theme.entries.clone()).map(EntryKey) {
            if !catalogue.is_recognised(key) {
                continue;
            }
            for written in names(key) {
                let in_capitals = is_in_capitals(written);
                let inflected = inflections(&fold(written)).into_iter();
                for form in inflected.filter(|form| form.len() <= LONGEST_FORM) {
                    let at = *known.entry(form).or_insert_with_key(|form| {
                        patterns.push(form.clone());
                        owners.push(FormOwners::default());
                        owners.len() - 1
                    });
                    let FormOwners { in_capitals: high, in_any_case: any } = &mut owners[at];
                    if in_capitals { high } else { any }.get_or_insert(key);
                }
            }
        }
        let automaton = (!patterns.is_empty()).then(|| Automaton::new(&patterns));
        Self { automaton, owners }
    }

    /// Returns whether there is nothing to recognise.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Finds the terms in a text: whole words only, the longest at each place, never overlapping;
    /// ranges are bytes of `text`. `open` is the entry that the text belongs to, which is not
    /// recognised in its own text.
    pub fn spans(&self, text: &str, open: Option<EntryKey>) -> Vec<TermSpan> {
        self.spans_outside(text, open, &[])
    }

    /// Finds the terms in a text as [`Self::spans`] does, but none that touches one of the `closed`
    /// stretches (links and code); these are bytes of `text`, ascending, never overlapping.
    pub fn spans_outside(
        &self,
        text: &str,
        open: Option<EntryKey>,
        closed: &[Range<usize>],
    ) -> Vec<TermSpan> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = Folded::new(text);
        // The longest at each place: hits come by their ends.
        let mut longest = BTreeMap::new();
        let mut edges = WordEdges::new(&folded.text);
        for (hit, pattern) in automaton.all_in(&folded.text).take(folded.text.len() * MOST_HITS) {
            if !edges.is_whole(&hit) {
                continue;
            }
            let written = folded.characters(text, hit.clone());
            if let Some(entry) = self.owners[pattern].meant_by(&text[written.clone()])
                && !touches(closed, &written)
            {
                longest.insert(hit.start, (hit.end, entry));
            }
        }
        let mut spans = Vec::new();
        let mut graphemes = Graphemes::new(text);
        let mut behind = 0;
        for (start, (end, entry)) in longest {
            if start < behind {
                continue;
            }
            behind = end;
            if Some(entry) != open {
                let range = graphemes.over(folded.characters(text, start..end));
                spans.push(TermSpan { range, entry });
            }
        }
        spans
    }
}

/// Returns whether a range overlaps one of some ascending ranges that do not overlap each other.
fn touches(closed: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = closed.partition_point(|one| one.end <= range.start);
    closed.get(next).is_some_and(|one| one.start < range.end)
}

/// Returns a folded form and its plain English plurals.
fn inflections(form: &str) -> Vec<String> {
    let mut all = vec![form.to_owned()];
    let Some(last) = form.chars().next_back().filter(char::is_ascii_lowercase) else {
        return if form.is_empty() { Vec::new() } else { all };
    };
    match last {
        's' | 'x' => all.push(format!("{form}es")),
        'y' if !form.ends_with("ay") && !form.ends_with("ey") && !form.ends_with("oy") => {
            all.push(format!("{}ies", &form[..form.len() - 1]));
        }
        _ => all.push(format!("{form}s")),
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryHead, NewEntry, Pack, PackKey, Theme, ThemeKey};

    /// A glossary with these titles, each with its forms.
    fn glossary(terms: &[(&str, &[&str])]) -> Catalogue {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("p", "P"));
        catalogue.push_theme(Theme { glossary: true, ..Theme::new(PackKey(0), "term", "Terms") });
        for (number, (title, forms)) in terms.iter().enumerate() {
            let forms = forms.iter().map(|&form| form.into()).collect();
            let head = EntryHead { forms, ..EntryHead::new(&format!("term/{number}"), title) };
            catalogue.push_entry(NewEntry { theme: ThemeKey(0), head });
        }
        catalogue
    }

    #[track_caller]
    fn check(terms: &[(&str, &[&str])], text: &str, expected: &[&str]) {
        let spans = Recogniser::new(&glossary(terms)).spans(text, None);
        let found: Vec<&str> = spans.iter().map(|span| &text[span.range.clone()]).collect();
        assert_eq!(found, expected, "in {text:?}");
    }

    #[test]
    fn whole_words_are_recognised_in_any_case() {
        let terms: &[(&str, &[&str])] = &[("Supply chain", &[])];
        check(terms, "The supply chain, and SUPPLY CHAIN.", &["supply chain", "SUPPLY CHAIN"]);
        check(terms, "Supply chains break.", &["Supply chains"]);
        check(terms, "Oversupply chain or supply chained", &[]);
    }

    #[test]
    fn plain_plurals_are_recognised() {
        check(&[("Smart city", &[])], "Smart cities", &["Smart cities"]);
        check(&[("Equity", &["shares"])], "shares and equities", &["shares", "equities"]);
        check(&[("Survey", &[])], "surveys, not survies", &["surveys"]);
    }

    #[test]
    fn the_longest_form_wins_and_none_overlap() {
        let terms: &[(&str, &[&str])] = &[("Data", &[]), ("Data centre", &[]), ("Centre", &[])];
        check(terms, "a data centre here", &["data centre"]);
        check(terms, "data centred", &["data"]);
    }

    #[test]
    fn forms_of_scripts_without_spaces_are_whole_words_of_theirs() {
        check(&[("联通", &[])], "软联通和硬联通", &["联通", "联通"]);
        check(&[("ชา", &[]), ("กา", &[])], "ผมดื่มชาในโครงการนี้", &["ชา"]);
        check(
            &[("お茶", &[]), ("ティー", &[])],
            "日本のお茶とティーとミルクティー",
            &["お茶", "ティー"],
        );
    }

    #[test]
    fn forms_in_capitals_are_recognised_in_capitals_only() {
        let terms: &[(&str, &[&str])] =
            &[("World Health Organization", &["WHO"]), ("Information technology", &["IT"])];
        check(terms, "WHO asks who it is: IT.", &["WHO", "IT"]);
        check(&[("NGO", &["US"]), ("C", &[])], "NGOs, ngos, US and us, C c", &["NGOs", "US", "C"]);
        check(&[("AIDS", &[]), ("Aid", &["aids"])], "AIDS and aids", &["AIDS", "aids"]);
        let catalogue = glossary(&[("AIDS", &[]), ("Aid", &["aids"])]);
        let spans = Recogniser::new(&catalogue).spans("AIDS aids Aids", None);
        let terms: Vec<EntryKey> = spans.iter().map(|span| span.entry).collect();
        assert_eq!(terms, [0, 1, 1].map(EntryKey));
    }

    #[test]
    fn an_apostrophe_inside_a_word_is_no_edge() {
        check(&[("Don", &[]), ("Eau", &[])], "I don't drink l’eau of Don's.", &["eau", "Don"]);
        check(&[("ять", &[]), ("п'ять", &[])], "П’ять хат", &["П’ять"]);
    }

    #[test]
    fn accents_and_widths_do_not_matter_and_ranges_fit_the_original() {
        check(&[("5G", &[]), ("Café", &[])], "Le CAFE\u{301} a la ５Ｇ.", &["CAFE\u{301}", "５Ｇ"]);
    }

    #[test]
    fn a_form_that_many_terms_share_is_looked_for_once_and_the_first_keeps_it() {
        let same = vec![("Same", &["Others", "same"] as &[&str]); 1000];
        let recogniser = Recogniser::new(&glossary(&same));
        let first = FormOwners { in_any_case: Some(EntryKey(0)), ..FormOwners::default() };
        assert_eq!(recogniser.owners, [first; 4]);
        let spans = recogniser.spans("The same, others", None);
        let entries: Vec<EntryKey> = spans.iter().map(|span| span.entry).collect();
        assert_eq!(entries, [EntryKey(0); 2]);
    }

    #[test]
    fn of_forms_that_begin_each_other_a_bounded_number_is_looked_at() {
        let forms: Vec<String> = (1..400).map(|words| vec!["a"; words].join(" ")).collect();
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        let recogniser = Recogniser::new(&glossary(&[("b", &forms)]));
        let automaton = recogniser.automaton.as_ref().expect("it has forms");
        let text = "a ".repeat(10_000);
        let hits = automaton.all_in(&text).count();
        assert!(hits > text.len() * MOST_HITS && hits <= text.len() * LONGEST_FORM, "{hits}");
        let spans = recogniser.spans(&text, None);
        assert!(spans.iter().all(|span| span.range.len() < LONGEST_FORM));
        let seen: usize = spans.iter().map(|span| span.range.len() + 1).sum();
        assert!((text.len() / 8..text.len() / 2).contains(&seen), "{seen}");
    }

    #[test]
    fn a_term_is_not_recognised_in_its_own_text() {
        let catalogue = glossary(&[("Risk", &[]), ("Loan", &[])]);
        let spans = Recogniser::new(&catalogue).spans("risk of a loan", Some(EntryKey(0)));
        assert_eq!(spans, [TermSpan { range: 10..14, entry: EntryKey(1) }]);
    }
}
