//! Same thing, different date, figure, wording, speaker or addressee; headline against body.
//!
//! Only what cannot both hold is shown: bounds that include each other, a figure that grows from day to day, and
//! two utterances that only look alike are no contradictions.

mod addressees;
mod counted;
mod dates;
mod figures;
mod headline;
mod own_words;
mod quotations;
mod status;
mod terms;
#[cfg(test)]
mod tests;

use crate::lang::Packs;
use crate::model::{Development, Disagreement, Evidence, Reading, Side, Span, Story, Terms};
use crate::story::Register;
use crate::timeline::Told;

pub(crate) use status::leaves_open;

/// What is found over the reports of one story.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Where they contradict each other or themselves, by kind, then as the articles stand.
    pub disagreements: Vec<Disagreement>,
    /// Figures that grew.
    pub developments: Vec<Development>,
    /// Which outlet calls one thing by which word.
    pub terms: Vec<Terms>,
}

/// Where the reports of one story contradict each other, what grew, and which words they choose.
pub fn disagreements(
    story: &Story,
    told: &[Told],
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> Found {
    let mut found = dates::slips(story, readings);
    found.extend(dates::days(told, readings));
    let (figures, developments) = figures::figures(story, readings, register, packs);
    found.extend(figures);
    found.extend(quotations::wordings(told, readings));
    found.extend(quotations::speakers(story, told, readings));
    found.extend(addressees::addressees(told, readings, register));
    found.extend(status::statuses(story, readings, packs));
    let (terms, words) = terms::terms(story, readings, register, packs);
    found.extend(words);
    found.extend(headline::headlines(story, readings, register, packs));
    let place = |side: &Side| {
        let at = story.articles.iter().position(|&at| readings[at].article.id == side.evidence.article);
        (at, side.evidence.span)
    };
    found.sort_by_cached_key(|one| {
        (one.kind, one.sides.iter().map(place).collect::<Vec<_>>(), one.about.clone())
    });
    found.dedup();
    Found { disagreements: found, developments, terms }
}

/// How people would call an article: its outlet, else its id.
fn outlet(reading: &Reading) -> &str {
    let name = reading.article.outlet_name();
    if name.is_empty() { &reading.article.id } else { name }
}

/// The sentence at a span, as evidence; the span itself where no sentence is known.
fn sentence(reading: &Reading, span: Span) -> Evidence {
    let sentences = &reading.annotations.sentences;
    let held = sentences.iter().find(|sentence| sentence.span.contains(span));
    Evidence::new(&reading.article, held.map_or(span, |sentence| sentence.span))
}
