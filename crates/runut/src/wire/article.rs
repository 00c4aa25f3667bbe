//! The article line: what `extract` writes and `annotate` and `group` read.

use super::{CodePoints, Place};
use crate::model::{Article, BlockKind, Guess, Original, PageId, PartRole, RemovedKind, Stated};
use serde::Serialize;

/// An article as one line of JSON; offsets are code points of `text`.
#[derive(Serialize)]
pub struct ArticleLine<'a> {
    r#type: &'static str,
    id: &'a str,
    source: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
    byline: Vec<&'a str>,
    editor: Option<&'a str>,
    contributors: Vec<&'a str>,
    section: Option<&'a str>,
    tags: Vec<&'a str>,
    published: Option<&'a str>,
    published_guess: Option<&'a Guess>,
    modified: Option<&'a str>,
    language: Option<&'a str>,
    text: &'a str,
    blocks: Vec<BlockLine>,
    removed: Vec<RemovedLine<'a>>,
    kicker: Option<&'a str>,
    dateline: Option<DatelineLine<'a>>,
    agencies: Vec<&'a str>,
    original: Option<&'a Original>,
    stated: Vec<StatedLine<'a>>,
    page: Option<PageId>,
    reporter: Vec<&'a str>,
    canonical: Option<&'a str>,
    article_score: Option<u16>,
}

#[derive(Serialize)]
struct BlockLine {
    kind: BlockKind,
    role: PartRole,
    #[serde(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct RemovedLine<'a> {
    kind: RemovedKind,
    role: PartRole,
    text: &'a str,
    at: usize,
    why: &'a str,
    page: Option<(u32, u32)>,
}

#[derive(Serialize)]
struct DatelineLine<'a> {
    place: Option<&'a str>,
    start: Option<usize>,
    end: Option<usize>,
}

/// Where on the page a field was read.
#[derive(Serialize)]
struct StatedLine<'a> {
    field: &'static str,
    value: &'a str,
    how: &'a str,
    quote: &'a str,
    page: Option<(u32, u32)>,
}

/// The line of one article.
pub fn article_line(article: &Article) -> ArticleLine<'_> {
    let points = CodePoints::of(&article.text);
    let removed = article.removed.iter().map(|part| RemovedLine {
        kind: part.kind,
        role: part.role,
        text: &part.text,
        at: points.before(part.at),
        why: &part.why,
        page: part.page,
    });
    ArticleLine {
        r#type: "article",
        id: &article.id,
        source: &article.source,
        url: article.url.as_deref(),
        outlet: value(&article.outlet),
        title: value(&article.title),
        byline: values(&article.byline),
        editor: value(&article.editor),
        contributors: values(&article.contributors),
        section: value(&article.section),
        tags: values(&article.tags),
        published: value(&article.published),
        published_guess: article.published_guess.as_ref(),
        modified: value(&article.modified),
        language: Some(article.language.as_str()).filter(|language| !language.is_empty()),
        text: &article.text,
        blocks: article
            .blocks
            .iter()
            .map(|block| BlockLine {
                kind: block.kind,
                role: block.kind.into(),
                place: points.place(block.span),
            })
            .collect(),
        removed: removed.collect(),
        kicker: value(&article.kicker),
        dateline: dateline(article, &points),
        agencies: values(&article.agencies),
        original: article.original.as_ref(),
        stated: stated(article),
        page: article.page,
        reporter: values(&article.reporter),
        canonical: value(&article.canonical),
        article_score: article.article_score,
    }
}

fn dateline<'a>(article: &'a Article, points: &CodePoints<'_>) -> Option<DatelineLine<'a>> {
    if article.dateline.is_none() && article.dateline_place.is_none() {
        return None;
    }
    let place = article.dateline.map(|span| points.place(span));
    Some(DatelineLine {
        place: article.dateline_place.as_deref(),
        start: place.map(|place| place.start),
        end: place.map(|place| place.end),
    })
}

fn stated(article: &Article) -> Vec<StatedLine<'_>> {
    let fields = [
        ("outlet", article.outlet.as_slice()),
        ("title", article.title.as_slice()),
        ("title", article.other_titles.as_slice()),
        ("kicker", article.kicker.as_slice()),
        ("byline", article.byline.as_slice()),
        ("byline", article.other_bylines.as_slice()),
        ("reporter", article.reporter.as_slice()),
        ("editor", article.editor.as_slice()),
        ("contributors", article.contributors.as_slice()),
        ("section", article.section.as_slice()),
        ("tags", article.tags.as_slice()),
        ("published", article.published.as_slice()),
        ("published", article.other_dates.as_slice()),
        ("modified", article.modified.as_slice()),
        ("agencies", article.agencies.as_slice()),
        ("canonical", article.canonical.as_slice()),
    ];
    fields
        .into_iter()
        .flat_map(|(field, all)| all.iter().map(move |one| (field, one)))
        .map(|(field, one)| StatedLine {
            field,
            value: &one.value,
            how: &one.how,
            quote: &one.quote,
            page: one.page,
        })
        .collect()
}

fn value(stated: &Option<Stated<String>>) -> Option<&str> {
    stated.as_ref().map(|stated| stated.value.as_str())
}

fn values(stated: &[Stated<String>]) -> Vec<&str> {
    stated.iter().map(|stated| stated.value.as_str()).collect()
}
