//! The first step of a search: the entries of which a whole title, alias, name or reading is the
//! query or starts with it; and which of them a text names. Refuses to know: later steps.

use super::bits::Bits;
use super::class::{Class, MatchField};
use super::index::Index;
use super::rank::{Detail, MatchCode};
use super::state::{Candidate, SearchState};
use super::words::{is_word, name_tokens};
use crate::model::EntryKey;
use crate::text::fold::{fold, is_abbreviation, lower};

/// Of more entries than that, the letters that only begin a name are not compared with their accents.
const MOST_READ: usize = 4096;

/// Finds exact and prefix matches, and takes the best of them.
pub(super) fn find_names(state: &mut SearchState<'_>) {
    let Some(words) = state.query.plain_words() else { return };
    let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let typed = state.query.text.trim();
    let (wanted, letters) = (fold(typed), letters(typed));
    let mut found = name_matches(state.index, &words, wanted.contains('\''));
    found.retain(|name| state.admits(name.entry));
    for name in &found {
        let code = &mut state.codes[name.entry as usize];
        *code = name.code.min(*code);
    }
    found.retain(|name| name.code == state.codes[name.entry as usize]);
    // Who types no accents leaves open whether the rest has some.
    let has_accents = !letters.chars().eq(wanted.chars().filter(|&c| is_word(c)));
    let reads_beginnings = has_accents && found.len() <= MOST_READ;
    for name in &mut found {
        if name.class == Class::Exact || reads_beginnings {
            name.unlike = is_unlike(state.index, &wanted, &letters, name.entry, name.class);
        }
        if name.class == Class::Exact {
            name.detail.ordinary = is_ordinary(state.index, &wanted, name.entry);
        }
    }
    // An entry may open with the query in several texts, so that some more are sorted.
    let wanted = state.limit.saturating_mul(2).saturating_add(64);
    if found.len() > wanted {
        found.select_nth_unstable(wanted);
        found.truncate(wanted);
    }
    found.sort_unstable();
    let mut taken = Bits::new(state.index.len());
    found.retain(|name| {
        let new = !taken.contains(name.entry);
        taken.insert(name.entry);
        new
    });
    let best = found.iter().take(state.limit);
    state.candidates.extend(best.map(|name| Candidate::new(name.entry, name.code, name.detail)));
}

/// Returns the entries of which a whole title, alias, name or reading is a text that is read as plain
/// words: those that a search puts first, several if it puts them there for the same reason.
pub(super) fn exact(index: &Index, text: &str) -> Vec<EntryKey> {
    let (wanted, letters) = (fold(text.trim()), letters(text));
    let words: Vec<&str> = name_tokens(&wanted).map(|token| token.text).collect();
    let exact = name_matches(index, &words, wanted.contains('\'')).into_iter();
    let exact = exact.filter(|name| name.class == Class::Exact);
    let rank = |entry: u32, code: MatchCode| {
        let unlike = is_unlike(index, &wanted, &letters, entry, Class::Exact);
        (unlike, code, is_ordinary(index, &wanted, entry))
    };
    let mut ranked: Vec<((bool, MatchCode, bool), u32)> =
        exact.map(|name| (rank(name.entry, name.code), name.entry)).collect();
    ranked.sort_unstable();
    ranked.dedup();
    let first = ranked.first().map(|&(rank, _)| rank);
    let best = ranked.into_iter().take_while(|&(rank, _)| first == Some(rank));
    best.map(|(_, entry)| EntryKey(entry)).collect()
}

/// Returns the letters of a text in lower case with their marks, and its apostrophes.
fn letters(text: &str) -> String {
    let straight = |c| if c == '’' { '\'' } else { c };
    lower(text).chars().map(straight).filter(|&c| is_word(c) || c == '\'').collect()
}

/// Returns whether no name of an entry that folds to the query, or by the class of prefixes begins with it,
/// has the very letters that were typed, their accents and apostrophes included.
fn is_unlike(index: &Index, wanted: &str, typed: &str, entry: u32, class: Class) -> bool {
    let agrees = |name: &str, asked: &str| match class {
        Class::Exact => name == asked,
        _ => name.starts_with(asked),
    };
    let closed_up = |folded: &str| folded.chars().filter(|&c| is_word(c)).collect::<String>();
    let wanted = closed_up(wanted);
    let names = index.catalogue().names(EntryKey(entry));
    let names = names.flat_map(|name| [name.text, name.reading]);
    let all = written_names(index, entry).chain(names);
    let mut alike = all.filter(|name| agrees(&closed_up(&fold(name)), &wanted)).peekable();
    // What no author has written, such as a generated reading, has no accents either.
    alike.peek().is_some() && !alike.any(|name| agrees(&letters(name), typed))
}

