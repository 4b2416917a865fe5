//! Folio, the program.

use std::process::ExitCode;

use folio::cli::{self, Browse, Medium, Outcome};
use folio::messages::cli::by_folio;
use folio::view::Palette;
use folio::{linear, tui};

fn main() -> ExitCode {
    match cli::run() {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Browse(browse) => read(browse),
    }
}

fn read(browse: Browse) -> ExitCode {
    let Browse { corpus, opening, medium } = browse;
    let ascii = opening.ascii;
    let ended = match medium {
        Medium::Screen { colours } => tui::run(corpus, opening, &Palette::new(colours, ascii))
            .map_err(|error| (error.to_string(), error.exit_code())),
        Medium::Lines { width } => linear::run(corpus, opening, width)
            .map_err(|error| (error.to_string(), error.exit_code())),
    };
    let Err((sentence, code)) = ended else { return ExitCode::SUCCESS };
    cli::complain(&by_folio(&sentence));
    ExitCode::from(code)
}
