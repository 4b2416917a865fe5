//! `folio help TOPIC`: the topics that no single command covers.

use clap::CommandFactory;

use super::args::{Cli, Global, HelpArgs};
use super::exit::Exit;
use super::messages;
use super::output::{Output, complain};
use crate::messages::search::SYNTAX;
use crate::messages::topics;

/// The topics with their texts.
const TOPICS: [(&str, &str); 3] = [
    ("environment", topics::ENVIRONMENT),
    ("exit-codes", topics::EXIT_CODES),
    ("json", topics::JSON),
];

/// Tells what can be typed into a search.
fn syntax() -> String {
    let mut text = "\nWhat can be typed:\n".to_owned();
    for (typed, finds) in SYNTAX {
        text += &format!("  {typed:<14} {finds}\n");
    }
    text
}

/// Prints a topic, the help of a subcommand, or Folio's own help.
pub fn run(global: &Global, args: &HelpArgs) -> Exit {
    let mut output = Output::new(global);
    let mut command = Cli::command();
    let Some(wanted) = &args.topic else {
        output.text(&command.render_long_help().to_string());
        return output.finish(Exit::Done);
    };
    if let Some((_, text)) = TOPICS.iter().find(|(topic, _)| topic == wanted) {
        output.text(text);
        return output.finish(Exit::Done);
    }
    command.build();
    if let Some(subcommand) = command.find_subcommand_mut(wanted) {
        output.text(&subcommand.render_long_help().to_string());
        if wanted == "search" {
            output.text(&syntax());
        }
        return output.finish(Exit::Done);
    }
    let names: Vec<&str> = TOPICS.iter().map(|(topic, _)| *topic).collect();
    complain(&messages::no_topic(wanted, &names));
    Exit::Usage
}
