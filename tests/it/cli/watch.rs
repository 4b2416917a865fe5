//! `folio check --watch`: whenever a file has changed it checks again, and how it ends.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::command::{end, folio};
use crate::support::packs::{Pack, entry};

/// Ends a test that hangs.
const GUARD: Duration = Duration::from_mins(1);

/// A check that goes on and on, and the lines that it prints.
struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn new(pack: &Pack, arguments: &[&str]) -> Self {
        let mut command = folio();
        command.args(["check", "--watch"]).args(arguments).arg(pack.path());
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("it runs");
        let stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            for line in stdout.lines() {
                if sender.send(line.expect("UTF-8")).is_err() {
                    return;
                }
            }
        });
        Self { child, lines }
    }

    #[track_caller]
    fn line(&self) -> String {
        self.lines.recv_timeout(GUARD).expect("it prints a line")
    }

    /// Waits for a check with so many errors; one that saw a file half written may come before.
    #[track_caller]
    fn wait_for_errors(&self, count: u64) -> Value {
        loop {
            let answer: Value = serde_json::from_str(&self.line()).expect("a line is an answer");
            if answer["errors"] == count {
                return answer;
            }
        }
    }

    /// Sends what Ctrl-C sends; returns the exit code.
    #[track_caller]
    fn interrupt(mut self) -> i32 {
        kill_process(Pid::from_child(&self.child), Signal::INT).expect("it runs");
        self.child.wait().expect("it ends").code().expect("no signal ends it")
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // One that has ended is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn wrong(slug: &str) -> String {
    entry(slug) + "see = ['a/nowhere']\n"
}

/// A pack of one entry.
fn pack() -> Pack {
    Pack::sound().file("one.toml", entry("one"))
}

#[test]
fn every_way_to_save_a_file_is_seen() {
    let pack = pack();
    let watch = Watch::new(&pack, &["--json"]);
    watch.wait_for_errors(0);
    let write = |name: &str, text: &str| fs::write(pack.at(name), text).expect("written");
    write("one.toml", &wrong("one"));
    let answer = watch.wait_for_errors(1);
    assert_eq!(answer["diagnostics"][0]["code"], "unknown-entry");
    // As editors do that put a new file in the place of the old one.
    write(".one.toml.swp", &entry("one"));
    fs::rename(pack.at(".one.toml.swp"), pack.at("one.toml")).expect("renamed");
    watch.wait_for_errors(0);
    fs::create_dir(pack.at("more")).expect("made");
    write("more/two.toml", &wrong("two"));
    watch.wait_for_errors(1);
    fs::rename(pack.at("more/two.toml"), pack.at("more/two.txt")).expect("renamed");
    watch.wait_for_errors(0);
    write("pack.toml", "format =");
    watch.wait_for_errors(2);
    fs::remove_file(pack.at("pack.toml")).expect("removed");
    watch.wait_for_errors(1);
    write("pack.toml", crate::support::packs::HEAD);
    watch.wait_for_errors(0);
    fs::remove_file(pack.at("one.toml")).expect("removed");
    watch.wait_for_errors(0);
}

#[test]
fn an_interruption_ends_with_the_code_of_the_last_check() {
    for (text, arguments, code) in [
        (entry("one"), &["--json"][..], 0),
        (wrong("one"), &["--json"], 1),
        (entry("one") + &entry("two"), &["--json", "--deny", "warnings"], 1),
        ("[[entry]]\n".to_owned(), &["--json"], 1),
    ] {
        let pack = Pack::sound().file("one.toml", text);
        let watch = Watch::new(&pack, arguments);
        watch.line();
        assert_eq!(watch.interrupt(), code, "{arguments:?}");
    }
    // What the last check found counts, not the first.
    let pack = pack();
    let watch = Watch::new(&pack, &["--json"]);
    watch.wait_for_errors(0);
    fs::remove_file(pack.at("pack.toml")).expect("removed");
    watch.wait_for_errors(1);
    assert_eq!(watch.interrupt(), 3);
}

/// Into a pipe a report follows the other, each with what it is a report of, and nothing tells the time.
#[test]
fn each_report_is_whole() {
    let pack = pack();
    let watch = Watch::new(&pack, &[]);
    let name = pack.path().file_name().and_then(|name| name.to_str()).expect("UTF-8");
    let head = format!("{name}: checked whenever a file is saved, Ctrl-C ends");
    assert_eq!(
        [watch.line(), watch.line(), watch.line()],
        [&*head, "test: no errors, no warnings", ""]
    );
    // At once: there would be a report of the empty file.
    fs::write(pack.at(".one.toml.swp"), wrong("one")).expect("written");
    fs::rename(pack.at(".one.toml.swp"), pack.at("one.toml")).expect("renamed");
    let until = |end: &str| {
        let mut lines = Vec::new();
        while !lines.last().is_some_and(|line: &String| line.contains(end)) {
            lines.push(watch.line());
        }
        lines
    };
    let lines = until("mend first: ");
    assert_eq!(lines[..3], [&*head, "test: 1 error, no warnings", ""], "{lines:?}");
    let same = folio().arg("check").arg(pack.path()).output().expect("it runs").stdout;
    assert_eq!(lines[1..].join("\n") + "\n", String::from_utf8(same).expect("UTF-8"));
    assert_eq!(watch.interrupt(), 1);
}

#[test]
fn what_does_not_change_is_not_watched() {
    let home = Pack::new();
    for arguments in [&["check", "--watch"][..], &["check", "--watch", "-"]] {
        let (code, _, complaint) = end(folio().current_dir(home.path()).args(arguments));
        assert!(code == 2 && complaint.contains("nothing to watch"), "{complaint}");
    }
}
