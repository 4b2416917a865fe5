//! Notes are found on the entries that the scope and the filters leave of a search.

use std::path::Path;

use folio::journal::{Change, EntryRef, Moment, Note, NoteId, Record, Spot, State};
use folio::knowledge::find_own;
use folio::model::{Catalogue, EntryKey};
use folio::search::{Index, Query, Scope, search};
use folio::store::{self, Origin};

/// Puts the same note on every entry.
fn noted(catalogue: &Catalogue) -> State {
    let mut state = State::default();
    for entry in catalogue.entries() {
        let pack = &catalogue.pack(catalogue.pack_of(entry)).id;
        let on = EntryRef::new(pack, catalogue.id(entry));
        let id = NoteId(format!("n{}", entry.index()).into());
        let spot = Spot { on, at: None };
        let note = Note { id, spot, text: "remark".into(), made: Moment(1) };
        state.apply(Record { at: Moment(1), change: Change::Note(note) });
    }
    state
}

#[test]
fn filters_by_place_leave_the_notes_of_the_entries_that_they_leave() {
    let support = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support");
    let opened = store::open(&["tea", "harbour"].map(|pack| Origin::Folder(support.join(pack))));
    let (catalogue, index) = (&*opened.library.catalogue, Index::new(&opened.library));
    let state = noted(catalogue);
    let all = catalogue.len();
    let scopes = [Scope::Library, Scope::Pack(catalogue.pack_of(EntryKey(0)))];
    let mut differing = Vec::new();
    for (query, is_narrowing) in [
        ("theme:kind", true),
        ("theme:kinds", true),
        ("theme:glossary", true),
        ("theme:basics|kind", true),
        ("!theme:kind", true),
        ("!theme:basics !theme:kind", true),
        ("pack:tea", true),
        ("!pack:tea", true),
        ("pack:tea theme:term", true),
        ("pack:tea|harbour", false),
        // A later word of a name.
        ("theme:tea", true),
        // No value at all, alone and beside one.
        ("theme:nosuch", true),
        ("theme:kind|nosuch", true),
        ("pack:tea|harbour !theme:nosuch", false),
    ] {
        for scope in scopes {
            let found = search(&index, &Query::parse(query), scope, all);
            let mut entries: Vec<EntryKey> = found.hits.iter().map(|hit| hit.entry).collect();
            let asked = Query::parse(&format!("{query} remark"));
            let notes = find_own(catalogue, &state, &asked, scope, || true).expect("it is wanted");
            let mut noted: Vec<EntryKey> = notes.hits.iter().map(|note| note.hit.entry).collect();
            entries.sort_unstable();
            noted.sort_unstable();
            if noted != entries {
                differing.push((query, scope, entries.len(), noted.len()));
            }
            let is_narrowed = noted.len() < all;
            assert!(is_narrowed || !is_narrowing || scope != Scope::Library, "{query}");
        }
    }
    assert!(differing.is_empty(), "{differing:#?}");
}
