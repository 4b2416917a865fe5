//! Footnotes: which links are marks of them, and what the notes are. A book says so (EPUB 3), or its links
//! show it: a mark such as `12` or `*` in running text leads to a block that begins where it leads, and that
//! leads back. Refuses to know: how notes are shown.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::document::{Document, Documents, Leads};
use super::markup::{Element, Markup};

/// The longest note, in bytes of its source: what is longer is a text of its own.
const LONGEST: usize = 64 * 1024;
/// The longest text of a link that only leads back, in characters.
const LONGEST_BACK: usize = 8;
/// The most such links of one note: it may be referred to more than once.
const MOST_BACK: usize = 16;

/// How much longer what holds a mark alone can be, in bytes of tags and brackets.
const MOST_AROUND: usize = 256;

/// What blocks are called that can be notes.
const BLOCKS: [&str; 9] = ["aside", "blockquote", "dd", "div", "dt", "li", "p", "section", "td"];
/// What may hold the block that a mark leads to, and be the whole note.
const HOLDERS: [&str; 5] = ["aside", "dd", "div", "li", "section"];

/// The footnotes of a book.
#[derive(Default)]
pub struct Notes {
    /// They.
    pub all: Vec<Note>,
    /// Of each document the marks in it, by the byte at which each begins.
    pub marks: Vec<BTreeMap<usize, Mark>>,
    /// Of each document what is said as notes and left out of the text, ascending.
    pub cuts: Vec<Vec<Range<usize>>>,
    /// Of each document the notes in it, by the byte at which each begins.
    places: Vec<BTreeMap<usize, usize>>,
}

/// A footnote.
pub struct Note {
    /// The document that it is in.
    pub document: usize,
    /// Where it is.
    pub range: Range<usize>,
    /// What its mark says.
    pub sign: String,
    /// The links in it that only lead back.
    pub back: Vec<Range<usize>>,
}

/// A mark in running text.
pub struct Mark {
    /// Where it is, with what is around it alone.
    pub range: Range<usize>,
    /// The note.
    pub note: usize,
    /// The ids that stand on it.
    pub ids: Vec<String>,
}

/// A link that is taken for a mark.
struct Candidate {
    from: usize,
    link: usize,
    to: usize,
    /// The element that is the note, or the first block of it.
    block: usize,
    is_typed: bool,
}

impl Notes {
    /// Finds all footnotes.
    pub fn of(documents: &Documents) -> Self {
        let mut finder = Finder { documents, backs: HashMap::new(), can_be_notes: HashMap::new() };
        let candidates: Vec<Candidate> = (0..documents.all.len())
            .flat_map(|from| {
                let links = 0..documents.all[from].markup.elements.len();
                links.filter_map(|link| finder.candidate(from, link)).collect::<Vec<_>>()
            })
            .collect();
        let mut starts: Vec<Vec<usize>> = vec![Vec::new(); documents.all.len()];
        for it in &candidates {
            starts[it.to].push(documents.all[it.to].markup.elements[it.block].range.start);
        }
        for starts in &mut starts {
            starts.sort_unstable();
            starts.dedup();
        }
        let mut notes = Self::default();
        notes.marks.resize_with(documents.all.len(), BTreeMap::new);
        notes.cuts.resize_with(documents.all.len(), Vec::new);
        notes.places.resize_with(documents.all.len(), BTreeMap::new);
        let mut known: HashMap<(usize, usize), usize> = HashMap::new();
        let mut held: HashMap<(usize, usize), usize> = HashMap::new();
        for it in candidates {
            let to = &documents.all[it.to].markup;
            let whole = *held.entry((it.to, it.block)).or_insert_with(|| {
                if it.is_typed { it.block } else { whole(to, it.block, &starts[it.to]) }
            });
            let from = &documents.all[it.from].markup;
            let range = extent(to, whole);
            let element = &from.elements[it.link];
            if it.from == it.to && range.contains(&element.range.start) {
                continue;
            }
            let note = *known.entry((it.to, whole)).or_insert_with(|| {
                let sign = bare(&from.text(&element.inside)).to_owned();
                let (document, start, back) = (it.to, range.start, Vec::new());
                let range = range.clone();
                notes.all.push(Note { document, range, sign, back });
                notes.places[it.to].insert(start, notes.all.len() - 1);
                notes.all.len() - 1
            });
            let known_back = &mut notes.all[note].back;
            for back in finder.back_links(it.to, whole) {
                if back.leads_to(from, &it) && !known_back.contains(&back.range) {
                    known_back.push(back.range.clone());
                }
            }
            if it.from == it.to {
                notes.cuts[it.to].push(range);
            }
            let mark = mark(&documents.all[it.from], it.link, note);
            notes.marks[it.from].insert(mark.range.start, mark);
        }
        for (cuts, document) in notes.cuts.iter_mut().zip(&documents.all) {
            with_what_holds_only_them(cuts, document);
        }
        notes
    }

