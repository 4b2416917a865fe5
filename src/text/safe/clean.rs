//! What may stay, what is shown as a code, and what falls away.

use std::fmt::Write;
use std::ops::Range;

use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{
    GeneralCategory as Category, GeneralCategoryGroup as Group, UnicodeEmoji,
    UnicodeGeneralCategory,
};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::{Change, SoftBreak, TAB_STOP};
use crate::text::grapheme::Graphemes;
use crate::text::width::width;

/// Combining marks on one character; more fall away, as in text that is stacked to cover others.
const MARKS: usize = 8;

/// Joiners in one emoji; the longest in use have three.
const JOINERS: usize = 4;

/// Shown under a combining mark that has no character of its own.
const PLACEHOLDER: char = '\u{25CC}';

const SOFT_HYPHEN: &str = "\u{AD}";
const ZERO_WIDTH_SPACE: &str = "\u{200B}";
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const KEYCAP: char = '\u{20E3}';

/// The flags that are written with tag characters: England, Scotland, Wales.
const TAG_FLAGS: [&str; 3] = [
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];

/// What becomes of line breaks and tabs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    /// Both become spaces.
    Line,
    /// Both are controls like any other.
    Name,
    /// Line breaks stay, tabs become spaces up to the next stop.
    Lines,
    /// Line breaks and tabs stay.
    Kept,
}

/// What becomes of characters that must not reach a terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hidden {
    /// They are shown as `<U+XXXX>`.
    Shown,
    /// They fall away.
    Dropped,
}

pub(super) struct Cleaner {
    layout: Layout,
    hidden: Hidden,
    safe: String,
    /// Columns since the last line break.
    column: usize,
    pub(super) changes: Vec<Change>,
    /// If soft breaks are left out: the ranges of the text in which they are shown.
    soft_shown: Option<Vec<Range<usize>>>,
    pub(super) soft_breaks: Vec<SoftBreak>,
}

/// What is before the next character of a grapheme.
#[derive(Default)]
struct Before {
    last: Option<char>,
    /// Whether a mark would stand on a character of this grapheme.
    base: bool,
    marks: usize,
    joiners: usize,
}

impl Cleaner {
    pub(super) fn new(layout: Layout, hidden: Hidden) -> Self {
        Self {
            layout,
            hidden,
            safe: String::new(),
            column: 0,
            changes: Vec::new(),
            soft_shown: None,
            soft_breaks: Vec::new(),
        }
    }

    /// Leaves zero-width spaces and soft hyphens out, except in ascending ranges of the text.
    pub(super) fn leaving_out_soft(self, shown: &[Range<usize>]) -> Self {
        Self { soft_shown: Some(shown.to_vec()), ..self }
    }

    /// Returns whether what is at a byte of the text is left out if it is a soft break.
    fn leaves_out_soft(&self, at: usize) -> bool {
        self.soft_shown.as_ref().is_some_and(|shown| {
            let next = shown.partition_point(|range| range.end <= at);
            shown.get(next).is_none_or(|range| range.start > at)
        })
    }

    pub(super) fn run(&mut self, text: &str) -> String {
        let keeps = |byte: &u8| matches!(byte, b' '..=b'~');
        let plain = text.bytes().take_while(|byte| keeps(byte)).count();
        if plain == text.len() {
            return text.to_owned();
        }
        self.safe.reserve(text.len() + text.len() / 8);
        // The last plain character may be the base of a mark behind it.
        let start = plain.saturating_sub(1);
        self.safe.push_str(&text[..start]);
        self.column = start;
        let mut graphemes = text[start..].grapheme_indices(true).peekable();
        while let Some((at, grapheme)) = graphemes.next() {
            let next = graphemes.peek().and_then(|(_, next)| next.chars().next());
            let before = self.safe.len();
            match grapheme {
                SOFT_HYPHEN | ZERO_WIDTH_SPACE if self.leaves_out_soft(start + at) => {
                    let hyphen = grapheme == SOFT_HYPHEN;
                    self.soft_breaks.push(SoftBreak { at: before, hyphen });
                }
                _ => self.push_grapheme(grapheme, next),
            }
            let raw = start + at..start + at + grapheme.len();
            if self.safe[before..] != *grapheme {
                self.changed(raw, before..self.safe.len());
            }
        }
        std::mem::take(&mut self.safe)
    }

    fn changed(&mut self, raw: Range<usize>, safe: Range<usize>) {
        self.changes.push(Change { raw, safe });
    }

