//! The sides of an entry that can be asked for, and what they say. Refuses to know: when they are asked
//! for.

use crate::journal::Side;
use crate::messages::recall as says;
use crate::model::{Catalogue, EntryKey, Name};
use crate::text::fold::{Folded, fold};

/// What stands in a definition in place of the word that is asked for.
const BLANK: &str = "…";

/// One side of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CardKey {
    /// The entry.
    pub entry: EntryKey,
    /// What is asked for.
    pub side: Side,
}

/// A card as it is shown: a question, then its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// What is shown at first.
    pub question: String,
    /// What is shown then.
    pub answer: String,
    /// How the name in the other language is read; empty where that is not told.
    pub reading: String,
    /// The other language, as a BCP 47 tag; empty on sides that have none.
    pub language: String,
}

impl Face {
    /// Returns what is asked for; `again` if it was not remembered a moment ago.
    pub fn asks(&self, side: Side, again: bool) -> String {
        match side {
            Side::Meaning => says::asks_for_meaning(again),
            Side::Title => says::asks_for_title(again),
            Side::FromNative => says::asks_from(&self.language, again),
            Side::ToNative => says::asks_to(&self.language, again),
        }
    }
}

/// Returns the sides that an entry has, in the order in which they are learnt: what it means, its title for
/// the meaning, and its title and its name in another language for each other.
pub fn sides_of(catalogue: &Catalogue, entry: EntryKey) -> impl Iterator<Item = Side> + use<> {
    let explained = !catalogue.summary(entry).is_empty();
    let named = first_name(catalogue, entry).is_some();
    let sides = [
        (Side::Meaning, explained),
        (Side::Title, explained),
        (Side::FromNative, named),
        (Side::ToNative, named),
    ];
    sides.into_iter().filter_map(|(side, there)| there.then_some(side))
}

/// Returns what a card says; `None` if the entry does not have this side.
pub fn face(catalogue: &Catalogue, CardKey { entry, side }: CardKey) -> Option<Face> {
    let title = catalogue.title(entry);
    let summary = Some(catalogue.plain_summary(entry)).filter(|summary| !summary.is_empty());
    let summary = summary.as_deref();
    let name = first_name(catalogue, entry);
    let plain = |question: &str, answer: &str| Face {
        question: question.to_owned(),
        answer: answer.to_owned(),
        reading: String::new(),
        language: String::new(),
    };
    let named = |name: &Name<'_>, face: Face| Face {
        reading: name.reading.to_owned(),
        language: name.language.to_owned(),
        ..face
    };
    Some(match side {
        Side::Meaning => plain(title, summary?),
        Side::Title => plain(&without_names(catalogue, entry, summary?), title),
        Side::FromNative => {
            let name = name?;
            named(&name, plain(name.text, title))
        }
        Side::ToNative => {
            let name = name?;
            named(&name, plain(title, name.text))
        }
    })
}

fn first_name(catalogue: &Catalogue, entry: EntryKey) -> Option<Name<'_>> {
    catalogue.names(entry).next()
}

/// Leaves the title and the other forms of an entry out of a text, so that it does not give them away.
fn without_names(catalogue: &Catalogue, entry: EntryKey, text: &str) -> String {
    let forms: Vec<String> =
        std::iter::once(catalogue.title(entry)).chain(catalogue.forms(entry)).map(fold).collect();
    let folded = Folded::new(text);
    let (mut without, mut at) = (String::new(), 0);
    for range in folded.find_apart(text, forms.iter().map(String::as_str)) {
        without += &text[at..range.start];
        without += BLANK;
        at = range.end;
    }
    without + &text[at..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, NewName, Pack, PackKey, Theme, ThemeKey};

    fn green() -> (Catalogue, EntryKey) {
        let mut catalogue = Catalogue::new();
        catalogue.push_pack(Pack::new("tea", "Tea"));
        catalogue.push_theme(Theme::new(PackKey(0), "term", "Terms"));
        let mut entry = NewEntry::new(ThemeKey(0), "term/green", "Green tea");
        entry.head.summary = "Green tea is a tea that was not oxidised; “green” leaves.".into();
        entry.head.forms = vec!["green".into()];
        entry.head.names = vec![NewName {
            language: "zh".into(),
            text: "绿茶".into(),
            reading: "lǜchá".into(),
            ..NewName::default()
        }];
        let key = catalogue.push_entry(entry);
        (catalogue, key)
    }

    #[track_caller]
    fn check(side: Side, question: &str, answer: &str) {
        let (catalogue, entry) = green();
        let face = face(&catalogue, CardKey { entry, side }).expect("it has this side");
        assert_eq!((&*face.question, &*face.answer), (question, answer));
    }

    #[test]
    fn each_side_asks_for_the_other() {
        let summary = "Green tea is a tea that was not oxidised; “green” leaves.";
        check(Side::Meaning, "Green tea", summary);
        check(Side::Title, "… is a tea that was not oxidised; “…” leaves.", "Green tea");
        check(Side::FromNative, "绿茶", "Green tea");
        check(Side::ToNative, "Green tea", "绿茶");
    }

    #[test]
    fn an_entry_has_the_sides_that_it_has_words_for() {
        let (mut catalogue, entry) = green();
        let sides = |catalogue: &Catalogue, entry| sides_of(catalogue, entry).count();
        assert_eq!(sides(&catalogue, entry), 4);
        let bare = catalogue.push_entry(NewEntry::new(ThemeKey(0), "term/bare", "Bare"));
        assert_eq!(sides(&catalogue, bare), 0);
        assert_eq!(face(&catalogue, CardKey { entry: bare, side: Side::Meaning }), None);
    }
}
