//! Linear mode: reading without a screen. Typed commands, numbered choices, printed lines; for screen
//! readers, for terminals that cannot place text, and for scripts. Refuses to know: cursors, colours,
//! keys. The terminal keeps its own line editing, and Ctrl-C and Ctrl-D end the mode as they end any
//! program that reads lines.
//!
//! ```text
//! line -> input -> commands (a table) -> session: a trail, knowledge, reports, documents -> printer
//! ```

mod beside;
mod commands;
mod files;
mod input;
mod lists;
mod printer;
mod reading;
mod session;

use std::io::{self, BufRead, BufWriter, ErrorKind, IsTerminal, Write};

use crate::app::Opening;
use crate::journal::{Keeper, state_folder};
use crate::knowledge::Corpus;
use crate::messages::linear as says;
use crate::messages::system::why;
use crate::system;
use crate::text::glyphs::Glyphs;
use input::Typed;
use printer::Printer;
use session::Session;

/// Where commands come from and where the answers go.
pub struct Wire<'a> {
    /// The commands, one a line.
    pub input: &'a mut dyn BufRead,
    /// The answers.
    pub output: Box<dyn Write>,
    /// Whether somebody types, and is told what can be typed.
    pub prompts: bool,
    /// How many columns a line has now; `None` if a paragraph stays one line.
    pub columns: Box<dyn Fn() -> Option<u16>>,
    /// Whether marks are printed in ASCII.
    pub glyphs: Glyphs,
    /// Where what the reader adds is kept.
    pub keeper: Keeper,
}

/// Why the mode had to end.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Answers could not be written.
    #[error("{}", says::output_failed(&why(.0)))]
    Output(io::Error),
    /// Something is not kept that the reader has added.
    #[error("{}", says::NOT_ALL_SAVED)]
    Unsaved,
    /// Commands could not be read.
    #[error("{}", says::input_failed(&why(.0)))]
    Input(io::Error),
}

impl Error {
    /// Returns the exit code.
    pub fn exit_code(&self) -> u8 {
        4
    }
}

/// Reads commands from standard input and answers on standard output until the reader leaves; a line
/// has `width` columns, or as many as the terminal.
pub fn run(corpus: Corpus, opening: Opening, width: Option<u16>) -> Result<(), Error> {
    let stdin = io::stdin();
    let shown = io::stdout().is_terminal();
    // Where lines go elsewhere, nobody is asked: where there is no terminal at all, that starts two programs.
    let columns = move || width.or_else(|| shown.then(columns_of_line).flatten());
    let wire = Wire {
        input: &mut stdin.lock(),
        output: Box::new(BufWriter::new(system::stdout())),
        prompts: shown && stdin.is_terminal(),
        columns: Box::new(columns),
        glyphs: opening.preferences.glyphs,
        keeper: Keeper::new(state_folder()),
    };
    let packs = corpus.catalogue().packs().iter();
    let packs: Vec<&str> = packs.map(|pack| &*pack.id).collect();
    let resume = Keeper::new(state_folder()).stopped_at(&packs);
    talk(corpus, Opening { resume, ..opening }, wire)
}

/// Returns how many columns a line has on the terminal. The last one stays free: some terminals begin a line
/// of their own behind it.
fn columns_of_line() -> Option<u16> {
    system::columns_of_terminal()?.checked_sub(1).filter(|columns| *columns > 0)
}

/// Answers commands until the reader leaves or nothing more comes. An output that nobody reads any
/// more ends it as well, quietly.
pub fn talk(corpus: Corpus, opening: Opening, wire: Wire<'_>) -> Result<(), Error> {
    let Wire { input, output, prompts, columns, glyphs, keeper } = wire;
    let printer = Printer::new(output, columns, glyphs);
    let mut session = Session::open(corpus, opening, keeper, printer);
    while session.goes_on() {
        if prompts {
            session.tell_of_changes();
            session.prompt();
        }
        session.printer.flush();
        if prompts {
            // Whoever reads what was printed does not wait for it.
            session.keep_quietly();
        }
        match input::read_line(input).map_err(Error::Input)? {
            Typed::Line(line) => {
                session.look_around();
                commands::obey(&mut session, &line);
            }
            Typed::TooLong => session.printer.say(&says::too_long(input::LONGEST)),
            Typed::End => {
                if prompts {
                    // The line that the prompt left open.
                    session.printer.blank();
                }
                break;
            }
        }
    }
    session.keep_quietly();
    session.printer.flush();
    let is_unsaved = session.asked_for_and_unsaved() > 0;
    match session.printer.failure() {
        Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ if is_unsaved => Err(Error::Unsaved),
        _ => Ok(()),
    }
}
