//! Results equal those of plain fuzzy-matcher: a fresh matcher for each line and word, the scores
//! of the words summed.

use std::collections::HashMap;

use proptest::prelude::*;

use super::*;
use crate::search::MatchField;

/// Real titles, names and readings with words that repeat, hyphens, digits and Chinese.
const REAL: &[&str] = &[
    "joint advance of hard, soft and heart connectivity",
    "practical cooperation on industrial and supply chains",
    "ensuring diversified investment and financing",
    "internal–external coordination for risk prevention and control",
    "protection of overseas interests",
    "clean silk road cooperation",
    "cross-border e-commerce",
    "social and environmental sustainability",
    "international financial institution",
    "public–private partnership (ppp)",
    "small but beautiful",
    "5g",
    "政府和社会资本合作",
    "一带一路",
    "跨境银团贷款",
    "yi dai yi lu",
    "zheng fu he she hui zi ben he zuo",
    "data-base management/data_base (2nd edition)",
    "aaa bbb aab abba",
    "ﬃ ß ı ünïcödé",
];

fn lines(texts: &[String]) -> Lines {
    let mut lines = Lines::default();
    for (owner, text) in texts.iter().enumerate() {
        let field = [MatchField::Title, MatchField::Alias, MatchField::Reading][owner % 3];
        lines.push(owner as u32 / 2, field, text);
    }
    lines.close_before(texts.len() as u32);
    lines
}

/// A line as plain fuzzy-matcher sees it: whether it is tight, what orders it, and its entry.
fn plainly(lines: &Lines, words: &[&str]) -> Vec<(bool, Scored, u32)> {
    (0..lines.len())
        .filter_map(|line| {
            let text = lines.text(line);
            let score = words.iter().map(|word| score(text, word)).sum::<Option<i64>>()?;
            let tight = words.iter().all(|word| is_tight(text, word));
            Some((tight, Scored { line: line as u32, score }, lines.owner(line)))
        })
        .collect()
}

/// The best lines, one an entry in each kind.
#[derive(Debug, PartialEq, Eq)]
struct Best {
    tight: Vec<Scored>,
    loose: Vec<Scored>,
}

/// The best of each entry, tight ones and others apart, as the walk must give them.
fn reference(lines: &Lines, words: &[&str], limit: usize) -> Best {
    let order = |scored: &Scored| {
        let line = scored.line as usize;
        let length = lines.text(line).len().min(255);
        (-scored.score, lines.field(line), length, line)
    };
    let choose = |wanted: bool| {
        let mut best: HashMap<u32, Scored> = HashMap::new();
        for (tight, scored, owner) in plainly(lines, words) {
            if tight == wanted {
                let old = best.entry(owner).or_insert(scored);
                if order(&scored) < order(old) {
                    *old = scored;
                }
            }
        }
        let mut found: Vec<Scored> = best.into_values().collect();
        found.sort_by_key(order);
        found
    };
    let (mut tight, mut loose) = (choose(true), choose(false));
    tight.truncate(limit);
    loose.truncate(limit);
    Best { tight, loose }
}

#[track_caller]
fn check(lines: &Lines, words: &[&str], limit: usize, threads: usize) {
    let Some(pattern) = Pattern::new(words.iter().copied()) else { return };
    let walk = Walk { threads, among: None, admits: &|_| true, wanted: &|| true };
    let found = matching(lines, &pattern, &walk);
    let among = Walk { among: Some(&found), ..walk };
    let wanted = reference(lines, words, limit);
    for walk in [&walk, &among] {
        let (tight, loose) =
            (tight(lines, &pattern, limit, walk), loose(lines, &pattern, limit, walk));
        assert_eq!(Best { tight, loose }, wanted, "{words:?}");
    }
    let expected: Vec<u32> =
        plainly(lines, words).into_iter().map(|(_, scored, _)| scored.line).collect();
    assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{words:?}");
}

/// A small generator, so that a hundred thousand pairs take a moment and are the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % limit
    }

    fn text(&mut self, alphabet: &[char], longest: usize) -> String {
        let length = self.below(longest) + 1;
        (0..length).map(|_| alphabet[self.below(alphabet.len())]).collect()
    }
}

fn plain_or_zero(text: &str, word: &str) -> i64 {
    score(text, word).unwrap_or(0)
}

/// Checks the score that is worked out by leaps in the first line: the matcher's, if that is wanted, or a
/// lower one.
#[track_caller]
fn check_leaps(leaps: &mut Leaps, lines: &Lines, word: &Word) {
    let text = lines.text(0);
    match text.len() {
        0..=64 => check_leaps_in::<1>(leaps, text, word),
        65..=128 => check_leaps_in::<2>(leaps, text, word),
        129..=256 => check_leaps_in::<4>(leaps, text, word),
        _ => check_leaps_in::<8>(leaps, text, word),
    }
}

#[track_caller]
fn check_leaps_in<const N: usize>(leaps: &mut Leaps, text: &str, word: &Word) {
    let padded = format!("{text}{}", "a".repeat(64));
    let Some(short) = Short::<N>::new(padded.as_bytes(), text.len()) else { return };
    for least in [-100_000, 0, 30, 60] {
        let leapt = leaps.score(&short, padded.as_bytes(), word, least);
        assert_eq!(leapt.is_some(), text.is_ascii(), "{text:?} {:?}", word.text());
        if let Some(leapt) = leapt {
            let wanted = |score: &i64| *score >= least;
            let (plain, leapt) =
                (score(text, word.text()).filter(wanted), Some(leapt).filter(wanted));
            assert_eq!(leapt, plain, "{text:?} {:?} from {least}", word.text());
        }
    }
}

