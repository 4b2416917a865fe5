//! Blocks of code between fences, as lines come one after the other. Refuses to know: what becomes of the lines.

/// The fewest marks of a fence (`CommonMark` 0.31, 4.5).
const FEWEST: usize = 3;

/// Whether a block of code is open, line by line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fences {
    open: Option<Fence>,
}

/// What opens a block of code, or closes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    sign: char,
    length: usize,
}

impl Fences {
    /// Returns whether a block of code is open.
    pub fn is_open(self) -> bool {
        self.open.is_some()
    }

    /// Takes in the next line; returns whether it belongs to a block of code, of which its fences are part.
    pub fn on_line(&mut self, line: &str) -> bool {
        match (self.open, Fence::of(line)) {
            (None, None) => return false,
            (None, opens) => self.open = opens,
            (Some(open), Some(closes)) if closes.closes(open) => self.open = None,
            (Some(_), _) => {}
        }
        true
    }

    /// Closes what is open.
    pub fn close(&mut self) {
        self.open = None;
    }
}

impl Fence {
    fn of(line: &str) -> Option<Self> {
        let bare = line.trim_start_matches([' ', '>', '\t']);
        ['`', '~'].into_iter().find_map(|sign| {
            let length = bare.len() - bare.trim_start_matches(sign).len();
            (length >= FEWEST).then_some(Self { sign, length })
        })
    }

    fn closes(self, open: Self) -> bool {
        self.sign == open.sign && self.length >= open.length
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_with_as_many_marks_of_the_same_kind() {
        #[track_caller]
        fn check(lines: &str, expected: &str) {
            let mut fences = Fences::default();
            let told: String =
                lines.lines().map(|line| if fences.on_line(line) { 'x' } else { '.' }).collect();
            assert_eq!(told, expected, "{lines}");
        }
        check("a\n```\nb\n```\nc", ".xxx.");
        check("````\n```\n~~~~\n`````\na", "xxxx.");
        check("> ~~~\n> a\n> ~~~\nb", "xxx.");
        check("``\na\n", "..");
        check("```\na", "xx");
    }
}
