//! The popup of an address outside: where it leads, in full, before it is opened. Refuses to know: who opens
//! the popup, and how an address is opened.

use super::menu::{Menu, MenuItem, MenuLayer, Topic};
use crate::app::geometry::popup::text_width;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row, Style};
use crate::messages::outside as says;
use crate::report::{Choice, broken};
use crate::text::address::{host, web};
use crate::text::safe::Safe;

/// How wide it is at most.
const WIDTH: u16 = 72;

/// Builds the menu of an address.
pub fn outside_menu(address: &str, around: &Surroundings<'_>) -> MenuLayer {
    let width = text_width(around.geometry.body, WIDTH);
    let heading = |rows| MenuItem::of(rows, None);
    let handed_on = web(address);
    let mut items = vec![heading(rows_of(address, width))];
    match &handed_on {
        // What is opened is shown as it is opened.
        Some(handed_on) if handed_on != address => {
            items.push(MenuItem::heading(says::IN_ASCII, Role::Dim));
            items.push(heading(rows_of(handed_on, width)));
        }
        Some(_) => {}
        None => items.push(MenuItem::heading(says::NOT_OF_THE_WEB, Role::Dim)),
    }
    items.push(MenuItem::heading("", Role::Dim));
    if let Some(handed_on) = &handed_on {
        let opens = Choice::OpenOutside(handed_on.as_str().into());
        items.push(MenuItem::new([(says::OPEN, Role::Text)], opens));
    }
    let copied = handed_on.as_deref().unwrap_or(address);
    items.push(MenuItem::new([(says::COPY, Role::Text)], Choice::CopyOutside(copied.into())));
    MenuLayer { topic: Topic::Outside, menu: Menu::new(items) }
}

/// Breaks an address into rows, with its host set off from what may only look like it.
fn rows_of(address: &str, width: u16) -> Vec<Row> {
    let host = host(address);
    let parts = [
        (&address[..host.start], false),
        (&address[host.clone()], true),
        (&address[host.end..], false),
    ];
    let style = |strong| Style { role: Role::Text, strong, ..Style::default() };
    let parts = parts.map(|(text, strong)| (Safe::line(text), style(strong)));
    broken(&parts, usize::from(width))
}
