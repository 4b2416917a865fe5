//! Draws Folio's real screen as an SVG: the binary in a pseudo-terminal, its screen through a
//! terminal emulator, each run of cells as text of exact length.
//!
//! ```text
//! cargo build --release
//! cargo run --example screenshot -- 120x40 finder.svg Overview s search 'who pays' alias
//! ```
//!
//! `examples/pictures.sh` makes those of the README.
//!
//! After size and file come pairs: text that must be on the screen, then keys to send; the picture
//! is taken once the last text stands there. `--dark` before the size draws it on a dark ground.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use std::{env, fs, thread};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// Pixels of one cell.
const CELL: (f32, f32) = (8.4, 18.0);

/// The colours of a terminal: background and foreground, then the sixteen that have numbers.
struct Colours {
    /// What `COLORFGBG` says of them.
    told: &'static str,
    ground: &'static str,
    ink: &'static str,
    numbered: [&'static str; 16],
}

#[rustfmt::skip]
const LIGHT: Colours = Colours {
    told: "0;15",
    ground: "#fbfaf7",
    ink: "#24292f",
    numbered: [
        "#000000", "#b3261e", "#2e7d32", "#9a6700", "#0b5cad", "#8250df", "#12877d", "#6e7781",
        "#57606a", "#cf222e", "#1a7f37", "#bf8700", "#218bff", "#a475f9", "#14b8a6", "#8c959f",
    ],
};

#[rustfmt::skip]
const DARK: Colours = Colours {
    told: "15;0",
    ground: "#1c1f24",
    ink: "#d5d9df",
    numbered: [
        "#16181c", "#e06c75", "#8ac07a", "#d9b26a", "#6aa9e9", "#c68ae0", "#5bbfc4", "#b6bcc6",
        "#6b7280", "#f08a92", "#a5d694", "#eecb8b", "#8cc2f7", "#d8a7ee", "#7fd6da", "#f2f4f7",
    ],
};
/// How long a text may take to come before the picture is given up.
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (colours, arguments) = match arguments.as_slice() {
        [option, others @ ..] if option == "--dark" => (&DARK, others),
        all => (&LIGHT, all),
    };
    let [size, file, steps @ ..] = arguments else {
        return Err("usage: screenshot [--dark] COLUMNSxROWS FILE TEXT [KEYS TEXT]...".into());
    };
    let (columns, rows) = size.split_once('x').ok_or("the size is written 120x40")?;
    let (columns, rows): (NonZero<u16>, NonZero<u16>) = (columns.parse()?, rows.parse()?);
    let pair = native_pty_system().openpty(PtySize {
        rows: rows.get(),
        cols: columns.get(),
        ..PtySize::default()
    })?;
    let binary =
        env::current_exe()?.ancestors().nth(3).ok_or("no target folder")?.join("release/folio");
    let mut command = CommandBuilder::new(binary);
    command.env("TERM", "xterm-256color");
    command.env("COLORFGBG", colours.told);
    // Nothing of the person's own is on the picture.
    let home = tempfile::tempdir()?;
    for name in ["HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"] {
        command.env(name, home.path());
    }
    let mut child = pair.slave.spawn_command(command)?;
    let mut keys = pair.master.take_writer()?;
    let output = follow(pair.master.try_clone_reader()?);
    let mut screen = vt100::Parser::new(rows, columns, 0);
    for (number, step) in steps.iter().enumerate() {
        if number % 2 == 0 {
            await_text(&output, &mut screen, step)?;
        } else {
            keys.write_all(step.as_bytes())?;
            keys.flush()?;
        }
    }
    fs::write(file, svg(screen.screen(), colours))?;
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// Reads what the program writes, on a thread of its own.
fn follow(mut reader: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut buffer = [0; 8192];
        while let Ok(count @ 1..) = reader.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                break;
            }
        }
    });
    receiver
}

fn await_text(
    output: &Receiver<Vec<u8>>,
    screen: &mut vt100::Parser,
    text: &str,
) -> Result<(), Box<dyn std::error::Error>> {
    while !screen.screen().contents().contains(text) {
        let bytes = output.recv_timeout(PATIENCE).map_err(|_| {
            format!("{text:?} did not come; the screen is\n{}", screen.screen().contents())
        })?;
        screen.process(&bytes);
    }
    // What belongs to the same frame follows at once.
    while let Ok(bytes) = output.recv_timeout(Duration::from_millis(300)) {
        screen.process(&bytes);
    }
    Ok(())
}

