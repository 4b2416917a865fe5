//! Formulas in `MathML`: the TeX that they were made from is read in their place if they hold it, else what their
//! elements come to in TeX. Refuses to know: what elements mean.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::emitters::callback::CallbackEvent;

use super::super::mathematics::in_lines;
use super::{mathml, tokenize};

/// Who wrote a formula in TeX says so.
const TEX: &str = "application/x-tex";

/// A formula, or one that is being read.
struct Formula {
    range: Range<usize>,
    /// Where it is without its own tags.
    inside: Range<usize>,
    /// The names of its elements that are open, with its own.
    open: Vec<String>,
}

/// Writes all formulas that can be said in lines as text; `has_scripts` is as for [`tokenize`].
pub fn written(source: &str, has_scripts: bool) -> Cow<'_, str> {
    if !source.contains("<math") && !source.contains(":math") {
        return source.into();
    }
    let (mut written, mut at) = (String::with_capacity(source.len()), 0);
    for Formula { range, inside, .. } in formulas(source, has_scripts) {
        let formula = &source[inside];
        if let Some(text) = tex_of(formula).map(as_text).or_else(|| said(formula)) {
            written += &source[at..range.start];
            written += &text;
            at = range.end;
        }
    }
    Cow::Owned(written + &source[at..])
}

/// Returns the formulas all of whose elements are closed in their order.
fn formulas(source: &str, has_scripts: bool) -> Vec<Formula> {
    let (mut whole, mut reading): (Vec<Formula>, Option<Formula>) = (Vec::new(), None);
    let (mut start, mut tag) = (0, String::new());
    tokenize(source, has_scripts, &mut |event, span| match event {
        CallbackEvent::OpenStartTag { name } => {
            start = span.start;
            tag = String::from_utf8_lossy(name).into_owned();
        }
        CallbackEvent::CloseStartTag { self_closing: false } => {
            if mathml::local(&tag) == "math" {
                let (range, inside) = (start..start, span.end..span.end);
                reading = Some(Formula { range, inside, open: Vec::new() });
            }
            if let Some(formula) = &mut reading {
                formula.open.push(std::mem::take(&mut tag));
            }
        }
        CallbackEvent::EndTag { name } => {
            let Some(mut formula) = reading.take() else { return };
            let is_closed = formula.open.pop().is_some_and(|own| own.as_bytes() == *name);
            if is_closed && formula.open.is_empty() {
                formula.inside.end = span.start;
                formula.range.end = span.end;
                whole.push(formula);
            } else if is_closed {
                reading = Some(formula);
            }
        }
        _ => {}
    });
    whole
}

/// Returns what the elements of a formula say, as text that can stand in HTML.
fn said(formula: &str) -> Option<String> {
    Some(escaped(&mathml::shown(&in_lines(&mathml::tex(formula))?.join(" "))))
}

/// Returns the TeX of a formula, as HTML has it.
fn tex_of(formula: &str) -> Option<&str> {
    let (_, behind) = formula.split_once(TEX)?;
    let (_, inside) = behind.split_once('>')?;
    Some(inside.split_once("</")?.0.trim()).filter(|tex| !tex.is_empty())
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
            assert_eq!(written(&source, false), expected, "{source}");
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
            ("<mtable><mtr><mtd>1</mtd><mtd>2</mtd></mtr></mtable>".to_owned(), "1, 2"),
            (format!("<msup>{a}2</msup>+1"), "a² + 1"),
            ("<mfrac linethickness='0pt'><mi>n</mi><mi>k</mi></mfrac>".to_owned(), "(n k)"),
            (
                "<mrow><mo>(</mo><mfrac linethickness='0'><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></mrow>".to_owned(),
                "(n k)",
            ),
            (format!("<mfrac linethickness='2'>{a}{b}</mfrac>"), "a/b"),
            (format!("{a}<mo>:=</mo>{b}<mo>==</mo>{a}"), "a := b == a"),
            (format!("{a}<mo>-&gt;</mo>{b}<mo>!=</mo>{a}<mo>=</mo>{b}"), "a -&gt; b != a = b"),
            ("<mrow>abc</mrow>=5".to_owned(), "abc = 5"),
            ("so <mi>a</mi> or <!-- b -->c".to_owned(), "so a or c"),
            ("<mtext>if <b>bold</b> holds</mtext>".to_owned(), "if bold holds"),
            (
                "<mtext>5%=a_b &amp; c $ # { ^ ~ \\ }</mtext>".to_owned(),
                "5%=a_b &amp; c $ # { ^ ~ \\ }",
            ),
            ("<mi>^</mi><mi>~</mi><mi>\\</mi><mi>#</mi><mi>a_b</mi>".to_owned(), "^~\\#a_b"),
        ] {
            for source in [
                format!("x <math>{formula}</math>"),
                format!("x <math display='block'>{formula}</math>"),
            ] {
                assert_eq!(written(&source, false), format!("x {expected}"), "{source}");
            }
        }
        for source in ["<math>", "<math></math>", "<math><mi></math>", "<math><mfrac><mn>1</mn>"] {
            assert_eq!(written(source, false), source);
        }
    }

    #[test]
    fn what_is_no_whole_formula_stays() {
        let one = "<math><mi>q</mi></math>";
        for (source, expected) in [
            (format!("<!-- <math --> a {one} b"), "<!-- <math --> a q b"),
            (format!("<math/> <b>a</b> {one} b"), "<math/> <b>a</b> q b"),
            (format!("<math> <b>a</b> {one} b"), "<math> <b>a</b> q b"),
            (format!("<p><math><mi>a</mi></p><p>b {one}"), "<p><math><mi>a</mi></p><p>b q"),
            (format!("<p title='<math'>a</p> {one}"), "<p title='<math'>a</p> q"),
            (format!("<mathematics>a {one}</mathematics>"), "<mathematics>a q</mathematics>"),
            (format!("a {one}<math"), "a q<math"),
            ("<m:math xmlns:m='u'><m:mi>q</m:mi></m:math> b".to_owned(), "q b"),
        ] {
            assert_eq!(written(&source, false), expected, "{source}");
        }
    }
}
