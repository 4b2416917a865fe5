//! The library with what is derived from it once for all; shared between threads. Refuses to
//! know: what any reader has seen.

use std::sync::{Arc, OnceLock};

use crate::blocks::Image;
use crate::graph::Graph;
use crate::journal::{Ordered, Print, Readings};
use crate::margin;
use crate::model::{Body, Catalogue, EntryKey, Library, PackKey, Theme};
use crate::search::Meanings;
use crate::store::{Opened, Origin};
use crate::terms::Recogniser;

/// How many terms a glossary has at most that is made ready to be recognised between two frames.
const FEW_TERMS: usize = 1_000;

/// All open packs with their bodies, and what is derived from them once for all.
#[derive(Clone)]
pub struct Corpus {
    opened: Arc<Opened>,
    derived: Arc<Derived>,
}

/// What is derived when it is first asked for, once for all.
pub struct Derived {
    /// By pack, the file that it lies in.
    images: Arc<[Option<Arc<Image>>]>,
    graph: OnceLock<Arc<Graph>>,
    recogniser: OnceLock<Recogniser>,
    meanings: Meanings,
}

impl Derived {
    fn of(library: &Library) -> Self {
        Self {
            images: Arc::clone(&library.images),
            graph: OnceLock::new(),
            recogniser: OnceLock::new(),
            meanings: Meanings::default(),
        }
    }

    /// Returns whether a pack lies in one file.
    pub fn lies_in_file(&self, pack: PackKey) -> bool {
        self.images.get(pack.index()).is_some_and(Option::is_some)
    }

    /// Returns the typed links of all entries.
    pub fn graph(&self, catalogue: &Catalogue) -> &Arc<Graph> {
        self.graph.get_or_init(|| Arc::new(Graph::new(catalogue, &self.images)))
    }

    /// Returns what recognises the terms of the glossary.
    pub fn recogniser(&self, catalogue: &Catalogue) -> &Recogniser {
        self.recogniser.get_or_init(|| Recogniser::new(catalogue))
    }

    /// Returns what recognises the terms of the glossary, unless it has very many and was not built yet.
    pub fn ready_recogniser(&self, catalogue: &Catalogue) -> Option<&Recogniser> {
        let glossaries = catalogue.themes().iter().filter(|theme| theme.glossary);
        let terms: usize = glossaries.map(Theme::count).sum();
        if terms <= FEW_TERMS { Some(self.recogniser(catalogue)) } else { self.recogniser.get() }
    }

    /// Returns what the texts mean.
    pub fn meanings(&self) -> &Meanings {
        &self.meanings
    }
}

impl Corpus {
    /// Wraps a library whose origin nobody knows; nothing is derived from it yet.
    pub fn new(library: Library) -> Self {
        Self::from(Opened::of(library))
    }

    /// Returns whether this is the very same version, opened at the same time.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.opened, &other.opened)
    }

    /// Returns whether of some folder only the first files were read.
    pub fn is_beginning(&self) -> bool {
        self.opened.upkeep.begun.is_some()
    }

    /// Returns where the library came from, and what was wrong with it.
    pub fn opened(&self) -> &Opened {
        &self.opened
    }

    /// Returns what is derived, to be shared.
    pub(super) fn derived(&self) -> Arc<Derived> {
        Arc::clone(&self.derived)
    }

    /// Goes through what lies in a file.
    pub fn kept(&self) -> impl Iterator<Item = &Origin> {
        let packs = self.opened.origins.iter().zip(&*self.library().images);
        packs.filter(|(_, image)| image.is_some()).map(|(origin, _)| origin)
    }

    /// Returns the library.
    pub fn library(&self) -> &Library {
        &self.opened.library
    }

    /// Finds the entries that say something else than when they were read, each with the fingerprint of what
    /// it said; `None` as soon as `goes_on` says that nobody waits.
    pub fn changed(
        &self,
        read: &[(Box<str>, Readings)],
        goes_on: impl Fn() -> bool,
    ) -> Option<Ordered<EntryKey, Print>> {
        margin::changed(self.library(), read, goes_on)
    }

    /// Returns the catalogue.
    pub fn catalogue(&self) -> &Arc<Catalogue> {
        &self.opened.library.catalogue
    }

    /// Returns the body of an entry.
    pub fn body(&self, entry: EntryKey) -> Arc<Body> {
        self.opened.library.body(entry)
    }

    /// Returns the typed links of all entries.
    pub fn graph(&self) -> &Graph {
        self.derived.graph(&self.opened.library.catalogue)
    }

    /// Returns what recognises the terms of the glossary in any text.
    pub fn recogniser(&self) -> &Recogniser {
        self.derived.recogniser(&self.opened.library.catalogue)
    }

    /// Derives what the first page needs. The terms of a very large glossary are left out, since the
    /// page may show them a moment later.
    pub fn prepare_page(&self) {
        self.graph();
        self.derived.ready_recogniser(self.catalogue());
    }

    /// Returns what the texts mean, to be shared with an index of them.
    pub fn meanings(&self) -> &Meanings {
        &self.derived.meanings
    }
}

