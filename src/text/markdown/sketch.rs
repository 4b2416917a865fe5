//! Markup written down in a line a block, as tests compare it: `>` and `*` for containers, the kind, and
//! `{styles|text}`.

use std::fmt::Write;

use super::{BlockKind, Container, Passage, StretchKind, parse};

/// Writes blocks down: containers, kind, text with its styles.
pub fn sketch(source: &str) -> String {
    let markup = parse(source);
    let prose = |passage: &Passage| {
        let prose = markup.prose(*passage);
        let mut text = String::new();
        let mut at = 0;
        for stretch in prose.stretches() {
            text.push_str(&prose.text[at..stretch.range.start]);
            let mut marks = String::new();
            for (on, mark) in [
                (stretch.emphasis.strong, "strong "),
                (stretch.emphasis.emphasis, "em "),
                (stretch.emphasis.struck, "struck "),
                (stretch.kind == StretchKind::Code, "code "),
                (matches!(stretch.kind, StretchKind::Footnote(_)), "note "),
            ] {
                marks.push_str(if on { mark } else { "" });
            }
            if let Some(link) = stretch.link {
                marks.push_str("->");
                marks.push_str(&markup.links[link].destination);
            }
            let shown = &prose.text[stretch.range.clone()];
            write!(text, "{{{}|{shown}}}", marks.trim()).unwrap();
            at = stretch.range.end;
        }
        text + &prose.text[at..]
    };
    let mut lines = Vec::new();
    for block in &markup.blocks {
        let mut line = String::new();
        for container in &block.within {
            match container {
                Container::Quote(_) => line.push('>'),
                Container::Item { list, item } => match markup.lists[*list as usize].start {
                    Some(start) => write!(line, "{}.", start + u64::from(*item)).unwrap(),
                    None => line.push('*'),
                },
                Container::Footnote(number) => write!(line, "[{number}]").unwrap(),
            }
        }
        let kind = match &block.kind {
            BlockKind::Paragraph(text) => format!("p {}", prose(text)),
            BlockKind::Heading { level, passage: text, slug } => {
                format!("h{level} {} #{slug}", prose(text))
            }
            BlockKind::Code(code) => format!("code {:?}", markup.prose(*code).text),
            BlockKind::Table(table) => std::iter::once(table.head())
                .chain(table.rows())
                .map(|row| row.iter().map(&prose).collect::<Vec<_>>().join(" ; "))
                .collect::<Vec<_>>()
                .join(" / "),
            BlockKind::Rule => "rule".to_owned(),
        };
        lines.push(line + &kind);
    }
    lines.join("\n")
}

/// Compares the sketch of a source with what is expected.
#[track_caller]
pub fn check(source: &str, expected: &str) {
    assert_eq!(sketch(source), expected);
}
