//! Formulas in `MathML` as TeX, which is written in lines elsewhere. Refuses to know: how formulas are shown.
//!
//! Tags are read one after another, and what is open is data: neither depth nor length costs stack.

use html5gum::emitters::callback::CallbackEvent;

use super::tokenize;

/// Signs that TeX knows by names, and so what they do in a line.
const SIGNS: [(&str, &str); 24] = [
    ("−", "-"),
    ("×", "\\times "),
    ("·", "\\cdot "),
    ("⋅", "\\cdot "),
    ("÷", "\\div "),
    ("±", "\\pm "),
    ("≤", "\\leq "),
    ("≥", "\\geq "),
    ("≠", "\\neq "),
    ("≈", "\\approx "),
    ("≡", "\\equiv "),
    ("∈", "\\in "),
    ("⊂", "\\subset "),
    ("→", "\\to "),
    ("⇒", "\\Rightarrow "),
    ("⇔", "\\Leftrightarrow "),
    ("∑", "\\sum "),
    ("∏", "\\prod "),
    ("∫", "\\int "),
    ("∪", "\\cup "),
    ("∩", "\\cap "),
    ("∧", "\\land "),
    ("∨", "\\lor "),
    ("&", "\\& "),
];

/// Signs above a letter, and what TeX calls them.
const ACCENTS: [(&str, &str); 8] = [
    ("¯", "\\overline"),
    ("‾", "\\overline"),
    ("^", "\\hat"),
    ("ˆ", "\\hat"),
    ("→", "\\vec"),
    ("~", "\\tilde"),
    ("˜", "\\tilde"),
    ("˙", "\\dot"),
];

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    /// What is in it, element by element, in TeX.
    parts: Vec<String>,
    /// The text in it as it stands.
    text: String,
    /// The signs around what is in it, and between.
    fences: [String; 3],
    /// The attribute that is being read, as one of these.
    fence: Option<usize>,
}

/// Returns what a formula, without the tags around it, says in TeX.
pub fn tex(formula: &str) -> String {
    let mut open = vec![Open::default()];
    let mut tag = Open::default();
    tokenize(formula, false, &mut |event, _| match event {
        CallbackEvent::OpenStartTag { name } => {
            let fences = ["(", ")", ","].map(str::to_owned);
            tag = Open { name: local(name), fences, ..Open::default() };
        }
        CallbackEvent::AttributeName { name } => {
            let names: [&[u8]; 3] = [b"open", b"close", b"separators"];
            tag.fence = names.iter().position(|own| own == name);
            if let Some(fence) = tag.fence {
                tag.fences[fence].clear();
            }
        }
        CallbackEvent::AttributeValue { value } => {
            if let Some(fence) = tag.fence {
                tag.fences[fence].push_str(String::from_utf8_lossy(value).trim());
            }
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            open.push(std::mem::take(&mut tag));
            if *self_closing {
                close(&mut open);
            }
        }
        CallbackEvent::EndTag { name } => {
            let name = local(name);
            if let Some(at) = open.iter().rposition(|it| it.name == name) {
                while open.len() > at.max(1) {
                    close(&mut open);
                }
            }
        }
        CallbackEvent::String { value } => {
            if let Some(last) = open.last_mut() {
                last.text.push_str(&String::from_utf8_lossy(value));
            }
        }
        _ => {}
    });
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|whole| whole.parts.join(" ")).unwrap_or_default()
}

/// Returns the name of an element without what says which language it is of.
fn local(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    name.rsplit(':').next().unwrap_or_default().to_owned()
}

/// Says the innermost element in the one around it.
fn close(open: &mut Vec<Open>) {
    let (Some(inner), Some(outer)) = (open.pop(), open.last_mut()) else { return };
    outer.parts.push(said(&inner));
}

fn said(element: &Open) -> String {
    let parts: Vec<&str> = element.parts.iter().map(String::as_str).collect();
    let text = element.text.trim();
    match (&*element.name, &*parts) {
        ("mi" | "mo" | "mn", _) => sign(text),
        ("mtext" | "ms", _) => format!("\\text{{{}}}", escaped(&element.text)),
        ("msup", [base, above]) => format!("{{{base}}}^{{{above}}}"),
        ("msub" | "munder", [base, below]) => format!("{{{base}}}_{{{below}}}"),
        ("msubsup" | "munderover", [base, below, above]) => {
            format!("{{{base}}}_{{{below}}}^{{{above}}}")
        }
        ("mover", [base, above]) => {
            let accent = ACCENTS.iter().find(|(own, _)| sign(own) == *above);
            accent.map_or_else(
                || format!("{{{base}}}^{{{above}}}"),
                |(_, name)| format!("{name}{{{base}}}"),
            )
        }
        ("mfrac", [over, under]) => format!("\\frac{{{over}}}{{{under}}}"),
        ("msqrt", _) => format!("\\sqrt{{{}}}", parts.join(" ")),
        ("mroot", [inside, index]) => format!("\\sqrt[{index}]{{{inside}}}"),
        ("mfenced", _) => {
            let [before, behind, between] = element.fences.each_ref().map(|sign| escaped(sign));
            format!("{before}{}{behind}", parts.join(&between))
        }
        ("mtable", rows) => format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join("\\\\")),
        ("mtr" | "mlabeledtr", cells) => cells.join("&"),
        ("semantics", [first, ..]) => (*first).to_owned(),
        ("annotation" | "annotation-xml" | "mphantom" | "mspace", _) => String::new(),
        _ => parts.join(" "),
    }
}

/// Returns a name, a number or a sign in TeX.
fn sign(text: &str) -> String {
    let text: String = text.chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect();
    if let Some((_, known)) = SIGNS.iter().find(|(own, _)| *own == text) {
        return (*known).to_owned();
    }
    let is_name = text.chars().count() > 1 && text.chars().all(char::is_alphabetic);
    if is_name { format!("\\operatorname{{{text}}}") } else { escaped(&text) }
}

/// Returns text in which nothing means something to TeX.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' | '#' | '$' | '%' | '&' | '_' => escaped.extend(['\\', c]),
            '\\' => escaped.push_str("\\backslash "),
            '^' | '~' => escaped.push_str(&format!("\\text{{{c}}}")),
            c => escaped.push(c),
        }
    }
    escaped
}
