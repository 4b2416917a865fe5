//! The command line: what was typed, then what it means. Prints the same facts as the browser, from
//! the same rows. Refuses to know: the browser itself, which `main` starts.

mod args;
mod check;
mod compare;
mod coverage;
mod doctor;
mod exit;
mod help;
mod json;
mod links;
mod list;
mod map;
mod matrix;
mod output;
mod path;
mod routes;
mod search;
mod show;
mod stats;
mod terms;

use std::path::{Path, PathBuf};

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser};

use args::{Cli, Command, Global};
pub use exit::Exit;
pub use output::complain;
use output::complain_at_length;

use crate::content::caret::{Excerpts, WIDEST};
use crate::content::diagnostic::{Diagnostic, Severity};
use crate::messages::cli as messages;
use crate::model::{Catalogue, EntryKey, Library, Lookup, Theme, ThemeKey};
use crate::store::{self, Opened, Origin};
use crate::text::fold::fold;
use crate::text::safe::Safe;
use output::Output;

/// What the command line asks for.
pub enum Outcome {
    /// It is done; the program ends so.
    Exit(Exit),
    /// The browser is to open.
    Browse(Box<Browse>),
}

/// How the browser is to open.
pub struct Browse {
    /// What to read, and where it came from.
    pub opened: Opened,
    /// The entry to open at.
    pub at: Option<EntryKey>,
    /// The search to open with.
    pub find: Option<String>,
    /// What to say at once: that a pack opened in part.
    pub notice: Option<String>,
    /// Whether to draw in ASCII.
    pub ascii: bool,
    /// On what.
    pub medium: Medium,
}

/// What the browser is shown on.
pub enum Medium {
    /// A screen.
    Screen {
        /// Whether to colour.
        colours: bool,
        /// Whether to take the mouse.
        mouse: bool,
    },
    /// Lines, one behind the other.
    Lines {
        /// How many columns they have, where that was said.
        width: Option<u16>,
    },
}

/// Reads the arguments of this process and does what they say, all but the browser.
pub fn run() -> Outcome {
    output::report_faults();
    match Cli::try_parse() {
        Ok(cli) => dispatch(cli),
        Err(error) => Outcome::Exit(usage(error)),
    }
}

fn dispatch(mut cli: Cli) -> Outcome {
    if let Some(error) = cli.misplaced() {
        return Outcome::Exit(usage(error));
    }
    // `folio ./my-pack list` means the same as `folio list --pack ./my-pack`.
    let mut global = cli.global.clone();
    if cli.command.is_some() {
        global.packs.append(&mut cli.packs);
    }
    Outcome::Exit(match cli.command {
        None => return browse(cli),
        Some(Command::List(args)) => {
            with_library(&global, args.json, |desk| list::run(desk, &args))
        }
        Some(Command::Show(args)) => {
            with_library(&global, args.json, |desk| show::run(desk, &args))
        }
        Some(Command::Search(args)) => {
            with_library(&global, args.json, |desk| search::run(desk, &args))
        }
        Some(Command::Links(args)) => {
            with_library(&global, args.json, |desk| links::run(desk, &args))
        }
        Some(Command::Coverage(args)) => with_library(&global, args.json, coverage::run),
        Some(Command::Routes(args)) => {
            with_library(&global, args.json, |desk| routes::run(desk, &args))
        }
        Some(Command::Terms(args)) => {
            with_library(&global, args.json, |desk| terms::run(desk, &args))
        }
        Some(Command::Map(args)) => with_library(&global, args.json, |desk| map::run(desk, &args)),
        Some(Command::Path(args)) => {
            with_library(&global, args.json, |desk| path::run(desk, &args))
        }
        Some(Command::Matrix(args)) => {
            with_library(&global, args.json, |desk| matrix::run(desk, &args, global.ascii))
        }
        Some(Command::Compare(args)) => {
            with_library(&global, args.json, |desk| compare::run(desk, &args))
        }
        Some(Command::Check(args)) => check::run(&global, &args),
        Some(Command::Doctor(args)) => doctor::run(&global, &args),
        Some(Command::Help(args)) => help::run(&global, &args),
    })
}

/// What every subcommand that reads a library works with.
struct Desk {
    library: Library,
    output: Output,
    json: bool,
}

impl Desk {
    fn catalogue(&self) -> &Catalogue {
        &self.library.catalogue
    }

