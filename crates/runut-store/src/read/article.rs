//! An article as the engine has it, from its rows.

use super::{Depth, layers, span};
use crate::names::kind;
use crate::write::FIELDS;
use runut::model::{
    Article, Block, BlockKind, Guess, Origin, Original, PageId, PartRole, Reading, Removed, RemovedKind,
    Stated, Stretch,
};
use runut::wire::CodePoints;
use rusqlite::{Connection, Row, params};

/// An article with its layers.
pub(crate) fn reading(connection: &Connection, number: i64, depth: Depth) -> rusqlite::Result<Reading> {
    let mut article = connection
        .prepare_cached(
            "SELECT id, source, url, guessed, guessed_why, language, text, dateline_place, dateline_start, dateline_end,
             original_outlet, original_title, original_quote, page_id, given, origin, score FROM articles WHERE article = ?",
        )?
        .query_row(params![number], |row| head(row, depth))?;
    let text = std::mem::take(&mut article.text);
    let points = CodePoints::of(&text);
    stated(connection, number, &mut article)?;
    let mut blocks =
        connection.prepare_cached("SELECT kind, start, \"end\" FROM blocks WHERE article = ? ORDER BY n")?;
    let block = |row: &Row<'_>| {
        Ok(Block {
            kind: kind(row.get(0)?, BlockKind::Paragraph),
            span: span(&points, row.get(1)?, row.get(2)?),
        })
    };
    article.blocks = blocks.query_map(params![number], block)?.collect::<rusqlite::Result<_>>()?;
    removed(connection, number, depth, &points, &mut article)?;
    let mut annotations = layers::annotations(connection, number, depth, &points, &article)?;
    if depth != Depth::Whole {
        annotations.removed_times.clear();
    }
    article.text = text;
    Ok(Reading { article, annotations })
}

fn head(row: &Row<'_>, depth: Depth) -> rusqlite::Result<Article> {
    let text: String = row.get(6)?;
    let points = CodePoints::of(&text);
    let place: (Option<i64>, Option<i64>) = (row.get(8)?, row.get(9)?);
    let dateline = place.0.zip(place.1).map(|(start, end)| span(&points, start, end));
    let guess = |value: Option<String>, why: Option<String>| {
        value.map(|value| Guess { value, why: why.unwrap_or_default() })
    };
    let original: Option<String> = row.get(10)?;
    let origin: Origin = match depth {
        Depth::Whole => origin(row.get_ref(15)?.as_str()?),
        Depth::Tracing | Depth::Grouping => Origin::default(),
    };
    Ok(Article {
        id: row.get(0)?,
        source: row.get(1)?,
        url: row.get(2)?,
        published_guess: guess(row.get(3)?, row.get(4)?),
        language: row.get(5)?,
        dateline_place: row.get(7)?,
        dateline,
        original: match original {
            None => None,
            Some(outlet) => Some(Original {
                outlet,
                title: row.get(11)?,
                quote: row.get::<_, Option<String>>(12)?.unwrap_or_default(),
            }),
        },
        page: row.get::<_, Option<String>>(13)?.as_deref().and_then(page_id),
        given: row.get(14)?,
        article_score: row.get(16)?,
        origin,
        text,
        ..Article::default()
    })
}

fn origin(json: &str) -> Origin {
    let stretches: Vec<[u32; 4]> = serde_json::from_str(json).unwrap_or_default();
    let stretch = |[text, text_len, page, page_len]: [u32; 4]| Stretch { text, text_len, page, page_len };
    Origin { stretches: stretches.into_iter().map(stretch).collect() }
}

fn page_id(hex: &str) -> Option<PageId> {
    let mut id = [0; 16];
    if hex.len() != 32 || !hex.is_ascii() {
        return None;
    }
    for (at, byte) in id.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&hex[at * 2..at * 2 + 2], 16).ok()?;
    }
    Some(PageId(id))
}

/// What the page states of itself, each value to its field.
fn stated(connection: &Connection, number: i64, article: &mut Article) -> rusqlite::Result<()> {
    let mut rows = connection.prepare_cached(
        "SELECT field, value, how, quote, page_start, page_end FROM stated WHERE article = ? ORDER BY n",
    )?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let page: (Option<u32>, Option<u32>) = (row.get(4)?, row.get(5)?);
        let one =
            Stated { value: row.get(1)?, how: row.get(2)?, quote: row.get(3)?, page: page.0.zip(page.1) };
        let field = row.get_ref(0)?.as_str()?;
        match FIELDS.iter().position(|name| *name == field) {
            Some(0) => article.outlet = Some(one),
            Some(1) => article.title = Some(one),
            Some(2) => article.other_titles.push(one),
            Some(3) => article.kicker = Some(one),
            Some(4) => article.byline.push(one),
            Some(5) => article.other_bylines.push(one),
            Some(6) => article.reporter.push(one),
            Some(7) => article.editor = Some(one),
            Some(8) => article.contributors.push(one),
            Some(9) => article.section = Some(one),
            Some(10) => article.tags.push(one),
            Some(11) => article.published = Some(one),
            Some(12) => article.other_dates.push(one),
            Some(13) => article.modified = Some(one),
            Some(14) => article.agencies.push(one),
            Some(15) => article.canonical = Some(one),
            _ => {}
        }
    }
    Ok(())
}

fn removed(
    connection: &Connection,
    number: i64,
    depth: Depth,
    points: &CodePoints<'_>,
    article: &mut Article,
) -> rusqlite::Result<()> {
    let wanted = match depth {
        Depth::Whole => {
            "SELECT kind, role, text, at, why, page_start, page_end FROM removed WHERE article = ? ORDER BY n"
        }
        // Credits may name a source.
        Depth::Tracing | Depth::Grouping => {
            "SELECT kind, role, text, at, why, page_start, page_end FROM removed WHERE article = ? AND kind = 'credit' ORDER BY n"
        }
    };
    let mut rows = connection.prepare_cached(wanted)?;
    let mut rows = rows.query(params![number])?;
    while let Some(row) = rows.next()? {
        let role: String = row.get(1)?;
        let page: (Option<u32>, Option<u32>) = (row.get(5)?, row.get(6)?);
        let at = usize::try_from(row.get::<_, i64>(3)?).unwrap_or(usize::MAX);
        article.removed.push(Removed {
            kind: kind(row.get(0)?, RemovedKind::Other),
            role: PartRole::ALL.into_iter().find(|one| one.name() == role).unwrap_or(PartRole::Other),
            text: row.get(2)?,
            at: points.byte(at).unwrap_or(0),
            why: row.get(4)?,
            page: page.0.zip(page.1),
        });
    }
    Ok(())
}
