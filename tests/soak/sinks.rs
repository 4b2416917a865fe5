//! Every way out of Folio takes safe text only: arbitrary text goes through the browser's frames,
//! printed answers, complaints and JSON, and nothing but text and Folio's own sequences comes out.
//!
//! `FOLIO_SINK_TEXTS` says how many texts each sink gets.

use std::ffi::{OsStr, OsString};
use std::fmt::Debug;
use std::os::unix::ffi::OsStrExt;

use folio::app::Opening;
use folio::app::message::Message;
use folio::text::width::width;
use proptest::prelude::*;
use proptest::test_runner::{TestError, TestRunner};
use ratatui::buffer::Cell;
use ratatui::layout::Size;
use serde_json::{Value, json};

use crate::support::browser::Browser;
use crate::support::command;
use crate::support::emulator::Emulator;
use crate::support::hostile::{self, fault_in_frame, fault_in_pipe, fault_in_text, mark};
use crate::support::packs::Pack;
use crate::support::paper::{At, type_bytes};

/// How many texts each sink gets, where nobody says: a small share, for every run of the tests.
const TEXTS: usize = 5_000;

/// Runs a property over packs of `size` texts until its share of the texts went through: every
/// `share`-th.
fn soak<S: Strategy<Value: Debug>>(
    size: usize,
    share: usize,
    text: S,
    property: impl Fn(Vec<S::Value>) -> Result<(), TestCaseError>,
) {
    let wanted = std::env::var("FOLIO_SINK_TEXTS")
        .map_or(TEXTS, |number| number.parse().expect("FOLIO_SINK_TEXTS is a number"));
    let packs = (wanted / share).div_ceil(size).max(1);
    let config = ProptestConfig {
        cases: u32::try_from(packs).expect("no soak is that long"),
        // Ends the search for less to show, in milliseconds.
        max_shrink_time: 20_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let texts = prop::collection::vec(text, size);
    match TestRunner::new(config).run(&texts, property) {
        Ok(()) => {}
        Err(TestError::Fail(reason, texts)) => panic!("{reason}; with {texts:?}"),
        Err(error) => panic!("{error}"),
    }
}

/// A pack full of texts, in a folder.
fn pack(texts: &[String]) -> Pack {
    let (head, content) = hostile::pack(&hostile::marked(texts));
    Pack::new().file("pack.toml", head).file("a.toml", content)
}

/// What frames of many sizes have shown.
#[derive(Default)]
struct Frames {
    text: String,
}

impl Frames {
    /// Draws the frame on an empty terminal and holds it to what a terminal may be sent.
    fn look(&mut self, browser: &mut Browser, size: Size) -> Result<(), TestCaseError> {
        browser.resize(size.width, size.height);
        let mut emulator = Emulator::new(size);
        let frame = browser.draw_on(&mut emulator.terminal);
        let bytes = emulator.read();
        prop_assert_eq!(fault_in_frame(&bytes), None);
        prop_assert_eq!(emulator.asked(), None);
        prop_assert_eq!(emulator.fault_against(&frame), None);
        self.text.extend(frame.content.iter().map(Cell::symbol));
        Ok(())
    }
}

const WIDE: Size = Size { width: 120, height: 40 };
const USUAL: Size = Size { width: 80, height: 24 };
const SMALL: Size = Size { width: 40, height: 12 };
const TINY: Size = Size { width: 20, height: 5 };

/// Reads all entries, and types all texts wherever something can be typed.
fn browse(texts: &[String]) -> Result<(), TestCaseError> {
    let opened = pack(texts).open();
    prop_assert!(opened.failed.is_empty());
    let opening = Opening { size: USUAL, find: Some(texts[0].clone()), ..Opening::default() };
    let mut browser = Browser::open_library(opened.library, opening);
    let mut frames = Frames::default();
    frames.look(&mut browser, USUAL)?;
    browser.press("<esc><esc>");
    for (number, texts) in texts.chunks_exact(hostile::FIELDS).enumerate() {
        // The next entry, its text from the top, then from the bottom, then a link of it in a popup.
        browser.press("]l");
        frames.look(&mut browser, WIDE)?;
        browser.press("G<tab>K");
        frames.look(&mut browser, if number % 2 == 0 { SMALL } else { USUAL })?;
        browser.press("<esc><esc>");
        // A layer with a text typed into it.
        browser.press(["s", "i", "/", "t/", "?/", "h/", "s", "gr/"][number % 8]);
        browser.tell(Message::Paste(texts[0].clone()));
        frames.look(&mut browser, USUAL)?;
        browser.press("<esc><esc><esc>");
        // A view of how entries hang together.
        browser.press(["gl", "gm", "gx", "gv", "gs", "gr"][number % 6]);
        frames.look(&mut browser, [USUAL, SMALL, WIDE][number % 3])?;
        browser.press("<esc><esc>");
        browser.tell(Message::Notice(texts[1].clone()));
        frames.look(&mut browser, if number % 4 == 0 { TINY } else { SMALL })?;
        prop_assert!(frames.text.contains(&mark(number * hostile::FIELDS)), "title {}", number);
    }
    let shown = (0..texts.len()).filter(|number| frames.text.contains(&mark(*number))).count();
    prop_assert!(shown * 2 >= texts.len(), "only {} of {} texts were seen", shown, texts.len());
    Ok(())
}

#[test]
fn frames_hold_nothing_but_text_and_our_own_sequences() {
    soak(64, 1, hostile::text(), |texts| browse(&texts));
}

/// Reads all entries in linear mode, and types all texts, alone and behind each command that takes
/// any.
fn talk(texts: &[String], width: Option<u16>) -> Result<(), TestCaseError> {
    let library = pack(texts).open().library;
    let mut lines = vec!["contents t".to_owned()];
    for (number, texts) in texts.chunks_exact(hostile::FIELDS).enumerate() {
        lines.extend([format!("open {}", hostile::id(number)), "links".to_owned()]);
        // A line of its own could be the one that leaves.
        let typed = [&texts[0], &texts[1]].map(|text| text.replace(['q', 'Q'], "z"));
        lines.push(format!("{}{}", ["", "1", "peek 2 "][number % 3], typed[0]));
        let command = ["open", "peek", "search", "find", "contents", "glossary"][number % 6];
        lines.push(format!("{command} {}", typed[1]));
    }
    lines.extend(["open t/hub", "more", "links", "more", "outline"].map(str::to_owned));
    let options = Opening { find: Some(texts[0].clone()), ..Opening::default() };
    let printed = type_bytes(&library, options, At::Unechoed(width), lines.join("\n").as_bytes());
    prop_assert_eq!(fault_in_text(&printed), None);
    // Narrow lines part words.
    let whole: String = printed.split_whitespace().collect();
    let shown = (0..texts.len()).filter(|number| whole.contains(&mark(*number))).count();
    prop_assert!(shown * 4 >= texts.len() * 3, "only {} of {} were printed", shown, texts.len());
    Ok(())
}

#[test]
fn linear_mode_prints_nothing_but_text() {
    let widths = prop_oneof![Just(None), (1u16..90).prop_map(Some)];
    soak(64, 2, (hostile::text(), widths), |pairs| {
        let (texts, widths): (Vec<String>, Vec<Option<u16>>) = pairs.into_iter().unzip();
        talk(&texts, widths[0])
    });
}

/// Runs Folio, which may refuse and not fail; returns stdout and stderr.
fn run(arguments: &[OsString]) -> (String, String) {
    let (code, stdout, stderr) = command::run(arguments);
    assert!(code < 100, "{arguments:?}: {stdout}{stderr}");
    (stdout, stderr)
}

fn words(line: &str) -> Vec<OsString> {
    line.split(' ').map(OsString::from).collect()
}

/// Holds both streams of a command to text; returns its answer.
fn answer(arguments: &[OsString]) -> Result<String, TestCaseError> {
    let (stdout, stderr) = run(arguments);
    let fault = if keeps_code(arguments) { fault_in_pipe(&stdout) } else { fault_in_text(&stdout) };
    prop_assert_eq!(fault, None, "{:?}", arguments);
    prop_assert_eq!(fault_in_text(&stderr), None, "{:?}", arguments);
    Ok(stdout)
}

/// Returns whether code comes byte for byte out of a command.
fn keeps_code(arguments: &[OsString]) -> bool {
    arguments[0] == "show" && !arguments.contains(&"--json".into())
}

/// Returns the names of all subcommands; what `export` writes is the pack itself.
fn subcommands() -> Vec<String> {
    let folio = folio::cli::command();
    let names = folio.get_subcommands().map(|command| command.get_name().to_owned());
    names
        // These write files where they are told to.
        .filter(|name| name != "export" && name != "new")
        .collect()
}

/// Has every command print a pack that is full of the texts.
fn print(texts: &[String]) -> Result<(), TestCaseError> {
    let pack = pack(texts);
    let on_pack = |line: &str| {
        let path = pack.path().as_os_str();
        words(line).into_iter().chain(["--pack".into(), path.into()]).collect::<Vec<_>>()
    };
    let marks = |text: &str| (0..texts.len()).filter(|it| text.contains(&mark(*it))).count();
    let list = answer(&on_pack("list t"))?;
    prop_assert!(marks(&list) * hostile::FIELDS >= texts.len(), "all titles are listed");
    for name in subcommands() {
        answer(&on_pack(&name))?;
        answer(&on_pack(&format!("{name} t/hub")))?;
        answer(&on_pack(&format!("{name} t/e1 --json")))?;
    }
    for (line, fields) in [
        ("show t/hub", 4),
        ("show t/hub --width 30", 4),
        ("show t/hub --md", 3),
        ("links t/hub", 2),
        ("links t/e0", 0),
        ("search --limit 1000 --explain q", 1),
        ("search --limit 1000 theme:t", 1),
        ("matrix t t", 1),
        ("matrix t t --csv", 1),
    ] {
        let text = answer(&on_pack(line))?;
        prop_assert!(marks(&text) * hostile::FIELDS >= texts.len() * fields / 2, "{}", line);
        let (styled, _) = run(&on_pack(&format!("{line} --color always")));
        if keeps_code(&words(line)) {
            prop_assert_eq!(fault_in_pipe(&styled), None, "{}", line);
            continue;
        }
        for row in styled.lines() {
            prop_assert_eq!(fault_in_frame(row.as_bytes()), None, "{}", line);
        }
    }
    Ok(())
}

/// Reads an answer in JSON, which is text itself.
fn json(arguments: &[OsString]) -> Result<Value, TestCaseError> {
    let text = answer(arguments)?;
    serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))
}

