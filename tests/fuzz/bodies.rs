//! What is done with arbitrary bytes: by the fuzzer, and by the test that replays its corpus. Each
//! function panics where a promise is broken.

#![allow(dead_code, reason = "each target uses one of them")]

use std::fs;
use std::sync::{Arc, LazyLock};

use folio::app::Opening;
use folio::app::input::{Mouse, MouseKind};
use folio::app::message::Message;
use folio::check;
use folio::document::{Document, Manuscript, Parts, UNBROKEN, Users};
use folio::keys::{Code, Key};
use folio::model::{
    Body, Catalogue, EntryKey, Library, NewEntry, Pack, PackKey, RelatedLines, Theme, ThemeKey,
};
use folio::search::{Hits, Index, Query, Scope, complete, explain, search};
use folio::store::{self, Origin};
use folio::terms::Recogniser;
use folio::text::safe::Safe;
use folio::text::width::width;
use ratatui::layout::Size;

use crate::browser::Browser;

/// Parts the text of `pack.toml` from that of another file.
const DIVIDER: &[u8] = b"\n%%%\n";

/// A `pack.toml` for bytes that bring none.
const HEAD: &[u8] = b"format = 1\nid = 'f'\ntitle = 'F'\nlanguage = 'en'\n\
    [[theme]]\nid = 't'\ntitle = 'T'\nglossary = true\n\
    [[relation]]\nid = 'r'\nlabel = 'r'\ninverse = 'is r'\n";

/// How many entries of a pack are laid out.
const LAID_OUT: usize = 8;

/// Opens and checks a pack of one file, or of `pack.toml` and one file, and lays out its first
/// entries.
pub fn pack(data: &[u8]) {
    let at = data.windows(DIVIDER.len()).position(|window| window == DIVIDER);
    let (head, content) = at.map_or((HEAD, data), |at| (&data[..at], &data[at + DIVIDER.len()..]));
    let folder = tempfile::tempdir().expect("a folder can be made");
    for (name, bytes) in [("pack.toml", head), ("a.toml", content)] {
        fs::write(folder.path().join(name), bytes).expect("a file can be written");
    }
    let opened = store::open_to_check(&[Origin::Folder(folder.path().to_owned())]);
    let library = &opened.library;
    let checked = check::check(library, &opened.whereabouts, opened.diagnostics);
    for diagnostic in &checked.diagnostics {
        assert!(diagnostic.line != Some(0) && diagnostic.column != Some(0), "{diagnostic:?}");
        assert!(!diagnostic.message.is_empty());
    }
    for entry in library.catalogue.entries().take(LAID_OUT) {
        lay_out(library, entry, library.body(entry));
    }
}

/// Lays out a text as the body of an entry.
pub fn markdown(data: &[u8]) {
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("p", "P"));
        let theme = Theme { glossary: true, ..Theme::new(PackKey(0), "t", "T") };
        catalogue.push_theme(theme);
        for (id, title) in [("t/one", "One"), ("t/two", "term"), ("t/three", "联通")] {
            catalogue.push_entry(NewEntry::new(ThemeKey(0), id, title));
        }
        let bodies = vec![Arc::<Body>::default(); 3];
        Library::new(catalogue, bodies)
    });
    let markdown = String::from_utf8_lossy(data).into();
    lay_out(&LIBRARY, EntryKey(0), Arc::new(Body { markdown, ..Body::default() }));
}

fn lay_out(library: &Library, entry: EntryKey, body: Arc<Body>) {
    let catalogue = &*library.catalogue;
    let recogniser = Recogniser::new(catalogue);
    let manuscript = Manuscript {
        catalogue,
        entry,
        body,
        terms: &|text, closed| recogniser.spans_outside(text, Some(entry), closed),
        links: RelatedLines::default(),
        backlinks: RelatedLines::default(),
        users: Users::default(),
        parts: Parts::WHOLE,
    };
    for columns in [1, 7, 40, 80, UNBROKEN] {
        let mut document = Document::new(&manuscript, columns);
        for row in document.all_rows() {
            let text = row.text();
            assert_inert(&text);
            // A grapheme that is wider than a narrow row stands in it all the same.
            let bounded = columns != UNBROKEN && columns > 8;
            assert!(
                !bounded || width(&text) <= usize::from(columns),
                "a row leaves {columns} columns"
            );
        }
    }
}

