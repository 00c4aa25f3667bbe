//! The order of the stages, on one screen.

use crate::lang::Packs;
use crate::model::{Annotations, Article, ArticleIx, CopyLink, Page, Reading, Story, Trace};
use crate::{disagree, extract, identity, ner, quantity, quote, reuse, segment, story, timeline, timex};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut untold = untold(readings, packs, |_| {});
    let mut stories = std::mem::take(&mut untold.stories);
    stories.iter_mut().for_each(|story| untold.tell(story, readings, packs));
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

/// Stories of which nothing is told yet, with what is known over all readings together. What a story tells follows
/// from its own readings, from `copies_in` and from `known_as` of the names in them: who keeps what was told before
/// need tell only the stories in which one of these changed.
#[derive(Clone, Debug, Default)]
pub struct Untold {
    /// Largest first, each with its articles and events.
    pub stories: Vec<Story>,
    copies: Vec<CopyLink>,
    /// Places in `copies` by their earlier article.
    copied: BTreeMap<ArticleIx, Vec<usize>>,
    register: story::Register,
}

/// Readings to running stories, arranged by the caller before anything is told of them: people merge and split.
///
/// Of the layers only names, times and statements are asked, and of these only what they name and when.
pub fn untold(readings: &[Reading], packs: &Packs, arrange: impl FnOnce(&mut Vec<Story>)) -> Untold {
    let copies = reuse::copies(readings);
    let mut copied: BTreeMap<ArticleIx, Vec<usize>> = BTreeMap::new();
    copies.iter().enumerate().for_each(|(at, copy)| copied.entry(copy.earlier).or_default().push(at));
    let mut stories = story::stories(readings, packs);
    arrange(&mut stories);
    Untold { stories, copies, copied, register: story::register(readings) }
}

impl Untold {
    /// Tells a story: its names, timeline, contradictions, words, agencies and copies. Only its own readings are looked at.
    pub fn tell(&self, story: &mut Story, readings: &[Reading], packs: &Packs) {
        story.names = identity::identities(story, readings, packs);
        let register = self.register.settled(&story.names, readings);
        let told = timeline::told(story, readings, &register, packs);
        story.copies = self.copies_in(story).cloned().collect();
        reuse::slips(&mut story.copies, readings);
        story.timeline = timeline::timeline(story, &told, &story.copies, readings);
        let found = disagree::disagreements(story, &told, readings, &register, packs);
        (story.disagreements, story.developments, story.terms) =
            (found.disagreements, found.developments, found.terms);
        story.agencies = reuse::agencies(&story.articles, readings);
    }

    /// The copies among a story's articles, by day and id of both.
    pub fn copies_in(&self, story: &Story) -> impl Iterator<Item = &CopyLink> {
        let articles: BTreeSet<ArticleIx> = story.articles.iter().copied().collect();
        let from = |at: &ArticleIx| self.copied.get(at).into_iter().flatten().copied();
        let mut inside: Vec<usize> =
            articles.iter().flat_map(from).filter(|&at| articles.contains(&self.copies[at].later)).collect();
        inside.sort_unstable();
        inside.into_iter().map(|at| &self.copies[at])
    }

    /// The name under which all readings together know somebody of this name.
    pub fn known_as(&self, name: &str) -> Option<&str> {
        self.register.known_as(name)
    }
}
