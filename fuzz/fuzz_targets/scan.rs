//! Any bytes, scanned and read as HTML.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    runut_fuzz::scan(bytes);
    runut_fuzz::read(bytes, Some(runut::model::PageKind::Html));
});
