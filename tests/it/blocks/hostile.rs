//! Files whose checksums are right and whose directory or blocks are made to do harm.

use folio::blocks::{Fault, Image, Refusal};
use proptest::prelude::*;

use super::on_disk;
use crate::support::columns::{Columns, Rows, directory_of};

const TEXTS: u8 = 1;
const NUMBERS: u8 = 2;
const LISTS: u8 = 3;
const PACKED: u8 = 4;
const BYTES: u8 = 5;

/// What a directory says of a block: bytes in the file, bytes when read, rows, items.
type Extent = [u32; 4];

/// Its kind, its name, its blocks.
type Section<'a> = (u8, &'a [u8], &'a [Extent]);

/// Returns a directory. Blocks follow each other; a checksum is that of what lies there.
fn directory(blocks: &[u8], sections: &[Section]) -> Vec<u8> {
    let mut bytes = (sections.len() as u32).to_le_bytes().to_vec();
    let mut rest = blocks;
    for (kind, name, extents) in sections {
        bytes.extend([*kind, name.len() as u8]);
        bytes.extend(*name);
        bytes.extend((extents.len() as u32).to_le_bytes());
        for [stored, raw, rows, items] in *extents {
            let (block, behind) = rest.split_at(rest.len().min(*stored as usize));
            rest = behind;
            for number in [*stored, *raw, crc32fast::hash(block), *rows, *items] {
                bytes.extend(number.to_le_bytes());
            }
        }
    }
    bytes
}

/// Returns a file with right checksums.
fn sealed(blocks: &[u8], directory: &[u8]) -> Vec<u8> {
    let mut file = Rows::default().columns().write()[..16].to_vec();
    file.extend(blocks);
    let (at, length) = (file.len() as u64, directory.len() as u64);
    file.extend(directory);
    for number in [at, length, at + length + 68] {
        file.extend(number.to_le_bytes());
    }
    file.extend(crc32fast::hash(directory).to_le_bytes());
    file.extend(blake3::hash(&file).as_bytes());
    file.extend(b"OILOF\r\n\x89");
    file
}

#[test]
fn what_the_house_writes_is_sealed_like_this() {
    let written = Rows::many().columns().write();
    let end = directory_of(&written);
    let (blocks, directory) = (&written[16..end], &written[end..written.len() - 68]);
    assert!(sealed(blocks, directory) == written);
}

#[test]
fn a_directory_that_cannot_be_true_is_refused() {
    let large = vec![0; 300_000];
    let few = &large[..16];
    let cases: &[(&str, &[u8], &[Section])] = &[
        ("a kind that is none", few, &[(9, b"a", &[[16, 16, 1, 0]])]),
        ("a name that is no text", few, &[(TEXTS, b"\xff", &[[16, 16, 1, 0]])]),
        (
            "two sections of one name",
            few,
            &[(TEXTS, b"a", &[[8, 8, 1, 0]]), (NUMBERS, b"a", &[[8, 8, 2, 0]])],
        ),
        ("no rows", few, &[(TEXTS, b"a", &[[16, 16, 0, 0]])]),
        ("more rows than ends", few, &[(TEXTS, b"a", &[[16, 16, 5, 0]])]),
        ("rows without end", few, &[(TEXTS, b"a", &[[16, 16, u32::MAX, 0]])]),
        ("more numbers than bytes", few, &[(NUMBERS, b"a", &[[16, 16, 5, 0]])]),
        ("fewer numbers than bytes", few, &[(NUMBERS, b"a", &[[16, 16, 3, 0]])]),
        ("equal numbers without end", few, &[(NUMBERS, b"a", &[[4, 4, u32::MAX, 0]])]),
        ("more than the file has", few, &[(TEXTS, b"a", &[[17, 17, 1, 0]])]),
        ("far more than the file has", few, &[(TEXTS, b"a", &[[u32::MAX, u32::MAX, 1, 0]])]),
        ("less than the file has", few, &[(TEXTS, b"a", &[[15, 15, 1, 0]])]),
        ("bytes that grow", few, &[(BYTES, b"a", &[[16, 64, 1, 0]])]),
        ("items where there are none", few, &[(TEXTS, b"a", &[[16, 16, 1, 1]])]),
        ("more than can be compressed", few, &[(PACKED, b"a", &[[16, u32::MAX, 1, 0]])]),
        ("more than a block is let", &large, &[(PACKED, b"a", &[[300_000, 70_000_000, 2, 0]])]),
        ("less than is stored", few, &[(PACKED, b"a", &[[16, 8, 1, 0]])]),
        ("bytes in two blocks", few, &[(BYTES, b"a", &[[8, 8, 1, 0], [8, 8, 1, 0]])]),
        ("bytes in no block", &[], &[(BYTES, b"a", &[])]),
    ];
    for (name, blocks, sections) in cases {
        assert_refused(name, &sealed(blocks, &directory(blocks, sections)));
    }
    let counts: &[(&str, &[u8])] = &[
        ("nothing", &[]),
        ("sections without end", &u32::MAX.to_le_bytes()),
        ("blocks without end", b"\x01\0\0\0\x01\x01a\xff\xff\xff\xff"),
        ("something left over", b"\0\0\0\0\0"),
    ];
    for (name, directory) in counts {
        assert_refused(name, &sealed(&[], directory));
    }
}