    /// Returns whether a byte of a document is left out of the text.
    pub fn is_left_out(&self, document: usize, at: usize) -> bool {
        is_in(&self.cuts[document], at)
    }

    /// Returns the note that a byte of a document is in.
    pub fn at(&self, document: usize, at: usize) -> Option<usize> {
        let (_, &note) = self.places[document].range(..=at).next_back()?;
        self.all[note].range.contains(&at).then_some(note)
    }
}

/// A link that may only lead back.
struct Back {
    range: Range<usize>,
    /// The document that it leads to, and the element in it.
    to: (usize, Option<usize>),
    /// Whether it says that it leads back.
    is_said: bool,
}

impl Back {
    /// Returns whether it leads to a call: to the link, or to what stands at it and says nothing between them, or
    /// to what holds it, up to its block.
    fn leads_to(&self, markup: &Markup, call: &Candidate) -> bool {
        let (document, element) = self.to;
        if document != call.from || self.is_said {
            return document == call.from;
        }
        let Some(target) = element else { return false };
        let is_block = |at: &usize| BLOCKS.contains(&&*markup.elements[*at].name);
        let block = markup.around(call.link).find(is_block);
        let (link, place) = (&markup.elements[call.link].range, &markup.elements[target].range);
        if place.start <= link.start && link.end <= place.end {
            return block.is_none_or(|block| block <= target);
        }
        let between = if place.start < link.start {
            place.start..link.start
        } else {
            link.end..place.end.max(link.end)
        };
        bare(&markup.text(&between)).is_empty()
    }
}

struct Finder<'d> {
    documents: &'d Documents,
    /// The links in a block that may only lead back.
    backs: HashMap<(usize, usize), Vec<Back>>,
    /// Whether a block is short enough, says something, and is no section.
    can_be_notes: HashMap<(usize, usize), bool>,
}

impl Finder<'_> {
    fn candidate(&mut self, from: usize, link: usize) -> Option<Candidate> {
        let source = &self.documents.all[from].markup;
        let element = &source.elements[link];
        let href = element.attribute("href").filter(|_| element.name == "a")?;
        if element.range.len() > LONGEST || is_back(element) {
            return None;
        }
        let Leads::To(to, Some(target)) = self.documents.follow(from, href) else { return None };
        let markup = &self.documents.all[to].markup;
        let typed = markup.around(target).take(3).find(|&at| is_note(&markup.elements[at]));
        let block = typed.or_else(|| {
            markup.around(target).find(|&at| BLOCKS.contains(&&*markup.elements[at].name))
        })?;
        let can_be_note = *self.can_be_notes.entry((to, block)).or_insert_with(|| {
            let range = extent(markup, block);
            let has_heading = || markup.elements_in(&range).iter().any(|it| it.heading().is_some());
            range.len() <= LONGEST && markup.says_something(&range) && !has_heading()
        });
        if !can_be_note {
            return None;
        }
        let is_marked =
            element.has_word("epub:type", "noteref") || element.has_word("role", "doc-noteref");
        let is_sign = is_sign(&source.text(&element.inside));
        if !(is_marked || typed.is_some() && is_sign) {
            let begins = markup.elements[block].inside.start..markup.elements[target].range.start;
            let own =
                source.around(link).find(|&at| BLOCKS.contains(&&*source.elements[at].name))?;
            let before = source.elements[own].inside.start..element.range.start;
            let is_raised = || {
                let inside = source.elements_in(&element.range).iter().any(|it| it.name == "sup");
                inside || element.parent.is_some_and(|at| source.elements[at].name == "sup")
            };
            let shows = is_sign
                && !markup.says_something(&begins)
                && source.says_something(&before)
                && (is_raised() || self.back_links(to, block).iter().any(|back| back.to.0 == from));
            if !shows {
                return None;
            }
        }
        Some(Candidate { from, link, to, block, is_typed: typed.is_some() })
    }

    fn back_links(&mut self, document: usize, block: usize) -> &[Back] {
        let documents = self.documents;
        self.backs.entry((document, block)).or_insert_with(|| {
            let markup = &documents.all[document].markup;
            let links =
                markup.elements_in(&extent(markup, block)).iter().filter(|it| it.name == "a");
            let back = |link: &Element| {
                let href = link.attribute("href")?;
                let Leads::To(to, element) = documents.follow(document, href) else { return None };
                let is_short = || markup.text(&link.inside).chars().count() <= LONGEST_BACK;
                let source = &documents.all[document].source;
                let is_said = is_back(link);
                (is_said || is_short()).then(|| Back {
                    range: with_brackets(source, link.range.clone()),
                    to: (to, element),
                    is_said,
                })
            };
            links.filter_map(back).take(MOST_BACK).collect()
        })
    }
}

