//! `folio diff`: in what an entry differs from what it said when it was read, and which entries do.

use clap::Args;
use serde::Serialize;

use super::args::Global;
use super::names::Names;
use super::output::Output;
use super::yours::Yours;
use super::{Exit, Failure, Run, completing, packs};
use crate::document::Role;
use crate::journal::Moment;
use crate::knowledge::Corpus;
use crate::margin::{self, Part, Since, Stretch};
use crate::messages::changed as says;
use crate::model::{Catalogue, EntryKey};
use crate::report::{ChangedReport, DifferenceReport, Report};

/// Print what has changed since you read it, in an entry or in all
#[derive(Args, Debug)]
#[command(
    override_usage = "folio diff [OPTIONS] [ID]",
    after_help = "What an entry said is kept when the browser has shown its end. Words in [-…-] are gone, those in \
        {+…+} are new. It ends with 1 if nothing has changed.\n\n\
        Examples:\n  folio diff\n  folio diff ppp\n  folio diff ppp --json"
)]
pub struct Diff {
    /// The entry, of which several words are one name; all that have changed are listed if none is named
    #[arg(value_name = "ID", add = completing::entries())]
    wanted: Vec<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answers in JSON.
pub const SHAPE: &str = "\
folio diff ID --json
  { schema_version, id, title, pack, state, read, parts: [ PART ] }
  PART: { kind, count, text, words: [ { kind, text } ] }
  state is changed, unchanged, unread, or unknown (it has changed, and what it
  said was not kept); read is when it was read, in milliseconds since 1970, or
  null. The kind of a part is same, with a count of paragraphs, removed or added,
  with a text, or reworded, with words, whose kind is same, removed or added.
  Without ID it is { schema_version, entries: [ { id, title, pack } ] }.
";

impl Run for Diff {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn run(&self, global: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let corpus = packs::open(global)?;
        if self.wanted.is_empty() {
            return self.list(&corpus, output);
        }
        let names = Names::new(&corpus);
        let entry = names.entry(&self.wanted.join(" "))?;
        let yours = Yours::open()?;
        let said = |print| yours.said(print);
        let (read, since) = margin::since(&yours.state, corpus.library(), entry, said);
        let catalogue = corpus.catalogue();
        if self.json {
            output.json(DiffJson::new(catalogue, entry, read, &since));
        } else {
            print(output, catalogue, entry, &since);
        }
        let changed = matches!(since, Since::Changed(_) | Since::Unknown);
        Ok(if changed { Exit::Done } else { Exit::NotFound })
    }
}

impl Diff {
    fn list(&self, corpus: &Corpus, output: &mut Output) -> Result<Exit, Failure> {
        let catalogue = corpus.catalogue();
        let yours = Yours::open()?;
        let found = corpus.changed(&margin::read_of(&yours.state), || true);
        let found = found.unwrap_or_default();
        let any = !found.is_empty();
        if self.json {
            let entries = found.keys().map(|&entry| ChangedJson {
                id: catalogue.id(entry),
                title: catalogue.title(entry),
                pack: catalogue.pack_id_of(entry),
            });
            output.json(ListJson { entries: entries.collect() });
        } else if any {
            let report = ChangedReport::new(found);
            let columns = output.width().unwrap_or(u16::MAX);
            for at in 0..report.count() {
                output.row(&report.line(catalogue, at, columns).first);
            }
        } else {
            output.line(&[(says::NOTHING_CHANGED, Role::Text)]);
        }
        Ok(if any { Exit::Done } else { Exit::NotFound })
    }
}

fn print(output: &mut Output, catalogue: &Catalogue, entry: EntryKey, since: &Since) {
    let sentence = match since {
        Since::Unread => says::NEVER_READ,
        Since::Same => says::UNCHANGED,
        Since::Unknown => says::NOT_KEPT,
        Since::Changed(difference) => {
            let report = DifferenceReport::new(catalogue, entry, difference.clone().into());
            let columns = output.width().unwrap_or(u16::MAX);
            output.line(&[(report.title(), Role::Title)]);
            output.line(&[(&report.count_of(), Role::Dim)]);
            for at in 0..report.count() {
                output.text("\n");
                report.paragraph(at).rows(columns).iter().for_each(|row| output.row(row));
            }
            return;
        }
    };
    output.line(&[(sentence, Role::Text)]);
}

#[derive(Serialize)]
struct ListJson<'a> {
    entries: Vec<ChangedJson<'a>>,
}

#[derive(Serialize)]
struct ChangedJson<'a> {
    id: &'a str,
    title: &'a str,
    pack: &'a str,
}

#[derive(Serialize)]
struct DiffJson<'a> {
    id: &'a str,
    title: &'a str,
    pack: &'a str,
    state: &'static str,
    read: Option<i64>,
    parts: Vec<PartJson<'a>>,
}

#[derive(Default, Serialize)]
struct PartJson<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<WordsJson<'a>>,
}

#[derive(Serialize)]
struct WordsJson<'a> {
    kind: &'static str,
    text: &'a str,
}

impl<'a> DiffJson<'a> {
    fn new(
        catalogue: &'a Catalogue,
        entry: EntryKey,
        read: Option<Moment>,
        since: &'a Since,
    ) -> Self {
        let (state, parts) = match since {
            Since::Unread => ("unread", Vec::new()),
            Since::Same => ("unchanged", Vec::new()),
            Since::Unknown => ("unknown", Vec::new()),
            Since::Changed(difference) => {
                ("changed", difference.parts.iter().map(PartJson::from).collect())
            }
        };
        Self {
            id: catalogue.id(entry),
            title: catalogue.title(entry),
            pack: catalogue.pack_id_of(entry),
            state,
            read: read.map(|read| read.0),
            parts,
        }
    }
}

impl<'a> From<&'a Part> for PartJson<'a> {
    fn from(part: &'a Part) -> Self {
        match part {
            Part::Same(count) => Self { kind: "same", count: Some(*count), ..Self::default() },
            Part::Removed(text) => Self { kind: "removed", text: Some(text), ..Self::default() },
            Part::Added(text) => Self { kind: "added", text: Some(text), ..Self::default() },
            Part::Reworded(stretches) => {
                let words = stretches.iter().map(WordsJson::from).collect();
                Self { kind: "reworded", words, ..Self::default() }
            }
        }
    }
}

impl<'a> From<&'a Stretch> for WordsJson<'a> {
    fn from(stretch: &'a Stretch) -> Self {
        match stretch {
            Stretch::Same(text) => Self { kind: "same", text },
            Stretch::Removed(text) => Self { kind: "removed", text },
            Stretch::Added(text) => Self { kind: "added", text },
        }
    }
}
