//! The ways to a clipboard: an escape sequence that the terminal takes, wherever it runs, and the program
//! by which the desktop's own is filled, which outlives Folio where something has to. Refuses to know:
//! what is copied.

use std::env;
use std::io::Write;
use std::process::{Child, Command as Process, Stdio};
use std::thread;

use ratatui::crossterm::Command;
use ratatui::crossterm::clipboard::CopyToClipboard;

use super::console;
use super::programs::{self, is_set};
use crate::text::safe::Safe;

/// The longest sequence, in bytes, that terminals are known to take, which is that of 74,991 bytes of text:
/// hterm and older versions of others stop there (`OSC 52` in hterm's documentation).
const LONGEST: usize = 100_000;

/// A program that takes a text at its standard input.
struct Program {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The variable that says that its display is there, if it needs one.
    display: Option<&'static str>,
    /// Whether it takes other text than ASCII in two bytes a character, as Windows has it.
    is_of_windows: bool,
}

/// The programs, of which the first that is there and takes the text is the one.
const PROGRAMS: [Program; 6] = [
    program("wl-copy", &["--type", "text/plain"], Some("WAYLAND_DISPLAY")),
    program("xclip", &["-in", "-selection", "clipboard"], Some("DISPLAY")),
    program("xsel", &["--input", "--clipboard"], Some("DISPLAY")),
    program("pbcopy", &[], None),
    Program { is_of_windows: true, ..program("clip.exe", &[], Some("WSL_DISTRO_NAME")) },
    // Windows itself.
    Program { is_of_windows: true, ..program("clip.exe", &[], Some("SystemRoot")) },
];

const fn program(
    name: &'static str,
    arguments: &'static [&'static str],
    display: Option<&'static str>,
) -> Program {
    Program { name, arguments, display, is_of_windows: false }
}

/// What a terminal can take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sequence {
    /// The text, to be written to it.
    Fits(Vec<u8>),
    /// The text is too long.
    TooLong,
    /// It is the console of a machine, which has no clipboard.
    NoClipboard,
}

/// Returns how the terminal is told a text for its clipboard (`OSC 52`).
pub fn sequence(text: &Safe) -> Sequence {
    if is_set_to("TERM", "linux") {
        return Sequence::NoClipboard;
    }
    if text.len() > LONGEST {
        return Sequence::TooLong;
    }
    let mut sequence = String::new();
    let written = CopyToClipboard::to_clipboard_from(text.as_str()).write_ansi(&mut sequence);
    written.expect("a text takes what is written to it");
    if sequence.len() > LONGEST { Sequence::TooLong } else { Sequence::Fits(sequence.into_bytes()) }
}

/// Gives a text to the clipboard of the desktop; returns the name of the program that took it, if any did.
pub fn give_to_desktop(text: &Safe) -> Option<&'static str> {
    let has_display = |program: &&Program| program.display.is_none_or(is_set);
    let mut programs = PROGRAMS.iter().filter(has_display);
    programs.find(|program| program.take(text)).map(|program| program.name)
}

impl Program {
    /// Has it take a text; returns whether it did.
    fn take(&self, text: &Safe) -> bool {
        let mut process = Process::new(self.name);
        process.args(self.arguments).stdin(Stdio::piped());
        // What stays behind to serve the text must not hold on to the terminal, nor go with it.
        process.stdout(Stdio::null()).stderr(Stdio::null());
        let Ok(mut child) = console::detach(&mut process).spawn() else { return false };
        let bytes = if self.is_of_windows { for_windows(text) } else { text.as_bytes().to_vec() };
        let mut input = child.stdin.take().expect("its standard input is a pipe");
        // One that does not read must not hold up anything but this thread.
        let writer = thread::Builder::new().name("clipboard".to_owned());
        let writes = writer.spawn(move || {
            // Whether all of it was taken is what the program says in the end.
            let _ = input.write_all(&bytes);
        });
        writes.is_ok() & ends_well(&mut child)
    }
}

/// Waits until a program ends, but not for ever; returns whether it did what it was for.
fn ends_well(child: &mut Child) -> bool {
    if let Ok(Some(status)) = programs::end_of(child) {
        return status.success();
    }
    // Nothing can be done about one that cannot be ended either.
    let _ = child.kill();
    let _ = child.wait();
    false
}

/// Returns a text as `clip.exe` takes it: anything but ASCII it would read in the code page of the machine.
fn for_windows(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.as_bytes().to_vec();
    }
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn is_set_to(name: &str, wanted: &str) -> bool {
    env::var_os(name).is_some_and(|value| value == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sequence_is_no_longer_than_terminals_take() {
        let text = |bytes: usize| Safe::text(&"a".repeat(bytes));
        let Sequence::Fits(short) = sequence(&text(3)) else { panic!("three letters fit") };
        assert_eq!(short, b"\x1b]52;c;YWFh\x1b\\");
        let Sequence::Fits(longest) = sequence(&text(74_991)) else { panic!("it fits") };
        assert!(longest.len() <= LONGEST && longest.len() + 4 > LONGEST);
        assert_eq!(sequence(&text(74_992)), Sequence::TooLong);
        assert_eq!(sequence(&text(LONGEST * 10)), Sequence::TooLong);
    }

    #[test]
    fn windows_is_given_two_bytes_a_character_where_one_does_not_do() {
        assert_eq!(for_windows("tea"), b"tea");
        assert_eq!(for_windows("茶"), [0x36, 0x83]);
    }

    #[test]
    fn a_program_that_is_not_there_takes_nothing() {
        assert!(!program("folio-has-no-such-program", &[], None).take(&Safe::line("tea")));
        assert!(program("cat", &[], None).take(&Safe::line("tea")));
        assert!(!program("false", &[], None).take(&Safe::line("tea")));
    }
}
