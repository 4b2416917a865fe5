//! Asks whether something is to go that cannot be had back. Refuses to know: what.

use std::io::{self, BufRead, IsTerminal};

use super::Failure;
use super::output::complain;

/// Asks a question, which says what would go; `nobody` is what to say if there is no terminal to ask it at.
pub fn is_agreed(question: &str, nobody: &str) -> Result<bool, Failure> {
    complain(question);
    let input = io::stdin();
    if !input.is_terminal() {
        return Err(Failure::usage(nobody));
    }
    let mut answer = String::new();
    // Whoever hangs up has not agreed.
    let _ = input.lock().read_line(&mut answer);
    Ok(matches!(answer.trim(), "y" | "Y" | "yes"))
}
