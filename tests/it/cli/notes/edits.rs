//! Twelve edits of a copy of the built-in pack: every note is accounted for, each where it is expected.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::machine::Machine;
use crate::support::packs::Pack;

/// A copy of the built-in pack that is edited.
struct Copy(Pack);

impl Copy {
    fn new() -> Self {
        let copy = Self(Pack::new());
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/nine-mechanisms");
        copy_folder(&from, &copy.0.at("pack"));
        copy
    }

    fn folder(&self) -> String {
        self.0.at("pack").to_str().expect("the path is UTF-8").to_owned()
    }

    fn read(&self, file: &str) -> String {
        fs::read_to_string(self.0.at("pack").join(file)).expect("the pack has it")
    }

    fn write(&self, file: &str, text: &str) {
        fs::write(self.0.at("pack").join(file), text).expect("it can be written");
    }

    /// Replaces a text that stands once in a file.
    #[track_caller]
    fn replace(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert_eq!(text.matches(from).count(), 1, "{file} has it once: {from}");
        self.write(file, &text.replacen(from, to, 1));
    }

    /// Replaces an id wherever it stands.
    fn rename(&self, from: &str, to: &str) {
        for file in files(&self.0.at("pack")) {
            let text = fs::read_to_string(&file).expect("a file of the pack");
            fs::write(&file, text.replace(from, to)).expect("it can be written");
        }
    }

    /// Takes the part of a file out that begins with `from` and ends before `to`; returns it.
    #[track_caller]
    fn take_out(&self, file: &str, from: &str, to: &str) -> String {
        let text = self.read(file);
        let start = text.find(from).expect("it begins there");
        let end = text[start + 1..].find(to).map_or(text.len(), |at| start + 1 + at);
        self.write(file, &format!("{}{}", &text[..start], &text[end..]));
        text[start..end].to_owned()
    }
}

fn copy_folder(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(file.strip_prefix(from).expect("it is below"));
        fs::create_dir_all(target.parent().expect("it is in a folder")).expect("it can be made");
        fs::copy(&file, target).expect("it can be copied");
    }
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).expect("the folder is there") {
        let path = item.expect("it can be read").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// A note, what becomes of the pack, and where the note is then.
struct Case {
    /// The entry, then what selects the paragraph, if any.
    on: &'static [&'static str],
    edit: fn(&Copy),
    place: &'static str,
    /// The entry then; empty if there is none any more.
    now: &'static str,
}

const CASES: [Case; 12] = [
    // The paragraph moves up in its entry.
    Case {
        on: &["background/implementation", "--words", "policy writing"],
        edit: |copy| {
            let file = "background/09-implementation.toml";
            let moved =
                copy.take_out(file, "[[entry.statement]]\nid = \"idiom\"", "[[entry.statement]]");
            let first = "[[entry.statement]]\nid = \"centre\"";
            copy.replace(file, first, &format!("{moved}{first}"));
        },
        place: "moved",
        now: "background/implementation",
    },
    // It is reworded lightly.
    Case {
        on: &["connectivity/hard", "--words", "economically viable"],
        edit: |copy| {
            let (from, to) = (
                "Projects must be economically viable, the article says, and sustainable",
                "The article says that projects must be economically viable and also sustainable",
            );
            copy.replace("connectivity/1-hard.toml", from, to);
        },
        place: "reworded",
        now: "connectivity/hard",
    },
    // It is reworded wholly.
    Case {
        on: &["connectivity/hard", "--words", "white paper of 2023"],
        edit: |copy| {
            let from = "The government's white paper of 2023 uses the same English name: \"hard connectivity\" in infrastructure.";
            copy.replace(
                "connectivity/1-hard.toml",
                from,
                "Officials have since chosen this term in English as well.",
            );
        },
        place: "homeless",
        now: "connectivity/hard",
    },
    // It is split; the selected words are in the second part.
    Case {
        on: &["mechanism/investment-financing", "--words", "syndicated loan several banks"],
        edit: |copy| {
            let file = "mechanisms/5-investment-financing.toml";
            copy.replace(
                file,
                " In a syndicated loan several banks",
                "\n\nIn a syndicated loan several banks",
            );
        },
        place: "reworded",
        now: "mechanism/investment-financing",
    },
    // It is merged with the one behind it.
    Case {
        on: &["background/century-project", "--words", "four matching words"],
        edit: |copy| {
            let file = "background/08-century-project.toml";
            let from = "first forum in May 2017.\n'''\nby = \"editor\"\ncertainty = \"sourced\"\nsources = [\"XI2017\", \"XI2017EN\"]\n\n[[entry.statement]]\nid = \"four-words\"\ntext = '''\n";
            copy.replace(file, from, "first forum in May 2017. ");
        },
        place: "reworded",
        now: "background/century-project",
    },
    // It is copied into another entry.
    Case {
        on: &["connectivity/soft", "--words", "paperwork that causes delay"],
        edit: |copy| {
            let text = copy.read("connectivity/2-soft.toml");
            let start = text.find("At many borders").expect("it begins so");
            let paragraph = text[start..].lines().next().expect("it is a line");
            let first = "A livelihood project serves";
            copy.replace("connectivity/3-heart.toml", first, &format!("{paragraph}\n\n{first}"));
        },
        place: "same",
        now: "connectivity/soft",
    },
    // The entry is renamed, and says what it was called.
    Case {
        on: &["term/risk-assessment", "--words", "landslides"],
        edit: |copy| {
            copy.rename("term/risk-assessment", "term/risk-appraisal");
            let (id, former) =
                ("id = \"term/risk-appraisal\"\n", "former = [\"term/risk-assessment\"]\n");
            copy.replace("glossary/risk.toml", id, &format!("{id}{former}"));
        },
        place: "same",
        now: "term/risk-appraisal",
    },
    // The entry is renamed and does not say so.
    Case {
        on: &["term/emergency-response", "--words", "travel documents"],
        edit: |copy| copy.rename("term/emergency-response", "term/crisis-response"),
        place: "elsewhere",
        now: "term/crisis-response",
    },
    // The entry is removed.
    Case {
        on: &["term/counter-terrorism", "--words", "money and weapons traced"],
        edit: |copy| {
            let from = "[[entry]]\nid = \"term/counter-terrorism\"";
            copy.take_out("glossary/risk.toml", from, "[[entry]]");
        },
        place: "homeless",
        now: "",
    },
    // Its theme moves, and the entry into another.
    Case {
        on: &["connectivity/heart", "--words", "small but beautiful"],
        edit: |copy| {
            let theme = copy.take_out("pack.toml", "[[theme]]\nid = \"connectivity\"", "[[theme]]");
            let first = "[[theme]]\nid = \"background\"";
            copy.replace("pack.toml", first, &format!("{theme}{first}"));
        },
        place: "same",
        now: "connectivity/heart",
    },
    // The pack has another version.
    Case {
        on: &["rationale/resilience", "the whole entry"],
        edit: |copy| copy.replace("pack.toml", "version = \"1.0.0\"", "version = \"2.0.0\""),
        place: "same",
        now: "rationale/resilience",
    },
    // The entry is renamed and does not say so, and the note is on the whole of it.
    Case {
        on: &["term/cybersecurity", "the whole entry"],
        edit: |copy| copy.rename("term/cybersecurity", "term/network-security"),
        place: "homeless",
        now: "",
    },
];

