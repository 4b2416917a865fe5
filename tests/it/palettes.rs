//! Palettes: what is wrong in a file and where, what has to be read well, what must not hang on hue, and
//! how many colours are left of it on a terminal that has fewer.

use std::fs;

use folio::document::{Role, Style as Text};
use folio::palettes::file::{PaletteFile, Variants};
use folio::palettes::ink::{Ink, Inks};
use folio::palettes::legible::faint;
use folio::palettes::rgb::{Rgb, oklab_of};
use folio::palettes::shelf::{Shelved, Source, TERMINAL, Unfound};
use folio::palettes::{Background, Colourless, Depth, InUse, Palette, ScreenPart, Shelf, Wish};
use folio::text::glyphs::Glyphs;
use ratatui::style::{Color, Modifier, Style};

/// A palette that is whole, as a file has it.
const WHOLE: &str = "text = \"#d0d0d0\"\naccent = \"#80c0ff\"\nquiet = \"#a0a0a0\"\n";

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let told = PaletteFile::read(text, "x.toml").mistakes;
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn every_mistake_of_a_file_is_told_with_line_and_column() {
    check(&format!("[dark]\n{WHOLE}"), &[]);
    check("", &["x.toml:1:1: error: a palette needs a table `light` or `dark` [missing-key]"]);
    check(
        "[dark]\ntext = \"#d0d0d0\"\n",
        &[
            "x.toml:1:1: error: a palette on a dark background needs `accent` [missing-key]",
            "x.toml:1:1: error: a palette on a dark background needs `quiet` [missing-key]",
        ],
    );
    for wrong in ["red", "#d0d0d", "#d0d0d0d0", "d0d0d0", "rgb(1,2,3)"] {
        let bad = format!("[dark]\n{WHOLE}line = \"{wrong}\"\n");
        let told =
            format!("x.toml:5:8: error: `{wrong}` does not have the form of `line` [bad-colour]");
        check(&bad, &[&told]);
    }
    check(
        &format!("[dark]\n{WHOLE}line = \"\"\nmark = 3\n"),
        &[
            "x.toml:5:1: error: `line` of a palette is empty [empty-value]",
            "x.toml:6:8: error: `mark` must be a string, not an integer [wrong-type]",
        ],
    );
    check(
        &format!("[dark]\n{WHOLE}acent = \"#ffffff\"\n[lite]\n"),
        &[
            "x.toml:5:1: error: `acent` is no key of a palette on a dark background [unknown-key]",
            "x.toml:6:2: error: `lite` is no key of a palette [unknown-key]",
        ],
    );
    check(
        &format!("[dark]\n{WHOLE}text = \"#ffffff\"\n"),
        &["x.toml:5:1: error: the key `text` stands twice, first in line 2 [duplicate-key]"],
    );
}

#[test]
fn a_colour_that_is_hard_to_read_is_a_warning_at_its_place() {
    let text = "[light]\ntext = \"#222222\"\naccent = \"#888888\"\nquiet = \"#555555\"\n\
                background = \"#ffffff\"\nline = \"#cccccc\"\n";
    check(
        text,
        &[
            "x.toml:3:1: warning: `accent` has a contrast of 3.54 on `background`, and should have 4.5 [low-contrast]",
            "x.toml:6:1: warning: `line` has a contrast of 1.60 on `background`, and should have 3 [low-contrast]",
        ],
    );
    check(
        &format!(
            "[dark]\n{WHOLE}background = \"#101010\"\nselected = \"#606060\"\nselected-text = \"#909090\"\n"
        ),
        &[
            "x.toml:7:1: warning: `selected-text` has a contrast of 1.96 on `selected`, and should have 4.5 [low-contrast]",
        ],
    );
    check(
        &format!("[dark]\n{WHOLE}background = \"#101010\"\nselected = \"#606060\"\n"),
        &[
            "x.toml:6:1: warning: `selected-text` has a contrast of 3.02 on `selected`, and should have 4.5 [low-contrast]",
        ],
    );
    let file = PaletteFile::read(text, "x.toml");
    assert!(file.error().is_none() && file.variants.light.is_some());
    assert_eq!(file.mistakes[0].hint, "make it darker");
}

