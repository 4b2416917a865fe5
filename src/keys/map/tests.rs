//! What key maps come to.

use super::Context::{Contents, Finder, Menu, Peek, Reader, Side};
use super::*;
use crate::keys::sequence::{clash, read};

fn line(place: &str, keys: &str, action: &str) -> Bound {
    Bound::in_place(place, keys, action).expect("it is a place")
}

fn lines(lines: &[(&str, &str, &str)]) -> Vec<Bound> {
    lines.iter().map(|(place, keys, action)| line(place, keys, action)).collect()
}

/// Writes what keys mean in a context under some lines: an action, `…` or nothing.
fn meaning(own: &[(&str, &str, &str)], context: Context, keys: &str) -> String {
    let (map, refused) = KeyMap::new(Set::Default, &lines(own));
    assert_eq!(refused, []);
    match map.meaning(context, &read(keys).unwrap()) {
        Meaning::Action(action) => action.name().to_owned(),
        Meaning::Prefix => "…".to_owned(),
        Meaning::Nothing => String::new(),
    }
}

#[test]
fn in_no_set_two_sequences_clash_and_none_is_mistaken() {
    for set in Set::ALL {
        let bound = set.bound().unwrap_or_default();
        let (_, refused) = accepted(&bound);
        let told = refused.iter().map(|it| (&bound[it.bound], &it.message));
        assert_eq!(told.collect::<Vec<_>>(), [], "{set:?}");
        let (map, _) = KeyMap::new(*set, &[]);
        for context in Context::ALL {
            let all: Vec<_> = map.lines(*context).iter().flat_map(|it| &it.sequences).collect();
            for (at, one) in all.iter().enumerate() {
                for other in &all[at + 1..] {
                    assert!(!clash(one, other), "{set:?}, {context:?}: {one:?} and {other:?}");
                }
            }
            assert!(map.lacks(*context).is_none(), "{set:?} locks in {context:?}");
        }
    }
}

#[test]
fn every_action_has_a_key_wherever_it_means_something_in_each_set() {
    for set in Set::ALL {
        let (map, _) = KeyMap::new(*set, &[]);
        for context in Context::ALL {
            for line in map.lines(*context) {
                let what = format!("{} in {}", line.action.name(), context.name());
                assert!(!line.sequences.is_empty(), "{set:?} has no key for {what}");
            }
        }
    }
}

#[test]
fn what_a_reader_binds_takes_the_place_of_what_the_set_says() {
    #[track_caller]
    fn check(own: &[(&str, &str, &str)], context: Context, keys: &str, expected: &str) {
        assert_eq!(meaning(own, context, keys), expected, "{keys}");
    }
    let own = [("everywhere", "Ctrl-s", "search")];
    check(&own, Reader, "Ctrl-s", "search");
    check(&own, Reader, "s", "search");
    check(&own, Finder, "Ctrl-s", "");
    // Several keys an action, sequences with and without blanks.
    let own = [("everywhere", "g z", "matrix"), ("everywhere", "gZ", "matrix")];
    check(&own, Contents, "gz", "matrix");
    check(&own, Contents, "gZ", "matrix");
    check(&own, Contents, "gx", "matrix");
    // A key loses what the set says of it and of what begins with it.
    check(&[("everywhere", "g", "bottom")], Reader, "g", "bottom");
    check(&[("everywhere", "g", "bottom")], Reader, "gl", "");
    check(&[("everywhere", "i x", "matrix")], Reader, "i", "…");
    check(&[("everywhere", "i x", "matrix")], Reader, "ix", "matrix");
    check(&[("reader", "i x", "matrix")], Contents, "i", "glossary");
    // `none` takes the meaning away, and clears the way for own sequences.
    check(&[("everywhere", "K", "none")], Reader, "K", "");
    check(&[("everywhere", "K", "none")], Peek, "K", "");
    check(&[("reader", "K", "none")], Contents, "K", "peek");
    let own = [("everywhere", "g", "none"), ("everywhere", "g z", "matrix")];
    check(&own, Reader, "g", "…");
    check(&own, Reader, "gx", "");
    // A place goes before everywhere.
    let own = [("everywhere", "z", "matrix"), ("reader", "z", "map")];
    check(&own, Reader, "z", "map");
    check(&own, Contents, "z", "matrix");
    // Plain characters stay text where a line is typed in.
    check(&[("everywhere", "x", "help")], Reader, "x", "help");
    check(&[("everywhere", "x", "help")], Finder, "x", "");
    check(&[("everywhere", "F5", "help")], Finder, "F5", "help");
    // What is about a letter takes one.
    check(&[("everywhere", "z", "mark")], Reader, "z", "…");
    check(&[("everywhere", "z", "mark")], Reader, "za", "mark");
    check(&[("everywhere", "z +letter", "mark")], Reader, "zb", "mark");
    // One letter stands beside any letter, and goes before it; what begins with it leaves no room.
    let own = [("reader", "m x", "top"), ("everywhere", "' z", "bottom")];
    for (keys, expected) in
        [("mx", "top"), ("ma", "mark"), ("m", "…"), ("'z", "bottom"), ("'a", "go-to-mark")]
    {
        check(&own, Reader, keys, expected);
    }
    check(&own, Contents, "mx", "mark");
    check(&[("reader", "m x y", "top")], Reader, "ma", "");
    check(&[("reader", "m", "top")], Reader, "m", "top");
    check(&[("reader", "' '", "none")], Reader, "'a", "go-to-mark");
}

