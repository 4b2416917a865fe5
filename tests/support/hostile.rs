//! Text that would drive a terminal or deceive its reader, packs that are full of it, and the look
//! that every sink's output is given. The look is written down again, by what each character is, and
//! asks nothing of the code that makes text safe.

use std::fmt::Write;

use proptest::prelude::*;
use unicode_properties::{
    GeneralCategory as Category, GeneralCategoryGroup as Group, UnicodeEmoji,
    UnicodeGeneralCategory,
};

/// What attacks, deceives or disarranges, and what looks like it and must stay.
const PIECES: &[&str] = &[
    // Sequences of terminals, in seven and in eight bits, whole and cut off.
    "\u{1b}]52;c;eA==\u{7}",
    "\u{1b}]0;title\u{1b}\\",
    "\u{1b}]8;;http://evil.example\u{1b}\\",
    "\u{1b}[2J",
    "\u{1b}[6n",
    "\u{1b}[?1049l",
    "\u{1b}[31;5m",
    "\u{1b}[99;1H",
    "\u{1b}P1$r\u{1b}\\",
    "\u{1b}_Gi=1\u{1b}\\",
    "\u{1b}c",
    "\u{1b}",
    "\u{1b}[",
    "\u{9b}31m",
    "\u{9d}0;title\u{9c}",
    "\u{90}q#0\u{9c}",
    "\u{85}",
    "\u{8}\u{8}\u{8}",
    "\u{0}",
    "\u{7f}",
    "\u{e}",
    // What moves the cursor or parts lines.
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "\u{b}",
    "\u{c}",
    "\u{2028}",
    "\u{2029}",
    // What turns or hides text.
    "\u{61c}",
    "\u{200e}",
    "\u{200f}",
    "\u{202a}",
    "\u{202b}",
    "\u{202c}",
    "\u{202d}",
    "\u{202e}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{ad}",
    "\u{34f}",
    "\u{3164}",
    "\u{115f}\u{1160}",
    "\u{ffa0}",
    "\u{e0001}",
    "\u{e0061}\u{e0062}\u{e007f}",
    "\u{200d}",
    "\u{200c}",
    "\u{fe0f}",
    "\u{e0100}",
    "\u{e000}",
    "\u{10ffff}",
    // What piles up or stands alone.
    "\u{301}",
    "\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}",
    "\u{1161}\u{11a8}",
    "\u{20e3}",
    "\u{605}",
    "\u{1f1e8}",
    // What readers need.
    "👩\u{200d}👩\u{200d}👧",
    "🇨🇳",
    "1\u{fe0f}\u{20e3}",
    "❤\u{fe0f}",
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "می\u{200c}خواهم",
    "ක්\u{200d}ෂ",
    "硬联通",
    "한국어",
    "e\u{301}",
    "word",
    " ",
    // What becomes something else on the way, as TOML or Markdown.
    "\\u001b[2J",
    "&#27;[2J",
    "&#x9b;31m",
    "&zwj;&#8238;",
    "`",
    "```\n\u{1b}[2J\n```\n",
    "**",
    "[bank](https://evil.example/\u{202e})",
    "[[t/",
    "]]",
    "|",
    "\n| a\u{1b} | b |\n|---|---|\n| \u{9b} | \u{202e} |\n",
    "\n# ",
    "\n> ",
    "\n1. ",
    "[^1]",
    "<b>",
    "'''",
    "\"",
    "\\",
];

/// Returns texts that are rich in [`PIECES`] and in the blocks of Unicode around them.
pub fn text() -> impl Strategy<Value = String> {
    let one = |range: std::ops::RangeInclusive<char>| {
        prop::char::range(*range.start(), *range.end()).prop_map(String::from)
    };
    let piece = prop_oneof![
        12 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => one('\u{0}'..='\u{a0}'),
        1 => one('\u{300}'..='\u{36f}'),
        1 => one('\u{600}'..='\u{6ff}'),
        1 => one('\u{900}'..='\u{97f}'),
        1 => one('\u{1100}'..='\u{11ff}'),
        1 => one('\u{2000}'..='\u{206f}'),
        1 => one('\u{fe00}'..='\u{fe0f}'),
        1 => one('\u{1f1e6}'..='\u{1f1ff}'),
        1 => one('\u{1f3f0}'..='\u{1f4ff}'),
        1 => one('\u{e0000}'..='\u{e01ff}'),
        1 => prop::collection::vec(any::<u8>(), 1..6)
            .prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
    ];
    prop::collection::vec(piece, 0..7).prop_map(|pieces| pieces.concat())
}

/// Returns bytes that are mostly such text, and sometimes no text at all.
pub fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let noise = prop::collection::vec(any::<u8>(), 0..4);
    (noise.clone(), text(), noise)
        .prop_map(|(before, text, behind)| [before, text.into_bytes(), behind].concat())
}

