//! Who is who in one article: full and short names, aliases, acronyms, roles and what people belong to.

use super::key;
use crate::lang::{Known, Names};
use crate::model::{Entity, EntityIx, Mention, MentionHow, MentionKind, Span, Tokens};
use crate::ner::candidate::Candidate;
use crate::ner::label::Source;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// The entities of an article, by what they are called.
#[derive(Default)]
pub(super) struct Memory<'p> {
    own: Option<&'p Names>,
    pub(super) entities: Vec<Entity>,
    /// Entities that turned out to be others.
    merged: FxHashMap<EntityIx, EntityIx>,
    by_key: FxHashMap<String, EntityIx>,
    /// Words of each full name, lower case, for short names.
    words: Vec<Vec<String>>,
    /// Names of one word whose kind is known, met so far.
    shorts: FxHashMap<String, EntityIx>,
    /// The people of several names, by each word of their names.
    by_word: FxHashMap<String, Vec<EntityIx>>,
    /// The entities by the first word of their names.
    by_first: FxHashMap<String, Vec<EntityIx>>,
    /// Whether the full name of an entity was met so far.
    met: Vec<bool>,
}

impl<'p> Memory<'p> {
    pub(super) fn new(own: Option<&'p Names>) -> Self {
        Self { own, ..Self::default() }
    }

    pub(super) fn same(&self, entity: EntityIx) -> EntityIx {
        self.merged.get(&entity).copied().unwrap_or(entity)
    }

    fn add(&mut self, kind: MentionKind, name: String, words: Vec<String>) -> EntityIx {
        self.entities.push(Entity {
            kind,
            name,
            aliases: Vec::new(),
            roles: Vec::new(),
            of: None,
            gender: None,
            relays: false,
        });
        let entity = self.entities.len() - 1;
        if kind == MentionKind::Person && words.len() > 1 {
            for word in &words {
                let people = self.by_word.entry(word.clone()).or_default();
                if people.last() != Some(&entity) {
                    people.push(entity);
                }
            }
        }
        if let Some(first) = words.first() {
            self.by_first.entry(first.clone()).or_default().push(entity);
        }
        self.words.push(words);
        self.met.push(false);
        entity
    }

    /// The entity of a gazetteer entry or of a name of several words; none for a short name.
    pub(super) fn full(
        &mut self,
        tokens: &Tokens,
        one: &Candidate<'_>,
        kind: MentionKind,
    ) -> Option<EntityIx> {
        match one.known {
            Some(Source::Outlet(outlet)) => {
                return Some(self.known(kind, &outlet.name, &outlet.aliases, true));
            }
            Some(Source::Pack(known)) => {
                let canonical = self.canonical(known);
                let entity = self.known(kind, &canonical.name, &canonical.aliases, one.relays);
                for name in std::iter::once(&known.name).chain(&known.aliases) {
                    self.alias(entity, name);
                }
                return Some(entity);
            }
            None => {}
        }
        let words = (one.first..one.end).filter(|&at| tokens[at].is_word()).count();
        if words < 2 && !one.relays {
            return None;
        }
        let key = key(tokens, one);
        if let Some(&entity) = self.by_key.get(&key) {
            return Some(entity);
        }
        let lower = key.split(' ').map(str::to_owned).collect();
        let entity = self.add(kind, String::new(), lower);
        self.by_key.insert(key, entity);
        Some(entity)
    }

    /// The article's own language's entry for a gazetteer entry of another language.
    fn canonical(&self, known: &'_ Known) -> Known {
        let own = self.own.and_then(|own| {
            let names = std::iter::once(&known.name).chain(&known.aliases);
            names.filter_map(|name| own.named(name)).find(|other| other.kind == known.kind)
        });
        own.unwrap_or(known).clone()
    }

    fn known(&mut self, kind: MentionKind, name: &str, aliases: &[Arc<str>], relays: bool) -> EntityIx {
        let key = name.to_lowercase();
        let entity = match self.by_key.get(&key) {
            Some(&entity) => entity,
            None => {
                let words = key.split_whitespace().map(str::to_owned).collect();
                let entity = self.add(kind, name.to_owned(), words);
                self.by_key.insert(key, entity);
                entity
            }
        };
        self.entities[entity].relays |= relays;
        aliases.iter().for_each(|alias| self.alias(entity, alias));
        entity
    }

