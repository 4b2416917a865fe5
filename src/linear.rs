//! Linear mode: the app without a screen. Typed commands, numbered choices, printed lines; for screen
//! readers, for terminals that cannot place text, and for scripts. Refuses to know: cursors, colours,
//! keys. The terminal keeps its own line editing, and Ctrl-C and Ctrl-D end the mode as they end any
//! program that reads lines.
//!
//! ```text
//! line -> input -> commands (a table) -> session -> app (Message), document, search -> printer
//! ```

mod commands;
mod input;
mod lists;
mod printer;
mod reading;
mod session;
mod views;

use std::io::{self, BufRead, BufWriter, ErrorKind, IsTerminal, Write};

use crate::knowledge::Corpus;
use crate::messages::linear as says;
use crate::model::EntryKey;
use input::Typed;
use printer::Printer;
use session::Session;

/// How the mode opens.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The entry to open in place of the pack's own start.
    pub at: Option<EntryKey>,
    /// A query to search for at once.
    pub find: Option<String>,
    /// A sentence to say at once.
    pub notice: Option<String>,
    /// How many columns a line has; as many as the terminal, where it is not said.
    pub width: Option<u16>,
    /// Whether marks are printed in ASCII.
    pub ascii: bool,
}

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
}

/// Why the mode had to end.
#[derive(Debug)]
pub enum Error {
    /// Answers could not be written.
    Output(io::Error),
    /// Commands could not be read.
    Input(io::Error),
}

impl Error {
    /// Returns the exit code.
    pub fn exit_code(&self) -> u8 {
        4
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&match self {
            Self::Output(error) => says::output_failed(&error.to_string()),
            Self::Input(error) => says::input_failed(&error.to_string()),
        })
    }
}

impl std::error::Error for Error {}

/// Reads commands from standard input and answers on standard output until the reader leaves.
pub fn run(corpus: Corpus, options: Options) -> Result<(), Error> {
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let shown = stdout.is_terminal();
    let width = options.width;
    // The last column stays free: some terminals begin a line of their own behind it.
    let columns = move || {
        let terminal = || {
            ratatui::crossterm::terminal::size().ok().map(|(columns, _)| columns - columns.min(1))
        };
        width.or_else(|| terminal().filter(|columns| shown && *columns > 0))
    };
    let wire = Wire {
        input: &mut stdin.lock(),
        output: Box::new(BufWriter::new(stdout.lock())),
        prompts: shown && stdin.is_terminal(),
        columns: Box::new(columns),
    };
    talk(corpus, options, wire)
}

/// Answers commands until the reader leaves or nothing more comes. An output that nobody reads any
/// more ends it as well, quietly.
pub fn talk(corpus: Corpus, options: Options, wire: Wire<'_>) -> Result<(), Error> {
    let Wire { input, output, prompts, columns } = wire;
    let printer = Printer::new(output, columns, options.ascii);
    let mut session = Session::open(corpus, options, printer);
    while session.goes_on() {
        if prompts {
            session.prompt();
        }
        session.printer.flush();
        match input::read_line(input).map_err(Error::Input)? {
            Typed::Line(line) => commands::obey(&mut session, &line),
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
    session.printer.flush();
    match session.printer.failure() {
        Some(error) if error.kind() != ErrorKind::BrokenPipe => Err(Error::Output(error)),
        _ => Ok(()),
    }
}
