//! References: what they lead to, or one report of each that leads nowhere.

use std::collections::HashMap;

use crate::content::diagnostic::{Mistake, PACK_NOT_OPEN};
use crate::content::files::Files;
use crate::content::habits;
use crate::content::position::At;
use crate::content::progress::Progress;
use crate::content::raw::{Namespace, Word};
use crate::content::rules;
use crate::content::suggest::Suggester;
use crate::content::whereabouts::Losses;
use crate::messages::content as say;
use crate::model::{Catalogue, EntryKey, PackKey};
use crate::text::address::normal;

/// Follows references and reports those that lead nowhere.
pub struct Resolver<'a> {
    pub files: &'a Files,
    pub mistakes: &'a mut Vec<Mistake>,
    pub progress: &'a Progress,
    suggester: Suggester,
}

impl<'a> Resolver<'a> {
    /// Builds a resolver that reports into `mistakes`.
    pub fn new(files: &'a Files, mistakes: &'a mut Vec<Mistake>, progress: &'a Progress) -> Self {
        Self { files, mistakes, progress, suggester: Suggester::default() }
    }

    /// Follows a reference to an entry.
    pub fn entry(
        &mut self,
        catalogue: &Catalogue,
        pack: PackKey,
        losses: &Losses,
        word: &Word,
    ) -> Option<EntryKey> {
        if let Some((key, _)) = catalogue.resolve(pack, &word.value) {
            return Some(key);
        }
        self.mistakes.extend(dangling(catalogue, pack, losses, word, &mut self.suggester));
        None
    }

    /// Follows an id of another kind.
    pub fn id<T: Copy>(
        &mut self,
        kind: Namespace,
        names: &HashMap<Box<str>, T>,
        losses: &Losses,
        word: &Word,
    ) -> Option<T> {
        let id = normal(&word.value);
        let found = names.get(&*id).copied();
        if found.is_none() && !losses.explain(kind, &id) {
            let near = self.suggester.nearest(&word.value, names.keys().map(|name| &**name));
            let message = say::unknown_reference(kind.word(), &word.value);
            let hint = match near {
                Some(near) => say::did_you_mean(near),
                None => declare(kind, &word.value),
            };
            self.mistakes.push(Mistake::error(word.at, unknown(kind), message).hint(hint));
        }
        found
    }
}

/// Returns how to declare what is referred to.
fn declare(kind: Namespace, id: &str) -> String {
    match kind {
        _ if rules::id(id).is_err() => say::name_its_id(kind.word()),
        Namespace::Theme | Namespace::Relation => say::declare_in_pack_toml(kind.word(), id),
        _ => say::declare(kind.word(), id),
    }
}

/// The ids of one kind that were met, and where first.
pub struct Seen {
    namespace: Namespace,
    first: HashMap<Box<str>, At>,
}

impl Seen {
    /// Builds a set without ids.
    pub fn new(namespace: Namespace) -> Self {
        Self { namespace, first: HashMap::new() }
    }

    /// Builds a set without ids that will have so many.
    pub fn for_so_many(count: usize, namespace: Namespace) -> Self {
        Self { namespace, first: HashMap::with_capacity(count) }
    }

    /// Returns whether an id is new; one that is not is reported with both places.
    pub fn is_new(&mut self, resolver: &mut Resolver, id: &str, at: At) -> bool {
        let hint = match self.namespace {
            Namespace::Entry => say::first_entry_stays(),
            _ => say::first_one_stays(),
        };
        self.takes(resolver, id, at, hint)
    }

    /// Returns whether an id that an entry has had is new; see [`Self::is_new`].
    pub fn is_new_former(&mut self, resolver: &mut Resolver, id: &str, at: At) -> bool {
        self.takes(resolver, id, at, say::remove_from_former())
    }

    fn takes(&mut self, resolver: &mut Resolver, id: &str, at: At, hint: &str) -> bool {
        if let Some(&first) = self.first.get(id) {
            let word = self.namespace.word();
            let message = say::duplicate_id(word, id, &resolver.files.show(first));
            resolver.mistakes.push(Mistake::error(at, "duplicate-id", message).hint(hint));
            return false;
        }
        self.first.insert(id.into(), at);
        true
    }
}

