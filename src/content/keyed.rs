//! A TOML file that is no pack, such as settings or a palette: read as strictly as a pack, with every
//! mistake kept and the rest of the file taken. Refuses to know: what the keys mean.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::diagnostic::{Diagnostic, Mistake, diagnose};
use super::fields::Fields;
use super::files::Files;
use super::position::{At, FileKey, LineIndex};
use super::reader::Reader;
use super::source::{self, Input, Refusal};
use super::syntax::{self, STACK};
use super::whereabouts::Whereabouts;
use crate::messages::content as say;
use crate::messages::system::why;

/// The largest file that is read, in bytes: nobody writes as much by hand.
pub const LARGEST: u64 = 1 << 20;

/// What a file said, and what is wrong with it.
#[derive(Debug)]
pub struct Keyed<T> {
    /// What was made of it; the default of what is wrong or not there.
    pub value: T,
    /// Everything that is wrong, in the order of the file.
    pub mistakes: Vec<Mistake>,
}

/// Reads a text with `read`, which is given the whole file as one table, `what` it is in sentences, and has
/// to finish it; more than once if it is broken by something that looks like the table of a pack.
pub fn read<T: Default + Send>(
    text: &str,
    file: FileKey,
    what: &'static str,
    read: impl Fn(&mut T, Fields) + Sync,
) -> Keyed<T> {
    let work = || {
        let lines = LineIndex::new(text);
        let mut mistakes = Vec::new();
        let blocks = syntax::parse(&lines, file, &mut mistakes);
        let mut reader = Reader::of_settings(&lines, file, mistakes);
        let mut value = T::default();
        for block in &blocks {
            reader.enter(block);
            read(&mut value, Fields::new(&block.table, what, 0, &mut reader));
        }
        let mut mistakes = reader.notes.mistakes;
        mistakes.sort_by_key(|mistake| mistake.at);
        mistakes.iter_mut().for_each(word_for_one_file);
        Keyed { value, mistakes }
    };
    // See `syntax`: a small text can make a tree that takes a deep stack to drop.
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(STACK);
        match builder.spawn_scoped(scope, work) {
            Ok(reading) => reading.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => {
                let mistake = Mistake::error(At::whole(file), source::UNREADABLE, why(&error));
                Keyed { value: T::default(), mistakes: vec![mistake] }
            }
        }
    })
}

/// Reads a file on the disk as [`read`] does; one that cannot be read is a mistake of its own. Links are
/// followed: people keep such files elsewhere.
pub fn read_file<T: Default + Send>(
    path: &Path,
    file: FileKey,
    what: &'static str,
    take: impl Fn(&mut T, Fields) + Sync,
) -> Keyed<T> {
    read_or_refuse(source::read_text(&followed(path), LARGEST), file, what, take)
}

/// Reads what was given instead of a file, such as through a pipe.
pub fn read_given<T: Default + Send>(
    bytes: &[u8],
    file: FileKey,
    what: &'static str,
    take: impl Fn(&mut T, Fields) + Sync,
) -> Keyed<T> {
    read_or_refuse(source::given(bytes), file, what, take)
}

fn read_or_refuse<T: Default + Send>(
    text: Result<String, Refusal>,
    file: FileKey,
    what: &'static str,
    take: impl Fn(&mut T, Fields) + Sync,
) -> Keyed<T> {
    match text {
        Ok(text) => read(&text, file, what, take),
        Err(Refusal { code, message, hint, spot, .. }) => {
            let at = At { spot, ..At::whole(file) };
            let mut mistake = Mistake::error(at, code, message).hint(hint);
            word_for_one_file(&mut mistake);
            Keyed { value: T::default(), mistakes: vec![mistake] }
        }
    }
}

/// Words what helps for who has one file, and not a pack of them.
fn word_for_one_file(mistake: &mut Mistake) {
    if matches!(&*mistake.code, "too-large" | "too-many-tables") {
        mistake.hint = String::from(say::right_file());
    }
}

/// Returns where a file is to be written that a path names, whether it is there or not; fails if its links lead in a
/// circle.
pub fn target(path: &Path) -> io::Result<PathBuf> {
    let target = followed(path);
    if target.is_symlink() {
        return Err(io::Error::new(ErrorKind::InvalidInput, say::links_in_a_circle()));
    }
    Ok(target)
}