/// Returns the palettes in the program, with the colours of each on each background.
fn shipped() -> Vec<(Shelved, Background, Inks)> {
    let all = Shelf::default().all().into_iter().filter(|kept| kept.source == Source::Shipped);
    let on = |kept: Shelved| {
        Background::ALL.map(|background| {
            let inks = kept.file.variants.get(background);
            let inks = inks.unwrap_or_else(|| panic!("{} on {background:?}", kept.name));
            (kept.clone(), background, inks)
        })
    };
    all.flat_map(on).collect()
}

#[test]
fn at_least_eight_palettes_are_shipped_for_light_and_dark() {
    let shipped = shipped();
    assert!(shipped.len() >= 16);
    for (kept, background, inks) in shipped {
        assert!(kept.file.mistakes.is_empty(), "{}: {:?}", kept.name, kept.file.mistakes);
        // The background is what it says.
        let behind = inks.get(Ink::Background).expect("each has one of its own").luminance();
        let text = inks.get(Ink::Text).expect("it is whole").luminance();
        assert_eq!(background == Background::Dark, behind < text, "{} {background:?}", kept.name);
    }
}

#[test]
fn every_ink_of_every_shipped_palette_is_read_well_in_all_colours_and_in_256() {
    for (kept, background, inks) in shipped() {
        let (indexed, mut nearest) = (inks.indexed(), Inks::default());
        for ink in Ink::ALL {
            let colour = indexed.get(ink).map(|index| Rgb::of_indexed(index).expect("all know it"));
            if let Some(colour) = colour {
                nearest.set(ink, colour);
            }
        }
        for inks in [inks, nearest] {
            assert_eq!(faint(&inks, background), [], "{} {background:?}", kept.name);
        }
    }
}

/// How somebody sees colours: amounts of red, green and blue light as they seem. The matrices are those of
/// Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency" (2009), at severity 1.
const EYES: [(&str, [[f64; 3]; 3]); 3] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanopia",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deuteranopia",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_820, 0.042_940, 0.968_881],
        ],
    ),
];

/// How light a colour seems, from 0 to 1.
fn lightness(colour: Rgb, eyes: &[[f64; 3]; 3]) -> f64 {
    let light = colour.light();
    let seen = eyes.map(|row| row.iter().zip(light).map(|(share, amount)| share * amount).sum());
    oklab_of(seen.map(|amount: f64| amount.clamp(0.0, 1.0)))[0]
}

/// The least difference in lightness that tells two inks apart side by side.
const TOLD_APART: f64 = 0.05;

fn rgb(colour: Option<Color>) -> Option<Rgb> {
    match colour? {
        Color::Rgb(red, green, blue) => Some(Rgb::new(red, green, blue)),
        Color::Indexed(index) => Rgb::of_indexed(index),
        _ => None,
    }
}

/// What can stand side by side and means something else, so that it must not differ by hue alone.
fn neighbours(palette: Palette) -> Vec<(&'static str, Style, Style)> {
    let role = |role| palette.text(Text { role, ..Text::default() }, true);
    let [text, link, term, broken] =
        [Role::Text, Role::Link, Role::Term, Role::BrokenLink].map(role);
    let [added, removed, code, quiet] =
        [Role::Added, Role::Removed, Role::Code, Role::Dim].map(role);
    let [number, quote, head, note] =
        [Role::Number, Role::Quote, Role::NoteHead, Role::Note].map(role);
    let [bold_term, bold_link] = [Role::Term, Role::Link]
        .map(|role| palette.text(Text { role, strong: true, ..Text::default() }, true));
    let part = |part| palette.part(part);
    let over = |part| text.patch(palette.part(part));
    vec![
        ("a link and prose", link, text),
        ("a term and prose", term, text),
        ("a link and a term", link, term),
        ("a link and a broken one", link, broken),
        ("new and old words", added, removed),
        ("new words and those that stay", added, text),
        ("old words and those that stay", removed, text),
        ("code and prose", code, text),
        ("a number and a title", number, role(Role::Title)),
        ("secondary text and prose", quiet, text),
        ("a quote and prose", quote, text),
        ("a note and its heading", note, head),
        ("a heading and prose", role(Role::Heading(1)), text),
        ("a match and prose", over(ScreenPart::Mark), text),
        ("the match gone to and another", over(ScreenPart::MarkHere), over(ScreenPart::Mark)),
        ("a match and a link", over(ScreenPart::Mark), link),
        ("a match on a bold term and the term", palette.matched(bold_term), bold_term),
        ("a match on a bold link and the link", palette.matched(bold_link), bold_link),
        (
            "the match gone to on a bold term and another",
            bold_term.patch(part(ScreenPart::MarkHere)),
            palette.matched(bold_term),
        ),
        ("words with a note and prose", over(ScreenPart::Noted), text),
        ("words with a note and a link", over(ScreenPart::Noted), link),
        ("words with a note and a term", over(ScreenPart::Noted), term),
        ("a key and what it does", part(ScreenPart::Key), part(ScreenPart::Quiet)),
        ("the selected row and others", over(ScreenPart::Selected), text),
        ("the selected row of another pane and others", over(ScreenPart::SelectedElsewhere), text),
        (
            "a selected row and one of another pane",
            over(ScreenPart::Selected),
            over(ScreenPart::SelectedElsewhere),
        ),
    ]
}

