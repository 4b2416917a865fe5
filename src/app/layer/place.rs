//! The popup of a place: what its tag means, and what the source says there, first what the text rests
//! on. Refuses to know: who opens it.

use super::menu::{Item, Menu, MenuLayer, Topic};
use crate::app::geometry::inside;
use crate::app::surroundings::Surroundings;
use crate::document::{Role, Row};
use crate::messages::coverage as says;
use crate::model::{ClaimKey, PlaceKey};
use crate::report::{Choice, claims_at, place_in_words, place_label};
use crate::text::breaking;

/// How wide it is at most.
const WIDTH: u16 = 64;

/// How many claims are shown; the source tells them all.
const MOST: usize = 100;

/// Builds the menu of a place. Each claim leads to the source.
pub fn place_menu(place: PlaceKey, first: &[ClaimKey], around: &mut Surroundings<'_>) -> MenuLayer {
    let room = inside(around.geometry.body).width.min(WIDTH);
    let width = usize::from(room.saturating_sub(2).max(8));
    let broken = |text: &str, role| -> Vec<Row> {
        let lines = breaking::lines(text, width).into_iter();
        lines.map(|line| Row::new([(&text[line.range], role)])).collect()
    };
    let claims = around.known.claims_by_place();
    let catalogue = around.catalogue();
    let told = |text: &str, role| Item { rows: broken(text, role), value: None };
    let mut items = vec![told(&place_label(catalogue, place), Role::Section)];
    items.extend(place_in_words(catalogue, place).iter().map(|(text, role)| told(text, *role)));
    let (claims, meant) = claims_at(&claims, place, first);
    for (index, &claim) in claims.iter().take(MOST).enumerate() {
        let heading = match index {
            0 if meant > 0 => says::RESTS_ON,
            _ if index == meant => says::SAID_THERE,
            _ => "",
        };
        if !heading.is_empty() {
            items.push(Item::heading("", Role::Dim));
            items.push(Item::heading(heading, Role::Section));
        }
        let claim = catalogue.claim(claim);
        let text = says::claim(&claim.id, &claim.text);
        items.push(Item { rows: broken(&text, Role::Text), value: Some(Choice::Source(place)) });
    }
    if claims.len() > MOST {
        let more = crate::messages::document::more_lines(claims.len() - MOST);
        items.push(Item::new([(&more, Role::Dim)], Choice::Source(place)));
    }
    MenuLayer { topic: Topic::Place, menu: Menu::new(items) }
}
