//! What a page's markup states of itself: meta elements, JSON-LD, the title element, `<time>`.

use super::entity::unescape;
use super::linked_data;
use super::tree::Tree;
use crate::extract::dates;
use crate::lang::Packs;
use std::ops::Range;

/// A value, how it was found, and its bytes in the page's text.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub value: String,
    pub how: String,
    pub range: Range<usize>,
}

/// Everything the markup states; the most believable first.
#[derive(Debug, Default)]
pub(crate) struct Meta {
    pub titles: Vec<Said>,
    pub site: Option<Said>,
    /// Who publishes the page; believed after the site's name.
    pub publisher: Option<Said>,
    /// Writers by linked data.
    pub linked_authors: Vec<Said>,
    /// Writers of the page, not the article, by linked data.
    pub page_authors: Vec<Said>,
    /// Writers by meta elements.
    pub authors: Vec<Said>,
    /// What cards for other sites say beside the title: labels and values in turn.
    pub cards: Vec<Said>,
    pub editors: Vec<Said>,
    pub contributors: Vec<Said>,
    pub section: Option<Said>,
    /// The section by the breadcrumbs of linked data.
    pub crumb: Option<Said>,
    pub tags: Vec<Said>,
    pub published: Vec<Said>,
    pub modified: Vec<Said>,
    pub description: Option<String>,
    /// `og:type` or a JSON-LD type says that this is an article.
    pub article: bool,
    /// `og:type` or a JSON-LD type says that this is a film.
    pub film: bool,
    /// `articleBody` of the JSON-LD, and the script it stands in.
    pub body: Option<(String, Range<usize>)>,
}

/// Most tags that are kept.
const MOST_TAGS: usize = 40;

/// Most titles that are kept, each held against many blocks; most dates and contributors, each held against all others.
const MOST_TITLES: usize = 12;
const MOST_SAID: usize = 40;

/// Reads the markup.
pub(crate) fn meta(html: &str, tree: &Tree) -> Meta {
    let mut meta = Meta::default();
    let mut tags: Vec<(bool, Said)> = Vec::new();
    linked_data::read(html, &tree.json, &mut meta);
    for (name, value, range) in &tree.metas {
        if value.is_empty() || value.len() > 2_000 {
            continue;
        }
        let said = || Said { value: value.clone(), how: format!("meta {name}"), range: range.clone() };
        match name.trim() {
            "og:title" => meta.titles.push(said()),
            "twitter:title" | "dc.title" | "sailthru.title" | "title" | "parsely-title" => {
                meta.titles.push(said())
            }
            "og:site_name" => meta.site = Some(said()),
            "application-name" if meta.site.is_none() => meta.site = Some(said()),
            "publisher" | "dc.publisher" | "dcterms.publisher" | "citation_publisher"
                if !value.contains("://") =>
            {
                meta.publisher = Some(said());
            }
            "og:type" => {
                meta.article |= value.contains("article");
                meta.film |= value.starts_with("video");
            }
            "author" | "dc.creator" | "article:author" | "og:article:author" | "parsely-author"
            | "sailthru.author" | "byl" | "content_author" | "article_author" | "author_name"
            | "citation_author" | "authors" | "article.author" | "dcterms.creator" | "cxenseparse:author" => {
                meta.authors.push(said());
            }
            "content_editor" | "editor" => meta.editors.push(said()),
            "twitter:label1" | "twitter:data1" | "twitter:label2" | "twitter:data2" => {
                meta.cards.push(said())
            }
            "article:section" | "articlesection" | "content_category" | "parsely-section" | "section"
            | "category"
                if meta.section.is_none() =>
            {
                meta.section = Some(said());
            }
            "article:tag" | "content_tags" | "parsely-tags" | "news_keywords" | "keywords" => {
                tags.push((name == "article:tag", said()));
            }
            "article:published_time"
            | "og:article:published_time"
            | "datepublished"
            | "parsely-pub-date"
            | "pubdate"
            | "publishdate"
            | "publish-date"
            | "publish_date"
            | "dc.date.issued"
            | "dcterms.created"
            | "dc.date"
            | "date"
            | "sailthru.date"
            | "cxenseparse:recs:publishtime"
            | "ptime"
            | "publication_date"
            | "article.published"
            | "content_publisheddate"
            | "datecreated"
            | "uploaddate"
            | "og:pubdate"
            | "date.created"
            | "published_time"
            | "article_date_original"
            | "iso-8601-publish-date"
            | "publishtime"
            | "content_publishdate" => {
                meta.published.push(said());
            }
            "article:modified_time"
            | "og:updated_time"
            | "datemodified"
            | "last-modified"
            | "dcterms.modified"
            | "article.updated"
            | "lastmod" => meta.modified.push(said()),
            "description" | "og:description" if meta.description.is_none() => {
                meta.description = Some(value.clone())
            }
            name if name.contains("publish") && value.bytes().any(|byte| byte.is_ascii_digit()) => {
                meta.published.push(said());
            }
            _ => {}
        }
    }
    if meta.tags.is_empty() {
        meta.tags = told_tags(tags);
    }
    meta.section = meta.section.or_else(|| meta.crumb.take());
    meta.titles.truncate(MOST_TITLES);
    if let Some(range) = &tree.title {
        let value = unescape(&html[range.clone()]);
        meta.titles.push(Said { value, how: "title element".to_owned(), range: range.clone() });
    }
    meta.published.truncate(MOST_SAID);
    meta.contributors.truncate(MOST_SAID);
    meta
}

/// The tags of meta elements: those for the article, else the first list of keywords.
fn told_tags(mut tags: Vec<(bool, Said)>) -> Vec<Said> {
    if tags.iter().any(|(own, _)| *own) {
        tags.retain(|(own, _)| *own);
    } else {
        tags.truncate(1);
    }
    let parts = |said: &Said| -> Vec<Said> {
        let parts = said.value.split([',', ';']).map(str::trim).filter(|tag| !tag.is_empty());
        parts.map(|tag| Said { value: tag.to_owned(), ..said.clone() }).collect()
    };
    tags.iter().flat_map(|(_, said)| parts(said)).take(MOST_TAGS).collect()
}

/// A stamp or a date in words, as ISO 8601.
pub(crate) fn date(text: &str, packs: &Packs, language: &str) -> Option<String> {
    dates::iso(text)
        .or_else(|| dates::read(text, packs, language).map(|read| read.value))
        .or_else(|| compact(text))
}

/// "20240605" and "20240605T101500".
fn compact(text: &str) -> Option<String> {
    let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    dates::iso(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..8]))
}
