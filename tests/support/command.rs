//! The command line as a user meets it: the real program, what it prints, how it ends.

use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::UNIX_EPOCH;

use clap::error::ErrorKind;
use serde_json::Value;

/// The program.
pub const FOLIO: &str = env!("CARGO_BIN_EXE_folio");

/// Returns the program in an environment without packs, settings or anything else of the person's own. Its
/// home folder and that for its journal are not there yet and are no other command's: whatever one keeps, no
/// other sees.
pub fn folio() -> Command {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    // A process of an earlier run may have had the same number.
    static BEGUN: LazyLock<u128> =
        LazyLock::new(|| UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos()));
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let own = format!("{}-{}", std::process::id(), *BEGUN);
    let place = format!("{}/{own}-{number}", env!("CARGO_TARGET_TMPDIR"));
    let mut command = Command::new(FOLIO);
    command.env_clear();
    command.env("HOME", format!("{place}-home")).env("XDG_STATE_HOME", format!("{place}-state"));
    command
}

/// Copies the program, by a process of its own: one that is started meanwhile inherits no file of ours that is
/// open for writing, and a program that is cannot run.
#[track_caller]
pub fn copy_program(to: &Path) {
    let copied = Command::new("cp").arg(FOLIO).arg(to).status().expect("cp runs");
    assert!(copied.success());
}

/// Runs a command to its end; returns exit code, stdout and stderr.
#[track_caller]
pub fn end(command: &mut Command) -> (i32, String, String) {
    let output = command.stdin(Stdio::null()).output().expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// Types into a command through a pipe; returns exit code, stdout and stderr.
#[track_caller]
pub fn end_after(command: &mut Command, typed: impl AsRef<[u8]>) -> (i32, String, String) {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("the program runs");
    let mut stdin = child.stdin.take().expect("it is piped");
    // What a program that has left does not read is no fault of the test.
    let _ = stdin.write_all(typed.as_ref());
    drop(stdin);
    let output = child.wait_with_output().expect("the program ends");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// The folder of the pack that commands read which are not about the built-in one.
pub const HARBOUR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/harbour");

/// Returns arguments that have a command read the harbour.
pub fn in_harbour<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--pack", HARBOUR]].concat()
}

/// The folder of the pack in many languages.
const TONGUES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/tongues");

/// Returns arguments with the pack of many languages behind them.
pub fn in_tongues<'a>(arguments: &[&'a str]) -> Vec<&'a str> {
    [arguments, &["--pack", TONGUES]].concat()
}

/// Runs Folio with arguments; returns exit code, stdout and stderr.
#[track_caller]
pub fn run(arguments: &[impl AsRef<OsStr>]) -> (i32, String, String) {
    end(folio().args(arguments))
}

/// Runs Folio with arguments; returns what it prints, and nothing may be wrong.
#[track_caller]
pub fn printed(arguments: &[impl AsRef<OsStr>]) -> String {
    let (code, stdout, stderr) = run(arguments);
    let told: Vec<&OsStr> = arguments.iter().map(AsRef::as_ref).collect();
    assert_eq!((code, stderr.as_str()), (0, ""), "{told:?}");
    stdout
}

/// Runs Folio with arguments; returns its answer in JSON.
#[track_caller]
pub fn json(arguments: &[impl AsRef<OsStr>]) -> Value {
    let (_, stdout, stderr) = run(arguments);
    serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error} in {stdout}{stderr}"))
}

/// Checks that a command line, as a shell would take it apart, is read by Folio.
#[track_caller]
pub fn check_line(line: &str) {
    let typed = line.split([';', '>', '<']).next().unwrap_or_default();
    let words = shell_words::split(typed).unwrap_or_else(|error| panic!("{line}: {error}"));
    if let Err(error) = folio::cli::command().try_get_matches_from(words) {
        // A command may be named without what it takes.
        let is_sound = matches!(
            error.kind(),
            ErrorKind::DisplayHelp
                | ErrorKind::DisplayVersion
                | ErrorKind::MissingRequiredArgument
                | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        );
        assert!(is_sound, "{line}: {error}");
    }
}
