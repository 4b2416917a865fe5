//! What was typed, taken apart: words, `'exact`, `^start`, `end$`, `!not`, `a | b`, `"a phrase"`
//! and filters. Never fails; refuses to know the library, so whether a filter's value exists is
//! asked later (`filters`).

use super::asking::asking_words;
use super::words::{Token, is_stop_word, is_word, name_tokens, sign_tokens, tokens};
use crate::text::fold::{Folded, fold, lower};
use crate::text::pinyin::is_syllable;

/// Characters of a query that are read; the rest is ignored.
pub const QUERY_LIMIT: usize = 256;
/// Queries up to this many letters are held by many titles as scattered letters.
const SHORT: usize = 5;
/// Words of a query that are read.
pub const WORD_LIMIT: usize = 16;

/// A query, parsed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// What was typed, cut to its limit.
    pub text: String,
    pub(super) groups: Vec<Alternatives>,
    pub(super) filters: Vec<Filter>,
    /// Whether matches by scattered letters are wanted even if a short query has better ones.
    pub(super) loose: bool,
    /// Filters that have no value yet.
    pub(super) unfinished: Vec<FilterKind>,
    /// Whether it is made of signs alone (`||`), which are text if entries hold them.
    pub(super) of_signs: bool,
    /// The names of what looks like a filter and is none.
    pub(super) unknown_filters: Vec<String>,
}

/// Alternatives, one of which must match (or, negated, none).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Alternatives {
    pub atoms: Vec<Atom>,
    pub negated: bool,
    /// Whether entries without it match as well.
    pub optional: bool,
}

impl Alternatives {
    /// Returns the word if it is a plain one, which may be inflected, misspelt and scattered.
    pub fn plain(&self) -> Option<&str> {
        match self.atoms.as_slice() {
            [atom] if atom.mode == MatchMode::Plain && !self.negated => Some(&atom.words[0].text),
            _ => None,
        }
    }

    /// Returns whether it is wanted and does not only ask or join.
    pub fn says_what_is_asked(&self) -> bool {
        !self.negated && !self.optional
    }

    /// Returns a plain run of characters in place of this one.
    pub fn with_run(&self, run: &str) -> Self {
        Self { atoms: vec![Atom::of_run(run)], ..*self }
    }

    /// Writes it as it can be typed.
    pub fn written(&self) -> String {
        let atoms: Vec<String> = self.atoms.iter().map(Atom::written).collect();
        format!("{}{}", if self.negated { "!" } else { "" }, atoms.join(" | "))
    }

    /// Returns whether it is a plain run of Chinese characters or kana.
    pub fn is_run(&self) -> bool {
        self.atoms[0].words[0].run
    }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    pub mode: MatchMode,
    /// Folded and without marks; one word if the mode is [`MatchMode::Plain`].
    pub text: String,
    /// Its words; never empty.
    pub words: Vec<QueryWord>,
    /// Whether the last word may go on, because it is being typed.
    pub open: bool,
    /// Whether it is a word of two or three capitals, which is no part of a longer word in a text.
    pub acronym: bool,
}

impl Atom {
    /// Builds a plain run of characters that are written without spaces.
    pub fn of_run(run: &str) -> Self {
        let words = vec![QueryWord { run: true, ..QueryWord::new(run) }];
        let text = run.to_owned();
        Self { mode: MatchMode::Plain, text, words, open: false, acronym: false }
    }

    fn written(&self) -> String {
        match self.mode {
            MatchMode::Plain => self.text.clone(),
            MatchMode::Exact => format!("'{}", self.text),
            MatchMode::Start => format!("^{}", self.text),
            MatchMode::End => format!("{}$", self.text),
            MatchMode::Whole => format!("^{}$", self.text),
            MatchMode::Phrase => format!("\"{}\"", self.text),
        }
    }
}

/// A folded word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct QueryWord {
    pub text: String,
    pub run: bool,
    /// The word in lower case with its marks, if folding took some.
    pub written: Option<String>,
}

