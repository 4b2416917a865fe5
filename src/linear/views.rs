//! What the browser draws, as numbered lists: the map, the matrix, the terms of a text. Refuses to know:
//! how lists are printed.

use super::lists::{Choice, Item, List, plain, under};
use crate::document::Destination;
use crate::graph::{ClaimsByPlace, Coverage, End, Piece, Web};
use crate::messages::{coverage, linear as says, map, matrix as cells, terms as words};
use crate::model::{Catalogue, ClaimKey, EntryKey, Library, Matrix, PlaceKey, Related, ThemeKey};
use crate::report;
use crate::terms::{Field, Occurrences, Recogniser};

/// How many neighbours of a theme are listed; the last line of the theme leads to all links.
const NEIGHBOURS: usize = 64;
/// How many sums and how many entries without a link are told below a matrix.
const TOLD: usize = 100;

/// Lists the neighbours of an entry by theme, the closest first; about each it tells the links.
pub fn around(web: Web<'_>, centre: EntryKey) -> List {
    let catalogue = web.catalogue;
    let around = web.neighbourhood(centre, NEIGHBOURS);
    let mut items = Vec::new();
    for group in &around.groups {
        let mut heading = Some(catalogue.theme(group.theme).title.to_string());
        for neighbour in &group.best {
            let beyond = around.beyond(web, neighbour.entry);
            let weight = map::joined(neighbour.links as usize, beyond.count, beyond.more);
            let text = says::summarised(catalogue.title(neighbour.entry), &weight);
            let links = web.between(centre, neighbour.entry);
            let detail = links.iter().flat_map(|link| detail(catalogue, centre, link)).collect();
            let item = under(heading.take(), text, Choice::entry(neighbour.entry));
            items.push(Item { detail, ..item });
        }
        if group.count > group.best.len() {
            let more = map::more(group.count - group.best.len());
            items.push(plain(more, Choice::Offered(report::Choice::Links)));
        }
    }
    let mut list = List::of(&map::head(catalogue.title(centre)), items);
    list.count = map::neighbours(around.count());
    list
}

/// Lists the links that join the entries of two themes, row by row under the sum of the row; below them
/// the rows without a link, and the sums of the columns.
pub fn matrix(web: Web<'_>, matrix: Matrix) -> List {
    let Web { catalogue, graph, .. } = web;
    let mut joined: Vec<(EntryKey, End)> = Vec::new();
    let (mut pairs, mut alone) = (0, Vec::new());
    for row in catalogue.entries_of(matrix.rows) {
        let all = graph.leaving_ends(catalogue, row);
        let all = all.into_iter().chain(graph.arriving_ends(catalogue, row));
        let own = |end: &End| catalogue.theme_of(end.entry) == matrix.columns && end.entry != row;
        let mut ends: Vec<End> = all.filter(own).collect();
        ends.sort_by_key(|end| end.entry);
        // A theme against itself shows each pair from both ends.
        let once = |ends: &&[End]| matrix.rows != matrix.columns || row < ends[0].entry;
        pairs += ends.chunk_by(|one, next| one.entry == next.entry).filter(once).count();
        if ends.is_empty() {
            alone.push(row);
        }
        joined.extend(ends.into_iter().map(|end| (row, end)));
    }
    let names = [matrix.rows, matrix.columns].map(|theme| &*catalogue.theme(theme).title);
    let title = cells::title(names[0], names[1]);
    let mut closing = Vec::new();
    if !alone.is_empty() {
        let first: Vec<&str> =
            alone.iter().take(TOLD).map(|&entry| catalogue.short(entry)).collect();
        closing.push(says::without_link(&first, alone.len() - first.len()));
    }
    for column in catalogue.entries_of(matrix.columns).take(TOLD) {
        let count = graph.cells(catalogue, column, matrix.rows).len();
        closing.push(sum(catalogue, column, count, matrix.rows));
    }
    let untold = catalogue.theme(matrix.columns).count().saturating_sub(TOLD);
    if untold > 0 {
        closing.push(cells::more_links(untold));
    }
    let length = joined.len();
    let mut list = List::new(&title, length, move |catalogue, index| {
        let (row, end) = joined[index];
        let begins = index == 0 || joined[index - 1].0 != row;
        let heading = begins.then(|| {
            let own = joined[index..].chunk_by(|one, next| one.0 == next.0).next();
            let columns = own
                .into_iter()
                .flat_map(|own| own.chunk_by(|(_, one), (_, next)| one.entry == next.entry));
            sum(catalogue, row, columns.count(), matrix.columns)
        });
        let link = end.read(catalogue);
        let from = if link.inverse { link.entry } else { row };
        let item =
            under(heading, report::link_in_words(catalogue, row, &link), Choice::entry(from));
        Item { detail: detail(catalogue, row, &link), ..item }
    });
    list.count = cells::related(pairs);
    list.closing = closing;
    list
}

