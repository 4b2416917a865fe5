//! Where a command's answer goes: safe text to stdout, complaints to stderr, styled on terminals
//! only. A closed pipe ends quietly; any other failed write is reported once.

use std::ffi::OsString;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::panic;

use anstyle::{AnsiColor, Style as Ansi};
use ratatui::crossterm::cursor::MoveTo;
use ratatui::crossterm::terminal::{Clear, ClearType};
use serde::Serialize;

use super::args::{self, ColorWhen, Global};
use super::exit::Exit;
use super::json::{Answer, OfEach};
use crate::content::caret::{Excerpt, Part};
use crate::content::diagnostic::Severity;
use crate::document::{Role, Row, Span, Style};
use crate::messages::system::why;
use crate::messages::{cli as messages, terminal};
use crate::palettes::{Colourless, Depth};
use crate::settings::{Name, Settings, Source};
use crate::system;
use crate::text::glyphs::Glyphs;
use crate::text::safe::{self, Safe};
use crate::text::width::width;

/// The widest measure at which prose is wrapped on a terminal, in columns.
const MEASURE: u16 = 80;

/// The answer of one command.
pub struct Output {
    out: Box<dyn Write>,
    terminal: bool,
    styled: bool,
    glyphs: Glyphs,
    width: Option<u16>,
    /// Whether the width is that of the terminal.
    follows: bool,
    failure: Option<io::Error>,
}

impl Output {
    /// Opens stdout as the options and the environment ask for.
    pub fn new(global: &Global) -> Self {
        let terminal = io::stdout().is_terminal();
        let follows = terminal && global.width.is_none();
        Self {
            terminal,
            follows,
            styled: colour_of_print(global.color()).0,
            glyphs: global.glyphs(),
            width: if follows { Some(columns()) } else { global.width },
            out: Box::new(io::BufWriter::new(system::stdout())),
            failure: None,
        }
    }

    /// Opens stdout without style or wrapping, before any option is known.
    pub fn plain() -> Self {
        Self::to(Box::new(io::BufWriter::new(system::stdout())))
    }

    /// Writes to anything, without style or wrapping.
    pub fn to(out: Box<dyn Write>) -> Self {
        Self {
            out,
            terminal: false,
            styled: false,
            glyphs: Glyphs::Unicode,
            width: None,
            follows: false,
            failure: None,
        }
    }

    /// Returns the columns that prose is wrapped at; `None` if a paragraph stays one line.
    pub fn width(&self) -> Option<u16> {
        self.width
    }

    /// Returns whether a person sees what is written, as it is written.
    pub fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Writes a line of pieces, each in the style of its role.
    pub fn line(&mut self, pieces: &[(&str, Role)]) {
        for (text, role) in pieces {
            self.piece(&Safe::line(text), Style { role: *role, ..Style::default() });
        }
        self.raw("\n");
    }

    /// Writes a row of a document; blanks at its end fall away unless they are code.
    pub fn row(&mut self, row: &Row) {
        let len = |span: &Span| match span.style.role {
            Role::Code => span.text.len(),
            _ => span.text.trim_end().len(),
        };
        let kept = row.spans.iter().rposition(|span| len(span) > 0).map_or(0, |last| last + 1);
        for (number, span) in row.spans[..kept].iter().enumerate() {
            let end = if number + 1 == kept { len(span) } else { span.text.len() };
            self.piece(&span.text.slice(0..end), span.style);
        }
        self.raw("\n");
    }

    /// Writes a mistake in its line.
    pub fn excerpt(&mut self, excerpt: &Excerpt) {
        for row in &excerpt.rows {
            for (text, part) in row {
                self.styled_piece(text, look(*part));
            }
            self.raw("\n");
        }
    }

    /// Writes text of several lines.
    pub fn text(&mut self, text: &str) {
        let safe = Safe::text(text);
        self.raw(&safe);
    }