#[test]
fn the_first_keys_shown_are_the_reader_s_own() {
    let own = [("everywhere", "Ctrl-s", "search"), ("everywhere", "F7", "search")];
    let (map, _) = KeyMap::new(Set::Default, &lines(&own));
    let keys = &map.line(Reader, Action::Search).unwrap().sequences;
    let all: Vec<String> = keys.iter().map(|keys| written(keys)).collect();
    assert_eq!(all, ["Ctrl-s", "F7", "s", "Ctrl-p", "g/"]);
    let (map, _) = KeyMap::new(Set::Default, &lines(&[("everywhere", "gx", "none")]));
    assert_eq!(map.told(Reader, Action::Matrix), ":matrix");
}

/// Holds what is refused of some lines to lines, parts, other lines and sentences.
#[track_caller]
fn check_refused(own: &[(&str, &str, &str)], expected: &[(usize, Part, Option<usize>, &str)]) {
    let (map, refused) = KeyMap::new(Set::Default, &lines(own));
    let told: Vec<_> = refused
        .iter()
        .map(|it| (it.bound, it.part, it.other, format!("{}: {}", it.message, it.hint)))
        .collect();
    let told: Vec<_> = told.iter().map(|it| (it.0, it.1, it.2, it.3.as_str())).collect();
    assert_eq!(told, expected);
    // The rest holds.
    assert_eq!(map.meaning(Reader, &[Key::char('j')]), Meaning::Action(Action::Down));
}

#[test]
fn what_is_no_action_or_key_is_refused_with_what_is_meant() {
    check_refused(
        &[("everywhere", "F9", "halfdown")],
        &[(0, Part::Action, None, "no action is called \"halfdown\": did you mean `half-down`?")],
    );
    check_refused(
        &[("everywhere", "x", "frobnicate")],
        &[(
            0,
            Part::Action,
            None,
            "no action is called \"frobnicate\": `folio help keys` names them all; `none` takes the \
             meaning from a key",
        )],
    );
    check_refused(
        &[("everywhere", "C-s", "search")],
        &[(0, Part::Keys, None, "\"C-s\" is no key: did you mean `Ctrl-s`?")],
    );
    check_refused(
        &[("everywhere", "Ctrl-h", "help")],
        &[(
            0,
            Part::Keys,
            None,
            "Ctrl-h cannot be told from Backspace in most terminals: write Backspace if that is \
             meant, or take another key",
        )],
    );
}

