//! Markdown as people keep it: a file, a vault of notes, the source of a book or of documentation.
//!
//! ```text
//! files -> front, prepare -> Note (with its Outline) -> Vault, Plan -> translate -> entries in themes
//! ```
//!
//! All notes are read before the first is translated, because a link may mean a later one.

pub mod around;
mod fence;
pub mod front;
mod glossary;
mod home;
mod include;
mod logseq;
pub mod note;
mod outline;
pub mod plan;
mod prepare;
pub mod translate;
pub mod vault;
pub mod yaml;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use serde_json::Value;

use super::dictionary::at_line;
use super::draft::{Draft, Page};
use super::escape::in_brackets;
use super::ids::Ids;
use super::intake::{Reading, TextFile};
use crate::content::load::RawPack;
use crate::content::outside::{Beside, BesideKind, Seen};
use crate::content::position::At;
use crate::content::source::{FoundFile, Listing};
use crate::messages::{content, formats as says};
use crate::model::{EntryHead, ThemeOrder};
use crate::text::markdown::{NoteFaultKind, note_faults, plain, surplus_cells};
use around::{Missed, Notes, Why};
use front::Front;
use glossary::{Term, is_glossary};
use include::Home;
use note::{KNOWN, Note};
use plan::{Part, Plan, TOP};
use translate::{Around, Kind, Leads, Manner, Pointer, Translated};
use vault::{Vault, is_index, name_of, without_ending};

/// How the names of such files end.
const ENDINGS: [&str; 4] = ["md", "markdown", "mdown", "mkd"];

/// The file that says what an mdBook is.
const BOOK: &str = "book.toml";

/// Files that say in which order others stand.
const NAVIGATION: [&str; 3] = ["mkdocs.yml", "mkdocs.yaml", BOOK];

/// Folders and files by which a vault is known.
pub const VAULT_MARKS: [&str; 4] = [".obsidian", "logseq", ".zk", ".foam"];

/// Looks for what marks a folder as a vault; returns what was looked at.
pub fn vault_marks(path: &Path) -> Vec<(Beside, Seen)> {
    if !path.is_dir() {
        return Vec::new();
    }
    let look = |mark: &str| {
        let beside = Beside { name: mark.into(), kind: BesideKind::Presence };
        let seen = beside.look(path);
        (beside, seen)
    };
    VAULT_MARKS.map(look).into()
}

/// Returns whether a file is one of Markdown by its name.
pub fn is_markdown(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    ENDINGS.contains(&ending.as_str())
}

/// Returns whether a file is read with a folder of Markdown.
pub fn belongs(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    is_markdown(path) || NAVIGATION.contains(&&*name)
}

/// Reads a file, or a folder of them.
pub fn read(
    path: &Path,
    listing: Listing,
    fallback: &str,
    reading: &mut Reading,
) -> Option<RawPack> {
    let whole = reading.files.push(path.display().to_string(), None);
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut draft = Draft::new(whole, fallback, without_ending(&name));
    if reading.checks() {
        draft.gather();
    }
    let (mut notes, mut site) = gather(path, listing, reading)?;
    if notes.is_empty() {
        return None;
    }
    let marks = vault_marks(path);
    let is_marked = marks.iter().any(|(_, seen)| *seen != Seen::Missing);
    let taken_in = notes.iter_mut().flat_map(|note| std::mem::take(&mut note.beside));
    let beside: BTreeMap<Beside, Seen> = marks.into_iter().chain(taken_in).collect();
    draft.beside = beside.into_iter().collect();
    let is_vault = is_marked || notes.iter().any(|note| note.outline.has_wiki_links);
    if is_vault {
        notes.iter_mut().for_each(Note::read_as_vault);
    }
    if let Some((plan, file)) = &site.plan {
        tell_missing(plan, file, (path, &notes), reading);
    }
    let plan = site.plan.take().map(|(plan, _)| plan);
    let mut placed = place(&mut notes, plan.unwrap_or_default(), &mut draft);
    let mut vault = Vault::new(if path.is_dir() { &name } else { "" });
    for note in &notes {
        vault.push(&note.path, note.names().iter().map(|name| &**name));
        vault.push_blocks(logseq::blocks(&note.text));
    }
    let (front_page, looked_at) = home::front_page(path, &notes, &vault);
    draft.beside.extend(path.is_dir().then_some(looked_at));
    let start = front_page.or_else(|| placed.order.first().map(|(at, _)| *at));
    if let Some(at) = start {
        introduce(&mut draft, &notes, at, &mut site);
    }
    let kind = Kind::Notes { vault: is_vault, book: site.is_book };
    let known = Notes { root: path, all: &notes, vault: &vault, kind };
    let mut terms = Vec::new();
    for (at, theme) in placed.order.drain(..) {
        if reading.progress().is_stopped() {
            return None;
        }
        let page = page(&known, at, theme, reading);
        if is_glossary(&notes[at].title) || is_glossary(name_of(without_ending(&notes[at].path))) {
            terms.extend(glossary::terms(&page.markdown).into_iter().map(|term| (at, term)));
        }
        draft.push(page);
    }
    explain(terms, &notes, placed.ids, &mut draft);
    Some(draft.finish())
}

