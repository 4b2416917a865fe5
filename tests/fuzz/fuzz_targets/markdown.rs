#![no_main]

#[path = "../bodies.rs"]
mod bodies;
#[allow(dead_code, reason = "a target uses a part of it")]
#[path = "../../support/browser.rs"]
mod browser;

libfuzzer_sys::fuzz_target!(|data: &[u8]| bodies::markdown(data));
