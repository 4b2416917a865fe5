//! What the files of the guide leave open: keys, tables of keys, what a command takes, topics of the help.
//! Refuses to know: which entry asks for what.
//!
//! `{key:links}` is the first key of an action, `{keys:search}` all of them, `{key:open@map}` those of one
//! place; `{table:reader}` lists all keys of a place by what they are for, `{command:search}` explains a
//! command, `{options}` and `{global}` the options of Folio itself, `{settings}` what can be set,
//! `{topic:files}` a topic of the help, `{syntax}` what can be typed into a search.

use clap::{Arg, Command};

use crate::cli::command;
use crate::cli::examples::{Said, help_of};
use crate::formats::escape::{code, in_brackets};
use crate::keys::purpose::PURPOSES;
use crate::keys::{Action, Context, KeyMap, written};
use crate::messages::guide as says;
use crate::messages::search::SYNTAX;
use crate::messages::topics::{self, Part};
use crate::settings::{OPTIONS, Opt};

/// What is filled in.
pub struct Fill<'a> {
    keymap: &'a KeyMap,
    command: Command,
}

impl<'a> Fill<'a> {
    /// Fills in the keys of a key map.
    pub fn new(keymap: &'a KeyMap) -> Self {
        let mut command = command();
        command.build();
        Self { keymap, command }
    }

    /// Returns a file of the guide with everything filled in; what nobody knows stays as it is.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len() * 2);
        let mut rest = text;
        while let Some(start) = rest.find('{') {
            filled.push_str(&rest[..start]);
            rest = &rest[start..];
            let end = rest.find('}').map_or(1, |end| end + 1);
            match self.named(rest[1..end].trim_end_matches('}')) {
                // Texts of the guide stand between three of these.
                Some(part) => filled.push_str(&part.replace("'''", "' ' '")),
                None => filled.push_str(&rest[..end]),
            }
            rest = &rest[end..];
        }
        filled + rest
    }

    /// Returns what is filled in for a name, in Markdown; `None` if nobody knows it.
    fn named(&self, name: &str) -> Option<String> {
        let (kind, of) = name.split_once(':').unwrap_or((name, ""));
        match kind {
            "key" => self.keys(of).map(|keys| keys.first().cloned().unwrap_or_else(no_key)),
            "keys" => self.keys(of).map(|keys| {
                let [before @ .., last] = &*keys else { return no_key() };
                if before.is_empty() { last.clone() } else { before.join(", ") + says::OR + last }
            }),
            "table" => Context::named(of).map(|context| self.table(context)),
            "command" => {
                self.command.find_subcommand(of).map(|it| explain(it, 1) + &Self::takes_all(it))
            }
            "options" => Some(list(self.command.get_arguments().filter(|it| !it.is_global_set()))),
            "global" => Some(list(self.command.get_arguments().filter(|it| it.is_global_set()))),
            "settings" => Some(settings()),
            "topic" => topic(of),
            "syntax" => {
                let rows = SYNTAX.iter().map(|(typed, finds)| [stretch(typed), marked(finds)]);
                Some(table([says::TYPED, says::FINDS], rows))
            }
            _ => None,
        }
    }

    /// Returns the keys of an action, written as code, in the place that is named or the first that has some;
    /// `None` if there is no such action or place.
    fn keys(&self, of: &str) -> Option<Vec<String>> {
        let (action, at) = of.split_once('@').map_or((of, None), |(it, at)| (it, Some(at)));
        let action = Action::named(action)?;
        let contexts = match at {
            Some(at) => vec![Context::named(at)?],
            None => Context::ALL.to_vec(),
        };
        let meant: Vec<Context> =
            contexts.into_iter().filter(|it| self.keymap.line(*it, action).is_some()).collect();
        let lines = meant.iter().filter_map(|it| self.keymap.line(*it, action));
        let keys = lines.map(|line| &line.sequences).find(|sequences| !sequences.is_empty());
        Some(match (keys, meant.first()) {
            (Some(keys), _) => keys.iter().map(|keys| stretch(&written(keys))).collect(),
            // What has no key is told by its name.
            (None, Some(context)) => vec![stretch(&self.keymap.told(*context, action))],
            (None, None) => Vec::new(),
        })
    }

    /// Names the options that a command takes because all do, or all that open packs.
    fn takes_all(command: &Command) -> String {
        let is_for_all = |it: &&Arg| it.is_global_set() && !it.is_hide_set();
        let longs = command.get_arguments().filter(is_for_all);
        let longs: Vec<String> =
            longs.filter_map(Arg::get_long).map(|long| stretch(&format!("--{long}"))).collect();
        let name = command.get_bin_name().unwrap_or(command.get_name());
        format!("\n{}\n", says::takes_all(&stretch(name), &longs.join(", ")))
    }

    /// Lists all keys of a place by what they are for.
    fn table(&self, context: Context) -> String {
        let mut text = String::new();
        for purpose in PURPOSES {
            let actions = purpose.rows.iter().copied().flatten();
            let rows: Vec<[String; 2]> = actions
                .filter_map(|action| {
                    let line = self.keymap.line(context, *action)?;
                    let keys = line.sequences.iter().map(|keys| stretch(&written(keys)));
                    let keys: Vec<String> = keys.collect();
                    Some([keys.join(" "), marked(line.description)])
                })
                .collect();
            if !rows.is_empty() {
                text += &format!("## {}\n\n", capitalised(purpose.title));
                text += &table(says::KEYS_AND_WHAT, rows.into_iter());
                text.push('\n');
            }
        }
        text
    }
}