/// Has a pack open with a note, and called and described as its site is, else as a page that stands for all of it.
fn introduce(draft: &mut Draft, notes: &[Note], start: usize, site: &mut Site) {
    let note = &notes[start];
    draft.start_at(note.id.clone());
    let is_own = notes.len() == 1 || is_index(name_of(without_ending(&note.path)));
    let told = site.title.take().filter(|title| !title.trim().is_empty());
    if let Some(title) = told.or_else(|| is_own.then(|| note.title.clone())) {
        draft.pack.title = title.into();
    }
    draft.pack.summary = summary(&site.summary.take().unwrap_or_default()).into();
}

/// Makes entries of the terms that notes explain, in a glossary of their own.
fn explain(terms: Vec<(usize, Term)>, notes: &[Note], mut ids: Ids, draft: &mut Draft) {
    let Some((first, _)) = terms.first() else { return };
    let theme = draft.theme("terms", &says::terms_of(&notes[*first].title), ThemeOrder::Title);
    draft.make_glossary();
    for (at, term) in terms {
        let note = &notes[at];
        let id = ids.give(&format!("{}/{}", note.id, term.title.replace('/', " ")));
        let mut head = EntryHead::new(&id, &term.title);
        head.forms = term.forms.into_iter().map(Into::into).collect();
        let from = says::explained_in(&format!("[{}]({})", in_brackets(&note.title), note.id));
        let markdown = behind(&term.meaning, &from);
        draft.push(Page { head, theme: theme.clone(), markdown, at: note.start() });
    }
}

/// Reads the files, and parts notes from what says how they stand; `None` if reading was stopped.
fn gather(path: &Path, listing: Listing, reading: &mut Reading) -> Option<(Vec<Note>, Site)> {
    let mut notes = Vec::new();
    let is_book = listing.all().any(|found| below(path, found) == BOOK);
    let mut site = Site { is_book, ..Site::default() };
    let home = Home { root: path, is_book };
    for found in std::iter::once(listing.head).chain(listing.others) {
        if reading.progress().is_stopped() {
            return None;
        }
        let inner = below(path, &found);
        let is_navigation = NAVIGATION.contains(&name_of(&inner));
        let Some(file) = reading.text(&found) else { continue };
        if is_navigation {
            site.on_settings(Settings::of(&file.text, &inner), file);
        } else if let Some(folder) = summarised(&inner) {
            let plan = Some(Plan::of_summary(&file.text, folder));
            site.on_settings(Settings { plan, ..Settings::default() }, file);
        } else {
            notes.push(Note::new(file, inner, home, reading));
        }
        reading.progress().read_file(1);
    }
    Some((notes, site))
}

/// Returns what is said in a sentence, without links: nobody knows from where they would lead.
pub fn summary(said: &str) -> String {
    in_brackets(&plain(said).text)
}

/// Returns a text with another one below it, under a line.
pub fn behind(text: &str, below: &str) -> String {
    format!("{}\n\n---\n\n{below}\n", text.trim_end())
}