    fn push_grapheme(&mut self, grapheme: &str, next: Option<char>) {
        let before = self.safe.len();
        match (grapheme, self.layout) {
            ("\n" | "\r\n", Layout::Lines | Layout::Kept) => {
                self.safe.push('\n');
                self.column = 0;
                return;
            }
            ("\n" | "\r\n" | "\r" | "\t", Layout::Line) => self.safe.push(' '),
            ("\t", Layout::Kept) => self.safe.push('\t'),
            ("\t", Layout::Lines) => {
                let spaces = TAB_STOP - self.column % TAB_STOP;
                self.safe.extend(std::iter::repeat_n(' ', spaces));
            }
            _ if TAG_FLAGS.contains(&grapheme) => self.safe.push_str(grapheme),
            _ => self.push_chars(grapheme, next),
        }
        if self.layout == Layout::Lines {
            self.column += width(&self.safe[before..]);
        }
    }

    fn push_chars(&mut self, grapheme: &str, next: Option<char>) {
        let mut before = Before::default();
        let mut chars = grapheme.chars().peekable();
        while let Some(c) = chars.next() {
            let following = chars.peek().copied();
            let stays = match kind(c) {
                CharacterKind::Visible => {
                    before.base = true;
                    before.marks = 0;
                    true
                }
                CharacterKind::Hidden => false,
                CharacterKind::Joiner => {
                    before.joiners += 1;
                    joins(c, before.last, following.or(next), following.is_some())
                        && before.joiners <= JOINERS
                }
                CharacterKind::Selector => before.base && selects(c, before.last, following),
                CharacterKind::Mark => {
                    before.marks += 1;
                    if before.marks > MARKS {
                        continue;
                    }
                    let lonely = !before.base;
                    if lonely && attaches(c) {
                        self.safe.push(PLACEHOLDER);
                    }
                    before.base = true;
                    // Some marks stand by themselves; of those that came with a later Unicode than
                    // the segmenter's nobody knows where they would stand.
                    !lonely || attaches(c) || c.width() != Some(0)
                }
                // Vowels and finals of Hangul stand in the cell of the syllable that they end.
                CharacterKind::Jamo => before.base,
                // Signs that span the digits or letters behind them.
                CharacterKind::Prefix => {
                    following.is_some_and(|c| kind(c) == CharacterKind::Visible && is_joining(c))
                }
            };
            if stays {
                self.safe.push(c);
                before.last = Some(c);
            } else {
                self.push_code(c);
                before = Before { joiners: before.joiners, ..Before::default() };
            }
        }
    }

    fn push_code(&mut self, c: char) {
        if self.hidden == Hidden::Shown {
            write!(self.safe, "<U+{:04X}>", u32::from(c)).expect("writing to a string never fails");
        }
    }
}

/// Shows controls and the characters that turn text around as codes, and changes nothing else but CRLF.
pub(super) fn verbatim(text: &str) -> String {
    let mut cleaner = Cleaner::new(Layout::Lines, Hidden::Shown);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\t' => cleaner.safe.push(c),
            c if c.is_control() || turns(c) => cleaner.push_code(c),
            c => cleaner.safe.push(c),
        }
    }
    cleaner.safe
}

/// Returns whether a character makes a terminal show what follows in another direction.
fn turns(c: char) -> bool {
    matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// How a character is treated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CharacterKind {
    Visible,
    /// Never reaches a sink as it is.
    Hidden,
    /// ZWJ and ZWNJ.
    Joiner,
    /// A variation selector.
    Selector,
    /// A combining mark.
    Mark,
    /// A vowel or final of a Hangul syllable.
    Jamo,
    /// Takes no column and belongs to what follows.
    Prefix,
}

