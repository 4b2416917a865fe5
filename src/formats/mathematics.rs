//! Mathematics in TeX as one line of text each: `\frac{a+b}{c}` is `(a + b)/c`. What cannot be said so is not
//! said at all, and its source is shown instead. Refuses to know: Markdown.
//!
//! TeX is read by `pulldown-latex`, whose events are written here.

mod letters;
mod line;

use pulldown_latex::event::{
    Content, DelimiterType, EnvironmentFlow, Event, Font, Grouping, RelationContent,
    ScriptPosition, ScriptType, StateChange, Visual,
};
use pulldown_latex::{Parser, Storage};

use letters::{accented, in_font, is_accent, negated, scripts};
use line::{Line, Piece, Sort};

/// Longer sources, in bytes, are shown as they are, and so are deeper ones: they are read one part inside
/// another.
const LONGEST: usize = 2_000;
const DEEPEST: usize = 24;

/// Commands that only number or name a formula; the first of them has an argument.
const MARKS: [&str; 3] = ["\\label", "\\nonumber", "\\notag"];

/// Commands that make others, by which little says much, or that are no part of what is said.
const REFUSED: [&str; 7] =
    ["def", "let", "newcommand", "renewcommand", "providecommand", "DeclareMathOperator", "input"];

/// Signs that only hold several letters together.
const BRACES: [&str; 4] = ["⏞", "⏟", "⎴", "⎵"];

/// Returns a formula as text, one line for each of its own; `None` if it cannot be said so.
pub fn in_lines(source: &str) -> Option<Vec<String>> {
    let source = without_marks(source);
    let is_plain = source.len() <= LONGEST && depth(&source) <= DEEPEST && !makes_commands(&source);
    if !is_plain {
        return None;
    }
    let storage = Storage::new();
    let events: Result<Vec<Event>, _> = Parser::new(&source, &storage).collect();
    let events = events.ok()?;
    let mut reader = Reader { events: events.into_iter(), font: None, depth: 0 };
    let line = reader.line(Row::Lines)?;
    let lines: Vec<String> = line
        .finish()
        .lines()
        .map(|line| line.trim().to_owned())
        .filter(|it| !it.is_empty())
        .collect();
    (!lines.is_empty()).then_some(lines)
}

/// Leaves out what only numbers or names a formula.
fn without_marks(source: &str) -> String {
    let mut left = source.to_owned();
    for mark in MARKS {
        while let Some(at) = left.find(mark) {
            let rest = &left[at + mark.len()..];
            let argument =
                if mark == MARKS[0] { rest.find('}').map_or(0, |end| end + 1) } else { 0 };
            left.replace_range(at..at + mark.len() + argument, "");
        }
    }
    left
}

/// Returns how deep parts stand one inside another: groups, and commands that take the next one each.
fn depth(source: &str) -> usize {
    let (mut deepest, mut open, mut in_row) = (0, 0_usize, 0);
    let mut after_command = false;
    for c in source.chars() {
        match c {
            '{' => open += 1,
            '}' => open = open.saturating_sub(1),
            '\\' => {
                in_row = if after_command { in_row + 1 } else { 1 };
                after_command = true;
                deepest = deepest.max(open + in_row);
                continue;
            }
            c if c.is_ascii_alphabetic() || c.is_whitespace() => continue,
            _ => {}
        }
        after_command = false;
        deepest = deepest.max(open);
    }
    deepest
}

fn makes_commands(source: &str) -> bool {
    let mut commands = source.split('\\').skip(1);
    commands.any(|behind| {
        let end = behind.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(behind.len());
        REFUSED.iter().any(|refused| behind[..end].ends_with(refused))
    })
}

/// Where a row of elements ends, and what stands between its parts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Row {
    /// The whole formula or a group: its rows are lines.
    Lines,
    /// A table: its cells and rows are apart by signs.
    Table,
}

/// Reads events into lines; `None` wherever one cannot be said.
struct Reader<I> {
    events: I,
    font: Option<Font>,
    /// How many groups are open.
    depth: usize,
}

impl<'e, I: Iterator<Item = Event<'e>>> Reader<I> {
    /// Reads elements up to the end of the group, or of the formula.
    fn line(&mut self, row: Row) -> Option<Line> {
        let font = self.font;
        let mut line = Line::default();
        while let Some(event) = self.events.next() {
            match event {
                Event::End => break,
                Event::EnvironmentFlow(flow) => match (flow, row) {
                    (EnvironmentFlow::Alignment, Row::Table) => line.push(&Piece::sign(",")),
                    (EnvironmentFlow::NewLine { .. }, Row::Table) => line.push(&Piece::sign(";")),
                    (EnvironmentFlow::NewLine { .. }, _) => line.break_line(),
                    _ => {}
                },
                Event::StateChange(StateChange::Font(font)) => self.font = font,
                Event::StateChange(_) => {}
                Event::Space { width, .. } => {
                    if width.is_some_and(|width| width.value > 0.0) {
                        line.space();
                    }
                }
                event => {
                    let piece = self.element(event)?;
                    line.push(&piece);
                }
            }
        }
        self.font = font;
        Some(line)
    }

