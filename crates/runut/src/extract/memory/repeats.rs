//! Reading with a memory: lines that repeat on a site are furniture, and a line that is another page's title is a
//! teaser. The more a line looks like running text, the more of the site's pages must carry it: follow-up stories
//! repeat whole paragraphs of the first, and those are body every time.

use super::{SiteMemory, TELLING, hash, key, site};
use crate::extract::draft::{Draft, Role, Sheet};
use crate::extract::measure;
use crate::extract::shape::Shape;
use crate::lang::{Languages, Packs};
use crate::model::{Article, BlockKind, PartRole, Removed};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Fewest pages of a site that must carry a line.
const FEWEST: u32 = 3;

/// Fewest pages of a site of which a paragraph must stand on four of five to be its boilerplate.
const ENOUGH: u32 = 10;

/// Fewest words of a sentence that is taken for a paragraph.
const PARAGRAPH: usize = 12;

/// What repeats on each site.
#[derive(Debug, Default)]
pub struct Repeats {
    pub(super) sites: BTreeMap<String, Known>,
}

/// What repeats on one site.
#[derive(Debug)]
pub(super) struct Known {
    pages: u32,
    /// Pages on which a line stands.
    lines: FxHashMap<u64, u32>,
    titles: FxHashSet<u64>,
}

impl Repeats {
    pub(super) fn of(memory: &SiteMemory) -> Self {
        let known = |(name, site): (&String, &super::Site)| {
            let mut lines: FxHashMap<u64, u32> = FxHashMap::default();
            site.pages.values().flatten().for_each(|line| *lines.entry(*line).or_default() += 1);
            lines.retain(|_, pages| *pages >= FEWEST);
            let titles = site.titles.iter().copied().collect();
            (name.clone(), Known { pages: site.pages.len() as u32, lines, titles })
        };
        Self { sites: memory.sites.iter().map(known).collect() }
    }
}

impl Known {
    #[cfg(test)]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// What a kept line is, when the site's other pages say that it is no part of this one.
    fn furniture(&self, line: &str, own: u64, shape: &Shape) -> Option<(PartRole, String)> {
        let hash = hash(line)?;
        if hash != own && shape.words >= TELLING && self.titles.contains(&hash) {
            return Some((PartRole::Related, "the title of another page of this site".to_owned()));
        }
        let pages = *self.lines.get(&hash)?;
        let enough = match shape.words {
            // A label may well be a subheading of the trade ("What we know"), a short sentence somebody's answer.
            words if shape.ends && words >= PARAGRAPH => pages >= ENOUGH && pages * 5 >= self.pages * 4,
            _ if shape.ends => pages * 4 >= self.pages,
            words if words < TELLING => pages * 10 >= self.pages,
            _ => true,
        };
        let why = || format!("stands on {pages} of {} pages of this site", self.pages);
        enough.then(|| (PartRole::Navigation, why()))
    }
}

/// Whether memory may touch a part of this kind: titles are the page's own, captions go with their pictures.
fn open(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Title | BlockKind::Caption)
}

/// Takes out of a draft what the site's other pages say is none of it.
pub(crate) fn revise(
    draft: &mut Draft,
    sheet: &Sheet<'_>,
    url: Option<&str>,
    packs: &Packs,
    repeats: Option<&Repeats>,
) {
    let Some(repeats) = repeats else { return };
    let facts = &draft.facts;
    let outlet = facts.outlets.iter().min_by_key(|(rank, _)| *rank);
    let outlet = outlet.map_or("", |(_, outlet)| outlet.value.as_str());
    let url = facts.url.as_deref().or(url);
    let Some(known) = site(url, outlet).and_then(|name| repeats.sites.get(&name)) else { return };
    let title = facts.title.as_ref().map_or("", |title| title.value.as_str());
    let (own, _) = key(title, url, "");
    for part in &mut draft.parts {
        if !matches!(part.role, Role::Kept(kind) if open(kind)) {
            continue;
        }
        let line = &sheet.text[part.range.clone()];
        let shape = measure::shape(line, &packs.languages);
        if let Some((role, why)) = known.furniture(line, own, &shape) {
            part.role = Role::Removed(role, why);
        }
    }
}

/// The same for an article whose text somebody else cut: its text stays, only blocks go.
pub(crate) fn forget(article: &mut Article, languages: &Languages, repeats: Option<&Repeats>) {
    let Some(repeats) = repeats else { return };
    let url = article.url.as_deref();
    let name = site(url, article.outlet_name());
    let Some(known) = name.and_then(|name| repeats.sites.get(&name)) else { return };
    let (own, _) = key(article.headline(), url, &article.id);
    let (text, removed) = (&article.text, &mut article.removed);
    article.blocks.retain(|block| {
        let line = block.span.of(text);
        let shape = measure::shape(line, languages);
        let Some((role, why)) = known.furniture(line, own, &shape).filter(|_| open(block.kind)) else {
            return true;
        };
        let (kind, text) = (role.removed(), line.to_owned());
        removed.push(Removed { kind, role, text, at: block.span.start, why, page: None });
        false
    });
    removed.sort_by_key(|part| part.at);
}
