//! Sentences about queries: hints, and why a hit has its place among the hits.

use super::near::pair;

/// What can be typed into a search, each with what it finds.
pub const SYNTAX: [(&str, &str); 15] = [
    ("who pays", "all words, in any order; typing mistakes are forgiven"),
    ("'word", "the word as it stands, whole; 'word' is the same"),
    ("^start", "titles and other names that start so"),
    ("end$", "titles and other names that end so"),
    ("\"a phrase\"", "words that follow each other"),
    ("!word", "what does not have the word"),
    ("one | other", "either of them"),
    ("theme:term", "in a theme; theme:term|mechanism in either"),
    ("pack:", "in a pack"),
    ("tag:", "with a tag"),
    ("type:metric", "of a kind"),
    ("is:stale", "with a standing, such as is:unverified"),
    ("by:editor", "what the editor says, or by:article the article"),
    ("place:fifth", "what the source says at a place"),
    ("!theme:term", "not in the theme"),
];

/// The heading above what can be typed into a search.
pub const SYNTAX_TITLE: &str = "WHAT CAN BE TYPED";

/// The field and the class of a hit that lacks words of the query, with these.
pub fn without(field_and_class: &str, missing: &[String]) -> String {
    let missing: Vec<String> = missing.iter().map(|word| format!("“{word}”")).collect();
    format!("{field_and_class} · without {}", missing.join(", "))
}

/// The message that no filter has this name.
pub fn unknown_filter(name: &str, known: &[&str]) -> String {
    format!("There is no filter “{name}:”; the filters are {}.", known.join(", "))
}

/// The message that a filter has no such value; `known` may be empty.
pub fn unknown_value(filter: &str, value: &str, known: &[&str]) -> String {
    /// How many values fit on a line.
    const SHOWN: usize = 8;
    if known.is_empty() {
        return match filter {
            "is" => format!("Nothing is “{value}”."),
            _ => format!("Nothing has the {filter} “{value}”."),
        };
    }
    let more = if known.len() > SHOWN { " and more" } else { "" };
    let shown = &known[..known.len().min(SHOWN)];
    if filter == "is" {
        return format!("Nothing is “{value}”; what is known is {}{more}.", shown.join(", "));
    }
    // What `by:` names is a voice.
    let kind = if filter == "by" { "voice" } else { filter };
    format!("There is no {kind} “{value}”; there is {}{more}.", shown.join(", "))
}

/// The field and the class of a hit, in short.
pub fn field_and_class(field: &str, class: &str) -> String {
    format!("{field} · {class}")
}

/// The class of a hit that is near in meaning, with the pair of words that says so.
pub fn class_and_near_words(class: &str, asked: &str, found: &str) -> String {
    format!("{class} · {}", pair(asked, found))
}

/// The words that carried most of a nearness in meaning.
pub fn near_words(asked: &str, found: &str) -> String {
    if asked == found {
        format!("“{asked}” in both carries most of it")
    } else {
        format!("“{asked}” lies near “{found}”, which carries most of it")
    }
}

/// How near an entry is in meaning, in thousandths.
pub fn nearness(score: i64, threshold: i64) -> String {
    format!("{score} of 1000 near; less than {threshold} is not shown")
}

/// A Chinese word in English.
pub fn gloss(word: &str, english: &[&str]) -> String {
    format!("{word} = {}", english.join(", "))
}

/// The hint that the index of a compiled file is damaged somewhere.
pub const DAMAGED_INDEX: &str = "hits may be missing, because part of the index is damaged in its file; \
                                 build the file again, or copy it again from where it came";

/// A class: what filters leave.
pub const FILTERED: &str = "all that the filters leave";

