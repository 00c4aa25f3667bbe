//! Any bytes, read as the visible text of a page.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| runut_fuzz::read(bytes, Some(runut::model::PageKind::Text)));