/// Has a reader of JSON take the texts back out of every answer.
fn read_back(texts: &[String]) -> Result<(), TestCaseError> {
    let pack = pack(texts);
    let texts = hostile::marked(texts);
    let ask = |line: &str| {
        let path = pack.path().as_os_str();
        json(
            &words(line)
                .into_iter()
                .chain(["--json".into(), "--pack".into(), path.into()])
                .collect::<Vec<_>>(),
        )
    };
    let entries = ask("list t")?;
    let hub = ask("show t/hub")?;
    let links = ask("links t/hub")?;
    let hits = ask("search --limit 1000 theme:t")?;
    let title = |id: &str| {
        let hits = hits["hits"].as_array().expect("an array");
        hits.iter().find(|hit| hit["id"] == id).map(|hit| hit["title"].clone())
    };
    for (number, texts) in texts.chunks_exact(hostile::FIELDS).enumerate() {
        let [own_title, summary, _, _, heading, statement, _, reason] = texts else {
            unreachable!("chunks are exact")
        };
        let id = hostile::id(number);
        let entry = &entries["entries"][number + 1];
        prop_assert_eq!((&entry["title"], &entry["summary"]), (&json!(own_title), &json!(summary)));
        let first = &hub["entry"]["statements"][2 * number];
        prop_assert_eq!((&first["heading"], &first["text"]), (&json!(heading), &json!(statement)));
        let link = links["links"].as_array().expect("an array").iter().find(|it| it["to"] == *id);
        prop_assert_eq!(link.map(|link| &link["reason"]), Some(&json!(reason)));
        prop_assert_eq!(title(&id), Some(json!(own_title)));
    }
    Ok(())
}

