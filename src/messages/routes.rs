//! What is said about reading orders.

use super::counted;

/// Names the view.
pub const TITLE: &str = "Routes";

/// Names the computed route to an entry.
pub fn before(entry: &str) -> String {
    format!("Before “{entry}”")
}

/// Says that nothing comes before an entry.
pub fn nothing_before(entry: &str) -> String {
    format!("nothing has to be read before “{entry}”")
}

/// Says how long a route is.
pub fn length(stops: usize, minutes: u64) -> String {
    format!("{} · {minutes} min", self::stops(stops))
}

/// Says how long a route is while its texts are not read yet.
pub fn stops(stops: usize) -> String {
    counted(stops, "stop", "stops")
}

/// Says how many minutes are left.
pub fn left(minutes: u64) -> String {
    format!("{minutes} min left")
}

/// Says where on a route one is.
pub fn position(stop: usize, stops: usize, left: Option<u64>) -> String {
    match left {
        Some(minutes) => format!("{stop}/{stops} · {}", self::left(minutes)),
        None => format!("{stop}/{stops}"),
    }
}

/// Says which route it is and how long.
pub fn route(title: &str, length: &str) -> String {
    format!("{title} · {length}")
}

/// Adds something after the title of a stop.
pub fn behind(what: &str) -> String {
    format!("  {what}")
}

/// Marks the stop that was reached.
pub const LEFT_OFF: &str = "  · left off here";

/// Counts the routes that packs declare.
pub fn routes(count: usize) -> String {
    counted(count, "route", "routes")
}

/// Says that there are none.
pub const NONE: &str = "no open pack declares a route";

/// Says that no route is in progress.
pub const NOT_BEGUN: &str = "no route is begun: gr lists them";

/// Says that the first stop was reached.
pub fn first_stop(title: &str) -> String {
    format!("this is the first stop of “{title}”")
}

/// Says that a route is at its end.
pub fn finished(title: &str) -> String {
    format!("“{title}” ends here")
}

/// No route and no entry has this name.
pub fn unknown(wanted: &str, routes: &[&str]) -> String {
    if routes.is_empty() {
        format!("no route and no entry is called \"{wanted}\"; `folio search` looks further")
    } else {
        format!(
            "no route and no entry is called \"{wanted}\"; the routes are {}; `folio search` looks \
             further",
            routes.join(", ")
        )
    }
}
