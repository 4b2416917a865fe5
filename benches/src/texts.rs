//! Titles and bodies: from the file that `FOLIO_BENCH_TITLES` names, else generated.

use std::sync::Arc;

use folio::model::{
    Bodies, Body, Catalogue, Certainty, EntryKey, Library, NewEntry, Pack, Provenance, Statement,
    Theme,
};

/// A small generator, so that every run sees the same.
pub struct Random(pub u64);

impl Random {
    /// Returns a number below the limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }
}

/// Returns `count` titles and says where they come from.
///
/// A file of more lines gives every n-th; one of fewer is filled up with pairs of its lines' words.
pub fn titles(count: usize) -> (Vec<String>, String) {
    let mut titles = match std::env::var_os("FOLIO_BENCH_TITLES") {
        Some(path) => {
            let text =
                std::fs::read_to_string(&path).expect("FOLIO_BENCH_TITLES names a text file");
            let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
            let step = (lines.len() / count).max(1);
            lines.iter().step_by(step).take(count).map(|line| (*line).to_owned()).collect()
        }
        None => Vec::new(),
    };
    let origin = match titles.len() {
        0 => "generated".to_owned(),
        real => format!("{real} real"),
    };
    let words: Vec<String> = if titles.is_empty() {
        let mut random = Random(1);
        (0..60_000).map(|_| made_up(&mut random)).chain(COMMON.map(str::to_owned)).collect()
    } else {
        let words = titles.iter().flat_map(|title| title.split(' '));
        words.step_by(7).take(400_000).map(str::to_owned).collect()
    };
    let mut random = Random(2);
    while titles.len() < count {
        let length = 2 + random.below(8);
        let title: Vec<&str> = (0..length)
            .map(|_| {
                // Every third word is a common one, as in real text.
                let common = random.below(3) == 0;
                if common {
                    COMMON[random.below(COMMON.len())]
                } else {
                    &words[random.below(words.len())]
                }
            })
            .collect();
        titles.push(title.join(" "));
    }
    // One title in a thousand is Chinese.
    for at in (0..titles.len()).step_by(1000) {
        let length = 4 + random.below(8);
        titles[at] = (0..length).map(|_| CHINESE[random.below(CHINESE.len())]).collect();
    }
    (titles, origin)
}

const COMMON: [&str; 24] = [
    "the",
    "of",
    "and",
    "in",
    "a",
    "for",
    "data",
    "base",
    "library",
    "science",
    "system",
    "network",
    "connectivity",
    "contract",
    "control",
    "common",
    "sea",
    "state",
    "power",
    "bank",
    "risk",
    "clean",
    "standard",
    "supply",
];

const CHINESE: [char; 16] = [
    '硬', '联', '通', '软', '心', '供', '应', '链', '投', '融', '资', '网', '络', '安', '全', '路',
];

fn made_up(random: &mut Random) -> String {
    const PARTS: [&str; 32] = [
        "ba", "con", "der", "el", "fi", "gra", "hol", "in", "ka", "lo", "mer", "no", "per", "qui",
        "ra", "sta", "ter", "u", "ver", "zo", "ity", "tion", "al", "ous", "ment", "ble", "dis",
        "pre", "sub", "ism", "ly", "er",
    ];
    (0..1 + random.below(4)).map(|_| PARTS[random.below(PARTS.len())]).collect()
}

/// Builds a library of titles without bodies.
pub fn library(titles: &[String]) -> Library {
    Library::new(catalogue(titles), Bodiless)
}

/// Builds a library of titles with a body of about 700 bytes each, made of other titles.
pub fn library_with_bodies(titles: &[String]) -> Library {
    let mut random = Random(9);
    let bodies: Vec<Arc<Body>> = titles
        .iter()
        .map(|_| {
            let mut text = String::new();
            while text.len() < 700 {
                text.push_str(&titles[random.below(titles.len())]);
                text.push_str(". ");
            }
            Arc::new(Body {
                statements: vec![Statement {
                    id: "".into(),
                    heading: "".into(),
                    text: text.into(),
                    provenance: Provenance::Editor {
                        certainty: Certainty::General,
                        sources: Vec::new(),
                    },
                }],
                markdown: "".into(),
            })
        })
        .collect();
    Library::new(catalogue(titles), bodies)
}

struct Bodiless;

impl Bodies for Bodiless {
    fn body(&self, _: EntryKey) -> Arc<Body> {
        Arc::default()
    }
}

fn catalogue(titles: &[String]) -> Catalogue {
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("titles", "Titles"));
    let theme = catalogue.push_theme(Theme::new(pack, "title", "Titles"));
    for (number, title) in titles.iter().enumerate() {
        catalogue.push_entry(NewEntry::new(theme, &format!("title/{number}"), title));
    }
    catalogue
}
