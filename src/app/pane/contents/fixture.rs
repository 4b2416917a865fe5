//! Libraries for the tests of the contents. Refuses to know: what is tested with them.

use super::tree::ContentsRow;
use crate::model::{Catalogue, NewEntry, Pack, Theme};

/// Builds packs of themes of so many entries, titled `<theme>-<number>`.
pub fn catalogue(packs: &[&[usize]]) -> Catalogue {
    let mut catalogue = Catalogue::new();
    for (pack_number, themes) in packs.iter().enumerate() {
        let pack = catalogue
            .push_pack(Pack::new(&pack_number.to_string(), &format!("Pack {pack_number}")));
        for (number, count) in themes.iter().enumerate() {
            let theme = catalogue.push_theme(Theme::new(pack, &number.to_string(), ""));
            for entry in 0..*count {
                catalogue.push_entry(NewEntry::new(
                    theme,
                    &format!("{number}/{entry}"),
                    &format!("{number}-{entry}"),
                ));
            }
        }
    }
    catalogue
}

/// Writes rows down: `-` for blank ones, `P` for packs, `T` for themes, the titles of entries.
pub fn in_words(rows: impl Iterator<Item = ContentsRow>, catalogue: &Catalogue) -> String {
    let words = rows.map(|row| match row {
        ContentsRow::Blank => "-".to_owned(),
        ContentsRow::Pack(_) => "P".to_owned(),
        ContentsRow::Theme(_) => "T".to_owned(),
        ContentsRow::Entry(entry) => catalogue.title(entry).to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}
