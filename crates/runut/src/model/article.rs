//! What a page says, apart from the page: the text as printed, its parts, and what it states of itself.

use super::{Origin, PageId, PartRole, Span};
use serde::{Deserialize, Serialize};

/// A value and where it was read, so that a reader can look.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// How it was found, in a few words: `dateline`, `meta article:published_time`, `line "Editor :"`.
    pub how: String,
    /// The words it was read from, as the page has them; empty when the input gave the value itself.
    pub quote: String,
    /// First and one past the last byte on the page, when it stood there.
    pub page: Option<(u32, u32)>,
}

impl<T> Stated<T> {
    /// A value that the input gave as it is (a field of an article line, a flag).
    pub fn given(value: T, how: &str) -> Self {
        Self { value, how: how.to_owned(), quote: String::new(), page: None }
    }
}

/// A value nobody stated: marked as ours, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guess {
    /// ISO 8601.
    pub value: String,
    /// What on the page it follows from.
    pub why: String,
}

/// What a kept part of the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The headline.
    Title,
    /// Standfirst, summary or lead set apart from the body.
    Lead,
    /// A paragraph of the body.
    Paragraph,
    /// A heading inside the body.
    Subheading,
    /// A block quotation.
    Quote,
    /// An item or a whole list.
    List,
    /// The words under a picture.
    Caption,
}

/// A kept part of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in `Article::text`.
    pub span: Span,
}

/// What a part of the page is that is no part of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RemovedKind {
    /// Another article's title, teaser or cross-reference ("Baca juga: …"), with its label and time.
    Related,
    /// Advertising of the outlet or of others.
    Promo,
    /// Buttons to pass the page on.
    Share,
    /// Tags and topics.
    Tags,
    /// Readers' comments and their rules.
    Comments,
    /// Byline, editor, date line, sign-off, source line, syndication notice.
    Credit,
    /// Menus, section labels, kickers, widgets.
    Navigation,
    /// Anything else: legal notes, embeds, second copies.
    Other,
}

/// A part of the page that is no part of the article: kept aside, with the reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Removed {
    /// What it is.
    pub kind: RemovedKind,
    /// What it is, more exactly.
    pub role: PartRole,
    /// Its words.
    pub text: String,
    /// Where in `Article::text` it would have stood: byte offset of the next kept block, or the text's length.
    pub at: u32,
    /// Why it was left out, in a few words: `starts with "BACA JUGA"`.
    pub why: String,
    /// First and one past the last byte on the page.
    pub page: Option<(u32, u32)>,
}

/// The article this one says it was copied from ("Artikel ini telah tayang di … dengan judul …").
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Original {
    /// Outlet of the original, as named.
    pub outlet: String,
    /// Its title, when the notice gives it.
    pub title: Option<String>,
    /// The notice's words.
    pub quote: String,
}

/// One article, as read from a page.
///
/// `text` is the article as printed, blocks apart by one blank line; every annotation is a span of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// Id of the page, with `-2`, `-3` … for further articles of one page; or the id the input gave.
    pub id: String,
    /// Path, address or archive record, for people.
    pub source: String,
    /// Hash of the page's bytes, when there was a page.
    pub page: Option<PageId>,
    /// Address of the article.
    pub url: Option<String>,
    /// The address that the page says is its own, as a whole address.
    pub canonical: Option<Stated<String>>,
    /// Name of the outlet, as people know it.
    pub outlet: Option<Stated<String>>,
    /// Headline; also a block of `text` where it was printed there.
    pub title: Option<Stated<String>>,
    /// Other headlines the page states, kept for the checks.
    pub other_titles: Vec<Stated<String>>,
    /// The label above the headline.
    pub kicker: Option<Stated<String>>,
    /// Who wrote it: names or initials.
    pub byline: Vec<Stated<String>>,
    /// Other answers of the page to who wrote it, kept for the checks.
    pub other_bylines: Vec<Stated<String>>,
    /// Those of them whom the page calls its reporters.
    pub reporter: Vec<Stated<String>>,
    /// Who edited it.
    pub editor: Option<Stated<String>>,
    /// Who else had a part in it.
    pub contributors: Vec<Stated<String>>,
    /// The department it stands in.
    pub section: Option<Stated<String>>,
    /// What the page says it is about.
    pub tags: Vec<Stated<String>>,
    /// When it was published, with the precision stated: `2025-06-05`, `2025-06-05T10:00`, `…+07:00`.
    pub published: Option<Stated<String>>,
    /// A publication date that nobody stated.
    pub published_guess: Option<Guess>,
    /// When it was changed.
    pub modified: Option<Stated<String>>,
    /// Other dates the page gave for its publication, kept for the checks.
    pub other_dates: Vec<Stated<String>>,
    /// ISO 639 code of the language of most of the text, or `und`.
    pub language: String,
    /// City of the dateline ("PYONGYANG, iNews.id – …").
    pub dateline_place: Option<String>,
    /// Span of the dateline at the head of the body.
    pub dateline: Option<Span>,
    /// Agencies named in byline, dateline or sign-off: canonical names ("(AFP)", "(Antara)").
    pub agencies: Vec<Stated<String>>,
    /// The article it says it was copied from.
    pub original: Option<Original>,
    /// The text as printed.
    pub text: String,
    /// Its parts, in order, not overlapping.
    pub blocks: Vec<Block>,
    /// What was on the page besides, in page order.
    pub removed: Vec<Removed>,
    /// The way back to the page.
    pub origin: Origin,
    /// How much speaks for an article, 0 to 1000; `None` where the input was article text that came without one.
    pub article_score: Option<u16>,
    /// Whether the input was article text that somebody else cut (`annotate`), so offsets are the input's own.
    pub given: bool,
}

impl Article {
    /// The day of publication to reckon from: stated, or guessed.
    pub fn day(&self) -> Option<jiff::civil::Date> {
        let value = self.published.as_ref().map(|stated| stated.value.as_str());
        value.or(self.published_guess.as_ref().map(|guess| guess.value.as_str()))?.get(..10)?.parse().ok()
    }

    /// The headline's words, or nothing.
    pub fn headline(&self) -> &str {
        self.title.as_ref().map_or("", |title| title.value.as_str())
    }

    /// The outlet's name, or nothing.
    pub fn outlet_name(&self) -> &str {
        self.outlet.as_ref().map_or("", |outlet| outlet.value.as_str())
    }

    /// The block that holds this position.
    pub fn block_at(&self, position: u32) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.span.start <= position);
        self.blocks[..after].last().filter(|block| position < block.span.end)
    }
}
