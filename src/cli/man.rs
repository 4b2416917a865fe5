//! `folio man`: manual pages, made from the arguments and the topics of the help. Refuses to know: where they
//! are installed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, Command};
use clap_mangen::roff::{Roff, bold, italic, roman};

use super::args::Global;
use super::examples::{Said, help_of};
use super::output::Output;
use super::{Exit, Failure, Opens, Run, command};
use crate::messages::man as says;
use crate::messages::system::why;
use crate::messages::topics::{self, Part};

/// Print the manual page, or write one for each command
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio man | man -l -\n  folio man > folio.1\n  \
                        folio man --dir ~/.local/share/man/man1")]
pub struct Man {
    /// Write a page for each command into this folder
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

impl Run for Man {
    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let mut folio = command();
        folio.build();
        let Some(folder) = &self.dir else {
            output.text_as_written(&Page::new(&folio).with_commands_below().text());
            return Ok(Exit::Done);
        };
        write_all(&folio, folder).map_err(|error| {
            Failure::not_written(says::not_written(&folder.display().to_string(), &why(&error)))
        })?;
        Ok(Exit::Done)
    }
}

/// Writes the pages of a command and of those below it.
fn write_all(command: &Command, folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let page = Page::new(command);
    fs::write(folder.join(page.man.get_filename()), page.text())?;
    command
        .get_subcommands()
        .filter(|it| !it.is_hide_set())
        .try_for_each(|it| write_all(it, folder))
}

/// How long a line of text is at most, in bytes, as formatters advise.
const WIDEST: usize = 80;

/// A manual page.
struct Page<'a> {
    command: &'a Command,
    man: clap_mangen::Man,
    /// Whether the commands below are explained in it, and not in pages of their own.
    has_commands: bool,
}

/// A part of a page as `clap_mangen` writes it.
type Section = fn(&clap_mangen::Man, &mut dyn io::Write) -> io::Result<()>;

impl<'a> Page<'a> {
    fn new(command: &'a Command) -> Self {
        let man = clap_mangen::Man::new(command.clone());
        Self { command, man, has_commands: false }
    }

    fn with_commands_below(self) -> Self {
        Self { has_commands: true, ..self }
    }

    /// Returns the page in ASCII.
    fn text(&self) -> String {
        let mut text = title(self.command);
        text += &self.section(clap_mangen::Man::render_name_section);
        text += &heading(says::SYNOPSIS);
        text += &forms(self.command);
        text += &self.section(clap_mangen::Man::render_description_section);
        let (said, examples) = help_of(self.command);
        text += &told(&said);
        text += &self.section(clap_mangen::Man::render_options_section);
        let has_below = self.command.has_subcommands();
        if self.has_commands {
            text += &heading(says::COMMANDS);
            text += &self.command.get_subcommands().map(below).collect::<String>();
        } else if has_below {
            text += &self.section(clap_mangen::Man::render_subcommands_section);
        }
        if !examples.is_empty() {
            text += &heading(says::EXAMPLES);
            text += &as_typed(&examples);
        }
        if self.man.get_filename() == "folio.1" {
            for (title, topic) in [
                (says::FILES, topics::FILES),
                (says::ENVIRONMENT, topics::ENVIRONMENT),
                (says::EXIT_STATUS, topics::EXIT_CODES),
            ] {
                text += &heading(title);
                text += &explained(topic);
            }
        }
        text += &heading(says::SEE_ALSO);
        text += &paragraph(says::GUIDE_HAS_MORE);
        in_ascii(&tidy(&text))
    }

    /// Returns a part of the page as `clap_mangen` writes it.
    fn section(&self, section: Section) -> String {
        written(&self.man, section)
    }
}

/// Returns the line that says whose page it is. It has no date, so that the same program has the same page.
fn title(command: &Command) -> String {
    let name = command.get_display_name().unwrap_or(command.get_name());
    let version = env!("CARGO_PKG_VERSION");
    format!(".TH {name} 1 \"\" \"folio {version}\" \"{}\"\n", says::MANUAL)
}

/// Writes in which forms a command is typed, each in a line: its name in bold.
fn forms(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim().trim_start_matches("Usage: ").to_owned();
    line(|roff| {
        for (at, form) in usage.lines().map(str::trim).enumerate() {
            if at > 0 {
                roff.control("br", []);
            }
            roff.text([bold(name), roman(form.trim_start_matches(name))]);
        }
    })
}