    /// Ends the command with its answer.
    fn done(self) -> Exit {
        self.output.finish(Exit::Done)
    }

    /// Ends the command with an error, as JSON where that was asked for.
    fn fail(mut self, exit: Exit, error: &str, candidates: &[EntryKey]) -> Exit {
        let catalogue = &*self.library.catalogue;
        let ids: Vec<String> = candidates.iter().map(|&key| unique_id(catalogue, key)).collect();
        if self.json {
            self.output.json(&json::Answer::new(json::Failure { error, candidates: ids }));
        } else {
            complain(&messages::by_folio(error));
            for (id, &key) in ids.iter().zip(candidates) {
                complain(&format!("  {id}  {}", catalogue.title(key)));
            }
        }
        self.output.finish(exit)
    }

    /// Finds the two entries that a person means, or ends the command.
    fn two_entries(self, one: &str, other: &str) -> Result<(Self, EntryKey, EntryKey), Exit> {
        let (desk, one) = self.entry(&[one.to_owned()])?;
        let (desk, other) = desk.entry(&[other.to_owned()])?;
        Ok((desk, one, other))
    }

    /// Finds the themes that a person means, by `pack:theme`, id, title or short title, or ends the
    /// command; never none, and several only where packs share a name.
    fn themes(self, wanted: &str) -> Result<(Self, Vec<ThemeKey>), Exit> {
        let catalogue = self.catalogue();
        let found = catalogue.themes_named(wanted);
        if !found.is_empty() {
            return Ok((self, found));
        }
        let ids: Vec<&str> = catalogue.themes().iter().map(|theme| &*theme.id).collect();
        let error = messages::no_theme(wanted, nearest_theme(catalogue, wanted), &ids);
        Err(self.fail(Exit::NotFound, &error, &[]))
    }

    /// Finds the entry that a person means, or ends the command.
    fn entry(self, wanted: &[String]) -> Result<(Self, EntryKey), Exit> {
        let wanted = wanted.join(" ");
        match self.catalogue().lookup(&wanted) {
            Lookup::Found(key) => Ok((self, key)),
            Lookup::Ambiguous(keys) => {
                Err(self.fail(Exit::NotFound, &messages::ambiguous(&wanted), &keys))
            }
            Lookup::Missing => {
                let catalogue = self.catalogue();
                let nearest = nearest(catalogue, &wanted);
                let named = nearest.map(|key| (catalogue.id(key), catalogue.title(key)));
                let error = messages::no_entry(&wanted, named);
                Err(self.fail(Exit::NotFound, &error, nearest.as_slice()))
            }
        }
    }
}

/// Returns the id of an entry, behind the id of its pack where several packs are open.
fn unique_id(catalogue: &Catalogue, key: EntryKey) -> String {
    let id = catalogue.id(key);
    if catalogue.packs().len() == 1 {
        return id.to_owned();
    }
    format!("{}:{id}", catalogue.pack(catalogue.pack_of(key)).id)
}

/// Returns the entry whose id, slug or title is most alike, if one is alike at all.
fn nearest(catalogue: &Catalogue, wanted: &str) -> Option<EntryKey> {
    let likeness = |key: EntryKey| {
        let id = catalogue.id(key);
        let slug = id.split_once('/').map_or(id, |(_, slug)| slug);
        let title = catalogue.title(key).to_lowercase();
        [id, slug, &title]
            .into_iter()
            .map(|name| strsim::jaro_winkler(name, &wanted.to_lowercase()))
            .fold(0.0, f64::max)
    };
    let scored = catalogue.entries().map(|key| (likeness(key), key));
    let best = scored.max_by(|(left, _), (right, _)| left.total_cmp(right))?;
    (best.0 > 0.8).then_some(best.1)
}

/// Returns the id of the theme whose id or title is most alike, if one is alike at all.
fn nearest_theme<'a>(catalogue: &'a Catalogue, wanted: &str) -> Option<&'a str> {
    let likeness = |theme: &Theme| {
        [&theme.id, &theme.title, &theme.short]
            .into_iter()
            .map(|name| strsim::jaro_winkler(&fold(name), &fold(wanted)))
            .fold(0.0, f64::max)
    };
    let scored = catalogue.themes().iter().map(|theme| (likeness(theme), &*theme.id));
    let best = scored.max_by(|(left, _), (right, _)| left.total_cmp(right))?;
    (best.0 > 0.8).then_some(best.1)
}

