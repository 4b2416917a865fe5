//! The screen before there is a library.

use std::path::Path;
use std::time::Duration;

use folio::content::Mode;
use folio::content::progress::{Counts, Progress, Step};
use folio::palettes::Palette;
use folio::report::Loading;
use folio::store::{self, Occasion, Opened, Origin};
use folio::text::glyphs::Glyphs;
use folio::view::loading::{LoadingScreen, draw};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use crate::support::browser::text_of;

const READING: Counts =
    Counts { step: Step::Reading, files: 1204, read: 311, entries: 41_203, joined: 0 };

fn screen_of(
    counts: Counts,
    seconds: u64,
    size: (u16, u16),
    look: Palette,
    notice: &str,
) -> String {
    let loading = Loading::new("words", counts, Duration::from_secs(seconds));
    let screen = LoadingScreen {
        title: "/home/reader/knowledge/words",
        loading: &loading,
        notice: Some(notice).filter(|notice| !notice.is_empty()),
        quit: "q",
    };
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).expect("memory is a screen");
    text_of(terminal.draw(|frame| draw(&screen, &look, frame)).expect("memory is a screen").buffer)
}

fn reading(width: u16, height: u16) -> String {
    screen_of(READING, 3, (width, height), Palette::terminal(true, Glyphs::Unicode), "")
}

#[test]
fn it_shows_how_far_reading_has_come_and_how_to_leave() {
    insta::assert_snapshot!("loading_120x40", reading(120, 40));
    insta::assert_snapshot!("loading_80x24", reading(80, 24));
    insta::assert_snapshot!("loading_40x12", reading(40, 12));
}

#[test]
fn it_is_drawn_in_ascii_and_without_colours() {
    let drawn = screen_of(READING, 3, (40, 12), Palette::terminal(false, Glyphs::Ascii), "");
    assert!(drawn.is_ascii(), "{drawn}");
    insta::assert_snapshot!("loading_ascii", drawn);
}

#[test]
fn each_step_says_what_is_done() {
    #[track_caller]
    fn check(counts: Counts, expected: &str) {
        let drawn = screen_of(counts, 4, (80, 24), Palette::terminal(true, Glyphs::Unicode), "");
        let rows: Vec<_> = drawn.lines().map(str::trim).collect();
        assert!(rows.contains(&expected), "{drawn}");
    }
    check(Counts { step: Step::Listing, ..READING }, "looking for files");
    let joining = Counts { step: Step::Joining, read: 1204, joined: 10_000, ..READING };
    check(joining, "10,000 of 41,203 entries joined · about 3 s left");
    check(Counts { step: Step::Preparing, ..READING }, "41,203 entries · making ready");
}

#[test]
fn a_notice_stands_at_the_foot() {
    let drawn =
        screen_of(READING, 3, (80, 24), Palette::terminal(true, Glyphs::Unicode), "nothing stops");
    assert_eq!(drawn.lines().last(), Some(" nothing stops"));
}

#[test]
fn no_size_is_too_small() {
    for (width, height) in [(1, 1), (1, 1000), (19, 5), (20, 4), (20, 5), (21, 6), (300, 3)] {
        for step in [Step::Listing, Step::Reading] {
            let counts = Counts { step, ..READING };
            screen_of(counts, 3, (width, height), Palette::terminal(true, Glyphs::Unicode), "");
        }
    }
    assert_eq!(reading(40, 3).trim(), "Folio needs 20×5");
    assert!(reading(20, 5).contains("Opening words …"), "{}", reading(20, 5));
}

fn open_tea(progress: &Progress) -> Option<Opened> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tea");
    store::open_watched(&[Origin::Folder(folder)], Mode::Browse, Occasion::Answer, progress)
}

#[test]
fn progress_counts_what_is_opened() {
    let progress = Progress::default();
    let opened = open_tea(&progress).expect("nobody stops it");
    let entries = opened.library.catalogue.len();
    let counts = progress.counts();
    assert_eq!((counts.entries, counts.joined, counts.step), (entries, entries, Step::Preparing));
    assert!(counts.files > 1 && counts.files == counts.read, "{counts:?}");
}

#[test]
fn what_is_stopped_opens_nothing() {
    let progress = Progress::default();
    progress.stop();
    assert!(open_tea(&progress).is_none());
    let counts = progress.counts();
    assert_eq!((counts.files, counts.read), (0, 0), "nothing is so much as looked for");
}
