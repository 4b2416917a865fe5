//! A large pack: entries with statements, claims and links, and a glossary whose terms their texts use.

use std::sync::Arc;

use folio::model::{
    Body, Catalogue, Certainty, ClaimKey, EntryKey, Library, NewClaim, NewEntry, NewLink, Pack,
    Place, PlaceKey, Provenance, Relation, Statement, Theme,
};

use crate::texts::{self, Random};

/// One of so many entries is a term of the glossary.
const TERMS: usize = 20;
/// Statements in an entry.
const STATEMENTS: usize = 4;
/// Claims at a place.
const CLAIMS: usize = 10;

/// Builds a pack of some entries and links; a body has about 700 bytes and uses some ten terms, a few
/// of them in links and code.
pub fn library(entries: usize, links: usize) -> Library {
    let mut random = Random(31);
    let (titles, _) = texts::titles(entries);
    let terms = entries / TERMS;
    let mut catalogue = Catalogue::new();
    let pack = catalogue.push_pack(Pack::new("large", "A large pack"));
    let theme = catalogue.push_theme(Theme::new(pack, "entry", "Entries"));
    for (number, title) in titles[terms..].iter().enumerate() {
        catalogue.push_entry(NewEntry::new(theme, &format!("entry/{number}"), title));
    }
    let glossary = Theme { glossary: true, ..Theme::new(pack, "term", "Terms") };
    let glossary = catalogue.push_theme(glossary);
    for (number, title) in titles[..terms].iter().enumerate() {
        catalogue.push_entry(NewEntry::new(glossary, &format!("term/{number}"), title));
    }
    let relation = catalogue.push_relation(Relation {
        pack: Some(pack),
        id: "explains".into(),
        label: "explains".into(),
        inverse: "is explained by".into(),
        symmetric: false,
    });
    for _ in 0..links {
        let mut end = || EntryKey(random.below(entries) as u32);
        let (from, to) = (end(), end());
        let reason = "one of many reasons".into();
        catalogue.push_link(&NewLink { from, to, relation, reason, provenance: None });
    }
    let claims = entries / 4;
    for number in 0..claims {
        if number % CLAIMS == 0 {
            let place = number / CLAIMS;
            catalogue.push_place(Place::new(pack, &format!("p{place}"), &format!("place {place}")));
        }
        let text = format!("The source says that {}.", titles[random.below(entries)]).into();
        let place = PlaceKey((number / CLAIMS) as u32);
        catalogue.push_claim(&NewClaim { id: format!("c{number}").into(), place, text });
    }
    let bodies: Vec<Arc<Body>> = (0..entries)
        .map(|_| {
            let statements = (0..STATEMENTS).map(|at| statement(&titles, at, claims, &mut random));
            Arc::new(Body { statements: statements.collect(), markdown: "".into() })
        })
        .collect();
    Library::new(catalogue, bodies)
}

fn statement(titles: &[String], at: usize, claims: usize, random: &mut Random) -> Statement {
    let terms = titles.len() / TERMS;
    let mut text = String::new();
    while text.len() < 700 / STATEMENTS {
        let title = &titles[random.below(titles.len())];
        let term = &titles[random.below(terms)];
        text += &match random.below(8) {
            0 => format!("A *{title}* has [{term}](entry/{}). ", random.below(terms)),
            1 => format!("In `{term}` there is **{title}**. "),
            2..5 => format!("Many a {term} came with {title}. "),
            _ => format!("So much for {title}. "),
        };
    }
    let provenance = if random.below(3) > 0 {
        let claims = (0..1 + random.below(2)).map(|_| ClaimKey(random.below(claims) as u32));
        Provenance::Article { claims: claims.collect() }
    } else {
        Provenance::Editor { certainty: Certainty::General, sources: Vec::new() }
    };
    let heading = if at == 0 { "Heading" } else { "" };
    Statement { id: "".into(), heading: heading.into(), text: text.into(), provenance }
}
