//! Letters small above and below the line, as Unicode has them. Refuses to know: markup, mathematics.

use std::borrow::Cow;

/// What stands above the line, and small as it is there (Unicode 16, superscripts and modifier letters). Signs that
/// stand there anyway are as they are.
const ABOVE: (&str, &str) = (
    "0123456789+−-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′*″°ªº®™℠©†‡§¶",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′*″°ªº®™℠©†‡§¶",
);

/// What stands below the line, and small as it is there.
const BELOW: (&str, &str) =
    ("0123456789+−-=()aehijklmnoprstuvxβγρφχ®™℠©", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ®™℠©");

/// Returns what stands in the second text where a letter stands in the first.
pub fn beside((plain, others): (&str, &str), letter: char) -> Option<char> {
    plain.chars().zip(others.chars()).find(|(one, _)| *one == letter).map(|(_, other)| other)
}

/// Returns a text in small letters above or below the line; `None` if one of them has none.
pub fn small(text: &str, is_above: bool) -> Option<String> {
    text.chars().map(|c| beside(if is_above { ABOVE } else { BELOW }, c)).collect()
}

/// Returns a text above or below the line in small letters; where there are none, behind the sign by which people
/// write that.
pub fn shifted(text: &str, is_above: bool) -> Cow<'_, str> {
    let words: Vec<&str> = text.split(' ').collect();
    if let Some(words) = words.iter().map(|it| small(it, is_above)).collect::<Option<Vec<_>>>() {
        return words.join(" ").into();
    }
    // Brackets say of a call that it is one, as those of Wikipedia.
    let is_call = text.starts_with('[') && text.ends_with(']') || matches!(text, "[" | "]");
    if is_above && is_call {
        return text.into();
    }
    let sign = if is_above { '^' } else { '_' };
    match text.chars().filter(|c| !c.is_whitespace()).count() {
        0 => text.into(),
        1 if text.contains(sign) => text.into(),
        1 => format!("{sign}{text}").into(),
        _ => format!("{sign}({text})").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_small_one() {
        for (plain, others) in [ABOVE, BELOW] {
            assert_eq!(plain.chars().count(), others.chars().count());
        }
    }

    #[test]
    fn what_has_no_small_letters_stands_behind_a_sign() {
        for (text, above, below) in [
            ("6", "⁶", "₆"),
            ("a + 1", "ᵃ ⁺ ¹", "ₐ ₊ ₁"),
            ("Q", "^Q", "_Q"),
            ("1q", "^(1q)", "_(1q)"),
            ("T", "ᵀ", "_T"),
            ("®", "®", "®"),
            ("1†", "¹†", "_(1†)"),
            ("_", "^_", "_"),
            ("^", "^", "_^"),
            ("[1]", "[1]", "_([1])"),
            ("]", "]", "_]"),
            (" ", " ", " "),
            ("", "", ""),
        ] {
            assert_eq!((&*shifted(text, true), &*shifted(text, false)), (above, below), "{text}");
        }
    }
}
