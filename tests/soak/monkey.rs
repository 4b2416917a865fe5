//! A monkey at the keyboard: random keys, mouse, pastes and sizes, the same ones for the same seed.
//! Whatever it does, nothing panics, what is on the screen is what a fresh frame would show, and the
//! memory stays as large as it is.
//!
//! `FOLIO_MONKEY_EVENTS` and `FOLIO_MONKEY_SEED` say how many events there are for each pack, and
//! which ones.

use std::any::Any;
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::process::Command;

use folio::app::Opening;
use folio::app::input::{Mouse, MouseKind};
use folio::app::message::Message;
use folio::keys::{Action, Code, Key, Modifiers};
use folio::model::Library;
use folio::store::{self, Origin};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use ratatui::Terminal;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::support::browser::Browser;
use crate::support::emulator::Emulator;
use crate::support::graphemes::Graphemes;
use crate::support::hostile;
use crate::support::packs::Pack;

/// How many events each pack sees, where nobody says: a small share, for every run of the tests.
const EVENTS: usize = 5_000;

/// More layers than can lie over each other.
const MOST_LAYERS: usize = 8;

/// The largest screen that the browser draws.
const LARGEST: Size = Size { width: 1600, height: 600 };

const USUAL: Size = Size { width: 80, height: 24 };

/// How often the frame is held against a fresh one, in frames.
const COMPARED: usize = 32;

/// How much more memory the last quarter may take than the second one, in bytes: what the system's
/// allocator keeps back in pieces is part of it.
const SLACK: usize = 24 << 20;

/// Something that happens, small enough to keep a million of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Event {
    Key(Key),
    Mouse(Mouse),
    /// One of the texts that the monkey has.
    Paste(u16),
    Notice(u16),
    Resize(Size),
    /// The pause that was waited for is over.
    Pause,
    Resumed,
    /// From here on, searches wait for their answers; or those that wait get them.
    Hold,
    Answer,
    /// What has changed is drawn.
    Draw,
}

/// Numbers that are the same for the same seed (splitmix64, Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// What the monkey has at hand.
struct World {
    library: Library,
    texts: Vec<String>,
    /// Whether its texts are as wide on every terminal, so that an emulator can judge the frames.
    plain: bool,
}

impl World {
    fn built_in() -> Self {
        let library = store::open(&[Origin::BuiltIn]).library;
        let titles: Vec<String> = library
            .catalogue
            .entries()
            .map(|entry| library.catalogue.title(entry).to_owned())
            .collect();
        let words = titles.iter().flat_map(|title| title.split(' ')).map(str::to_owned);
        let written = [
            "theme:",
            "theme:term ",
            "tag:",
            "by:editor ",
            "place:",
            "!",
            "'",
            "^",
            "$",
            " | ",
            "\"",
            "联",
            "lian",
        ];
        let texts = words.chain(written.map(str::to_owned)).collect();
        Self { library, texts, plain: true }
    }

    fn hostile() -> Self {
        let seed = [7; 32];
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        let strategy = prop::collection::vec(hostile::text(), 40 * hostile::FIELDS);
        let texts = strategy.new_tree(&mut runner).expect("texts can be drawn").current();
        let (head, content) = hostile::pack(&hostile::marked(&texts));
        let opened = Pack::new().file("pack.toml", head).file("a.toml", content).open();
        assert!(opened.failed.is_empty());
        Self { library: opened.library, texts, plain: false }
    }
}

/// The terminal that the frames go to.
enum Glass {
    Emulator(Box<Emulator>),
    Graphemes(Box<Terminal<Graphemes>>),
}

impl Glass {
    fn new(size: Size, plain: bool) -> Self {
        if plain {
            Self::Emulator(Box::new(Emulator::new(size)))
        } else {
            let terminal = Terminal::new(Graphemes::new(size)).expect("memory takes all cells");
            Self::Graphemes(Box::new(terminal))
        }
    }

    fn draw(&mut self, browser: &Browser) -> Buffer {
        match self {
            Self::Emulator(emulator) => {
                let frame = browser.draw_on(&mut emulator.terminal);
                emulator.read();
                frame
            }
            Self::Graphemes(terminal) => browser.draw_on(terminal),
        }
    }

    /// Returns what is seen, styles and cursor included.
    fn seen(&self) -> String {
        match self {
            Self::Emulator(emulator) => emulator.seen(),
            Self::Graphemes(terminal) => terminal.backend().seen(),
        }
    }
}

