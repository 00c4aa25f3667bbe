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

/// Words as text of XML and HTML. Characters that XML does not know, and those that turn text around, are replaced.
pub(crate) fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}' | '\u{FFFF}' => {
                safe.push('\u{FFFD}')
            }
            _ if letter.is_control() => safe.push('\u{FFFD}'),
            _ => safe.push(letter),
        }
    }
    safe
}

/// An address that leads to a page and does nothing else.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let plain =
        !url.chars().any(|letter| letter.is_control() || letter.is_whitespace() || "<>\"'`".contains(letter));
    (plain && matches!(scheme.as_deref(), Some("http" | "https"))).then_some(url)
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
    fn only_addresses_of_the_web_are_addresses() {
        for (url, right) in [
            ("https://example.org/a?b=c", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)", false),
            ("javascript://example.org/%0aalert(1)", false),
            ("data:text/html,x", false),
            ("https://example.org/\" onclick=\"x", false),
            ("/local/file", false),
        ] {
            assert_eq!(web_address(url).is_some(), right, "{url}");
        }
    }

    #[test]
    fn nothing_of_a_page_is_markup() {
        assert_eq!(escaped("<b a='1'>&\u{202E}\0"), "&lt;b a=&#39;1&#39;&gt;&amp;\u{FFFD}\u{FFFD}");
        assert_eq!(urn("a b/c:s1"), "urn:runut:a%20b%2Fc:s1");
    }
}