impl QueryWord {
    /// Builds a word of a script with spaces, or signs.
    pub fn new(folded: &str) -> Self {
        Self { text: folded.to_owned(), run: false, written: None }
    }

    /// Reads a token of a folded text.
    fn read(token: &Token<'_>, folded: &Folded, typed: &str, before: usize) -> Self {
        let start = before + token.start;
        let written = lower(&typed[folded.characters(typed, start..start + token.text.len())]);
        let written = Some(written).filter(|written| written != token.text);
        Self { run: token.run, written, ..Self::new(token.text) }
    }
}

/// How an atom must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MatchMode {
    /// In any way.
    Plain,
    /// As a whole word; as a part of a run of characters that are written without spaces.
    Exact,
    /// At the start of a short text.
    Start,
    /// At the end of a short text.
    End,
    /// As a whole short text.
    Whole,
    /// Words that follow each other.
    Phrase,
}

/// `theme:mechanism` and its like; `theme:mechanism|connectivity` has two values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Filter {
    pub kind: FilterKind,
    /// Folded, never empty; one of them is enough.
    pub values: Vec<String>,
    pub negated: bool,
}

impl Filter {
    /// Writes it as it can be typed.
    pub fn written(&self) -> String {
        let values: Vec<String> = self.values.iter().map(|value| quoted(value)).collect();
        let negated = if self.negated { "!" } else { "" };
        format!("{negated}{}:{}", self.kind.name(), values.join("|"))
    }
}

/// Returns pinyin whose tones are written as digits without them, `lian2tong1` as `liantong`;
/// `None` for any other text. One syllable may as well be a formula or a name (`CO2`).
fn without_tones(text: &str) -> Option<String> {
    let is_tone = |c: char| matches!(c, '1'..='5');
    let syllables: Vec<&str> = text.trim().strip_suffix(is_tone)?.split(is_tone).collect();
    (syllables.len() > 1 && syllables.iter().all(|part| is_syllable(part.trim_start())))
        .then(|| syllables.concat())
}

/// Puts a value that holds spaces into quotation marks.
fn quoted(value: &str) -> String {
    if value.contains(' ') { format!("\"{value}\"") } else { value.to_owned() }
}

/// What a filter asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilterKind {
    /// The theme of an entry.
    Theme,
    /// The pack of an entry.
    Pack,
    /// A tag of an entry.
    Tag,
    /// What sort of thing an entry is.
    Type,
    /// How far an entry can be relied on.
    Is,
    /// Who says a statement.
    By,
    /// The place in the source that a statement rests on.
    Place,
}

impl FilterKind {
    /// All kinds, with their names.
    pub(super) const ALL: [(Self, &'static str); 7] = [
        (Self::Theme, "theme"),
        (Self::Pack, "pack"),
        (Self::Tag, "tag"),
        (Self::Type, "type"),
        (Self::Is, "is"),
        (Self::By, "by"),
        (Self::Place, "place"),
    ];

    /// Returns what is typed to ask for a value.
    pub fn asking(self, value: &str) -> String {
        format!("{}:{}", self.name(), quoted(value))
    }

    /// Returns what is typed before the colon.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// Returns the kind of a folded name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// Returns whether it asks where an entry is.
    pub(super) fn is_of_places(self) -> bool {
        matches!(self, Self::Theme | Self::Pack)
    }

    /// Returns whether it asks about single statements, of which an entry has many.
    pub(super) fn is_of_statements(self) -> bool {
        matches!(self, Self::By | Self::Place)
    }
}

impl Query {
    /// Parses what was typed; never fails, a bad filter becomes a hint of the hits.
    pub fn parse(text: &str) -> Self {
        let cut = text.char_indices().nth(QUERY_LIMIT).map_or(text.len(), |(at, _)| at);
        let mut query = Self { text: text[..cut].to_owned(), ..Self::default() };
        let mut joins = false;
        let text = without_tones(&query.text).unwrap_or_else(|| query.text.clone());
        for piece in split(&text) {
            if piece.text == "|" && piece.quotation == Quotation::None {
                joins = !query.groups.is_empty() || !query.filters.is_empty();
                continue;
            }
            if query.read_filter(&piece, joins) {
                joins = false;
                continue;
            }
            let atoms = read_atoms(&piece);
            if atoms.is_empty() {
                continue;
            }
            if joins && let Some(last) = query.groups.last_mut() {
                last.atoms.push(join(atoms));
            } else if piece.negated {
                query.groups.push(Alternatives {
                    atoms: vec![join(atoms)],
                    negated: true,
                    optional: false,
                });
            } else {
                query.groups.extend(atoms.into_iter().map(|atom| Alternatives {
                    atoms: vec![atom],
                    negated: false,
                    optional: false,
                }));
            }
            joins = false;
        }
        query.read_signs();
        query.groups.truncate(WORD_LIMIT);
        query.weigh();
        query
    }

