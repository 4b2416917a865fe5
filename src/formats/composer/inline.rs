//! Text in styles to Markdown. A style that Markdown could not show where it stands is left out rather than
//! its signs shown. Refuses to know: blocks.

use super::super::escape::{Spot, break_in_cell, code, escape_into, is_letter};
use crate::text::markdown::Emphasis;

/// How text is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether it is strong, emphasised, struck out.
    pub emphasis: Emphasis,
    /// Whether it is code.
    pub code: bool,
    /// An index into the destinations.
    pub link: Option<u32>,
}

impl Style {
    /// Returns the style of what is strong.
    pub fn strong() -> Self {
        let emphasis = Emphasis { strong: true, ..Emphasis::default() };
        Self { emphasis, ..Self::default() }
    }
}

/// Text in one style; a line feed is a line break.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Its style.
    pub style: Style,
}

/// Text on its way into one block.
pub struct Inline<'a> {
    /// Where links lead.
    pub links: &'a [String],
    /// Where it stands.
    pub spot: Spot,
    /// What becomes of a line break outside of cells.
    pub line_break: &'a str,
}

/// A property of a style: 0 where text does not have it.
type Property = fn(&Style) -> u32;

/// What is written around text, the outermost first; code and line breaks are inside of all.
const LEVELS: [Property; 4] = [
    |style| style.link.map_or(0, |link| link + 1),
    |style| u32::from(style.emphasis.strong),
    |style| u32::from(style.emphasis.emphasis),
    |style| u32::from(style.emphasis.struck),
];

fn drop_level(level: usize, style: &mut Style) {
    match level {
        0 => style.link = None,
        1 => style.emphasis.strong = false,
        2 => style.emphasis.emphasis = false,
        _ => style.emphasis.struck = false,
    }
}

/// Removes blanks around line breaks and at both ends, and joins neighbours of one style.
pub fn tidy(runs: Vec<Run>) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::with_capacity(runs.len());
    let mut is_fresh = true;
    for Run { text, style } in runs {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                trim_end(&mut tidy);
                push(&mut tidy, "\n", style);
                is_fresh = true;
            }
            let line = if is_fresh { line.trim_start_matches([' ', '\t']) } else { line };
            if !line.is_empty() {
                push(&mut tidy, line, style);
                is_fresh = false;
            }
        }
    }
    while tidy.last().is_some_and(|run| run.text.ends_with([' ', '\t', '\n'])) {
        trim_end(&mut tidy);
        let ends = tidy.last_mut().filter(|run| run.text.ends_with('\n'));
        ends.map(|run| run.text.pop());
        tidy.pop_if(|run| run.text.is_empty());
    }
    tidy
}

fn trim_end(runs: &mut Vec<Run>) {
    while let Some(last) = runs.last_mut() {
        let kept = last.text.trim_end_matches([' ', '\t']).len();
        last.text.truncate(kept);
        if kept > 0 {
            return;
        }
        runs.pop();
    }
}

/// Appends text to the last run if that is set so, else as a new one.
pub fn push(runs: &mut Vec<Run>, text: &str, style: Style) {
    match runs.last_mut() {
        Some(last) if last.style == style => last.text.push_str(text),
        _ => runs.push(Run { text: text.to_owned(), style }),
    }
}

