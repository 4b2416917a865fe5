//! Builds the program anew whenever a file of the built-in pack changes, appears or goes away, tells it
//! what it is built for, and writes the table of traditional Chinese characters with the simplified
//! ones that stand for them.

use std::fmt::Write;
use std::path::Path;

fn main() {
    println!("cargo::rerun-if-changed=content");
    let target = std::env::var("TARGET").expect("cargo tells a build script its target");
    println!("cargo::rustc-env=BUILT_FOR={target}");
    let folder = std::env::var("OUT_DIR").expect("cargo tells a build script its folder");
    let table = Path::new(&folder).join("simplified.rs");
    std::fs::write(table, simplified()).expect("the folder of a build script can be written to");
}

/// Returns the table as Rust, sorted: each traditional character with its simplified one, by
/// `OpenCC`'s dictionary for single characters.
fn simplified() -> String {
    let mut pairs = String::new();
    let mut count = 0;
    for traditional in '\u{4E00}'..='\u{9FFF}' {
        // A few simplified characters are traditional ones of another word: they go on to its own.
        let once = simpler(traditional);
        let simple = simpler(once);
        if simple != traditional {
            writeln!(pairs, "    ({traditional:?}, {simple:?}),").expect("a string takes all text");
            count += 1;
        }
    }
    format!("static SIMPLIFIED: [(char, char); {count}] = [\n{pairs}];\n")
}

/// Returns the simplified character of a traditional one, if it is one character of the same length
/// in bytes; else the character itself.
fn simpler(traditional: char) -> char {
    let mut one = [0; 4];
    let converted = hanconv::t2s(&*traditional.encode_utf8(&mut one));
    let mut characters = converted.chars();
    match (characters.next(), characters.next()) {
        (Some(simple), None) if simple.len_utf8() == traditional.len_utf8() => simple,
        _ => traditional,
    }
}
