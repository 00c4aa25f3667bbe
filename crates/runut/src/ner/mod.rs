//! Named entities, and aliases within the article.
//!
//! Words are labelled (`label`), names cut out and weighed (`candidate`), and the article's own memory decides what
//! each is and whom it stands for (`register`).

mod affiliation;
mod candidate;
mod extent;
mod label;
mod office;
mod register;
mod title;

use crate::lang::{Language, Packs};
use crate::model::{Article, Entity, Mention, Sentence, Tokens};
use candidate::Candidate;

/// Finds names of people, organisations, places, groups, works and products, and whom they stand for.
///
/// A name is a gazetteer entry, what follows a title, or a run of capitalised words whose kind its words, its
/// surroundings or the rest of the article tell; a run that nothing explains is left alone. In reading order, never
/// overlapping, each inside one sentence.
pub fn mentions(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> (Vec<Mention>, Vec<Entity>) {
    let own = packs.languages.get(&article.language);
    let reads = |sentence: &Sentence| packs.languages.get(&sentence.language).or(own);
    let counts = label::Counts::of(article, tokens, sentences, |sentence| reads(sentence)?.names.as_ref());
    let mut found: Vec<Candidate> = Vec::new();
    let mut labels = Vec::new();
    let mut headlines = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let Some(language) = reads(sentence) else { continue };
        let Some(names) = &language.names else { continue };
        let range = tokens.within(sentence.span);
        let capitals = label::all_capitals(tokens, range.clone(), label::heads(article, sentence));
        let reader = label::Reader { tokens, names, language, outlets: &packs.outlets, counts: &counts };
        reader.labels(range.clone(), capitals, &mut labels);
        candidate::candidates(&reader, range.clone(), index, &labels, capitals, &mut found);
        if capitals {
            headlines.push((range, index));
        }
    }
    if let Some(place) = &article.dateline_place {
        let is_it = |one: &Candidate<'_>| {
            let span = tokens[one.first].span.cover(tokens[one.end - 1].span);
            span.of(&article.text).to_lowercase() == place.to_lowercase()
        };
        found.iter_mut().filter(|one| is_it(one)).for_each(|one| one.votes.place += 8);
    }
    if let Some(names) = own.and_then(|own| own.names.as_ref()) {
        affiliation::split(tokens, names, &mut found);
    }
    register::entities(&article.text, tokens, found, &headlines, own.and_then(|own| own.names.as_ref()))
}

/// The names of one sentence as pack examples write them: `kind: name`, and `name: role`.
pub(crate) fn in_sentence(text: &str, language: &Language) -> (Vec<String>, Vec<String>) {
    use crate::model::{Block, BlockKind, Span};
    let span = Span::new(0, text.len());
    let article = Article {
        text: text.to_owned(),
        blocks: vec![Block { kind: BlockKind::Paragraph, span }],
        language: language.code.clone(),
        ..Article::default()
    };
    let tokens = crate::segment::tokens(&article);
    let outlets = crate::lang::Outlets::default();
    let range = tokens.within(span);
    let sentence = Sentence { span, block: 0, language: language.code.clone() };
    let counts =
        label::Counts::of(&article, &tokens, std::slice::from_ref(&sentence), |_| language.names.as_ref());
    let mut found = Vec::new();
    if let Some(names) = &language.names {
        let reader = label::Reader { tokens: &tokens, names, language, outlets: &outlets, counts: &counts };
        let mut labels = Vec::new();
        reader.labels(range.clone(), false, &mut labels);
        candidate::candidates(&reader, range, 0, &labels, false, &mut found);
    }
    let (mentions, entities) = register::entities(text, &tokens, found, &[], language.names.as_ref());
    let kind = |mention: &Mention| format!("{:?}", mention.kind).to_lowercase();
    let names = mentions.iter().map(|mention| format!("{}: {}", kind(mention), mention.span.of(text)));
    let roles = mentions.iter().flat_map(|mention| {
        let roles = entities[mention.entity].roles.iter();
        roles.map(|role| format!("{}: {role}", mention.span.of(text)))
    });
    (names.collect(), roles.collect())
}

#[cfg(test)]
mod tests;
