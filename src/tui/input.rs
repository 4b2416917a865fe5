//! Reads the terminal on threads of its own, for as long as the process lives: one waits for bytes,
//! one decodes them and notices that nothing more comes. Refuses to know: what the bytes
//! mean.
//!
//! While another program has the terminal none of them reads: a [`Gate`] is shut.
//!
//! There are two because only one of them may wait without end: not every system can wait on a
//! terminal for a limited time, but each can on a channel. The loop itself must not read either, or
//! signals would wait for a key.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Instant;

use super::console::{Bell, Input};
use super::decoder::{Decoded, Decoder, PAUSE};
use super::dialogue::Dialogue;
use super::event::Event;

/// How many pieces may wait; a terminal that sends faster is held up.
const WAITING: usize = 4;

/// Starts to read. What the terminal sends arrives as [`Event::Input`], one after the other: no more comes before
/// the `dialogue` is told that the last was taken in. Returns what keeps the terminal from being read.
pub fn read(
    terminal: Input,
    events: Sender<Event>,
    dialogue: Arc<Dialogue>,
) -> io::Result<Arc<Gate>> {
    let (sender, pieces) = sync_channel(WAITING);
    let gate = Arc::new(Gate::new()?);
    let own = Arc::clone(&gate);
    thread::Builder::new()
        .name("bytes".to_owned())
        .spawn(move || read_pieces(&terminal, &own, &sender))?;
    let decode = move || decode(&pieces, &events, &dialogue);
    thread::Builder::new().name("keys".to_owned()).spawn(decode)?;
    Ok(gate)
}

/// What keeps the terminal from being read as long as another program has it.
pub struct Gate {
    shut: AtomicBool,
    /// Held by whoever waits for the terminal or reads it.
    reading: Mutex<()>,
    opened: Condvar,
    /// Ends a wait for the terminal.
    bell: Bell,
}

/// The terminal is not read as long as this lives.
pub struct Shut<'a>(&'a Gate);

impl Gate {
    fn new() -> io::Result<Self> {
        let (shut, reading) = (AtomicBool::new(false), Mutex::new(()));
        Ok(Self { shut, reading, opened: Condvar::new(), bell: Bell::new()? })
    }

    /// Keeps the terminal from being read; waits until nobody reads it.
    pub fn shut(&self) -> io::Result<Shut<'_>> {
        self.shut.store(true, Ordering::SeqCst);
        let shut = Shut(self);
        self.bell.ring()?;
        drop(self.lock());
        Ok(shut)
    }

    fn is_shut(&self) -> bool {
        self.shut.load(Ordering::SeqCst)
    }

    /// Waits until the terminal may be read; it may be as long as the guard lives.
    fn pass(&self) -> MutexGuard<'_, ()> {
        let waiting = self.opened.wait_while(self.lock(), |()| self.is_shut());
        waiting.unwrap_or_else(PoisonError::into_inner)
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        self.reading.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Shut<'_> {
    fn drop(&mut self) {
        let _reading = self.0.lock();
        self.0.bell.hush();
        self.0.shut.store(false, Ordering::SeqCst);
        self.0.opened.notify_all();
    }
}

fn read_pieces(terminal: &Input, gate: &Gate, pieces: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let piece = read_piece(terminal, gate).transpose();
        let Some(piece) = piece else { continue };
        let over = piece.is_err();
        if pieces.send(piece).is_err() || over {
            return;
        }
    }
}

/// Waits for bytes and reads them; `None` if there were none after all, or what was typed is for the other
/// program.
fn read_piece(terminal: &Input, gate: &Gate) -> io::Result<Option<Vec<u8>>> {
    let _reading = gate.pass();
    terminal.read(&gate.bell, &|| gate.is_shut())
}

fn decode(pieces: &Receiver<io::Result<Vec<u8>>>, events: &Sender<Event>, dialogue: &Dialogue) {
    let mut decoder = Decoder::default();
    let mut decoded = Decoded::default();
    // What is incomplete, and since when.
    let (mut begun, mut since) = (0, Instant::now());
    loop {
        let received = match decoder.patience(dialogue.owes_answer()) {
            Some(patience) => pieces.recv_timeout(patience),
            None => pieces.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(Ok(piece)) => {
                if since.elapsed() > PAUSE {
                    decoder.give_way(&piece, &mut decoded);
                }
                decoder.decode(&piece, &mut decoded);
                if begun != decoder.begun() {
                    (begun, since) = (decoder.begun(), Instant::now());
                }
            }
            Ok(Err(error)) => {
                // If nobody listens any more, the browser is about to end anyway.
                let _ = events.send(Event::InputFailed(error));
                return;
            }
            Err(RecvTimeoutError::Timeout) => decoder.pause(&mut decoded),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let batches = std::mem::take(&mut decoded.batches);
        if batches > 0 {
            dialogue.answered(batches);
        }
        if dialogue.is_leaving() {
            // What is typed now is for whoever has the terminal next, and cannot be handed on.
            decoded.messages.clear();
        }
        if decoded.is_empty() {
            continue;
        }
        dialogue.send();
        if events.send(Event::Input(std::mem::take(&mut decoded))).is_err() {
            return;
        }
        dialogue.await_turn();
    }
}
