//! Named entities, and aliases within the article.
//!
//! Words are labelled (`label`), names cut out and weighed (`candidate`), and the article's own memory decides what
//! each is and whom it stands for (`register`).

mod affiliation;
mod blend;
mod candidate;
mod extent;
mod label;
mod office;
mod register;
pub mod tagger;
mod thing;
mod title;

use crate::lang::{Language, Packs};
use crate::model::{Article, Entity, Mention, Sentence, Tokens};
use candidate::Candidate;
use std::ops::Range;

/// Finds names of people, organisations, places, groups, works and products, and whom they stand for.
///
/// A name is a gazetteer entry, what follows a title, a run of capitalised words whose kind its words, its surroundings
/// or the rest of the article tell, or what the trained tagger takes for one; a run that nothing explains is left alone.
/// In reading order, never overlapping, each inside one sentence.
pub fn mentions(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> (Vec<Mention>, Vec<Entity>) {
    mentions_by(article, tokens, sentences, packs, Some(tagger::shipped()))
}

/// The same with another model of the tagger, or none; for `runut-train`.
#[doc(hidden)]
pub fn mentions_by(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
    model: Option<&tagger::Model>,
) -> (Vec<Mention>, Vec<Entity>) {
    let own = packs.languages.get(&article.language);
    let counts = counts(article, tokens, sentences, packs);
    let mut labels = Vec::new();
    let mut rules = Vec::new();
    let read = by_rules(article, tokens, sentences, packs, &counts, &mut labels, &mut rules);
    let names = own.and_then(|own| own.names.as_ref());
    let tagged = model.map(|model| tagged(model, tokens, packs, &read, &labels, &rules));
    if let Some(place) = &article.dateline_place {
        let is_it = |one: &Candidate<'_>| {
            let span = tokens[one.first].span.cover(tokens[one.end - 1].span);
            span.of(&article.text).to_lowercase() == place.to_lowercase()
        };
        rules.iter_mut().filter(|one| is_it(one)).for_each(|one| one.votes.place += 8);
    }
    if let Some(names) = names {
        affiliation::split(tokens, names, &mut rules);
    }
    let found = match tagged {
        Some(tagged) => {
            rules.sort_by_key(|one| (one.sentence, one.first, one.end));
            let mut found = Vec::with_capacity(rules.len());
            let mut rest = rules.as_slice();
            for (one, tagged) in read.iter().zip(&tagged) {
                let (mine, others) =
                    rest.split_at(rest.partition_point(|rule| rule.sentence <= one.sentence));
                rest = others;
                let labels = &labels[one.labels..one.labels + one.range.len()];
                blend::blend(tokens, one.range.start, labels, one.sentence, mine, tagged, &mut found);
            }
            found
        }
        None => rules,
    };
    let headlines: Vec<_> =
        read.iter().filter(|one| one.shouted).map(|one| (one.range.clone(), one.sentence)).collect();
    register::entities(&article.text, tokens, found, &headlines, names)
}

/// The tagger's names, sentence by sentence.
fn tagged(
    model: &tagger::Model,
    tokens: &Tokens,
    packs: &Packs,
    read: &[Read<'_>],
    labels: &[label::Label<'_>],
    rules: &[Candidate<'_>],
) -> Vec<Vec<tagger::Tagged>> {
    let memory = tagger::view::Memory::of(tokens, rules);
    let (mut views, mut open, mut room) = (Vec::new(), Vec::new(), tagger::Room::default());
    let names = |one: &Read<'_>| {
        let mut tagged = Vec::new();
        let language = &one.language.code;
        // Where every word has a capital, the model has nothing to go by.
        if one.shouted || model.seed(language).is_none() {
            return tagged;
        }
        let (labels, rules) = (&labels[one.labels..one.labels + one.range.len()], &rules[one.found.clone()]);
        blend::open(tokens, one.range.start, labels, rules, &mut open);
        if open.contains(&true) {
            one.views(tokens, packs, &memory, labels, rules, &mut views);
            tagger::names(model, tokens, one.range.clone(), &views, &open, language, &mut room, &mut tagged);
        }
        tagged
    };
    read.iter().map(names).collect()
}

/// The pack that reads a sentence.
fn reads<'p>(article: &Article, sentence: &Sentence, packs: &'p Packs) -> Option<&'p Language> {
    packs.languages.get(&sentence.language).or_else(|| packs.languages.get(&article.language))
}