/// Returns all that a note says of itself but under the keys that are known, as items of a list; `follow`
/// says where the inside of `[[…]]` leads, and what that is called.
pub fn properties(
    front: &Front,
    known: &[&str],
    follow: &mut dyn FnMut(&str) -> Option<(String, String)>,
) -> Vec<String> {
    let others = front.others(known);
    others.map(|(key, value)| says::property(&in_brackets(key), &linked(&value, follow))).collect()
}

/// Returns the value of a property with its links.
fn linked(value: &str, follow: &mut dyn FnMut(&str) -> Option<(String, String)>) -> String {
    let is_address = value.starts_with("https://") || value.starts_with("http://");
    if is_address && !value.contains(|c: char| c.is_whitespace() || "<>".contains(c)) {
        return format!("<{value}>");
    }
    let (mut written, mut rest) = (String::new(), value);
    while let Some((before, (inside, behind))) =
        rest.split_once("[[").and_then(|(before, open)| Some((before, open.split_once("]]")?)))
    {
        let (destination, called) =
            inside.split_once('|').map_or((inside, None), |(to, called)| (to, Some(called)));
        written += &in_brackets(before);
        written += &match follow(destination.trim()) {
            Some((reference, title)) => {
                format!("[{}]({reference})", in_brackets(called.unwrap_or(&title).trim()))
            }
            None => in_brackets(called.unwrap_or(destination)),
        };
        rest = behind;
    }
    written + &in_brackets(rest)
}

/// Returns the folder whose order a file gives as the summary of a book; one that lies deeper is that of
/// another book.
fn summarised(path: &str) -> Option<&str> {
    let folder = path.strip_suffix("SUMMARY.md")?;
    let folder = folder.strip_suffix('/').unwrap_or(folder);
    let is_own = !folder.contains('/')
        && (folder.is_empty() || path.len() > folder.len() + "SUMMARY.md".len());
    is_own.then_some(folder)
}

/// Returns where a file lies below a folder, with slashes on every system; of a file alone its name.
pub fn below(root: &Path, found: &FoundFile) -> String {
    let path = Path::new(&found.name);
    let inner = path.strip_prefix(root).ok().filter(|inner| !inner.as_os_str().is_empty());
    let inner = inner.unwrap_or_else(|| Path::new(path.file_name().unwrap_or_default()));
    inner.to_string_lossy().replace('\\', "/")
}

/// What a site or a book says of itself.
#[derive(Debug, Default)]
struct Site {
    /// Whether it is an mdBook.
    is_book: bool,
    title: Option<String>,
    summary: Option<String>,
    /// In which order pages stand, and the file that says so.
    plan: Option<(Plan, TextFile)>,
}

/// What one file says of a site or a book.
#[derive(Debug, Default)]
struct Settings {
    title: Option<String>,
    summary: Option<String>,
    plan: Option<Plan>,
}

/// Reports the pages that a plan names and that are not there.
fn tell_missing(plan: &Plan, file: &TextFile, at: (&Path, &[Note]), reading: &mut Reading) {
    let (root, notes) = at;
    let known: HashSet<&str> = notes.iter().map(|note| &*note.path).collect();
    let pages = plan.parts.iter().flat_map(|part| &part.pages).map(|(path, _)| &**path);
    let missing = pages.filter(|path| {
        !known.contains(path) && is_markdown(Path::new(path)) && !root.join(path).exists()
    });
    for path in missing {
        let name = name_of(path);
        let line = file.text.lines().position(|line| line.contains(name));
        let place = line.map_or(At::whole(file.file), |line| at_line(file.file, line));
        reading.warn(place, "no-such-page", says::no_such_page(path), says::NO_SUCH_PAGE_HINT);
    }
}

