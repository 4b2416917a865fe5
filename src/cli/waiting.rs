//! Tells on stderr how far something long has come, where a person waits for it: in one line that is
//! gone when it is done. Refuses to know: what is waited for.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use super::output::{complain, is_dumb, is_waited_for, pass_on, show_in_passing};
use crate::content::progress::Progress;
use crate::report::Loading;
use crate::system;
use crate::text::fit::truncate;
use crate::text::safe::Safe;
use crate::text::width::width;

/// What takes no longer than this is not told of.
const BRIEF: Duration = Duration::from_millis(500);

/// How often the line is written anew.
const OFTEN: Duration = Duration::from_millis(250);

/// How the wait is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// In a line that is written anew and removed at the end; on a terminal that cannot, once.
    InPassing,
    /// Once: who is read to would hear every version of a line.
    Once,
}

/// Does `work`, and tells how far the opening of `name` in it has come, if that takes long and somebody
/// waits at a terminal.
pub fn tell<T>(name: &str, manner: Manner, work: impl FnOnce(&Progress) -> T) -> T {
    tell_of(name, manner, &Progress::default(), work)
}

/// Does as [`tell`] with what somebody else can stop.
pub fn tell_of<T>(
    name: &str,
    manner: Manner,
    progress: &Progress,
    work: impl FnOnce(&Progress) -> T,
) -> T {
    if !is_waited_for() {
        return work(progress);
    }
    let once = manner == Manner::Once || is_dumb();
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        let follow = move || follow(name, once, progress, &wait);
        // Where there is no room for a thread, nothing is told.
        let _ = thread::Builder::new().name("progress".to_owned()).spawn_scoped(scope, follow);
        let result = work(progress);
        drop::<mpsc::Sender<()>>(done);
        result
    })
}

/// Does `work`, and tells another program on stdout how far it has come, again and again; gives it up once that
/// program is gone.
pub fn tell_counts<T>(work: impl FnOnce(&Progress) -> T) -> T {
    let progress = &Progress::default();
    let (done, wait) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || {
            while wait.recv_timeout(OFTEN) == Err(RecvTimeoutError::Timeout) {
                if !pass_on(&progress.counts().to_string()) {
                    progress.stop();
                }
            }
        });
        let result = work(progress);
        drop::<mpsc::Sender<()>>(done);
        result
    })
}

/// Tells until the other end of `done` is dropped.
fn follow(name: &str, once: bool, progress: &Progress, done: &Receiver<()>) {
    let start = Instant::now();
    let goes_on = |pause| done.recv_timeout(pause) == Err(RecvTimeoutError::Timeout);
    let mut shown = 0;
    let mut pause = BRIEF;
    while goes_on(pause) {
        let loading = Loading::new(name, progress.counts(), start.elapsed());
        if once {
            return complain(&loading.in_one_row());
        }
        let columns = system::columns_of_terminal().unwrap_or(80);
        let line = Safe::line(&loading.in_one_row());
        let line = truncate(&line, usize::from(columns.saturating_sub(1)));
        show_in_passing(&line, shown);
        shown = width(&line);
        pause = OFTEN;
    }
    if shown > 0 {
        show_in_passing(&Safe::default(), shown);
    }
}