/// Holds a palette to it that nothing hangs on hue; `eyes` see it.
#[track_caller]
fn check_without_hue(palette: Palette, name: &str) {
    let ground = palette.ground().unwrap_or_default();
    for (what, one, other) in neighbours(palette) {
        let [one, other] = [one, other].map(|style| ground.patch(style));
        if one.add_modifier != other.add_modifier {
            continue;
        }
        for (who, eyes) in &EYES {
            let lightness = |colour| rgb(colour).map(|colour| lightness(colour, eyes));
            let differ = |one, other| match (lightness(one), lightness(other)) {
                (Some(one), Some(other)) => (one - other).abs() >= TOLD_APART,
                _ => false,
            };
            let told_apart = differ(one.fg, other.fg) || differ(one.bg, other.bg);
            assert!(told_apart, "{what} in {name} by {who}: {one:?} {other:?}");
        }
    }
}

#[test]
fn a_reader_who_does_not_see_red_and_green_loses_nothing() {
    for (kept, background, inks) in shipped() {
        for depth in [Depth::Indexed, Depth::True] {
            let palette =
                Palette::own(inks, depth, Glyphs::Unicode).expect("there are colours enough");
            check_without_hue(palette, &format!("{} {background:?} {depth:?}", kept.name));
        }
    }
}

/// Hue is all that red and green of one lightness differ by; the test above would see that.
#[test]
#[should_panic(expected = "code and prose")]
fn a_palette_that_hangs_on_red_and_green_is_found() {
    let mut inks = Inks::default();
    let colours = [
        (Ink::Text, "#6f8f3a"),
        (Ink::Accent, "#b0b0b0"),
        (Ink::Quiet, "#606060"),
        (Ink::Code, "#b5743c"),
    ];
    for (ink, colour) in colours {
        inks.set(ink, Rgb::read(colour).unwrap());
    }
    inks.set(Ink::Background, Rgb::BLACK);
    check_without_hue(Palette::own(inks, Depth::True, Glyphs::Unicode).unwrap(), "traffic lights");
}

/// With the terminal's own colours nothing is known of their lightness, and without colours there is none:
/// what has to be told apart has another modifier, or one of the two is the accent or stands behind a mark.
#[test]
fn the_terminals_own_colours_and_none_tell_apart_by_modifier() {
    for palette in
        [Palette::terminal(false, Glyphs::Unicode), Palette::on(Background::Light, Glyphs::Unicode)]
    {
        for (what, one, other) in neighbours(palette) {
            let by_colour = one.fg != other.fg || one.bg != other.bg;
            let is_looks_alone = ["code and prose", "a number and a title"].contains(&what);
            assert!(
                one.add_modifier != other.add_modifier || by_colour || is_looks_alone,
                "{what}: {one:?} {other:?}"
            );
            for style in [one, other] {
                for colour in [style.fg, style.bg, style.underline_color].into_iter().flatten() {
                    let red_or_green =
                        [Color::Red, Color::Green, Color::LightRed, Color::LightGreen];
                    assert!(!red_or_green.contains(&colour), "{what}");
                }
            }
        }
    }
}

