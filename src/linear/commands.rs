//! The commands as data: names, short forms, what stands behind them, what they do. Help and
//! suggestions follow from the table; a new command is a row in it and a method of the session.

use super::session::Session;
use crate::keys::Toward::{Next, Previous};
use crate::messages::linear::{self as says, command};
use crate::text::nearest::{Near, nearest};

/// One command.
pub struct Command {
    /// What is typed.
    pub name: &'static str,
    /// What can be typed in its place.
    pub short: &'static str,
    /// What stands behind it, as the help shows it; empty if nothing does.
    pub argument: &'static str,
    /// What it does, for the help.
    pub description: &'static str,
    run: fn(&mut Session, &str),
}

const fn command(
    name: &'static str,
    short: &'static str,
    argument: &'static str,
    description: &'static str,
    run: fn(&mut Session, &str),
) -> Command {
    Command { name, short, argument, description, run }
}

/// All commands, in the order of the help.
pub const COMMANDS: &[Command] = &[
    command("open", "o", command::WHAT, command::OPEN, Session::open_named),
    command("read", "r", "", command::READ, |session, _| session.read()),
    command("more", "m", "", command::MORE, |session, _| session.more()),
    command("search", "s", command::WORDS, command::SEARCH, Session::search),
    command("find", "/", command::WORDS, command::FIND, Session::find),
    command("links", "l", "", command::LINKS, |session, _| session.links()),
    command("outline", "t", "", command::OUTLINE, |session, _| session.outline()),
    command("paragraphs", "j", "", command::PARAGRAPHS, |session, _| session.paragraphs()),
    command("peek", "k", command::WHAT, command::PEEK, Session::peek),
    command("back", "b", "", command::BACK, |session, _| session.back()),
    command("forward", "f", "", command::FORWARD, |session, _| session.forward()),
    command("next", "n", "", command::NEXT, |session, _| session.neighbour(Next)),
    command("previous", "p", "", command::PREVIOUS, |session, _| session.neighbour(Previous)),
    command("home", "gh", "", command::HOME, |session, _| session.home()),
    command("contents", "c", command::MAYBE_THEME, command::CONTENTS, Session::contents),
    command("glossary", "i", command::MAYBE_WORDS, command::GLOSSARY, Session::glossary),
    command("routes", "gr", "", command::ROUTES, |session, _| session.routes()),
    command("onward", ")", "", command::ONWARD, |session, _| session.next_stop(Next)),
    command("backward", "(", "", command::BACKWARD, |session, _| session.next_stop(Previous)),
    command("named", "gl", "", command::NAMED, |session, _| session.links_and_names()),
    command("map", "gm", "", command::MAP, |session, _| session.map()),
    command("matrix", "gx", command::MAYBE_THEMES, command::MATRIX, Session::matrix),
    command("near", "ga", "", command::NEAR, |session, _| session.near()),
    command("path", "gp", command::ONE_OR_TWO, command::PATH, Session::path),
    command("compare", "gc", command::ONE_OR_TWO, command::COMPARE, Session::compare),
    command("coverage", "gv", "", command::COVERAGE, |session, _| session.coverage()),
    command("place", "v", command::MAYBE_PLACE, command::PLACE, Session::place),
    command("types", "gk", "", command::TYPES, |session, _| session.types()),
    command("health", "gs", "", command::HEALTH, |session, _| session.health()),
    command("packs", "P", "", command::PACKS, |session, _| session.packs()),
    command("terms", "u", "", command::TERMS, |session, _| session.terms()),
    command("cite", "y", command::MAYBE_FORMAT, command::CITE, Session::cite),
    command("notes", "gn", "", command::NOTES, |session, _| session.notes()),
    command("note", "+", command::TEXT, command::NOTE, Session::note),
    command("highlight", "h", command::WORDS, command::HIGHLIGHT, Session::highlight),
    command("change", "=", command::NUMBER_AND_TEXT, command::CHANGE, Session::change_note),
    command("attach", "@", command::NUMBER, command::ATTACH, Session::attach),
    command("remove", "x", command::NUMBER, command::REMOVE, Session::remove),
    command("bookmark", "B", "", command::BOOKMARK, |session, _| session.bookmark()),
    command("bookmarks", "gb", "", command::BOOKMARKS, |session, _| session.bookmarks()),
    command("mark", "ma", command::LETTER, command::MARK, Session::mark),
    command("jump", "'", command::LETTER, command::JUMP, Session::jump),
    command("done", "M", "", command::DONE, |session, _| session.toggle_read()),
    command("undo", "U", "", command::UNDO, |session, _| session.undo()),
    command("changes", "gd", "", command::CHANGES, |session, _| session.changes()),
    command("recall", "gR", "", command::RECALL, |session, _| session.practise()),
    command("recent", "e", "", command::RECENT, |session, _| session.recent()),
    command("about", "d", command::NUMBER, command::ABOUT, Session::about),
    command("list", "a", "", command::LIST, |session, _| session.list_again()),
    command("where", "w", "", command::WHERE, |session, _| session.say_place()),
    command("reload", "gu", "", command::RELOAD, |session, _| session.reload()),
    command("help", "?", "", command::HELP, |session, _| help(session)),
    command("quit", "q", "", command::QUIT, |session, _| session.leave()),
];

