//! Examples in the help of commands. Refuses to know: who shows them.

/// What stands above the examples of a command.
const TITLE: &str = "Examples:";

/// Parts what stands below the options of a command into what it says, a paragraph an element, and its
/// examples, a line an element.
pub fn split_help(help: &str) -> (Vec<String>, Vec<String>) {
    let (said, examples) = help.split_once(TITLE).unwrap_or((help, ""));
    let paragraphs = said.split("\n\n").map(|one| one.split_whitespace().collect::<Vec<_>>());
    let paragraphs = paragraphs.filter(|words| !words.is_empty()).map(|words| words.join(" "));
    let lines = examples.lines().map(|line| line.trim().to_owned());
    (paragraphs.collect(), lines.filter(|line| !line.is_empty()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_stand_apart_from_what_is_said() {
        let (said, examples) =
            split_help("One\nthing.\n\nAnother.\n\nExamples:\n  folio a\n  folio b");
        assert_eq!(said, ["One thing.", "Another."]);
        assert_eq!(examples, ["folio a", "folio b"]);
        assert_eq!(split_help(""), (Vec::new(), Vec::new()));
    }
}