/// Returns whether an element says that it is a note.
fn is_note(element: &Element) -> bool {
    const TYPES: [&str; 4] = ["footnote", "endnote", "rearnote", "note"];
    TYPES.iter().any(|word| element.has_word("epub:type", word))
        || ["doc-footnote", "doc-endnote"].iter().any(|word| element.has_word("role", word))
}

/// Returns whether a link says that it leads back from a note.
fn is_back(element: &Element) -> bool {
    element.has_word("role", "doc-backlink") || element.has_word("epub:type", "backlink")
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || "()[]{}.:".contains(c))
}

/// Returns whether a text is what marks of notes are: a number, a letter, or signs.
fn is_sign(text: &str) -> bool {
    const LONGEST: usize = 5;
    let text = bare(text);
    let length = text.chars().count();
    let all = |is: fn(char) -> bool| text.chars().all(is);
    (1..=LONGEST).contains(&length)
        && (all(char::is_numeric)
            || all(|c| "*†‡§¶#‖⁂".contains(c))
            || all(|c| "ivxlc".contains(c))
            || length == 1 && all(char::is_alphabetic))
}

/// Returns where a note is: a term takes what is said of it with it.
fn extent(markup: &Markup, block: usize) -> Range<usize> {
    let element = &markup.elements[block];
    let mut range = element.range.clone();
    if element.name == "dt" {
        let behind = markup.elements[block + 1..].iter().filter(|it| it.parent == element.parent);
        if let Some(said) = behind.take(1).find(|it| it.name == "dd") {
            range.end = said.range.end.max(range.end);
        }
    }
    range
}

/// Returns the outermost element that is one note: nothing is said in it before its first block, no other
/// note begins in it, and no section.
fn whole(markup: &Markup, block: usize, starts: &[usize]) -> usize {
    let first = markup.elements[block].range.start;
    let mut whole = block;
    for at in markup.around(block).skip(1) {
        let Element { name, range, inside, .. } = &markup.elements[at];
        let notes = starts.partition_point(|&at| at < range.end)
            - starts.partition_point(|&at| at < range.start);
        let is_one = HOLDERS.contains(&&**name)
            && notes == 1
            && range.len() <= LONGEST
            && !markup.says_something(&(inside.start..first))
            && !markup.elements_in(range).iter().any(|it| it.heading().is_some());
        if !is_one {
            break;
        }
        whole = at;
    }
    whole
}

/// Builds the mark of a link, with the brackets and elements that hold it alone.
fn mark(document: &Document, link: usize, note: usize) -> Mark {
    let Document { markup, source, .. } = document;
    let text = markup.text(&markup.elements[link].inside);
    let is_around = |at: &usize| {
        let element = &markup.elements[*at];
        let holds = matches!(&*element.name, "sup" | "span" | "small")
            && element.range.len() <= markup.elements[link].range.len() + MOST_AROUND;
        *at == link || holds && bare(&markup.text(&element.inside)) == bare(&text)
    };
    let around: Vec<&Element> =
        markup.around(link).take(3).take_while(is_around).map(|at| &markup.elements[at]).collect();
    let range = around.last().map_or(0..0, |it| with_brackets(source, it.range.clone()));
    let ids = around.iter().filter_map(|it| it.attribute("id")).map(ToOwned::to_owned).collect();
    Mark { range, note, ids }
}

