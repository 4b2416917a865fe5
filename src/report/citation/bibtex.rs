//! Sources as records for BibTeX and biblatex. Refuses to know: entries, claims.

use std::collections::HashSet;

use super::one_line;
use crate::messages::citation as says;
use crate::messages::record::actor;
use crate::model::{Catalogue, Source, SourceKey};

/// The names of the months, which styles translate (BibTeX's `plain.bst`).
const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Writes a record for each source of which enough is known: a title, and who made it, when, or where it
/// stands. Fails with a sentence if there is no such source.
pub fn records(catalogue: &Catalogue, sources: &[SourceKey]) -> Result<String, String> {
    let mut keys = HashSet::new();
    let (mut records, mut lacks) = (Vec::new(), None);
    for source in sources.iter().map(|&source| catalogue.source(source)) {
        match lacking(source) {
            Some(sentence) => lacks = lacks.or(Some(sentence)),
            None => records.push(record(source, &key(source, &mut keys))),
        }
    }
    if records.is_empty() {
        return Err(lacks.unwrap_or_else(|| says::NO_SOURCE.to_owned()));
    }
    Ok(records.join("\n\n"))
}

/// Says what a source lacks for a record, if it lacks it.
fn lacking(source: &Source) -> Option<String> {
    let Source { title, author, publisher, date, url, .. } = source;
    if title.is_empty() {
        return Some(says::no_title(&source.id));
    }
    let is_bare = [author, publisher, date, url].into_iter().all(|field| field.is_empty());
    is_bare.then(|| says::too_little(title))
}

/// Returns the key of a record: the id of the source in letters that every reader of such files takes,
/// with a number behind it if another record has it already.
fn key(source: &Source, taken: &mut HashSet<String>) -> String {
    let letter = |c: char| if c.is_ascii_alphanumeric() || "-_.:".contains(c) { c } else { '-' };
    let id: String = source.id.chars().map(letter).collect();
    let id = Some(id.trim_matches('-')).filter(|id| !id.is_empty()).unwrap_or("source").to_owned();
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let mut all = std::iter::once(id.clone()).chain(numbered);
    all.find(|key| taken.insert(key.clone())).expect("there is always another number")
}

/// Writes a record. `@misc` is what both programs know, and takes whatever is known of a source.
fn record(source: &Source, key: &str) -> String {
    let mut fields = Vec::new();
    let mut field = |name: &str, value: String| {
        if !value.is_empty() {
            fields.push(format!("  {name} = {value}"));
        }
    };
    // In two braces capitals stay, and a name is not taken apart: nobody says which part is the family's.
    field("author", braced(&actor(&source.author), 2));
    field("title", braced(&source.title, 2));
    field("publisher", braced(&source.publisher, 1));
    match date(&source.date) {
        Some((year, month, day)) => {
            field("year", format!("{{{year}}}"));
            field("month", month.unwrap_or_default().to_owned());
            field("day", day.map_or_else(String::new, |day| format!("{{{day}}}")));
        }
        None => field("date", braced(&source.date, 1)),
    }
    field("url", address(&source.url));
    field("urldate", braced(&source.checked, 1));
    field("language", braced(&source.language, 1));
    let access = if source.url.is_empty() { &*source.access } else { "" };
    field("note", braced(access, 1));
    format!("@misc{{{key},\n{},\n}}", fields.join(",\n"))
}

/// Reads a date in the forms `YYYY`, `YYYY-MM` and `YYYY-MM-DD`.
fn date(written: &str) -> Option<(&str, Option<&'static str>, Option<u8>)> {
    let mut parts = written.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    year.bytes().all(|byte| byte.is_ascii_digit()).then_some(())?;
    let Some(month) = parts.next() else { return Some((year, None, None)) };
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    let Some(day) = parts.next() else { return Some((year, Some(month), None)) };
    let day = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    parts.next().is_none().then_some((year, Some(month), Some(day)))
}

/// Returns an address between braces; it stands as it is, but for what would end it.
fn address(written: &str) -> String {
    if written.is_empty() {
        return String::new();
    }
    let mut address = "{".to_owned();
    for c in written.chars() {
        match c {
            '{' | '}' | '\\' | ' ' => address += &format!("%{:02X}", u32::from(c)),
            c if c.is_control() => {}
            c => address.push(c),
        }
    }
    address + "}"
}

