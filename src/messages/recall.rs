//! What is said while terms and bookmarked entries are practised.

use super::counted;

/// The title of the practice.
pub const TITLE: &str = "Recall";
/// What to do with a question.
pub const TURN_OVER: &str = "Say it to yourself, then press Space for the answer.";
/// That a card cannot be graded, or its entry opened, before its answer was seen.
pub const ANSWER_FIRST: &str = "see the answer first: Space";
/// That there is nothing to practise in the packs that are open.
pub const NO_CARDS: &str =
    "nothing to practise: these packs have no glossary, and nothing is bookmarked (B)";

/// How many cards there are to practise.
pub fn counts(due: usize, new: usize, done: usize) -> String {
    format!("{due} due · {new} new · {done} done")
}

/// How many cards there are to practise now and later.
pub fn waiting(due: usize, new: usize, later: usize) -> String {
    format!("{due} due · {new} new · {later} later")
}

/// That the cards were written to a file.
pub fn exported(count: usize, file: &str) -> String {
    format!("{} written to {file}", counted(count, "card", "cards"))
}

/// That there is a file of that name.
pub fn taken(file: &str) -> String {
    format!("{file} is there already; --force writes over it")
}

/// That a file could not be written.
pub fn not_written(file: &str, why: &str) -> String {
    format!("{file} could not be written: {why}")
}

/// What can be typed to a card in linear mode, before or after its answer was shown.
pub fn how_by_lines(revealed: bool) -> &'static str {
    if revealed { "1, 2, 3 or 4 grades it; q leaves" } else { "Enter shows the answer; q leaves" }
}

/// That the practice in linear mode has ended: how many cards were answered, are left now, and come later.
pub fn ended(done: usize, left: usize, later: usize) -> String {
    let done = counted(done, "card", "cards");
    format!("recall ended: {done} answered, {left} left now, {later} later")
}

/// What a card asks for.
pub fn asks_for_meaning(again: bool) -> String {
    asked("What does it mean?", again)
}

/// What a card asks for.
pub fn asks_for_title(again: bool) -> String {
    asked("What is this called?", again)
}

/// What a card asks for, of a name in another language.
pub fn asks_from(language: &str, again: bool) -> String {
    asked(&format!("What is this called here? ({language})"), again)
}

/// What a card asks for in another language.
pub fn asks_to(language: &str, again: bool) -> String {
    asked(&format!("What is this in the other language? ({language})"), again)
}

fn asked(question: &str, again: bool) -> String {
    if again { format!("{question} · once more") } else { question.to_owned() }
}

/// The grades with their keys and when the card comes again.
pub fn grades([_, hard, good, easy]: [u64; 4]) -> String {
    let [hard, good, easy] = [hard, good, easy].map(days);
    format!(
        "1 forgotten: once more now · 2 hard: in {hard} · 3 remembered: in {good} · 4 easy: in {easy}"
    )
}

fn days(days: u64) -> String {
    counted(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")
}

/// What is said when no card is left.
pub fn nothing_left(done: usize, later: usize, more: bool) -> Vec<String> {
    let mut said = vec![match done {
        0 => "Nothing is due now.".to_owned(),
        done => format!("Done: {} answered.", counted(done, "card", "cards")),
    }];
    if more {
        said.push("More cards are due; gR goes on with them.".to_owned());
    } else if later > 0 {
        said.push(format!("{} will come again later.", counted(later, "card", "cards")));
    }
    said.push("Esc goes back.".to_owned());
    said
}