/// Wraps what was opened; nothing is derived from it yet.
impl From<Opened> for Corpus {
    fn from(opened: Opened) -> Self {
        let derived = Derived::of(&opened.library);
        Self { opened: Arc::new(opened), derived: Arc::new(derived) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Parts;
    use crate::knowledge::{Knowledge, Question};
    use crate::model::{NewEntry, Pack};

    /// An entry with a text before a glossary of so many terms.
    fn corpus(terms: usize, text: &str) -> (Corpus, EntryKey) {
        let mut catalogue = Catalogue::new();
        let pack = catalogue.push_pack(Pack::new("p", "P"));
        let theme = catalogue.push_theme(Theme::new(pack, "e", "Entries"));
        let entry = catalogue.push_entry(NewEntry::new(theme, "e/1", "Entry"));
        let glossary = Theme { glossary: true, ..Theme::new(pack, "term", "Terms") };
        let theme = catalogue.push_theme(glossary);
        for number in 0..terms {
            let (id, title) = (format!("term/{number}"), format!("Word{number}"));
            catalogue.push_entry(NewEntry::new(theme, &id, &title));
        }
        let mut bodies = vec![Arc::default(); terms + 1];
        bodies[0] = Arc::new(Body { markdown: text.into(), ..Body::default() });
        (Corpus::new(Library::new(catalogue, bodies)), entry)
    }

    #[test]
    fn a_page_comes_before_the_terms_of_a_very_large_glossary() {
        let shown = |known: &mut Knowledge, entry| {
            known.document(entry, Parts::TEXT, 80).expect("its body is here").target_count()
        };
        let (few, entry) = corpus(FEW_TERMS, "This is word7.");
        few.prepare_page();
        let mut known = Knowledge::new(&few);
        known.learn(&few, &Question::Body(entry));
        assert_eq!((known.lacks_terms(), shown(&mut known, entry)), (None, 1));
        let (many, entry) = corpus(FEW_TERMS + 1, "This is word7.");
        many.prepare_page();
        let mut known = Knowledge::new(&many);
        known.learn(&many, &Question::Body(entry));
        let lacking = known.lacks_terms();
        assert_eq!((&lacking, shown(&mut known, entry)), (&Some(Question::Recogniser), 0));
        known.learn(&many, &lacking.expect("it was just seen"));
        assert_eq!((known.lacks_terms(), shown(&mut known, entry)), (None, 1));
    }

    #[test]
    fn terms_of_a_very_long_text_are_asked_for_and_kept() {
        let long = "This is word7. ".repeat(20_000);
        for (terms, text, asked) in [(9, "word7", false), (9, &long, true), (0, &long, false)] {
            let (corpus, entry) = corpus(terms, text);
            let mut known = Knowledge::new(&corpus);
            known.learn(&corpus, &Question::Body(entry));
            let question = known.terms(entry).err();
            assert_eq!(question, asked.then_some(Question::Terms(entry)));
            if let Some(question) = question {
                known.learn(&corpus, &question);
            }
            let found = known.terms(entry).expect("they were looked for");
            assert_eq!(found.first(), (terms > 0).then_some(&EntryKey(8)));
        }
    }
}
