//! A page taken apart: its parts with their roles, and what it states of itself; and the article made from them.

use super::decode::part;
use crate::model::{Article, Block, BlockKind, Origin, Original, PartRole, Removed, Span, Stated};
use std::ops::Range;

/// The visible text of a page, and the way from it to the page's bytes.
pub(crate) struct Sheet<'p> {
    /// The text.
    pub text: &'p str,
    /// The way to the bytes.
    pub origin: &'p Origin,
}

/// What a part of the page is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    /// Part of the article.
    Kept(BlockKind),
    /// Not part of it, and why.
    Removed(PartRole, String),
}

/// A part of the page: bytes of the sheet, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// Where it stands on the sheet, without white space at its ends.
    pub range: Range<usize>,
    /// What it is.
    pub role: Role,
}

/// What a page states of itself, each with where it was read. Lower ranks are believed first.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub title: Option<Stated<String>>,
    pub kicker: Option<Stated<String>>,
    pub byline: Vec<Stated<String>>,
    pub other_bylines: Vec<Stated<String>>,
    pub other_titles: Vec<Stated<String>>,
    pub reporters: Vec<Stated<String>>,
    pub contributors: Vec<Stated<String>>,
    pub section: Option<Stated<String>>,
    pub tags: Vec<Stated<String>>,
    pub editor: Option<Stated<String>>,
    pub published: Vec<(u8, Stated<String>)>,
    pub modified: Option<Stated<String>>,
    pub outlets: Vec<(u8, Stated<String>)>,
    pub agencies: Vec<Stated<String>>,
    pub original: Option<Original>,
    pub place: Option<String>,
    /// The dateline, on the sheet.
    pub dateline: Option<Range<usize>>,
    pub url: Option<String>,
    pub canonical: Option<Stated<String>>,
}

/// Parts and facts of one page.
#[derive(Debug, Default)]
pub(crate) struct Draft {
    pub parts: Vec<Part>,
    pub facts: Facts,
}

impl Sheet<'_> {
    /// A value read at these bytes of the sheet.
    pub fn stated(
        &self,
        value: impl Into<String>,
        how: impl Into<String>,
        range: Range<usize>,
    ) -> Stated<String> {
        let page = self.origin.page_range(Span::new(range.start, range.end));
        Stated { value: value.into(), how: how.into(), quote: self.text[range].to_owned(), page }
    }
}

impl Facts {
    /// Adds a writer, unless the name is there already.
    pub fn add_byline(&mut self, name: Stated<String>) {
        if !self.byline.iter().any(|known| known.value.eq_ignore_ascii_case(&name.value))
            && !name.value.is_empty()
        {
            self.byline.push(name);
        }
    }

    /// Adds an agency, unless it is there already.
    pub fn add_agency(&mut self, name: Stated<String>) {
        if !self.agencies.iter().any(|known| known.value == name.value) {
            self.agencies.push(name);
        }
    }
}

impl Draft {
    /// The article: kept parts joined by one blank line, the others beside it in page order.
    pub fn article(self, sheet: &Sheet<'_>) -> Article {
        let Facts { title, kicker, byline, editor, mut published, modified, mut outlets, .. } = self.facts;
        let mut article = Article { title, kicker, byline, editor, modified, ..Article::default() };
        article.other_bylines = self.facts.other_bylines;
        article.other_titles = self.facts.other_titles;
        article.reporter = self.facts.reporters;
        article.contributors = self.facts.contributors;
        article.canonical = self.facts.canonical;
        article.section = self.facts.section;
        article.tags = self.facts.tags;
        article.agencies = self.facts.agencies;
        article.original = self.facts.original;
        article.dateline_place = self.facts.place;
        article.url = self.facts.url;
        // Who helped is no writer beside one; alone, nobody else wrote it.
        let helped = |name: &Stated<String>| {
            article.contributors.iter().any(|one| one.page == name.page && one.value == name.value)
        };
        if article.byline.iter().any(|name| !helped(name)) {
            let writers = article.byline.iter().filter(|name| !helped(name)).cloned().collect();
            article.byline = writers;
        }
        outlets.sort_by_key(|(rank, _)| *rank);
        article.outlet = outlets.into_iter().next().map(|(_, outlet)| outlet);
        published.sort_by_key(|(rank, _)| *rank);
        let mut published = published.into_iter().map(|(_, stated)| stated);
        article.published = published.next();
        for other in published {
            let same = |known: &str| agree(known, &other.value);
            let first = article.published.as_ref().is_some_and(|first| same(&first.value));
            if !first && !article.other_dates.iter().any(|known| same(&known.value)) {
                article.other_dates.push(other);
            }
        }
        for part_of_page in self.parts {
            let Part { range, role } = part_of_page;
            let words = &sheet.text[range.clone()];
            match role {
                Role::Kept(kind) => {
                    if !article.text.is_empty() {
                        article.text.push_str("\n\n");
                    }
                    let start = article.text.len();
                    article.text.push_str(words);
                    let span = Span::new(start, article.text.len());
                    article.blocks.push(Block { kind, span });
                    part(sheet.origin, Span::new(range.start, range.end), span.start, &mut article.origin);
                    if let Some(dateline) = self.facts.dateline.clone()
                        && range.start <= dateline.start
                        && dateline.end <= range.end
                    {
                        let from = start + (dateline.start - range.start);
                        article.dateline = Some(Span::new(from, from + dateline.len()));
                    }
                }
                Role::Removed(role, why) => article.removed.push(Removed {
                    kind: role.removed(),
                    role,
                    text: words.to_owned(),
                    // The next kept block begins behind the blank line that will be written before it.
                    at: article.text.len() as u32 + if article.text.is_empty() { 0 } else { 2 },
                    why,
                    page: sheet.origin.page_range(Span::new(range.start, range.end)),
                }),
            }
        }
        let end = article.text.len() as u32;
        article.removed.iter_mut().for_each(|removed| removed.at = removed.at.min(end));
        article
    }
}

/// Whether two stated dates can be one: the same day, and no two different clock times in one zone.
fn agree(a: &str, b: &str) -> bool {
    let day = |value: &str| value.get(..10).map(str::to_owned);
    day(a) == day(b)
}
