//! `folio help`: the help of a subcommand, or a topic that no single subcommand covers.

mod keys;
mod meant;

use clap::Args;

use super::args::Global;
use super::output::Output;
use super::{Exit, Failure, Opens, Run, command};
use super::{
    add, build, cache, check, cite, compare, completing, config, convert, coverage, diff, doctor,
    export, failure, forget, installed, json, links, list, map, matrix, near, new, notes, palettes,
    path, recall, remove, routes, search, show, terms,
};
use crate::messages::cli as messages;
use crate::messages::search::SYNTAX;
use crate::messages::topics;

/// Explain a topic: environment, exit-codes, files, json, keys, pack
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio help json\n  folio help pack")]
pub struct Help {
    /// The topic, or the command: `folio help notes add`
    #[arg(add = completing::commands_and(|| topic_names().collect()))]
    topic: Vec<String>,
}

/// The topic that tells which keys mean what.
const KEYS: &str = "keys";

/// What no single subcommand covers.
struct Topic {
    name: &'static str,
    /// Its paragraphs, a blank line between them.
    text: &'static [&'static [&'static str]],
}

const TOPICS: [Topic; 5] = [
    Topic { name: "environment", text: &[&[topics::ENVIRONMENT]] },
    Topic { name: "exit-codes", text: &[&[topics::EXIT_CODES]] },
    Topic { name: "files", text: &[&[topics::FILES]] },
    Topic { name: "json", text: &[&[topics::JSON], &SHAPES, &[export::SHAPE]] },
    Topic { name: "pack", text: &[&[topics::PACK]] },
];

/// The shapes of all answers in JSON, in the order in which they are explained.
const SHAPES: [&str; 32] = [
    list::SHAPE,
    show::SHAPE,
    show::theme::SHAPE,
    links::SHAPE,
    cite::SHAPE,
    near::SHAPE,
    build::SHAPE,
    convert::SHAPE,
    installed::SHAPE,
    palettes::SHAPE,
    add::SHAPE,
    remove::SHAPE,
    cache::SHAPE,
    map::SHAPE,
    path::SHAPE,
    compare::SHAPE,
    matrix::SHAPE,
    notes::SHAPE,
    forget::SHAPE,
    diff::SHAPE,
    recall::SHAPE,
    search::SHAPE,
    coverage::SHAPE,
    routes::SHAPE,
    terms::SHAPE,
    terms::text::SHAPE,
    check::SHAPE,
    new::SHAPE,
    config::SHAPE,
    doctor::SHAPE,
    json::SHAPE_OF_SEVERAL,
    failure::SHAPE,
];

/// Returns the names of the topics.
pub fn topic_names() -> impl Iterator<Item = &'static str> {
    TOPICS.iter().map(|topic| topic.name).chain([KEYS])
}

impl Run for Help {
    fn opens() -> Opens {
        Opens::Nothing
    }

    /// Prints a topic, the help of a subcommand, or Folio's own help.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let mut command = command();
        let wanted = &self.topic.join(" ");
        if wanted.is_empty() {
            output.text(&command.render_long_help().to_string());
            return Ok(Exit::Done);
        }
        if wanted == KEYS {
            output.text(&keys::topic(&global.settings.keymap()));
            return Ok(Exit::Done);
        }
        if let Some(topic) = TOPICS.iter().find(|topic| topic.name == wanted) {
            output.text(&topic.text.concat().join("\n"));
            return Ok(Exit::Done);
        }
        command.build();
        let Some(subcommand) = find(&mut command, wanted) else {
            let topics: Vec<&str> = topic_names().collect();
            let commands = names_of_commands(&command);
            let names = commands.iter().map(|name| &**name).chain(topics.iter().copied());
            let meant = meant::meant(wanted, &names.collect::<Vec<_>>());
            return Err(Failure::usage(messages::no_topic(wanted, &meant, &topics)));
        };
        output.text(&subcommand.render_long_help().to_string());
        if wanted == "search" {
            output.text(&syntax());
        }
        Ok(Exit::Done)
    }
}

/// Returns the names of all commands, and of what they consist of: `notes`, `notes add`.
fn names_of_commands(folio: &clap::Command) -> Vec<String> {
    let names = folio.get_subcommands().flat_map(|command| {
        let parts = command.get_subcommands().filter(|part| part.get_name() != "help");
        let parts = parts.map(|part| format!("{} {}", command.get_name(), part.get_name()));
        std::iter::once(command.get_name().to_owned()).chain(parts)
    });
    names.collect()
}

