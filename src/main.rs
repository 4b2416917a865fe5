//! Folio, the program.

use std::process::ExitCode;

use folio::cli::{self, Browse, Medium, Outcome};
use folio::messages::cli::by_folio;
use folio::tui::{Ended, Live, Packs};
use folio::{linear, tui};

fn main() -> ExitCode {
    match cli::run() {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Browse(browse) => {
            let read = match browse.medium {
                Medium::Screen => show(*browse),
                Medium::Lines { width } => recite(*browse, width),
            };
            read.err().unwrap_or(ExitCode::SUCCESS)
        }
    }
}

fn show(mut browse: Browse) -> Result<(), ExitCode> {
    let palettes = browse.palettes();
    let (name, title, repute) = (browse.name.clone(), browse.title.clone(), browse.repute);
    let live = Live { settings: browse.settings.clone(), layers: browse.layers.clone() };
    let keymap = browse.keymap.clone();
    let packs = Packs { name, title, keymap, open: Box::new(|progress| browse.open(progress)) };
    tui::run(packs, palettes, repute, live).map_err(|ended| match ended {
        Ended::Unopened(failure) => failure.tell().into(),
        Ended::Terminal(error) => complain(&error.to_string(), error.exit_code()),
    })
}

fn recite(browse: Browse, width: Option<u16>) -> Result<(), ExitCode> {
    let opened = browse.open_for_lines();
    let (corpus, opening) = opened.map_err(|failure| failure.tell())?;
    linear::run(corpus, opening, width)
        .map_err(|error| complain(&error.to_string(), error.exit_code()))
}

fn complain(sentence: &str, code: u8) -> ExitCode {
    cli::complain(&by_folio(sentence));
    ExitCode::from(code)
}