#[test]
fn what_means_nothing_where_it_is_bound_is_refused() {
    check_refused(
        &[("finder", "F5", "matrix")],
        &[(
            0,
            Part::Action,
            None,
            "`matrix` means nothing in [keys.finder]: it works in contents, reader, side, sheet, \
             matrix, map",
        )],
    );
    check_refused(
        &[("finder", "x", "help"), ("prompt", "Ctrl-x x", "help")],
        &[
            (
                0,
                Part::Keys,
                None,
                "x is text where a line is typed in: take one key with Ctrl or Alt, or one with a \
                 name, such as F5",
            ),
            (
                1,
                Part::Keys,
                None,
                "Ctrl-x x: where a line is typed in, keys are not pressed one after the other: take \
                 one key with Ctrl or Alt, or one with a name, such as F5",
            ),
        ],
    );
    check_refused(
        &[("reader", "z +letter", "help")],
        &[(
            0,
            Part::Keys,
            None,
            "`help` is not about a letter: +letter is for mark and go-to-mark",
        )],
    );
}

#[test]
fn of_two_lines_that_contradict_each_other_the_later_is_refused() {
    #[track_caller]
    fn check(own: &[(&str, &str, &str)], expected: &[(usize, usize, &str)]) {
        let (_, refused) = KeyMap::new(Set::Default, &lines(own));
        let told: Vec<_> =
            refused.iter().map(|it| (it.bound, it.other.unwrap(), it.message.as_str())).collect();
        assert_eq!(told, expected);
    }
    check(
        &[("everywhere", "gz", "matrix"), ("everywhere", "g z", "map")],
        &[(1, 0, "\"gz\" is bound twice in [keys.everywhere]")],
    );
    check(
        &[("reader", "z", "matrix"), ("reader", "zz", "map"), ("side", "zz", "map")],
        &[(1, 0, "in [keys.reader] \"zz\" and \"z\" cannot both be bound: one begins the other")],
    );
    check(
        &[("everywhere", "z", "mark"), ("everywhere", "za", "map")],
        &[(
            1,
            0,
            "in [keys.everywhere] \"za\" and \"z+letter\" cannot both be bound: one begins the other",
        )],
    );
    check(
        &[("reader", "z", "none"), ("reader", "z ", "map")],
        &[(1, 0, "\"z\" is bound twice in [keys.reader]")],
    );
    // One key may mean two things in two places.
    check(&[("everywhere", "z", "read-on"), ("everywhere", "z ", "transpose")], &[]);
}

#[test]
fn nobody_is_locked_in() {
    #[track_caller]
    fn check(own: &[(&str, &str, &str)], expected: &[(usize, &str)]) {
        let (map, refused) = KeyMap::new(Set::Default, &lines(own));
        let told: Vec<_> = refused.iter().map(|it| (it.bound, it.message.as_str())).collect();
        assert_eq!(told, expected);
        for context in Context::ALL {
            assert!(map.lacks(*context).is_none(), "{context:?}");
        }
    }
    check(&[("everywhere", "q", "none")], &[]);
    check(
        &[("everywhere", "q", "none"), ("everywhere", "Ctrl-c", "none")],
        &[(1, "without Ctrl-c no key would lead out of contents")],
    );
    check(
        &[
            ("everywhere", "q", "matrix"),
            ("everywhere", "Ctrl-c", "none"),
            ("everywhere", "F10", "quit"),
        ],
        &[],
    );
    check(
        &[("finder", "Esc", "help"), ("finder", "Ctrl-c", "complete")],
        &[(1, "without Ctrl-c no key would lead out of finder")],
    );
    check(
        &[("menu", "Esc", "none"), ("menu", "q", "help")],
        &[(1, "without q no key would lead out of menu")],
    );
    check(
        &[("sheet", "q", "search"), ("sheet", "Esc x", "map")],
        &[(1, "without Esc no key would lead out of sheet")],
    );
    check(
        &[("everywhere", "Enter", "none")],
        &[(0, "without Enter nothing could be accepted in finder")],
    );
    check(&[("writing", "Enter", "none"), ("writing", "F2", "accept")], &[]);
}