    /// Reads a query without any word or filter as signs that may be a name, whatever they mean as syntax.
    fn read_signs(&mut self) {
        let folded = fold(&self.text);
        if folded.contains(is_word) || folded.trim().is_empty() {
            return;
        }
        self.of_signs = true;
        let atoms = name_tokens(&folded).map(|token| Atom {
            mode: MatchMode::Plain,
            text: token.text.to_owned(),
            words: vec![QueryWord::new(token.text)],
            open: true,
            acronym: false,
        });
        let alone = |atom| Alternatives { atoms: vec![atom], negated: false, optional: false };
        self.groups = atoms.map(alone).collect();
    }

    /// Returns the query as it is where entries hold no such signs: it asks for nothing.
    pub(super) fn without_signs(&self) -> Self {
        Self { groups: Vec::new(), of_signs: false, ..self.clone() }
    }

    /// Returns the words of a folded text in which this query can be found; its signs if it asks for
    /// signs.
    pub(super) fn tokens<'t>(&self, folded: &'t str) -> Vec<Token<'t>> {
        if self.of_signs { sign_tokens(folded).collect() } else { tokens(folded).collect() }
    }

    /// Marks the words that a match may lack, unless nothing would be left: those that only ask or
    /// join, and those of little meaning.
    fn weigh(&mut self) {
        let words: Vec<&str> =
            self.groups.iter().map(|group| group.plain().unwrap_or_default()).collect();
        let asks = asking_words(&words);
        let spared: Vec<bool> =
            words.iter().zip(asks).map(|(word, asks)| asks || is_stop_word(word)).collect();
        let mut groups = self.groups.iter().zip(&spared);
        if groups.any(|(group, spared)| !group.negated && !spared) {
            for (group, spared) in self.groups.iter_mut().zip(spared) {
                group.optional = spared;
            }
        }
    }

    /// Returns the query with matches by scattered letters if `loose`, even if it is short and has better
    /// ones.
    #[must_use]
    pub fn loosely(self, loose: bool) -> Self {
        Self { loose, ..self }
    }

    /// Returns whether matches by scattered letters are too many to stand beside better ones.
    pub(super) fn is_short(&self) -> bool {
        !self.loose && (1..=SHORT).contains(&self.joined_words().chars().count())
    }

    /// Returns whether it is typed as initials are: inside of longer words they are found by chance.
    pub(super) fn is_initials(&self) -> bool {
        self.groups.iter().flat_map(|group| &group.atoms).all(|atom| atom.acronym)
    }

    /// Returns whether it is a word of two or three letters, which initials are as well when they are typed
    /// in lower case.
    pub(super) fn may_be_initials(&self) -> bool {
        let is_short = |word: &&QueryWord| !word.run && matches!(word.text.chars().count(), 2 | 3);
        self.plain_words().is_some_and(|words| words.len() == 1 && words.iter().all(is_short))
    }

    /// Returns whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.filters.is_empty()
    }

    /// Returns the plain words in order if the query asks for nothing but plain words (filters and
    /// excluded words aside).
    pub(super) fn plain_words(&self) -> Option<Vec<&QueryWord>> {
        let mut words = Vec::new();
        for group in self.groups.iter().filter(|group| !group.negated) {
            group.plain()?;
            words.push(&group.atoms[0].words[0]);
        }
        (!words.is_empty()).then_some(words)
    }

    /// Returns whether a text has the words that were typed with accents so.
    pub(super) fn is_written_in(&self, text: &str) -> bool {
        let words = self.plain_words().into_iter().flatten();
        let written: Vec<&str> = words.filter_map(|word| word.written.as_deref()).collect();
        let lower = if written.is_empty() { String::new() } else { lower(text) };
        written.iter().all(|word| lower.contains(word))
    }

    /// Returns the plain words without spaces; empty if the query asks for more than plain words.
    pub(super) fn joined_words(&self) -> String {
        self.plain_words().into_iter().flatten().map(|word| word.text.as_str()).collect()
    }

    /// Reads a piece as a filter; returns whether it is one.
    fn read_filter(&mut self, piece: &QueryPiece, joins: bool) -> bool {
        let Some((name, value)) = piece.text.split_once(':') else { return false };
        if piece.quotation == Quotation::Other {
            return false;
        }
        let name = fold(name);
        if let Some(kind) = FilterKind::named(&name) {
            let values: Vec<String> = fold(value)
                .split('|')
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty())
                .collect();
            if values.is_empty() {
                self.unfinished.push(kind);
            } else if let Some(last) =
                self.filters.last_mut().filter(|last| joins && last.kind == kind)
            {
                last.values.extend(values);
            } else {
                self.filters.push(Filter { kind, values, negated: piece.negated });
            }
            return true;
        }
        let near = FilterKind::ALL.iter().any(|(_, known)| strsim::osa_distance(known, &name) == 1);
        if near && !value.is_empty() {
            self.unknown_filters.push(name);
        }
        false
    }
}

