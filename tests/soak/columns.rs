//! Flips bytes of a file of columns, and cuts it: every time it is refused, or each row is right or
//! absent and the damage is named.
//!
//! `FOLIO_COLUMN_FLIPS` says how many bytes are flipped; a tenth as many cuts are made.

use std::fs::File;
use std::ops::Range;
use std::os::unix::fs::FileExt;
use std::path::Path;

use folio::blocks::Refusal;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{TestError, TestRunner};

use crate::support::columns::{Columns, Rows, directory_of};

/// How many bytes are flipped where nobody says.
const FLIPS: u32 = 10_000;

fn flips() -> u32 {
    std::env::var("FOLIO_COLUMN_FLIPS")
        .map_or(FLIPS, |number| number.parse().expect("FOLIO_COLUMN_FLIPS is a number"))
}

fn soak<S: Strategy>(
    cases: u32,
    strategy: &S,
    property: impl Fn(S::Value) -> Result<(), TestCaseError>,
) where
    S::Value: std::fmt::Debug,
{
    let config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    match TestRunner::new(config).run(strategy, property) {
        Ok(()) => {}
        Err(TestError::Fail(reason, value)) => panic!("{reason}; with {value:?}"),
        Err(error) => panic!("{error}"),
    }
}

/// Holds a file with one changed byte to what must be found in it.
fn look(rows: &Rows, path: &Path, at: u64, blocks: &Range<u64>) -> Result<(), TestCaseError> {
    let (image, columns) = match Columns::open(path) {
        Ok(opened) => opened,
        Err(refusal) => {
            prop_assert!(!blocks.contains(&at), "refused for a byte of a block: {refusal:?}");
            return Ok(());
        }
    };
    let absent = rows.compare(&columns).map_err(TestCaseError::fail)?;
    let damage = image.damage();
    let checked = image.check(|_, _| true).expect("it was not told to stop");
    prop_assert!(!checked.is_whole);
    prop_assert_eq!(&checked.damage, &damage);
    if blocks.contains(&at) {
        prop_assert!(image.has_damage() && damage.len() == 1 && damage[0].bytes.contains(&at));
        prop_assert!(absent > 0);
    } else {
        prop_assert!(absent == 0 && damage.is_empty());
    }
    Ok(())
}

fn flip(rows: &Rows, cases: u32) {
    let bytes = rows.columns().write();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.folio");
    std::fs::write(&path, &bytes).unwrap();
    let file = File::options().write(true).open(&path).unwrap();
    let blocks = 16..directory_of(&bytes) as u64;
    soak(cases, &(any::<Index>(), 1u8..), |(at, mask)| {
        let at = at.index(bytes.len());
        file.write_all_at(&[bytes[at] ^ mask], at as u64).unwrap();
        let seen = look(rows, &path, at as u64, &blocks);
        file.write_all_at(&[bytes[at]], at as u64).unwrap();
        seen
    });
}

#[test]
fn a_flipped_byte_is_found() {
    flip(&Rows::few(), flips() / 20 * 19);
    flip(&Rows::many(), flips() / 20);
}

#[test]
fn a_cut_file_is_refused() {
    let bytes = Rows::many().columns().write();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.folio");
    soak(flips() / 10, &any::<Index>(), |at| {
        let at = at.index(bytes.len());
        std::fs::write(&path, &bytes[..at]).unwrap();
        let refusal = Columns::open(&path).map(|_| ());
        let expected = match at {
            0 => matches!(refusal, Err(Refusal::Foreign)),
            _ => matches!(refusal, Err(Refusal::Cut)),
        };
        prop_assert!(expected, "{at}: {refusal:?}");
        Ok(())
    });
}
