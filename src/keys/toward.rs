//! Which way one goes along things that stand in a row. Refuses to know: what they are.

/// Which way one goes along things that stand in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// To those behind.
    Next,
    /// To those before.
    Previous,
}

impl Toward {
    /// Returns the place beside a place; `None` where no number is left.
    pub fn beside(self, at: u32) -> Option<u32> {
        match self {
            Self::Next => at.checked_add(1),
            Self::Previous => at.checked_sub(1),
        }
    }

    /// Returns the place so many steps away among `count`, going round at the ends.
    pub fn around(self, at: usize, steps: usize, count: usize) -> usize {
        match self {
            Self::Next => (at + steps) % count,
            Self::Previous => (at + count - steps % count) % count,
        }
    }

    /// Returns whether so many steps lead past an end.
    pub fn wraps(self, at: usize, steps: usize, count: usize) -> bool {
        match self {
            Self::Next => at + steps >= count,
            Self::Previous => steps > at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_are_next_to_each_other() {
        use Toward::{Next, Previous};
        for (toward, at, steps, expected) in [
            (Next, 0, 1, (1, false)),
            (Next, 2, 1, (0, true)),
            (Next, 1, 7, (2, true)),
            (Previous, 2, 1, (1, false)),
            (Previous, 0, 1, (2, true)),
            (Previous, 1, 7, (0, true)),
            (Previous, 1, 0, (1, false)),
            (Previous, 1, 1, (0, false)),
        ] {
            let found = (toward.around(at, steps, 3), toward.wraps(at, steps, 3));
            assert_eq!(found, expected, "{toward:?} {at} {steps}");
        }
        assert_eq!(
            (Next.beside(0), Previous.beside(0), Next.beside(u32::MAX)),
            (Some(1), None, None)
        );
    }
}