/// Returns text between so many braces, with what TeX would obey written as TeX has it; empty text stays
/// empty. Braces are counted whatever stands before them, so that none can stay.
fn braced(text: &str, braces: usize) -> String {
    if text.is_empty() {
        return String::new();
    }
    let mut written = String::with_capacity(text.len() + 8);
    for c in one_line(text).chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => written.extend(['\\', c]),
            '\\' => written += "\\textbackslash{}",
            '{' => written += "\\textbraceleft{}",
            '}' => written += "\\textbraceright{}",
            '~' => written += "\\textasciitilde{}",
            '^' => written += "\\textasciicircum{}",
            c => written.push(c),
        }
    }
    format!("{}{written}{}", "{".repeat(braces), "}".repeat(braces))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Source;

    fn source(id: &str, title: &str) -> Source {
        Source { id: id.into(), title: title.into(), ..Source::default() }
    }

    #[track_caller]
    fn check(source: Source, expected: &str) {
        let mut catalogue = Catalogue::new();
        let key = catalogue.push_source(source);
        assert_eq!(records(&catalogue, &[key]).as_deref(), Ok(expected));
    }

    #[test]
    fn what_is_known_of_a_source_becomes_fields() {
        let full = Source {
            author: "Wang Yiming".into(),
            publisher: "Trade & Tea".into(),
            date: "2024-12-02".into(),
            url: "https://example.org/a_b%20c#d{e}".into(),
            checked: "2025-01-03".into(),
            language: "zh".into(),
            access: "in the library".into(),
            ..source("WANG", "推进 high-quality building")
        };
        check(
            full,
            "@misc{WANG,\n  author = {{Wang Yiming}},\n  title = {{推进 high-quality building}},\n  \
             publisher = {Trade \\& Tea},\n  year = {2024},\n  month = dec,\n  day = {2},\n  \
             url = {https://example.org/a_b%20c#d%7Be%7D},\n  urldate = {2025-01-03},\n  \
             language = {zh},\n}",
        );
        let kept = Source { access: "shelf 5".into(), author: "A".into(), ..source("a b", "T") };
        check(kept, "@misc{a-b,\n  author = {{A}},\n  title = {{T}},\n  note = {shelf 5},\n}");
    }

    #[test]
    fn dates_in_every_form_and_in_none() {
        #[track_caller]
        fn check_date(written: &str, expected: &str) {
            let dated = Source { date: written.into(), ..source("d", "T") };
            check(dated, &format!("@misc{{d,\n  title = {{{{T}}}},\n{expected},\n}}"));
        }
        check_date("2024", "  year = {2024}");
        check_date("2024-02", "  year = {2024},\n  month = feb");
        check_date("2024-02-29", "  year = {2024},\n  month = feb,\n  day = {29}");
        for other in
            ["about 1900", "2024-13", "2024-02-29-1", "20240229", "2024-00-01", "2024-1-99"]
        {
            check_date(other, &format!("  date = {{{other}}}"));
        }
    }

    #[test]
    fn what_tex_would_obey_is_written_out() {
        for (raw, written) in [
            ("100% of $5 #1", "100\\% of \\$5 \\#1"),
            ("a_b & c", "a\\_b \\& c"),
            ("~ ^", "\\textasciitilde{} \\textasciicircum{}"),
            ("\\input{x}", "\\textbackslash{}input\\textbraceleft{}x\\textbraceright{}"),
            ("}, note = {", "\\textbraceright{}, note = \\textbraceleft{}"),
            ("two\nlines \r\n of it", "two lines of it"),
            ("“quoted” \"so\"", "“quoted” \"so\""),
        ] {
            assert_eq!(braced(raw, 1), format!("{{{written}}}"));
        }
    }

    #[test]
    fn too_little_is_told_and_keys_differ() {
        let mut catalogue = Catalogue::new();
        let dated = |id: &str| Source { date: "2024".into(), ..source(id, "T") };
        let bare = catalogue.push_source(source("BARE", "Bare"));
        let untitled = catalogue.push_source(Source { date: "2024".into(), ..source("U", "") });
        let [one, other] = ["中", "文"].map(|id| catalogue.push_source(dated(id)));
        assert_eq!(records(&catalogue, &[]), Err(says::NO_SOURCE.to_owned()));
        assert_eq!(records(&catalogue, &[bare, untitled]), Err(says::too_little("Bare")));
        assert_eq!(records(&catalogue, &[untitled]), Err(says::no_title("U")));
        let all = records(&catalogue, &[bare, one, other]).unwrap();
        let keys: Vec<&str> = all.lines().filter(|line| line.starts_with('@')).collect();
        assert_eq!(keys, ["@misc{source,", "@misc{source-2,"]);
    }
}
