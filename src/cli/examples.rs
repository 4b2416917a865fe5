//! What the help of a command says below its options, and its examples. Refuses to know: who shows them.

use clap::Command;

/// What stands above the examples of a command.
const TITLE: &str = "Examples:";

/// What the lines of a file or of a shell begin with in a help, which wraps all others.
const INDENT: &str = "  ";

/// A part of what a help says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Sentences, in one line.
    Paragraph(String),
    /// Lines that stay as they are.
    Lines(Vec<String>),
}

/// Returns what the help of a command says below its options, and its examples, a line an element.
pub fn help_of(command: &Command) -> (Vec<Said>, Vec<String>) {
    split(&command.get_after_help().map(ToString::to_string).unwrap_or_default())
}

fn split(help: &str) -> (Vec<Said>, Vec<String>) {
    let (said, examples) = help.split_once(TITLE).unwrap_or((help, ""));
    let said = said.split("\n\n").filter(|part| !part.trim().is_empty()).map(part);
    let lines = examples.lines().map(|line| line.trim().to_owned());
    (said.collect(), lines.filter(|line| !line.is_empty()).collect())
}

fn part(text: &str) -> Said {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    match lines.map(|line| line.strip_prefix(INDENT)).collect::<Option<Vec<&str>>>() {
        Some(lines) => Said::Lines(lines.into_iter().map(ToOwned::to_owned).collect()),
        None => Said::Paragraph(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_stand_apart_from_what_is_said() {
        let (said, examples) =
            split("One\nthing.\n\n  a = 1\n  b\n\nAnother.\n\nExamples:\n  folio a\n  folio b");
        let paragraph = |text: &str| Said::Paragraph(text.to_owned());
        let lines = Said::Lines(vec!["a = 1".to_owned(), "b".to_owned()]);
        assert_eq!(said, [paragraph("One thing."), lines, paragraph("Another.")]);
        assert_eq!(examples, ["folio a", "folio b"]);
        assert_eq!(split(""), (Vec::new(), Vec::new()));
    }
}
