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
    Raw,
    /// Void elements without meaning here.
    Void,
    /// Other block-level elements.
    Block,
    /// Inline elements and unknown ones.
    Inline,
}

/// Names of elements as whole numbers, which are told apart faster than words.
mod name {
    const fn number(name: &[u8]) -> u64 {
        let (mut number, mut at) = (0, 0);
        while at < name.len() {
            number |= (name[at] as u64) << (8 * at);
            at += 1;
        }
        number
    }

    pub const A: u64 = number(b"a");
    pub const ARTICLE: u64 = number(b"article");
    pub const ASIDE: u64 = number(b"aside");
    pub const BODY: u64 = number(b"body");
    pub const BR: u64 = number(b"br");
    pub const BUTTON: u64 = number(b"button");
    pub const DIV: u64 = number(b"div");
    pub const FIGURE: u64 = number(b"figure");
    pub const FOOTER: u64 = number(b"footer");
    pub const FORM: u64 = number(b"form");
    pub const H1: u64 = number(b"h1");
    pub const H2: u64 = number(b"h2");
    pub const H3: u64 = number(b"h3");
    pub const H4: u64 = number(b"h4");
    pub const H5: u64 = number(b"h5");
    pub const H6: u64 = number(b"h6");
    pub const HEAD: u64 = number(b"head");
    pub const HEADER: u64 = number(b"header");
    pub const HR: u64 = number(b"hr");
    pub const HTML: u64 = number(b"html");
    pub const LI: u64 = number(b"li");
    pub const LINK: u64 = number(b"link");
    pub const UL: u64 = number(b"ul");
    pub const OL: u64 = number(b"ol");
    pub const MENU: u64 = number(b"menu");
    pub const MAIN: u64 = number(b"main");
    pub const META: u64 = number(b"meta");
    pub const NAV: u64 = number(b"nav");
    pub const P: u64 = number(b"p");
    pub const PRE: u64 = number(b"pre");
    pub const SECTION: u64 = number(b"section");
    pub const STRONG: u64 = number(b"strong");
    pub const B: u64 = number(b"b");
    pub const SCRIPT: u64 = number(b"script");
    pub const TABLE: u64 = number(b"table");
    pub const TBODY: u64 = number(b"tbody");
    pub const THEAD: u64 = number(b"thead");
    pub const TFOOT: u64 = number(b"tfoot");
    pub const TR: u64 = number(b"tr");
    pub const TD: u64 = number(b"td");
    pub const TH: u64 = number(b"th");
    pub const DL: u64 = number(b"dl");
    pub const DT: u64 = number(b"dt");
    pub const DD: u64 = number(b"dd");
    pub const TIME: u64 = number(b"time");
    pub const TITLE: u64 = number(b"title");
    pub const ADDRESS: u64 = number(b"address");
    pub const LABEL: u64 = number(b"label");
    pub const STYLE: u64 = number(b"style");
    pub const NOSCRIPT: u64 = number(b"noscript");
    pub const TEXTAREA: u64 = number(b"textarea");
    pub const IFRAME: u64 = number(b"iframe");
    pub const SVG: u64 = number(b"svg");
    pub const TEMPLATE: u64 = number(b"template");
    pub const SELECT: u64 = number(b"select");
    pub const VIDEO: u64 = number(b"video");
    pub const AUDIO: u64 = number(b"audio");
    pub const OBJECT: u64 = number(b"object");
    pub const MATH: u64 = number(b"math");
    pub const IMG: u64 = number(b"img");
    pub const INPUT: u64 = number(b"input");
    pub const AREA: u64 = number(b"area");
    pub const BASE: u64 = number(b"base");
    pub const COL: u64 = number(b"col");
    pub const EMBED: u64 = number(b"embed");
    pub const PARAM: u64 = number(b"param");
    pub const TRACK: u64 = number(b"track");
    pub const SOURCE: u64 = number(b"source");
    pub const WBR: u64 = number(b"wbr");
    pub const CENTER: u64 = number(b"center");
    pub const DETAILS: u64 = number(b"details");
    pub const SUMMARY: u64 = number(b"summary");
    pub const FIELDSET: u64 = number(b"fieldset");
    pub const CAPTION: u64 = number(b"caption");
    pub const DIALOG: u64 = number(b"dialog");
    pub const HGROUP: u64 = number(b"hgroup");
    pub const OPTION: u64 = number(b"option");
    pub const SEARCH: u64 = number(b"search");
    pub const AMP_AD: u64 = number(b"amp-ad");
}

