//! Titles and reasons, in the reports' own words.

use super::across::{self, Anchors, Rare};
use super::features::{fingerprint, title_terms};
use super::rarity::Rarity;
use super::vector::dot;
use crate::lang::Packs;
use crate::model::{ArticleIx, Reading};
use std::collections::BTreeMap;

/// Terms of a headline that are compared.
const TERMS: usize = 32;

/// The headline that shares most with the other reports; of equal ones the earliest. Without headlines, the id.
pub(crate) fn central_headline(reports: &[ArticleIx], readings: &[Reading], packs: &Packs) -> String {
    let mut rarity = Rarity::new(&packs.languages);
    let terms = |&at: &ArticleIx| fingerprint(&readings[at].article, &packs.languages).all;
    let all: Vec<_> = reports.iter().map(terms).collect();
    all.iter().for_each(|terms| rarity.count(terms));
    let texts: Vec<_> = all.iter().map(|terms| rarity.weigh(terms, 256)).collect();
    let central = |at: usize| -> u64 {
        let title = rarity.weigh(&title_terms(&readings[reports[at]].article), TERMS);
        texts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, text)| dot(&title, text)).sum()
    };
    let titled = (0..reports.len()).filter(|&at| !readings[reports[at]].article.headline().trim().is_empty());
    let best = titled.max_by(|&one, &two| central(one).cmp(&central(two)).then(two.cmp(&one)));
    match (best, reports.first()) {
        (Some(at), _) => readings[reports[at]].article.headline().trim().to_owned(),
        (None, Some(&first)) => opening(&readings[first]),
        (None, None) => String::new(),
    }
}

/// The first words of an untitled report.
fn opening(reading: &Reading) -> String {
    let mut words = reading.article.text.split_whitespace();
    let mut opening = words.by_ref().take(12).collect::<Vec<_>>().join(" ");
    if words.next().is_some() {
        opening.push('…');
    }
    if opening.is_empty() { reading.article.id.clone() } else { opening }
}

/// Why these reports are one event.
pub(crate) fn why_one_event(reports: &[ArticleIx], readings: &[Reading], packs: &Packs) -> String {
    if let Some(why) = probably(reports, readings, packs) {
        return why;
    }
    let days: Vec<_> = reports.iter().filter_map(|&at| readings[at].article.day()).collect();
    match (reports.len(), days.iter().min(), days.iter().max()) {
        (1, ..) => "the only report".to_owned(),
        (count, Some(first), Some(last)) if first == last => {
            format!("{count} reports of {first} with the same names and words")
        }
        (count, Some(first), Some(last)) => {
            format!("{count} reports from {first} to {last} with the same names and words")
        }
        (count, ..) => format!("{count} reports with the same names and words; their days are not known"),
    }
}

/// What reports in two languages share, where one event has both: that they tell of one happening is likely, not sure.
fn probably(reports: &[ArticleIx], readings: &[Reading], packs: &Packs) -> Option<String> {
    let mut pooled: BTreeMap<&str, (Anchors, Vec<ArticleIx>)> = BTreeMap::new();
    for &at in reports.iter().filter(|&&at| !readings[at].article.language.is_empty()) {
        let article = &readings[at].article;
        let (anchors, own) = pooled.entry(&article.language).or_default();
        anchors.add(&across::anchors(article));
        own.push(at);
    }
    let mut languages = pooled.iter();
    let ((one, left), (two, right)) = (languages.next()?, languages.next()?);
    let shared = Rare::new(&packs.languages).compare(&left.0, &right.0);
    let why = || across::why([one, two], &shared, [&left.1, &right.1], readings);
    (!shared.names.is_empty()).then(why)
}
