#![no_main]

#[path = "../bodies.rs"]
mod bodies;
#[path = "../../support/browser.rs"]
mod browser;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::keys(data));