impl Settings {
    /// Reads the settings of a site (`MkDocs`) or a book (`mdBook`); nothing of them if they cannot be read.
    fn of(text: &str, path: &str) -> Self {
        let said = |value: &Value, key: &str| {
            value.get(key).and_then(Value::as_str).map(ToOwned::to_owned)
        };
        if name_of(path) == "book.toml" {
            let settings = front::of_toml(text).unwrap_or_default();
            let book = settings.get("book").unwrap_or(&Value::Null);
            return Self {
                title: said(book, "title"),
                summary: said(book, "description"),
                ..Self::default()
            };
        }
        // Tags such as `!!python/name:…` mean something to one program only.
        let bare: Vec<&str> = text.lines().filter(|line| !line.contains("!!")).collect();
        let site = yaml::of_yaml(&bare.join("\n")).unwrap_or_default();
        let inner = said(&site, "docs_dir").unwrap_or_else(|| "docs".to_owned());
        let folder = match path.rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/{inner}"),
            None => inner,
        };
        let plan = site.get("nav").map(|navigation| Plan::of_navigation(navigation, &folder));
        let (title, summary) = (said(&site, "site_name"), said(&site, "site_description"));
        Self { title, summary, plan }
    }
}

impl Site {
    /// Takes in what a file says; what was said first holds.
    fn on_settings(&mut self, settings: Settings, file: TextFile) {
        self.title = self.title.take().or(settings.title);
        self.summary = self.summary.take().or(settings.summary);
        self.plan = self.plan.take().or(settings.plan.map(|plan| (plan, file)));
    }
}

/// Where the notes stand.
struct Placed {
    /// The notes in their order, each with its theme.
    order: Vec<(usize, Box<str>)>,
    /// The ids that were given.
    ids: Ids,
}

/// Gives every note its id, and its place in a theme: where the plan puts it, else where its folder does.
fn place(notes: &mut [Note], mut plan: Plan, draft: &mut Draft) -> Placed {
    let mut ids = Ids::default();
    for note in notes.iter_mut() {
        note.id = ids.give(without_ending(&note.path));
    }
    let by_path: HashMap<String, usize> =
        notes.iter().enumerate().map(|(at, note)| (note.path.clone(), at)).collect();
    let planned: HashSet<usize> = plan
        .parts
        .iter()
        .flat_map(|part| &part.pages)
        .filter_map(|(path, _)| by_path.get(path).copied())
        .collect();
    let is_planned = !planned.is_empty();
    let rest = (0..notes.len()).filter(|at| !planned.contains(at));
    let rest: Vec<String> = rest.map(|at| notes[at].path.clone()).collect();
    let folders = Plan::of_folders(rest.iter().map(|path| &**path));
    // What stands in no part is all there is, stands before the first, or is left over.
    let has_titles = plan.parts.iter().any(|part| !part.title.is_empty());
    let of_plan = if has_titles { says::OPENING_PAGES } else { says::TOP_PAGES };
    let of_rest = if is_planned { says::OTHER_PAGES } else { says::TOP_PAGES };
    let planned_parts = plan.parts.len();
    plan.parts.extend(folders.parts);
    let mut placed = Placed { order: Vec::with_capacity(notes.len()), ids };
    let mut met = HashSet::new();
    for (number, part) in plan.parts.into_iter().enumerate() {
        let members: Vec<(usize, String)> = part
            .pages
            .iter()
            .filter_map(|(path, title)| Some((*by_path.get(path)?, title.clone())))
            .filter(|(at, _)| met.insert(*at))
            .collect();
        let Some(&(first, _)) = members.first() else { continue };
        let theme = draft.theme(
            if part.title.is_empty() { TOP } else { &part.title },
            &title_of(&part, &notes[first], if number < planned_parts { of_plan } else { of_rest }),
            ThemeOrder::File,
        );
        if is_glossary(name_of(&part.title)) {
            draft.make_glossary();
        }
        for (at, title) in members {
            notes[at].on_called(&title);
            placed.order.push((at, theme.clone()));
        }
    }
    placed
}

/// Returns what a theme is called: a folder as its own page is, if it has one, and `untitled` what has no name.
fn title_of(part: &Part, first: &Note, untitled: &str) -> String {
    match &*part.title {
        "" => untitled.to_owned(),
        title => {
            let path = without_ending(&first.path);
            let is_own = path
                .rsplit_once('/')
                .is_some_and(|(folder, name)| folder == title && is_index(name));
            if is_own { first.title.clone() } else { title.to_owned() }
        }
    }
}

