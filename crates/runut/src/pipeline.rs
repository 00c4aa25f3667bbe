//! The order of the stages, on one screen.

use crate::lang::Packs;
use crate::model::{Annotations, Article, Page, Reading, Story, Trace};
use crate::{disagree, extract, ner, quantity, quote, reuse, segment, story, timeline, timex};

/// Page bytes to articles with every layer; what could not be read stands beside what was.
pub fn read(page: &Page, packs: &Packs) -> Vec<Result<Reading, extract::ReadError>> {
    let annotated = |article: Result<Article, _>| article.map(|article| annotate(article, packs));
    extract::articles(page, packs).into_iter().map(annotated).collect()
}

/// What is known of an article before any layer: its language, and a marked guess where it states no date.
pub fn prepare(mut article: Article, packs: &Packs) -> Article {
    if article.language.is_empty() {
        article.language = segment::language(&article.text, &packs.languages);
    }
    if article.published.is_none() && article.published_guess.is_none() {
        let tokens = segment::tokens(&article);
        let quotations = segment::quotations(&article);
        let sentences = segment::sentences(&article, &quotations, &packs.languages);
        article.published_guess = timex::publication_guess(&article, &tokens, &sentences, packs);
    }
    article
}

/// Every layer over one article. An article that states no date gets a guessed one first, marked as such.
pub fn annotate(mut article: Article, packs: &Packs) -> Reading {
    if article.language.is_empty() {
        article.language = segment::language(&article.text, &packs.languages);
    }
    let tokens = segment::tokens(&article);
    let quotations = segment::quotations(&article);
    let sentences = segment::sentences(&article, &quotations, &packs.languages);
    if article.published.is_none() {
        article.published_guess = timex::publication_guess(&article, &tokens, &sentences, packs);
    }
    let (mentions, entities) = ner::mentions(&article, &tokens, &sentences, packs);
    let times = timex::time_expressions(&article, &tokens, &sentences, packs);
    let removed_times = timex::removed_times(&article, packs);
    let found = quote::Found {
        tokens: &tokens,
        sentences: &sentences,
        quotations: &quotations,
        mentions: &mentions,
        entities: &entities,
        times: &times,
    };
    let statements = quote::statements(&article, found, packs);
    let figures = quantity::figures(&article, &tokens, &sentences, &entities, &times, &statements, packs);
    let annotations =
        Annotations { sentences, quotations, mentions, entities, times, removed_times, statements, figures };
    let mut reading = Reading { article, annotations };
    shrink(&mut reading);
    reading
}

/// Gives back the room that growing lists kept: a trace holds every reading of a run at once.
fn shrink(reading: &mut Reading) {
    let Reading { article, annotations } = reading;
    article.text.shrink_to_fit();
    article.blocks.shrink_to_fit();
    article.removed.shrink_to_fit();
    article.removed.iter_mut().for_each(|removed| removed.text.shrink_to_fit());
    article.origin.stretches.shrink_to_fit();
    annotations.sentences.shrink_to_fit();
    annotations.quotations.shrink_to_fit();
    annotations.mentions.shrink_to_fit();
    annotations.entities.shrink_to_fit();
    for entity in &mut annotations.entities {
        entity.aliases.shrink_to_fit();
        entity.roles.shrink_to_fit();
    }
    annotations.times.shrink_to_fit();
    annotations.statements.shrink_to_fit();
    for statement in &mut annotations.statements {
        statement.content.shrink_to_fit();
        statement.cue.shrink_to_fit();
        statement.source.shrink_to_fit();
        statement.chain.shrink_to_fit();
    }
    annotations.figures.shrink_to_fit();
}

/// Readings to running stories, each with events, timeline, copies and disagreements.
///
/// The order of `readings` makes no difference to what is found.
pub fn trace(readings: &[Reading], packs: &Packs) -> Trace {
    trace_arranged(readings, packs, |_| {})
}

/// The same, with the stories arranged by the caller before anything is told of them: people merge and split.
pub fn trace_arranged(readings: &[Reading], packs: &Packs, arrange: impl FnOnce(&mut Vec<Story>)) -> Trace {
    let copies = reuse::copies(readings);
    let mut stories = story::stories(readings, packs);
    arrange(&mut stories);
    let register = story::register(readings);
    for story in &mut stories {
        let told = timeline::told(story, readings, &register, packs);
        story.timeline = timeline::timeline(story, &told, &copies, readings);
        (story.disagreements, story.terms) =
            disagree::disagreements(story, &told, readings, &register, packs);
        let inside = |article: usize| story.articles.contains(&article);
        story.agencies = reuse::agencies(&story.articles, readings);
        story.copies = copies.iter().filter(|c| inside(c.earlier) && inside(c.later)).cloned().collect();
    }
    let mut story_of = vec![None; readings.len()];
    let mut event_of = vec![String::new(); readings.len()];
    for (index, story) in stories.iter().enumerate() {
        story.articles.iter().for_each(|&article| story_of[article] = Some(index));
        for event in &story.events {
            event.articles.iter().for_each(|&article| event_of[article] = event.id.clone());
        }
    }
    Trace { stories, story_of, event_of }
}
