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

/// Names of elements as whole numbers, which are told apart faster than words.
mod name {
    const fn number(name: &[u8]) -> u128 {
        let (mut number, mut at) = (0, 0);
        while at < name.len() {
            number |= (name[at] as u128) << (8 * at);
            at += 1;
        }
        number
    }

    pub const A: u128 = number(b"a");
    pub const ARTICLE: u128 = number(b"article");
    pub const ASIDE: u128 = number(b"aside");
    pub const BLOCKQUOTE: u128 = number(b"blockquote");
    pub const BODY: u128 = number(b"body");
    pub const BR: u128 = number(b"br");
    pub const BUTTON: u128 = number(b"button");
    pub const DIV: u128 = number(b"div");
    pub const FIGCAPTION: u128 = number(b"figcaption");
    pub const FIGURE: u128 = number(b"figure");
    pub const FOOTER: u128 = number(b"footer");
    pub const FORM: u128 = number(b"form");
    pub const H1: u128 = number(b"h1");
    pub const H2: u128 = number(b"h2");
    pub const H3: u128 = number(b"h3");
    pub const H4: u128 = number(b"h4");
    pub const H5: u128 = number(b"h5");
    pub const H6: u128 = number(b"h6");
    pub const HEAD: u128 = number(b"head");
    pub const HEADER: u128 = number(b"header");
    pub const HR: u128 = number(b"hr");
    pub const HTML: u128 = number(b"html");
    pub const LI: u128 = number(b"li");
    pub const LINK: u128 = number(b"link");
    pub const UL: u128 = number(b"ul");
    pub const OL: u128 = number(b"ol");
    pub const MENU: u128 = number(b"menu");
    pub const MAIN: u128 = number(b"main");
    pub const META: u128 = number(b"meta");
    pub const NAV: u128 = number(b"nav");
    pub const P: u128 = number(b"p");
    pub const PRE: u128 = number(b"pre");
    pub const SECTION: u128 = number(b"section");
    pub const STRONG: u128 = number(b"strong");
    pub const B: u128 = number(b"b");
    pub const SCRIPT: u128 = number(b"script");
    pub const TABLE: u128 = number(b"table");
    pub const TBODY: u128 = number(b"tbody");
    pub const THEAD: u128 = number(b"thead");
    pub const TFOOT: u128 = number(b"tfoot");
    pub const TR: u128 = number(b"tr");
    pub const TD: u128 = number(b"td");
    pub const TH: u128 = number(b"th");
    pub const DL: u128 = number(b"dl");
    pub const DT: u128 = number(b"dt");
    pub const DD: u128 = number(b"dd");
    pub const TIME: u128 = number(b"time");
    pub const TITLE: u128 = number(b"title");
    pub const ADDRESS: u128 = number(b"address");
    pub const LABEL: u128 = number(b"label");
    pub const STYLE: u128 = number(b"style");
    pub const NOSCRIPT: u128 = number(b"noscript");
    pub const TEXTAREA: u128 = number(b"textarea");
    pub const IFRAME: u128 = number(b"iframe");
    pub const SVG: u128 = number(b"svg");
    pub const TEMPLATE: u128 = number(b"template");
    pub const SELECT: u128 = number(b"select");
    pub const VIDEO: u128 = number(b"video");
    pub const AUDIO: u128 = number(b"audio");
    pub const OBJECT: u128 = number(b"object");
    pub const MATH: u128 = number(b"math");
    pub const IMG: u128 = number(b"img");
    pub const INPUT: u128 = number(b"input");
    pub const AREA: u128 = number(b"area");
    pub const BASE: u128 = number(b"base");
    pub const COL: u128 = number(b"col");
    pub const EMBED: u128 = number(b"embed");
    pub const PARAM: u128 = number(b"param");
    pub const TRACK: u128 = number(b"track");
    pub const SOURCE: u128 = number(b"source");
    pub const WBR: u128 = number(b"wbr");
    pub const CENTER: u128 = number(b"center");
    pub const DETAILS: u128 = number(b"details");
    pub const SUMMARY: u128 = number(b"summary");
    pub const FIELDSET: u128 = number(b"fieldset");
    pub const CAPTION: u128 = number(b"caption");
    pub const DIALOG: u128 = number(b"dialog");
    pub const HGROUP: u128 = number(b"hgroup");
    pub const OPTION: u128 = number(b"option");
    pub const SEARCH: u128 = number(b"search");
}

/// The element of this name.
pub(crate) fn tag(name: &[u8]) -> Tag {
    let mut small = [0u8; 16];
    if name.len() > small.len() {
        return Tag::Inline;
    }
    for (to, from) in small.iter_mut().zip(name) {
        *to = from.to_ascii_lowercase();
    }
    match u128::from_le_bytes(small) {
        name::A => Tag::A,
        name::ARTICLE => Tag::Article,
        name::ASIDE => Tag::Aside,
        name::BLOCKQUOTE => Tag::Blockquote,
        name::BODY => Tag::Body,
        name::BR => Tag::Br,
        name::BUTTON => Tag::Button,
        name::DIV => Tag::Div,
        name::FIGCAPTION => Tag::Figcaption,
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
        name::STYLE => Tag::Raw("</style"),
        name::NOSCRIPT => Tag::Raw("</noscript"),
        name::TEXTAREA => Tag::Raw("</textarea"),
        name::IFRAME => Tag::Raw("</iframe"),
        name::SVG => Tag::Raw("</svg"),
        name::TEMPLATE => Tag::Raw("</template"),
        name::SELECT => Tag::Raw("</select"),
        name::VIDEO => Tag::Raw("</video"),
        name::AUDIO => Tag::Raw("</audio"),
        name::OBJECT => Tag::Raw("</object"),
        name::MATH => Tag::Raw("</math"),
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
