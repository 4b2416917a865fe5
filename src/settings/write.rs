//! What is written into `config.toml`: a first one that explains itself, and a value that was chosen in
//! the browser. Refuses to know: what is read out of it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use toml_edit::{DocumentMut, Item, Table};

use super::file::{ConfigFile, places};
use super::options::{Name, OPTIONS, Opt, Value};
use crate::content::keyed;
use crate::content::source::{self, Refusal};
use crate::messages::settings as says;
use crate::messages::system::why;
use crate::store::{Existing, write_whole};
use crate::text::breaking;
use crate::text::safe::Safe;

/// How wide the lines of a first file are, in columns.
const COLUMNS: usize = 90;

/// Returns a file that says what holds anyway, each setting with what it is for, behind a `#`.
pub fn commented() -> String {
    let mut text = says::HEAD_OF_FILE.to_owned();
    let mut table = "";
    for option in OPTIONS {
        text.push('\n');
        if option.table != table {
            table = option.table;
            text.push_str(&format!("# [{table}]\n"));
        }
        text += &remark(&says::help_in_file(option.help, &option.choices()));
        text.push_str(&format!("# {} = {}\n", option.key, option.default()));
    }
    let places: Vec<&str> = places().collect();
    text.push('\n');
    text + &remark(&says::keys_in_file(&places)) + says::KEYS_IN_FILE
}

/// Returns a sentence in lines behind a `#`.
fn remark(sentence: &str) -> String {
    let mut remark = String::new();
    for line in breaking::lines(&Safe::line(sentence), COLUMNS) {
        remark.push_str("# ");
        remark.push_str(sentence[line.range].trim_end());
        remark.push('\n');
    }
    remark
}

/// Why a setting was not written.
#[derive(Debug)]
pub enum Unwritten {
    /// There is no folder that the file could lie in.
    NoFolder,
    /// The settings came through a pipe, which is called so.
    Piped(PathBuf),
    /// The file has a mistake in its syntax: what is written by a program might lose some of it.
    Broken,
    /// The system refuses.
    Refused(io::Error),
}

impl Unwritten {
    /// Says why, in words that follow what was not written.
    pub fn why(&self) -> String {
        match self {
            Self::NoFolder => says::NO_FOLDER_TO_WRITE.to_owned(),
            Self::Piped(name) => says::is_a_pipe(&name.display().to_string()),
            Self::Broken => says::BROKEN.to_owned(),
            Self::Refused(error) => why(error),
        }
    }
}

/// Writes the value of a setting into the file; everything else in it stays as it is, and the file is
/// made if it is not there. Returns where it was written.
pub fn keep(file: &ConfigFile, name: Name, value: &Value) -> Result<PathBuf, Unwritten> {
    let path = match file {
        ConfigFile::None => return Err(Unwritten::NoFolder),
        ConfigFile::Piped { name, .. } => return Err(Unwritten::Piped(name.clone())),
        ConfigFile::Usual(path) | ConfigFile::Named(path) => path,
    };
    // A file that is kept elsewhere and only linked stays linked.
    let path = keyed::followed(path);
    let before = if path.exists() {
        let refused = |refusal: Refusal| Unwritten::Refused(io::Error::other(refusal.message));
        source::read_text(&path, keyed::LARGEST).map_err(refused)?
    } else {
        String::new()
    };
    let option = &OPTIONS[name as usize];
    let after = with(&before, option, value).ok_or(Unwritten::Broken)?;
    if after != before {
        let folder = path.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder).and_then(|()| {
            write_whole(&path, Existing::Goes, |file| file.write_all(after.as_bytes()))
        });
        written.map_err(Unwritten::Refused)?;
    }
    Ok(path)
}

/// Returns the text of a file with a value in it; `None` if its syntax is broken.
fn with(before: &str, option: &Opt, value: &Value) -> Option<String> {
    let mut document: DocumentMut = before.parse().ok()?;
    let table = if option.table.is_empty() {
        document.as_table_mut()
    } else {
        let fresh = || Item::Table(Table::new());
        document.entry(option.table).or_insert_with(fresh).as_table_mut()?
    };
    let new: toml_edit::Value = value.to_string().parse().ok()?;
    match table.get_mut(option.key).and_then(Item::as_value_mut) {
        // What stands behind it in its line, such as a remark, stays there.
        Some(old) => {
            let decor = old.decor().clone();
            *old = new;
            *old.decor_mut() = decor;
        }
        None => drop(table.insert(option.key, Item::Value(new))),
    }
    Some(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, name: Name, value: &str, expected: &str) {
        let option = &OPTIONS[name as usize];
        let value = option.parse(value).expect("the value can be");
        assert_eq!(with(before, option, &value).as_deref(), Some(expected), "{before:?}");
    }

    #[test]
    fn a_kept_value_leaves_everything_else_as_it_is() {
        check("", Name::Palette, "dusk", "palette = \"dusk\"\n");
        check(
            "# mine\npalette = \"terminal\"  # for now\nmouse = false\n",
            Name::Palette,
            "dusk",
            "# mine\npalette = \"dusk\"  # for now\nmouse = false\n",
        );
        check(
            "[keys]\nset = \"emacs\"\n",
            Name::Palette,
            "dusk",
            "palette = \"dusk\"\n[keys]\nset = \"emacs\"\n",
        );
        check("", Name::KeySet, "emacs", "[keys]\nset = \"emacs\"\n");
    }

    #[test]
    fn a_file_with_a_broken_syntax_is_not_written_over() {
        let option = &OPTIONS[Name::Palette as usize];
        assert_eq!(with("palette = = 3\n", option, &option.default()), None);
    }

    #[test]
    fn a_file_that_is_linked_stays_linked() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("dotfiles.toml");
        fs::write(&real, "mouse = false\n").expect("it is written");
        let link = folder.path().join("config.toml");
        std::os::unix::fs::symlink(&real, &link).expect("it is linked");
        let value = Value::Word("dusk".into());
        keep(&ConfigFile::Named(link.clone()), Name::Palette, &value).expect("it is kept");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        let text = fs::read_to_string(&real).expect("it is read");
        assert_eq!(text, "mouse = false\npalette = \"dusk\"\n");
    }
}
