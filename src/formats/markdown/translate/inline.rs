//! Running text: tags, marks, ids of blocks, mathematics.

use std::ops::Range;

use super::{Leads, Pointer, Walk};
use crate::formats::escape::{code, fence, in_brackets};
use crate::formats::markdown::logseq::{is_hidden, references};
use crate::formats::markdown::outline::{attributes, block_id_at};
use crate::formats::mathematics::in_lines;

impl Walk<'_, '_> {
    /// Looks through text that is neither code nor part of another mark.
    pub(super) fn inline_text(&mut self, range: Range<usize>) {
        if !self.manner.kind.is_vault() {
            return self.hide_attributes(range);
        }
        if is_hidden(&self.text[range.clone()]) && self.begins_line(range.start) {
            return self.hide_line(range);
        }
        self.show_blocks(&range);
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

    fn begins_line(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches([' ', '\t', '>']).ends_with('\n') || at == 0
    }

    /// Leaves out a line of a paragraph.
    fn hide_line(&mut self, range: Range<usize>) {
        let line = self.text[..range.start].trim_end_matches([' ', '\t']);
        let start = line.strip_suffix('\n').map_or(range.start, |before| before.trim_end().len());
        self.edits.replace(start.max(self.paragraph.start)..range.end, "");
    }

    /// Writes `((id))` as what the block says, with a link to its page.
    fn show_blocks(&mut self, range: &Range<usize>) {
        if !self.links.is_empty() {
            return;
        }
        for found in references(&self.text[range.clone()]) {
            let found = range.start + found.start..range.start + found.end;
            let destination = &self.text[found.clone()];
            let pointer = Pointer { destination, is_wiki: false, at: found.start };
            if let Leads::To { reference, title } = self.around.follow(&pointer) {
                let title = self.in_cell(&in_brackets(&title));
                self.edits.replace(found, format!("[{title}]({reference})"));
            }
        }
    }

    /// Leaves out `{#id .class}` behind a part of a text or below it.
    fn hide_attributes(&mut self, range: Range<usize>) {
        let text = &self.text[range.clone()];
        let written = text.trim_start();
        let start = range.start + text.len() - written.len();
        let Some(length) = attributes(written) else { return };
        let hidden = start..start + length;
        let is_rest = written[length..].trim().is_empty();
        if self.begins_line(start) && is_rest {
            self.hide_line(hidden);
        } else if start == range.start && !self.begins_line(start) && self.has_mark_before(start) {
            self.edits.replace(hidden, "");
        }
    }

    /// Returns whether what ends at a byte is a link, code, or strong.
    fn has_mark_before(&self, at: usize) -> bool {
        self.text[..at].ends_with([')', ']', '`', '*', '_'])
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

    /// Returns whether what looks like mathematics are two sums of money: no digit follows the end of a formula, as
    /// Pandoc has it (`tex_math_dollars` in its manual).
    pub(super) fn is_price(&self, range: &Range<usize>) -> bool {
        self.text[range.end..].starts_with(|next: char| next.is_ascii_digit())
    }

    /// Shows mathematics in letters and signs, else as it is written; what stands apart has lines of its own.
    pub(super) fn mathematics(&mut self, math: &str, range: Range<usize>, is_display: bool) {
        let said = in_lines(math);
        if is_display
            && !self.in_table
            && let Some(prefix) = self.prefix_alone(&range)
        {
            let (kind, lines) = match said {
                Some(lines) => ("", lines),
                None => ("tex", written_lines(math)),
            };
            if !lines.is_empty() {
                let fence = fence(math);
                let between = format!("\n{prefix}");
                let lines = lines.join(&between);
                let block = format!("{fence}{kind}{between}{lines}{between}{fence}");
                self.edits.replace(range, block);
            }
            return;
        }
        let line = said.map_or_else(
            || math.split_whitespace().collect::<Vec<_>>().join(" "),
            |lines| lines.join("; "),
        );
        if !line.is_empty() {
            self.edits.replace(range, code(&line, self.in_table));
        }
    }

    /// Returns what a line begins with that goes on in the block of what stands alone in its lines; `None` if
    /// something stands beside that.
    fn prefix_alone(&self, range: &Range<usize>) -> Option<String> {
        let line_at = self.text[..range.start].rfind('\n').map_or(0, |end| end + 1);
        let before = &self.text[line_at..range.start];
        let behind = self.text[range.end..].lines().next().unwrap_or_default();
        let opens = before.trim_start_matches([' ', '\t', '>']);
        let opens = opens.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_alone = matches!(opens.trim_end(), "" | "-" | "*" | "+" | "." | ")");
        (is_alone && behind.trim().is_empty()).then(|| prefix_of(before))
    }
}

/// Returns what the lines begin with that go on in a quote or an item, from what the first of them begins with.
pub(super) fn prefix_of(before: &str) -> String {
    before.chars().map(|c| if "> \t".contains(c) { c } else { ' ' }).collect()
}

/// Returns the lines of mathematics as they are written.
fn written_lines(math: &str) -> Vec<String> {
    let lines = math.lines().map(|line| line.trim_start_matches(['>', ' ', '\t']).trim_end());
    lines.filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
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
