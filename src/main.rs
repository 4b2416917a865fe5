//! Folio, the program.

use std::process::ExitCode;

use folio::cli::{self, Browse, Outcome};
use folio::messages::cli::by_folio;
use folio::tui::{self, Options};

fn main() -> ExitCode {
    match cli::run() {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Browse(browse) => read(browse),
    }
}

fn read(browse: Browse) -> ExitCode {
    let Browse { library, at, find, notice, colours, ascii, mouse } = browse;
    match tui::run(library, Options { at, find, notice, colours, ascii, mouse }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&by_folio(&error.to_string()));
            ExitCode::from(error.exit_code())
        }
    }
}
