//! TOML to model: the value *and* all mistakes. Refuses to know: screens, search.

pub mod diagnostic;