/// A stretch of a query between spaces.
#[derive(Debug)]
struct QueryPiece {
    text: String,
    negated: bool,
    quotation: Quotation,
    /// Whether the quotation is still open, or the piece ends the query.
    open: bool,
}

/// Which part of a piece is in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotation {
    None,
    /// What follows a colon: `theme:"why it matters"`.
    Value,
    Other,
}

/// Returns whether a character begins or ends what is to be taken as one.
pub(super) fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

/// Splits a query at spaces outside quotation marks; `|` is a piece alone.
fn split(text: &str) -> Vec<QueryPiece> {
    let mut pieces = Vec::new();
    let text = without_inner_marks(text);
    let mut characters = text.chars().peekable();
    while let Some(&c) = characters.peek() {
        if c.is_whitespace() {
            characters.next();
            continue;
        }
        let negated = matches!(c, '!' | '！');
        if negated {
            characters.next();
        }
        let mut piece =
            QueryPiece { text: String::new(), negated, quotation: Quotation::None, open: false };
        let mut inside = false;
        while let Some(&c) = characters.peek() {
            if is_quotation_mark(c) {
                inside = !inside;
                if piece.quotation == Quotation::None {
                    let value = piece.text.ends_with(':');
                    piece.quotation = if value { Quotation::Value } else { Quotation::Other };
                }
            } else if !inside
                && (c.is_whitespace() || (c == '|' && !piece.text.is_empty() && !in_value(&piece)))
            {
                break;
            } else {
                piece.text.push(c);
                if c == '|' && !inside && !in_value(&piece) {
                    characters.next();
                    break;
                }
            }
            characters.next();
        }
        piece.open = inside || characters.peek().is_none();
        pieces.push(piece);
    }
    pieces
}