/// The bound of a word in the first line.
fn bound(word: &Word, lines: &Lines) -> i64 {
    let mut counted = Losses::new(word.most_losses());
    word.add_losses(lines, 0, &mut counted);
    let first = lines_of(&[1; BLOCKS]).next();
    let mut all = 0..=word.most_losses();
    let has = |losses: &u32| lines_of(&counted.equal(*losses, &[1; BLOCKS])).next() == first;
    word.highest() - 4 * i64::from(all.find(has).expect("a line has some losses"))
}

#[test]
fn a_hundred_thousand_pairs_stay_below_the_bound_and_keep_their_scores() {
    let alphabets: [Vec<char>; 4] = [
        "ab -".chars().collect(),
        "abcde /-_".chars().collect(),
        "etaoin shrdlu-(".chars().collect(),
        "一带路联通a ".chars().collect(),
    ];
    let mut random = Random(7);
    let (mut rows, mut leaps) = (RowMemory::default(), Leaps::default());
    let mut matched = 0;
    for round in 0..120_000 {
        let alphabet = &alphabets[round % alphabets.len()];
        let text = random.text(alphabet, 24);
        let word: String = random.text(alphabet, 5).chars().filter(|c| *c != ' ').collect();
        let lines = lines(std::slice::from_ref(&text));
        if word.is_empty() || lines.is_empty() {
            continue;
        }
        let prepared = Word::new(&word);
        rows.read(lines.text(0));
        let closer = rows.score(prepared.characters());
        assert_eq!(closer, plain_or_zero(lines.text(0), &word), "{text:?} {word:?}");
        let plain = score(lines.text(0), &word);
        assert_eq!(prepared.is_in(&lines, 0), plain.is_some(), "{text:?} {word:?}");
        if let Some(plain) = plain {
            matched += 1;
            let bound = bound(&prepared, &lines);
            assert!(plain <= bound, "{text:?} {word:?}: {plain} above {bound}");
            assert_eq!(prepared.may_be_in(&lines, 0)[0] & 1, 1, "{text:?} {word:?}");
        } else {
            assert_eq!(prepared.is_surely_in(&lines, 0)[0] & 1, 0, "{text:?} {word:?}");
        }
        // The bytes of a line alone are too few to be looked at together.
        let (padded, length) = (format!("{}{}", lines.text(0), "a".repeat(64)), lines.length(0));
        let short = Short::<2>::new(padded.as_bytes(), length).expect("a short text");
        if prepared.is_ascii() {
            check_leaps(&mut leaps, &lines, &prepared);
            let tight = prepared.is_tight(lines.text(0));
            assert_eq!(prepared.is_tight_in(&short), tight, "{text:?} {word:?}");
            assert!(!tight || prepared.may_be_tight(&lines, 0)[0] & 1 == 1, "{text:?} {word:?}");
        }
    }
    assert!(matched > 20_000, "{matched} pairs matched");
}

#[test]
fn real_texts_and_all_their_stretches() {
    let texts: Vec<String> = REAL.iter().map(|text| (*text).to_owned()).collect();
    let lines = lines(&texts);
    for text in REAL {
        let characters: Vec<char> = text.chars().filter(|c| *c != ' ').collect();
        for length in 1..=4 {
            for stretch in characters.windows(length).step_by(2) {
                check(&lines, &[&stretch.iter().collect::<String>()], 5, 1);
            }
        }
        let initials: String = text.split(' ').filter_map(|word| word.chars().next()).collect();
        check(&lines, &[&initials], 3, 1);
    }
}

#[test]
fn chinese_queries_with_many_hits_on_two_threads() {
    let characters: Vec<char> = "一带路联通合作机制政府资本网络安全".chars().collect();
    let mut random = Random(11);
    let texts: Vec<String> = (0..40_000).map(|_| random.text(&characters, 12)).collect();
    let lines = lines(&texts);
    for words in [&["合"][..], &["合作"], &["联", "通"], &["机制", "合"], &["一一"]] {
        check(&lines, words, 50, 2);
    }
}

#[test]
fn whole_searches_on_two_threads() {
    let mut random = Random(13);
    let words: Vec<&str> = REAL.iter().flat_map(|text| text.split(' ')).collect();
    let texts: Vec<String> = (0..20_000)
        .map(|_| {
            (0..=random.below(5))
                .map(|_| words[random.below(words.len())])
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let lines = lines(&texts);
    for query in ["c", "co", "con", "data base", "connectivity", "oo ss", "zq", "e-c", "aa"] {
        let words: Vec<&str> = query.split(' ').collect();
        check(&lines, &words, 100, 2);
    }
}

#[test]
fn what_matched_less_is_all_that_can_match_more() {
    let pattern = |text: &str| Pattern::new(text.split(' ')).expect("a word");
    assert!(pattern("conn").narrows(&pattern("con")));
    assert!(pattern("con base").narrows(&pattern("con")));
    assert!(!pattern("con").narrows(&pattern("conn")));
    assert!(!pattern("bcon").narrows(&pattern("con")));
}

proptest! {
    #[test]
    fn scores_by_leaps_are_those_of_the_matcher(
        text in "[a-e -]{1,520}",
        word in "[a-e-]{1,9}",
    ) {
        check_leaps(&mut Leaps::default(), &lines(&[text.clone() + "a"]), &Word::new(&word));
    }

    #[test]
    fn any_search_equals_the_plain_one(
        texts in proptest::collection::vec("[a-d一带 -]{1,12}", 1..40),
        words in proptest::collection::vec("[a-d一带]{1,3}", 1..3),
        limit in 1usize..8,
    ) {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        check(&lines(&texts), &words, limit, 1);
    }
}
