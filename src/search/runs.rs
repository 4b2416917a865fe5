//! Queries in scripts that are written without spaces: a run of characters that no entry holds as it
//! stands is divided into what entries hold or sound like. Refuses to know: how the pieces are
//! searched.

use std::borrow::Cow;

use super::evaluate::{is_held, is_sounded};
use super::index::Index;
use super::query::{Alternatives, Query};
use crate::text::script::{has_dictionary, word_ends};

/// Characters of a run that are read, or words where a dictionary knows them; the rest is ignored.
const LONGEST_RUN: usize = 32;
/// Characters or words of the longest piece that is tried.
const LONGEST_PIECE: usize = 8;

/// What asks or joins and names nothing, in two characters or more: a single one is never a piece.
const ASKING: &[&str] = &[
    "什么是",
    "是什么",
    "什么叫",
    "为什么",
    "什么时候",
    "为何",
    "如何",
    "怎么样",
    "怎么",
    "怎样",
    "哪一年",
    "哪年",
    "哪一个",
    "哪个",
    "哪些",
    "哪里",
    "从哪里来",
    "何时",
    "什么",
    "多少",
    "多久",
    "怎么办",
    "有何",
    "有什么",
    "有哪些",
    "区别",
    "的区别",
    "差别",
    "不同",
    "的不同",
    "的关系",
    "是什么意思",
    "什么意思",
    "意思",
    "的意思",
    "含义",
    "的含义",
    "定义",
    "的定义",
    "解释",
    "是谁",
    "请问",
    "介绍",
    "关于",
    "以及",
    "还是",
    "可以",
    "能够",
];

/// Characters that join or ask before what is asked of, and those behind it.
const BEFORE: &str = "谁哪从在和与及或把被让是的这那";
const BEHIND: &str = "的了着吗呢吧啊是在";

/// Divides the runs of a query that no entry holds as they stand, and drops signs that no entry holds:
/// these were syntax.
pub(super) fn divided<'q>(index: &Index, query: &'q Query) -> Cow<'q, Query> {
    if query.of_signs {
        let is_held = |signs: &str| !index.vocabulary().starting_with(signs).is_empty();
        let all = query.groups.iter().filter_map(Alternatives::plain).all(is_held);
        return if all { Cow::Borrowed(query) } else { Cow::Owned(query.without_signs()) };
    }
    let divided: Vec<Vec<&str>> =
        query.groups.iter().map(|group| pieces_of(index, group)).collect();
    if divided.iter().all(Vec::is_empty) {
        return Cow::Borrowed(query);
    }
    let groups = query.groups.iter().zip(divided).flat_map(|(group, pieces)| {
        if pieces.is_empty() {
            vec![group.clone()]
        } else {
            pieces.into_iter().map(|piece| group.with_run(piece)).collect()
        }
    });
    Cow::Owned(Query { groups: groups.collect(), ..query.clone() })
}

/// Returns the pieces of a group; none if it is no run, or one that entries hold or sound like.
fn pieces_of<'g>(index: &Index, group: &'g Alternatives) -> Vec<&'g str> {
    match group.plain().filter(|_| group.is_run()) {
        Some(run) if !is_sounded(index, run) && !is_held(index, run) => pieces(index, run),
        _ => Vec::new(),
    }
}

/// Returns where pieces of a run may begin and end: at each character, and in Thai, Lao, Khmer and
/// Burmese where the dictionary has words.
fn piece_ends(run: &str) -> Vec<usize> {
    let mut ends = vec![0];
    let mut at = 0;
    while let Some(first) = run[at..].chars().next() {
        let known = run[at..].find(|c| !has_dictionary(c)).unwrap_or(run.len() - at);
        if known > 0 {
            ends.extend(word_ends(&run[at..at + known]).map(|end| at + end));
            at += known;
        } else {
            at += first.len_utf8();
            ends.push(at);
        }
    }
    ends
}

/// Returns the pieces of a run that entries hold or sound like, those that cover the most characters
/// and are the longest, and between them what nobody holds.
fn pieces<'r>(index: &Index, run: &'r str) -> Vec<&'r str> {
    let stretches = divide(index, run);
    let characters = |held: bool| -> usize {
        let same = stretches.iter().filter(|stretch| stretch.held == held);
        same.map(|stretch| stretch.text.chars().count()).sum()
    };
    // A little that nobody holds is how things are said; as much of it as of the rest is what is asked.
    let only_held = characters(false) < characters(true);
    let says = |stretch: &Stretch<'_>| stretch.held || !(only_held || stretch.text.is_empty());
    let texts = stretches.into_iter().filter(says).map(|stretch| stretch.text);
    texts.filter(|text| *text != run).collect()
}

/// A part of a run.
struct Stretch<'r> {
    text: &'r str,
    /// Whether entries hold it or sound like it.
    held: bool,
}

impl<'r> Stretch<'r> {
    fn held(text: &'r str) -> Self {
        Self { text, held: true }
    }

    /// Builds one that nobody holds, without what names nothing at its ends.
    fn open(text: &'r str) -> Self {
        let text = text.trim_start_matches(|c| BEFORE.contains(c));
        Self { text: text.trim_end_matches(|c| BEHIND.contains(c)), held: false }
    }
}

/// Divides a run into what entries hold or sound like, what asks, which is left out, and the rest.
fn divide<'r>(index: &Index, run: &'r str) -> Vec<Stretch<'r>> {
    let ends = piece_ends(run);
    let count = (ends.len() - 1).min(LONGEST_RUN);
    // For each place the best way on from there: its worth, the place it goes on at, whether it
    // takes a piece.
    let mut ways = vec![(0, count, false); count + 1];
    for from in (0..count).rev() {
        let mut best = (ways[from + 1].0, from + 1, false);
        // What nobody holds is not held with more characters either.
        let mut may_be_held = true;
        let shortest = if run[ends[from]..].starts_with(has_dictionary) { 1 } else { 2 };
        for to in from + shortest..=count.min(from + LONGEST_PIECE) {
            let (text, length) = (&run[ends[from]..ends[to]], to - from);
            let asks = ASKING.contains(&text);
            may_be_held = may_be_held && (asks || is_held(index, text));
            let worth = if asks {
                (10 * length, false)
            } else if may_be_held {
                (10 * length - 1, true)
            } else if is_sounded(index, text) {
                (10 * length - 4, true)
            } else {
                continue;
            };
            let whole = worth.0 + ways[to].0;
            if whole > best.0 {
                best = (whole, to, worth.1);
            }
        }
        ways[from] = best;
    }
    let mut found = Vec::new();
    let (mut at, mut open) = (0, 0);
    while at < count {
        let (_, next, is_piece) = ways[at];
        if is_piece || next > at + 1 {
            found.push(Stretch::open(&run[ends[open]..ends[at]]));
            open = next;
        }
        if is_piece {
            found.push(Stretch::held(&run[ends[at]..ends[next]]));
        }
        at = next;
    }
    found.push(Stretch::open(&run[ends[open]..ends[count]]));
    found
}
