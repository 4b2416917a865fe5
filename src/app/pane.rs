//! The three panes: contents, reader, side. Each has a file of its own with its state and what
//! keys, clicks and the wheel do in it. Refuses to know: layers, where panes are on the screen.

pub mod contents;
pub mod reader;
pub mod side;