/// Builds a text safe in every way there is.
pub fn sanitiser(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    for safe in [Safe::line(&text), Safe::name(&text)] {
        assert_inert(&safe);
    }
    for safe in [Safe::text(&text), Safe::stripped(&text)] {
        safe.as_str().split('\n').for_each(assert_inert_text);
    }
    let (safe, offsets) = Safe::mapped(&text);
    let mut before = 0;
    for (at, _) in text.char_indices() {
        let mapped = offsets.safe(at);
        assert!(before <= mapped && mapped <= safe.len(), "{at} leads to {mapped}");
        assert!(safe.as_str().is_char_boundary(mapped));
        before = mapped;
    }
    for (at, _) in safe.as_str().char_indices() {
        assert!(text.is_char_boundary(offsets.raw(at)), "{at} comes from within a character");
    }
    // What is safe already stays as it is.
    let again = Safe::text(&safe);
    assert_eq!(again.as_str(), safe.as_str());
}

/// Searches for a text, completes it, and has its hits explained.
pub fn query(data: &[u8]) {
    let (library, index) = &*BUILT_IN;
    let text = String::from_utf8_lossy(data);
    let query = Query::parse(&text);
    let first = data.first().copied().unwrap_or_default();
    let entry = EntryKey(u32::from(first) % library.catalogue.len() as u32);
    for scope in [Scope::Library, Scope::Pack(PackKey(0)), Scope::Entry(entry)] {
        let Hits { hits, total, .. } = search(index, &query, scope, 10);
        assert!(hits.len() <= 10 && hits.len() <= total);
        for hit in &hits {
            assert!(!explain(index, &query, hit).is_empty());
        }
    }
    for way in complete(index, &text, text.len()) {
        assert!(text.get(way.range.clone()).is_some(), "{way:?} leaves the text");
    }
}

static BUILT_IN: LazyLock<(Library, Arc<Index>)> = LazyLock::new(|| {
    let library = store::open(&[Origin::BuiltIn]).library;
    let index = Arc::new(Index::new(&library));
    (library, index)
});

/// Presses keys in the browser, moves the mouse, pastes and changes the size of the window.
pub fn keys(data: &[u8]) {
    let (library, index) = &*BUILT_IN;
    let size = Size { width: 80, height: 24 };
    let opening = Opening { size, ..Opening::default() };
    let mut browser = Browser::open_indexed(library.clone(), Arc::clone(index), opening);
    let mut bytes = data.iter().copied();
    while let Some(byte) = bytes.next() {
        let mut next = || bytes.next().unwrap_or_default();
        match byte {
            // Eight bits that no key of a keyboard begins with.
            0xf8 => {
                let (width, height) = (u16::from(next()), u16::from(next()));
                browser.resize(width, height);
            }
            0xf9 => {
                let kind = match next() % 5 {
                    0 => MouseKind::WheelUp,
                    1 => MouseKind::WheelDown,
                    2 => MouseKind::Press,
                    3 => MouseKind::Drag,
                    _ => MouseKind::Release,
                };
                let (column, row) = (u16::from(next()), u16::from(next()));
                browser.tell(Message::Mouse(Mouse { kind, column, row }));
            }
            0xfa => {
                let taken = bytes.by_ref().take(16).collect::<Vec<u8>>();
                let text = String::from_utf8_lossy(&taken).into_owned();
                browser.tell(Message::Paste(text));
            }
            byte => {
                browser.tell(Message::Key(key(byte)));
            }
        }
        if browser.quit {
            return;
        }
    }
    browser.screen();
}

/// Returns the key of a byte: ASCII as it is typed, control codes as Ctrl, the rest as named keys.
fn key(byte: u8) -> Key {
    const NAMED: [Code; 14] = [
        Code::Up,
        Code::Down,
        Code::Left,
        Code::Right,
        Code::Home,
        Code::End,
        Code::PageUp,
        Code::PageDown,
        Code::Delete,
        Code::BackTab,
        Code::Backspace,
        Code::F(1),
        Code::Esc,
        Code::Char('联'),
    ];
    match byte {
        b'\r' | b'\n' => Key::plain(Code::Enter),
        b'\t' => Key::plain(Code::Tab),
        0x1b => Key::plain(Code::Esc),
        0x01..=0x1a => Key::ctrl(char::from(b'a' + byte - 1)),
        b' '..=b'~' => Key::char(char::from(byte)),
        other => Key::plain(NAMED[usize::from(other) % NAMED.len()]),
    }
}

fn assert_inert(safe: &Safe) {
    assert_inert_text(safe.as_str());
}

/// Holds a line to what may reach a terminal: no control character, none that turns the direction.
fn assert_inert_text(line: &str) {
    let harmful = |c: char| {
        (c.is_control() && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
    };
    let found = line.chars().find(|&c| harmful(c));
    assert!(found.is_none(), "{found:?} in {line:?}");
}