fn no_key() -> String {
    says::NO_KEY.to_owned()
}

/// Returns a topic of the help in Markdown; `None` if there is none of this name.
fn topic(name: &str) -> Option<String> {
    let text = match name {
        "environment" => topics::ENVIRONMENT,
        "exit-codes" => topics::EXIT_CODES,
        "files" => topics::FILES,
        _ => return None,
    };
    let parts = topics::parts(text).into_iter().map(|part| match part {
        Part::Paragraph(text) => format!("\n{}\n\n", marked(&text)),
        Part::Thing { name, text } => format!("- {}: {}\n", stretch(&name), marked(&text)),
    });
    Some(parts.collect())
}

/// Lists what can be set: each with its variable, what it can be, and what it is by default.
fn settings() -> String {
    let item = |it: &Opt| {
        let (path, variable) = (stretch(&it.path()), stretch(&it.variable()));
        let default = says::by_default(&it.default().to_string());
        let (help, choices) = (marked(it.help), marked(&it.choices()));
        format!("- {path}, {variable}: {help} ({choices}; {default})\n")
    };
    OPTIONS.iter().map(item).collect()
}

/// Explains a command: its form, what it takes, what else there is to say, examples; then the commands below
/// it.
fn explain(command: &Command, depth: usize) -> String {
    let form = command.clone().render_usage().to_string();
    let form = form.trim().trim_start_matches("Usage: ").to_owned();
    let mut text = format!("{}\n\n", says::usage(&form));
    let own = command.get_arguments().filter(|it| !it.is_global_set() && it.get_id() != "help");
    text += &list(own);
    let (said, examples) = help_of(command);
    for part in said {
        text += &match part {
            Said::Paragraph(paragraph) => format!("\n{}\n", marked(&paragraph)),
            Said::Lines(lines) => format!("\n{}", block(&lines)),
        };
    }
    if !examples.is_empty() {
        let mark = "#".repeat(depth + 1);
        text += &format!("\n{mark} {}\n\n{}", says::EXAMPLES, block(&examples));
    }
    for inner in command.get_subcommands() {
        let about = inner.get_about().map(ToString::to_string).unwrap_or_default();
        let name = inner.get_bin_name().unwrap_or(inner.get_name());
        text += &format!("\n{} {name}\n\n{}.\n\n", "#".repeat(depth + 1), marked(&about));
        text += &explain(inner, depth + 1);
    }
    text
}

/// Lists arguments and options.
fn list<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    arguments.filter(|it| !it.is_hide_set()).map(item).collect()
}