/// The browser, the terminal, and what happens to them.
struct Stage<'w> {
    world: &'w World,
    browser: Browser,
    glass: Glass,
    size: Size,
    frames: usize,
}

impl<'w> Stage<'w> {
    fn new(world: &'w World) -> Self {
        let opening = Opening { size: USUAL, ..Opening::default() };
        let browser = Browser::open_library(world.library.clone(), opening);
        let glass = Glass::new(USUAL, world.plain);
        Self { world, browser, glass, size: USUAL, frames: 0 }
    }

    fn perform(&mut self, event: Event) -> Result<(), String> {
        let browser = &mut self.browser;
        match event {
            Event::Key(key) => drop(browser.tell(Message::Key(key))),
            Event::Mouse(mouse) => drop(browser.tell(Message::Mouse(mouse))),
            Event::Paste(text) => {
                browser.tell(Message::Paste(self.world.texts[usize::from(text)].clone()));
            }
            Event::Notice(text) => {
                browser.tell(Message::Notice(self.world.texts[usize::from(text)].clone()));
            }
            Event::Resize(size) => {
                self.size = size;
                browser.resize(size.width, size.height);
                self.glass = Glass::new(size, self.world.plain);
            }
            Event::Pause => {
                if let Some(pause) = browser.pause.take() {
                    browser.tell(Message::Timeout(pause));
                }
            }
            Event::Resumed => drop(browser.tell(Message::Resumed)),
            Event::Hold => drop(browser.unanswered.get_or_insert_default()),
            Event::Answer => browser.answer_held(),
            Event::Draw => return self.draw(),
        }
        let layers = browser.app().layers().len();
        if layers > MOST_LAYERS { Err(format!("{layers} layers")) } else { Ok(()) }
    }

    fn draw(&mut self) -> Result<(), String> {
        let frame = self.glass.draw(&self.browser);
        self.frames += 1;
        if self.frames.is_multiple_of(COMPARED) { self.compare(&frame) } else { Ok(()) }
    }

    /// Holds what is seen against a frame on an empty terminal, and against one behind a change of
    /// size that changes nothing.
    fn compare(&mut self, frame: &Buffer) -> Result<(), String> {
        let mut fresh = Glass::new(self.size, self.world.plain);
        fresh.draw(&self.browser);
        let (fresh, seen) = (fresh.seen(), self.glass.seen());
        if let Some((wanted, is)) =
            fresh.lines().zip(seen.lines()).find(|(one, other)| one != other)
        {
            return Err(format!(
                "a fresh frame has {wanted}, not {is}:\n{}",
                self.browser.screen()
            ));
        }
        self.browser.resize(self.size.width, self.size.height);
        let behind = self.glass.draw(&self.browser);
        let differs = behind != *frame;
        if differs {
            Err(format!("the same size changes the frame:\n{}", self.browser.screen()))
        } else {
            Ok(())
        }
    }
}

/// Chooses what happens next; keys mostly from the key map that holds now.
fn choose(random: &mut Random, stage: &Stage<'_>, events: &mut Vec<Event>) {
    let typing = stage.browser.app().context().is_typing();
    let text = |random: &mut Random| random.below(stage.world.texts.len()) as u16;
    match random.below(100) {
        0..50 => bound_keys(random, stage, events),
        // Into the list and the text, along the links and back: what readers do most.
        50..60 => {
            let code = *random.one(&[
                Code::Enter,
                Code::Tab,
                Code::Down,
                Code::Down,
                Code::Up,
                Code::BackTab,
            ]);
            events.push(Event::Key(Key::plain(code)));
        }
        60..72 if typing => {
            let text = &stage.world.texts[usize::from(text(random))];
            events.extend(text.chars().take(12).map(|c| Event::Key(Key::char(c))));
        }
        60..68 => {
            let digit = char::from_digit(random.below(10) as u32, 10).expect("a digit");
            events.push(Event::Key(Key::char(digit)));
        }
        68..75 => events.push(Event::Key(any_key(random))),
        75..85 => mouse(random, stage, events),
        85..88 => events.push(Event::Resize(any_size(random))),
        88..90 => events.push(Event::Resize(USUAL)),
        90..92 => events.push(Event::Paste(text(random))),
        92..96 => events.push(Event::Key(Key::plain(Code::Esc))),
        96 => events.push(Event::Pause),
        97 => events.push(if random.below(4) == 0 {
            Event::Notice(text(random))
        } else {
            Event::Resumed
        }),
        98 => events.push(Event::Hold),
        _ => events.push(Event::Answer),
    }
    if random.below(6) == 0 || matches!(events.last(), Some(Event::Resize(_))) {
        events.push(Event::Draw);
    }
}

