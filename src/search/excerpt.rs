//! What a hit shows: the text that matches with the match marked, cut to a line or two.
//!
//! Made for rows that are shown, never for all hits. Refuses to know: how hits are found and
//! ordered.

use std::collections::BTreeSet;
use std::ops::Range;

use super::class::{Class, MatchField};
use super::cut::{WINDOW, cut};
use super::filters::StatementFilter;
use super::hits::Excerpt;
use super::index::Index;
use super::query::{Atom, MatchMode, Query, QueryWord};
use super::words::{Token, is_word, tokens};
use super::{fuzzy, pinyin, texts, typo};
use crate::model::EntryKey;
use crate::text::fold::{Folded, fold};
use crate::text::grapheme::Graphemes;

/// An excerpt with what the reader needs to go to it.
#[derive(Clone, Debug, Default)]
pub(super) struct ShownExcerpt {
    pub excerpt: Excerpt,
    pub piece: Option<u32>,
    pub words: Vec<String>,
}

/// Builds the excerpt of an entry that matches in a class and field; `line` is the line of a
/// fuzzy match.
pub(super) fn excerpt_of(
    forms: Forms<'_>,
    entry: u32,
    class: Class,
    field: MatchField,
    line: Option<u32>,
) -> ShownExcerpt {
    let Forms { index, query, .. } = forms;
    let marker = MatchMarker { forms, misspelt: class.is_typo() || class.lacks_words() };
    let is_fuzzy = matches!(class, Class::TightFuzzy | Class::LooseFuzzy);
    let mut best: Option<(Marked, Option<u32>)> = None;
    let allowed = StatementFilter::from_query(index, query);
    // A body may have to be read from far; a title is shown without it.
    let body = allowed.as_ref().map(|_| index.body(EntryKey(entry)));
    let counts = |piece: Option<u32>| match (&allowed, &body, piece) {
        (Some(allowed), Some(body), Some(piece)) => allowed.allows(index.catalogue(), body, piece),
        _ => true,
    };
    let texts = written_texts(index, EntryKey(entry), field);
    for (piece, text) in texts.into_iter().filter(|(piece, _)| counts(*piece)) {
        let mut marked = match line {
            Some(line) if class == Class::OneSlip => named(text, index.lines().text(line as usize)),
            Some(line) if is_fuzzy => marker.scattered(text, index.lines().text(line as usize)),
            _ => marker.words(text, field),
        };
        if class == Class::Exact || class == Class::Prefix {
            marked.rank_whole(query, class);
        }
        if best.as_ref().is_none_or(|(old, _)| marked.rank() > old.rank()) {
            best = Some((marked, piece));
        }
    }
    let Some((marked, piece)) = best else { return ShownExcerpt::default() };
    let words: BTreeSet<&str> =
        marked.marks.iter().map(|mark| &marked.text[mark.clone()]).collect();
    let words = words.into_iter().map(str::to_owned).collect();
    ShownExcerpt { excerpt: cut(&marked.text, marked.marks), piece, words }
}

/// Returns whether the allowed pieces of a body hold some parts of a query, given by their places.
pub(super) fn allowed_pieces_hold(
    forms: Forms<'_>,
    allowed: &StatementFilter,
    entry: u32,
    parts: &[usize],
    misspelt: bool,
) -> bool {
    let Forms { index, query, .. } = forms;
    let marker = MatchMarker { forms, misspelt };
    let (catalogue, key) = (index.catalogue(), EntryKey(entry));
    let body = index.body(key);
    let pieces = texts::pieces(catalogue, key, &body).into_iter().chain(texts::headings(&body));
    let folded: Vec<String> = pieces
        .filter(|(piece, _)| allowed.allows(catalogue, &body, *piece))
        .map(|(_, text)| fold(&text))
        .collect();
    let found: Vec<Vec<Token<'_>>> = folded.iter().map(|text| query.tokens(text)).collect();
    parts.iter().all(|&part| {
        found.iter().any(|found| {
            let mut stretches = Vec::new();
            marker.part(part, found, &mut stretches);
            !stretches.is_empty()
        })
    })
}