impl Inline<'_> {
    /// Appends tidy runs as Markdown.
    pub fn write(&self, runs: Vec<Run>, out: &mut String) {
        let runs = (0..LEVELS.len()).fold(runs, |runs, level| self.settle(level, runs));
        let begin = out.len();
        for is_strict in [false, true] {
            let mut writer = Writer::new(self, begin, is_strict);
            writer.level(0, &runs, After::default(), out);
            if writer.promises.iter().all(|promise| promise.is_kept(out)) {
                return;
            }
            out.truncate(begin);
        }
        unreachable!("what is strict promises nothing")
    }

    /// Takes a style off blanks at its ends, and off signs there at which Markdown would not see an end
    /// of it.
    fn settle(&self, level: usize, runs: Vec<Run>) -> Vec<Run> {
        let property = LEVELS[level];
        if runs.iter().all(|run| property(&run.style) == 0) {
            return runs;
        }
        let mut settled: Vec<Run> = Vec::with_capacity(runs.len());
        let mut runs = runs.into_iter().peekable();
        while let Some(run) = runs.next() {
            let value = property(&run.style);
            // What is written around a style parts it.
            let same = |next: &Run, run: &Run| {
                LEVELS[..=level]
                    .iter()
                    .all(|property| property(&next.style) == property(&run.style))
            };
            let mut group = vec![run];
            while let Some(next) = runs.next_if(|next| same(next, &group[0])) {
                group.push(next);
            }
            if value == 0 {
                settled.append(&mut group);
                continue;
            }
            let is_nowhere =
                level == 0 && self.links.get(value as usize - 1).is_none_or(String::is_empty);
            let after = runs.peek().and_then(|next| next.text.chars().next());
            let before = settled.last().and_then(|last| last.text.chars().next_back());
            let edges = Edges { level, before, after };
            if is_nowhere {
                for run in &mut group {
                    drop_level(level, &mut run.style);
                }
                settled.append(&mut group);
            } else {
                edges.settle(group, &mut settled);
            }
        }
        let mut joined = Vec::with_capacity(settled.len());
        for run in settled {
            push(&mut joined, &run.text, run.style);
        }
        joined
    }
}

/// What is on both sides of a group of runs that have a style.
struct Edges {
    level: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Edges {
    /// Returns whether a character cannot be the first or last in the style beside another.
    fn is_loose(&self, c: char, style: Style, outside: Option<char>) -> bool {
        // The brackets of a link need nothing beside them, and code is not taken apart.
        let may_stand = self.level == 0 || style.code || is_letter(c) || parts(outside);
        c.is_whitespace() || !may_stand
    }

    fn settle(&self, group: Vec<Run>, settled: &mut Vec<Run>) {
        let mut group = std::collections::VecDeque::from(group);
        let begun = settled.len();
        let mut outside = self.before;
        while let Some(mut run) = group.pop_front() {
            let mut kept = 0;
            for c in run.text.chars() {
                if !self.is_loose(c, run.style, outside) {
                    break;
                }
                kept += c.len_utf8();
                outside = Some(c);
            }
            let rest = run.text.split_off(kept);
            let style = run.style;
            drop_level(self.level, &mut run.style);
            settled.push(run);
            if !rest.is_empty() {
                group.push_front(Run { text: rest, style });
                break;
            }
        }
        let mut tail = Vec::new();
        let mut outside = self.after;
        while let Some(mut run) = group.pop_back() {
            let mut kept = run.text.len();
            for c in run.text.chars().rev() {
                if !self.is_loose(c, run.style, outside) {
                    break;
                }
                kept -= c.len_utf8();
                outside = Some(c);
            }
            let mut rest = Run { text: run.text.split_off(kept), style: run.style };
            drop_level(self.level, &mut rest.style);
            tail.push(rest);
            if !run.text.is_empty() {
                group.push_back(run);
                break;
            }
        }
        settled.extend(group);
        settled.extend(tail.into_iter().rev());
        let own = settled.split_off(begun);
        settled.extend(own.into_iter().filter(|run| !run.text.is_empty()));
    }
}

/// Returns whether a style can begin or end beside a character whatever is inside of it.
fn parts(outside: Option<char>) -> bool {
    // What other signs are depends on the version of Unicode.
    let is_blank = |c: char| c.is_whitespace() && !"\u{b}\u{85}\u{2028}\u{2029}".contains(c);
    outside.is_none_or(|c| is_blank(c) || c.is_ascii_punctuation())
}

/// What follows a group of runs: what is expected there, and what is there if a style cannot be shown.
#[derive(Clone, Copy, Default)]
struct After {
    sign: Option<char>,
    plain: Option<char>,
}

/// The end of a style that holds only if what follows it is written as expected.
struct Promise {
    sign: &'static str,
    last: Option<char>,
    /// Where the sign ends.
    end: usize,
}

impl Promise {
    fn is_kept(&self, out: &str) -> bool {
        shows(self.sign, self.last, out[self.end..].chars().next())
    }
}

struct Writer<'a> {
    inline: &'a Inline<'a>,
    /// Whether nothing but signs of styles stands in the line yet.
    begins_line: bool,
    /// Where the block begins.
    begin: usize,
    /// Whether a style must be shown whatever becomes of the next.
    is_strict: bool,
    promises: Vec<Promise>,
}