    /// Reads the next element.
    fn next(&mut self) -> Option<Piece> {
        let event = self.events.next()?;
        self.element(event)
    }

    fn element(&mut self, event: Event<'e>) -> Option<Piece> {
        match event {
            Event::Content(content) => self.content(content),
            Event::Begin(grouping) => self.group(&grouping),
            Event::Visual(visual) => self.visual(visual),
            Event::Script { ty, position } => self.script(ty, position),
            Event::StateChange(StateChange::Font(font)) => {
                self.font = font;
                Some(Piece::new(String::new(), Sort::Atom))
            }
            Event::StateChange(_) | Event::Space { .. } => {
                Some(Piece::new(String::new(), Sort::Atom))
            }
            Event::End | Event::EnvironmentFlow(_) => None,
        }
    }

    fn content(&self, content: Content<'e>) -> Option<Piece> {
        let piece = match content {
            Content::Text(text) => Piece::new(text.to_owned(), Sort::Text),
            Content::Number(number) => Piece::new(self.written(number), Sort::Atom),
            Content::Function(name) => Piece::new(name.to_owned(), Sort::Function),
            Content::Ordinary { content, .. } => {
                Piece::new(in_font(content, self.font), Sort::Atom)
            }
            Content::LargeOp { content, .. } => Piece::new(content.into(), Sort::Function),
            Content::BinaryOp { content, .. } => Piece::new(content.into(), Sort::Operator),
            Content::Relation { content, .. } => Piece::new(relation(content)?, Sort::Relation),
            Content::Delimiter { content, ty, .. } => Piece::new(
                content.into(),
                match ty {
                    DelimiterType::Open => Sort::Open,
                    DelimiterType::Close => Sort::Close,
                    DelimiterType::Fence => Sort::Atom,
                },
            ),
            Content::Punctuation(sign) => Piece::new(sign.into(), Sort::Sign),
        };
        Some(piece)
    }

    fn written(&self, text: &str) -> String {
        text.chars().map(|c| in_font(c, self.font)).collect()
    }

    fn group(&mut self, grouping: &Grouping) -> Option<Piece> {
        self.depth += 1;
        let piece = match grouping {
            Grouping::Normal => self.line(Row::Lines)?.into_piece(),
            Grouping::LeftRight(open, close) => {
                let inside = self.line(Row::Lines)?.finish().replace('\n', "; ");
                let sign = |sign: &Option<char>| sign.map(String::from).unwrap_or_default();
                Piece::new(sign(open) + &inside + &sign(close), Sort::Bracketed)
            }
            Grouping::Matrix { .. } | Grouping::Array(_) | Grouping::SubArray { .. } => {
                Piece::new(self.line(Row::Table)?.finish(), Sort::Compound)
            }
            Grouping::Cases { left } => {
                let inside = self.line(Row::Table)?.finish();
                let whole = if *left { format!("{{ {inside}") } else { format!("{inside} }}") };
                Piece::new(whole, Sort::Compound)
            }
            // Their rows are lines if nothing is around them.
            _ => {
                let inside = self.line(Row::Lines)?.finish();
                let inside = if self.depth > 1 { inside.replace('\n', "; ") } else { inside };
                Piece::new(inside, Sort::Compound)
            }
        };
        self.depth -= 1;
        Some(piece)
    }

    fn visual(&mut self, visual: Visual) -> Option<Piece> {
        match visual {
            Visual::SquareRoot => {
                Some(Piece::new(format!("√{}", self.next()?.bound()), Sort::Atom))
            }
            Visual::Root => {
                let (inside, index) = (self.next()?, self.next()?);
                let sign = match &*index.text {
                    "3" => "∛".to_owned(),
                    "4" => "∜".to_owned(),
                    index => scripts(index, true)? + "√",
                };
                Some(Piece::new(sign + &inside.bound(), Sort::Atom))
            }
            Visual::Fraction(line) => {
                let (over, under) = (self.next()?, self.next()?);
                if line.is_some_and(|line| line.value == 0.0) {
                    return Some(Piece::new(
                        format!("{} over {}", over.text, under.text),
                        Sort::Compound,
                    ));
                }
                Some(Piece::new(format!("{}/{}", over.bound(), under.bound()), Sort::Fraction))
            }
            Visual::Negation => {
                let piece = self.next()?;
                Some(Piece::new(negated(&piece.text)?, piece.sort))
            }
        }
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition) -> Option<Piece> {
        let base = self.next()?;
        let first = self.next()?;
        if position == ScriptPosition::AboveBelow {
            if BRACES.contains(&&*first.text) {
                return Some(base);
            }
            let is_above = ty == ScriptType::Superscript;
            if is_accent(&first.text, is_above) {
                return Some(Piece::new(accented(&base.text, &first.text, is_above)?, base.sort));
            }
        }
        let (below, above) = match ty {
            ScriptType::Subscript => (Some(first), None),
            ScriptType::Superscript => (None, Some(first)),
            ScriptType::SubSuperscript => (Some(first), Some(self.next()?)),
        };
        let sort = if base.sort == Sort::Function { Sort::Function } else { Sort::Atom };
        let is_name = base.sort != Sort::Operator && base.sort != Sort::Relation;
        let mut text = if is_name { base.bound() } else { base.text };
        for (script, is_above) in [(below, false), (above, true)] {
            let Some(script) = script else { continue };
            let tight: String = script.text.split_whitespace().collect();
            if let Some(small) = scripts(&tight, is_above) {
                text += &small;
            } else {
                text.push(if is_above { '^' } else { '_' });
                text += &script.bound();
            }
        }
        Some(Piece::new(text, sort))
    }
}