#[track_caller]
fn assert_refused(name: &str, file: &[u8]) {
    let opened = Image::open(&on_disk(file).path);
    assert!(matches!(opened, Err(Refusal::Directory)), "{name}: {opened:?}");
}

#[test]
fn a_block_that_is_none_has_no_rows() {
    let ends = |ends: &[u32]| ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<u8>>();
    let text = |text: &[u8], rows: &[u32]| [text, &ends(rows)].concat();
    let cases: &[(&str, u8, Vec<u8>, [u32; 3])] = &[
        ("ends that go back", TEXTS, text(b"abcd", &[3, 2, 4]), [16, 3, 0]),
        ("an end beyond the text", TEXTS, text(b"abcd", &[9, 4]), [12, 2, 0]),
        ("text that no row has", TEXTS, text(b"abcd", &[1, 2]), [12, 2, 0]),
        ("an end within a character", TEXTS, text("öö".as_bytes(), &[1, 4]), [12, 2, 0]),
        ("text that is none", TEXTS, text(b"ab\xffd", &[2, 4]), [12, 2, 0]),
        ("more items than said", LISTS, ends(&[1, 2]), [8, 2, 1]),
        ("items that go back", LISTS, ends(&[2, 1]), [8, 2, 1]),
        ("other items than equal rows have", LISTS, ends(&[2]), [4, 3, 5]),
        ("more items than can be counted", LISTS, ends(&[1 << 31]), [4, 3, 1 << 31]),
        ("nothing compressed", PACKED, vec![0xff; 12], [60, 1, 0]),
        ("less than said", PACKED, lz4_flex::block::compress(&[0; 90]), [100, 1, 0]),
        ("more than said", PACKED, lz4_flex::block::compress(&[0; 100]), [90, 1, 0]),
        ("bytes that no row has", PACKED, text(b"abcd", &[1, 2]), [12, 2, 0]),
    ];
    for (name, kind, block, [raw, rows, items]) in cases {
        let extent = [block.len() as u32, *raw, *rows, *items];
        let directory = directory(block, &[(*kind, b"a", &[extent])]);
        let on_disk = on_disk(&sealed(block, &directory));
        let image = Image::open(&on_disk.path).unwrap_or_else(|it| panic!("{name}: {it:?}"));
        for row in 0..*rows as usize {
            match *kind {
                TEXTS => assert_eq!(image.texts("a").unwrap().get(row), "", "{name}"),
                LISTS => assert_eq!(image.lists("a").unwrap().get(row), 0..0, "{name}"),
                _ => assert!(image.packed("a").unwrap().get(row).is_none(), "{name}"),
            }
        }
        let [damage] = &image.damage()[..] else { panic!("{name}: {:?}", image.damage()) };
        assert_eq!(damage.fault, Fault::Contents, "{name}");
        let checked = image.check(|_, _| true).unwrap();
        assert!(checked.is_whole && checked.damage.len() == 1, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever a directory says, reading all that it promises comes to an end.
    #[test]
    fn any_directory_is_refused_or_read_to_its_end(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut written = Rows::few().columns().write();
        let (end, behind) = (directory_of(&written), written.len() - 68);
        for (at, byte) in changes {
            written[end + at.index(behind - end)] = byte;
        }
        let on_disk = on_disk(&sealed(&written[16..end], &written[end..behind]));
        if let Ok((image, columns)) = Columns::open(&on_disk.path) {
            prop_assert!(columns.texts.len() <= written.len());
            prop_assert_eq!(columns.texts.iter().count(), columns.texts.len());
            prop_assert_eq!(columns.numbers.iter().count(), columns.numbers.len());
            for row in 0..columns.lists.len() {
                prop_assert!(columns.lists.get(row).end <= columns.lists.items());
            }
            prop_assert!(columns.packed.len() <= written.len() * 64);
            for row in 0..columns.packed.len() {
                columns.packed.get(row);
            }
            prop_assert!(image.check(|_, _| true).is_some());
        }
    }
}
