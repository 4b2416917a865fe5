//! The parts of a formula in one line, with blanks where they are read apart. Refuses to know: TeX.

/// A part of a formula that is one to those around it.
#[derive(Clone, Debug)]
pub struct Piece {
    /// What it says.
    pub text: String,
    /// What it is to its neighbours.
    pub sort: Sort,
}

/// What a part is to its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// A letter, a number, or what is written as closely.
    Atom,
    /// What has brackets of its own.
    Bracketed,
    /// Several parts.
    Compound,
    /// A fraction in a line.
    Fraction,
    /// A name or a sign that is said of what follows.
    Function,
    /// An operator, which may stand before one part or between two.
    Operator,
    /// A relation between two parts.
    Relation,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A comma or the like.
    Sign,
    /// Words, with the blanks that they have.
    Text,
}

impl Piece {
    /// Says something as one part.
    pub fn new(text: String, sort: Sort) -> Self {
        Self { text, sort }
    }

    /// Returns a comma or the like.
    pub fn sign(text: &str) -> Self {
        Self::new(text.to_owned(), Sort::Sign)
    }

    /// Returns it so that what stands at it means all of it.
    pub fn bound(&self) -> String {
        match self.sort {
            Sort::Compound | Sort::Fraction => format!("({})", self.text),
            Sort::Text => self.text.trim().to_owned(),
            _ => self.text.clone(),
        }
    }
}

/// Parts one behind another.
#[derive(Debug, Default)]
pub struct Line {
    text: String,
    /// What stands last; nothing at the beginning of a line.
    last: Option<Sort>,
    /// Whether the last part is an operator that stands before one part.
    is_before: bool,
    /// Whether a blank is wanted before the next part.
    is_apart: bool,
    count: usize,
    first: Option<Sort>,
    /// Where a fraction begins that is last.
    fraction_at: Option<usize>,
}

impl Line {
    /// Adds a part.
    pub fn push(&mut self, piece: &Piece) {
        if piece.text.is_empty() {
            return;
        }
        let sort = piece.sort;
        let adjoins = |sort: Sort| {
            matches!(
                sort,
                Sort::Atom | Sort::Bracketed | Sort::Fraction | Sort::Function | Sort::Open
            )
        };
        let has_left = matches!(
            self.last,
            Some(
                Sort::Atom
                    | Sort::Bracketed
                    | Sort::Close
                    | Sort::Compound
                    | Sort::Fraction
                    | Sort::Text
            )
        );
        // A fraction in a line would take in what stands at it.
        if let Some(at) = self.fraction_at.take().filter(|_| adjoins(sort) && !self.is_apart) {
            self.text.insert(at, '(');
            self.text.push(')');
        }
        let is_unary = sort == Sort::Operator && !has_left;
        let blank = match (self.last, sort) {
            (None | Some(Sort::Open | Sort::Text), _) | (_, Sort::Close | Sort::Sign) => false,
            (last, Sort::Text) => last == Some(Sort::Sign) && !piece.text.starts_with(' '),
            (Some(Sort::Relation | Sort::Sign), _) | (_, Sort::Relation) => true,
            (Some(Sort::Operator), _) => !self.is_before,
            (Some(Sort::Function), sort) => !matches!(sort, Sort::Open | Sort::Bracketed),
            (_, sort) => matches!(sort, Sort::Function | Sort::Operator) || self.is_apart,
        };
        let is_closed = matches!(sort, Sort::Close | Sort::Sign);
        if (blank || self.is_apart && !is_closed)
            && !self.text.is_empty()
            && !self.text.ends_with([' ', '\n'])
        {
            self.text.push(' ');
        }
        let is_fraction = sort == Sort::Fraction;
        if is_fraction && has_left && !blank && !self.is_apart {
            self.text += &piece.bound();
        } else {
            self.fraction_at = is_fraction.then_some(self.text.len());
            self.text += &piece.text;
        }
        self.first = self.first.or(Some(sort));
        self.count += 1;
        self.last = Some(sort);
        self.is_before = is_unary;
        self.is_apart = false;
    }

    /// Has the next part stand apart.
    pub fn space(&mut self) {
        self.is_apart = self.last.is_some();
    }

    /// Begins another line.
    pub fn break_line(&mut self) {
        self.text.push('\n');
        self.last = None;
        self.fraction_at = None;
        self.is_apart = false;
        self.count += 2;
    }

    /// Returns all of it as text.
    pub fn finish(self) -> String {
        self.text
    }

    /// Returns all of it as one part.
    pub fn into_piece(self) -> Piece {
        let sort = match (self.count, self.first) {
            (1, Some(sort)) => sort,
            (0, _) => Sort::Atom,
            _ => Sort::Compound,
        };
        Piece { text: self.text, sort }
    }
}
