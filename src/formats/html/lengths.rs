//! How many items lists have that count down: the first item needs to know. Refuses to know: what is in them.

use html5gum::emitters::callback::CallbackEvent;

use super::elements::{Element, element};
use super::{Dialect, tokenize};

/// A list that is open.
struct List {
    items: i64,
    /// Which of the lists that count down it is.
    place: Option<usize>,
}

/// Returns the numbers of items of the lists that say `reversed`, in the order of the lists.
pub fn lengths(source: &str) -> Vec<i64> {
    if !source.contains("reversed") {
        return Vec::new();
    }
    let (mut lengths, mut open): (Vec<i64>, Vec<List>) = (Vec::new(), Vec::new());
    let what =
        |name: &[u8]| element(Dialect::Html, &String::from_utf8_lossy(name).to_ascii_lowercase());
    let mut is_list = false;
    tokenize(source, false, &mut |event, _| match event {
        CallbackEvent::OpenStartTag { name } => match what(name) {
            Element::List { is_counted } => {
                is_list = is_counted;
                open.push(List { items: 0, place: None });
            }
            Element::Item => {
                is_list = false;
                if let Some(list) = open.last_mut() {
                    list.items += 1;
                }
            }
            _ => is_list = false,
        },
        CallbackEvent::AttributeName { name }
            if is_list && name.eq_ignore_ascii_case(b"reversed") =>
        {
            if let Some(list) = open.last_mut() {
                list.place = Some(lengths.len());
                lengths.push(0);
            }
        }
        CallbackEvent::EndTag { name } if matches!(what(name), Element::List { .. }) => {
            close(open.pop().as_ref(), &mut lengths);
        }
        _ => {}
    });
    while let Some(list) = open.pop() {
        close(Some(&list), &mut lengths);
    }
    lengths
}

fn close(list: Option<&List>, lengths: &mut [i64]) {
    if let Some(&List { items, place: Some(place) }) = list {
        lengths[place] = items;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_of_lists_that_count_down_are_counted() {
        for (source, expected) in [
            ("<ol><li>a</ol>", &[][..]),
            ("<ol reversed><li>a<li>b</ol>", &[2]),
            (
                "<ol reversed><li>a<ul><li>b<li>c</ul><ol reversed=''></ol></ol><ol reversed><li>",
                &[1, 0, 1],
            ),
            ("</ol><p reversed>reversed<ul reversed><li></ul>", &[]),
        ] {
            assert_eq!(lengths(source), expected, "{source}");
        }
    }
}
