//! The command line: what was typed, then what it means. Prints the same facts as the browser, from
//! the same reports. Refuses to know: the browser itself, which `main` starts.
//!
//! A subcommand is one file: its arguments, what it does, the shape of its JSON and the
//! text that explains the shape.

mod add;
mod args;
mod asking;
mod browse;
mod build;
mod cache;
mod check;
mod cite;
mod compare;
mod completing;
mod completions;
mod config;
mod convert;
mod coverage;
mod diff;
mod doctor;
mod editor;
mod examples;
mod exit;
mod export;
mod failure;
mod files;
mod forget;
mod guide;
mod help;
mod installed;
mod json;
mod links;
mod list;
mod man;
mod map;
mod matrix;
mod names;
mod near;
mod new;
mod notes;
mod output;
mod overview;
mod packs;
mod palettes;
mod path;
mod recall;
mod remove;
mod repute;
mod routes;
mod schema;
mod search;
mod show;
mod terms;
mod waiting;
mod yours;

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, CommandFactory, FromArgMatches, Subcommand};

use crate::content::keyed;
use crate::meaning;
use crate::messages::{cli as messages, settings, topics};
use crate::settings::Settings;
use crate::text::safe::Safe;
use args::{Cli, Global};
pub use browse::{Browse, Medium, mistakes_in_short, preferences, wish};
pub use editor::{Draft, Editor};
pub use exit::Exit;
pub use failure::Failure;
pub use guide::origin as guide;
use output::Output;
pub use output::complain;
pub use repute::Repute;

/// What a subcommand opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opens {
    /// Packs, all of those that open by themselves if none is named.
    Packs,
    /// One thing.
    One,
    /// Nothing.
    Nothing,
}

impl Opens {
    /// Returns whether an option names what such a subcommand does not open.
    fn refuses(self, option: &str) -> bool {
        match self {
            Self::Packs => false,
            Self::One => option == "all",
            Self::Nothing => matches!(option, "pack" | "columns" | "all"),
        }
    }
}

/// A subcommand, read from its arguments.
trait Run {
    /// Returns whether the answer, or the failure, is wanted as JSON.
    fn wants_json(&self) -> bool {
        false
    }

    /// Returns what it opens, which decides about the options that name it.
    fn opens() -> Opens
    where
        Self: Sized,
    {
        Opens::Packs
    }

    /// Does what the subcommand is for; the result is the exit code unless writing fails.
    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure>;
}

/// Declares the subcommands in the order of `folio --help`, by what they are for: each is a struct of its file.
macro_rules! subcommands {
    ($($heading:ident => [$($file:ident::$name:ident),* $(,)?]),* $(,)?) => {
        /// What to do.
        #[derive(Debug, Subcommand)]
        enum Command {
            $($($name($file::$name),)*)*
        }

        /// What the subcommands are for, and how many are for each, in that order.
        const GROUPS: &[(&str, usize)] =
            &[$((messages::$heading, [$(stringify!($name)),*].len())),*];

        /// What the subcommands open, in that order.
        fn opened_by_each() -> impl Iterator<Item = Opens> {
            [$($($file::$name::opens(),)*)*].into_iter()
        }

        impl Command {
            fn opens(&self) -> Opens {
                match self {
                    $($(Self::$name(_) => $file::$name::opens(),)*)*
                }
            }

            fn as_run(&self) -> &dyn Run {
                match self {
                    $($(Self::$name(command) => command,)*)*
                }
            }
        }
    };
}

subcommands![
    TO_READ => [
        list::List,
        show::Show,
        search::Search,
        links::Links,
        cite::Cite,
        near::Near,
        coverage::Coverage,
        routes::Routes,
        terms::Terms,
        map::Map,
        path::Path,
        compare::Compare,
        matrix::Matrix,
    ],
    YOURS => [notes::Notes, forget::Forget, diff::Diff, recall::Recall],
    FOR_AUTHORS => [
        new::New,
        check::Check,
        schema::Schema,
        build::Build,
        convert::Convert,
        export::Export,
    ],
    WHAT_OPENS => [installed::Packs, add::Add, remove::Remove, cache::Cache],
    ABOUT_FOLIO => [
        config::Config,
        palettes::Palettes,
        doctor::Doctor,
        guide::Guide,
        man::Man,
        completions::Completions,
        help::Help,
    ],
];

/// What the command line asks for.
pub enum Outcome {
    /// It is done; the program ends so.
    Exit(Exit),
    /// The browser is to open.
    Browse(Box<Browse>),
}

