//! CPU time and time on the clock. CPU time is the whole process's, all threads, so that a busy machine
//! does not disturb it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// How often everything is measured; the median counts.
pub const ROUNDS: usize = 7;

/// Returns the CPU time that the process has used.
pub fn cpu() -> Duration {
    let now = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(now.tv_sec as u64, now.tv_nsec as u32)
}

/// Returns the medians of CPU time and of time on the clock, in milliseconds.
pub fn measured<T>(mut work: impl FnMut() -> T) -> (f64, f64) {
    measured_on(&mut (), |()| {}, |()| work())
}

/// Measures work on something that is prepared, unmeasured, before each round.
pub fn measured_on<S, T>(
    state: &mut S,
    mut prepare: impl FnMut(&mut S),
    mut work: impl FnMut(&mut S) -> T,
) -> (f64, f64) {
    let (mut spent, mut passed) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        prepare(state);
        let (clock, before) = (Instant::now(), cpu());
        black_box(work(state));
        spent.push((cpu() - before).as_secs_f64() * 1e3);
        passed.push(clock.elapsed().as_secs_f64() * 1e3);
    }
    spent.sort_by(f64::total_cmp);
    passed.sort_by(f64::total_cmp);
    (spent[ROUNDS / 2], passed[ROUNDS / 2])
}
