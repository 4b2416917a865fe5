//! Line breaking (UAX 14) by display width.
