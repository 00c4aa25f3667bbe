//! Times in the removed parts of a page: told, never resolved, because a teaser's clock is the crawler's.

use super::grammar::Grammars;
use super::resolve::{Context, resolve};
use crate::lang::Packs;
use crate::model::{Anchor, Article, RemovedTime, Sentence, Span, Tokens};
use crate::segment;

/// Temporal expressions in the removed parts of the page.
///
/// "16 jam lalu" keeps its bare length (`PT16H`) with the anchor `Crawl`; what is written out in full (a date line,
/// the year of a copyright notice) keeps its value; what points to a day ("hari ini", "Kamis") stays open.
pub fn removed_times(article: &Article, packs: &Packs) -> Vec<RemovedTime> {
    let grammars = Grammars::of(&packs.languages);
    let mut times = Vec::new();
    for (index, removed) in article.removed.iter().enumerate() {
        let span = Span::new(0, removed.text.len());
        let mut tokens = Tokens::default();
        segment::words(&removed.text, span, &mut tokens);
        let sentence = Sentence { span, block: 0, language: article.language.clone() };
        for raw in grammars.find(&removed.text, &tokens, &[sentence]) {
            let context = Context { crawl: true, holidays: raw.holidays, ..Context::default() };
            let Some(mut resolved) = resolve(raw.rule, &raw.parts, &context) else { continue };
            if resolved.anchor == Anchor::Published {
                resolved.anchor = Anchor::Crawl;
            }
            if resolved.anchor == Anchor::Crawl && resolved.why.is_none() {
                resolved.why = Some("in a removed part of the page, whose clock is not known".to_owned());
            }
            times.push(RemovedTime { removed: index, time: super::expression(&raw, resolved) });
        }
    }
    times
}
