//! Formulas in `MathML` that hold the TeX which they were made from: that is read in their place, since it
//! says what is a power and what a fraction. Refuses to know: what `MathML` means.

use std::borrow::Cow;

use super::super::mathematics::in_lines;

/// Who wrote a formula in TeX says so.
const TEX: &str = "application/x-tex";

/// Writes all formulas of which the TeX is known as text.
pub fn written(source: &str) -> Cow<'_, str> {
    if !source.contains(TEX) {
        return source.into();
    }
    let (mut written, mut rest) = (String::with_capacity(source.len()), source);
    while let Some((before, formula)) = rest.split_once("<math") {
        let Some((formula, behind)) = formula.split_once("</math>") else { break };
        written.push_str(before);
        match tex_of(formula) {
            Some(tex) => written.push_str(&as_text(tex)),
            None => written.extend(["<math", formula, "</math>"]),
        }
        rest = behind;
    }
    Cow::Owned(written + rest)
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
    said.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
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
            ("<math><mi>x</mi></math>".to_owned(), "<math><mi>x</mi></math>"),
        ] {
            assert_eq!(written(&source), expected, "{source}");
        }
    }
}
