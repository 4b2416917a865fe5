//! `folio notes add`, `edit` and `remove`.

use std::io::{self, Read};

use clap::Args;
use serde::Serialize;

use super::listing::brief;
use super::{answer, find};
use crate::cli::args::Global;
use crate::cli::asking;
use crate::cli::editor::{Draft, Editor};
use crate::cli::names::Names;
use crate::cli::output::{Output, complain};
use crate::cli::yours::{Yours, name_note};
use crate::cli::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::journal::disk::now;
use crate::journal::{Anchor, Change, Note, NoteId, Paragraph, Spot};
use crate::knowledge::Corpus;
use crate::margin::{self, Meanwhile};
use crate::messages::cli::by_folio;
use crate::messages::journal::together;
use crate::messages::system::why;
use crate::messages::{editing, notes as says};
use crate::report::missing_link;
use crate::settings::Settings;

/// What stands for what comes through standard input.
const INPUT: &str = "-";

/// Which paragraph of an entry.
#[derive(Args, Debug)]
struct Where {
    /// The paragraph, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    paragraph: Option<u32>,
    /// The words it is on; without --paragraph those of the first paragraph that has them
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

/// Make a note on an entry, a paragraph, or some words of one
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio notes add ppp \"who bears the loss? #ask\"\n  folio notes add ppp --words \"who bears which risk\"\n  folio notes add ppp --paragraph 2 - < thoughts.md"
)]
pub struct Add {
    /// The entry
    #[arg(value_name = "ID", add = completing::entries())]
    entry: String,
    /// What it says, in Markdown; `-` reads it from standard input; nothing highlights
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    at: Where,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Change what a note says in your editor, or where it is
#[derive(Args, Debug)]
#[command(
    after_help = "Examples:\n  folio notes edit 3f2a\n  folio notes edit 3f2a --text \"answered\"\n  folio notes edit 3f2a --on term/ppp --paragraph 2"
)]
pub struct Edit {
    /// The note, or how its name begins
    #[arg(value_name = "NOTE", add = completing::notes())]
    note: String,
    /// What it is to say; `-` reads it from standard input
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    /// Put it on this entry
    #[arg(long, value_name = "ID", add = completing::entries())]
    on: Option<String>,
    #[command(flatten)]
    at: Where,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Remove a note, after asking
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  folio notes remove 3f2a\n  folio notes remove 3f2a --yes")]
pub struct Remove {
    /// The note, or how its name begins
    #[arg(value_name = "NOTE", add = completing::notes())]
    note: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

impl Run for Add {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let spot = spot(&corpus, &self.entry, &self.at)?;
        let text = read(&self.text.join(" "))?;
        let note = Note { id: name_note(), spot, text: text.into(), made: now() };
        says_something(&note)?;
        not_too_long(&note)?;
        Yours::open()?.keep(vec![Change::Note(note.clone())])?;
        if self.json {
            answer(output, corpus.catalogue(), &note);
        } else {
            let entry = margin::entry_of(corpus.catalogue(), &note.spot.on);
            let title = entry.map_or("", |entry| corpus.catalogue().title(entry));
            output.line(&[(&says::added(&note.id.0, title), Role::Text)]);
        }
        complain_of_link(&corpus, &note);
        Ok(Exit::Done)
    }
}

impl Run for Edit {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        let mut yours = Yours::open()?;
        let before = find(&yours, &self.note)?;
        let is_moved = self.on.is_some() || self.at.paragraph.is_some() || self.at.words.is_some();
        let mut note = before.clone();
        if is_moved {
            let on = self.on.as_deref().map_or_else(
                || format!("{}:{}", before.spot.on.pack, before.spot.on.entry),
                ToOwned::to_owned,
            );
            note.spot = spot(&corpus, &on, &self.at)?;
        }
        let mut draft = None;
        if let Some(text) = &self.text {
            note.text = read(text)?.into();
        } else if !is_moved {
            let (text, written) = edited(&before.text, &global.settings)?;
            note.text = text.into();
            draft = Some(written);
        }
        let is_same = note == before;
        if !is_same {
            still_says_something(&before, &note)?;
            let saved = not_too_long(&note).and_then(|()| save(&mut yours, &before, &note));
            note.id = saved.map_err(|failure| match draft {
                Some(draft) => stay(draft, failure),
                None => failure,
            })?;
        }
        let told = if is_same { says::unchanged(&note.id.0) } else { says::changed(&note.id.0) };
        if self.json {
            answer(output, corpus.catalogue(), &note);
        } else {
            output.line(&[(&told, Role::Text)]);
        }
        complain_of_link(&corpus, &note);
        Ok(Exit::Done)
    }
}

impl Run for Remove {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let mut yours = Yours::open()?;
        let Note { id, spot, text, .. } = find(&yours, &self.note)?;
        let first = brief(text.lines().next().unwrap_or(says::HIGHLIGHT));
        let agreed = self.yes || asking::is_agreed(&says::question(&id.0, &first), says::SAY_YES)?;
        let gone = || vec![Change::Unnote { pack: spot.on.pack.clone(), id: id.clone() }];
        let removed = agreed && yours.keep(gone())?.is_empty();
        if self.json {
            output.json(RemovedJson { removed });
        } else {
            let told = if removed { says::removed(&id.0) } else { says::STAYS.to_owned() };
            output.line(&[(&told, Role::Text)]);
        }
        Ok(if removed { Exit::Done } else { Exit::NotFound })
    }
}