/// Explains a command in the page of another one, and those below it.
fn below(command: &Command) -> String {
    let name = command.get_bin_name().unwrap_or(command.get_name());
    let hidden: Vec<_> = command
        .get_arguments()
        .filter(|it| it.is_global_set() || it.get_id() == "help")
        .map(|it| it.get_id().clone())
        .collect();
    let own =
        hidden.into_iter().fold(command.clone(), |own, id| own.mut_arg(id, |it| it.hide(true)));
    let has_options = own.get_arguments().any(|it| !it.is_hide_set());
    let man = clap_mangen::Man::new(own);
    let mut text = line(|roff| {
        roff.control("SS", [name]);
    });
    text += &forms(command);
    text += ".PP\n";
    text += without_heading(&written(&man, clap_mangen::Man::render_description_section));
    let (said, examples) = help_of(command);
    text += &told(&said);
    if has_options {
        text += without_heading(&written(&man, clap_mangen::Man::render_options_section));
    }
    text += &as_typed(&examples);
    text + &command.get_subcommands().map(below).collect::<String>()
}

/// Drops what formatters warn of and pass over, and what each part says of apostrophes but the first; breaks lines of
/// text that are longer than they advise, and sets what is between backticks in bold.
fn tidy(page: &str) -> String {
    let mut tidy: Vec<String> = Vec::new();
    let mut as_typed = false;
    for line in page.lines().map(str::trim_end) {
        let last = tidy.last().map_or("", String::as_str);
        let breaks_twice = line == ".br" && last == ".br";
        let is_idle = line.is_empty() || breaks_twice || line == ".PP" && last.starts_with(".S");
        let is_said = line.contains(" .ds Aq") && tidy.iter().any(|said| said == line);
        if is_idle || is_said {
            continue;
        }
        as_typed = line == ".nf" || as_typed && line != ".fi";
        if as_typed || line.starts_with('.') {
            tidy.push(line.to_owned());
        } else if line.starts_with('\'') || last.starts_with(".TP") {
            // Orders take one line, and so does what stands at the left of a paragraph.
            tidy.push(bold_code(line));
        } else {
            tidy.extend(broken(&bold_code(line)));
        }
    }
    tidy.join("\n") + "\n"
}

/// Sets what is between backticks in bold.
fn bold_code(line: &str) -> String {
    let pieces: Vec<&str> = line.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return line.to_owned();
    }
    let mark = |at: usize| {
        if at == 0 {
            ""
        } else if at % 2 == 1 {
            r"\fB"
        } else {
            r"\fR"
        }
    };
    pieces.iter().enumerate().flat_map(|(at, piece)| [mark(at), *piece]).collect()
}

/// Breaks a line of text at blanks, so that none begins like an order.
fn broken(line: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last_mut().expect("there is one from the start");
        let is_full = !last.is_empty() && last.len() + 1 + word.len() > WIDEST;
        if is_full && !word.is_empty() && !word.starts_with(['.', '\'']) {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines
}

fn written(man: &clap_mangen::Man, section: Section) -> String {
    let mut text = Vec::new();
    section(man, &mut text).expect("memory takes all text");
    String::from_utf8(text).expect("a page is text")
}

/// Drops all up to the heading of a section.
fn without_heading(section: &str) -> &str {
    let (_, rest) = section.split_once(".SH ").unwrap_or(("", section));
    rest.split_once('\n').map_or("", |(_, rest)| rest)
}

/// Writes lines.
fn line(write: impl FnOnce(&mut Roff)) -> String {
    let mut roff = Roff::new();
    write(&mut roff);
    roff.render().split_once(".el .ds Aq '\n").map_or_else(String::new, |(_, text)| text.to_owned())
}

fn heading(title: &str) -> String {
    line(|roff| {
        roff.control("SH", [title]);
    })
}

fn paragraph(text: &str) -> String {
    line(|roff| {
        roff.control("PP", []).text([roman(text)]);
    })
}

/// Writes what a help says.
fn told(said: &[Said]) -> String {
    let part = |part: &Said| match part {
        Said::Paragraph(text) => paragraph(text),
        Said::Lines(lines) => as_typed(lines),
    };
    said.iter().map(part).collect()
}

/// Explains a topic: what has a name stands under it.
fn explained(topic: &str) -> String {
    line(|roff| {
        for part in topics::parts(topic) {
            match part {
                Part::Paragraph(text) => roff.control("PP", []).text([roman(text)]),
                Part::Thing { name, text } => {
                    roff.control("TP", []).text([italic(name)]).text([roman(text)])
                }
            };
        }
    })
}

/// Writes lines as they are typed.
fn as_typed(lines: &[String]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    line(|roff| {
        roff.control("PP", []).control("RS", ["4"]).control("nf", []);
        for line in lines {
            roff.text([roman(line.as_str())]);
        }
        roff.control("fi", []).control("RE", []);
    })
}

/// Writes what is not ASCII as what every formatter knows.
fn in_ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else {
            ascii += &format!("\\[u{:04X}]", u32::from(c));
        }
    }
    ascii
}