    /// Writes text of several lines that is made to be used: byte for byte into a file or a pipe, as far
    /// as that is safe.
    pub fn text_as_written(&mut self, text: &str) {
        let safe = if self.terminal { Safe::text(text) } else { Safe::verbatim(text) };
        self.raw(&safe);
    }

    /// Writes what is no text, for a file or a pipe.
    pub fn bytes(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.out.write_all(bytes).err();
        }
    }

    /// Has `write` write what is safe already.
    pub fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = write(&mut self.out).err();
        }
    }

    /// Writes a JSON answer with the version of its shape.
    pub fn json(&mut self, answer: impl Serialize) {
        if self.failure.is_none() {
            self.failure = safe::write_json(&mut self.out, &Answer::new(answer)).err();
        }
        self.raw("\n");
    }

    /// Writes a JSON answer with the version of its shape in a line of its own.
    pub fn json_in_a_line(&mut self, answer: impl Serialize) {
        self.json_line(&Answer::new(answer));
    }

    /// Writes a value as JSON in a line of its own.
    pub fn json_line(&mut self, value: &impl Serialize) {
        self.raw(&safe::json_line(value));
        self.raw("\n");
    }

    /// Writes what there is to say of each thing, with a blank line between.
    pub fn each<T>(
        &mut self,
        all: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T),
    ) {
        for (at, one) in all.into_iter().enumerate() {
            if at > 0 {
                self.line(&[]);
            }
            write(self, one);
        }
    }

    /// Answers about each entry that was named: in JSON, or in lines.
    pub fn of_each<'a, T, J: Serialize>(
        &mut self,
        all: &'a [T],
        json: bool,
        shape: impl Fn(&'a T) -> J,
        write: impl FnMut(&mut Self, &'a T),
    ) {
        if json {
            self.json(OfEach::new(all.iter().map(shape).collect()));
        } else {
            self.each(all, write);
        }
    }

    /// Begins a report anew: on a terminal at the top of an empty screen, else below what was written.
    pub fn begin_anew(&mut self) {
        if self.follows {
            // It may be as wide as it was or not.
            self.width = Some(columns());
        }
        if self.terminal && !is_dumb() {
            self.raw(&format!("{}{}", Clear(ClearType::All), MoveTo(0, 0)));
        }
    }

    /// Writes out what was written so far; returns whether somebody can still read more.
    pub fn flush(&mut self) -> bool {
        if self.failure.is_none() {
            self.failure = self.out.flush().err();
        }
        self.failure.is_none()
    }

    /// Flushes, and gives the exit code: `exit`, unless writing failed.
    pub fn finish(mut self, exit: Exit) -> Exit {
        let flushed = self.out.flush();
        match self.failure.take().or(flushed.err()) {
            None => exit,
            // The reader has seen enough.
            Some(error) if error.kind() == ErrorKind::BrokenPipe => exit,
            Some(error) => {
                complain(&messages::cannot_write(&why(&error)));
                Exit::NotWritten
            }
        }
    }

    fn piece(&mut self, text: &Safe, style: Style) {
        self.styled_piece(text, ansi(style));
    }

    fn styled_piece(&mut self, text: &Safe, ansi: Ansi) {
        let text = &*self.glyphs.text(text);
        if !self.styled || ansi == Ansi::new() {
            self.raw(text);
        } else {
            let styled = format!("{ansi}{text}{ansi:#}");
            self.raw(&styled);
        }
    }

    fn raw(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }
}

/// Returns at how many columns prose is wrapped on the terminal.
fn columns() -> u16 {
    system::columns_of_terminal().map_or(MEASURE, |columns| columns.min(MEASURE))
}

/// Writes a complaint of one line to stderr, whatever line breaks are in the names that it
/// repeats; one that cannot be written is lost, as there is nobody to tell.
pub fn complain(sentence: &str) {
    complain_at_length(&Safe::name(sentence));
}

/// Writes a complaint of several lines to stderr.
pub fn complain_at_length(text: &Safe) {
    let _ = writeln!(io::stderr(), "{text}");
}

