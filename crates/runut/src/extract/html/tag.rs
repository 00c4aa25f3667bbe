//! The elements of HTML that matter for reading, and how each is scanned.

/// An element's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    A,
    Article,
    Aside,
    Blockquote,
    Body,
    Br,
    Button,
    Div,
    Figcaption,
    Figure,
    Footer,
    Form,
    H1,
    /// h2 to h6.
    Heading,
    Head,
    Header,
    Hr,
    Html,
    Li,
    Link,
    /// ul, ol, menu.
    List,
    Main,
    Meta,
    Nav,
    P,
    Pre,
    Section,
    /// strong, b.
    Strong,
    Script,
    Table,
    /// tbody, thead, tfoot.
    Rows,
    Tr,
    /// td, th.
    Cell,
    /// dl.
    Terms,
    /// dt, dd.
    Term,
    Time,
    Title,
    Address,
    Label,
    /// Elements whose content is no text of the page: script, style, textarea…
    Raw(&'static str),
    /// Void elements without meaning here.
    Void,
    /// Other block-level elements.
    Block,
    /// Inline elements and unknown ones.
    Inline,
}

/// The element of this name.
pub(crate) fn tag(name: &[u8]) -> Tag {
    let mut lower = [0u8; 12];
    if name.len() > lower.len() {
        return Tag::Inline;
    }
    for (to, from) in lower.iter_mut().zip(name) {
        *to = from.to_ascii_lowercase();
    }
    match &lower[..name.len()] {
        b"a" => Tag::A,
        b"article" => Tag::Article,
        b"aside" => Tag::Aside,
        b"blockquote" => Tag::Blockquote,
        b"body" => Tag::Body,
        b"br" => Tag::Br,
        b"button" => Tag::Button,
        b"div" => Tag::Div,
        b"figcaption" => Tag::Figcaption,
        b"figure" => Tag::Figure,
        b"footer" => Tag::Footer,
        b"form" => Tag::Form,
        b"h1" => Tag::H1,
        b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Tag::Heading,
        b"head" => Tag::Head,
        b"header" => Tag::Header,
        b"hr" => Tag::Hr,
        b"html" => Tag::Html,
        b"li" => Tag::Li,
        b"link" => Tag::Link,
        b"ul" | b"ol" | b"menu" => Tag::List,
        b"main" => Tag::Main,
        b"meta" => Tag::Meta,
        b"nav" => Tag::Nav,
        b"p" => Tag::P,
        b"pre" => Tag::Pre,
        b"section" => Tag::Section,
        b"strong" | b"b" => Tag::Strong,
        b"script" => Tag::Script,
        b"table" => Tag::Table,
        b"tbody" | b"thead" | b"tfoot" => Tag::Rows,
        b"tr" => Tag::Tr,
        b"td" | b"th" => Tag::Cell,
        b"dl" => Tag::Terms,
        b"dt" | b"dd" => Tag::Term,
        b"time" => Tag::Time,
        b"title" => Tag::Title,
        b"address" => Tag::Address,
        b"label" => Tag::Label,
        b"style" => Tag::Raw("</style"),
        b"noscript" => Tag::Raw("</noscript"),
        b"textarea" => Tag::Raw("</textarea"),
        b"iframe" => Tag::Raw("</iframe"),
        b"svg" => Tag::Raw("</svg"),
        b"template" => Tag::Raw("</template"),
        b"select" => Tag::Raw("</select"),
        b"video" => Tag::Raw("</video"),
        b"audio" => Tag::Raw("</audio"),
        b"object" => Tag::Raw("</object"),
        b"math" => Tag::Raw("</math"),
        b"amp-ad" => Tag::Raw("</amp-ad"),
        b"amp-consent" => Tag::Raw("</amp-consent"),
        b"amp-sidebar" => Tag::Nav,
        b"img" | b"input" | b"area" | b"base" | b"col" | b"embed" | b"param" | b"track" | b"source"
        | b"wbr" => Tag::Void,
        b"center" | b"details" | b"summary" | b"fieldset" | b"caption" | b"dialog" | b"hgroup"
        | b"option" | b"search" => Tag::Block,
        _ => Tag::Inline,
    }
}

impl Tag {
    /// Whether it stands within a line of text.
    pub fn inline(self) -> bool {
        matches!(
            self,
            Tag::A
                | Tag::Strong
                | Tag::Time
                | Tag::Label
                | Tag::Inline
                | Tag::Void
                | Tag::Meta
                | Tag::Link
                | Tag::Script
                | Tag::Raw(_)
                | Tag::Button
        )
    }

    /// Whether it has no content and no end tag.
    pub fn void(self) -> bool {
        matches!(self, Tag::Br | Tag::Hr | Tag::Void | Tag::Meta | Tag::Link)
    }

    /// Whether it is a heading.
    pub fn heading(self) -> bool {
        matches!(self, Tag::H1 | Tag::Heading)
    }
}
