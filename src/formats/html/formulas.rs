//! Formulas in `MathML`: the TeX that they were made from is read in their place if they hold it, else what their
//! elements come to in TeX. Refuses to know: what elements mean.

use std::borrow::Cow;

use super::super::mathematics::in_lines;
use super::mathml;

/// Who wrote a formula in TeX says so.
const TEX: &str = "application/x-tex";
const BEGIN: &str = "<math";
const END: &str = "</math>";

/// Writes all formulas that can be said in lines as text.
pub fn written(source: &str) -> Cow<'_, str> {
    if !source.contains(BEGIN) {
        return source.into();
    }
    let (mut written, mut rest) = (String::with_capacity(source.len()), source);
    while let Some((before, formula)) = rest.split_once(BEGIN) {
        let Some((formula, behind)) = formula.split_once(END) else { break };
        written.push_str(before);
        match tex_of(formula).map(as_text).or_else(|| said(formula)) {
            Some(text) => written.push_str(&text),
            None => written.extend([BEGIN, formula, END]),
        }
        rest = behind;
    }
    Cow::Owned(written + rest)
}

/// Returns what the elements of a formula say, as text that can stand in HTML.
fn said(formula: &str) -> Option<String> {
    let (_, inside) = formula.split_once('>')?;
    Some(escaped(&in_lines(&mathml::tex(inside))?.join(" ")))
}

/// Returns the TeX of a formula, as HTML has it.
fn tex_of(formula: &str) -> Option<&str> {
    let (_, behind) = formula.split_once(TEX)?;
    let (_, inside) = behind.split_once('>')?;
    Some(inside.split_once("</annotation>")?.0.trim())
}

/// Returns a formula as text that can stand in HTML; as it is written if it cannot be said otherwise.
fn as_text(tex: &str) -> String {
    let plain = tex.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let said = in_lines(&plain).map_or(plain, |lines| lines.join(" "));
    escaped(&said)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_read_from_their_tex() {
        let math = |tex: &str| {
            let note = format!("<annotation encoding=\"{TEX}\">{tex}</annotation>");
            format!("<math><semantics><mi>E</mi>{note}</semantics></math>")
        };
        for (source, expected) in [
            (format!("a {} b", math("E = mc^2")), "a E = mc² b"),
            (math("\\alpha &lt; \\beta"), "α &lt; β"),
            (math("\\def\\x{}"), "\\def\\x{}"),
        ] {
            assert_eq!(written(&source), expected, "{source}");
        }
    }

    #[test]
    fn formulas_without_tex_are_read_from_their_elements() {
        let n = |number: &str| format!("<mn>{number}</mn>");
        let (ten, six, a, b) = (n("10"), n("6"), "<mi>a</mi>", "<mi>b</mi>");
        let sum = format!("<mrow>{a}<mo>+</mo>{b}</mrow>");
        for (formula, expected) in [
            (format!("<msup>{ten}{six}</msup>"), "10⁶"),
            (format!("<msup>\n {ten}\n {sum}\n</msup>"), "10ᵃ⁺ᵇ"),
            (format!("<msup>{a}<mi>Q</mi></msup>"), "a^Q"),
            (format!("<msub>{a}{ten}</msub>"), "a₁₀"),
            (format!("<msubsup>{a}{six}{ten}</msubsup>"), "a₆¹⁰"),
            (format!("<mfrac>{}{}</mfrac>", n("1"), n("2")), "1/2"),
            (format!("<mfrac>{sum}{b}</mfrac>"), "(a + b)/b"),
            (format!("<msqrt>{}</msqrt>", n("9")), "√9"),
            (format!("<msqrt>{a}<mo>−</mo>{b}</msqrt>"), "√(a − b)"),
            (format!("<mroot>{a}{}</mroot>", n("3")), "∛a"),
            (format!("<mi>sin</mi><mo>&#x2061;</mo>{a}<mo>&lt;</mo>{b}"), "sin a &lt; b"),
            (format!("<mtext>if </mtext>{a}<mo>≤</mo>{b}"), "if a ≤ b"),
            (format!("<mfenced>{a}{b}</mfenced>"), "(a, b)"),
            (format!("<mfenced open='{{' close=''>{a}</mfenced>"), "{a"),
            (format!("<munderover><mo>∑</mo>{a}{six}</munderover>{b}"), "∑ₐ⁶ b"),
            (format!("<munder><mi>lim</mi>{a}</munder><mover>{b}<mo>→</mo></mover>"), "limₐ b⃗"),
            (
                format!(
                    "<mtable><mtr><mtd>{a}</mtd><mtd>{b}</mtd></mtr><mtr><mtd>{six}</mtd></mtr></mtable>"
                ),
                "a, b; 6",
            ),
            (
                format!("<semantics>{sum}<annotation encoding='x'>no</annotation></semantics>"),
                "a + b",
            ),
            (format!("<mn>100</mn><mo>%</mo><mspace/>{a}"), "100%a"),
        ] {
            for source in [
                format!("x <math>{formula}</math>"),
                format!("x <math display='block'>{formula}</math>"),
            ] {
                assert_eq!(written(&source), format!("x {expected}"), "{source}");
            }
        }
        for source in ["<math>", "<math></math>", "<math><mi></math>", "<math><mfrac><mn>1</mn>"] {
            assert_eq!(written(source), source);
        }
    }
}
