//! Markdown to blocks with byte offsets and link targets.
