//! The status of a claim: left open by one report, told as a fact by another.
//!
//! The doubt may stand in the sentence itself ("has reportedly closed") or in the next ("The report has not been
//! confirmed"). What somebody else is quoted with is attributed, not told as a fact.

use super::own_words::OwnWords;
use super::{outlet, sentence};
use crate::lang::{Packs, Wordings};
use crate::model::{BlockKind, Disagreement, DisagreementKind, Evidence, Reading, Sentence, Side, Story};
use crate::segment;
use crate::story::apart;
use crate::timeline::Content;

/// Telling words from which two sentences can be compared.
const WORDS: usize = 4;

/// The same of the report that tells it as a fact, where that is the shorter: it must be half of the claim at least, no
/// detail of it.
const FACT_WORDS: usize = 5;

/// Share of the shorter claim's telling words that the other must have.
const SAME: f64 = 0.7;

/// Days between two reports up to which the doubt of one is a contradiction and not an earlier state.
const NEAR: i64 = 1;

/// A claim of one report.
struct Claim<'r> {
    reading: &'r Reading,
    sentence: &'r Sentence,
    content: Content,
    /// The sentence that leaves it open, itself or the next.
    doubt: Option<&'r Sentence>,
    title: bool,
}

/// Whether a text has a word of doubt; for the examples of packs.
pub(crate) fn leaves_open(text: &str, wordings: &Wordings) -> bool {
    let mut tokens = crate::model::Tokens::default();
    segment::words(text, crate::model::Span::new(0, text.len()), &mut tokens);
    wordings.doubt(&tokens, 0, tokens.len()).is_some()
}

/// Claims that one outlet leaves open and another tells as a fact, on one or two days.
pub(super) fn statuses(story: &Story, readings: &[Reading], packs: &Packs) -> Vec<Disagreement> {
    let claims: Vec<Vec<Claim<'_>>> = story.articles.iter().map(|&at| claims(&readings[at], packs)).collect();
    let mut found: Vec<Disagreement> = Vec::new();
    let mut open: Vec<&Claim<'_>> = claims.iter().flatten().filter(|claim| claim.doubt.is_some()).collect();
    // The body says it in full; the headline stands for it only where the body does not.
    open.sort_by_key(|claim| claim.title);
    for open in open {
        let facts = claims.iter().flatten().filter(|fact| contradicts(open, fact));
        let best = facts.max_by_key(|fact| (!fact.title, open.content.shared(&fact.content)));
        let Some(fact) = best else { continue };
        let known = |one: &Disagreement| {
            one.sides[0].evidence.article == open.reading.article.id
                && one.sides[1].evidence.article == fact.reading.article.id
        };
        if !found.iter().any(known) {
            found.push(disagreement(open, fact));
        }
    }
    found
}

/// The sentences of one article that claim something in the newsroom's own voice.
fn claims<'r>(reading: &'r Reading, packs: &Packs) -> Vec<Claim<'r>> {
    let words = OwnWords::of(reading);
    let blocks = &reading.article.blocks;
    let mut found: Vec<Claim<'r>> = Vec::new();
    for sentence in words.sentences() {
        let Some(wordings) = wordings(sentence, packs) else { continue };
        let range = words.tokens.within(sentence.span);
        let doubt = wordings.doubt(&words.tokens, range.start, range.end);
        // "The report has not been confirmed, officials said" leaves it open whoever says so.
        let back = doubt.is_some() && wordings.points_back(&words.tokens, range.start, range.end);
        let covered =
            |(from, end): &(usize, usize)| words.tokens[*from].span.cover(words.tokens[*end - 1].span);
        let doubt = doubt.filter(|tokens| words.own(covered(tokens)));
        if back && let Some(before) = found.last_mut().filter(|before| !before.title) {
            before.doubt = Some(sentence);
            continue;
        }
        let asks = sentence.span.of(&reading.article.text).trim_end().ends_with('?');
        let content = Content::of(&reading.article.text, &[sentence.span], &sentence.language, packs);
        // "The plane that reportedly fell is a Kordel 7": the doubt is not about what the sentence tells.
        let aside =
            doubt.is_some_and(|(from, _)| from > range.start && of_clause(&words, from - 1, sentence, packs));
        let hedged = doubt.is_none() && wordings.hedges(&words.tokens, range.start, range.end);
        let plain = doubt.is_some() || !words.attributed(sentence);
        if asks || aside || hedged || !plain || content.words.len() < WORDS {
            continue;
        }
        let title = blocks.get(sentence.block).is_some_and(|block| block.kind == BlockKind::Title);
        found.push(Claim { reading, sentence, content, doubt: doubt.map(|_| sentence), title });
    }
    found
}

/// Whether the word at a token begins a clause of its own.
fn of_clause(words: &OwnWords<'_>, at: usize, sentence: &Sentence, packs: &Packs) -> bool {
    let rules = packs.languages.get(&sentence.language).map(|language| &language.sentences);
    rules.is_some_and(|rules| rules.subordinates(words.tokens.lower(at)))
}

fn wordings<'p>(sentence: &Sentence, packs: &'p Packs) -> Option<&'p Wordings> {
    packs.languages.get(&sentence.language)?.wordings.as_ref()
}

/// Whether the second tells as a fact what the first leaves open.
fn contradicts(open: &Claim<'_>, fact: &Claim<'_>) -> bool {
    let days = (open.reading.article.day(), fact.reading.article.day());
    let near = matches!(days, (Some(one), Some(two)) if apart(one, two).abs() <= NEAR);
    let (asked, told) = (open.content.words.len(), fact.content.words.len());
    let fewest = asked.min(told);
    fact.doubt.is_none()
        && (told >= asked || (told >= FACT_WORDS && open.content.shared(&fact.content) * 2 >= asked))
        && near
        && outlet(open.reading) != outlet(fact.reading)
        && open.sentence.language == fact.sentence.language
        && open.content.shared(&fact.content) as f64 >= SAME * fewest as f64
}

fn disagreement(open: &Claim<'_>, fact: &Claim<'_>) -> Disagreement {
    let doubt = open.doubt.unwrap_or(open.sentence);
    let whole = open.sentence.span.cover(doubt.span);
    Disagreement {
        kind: DisagreementKind::Status,
        about: super::dates::shortened(fact.sentence.span.of(&fact.reading.article.text)),
        sides: vec![
            Side {
                says: format!("{}: left open", outlet(open.reading)),
                evidence: Evidence::new(&open.reading.article, whole),
            },
            Side {
                says: format!("{}: told as a fact", outlet(fact.reading)),
                evidence: sentence(fact.reading, fact.sentence.span),
            },
        ],
        likely: None,
        why: "one report leaves it open whether it is so, the other tells it as a fact".to_owned(),
    }
}
