//! Which key of a Latin keyboard is where a key of another layout was pressed, and which character a
//! full-width form stands for. Refuses to know: what keys mean, and when that is asked.
//!
//! The layouts are those that systems ship for a whole script: the Russian ЙЦУКЕН with what Ukrainian
//! and Belarusian have in other places, the Greek one, the Hebrew SI 1452 and Arabic (101). Of keys that
//! type two characters at once only the ligature is known.

use super::key::{Code, Key, Modifiers};

/// The keys of a Latin keyboard, row by row, without Shift and with it.
const PLACES: [&str; 2] = [
    "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./",
    "~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?",
];

/// What no key types, in the tables below.
const NONE: char = '\0';

/// What the keys of a layout type in the order of `PLACES`, and more characters with their places.
#[derive(Debug)]
pub struct Layout {
    rows: [&'static str; 2],
    more: &'static [(char, char)],
}

const CYRILLIC: Layout = Layout {
    rows: [
        "ё1234567890-=йцукенгшщзхъ\\фывапролджэячсмитьбю.",
        "Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
    ],
    more: &[
        ('і', 's'),
        ('І', 'S'),
        ('ї', ']'),
        ('Ї', '}'),
        ('є', '\''),
        ('Є', '"'),
        ('ґ', '\\'),
        ('Ґ', '|'),
        ('ў', 'o'),
        ('Ў', 'O'),
    ],
};

const GREEK: Layout = Layout {
    rows: [
        "`1234567890-=;ςερτυθιοπ[]\\ασδφγηξκλ\0'ζχψωβνμ,./",
        "~!@#$%^&*()_+:\0ΕΡΤΥΘΙΟΠ{}|ΑΣΔΦΓΗΞΚΛ\0\"ΖΧΨΩΒΝΜ<>?",
    ],
    more: &[
        ('ά', 'a'),
        ('έ', 'e'),
        ('ή', 'h'),
        ('ί', 'i'),
        ('ϊ', 'i'),
        ('ΐ', 'i'),
        ('ό', 'o'),
        ('ύ', 'y'),
        ('ϋ', 'y'),
        ('ΰ', 'y'),
        ('ώ', 'v'),
        ('Ά', 'A'),
        ('Έ', 'E'),
        ('Ή', 'H'),
        ('Ί', 'I'),
        ('Ό', 'O'),
        ('Ύ', 'Y'),
        ('Ώ', 'V'),
        ('΄', ';'),
        ('΅', 'W'),
        ('¨', ':'),
    ],
};

/// With Shift its letters are Latin capitals.
const HEBREW: Layout = Layout {
    rows: [
        ";1234567890-=/'קראטוןםפ][\\שדגכעיחלךף,זסבהנמצתץ.",
        "~!@#$%^&*)(_+QWERTYUIOP}{|ASDFGHJKL:\"ZXCVBNM><?",
    ],
    more: &[],
};

const ARABIC: Layout = Layout {
    rows: [
        "ذ1234567890-=ضصثقفغعهخحجد\\شسيبلاتنمكطئءؤر\u{FEFB}ىةوزظ",
        "\u{651}!@#$%^&*)(_+\u{64E}\u{64B}\u{64F}\u{64C}\u{FEF9}إ`\0\0؛<>|\u{650}\u{64D}][\u{FEF7}أـ،/:\"~\u{652}}{\u{FEF5}آ',.؟",
    ],
    more: &[],
};

const LAYOUTS: [&Layout; 4] = [&CYRILLIC, &GREEK, &HEBREW, &ARABIC];

/// Characters that input methods type in place of those of ASCII, beside the full-width forms.
const STAND_INS: [(char, char); 17] = [
    ('\u{3000}', ' '),
    ('。', '.'),
    ('、', '/'),
    ('・', '/'),
    ('【', '['),
    ('】', ']'),
    ('「', '['),
    ('」', ']'),
    ('《', '<'),
    ('》', '>'),
    ('‘', '\''),
    ('’', '\''),
    ('“', '"'),
    ('”', '"'),
    ('—', '_'),
    ('…', '^'),
    // Where a keyboard has the dollar, Chinese input methods have the yuan.
    ('\u{FFE5}', '$'),
];

impl Layout {
    /// Returns the character of a Latin keyboard at the place where this layout types `c`.
    fn place(&self, c: char) -> Option<char> {
        let in_rows = || {
            let rows = PLACES.iter().zip(self.rows);
            let mut keys = rows.flat_map(|(places, row)| places.chars().zip(row.chars()));
            keys.find(|(_, typed)| *typed == c && c != NONE).map(|(place, _)| place)
        };
        let more = self.more.iter().find(|(typed, _)| *typed == c);
        more.map(|(_, place)| *place).or_else(in_rows)
    }
}

/// The layout that was typed in last, as far as its characters tell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Typed(Option<&'static Layout>);

impl Typed {
    /// Takes a key in: a character of a layout tells that it is that one, a Latin letter that it is none.
    /// Returns the key of a Latin keyboard at its place, if that is another one.
    pub fn take(&mut self, key: Key) -> Option<Key> {
        let Code::Char(c) = key.code else { return None };
        if c.is_ascii_alphabetic() && !key.held.ctrl {
            self.0 = None;
            return None;
        }
        if !c.is_ascii() {
            if let Some(narrow) = narrow(c) {
                return Some(with(key, narrow));
            }
            self.0 = LAYOUTS.into_iter().find(|layout| layout.place(c).is_some()).or(self.0);
        }
        // What is in ASCII is at another place only on a layout that was typed in before.
        let place = self.0?.place(c)?;
        (place != c).then(|| with(key, place))
    }
}

/// Returns a key with another character.
fn with(key: Key, c: char) -> Key {
    Key::new(Code::Char(c), Modifiers { shift: false, ..key.held })
}

/// Returns the character of ASCII that a full-width form or a mark of an input method stands for.
fn narrow(c: char) -> Option<char> {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
        _ => STAND_INS.iter().find(|(wide, _)| *wide == c).map(|(_, narrow)| *narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_has_as_many_keys_as_there_are_places() {
        for layout in LAYOUTS {
            for (row, places) in layout.rows.iter().zip(PLACES) {
                assert_eq!(row.chars().count(), places.chars().count(), "{row}");
            }
        }
    }

    /// Writes the places of keys that are typed one after the other; `·` for one that is no other.
    #[track_caller]
    fn check(typed: &str, expected: &str) {
        let mut layout = Typed::default();
        let places = typed.chars().map(|c| match layout.take(Key::char(c)) {
            Some(Key { code: Code::Char(place), .. }) => place,
            _ => '·',
        });
        assert_eq!(places.collect::<String>(), expected, "{typed}");
    }

    #[test]
    fn letters_of_other_scripts_are_at_the_places_of_latin_ones() {
        check("йцукенгшщзхъфывапролджэячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.");
        check("ЙПЖЭБЮ", "QG:\"<>");
        check("іїєґў", "s]'\\o");
        check("ςερτυθιοπασδφγηξκλζχψωβνμ", "wertyuiopasdfghjklzxcvbnm");
        check("Γά", "Ga");
        check("קראטוןםפשדגכעיחלךףזסבהנמצתץ", "ertyuiopasdfghjkl;zxcvbnm,.");
        check("ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ", "qwertyuiop[]asdfghjkl;'zxcvnm,./");
        check("أ؟", "H?");
        // Japanese and accented letters are on no such layout.
        check("あé", "··");
    }

    #[test]
    fn marks_move_with_the_letters_typed_before_them() {
        check(".", "·");
        check("о.", "j/");
        check("О,", "J?");
        check("оj.", "j··");
        check("ש./'", "a/qw");
        check("α;", "aq");
        check("о5", "j·");
    }

    #[test]
    fn full_width_forms_are_what_they_stand_for() {
        check("ｊＧ／？：（", "jG/?:(");
        check("【】、　", "[]/ ");
        check("“”‘’—…￥", "\"\"''_^$");
        check("оｊ.", "jj/");
    }

    #[test]
    fn what_is_held_stays_held() {
        let mut layout = Typed::default();
        assert_eq!(layout.take(Key::ctrl('в')), Some(Key::ctrl('d')));
        assert_eq!(layout.take(Key::alt(Code::Char('ч'))), Some(Key::alt(Code::Char('x'))));
        assert_eq!(layout.take(Key::plain(Code::Up)), None);
    }
}
