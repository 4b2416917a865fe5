//! `folio help`: the help of a subcommand, or a topic that no single subcommand covers.

use clap::{Args, CommandFactory};

use super::args::{Cli, Global};
use super::output::Output;
use super::{Exit, Failure, Run};
use super::{
    check, compare, coverage, doctor, failure, links, list, map, matrix, path, routes, search,
    show, terms,
};
use crate::messages::cli as messages;
use crate::messages::search::SYNTAX;
use crate::messages::topics;

/// Explain a topic: environment, exit-codes, json
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio help json\n  folio help exit-codes")]
pub struct Help {
    /// The topic or subcommand
    topic: Option<String>,
}

/// The topics with their texts.
const TOPICS: [(&str, fn() -> String); 3] = [
    ("environment", || topics::ENVIRONMENT.to_owned()),
    ("exit-codes", || topics::EXIT_CODES.to_owned()),
    ("json", || [&[topics::JSON], &SHAPES[..]].concat().join("\n")),
];

/// The shapes of all answers in JSON, in the order in which they are explained.
const SHAPES: [&str; 14] = [
    list::SHAPE,
    show::SHAPE,
    links::SHAPE,
    map::SHAPE,
    path::SHAPE,
    compare::SHAPE,
    matrix::SHAPE,
    search::SHAPE,
    coverage::SHAPE,
    routes::SHAPE,
    terms::SHAPE,
    check::SHAPE,
    doctor::SHAPE,
    failure::SHAPE,
];

impl Run for Help {
    /// Prints a topic, the help of a subcommand, or Folio's own help.
    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let mut command = Cli::command();
        let Some(wanted) = &self.topic else {
            output.text(&command.render_long_help().to_string());
            return Ok(Exit::Done);
        };
        if let Some((_, text)) = TOPICS.iter().find(|(topic, _)| topic == wanted) {
            output.text(&text());
            return Ok(Exit::Done);
        }
        command.build();
        let Some(subcommand) = command.find_subcommand_mut(wanted) else {
            let names: Vec<&str> = TOPICS.iter().map(|(topic, _)| *topic).collect();
            return Err(Failure::usage(messages::no_topic(wanted, &names)));
        };
        output.text(&subcommand.render_long_help().to_string());
        if wanted == "search" {
            output.text(&syntax());
        }
        Ok(Exit::Done)
    }
}

/// Explains what can be typed into a search.
fn syntax() -> String {
    let mut text = "\nWhat can be typed:\n".to_owned();
    for (typed, finds) in SYNTAX {
        text += &format!("  {typed:<14} {finds}\n");
    }
    text
}
