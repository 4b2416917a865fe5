//! `> quotes`.

use super::Builder;
use super::container::ContainerKind;
use crate::text::markdown::Container;

impl Builder<'_, '_> {
    pub(super) fn open_quote(&mut self, at: usize) {
        self.flush(at);
        self.quotes += 1;
        self.open(ContainerKind::Quote, Some(Container::Quote(self.quotes)));
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;
    use crate::text::markdown::{Container, parse};

    #[test]
    fn quotes_nest_and_end() {
        check("> a\n> > b\n\nc", ">p a\n>>p b\np c");
    }

    #[test]
    fn neighbouring_quotes_are_told_apart() {
        let blocks = parse("> a\n\n> b").blocks;
        let within: Vec<_> = blocks.into_iter().flat_map(|block| block.within).collect();
        assert_eq!(within, [Container::Quote(1), Container::Quote(2)]);
    }
}
