//! What somebody most likely meant who asked for help on nothing that there is. Refuses to know: what the help says.

use crate::text::nearest::misspelt;

/// The fewest letters of a name that is found at an end of a longer word.
const IN_A_WORD: usize = 4;

/// Returns the names that were most likely meant by what was typed: the one that it is but for a slip, else those
/// that its words are, else those that it begins and ends with.
pub fn meant<'n>(typed: &str, names: &[&'n str]) -> Vec<&'n str> {
    let names = || names.iter().copied();
    if let Some(name) = misspelt(typed, names()) {
        return vec![name];
    }
    let words = typed.split([' ', '-']).filter_map(|word| misspelt(word, names()));
    let mut found: Vec<&str> = Vec::new();
    for name in words {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    if found.is_empty() {
        let is_end = |name: &&str| typed.starts_with(name) || typed.ends_with(name);
        found.extend(names().filter(|name| name.len() >= IN_A_WORD).filter(is_end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_topic_or_command_is_meant() {
        let names = ["list", "notes", "notes add", "add", "exit-codes", "json", "keys", "map"];
        for (typed, expected) in [
            ("jsno", &["json"][..]),
            ("exit codes", &["exit-codes"]),
            ("notes ad", &["notes add"]),
            ("json keys", &["json", "keys"]),
            ("json-keys", &["json", "keys"]),
            ("jsn of keys", &["json", "keys"]),
            ("notes json notes", &["notes", "json"]),
            ("jsonkeys", &["json", "keys"]),
            ("listthemes", &["list"]),
            ("mapping", &[]),
            ("weather", &[]),
            ("", &[]),
        ] {
            assert_eq!(meant(typed, &names), expected, "{typed}");
        }
    }
}
