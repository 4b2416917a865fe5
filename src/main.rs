//! Folio, the program.

use std::io::Write;
use std::process::ExitCode;

use folio::store::{self, Origin};
use folio::tui::{self, Options};

fn main() -> ExitCode {
    let opened = store::open(&[Origin::BuiltIn]);
    let colours = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let options = Options { colours, mouse: true, ..Options::default() };
    match tui::run(opened.library, options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "folio: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
