//! What is said of keys that are bound, and of actions by their names.

use std::ops::RangeInclusive;

/// The place that stands for all places.
pub const EVERYWHERE: &str = "everywhere";
/// The action that stands for none.
pub const NONE: &str = "none";

/// What is most likely meant.
pub fn meant(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// That there is no such action.
pub fn unknown_action(action: &str) -> String {
    format!("no action is called \"{action}\"")
}

/// That a key and an action stand on the wrong sides.
pub fn key_on_the_left(key: &str, action: &str) -> String {
    format!("the key stands before the `=`: `\"{key}\" = \"{action}\"`")
}

/// What names all actions.
pub const LISTS_ACTIONS: &str =
    "`folio help keys` names them all; `none` takes the meaning from a key";

/// That no keys are named.
pub const NO_KEYS: &str = "no key is named here";

/// That something is no key.
pub fn no_key(word: &str) -> String {
    format!("\"{word}\" is no key")
}

/// How keys are written.
pub const HOW_KEYS_ARE_WRITTEN: &str = "write keys as g, G, Ctrl-s, Alt-Left, F5, Enter or Space, several \
    that are pressed one after the other with a blank between them";

/// That an ordinary terminal cannot tell two keys apart.
pub fn same_key(word: &str, key: &str) -> String {
    format!("{word} cannot be told from {key} in most terminals")
}

/// What to write in place of a key that is not told from another.
pub fn write_instead(key: &str) -> String {
    format!("write {key} if that is meant, or take another key")
}

/// Which function keys there are.
pub fn function_keys(numbers: &RangeInclusive<u8>) -> String {
    format!("function keys are F{} to F{}", numbers.start(), numbers.end())
}

/// That most terminals do not send a key; `instead` is what they send.
pub fn rare_key(key: &str, instead: Option<&str>) -> String {
    let instead = instead.map_or_else(String::new, |instead| format!(", they send {instead}"));
    format!(
        "most terminals do not send \"{key}\"{instead}; those with kitty's keyboard protocol do"
    )
}

/// What to do about a key that most terminals do not send.
pub const BIND_ANOTHER: &str =
    "bind another key beside it: Ctrl or Alt with a letter, or one of F1 to F12";

/// What to do about a key for which most terminals send another one that nothing else sends.
pub fn bind_beside(key: &str) -> String {
    format!("bind {key} as well: pressing this key then works in every terminal")
}

/// That any letter stands where it cannot.
pub const LETTER_AMONG: &str = "+letter is the last key of several, or none";

/// That an action is about no letter.
pub fn takes_no_letter(action: &str) -> String {
    format!("`{action}` is not about a letter")
}

/// Which actions are about a letter.
pub fn take_letters(actions: &[&str]) -> String {
    format!("+letter is for {}", actions.join(" and "))
}

/// That an action means nothing in a place.
pub fn means_nothing(action: &str, place: &str) -> String {
    format!("`{action}` means nothing in [keys.{place}]")
}

/// Where an action works.
pub fn works_in(places: &[&str]) -> String {
    format!("it works in {}", places.join(", "))
}

/// That a key types text where it is bound.
pub fn types_text(keys: &str) -> String {
    format!("{keys} is text where a line is typed in")
}

/// That several keys mean nothing where text is typed.
pub fn sequence_while_typing(keys: &str) -> String {
    format!("{keys}: where a line is typed in, keys are not pressed one after the other")
}

/// What can be bound where text is typed.
pub const WHILE_TYPING: &str = "take one key with Ctrl or Alt, or one with a name, such as F5";

/// That the same keys are bound twice in one place.
pub fn bound_twice(keys: &str, place: &str) -> String {
    format!("\"{keys}\" is bound twice in [keys.{place}]")
}

/// That keys are the beginning of others in one place.
pub fn begins_another(keys: &str, other: &str, place: &str) -> String {
    format!(
        "in [keys.{place}] \"{keys}\" and \"{other}\" cannot both be bound: one begins the other"
    )
}

/// What to do about two lines that contradict each other.
pub const KEEP_ONE: &str = "the earlier line holds; take one of the two out";

/// That no key would lead out of a place.
pub fn no_way_out(keys: &str, place: &str) -> String {
    format!("without {keys} no key would lead out of {place}")
}

/// That nothing that is typed in a place could be accepted.
pub fn no_way_to_accept(keys: &str, place: &str) -> String {
    format!("without {keys} nothing could be accepted in {place}")
}

/// What to do about the last key of what is needed in a place.
pub fn bind_first(keys: &str, actions: &[&str]) -> String {
    format!("{keys} keeps its meaning; bind another key to {} first", actions.join(" or "))
}

/// Which actions no key does; `list` is the key of the list of all actions, empty if that has none.
pub fn keyless(actions: &[&str], list: &str) -> String {
    let by_name = match list {
        "" => String::new(),
        list => format!("; {list} lists all actions"),
    };
    format!("no key does {}{by_name}", actions.join(", "))
}

/// The title of the list of all actions.
pub const COMMANDS_TITLE: &str = "do";
/// The heading above the actions that mean something elsewhere.
pub const ELSEWHERE: &str = "IN OTHER PLACES";

/// How many actions there are.
pub fn actions(count: usize) -> String {
    super::counted(count, "action", "actions")
}

/// That no action has what was typed.
pub fn no_action(typed: &str) -> String {
    let writes_out = ["export", "save", "print"].contains(&typed.trim().to_lowercase().as_str());
    let instead = if writes_out {
        ": in a shell, folio show, folio cite and folio notes export write texts, citations and notes out"
    } else {
        ""
    };
    format!("no action has \"{typed}\"{instead}")
}

/// Where an action works that means nothing here.
pub fn works_elsewhere(action: &str, places: &[&str]) -> String {
    format!("{action} works {}", places.join(", "))
}

/// That an action is about a letter, and no keys come before that.
pub fn needs_keys(action: &str) -> String {
    format!("{action} is about a letter: bind keys to it that come before")
}

/// How an action is done that has no key: through the list of actions, whose keys come first.
pub fn by_name(keys: &str, action: &str) -> String {
    let gap = if keys.chars().count() < 2 { "" } else { " " };
    format!("{keys}{gap}{action}")
}
