//! Plain text in lines to Markdown that keeps them: lines that were only wrapped become one again, what a
//! line begins with stays. Refuses to know: formats.

use super::composer::{Composer, Style};

/// The narrowest and the widest width at which programs wrap text.
const WIDTHS: std::ops::RangeInclusive<usize> = 56..=92;

/// How many lines are looked at to find out how a text was wrapped.
const LINES: usize = 20_000;

/// Blanks beyond these are a way to set text on one width.
const DEEPEST_INDENT: usize = 12;

/// Finds the width at which the lines of texts were wrapped, in characters; `None` if they were not.
pub fn width_of<'t>(lines: impl Iterator<Item = &'t str>) -> Option<usize> {
    let mut counts = [0_usize; 256];
    let mut all = 0;
    for line in lines.take(LINES) {
        counts[line.trim_end().chars().count().min(counts.len() - 1)] += 1;
        all += 1;
    }
    // A word may be longer than the line.
    let may_exceed = all / 100;
    let mut beyond = 0;
    let width = counts.iter().enumerate().rev().find(|(_, count)| {
        beyond += *count;
        beyond > may_exceed
    })?;
    let width = width.0;
    let near: usize = counts[width.saturating_sub(10)..=width].iter().sum();
    (WIDTHS.contains(&width) && near * 10 > all).then_some(width)
}

/// Turns a text into Markdown. Lines of a text that was wrapped at `width` are joined where one had no room
/// for the first word of the next; `follow` says where `{word}` leads.
pub fn markdown(
    text: &str,
    width: Option<usize>,
    follow: &mut dyn FnMut(&str) -> Option<String>,
) -> String {
    let mut composer = Composer::default();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let written = lines.iter().filter(|line| !line.is_empty());
    let margin = written.map(|line| indent(line).0).min().unwrap_or(0);
    let mut joined = String::new();
    let mut lines = lines.into_iter().peekable();
    while let Some(line) = lines.next() {
        let (indented, content) = indent(line);
        if content.is_empty() {
            composer.end_block();
            continue;
        }
        joined.clear();
        joined.push_str(content);
        let mut last = line;
        while let Some(next) =
            lines.next_if(|next| width.is_some_and(|width| goes_on(last, next, width)))
        {
            joined.push(' ');
            joined.push_str(next.trim_start());
            last = next;
        }
        if !composer.is_at_line_start() {
            composer.line_break();
        }
        let blanks = (indented - margin).min(DEEPEST_INDENT);
        composer.text(&"\u{a0}".repeat(blanks), Style::default());
        push_references(&joined.replace('\t', " "), &mut composer, follow);
    }
    composer.finish()
}

/// Returns how far a line is indented, and what is behind that.
fn indent(line: &str) -> (usize, &str) {
    const TAB: usize = 8;
    let content = line.trim_start_matches([' ', '\t']);
    let blanks = line[..line.len() - content.len()].bytes();
    let width =
        blanks.fold(0, |at, byte| if byte == b'\t' { at / TAB * TAB + TAB } else { at + 1 });
    (width, content)
}

/// Returns whether a line ended only because the first word of the next had no room in it.
fn goes_on(line: &str, next: &str, width: usize) -> bool {
    let Some(word) = next.split_whitespace().next() else { return false };
    let begins_sense =
        word.ends_with(['.', ')', ':']) && word.starts_with(|c: char| c.is_ascii_digit());
    !begins_sense && line.chars().count() + 1 + word.chars().count() > width
}

/// Appends text in which `{word}` refers to another; one that leads nowhere stays as it is written.
fn push_references(
    text: &str,
    composer: &mut Composer,
    follow: &mut dyn FnMut(&str) -> Option<String>,
) {
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('{') {
        composer.text(before, Style::default());
        let word = behind.split_once('}').filter(|(word, _)| !word.contains('{'));
        let found = word.and_then(|(word, after)| {
            // The FreeDict project writes what is shown, then what is meant.
            let meant = word.split_whitespace().collect::<Vec<_>>().join(" ");
            follow(&meant).map(|destination| (word, destination, after))
        });
        if let Some((word, destination, after)) = found {
            let link = Some(composer.link(destination));
            composer.text(word, Style { link, ..Style::default() });
            rest = after;
        } else {
            composer.text("{", Style::default());
            rest = behind;
        }
    }
    composer.text(rest, Style::default());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::markdown::parse;
    use proptest::prelude::*;

    fn shown(text: &str, width: Option<usize>) -> String {
        let mut follow = |word: &str| (word == "green tea").then(|| "green-tea".to_owned());
        parse(&markdown(text, width, &mut follow)).text
    }

    #[test]
    fn lines_stay_and_what_was_wrapped_becomes_one() {
        let wrapped = "  n 1: a drink that is made of the leaves of a\n       plant\n    2: a meal [syn: {green\n       tea}]";
        assert_eq!(
            shown(wrapped, Some(48)),
            "n 1: a drink that is made of the leaves of a plant\n\u{a0}\u{a0}2: a meal [syn: {green\n\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}tea}]"
        );
        let joined = "see {green\ntea} and {tea}";
        assert_eq!(shown(joined, Some(12)), "see green tea and {tea}");
        assert_eq!(shown("a\n\n\nb\n  # c\n- d", None), "a\nb\n\u{a0}\u{a0}# c\n- d");
        assert_eq!(shown("{a{green tea}", None), "{agreen tea");
    }

    #[test]
    fn a_width_is_seen_only_where_text_was_wrapped() {
        let wrapped = ["a".repeat(70), "b".repeat(66), "c".repeat(40)];
        assert_eq!(width_of(wrapped.iter().map(|it| &**it).cycle().take(600)), Some(70));
        let free = ["a".repeat(300), "b".repeat(66), "c".repeat(20)];
        assert_eq!(width_of(free.iter().map(|it| &**it).cycle().take(600)), None);
        assert_eq!(width_of(["tea", "cup"].into_iter().cycle().take(600)), None);
        assert_eq!(width_of(std::iter::empty()), None);
    }

    proptest! {
        #[test]
        fn all_words_are_shown(text in "([a{} *_\\[#>-]|\n|\t|  |\\PC){0,60}") {
            let words = |text: &str| {
                text.split(|c: char| c.is_whitespace() || c == '\u{a0}').filter(|it| !it.is_empty())
                    .map(str::to_owned).collect::<Vec<_>>()
            };
            let shown = parse(&markdown(&text, None, &mut |_| None)).text;
            prop_assert_eq!(words(&shown), words(&text));
        }
    }
}
