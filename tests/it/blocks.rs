//! Columns in memory and in a file: rows come back as they went in.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::columns::{Columns, Rows};

/// A file in a folder of its own.
struct OnDisk {
    path: PathBuf,
    _folder: TempDir,
}

fn on_disk(bytes: &[u8]) -> OnDisk {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.folio");
    fs::write(&path, bytes).unwrap();
    OnDisk { path, _folder: folder }
}

fn rows() -> impl Strategy<Value = Rows> {
    let text = prop_oneof![
        4 => ".{0,40}",
        2 => Just(String::new()),
        1 => (20_000usize..60_000).prop_map(|times| "ß茶".repeat(times)),
    ];
    let bytes = prop_oneof![
        4 => prop::collection::vec(any::<u8>(), 0..2_000),
        1 => (any::<u8>(), 1usize..200_000).prop_map(|(byte, times)| vec![byte; times]),
    ];
    let count = prop_oneof![8 => 0usize..5, 1 => Just(u32::MAX as usize)];
    (
        prop::collection::vec(text, 0..40),
        prop::collection::vec(any::<u32>(), 0..40_000),
        prop::collection::vec(count, 0..200),
        prop::collection::vec(bytes, 0..40),
        prop::collection::vec(any::<u8>(), 0..500),
    )
        .prop_map(|(texts, numbers, lists, packed, bytes)| Rows {
            texts,
            numbers,
            lists,
            packed,
            bytes,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn rows_come_back_as_they_went_in(rows in rows()) {
        let columns = rows.columns();
        rows.assert_all(&columns);
        let file = columns.write();
        let on_disk = on_disk(&file);
        let (image, read) = Columns::open(&on_disk.path).unwrap();
        rows.assert_all(&read);
        prop_assert!(!image.has_damage());
        prop_assert_eq!(image.damage(), []);
        let checked = image.check(|_, _| true).unwrap();
        prop_assert!(checked.is_whole && checked.damage.is_empty());
        // What was read from a file can be written and grow like what was pushed.
        prop_assert!(read.write() == file);
    }

    #[test]
    fn the_same_rows_give_the_same_bytes_however_they_came_together(
        front in rows(), middle in rows(), back in rows(),
    ) {
        let opened = on_disk(&middle.columns().write());
        let (_image, middle_read) = Columns::open(&opened.path).unwrap();
        let mut joined = front.columns();
        for part in [&middle_read, &back.columns()] {
            joined.texts.append(&part.texts);
            joined.numbers.append(&part.numbers);
            joined.lists.append(&part.lists);
            joined.packed.append(&part.packed);
        }
        joined.texts.push("last");
        joined.numbers.push(1);
        joined.lists.push(1);
        joined.packed.push(b"last");
        let mut all = front;
        for part in [middle, back] {
            all.texts.extend(part.texts);
            all.numbers.extend(part.numbers);
            all.lists.extend(part.lists);
            all.packed.extend(part.packed);
        }
        all.texts.push("last".to_owned());
        all.numbers.push(1);
        all.lists.push(1);
        all.packed.push(b"last".to_vec());
        all.assert_all(&joined);
        prop_assert!(joined.write() == all.columns().write());
    }
}

#[test]
fn columns_without_rows_are_columns() {
    let rows = Rows::default();
    let file = rows.columns().write();
    let on_disk = on_disk(&file);
    let (_image, columns) = Columns::open(&on_disk.path).unwrap();
    rows.assert_all(&columns);
    assert!(columns.texts.is_empty() && columns.packed.is_empty());
}

#[test]
fn beyond_the_end_nothing_is_there() {
    let file = Rows::many().columns().write();
    let on_disk = on_disk(&file);
    let (image, read) = Columns::open(&on_disk.path).unwrap();
    for columns in [Rows::many().columns(), read] {
        for row in [columns.numbers.len(), usize::MAX] {
            assert_eq!(columns.texts.get(row), "");
            assert_eq!(columns.numbers.get(row), None);
            assert_eq!(columns.lists.get(row), 0..0);
            assert!(columns.packed.get(row).is_none());
        }
    }
    assert!(!image.has_damage());
}