/// Returns the texts of a field as the author wrote them, with their pieces in the body.
pub(super) fn written_texts(
    index: &Index,
    key: EntryKey,
    field: MatchField,
) -> Vec<(Option<u32>, String)> {
    let catalogue = index.catalogue();
    let plain = |texts: Vec<&str>| texts.into_iter().map(|text| (None, text.to_owned())).collect();
    match field {
        MatchField::Title => plain(vec![catalogue.title(key), catalogue.short(key)]),
        MatchField::Alias => {
            let aliases = catalogue.aliases(key).chain(catalogue.forms(key));
            let numbered = texts::numbered(catalogue, key);
            plain(aliases.chain(numbered.iter().map(String::as_str)).collect())
        }
        MatchField::Name => plain(catalogue.names(key).map(|name| name.text).collect()),
        MatchField::Reading => readings(index, key).into_iter().map(|text| (None, text)).collect(),
        MatchField::Tag => plain(catalogue.tags(key).chain([catalogue.kind(key)]).collect()),
        MatchField::Summary => {
            vec![(None, catalogue.plain_of(key, catalogue.summary(key)).in_one_line())]
        }
        MatchField::Heading => pieces(texts::headings(&index.body(key))),
        MatchField::Body => {
            pieces(texts::pieces_as(catalogue, key, &index.body(key), |plain| plain.in_one_line()))
        }
        MatchField::Note => Vec::new(),
    }
}

fn pieces(pieces: Vec<(u32, String)>) -> Vec<(Option<u32>, String)> {
    pieces.into_iter().map(|(piece, text)| (Some(piece), text)).collect()
}

/// Returns how the names of an entry are pronounced: the authors' readings, else generated ones.
fn readings(index: &Index, key: EntryKey) -> Vec<String> {
    let catalogue = index.catalogue();
    let names = catalogue.names(key).map(|name| {
        if name.reading.is_empty() {
            pinyin::syllables(&fold(name.text), "").join(" ")
        } else {
            name.reading.to_string()
        }
    });
    let others = catalogue.aliases(key).chain(catalogue.forms(key));
    let generated = others
        .chain([catalogue.title(key), catalogue.short(key)])
        .map(|text| pinyin::syllables(&fold(text), "").join(" "));
    names.chain(generated).filter(|reading| !reading.is_empty()).collect()
}

/// A text with its matches.
struct Marked {
    text: String,
    /// Ascending and apart.
    marks: Vec<Range<usize>>,
    /// How many parts of the query the text has.
    parts: usize,
    /// Whether it has them with the accents that were typed.
    alike: bool,
    /// Whether this is the text that made the class.
    whole: bool,
}

impl Marked {
    /// Orders the texts of a field: the one that made the class, the most parts, the accents that were typed,
    /// the shortest.
    fn rank(&self) -> (bool, usize, bool, std::cmp::Reverse<usize>) {
        // Of long texts the first is as good as the shortest.
        let length = if self.text.len() > WINDOW { WINDOW } else { self.text.len() };
        (self.whole, self.parts, self.alike, std::cmp::Reverse(length))
    }

    fn rank_whole(&mut self, query: &Query, class: Class) {
        let joined = |text: &str| -> String {
            let folded = fold(text);
            tokens(&folded).map(|token| token.text).collect()
        };
        let wanted = query.joined_words();
        let text = joined(&self.text);
        self.whole = match class {
            Class::Exact => text == wanted,
            _ => text.starts_with(&wanted),
        };
    }
}

/// A query with the other forms of its words, found once for all texts that are looked through.
#[derive(Clone, Copy)]
pub(super) struct Forms<'a> {
    index: &'a Index,
    query: &'a Query,
    words: &'a [WordForms],
}

/// A word of a query with the words of the vocabulary that have its stem, in order.
pub(super) struct WordForms {
    word: QueryWord,
    forms: Vec<u32>,
}

impl WordForms {
    /// Finds the forms of the plain words of a query.
    pub fn of(index: &Index, query: &Query) -> Vec<Self> {
        let atoms = query.groups.iter().flat_map(|group| &group.atoms);
        let plain = atoms.filter(|atom| atom.mode == MatchMode::Plain);
        let forms = plain.flat_map(|atom| &atom.words).map(|word| {
            let vocabulary = index.vocabulary();
            let mut forms = vocabulary.inflections(&word.text, word.written.as_deref());
            // Words of several packs are numbered one pack behind the other.
            forms.sort_unstable_by(|&one, &other| vocabulary.word(one).cmp(vocabulary.word(other)));
            Self { word: word.clone(), forms }
        });
        forms.collect()
    }
}

