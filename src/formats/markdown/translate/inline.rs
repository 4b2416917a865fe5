//! Running text: tags, marks, ids of blocks, mathematics.

use std::ops::Range;

use super::Walk;
use crate::formats::escape::code;
use crate::formats::markdown::outline::block_id_at;

impl Walk<'_, '_> {
    /// Looks through text that is neither code nor part of another mark.
    pub(super) fn inline_text(&mut self, range: Range<usize>) {
        if !self.manner.is_vault {
            return;
        }
        if self.links.is_empty() {
            self.find_tags(&range);
        }
        self.find_marks(&range);
        self.hide_block_id(&range);
    }

    fn find_tags(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        for (at, _) in text.match_indices('#') {
            let before = text[..at].chars().next_back();
            let begins = before.is_none_or(|c| c.is_whitespace() || c == '(');
            // Text of its own begins where other marks end.
            let is_first = at > 0 || self.text[..range.start].ends_with(['\n', ' ', '\t', '(']);
            let tag = tag_at(&text[at + 1..]);
            if begins && (is_first || range.start == 0) && tag.chars().any(|c| !c.is_ascii_digit())
            {
                self.tags.push(tag.to_owned());
            }
        }
    }

    /// Writes `==marked==` as strong.
    fn find_marks(&mut self, range: &Range<usize>) {
        let text = &self.text[range.clone()];
        let mut rest = 0;
        while let Some(open) = text[rest..].find("==").map(|at| rest + at) {
            let inside = open + 2;
            let Some(close) = text[inside..].find("==").map(|at| inside + at) else { break };
            let marked = &text[inside..close];
            let holds = !marked.trim().is_empty()
                && marked.trim() == marked
                && !marked.contains(['\n', '='])
                && !text[close + 2..].starts_with('=');
            if !holds {
                rest = inside;
                continue;
            }
            self.edits.replace(range.start + open..range.start + inside, "**");
            self.edits.replace(range.start + close..range.start + close + 2, "**");
            rest = close + 2;
        }
    }

    /// Leaves out `^id` at the end of a block.
    fn hide_block_id(&mut self, range: &Range<usize>) {
        let written = self.text[range.clone()].trim_end();
        let behind = self.text[range.start + written.len()..].trim_start_matches([' ', '\t']);
        let ends = behind.is_empty() || behind.starts_with('\n');
        let Some(at) = block_id_at(written).filter(|_| ends) else { return };
        let before = written[..at].chars().next_back();
        let stands_alone = before.map_or_else(
            || self.text[..range.start].ends_with(['\n', ' ']) || range.start == 0,
            char::is_whitespace,
        );
        if stands_alone {
            let start = written[..at].trim_end_matches([' ', '\t']).len();
            self.edits.replace(range.start + start..range.start + written.len(), "");
        }
    }

    /// Shows mathematics as it is written.
    pub(super) fn mathematics(&mut self, math: &str, range: Range<usize>) {
        let line = math.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() {
            self.edits.replace(range, code(&line, false));
        }
    }
}

/// Returns the tag that begins a text; empty if none does.
fn tag_at(text: &str) -> &str {
    let belongs = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '_' | '-' | '/')
            || !c.is_ascii()
                && !c.is_whitespace()
                && !matches!(
                    c,
                    '，' | '。'
                        | '、'
                        | '）'
                        | '：'
                        | '；'
                        | '！'
                        | '？'
                        | '…'
                        | '”'
                        | '’'
                        | '—'
                        | '–'
                )
    };
    let end = text.find(|c| !belongs(c)).unwrap_or(text.len());
    text[..end].trim_end_matches(['/', '-'])
}
