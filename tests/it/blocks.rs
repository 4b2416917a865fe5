//! Columns in memory and in a file: rows come back as they went in, or are absent and the damage is
//! named. `tests/soak/columns.rs` flips and cuts files by the thousand.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::os::unix::fs::FileExt;
use std::path::PathBuf;
use std::thread;

use folio::blocks::{FORMAT, Fault, FileWriter, Image, Packed, Refusal, Texts};
use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::columns::{Columns, Rows, directory_of};

mod hostile;

/// Whether a refusal is the one that is expected.
type IsIt = fn(&Refusal) -> bool;

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
        prop_oneof![
            prop::collection::vec(any::<u32>(), 0..20),
            (0u32..40_000).prop_map(|end| (0..end).collect())
        ],
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

#[test]
fn opening_reads_no_block() {
    let mut file = Rows::many().columns().write();
    let end = directory_of(&file);
    file[16..end].fill(0);
    let on_disk = on_disk(&file);
    let image = Image::open(&on_disk.path).unwrap();
    let texts = image.texts("texts").unwrap();
    assert_eq!(texts.len(), 6_000);
    assert!(!image.has_damage());
    assert_eq!(texts.get(0), "");
    assert!(image.has_damage());
}

#[test]
fn equal_numbers_and_counts_are_kept_once() {
    const ROWS: usize = 3_000_000;
    let mut columns = Columns { bytes: Ok(Vec::new()), ..Columns::default() };
    for row in 0..ROWS {
        columns.numbers.push(7 + u32::from(row == ROWS - 1));
        columns.lists.push(2);
    }
    let file = columns.write();
    assert!(file.len() < 1_000, "{} bytes", file.len());
    let on_disk = on_disk(&file);
    let (_image, read) = Columns::open(&on_disk.path).unwrap();
    for columns in [columns, read] {
        for row in [0, 1, ROWS / 2, ROWS - 2, ROWS - 1] {
            assert_eq!(columns.numbers.get(row), Some(7 + u32::from(row == ROWS - 1)));
            assert_eq!(columns.lists.get(row), 2 * row..2 * row + 2);
        }
        assert_eq!((columns.numbers.get(ROWS), columns.lists.get(ROWS)), (None, 0..0));
        assert_eq!((columns.numbers.len(), columns.lists.items()), (ROWS, 2 * ROWS));
        assert!(columns.numbers.are_below(9) && !columns.numbers.are_below(8));
        assert!(columns.numbers.held_bytes() + columns.lists.held_bytes() < 2_000);
    }
}

#[test]
fn a_block_with_a_number_out_of_bounds_is_damaged() {
    let file = Rows::many().columns().write();
    let on_disk = on_disk(&file);
    let image = Image::open(&on_disk.path).unwrap();
    // Of two blocks the first holds the numbers below 7 * 16,384.
    let numbers = image.numbers_below("numbers", 7 * 16_384).unwrap();
    assert_eq!((numbers.get(16_383), image.has_damage()), (Some(7 * 16_383), false));
    assert_eq!((numbers.get(16_384), image.has_damage()), (None, true));
    assert!(!numbers.are_below(7 * 17_000), "what is damaged is below nothing");
}

/// Writes over a part of an open file.
fn overwrite(on_disk: &OnDisk, at: u64, bytes: &[u8]) {
    let file = OpenOptions::new().write(true).open(&on_disk.path).unwrap();
    file.write_all_at(bytes, at).unwrap();
}

#[test]
fn a_file_overwritten_while_it_is_open_shows_damage_and_keeps_what_was_read() {
    let rows = Rows::many();
    let file = rows.columns().write();
    let on_disk = on_disk(&file);
    let (image, columns) = Columns::open(&on_disk.path).unwrap();
    let first = columns.texts.get(0).to_owned();
    overwrite(&on_disk, 16, &vec![0; directory_of(&file) - 16]);
    assert_eq!(columns.texts.get(0), first);
    assert_eq!(columns.texts.get(1), rows.texts[1], "of a block that was read");
    assert_eq!(columns.texts.get(5_999), "");
    let [damage] = &image.damage()[..] else { panic!("{:?}", image.damage()) };
    assert_eq!((&*damage.section, damage.block, damage.fault), ("texts", 1, Fault::Checksum));
    columns.texts.get(5_998);
    assert_eq!(image.damage().len(), 1, "a block is named once");
    assert!(rows.compare(&columns).unwrap() > 0);
}

#[test]
fn a_file_cut_while_it_is_open_shows_damage() {
    let rows = Rows::many();
    let on_disk = on_disk(&rows.columns().write());
    let (image, columns) = Columns::open(&on_disk.path).unwrap();
    let mut ends = Vec::new();
    image.check(|end, _| {
        ends.push(end);
        true
    });
    let cut = ends[0] + 1;
    let file = OpenOptions::new().write(true).open(&on_disk.path).unwrap();
    file.set_len(cut).unwrap();
    assert_eq!(columns.texts.get(0), rows.texts[0]);
    assert_eq!(columns.texts.get(5_999), "");
    assert!(columns.packed.get(0).is_none());
    assert!(image.damage().iter().all(|damage| damage.fault == Fault::Cut));
    let checked = image.check(|_, _| true).unwrap();
    assert!(!checked.is_whole);
    assert!(checked.damage.len() > 5 && checked.damage.iter().all(|it| it.bytes.end > cut));
    assert_eq!(
        FileWriter::new(Vec::new()).unwrap().texts("a", &columns.texts).unwrap_err().kind(),
        ErrorKind::InvalidData,
        "what is damaged is not written as if it were whole"
    );
}