/// Finds the place that was named.
fn spot(corpus: &Corpus, entry: &str, at: &Where) -> Result<Spot, Failure> {
    let entry = Names::new(corpus).entry(entry)?;
    let on = margin::name_of(corpus.catalogue(), entry);
    if at.paragraph.is_none() && at.words.is_none() {
        return Ok(Spot { on, at: None });
    }
    if at.words.as_ref().is_some_and(|words| words.trim().is_empty()) {
        return Err(Failure::usage(says::NO_WORDS_NAMED));
    }
    let paragraphs = margin::paragraphs(corpus.library(), entry);
    let number = match (at.paragraph, &at.words) {
        (Some(number), _) => number - 1,
        (None, Some(words)) => {
            let holds = |one: &Paragraph| one.text.contains(&**words);
            let found = paragraphs.iter().position(holds);
            found.ok_or_else(|| {
                let in_summary = corpus.catalogue().summary(entry).contains(&**words);
                let told = if in_summary { says::words_of_summary } else { says::no_words };
                Failure::not_found(told(words, &on.entry))
            })? as u32
        }
        (None, None) => unreachable!("it was asked above"),
    };
    let paragraph = paragraphs.get(number as usize).ok_or_else(|| {
        Failure::not_found(says::no_paragraph(number + 1, paragraphs.len(), &on.entry))
    })?;
    let selected = at.words.as_ref().map(|words| {
        let found = paragraph.text.find(&**words).map(|from| from..from + words.len());
        found.ok_or_else(|| Failure::not_found(says::no_words(words, &on.entry)))
    });
    Ok(Spot { on, at: Some(Anchor::new(number, paragraph, selected.transpose()?)) })
}

/// Complains of a link in a note that leads nowhere.
fn complain_of_link(corpus: &Corpus, note: &Note) {
    let Some(link) = missing_link(corpus.catalogue(), note) else { return };
    let nearest = Names::new(corpus).nearest(&link).map(|entry| corpus.catalogue().id(entry));
    complain(&by_folio(&says::links_nowhere(&link, nearest)));
}

/// Fails if a note says nothing and highlights nothing either.
fn says_something(note: &Note) -> Result<(), Failure> {
    if note.text.is_empty() && note.spot.at.is_none() {
        return Err(Failure::usage(says::NOTHING_SAID));
    }
    Ok(())
}

/// Fails if a note that said something says nothing any more, as an editor that saves an empty file has it.
fn still_says_something(before: &Note, note: &Note) -> Result<(), Failure> {
    if note.text.is_empty() && !before.text.is_empty() {
        return Err(Failure::usage(says::emptied(&before.id.0)));
    }
    says_something(note)
}

/// Fails if a note says more than it may.
fn not_too_long(note: &Note) -> Result<(), Failure> {
    if note.is_too_long() {
        return Err(Failure::usage(says::too_long(note.text.len())));
    }
    Ok(())
}

/// Keeps what a note is now, unless another has changed it since it was read; returns its name, which is
/// another one if that happens at the last moment.
fn save(yours: &mut Yours, before: &Note, note: &Note) -> Result<NoteId, Failure> {
    yours.read_again()?;
    let changes = margin::reattach(&yours.state, before, note.clone());
    let contested = yours.keep(changes.map_err(|meanwhile| {
        Failure::not_written(match meanwhile {
            Meanwhile::Changed(_) => says::changed_meanwhile(&before.id.0),
            Meanwhile::Gone => says::gone_meanwhile(&before.id.0),
        })
    })?)?;
    let beside = contested.into_iter().find_map(|one| one.beside);
    Ok(beside.unwrap_or_else(|| before.id.clone()))
}

/// Returns a text that was typed, or that comes through standard input.
fn read(typed: &str) -> Result<String, Failure> {
    if typed != INPUT {
        return Ok(typed.trim().to_owned());
    }
    let mut text = String::new();
    io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| Failure::usage(says::not_read(INPUT, &why(&error))))?;
    Ok(text.trim().to_owned())
}

/// Has the reader change a text in their editor; returns the text, and the file in which it was written.
fn edited(text: &str, settings: &Settings) -> Result<(String, Draft), Failure> {
    let unset = || Failure::usage(together(&[editing::NO_EDITOR.into(), says::GIVE_TEXT.into()]));
    let editor = Editor::chosen(settings).ok_or_else(unset)?;
    let failed = |error: io::Error| Failure::not_written(editing::no_file_for_note(&why(&error)));
    let draft = Draft::new(text).map_err(failed)?;
    let told = editor.told(editor.command(draft.path(), None).status());
    match told.map_or_else(|| draft.read(), Err).map_err(Failure::not_written) {
        Ok(text) => Ok((text.trim().to_owned(), draft)),
        Err(failure) => Err(stay(draft, failure)),
    }
}

/// Has what was written in the editor stay where it is, and says so with what has failed.
fn stay(draft: Draft, failure: Failure) -> Failure {
    match draft.stay() {
        Some(path) => failure.and(&says::written_in(&path.display().to_string())),
        None => failure,
    }
}

#[derive(Serialize)]
struct RemovedJson {
    removed: bool,
}
