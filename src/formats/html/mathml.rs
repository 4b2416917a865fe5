//! Formulas in `MathML` as TeX, which is written in lines elsewhere. Refuses to know: how formulas are shown.
//!
//! Tags are read one after another, and what is open is data: neither depth nor length costs stack.

use html5gum::emitters::callback::CallbackEvent;

use super::tokenize;

/// Signs that TeX knows by names, and so what they do in a line.
const SIGNS: [(&str, &str); 23] = [
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

/// What stands for a sign that means something to TeX until the formula is read: the sign behind this one.
const HIDDEN: u32 = 0x0010_FF00;

/// Elements that hold a name, a number, a sign or words, whatever is in them.
const TOKENS: [&str; 5] = ["mi", "mn", "mo", "ms", "mtext"];

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    /// What is in it, element by element, in TeX.
    parts: Vec<String>,
    /// The text in it as it stands, up to the next element in it if that is a part of its own.
    text: String,
    /// Whether all in it is text.
    is_token: bool,
    /// The signs around what is in it, and between; and how thick its line is.
    fences: [String; 4],
    /// The attribute that is being read, as one of these.
    fence: Option<usize>,
}

/// Returns what a formula, without the tags around it, says in TeX.
pub fn tex(formula: &str) -> String {
    let mut open = vec![Open::default()];
    let mut tag = Open::default();
    tokenize(formula, false, &mut |event, _| match event {
        CallbackEvent::OpenStartTag { name } => {
            let fences = ["(", ")", ",", ""].map(str::to_owned);
            let name = local(&String::from_utf8_lossy(name)).to_owned();
            let is_token = TOKENS.contains(&&*name) || open.last().is_some_and(|it| it.is_token);
            tag = Open { name, is_token, fences, ..Open::default() };
        }
        CallbackEvent::AttributeName { name } => {
            let names: [&[u8]; 4] = [b"open", b"close", b"separators", b"linethickness"];
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
            open.last_mut().map(Open::take_text);
            open.push(std::mem::take(&mut tag));
            if *self_closing {
                close(&mut open);
            }
        }
        CallbackEvent::EndTag { name } => {
            let name = String::from_utf8_lossy(name);
            if open.len() > 1 && open.last().is_some_and(|it| it.name == local(&name)) {
                close(&mut open);
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
    let whole = open.pop().map(|mut whole| {
        whole.take_text();
        said(&whole)
    });
    whole.unwrap_or_default()
}

/// Returns the name of an element without what says which language it is of.
pub fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or_default()
}

/// Returns a formula that was read from TeX with the signs that mean something to TeX.
pub fn shown(text: &str) -> String {
    let sign = |c: char| char::from_u32(u32::from(c).checked_sub(HIDDEN)?).filter(char::is_ascii);
    text.chars().map(|c| sign(c).unwrap_or(c)).collect()
}

impl Open {
    /// Makes text between elements a part.
    fn take_text(&mut self) {
        if self.is_token {
            return;
        }
        let text = std::mem::take(&mut self.text);
        match text.split_whitespace().count() {
            0 => {}
            1 => self.parts.push(sign(text.trim())),
            _ => self.parts.push(words(&text)),
        }
    }
}

/// Says the innermost element in the one around it.
fn close(open: &mut Vec<Open>) {
    let (Some(mut inner), Some(outer)) = (open.pop(), open.last_mut()) else { return };
    if outer.is_token {
        outer.text += &inner.text;
    } else {
        inner.take_text();
        outer.parts.push(said(&inner));
    }
}

fn said(element: &Open) -> String {
    let parts: Vec<&str> = element.parts.iter().map(String::as_str).collect();
    let text = element.text.trim();
    match (&*element.name, &*parts) {
        ("mi" | "mo" | "mn", _) => sign(text),
        ("mtext" | "ms", _) => words(&element.text),
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
        // What chooses some of many has no line.
        ("mfrac", [over, under]) if is_nothing(&element.fences[3]) => {
            format!("\\left({{{over}}}\\;{{{under}}}\\right)")
        }
        ("mfrac", [over, under]) => format!("\\frac{{{over}}}{{{under}}}"),
        ("msqrt", _) => format!("\\sqrt{{{}}}", parts.join(" ")),
        ("mroot", [inside, index]) => format!("\\sqrt[{index}]{{{inside}}}"),
        ("mfenced", _) => {
            let [before, behind, between, _] = element.fences.each_ref().map(|sign| escaped(sign));
            format!("{before}{}{behind}", parts.join(&between))
        }
        ("mtable", rows) => format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join("\\\\")),
        ("mtr" | "mlabeledtr", cells) => cells.join("&"),
        ("semantics", [first, ..]) => (*first).to_owned(),
        ("annotation" | "annotation-xml" | "mphantom", _) => String::new(),
        _ => row(&parts),
    }
}

/// Returns parts one behind another; what has brackets of its own needs no others.
fn row(parts: &[&str]) -> String {
    match parts {
        ["(", inside, ")"] if inside.starts_with("\\left(") => (*inside).to_owned(),
        parts => parts.join(" "),
    }
}

/// Returns whether a length is none, whatever it is measured in.
fn is_nothing(length: &str) -> bool {
    let number = length.trim_end_matches(|c: char| c.is_alphabetic() || c == '%');
    number.parse() == Ok(0.0_f64)
}

/// Returns a name, a number or a sign in TeX.
fn sign(text: &str) -> String {
    let text: String = text.chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)).collect();
    if let Some((_, known)) = SIGNS.iter().find(|(own, _)| *own == text) {
        return (*known).to_owned();
    }
    let is_long = text.chars().count() > 1;
    if is_long && text.chars().all(|c| "=<>:-!&".contains(c)) && text.contains(['=', '<', '>', '&'])
    {
        return format!("\\;{}\\;", words(&text));
    }
    let is_name = is_long && text.chars().all(char::is_alphabetic);
    if is_name { format!("\\operatorname{{{text}}}") } else { escaped(&text) }
}

/// Returns words in TeX, with the blanks at their ends.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_whitespace() {
            words.push(hidden(c));
        } else if !words.ends_with(' ') {
            words.push(' ');
        }
    }
    format!("\\text{{{words}}}")
}

/// Returns text in which nothing means something to TeX; braces stay brackets.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '{' | '}' => escaped.extend(['\\', c]),
            c => escaped.push(hidden(c)),
        }
    }
    escaped
}

/// Returns what stands for a sign if it means something to TeX.
fn hidden(c: char) -> char {
    let is_meant = matches!(c, '{' | '}' | '#' | '$' | '%' | '&' | '_' | '\\' | '^' | '~');
    if is_meant { char::from_u32(HIDDEN + u32::from(c)).unwrap_or(c) } else { c }
}
