//! What is said while terms and bookmarked entries are practised.

use super::counted;

/// The title of the practice.
pub const TITLE: &str = "Recall";
/// What to do with a question.
pub fn turn_over(keys: &str) -> String {
    format!("Say it to yourself, then press {keys} for the answer.")
}

/// That a card cannot be graded, or its entry opened, before its answer was seen.
pub fn answer_first(keys: &str) -> String {
    format!("see the answer first: {keys}")
}

/// A grade of a card, as a change.
pub fn graded(grade: &str, title: &str) -> String {
    format!("“{grade}” for {title}")
}

/// That no card was graded in this sitting, or since the files were read again.
pub const NOTHING_GRADED: &str = "no grade here to take back";

/// That there is nothing to practise in the packs that are open.
pub fn no_cards(bookmark: &str) -> String {
    format!(
        "nothing to practise: these packs have no glossary, and nothing is bookmarked ({bookmark})"
    )
}

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

/// That there is a folder of that name.
pub fn is_folder(name: &str) -> String {
    format!("{name} is a folder, and cards go into one file: name that")
}

/// That a file could not be written.
pub fn not_written(file: &str, why: &str) -> String {
    format!("{file} could not be written: {why}")
}

/// What can be typed to a card in linear mode, before or after its answer was shown.
pub fn how_by_lines(revealed: bool) -> &'static str {
    if revealed { "1, 2, 3 or 4 grades it; q leaves" } else { "Enter shows the answer; q leaves" }
}

/// That the practice in linear mode has ended: how many cards are done, are left now, and come later.
pub fn ended(done: usize, left: usize, later: usize) -> String {
    let done = counted(done, "card", "cards");
    format!("recall ended: {done} done, {left} left now, {later} later")
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
    asked(&format!("This name is in {language}: what does the pack call it?"), again)
}

/// What a card asks for in another language.
pub fn asks_to(language: &str, again: bool) -> String {
    asked(&format!("What is this called in {language}?"), again)
}

fn asked(question: &str, again: bool) -> String {
    if again { format!("{question} · once more") } else { question.to_owned() }
}

/// The grades with what is pressed or typed for each and when the card comes again.
pub fn grades(keys: [&str; 4], [_, hard, good, easy]: [u64; 4]) -> String {
    let [hard, good, easy] = [hard, good, easy].map(days);
    let [first, second, third, fourth] = keys;
    format!(
        "{first} forgotten: once more now · {second} hard: in {hard} · {third} remembered: in {good} · \
         {fourth} easy: in {easy}"
    )
}

fn days(days: u64) -> String {
    counted(usize::try_from(days).unwrap_or(usize::MAX), "day", "days")
}

/// What is said when no card is left; `more` is what goes on with those that are due still, `back` what
/// goes back.
pub fn nothing_left(done: usize, later: usize, more: Option<&str>, back: &str) -> Vec<String> {
    let mut said = vec![match done {
        0 => "Nothing is due now.".to_owned(),
        done => format!("Done: {} answered.", counted(done, "card", "cards")),
    }];
    if let Some(more) = more {
        said.push(format!("More cards are due; {more} goes on with them."));
    } else if later > 0 {
        said.push(format!("{} will come again later.", counted(later, "card", "cards")));
    }
    said.push(format!("{back} goes back."));
    said
}
