//! The doors out: what other tools read, made from the same rows as everything else, corrections over them.
//!
//! Each function writes one whole document. Words from pages are data in every one of them: escaped where the format has
//! markup, never a formula where it has cells, no address but `http` and `https`.

mod annotation;
mod atom;
mod csl;
mod datasette;
mod lines;
mod linked;
mod rows;
mod timelinejs;

pub use annotation::annotations;
pub use atom::feed;
pub use csl::references;
pub use datasette::metadata;
pub use lines::lines;
pub use linked::graph;
pub use rows::table;
pub use timelinejs::{timeline, timeline_table};

use crate::error::Result;
use crate::open::Store;
use crate::query::{StoryFilter, StoryPage};
use runut_show::web_address;
use std::fmt::Write as _;

/// The stories asked for: one, or all of them.
fn stories(store: &Store, id: Option<&str>) -> Result<Vec<StoryPage>> {
    match id {
        Some(id) => Ok(vec![store.story(id)?]),
        None => {
            let all = StoryFilter { limit: 0, ..StoryFilter::default() };
            store.stories(&all)?.iter().map(|story| store.story(&story.id)).collect()
        }
    }
}

/// A name for a thing of this database that no other thing has.
pub(crate) fn urn(id: &str) -> String {
    let mut urn = "urn:runut:".to_owned();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            urn.push(char::from(byte));
        } else {
            let _ = write!(urn, "%{byte:02X}");
        }
    }
    urn
}

/// Where an article is met: its own address, else its name here.
pub(crate) fn source(url: Option<&str>, id: &str) -> String {
    url.and_then(web_address).map_or_else(|| urn(id), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_id_holds_its_name_is_a_urn() {
        assert_eq!(urn("a b/c:s1"), "urn:runut:a%20b%2Fc:s1");
    }
}
