//! From article text back to page bytes.

use super::Span;
use serde::{Deserialize, Serialize};

/// A run of article text and the page bytes it was printed from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// First byte in the article's text.
    pub text: u32,
    /// Length in the article's text, bytes.
    pub text_len: u32,
    /// First byte in the page.
    pub page: u32,
    /// Length in the page, bytes. Differs from `text_len` for `&amp;` and other encodings than UTF-8; a position
    /// inside such a stretch leads to the whole stretch.
    pub page_len: u32,
}

/// The way from spans of an article's text to byte ranges of its page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Sorted by `text`, not overlapping. Text that no stretch covers (the blank line between blocks) is ours.
    pub stretches: Vec<Stretch>,
}

impl Origin {
    /// The smallest range of page bytes (`start..end`) that holds all of `span`; `None` where nothing of it was
    /// printed on the page.
    pub fn page_range(&self, span: Span) -> Option<(u32, u32)> {
        let first = self.stretches.partition_point(|s| s.text + s.text_len <= span.start);
        let inside = self.stretches[first..].iter().take_while(|s| s.text < span.end);
        let mut range: Option<(u32, u32)> = None;
        for stretch in inside {
            let (mut start, mut end) = (stretch.page, stretch.page + stretch.page_len);
            if stretch.text_len == stretch.page_len {
                start += span.start.saturating_sub(stretch.text);
                end -= (stretch.text + stretch.text_len).saturating_sub(span.end);
            }
            range = Some(range.map_or((start, end), |(low, high)| (low.min(start), high.max(end))));
        }
        range
    }

    /// Adds a stretch at the end, joining it to the last one where both run on byte for byte.
    pub fn push(&mut self, stretch: Stretch) {
        if stretch.text_len == 0 {
            return;
        }
        if let Some(last) = self.stretches.last_mut()
            && last.text_len == last.page_len
            && stretch.text_len == stretch.page_len
            && last.text + last.text_len == stretch.text
            && last.page + last.page_len == stretch.page
        {
            last.text_len += stretch.text_len;
            last.page_len += stretch.page_len;
            return;
        }
        self.stretches.push(stretch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_across_an_entity_leads_to_the_bytes_of_the_entity() {
        // page "A&amp;B" -> text "A&B"
        let mut origin = Origin::default();
        origin.push(Stretch { text: 0, text_len: 1, page: 0, page_len: 1 });
        origin.push(Stretch { text: 1, text_len: 1, page: 1, page_len: 5 });
        origin.push(Stretch { text: 2, text_len: 1, page: 6, page_len: 1 });
        assert_eq!(origin.page_range(Span::new(0, 3)), Some((0, 7)));
        assert_eq!(origin.page_range(Span::new(1, 2)), Some((1, 6)));
        assert_eq!(origin.page_range(Span::new(2, 3)), Some((6, 7)));
        assert_eq!(origin.page_range(Span::new(3, 3)), None);
    }

    #[test]
    fn stretches_that_run_on_are_one() {
        let mut origin = Origin::default();
        origin.push(Stretch { text: 0, text_len: 4, page: 10, page_len: 4 });
        origin.push(Stretch { text: 4, text_len: 3, page: 14, page_len: 3 });
        assert_eq!(origin.stretches.len(), 1);
        assert_eq!(origin.page_range(Span::new(2, 6)), Some((12, 16)));
    }
}
