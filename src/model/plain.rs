//! Texts of packs without their markup, in which a link without a text of its own shows the title of what it
//! leads to. Refuses to know: where the texts are kept.

use super::catalogue::Catalogue;
use super::ids::{EntryKey, PackKey};
use crate::text::markdown::{Plain, plain_titled};

impl Catalogue {
    /// Takes the markup of a text of an entry away.
    pub fn plain_of(&self, entry: EntryKey, source: &str) -> Plain {
        let pack = self.pack_of(entry);
        plain_titled(source, |written| {
            let is_anchor = written.starts_with('#');
            if is_anchor { Some(self.title(entry)) } else { self.title_behind(pack, written) }
        })
    }

    /// Takes the markup of a text of a pack away that is no entry's, such as a theme's or a note's.
    pub fn plain_in(&self, pack: PackKey, source: &str) -> Plain {
        plain_titled(source, |written| self.title_behind(pack, written))
    }

    /// Returns the summary of an entry without its markup.
    pub fn plain_summary(&self, entry: EntryKey) -> String {
        self.plain_of(entry, self.summary(entry)).text
    }

    /// Returns the title of the entry or the theme to which a reference in a text of a pack leads.
    fn title_behind(&self, pack: PackKey, reference: &str) -> Option<&str> {
        let theme = self.resolve_theme(pack, reference).map(|theme| &*self.theme(theme).title);
        theme.or_else(|| self.resolve(pack, reference).map(|(entry, _)| self.title(entry)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{NewEntry, Pack, Theme};

    #[test]
    fn links_show_what_they_lead_to_from_where_they_stand() {
        let mut catalogue = Catalogue::new();
        let [tea, cup] = ["tea", "cup"].map(|id| {
            let pack = catalogue.push_pack(Pack::new(id, id));
            let theme = catalogue.push_theme(Theme::new(pack, "kind", &format!("Kinds of {id}")));
            (pack, catalogue.push_entry(NewEntry::new(theme, "kind/a", &format!("First {id}"))))
        });
        for (source, in_tea, in_cup) in [
            ("[[kind/a]]", "First tea", "First cup"),
            ("[[kind/a#more]]", "First tea", "First cup"),
            ("[[cup:kind/a]]", "First cup", "First cup"),
            ("[[theme:kind]]", "Kinds of tea", "Kinds of cup"),
            ("[[kind/a|it]] [[kind/b]]", "it kind/b", "it kind/b"),
        ] {
            for ((pack, entry), expected) in [(tea, in_tea), (cup, in_cup)] {
                assert_eq!(catalogue.plain_in(pack, source).text, expected);
                assert_eq!(catalogue.plain_of(entry, source).text, expected);
            }
        }
        assert_eq!(catalogue.plain_of(cup.1, "[[#more]]").text, "First cup");
    }
}