/// Has mistakes reported that repeat the texts, in a file that is named like one.
fn complain(texts: &[String], name: &[u8]) -> Result<(), TestCaseError> {
    let name: Vec<u8> =
        name.iter().copied().filter(|byte| !b"/\0".contains(byte)).take(200).collect();
    let name = [b"x", &name[..], b".toml"].concat();
    let (head, content) = hostile::pack(&texts[..hostile::FIELDS]);
    let pack = Pack::new()
        .file("pack.toml", head)
        .file("a.toml", content)
        .file(OsStr::from_bytes(&name), hostile::mistakes(&hostile::marked(texts)))
        .file("b.toml", [b"[[entry]]\nid = 't/raw'\ntitle = '".to_vec(), name.clone()].concat());
    let check = |more: &[&str]| {
        let path = pack.path().as_os_str().to_owned();
        ["check".into(), path]
            .into_iter()
            .chain(more.iter().map(OsString::from))
            .collect::<Vec<_>>()
    };
    let report = answer(&check(&["--limit", "0"]))?;
    let widest = report.lines().map(width).max();
    prop_assert!(widest <= Some(200), "{:?}", widest);
    let shown = (0..texts.len()).filter(|number| report.contains(&mark(*number))).count();
    prop_assert!(shown * 4 >= texts.len() * 3, "only {} of {} were reported", shown, texts.len());
    let errors = json(&check(&["--json"]))?;
    let named = |error: &Value| {
        error["file"].as_str().is_some_and(|file| file.ends_with(&*String::from_utf8_lossy(&name)))
    };
    prop_assert!(errors["diagnostics"].as_array().expect("an array").iter().any(named));
    Ok(())
}

