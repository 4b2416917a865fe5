//! What stands before the items of a list. Refuses to know: how it is written.

/// How the items of a list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counting {
    /// By numbers, which Markdown has.
    Numbers,
    /// By signs that stand before the text.
    Signs(Signs),
}

/// What counts beside numbers that ascend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signs {
    /// `3`, `2`
    Numbers,
    /// `a`, `b`, … `z`, `aa`
    Letters,
    /// `A`, `B`
    Capitals,
    /// `i`, `ii`
    Roman,
    /// `I`, `II`
    CapitalRoman,
}

/// Which way a list counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Each item has one more than the one before.
    #[default]
    Rising,
    /// Each item has one less.
    Falling,
}

/// What the items of a list have before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// The number of the next item.
    pub next: i64,
    /// How it is written.
    pub counting: Counting,
    /// Which way it goes on.
    pub order: Order,
}

impl Numbering {
    /// Goes on to the next item.
    pub fn advance(&mut self) {
        self.next = match self.order {
            Order::Rising => self.next.saturating_add(1),
            Order::Falling => self.next.saturating_sub(1),
        };
    }
}

/// Roman numbers that others are made of, from the greatest.
const ROMAN: [(u64, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

/// The greatest number that is written in Roman ones.
const MOST_ROMAN: u64 = 3999;

impl Signs {
    /// Returns what the attribute `type` of a list means, or the style `list-style-type`; `None` for anything
    /// that is counted in numbers.
    pub fn of(name: &str) -> Option<Self> {
        Some(match name.trim() {
            "a" | "lower-alpha" | "lower-latin" => Self::Letters,
            "A" | "upper-alpha" | "upper-latin" => Self::Capitals,
            "i" | "lower-roman" => Self::Roman,
            "I" | "upper-roman" => Self::CapitalRoman,
            _ => return None,
        })
    }

    /// Returns the sign of a number, counted from 1; the number where there is none.
    pub fn sign(self, number: i64) -> String {
        match (self, u64::try_from(number)) {
            (Self::Letters, Ok(number @ 1..)) => letters(number),
            (Self::Capitals, Ok(number @ 1..)) => letters(number).to_uppercase(),
            (Self::Roman, Ok(number @ 1..=MOST_ROMAN)) => roman(number),
            (Self::CapitalRoman, Ok(number @ 1..=MOST_ROMAN)) => roman(number).to_uppercase(),
            _ => number.to_string(),
        }
    }
}

fn letters(mut number: u64) -> String {
    let mut letters = Vec::new();
    while number > 0 {
        let letter = u8::try_from((number - 1) % 26).expect("a letter's place is below 26");
        letters.push(char::from(b'a' + letter));
        number = (number - 1) / 26;
    }
    letters.iter().rev().collect()
}

fn roman(mut number: u64) -> String {
    let mut written = String::new();
    for (value, sign) in ROMAN {
        while number >= value {
            written.push_str(sign);
            number -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_their_signs() {
        for (signs, number, expected) in [
            (Signs::Letters, 1, "a"),
            (Signs::Letters, 26, "z"),
            (Signs::Letters, 27, "aa"),
            (Signs::Capitals, 28, "AB"),
            (Signs::Roman, 4, "iv"),
            (Signs::CapitalRoman, 1994, "MCMXCIV"),
            (Signs::Roman, 4000, "4000"),
            (Signs::Letters, 0, "0"),
            (Signs::Roman, -1, "-1"),
        ] {
            assert_eq!(signs.sign(number), expected);
        }
    }
}
