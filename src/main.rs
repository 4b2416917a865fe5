//! Folio, the program.

use std::process::ExitCode;

use folio::cli::{self, Browse, Medium, Outcome};
use folio::messages::cli::by_folio;
use folio::{linear, tui};

fn main() -> ExitCode {
    match cli::run() {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Browse(browse) => read(*browse),
    }
}

fn read(browse: Browse) -> ExitCode {
    let Browse { opened, at, find, notice, ascii, medium } = browse;
    let ended = match medium {
        Medium::Screen { colours, mouse } => {
            let options = tui::Options { at, find, notice, colours, ascii, mouse };
            tui::run(opened.library, options)
                .map_err(|error| (error.to_string(), error.exit_code()))
        }
        Medium::Lines { width } => {
            let options = linear::Options { at, find, notice, width, ascii };
            linear::run(opened.library, options)
                .map_err(|error| (error.to_string(), error.exit_code()))
        }
    };
    let Err((sentence, code)) = ended else { return ExitCode::SUCCESS };
    cli::complain(&by_folio(&sentence));
    ExitCode::from(code)
}