/// A run of neighbouring cells that look alike.
#[derive(Default)]
struct Run {
    text: String,
    start: u16,
    columns: u16,
    look: Look,
}

// Each flag is one of the emulator's.
#[allow(clippy::struct_excessive_bools)]
#[derive(Clone, Default, PartialEq)]
struct Look {
    ink: String,
    ground: Option<String>,
    bold: bool,
    italic: bool,
    underline: bool,
    dim: bool,
    /// Whether a character takes two cells: fonts have no width of their own for these, so that
    /// none is set in one text with narrow ones.
    wide: bool,
}

impl Look {
    fn of(cell: &vt100::Cell, colours: &Colours) -> Self {
        let ink = colours.of(cell.fgcolor()).unwrap_or_else(|| colours.ink.to_owned());
        let ground = colours.of(cell.bgcolor());
        let (ink, ground) = if cell.inverse() {
            (ground.unwrap_or_else(|| colours.ground.to_owned()), Some(ink))
        } else {
            (ink, ground)
        };
        Self {
            ink,
            ground,
            bold: cell.bold(),
            italic: cell.italic(),
            underline: cell.underline(),
            dim: cell.dim(),
            wide: cell.is_wide(),
        }
    }
}

impl Colours {
    fn of(&self, colour: vt100::Color) -> Option<String> {
        match colour {
            vt100::Color::Default => None,
            vt100::Color::Idx(index) => {
                Some(self.numbered.get(usize::from(index)).unwrap_or(&self.ink).to_string())
            }
            vt100::Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        }
    }
}

fn svg(screen: &vt100::Screen, colours: &Colours) -> String {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    let (width, height) = (f32::from(columns) * CELL.0, f32::from(rows) * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {:.0} {:.0}\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,'Noto Sans Mono CJK SC',monospace\" \
         font-size=\"14\" style=\"font-variant-ligatures:none\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n",
        width + 24.0,
        height + 24.0,
        colours.ground,
    );
    for row in 0..rows {
        for run in runs(screen, colours, row, columns) {
            draw(&mut svg, row, &run);
        }
    }
    svg + "</svg>\n"
}

fn runs(screen: &vt100::Screen, colours: &Colours, row: u16, columns: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for column in 0..columns {
        let Some(cell) = screen.cell(row, column).filter(|cell| !cell.is_wide_continuation())
        else {
            continue;
        };
        let look = Look::of(cell, colours);
        let text = if cell.has_contents() { cell.contents() } else { " " };
        let taken = if look.wide { 2 } else { 1 };
        match runs.last_mut() {
            Some(run) if run.look == look => {
                run.text.push_str(text);
                run.columns += taken;
            }
            _ => runs.push(Run { text: text.to_owned(), start: column, columns: taken, look }),
        }
    }
    runs
}

fn draw(svg: &mut String, row: u16, run: &Run) {
    let (left, y) = (12.0 + f32::from(run.start) * CELL.0, 12.0 + f32::from(row) * CELL.1);
    let columns = f32::from(run.columns) * CELL.0;
    if let Some(ground) = &run.look.ground {
        let _ = writeln!(
            svg,
            "<rect x=\"{left:.1}\" y=\"{y:.1}\" width=\"{columns:.1}\" height=\"{:.1}\" fill=\"{ground}\"/>",
            CELL.1
        );
    }
    // Renderers drop blanks at the ends of a text, so the text is drawn without them.
    let text = run.text.trim_end();
    let behind = (run.text.len() - text.len()) as f32 * CELL.0;
    let text = text.trim_start();
    if text.is_empty() {
        return;
    }
    let before = (run.text.trim_end().len() - text.len()) as f32 * CELL.0;
    let (x, width) = (left + before, columns - before - behind);
    let mut style = format!("fill=\"{}\"", run.look.ink);
    for (on, attribute) in [
        (run.look.bold, " font-weight=\"bold\""),
        (run.look.italic, " font-style=\"italic\""),
        (run.look.underline, " text-decoration=\"underline\""),
        (run.look.dim, " opacity=\"0.62\""),
    ] {
        style.push_str(if on { attribute } else { "" });
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace(' ', "\u{a0}");
    let _ = writeln!(
        svg,
        "<text x=\"{x:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" {style}>{text}</text>",
        y + 13.5
    );
}
