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

/// The five characters that mean something in HTML, and control characters, which mean nothing good. Characters that
/// turn the direction of writing would reach beyond the words they stand in, so they are shown as what they are.
fn escape(words: &str, page: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            '\n' | '\t' => page.push(letter),
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => page.push('\u{FFFD}'),
            letter if letter.is_control() => page.push('\u{FFFD}'),
            letter => page.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
