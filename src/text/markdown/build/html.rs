//! HTML is text: nothing of it is followed, all of it is shown.

use super::Builder;

impl Builder<'_, '_> {
    /// Removes the white space at the end of the leaf that is being filled: a block of HTML ends with
    /// its line.
    pub(super) fn trim_end(&mut self) {
        let begin = self.passage().start as usize;
        let markup = &mut self.markup;
        let len = begin + markup.text[begin..].trim_end().len();
        markup.text.truncate(len);
        while markup.spans.pop_if(|span| span.at as usize >= len).is_some() {}
    }
}

#[cfg(test)]
mod tests {
    use crate::text::markdown::sketch::check;

    #[test]
    fn html_is_shown_as_it_is() {
        check("a<br>b\n\n<div>\nx\n</div>\n", "p a<br>b\np <div>\nx\n</div>");
    }
}