/// Lists the terms that an entry uses with their meaning, then the entries that use it where it is a
/// term itself; about each term it tells where it stands.
pub fn terms(library: &Library, entry: EntryKey) -> List {
    let catalogue = &*library.catalogue;
    let body = library.body(entry);
    let recogniser = Recogniser::new(catalogue);
    let mut used: Vec<(EntryKey, Vec<Field>)> = Vec::new();
    for one in recogniser.in_entry(catalogue, entry, &body) {
        match used.iter_mut().find(|(term, _)| *term == one.span.entry) {
            Some((_, fields)) => fields.push(one.field),
            None => used.push((one.span.entry, vec![one.field])),
        }
    }
    let mut items: Vec<Item> = used
        .into_iter()
        .map(|(term, fields)| {
            let text = says::summarised(catalogue.short(term), catalogue.summary(term));
            let detail = fields.chunk_by(|one, next| one == next);
            let detail = detail.map(|same| says::times(same.len(), &same[0].name(&body))).collect();
            Item { detail, ..plain(text, Choice::entry(term)) }
        })
        .collect();
    let mut closing = None;
    if catalogue.is_recognised(entry) {
        let users = Occurrences::new(library, &recogniser);
        let mut heading = Some(words::USED_IN.to_owned());
        items.extend(users.of(entry).map(|user| {
            under(heading.take(), catalogue.title(user).to_owned(), Choice::entry(user))
        }));
        closing = heading.map(|_| words::USED_NOWHERE.to_owned());
    }
    let mut list = List::of(&words::head(catalogue.title(entry)), items);
    list.closing.extend(closing);
    list
}

/// Lists places with what their labels mean.
pub fn places(catalogue: &Catalogue, places: &[PlaceKey]) -> List {
    let item = |&place: &PlaceKey| {
        let label = report::place_label(catalogue, place);
        let text = says::summarised(&label, &catalogue.place(place).title);
        let choice = Choice::Follow(Destination::Place(place, Box::default()));
        Item { detail: told(catalogue, place), ..plain(text, choice) }
    };
    List::of(says::PLACES, places.iter().map(item).collect())
}

/// Lists the claims of a place under what it is; each leads to the first statement that rests on it.
pub fn place(library: &Library, place: PlaceKey) -> List {
    let catalogue = &*library.catalogue;
    let (claims, rests) = (ClaimsByPlace::new(catalogue), Coverage::new(library));
    let mut headings = told(catalogue, place);
    let item = |&claim: &ClaimKey| {
        let uses = rests.of(claim);
        let choice = uses.first().map_or(report::Choice::Read, |&Piece { entry, piece }| {
            report::Choice::Statement(entry, piece)
        });
        let used_by =
            |piece: &Piece| says::summarised(catalogue.short(piece.entry), &rests.name(*piece));
        let claim = catalogue.claim(claim);
        Item {
            headings: std::mem::take(&mut headings),
            detail: uses.iter().map(used_by).collect(),
            ..plain(coverage::claim(&claim.id, &claim.text), Choice::Offered(choice))
        }
    };
    let items = claims.of(place).iter().map(item).collect();
    let mut list = List::of(&report::place_label(catalogue, place), items);
    // Without a claim there is no item to say it above.
    list.closing = headings;
    list
}

fn told(catalogue: &Catalogue, place: PlaceKey) -> Vec<String> {
    report::place_in_words(catalogue, place).into_iter().map(|(text, _)| text).collect()
}

fn sum(catalogue: &Catalogue, entry: EntryKey, count: usize, theme: ThemeKey) -> String {
    let theme = catalogue.theme(theme);
    cells::linked_with(catalogue.title(entry), count, theme.count(), &theme.short)
}

fn detail(catalogue: &Catalogue, from: EntryKey, link: &Related) -> Vec<String> {
    report::link_in_full(catalogue, from, link).into_iter().map(|(text, _)| text).collect()
}