/// Reports a reference that leads to no entry, unless what it leads to was left out.
pub fn dangling(
    catalogue: &Catalogue,
    pack: PackKey,
    losses: &Losses,
    word: &Word,
    suggester: &mut Suggester,
) -> Option<Mistake> {
    let unknown = |message| Mistake::error(word.at, unknown(Namespace::Entry), message);
    if let Some(theme) = catalogue.theme_asked_for(&word.value) {
        return Some(unknown(say::theme_for_entry(theme)).hint(say::name_an_entry()));
    }
    let target = word.value.split_once('#').map_or(&*word.value, |(target, _)| target);
    let (searched, id) = match searched(catalogue, pack, target, word) {
        Ok(found) => found,
        Err(mistake) => return Some(mistake),
    };
    let id = normal(id);
    if searched == pack && losses.explain(Namespace::Entry, &id) {
        return None;
    }
    if id.trim().is_empty() {
        return Some(unknown(say::link_to_nothing()).hint(say::write_destination()));
    }
    if catalogue.find_theme(searched, &id).is_some() {
        let hint =
            say::theme_in_texts(word.value.split_once('#').map_or(&*word.value, |(id, _)| id));
        return Some(unknown(say::theme_for_entry(&id)).hint(hint));
    }
    let near = nearest(catalogue, searched, habits::id_of_file(&id), suggester);
    let near = near.map(|near| say::did_you_mean_id(&id, near));
    let hint =
        near.unwrap_or_else(|| habits::help(&id).unwrap_or(say::write_the_entry()).to_owned());
    Some(unknown(say::unknown_reference(Namespace::Entry.word(), target)).hint(hint))
}

/// Returns the id of the entry that a word most likely means: by its id, or by its title if it is no id.
fn nearest<'c>(
    catalogue: &'c Catalogue,
    pack: PackKey,
    wanted: &str,
    suggester: &mut Suggester,
) -> Option<&'c str> {
    let keys = || catalogue.entries_of_pack(pack);
    let near = suggester.nearest_id(wanted, keys().map(|key| catalogue.id(key)));
    if near.is_some() || wanted.contains('/') {
        return near;
    }
    let title = suggester.nearest(wanted, keys().map(|key| catalogue.title(key)))?;
    keys().find(|key| catalogue.title(*key) == title).map(|key| catalogue.id(key))
}

/// Reports a reference `theme:NAME` in a text that leads to no theme, unless that was left out.
pub fn dangling_theme(
    catalogue: &Catalogue,
    pack: PackKey,
    losses: &Losses,
    (word, name): (&Word, &str),
    suggester: &mut Suggester,
) -> Option<Mistake> {
    let (searched, asked) = match searched(catalogue, pack, name, word) {
        Ok(found) => found,
        Err(mistake) => return Some(mistake),
    };
    let id = normal(asked);
    if searched == pack && losses.explain(Namespace::Theme, &id) {
        return None;
    }
    let ids = catalogue.themes_of(searched).map(|theme| &*catalogue.theme(theme).id);
    let near = suggester.nearest(&id, ids);
    let before = word.value.strip_suffix(asked).unwrap_or_default();
    let hint = near.map_or_else(String::new, |near| say::did_you_mean(&format!("{before}{near}")));
    let message = crate::messages::check::link_to_unknown_theme(name);
    Some(Mistake::error(word.at, unknown(Namespace::Theme), message).hint(hint))
}

/// Returns the pack that a target `[pack:]id` is searched in, and the id; the warning that it is not
/// open if it is another one.
fn searched<'t>(
    catalogue: &Catalogue,
    pack: PackKey,
    target: &'t str,
    word: &Word,
) -> Result<(PackKey, &'t str), Mistake> {
    let Some((other, id)) = target.split_once(':') else { return Ok((pack, target)) };
    catalogue.find_pack(other).map(|found| (found, id)).ok_or_else(|| {
        let message = say::pack_not_open(other, &word.value);
        let mistake = Mistake::warning(word.at, PACK_NOT_OPEN, message);
        mistake.hint(say::open_it_too(other))
    })
}

/// Returns the code for an id that leads nowhere.
fn unknown(kind: Namespace) -> &'static str {
    match kind {
        Namespace::Entry => "unknown-entry",
        Namespace::Claim => "unknown-claim",
        Namespace::Place => "unknown-place",
        Namespace::Source => "unknown-source",
        Namespace::Route => "unknown-route",
        Namespace::Theme => "unknown-theme",
        Namespace::Relation => "unknown-relation",
    }
}
