//! Linear mode without a terminal: lines in, what is printed out.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::rc::Rc;

use folio::app::Opening;
use folio::journal::Keeper;
use folio::knowledge::Corpus;
use folio::linear::{self, Wire};
use folio::model::Library;
use folio::text::glyphs::Glyphs;

/// What was printed, shared with the one who types.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Paper {
    /// Returns what was printed.
    fn text(&self) -> String {
        String::from_utf8(self.0.take()).expect("what is printed is UTF-8")
    }
}

/// Lines, and what happens behind each one once it was answered.
struct Happenings<'a> {
    steps: &'a [(&'a str, &'a dyn Fn())],
    lines: Vec<Vec<u8>>,
    answered: usize,
}

impl Read for Happenings<'_> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("lines are read by their buffer")
    }
}

impl BufRead for Happenings<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.lines.get(self.answered).is_some_and(Vec::is_empty) {
            self.steps[self.answered].1();
            self.answered += 1;
        }
        Ok(self.lines.get(self.answered).map_or(&[], Vec::as_slice))
    }

    fn consume(&mut self, count: usize) {
        if let Some(line) = self.lines.get_mut(self.answered) {
            line.drain(..count);
        }
    }
}

/// A keyboard whose lines appear on the paper, as a terminal echoes them.
struct Keyboard<'a> {
    left: &'a [u8],
    paper: Option<Paper>,
}

impl Read for Keyboard<'_> {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("lines are read by their buffer")
    }
}

impl BufRead for Keyboard<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let end =
            self.left.iter().position(|byte| *byte == b'\n').map_or(self.left.len(), |at| at + 1);
        Ok(&self.left[..end])
    }

    fn consume(&mut self, count: usize) {
        let (typed, left) = self.left.split_at(count);
        self.left = left;
        if let Some(paper) = &self.paper {
            paper.0.borrow_mut().extend(typed);
        }
    }
}

/// Where lines are typed and printed.
#[derive(Clone, Copy)]
pub enum At {
    /// A terminal of so many columns, which echoes what is typed.
    Terminal(u16),
    /// Terminal or not, with prompts and without an echo: what is printed is Folio's alone.
    Unechoed(Option<u16>),
    /// A pipe.
    Pipe,
}

/// Types bytes; returns what is printed.
#[track_caller]
pub fn type_bytes(library: &Library, opening: Opening, at: At, typed: &[u8]) -> String {
    type_with(library, opening, at, Glyphs::Unicode, Keeper::new(None), typed)
}

/// Types bytes where what is added is kept; returns what is printed.
#[track_caller]
pub fn type_and_keep(library: &Library, keeper: Keeper, typed: &[u8]) -> String {
    type_with(library, Opening::default(), At::Pipe, Glyphs::Unicode, keeper, typed)
}

/// Types bytes in the session that follows those which the same journal was kept in; returns what is printed.
#[track_caller]
pub fn type_next(library: &Library, keeper: Keeper, typed: &[u8]) -> String {
    let packs: Vec<&str> = library.catalogue.packs().iter().map(|pack| &*pack.id).collect();
    let opening = Opening { resume: keeper.stopped_at(&packs), ..Opening::default() };
    type_with(library, opening, At::Pipe, Glyphs::Unicode, keeper, typed)
}

/// Types bytes; returns what is printed with marks in ASCII.
#[track_caller]
pub fn type_in_ascii(library: &Library, opening: Opening, at: At, typed: &[u8]) -> String {
    type_with(library, opening, at, Glyphs::Ascii, Keeper::new(None), typed)
}

/// Types lines where what is added is kept, and has something happen behind each one once it was answered;
/// returns what is printed.
#[track_caller]
pub fn type_meanwhile(corpus: Corpus, keeper: Keeper, steps: &[(&str, &dyn Fn())]) -> String {
    let lines = steps.iter().map(|(line, _)| format!("{line}\n").into_bytes()).collect();
    let paper = Paper::default();
    let wire = Wire {
        input: &mut Happenings { steps, lines, answered: 0 },
        output: Box::new(paper.clone()),
        prompts: false,
        columns: Box::new(|| None),
        glyphs: Glyphs::Unicode,
        keeper,
    };
    talk(corpus, Opening::default(), wire);
    paper.text()
}

#[track_caller]
fn type_with(
    library: &Library,
    opening: Opening,
    at: At,
    glyphs: Glyphs,
    keeper: Keeper,
    typed: &[u8],
) -> String {
    let paper = Paper::default();
    let (prompts, width, echoes) = match at {
        At::Terminal(width) => (true, Some(width), true),
        At::Unechoed(width) => (true, width, false),
        At::Pipe => (false, None, false),
    };
    let wire = Wire {
        input: &mut Keyboard { left: typed, paper: echoes.then(|| paper.clone()) },
        output: Box::new(paper.clone()),
        prompts,
        columns: Box::new(move || width),
        glyphs,
        keeper,
    };
    talk(Corpus::new(library.clone()), opening, wire);
    paper.text()
}

/// Answers all lines; only what is added may be lost, where there is nowhere to keep it.
#[track_caller]
fn talk(corpus: Corpus, opening: Opening, wire: Wire<'_>) {
    match linear::talk(corpus, opening, wire) {
        Ok(()) | Err(linear::Error::Unsaved) => {}
        Err(error) => panic!("paper takes everything: {error}"),
    }
}
