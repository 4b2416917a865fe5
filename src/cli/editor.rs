//! The editor that the reader has chosen by a setting, `VISUAL` or `EDITOR`, how it is told a line, and the file in
//! which it is given a text. Refuses to know: what the text is about, who has the terminal.

use std::borrow::Cow;
use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};

use tempfile::NamedTempFile;

use crate::messages::editing as say;
use crate::messages::system::why;
use crate::settings::{Name, Settings, Source};

/// Editors that are told the line before the file, as `+LINE FILE`.
const LINE_FIRST: [&str; 19] = [
    "vi",
    "vim",
    "nvim",
    "view",
    "gvim",
    "neovide",
    "nano",
    "pico",
    "emacs",
    "emacsclient",
    "mg",
    "jmacs",
    "joe",
    "jed",
    "kak",
    "micro",
    "ne",
    "gedit",
    "geany",
];
/// Editors that are told the line behind the file, as `FILE:LINE`.
const LINE_BEHIND: [&str; 7] = ["hx", "helix", "subl", "sublime_text", "zed", "zeditor", "amp"];
/// Editors that take `FILE:LINE` behind a flag.
const LINE_BEHIND_FLAG: [&str; 5] = ["code", "code-insiders", "codium", "vscodium", "cursor"];

/// The editor that the reader has chosen.
pub struct Editor {
    /// What a shell is to run: a program, maybe with flags.
    line: OsString,
    /// What named it, for people.
    source: String,
}

impl Editor {
    /// Returns the editor of the settings, else the one that `VISUAL` names, else that of `EDITOR`.
    pub fn chosen(settings: &Settings) -> Option<Self> {
        let set = settings.word(Name::Editor);
        if !set.is_empty() {
            let source = match &settings.given(Name::Editor).source {
                Source::Variable(name) => say::by_variable(name),
                Source::Default | Source::File { .. } | Source::Flag(_) => {
                    say::BY_SETTING.to_owned()
                }
            };
            return Some(Self { line: set.into(), source });
        }
        ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
            let line = env::var_os(name).filter(|line| !line.is_empty())?;
            Some(Self { line, source: say::by_variable(name) })
        })
    }

    /// Returns what was set, for people.
    pub fn name(&self) -> Cow<'_, str> {
        self.line.to_string_lossy()
    }

    /// Builds the command that opens a file, at a line if one is named. A shell runs it, as for all who ask
    /// these variables, so that they may hold flags and quoted names.
    pub fn command(&self, path: &Path, line: Option<u32>) -> Command {
        let mut script = self.line.clone();
        script.push(" \"$@\"");
        let mut command = Command::new("/bin/sh");
        command.arg("-c").arg(script).arg("sh");
        command.args(arguments(&self.line.to_string_lossy(), path, line));
        command
    }
}

impl Editor {
    /// Returns what is to be said of how it ended, if anything.
    pub fn told(&self, ended: io::Result<ExitStatus>) -> Option<String> {
        let name = self.name();
        match ended {
            Ok(status) if status.success() => None,
            Ok(status) if matches!(status.code(), Some(126 | 127)) => {
                Some(say::not_found(&name, &self.source))
            }
            Ok(status) => Some(say::ended(&name, &how_it_ended(status))),
            Err(error) => Some(say::not_started(&name, &why(&error))),
        }
    }
}

/// Says how a program ended: its exit code, else what the system says of it, such as a signal.
fn how_it_ended(status: ExitStatus) -> String {
    status.code().map_or_else(|| status.to_string(), say::exit_code)
}

/// A text of the reader's own, in a file while an editor has it, which nobody else can read and which goes
/// with it.
pub struct Draft {
    file: NamedTempFile,
    /// What it said before.
    before: String,
}

impl Draft {
    /// Puts a text into a file.
    pub fn new(text: &str) -> io::Result<Self> {
        let mut file = tempfile::Builder::new().prefix("folio-note-").suffix(".md").tempfile()?;
        let before = if text.is_empty() { String::new() } else { format!("{text}\n") };
        file.write_all(before.as_bytes())?;
        Ok(Self { file, before })
    }

    /// Returns where it is.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// Returns what it says now; fails with a sentence.
    pub fn read(&self) -> Result<String, String> {
        fs::read_to_string(self.path()).map_err(|error| match error.kind() {
            ErrorKind::InvalidData => say::NO_TEXT_BACK.to_owned(),
            ErrorKind::NotFound => say::REMOVED_BY_EDITOR.to_owned(),
            _ => say::not_read_back(&why(&error)),
        })
    }

    /// Has what was written stay where it is, if anything was and is still there; returns where.
    pub fn stay(self) -> Option<PathBuf> {
        let goes = match fs::read(self.path()) {
            Ok(now) => now == self.before.as_bytes(),
            Err(error) => error.kind() == ErrorKind::NotFound,
        };
        if goes { None } else { self.file.keep().ok().map(|(_, path)| path) }
    }
}

/// Returns how an editor is told a line of a file; editors that nobody here knows are told the file.
fn arguments(editor: &str, path: &Path, line: Option<u32>) -> Vec<OsString> {
    let program = editor.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
    let program = Path::new(program).file_name().and_then(OsStr::to_str).unwrap_or_default();
    let file = path.as_os_str().to_owned();
    let Some(line) = line else { return vec![file] };
    let mut behind = file.clone();
    behind.push(format!(":{line}"));
    match program {
        program if LINE_FIRST.contains(&program) => vec![format!("+{line}").into(), file],
        program if LINE_BEHIND.contains(&program) => vec![behind],
        program if LINE_BEHIND_FLAG.contains(&program) => vec!["-g".into(), behind],
        "kate" | "mate" => vec!["-l".into(), line.to_string().into(), file],
        _ => vec![file],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_are_told_the_line_in_their_own_form() {
        #[track_caller]
        fn check(editor: &str, expected: &[&str]) {
            assert_eq!(arguments(editor, Path::new("/p/a b.toml"), Some(12)), expected, "{editor}");
            assert_eq!(arguments(editor, Path::new("/p/a.toml"), None), ["/p/a.toml"], "{editor}");
        }
        for editor in ["vi", "vim", "nvim -u NONE", "/usr/bin/nano", "'emacs' -nw", "kak", "micro"]
        {
            check(editor, &["+12", "/p/a b.toml"]);
        }
        for editor in ["hx", "helix", "subl -w", "zed --wait", "/opt/zed/bin/zeditor"] {
            check(editor, &["/p/a b.toml:12"]);
        }
        check("code -w", &["-g", "/p/a b.toml:12"]);
        check("codium --wait", &["-g", "/p/a b.toml:12"]);
        check("kate -b", &["-l", "12", "/p/a b.toml"]);
        for editor in ["ed", "true", "my-vim", ""] {
            check(editor, &["/p/a b.toml"]);
        }
    }
}