/// Drops the quotation marks “ ” that touch other text: inside a name or a sentence that is written
/// without spaces they are part of the writing, and ask for no phrase.
fn without_inner_marks(text: &str) -> String {
    let is_joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut kept = String::with_capacity(text.len());
    let mut drops_closing = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '“' => {
                let behind = rest.split_once('”').and_then(|(_, behind)| behind.chars().next());
                drops_closing = is_joined(text[..at].chars().next_back()) || is_joined(behind);
                if !drops_closing {
                    kept.push(c);
                }
            }
            '”' if drops_closing => drops_closing = false,
            _ => kept.push(c),
        }
    }
    kept
}

/// Returns whether a piece is a filter, in whose value `|` separates alternatives.
fn in_value(piece: &QueryPiece) -> bool {
    let Some((name, _)) = piece.text.split_once(':') else { return false };
    piece.quotation != Quotation::Other && FilterKind::named(&fold(name)).is_some()
}

/// Reads the atoms of a piece: one for a mark of syntax or a phrase, else one a word.
fn read_atoms(piece: &QueryPiece) -> Vec<Atom> {
    let folded = Folded::new(&piece.text);
    let (mode, text) = if piece.quotation == Quotation::None {
        read_mode(&folded.text)
    } else {
        (MatchMode::Phrase, folded.text.as_str())
    };
    // The mark of syntax that was taken off.
    let before =
        usize::from(matches!(mode, MatchMode::Exact | MatchMode::Start | MatchMode::Whole));
    let words: Vec<QueryWord> =
        tokens(text).map(|token| QueryWord::read(&token, &folded, &piece.text, before)).collect();
    let text = text.trim().to_owned();
    let open = piece.open;
    let acronym = is_acronym(&piece.text);
    match mode {
        _ if words.is_empty() => Vec::new(),
        MatchMode::Plain => words
            .into_iter()
            .map(|word| Atom { mode, text: word.text.clone(), words: vec![word], open, acronym })
            .collect(),
        MatchMode::Exact if words.len() > 1 => {
            vec![Atom { mode: MatchMode::Phrase, text, words, open, acronym }]
        }
        _ => vec![Atom { mode, text, words, open, acronym }],
    }
}

/// Returns whether a piece is two or three capitals, as in `AI` and `USA`.
fn is_acronym(piece: &str) -> bool {
    matches!(piece.chars().count(), 2 | 3) && piece.chars().all(char::is_uppercase)
}

/// Takes the marks of syntax off a piece; a mark alone is text that has no words.
fn read_mode(folded: &str) -> (MatchMode, &str) {
    if let Some(rest) = folded.strip_prefix('\'') {
        return (MatchMode::Exact, rest.strip_suffix('\'').unwrap_or(rest));
    }
    match (folded.strip_prefix('^'), folded.strip_suffix('$')) {
        (Some(rest), None) => (MatchMode::Start, rest),
        (None, Some(rest)) => (MatchMode::End, rest),
        (Some(rest), Some(_)) => (MatchMode::Whole, rest.strip_suffix('$').unwrap_or(rest)),
        (None, None) => (MatchMode::Plain, folded),
    }
}