#[test]
fn what_can_be_gone_to_is_behind_the_key_that_most_of_it_begins_with() {
    let start = |own: &[(&str, &str, &str)], actions: &[Action]| {
        let map = KeyMap::new(Set::Default, &lines(own)).0;
        map.start(Reader, actions).map(written)
    };
    let views = [Action::Matrix, Action::Map, Action::Links];
    let own = ("everywhere", "z z", "matrix");
    assert_eq!(start(&[], &views).as_deref(), Some("g"));
    assert_eq!(start(&[own], &views).as_deref(), Some("g"));
    assert_eq!(
        start(&[own], &views[..1]).as_deref(),
        Some("z"),
        "of as many the first, which is one's own"
    );
    assert_eq!(start(&[("everywhere", "g x", "none")], &views).as_deref(), Some("g"));
    assert_eq!(start(&[], &[Action::FindNext]).as_deref(), None);
}

#[test]
fn sets_have_names() {
    assert_eq!(
        Set::ALL.iter().map(|set| set.name()).collect::<Vec<_>>(),
        ["default", "arrows", "emacs"]
    );
    for set in Set::ALL {
        assert_eq!(Set::named(set.name()), Some(*set));
    }
    assert_eq!(Set::named("vi"), None);
}

#[test]
fn the_keys_of_the_product_mean_what_it_says() {
    #[track_caller]
    fn check(context: Context, written: &str, expected: Action) {
        let meaning = KeyMap::default().meaning(context, &read(written).unwrap());
        assert_eq!(meaning, Meaning::Action(expected), "{written} in {context:?}");
    }
    for context in [Contents, Reader, Side] {
        for (written, action) in [
            ("j", Action::Down),
            ("Up", Action::Up),
            ("h", Action::Left),
            ("Right", Action::Right),
            ("gg", Action::Top),
            ("End", Action::Bottom),
            ("Ctrl-d", Action::HalfDown),
            ("[", Action::PreviousEntry),
            ("Enter", Action::Open),
            ("K", Action::Peek),
            ("Alt-Left", Action::Back),
            ("Backspace", Action::Back),
            ("L", Action::Forward),
            ("/", Action::Find),
            ("n", Action::FindNext),
            ("Ctrl-p", Action::Search),
            ("S", Action::Results),
            ("i", Action::Glossary),
            ("t", Action::Outline),
            ("gh", Action::Home),
            ("B", Action::Bookmark),
            ("gb", Action::Bookmarks),
            ("go", Action::Recent),
            ("m+letter", Action::Mark),
            ("'+letter", Action::GoToMark),
            ("''", Action::JumpBack),
            ("U", Action::Undo),
            ("=", Action::DefaultWidth),
            (">", Action::Grow),
            ("Z", Action::ReadingMode),
            ("F1", Action::Help),
            ("Esc", Action::Cancel),
            ("q", Action::Quit),
            ("Ctrl-z", Action::Suspend),
        ] {
            check(context, written, action);
        }
    }
    check(Contents, "Space", Action::PageDown);
    check(Reader, "Space", Action::ReadOn);
    check(Reader, "}", Action::NextParagraph);
    check(Reader, "Shift-Tab", Action::PreviousLink);
    check(Contents, "o", Action::OpenHere);
    check(Menu, "q", Action::Close);
    check(Finder, "Ctrl-p", Action::Up);
    check(Finder, "Ctrl-c", Action::CancelTyping);
}

#[test]
fn a_prefix_shows_what_can_follow() {
    let map = KeyMap::default();
    assert_eq!(map.meaning(Reader, &[Key::char('g')]), Meaning::Prefix);
    let rest: Vec<String> =
        map.continuations(Reader, &[Key::char('g')]).into_iter().map(|(keys, _)| keys).collect();
    assert_eq!(
        rest,
        [
            "r", "x", "m", "l", "a", "n", "p", "c", "v", "k", "s", "h", "b", "o", "d", "i", "t",
            "R", "P", "/", "g"
        ]
    );
}
