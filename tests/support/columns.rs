//! Rows of every kind, the columns of a file that they are written into, and what comes back.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use folio::blocks::{FileWriter, Image, Lists, Numbers, Packed, Refusal, Texts};

/// What is written.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    pub texts: Vec<String>,
    pub numbers: Vec<u32>,
    pub lists: Vec<usize>,
    pub packed: Vec<Vec<u8>>,
    pub bytes: Vec<u8>,
}

impl Rows {
    /// Some of each kind, in one block a column.
    pub fn few() -> Self {
        Self {
            texts: ["", "salt", "Größe", "茶", ""].map(str::to_owned).to_vec(),
            numbers: vec![0, 1, u32::MAX],
            lists: vec![0, 3, 0, 1],
            packed: vec![Vec::new(), b"leaf ".repeat(40), vec![0, 255]],
            bytes: b"what this is".to_vec(),
        }
    }

    /// So many of each kind that every column has several blocks.
    pub fn many() -> Self {
        Self {
            texts: (0..6_000).map(|row| format!("Titel № {row}")).collect(),
            numbers: (0..17_000).map(|row| row * 7).collect(),
            lists: (0..17_000).map(|row| row % 3).collect(),
            packed: (0..2_000).map(|row| format!("{row} wird gesagt").repeat(3).into()).collect(),
            bytes: vec![7; 1_000],
        }
    }

    pub fn columns(&self) -> Columns {
        let mut columns = Columns { bytes: Ok(self.bytes.clone()), ..Columns::default() };
        self.texts.iter().for_each(|row| columns.texts.push(row));
        self.numbers.iter().for_each(|row| columns.numbers.push(*row));
        self.lists.iter().for_each(|row| columns.lists.push(*row));
        self.packed.iter().for_each(|row| columns.packed.push(row));
        columns
    }

    /// Reads all rows; returns how many are absent, or the first that is another's.
    pub fn compare(&self, columns: &Columns) -> Result<usize, String> {
        let mut absent = 0;
        let mut hold = |kind: &str, row: usize, is_right: bool, is_absent: bool| {
            absent += usize::from(is_absent && !is_right);
            if is_right || is_absent { Ok(()) } else { Err(format!("{kind} {row} is wrong")) }
        };
        let Columns { texts, numbers, lists, packed, .. } = columns;
        let lengths = [texts.len(), numbers.len(), lists.len(), packed.len()];
        assert_eq!(
            lengths,
            [self.texts.len(), self.numbers.len(), self.lists.len(), self.packed.len()]
        );
        assert_eq!(lists.items(), self.lists.iter().sum::<usize>());
        for (row, text) in self.texts.iter().enumerate() {
            let read = texts.get(row);
            hold("text", row, read == text, read.is_empty())?;
        }
        for (row, number) in self.numbers.iter().enumerate() {
            let read = numbers.get(row);
            hold("number", row, read == Some(*number), read.is_none())?;
        }
        let mut start = 0;
        for (row, count) in self.lists.iter().enumerate() {
            let read = lists.get(row);
            hold("list", row, read == (start..start + count), read == (0..0))?;
            start += count;
        }
        for (row, bytes) in self.packed.iter().enumerate() {
            let read = packed.get(row);
            hold("packed", row, read.as_deref() == Some(bytes), read.is_none())?;
        }
        match &columns.bytes {
            Ok(bytes) => hold("bytes", 0, *bytes == self.bytes, false)?,
            Err(_) => hold("bytes", 0, false, true)?,
        }
        Ok(absent)
    }

    /// Fails if a row is not what it was.
    #[track_caller]
    pub fn assert_all(&self, columns: &Columns) {
        assert_eq!(self.compare(columns), Ok(0));
        assert!(columns.texts.iter().eq(self.texts.iter().map(String::as_str)));
        assert!(columns.numbers.iter().eq(self.numbers.iter().copied().map(Some)));
    }
}

/// A column of each kind.
#[derive(Debug)]
pub struct Columns {
    pub texts: Texts,
    pub numbers: Numbers,
    pub lists: Lists,
    pub packed: Packed,
    pub bytes: Result<Vec<u8>, Refusal>,
}

impl Default for Columns {
    fn default() -> Self {
        Self {
            texts: Texts::new(),
            numbers: Numbers::new(),
            lists: Lists::new(),
            packed: Packed::new(),
            bytes: Ok(Vec::new()),
        }
    }
}

impl Columns {
    /// Returns the file.
    pub fn write(&self) -> Vec<u8> {
        let mut writer = FileWriter::new(Vec::new()).unwrap();
        writer.texts("texts", &self.texts).unwrap();
        writer.numbers("numbers", &self.numbers).unwrap();
        writer.lists("lists", &self.lists).unwrap();
        writer.packed("packed", &self.packed).unwrap();
        writer.bytes("bytes", self.bytes.as_ref().unwrap()).unwrap();
        writer.finish().unwrap()
    }

    pub fn open(path: &Path) -> Result<(Arc<Image>, Self), Refusal> {
        let image = Image::open(path)?;
        let columns = Self {
            texts: image.texts("texts")?,
            numbers: image.numbers("numbers")?,
            lists: image.lists("lists")?,
            packed: image.packed("packed")?,
            bytes: image.bytes("bytes").map(Cow::into_owned),
        };
        Ok((image, columns))
    }
}

/// Returns where the directory of a file lies, which is where its blocks end.
pub fn directory_of(file: &[u8]) -> usize {
    let trailer = file.len() - 68;
    u64::from_le_bytes(file[trailer..trailer + 8].try_into().unwrap()) as usize
}
