//! An article, its parts, and what its page states of itself.

use crate::names::name;
use runut::model::{Article, Stated};
use runut::wire::CodePoints;
use rusqlite::{Connection, params};

/// Fields of an article that hold stated values, by their names in the table.
pub(crate) const FIELDS: [&str; 16] = [
    "outlet",
    "title",
    "other title",
    "kicker",
    "byline",
    "other byline",
    "reporter",
    "editor",
    "contributor",
    "section",
    "tag",
    "published",
    "other date",
    "modified",
    "agency",
    "canonical",
];

/// The values of each field, in the order of `FIELDS`.
fn stated(article: &Article) -> [&[Stated<String>]; 16] {
    [
        article.outlet.as_slice(),
        article.title.as_slice(),
        &article.other_titles,
        article.kicker.as_slice(),
        &article.byline,
        &article.other_bylines,
        &article.reporter,
        article.editor.as_slice(),
        &article.contributors,
        article.section.as_slice(),
        &article.tags,
        article.published.as_slice(),
        &article.other_dates,
        article.modified.as_slice(),
        &article.agencies,
        article.canonical.as_slice(),
    ]
}

/// Stores the article under this id, over the one that has the number already, and gives its number.
pub(crate) fn insert(
    connection: &Connection,
    number: Option<i64>,
    id: &str,
    page: i64,
    run: i64,
    article: &Article,
) -> rusqlite::Result<i64> {
    let points = CodePoints::of(&article.text);
    // Functions of SQL end a text at a NUL; another character in its place leaves every offset as it is.
    let text = article.text.replace('\0', "\u{FFFD}");
    let value = |stated: &Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.clone());
    let dateline = article.dateline.map(|span| points.place(span));
    let guess = article.published_guess.as_ref();
    let original = article.original.as_ref();
    let insert = if number.is_some() { "INSERT OR REPLACE" } else { "INSERT" };
    connection
        .prepare_cached(&format!(
            "{insert} INTO articles (article, id, page, run, source, url, outlet, title, published, guessed, guessed_why, day,
             modified, language, text, dateline_place, dateline_start, dateline_end, original_outlet, original_title,
             original_quote, page_id, score, given, origin)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ))?
        .execute(params![
            number,
            id,
            page,
            run,
            article.source,
            article.url,
            value(&article.outlet),
            value(&article.title),
            value(&article.published),
            guess.map(|guess| guess.value.as_str()),
            guess.map(|guess| guess.why.as_str()),
            article.day().map(|day| day.to_string()),
            value(&article.modified),
            article.language,
            text,
            article.dateline_place,
            dateline.map(|place| place.start),
            dateline.map(|place| place.end),
            original.map(|original| original.outlet.as_str()),
            original.and_then(|original| original.title.as_deref()),
            original.map(|original| original.quote.as_str()),
            article.page.map(|page| page.to_string()),
            article.article_score,
            article.given,
            if text == article.text { origin(article) } else { "[]".to_owned() },
        ])?;
    let number = number.unwrap_or_else(|| connection.last_insert_rowid());
    let mut insert = connection.prepare_cached("INSERT INTO stated VALUES (?, ?, ?, ?, ?, ?, ?, ?)")?;
    let fields =
        FIELDS.iter().zip(stated(article)).flat_map(|(field, all)| all.iter().map(move |one| (field, one)));
    for (n, (field, one)) in (1..).zip(fields) {
        let (start, end) = one.page.unzip();
        insert.execute(params![number, n, field, one.value, one.how, one.quote, start, end])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO blocks VALUES (?, ?, ?, ?, ?)")?;
    for (n, block) in (1..).zip(&article.blocks) {
        let place = points.place(block.span);
        insert.execute(params![number, n, name(block.kind), place.start, place.end])?;
    }
    let mut insert = connection.prepare_cached("INSERT INTO removed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
    for (n, part) in (1..).zip(&article.removed) {
        let (start, end) = part.page.unzip();
        let at = points.before(part.at);
        insert.execute(params![
            number,
            n,
            name(part.kind),
            part.role.name(),
            part.text,
            at,
            part.why,
            start,
            end
        ])?;
    }
    Ok(number)
}

/// The way back to the page, as JSON written by hand: it has hundreds of numbers an article.
fn origin(article: &Article) -> String {
    use std::fmt::Write as _;
    let mut json = String::with_capacity(article.origin.stretches.len() * 20 + 2);
    json.push('[');
    for (at, stretch) in article.origin.stretches.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let (text, text_len, page, page_len) =
            (stretch.text, stretch.text_len, stretch.page, stretch.page_len);
        let _ = write!(json, "{comma}[{text},{text_len},{page},{page_len}]");
    }
    json.push(']');
    json
}