fn colours_in(palette: &Palette) -> Vec<Color> {
    let styles = neighbours(*palette).into_iter().flat_map(|(_, one, other)| [one, other]);
    styles.chain(palette.ground()).flat_map(|style| [style.fg, style.bg]).flatten().collect()
}

#[test]
fn a_terminal_is_given_no_more_colours_than_it_has() {
    let shown = |depth, name: &str| {
        let wish = Wish { name: Some(name.to_owned()), colours: Ok(depth), ..Wish::default() };
        let (in_use, said) = InUse::new(Shelf::default(), wish);
        assert_eq!((in_use.name(), said), (name, None));
        (*in_use.palette(), colours_in(in_use.palette()))
    };
    let reset = |colour: &Color| *colour == Color::Reset;
    let (_, all) = shown(Depth::True, "fen");
    assert!(all.iter().all(|it| matches!(it, Color::Rgb(..)) || reset(it)) && !all.is_empty());
    let (_, few) = shown(Depth::Indexed, "fen");
    assert!(
        few.iter().all(|it| matches!(it, Color::Indexed(16..)) || reset(it)) && !few.is_empty()
    );
    // Whatever is asked for.
    assert_eq!(shown(Depth::Sixteen, "fen").0, shown(Depth::Sixteen, TERMINAL).0);
    let (mono, none) = shown(Depth::Mono, "fen");
    assert_eq!(mono, Palette::terminal(false, Glyphs::Unicode));
    assert!(none.iter().all(reset));
}

#[test]
fn a_palette_follows_the_background_unless_one_is_wished_for() {
    let wish = |background| Wish {
        name: Some("fen".to_owned()),
        background,
        colours: Ok(Depth::True),
        ..Wish::default()
    };
    let ground = |in_use: &InUse| rgb(in_use.palette().ground().unwrap().bg).unwrap();
    let (mut in_use, _) = InUse::new(Shelf::default(), wish(None));
    let dark = ground(&in_use);
    in_use.on_background(Background::Light);
    assert!(ground(&in_use).luminance() > dark.luminance());
    in_use.on_background(Background::Dark);
    assert_eq!(ground(&in_use), dark);
    let (mut in_use, _) = InUse::new(Shelf::default(), wish(Some(Background::Dark)));
    in_use.on_background(Background::Light);
    assert_eq!(ground(&in_use), dark);
}

#[test]
fn palettes_of_ones_own_stand_beside_those_in_the_program_and_go_before_them() {
    let folder = tempfile::tempdir().unwrap();
    let own = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    own("fen.toml", &format!("[dark]\n{WHOLE}"));
    own("mine.toml", &format!("[dark]\n{WHOLE}"));
    own("broken.toml", &format!("[dark]\n{}", WHOLE.replace("\"#d0d0d0\"", "1")));
    own("Not a name.toml", &format!("[dark]\n{WHOLE}"));
    own("terminal.toml", &format!("[dark]\n{WHOLE}"));
    own("notes.txt", "nothing");
    let shelf = Shelf::new(Some(folder.path().to_owned()));
    let all = shelf.all();
    let named = |name: &str| all.iter().filter(|kept| &*kept.name == name).collect::<Vec<_>>();
    assert_eq!(&*all[0].name, TERMINAL);
    let [fen] = named("fen")[..] else { panic!("once") };
    assert!(matches!(fen.source, Source::File(_)) && fen.file.variants.light.is_none());
    for name in ["broken", "Not a name"] {
        assert!(named(name)[0].file.error().is_some(), "{name}");
    }
    assert!(shelf.find("mine").is_ok() && shelf.find("heather").is_ok());
    let why = |name: &str| shelf.find(name).map(|kept| kept.name).unwrap_err();
    assert!(matches!(why("Not a name"), Unfound::Broken(error) if error.code == "bad-name"));
    assert!(matches!(why("../palettes/mine"), Unfound::Unknown { .. }));
    assert_eq!(
        why("haether").sentence(),
        "there is no palette \"haether\"; did you mean \"heather\"?"
    );
    assert_eq!(why("zzz").sentence(), "there is no palette \"zzz\"; `folio palettes` lists them");
    let sentence = why("broken").sentence();
    assert_eq!(sentence, "broken.toml:2:8: `text` must be a string, not an integer");
    // The terminal's own colours cannot be taken away.
    assert_eq!(shelf.find(TERMINAL).unwrap().file.variants, Variants::default());
}