#[test]
fn a_check_says_how_far_it_is_and_can_be_left() {
    let file = Rows::many().columns().write();
    let on_disk = on_disk(&file);
    let image = Image::open(&on_disk.path).unwrap();
    let mut seen = Vec::new();
    let checked = image.check(|done, all| {
        assert_eq!(all, file.len() as u64);
        seen.push(done);
        true
    });
    assert!(checked.is_some() && seen.is_sorted() && seen.len() > 10);
    assert_eq!(seen.last(), Some(&(file.len() as u64)));
    assert_eq!(image.check(|done, all| done < all / 2), None);
}

#[test]
fn what_cannot_be_opened_says_why() {
    let file = Rows::few().columns().write();
    let with = |at: usize, byte: u8| {
        let mut file = file.clone();
        file[at] = byte;
        file
    };
    let longer = [&file[..], b"\n"].concat();
    let directory = directory_of(&file);
    let cases: &[(&str, &[u8], IsIt)] = &[
        ("nothing", b"", |it| matches!(it, Refusal::Foreign)),
        ("TOML", b"title = \"Tea\"\n", |it| matches!(it, Refusal::Foreign)),
        ("PNG", b"\x89PNG\r\n\x1a\n and more", |it| matches!(it, Refusal::Foreign)),
        ("line breaks changed", &with(6, b'\n'), |it| matches!(it, Refusal::Foreign)),
        ("a few bytes", &file[..5], |it| matches!(it, Refusal::Cut)),
        ("the header", &file[..16], |it| matches!(it, Refusal::Cut)),
        ("without its last byte", &file[..file.len() - 1], |it| matches!(it, Refusal::Cut)),
        ("something behind it", &longer, |it| matches!(it, Refusal::Cut)),
        (
            "the next format",
            &with(8, FORMAT as u8 + 1),
            |it| matches!(it, Refusal::Newer { version } if *version == FORMAT + 1),
        ),
        (
            "the format before",
            &with(8, FORMAT as u8 - 1),
            |it| matches!(it, Refusal::Older { version } if *version == FORMAT - 1),
        ),
        ("another layout", &with(12, 9), |it| matches!(it, Refusal::Directory)),
        ("a changed directory", &with(directory + 9, 0), |it| matches!(it, Refusal::Directory)),
    ];
    for (name, bytes, expected) in cases {
        let refusal = Image::open(&on_disk(bytes).path).expect_err(name);
        assert!(expected(&refusal), "{name}: {refusal:?}");
    }
    let whole = on_disk(&file);
    let folder = Image::open(whole.path.parent().unwrap()).unwrap_err();
    assert!(matches!(folder, Refusal::Foreign), "{folder:?}");
    let nowhere = Image::open(&whole.path.with_extension("none")).unwrap_err();
    assert!(matches!(&nowhere, Refusal::Unreadable(it) if it.kind() == ErrorKind::NotFound));
    let image = Image::open(&whole.path).unwrap();
    for missing in [image.texts("titles").unwrap_err(), image.texts("numbers").unwrap_err()] {
        assert!(matches!(missing, Refusal::Missing { .. }), "{missing:?}");
    }
}

#[test]
fn a_name_is_given_to_one_section() {
    let mut writer = FileWriter::new(Vec::new()).unwrap();
    writer.texts("a", &Texts::new()).unwrap();
    for name in ["a", &"a".repeat(256)] {
        let refused = writer.bytes(name, b"").unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidInput);
    }
}

#[test]
fn reading_bodies_holds_the_last_few() {
    let mut packed = Packed::new();
    let row = |row: u32| row.to_le_bytes().repeat(500 + row as usize % 9);
    (0..10_000).for_each(|number| packed.push(&row(number)));
    assert!(packed.held_bytes() > 20_000_000);
    let mut writer = FileWriter::new(Vec::new()).unwrap();
    writer.packed("bodies", &packed).unwrap();
    let file = writer.finish().unwrap();
    assert!(file.len() < 1_000_000, "{} bytes are compressed", file.len());
    let on_disk = on_disk(&file);
    let packed = Image::open(&on_disk.path).unwrap().packed("bodies").unwrap();
    let lent = packed.get(0).unwrap();
    for number in 0..10_000 {
        assert_eq!(*packed.get(number as usize).unwrap(), *row(number));
        assert!(packed.held_bytes() < 2_000_000);
    }
    assert_eq!(*lent, *row(0), "a row lives as long as it is held");
}

#[test]
fn many_may_read_at_once() {
    let rows = Rows::many();
    let on_disk = on_disk(&rows.columns().write());
    let (image, columns) = Columns::open(&on_disk.path).unwrap();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| rows.assert_all(&columns));
        }
    });
    assert!(!image.has_damage());
}
