//! Whether a page holds an article: a score of what speaks for one and against it, and the reason where there is none.
//!
//! Index pages, galleries, films, empty shells, error and consent pages, logins, pay walls and search results are named.
//! Doubt keeps the page: an article refused is lost, a menu read as one is seen at once.

#[cfg(test)]
mod tests;

use super::draft::{Draft, Role, Sheet};
use super::{measure, shape};
use crate::lang::{Packs, tells};
use crate::model::{BlockKind, PartRole};

/// A page under this score holds no article: fifteen words of running text of which nothing else is known reach it.
const LEAST: i32 = 60;

/// Words of running text from which on it counts what a page states of itself; a news flash has twenty.
pub(crate) const FLASH: usize = 15;

/// The same where the page is known to be an article, or text alone.
pub(crate) const SURE_FLASH: usize = 9;

/// Most words of running text that a page may have and still be told by its title.
const SHORT: usize = 90;

/// Most words of running text on a page of links, pictures or a film.
const FEW: usize = 60;

/// Least linked headlines between the texts of an index page, and most words that stand between two of them.
const TEASERS: usize = 4;
const TEASER_WORDS: usize = 40;

/// What decides against an article whatever else the page states.
const DECISIVE: i32 = 1000;

/// What a page shows beside the parts it was taken apart into.
#[derive(Debug, Default)]
pub(crate) struct Signs<'p> {
    /// What it calls itself: titles of its markup, its headline, the first lines of a dump.
    pub titles: Vec<&'p str>,
    /// Whether its markup calls it an article.
    pub marked: bool,
    /// Words of running text from which on it counts what it states of itself.
    pub flash: usize,
    /// Whether its markup calls it a film.
    pub film: bool,
    /// Share of its text in links, in per cent.
    pub linked: usize,
    /// Where on the sheet lines begin that are nothing but a link as long as a headline.
    pub headlines: Vec<usize>,
    /// Whether it shows hardly a line, and has scripts.
    pub shell: bool,
}

/// How much speaks for an article, 0 to 1000; `Err` names what the page is instead, with its score.
pub(crate) fn judge(
    draft: &Draft,
    sheet: &Sheet<'_>,
    packs: &Packs,
    signs: &Signs<'_>,
) -> Result<u16, String> {
    let counts = Counts::of(draft, sheet, packs, signs);
    let objections = counts.objections(signs, packs);
    let against: i32 = objections.iter().map(|(weight, _)| weight).sum();
    let score = (counts.merits(draft, signs) - against).clamp(0, DECISIVE);
    if score >= LEAST {
        return Ok(u16::try_from(score).unwrap_or(0));
    }
    let heaviest = objections.into_iter().max_by_key(|(weight, _)| *weight).map(|(_, why)| why);
    let why = heaviest.unwrap_or_else(|| format!("too little text: {} words of running text", counts.words));
    Err(format!("{why}; score {score} of {DECISIVE}"))
}

/// What was counted over the kept parts.
#[derive(Debug, Default)]
struct Counts {
    /// Words of running text.
    words: usize,
    paragraphs: usize,
    /// Words under pictures; under those beside the text.
    captions: usize,
    pictures: usize,
    /// Most words that follow each other without a linked headline between them.
    longest: usize,
    /// Linked headlines between the first and the last paragraph.
    teasers: usize,
    /// Words of lines that a pack knows from pages without an article, and the kind of the first.
    told: usize,
    kind: Option<String>,
}

impl Counts {
    fn of(draft: &Draft, sheet: &Sheet<'_>, packs: &Packs, signs: &Signs<'_>) -> Self {
        let mut counts = Self::default();
        let (mut run, mut last) = (0, None);
        for part in &draft.parts {
            let line = &sheet.text[part.range.clone()];
            let block = match part.role {
                Role::Kept(block) => block,
                Role::Removed(PartRole::Caption, _) => {
                    counts.pictures += shape::size(line);
                    continue;
                }
                Role::Removed(..) => continue,
            };
            let size = shape::size(line);
            match block {
                BlockKind::Caption => counts.captions += size,
                BlockKind::Title | BlockKind::Subheading => {}
                _ => {
                    let above = signs.headlines.partition_point(|at| *at < part.range.start);
                    let between = above - last.replace(above).unwrap_or(above);
                    counts.teasers += between;
                    run = if between > 0 { size } else { run + size };
                    counts.longest = counts.longest.max(run);
                    counts.words += size;
                    counts.paragraphs += 1;
                    // Whoever writes so much is no error page; nothing is looked up for long articles.
                    if counts.words <= 4 * SHORT
                        && let Some(kind) = kind(line, packs)
                    {
                        counts.told += size;
                        counts.kind.get_or_insert_with(|| kind.to_owned());
                    }
                }
            }
        }
        counts
    }