/// A class: the whole of a short text.
pub const EXACT: &str = "the whole of it";
/// A class: the start of a short text.
pub const PREFIX: &str = "the start of it";
/// A class: a whole name but for one slip.
pub const ONE_SLIP: &str = "the whole of it but for one slip";
/// A class: all words.
pub const WORDS: &str = "all words";
/// A class: all words begun.
pub const WORD_PREFIXES: &str = "all words begun";
/// A class: a phrase in the text.
pub const PHRASE: &str = "a phrase in the text";
/// A class: all words in the text.
pub const BODY: &str = "all words, in the text";
/// A class: most words.
pub const MOST: &str = "most words, of those that any entry has, and about what was asked";
/// A class: one run of letters, or starts of words.
pub const TIGHT: &str = "one run of letters, or starts of words";
/// A class: near in meaning.
pub const MEANING: &str = "no word of it, but much the same meaning";
/// A class: some words.
pub const SOME: &str =
    "some words, while what is missing says what was asked, and is not near to it";
/// A class: letters in order with gaps.
pub const LOOSE: &str = "letters in order, with gaps";

/// A class: misspelt by one letter.
pub const ONE_TYPO: &str = "misspelt by one letter";
/// A class: misspelt by two letters.
pub const TWO_TYPOS: &str = "misspelt by 2 letters";

/// How a word agrees: the same word.
pub const WORD_WHOLE: &str = "the same word";
/// How a word agrees: another form.
pub const WORD_INFLECTED: &str = "another form of it";
/// How a word agrees: the word found starts with it.
pub const WORD_STARTED: &str = "starts with it";
/// How a word agrees: misspelt.
pub const WORD_MISSPELT: &str = "spelt nearly so";

/// The class and the field of a hit, as an explanation of its rank.
pub fn class_and_field(class: &str, field: &str) -> String {
    format!("{class}; at the least in the {field}")
}

/// Where a word of the query was found.
pub fn word_found(word: &str, field: &str, text: &str, agreement: &str) -> String {
    format!("“{word}”: in the {field}, “{text}” ({agreement})")
}

/// The explanation that a function word was not needed.
pub fn word_spared(word: &str) -> String {
    format!("“{word}”: not there, and too common to be needed")
}

/// The explanation that an entry lacks a word of the query.
pub fn word_missing(word: &str) -> String {
    format!("“{word}”: not there")
}

/// The explanation that a word was found only as scattered letters.
pub fn word_scattered(word: &str) -> String {
    format!("“{word}”: its letters in order")
}

/// The explanation that a word was found letter by letter inside another.
pub fn word_inside(word: &str) -> String {
    format!("“{word}”: inside a word, letter by letter")
}

/// The score of a fuzzy match.
pub fn fuzzy_score(score: i64) -> String {
    format!("fuzzy-matcher gives {score}; more comes first in this class")
}

/// What orders the hit inside its class and field: how much of the query is in how weighty fields,
/// how many words come before the first that matches, how long the text is.
pub fn order(coverage: u32, before: u32, bytes: u32) -> String {
    let words = super::counted(before as usize, "word", "words");
    let length = if bytes == 0 { String::new() } else { format!(", {bytes} bytes of text") };
    format!("then by coverage ({coverage}), {words} before it{length}")
}

/// A query, for example: what something is.
pub fn what_is(title: &str) -> String {
    format!("what is {title}")
}

/// A query, for example: two things set against each other.
pub fn versus(one: &str, other: &str) -> String {
    format!("{one} vs {other}")
}

/// A query, for example: words that follow each other.
pub fn phrase(words: &str) -> String {
    format!("\"{words}\"")
}

/// The heading above what a search found.
pub fn found(query: &str) -> String {
    format!("hits for \"{query}\"")
}

/// The heading above what to try where a search found nothing.
pub fn instead(query: &str) -> String {
    format!("instead of \"{query}\"")
}

/// Names the theme of a hit, and how the entry matches.
pub fn theme_and_match(theme: &str, matched: &str) -> String {
    format!(" ({theme}; {matched}): ")
}

/// A short text that matches, and the summary of its entry.
pub fn with_summary(matched: &str, summary: &str) -> String {
    if summary.is_empty() { matched.to_owned() } else { format!("{matched}: {summary}") }
}
