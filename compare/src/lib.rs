//! What is compared: Runut and two peers of the same language, each behind one function from a page to what it found.

pub mod hostile;
pub mod peers;

use anyhow::Context;
use runut::model::Page;
use runut_eval::extract::pages::{Labelled, labelled};
use std::path::Path;

/// A labelled page with its bytes, and its text for those who read no bytes.
pub struct Loaded {
    /// What gold says.
    pub gold: Labelled,
    /// The bytes as they were fetched.
    pub page: Page,
    /// The same decoded, with the character set that the set's makers state.
    pub html: String,
}

/// The labelled pages beside the repository; `part` keeps those with it in their name.
///
/// # Errors
/// Where they cannot be read.
pub fn pages(part: Option<&str>) -> anyhow::Result<Vec<Loaded>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/extraction");
    let all = labelled(&folder).with_context(|| format!("the pages of {}", folder.display()))?;
    let wanted = all.into_iter().filter(|gold| part.is_none_or(|part| gold.name.contains(part)));
    wanted
        .map(|gold| {
            let page = gold.page()?;
            let encoding =
                encoding_rs::Encoding::for_label(gold.encoding.as_bytes()).unwrap_or(encoding_rs::UTF_8);
            let html = encoding.decode(&page.bytes).0.into_owned();
            Ok(Loaded { gold, page, html })
        })
        .collect()
}

/// The first of the arguments behind the name of the program.
pub fn argument() -> Option<String> {
    std::env::args().nth(1)
}