    fn alias(&mut self, entity: EntityIx, name: &Arc<str>) {
        let entry = &mut self.entities[entity];
        if entry.name != **name && !entry.aliases.contains(name) {
            entry.aliases.push(Arc::clone(name));
        }
    }

    /// "Badan Pusat Statistik (BPS)": the letters in the bracket are the same body's.
    pub(super) fn same_acronyms(
        &mut self,
        tokens: &Tokens,
        found: &[Candidate<'_>],
        full: &[Option<EntityIx>],
    ) {
        for (pair, ixs) in found.windows(2).zip(full.windows(2)) {
            let ([long, short], Some(entity)) = (pair, ixs[0]) else { continue };
            let bracketed = short.first == long.end + 1
                && tokens.is_mark(long.end, "(")
                && tokens.is_mark(short.end, ")")
                && short.end == short.first + 1;
            if !bracketed || !tokens[short.first].upper {
                continue;
            }
            let letters: String = (long.first..long.end)
                .flat_map(|at| tokens.lower(at).split('-').filter_map(|part| part.chars().next()))
                .collect();
            let acronym = tokens.lower(short.first);
            let spelled = letters == acronym;
            let relays = self.entities[entity].relays;
            if !(spelled || relays || short.known.is_none()) {
                continue;
            }
            match ixs[1] {
                Some(other) if other != entity && spelled | relays => {
                    // The gazetteer's entity stays, under whichever name it was found.
                    let (from, into) = if long.known.is_some() { (other, entity) } else { (entity, other) };
                    self.merged.insert(from, into);
                    self.entities[into].relays |= self.entities[from].relays;
                }
                Some(_) => {}
                None => {
                    self.shorts.insert(acronym.to_owned(), entity);
                }
            }
        }
    }

    /// The entity of a name of one word: that of the only full name it can stand for, or its own.
    pub(super) fn short(&mut self, tokens: &Tokens, one: &Candidate<'_>, kind: MentionKind) -> EntityIx {
        let word = key(tokens, one);
        if let Some(&entity) = self.shorts.get(&word) {
            return entity;
        }
        let may =
            kind == MentionKind::Person || kind == MentionKind::Organisation && !tokens[one.first].upper;
        if may && let Some(entity) = self.part_of(&word) {
            return entity;
        }
        let entity = self.add(kind, String::new(), vec![word.clone()]);
        self.shorts.insert(word, entity);
        entity
    }

    /// The person whose full name has this word first or last: the only one of the article, else the only one met so
    /// far, else nobody.
    fn part_of(&self, word: &str) -> Option<EntityIx> {
        let alive = |entity: &&EntityIx| !self.merged.contains_key(entity);
        let people = self.by_word.get(word)?;
        let only = |mut some: Box<dyn Iterator<Item = &EntityIx> + '_>| {
            let first = *some.next()?;
            some.next().is_none().then_some(first)
        };
        only(Box::new(people.iter().filter(alive)))
            .or_else(|| only(Box::new(people.iter().filter(alive).filter(|&&entity| self.met[entity]))))
    }

    /// The entity of a word whose kind nothing tells here, when the article tells it elsewhere.
    pub(super) fn remembered(&self, tokens: &Tokens, one: &Candidate<'_>) -> Option<EntityIx> {
        if one.end != one.first + 1 {
            return None;
        }
        let word = tokens.lower(one.first);
        self.shorts.get(word).copied().or_else(|| self.part_of(word))
    }

    /// Notes the form, roles and gender a mention shows.
    pub(super) fn note(&mut self, one: &Candidate<'_>, entity: EntityIx) {
        // A short name of somebody known shows no full name.
        self.met[entity] |= one.end > one.first + 1;
        let entry = &mut self.entities[entity];
        entry.relays |= one.relays;
        if let Some(title) = &one.title {
            for role in &title.roles {
                if !entry.roles.contains(role) {
                    entry.roles.push(role.clone());
                }
            }
            entry.gender = entry.gender.or(title.gender);
        }
    }