/// Translates a note.
fn page(known: &Notes, at: usize, theme: Box<str>, reading: &mut Reading) -> Page {
    let note = &known.all[at];
    let translated = text(known, at, reading);
    let mut head = EntryHead::new(&note.id, &note.title);
    head.aliases = note.aliases().map(Into::into).collect();
    head.recognise = !is_index(name_of(without_ending(&note.path)));
    let said = note.front.text(&["description", "summary", "abstract"]).unwrap_or_default();
    head.summary = summary(&said).into();
    let mut met = HashSet::new();
    let own = note.front.list(&["tags", "tag", "keywords"]);
    let tags = own.into_iter().map(|tag| tag.trim_start_matches('#').to_owned());
    let tags = tags.chain(translated.tags).filter(|tag| met.insert(tag.to_lowercase()));
    head.tags = tags.map(Into::into).collect();
    let mut markdown = translated.markdown;
    let mut around = known.around(at);
    let mut follow =
        |destination: &str| match around.follow(&Pointer { destination, is_wiki: true, at: 0 }) {
            Leads::To { reference, title } => Some((reference, title)),
            Leads::Outside | Leads::File(_) | Leads::Nowhere => None,
        };
    let properties = properties(&note.front, &KNOWN, &mut follow);
    for missed in around.missed {
        report(note.at_line(Some(1)), &missed, reading);
    }
    if !properties.is_empty() {
        markdown = behind(&markdown, &properties.join("\n"));
    }
    Page { head, theme, markdown, at: note.start() }
}

/// Translates the text of a note, without the title that it repeats, and reports its links that lead nowhere.
pub fn text(known: &Notes, at: usize, reading: &mut Reading) -> Translated {
    let note = &known.all[at];
    let left_out = note.outline.title.as_ref().filter(|title| title.is_told);
    let left_out = left_out.map(|title| title.range.clone());
    let mut around = known.around(at);
    let manner = Manner { kind: known.kind, note_prefix: "" };
    let translated = translate::translate(&note.text, left_out, manner, &mut around);
    let faults = if reading.checks() { faults(&note.text, known.kind) } else { Vec::new() };
    if !around.missed.is_empty() || !faults.is_empty() {
        let places = note.places();
        for Fault { at, code, message, hint } in faults {
            reading.warn(places.at(at), code, message, &hint);
        }
        for missed in around.missed {
            report(places.at(missed.at), &missed, reading);
        }
    }
    translated
}

/// What a text has that is shown otherwise than its author means it.
struct Fault {
    at: usize,
    code: &'static str,
    message: String,
    hint: String,
}

/// Finds cells behind the last column, and footnotes of a label that another one has; those of a bundle are made of its
/// sources, of which that is told.
fn faults(text: &str, kind: Kind) -> Vec<Fault> {
    let surplus = surplus_cells(text).into_iter().map(|at| Fault {
        at,
        code: "surplus-cell",
        message: content::surplus_cell(),
        hint: content::add_a_column(),
    });
    let notes = note_faults(text)
        .into_iter()
        .filter(|it| kind != Kind::Bundle && it.kind == NoteFaultKind::Repeated);
    let repeated = notes.map(|note| Fault {
        at: note.at,
        code: "duplicate-note",
        message: content::repeated_note(&note.label),
        hint: content::name_the_note_anew().to_owned(),
    });
    surplus.chain(repeated).collect()
}

/// Reports a link that leads nowhere, or to one of several notes.
fn report(at: At, missed: &Missed, reading: &mut Reading) {
    let destination = &missed.destination;
    let (message, hint) = match &missed.why {
        Why::NoNote => (says::unresolved(destination), says::UNRESOLVED_HINT),
        Why::NoFile => (says::no_file(destination), says::UNRESOLVED_HINT),
        Why::NoPart(title) => (says::no_part(title, destination), says::NO_PART_HINT),
        Why::Several(path, others) => {
            if reading.checks() {
                let message = says::homonym(destination, path, *others);
                reading.warn(at, "homonym", message, says::HOMONYM_HINT);
            }
            return;
        }
        Why::FromRoot => {
            if reading.checks() {
                let (message, hint) = says::from_root(destination);
                reading.warn(at, "path-from-root", message, &hint);
            }
            return;
        }
    };
    reading.warn(at, "unresolved-link", message, hint);
}
