//! How many threads building and searching use. Refuses to know: what they do.

/// Returns how many threads pay: two if the machine has them.
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, |count| count.get().min(2))
}