/// Finds a command by its words, or by the name of its page in the manual, which joins them.
fn find<'c>(command: &'c mut clap::Command, wanted: &str) -> Option<&'c mut clap::Command> {
    let words: Vec<&str> = wanted.split([' ', '-']).collect();
    words.into_iter().try_fold(command, |command, word| command.find_subcommand_mut(word))
}

/// Explains what can be typed into a search.
fn syntax() -> String {
    let mut text = "\nWhat can be typed:\n".to_owned();
    for (typed, finds) in SYNTAX {
        text += &format!("  {typed:<14} {finds}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::{BTreeMap, BTreeSet};
    use std::io::{self, Write};
    use std::rc::Rc;

    use clap::Parser;
    use serde_json::Value;

    use super::*;
    use crate::cli::args::Cli;
    use crate::settings::{ConfigFile, Layers, Settings};

    /// A pack that has something of everything that an answer can hold.
    const PACK: &str = r#"
        format = 1
        id = "p"
        title = "P"
        [[theme]]
        id = "e"
        title = "Entries"
        [[theme]]
        id = "term"
        title = "Terms"
        glossary = true
    "#;

    const ENTRIES: &str = r#"
        [[place]]
        id = "one"
        label = "One"
        [[claim]]
        id = "c1"
        place = "one"
        text = "Nothing uses it."
        [[claim]]
        id = "c2"
        place = "one"
        text = "Nor this."
        [[entry]]
        id = "e/a"
        title = "A"
        body = "A *panda bond* and a risk."
        see = ["e/b"]
        [[entry.name]]
        language = "zh"
        text = "一"
        [[entry]]
        id = "e/b"
        title = "B"
        body = "A *panda bond* beside [A](e/a)."
        [[entry.name]]
        language = "zh"
        text = "二"
        [[entry]]
        id = "e/c"
        title = "C"
        body = "A *panda bond* of A."
        [[entry.name]]
        language = "zh"
        text = "三"
        [[entry]]
        id = "term/risk"
        title = "Risk"
        kind = "Term"
        body = "What may go wrong."
    "#;

    /// The command lines whose answers together show everything that a paragraph explains.
    const SAMPLES: [(&str, &[&str]); 26] = [
        ("folio list --json", &["list"]),
        ("folio list THEME --json", &["list mechanism"]),
        ("folio list --by type --json", &["list --by type --pack PACK"]),
        ("folio show ID --json", &["show ppp", "show investment-financing"]),
        ("folio show theme:ID --json", &["show theme:mechanism"]),
        ("folio links ID --json", &["links mechanism/clean-silk-road"]),
        ("folio cite ID --json", &["cite investment-financing", "cite ppp"]),
        ("folio map ID --json", &["map ppp"]),
        ("folio path A B --json", &["path investment-financing anti-corruption"]),
        ("folio compare A B --json", &["compare connectivity/hard connectivity/soft"]),
        ("folio matrix ROWS COLUMNS --json", &["matrix mechanism rationale"]),
        (
            "folio search QUERY --json",
            &[
                "search --explain loans",
                "search zzupply jjain",
                "search ppp",
                "search hard vs soft connectivity",
                "search 'chain !supply",
                "search blockchain",
                "search mechanisms",
                "search loans blockchain",
                "search theme:",
            ],
        ),
        ("folio coverage --json", &["coverage", "coverage --pack PACK"]),
        ("folio routes [ROUTE|ID] --json", &["routes", "routes ppp"]),
        ("folio near ID --json", &["near anti-corruption"]),
        ("folio terms ID --json", &["terms investment-financing", "terms ppp"]),
        ("folio terms - --json", &["terms -"]),
        ("folio build PACK -o FILE --json", &["build PACK -o FILE"]),
        ("folio cache list --json", &["cache list"]),
        ("folio palettes --json", &["palettes"]),
        ("folio convert THING -o FOLDER --json", &["convert THING -o FOLDER"]),
        ("folio check --json", &["check --stats PACK"]),
        ("folio new FOLDER --json", &["new PACK/new"]),
        ("folio doctor --json", &["doctor --color never"]),
        (
            "Where several entries are named, as in folio links ID ID --json:",
            &["links ppp aiib", "show ppp aiib", "map ppp aiib", "terms ppp aiib"],
        ),
        ("Where nothing answers the question:", &["show nothing-like-this"]),
    ];

    /// What reads and writes the data folder or the journal of whoever runs the tests;
    /// `tests/it/cli/shelf.rs` and `notes.rs` ask it in one of their own.
    const OF_THE_READER: [&str; 12] = [
        "folio packs --json",
        "folio config WHAT --json",
        "folio add THING --json",
        "folio remove NAME --json",
        "folio notes list [ID] --json",
        "folio notes remove NOTE --json",
        "folio notes export --json",
        "folio notes import PATH --json",
        "folio notes verify --json",
        "folio forget [PACK|ID] --json",
        "folio diff ID --json",
        "folio recall --count --json",
    ];

    /// What an answer is written to.
    #[derive(Clone, Default)]
    struct Paper(Rc<RefCell<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.borrow_mut().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn answer(line: &str, pack: &str) -> Value {
        let file = format!("{pack}/made.folio");
        let (folder, new) = (format!("{pack}/made"), format!("{pack}/new"));
        let words = line.split(' ').map(|word| match word {
            "PACK" | "THING" => pack,
            "PACK/new" => &new,
            "FILE" => &file,
            "FOLDER" => &folder,
            word => word,
        });
        let words = ["folio"].into_iter().chain(words).chain(["--json"]);
        let mut cli = Cli::try_parse_from(words).expect("the line is sound");
        // What whoever runs the tests has set is no part of it.
        let layers = Layers { file: ConfigFile::None, ..cli.layers() };
        cli.global.settings = Settings::read(&layers, &Vec::new());
        let paper = Paper::default();
        let mut output = Output::to(Box::new(paper.clone()));
        let command = cli.command.expect("the line has a subcommand");
        if line == "terms -" {
            let corpus = crate::cli::packs::open(&cli.global).expect("it opens");
            terms::text::answer(&corpus, "A loan of the AIIB, a PPP.", true, &mut output);
        } else if let Err(failure) = command.as_run().run(&cli.global, &mut output) {
            failure.report(&mut output, true);
        }
        output.finish(Exit::Done);
        serde_json::from_slice(&paper.0.take()).expect("the answer is JSON")
    }

    /// The paths of all keys in an answer, `hits.id`; arrays leave no trace.
    fn keys(value: &Value, path: &str, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    let path = format!("{path}.{key}").trim_start_matches('.').to_owned();
                    keys(value, &path, found);
                    found.insert(path);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, path, found)),
            _ => {}
        }
    }

    /// A shape as it is explained: keys, each with the shape of its value.
    type Shape = BTreeMap<String, Explained>;

    #[derive(Clone, Debug)]
    enum Explained {
        Leaf,
        Object(Shape),
        /// A shape that has a name of its own: `LINK`.
        Named(String),
    }

    /// The words and marks of an explanation.
    fn tokens(text: &str) -> Vec<String> {
        let mut tokens: Vec<String> = Vec::new();
        let mut open = false;
        for c in text.chars() {
            let in_word = c.is_alphanumeric() || c == '_';
            match tokens.last_mut() {
                Some(last) if in_word && open => last.push(c),
                _ if !c.is_whitespace() => tokens.push(c.to_string()),
                _ => {}
            }
            open = in_word;
        }
        tokens
    }

    /// Reads `{ key, key: VALUE, … }` from its brace on; returns where it ends.
    fn object(tokens: &[String], mut at: usize) -> (Shape, usize) {
        let mut shape = Shape::new();
        at += 1;
        while tokens[at] != "}" {
            let key = &tokens[at];
            at += 1;
            if !key.starts_with(|c: char| c.is_alphabetic()) {
                continue;
            }
            let mut behind = Explained::Leaf;
            if tokens[at] == ":" {
                at += 1;
                while tokens[at] == "[" {
                    at += 1;
                }
                if tokens[at] == "{" {
                    let (inner, end) = object(tokens, at);
                    (behind, at) = (Explained::Object(inner), end);
                } else {
                    (behind, at) = (Explained::Named(tokens[at].clone()), at + 1);
                }
            }
            shape.insert(key.clone(), behind);
        }
        (shape, at + 1)
    }

    /// Reads a paragraph: its own shape, and those that it names. A `name: { … }` after the shape is
    /// one more key of it, and words in brackets after a quoted one are keys of what ends in `...`.
    fn shapes(paragraph: &str, named: &mut Shape) -> Shape {
        let tokens = tokens(paragraph);
        let first = tokens.iter().position(|token| token == "{").expect("a shape");
        let (mut own, mut at) = object(&tokens, first);
        let mut kinds = Shape::new();
        while at + 2 < tokens.len() {
            if tokens[at + 1] == ":" && tokens[at + 2] == "{" {
                let (shape, end) = object(&tokens, at + 2);
                let is_named = tokens[at].chars().all(char::is_uppercase);
                let into = if is_named { &mut *named } else { &mut own };
                into.insert(tokens[at].clone(), Explained::Object(shape));
                at = end;
            } else if tokens[at] == "\"" && tokens[at + 1] == "(" {
                at += 2;
                while tokens[at] != ")" {
                    kinds.insert(tokens[at].clone(), Explained::Leaf);
                    at += 1;
                }
            } else {
                at += 1;
            }
        }
        kinds.remove(",");
        if let Some(Explained::Object(open)) = own.get_mut("suggestions") {
            open.extend(kinds);
        }
        own
    }

    fn paths(shape: &Shape, named: &Shape, path: &str, found: &mut BTreeSet<String>) {
        for (key, behind) in shape {
            let path = format!("{path}.{key}").trim_start_matches('.').to_owned();
            let behind = match behind {
                Explained::Named(name) => named.get(name).expect("what is named is explained"),
                other => other,
            };
            if let Explained::Object(inner) = behind {
                paths(inner, named, &path, found);
            }
            found.insert(path);
        }
    }

    #[test]
    fn every_key_of_every_answer_is_explained_and_every_explained_key_exists() {
        let folder = tempfile::tempdir().expect("a folder for a pack");
        for (name, text) in [("pack.toml", PACK), ("entries.toml", ENTRIES)] {
            std::fs::write(folder.path().join(name), text).expect("the pack is written");
        }
        let pack = folder.path().to_str().expect("the path is UTF-8");
        let text = SHAPES.join("\n");
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        let mut named = Shape::new();
        let own: Vec<Shape> = paragraphs.iter().map(|it| shapes(it, &mut named)).collect();
        let asked = SAMPLES.len() + OF_THE_READER.len();
        assert_eq!(paragraphs.len(), asked, "each paragraph has its samples");
        for (paragraph, shape) in paragraphs.iter().zip(&own) {
            let title = paragraph.lines().next().unwrap_or_default();
            let lacks_tables = title.starts_with("folio near") && !crate::meaning::is_built_in();
            if lacks_tables || OF_THE_READER.contains(&title) {
                continue;
            }
            let (_, lines) = SAMPLES.iter().find(|(known, _)| *known == title).expect(title);
            let (mut explained, mut met) = (BTreeSet::new(), BTreeSet::new());
            paths(shape, &named, "", &mut explained);
            for line in *lines {
                keys(&answer(line, pack), "", &mut met);
            }
            // Said in a sentence, since the key is there with an option only.
            if met.contains("hits.explanation") && paragraph.contains("an explanation") {
                explained.insert("hits.explanation".to_owned());
            }
            // What several answers hold is explained with each of them alone.
            let of_several = title.starts_with("Where several");
            met.retain(|key| !(of_several && key.starts_with("entries.")));
            let missing: Vec<_> = met.difference(&explained).collect();
            let unmet: Vec<_> = explained.difference(&met).collect();
            assert!(missing.is_empty(), "{title}: {missing:?} are not explained");
            assert!(unmet.is_empty(), "{title}: no answer has {unmet:?}");
        }
    }

    #[test]
    fn every_subcommand_that_answers_in_json_is_explained() {
        let text = SHAPES.join("\n");
        let has_json =
            |it: &&clap::Command| it.get_arguments().any(|argument| argument.get_id() == "json");
        for command in command().get_subcommands().filter(has_json) {
            let line = format!("folio {} ", command.get_name());
            assert!(text.lines().any(|it| it.starts_with(&line)), "{line} is not explained");
        }
    }
}
