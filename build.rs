//! Builds the program anew whenever a file of the built-in pack changes, appears or goes away.

fn main() {
    println!("cargo::rerun-if-changed=content");
}
