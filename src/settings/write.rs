//! What is written into `config.toml`: a first one that explains itself, and the palette that was chosen in
//! the browser. Refuses to know: what is read out of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::file::{ConfigFile, places};
use super::options::{Name, OPTIONS, Value};
use crate::content::{keyed, source, syntax};
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
    /// Where the palette would stand there is a table.
    Table,
    /// The file cannot be read or written, for this reason.
    Refused(PathBuf, String),
}

impl Unwritten {
    /// Says why, in words that follow what was not written.
    pub fn why(&self) -> String {
        match self {
            Self::NoFolder => says::NO_FOLDER_TO_WRITE.to_owned(),
            Self::Piped(name) => says::is_a_pipe(&name.display().to_string()),
            Self::Broken => says::BROKEN.to_owned(),
            Self::Table => says::TABLE_OF_PALETTE.to_owned(),
            // A narrow foot has no room for the folders.
            Self::Refused(path, why) => {
                format!("{}: {why}", path.file_name().unwrap_or_default().display())
            }
        }
    }
}

/// Writes the name of a palette into the file; everything else in it stays as it is, and the file is made if it
/// is not there. Returns where it was written.
pub fn keep_palette(file: &ConfigFile, name: &str) -> Result<PathBuf, Unwritten> {
    let path = match file {
        ConfigFile::None => return Err(Unwritten::NoFolder),
        ConfigFile::Piped { name, .. } => return Err(Unwritten::Piped(name.clone())),
        ConfigFile::Usual(path) | ConfigFile::Named(path) => path,
    };
    // A file that is kept elsewhere and only linked stays linked.
    let path =
        keyed::target(path).map_err(|error| Unwritten::Refused(path.clone(), why(&error)))?;
    let refused = |why: String| Unwritten::Refused(path.clone(), why);
    let bytes = if path.exists() {
        let read = source::read_bytes(&path, keyed::LARGEST);
        read.map_err(|refusal| refused(refusal.message))?
    } else {
        Vec::new()
    };
    let before = source::given(&bytes).map_err(|refusal| refused(refusal.message))?;
    let after = with_palette(&before, name)?;
    if after != before {
        let folder = path.parent().unwrap_or(Path::new("."));
        // A mark by which an editor knows UTF-8 stays as well.
        let mark = &bytes[..bytes.len() - before.len()];
        let bytes = [mark, after.as_bytes()].concat();
        let written = fs::create_dir_all(folder)
            .and_then(|()| write_whole(&path, Existing::Goes, |file| file.write_all(&bytes)));
        written.map_err(|error| refused(why(&error)))?;
    }
    Ok(path)
}

/// Returns the text of a file with the name of a palette in it.
fn with_palette(before: &str, name: &str) -> Result<String, Unwritten> {
    let key = OPTIONS[Name::Palette as usize].key;
    let value = Value::Word(name.into()).to_string();
    let document = syntax::sound(before).ok_or(Unwritten::Broken)?;
    let mut after = before.to_owned();
    if let Some(old) = document.get(key) {
        // What is no value of its own is a mistake, which somebody has to mend.
        if old.get_ref().is_table() || old.get_ref().is_array() {
            return Err(Unwritten::Table);
        }
        after.replace_range(old.span(), &value);
        return Ok(after);
    }
    let end = if before.contains("\r\n") { "\r\n" } else { "\n" };
    let settings = document.iter().filter(|(key, _)| {
        !before[line_of(before, key.span().start)..].trim_start().starts_with('[')
    });
    let last = settings.map(|(key, value)| key.span().end.max(value.span().end)).max();
    let at = last.map_or_else(|| top_of(before), |last| end_of_line(before, last));
    let begins_line = before[..at].is_empty() || before[..at].ends_with('\n');
    let is_apart =
        before[at..].lines().next().is_none_or(|line| last.is_some() || line.trim().is_empty());
    let (above, below) = (if begins_line { "" } else { end }, if is_apart { "" } else { end });
    after.insert_str(at, &format!("{above}{key} = {value}{end}{below}"));
    Ok(after)
}

/// Returns where the line begins that a byte is in.
fn line_of(text: &str, byte: usize) -> usize {
    text[..byte].rfind('\n').map_or(0, |end| end + 1)
}

/// Returns where the line after that of a byte begins.
fn end_of_line(text: &str, byte: usize) -> usize {
    text[byte..].find('\n').map_or(text.len(), |end| byte + end + 1)
}

/// Returns where a first setting can stand in a file that has nothing but tables and remarks: below the remarks at
/// its top, which are on the file.
fn top_of(text: &str) -> usize {
    let head = text.split_inclusive('\n').take_while(|line| line.trim().starts_with('#'));
    head.map(str::len).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_palette_leaves_everything_else_as_it_is() {
        for (before, expected) in [
            ("", "palette = \"dusk\"\n"),
            ("mouse = false", "mouse = false\npalette = \"dusk\"\n"),
            (
                "# mine\npalette = \"terminal\"  # for now\nmouse = false\n",
                "# mine\npalette = \"dusk\"  # for now\nmouse = false\n",
            ),
            (
                "palette = \"fen\" # nice\r\nmeasure = 60\r\n",
                "palette = \"dusk\" # nice\r\nmeasure = 60\r\n",
            ),
            ("measure = 60\r\n", "measure = 60\r\npalette = \"dusk\"\r\n"),
            ("[keys]\nset = \"emacs\"\n", "palette = \"dusk\"\n\n[keys]\nset = \"emacs\"\n"),
            ("# mine\n[keys]\n", "# mine\npalette = \"dusk\"\n\n[keys]\n"),
            ("# mine\n\n[keys]\n", "# mine\npalette = \"dusk\"\n\n[keys]\n"),
            (
                "mouse = true\n\n# my keys\n[keys.reader]\n\"z\" = \"map\"\n[keys]\n",
                "mouse = true\npalette = \"dusk\"\n\n# my keys\n[keys.reader]\n\"z\" = \"map\"\n[keys]\n",
            ),
            ("keys.set = \"emacs\"\n", "keys.set = \"emacs\"\npalette = \"dusk\"\n"),
        ] {
            assert_eq!(with_palette(before, "dusk").ok().as_deref(), Some(expected), "{before:?}");
        }
        for broken in ["palette = = 3\n", "[palette]\nx = 1\n", "[[palette]]\n", "palette.x = 1\n"]
        {
            assert!(with_palette(broken, "dusk").is_err(), "{broken:?} is not written over");
        }
    }

    #[test]
    fn the_mark_of_an_editor_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("config.toml");
        fs::write(&path, "\u{feff}measure = 60\n").expect("it is written");
        keep_palette(&ConfigFile::Named(path.clone()), "dusk").expect("it is kept");
        let text = fs::read_to_string(&path).expect("it is read");
        assert_eq!(text, "\u{feff}measure = 60\npalette = \"dusk\"\n");
    }

    #[test]
    fn a_file_that_is_linked_stays_linked() {
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("dotfiles.toml");
        fs::write(&real, "mouse = false\n").expect("it is written");
        let link = folder.path().join("config.toml");
        std::os::unix::fs::symlink(&real, &link).expect("it is linked");
        keep_palette(&ConfigFile::Named(link.clone()), "dusk").expect("it is kept");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        let text = fs::read_to_string(&real).expect("it is read");
        assert_eq!(text, "mouse = false\npalette = \"dusk\"\n");
    }
}
