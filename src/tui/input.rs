//! Reads the terminal on threads of its own, for as long as the process lives: one waits for bytes,
//! one makes messages of them and notices that nothing more comes. Refuses to know: what the bytes
//! mean.
//!
//! There are two because only one of them may wait without end: not every system can wait on a
//! terminal for a limited time, but each can on a channel. The loop itself must not read either, or
//! signals would wait for a key.

use std::fs::File;
use std::io::{self, IsTerminal};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, SyncSender, channel, sync_channel};
use std::thread;

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;

use super::decoder::Decoder;
use super::event::Event;

/// The most bytes that are read at once.
const PIECE: usize = 4096;

/// How many pieces may wait; a terminal that sends faster is held up.
const WAITING: usize = 4;

/// Starts to read. What the terminal sends arrives as [`Event::Input`], of which the next one comes
/// when `()` was sent for the last.
pub fn read(terminal: File, events: Sender<Event>) -> io::Result<Sender<()>> {
    let (sender, pieces) = sync_channel(WAITING);
    thread::Builder::new()
        .name("bytes".to_owned())
        .spawn(move || read_pieces(&terminal, &sender))?;
    let (taken, wait) = channel();
    let decode = move || decode(&pieces, &events, &wait);
    thread::Builder::new().name("keys".to_owned()).spawn(decode)?;
    Ok(taken)
}

/// Opens the terminal that keys come from: standard input, or if that is piped the controlling
/// terminal. To be opened early: a terminal that goes away cannot be opened, but can be read to its
/// end.
pub fn open() -> io::Result<File> {
    let input = io::stdin();
    if input.is_terminal() {
        return Ok(rustix::io::dup(input)?.into());
    }
    File::open("/dev/tty")
}

fn read_pieces(terminal: &File, pieces: &SyncSender<io::Result<Vec<u8>>>) {
    loop {
        let piece = read_piece(terminal).transpose();
        let Some(piece) = piece else { continue };
        let over = piece.is_err();
        if pieces.send(piece).is_err() || over {
            return;
        }
    }
}

/// Waits for bytes and reads them; `None` if there were none after all.
///
/// Waiting and reading are two calls: whoever is inside a read when the job is stopped may still
/// take the line that is typed to the shell, but whoever begins one in the background is stopped. A
/// system that cannot wait for a terminal says so at once, and waits in the read.
fn read_piece(terminal: &File) -> io::Result<Option<Vec<u8>>> {
    let mut buffer = [0; PIECE];
    let mut waiting = [PollFd::new(terminal, PollFlags::IN)];
    let read = poll(&mut waiting, None).and_then(|_| rustix::io::read(terminal, &mut buffer));
    match read {
        // The end of input was typed while the terminal was not ours; or it is gone.
        Ok(0) if waiting[0].revents() == PollFlags::IN => Ok(None),
        Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
        Ok(length) => Ok(Some(buffer[..length].to_vec())),
        // Whoever shares the terminal with us has asked that nobody be held up by it.
        Err(Errno::INTR | Errno::AGAIN) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn decode(pieces: &Receiver<io::Result<Vec<u8>>>, events: &Sender<Event>, taken: &Receiver<()>) {
    let mut decoder = Decoder::default();
    let mut messages = Vec::new();
    loop {
        let received = match decoder.patience() {
            Some(patience) => pieces.recv_timeout(patience),
            None => pieces.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match received {
            Ok(Ok(piece)) => decoder.decode(&piece, &mut messages),
            Ok(Err(error)) => {
                // If nobody listens any more, the browser is about to end anyway.
                let _ = events.send(Event::InputFailed(error));
                return;
            }
            Err(RecvTimeoutError::Timeout) => decoder.pause(&mut messages),
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if messages.is_empty() {
            continue;
        }
        let sent = events.send(Event::Input(std::mem::take(&mut messages)));
        if sent.is_err() || taken.recv().is_err() {
            return;
        }
    }
}
