//! `folio new`: makes a small pack that explains itself, for its author to go on from. Refuses to know: what
//! it says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use clap::Args;
use pinyin::ToPinyin;
use serde::Serialize;

use super::args::Global;
use super::files;
use super::output::Output;
use super::{Exit, Failure, Opens, Run};
use crate::content::rules::is_reserved;
use crate::content::schema;
use crate::document::Role;
use crate::export::{File, quoted_for_toml};
use crate::messages::system::why;
use crate::messages::{convert, new as says};
use crate::text::fold::fold;
use crate::text::safe::Safe;
use crate::text::width::width;

/// The longest id that is made of a name, in bytes: it is typed and read.
const LONGEST_ID: usize = 60;

/// Make a small pack that explains itself, to go on from
#[derive(Args, Debug)]
#[command(
    after_help = "The folder has a pack.toml, pages, a glossary, and in .folio/ the schemas by which an editor\n\
        with a TOML server (taplo, tombi) completes and checks these files; `folio schema` prints them.\n\n\
        Examples:\n  folio new tea\n  folio new tea --title \"The ways of tea\"\n  cd tea && folio check --watch"
)]
pub struct New {
    /// The folder to make; one that is there must be empty, hidden files aside
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// What the pack is called; if left out, as its folder is
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Answer in JSON
    #[arg(long)]
    json: bool,
}

/// Explains the answer in JSON.
pub const SHAPE: &str = "\
folio new FOLDER --json
  { schema_version, folder, id, title, files }
  files has the names of what was written, in the folder.
";

impl Run for New {
    fn wants_json(&self) -> bool {
        self.json
    }

    fn opens() -> Opens {
        Opens::Nothing
    }

    fn run(&self, _: &Global, output: &mut Output) -> Result<Exit, Failure> {
        let folder = self.folder.display().to_string();
        if self.folder.join("pack.toml").exists() {
            return Err(Failure::usage(says::is_pack(&folder)));
        }
        if !files::is_free(&self.folder) {
            return Err(Failure::usage(convert::stays(&folder)));
        }
        let name = name(&self.folder);
        let title = match &self.title {
            None => title_of(&name),
            Some(given) => Some(seen(given))
                .filter(|title| !title.is_empty())
                .ok_or_else(|| Failure::usage(says::EMPTY_TITLE))?,
        };
        let id = id_of(&name);
        let files = starter(&id, &title);
        files::make(&self.folder, &files)
            .map_err(|error| Failure::not_written(convert::not_written(&folder, &why(&error))))?;
        if self.json {
            let files = files.iter().map(|file| &*file.name).collect();
            output.json(NewJson { folder: &folder, id: &id, title: &title, files });
        } else {
            output.line(&[(&says::made(&folder, &title, &id), Role::Text)]);
            output.line(&[]);
            let next = says::next(&as_argument(&folder));
            let widest = next.iter().map(|(command, _)| width(command)).max().unwrap_or(0);
            for (command, what) in &next {
                let gap = " ".repeat(widest - width(command) + 3);
                output.line(&[
                    ("  ", Role::Text),
                    (command, Role::Code),
                    (&gap, Role::Text),
                    (what, Role::Text),
                ]);
            }
        }
        Ok(Exit::Done)
    }
}

#[derive(Serialize)]
struct NewJson<'a> {
    folder: &'a str,
    id: &'a str,
    title: &'a str,
    files: Vec<&'a str>,
}

/// Returns a path so that it is neither an option nor a command.
fn as_argument(folder: &str) -> String {
    let mut folio = super::command();
    folio.build();
    let is_other = folder.starts_with('-') || folio.find_subcommand(folder).is_some();
    if is_other { format!("./{folder}") } else { folder.to_owned() }
}

/// Returns what a folder is called, whether it is there or not.
fn name(folder: &Path) -> String {
    let whole = folder.canonicalize().or_else(|_| std::path::absolute(folder)).unwrap_or_default();
    whole.file_name().map(OsStr::to_string_lossy).unwrap_or_default().into_owned()
}

/// Returns an id for a pack whose folder has some name: Chinese as it is read, other scripts by a number that is
/// another one for another name.
fn id_of(name: &str) -> String {
    let read = |c: char| match c.to_pinyin() {
        Some(syllable) => format!(" {} ", syllable.plain()),
        None => c.to_string(),
    };
    let folded = fold(&name.chars().map(read).collect::<String>());
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut id = words.collect::<Vec<_>>().join("-");
    id.truncate(LONGEST_ID);
    let id = id.trim_end_matches('-');
    match id {
        "" if name.contains(char::is_alphanumeric) => {
            says::numbered_id(crc32fast::hash(name.as_bytes()))
        }
        "" => says::FALLBACK_ID.to_owned(),
        reserved if is_reserved(reserved) => says::unreserved(reserved),
        id => id.to_owned(),
    }
}

/// Returns a title for a pack whose folder has some name.
fn title_of(name: &str) -> String {
    let title = seen(&name.replace(['-', '_'], " "));
    let mut letters = title.chars();
    match letters.next() {
        Some(first) if title.contains(char::is_alphanumeric) => {
            // A ligature would become two capitals.
            let mut capital = first.to_uppercase();
            let first = if capital.len() == 1 { capital.next().unwrap_or(first) } else { first };
            std::iter::once(first).chain(letters).collect()
        }
        _ => says::FALLBACK_TITLE.to_owned(),
    }
}

/// Returns what can be seen of a text, in one line.
fn seen(text: &str) -> String {
    Safe::stripped(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the files of a new pack; what makes it one comes last.
fn starter(id: &str, title: &str) -> Vec<File> {
    let file = |name: &str, text: String| File { name: name.to_owned(), text };
    let head = says::PACK.replacen(says::ID, &format!("id = {}", quoted_for_toml(id)), 1).replacen(
        says::TITLE,
        &format!("title = {}", quoted_for_toml(title)),
        1,
    );
    vec![
        file(".folio/pack.schema.json", schema::text(&schema::pack())),
        file(".folio/entries.schema.json", schema::text(&schema::entries())),
        file("pages.toml", says::PAGES.to_owned()),
        file("words.toml", says::WORDS.to_owned()),
        file("pack.toml", head),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::rules;

    #[test]
    fn odd_names_become_sound_ids_and_titles() {
        for (name, id, title) in [
            ("tea", "tea", "Tea"),
            ("My_second-pack (draft)", "my-second-pack-draft", "My second pack (draft)"),
            ("Café Zürich", "cafe-zurich", "Café Zürich"),
            ("https", "https-pack", "Https"),
            ("theme", "theme-pack", "Theme"),
            ("茶", "cha", "茶"),
            ("咖啡 2", "ka-fei-2", "咖啡 2"),
            ("Чай", "pack-b17477b4", "Чай"),
            ("кофе", "pack-1814fc7d", "Кофе"),
            ("---", "my-pack", "My pack"),
            ("", "my-pack", "My pack"),
            ("a\u{1b}[31m\nb\u{202e}", "a-31m-b", "A[31m b"),
            ("ﬁre №5", "fire-no5", "ﬁre №5"),
            ("\"'''\\", "my-pack", "My pack"),
        ] {
            assert_eq!((&*id_of(name), &*title_of(name)), (id, title), "{name:?}");
        }
        let long = id_of(&"abc ".repeat(100));
        assert!(rules::pack_id(&long).is_ok() && long.len() <= LONGEST_ID, "{long}");
    }

    #[test]
    fn what_is_replaced_stands_in_the_text() {
        for line in [says::ID, says::TITLE] {
            assert_eq!(says::PACK.matches(line).count(), 1, "{line}");
        }
    }
}