    /// The names of a headline in capitals: those the body knows.
    pub(super) fn headline(&self, tokens: &Tokens, range: Range<usize>, mentions: &mut Vec<Mention>) {
        let mut at = range.start;
        while at < range.end {
            if let Some((length, entity)) = self.longest(tokens, at, range.end) {
                let span = tokens[at].span.cover(tokens[at + length - 1].span);
                let kind = self.entities[entity].kind;
                mentions.push(Mention { span, whole: span, kind, entity, how: MentionHow::Article });
                at += length;
            } else {
                at += 1;
            }
        }
    }

    /// The longest name of the article that starts here.
    fn longest(&self, tokens: &Tokens, at: usize, end: usize) -> Option<(usize, EntityIx)> {
        if !tokens[at].capital {
            return None;
        }
        let fits = |words: &[String]| {
            words.len() <= end - at && words.iter().enumerate().all(|(n, word)| tokens.lower(at + n) == word)
        };
        let starting = self.by_first.get(tokens.lower(at)).into_iter().flatten().copied();
        let whole = starting
            .filter(|&entity| fits(&self.words[entity]))
            .max_by_key(|&entity| (self.words[entity].len(), std::cmp::Reverse(entity)));
        if let Some(entity) = whole {
            return Some((self.words[entity].len(), self.same(entity)));
        }
        let word = tokens.lower(at);
        let entity =
            self.shorts.get(word).copied().or_else(|| self.part_of(word).filter(|_| word.len() > 2))?;
        Some((1, self.same(entity)))
    }

    /// Sets what a titled person belongs to.
    pub(super) fn belongs(&mut self, one: &Candidate<'_>, at_token: &FxHashMap<usize, EntityIx>) {
        let Some(title) = &one.title else { return };
        let (Some(of), Some(&person)) = (title.of, at_token.get(&one.first)) else { return };
        if let Some(&body) = at_token.get(&of)
            && body != person
        {
            // A people stands for its country where the article names it.
            let body = self.entities[body].of.unwrap_or(body);
            self.entities[person].of.get_or_insert(body);
        }
    }

    /// Names every entity after its fullest form and keeps the others as aliases.
    pub(super) fn forms(&mut self, text: &str, mentions: &[Mention]) {
        for mention in mentions {
            let form = shown(text, mention.span);
            let entity = &mut self.entities[mention.entity];
            if entity.name == form || entity.aliases.iter().any(|alias| **alias == *form) {
                continue;
            }
            let known = self.own.is_some_and(|own| own.named(&entity.name).is_some()) || entity.relays;
            if entity.name.is_empty() {
                entity.name = form;
            } else if !known && fuller(&form, &entity.name) {
                let shorter = std::mem::replace(&mut entity.name, form);
                entity.aliases.push(shorter.into());
            } else {
                entity.aliases.push(form.into());
            }
        }
    }

    /// Leads capitals and peoples to their country, where the article names it.
    pub(super) fn capitals(&mut self) {
        let Some(own) = self.own else { return };
        for entity in 0..self.entities.len() {
            if self.entities[entity].of.is_some() {
                continue;
            }
            let Some(whole) = own.named(&self.entities[entity].name).and_then(|known| known.of.as_deref())
            else {
                continue;
            };
            let key = whole.to_lowercase();
            self.entities[entity].of = self.by_key.get(&key).copied().filter(|&other| other != entity);
        }
    }
}

/// Whether one form of a name says more than another: more words, or the same not in capitals.
fn fuller(form: &str, other: &str) -> bool {
    let words = |name: &str| name.split(' ').count();
    let shouted =
        |name: &str| name.split(' ').any(|word| word.len() > 3 && !word.contains(char::is_lowercase));
    (words(form), !shouted(form)) > (words(other), !shouted(other))
}

/// The text of a span with its white space made single spaces: how a name is shown.
fn shown(text: &str, span: Span) -> String {
    span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