/// Returns whether nothing but its name speaks for an entry that is called so: neither an abbreviation
/// nor the very signs.
fn is_ordinary(index: &Index, wanted: &str, entry: u32) -> bool {
    !is_abbreviation_of(index, wanted, entry) && !is_written_so(index, wanted, entry)
}

/// Returns whether the query holds signs that words do not have, and an entry is called so to the
/// sign (`C++`, which as a word is `c`).
fn is_written_so(index: &Index, wanted: &str, entry: u32) -> bool {
    wanted.chars().any(|c| !is_word(c) && c != ' ')
        && written_names(index, entry).any(|name| fold(name) == wanted)
}

/// Returns whether the query is an abbreviation of a glossary term, as its author wrote it.
fn is_abbreviation_of(index: &Index, wanted: &str, entry: u32) -> bool {
    index.catalogue().is_term(EntryKey(entry))
        && written_names(index, entry).any(|name| is_abbreviation(name) && fold(name) == wanted)
}

/// Returns aliases and titles of an entry as the author wrote them.
fn written_names(index: &Index, entry: u32) -> impl Iterator<Item = &str> {
    let (catalogue, key) = (index.catalogue(), EntryKey(entry));
    let others = catalogue.aliases(key).chain(catalogue.forms(key));
    others.chain([catalogue.title(key), catalogue.short(key)])
}

/// An entry of which a short text equals the whole query or starts with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct NameMatch {
    class: Class,
    /// Whether letters are typed with other accents than the name has.
    unlike: bool,
    code: MatchCode,
    detail: Detail,
    entry: u32,
}

/// Finds the short texts that equal the whole query or start with it, in no order; `apostrophes` tells
/// whether the query has some, inside words or around them.
fn name_matches(index: &Index, words: &[&str], apostrophes: bool) -> Vec<NameMatch> {
    let lines = index.lines();
    let joined: String = words.concat();
    let mut found = Vec::new();
    for line in lines.opening_as(&joined) {
        let (text, field) = (lines.text(line), lines.field(line));
        if !may_open(text, &joined) {
            continue;
        }
        let agrees = match field {
            MatchField::Name | MatchField::Reading => opens_joined(text, &joined),
            _ => opens(text, words)
                .or_else(|| is_one_without_apostrophes(text, &joined, apostrophes).then_some(true)),
        };
        let (class, code) = match agrees {
            Some(true) => (Class::Exact, MatchCode::exact(field)),
            Some(false) => (Class::Prefix, MatchCode::prefix(field)),
            None => continue,
        };
        let length = text.len() as u32;
        let detail = Detail { ordinary: true, uncovered: 0, position: 0, length };
        found.push(NameMatch { class, unlike: false, code, detail, entry: lines.owner(line) });
    }
    found
}

/// Returns whether the letters that a text begins with are those of the query, as far as both go: nearly
/// all texts are told by their second letter.
fn may_open(text: &str, joined: &str) -> bool {
    let both = text.bytes().zip(joined.bytes());
    both.take_while(|(letter, _)| letter.is_ascii_alphanumeric()).all(|(one, other)| one == other)
}

/// Compares a text with the words: `Some(true)` if it is made of them, `Some(false)` if it starts
/// with them, the last of which may go on, else `None`.
fn opens(text: &str, words: &[&str]) -> Option<bool> {
    if let [word] = words
        && goes_on(text, word)
    {
        return Some(false);
    }
    let mut tokens = name_tokens(text);
    for (at, word) in words.iter().enumerate() {
        let token = tokens.next()?;
        if token.text != *word {
            let goes_on = at + 1 == words.len() && token.text.starts_with(word);
            return goes_on.then_some(false);
        }
    }
    Some(tokens.next().is_none())
}

/// Returns whether a text begins with a word, and at a glance is more than it: a look at two bytes is
/// enough for nearly all of the many texts that begin with a letter or two.
fn goes_on(text: &str, word: &str) -> bool {
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let more = text.strip_prefix(word).filter(|_| is_plain(word)).map(str::as_bytes);
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
    match more {
        Some([b' ', next, ..] | [next, ..]) => is_letter(next),
        _ => false,
    }
}

/// Returns whether a text and the query, one of which has apostrophes inside words, are one without
/// them: Hawai'i is called hawaii as well, and Hawaiʻi is folded to it.
fn is_one_without_apostrophes(text: &str, joined: &str, apostrophes: bool) -> bool {
    (apostrophes || text.contains('\'')) && text.chars().filter(|&c| is_word(c)).eq(joined.chars())
}

/// As [`opens`], for texts in which spaces mean nothing.
fn opens_joined(text: &str, joined: &str) -> Option<bool> {
    let mut wanted = joined.chars();
    let mut letters = text.chars().filter(|&c| is_word(c));
    for letter in letters.by_ref() {
        match wanted.next() {
            Some(next) if next == letter => {}
            Some(_) => return None,
            None => return Some(false),
        }
    }
    wanted.next().is_none().then_some(true)
}
