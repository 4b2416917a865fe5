//! What wakes the loop, whoever sends it.

use std::io;

use crate::app::message::Message;

/// Something that the loop is woken for.
pub enum Event {
    /// Something for the app.
    Message(Message),
    /// What was typed. No more of it comes before the loop has taken this in, so that a flood waits
    /// in the terminal and not in the memory.
    Input(Vec<Message>),
    /// The terminal has another size.
    SizeChanged,
    /// The process was stopped and runs again, and has taken the terminal.
    Resumed,
    /// The packs are open, or will not be; whoever waits for them has the outcome.
    Opened,
    /// A worker has a fault; a sentence about it.
    WorkerFailed(String),
    /// The terminal cannot be read any more.
    InputFailed(io::Error),
    /// The terminal cannot be written to any more.
    OutputFailed(io::Error),
}
