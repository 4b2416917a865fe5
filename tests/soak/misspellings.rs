//! Misspellings by rule of the built-in pack's titles, and the share of them that find their entry
//! among the first three: over the pack alone, and with 100,000 other titles beside it.

use std::sync::Arc;

use folio::model::{Bodies, Body, Catalogue, EntryKey, Library, NewEntry, Pack, Theme};
use folio::search::{Index, Query, Scope, search};
use folio::store::{self, Origin};

/// A small generator, so that every run sees the same.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// Misspells one word of at least five letters of a title, by the rule of this number: a letter
/// lacks, is doubled, is wrong, comes in between, changes places with the next, a space lacks.
fn misspell(title: &str, rule: usize, random: &mut Random) -> Option<String> {
    let mut letters: Vec<char> = title.chars().collect();
    if rule == 5 {
        let spaces: Vec<usize> = (0..letters.len()).filter(|&at| letters[at] == ' ').collect();
        let space = *spaces.get(random.below(spaces.len().max(1)))?;
        letters.remove(space);
        return Some(letters.into_iter().collect());
    }
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = 0;
    for at in 0..=letters.len() {
        if letters.get(at).is_none_or(|c| !c.is_ascii_alphabetic()) {
            if at - start >= 5 {
                words.push(start..at);
            }
            start = at + 1;
        }
    }
    let word = words.get(random.below(words.len().max(1)))?.clone();
    let at = word.start + 1 + random.below(word.len() - 2);
    let letter = char::from(b'a' + random.below(26) as u8);
    match rule {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters[at] = letter,
        3 => letters.insert(at, letter),
        _ => letters.swap(at, at + 1),
    }
    let misspelt: String = letters.into_iter().collect();
    (misspelt != title).then_some(misspelt)
}

/// Misspells every title and short title of the pack with the id.
fn misspellings(catalogue: &Catalogue) -> Vec<(String, EntryKey)> {
    let mut random = Random(5);
    let pack = catalogue.find_pack("nine-mechanisms").expect("the built-in pack is open");
    let entries = catalogue.pack(pack).entries.clone().map(EntryKey);
    let mut found = Vec::new();
    for entry in entries {
        for title in [catalogue.title(entry), catalogue.short(entry)] {
            for rule in 0..6 {
                let misspelt = misspell(title, rule, &mut random).map(|text| (text, entry));
                found
                    .extend(misspelt.filter(|(text, _)| !found.iter().any(|(old, _)| old == text)));
            }
        }
    }
    found
}

#[track_caller]
fn check_share(library: &Library, part: std::ops::Range<usize>, wanted: f64) {
    let index = Index::new(library);
    let catalogue = &library.catalogue;
    // Of each 17 so many, to keep the test short where the library is large.
    let chosen = misspellings(catalogue).into_iter().enumerate();
    let misspellings: Vec<(String, EntryKey)> =
        chosen.filter(|(at, _)| part.contains(&(at % 17))).map(|(_, one)| one).collect();
    assert!(misspellings.len() >= 500, "only {} misspellings", misspellings.len());
    let missed: Vec<String> = misspellings
        .iter()
        .filter_map(|(text, entry)| {
            let hits = search(&index, &Query::parse(text), Scope::Library, 3).hits;
            let title = |key: EntryKey| catalogue.title(key);
            // Two entries may bear one title; either is found by it.
            let found = hits.iter().any(|hit| {
                hit.entry == *entry || catalogue.short(hit.entry) == catalogue.short(*entry)
            });
            let shown: Vec<&str> = hits.iter().map(|hit| title(hit.entry)).collect();
            (!found).then(|| format!("{text}: not {} but {shown:?}", title(*entry)))
        })
        .collect();
    let share = 1.0 - missed.len() as f64 / misspellings.len() as f64;
    println!(
        "{:.1} % of {} found; missed:\n{}",
        share * 100.0,
        misspellings.len(),
        missed.join("\n")
    );
    assert!(share >= wanted, "{share} found; missed:\n{}", missed.join("\n"));
}

#[test]
fn misspelt_titles_are_found_in_the_pack() {
    check_share(&store::open(&[Origin::BuiltIn]).library, 0..17, 0.98);
}

/// Bodies of the built-in pack, and none behind.
struct Some95(Library, usize);

impl Bodies for Some95 {
    fn body(&self, key: EntryKey) -> Arc<Body> {
        if key.index() < self.1 { self.0.body(key) } else { Arc::default() }
    }
}

/// Puts a pack of titles, made of the words of the built-in pack and of made-up ones, behind it.
fn crowded(count: usize) -> Library {
    let library = store::open(&[Origin::BuiltIn]).library;
    let own = library.catalogue.len();
    let mut catalogue = Catalogue::clone(&library.catalogue);
    let words = known_words(&library);
    let pack = catalogue.push_pack(Pack::new("crowd", "A crowd"));
    let theme = catalogue.push_theme(Theme::new(pack, "other", "Others"));
    let mut random = Random(3);
    for number in 0..count {
        let length = 2 + random.below(4);
        let title: Vec<String> = (0..length)
            .map(|_| {
                if random.below(3) == 0 {
                    made_up(&mut random)
                } else {
                    words[random.below(words.len())].clone()
                }
            })
            .collect();
        catalogue.push_entry(NewEntry::new(theme, &format!("other/{number}"), &title.join(" ")));
    }
    Library::new(catalogue, Some95(library, own))
}

fn known_words(library: &Library) -> Vec<String> {
    let mut words = Vec::new();
    for entry in library.catalogue.entries() {
        for statement in &library.body(entry).statements {
            let text = statement.text.to_lowercase();
            let found = text.split(|c: char| !c.is_ascii_alphabetic()).map(str::to_owned);
            words.extend(found.filter(|word| word.len() > 3));
        }
    }
    words.sort();
    words.dedup();
    words
}

fn made_up(random: &mut Random) -> String {
    const PARTS: [&str; 20] = [
        "ba", "con", "der", "el", "fi", "gra", "hol", "in", "ka", "lo", "mer", "no", "per", "qui",
        "ra", "sta", "ter", "u", "ver", "zo",
    ];
    (0..2 + random.below(3)).map(|_| PARTS[random.below(PARTS.len())]).collect()
}

#[test]
fn misspelt_titles_are_found_among_a_hundred_thousand_others() {
    check_share(&crowded(100_000), 4..13, 0.95);
}
