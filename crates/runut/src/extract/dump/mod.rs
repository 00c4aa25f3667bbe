//! Text dumps: the visible text of a page, line by line, without any markup.
//!
//! What a pack knows of a line comes first. Then anchors: a dateline begins the body; a sign-off, an editor's line or
//! the first label of other articles ends it. A learned model judges what is left, seeing each line among the others.

mod anchors;
mod judge;
mod line;
mod measures;
mod roles;
mod segment;
mod topics;
mod words;

pub(crate) use judge::{features, measured};
pub(crate) use roles::{part_role, removed, under_label};

use super::date_order;
use super::decode::Decoded;
use super::draft::{Draft, Part, Role, Sheet};
use super::explain::Judged;
use super::memory::{self, Repeats};
use super::no_article::{self, Signs};
use super::{credits, head, look};
use crate::lang::{OutletKind, Packs};
use crate::model::{Article, Span};
use crate::segment as language;
use crate::trees::Forest;
use std::ops::Range;

/// The article of a text dump; `Err` says why there is none.
pub(crate) fn article(
    page: &Decoded<'_>,
    url: Option<&str>,
    packs: &Packs,
    repeats: Option<&Repeats>,
) -> Result<Article, String> {
    article_by(page, url, packs, repeats, judge::shipped())
}

/// The same by another model.
pub(crate) fn article_by(
    page: &Decoded<'_>,
    url: Option<&str>,
    packs: &Packs,
    repeats: Option<&Repeats>,
    forest: &Forest,
) -> Result<Article, String> {
    let language = language::language(&page.text, &packs.languages);
    let sheet = Sheet { text: &page.text, origin: &page.origin };
    let mut draft = draft_by(&sheet, packs, &language, forest)?;
    date_order::settle(&sheet, url, &[], packs, &mut draft.facts);
    memory::revise(&mut draft, &sheet, url, packs, repeats);
    let title = draft.facts.title.as_ref().map(|title| title.value.as_str());
    // Above a headline stand menus, where any article has its "Login".
    let first = look::lines(&page.text).into_iter().take(if title.is_some() { 0 } else { 3 });
    let titles = title.into_iter().chain(first.map(|line| &page.text[line])).collect();
    let signs = Signs { titles, flash: no_article::SURE_FLASH, ..Signs::default() };
    let score = no_article::judge(&draft, &sheet, packs, &signs)?;
    Ok(Article { article_score: Some(score), ..draft.article(&sheet) })
}

/// What the model that ships makes of each line.
pub(crate) fn judged(page: &Decoded<'_>, packs: &Packs) -> Vec<Judged> {
    let language = language::language(&page.text, &packs.languages);
    let names = features();
    let judged = |(range, row): (Range<usize>, Vec<i32>)| {
        let place = page.origin.page_range(Span::new(range.start, range.end))?;
        Some(Judged::new(place, judge::shipped(), &row, &names))
    };
    measured(&page.text, packs, &language).into_iter().filter_map(judged).collect()
}

/// Lines of a text that may be as short as they like: more than any list in an article has.
const MOST_LINES: usize = 5_000;

/// Bytes that a line has on average in a text of more lines than that; an article's have ten times as many.
const SHORTEST: usize = 12;

/// Takes a text dump apart by the model that ships; `Err` says why it holds no article.
pub(crate) fn draft(sheet: &Sheet<'_>, packs: &Packs, language: &str) -> Result<Draft, String> {
    draft_by(sheet, packs, language, judge::shipped())
}

fn draft_by(sheet: &Sheet<'_>, packs: &Packs, language: &str, forest: &Forest) -> Result<Draft, String> {
    let lines = look::lines(sheet.text);
    if lines.len() > MOST_LINES && sheet.text.len() < lines.len() * SHORTEST {
        return Err(format!("{} lines of a word or two, no running text", lines.len()));
    }
    let looks = look::looks(sheet.text, &lines, packs, language);
    let Some(ruled) = anchors::body(&looks) else {
        return Err(format!("{} lines, none of them running text", lines.len()));
    };
    let verdicts = judge::verdicts(sheet, &looks, ruled.clone(), forest);
    let first = verdicts.iter().position(|verdict| verdict.keep);
    let last = verdicts.iter().rposition(|verdict| verdict.keep);
    let body = first.zip(last).map_or(ruled, |(first, last)| first..last + 1);
    let mut draft = Draft::default();
    head::read(sheet, packs, &looks, &body, &mut draft);
    roles::read_body(sheet, packs, &looks, &verdicts, &body, &mut draft);
    let mut related = false;
    for at in body.end..looks.len() {
        let (kind, why) = roles::after_body(&looks, at, &mut related);
        credits::read(sheet, packs, &looks[at], &mut draft.facts);
        draft.parts.push(Part { range: looks[at].range.clone(), role: Role::Removed(kind, why) });
    }
    for look in &looks {
        if let Some((outlet, mark)) = packs.outlets.marked(&sheet.text[look.range.clone()]) {
            let how = format!("words of its pages: {mark:?}");
            draft.facts.outlets.push((6, sheet.stated(&outlet.name, how, look.range.clone())));
        }
        // The page's own name above its menu; agencies stand alone on lines that say whose a report is.
        let line = sheet.text[look.range.clone()].trim();
        if let Some(known) = packs.outlets.named(line).filter(|known| known.kind == OutletKind::Outlet) {
            draft.facts.outlets.push((5, sheet.stated(&known.name, "line of its own", look.range.clone())));
        }
    }
    topics::read(sheet, &looks, &body, &mut draft);
    Ok(draft)
}
