//! Writing HTML so that forgetting to escape is hard: only text known at compile time goes in as it is.

/// A page in the making.
#[derive(Default)]
pub struct Html {
    page: String,
}

impl Html {
    /// Markup of our own: a literal, never words from outside.
    pub fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.page.push_str(markup);
        self
    }

    /// Words, escaped.
    pub fn text(&mut self, words: &str) -> &mut Self {
        escape(words, &mut self.page);
        self
    }

    /// `<tag name="value" …>`; values are escaped, an empty value of `class`, `lang` or `title` is left out.
    pub fn open(&mut self, tag: &'static str, attributes: &[(&'static str, &str)]) -> &mut Self {
        self.page.push('<');
        self.page.push_str(tag);
        for (name, value) in attributes {
            if value.is_empty() && matches!(*name, "class" | "lang" | "title" | "id") {
                continue;
            }
            self.page.push(' ');
            self.page.push_str(name);
            self.page.push_str("=\"");
            escape(value, &mut self.page);
            self.page.push('"');
        }
        self.page.push('>');
        self
    }

    /// `</tag>`.
    pub fn close(&mut self, tag: &'static str) -> &mut Self {
        self.page.push_str("</");
        self.page.push_str(tag);
        self.page.push('>');
        self
    }

    /// A whole element that holds only words.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: &[(&'static str, &str)],
        words: &str,
    ) -> &mut Self {
        self.open(tag, attributes).text(words).close(tag)
    }

    /// A line break in the source, for those who read it.
    pub fn line(&mut self) -> &mut Self {
        self.page.push('\n');
        self
    }

    /// The page.
    pub fn finish(self) -> String {
        self.page
    }
}

/// Words as text of HTML or XML.
pub fn escaped(words: &str) -> String {
    let mut safe = String::with_capacity(words.len());
    escape(words, &mut safe);
    safe
}

/// An address that leads to a page and does nothing else: `http` and `https`, without letters no address has.
pub fn web_address(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let odd = |letter: char| {
        letter.is_control() || letter.is_whitespace() || is_turning(letter) || "<>\"'`{}|\\^".contains(letter)
    };
    let plain = url.len() < LONGEST_ADDRESS && !url.chars().any(odd);
    (plain && matches!(scheme.as_deref(), Some("http" | "https"))).then_some(url)
}

/// Bytes of an address: a longer one leads nowhere.
const LONGEST_ADDRESS: usize = 4_000;

/// Letters that turn the direction of writing.
fn is_turning(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The five characters that mean something in HTML, and control characters, which mean nothing good. Characters that
/// turn the direction of writing would reach beyond the words they stand in, so they are shown as what they are; those
/// that are none, XML does not take.
fn escape(words: &str, page: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            '\n' | '\t' => page.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => page.push('\u{FFFD}'),
            letter if letter.is_control() || is_turning(letter) => page.push('\u{FFFD}'),
            letter => page.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_addresses() {
        for (url, right) in [
            ("https://kabar.example/a?b=c", true),
            ("HTTP://kabar.example", true),
            ("javascript:alert(1)", false),
            ("JaVaScRiPt:alert(1)", false),
            ("javascript://kabar.example/%0aalert(1)", false),
            ("data:text/html,x", false),
            ("https://kabar.example/\" onclick=\"x", false),
            ("https://kabar.example/\u{0}", false),
            ("https://kabar.example/\u{202E}", false),
            ("/local/file", false),
            ("", false),
        ] {
            assert_eq!(web_address(url).is_some(), right, "{url}");
        }
    }

    #[test]
    fn nothing_of_a_page_is_markup() {
        assert_eq!(
            escaped("<b a='1'>&\u{202E}\0\u{FFFE}"),
            "&lt;b a=&#39;1&#39;&gt;&amp;\u{FFFD}\u{FFFD}\u{FFFD}"
        );
    }

    #[test]
    fn words_from_outside_never_become_markup() {
        let mut html = Html::default();
        html.open("p", &[("title", "\" onclick=\"x"), ("class", "")])
            .text("<script>1 & 2</script>\u{0}")
            .close("p");
        assert_eq!(
            html.finish(),
            "<p title=\"&quot; onclick=&quot;x\">&lt;script&gt;1 &amp; 2&lt;/script&gt;\u{FFFD}</p>"
        );
    }
}
