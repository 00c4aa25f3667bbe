//! What happened, in the newsroom's own words: sentences of the body that tell the day of what they tell.
//!
//! Most dates in a report are background. A day counts when it dates the main clause: not what stands behind "since",
//! "that" or "which", not the year of "the treaty of 1974", not the dateline.

use super::back::points_back;
use super::glued;
use super::items::{Item, anchors, width};
use super::likeness::Content;
use crate::lang::{Packs, SentenceRules};
use crate::model::{
    Anchor, ArticleIx, DateRange, EntryKind, Evidence, Reading, Span, Statement, TimeExpression, TimeKind,
};
use crate::reuse::words::is_prose;
use crate::story::{Register, is_roundup};

/// Telling words from which a sentence is one, not a label.
const SENTENCE_WORDS: usize = 5;

/// Words in small letters from which it is one: names, roles and a date alone are a line of credits.
const SMALL_WORDS: usize = 3;

/// Days from which a range is no date but an age.
const LONGEST: i64 = 366;

/// Sentences of the body in the newsroom's own voice that happened on a day, month or year that is not to come; none of a
/// round-up, which strings other reports together.
pub(super) fn happenings(at: ArticleIx, reading: &Reading, register: &Register, packs: &Packs) -> Vec<Item> {
    let article = &reading.article;
    let all = &reading.annotations;
    let mut found = Vec::new();
    if is_roundup(article.headline(), &article.language, &packs.languages) {
        return found;
    }
    for sentence in &all.sentences {
        let block = article.blocks.get(sentence.block).map(|block| block.kind);
        let text = sentence.span.of(&article.text);
        if !block.is_some_and(is_prose) || text.ends_with('?') {
            continue;
        }
        let spoken = |statement: &Statement| {
            let parts = statement.content.iter().chain(&statement.cue).chain(&statement.source);
            parts.into_iter().any(|span| span.overlaps(sentence.span))
        };
        if all.statements.iter().any(|statement| statement.voiced && spoken(statement)) {
            continue;
        }
        let dateline = article.dateline.filter(|line| sentence.span.contains(*line));
        let start = dateline.map_or(sentence.span.start, |line| line.end);
        let language = packs.languages.get(&sentence.language);
        let whole = Span { start, end: sentence.span.end };
        let own = match language {
            Some(language) if glued::refers(text, language) => continue,
            Some(language) => glued::behind_credit(whole, &article.text, language, packs),
            None => whole,
        };
        let rules = language.map(|language| &language.sentences);
        if rules.is_some_and(|rules| points_back(own, reading, rules)) {
            continue;
        }
        let times = all.times.iter().filter(|time| own.contains(time.span));
        let dating = times.filter(|time| rules.is_none_or(|rules| dates(time, own, &article.text, rules)));
        let days: Vec<DateRange> = dating.filter_map(|time| past(time, article.day())).collect();
        let Some(when) = one_time(&days) else { continue };
        let content = Content::of(&article.text, &[own], &sentence.language, packs);
        let small =
            own.of(&article.text).split_whitespace().filter(|word| word.starts_with(char::is_lowercase));
        if content.words.len() < SENTENCE_WORDS || small.count() < SMALL_WORDS {
            continue;
        }
        let lead = |c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ',' | ':');
        found.push(Item {
            article: at,
            kind: EntryKind::Event,
            statement: None,
            when,
            dated: true,
            speaker: None,
            speaker_name: None,
            addressee_name: None,
            negated: false,
            direct: false,
            title: false,
            carried: false,
            language: sentence.language.clone(),
            text: own.of(&article.text).trim_start_matches(lead).to_owned(),
            content,
            anchors: anchors(&[own], reading, register),
            evidence: Evidence::new(article, sentence.span),
            chain: Vec::new(),
        });
    }
    found
}

/// The narrowest of some days, when they may be those of one happening: a life told in a sentence has none.
fn one_time(days: &[DateRange]) -> Option<DateRange> {
    let first = days.iter().filter_map(|days| days.to).min()?;
    let last = days.iter().filter_map(|days| days.from).max()?;
    (crate::story::apart(first, last) <= LONGEST).then(|| days.iter().copied().min_by_key(width))?
}

/// The days a time expression means, when they are not to come and no age.
fn past(time: &TimeExpression, published: Option<jiff::civil::Date>) -> Option<DateRange> {
    let days = matches!(time.kind, TimeKind::Date | TimeKind::Time).then(|| time.days())??;
    let (from, _) = (days.from?, days.to?);
    // "Two hours later" is no clock: its day is that of something told before.
    let clock = time.kind != TimeKind::Time || time.value.0.contains('T');
    (clock && published.is_none_or(|day| from <= day) && width(&days) <= LONGEST).then_some(days)
}

/// Whether a time tells the day of the clause that the sentence is about.
fn dates(time: &TimeExpression, own: Span, text: &str, rules: &SentenceRules) -> bool {
    let before = Span { start: own.start, end: time.span.start }.of(text);
    let mut words = before.split_whitespace().rev().peekable();
    // A month or year behind a noun belongs to the noun ("the treaty of 1974", "banjir Maret").
    let coarse = time.days().is_some_and(|days| width(&days) > 1);
    let bare = !time.span.of(text).contains(' ') || time.anchor == Anchor::Written;
    let of_noun = |last: &&str| !last.ends_with(ends_clause) && !rules.dates(&lower(last));
    if coarse && words.peek().is_some_and(|word| rules.compares(&lower(word))) {
        return false;
    }
    if coarse && bare && words.peek().is_some_and(of_noun) {
        return false;
    }
    if of_noun_by_day(words.peek().copied(), time.span.of(text), &text[time.span.end as usize..], rules) {
        return false;
    }
    // Back to the head of the clause: a comma, or the head of the sentence.
    for word in words {
        if word.ends_with(ends_clause) {
            return true;
        }
        if rules.subordinates(&lower(word)) {
            return false;
        }
    }
    true
}

/// Whether a day belongs to a noun beside it: "the 4 June hearing", "serangan 4 Juni".
fn of_noun_by_day(before: Option<&str>, time: &str, after: &str, rules: &SentenceRules) -> bool {
    let next = after.strip_prefix([' ', '-']).and_then(|rest| rest.split_whitespace().next());
    let noun = next.filter(|word| word.starts_with(char::is_alphabetic)).map(lower);
    let determined = before.is_some_and(|word| rules.determines(&lower(word)));
    let bare = time.starts_with(|c: char| c.is_ascii_digit());
    // The determiner may be part of the time ("the 4th of June"); then it tells when.
    let inner = time.split_whitespace().next().is_some_and(|word| rules.determines(&lower(word)));
    (determined && !inner && noun.is_some())
        || noun.is_some_and(|noun| rules.is_behind_day(&noun))
        || (bare
            && before.is_some_and(|word| !word.ends_with(ends_clause) && rules.is_before_day(&lower(word))))
}

fn ends_clause(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | ')' | '”' | '"' | '–' | '—')
}

pub(super) fn lower(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}
