//! `folio recall` and `folio diff`: how much is due, cards for Anki, what has changed since it was read.

use std::fs;
use std::sync::Arc;

use folio::journal::{Change, EntryRef, Grade, Paragraph, Said, Side, Spot};
use folio::margin;
use serde_json::{Value, json};

use crate::support::browser::{entry, tea};
use crate::support::command::{end_after, folio};
use crate::support::machine::{Machine, TEA};

#[test]
fn what_is_due_is_counted_by_pack() {
    let machine = Machine::new();
    let before = machine.json(&["recall", "--count"]);
    assert_eq!((&before["due"], &before["later"]), (&json!(0), &json!(0)));
    let new = before["new"].as_u64().expect("a number");
    assert_eq!(before["packs"][0]["new"], json!(new));
    let on = EntryRef::new("tea", "term/oxidation");
    machine.keep(Change::Practised { on, side: Side::Meaning, grade: Grade::Good }, &[]);
    let (code, answer, complaint) = machine.run(&["recall", "--count"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert_eq!(answer, format!("tea: 1 due · {} new · 0 later\n", new - 1));
}

#[test]
fn cards_are_written_for_anki_and_over_nothing_unless_that_is_wanted() {
    let machine = Machine::new();
    let spot = Spot { on: EntryRef::new("tea", "kind/green"), at: None };
    machine.keep(Change::Bookmark { spot }, &[]);
    let (_, cards, _) = machine.run(&["recall", "--export", "-"]);
    assert!(cards.starts_with("#separator:Tab\n"), "{cards}");
    // What was imported once is found by its id.
    for id in ["term/oxidation Title", "kind/green FromNative", "kind/green ToNative"] {
        assert!(cards.contains(&format!("\ntea/{id}\t")), "{id}: {cards}");
    }
    assert!(cards.contains("tea/term/oxidation Meaning\tOxidation\t"), "{cards}");
    let export = ["recall", "--export", "cards.tsv"];
    let (code, answer, _) = machine.run(&export);
    assert_eq!(code, 0);
    assert!(answer.contains("written to cards.tsv"), "{answer}");
    let file = machine.0.at("cards.tsv");
    assert_eq!(fs::read_to_string(&file).unwrap(), cards);
    fs::write(&file, "mine").unwrap();
    let (code, _, complaint) = machine.run(&export);
    assert_eq!(code, 2);
    assert!(complaint.contains("--force"), "{complaint}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    assert_eq!(machine.run(&[&export[..], &["--force"]].concat()).0, 0);
    assert_eq!(fs::read_to_string(&file).unwrap(), cards);
}

/// Has the overview read when it said something else.
fn read_before_a_change(machine: &Machine, kept: bool) {
    let now = margin::paragraphs(tea(), entry(tea(), "basics/overview"));
    let before = now.iter().map(|paragraph| paragraph.text.replace("one plant", "two plants"));
    let before: Vec<Paragraph> = before.map(Paragraph::new).collect();
    let said = Arc::new(Said::new(&before).expect("it is short"));
    let on = EntryRef::new("tea", "basics/overview");
    let texts = if kept { vec![Arc::clone(&said)] } else { Vec::new() };
    machine.keep(Change::Read { on, text: said.print }, &texts);
}

#[test]
fn what_has_changed_is_printed_word_by_word() {
    let machine = Machine::new();
    let (code, answer, _) = machine.run(&["diff", "basics/overview"]);
    assert_eq!((code, answer.as_str()), (1, "you have not read it to its end\n"));
    read_before_a_change(&machine, true);
    let (code, answer, complaint) = machine.run(&["diff", "basics/overview"]);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(answer.contains("[-two plants-]{+one plant+}"), "{answer}");
    let answer = machine.json(&["diff", "basics/overview"]);
    assert_eq!(answer["state"], "changed");
    assert_eq!(answer["read"], 1_700_000_000_000_i64);
    let words: Vec<&Value> = answer["parts"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|part| part["kind"] == "reworded")
        .flat_map(|part| part["words"].as_array().unwrap())
        .filter(|words| words["kind"] == "added")
        .map(|words| &words["text"])
        .collect();
    assert_eq!(words[0], "one plant");
    let listed = machine.json(&["diff"]);
    assert_eq!(listed["entries"][0]["id"], "basics/overview");
    assert_eq!(machine.run(&["diff"]).0, 0);
}

#[test]
fn a_text_that_was_not_kept_is_told_of() {
    let machine = Machine::new();
    read_before_a_change(&machine, false);
    let (code, answer, _) = machine.run(&["diff", "basics/overview"]);
    assert_eq!(code, 0);
    assert!(answer.contains("was not kept"), "{answer}");
    assert_eq!(machine.json(&["diff", "basics/overview"])["state"], "unknown");
}

#[test]
fn linear_mode_tells_what_has_changed_and_practises() {
    let machine = Machine::new();
    read_before_a_change(&machine, true);
    let mut command = folio();
    command.env("XDG_STATE_HOME", machine.0.at("state")).args(["--linear", TEA]);
    let typed = "open basics/overview\nchanges\nrecall\n3\n\n3\nq\nwhere\n";
    let (code, answer, complaint) = end_after(&mut command, typed);
    assert_eq!((code, complaint.as_str()), (0, ""));
    assert!(answer.contains("[-two plants-]{+one plant+}"), "{answer}");
    for expected in ["Enter shows the answer", "1 forgotten: once more now", "1 card done"] {
        assert!(answer.contains(expected), "{expected}: {answer}");
    }
    let state = machine.keeper().load().state;
    let cards = &state.pack("tea").expect("it was practised").cards;
    assert_eq!(cards.values().map(|card| card.reviews.len()).sum::<usize>(), 1);
}
