//! What Tab writes into the line of a shell that somebody sits at.

use std::fs;
use std::path::Path;

use crate::support::command::FOLIO;
use crate::support::pty::Launch;

/// Bash of macOS is too old to be told that a word is a folder.
#[cfg(target_os = "linux")]
#[test]
fn bash_leaves_a_quotation_open_behind_a_folder_and_writes_no_blank() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("my pack/tea")).expect("they are made");
    let own = Path::new(FOLIO).parent().expect("it lies in a folder").display();
    let path = std::env::var("PATH").unwrap_or_default();
    let shell =
        Launch::program("bash").arg("--norc").arg("-i").env("PATH", &format!("{own}:{path}"));
    let mut session = shell.env("PS1", "ready> ").start();
    session.wait_for("ready>");
    let folder = folder.path().display();
    session.send(&format!("cd {folder}; source <(folio completions bash); PS1='as''ked> '\n"));
    session.wait_for("asked>");
    for (typed, expected) in
        [("folio --pack \"my", "\"my pack/tea/"), ("folio --pack my", r"my\ pack/tea/")]
    {
        session.send(&format!("{typed}\tt\t"));
        session.wait_for(expected);
        session.send("\x15");
    }
}