/// The id of the entry that everything in a hostile pack hangs together with.
pub const HUB: &str = "t/hub";

/// Names one of the texts of a pack; it stands before the text wherever the text stands.
pub fn mark(number: usize) -> String {
    format!("q{number}x")
}

/// Returns the texts with their marks.
pub fn marked(texts: &[String]) -> Vec<String> {
    texts.iter().enumerate().map(|(number, text)| mark(number) + text).collect()
}

/// How many texts an entry of a hostile pack holds.
pub const FIELDS: usize = 8;

/// Returns the id of an entry of a hostile pack.
pub fn id(number: usize) -> String {
    format!("t/e{number}")
}

/// Writes `pack.toml` and another file of a pack whose n-th entry holds the n-th [`FIELDS`] texts:
/// as its title, summary, name, reading, heading, statement, body and as the reason of its link from
/// [`HUB`], and some of them again wherever else a text can stand. The body of [`HUB`] holds all
/// statements once more.
pub fn pack(texts: &[String]) -> (String, String) {
    let entries: Vec<Vec<String>> = texts
        .chunks_exact(FIELDS)
        .map(|texts| texts.iter().map(|it| quote(it)).collect())
        .collect();
    let [title, summary, label, inverse, ..] = &entries[0][..] else {
        panic!("a hostile pack has an entry")
    };
    let head = format!(
        "format = 1\nid = 'hostile'\ntitle = {title}\nversion = '1.0.0'\nlanguage = 'en'\n\
         summary = {summary}\nauthors = [{title}]\nlicense = {title}\nstart = '{HUB}'\n\
         [[theme]]\nid = 't'\ntitle = {title}\nshort = 'T'\nsummary = {summary}\nglossary = true\n\
         [[relation]]\nid = 'rel'\nlabel = {label}\ninverse = {inverse}\n"
    );
    let mut hub = format!(
        "[[source]]\nid = 'P'\ntitle = {title}\nprimary = true\n\
         [[entry]]\nid = '{HUB}'\ntitle = 'Hub'\nsummary = 'The hub.'\n"
    );
    let mut rest = format!("[[route]]\nid = 'way'\ntitle = {title}\nstops = ['{HUB}']\n");
    for (number, texts) in entries.iter().enumerate() {
        let [title, summary, name, reading, heading, statement, body, reason] = &texts[..] else {
            unreachable!("chunks are exact")
        };
        let statements = format!(
            "[[entry.statement]]\nheading = {heading}\ntext = {statement}\nby = 'article'\nclaims = ['c{number}']\n\
             [[entry.statement]]\ntext = {reason}\nby = 'editor'\ncertainty = 'sourced'\nsources = ['S{number}']\n"
        );
        hub += &statements;
        let id = id(number);
        write!(
            rest,
            "[[entry]]\nid = '{id}'\ntitle = {title}\nsummary = {summary}\naliases = [{name}]\n\
             forms = [{reading}]\ntags = [{heading}]\nbody = {body}\n\
             [[entry.name]]\nlanguage = 'zh'\ntext = {name}\nreading = {reading}\n{statements}\
             [[source]]\nid = 'S{number}'\ntitle = {name}\nauthor = {reading}\npublisher = {body}\n\
             [[place]]\nid = 'p{number}'\nlabel = {summary}\nsource = 'P'\n\
             [[claim]]\nid = 'c{number}'\nplace = 'p{number}'\ntext = {statement}\n\
             [[link]]\nfrom = '{HUB}'\nto = '{id}'\nrelation = 'rel'\nreason = {reason}\nby = 'article'\n\
             claims = ['c{number}']\n"
        )
        .expect("strings take all");
    }
    (head, hub + &rest)
}

/// Writes a file that is wrong in as many ways as it has texts.
pub fn mistakes(texts: &[String]) -> String {
    let mut file = String::new();
    for (number, text) in texts.iter().enumerate() {
        let quoted = quote(text);
        let wrong = match number % 4 {
            0 => format!("id = 't/w{number}'\ntitle = 'W{number}'\n{quoted} = 1\n"),
            1 => format!("id = {quoted}\ntitle = 'W{number}'\n"),
            2 => format!("id = 't/w{number}'\ntitle = 'W{number}'\nsee = [{quoted}]\n"),
            _ => format!("id = 't/w{number}'\ntitle = 'W{number}'\ntheme = {quoted}\n"),
        };
        file += &format!("[[entry]]\n{wrong}");
    }
    file
}

/// Writes a string of TOML: what TOML does not take as it is becomes an escape.
pub fn quote(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\u{0}'..='\u{1f}' | '\u{7f}' => quoted += &format!("\\u{:04X}", u32::from(c)),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Folio's own sequences: the cursor's place, styles, clearing, cursor on and off, and the marks of
/// a frame.
fn own_sequence(bytes: &str) -> Option<usize> {
    let rest = bytes.strip_prefix("\u{1b}[")?;
    let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
    let (parameters, last) = (&rest[..end], rest.as_bytes()[end]);
    let numbers = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b';');
    let own = match last {
        b'H' | b'm' => numbers(parameters),
        b'J' => parameters == "2",
        b'h' | b'l' => ["?25", "?2026"].contains(&parameters),
        _ => false,
    };
    own.then_some("\u{1b}[".len() + end + 1)
}