/// A line of the key map, sometimes with its last key missing.
fn bound_keys(random: &mut Random, stage: &Stage<'_>, events: &mut Vec<Event>) {
    let app = stage.browser.app();
    let binding = random.one(app.keymap().lines(app.context()));
    // Layers are closed often enough to be opened again, and seldom enough to be used.
    let leaves = matches!(binding.action, Action::Cancel | Action::Close | Action::CancelTyping);
    if leaves && random.below(3) > 0 {
        return;
    }
    let letter = Key::char(*random.one(&['a', 'b', 'ß']));
    let pressed = |key: &Key| if key.code == Code::Letter { letter } else { *key };
    let keys: Vec<Key> = random.one(&binding.sequences).iter().map(pressed).collect();
    let cut = keys.len() - usize::from(keys.len() > 1 && random.below(8) == 0);
    events.extend(keys[..cut].iter().map(|key| Event::Key(*key)));
}

fn any_key(random: &mut Random) -> Key {
    let code = match random.below(6) {
        0 => *random.one(&[
            Code::Insert,
            Code::Delete,
            Code::F(1),
            Code::F(12),
            Code::Home,
            Code::End,
        ]),
        1 => {
            Code::Char(*random.one(&['é', '联', '\u{301}', '\u{200d}', '\u{202e}', '👩', '\u{0}']))
        }
        _ => Code::Char(char::from(b' ' + random.below(95) as u8)),
    };
    let [ctrl, alt, shift] = [8, 12, 12].map(|odds| random.below(odds) == 0);
    Key::new(code, Modifiers { ctrl, alt, shift })
}

/// A click, a drag from one place to another, or the wheel.
fn mouse(random: &mut Random, stage: &Stage<'_>, events: &mut Vec<Event>) {
    // Sometimes outside, where a terminal has told of a new size too late.
    let mut place = || {
        let column = random.below(usize::from(stage.size.width) + 2) as u16;
        (column, random.below(usize::from(stage.size.height) + 2) as u16)
    };
    let (from, to) = (place(), place());
    let mut push = |kind, (column, row)| events.push(Event::Mouse(Mouse { kind, column, row }));
    match random.below(8) {
        0..3 => {
            push(MouseKind::Press, from);
            push(MouseKind::Release, from);
        }
        3 => {
            push(MouseKind::Press, from);
            push(MouseKind::Drag, to);
            push(MouseKind::Release, to);
        }
        4 => push(*random.one(&[MouseKind::Drag, MouseKind::Release, MouseKind::Press]), from),
        5 => push(MouseKind::WheelUp, from),
        _ => push(MouseKind::WheelDown, from),
    }
}

fn any_size(random: &mut Random) -> Size {
    let size = |width, height| Size { width, height };
    match random.below(400) {
        0 => LARGEST,
        1..8 => size(1 + random.below(400) as u16, 1 + random.below(150) as u16),
        8..60 => size(1 + random.below(24) as u16, 1 + random.below(8) as u16),
        60..120 => *random.one(&[
            size(120, 40),
            size(40, 12),
            size(20, 5),
            size(1, 1),
            size(1, 100),
            size(200, 1),
        ]),
        _ => size(20 + random.below(130) as u16, 5 + random.below(40) as u16),
    }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|number| number.parse().expect("a number is written in digits"))
}

/// Returns the memory that the process takes, in bytes; zero where the system does not tell.
fn memory() -> usize {
    let told = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages = told.split(' ').nth(1).and_then(|pages| pages.parse::<usize>().ok());
    pages.unwrap_or(0) * 4096
}

fn guarded<T>(act: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(act)).unwrap_or_else(|panic| Err(words(&*panic)))
}

fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic").to_owned()
}