/// Returns the command line as data: every subcommand with its arguments, those hidden that it refuses.
pub fn command() -> clap::Command {
    let mut folio = Cli::command();
    let names: Vec<String> = folio.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    for (name, opens) in names.into_iter().zip(opened_by_each()) {
        let refused = folio.get_arguments().filter(|it| opens.refuses(it.get_id().as_str()));
        let hidden: Vec<Arg> = refused.map(|it| it.clone().hide(true)).collect();
        folio = folio.mut_subcommand(name, |command| command.args(hidden));
    }
    let template = overview::template(&folio, GROUPS);
    folio.help_template(template)
}

/// Reads the arguments of this process and does what they say, all but the browser.
pub fn run() -> Outcome {
    if completions::answer() {
        return Outcome::Exit(Exit::Done);
    }
    output::report_faults();
    let words = args::with_packs_joined(std::env::args_os());
    let read =
        command().try_get_matches_from(words).and_then(|found| Cli::from_arg_matches(&found));
    match read {
        Ok(cli) => dispatch(cli),
        Err(error) => Outcome::Exit(usage(Cli::behind_subcommand(&error).unwrap_or(error))),
    }
}

fn dispatch(mut cli: Cli) -> Outcome {
    if let Some(error) = cli.misplaced() {
        return Outcome::Exit(usage(error));
    }
    if let Err(failure) = settle(&mut cli) {
        return Outcome::Exit(failure.tell());
    }
    let mut output = Output::new(&cli.global);
    if cli.licenses {
        output.text(&licenses());
        return Outcome::Exit(output.finish(Exit::Done));
    }
    let practises = match &cli.command {
        Some(Command::Recall(recall)) => recall.opens_browser(),
        Some(Command::Guide(guide)) if guide.opens_browser() => {
            return Outcome::Browse(Box::new(browse::guide(guide, &cli.global)));
        }
        _ => false,
    };
    let Some(command) = cli.command.take().filter(|_| !practises) else {
        return match browse::browse(cli) {
            Ok(browse) => Outcome::Browse(Box::new(browse.practising(practises))),
            Err(failure) => Outcome::Exit(failure.tell()),
        };
    };
    // `folio ./my-pack list` means the same as `folio list --pack ./my-pack`.
    cli.global.packs.append(&mut cli.packs);
    let command = command.as_run();
    let ended = command.run(&cli.global, &mut output);
    let exit = ended.unwrap_or_else(|failure| failure.report(&mut output, command.wants_json()));
    Outcome::Exit(output.finish(exit))
}

/// Reads what the reader has set, and complains of what is wrong with it, unless that is asked for or told
/// in the browser.
fn settle(cli: &mut Cli) -> Result<(), Failure> {
    let named = cli.global.config.as_ref().filter(|path| !path.as_os_str().is_empty());
    // Where links lead in a circle, whoever reads the file says so.
    let is_missing = |path: &&PathBuf| !path.exists() && keyed::target(path).is_ok();
    if let Some(missing) = named.filter(is_missing) {
        let creates = matches!(&cli.command, Some(Command::Config(config)) if config.may_create());
        if !creates {
            let path = missing.display().to_string();
            return Err(Failure::usage(settings::no_such_file(&path)));
        }
    }
    cli.global.layers = cli.layers();
    cli.global.settings = Settings::of_process(&cli.global.layers);
    let tells = matches!(&cli.command, None | Some(Command::Config(_)));
    if let Some(sentence) = browse::mistakes_of(&cli.global.settings).filter(|_| !tells) {
        complain(&messages::by_folio(&sentence));
    }
    Ok(())
}

/// Returns under which licences Folio and what it carries are.
fn licenses() -> String {
    let of_meaning = meaning::is_built_in().then_some(topics::LICENSES_OF_MEANING);
    let of_tables = [topics::LICENSES_OF_WRITING, topics::APACHE];
    [topics::LICENSE].into_iter().chain(of_meaning).chain(of_tables).collect::<Vec<_>>().join("\n")
}

/// Shows a usage error on stderr, or help and version on stdout, always safe to print.
fn usage(mut error: clap::Error) -> Exit {
    name_safely(&mut error);
    let text = error.render().to_string();
    if error.use_stderr() {
        output::complain_at_length(&Safe::text(text.trim_end()));
        return Exit::Usage;
    }
    let mut output = Output::plain();
    output.text(&text);
    output.finish(Exit::Done)
}

/// Makes what was typed, which a usage error repeats, safe by itself: the text around it has line
/// breaks.
fn name_safely(error: &mut clap::Error) {
    let safe = |text: &String| Safe::name(text).into_string();
    let values: Vec<(ContextKind, ContextValue)> = error
        .context()
        .filter_map(|(kind, value)| match value {
            ContextValue::String(text) => Some((kind, ContextValue::String(safe(text)))),
            ContextValue::Strings(texts) => {
                Some((kind, ContextValue::Strings(texts.iter().map(safe).collect())))
            }
            _ => None,
        })
        .collect();
    for (kind, value) in values {
        error.insert(kind, value);
    }
}