/// Writes a line to stdout at once, for another program; returns whether that still reads.
pub fn pass_on(line: &str) -> bool {
    writeln!(system::stdout(), "{line}").is_ok()
}

/// Writes a line to stderr over the one that was shown there before in so many columns; an empty one
/// leaves nothing of it.
pub fn show_in_passing(line: &Safe, before: usize) {
    let mut stderr = io::stderr();
    let _ = write!(stderr, "{}", in_passing(line, before));
    let _ = stderr.flush();
}

fn in_passing(line: &Safe, before: usize) -> String {
    let blank = " ".repeat(before.saturating_sub(width(line)));
    let home = if line.is_empty() { "\r" } else { "" };
    format!("\r{line}{blank}{home}")
}

/// Takes over the reporting of panics, which may quote what they stumbled over; the browser reports
/// its own.
pub fn report_faults() {
    panic::set_hook(Box::new(|info| {
        let message = info.payload_as_str().unwrap_or(terminal::unknown_fault());
        let place = info.location().map(|at| terminal::place(at.file(), at.line()));
        let fault = terminal::worker_fault(message, &place.unwrap_or_default());
        complain(&messages::by_folio(&fault));
    }));
}

/// Why something is coloured, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Because {
    /// `--color` decided.
    Option,
    /// `NO_COLOR` is set.
    NoColor,
    /// `CLICOLOR_FORCE` is set, and not 0.
    ClicolorForce,
    /// `CLICOLOR` is 0.
    Clicolor,
    /// The terminal can only print lines.
    Dumb,
    /// There is no terminal.
    NoTerminal,
    /// Nothing speaks against it.
    Default,
}

/// Decides whether the browser is coloured: it needs a terminal anyway.
pub fn colour_of_browser(when: ColorWhen) -> (bool, Because) {
    match when {
        ColorWhen::Always => (true, Because::Option),
        ColorWhen::Never => (false, Because::Option),
        ColorWhen::Auto if refuses_colour() => (false, Because::NoColor),
        ColorWhen::Auto if is_set_to_nothing("CLICOLOR") => (false, Because::Clicolor),
        ColorWhen::Auto => (true, Because::Default),
    }
}

/// Returns how many colours the terminal has, as far as the environment tells.
pub fn depth() -> Depth {
    Depth::told_by(|name| value_of(name)?.into_string().ok())
}

/// Returns how many colours the browser has, or why it is to have none.
pub fn colours_of_browser(settings: &Settings) -> Result<Depth, Colourless> {
    match colour_of_browser(args::when(settings, Name::Colour)) {
        (true, because) => {
            // Who asks for colours has a terminal that shows some.
            Ok(if because == Because::Option { depth().max(Depth::Sixteen) } else { depth() })
        }
        (false, Because::NoColor) => Err(Colourless::NoColor),
        (false, Because::Clicolor) => Err(Colourless::Clicolor),
        (false, _) => match settings.given(Name::Colour).source {
            Source::Flag(_) => Err(Colourless::Asked),
            Source::Default | Source::File { .. } | Source::Variable(_) => Err(Colourless::Set),
        },
    }
}

/// Decides whether printed text is styled: the option, then the conventions `NO_COLOR`,
/// `CLICOLOR_FORCE`, `CLICOLOR` and `TERM=dumb`.
pub fn colour_of_print(when: ColorWhen) -> (bool, Because) {
    let forced =
        || value_of("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        ColorWhen::Always => (true, Because::Option),
        ColorWhen::Never => (false, Because::Option),
        ColorWhen::Auto if refuses_colour() => (false, Because::NoColor),
        ColorWhen::Auto if forced() => (true, Because::ClicolorForce),
        ColorWhen::Auto if !io::stdout().is_terminal() => (false, Because::NoTerminal),
        ColorWhen::Auto if is_dumb() => (false, Because::Dumb),
        ColorWhen::Auto if is_set_to_nothing("CLICOLOR") => (false, Because::Clicolor),
        ColorWhen::Auto => (true, Because::Default),
    }
}