/// The element of this name.
pub(crate) fn tag(name: &[u8]) -> Tag {
    if name.len() > 8 {
        return long(name);
    }
    // Of all that names are made of only capitals lack the bit of small letters.
    match name.iter().rev().fold(0, |number, letter| number << 8 | u64::from(letter | 0x20)) {
        name::A => Tag::A,
        name::ARTICLE => Tag::Article,
        name::ASIDE => Tag::Aside,
        name::BODY => Tag::Body,
        name::BR => Tag::Br,
        name::BUTTON => Tag::Button,
        name::DIV => Tag::Div,
        name::FIGURE => Tag::Figure,
        name::FOOTER => Tag::Footer,
        name::FORM => Tag::Form,
        name::H1 => Tag::H1,
        name::H2 | name::H3 | name::H4 | name::H5 | name::H6 => Tag::Heading,
        name::HEAD => Tag::Head,
        name::HEADER => Tag::Header,
        name::HR => Tag::Hr,
        name::HTML => Tag::Html,
        name::LI => Tag::Li,
        name::LINK => Tag::Link,
        name::UL | name::OL | name::MENU => Tag::List,
        name::MAIN => Tag::Main,
        name::META => Tag::Meta,
        name::NAV => Tag::Nav,
        name::P => Tag::P,
        name::PRE => Tag::Pre,
        name::SECTION => Tag::Section,
        name::STRONG | name::B => Tag::Strong,
        name::SCRIPT => Tag::Script,
        name::TABLE => Tag::Table,
        name::TBODY | name::THEAD | name::TFOOT => Tag::Rows,
        name::TR => Tag::Tr,
        name::TD | name::TH => Tag::Cell,
        name::DL => Tag::Terms,
        name::DT | name::DD => Tag::Term,
        name::TIME => Tag::Time,
        name::TITLE => Tag::Title,
        name::ADDRESS => Tag::Address,
        name::LABEL => Tag::Label,
        name::STYLE
        | name::NOSCRIPT
        | name::TEXTAREA
        | name::IFRAME
        | name::SVG
        | name::TEMPLATE
        | name::SELECT
        | name::VIDEO
        | name::AUDIO
        | name::OBJECT
        | name::MATH
        | name::AMP_AD => Tag::Raw,
        name::IMG
        | name::INPUT
        | name::AREA
        | name::BASE
        | name::COL
        | name::EMBED
        | name::PARAM
        | name::TRACK
        | name::SOURCE
        | name::WBR => Tag::Void,
        name::CENTER
        | name::DETAILS
        | name::SUMMARY
        | name::FIELDSET
        | name::CAPTION
        | name::DIALOG
        | name::HGROUP
        | name::OPTION
        | name::SEARCH => Tag::Block,
        _ => Tag::Inline,
    }
}

/// The element of a name of more than eight letters.
fn long(name: &[u8]) -> Tag {
    if name.eq_ignore_ascii_case(b"blockquote") {
        Tag::Blockquote
    } else if name.eq_ignore_ascii_case(b"figcaption") {
        Tag::Figcaption
    } else if name.eq_ignore_ascii_case(b"amp-consent") {
        Tag::Raw
    } else if name.eq_ignore_ascii_case(b"amp-sidebar") {
        Tag::Nav
    } else {
        Tag::Inline
    }
}

/// The end tag of a raw element of this name.
pub(crate) fn raw_end(name: &[u8]) -> &'static str {
    const ENDS: [&str; 12] = [
        "</style",
        "</noscript",
        "</textarea",
        "</iframe",
        "</svg",
        "</template",
        "</select",
        "</video",
        "</audio",
        "</object",
        "</math",
        "</amp-ad",
    ];
    let is = |end: &&&str| name.eq_ignore_ascii_case(&end.as_bytes()[2..]);
    ENDS.iter().find(is).copied().unwrap_or("</amp-consent")
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
                | Tag::Raw
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