impl<'a> Writer<'a> {
    fn new(inline: &'a Inline<'a>, begin: usize, is_strict: bool) -> Self {
        let begins_line = inline.spot.begins_line;
        Self { inline, begins_line, begin, is_strict, promises: Vec::new() }
    }

    /// Appends runs with the styles from a level on.
    fn level(&mut self, level: usize, runs: &[Run], after: After, out: &mut String) {
        let Some(property) = LEVELS.get(level) else {
            for run in runs {
                self.text(run, out);
            }
            return;
        };
        let mut groups = runs.chunk_by(|a, b| property(&a.style) == property(&b.style)).peekable();
        while let Some(group) = groups.next() {
            let next = groups.peek().map(|next| After {
                sign: Some(first_sign(level, &next[0])),
                plain: Some(first_sign(LEVELS.len(), &next[0])),
            });
            let after = next.unwrap_or(after);
            let value = property(&group[0].style);
            if value == 0 || !self.styled(level, value, group, after, out) {
                self.level(level + 1, group, after, out);
            }
        }
    }

    /// Appends runs that have a style; returns whether Markdown can show it there.
    fn styled(
        &mut self,
        level: usize,
        value: u32,
        runs: &[Run],
        after: After,
        out: &mut String,
    ) -> bool {
        if level == 0 {
            if let Some(before) = out.strip_suffix('!') {
                let escapes = before.len() - before.trim_end_matches('\\').len();
                // It would make a picture of the link.
                if escapes.is_multiple_of(2) {
                    out.insert(out.len() - 1, '\\');
                }
            }
            out.push('[');
            self.level(1, runs, After { sign: Some(']'), plain: Some(']') }, out);
            out.push_str("](");
            push_destination(&self.inline.links[value as usize - 1], out);
            out.push(')');
            return true;
        }
        let signs: &[&'static str] = match level {
            1 => &["**"],
            2 => &["_", "*"],
            _ => &["~~"],
        };
        let (length, begins_line) = (out.len(), self.begins_line);
        for sign in signs {
            let before = out[self.begin..].chars().next_back();
            let own = sign.chars().next();
            out.push_str(sign);
            self.level(level + 1, runs, After { sign: own, plain: own }, out);
            let inside = &out[length + sign.len()..];
            let (first, last) = (inside.chars().next(), inside.chars().next_back());
            let is_certain = shows(sign, last, after.plain);
            if shows(sign, first, before)
                && shows(sign, last, after.sign)
                && (is_certain || !self.is_strict)
            {
                out.push_str(sign);
                if !is_certain {
                    self.promises.push(Promise { sign, last, end: out.len() });
                }
                return true;
            }
            out.truncate(length);
            self.promises.retain(|promise| promise.end <= length);
            self.begins_line = begins_line;
        }
        false
    }

    fn text(&mut self, run: &Run, out: &mut String) {
        // Two codes side by side would be one.
        let follows_code = out[self.begin..].ends_with('`');
        if run.style.code && !run.text.trim().is_empty() && !follows_code {
            self.begins_line = false;
            return out.push_str(&code(&run.text.replace('\n', " "), self.inline.spot.in_cell));
        }
        for (number, line) in run.text.split('\n').enumerate() {
            if number > 0 {
                let is_cell = self.inline.spot.in_cell;
                let own = if is_cell {
                    break_in_cell(&out[self.begin..])
                } else {
                    self.inline.line_break
                };
                out.push_str(own);
                self.begins_line = self.inline.spot.begins_line;
            }
            if !line.is_empty() {
                let spot = Spot { begins_line: self.begins_line, ..self.inline.spot };
                escape_into(line, spot, out);
                self.begins_line = false;
            }
        }
    }
}