fn counts<'t>(
    article: &Article,
    tokens: &'t Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> label::Counts<'t> {
    label::Counts::of(article, tokens, sentences, |sentence| reads(article, sentence, packs)?.names.as_ref())
}

/// A sentence read by the rules.
struct Read<'p> {
    sentence: usize,
    range: Range<usize>,
    /// Where its labels begin.
    labels: usize,
    /// Which of the candidates are its own.
    found: Range<usize>,
    /// Whether nearly every word has a capital.
    shouted: bool,
    language: &'p Language,
}

impl Read<'_> {
    fn views(
        &self,
        tokens: &Tokens,
        packs: &Packs,
        memory: &tagger::view::Memory<'_>,
        labels: &[label::Label<'_>],
        found: &[Candidate<'_>],
        views: &mut Vec<tagger::View>,
    ) {
        let others = packs.languages.iter().filter(|other| other.code != self.language.code);
        let others: Vec<_> = others.filter_map(|other| other.names.as_ref()).collect();
        let reader = tagger::view::Reader { tokens, memory, others: &others };
        reader.views(self.range.clone(), labels, found, self.shouted, views);
    }
}

/// Labels and cuts every sentence that a pack can read.
fn by_rules<'p>(
    article: &Article,
    tokens: &'p Tokens,
    sentences: &[Sentence],
    packs: &'p Packs,
    counts: &'p label::Counts<'p>,
    labels: &mut Vec<label::Label<'p>>,
    found: &mut Vec<Candidate<'p>>,
) -> Vec<Read<'p>> {
    let mut read = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let Some(language) = reads(article, sentence, packs) else { continue };
        let Some(names) = &language.names else { continue };
        let range = tokens.of_sentence(sentence.span);
        let shouted = label::all_capitals(tokens, range.clone(), label::heads(article, sentence));
        let reader = label::Reader { tokens, names, language, outlets: &packs.outlets, counts };
        let (first_label, first) = (labels.len(), found.len());
        reader.labels(range.clone(), shouted, labels);
        candidate::candidates(&reader, range.clone(), index, &labels[first_label..], shouted, found);
        // "Anggota Komisi V Rina Lestari": the numeral is the body's.
        for one in &mut found[first..] {
            let numeral =
                tokens[one.first].span.len() == 1 && matches!(tokens.lower(one.first), "i" | "v" | "x");
            if one.title.is_some() && numeral && one.end > one.first + 1 && tokens[one.first + 1].capital {
                one.first += 1;
            }
        }
        if !shouted {
            thing::things(&reader, range.clone(), index, &labels[first_label..], found, first);
        }
        read.push(Read {
            sentence: index,
            range,
            labels: first_label,
            found: first..found.len(),
            shouted,
            language,
        });
    }
    read
}

/// What the tagger sees of every sentence: its tokens and their views; for `runut-train`.
#[doc(hidden)]
pub fn views(
    article: &Article,
    tokens: &Tokens,
    sentences: &[Sentence],
    packs: &Packs,
) -> Vec<(Range<usize>, Vec<tagger::View>)> {
    let counts = counts(article, tokens, sentences, packs);
    let (mut labels, mut found) = (Vec::new(), Vec::new());
    let read = by_rules(article, tokens, sentences, packs, &counts, &mut labels, &mut found);
    let memory = tagger::view::Memory::of(tokens, &found);
    let views = |one: &Read<'_>| {
        let mut views = Vec::new();
        let labels = &labels[one.labels..one.labels + one.range.len()];
        one.views(tokens, packs, &memory, labels, &found[one.found.clone()], &mut views);
        (one.range.clone(), views)
    };
    read.iter().map(views).collect()
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
        candidate::candidates(&reader, range.clone(), 0, &labels, false, &mut found);
        thing::things(&reader, range, 0, &labels, &mut found, 0);
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