/// How near a command has to be to a word that is none.
const COMMAND: Near = Near::Alike(0.75);

/// Does what a line says.
pub fn obey(session: &mut Session, line: &str) {
    let line = line.trim();
    if session.practises() {
        return session.answer_card(line);
    }
    if line.is_empty() {
        return;
    }
    // `/word` is `find word`, and `'b` is `jump b`, as the keys are.
    let sign = ["/", "'"].into_iter().find(|sign| line.starts_with(sign));
    let (name, argument) = match sign {
        Some(sign) => (sign, line[sign.len()..].trim()),
        None => line
            .split_once(char::is_whitespace)
            .map_or((line, ""), |(name, rest)| (name, rest.trim())),
    };
    if argument.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit()) {
        return session.choose(name);
    }
    let typed = name.to_lowercase();
    let is_spelt = |word: &str| COMMANDS.iter().find(|it| it.name == word || it.short == word);
    // Some short forms differ in their case alone, as the keys do.
    let found = is_spelt(name).or_else(|| is_spelt(&typed)).or_else(|| is_spelt(meant_by(&typed)));
    let Some(command) = found else {
        return session.printer.say(&says::no_command(name, resembled(&typed)));
    };
    if argument.is_empty() && !command.argument.is_empty() && !command.argument.starts_with('[') {
        return session.printer.say(&says::usage(command.name, command.argument));
    }
    (command.run)(session, argument);
}

/// Returns the command that is meant by what the browser calls its view; the word itself if none does.
fn meant_by(word: &str) -> &str {
    match word {
        "sources" | "claims" => "coverage",
        "missing" | "mistakes" => "health",
        other => other,
    }
}

/// Returns the command that a word resembles.
fn resembled(typed: &str) -> Option<&'static str> {
    nearest(typed, COMMANDS.iter().map(|command| (command.name, [command.name])), COMMAND)
}

fn help(session: &mut Session) {
    session.printer.say(says::HELP);
    for Command { name, short, argument, description, .. } in COMMANDS {
        session.printer.say(&says::help_line(name, argument, short, description));
    }
    session.printer.say(says::HELP_END);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_commands_share_a_name_or_a_short_form() {
        let mut met = HashSet::new();
        for command in COMMANDS {
            assert!(met.insert(command.name) && met.insert(command.short), "{}", command.name);
        }
    }

    #[test]
    fn a_misspelt_command_names_the_one_meant() {
        for (typed, expected) in
            [("serach", Some("search")), ("contnets", Some("contents")), ("qiut", Some("quit"))]
        {
            assert_eq!(resembled(typed), expected, "{typed}");
        }
        assert_eq!(resembled("xyzzy"), None);
    }
}
