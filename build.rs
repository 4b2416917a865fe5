//! Builds the program anew whenever a file of the built-in pack changes, appears or goes away, and
//! tells it what it is built for.

fn main() {
    println!("cargo::rerun-if-changed=content");
    let target = std::env::var("TARGET").expect("cargo tells a build script its target");
    println!("cargo::rustc-env=FOLIO_TARGET={target}");
}
