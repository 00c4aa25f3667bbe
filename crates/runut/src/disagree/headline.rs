//! The headline against the body: another addressee, or a claim that the body does not carry.

use super::quotations::one_mouth;
use super::{outlet, sentence};
use crate::lang::Packs;
use crate::model::{
    Act, BlockKind, Disagreement, DisagreementKind, Evidence, Polarity, Reading, Side, Statement, Story,
};
use crate::reuse::words::is_prose;
use crate::story::Register;
use crate::timeline::{Content, frame, speaker_key};

/// Where a headline says what its body does not.
pub(super) fn headlines(
    story: &Story,
    readings: &[Reading],
    register: &Register,
    packs: &Packs,
) -> Vec<Disagreement> {
    story.articles.iter().flat_map(|&at| of_article(&readings[at], register, packs)).collect()
}

fn of_article(reading: &Reading, register: &Register, packs: &Packs) -> Vec<Disagreement> {
    let kind =
        |statement: &Statement| reading.article.block_at(statement.extent().start).map(|block| block.kind);
    let affirmed = reading.annotations.statements.iter().filter(|s| s.polarity == Polarity::Affirmed);
    let (titles, rest): (Vec<&Statement>, Vec<&Statement>) =
        affirmed.partition(|statement| kind(statement) == Some(BlockKind::Title));
    let body: Vec<&Statement> =
        rest.into_iter().filter(|statement| kind(statement).is_some_and(is_prose)).collect();
    // Without a body there is nothing that could contradict the headline.
    if !reading.article.blocks.iter().any(|block| is_prose(block.kind)) {
        return Vec::new();
    }
    let mut found: Vec<Disagreement> = Vec::new();
    for title in titles {
        let Some(speaker) = key(title, reading, register) else { continue };
        let own: Vec<&Statement> = body
            .iter()
            .copied()
            .filter(|statement| {
                key(statement, reading, register).is_some_and(|k| one_mouth(reading, &k, &speaker, register))
            })
            .collect();
        let next = if own.is_empty() {
            not_carried(title, &body, reading, packs)
        } else {
            addressee(title, &own, reading, register)
                .or_else(|| turned(title, &own, reading, packs))
                .or_else(|| unheard(title, &own, reading, packs))
        };
        let same =
            |known: &Disagreement, next: &Disagreement| known.kind == next.kind && known.about == next.about;
        found.extend(next.filter(|next| !found.iter().any(|known| same(known, next))));
    }
    found
}

fn key(statement: &Statement, reading: &Reading, register: &Register) -> Option<String> {
    speaker_key(statement.speaker, statement.speaker_name.as_deref(), reading, register)
}

/// A headline's statement whose speaker says nothing in the body.
fn not_carried(
    title: &Statement,
    body: &[&Statement],
    reading: &Reading,
    packs: &Packs,
) -> Option<Disagreement> {
    let article = &reading.article;
    let language = |statement: &Statement| {
        let sentence = reading.annotations.sentences.get(statement.sentence);
        sentence.map_or(article.language.clone(), |sentence| sentence.language.clone())
    };
    let content =
        |statement: &Statement| Content::of(&article.text, &statement.content, &language(statement), packs);
    let claim = content(title);
    // Somebody unnamed in the body may be the speaker: doubt, so nothing is shown.
    let maybe = |statement: &&&Statement| {
        let shared = claim.shared(&content(statement));
        statement.speaker_name.is_none() && statement.speaker.is_none() && shared * 2 >= claim.words.len()
    };
    if body.iter().any(|statement| maybe(&statement)) {
        return None;
    }
    let speaker = title.speaker_name.clone()?;
    let prose = reading
        .annotations
        .sentences
        .iter()
        .filter(|sentence| article.blocks.get(sentence.block).is_some_and(|block| is_prose(block.kind)));
    let nearest = prose.max_by_key(|sentence| {
        let words = Content::of(&article.text, &[sentence.span], &sentence.language, packs);
        (claim.shared(&words), std::cmp::Reverse(sentence.span))
    })?;
    // The newsroom tells the same in its own words: the body carries it.
    let told = Content::of(&article.text, &[nearest.span], &nearest.language, packs);
    let named = told.plain.contains(&speaker.to_lowercase());
    if named && claim.shared(&told) * 2 > claim.words.len() {
        return None;
    }
    let body = Side {
        says: format!("body: nothing that {speaker} said; this comes nearest"),
        evidence: Evidence::new(article, nearest.span),
    };
    let why = format!("the body has no statement by {speaker}");
    Some(against_body(&speaker, title, body, why, reading))
}

/// A headline's claim set against what the body has instead.
fn against_body(
    speaker: &str,
    title: &Statement,
    body: Side,
    why: String,
    reading: &Reading,
) -> Disagreement {
    let headline =
        Side { says: format!("headline: {speaker} says so"), evidence: sentence(reading, title.extent()) };
    Disagreement {
        kind: DisagreementKind::Headline,
        about: format!("{speaker} in the headline of {}", outlet(reading)),
        sides: vec![headline, body],
        likely: None,
        why,
    }
}

