//! Has packs kept by another process of this program, whose memory goes back to the system with it: what reading
//! a large folder takes for a moment is several times what it takes once it is kept. Refuses to know: what is
//! kept, and who shows it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use super::{Origin, WithIndex};
use crate::content::progress::{Counts, Progress};

/// What the program is started with; paths follow.
const KEEP: [&str; 3] = ["cache", "keep", "--counts"];
/// Has it do without the index.
const UNINDEXED: &str = "--without-index";

/// The line that tells of [`Told::Opens`].
pub const OPENS: &str = "opens";

/// What the other process tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// How far it has come.
    Counts(Counts),
    /// All packs open out of what is kept; their index is not kept yet.
    Opens,
}

/// Has packs kept for the next time, with their index or without it, and counts how far that has come. Returns
/// whether each of them is kept; `false` once `progress` is stopped.
pub fn keep(
    origins: &[Origin],
    with_index: WithIndex,
    progress: &Progress,
    on_told: impl FnMut(Told),
) -> bool {
    let paths = origins.iter().map(|origin| origin.path().map(AsRef::as_ref));
    let Some(paths) = paths.collect::<Option<Vec<&OsStr>>>() else { return false };
    let Ok(program) = std::env::current_exe() else { return false };
    let mut command = Command::new(program);
    command
        .args(KEEP)
        .args((with_index == WithIndex::No).then_some(UNINDEXED))
        .arg("--")
        .args(paths);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().is_ok_and(|child| follow(child, progress, on_told))
}

/// Waits for the end of a process that tells its counts line by line; returns whether it has succeeded.
fn follow(mut child: Child, progress: &Progress, mut on_told: impl FnMut(Told)) -> bool {
    let lines = child.stdout.take().map(|out: ChildStdout| BufReader::new(out).lines());
    let mut before = Counts::default();
    for line in lines.into_iter().flatten().map_while(Result::ok) {
        if progress.is_stopped() {
            break;
        }
        if let Some(now) = Counts::told(&line) {
            progress.follow(before, now);
            before = now;
            on_told(Told::Counts(now));
        } else if line == OPENS {
            on_told(Told::Opens);
        }
    }
    if progress.is_stopped() {
        // One that has ended meanwhile needs no end.
        let _ = child.kill();
    }
    let is_kept = child.wait().is_ok_and(|status| status.success()) && !progress.is_stopped();
    if !is_kept {
        progress.follow(before, Counts::default());
    }
    is_kept
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    /// Follows a process that does what a line for the shell says.
    fn followed(line: &str) -> (bool, Vec<Told>, Counts) {
        let mut command = Command::new("/bin/sh");
        let child = command.arg("-c").arg(line).stdout(Stdio::piped()).spawn().unwrap();
        let (progress, mut told) = (Progress::default(), Vec::new());
        let is_kept = follow(child, &progress, |one| told.push(one));
        (is_kept, told, progress.counts())
    }

    #[test]
    fn what_another_process_tells_is_heard_line_by_line() {
        let counts = |line| Counts::told(line).unwrap();
        let [first, second] = ["1 7 2 30 0", "2 7 7 90 60"].map(counts);
        let told = vec![Told::Counts(first), Told::Opens, Told::Counts(second)];
        let line = "echo 1 7 2 30 0; echo opens; echo what else; echo 2 7 7 90 60";
        let (is_kept, heard, counted) = followed(line);
        assert_eq!((is_kept, heard), (true, told.clone()));
        // The files are counted by whoever has listed them.
        assert_eq!(counted, Counts { files: 0, ..second });
        let (is_kept, heard, counted) = followed(&format!("{line}; exit 4"));
        assert_eq!((is_kept, heard), (false, told));
        assert_eq!(counted, Counts { step: counted.step, ..Counts::default() });
    }
}