/// Returns what a run begins with when it is written with the styles from a level on.
fn first_sign(level: usize, run: &Run) -> char {
    const SIGNS: [char; 4] = ['[', '*', '_', '~'];
    let mut styles = SIGNS.iter().zip(LEVELS).skip(level);
    if let Some((&sign, _)) = styles.find(|(_, property)| property(&run.style) > 0) {
        return sign;
    }
    match run.text.chars().next() {
        _ if run.style.code => '`',
        Some(c) if c.is_ascii_punctuation() => '\\',
        first => first.unwrap_or(' '),
    }
}

/// Returns whether a sign between the outermost character of a text and what is outside begins or ends a
/// style there (`CommonMark` 0.31, 6.2).
fn shows(sign: &str, inner: Option<char>, outer: Option<char>) -> bool {
    let is_run_on = [inner, outer].contains(&sign.chars().next());
    let in_word = sign == "_" && !parts(outer);
    let stands = inner.is_some_and(|c| is_letter(c) || !c.is_whitespace() && parts(outer));
    stands && !is_run_on && !in_word
}

fn push_destination(destination: &str, out: &mut String) {
    for c in destination.chars() {
        match c {
            '&' | '*' | '_' | '~' => {
                out.push('\\');
                out.push(c);
            }
            ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '\\' | '`' | '|' | '"' => {
                out.push_str(&format!("%{:02X}", c as u32));
            }
            c if c.is_control() || c.is_whitespace() => {
                let mut bytes = [0; 4];
                for byte in c.encode_utf8(&mut bytes).bytes() {
                    out.push_str(&format!("%{byte:02X}"));
                }
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::{BlockKind, StretchKind, parse};
    use proptest::prelude::*;

    fn style() -> impl Strategy<Value = Style> {
        let link = prop::option::weighted(0.2, 0..3u32);
        (0..8u8, prop::bool::weighted(0.1), link).prop_map(|(bits, code, link)| Style {
            emphasis: Emphasis {
                strong: bits & 1 > 0,
                emphasis: bits & 2 > 0,
                struck: bits & 4 > 0,
            },
            code,
            link,
        })
    }

    proptest! {
        #[test]
        fn all_text_is_shown_and_in_no_style_that_it_has_not(
            runs in prop::collection::vec(("([-a1 >*`|#\\\\\\[\\]()!~<&;:=_+^.中“]|\\PC|\n){0,4}", style()), 1..8)
        ) {
            let runs = runs.into_iter().map(|(text, style)| Run { text, style }).collect();
            let runs = tidy(runs);
            let said: String = runs.iter().map(|run| &*run.text).collect();
            if said.trim().is_empty() || said.contains("\n\n") {
                return Ok(());
            }
            let links = ["m/x".to_owned(), "m/y z".to_owned(), String::new()];
            let spot = Spot { begins_line: true, ..Spot::default() };
            let mut markdown = String::new();
            Inline { links: &links, spot, line_break: "\\\n" }.write(runs.clone(), &mut markdown);
            let markup = parse(&markdown);
            let [block] = &markup.blocks[..] else { panic!("one block: {markdown:?}") };
            let BlockKind::Paragraph(passage) = block.kind else { panic!("{block:?}") };
            let prose = markup.prose(passage);
            // In code a line break is a blank.
            let flat = |text: &str| text.replace('\n', " ");
            prop_assert_eq!(flat(prose.text), flat(&said), "{}", markdown);
            for stretch in prose.stretches() {
                let mut at = 0;
                for run in &runs {
                    let range = at..at + run.text.len();
                    at = range.end;
                    if range.end <= stretch.range.start || range.start >= stretch.range.end {
                        continue;
                    }
                    let (emphasis, said) = (stretch.emphasis, run.style.emphasis);
                    prop_assert!(said.strong || !emphasis.strong, "{}", markdown);
                    prop_assert!(said.emphasis || !emphasis.emphasis, "{}", markdown);
                    prop_assert!(said.struck || !emphasis.struck, "{}", markdown);
                    prop_assert!(run.style.code || stretch.kind != StretchKind::Code, "{}", markdown);
                    prop_assert!(run.style.link.is_some() || stretch.link.is_none(), "{}", markdown);
                }
            }
        }
    }
}