/// Verifies the notes against a pack; each has to be where it is expected, all of them counted.
#[track_caller]
fn check(machine: &Machine, copy: &Copy, notes: &[String], is_edited: impl Fn(usize) -> bool) {
    let told = machine.json_on(&copy.folder(), &["notes", "verify"]);
    let places = told["places"].as_array().expect("a list");
    assert_eq!((places.len(), &told["notes"]), (CASES.len(), &Value::from(CASES.len())));
    let mut counted = [0; 3];
    for (at, (case, id)) in CASES.iter().zip(notes).enumerate() {
        let place = places.iter().find(|place| place["id"] == **id).expect("it is accounted for");
        let (word, now) = if is_edited(at) { (case.place, case.now) } else { ("same", case.on[0]) };
        assert_eq!(place["place"], word, "{at}: {place}");
        assert_eq!(place["now"].as_str().unwrap_or_default(), now, "{at}: {place}");
        counted[match word {
            "same" | "reworded" => 0,
            "moved" | "elsewhere" => 1,
            _ => 2,
        }] += 1;
    }
    assert_eq!(
        ["attached", "moved", "homeless"].map(|key| told[key].clone()),
        counted.map(Value::from)
    );
    assert_eq!(told["closed"], 0);
}

#[test]
fn every_note_is_accounted_for_after_twelve_edits_each_and_all_at_once() {
    let (machine, all) = (Machine::new(), Copy::new());
    let before = all.folder();
    let notes: Vec<String> = CASES.iter().map(|case| machine.note_on(&before, case.on)).collect();
    check(&machine, &all, &notes, |_| false);
    for (at, case) in CASES.iter().enumerate() {
        let one = Copy::new();
        (case.edit)(&one);
        check(&machine, &one, &notes, |other| other == at);
        (case.edit)(&all);
    }
    check(&machine, &all, &notes, |_| true);
}

#[test]
fn a_note_that_needs_a_home_gets_one() {
    let (machine, copy) = (Machine::new(), Copy::new());
    let pack = copy.folder();
    let note = machine.note_on(&pack, &["term/counter-terrorism", "--paragraph", "1", "why?"]);
    (CASES[8].edit)(&copy);
    let (code, told, _) = machine.run_on(&pack, &["notes", "verify"]);
    assert_eq!(code, 1);
    assert!(
        told.contains("1 needs a home") && told.contains("Places and people have to be guarded"),
        "{told}"
    );
    let place = ["notes", "edit", &note, "--on", "term/public-health", "--words", "clean water"];
    assert_eq!(machine.run_on(&pack, &place).0, 0);
    let (code, told, _) = machine.run_on(&pack, &["notes", "verify"]);
    assert_eq!((code, told.as_str()), (0, "1 note: 1 in place · 0 moved · 0 need a home\n"));
    assert_eq!(machine.json_on(&pack, &["notes", "list"])["notes"][0]["text"], "why?");
}
