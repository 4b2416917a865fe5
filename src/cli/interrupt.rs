//! Ctrl-C while a command waits, so that it ends by itself. Refuses to know: what is waited for.

/// Calls `tell` whenever the process is interrupted, instead of its end. Where that cannot be had the
/// interruption ends it.
#[cfg(unix)]
pub fn on_interrupt(tell: impl Fn() + Send + 'static) {
    use signal_hook::consts::SIGINT;
    use signal_hook::iterator::Signals;

    let Ok(mut signals) = Signals::new([SIGINT]) else { return };
    let wait = move || signals.forever().for_each(|_| tell());
    // A handler without its thread would swallow the signal.
    if std::thread::Builder::new().name("signals".to_owned()).spawn(wait).is_err() {
        let _ = signal_hook::low_level::emulate_default_handler(SIGINT);
    }
}

/// The system ends the process, and nothing is left to do.
#[cfg(not(unix))]
pub fn on_interrupt(_: impl Fn() + Send + 'static) {}