/// Makes one atom of several: an alternative of more than one word is a phrase.
fn join(mut atoms: Vec<Atom>) -> Atom {
    if atoms.len() == 1 {
        return atoms.remove(0);
    }
    let open = atoms.last().is_some_and(|atom| atom.open);
    let words: Vec<QueryWord> = atoms.into_iter().flat_map(|atom| atom.words).collect();
    let text = words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
    Atom { mode: MatchMode::Phrase, text, words, open, acronym: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes a query as it was understood.
    fn shown(text: &str) -> String {
        let query = Query::parse(text);
        let groups = query.groups.iter().map(|group| {
            let atoms: Vec<String> = group
                .atoms
                .iter()
                .map(|atom| {
                    let words: Vec<&str> =
                        atom.words.iter().map(|word| word.text.as_str()).collect();
                    format!("{:?}({})", atom.mode, words.join(" "))
                })
                .collect();
            let negated = if group.negated { "not " } else { "" };
            let optional = if group.optional { "optional " } else { "" };
            format!("{negated}{optional}{}", atoms.join(" or "))
        });
        let filters = query.filters.iter().map(|filter| {
            let negated = if filter.negated { "not " } else { "" };
            format!("{negated}{}={}", filter.kind.name(), filter.values.join("|"))
        });
        groups.chain(filters).collect::<Vec<_>>().join(", ")
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shown(text), expected, "{text}");
    }

    #[test]
    fn words_and_syntax() {
        check("", "");
        check("theme:a|b c", "Plain(c), theme=a|b");
        check("  Hard   Links ", "Plain(hard), Plain(links)");
        check("e-commerce", "Plain(e), Plain(commerce)");
        check("'exact", "Exact(exact)");
        check("'exact'", "Exact(exact)");
        check("^start end$ ^both$", "Start(start), End(end), Whole(both)");
        check("!not", "not Plain(not)");
        check("!\"a phrase\"", "not Phrase(a phrase)");
        check("a | b c", "Plain(a) or Plain(b), Plain(c)");
        check("loan|bond", "Plain(loan) or Plain(bond)");
        check("\"belt and road\"", "Phrase(belt and road)");
        check("“small yet", "Phrase(small yet)");
        check("“一带一路”倡议", "Plain(一带一路倡议)");
        check("共建“一带一路” “硬 联通”", "Plain(共建一带一路), Phrase(硬 联通)");
        check("硬联通 5G网络", "Plain(硬联通), Plain(5g), Plain(网络)");
    }

    #[test]
    fn signs_alone_are_text_and_marks_beside_words_are_syntax() {
        check("||", "Plain(||)");
        check("! | '", "Plain(!), Plain(|), Plain(')");
        check("a !b '", "Plain(a), not Plain(b)");
        check("theme:", "");
        assert!(Query::parse("||").without_signs().is_empty());
    }

    #[test]
    fn tones_are_digits_behind_syllables_of_pinyin_alone() {
        check("lian2tong1", "Plain(liantong)");
        check("ying4 lian2 tong1", "Plain(ying), Plain(lian), Plain(tong)");
        check("lü4se4", "Plain(luse)");
        check("phase1 phase2", "Plain(phase1), Plain(phase2)");
        check("web2 web3", "Plain(web2), Plain(web3)");
        check("co2", "Plain(co2)");
    }

    #[test]
    fn filters() {
        check("theme:Mechanism loan", "Plain(loan), theme=mechanism");
        check("theme:\"why it matters\"", "theme=why it matters");
        check("!tag:finance by:editor", "not tag=finance, by=editor");
        check("place:m5", "place=m5");
        check("http://x.org", "Plain(http), Plain(x), Plain(org)");
        assert_eq!(Query::parse("thme:x").unknown_filters, ["thme"]);
        check("\"theme:x\"", "Phrase(theme x)");
    }

    #[test]
    fn function_words_weigh_little_unless_they_are_all_there_is() {
        check(
            "what is a bond",
            "optional Plain(what), optional Plain(is), optional Plain(a), Plain(bond)",
        );
        check("who is it", "Plain(who), Plain(is), Plain(it)");
        check("swap explained", "Plain(swap), optional Plain(explained)");
        check(
            "difference between a and b",
            "optional Plain(difference), optional Plain(between), optional Plain(a), \
             optional Plain(and), Plain(b)",
        );
        check("meaning", "Plain(meaning)");
    }

    #[test]
    fn case_47_a_query_of_ten_thousand_characters_is_capped() {
        let query = Query::parse(&"wörter ".repeat(1500));
        assert_eq!(query.text.chars().count(), QUERY_LIMIT);
        assert_eq!(query.groups.len(), WORD_LIMIT);
    }
}