/// Telling words from which a headline's claim can be looked for in the body.
const CLAIM_WORDS: usize = 2;

/// A headline's claim of which the body has no word, though its speaker is heard there: names apart, which are in
/// every claim about them.
fn unheard(title: &Statement, own: &[&Statement], reading: &Reading, packs: &Packs) -> Option<Disagreement> {
    let article = &reading.article;
    let annotations = &reading.annotations;
    let language = &annotations.sentences.get(title.sentence)?.language;
    let claim = Content::of(&article.text, &title.content, language, packs);
    let names: Vec<&str> =
        annotations.mentions.iter().map(|mention| mention.whole.of(&article.text)).collect();
    let names = names.join(" ").to_lowercase();
    let words = claim.words.iter().filter(|word| !names.split(' ').any(|name| name == word.as_str()));
    let words: Vec<&String> = words.filter(|word| !word.starts_with(|c: char| c.is_ascii_digit())).collect();
    if words.len() < CLAIM_WORDS {
        return None;
    }
    let prose = article.blocks.iter().filter(|block| is_prose(block.kind));
    let prose: Vec<_> = prose.map(|block| block.span).collect();
    let body = Content::of(&article.text, &prose, language, packs);
    let kin = |word: &str| body.words.iter().any(|other| head(other) == head(word));
    if words.iter().any(|word| body.has(word) || kin(word)) {
        return None;
    }
    let speaker = title.speaker_name.clone()?;
    let nearest = own.first()?;
    let body = Side {
        says: format!("body: {speaker} says other things"),
        evidence: sentence(reading, nearest.extent()),
    };
    let why = "no word of the headline's claim stands in the body".to_owned();
    Some(against_body(&speaker, title, body, why, reading))
}

/// Letters by which two forms of one word are told ("filling", "filled").
const HEAD: usize = 4;

fn head(word: &str) -> &str {
    word.char_indices().nth(HEAD).map_or(word, |(at, _)| &word[..at])
}

/// A headline that has its speaker affirm what the body has them deny, or the other way round.
fn turned(title: &Statement, own: &[&Statement], reading: &Reading, packs: &Packs) -> Option<Disagreement> {
    let article = &reading.article;
    let content = |statement: &Statement| {
        let language = reading.annotations.sentences.get(statement.sentence)?.language.as_str();
        Some(Content::of(&article.text, &statement.content, language, packs))
    };
    let claim = content(title)?;
    let denies = |statement: &Statement| statement.act == Act::Deny;
    let alike = |statement: &&&Statement| {
        content(statement).is_some_and(|words| claim.shared(&words) * 2 > claim.words.len())
    };
    let same: Vec<&&Statement> = own.iter().filter(alike).collect();
    let against = same.first()?;
    if claim.words.len() < CLAIM_WORDS || same.iter().any(|statement| denies(statement) == denies(title)) {
        return None;
    }
    let speaker = title.speaker_name.clone()?;
    let (headline, body) = if denies(title) { ("denies", "affirms") } else { ("affirms", "denies") };
    let body =
        Side { says: format!("body: {speaker} {body} it"), evidence: sentence(reading, against.extent()) };
    let why = format!("in the headline {speaker} {headline} what the body has otherwise");
    Some(against_body(&speaker, title, body, why, reading))
}

/// A headline's addressee whom no statement of the speaker in the body has, though others are named there.
fn addressee(
    title: &Statement,
    own: &[&Statement],
    reading: &Reading,
    register: &Register,
) -> Option<Disagreement> {
    let whom = |statement: &Statement| {
        speaker_key(statement.addressee, statement.addressee_name.as_deref(), reading, register)
    };
    let headline = whom(title)?;
    let outer = |statement: &Statement| frame(statement, reading);
    let all = own.iter().copied().chain(own.iter().filter_map(|statement| outer(statement)));
    let told: Vec<(&Statement, String)> =
        all.filter_map(|statement| Some((statement, whom(statement)?))).collect();
    if told.iter().any(|(_, name)| one_mouth(reading, name, &headline, register)) {
        return None;
    }
    let (body, _) = told.first()?;
    let name = |statement: &Statement| statement.addressee_name.clone().unwrap_or_default();
    Some(Disagreement {
        kind: DisagreementKind::Addressee,
        about: format!(
            "to whom {} spoke ({})",
            title.speaker_name.as_deref().unwrap_or("the speaker"),
            outlet(reading)
        ),
        sides: vec![
            Side { says: format!("headline: {}", name(title)), evidence: sentence(reading, title.extent()) },
            Side { says: format!("body: {}", name(body)), evidence: sentence(reading, body.extent()) },
        ],
        likely: Some(name(body)),
        why: "the body names whom it was said to, the headline another".to_owned(),
    })
}
