//! Words of a query that ask or join and name nothing: "difference between", "list of", "explained".
//! Refuses to know: the words of little meaning that they stand among (`words`), the library.

/// What opens a question.
const OPENINGS: &[&[&str]] = &[
    &["compare"],
    &["comparison", "of"],
    &["define"],
    &["definition", "of"],
    &["difference", "between"],
    &["differences", "between"],
    &["explain"],
    &["explanation", "of"],
    &["list", "of"],
    &["meaning", "of"],
    &["overview", "of"],
    &["relation", "between"],
    &["relationship", "between"],
    &["tell", "me", "about"],
];

/// What ends one.
const ENDINGS: &[&[&str]] =
    &[&["definition"], &["explained"], &["explanation"], &["meaning"], &["stand", "for"]];

/// What joins two things in any place.
const JOINTS: &[&[&str]] =
    &[&["between"], &["compared", "to"], &["compared", "with"], &["versus"], &["vs"]];

/// Whose view a question asks for, where what is read is one text …
const SPEAKERS: &[&str] = &["article", "author", "authors", "book", "paper", "text", "writer"];

/// … and what such a question has them do.
const SAYING: &[&str] = &[
    "argue", "argues", "believe", "believes", "claim", "claims", "expect", "expects", "mean",
    "means", "propose", "proposes", "said", "say", "says", "suggest", "suggests", "tell", "tells",
    "think", "thinks", "want", "wants",
];

/// Returns for each word of a query whether it only asks or joins; `words` are folded, those of
/// another kind empty.
pub(super) fn asking_words(words: &[&str]) -> Vec<bool> {
    let mut asks = vec![false; words.len()];
    // "What is the difference between" opens as "difference between" does.
    let first = words.iter().position(|word| !super::words::is_stop_word(word)).unwrap_or(0);
    for opening in OPENINGS {
        for from in [0, first] {
            if words[from..].starts_with(opening) {
                asks[from..from + opening.len()].fill(true);
            }
        }
    }
    for ending in ENDINGS.iter().filter(|ending| words.ends_with(ending)) {
        asks[words.len() - ending.len()..].fill(true);
    }
    for joint in JOINTS {
        for at in 0..words.len() {
            if words[at..].starts_with(joint) {
                asks[at..at + joint.len()].fill(true);
            }
        }
    }
    for at in 1..words.len() {
        if SPEAKERS.contains(&words[at - 1]) && SAYING.contains(&words[at]) {
            asks[at - 1..=at].fill(true);
        }
    }
    asks
}

/// Returns the two things that a query sets against each other: "A vs B", "difference between A and
/// B", "compare A with B", 甲和乙的区别; `text` is folded.
pub(super) fn compared(text: &str) -> Option<(String, String)> {
    let text = text.trim().trim_end_matches(['?', '？', '.', '。']);
    let both = |pair: Option<(&str, &str)>| {
        pair.map(|(one, other)| (one.trim().to_owned(), other.trim().to_owned()))
            .filter(|(one, other)| !one.is_empty() && !other.is_empty())
    };
    for joint in [" vs. ", " vs ", " versus ", " compared to ", " compared with "] {
        if let Some(pair) = both(text.split_once(joint)) {
            return Some(pair);
        }
    }
    for (opening, joints) in [
        ("difference between ", [" and ", " & "]),
        ("differences between ", [" and ", " & "]),
        ("relation between ", [" and ", " & "]),
        ("relationship between ", [" and ", " & "]),
        ("compare ", [" with ", " and "]),
        ("comparison of ", [" with ", " and "]),
    ] {
        if let Some((_, rest)) = text.split_once(opening) {
            let split = joints.iter().find_map(|joint| rest.split_once(joint));
            return both(split);
        }
    }
    let chinese = ["的区别", "的差别", "的不同", "有什么区别", "有何区别", "的关系"];
    let rest = chinese.iter().find_map(|ending| text.split_once(ending).map(|(rest, _)| rest))?;
    both(["和", "与", "跟", "同"].iter().find_map(|joint| rest.split_once(joint)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_ask_are_told_from_words_that_name() {
        #[track_caller]
        fn check(query: &str, expected: &[&str]) {
            let words: Vec<&str> = query.split(' ').collect();
            let asks = asking_words(&words).into_iter().zip(&words);
            let found: Vec<&str> = asks.filter(|(asks, _)| *asks).map(|(_, word)| *word).collect();
            assert_eq!(found, expected, "{query}");
        }
        check("difference between hard and soft", &["difference", "between"]);
        check("what is the difference between a loan", &["difference", "between"]);
        check("currency swap explained", &["explained"]);
        check("hard vs soft", &["vs"]);
        check("list of mechanisms", &["list", "of"]);
        check("the list", &[]);
        check("meaning of silk road", &["meaning", "of"]);
        check("price difference", &[]);
        check("what does ppp stand for", &["stand", "for"]);
        check("why does the author think loans are needed", &["author", "think"]);
        check("what the article says about bribes", &["article", "says"]);
        check("who is the author", &[]);
        check("means of payment", &[]);
    }

    #[test]
    fn two_things_are_set_against_each_other() {
        #[track_caller]
        fn check(query: &str, expected: Option<(&str, &str)>) {
            let found = compared(query);
            let found = found.as_ref().map(|(one, other)| (&**one, &**other));
            assert_eq!(found, expected, "{query}");
        }
        check("loan vs bond", Some(("loan", "bond")));
        check("what is the difference between hard and soft?", Some(("hard", "soft")));
        check("compare loans with bonds", Some(("loans", "bonds")));
        check("硬联通和软联通的区别", Some(("硬联通", "软联通")));
        check("硬联通与软联通有什么区别？", Some(("硬联通", "软联通")));
        check("loan vs ", None);
        check("hard and soft", None);
    }
}