#[test]
fn a_palette_for_the_other_background_is_said_and_shown_if_it_brings_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(Some(folder.path().to_owned()));
    let told = Some("night has colours for a dark background alone");
    for (background, is_shown) in [("background = \"#101010\"\n", true), ("", false)] {
        fs::write(folder.path().join("night.toml"), format!("[dark]\n{WHOLE}{background}"))
            .unwrap();
        let (name, colours) = (Some("night".to_owned()), Ok(Depth::True));
        let (mut in_use, said) =
            InUse::new(shelf.clone(), Wish { name, colours, ..Wish::default() });
        let ground = |in_use: &InUse| in_use.palette().ground();
        let on_dark = ground(&in_use);
        assert!(said.is_none() && on_dark.is_some());
        assert_eq!(in_use.on_background(Background::Light).as_deref(), told);
        // Light on light cannot be read: what has no background of its own is left to the terminal.
        assert_eq!(ground(&in_use), on_dark.filter(|_| is_shown));
        assert_eq!(in_use.on_background(Background::Dark), None);
        assert_eq!(ground(&in_use), on_dark);
    }
}

#[test]
fn what_is_embedded_equals_what_is_on_disk() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/palettes");
    let on_disk = Shelf::new(Some(folder)).all();
    let embedded = Shelf::default().all();
    let of = |all: &[Shelved]| -> Vec<_> {
        all.iter().map(|kept| (kept.name.clone(), kept.file.variants)).collect()
    };
    assert_eq!(of(&on_disk), of(&embedded));
}

#[test]
fn what_was_chosen_stays_until_something_else_is_wished_for() {
    let wish = |name: &str, background| {
        let (name, colours) = (Some(name.to_owned()), Ok(Depth::True));
        Wish { name, background, colours, ..Wish::default() }
    };
    let (mut in_use, _) = InUse::new(Shelf::default(), wish("fen", None));
    let follow = |in_use: &mut InUse, wish| {
        let name = in_use.on_wish(wish);
        in_use.wear(Shelf::default().find(&name))
    };
    assert_eq!(in_use.wear(Shelf::default().find("frost")), None);
    assert_eq!((follow(&mut in_use, wish("fen", None)), in_use.name()), (None, "frost"));
    let dark = *in_use.palette();
    assert_eq!(follow(&mut in_use, wish("fen", Some(Background::Light))), None);
    assert_ne!(*in_use.palette(), dark);
    assert_eq!((follow(&mut in_use, wish("heather", None)), in_use.name()), (None, "heather"));
    let said = follow(&mut in_use, wish("haether", None)).unwrap();
    assert!(said.contains("did you mean") && in_use.name() == "heather", "{said}");
    let coloured = *in_use.palette();
    in_use.on_wish(Wish { colours: Err(Colourless::Asked), ..wish("heather", None) });
    assert_ne!(*in_use.palette(), coloured, "colours go as they are wished away");
    in_use.on_wish(Wish { glyphs: Glyphs::Ascii, ..wish("heather", None) });
    assert!(in_use.palette().glyphs().are_ascii());
}

/// A bold or underlined word keeps its colour; what is behind a popup loses it.
#[test]
fn emphasis_adds_to_a_colour() {
    let (kept, _, inks) = shipped().swap_remove(0);
    let palette = Palette::own(inks, Depth::True, Glyphs::Unicode).unwrap();
    let link = Text { role: Role::Link, strong: true, ..Text::default() };
    let look = palette.text(link, false);
    assert_eq!(rgb(look.fg), inks.get(Ink::Link), "{}", kept.name);
    assert!(look.add_modifier.contains(Modifier::BOLD | Modifier::UNDERLINED));
}

#[test]
fn the_guide_names_every_key() {
    let guide = include_str!("../../content/guide/settings.toml");
    let (_, page) = guide.split_once("id = \"setting/palettes\"").expect("there is a page");
    let (page, _) = page.split_once("[[entry]]").expect("another one follows");
    for ink in Ink::ALL {
        let (key, _) = ink.key();
        assert!(page.contains(&format!("`{key}`")), "{key}");
    }
}
