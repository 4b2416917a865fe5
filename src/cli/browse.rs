//! `folio` without a subcommand: how the browser is to open, and on what. Refuses to know: the browser
//! itself.

use std::path::PathBuf;

use clap::CommandFactory;

use super::args::Cli;
use super::failure::Failure;
use super::names::Names;
use super::{output, packs};
use crate::app::Opening;
use crate::knowledge::Corpus;
use crate::messages::{cli as messages, health as says};
use crate::text::nearest::{self, nearest};

/// How the browser is to open.
pub struct Browse {
    /// What to read.
    pub corpus: Corpus,
    /// Where, and with what.
    pub opening: Opening,
    /// On what.
    pub medium: Medium,
}

/// What the browser is shown on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A screen.
    Screen {
        /// Whether to colour.
        colours: bool,
    },
    /// Lines, one after the other.
    Lines {
        /// How many columns they have, if that was said.
        width: Option<u16>,
    },
}

/// Opens what the browser is to read.
pub fn browse(cli: Cli) -> Result<Browse, Failure> {
    let Cli { packs: mut named, global, .. } = cli;
    if let Some(sentence) = mistaken_command(&named) {
        return Err(Failure::usage(sentence));
    }
    named.extend(global.packs);
    let (corpus, notices) = packs::open_named(&named, global.all)?;
    let at = cli.at.map(|wanted| Names::new(&corpus).entry(&wanted)).transpose()?;
    let medium = if cli.linear || output::on_dumb_terminal() {
        Medium::Lines { width: global.width }
    } else {
        Medium::Screen { colours: output::colour_of_browser(global.color).0 }
    };
    let mistakes = corpus.opened().diagnostics.len();
    let notice = (!notices.is_empty()).then(|| match medium {
        Medium::Screen { .. } => says::mistakes_at_foot(mistakes),
        Medium::Lines { .. } => says::mistakes_in_linear(mistakes),
    });
    let opening = Opening {
        at,
        find: cli.find,
        notice,
        mouse: !cli.no_mouse,
        ascii: global.ascii,
        ..Opening::default()
    };
    Ok(Browse { corpus, opening, medium })
}

/// Catches `folio serach x`: returns what to say of a first argument that is no path but resembles a
/// subcommand.
fn mistaken_command(packs: &[PathBuf]) -> Option<String> {
    let first = packs.first().filter(|path| !path.exists())?;
    let typed = first.to_str().filter(|typed| !typed.contains(['/', '\\', '.']))?;
    let command = Cli::command();
    let names = command.get_subcommands().map(clap::Command::get_name);
    let meant = nearest(typed, names.map(|name| (name, [name])), nearest::COMMAND)?;
    Some(messages::unknown_command(typed, meant))
}
