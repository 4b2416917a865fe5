//! What has changed since it was read, of a pack in one file: only entries that may have changed are read.

use std::path::Path;
use std::sync::{Arc, Mutex};

use folio::content::progress::Progress;
use folio::journal::{Change, Moment, Print, Record, State};
use folio::margin;
use folio::model::{Bodies, Body, EntryKey, Library};
use folio::store::{self, Origin};

/// Bodies that remember which of them were read.
struct Watched {
    whole: Arc<dyn Bodies>,
    read: Mutex<Vec<EntryKey>>,
}

impl Bodies for Watched {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        self.read.lock().expect("nobody panics").push(key);
        self.whole.body(key)
    }
}

#[test]
fn of_a_pack_in_one_file_only_entries_that_may_have_changed_are_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("tea.folio");
    let tea = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/tea");
    let compiled = store::compile(&Origin::Folder(tea), &Progress::default());
    compiled.unwrap_or_else(|_| panic!("it opens")).save(&path).expect("the file is written");
    let library = store::open(&[Origin::named(&path)]).library;

    let mut state = State::default();
    let mut read = |at: i64, entry: EntryKey, text: Print| {
        let on = margin::name_of(&library.catalogue, entry);
        state.apply(Record { at: Moment(at), change: Change::Read { on, text } });
        margin::read_of(&state)
    };
    let print = |entry| margin::print_of(&margin::settled_paragraphs(&library, entry));
    let entries: Vec<EntryKey> = library.catalogue.entries().collect();
    let all = entries.iter().map(|&entry| read(1, entry, print(entry))).last();
    let (black, another) = (entries[5], Print(7));
    let all_but_one = read(2, black, another);

    let whole = Arc::clone(&library.bodies);
    let watched = Arc::new(Watched { whole, read: Mutex::default() });
    let library = Library { bodies: Arc::clone(&watched) as Arc<dyn Bodies>, ..library.clone() };
    for (marks, expected) in [(all.expect("there are some"), vec![]), (all_but_one, vec![black])] {
        let changed = margin::changed(&library, &marks, || true).expect("nobody stops it");
        assert_eq!(changed.keys().copied().collect::<Vec<_>>(), expected);
        assert!(changed.values().all(|before| *before == another));
        let read = std::mem::take(&mut *watched.read.lock().expect("nobody panics"));
        assert_eq!(read, expected, "no other is read");
    }
}