/// Complains about arguments that are text, nearly text, or no text at all.
fn object(argument: &[u8]) -> Result<(), TestCaseError> {
    let argument: Vec<u8> = argument.iter().copied().filter(|byte| *byte != 0).take(4000).collect();
    let typed = OsStr::from_bytes(&argument).to_owned();
    let option = OsStr::from_bytes(&[b"--", &argument[..]].concat()).to_owned();
    for (line, argument) in [
        ("show", &typed),
        ("list", &typed),
        ("search", &typed),
        ("links", &typed),
        ("help", &typed),
        ("check", &typed),
        ("list --pack", &typed),
        ("list --color", &typed),
        ("list", &option),
    ] {
        let mut arguments = words(line);
        arguments.push(argument.clone());
        answer(&arguments)?;
    }
    answer(std::slice::from_ref(&typed))?;
    answer(&["--at".into(), typed])?;
    Ok(())
}

#[test]
fn printed_answers_hold_nothing_but_text() {
    soak(1_600, 4, hostile::text(), |texts| print(&texts));
}

#[test]
fn json_is_printable_and_reads_back_as_it_was() {
    soak(1_600, 1, hostile::text(), |texts| read_back(&texts));
}

#[test]
fn reports_of_mistakes_hold_nothing_but_text() {
    soak(640, 4, (hostile::text(), hostile::bytes()), |pairs| {
        let (texts, names): (Vec<String>, Vec<Vec<u8>>) = pairs.into_iter().unzip();
        complain(&texts, &names[0])
    });
}

#[test]
fn complaints_about_arguments_hold_nothing_but_text() {
    soak(1, 500, hostile::bytes(), |arguments| object(&arguments[0]));
}