fn kind(c: char) -> CharacterKind {
    match c {
        ' '..='~' => return CharacterKind::Visible,
        '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{4E00}'..='\u{9FFF}' => {
            return CharacterKind::Visible;
        }
        ZWJ | ZWNJ => return CharacterKind::Joiner,
        '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}' => return CharacterKind::Selector,
        // Marks and letters that are drawn as nothing.
        '\u{34F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{3164}' | '\u{FFA0}' => {
            return CharacterKind::Hidden;
        }
        '\u{1161}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}' if c.width() == Some(0) => {
            return CharacterKind::Jamo;
        }
        _ => {}
    }
    match c.general_category() {
        Category::NonspacingMark | Category::EnclosingMark | Category::SpacingMark => {
            CharacterKind::Mark
        }
        Category::Format if is_spanning(c) && c.width() != Some(0) => CharacterKind::Visible,
        Category::Format if is_spanning(c) => CharacterKind::Prefix,
        // What private characters look like depends on the font alone; what unassigned ones are, and
        // how wide, nobody can know.
        Category::Format
        | Category::Control
        | Category::Surrogate
        | Category::PrivateUse
        | Category::Unassigned
        | Category::LineSeparator
        | Category::ParagraphSeparator => CharacterKind::Hidden,
        _ if c.width() == Some(0) => CharacterKind::Prefix,
        _ => CharacterKind::Visible,
    }
}

/// Returns whether a mark shares the cell of the character before it.
fn attaches(mark: char) -> bool {
    let pair = String::from_iter([PLACEHOLDER, mark]);
    !Graphemes::new(&pair).around(PLACEHOLDER.len_utf8()).is_empty()
}

/// Returns whether a format character is a visible sign over or under the digits behind it.
fn is_spanning(c: char) -> bool {
    matches!(
        c,
        '\u{600}'
            ..='\u{605}'
                | '\u{6DD}'
                | '\u{70F}'
                | '\u{890}'
                | '\u{891}'
                | '\u{8E2}'
                | '\u{110BD}'
                | '\u{110CD}'
    )
}

/// Returns whether a joiner does something a reader needs: it joins two emoji of one grapheme, or
/// stands between letters of a script whose letters join, or behind a virama.
fn joins(joiner: char, last: Option<char>, next: Option<char>, inside: bool) -> bool {
    let Some(last) = last else { return false };
    let letters = is_joining(last) && next.is_some_and(is_joining);
    let virama = canonical_combining_class(last) == 9;
    let emoji = joiner == ZWJ
        && inside
        && (is_emoji(last) || last == '\u{FE0F}')
        && next.is_some_and(is_emoji);
    letters || virama || emoji
}

/// Returns whether a variation selector can apply to the character before it.
fn selects(selector: char, last: Option<char>, following: Option<char>) -> bool {
    let Some(last) = last else { return false };
    match selector {
        '\u{FE0E}' | '\u{FE0F}' if last.is_ascii() => {
            following == Some(KEYCAP) && last.is_emoji_char()
        }
        // Most terminals draw an emoji of two columns in two whatever follows, Unicode counts one: what is
        // drawn wider than it is counted pushes the rest of its row out of place.
        '\u{FE0E}' => last.is_emoji_char() && last.width() == Some(1),
        '\u{FE0F}' => last.is_emoji_char(),
        '\u{FE00}'..='\u{FE0D}' => {
            !last.is_ascii()
                && matches!(
                    last.general_category_group(),
                    Group::Letter | Group::Symbol | Group::Punctuation | Group::Number
                )
        }
        '\u{E0100}'..='\u{E01EF}' => matches!(last,
            '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{3FFFD}'),
        _ => matches!(last, '\u{1820}'..='\u{18AA}'),
    }
}

fn is_emoji(c: char) -> bool {
    !c.is_ascii() && c.is_emoji_char()
}

/// Returns whether a character belongs to a script whose letters join or stack, so that a joiner
/// between two of them changes how they are drawn.
fn is_joining(c: char) -> bool {
    let block = matches!(c,
        '\u{600}'..='\u{8FF}' // Arabic, Syriac, Thaana, N'Ko, Samaritan, Mandaic
        | '\u{900}'..='\u{DFF}' // the Indic scripts
        | '\u{F00}'..='\u{109F}' // Tibetan, Myanmar
        | '\u{1780}'..='\u{18AF}' // Khmer, Mongolian
        | '\u{1900}'..='\u{1C4F}' // Limbu to Lepcha
        | '\u{1CD0}'..='\u{1CFF}'
        | '\u{2D30}'..='\u{2D7F}' // Tifinagh
        | '\u{A800}'..='\u{A8FF}'
        | '\u{A980}'..='\u{A9DF}'
        | '\u{AA60}'..='\u{AAFF}'
        | '\u{FB50}'..='\u{FDFF}'
        | '\u{FE70}'..='\u{FEFC}'
        | '\u{10A00}'..='\u{10FFF}'
        | '\u{11000}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}' // Adlam
    );
    block && matches!(c.general_category_group(), Group::Letter | Group::Mark | Group::Number)
}