/// Lets the monkey at the browser.
fn run(world: &World) {
    let wanted = number("FOLIO_MONKEY_EVENTS").map_or(EVENTS, |number| number as usize);
    let seed = number("FOLIO_MONKEY_SEED").unwrap_or(1);
    let mut random = Random(seed);
    let mut stage = Stage::new(world);
    // All of it at once, so that it does not count as growth.
    let mut past = vec![Event::Draw; wanted + 64];
    let mut happened = 0;
    let mut taken = Vec::new();
    let mut next = Vec::new();
    while happened < wanted {
        next.clear();
        choose(&mut random, &stage, &mut next);
        for event in next.iter().copied() {
            past[happened] = event;
            happened += 1;
            if let Err(fault) = guarded(|| stage.perform(event)) {
                report(world, seed, &past[..happened], &fault);
            }
        }
        if happened * 64 / wanted > taken.len() {
            taken.push(memory());
        }
    }
    let frame = stage.glass.draw(&stage.browser);
    if let Err(fault) = guarded(|| stage.compare(&frame)) {
        report(world, seed, &past[..happened], &fault);
    }
    let quarter = taken.len() / 4;
    let (second, last) = (&taken[quarter..2 * quarter], &taken[3 * quarter..]);
    // The middle one: now and then a sample meets a screen of a million cells.
    let middle = |samples: &[usize]| {
        let mut sorted = samples.to_vec();
        sorted.sort_unstable();
        sorted.get(sorted.len() / 2).copied().unwrap_or(0)
    };
    let (before, behind) = (middle(second), middle(last));
    eprintln!(
        "seed {seed}: {happened} events, {} frames, {} MiB, then {} MiB",
        stage.frames,
        before >> 20,
        behind >> 20
    );
    assert!(behind < before + before / 4 + SLACK, "from {before} to {behind} bytes of memory");
}

/// Fails with the shortest end of the past that leads to the fault.
fn report(world: &World, seed: u64, past: &[Event], fault: &str) -> ! {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let tail = shortest(world, past);
    panic::set_hook(hook);
    let (count, told) = (past.len(), tail.len());
    panic!("seed {seed}, event {count}: {fault}\nthe last {told} that lead there:\n{tail:?}");
}

/// Halves the past as long as its end still fails, then leaves out ever smaller pieces of it.
fn shortest(world: &World, past: &[Event]) -> Vec<Event> {
    let fails = |events: &[Event]| {
        let mut stage = Stage::new(world);
        let replayed = guarded(|| events.iter().try_for_each(|event| stage.perform(*event)));
        let seen = |stage: &mut Stage<'_>| {
            let frame = stage.glass.draw(&stage.browser);
            stage.compare(&frame)
        };
        replayed.is_err() || guarded(|| seen(&mut stage)).is_err()
    };
    let mut tail = past.to_vec();
    while tail.len() > 1 && fails(&tail[tail.len() / 2..]) {
        tail.drain(..tail.len() / 2);
    }
    let mut piece = tail.len() / 2;
    // A fault that only the whole past leads to is told as it is.
    let mut tries = if tail.len() > 20_000 { 0 } else { 400 };
    while piece > 0 && tries > 0 {
        let mut at = 0;
        while at < tail.len() && tries > 0 {
            let end = (at + piece).min(tail.len());
            let without = [&tail[..at], &tail[end..]].concat();
            tries -= 1;
            if fails(&without) {
                tail = without;
            } else {
                at = end;
            }
        }
        piece /= 2;
    }
    tail
}

/// Runs a test of this file in a process of its own, so that it has the memory to itself.
#[track_caller]
fn alone(test: &str) {
    let own = std::env::current_exe().expect("a test knows its own file");
    let test = format!("monkey::{test}");
    let output = Command::new(own).args([&test, "--exact", "--ignored", "--nocapture"]).output();
    let output = output.expect("a test can be run");
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8_lossy(&told);
    eprintln!("{told}");
    assert!(output.status.success() && told.contains("1 passed"), "{told}");
}

#[test]
#[ignore = "run alone by a_monkey_reads_the_built_in_pack"]
fn child_built_in() {
    run(&World::built_in());
}

#[test]
#[ignore = "run alone by a_monkey_reads_a_hostile_pack"]
fn child_hostile() {
    run(&World::hostile());
}

#[test]
fn a_monkey_reads_the_built_in_pack() {
    alone("child_built_in");
}

#[test]
fn a_monkey_reads_a_hostile_pack() {
    alone("child_hostile");
}