/// Finds in the bytes of a frame whatever is neither text nor one of Folio's own sequences.
pub fn fault_in_frame(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => return Some(format!("no UTF-8: {error}")),
    };
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(length) = own_sequence(rest) {
            rest = &rest[length..];
            continue;
        }
        // An escape that opens no sequence of ours is found as what it is.
        let start = usize::from(rest.starts_with('\u{1b}'));
        let end = rest[start..].find('\u{1b}').map_or(rest.len(), |end| start + end);
        if let Some(fault) = fault(&rest[..end], false) {
            return Some(fault);
        }
        rest = &rest[end..];
    }
    None
}

/// Finds in text of several lines, printed without styles, whatever a sink must not let through.
pub fn fault_in_text(text: &str) -> Option<String> {
    text.split('\n').find_map(|line| fault(line, true))
}

/// Finds what must not go into a pipe, where code keeps its tabs and unseen characters: controls other
/// than those that set a style, and what turns text around.
pub fn fault_in_pipe(text: &str) -> Option<String> {
    let mut parts = text.split("\u{1b}[");
    let unstyled = |part: &str| {
        let (style, rest) = part.split_once('m')?;
        style.bytes().all(|byte| byte.is_ascii_digit() || byte == b';').then(|| rest.to_owned())
    };
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        text += &unstyled(part).unwrap_or_else(|| ["\u{1b}[", part].concat());
    }
    let turns = |c| matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let wrong = |&c: &char| c.is_control() && c != '\n' && c != '\t' || turns(c);
    text.chars().find(wrong).map(|c| format!("U+{:04X}", u32::from(c)))
}

/// Finds what must not stand in one line; `whole` where it is one, and no piece of a row.
fn fault(line: &str, whole: bool) -> Option<String> {
    let mut last: Option<char> = None;
    let mut marks = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let category = c.general_category();
        let is_mark = matches!(
            category,
            Category::NonspacingMark | Category::EnclosingMark | Category::SpacingMark
        ) && !is_selector(c);
        marks = if is_mark { marks + 1 } else { 0 };
        let wrong = match c {
            '\u{200d}' | '\u{200c}' => !joins(last, next),
            '\u{e0020}'..='\u{e007f}' => !in_flag(line, at),
            c if is_selector(c) => last.is_none_or(|last| last.is_control() || last == ' '),
            '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}'
            | '\u{17b5}' => true,
            _ if is_mark => marks > 8 || whole && last.is_none(),
            _ => match category {
                // Signs of Arabic, Syriac and Kaithi that are seen, though Unicode says "format".
                Category::Format => !matches!(
                    c,
                    '\u{600}'
                        ..='\u{605}'
                            | '\u{6dd}'
                            | '\u{70f}'
                            | '\u{890}'
                            | '\u{891}'
                            | '\u{8e2}'
                            | '\u{110bd}'
                            | '\u{110cd}'
                ),
                Category::Control
                | Category::Surrogate
                | Category::PrivateUse
                | Category::Unassigned
                | Category::LineSeparator
                | Category::ParagraphSeparator => true,
                _ => false,
            },
        };
        if wrong {
            let from = line.floor_char_boundary(at.saturating_sub(24));
            let to = line.ceil_char_boundary(at + 24);
            return Some(format!("U+{:04X} in {:?}", u32::from(c), &line[from..to]));
        }
        last = Some(c);
    }
    None
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' | '\u{180b}'..='\u{180d}' | '\u{180f}')
}

/// Returns whether a joiner has something to join: letters that are not Latin, or emoji.
fn joins(last: Option<char>, next: Option<char>) -> bool {
    let Some(last) = last.filter(|last| !last.is_ascii()) else { return false };
    let letter =
        matches!(last.general_category_group(), Group::Letter | Group::Mark | Group::Number);
    let emoji = (last.is_emoji_char() || last == '\u{fe0f}')
        && next.is_some_and(|next| !next.is_ascii() && next.is_emoji_char());
    letter && u32::from(last) >= 0x600 || emoji
}

/// Returns whether a tag character belongs to one of the three flags that are written so.
fn in_flag(line: &str, at: usize) -> bool {
    ["gbeng", "gbsct", "gbwls"].iter().any(|region| {
        let tags = region.bytes().map(|byte| char::from_u32(0xe0000 + u32::from(byte)));
        let flag: String = ['🏴'].into_iter().chain(tags.flatten()).chain(['\u{e007f}']).collect();
        line.match_indices(&flag).any(|(start, flag)| (start..start + flag.len()).contains(&at))
    })
}