/// Returns of standard input, output and error whether each is a terminal.
pub fn terminals() -> [bool; 3] {
    [io::stdin().is_terminal(), io::stdout().is_terminal(), io::stderr().is_terminal()]
}

/// Returns whether a person waits at the terminal for a command: not if its answer goes into a pipe,
/// whose other end may have the terminal.
pub fn is_waited_for() -> bool {
    io::stderr().is_terminal() && !system::stdout_is_a_pipe()
}

/// Returns whether answers go to a terminal that can only print lines.
pub fn on_dumb_terminal() -> bool {
    io::stdout().is_terminal() && is_dumb()
}

/// Returns whether the terminal can only print lines.
pub fn is_dumb() -> bool {
    value_of("TERM").is_some_and(|term| term == "dumb")
}

fn refuses_colour() -> bool {
    value_of("NO_COLOR").is_some_and(|value| !value.is_empty())
}

fn is_set_to_nothing(name: &str) -> bool {
    value_of(name).is_some_and(|value| value == "0")
}

fn value_of(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

/// Turns a part of a mistake into the look of printed output.
fn look(part: Part) -> Ansi {
    let plain = Ansi::new();
    let severe = |severity| match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
    };
    match part {
        Part::Place | Part::Message => plain.bold(),
        Part::Severity(severity) | Part::Caret(severity) => severe(severity),
        Part::Frame => plain.dimmed(),
        Part::Line | Part::Hint => plain,
        Part::Help => AnsiColor::Cyan.on_default().bold(),
    }
}

/// Turns a role into the look of printed output.
fn ansi(style: Style) -> Ansi {
    let plain = Ansi::new();
    let base = match style.role {
        Role::Title | Role::Heading(_) | Role::Section | Role::TableHead | Role::Summary => {
            plain.bold()
        }
        Role::Number | Role::Reading | Role::Place | Role::Dim | Role::Rule | Role::Bullet => {
            plain.dimmed()
        }
        Role::Link => AnsiColor::Cyan.on_default().underline(),
        Role::Term => plain.underline(),
        Role::BrokenLink => plain.strikethrough(),
        Role::Removed => AnsiColor::Red.on_default().strikethrough(),
        Role::Added => AnsiColor::Green.on_default().underline(),
        Role::Code => AnsiColor::Cyan.on_default(),
        Role::NoteHead => AnsiColor::Yellow.on_default().bold(),
        Role::Note | Role::Quote | Role::Text | Role::Name | Role::Relation | Role::End => plain,
    };
    let strong = if style.strong { base.bold() } else { base };
    let emphasised = if style.emphasis { strong.italic() } else { strong };
    if style.struck { emphasised.strikethrough() } else { emphasised }
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    #[test]
    fn a_line_in_passing_leaves_nothing_of_the_one_before() {
        let passing = |line: &str, before| in_passing(&Safe::line(line), before);
        assert_eq!(passing("reading", 0), "\rreading");
        assert_eq!(passing("read", 7), "\rread   ");
        assert_eq!(passing("", 4), "\r    \r");
    }

    #[test]
    #[ignore = "run by case_01"]
    fn child_with_a_fault() {
        report_faults();
        panic!("a fault with \u{1b}[2J and\na line");
    }

    #[test]
    fn case_01_a_fault_quotes_nothing_raw() {
        let own = std::env::current_exe().expect("a test has a program");
        let output = Command::new(own)
            .args(["cli::output::tests::child_with_a_fault", "--exact", "--ignored", "--nocapture"])
            .output()
            .expect("it runs");
        let complaint = String::from_utf8(output.stderr).expect("text");
        assert!(complaint.contains("a fault with <U+001B>[2J and<U+000A>a line"), "{complaint}");
        assert!(!complaint.contains('\u{1b}'), "{complaint}");
    }
}