/// Returns where a link is with the brackets that hold it alone.
fn with_brackets(source: &str, range: Range<usize>) -> Range<usize> {
    const BRACKETS: [(char, char); 2] = [('[', ']'), ('(', ')')];
    let (before, behind) = (&source[..range.start], &source[range.end..]);
    let holds = |&(open, close): &(char, char)| before.ends_with(open) && behind.starts_with(close);
    if BRACKETS.iter().any(holds) { range.start - 1..range.end + 1 } else { range }
}

/// Returns whether a byte is in one of some ranges, which are in order.
fn is_in(ranges: &[Range<usize>], at: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= at);
    before.checked_sub(1).is_some_and(|last| ranges[last].contains(&at))
}

/// Adds what holds nothing but notes that are left out, and headings over them.
fn with_what_holds_only_them(cuts: &mut Vec<Range<usize>>, document: &Document) {
    let markup = &document.markup;
    let in_order = |cuts: &mut Vec<Range<usize>>| {
        cuts.sort_by_key(|cut| (cut.start, usize::MAX - cut.end));
        let mut end = 0;
        cuts.retain(|cut| {
            let is_new = cut.end > end;
            end = end.max(cut.end);
            is_new
        });
    };
    in_order(cuts);
    let mut looked_at = HashSet::new();
    let mut holders = Vec::new();
    for cut in cuts.iter() {
        let at = markup.elements.partition_point(|it| it.range.start < cut.start);
        for holder in markup.around(at.min(markup.elements.len() - 1)).skip(1) {
            let Element { name, range, inside, .. } = &markup.elements[holder];
            if matches!(&**name, "body" | "html") || !looked_at.insert(holder) {
                break;
            }
            let headings = markup.elements_in(inside).iter().filter(|it| it.heading().is_some());
            let headings: Vec<_> = headings.map(|it| it.inside.clone()).collect();
            let is_left_out =
                |at: usize| is_in(cuts, at) || headings.iter().any(|it| it.contains(&at));
            if headings.len() > 2 || !markup.said_in(inside).all(is_left_out) {
                break;
            }
            holders.push(range.clone());
        }
    }
    cuts.append(&mut holders);
    in_order(cuts);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_leads_to_the_place_of_a_call_leads_back() {
        for (source, expected) in [
            ("<p>a<a href='#n' id='t'>1</a></p>", true),
            ("<p>a<a href='#n'><i id='t'>1</i></a></p>", true),
            ("<p>a<sup id='t'>[<a href='#n'>1</a>]</sup></p>", true),
            ("<p id='t'>a<a href='#n'>1</a></p>", true),
            ("<p>a<a id='t'/><sup>[<a href='#n'>1</a>]</sup></p>", true),
            ("<p>a<a href='#n'>1</a><a id='t'/></p>", true),
            ("<p>a<a id='t'/> b<a href='#n'>1</a></p>", false),
            ("<p>a<a href='#n'>1</a> b<a id='t'/></p>", false),
            ("<p>a<a href='#n'>1</a></p><p id='t'>b</p>", false),
            ("<div id='t'><p>a<a href='#n'>1</a></p></div>", false),
            ("<p id='t'>b</p><p>a<a href='#n'>1</a></p>", false),
            ("<p>a<a href='#n'>1</a></p>", false),
        ] {
            let markup = Markup::of_xhtml(source);
            let find =
                |key, value| markup.elements.iter().position(|it| it.attribute(key) == Some(value));
            let link = find("href", "#n").expect("each text has a call");
            let call = Candidate { from: 0, link, to: 1, block: 0, is_typed: true };
            let back = |is_said| Back { range: 0..0, to: (0, find("id", "t")), is_said };
            assert_eq!(back(false).leads_to(&markup, &call), expected, "{source}");
            assert!(back(true).leads_to(&markup, &call), "{source}");
        }
    }
}
