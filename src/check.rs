//! Holds an opened pack against the rules that need the whole pack.