/// Opens the library that the options name and runs a command on it.
fn with_library(global: &Global, json: bool, command: impl FnOnce(Desk) -> Exit) -> Exit {
    match open(&global.packs, global.all) {
        Ok((opened, notices)) => {
            for notice in notices {
                complain(&notice);
            }
            command(Desk { library: opened.library, output: Output::new(global), json })
        }
        Err(exit) => exit,
    }
}

/// Opens the named packs, or the built-in one and the data folder. Says on stderr why a named pack
/// did not open; returns with what opened sentences on packs that opened in part, or of the data folder
/// not at all.
fn open(named: &[PathBuf], all: bool) -> Result<(Opened, Vec<String>), Exit> {
    let opened = store::open(&store::origins(named, all));
    let named_failed = |origin: &&Origin| opened.failed.contains(origin);
    if let Some(origin) = opened.asked.iter().take(named.len()).find(named_failed) {
        let mut excerpts = Excerpts::new(&opened.whereabouts);
        for error in errors(&opened, origin) {
            complain_at_length(&excerpts.show(error, WIDEST));
        }
        return Err(Exit::NothingOpened);
    }
    let failed = opened.failed.iter().map(|origin| messages::not_opened(&origin.to_string()));
    let in_part = opened.origins.iter().filter_map(|origin| {
        let broken = errors(&opened, origin).next().is_some();
        broken.then(|| messages::opened_in_part(&origin.to_string()))
    });
    let notices = failed.chain(in_part).collect();
    Ok((opened, notices))
}

/// Returns the errors of one pack.
fn errors<'a>(opened: &'a Opened, origin: &Origin) -> impl Iterator<Item = &'a Diagnostic> {
    let name = origin.to_string();
    opened.diagnostics.iter().filter(move |one| {
        one.severity == Severity::Error && Path::new(&one.file).starts_with(&name)
    })
}

fn browse(cli: Cli) -> Outcome {
    let mut packs = cli.packs;
    if let Some(exit) = mistaken_command(&packs) {
        return Outcome::Exit(exit);
    }
    packs.extend(cli.global.packs.iter().cloned());
    let (opened, notices) = match open(&packs, cli.global.all) {
        Ok(opened) => opened,
        Err(exit) => return Outcome::Exit(exit),
    };
    let at = match cli.at {
        None => None,
        Some(wanted) => {
            let desk = Desk {
                library: opened.library.clone(),
                output: Output::new(&cli.global),
                json: false,
            };
            match desk.entry(&[wanted]) {
                Ok((_, key)) => Some(key),
                Err(exit) => return Outcome::Exit(exit),
            }
        }
    };
    Outcome::Browse(Box::new(Browse {
        opened,
        at,
        find: cli.find,
        notice: (!notices.is_empty()).then(|| notices.join(" ")),
        ascii: cli.global.ascii,
        medium: if cli.linear || output::on_dumb_terminal() {
            Medium::Lines { width: cli.global.width }
        } else {
            let colours = output::colour_of_browser(cli.global.color).0;
            Medium::Screen { colours, mouse: !cli.no_mouse }
        },
    }))
}

/// Catches `folio serach x`: a first argument that is no path but resembles a subcommand.
fn mistaken_command(packs: &[PathBuf]) -> Option<Exit> {
    let first = packs.first().filter(|path| !path.exists())?;
    let typed = first.to_str().filter(|typed| !typed.contains(['/', '\\', '.']))?;
    let command = Cli::command();
    let meant = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .map(|name| (strsim::damerau_levenshtein(name, typed), name))
        .min()
        .filter(|&(distance, name)| distance <= 2 && distance < name.len() - 1)?;
    complain(&messages::unknown_command(typed, meant.1));
    Some(Exit::Usage)
}

/// Shows a usage error on stderr, or help and version on stdout, always safe to print.
fn usage(mut error: clap::Error) -> Exit {
    name_safely(&mut error);
    let text = error.render().to_string();
    if error.use_stderr() {
        complain_at_length(&Safe::text(text.trim_end()));
        return Exit::Usage;
    }
    let mut output = Output::plain();
    output.text(&text);
    output.finish(Exit::Done)
}

/// Makes what was typed, which a usage error repeats, safe by itself: what stands around it has
/// lines.
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
