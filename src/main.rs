//! Folio, the program.

fn main() {}