    /// What speaks for an article: running text first, then what the page states of itself.
    fn merits(&self, draft: &Draft, signs: &Signs<'_>) -> i32 {
        let running = if self.teasers >= TEASERS { self.longest } else { self.words };
        let text = 4 * running.min(100) as i32;
        if self.words < signs.flash {
            return text;
        }
        let facts = &draft.facts;
        let stated = [
            (signs.marked, 150),
            (facts.title.is_some(), 100),
            (!facts.published.is_empty(), 100),
            (!facts.byline.is_empty() || !facts.agencies.is_empty(), 100),
        ];
        let stated: i32 = stated.into_iter().filter(|(there, _)| *there).map(|(_, worth)| worth).sum();
        text + 30 * self.paragraphs.min(5) as i32 + stated
    }

    /// What speaks against one, each with its weight.
    fn objections(&self, signs: &Signs<'_>, packs: &Packs) -> Vec<(i32, String)> {
        let Self { words, captions, pictures, longest, teasers, told, .. } = self;
        let mut found = Vec::new();
        if *words <= SHORT
            && let Some((title, kind)) =
                signs.titles.iter().find_map(|title| Some((title, named(title, packs)?)))
        {
            let title: String = title.trim().chars().take(60).collect();
            found.push((DECISIVE, format!("{kind}: \"{title}\"")));
        }
        if let Some(kind) = &self.kind
            && *words <= 4 * SHORT
            && told * 2 > *words
        {
            found.push((DECISIVE, format!("{kind}: {told} of {words} words say so")));
        }
        if *teasers >= TEASERS && *longest <= TEASER_WORDS {
            let weight = 60 * (*teasers).min(10) as i32;
            let weight = if signs.marked { weight / 2 } else { weight };
            found.push((
                weight,
                format!("index page: {teasers} linked headlines, {longest} words at most between two"),
            ));
        }
        if *words > FEW {
            return found;
        }
        // Beside a news flash there may be many pictures of other articles.
        let shown = captions + if *words < FLASH { *pictures } else { 0 };
        if shown > 3 * words {
            found.push((400, format!("gallery: {shown} words under pictures, {words} of running text")));
        }
        if signs.film && !signs.marked {
            found.push((600, format!("film: {words} words of running text beside it")));
        }
        if signs.linked > if *words < FLASH { 50 } else { 75 } && !signs.marked {
            found.push((
                700,
                format!("list of links: {} % of the text, {words} words of running text", signs.linked),
            ));
        }
        if signs.shell && *words < FLASH {
            found.push((100, format!("empty shell: {words} words are shown, the rest is left to scripts")));
        }
        found
    }
}

/// What kind of page without an article a line tells.
fn kind<'p>(line: &str, packs: &'p Packs) -> Option<&'p str> {
    if measure::measure(line, &packs.languages, |_, _| ()).told & tells::PAGE == 0 {
        return None;
    }
    packs.languages.iter().find_map(|language| language.furniture.as_ref()?.page_without_article(line))
}

/// The same of a title, or of one of its parts ("Muara Post | Login").
fn named<'p>(title: &str, packs: &'p Packs) -> Option<&'p str> {
    let parts = || {
        title
            .split(['|', '»', '•', '·'])
            .flat_map(|part| part.split(" - "))
            .flat_map(|part| part.split(" – "))
    };
    kind(title, packs)
        .or_else(|| parts().map(str::trim).filter(|part| !part.is_empty()).find_map(|part| kind(part, packs)))
}