/// Returns the line of an argument or an option.
fn item(argument: &Arg) -> String {
    let values = argument.get_value_names().unwrap_or_default().join(" ");
    let takes_value = argument.get_action().takes_values();
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let mut forms: Vec<String> = short.into_iter().chain(long).collect();
    match forms.last_mut() {
        Some(last) if takes_value => *last += &format!(" {values}"),
        Some(_) => {}
        None => forms.push(values),
    }
    let forms: Vec<String> = forms.iter().map(|form| stretch(form)).collect();
    let mut text = argument.get_help().map(|help| marked(&help.to_string())).unwrap_or_default();
    let default = argument.get_default_values().first().filter(|_| takes_value);
    if let Some(value) = default {
        text += &format!("; {}", says::by_default(&value.to_string_lossy()));
    }
    let possible = if takes_value { argument.get_possible_values() } else { Vec::new() };
    let possible = possible.iter().map(|value| {
        let help = value.get_help().map(|help| marked(&help.to_string())).unwrap_or_default();
        format!("  - {}: {help}\n", stretch(value.get_name()))
    });
    format!("- {}: {text}\n{}", forms.join(", "), possible.collect::<String>())
}

/// Lays rows out as a table.
fn table(heads: [&str; 2], rows: impl Iterator<Item = [String; 2]>) -> String {
    let row =
        |cells: [String; 2]| format!("| {} |\n", cells.map(|it| bar_escaped(&it)).join(" | "));
    let head = row(heads.map(ToOwned::to_owned));
    head + "|---|---|\n" + &rows.map(row).collect::<String>()
}

/// Keeps a bar in a cell from ending it.
fn bar_escaped(text: &str) -> String {
    text.replace('|', r"\|")
}

/// Writes lines as a block of code.
fn block(lines: &[String]) -> String {
    format!("```\n{}\n```\n", lines.join("\n"))
}

/// Returns a text of the help in Markdown: what stands between backticks is code, all else is as it is.
fn marked(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    pieces
        .map(|(at, piece)| if at % 2 == 0 { in_brackets(piece) } else { stretch(piece) })
        .collect()
}

/// Returns a stretch of code.
fn stretch(text: &str) -> String {
    code(text, false)
}

/// Returns a heading in capitals as prose has it.
fn capitalised(title: &str) -> String {
    let mut characters = title.chars();
    let first = characters.next().into_iter();
    first.chain(characters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Fill::new(&KeyMap::default()).fill(text), expected);
    }

    #[test]
    fn keys_are_those_of_the_map_and_what_nobody_knows_stays() {
        check("Press {key:links}.", "Press `gl`.");
        check("{keys:search} search", "`s`, `Ctrl-p` or `g/` search");
        check("{key:left@selecting} {keys:left@selecting}", "`h` `h`, `b` or `Left`");
        check("{key:open@map}", "`Enter`");
        check("{key:open@finder}", "no key");
        check(
            "{key:nothing} {key:open@nowhere} {x} { and }",
            "{key:nothing} {key:open@nowhere} {x} { and }",
        );
        check("{ {key:links", "{ {key:links");
    }

    #[test]
    fn what_a_command_takes_is_listed() {
        let keymap = KeyMap::default();
        let fill = Fill::new(&keymap);
        let text = fill.fill("{command:search}");
        for part in [
            "`folio search [OPTIONS] <QUERY>...`",
            "- `--limit N`: How many hits at most; `20` by default\n",
            "folio search 'theme:term !loan bond'\n",
            "`--pack`, `--columns`, `--all`, `--config`, `--color`, `--ascii`, `--width`",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let text = fill.fill("{command:cite}");
        assert!(text.contains("written; `text` by default\n  - `text`: "), "{text}");
        let text = fill.fill("{command:schema}");
        assert!(text.contains("also takes `--config`, `--color`, `--ascii`, `--width`."), "{text}");
        assert!(text.contains("```\n#:schema ./.folio/pack.schema.json "), "{text}");
    }

    #[test]
    fn help_becomes_markdown_that_says_the_same() {
        assert_eq!(marked("in [-…-] or `a_b` and *b*"), r"in \[-…-\] or `a_b` and \*b\*");
        assert_eq!(stretch("`"), "`` ` ``");
        assert_eq!(bar_escaped("`a | b`"), r"`a \| b`");
    }
}