/// Returns the sign of a relation.
fn relation(content: RelationContent) -> Option<String> {
    let mut buffer = [0; 8];
    std::str::from_utf8(content.encode_utf8_to_buf(&mut buffer)).ok().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn formulas_are_said_in_lines() {
        for (source, expected) in [
            (r"E = mc^2", "E = mc²"),
            (r"\alpha + \beta \leq \gamma", "α + β ≤ γ"),
            (r"-x + -y", "−x + −y"),
            (r"\frac{a+b}{c}", "(a + b)/c"),
            (r"\frac{1}{2}x", "(1/2)x"),
            (r"\frac{\frac12}{3}", "(1/2)/3"),
            (r"\sum_{i=1}^n x_i", "∑ᵢ₌₁ⁿ xᵢ"),
            (r"\int_0^\infty e^{-x^2}\,dx", "∫₀^∞ e^(−x²) dx"),
            (r"\mathbb{R}^n", "ℝⁿ"),
            (r"\vec{v} \cdot \hat{n}", "v⃗ ⋅ n̂"),
            (r"\overline{AB}", "A̅B̅"),
            (r"\lim_{x \to 0} \frac{\sin x}{x} = 1", "lim_(x → 0) (sin x)/x = 1"),
            (r"P(A|B) = \frac{P(B|A)P(A)}{P(B)}", "P(A|B) = (P(B|A)P(A))/(P(B))"),
            (r"O(n \log n)", "O(n log n)"),
            (r"f: A \to B", "f : A → B"),
            (r"\{1, 2, \dots, n\}", "{1, 2, …, n}"),
            (r"x_{\text{max}} > 0 \text{ if } y", "xₘₐₓ > 0 if y"),
            (r"\sqrt{b^2-4ac}", "√(b² − 4ac)"),
            (r"\sqrt[3]{x} + \sqrt[n]{y}", "∛x + ⁿ√y"),
            (r"a \not= b \not\in C", "a ≠ b ∉ C"),
            (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
            (r"\binom{n}{k}", "(n over k)"),
            (r"\begin{cases} 1 & x>0 \\ 0 & \text{else} \end{cases}", "{ 1, x > 0; 0, else"),
            (r"\operatorname{argmax}_x f(x)", "argmaxₓ f(x)"),
            (r"e^{i\pi}+1=0", "e^(iπ) + 1 = 0"),
            (r"x' \label{one}", "x′"),
            (r"\underbrace{a + b}_{n}", "(a + b)ₙ"),
            (r"\mathcal{L}(\theta)", "ℒ(θ)"),
            (r"\mathrm{d}x \; 10\%", "dx 10%"),
        ] {
            let lines = in_lines(source).unwrap_or_default();
            assert_eq!(lines, [expected], "{source}");
        }
        let aligned = r"\begin{align} a &= b + c \\ &= d \end{align}";
        assert_eq!(in_lines(aligned).unwrap(), ["a = b + c", "= d"]);
        assert_eq!(
            in_lines(r"\left( \begin{aligned} a \\ b \end{aligned} \right)").unwrap(),
            ["(a; b)"]
        );
    }

    #[test]
    fn what_cannot_be_said_is_left_as_it_is() {
        for source in [
            "",
            r"\nosuch{x}",
            "x^",
            "{",
            r"\frac{a}",
            "a\\",
            r"\begin{x}",
            r"\widehat{abc}",
            r"\def\a{x}\a",
            r"\newcommand{\a}{x}\a",
            r"\hat\hat\hat",
            &"a".repeat(LONGEST + 1),
            &format!("{}x{}", "{".repeat(DEEPEST + 1), "}".repeat(DEEPEST + 1)),
            &format!("{}x", r"\sqrt".repeat(DEEPEST + 1)),
            &format!("{}x", r"\sqrt ".repeat(DEEPEST + 1)),
        ] {
            assert_eq!(in_lines(source), None, "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_source_is_read(source in r"(\\(frac|sqrt|hat|left|right|text|not|sum|bf|begin\{matrix\}|end\{matrix\})|[a-c0-9{}\[\]()^_&+=| ]|\\\\|\PC){0,60}") {
            for line in in_lines(&source).unwrap_or_default() {
                prop_assert!(!line.contains('\n') && !line.is_empty());
            }
        }
    }
}