impl<'a> Forms<'a> {
    /// Takes a query with the forms of its words.
    pub fn new(index: &'a Index, query: &'a Query, words: &'a [WordForms]) -> Self {
        Self { index, query, words }
    }

    /// Returns whether a folded word of a text is another form of a word of the query.
    fn has(&self, asked: &QueryWord, other: &str) -> bool {
        let vocabulary = self.index.vocabulary();
        let known = self.words.iter().find(|known| known.word == *asked);
        let is_there = |forms: &[u32]| {
            forms.binary_search_by(|&form| vocabulary.word(form).cmp(other)).is_ok()
        };
        known.is_some_and(|known| is_there(&known.forms))
    }
}

/// Finds the parts of a query in texts.
struct MatchMarker<'a> {
    forms: Forms<'a>,
    misspelt: bool,
}

impl MatchMarker<'_> {
    /// Marks the words of the query in a text.
    fn words(&self, text: String, field: MatchField) -> Marked {
        let folded = Folded::new(&text);
        let found: Vec<Token<'_>> = self.forms.query.tokens(&folded.text);
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let mut parts = 0;
        let is_read_together = matches!(field, MatchField::Name | MatchField::Reading);
        for (at, group) in self.forms.query.groups.iter().enumerate() {
            if group.negated || group.optional {
                continue;
            }
            let before = stretches.len();
            self.part(at, &found, &mut stretches);
            stretches.extend(group.atoms.iter().flat_map(|atom| letters(atom, &folded.text)));
            if is_read_together && stretches.len() == before {
                let syllables = group.plain().and_then(|word| closed_up(&folded.text, word));
                stretches.extend(syllables);
            }
            parts += usize::from(stretches.len() > before);
        }
        if is_read_together {
            let joined = closed_up(&folded.text, &self.forms.query.joined_words());
            parts += usize::from(joined.is_some()) * self.forms.query.groups.len();
            stretches.extend(joined);
        }
        let marks = originals(&folded, &text, stretches);
        let alike = self.forms.query.is_written_in(&text);
        Marked { text, marks, parts, alike, whole: false }
    }

    /// Finds one part of the query among the tokens of a text.
    fn part(&self, at: usize, found: &[Token<'_>], stretches: &mut Vec<Range<usize>>) {
        for atom in &self.forms.query.groups[at].atoms {
            let plain = atom.mode == MatchMode::Plain;
            for word in &atom.words {
                let agreements =
                    found.iter().filter_map(|token| self.agreement(word, token, atom.mode));
                stretches.extend(agreements);
            }
            if self.misspelt && plain {
                self.joined_and_split(at, found, stretches);
            }
        }
    }

    /// Returns what of a token agrees with a word: the whole of it, its start, or for runs a part.
    fn agreement(
        &self,
        asked: &QueryWord,
        token: &Token<'_>,
        mode: MatchMode,
    ) -> Option<Range<usize>> {
        let word = &*asked.text;
        let whole = token.start..token.start + token.text.len();
        if token.text == word {
            return Some(whole);
        }
        if token.run {
            let at = token.text.find(word)?;
            return Some(token.start + at..token.start + at + word.len());
        }
        if mode == MatchMode::Exact {
            return None;
        }
        if token.text.starts_with(word) {
            return Some(token.start..token.start + word.len());
        }
        let agrees = mode == MatchMode::Plain
            && (self.forms.has(asked, token.text)
                || self.misspelt && self.is_near(word, token.text));
        agrees.then_some(whole)
    }

    /// Returns whether a word of a text is what one of the query may be a misspelling of.
    fn is_near(&self, word: &str, other: &str) -> bool {
        typo::distance(word, other, self.forms.index.vocabulary().reach(word)).is_some()
    }

    /// Finds words of the query that the text writes as one, and one that it writes as two.
    fn joined_and_split(&self, at: usize, found: &[Token<'_>], stretches: &mut Vec<Range<usize>>) {
        let word = |at: usize| self.forms.query.groups.get(at).and_then(|group| group.plain());
        let Some(own) = word(at) else { return };
        let next = word(at + 1).map(|next| format!("{own}{next}"));
        let before = at.checked_sub(1).and_then(word).map(|before| format!("{before}{own}"));
        for token in found {
            if Some(token.text) == next.as_deref() || Some(token.text) == before.as_deref() {
                stretches.push(token.start..token.start + token.text.len());
            }
        }
        for pair in found.windows(2) {
            if own.strip_prefix(pair[0].text) == Some(pair[1].text) {
                stretches.push(pair[0].start..pair[1].start + pair[1].text.len());
            }
        }
    }

    /// Marks where fuzzy-matcher places the words of the query, in the text that folds to `line`.
    fn scattered(&self, text: String, line: &str) -> Marked {
        let mapped = Folded::new(&text);
        let folded = &mapped.text;
        // A line is cut and may lack the marks before its first word; a reading is spaced again.
        let Some(offset) = folded.find(line) else {
            let closed: String = folded.chars().filter(|&c| is_word(c)).collect();
            let same = closed == line.replace(' ', "");
            return Marked { text, marks: Vec::new(), parts: 0, alike: true, whole: same };
        };
        let starts: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
        let mut stretches = Vec::new();
        for word in
            self.forms.query.groups.iter().filter(|group| !group.optional).filter_map(|g| g.plain())
        {
            if let Some(at) = line.find(word) {
                stretches.push(offset + at..offset + at + word.len());
                continue;
            }
            for place in fuzzy::places(line, word) {
                let at = offset + starts[place];
                let length = folded[at..].chars().next().map_or(0, char::len_utf8);
                stretches.push(at..at + length);
            }
        }
        let marks = originals(&mapped, &text, stretches);
        let parts = marks.len();
        Marked { text, marks, parts, alike: true, whole: true }
    }
}

/// Marks the whole of a text that folds to `line`: a slip may be anywhere in it.
fn named(text: String, line: &str) -> Marked {
    let folded = Folded::new(&text);
    let stretch = folded.text.find(line).map(|at| at..at + line.len());
    let marks = originals(&folded, &text, stretch.into_iter().collect());
    let whole = !marks.is_empty();
    Marked { text, marks, parts: 1, alike: true, whole }
}

/// Finds what is looked for letter by letter, wherever words begin.
fn letters<'t>(atom: &'t Atom, folded: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let (text, end) = (&*atom.text, folded.len());
    let all = folded.match_indices(text).map(|(at, _)| at..at + text.len());
    all.filter(move |place| match atom.mode {
        MatchMode::Plain | MatchMode::Phrase | MatchMode::Exact => false,
        MatchMode::Start => place.start == 0,
        MatchMode::End => place.end == end,
        MatchMode::Whole => *place == (0..end),
    })
}

/// Returns the graphemes of the original that stretches of the folded text come from, ascending,
/// those that touch or overlap made one.
fn originals(folded: &Folded, text: &str, mut stretches: Vec<Range<usize>>) -> Vec<Range<usize>> {
    stretches.sort_unstable_by_key(|stretch| (stretch.start, stretch.end));
    let mut marks: Vec<Range<usize>> = Vec::new();
    let mut graphemes = Graphemes::new(text);
    for stretch in stretches {
        let mark = graphemes.over(folded.characters(text, stretch));
        match marks.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ if mark.is_empty() => {}
            _ => marks.push(mark),
        }
    }
    marks
}

/// Finds a text in a folded one whose spaces mean nothing.
fn closed_up(folded: &str, wanted: &str) -> Option<Range<usize>> {
    if wanted.is_empty() {
        return None;
    }
    let letters: Vec<(usize, char)> = folded.char_indices().filter(|&(_, c)| is_word(c)).collect();
    let closed: String = letters.iter().map(|(_, c)| c).collect();
    let at = closed.find(wanted)?;
    let first = closed[..at].chars().count();
    let last = first + wanted.chars().count() - 1;
    let (start, (end, c)) = (letters[first].0, letters[last]);
    Some(start..end + c.len_utf8())
}
