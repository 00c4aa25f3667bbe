//! Who a report is about: its prominent names, the same across articles and languages.

use super::called::Called;
use super::features::run_end;
use crate::model::{Article, BlockKind, Entity, EntityIx, Identity, MentionKind, Reading, Span};
use crate::reuse::words::{Word, prose, words};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Weight from which a name is prominent: once in the title, or in the lead and once more, or three times at all.
pub(crate) const PROMINENT: f32 = 3.0;

/// An actor of one article: the names it goes by, whether it is a person, and how prominent it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Actor {
    /// The name for people.
    pub name: String,
    /// Lower-case names by which it is the same elsewhere.
    pub keys: Vec<String>,
    /// Whether it is a human being or a body, not a place.
    pub acts: bool,
    /// See `PROMINENT`.
    pub weight: f32,
}

/// The actors of an annotated article, by its entities; agencies and outlets are not in the news they carry.
pub(crate) fn actors(reading: &Reading) -> Vec<Actor> {
    let entities = &reading.annotations.entities;
    let mut weights = vec![0.0f32; entities.len()];
    let lead_end = lead_end(reading);
    for mention in &reading.annotations.mentions {
        let block = reading.article.block_at(mention.span.start).map(|block| block.kind);
        let weight = match block {
            Some(BlockKind::Title) => 3.0,
            Some(BlockKind::Caption) => 0.0,
            _ if mention.span.start < lead_end => 2.0,
            _ => 1.0,
        };
        if let Some(sum) = weights.get_mut(mention.entity) {
            *sum += weight;
        }
    }
    let known = entities.iter().zip(weights);
    known
        .filter(|(entity, _)| {
            let kind =
                matches!(entity.kind, MentionKind::Person | MentionKind::Place | MentionKind::Organisation);
            kind && !entity.relays
        })
        .map(|(entity, weight)| actor(entity, weight))
        .filter(|actor| actor.weight > 0.0)
        .collect()
}

/// Every entity of an article as an actor, prominent or not, so that all names of one thing are known.
pub(crate) fn all(reading: &Reading) -> Vec<Actor> {
    reading.annotations.entities.iter().map(|entity| actor(entity, 0.0)).collect()
}

fn actor(entity: &Entity, weight: f32) -> Actor {
    // A part of a name may be another's elsewhere: "Kim" is many people, "Valmora" is more than "Valmora Hydro".
    let person = entity.kind == MentionKind::Person;
    let name = entity.name.to_lowercase();
    let padded = format!(" {name} ");
    let tells = |alias: &String| !padded.contains(&format!(" {alias} ")) && (!person || alias.contains(' '));
    let mut keys: Vec<String> =
        entity.aliases.iter().map(|alias| alias.to_lowercase()).filter(tells).collect();
    keys.insert(0, name);
    Actor { name: entity.name.clone(), keys, acts: entity.kind != MentionKind::Place, weight }
}

/// Where the lead ends: with the second block of prose.
fn lead_end(reading: &Reading) -> u32 {
    let prose = |kind| crate::reuse::words::is_prose(kind);
    let mut blocks = reading.article.blocks.iter().filter(|block| prose(block.kind));
    blocks.nth(1).or(reading.article.blocks.last()).map_or(0, |block| block.span.end)
}

/// The actors of an article whose names were not read: its runs of capitalised words.
pub(crate) fn unread(article: &Article) -> Vec<Actor> {
    let headline = article.headline();
    let mut title = Vec::new();
    words(headline, Span::new(0, headline.len()), 64, &mut title);
    let body = prose(article, HEAD);
    let (lead, rest) = body.split_at(body.len().min(LEAD));
    let mut found = Vec::new();
    runs(headline, &title, 3.0, &mut found);
    runs(&article.text, lead, 2.0, &mut found);
    runs(&article.text, rest, 1.0, &mut found);
    let plain = |(name, weight): (String, f32)| Actor { keys: vec![name.clone()], name, acts: true, weight };
    summed(found).into_iter().map(plain).collect()
}

/// Words of an article in which names are looked for that were not read, and those of them that are its lead.
const HEAD: usize = 300;
const LEAD: usize = 60;

/// Names of two words or more.
fn runs(text: &str, words: &[Word], weight: f32, found: &mut Vec<(String, f32)>) {
    let mut at = 0;
    while at < words.len() {
        let end = run_end(words, at);
        if end > at + 1 {
            found.push((words[at].span.cover(words[end - 1].span).of(text).to_lowercase(), weight));
        }
        at = end.max(at + 1);
    }
}

/// Names in order, equal ones added up.
fn summed(mut names: Vec<(String, f32)>) -> Vec<(String, f32)> {
    names.sort_by(|one, two| one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)));
    names.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        kept.1 += if same { next.1 } else { 0.0 };
        same
    });
    names
}

/// Which actor, over all articles.
pub(crate) type ActorIx = usize;

/// The register: names that are one actor, over all articles. Articles are added in order, so numbers are stable.
#[derive(Clone, Debug, Default)]
pub struct Register {
    /// Shared by the stories that are told one by one.
    all: Arc<All>,
    /// What they are called in the story that is being told.
    called: Called,
}

/// The actors of all articles.
#[derive(Clone, Debug, Default)]
struct All {
    by_key: FxHashMap<String, ActorIx>,
    parent: Vec<ActorIx>,
    /// The name for people, as met first.
    names: Vec<String>,
    acts: Vec<bool>,
    /// How many articles named it.
    articles: Vec<u32>,
}