/// Returns where a path leads, whether anything is there or not.
fn followed(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // No more links than systems follow.
    for _ in 0..40 {
        let Ok(target) = fs::read_link(&path) else { break };
        path = path.parent().unwrap_or(Path::new("")).join(target);
    }
    fs::canonicalize(&path).unwrap_or(path)
}

/// Names the file of mistakes that were made in one.
pub fn told(mistakes: Vec<Mistake>, name: &str) -> Vec<Diagnostic> {
    diagnose(mistakes, &files(name, None))
}

/// Returns where the lines of a file are, for showing what is wrong with it.
pub fn whereabouts(path: &Path) -> Whereabouts {
    of_input(path, Input::Path(followed(path)))
}

/// Returns where the lines are of what was given instead of a file.
pub fn whereabouts_of_given(name: &Path, bytes: Arc<[u8]>) -> Whereabouts {
    of_input(name, Input::Given(bytes))
}

fn of_input(name: &Path, input: Input) -> Whereabouts {
    let name = name.display().to_string();
    Whereabouts { files: files(&name, Some(input)), ..Whereabouts::default() }
}

fn files(name: &str, input: Option<Input>) -> Files {
    let mut files = Files::default();
    files.push(name, input);
    files
}

/// The only file, where there is one alone.
pub const ONLY: FileKey = FileKey(0);

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Default, PartialEq)]
    struct Tea {
        name: String,
        hot: bool,
        minutes: Option<u32>,
        pots: Vec<(String, String)>,
    }

    fn tea(text: &str) -> (Tea, Vec<String>) {
        let keyed = read(text, ONLY, "a tea", |tea: &mut Tea, mut root| {
            tea.name = root.plain("name").into();
            tea.hot = root.flag("hot", true);
            root.table("time", "a time", |mut time| {
                tea.minutes = time.number("minutes").map(|minutes| minutes.value);
                time.finish(|_| None);
            });
            root.table("pots", "pots", |mut pots| {
                for (key, value) in pots.words() {
                    tea.pots.push((key.value.into(), value.value.into()));
                }
                pots.finish(|_| None);
            });
            root.finish(|_| None);
        });
        let told = told(keyed.mistakes, "tea.toml");
        (keyed.value, told.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_rest_is_taken() {
        let (read, told) = tea("name = \"Assam\"\nhot = \"yes\"\ncold = 1\n[time]\nminutes = 4\n");
        assert_eq!((read.name.as_str(), read.hot, read.minutes), ("Assam", true, Some(4)));
        assert_eq!(
            told,
            [
                "tea.toml:2:7: error: `hot` must be true or false, not a string [wrong-type]",
                "tea.toml:3:1: error: `cold` is no key of a tea [unknown-key]",
            ]
        );
    }

    #[test]
    fn a_syntax_error_costs_its_own_line() {
        let (read, told) = tea("name = \"Assam\"\nhot = = false\n[time]\nminutes = 4\n");
        assert_eq!((read.name.as_str(), read.minutes), ("Assam", Some(4)));
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("tea.toml:2:7: error:"), "{told:?}");
    }

    #[test]
    fn a_table_may_have_any_keys_and_each_has_a_word() {
        let (read, told) = tea("[pots]\n\"a b\" = \"one\"\nc = 2\nd = \"three\"\n");
        let word = |text: &str| text.to_owned();
        assert_eq!(read.pots, [(word("a b"), word("one")), (word("d"), word("three"))]);
        assert_eq!(
            told,
            ["tea.toml:3:5: error: `c` must be a string, not an integer [wrong-type]"]
        );
        let (_, told) = tea("pots = 3\n");
        assert_eq!(
            told,
            ["tea.toml:1:8: error: `pots` must be a table, not an integer [wrong-type]"]
        );
    }

    #[test]
    fn a_tree_of_thousands_of_levels_is_refused_or_read_and_never_fells_the_process() {
        let deep = format!("name = {}1{}", "{a.b.c.d=".repeat(2000), "}".repeat(2000));
        let (_, told) = tea(&deep);
        assert!(!told.is_empty());
    }
}