/// Articles that must have named somebody before a bare word is taken for the name.
const KNOWN: u32 = 2;

impl Register {
    /// The actor of these names, new or known; names of two known actors make them one.
    pub(crate) fn add(&mut self, actor: &Actor) -> ActorIx {
        let known: Vec<ActorIx> = actor.keys.iter().filter_map(|key| self.find(key)).collect();
        let all = Arc::make_mut(&mut self.all);
        let root = match known.iter().min() {
            Some(&first) => first,
            None => {
                all.parent.push(all.parent.len());
                all.names.push(actor.name.clone());
                all.acts.push(actor.acts);
                all.articles.push(0);
                all.parent.len() - 1
            }
        };
        for other in known.into_iter().filter(|&other| other != root) {
            all.parent[other] = root;
            all.articles[root] += all.articles[other];
        }
        all.articles[root] += 1;
        for key in actor.keys.iter().filter(|key| key.chars().count() > 1) {
            all.by_key.entry(key.clone()).or_insert(root);
        }
        root
    }

    /// Names that earlier articles made known and that stand in this one unread: for each actor how prominent it is.
    pub(crate) fn known(&self, reading: &Reading, read: &[(ActorIx, f32)]) -> Vec<(ActorIx, f32)> {
        let read: Vec<ActorIx> = read.iter().map(|(actor, _)| self.root(*actor)).collect();
        let article = &reading.article;
        let lead_end = lead_end(reading);
        let mut found: Vec<(ActorIx, f32)> = Vec::new();
        let mut words = Vec::new();
        let mut key = String::new();
        for block in article.blocks.iter().filter(|block| block.kind != BlockKind::Caption) {
            words.clear();
            crate::reuse::words::words(&article.text, block.span, usize::MAX, &mut words);
            let weight = match block.kind {
                BlockKind::Title => 3.0,
                _ if block.span.start < lead_end => 2.0,
                _ => 1.0,
            };
            let mut at = 0;
            while at < words.len() {
                let end = run_end(&words, at);
                let longest = (at + 1..=end).rev().find_map(|end| {
                    let name = words[at].span.cover(words[end - 1].span).of(&article.text);
                    key.clear();
                    key.extend(name.chars().flat_map(char::to_lowercase));
                    Some((self.find(&key).filter(|&actor| self.all.articles[actor] >= KNOWN)?, end))
                });
                let Some((actor, end)) = longest else {
                    at += 1;
                    continue;
                };
                at = end;
                if !read.contains(&actor) {
                    match found.iter_mut().find(|(known, _)| *known == actor) {
                        Some((_, sum)) => *sum += weight,
                        None => found.push((actor, weight)),
                    }
                }
            }
        }
        found
    }

    /// The actor of this lower-case name.
    pub(crate) fn find(&self, key: &str) -> Option<ActorIx> {
        self.all.by_key.get(key).map(|&at| self.root(at))
    }

    /// The actor that this number stands for now.
    pub(crate) fn root(&self, mut at: ActorIx) -> ActorIx {
        while self.all.parent[at] != at {
            at = self.all.parent[at];
        }
        at
    }

    /// The name by which somebody of this name is known over all articles.
    pub fn known_as(&self, name: &str) -> Option<&str> {
        self.find(&name.to_lowercase()).map(|actor| self.name(actor))
    }

    /// The same with what the people and bodies of a story are called in it.
    pub(crate) fn settled(&self, identities: &[Identity], readings: &[Reading]) -> Self {
        Self { all: Arc::clone(&self.all), called: Called::of(identities, readings) }
    }

    /// What an entity of an article is called in the story, where that may be another name than the article's.
    pub(crate) fn called(&self, reading: &Reading, entity: EntityIx) -> Option<&str> {
        self.called.name(reading, entity)
    }

    /// The same key for all names of an entity of an article, and no other's.
    pub(crate) fn key(&self, reading: &Reading, entity: EntityIx) -> Option<String> {
        if let Some(key) = self.called.key(reading, entity) {
            return Some(key.to_owned());
        }
        Some(self.key_of(&reading.annotations.entities.get(entity)?.name))
    }

    /// The same key for all names of an actor, where only a name is at hand.
    pub(crate) fn key_of(&self, name: &str) -> String {
        let lower = name.to_lowercase();
        self.find(&lower).map_or(lower, |actor| self.name(actor).to_lowercase())
    }

    /// Its name for people.
    pub(crate) fn name(&self, at: ActorIx) -> &str {
        &self.all.names[self.root(at)]
    }

    /// Whether it is a person or body.
    pub(crate) fn acts(&self, at: ActorIx) -> bool {
        self.all.acts[self.root(at)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn actor(name: &str, keys: &[&str]) -> Actor {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        Actor { name: name.to_owned(), keys, acts: false, weight: 3.0 }
    }

    #[test]
    fn names_that_share_an_alias_are_one_actor() {
        let mut register = Register::default();
        let one = register.add(&actor("Korea Utara", &["korea utara", "korut"]));
        let two = register.add(&actor("North Korea", &["north korea", "dprk"]));
        assert_ne!(register.root(one), register.root(two));
        register.add(&actor("DPRK", &["dprk", "korut"]));
        assert_eq!(register.root(one), register.root(two));
        assert_eq!(register.name(two), "Korea Utara");
        assert_eq!(register.find("north korea"), Some(one));
    }
}
