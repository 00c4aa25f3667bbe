//! The article's memory of names: what each is, and which of them are the same.

use super::blend::{EVIDENCE, Told};
use super::candidate::{Candidate, Votes};
use super::label::Source;
use crate::lang::{Known, Names};
use crate::model::{Entity, EntityIx, Mention, MentionHow, MentionKind, Span, Tokens};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::sync::Arc;

/// Decides kinds, links short names to full ones, and writes mentions and entities down in reading order.
pub(super) fn entities(
    text: &str,
    tokens: &Tokens,
    mut found: Vec<Candidate<'_>>,
    headlines: &[(Range<usize>, usize)],
    own: Option<&Names>,
) -> (Vec<Mention>, Vec<Entity>) {
    found.sort_by_key(|one| (one.first, one.end));
    without_opening_words(tokens, &mut found);
    let mut memory = Memory { own, ..Memory::default() };
    let kinds = kinds(tokens, &found);
    let full: Vec<Option<EntityIx>> =
        found.iter().zip(&kinds).map(|(one, kind)| memory.full(tokens, one, kind.as_ref()?.0)).collect();
    memory.same_acronyms(tokens, &found, &full);
    let mut mentions = Vec::new();
    let mut at_token = FxHashMap::<usize, EntityIx>::default();
    for ((one, kind), full) in found.iter().zip(&kinds).zip(&full) {
        let (entity, how) = match (full, kind) {
            (Some(entity), Some((_, true))) => (memory.same(*entity), MentionHow::Model),
            (Some(entity), _) => (memory.same(*entity), one.how),
            (None, Some((kind, true))) => (memory.short(tokens, one, *kind), MentionHow::Model),
            (None, Some((kind, false))) => (memory.short(tokens, one, *kind), one.how),
            (None, None) => match memory.remembered(tokens, one) {
                Some(entity) => (entity, MentionHow::Article),
                None => continue,
            },
        };
        memory.note(one, entity);
        at_token.insert(one.first, entity);
        mentions.push(written(text, tokens, one, memory.entities[entity].kind, entity, how));
    }
    for (range, _) in headlines {
        memory.headline(tokens, range.clone(), &mut mentions);
    }
    mentions.sort_by_key(|mention| mention.span);
    mentions.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    known_everywhere(&mut mentions, memory.entities.len());
    for one in &found {
        memory.belongs(one, &at_token);
    }
    memory.capitals();
    memory.forms(text, &mentions);
    in_order(mentions, memory.entities)
}

/// Whom the rules know anywhere in the article, the article knows everywhere; whom only the tagger names is its find
/// everywhere.
fn known_everywhere(mentions: &mut [Mention], entities: usize) {
    let mut firm = vec![false; entities];
    for mention in mentions.iter() {
        firm[mention.entity] |= !matches!(mention.how, MentionHow::Model | MentionHow::Article);
    }
    for mention in mentions.iter_mut() {
        if matches!(mention.how, MentionHow::Model | MentionHow::Article) {
            mention.how = if firm[mention.entity] { MentionHow::Article } else { MentionHow::Model };
        }
    }
}

fn written(
    text: &str,
    tokens: &Tokens,
    one: &Candidate<'_>,
    kind: MentionKind,
    entity: EntityIx,
    how: MentionHow,
) -> Mention {
    let mut span = tokens[one.first].span.cover(tokens[one.end - 1].span);
    if one.skip > 0 {
        let first = tokens[one.first].span;
        let letters = tokens.lower(one.first)[..one.skip].chars().count();
        let letters = first.of(text).char_indices().nth(letters);
        span.start = letters.map_or(span.start, |(at, _)| first.start + at as u32);
    }
    if one.clitic > 0 {
        // The lower-case form has plain apostrophes; the text's own may be longer.
        let last = tokens[one.end - 1].span;
        let stem = &tokens.lower(one.end - 1)[..tokens.lower(one.end - 1).len() - one.clitic];
        let letters = last.of(text).char_indices().nth(stem.chars().count());
        span.end = letters.map_or(span.end, |(at, _)| last.start + at as u32);
    }
    let whole = match &one.title {
        Some(title) => tokens[title.first].span.cover(span),
        None => span,
    };
    Mention { span, whole, kind, entity, how }
}

/// The words of a name, lower case, one space between: what two equal names have in common.
fn key(tokens: &Tokens, one: &Candidate<'_>) -> String {
    let mut key = String::new();
    for at in one.first..one.end {
        if !key.is_empty() && tokens[at].spaced {
            key.push(' ');
        }
        key.push_str(tokens.lower(at));
    }
    key.truncate(key.len().saturating_sub(one.clitic));
    key.drain(..one.skip.min(key.len()));
    key
}

/// "Lawatan Otieno": the first word of a run that opens a sentence is cut off when what follows is a name by itself
/// elsewhere in the article, or the last word of one.
fn without_opening_words(tokens: &Tokens, found: &mut [Candidate<'_>]) {
    let mut names = FxHashSet::<String>::default();
    for one in found.iter().filter(|one| !one.opens || one.title.is_some()) {
        names.insert(key(tokens, one));
        if one.end > one.first + 1 {
            names.insert(tokens.lower(one.end - 1).to_owned());
        }
    }
    for one in found.iter_mut() {
        if one.opens && one.known.is_none() && one.title.is_none() && one.end > one.first + 1 && !one.given {
            let rest = Candidate { first: one.first + 1, ..one.clone() };
            if names.contains(&key(tokens, &rest)) && !names.contains(&key(tokens, one)) {
                one.first += 1;
                one.votes = Votes::default();
            }
        }
    }
}

/// The words of the names of people and bodies.
struct Named<'t> {
    people: FxHashSet<&'t str>,
    /// Those of people only the tagger sees.
    told: FxHashSet<&'t str>,
    bodies: FxHashSet<&'t str>,
    /// The last words of what the rules know of several words that is no person.
    lasts: FxHashSet<&'t str>,
}

impl<'t> Named<'t> {
    fn of(tokens: &'t Tokens, found: &[Candidate<'_>]) -> Self {
        let (mut people, mut bodies) = (FxHashSet::default(), FxHashSet::default());
        let (mut told, mut lasts) = (FxHashSet::default(), FxHashSet::default());
        for one in found {
            let long = one.end > one.first + 1;
            let kind = one.known_kind();
            if long && one.votes.organisation.max(one.votes.place) >= EVIDENCE {
                lasts.insert(tokens.lower(one.end - 1));
            }
            let person = kind == Some(MentionKind::Person) || one.votes.person > one.votes.organisation;
            if person && long || one.title.is_some() {
                people.extend((one.first..one.end).map(|at| tokens.lower(at)));
            } else if long && (kind == Some(MentionKind::Organisation) || one.votes.organisation >= 8) {
                bodies.extend([tokens.lower(one.first), tokens.lower(one.end - 1)]);
            } else if long && one.tagged == Some(MentionKind::Person) {
                told.extend([tokens.lower(one.first), tokens.lower(one.end - 1)]);
            }
        }
        Self { people, told, bodies, lasts }
    }

    /// Whether a word is but the end of a longer name of the article: "Hilir" of "Tamban Hilir".
    fn part(&self, tokens: &Tokens, one: &Candidate<'_>) -> bool {
        one.end == one.first + 1 && self.lasts.contains(tokens.lower(one.first))
    }

    /// Whether somebody may be called so whom only the tagger sees: where the article gives names in full, a word alone
    /// must be a given name or part of one of those.
    fn person(&self, tokens: &Tokens, one: &Candidate<'_>) -> bool {
        let word = tokens.lower(one.first);
        let alone = one.end == one.first + 1 && !self.bodies.contains(word);
        one.end > one.first + 1
            || one.given
            || self.people.contains(word)
            || self.told.contains(word)
            || alone && self.people.is_empty() && self.told.is_empty()
    }

    /// What speaks for a name's being a state's: signs of one, and bodies named after it, unless somebody has that name.
    fn state(&self, tokens: &Tokens, one: &Candidate<'_>, sum: Votes) -> i32 {
        let word = tokens.lower(one.first);
        let stem = &word[..word.len() - one.clitic.min(word.len())];
        if self.people.contains(stem) {
            return 0;
        }
        // "The Courier" is the "Istrel Courier" itself.
        let after =
            one.end == one.first + 1 && sum.person > 0 && sum.organisation <= 0 && self.bodies.contains(stem);
        sum.state + if after { 6 } else { 0 }
    }
}

/// The kind of every candidate, and whether only the tagger tells it: the gazetteer's, or what speaks for it anywhere
/// in the article.
fn kinds(tokens: &Tokens, found: &[Candidate<'_>]) -> Vec<Option<(MentionKind, bool)>> {
    let mut sums = FxHashMap::<String, (Votes, Told)>::default();
    for one in found.iter().filter(|one| one.known.is_none()) {
        let (sum, told) = sums.entry(key(tokens, one)).or_default();
        sum.person += one.votes.person;
        sum.organisation += one.votes.organisation;
        sum.place += one.votes.place;
        sum.thing += one.votes.thing;
        sum.state += one.votes.state;
        one.tagged.into_iter().for_each(|kind| told.note(kind));
    }
    let named = Named::of(tokens, found);
    for one in found.iter().filter(|one| one.known.is_none() && !one.given) {
        if let Some((sum, _)) = sums.get_mut(&key(tokens, one)) {
            sum.place += named.state(tokens, one, *sum);
            sum.state = 0;
        }
    }
    let kind = |one: &Candidate<'_>| {
        if let Some(kind) = one.known_kind() {
            return Some((kind, false));
        }
        let (sum, told) = sums.get(&key(tokens, one)).copied().unwrap_or_default();
        let best = sum.person.max(sum.organisation).max(sum.place).max(sum.thing);
        let rules = match best {
            ..=0 => None,
            _ if sum.organisation == best => Some(MentionKind::Organisation),
            // In doubt no person: a place is nobody's mouth.
            _ if sum.place == best => Some(MentionKind::Place),
            _ if sum.person == best => Some(MentionKind::Person),
            _ => Some(MentionKind::Work),
        };
        if best >= EVIDENCE {
            return rules.map(|kind| (kind, false));
        }
        match (rules, told.kind()) {
            (Some(kind), Some(MentionKind::Person)) => {
                Some((kind, kind == MentionKind::Person && one.unproved))
            }
            (None, Some(MentionKind::Person)) if !named.person(tokens, one) => None,
            (None, Some(MentionKind::Organisation)) if named.part(tokens, one) => None,
            (_, Some(kind)) => Some((kind, true)),
            (rules, None) => rules.filter(|_| !one.unproved).map(|kind| (kind, false)),
        }
    };
    found.iter().map(kind).collect()
}

#[derive(Default)]
struct Memory<'p> {
    own: Option<&'p Names>,
    entities: Vec<Entity>,
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
    fn same(&self, entity: EntityIx) -> EntityIx {
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
    fn full(&mut self, tokens: &Tokens, one: &Candidate<'_>, kind: MentionKind) -> Option<EntityIx> {
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
    fn same_acronyms(&mut self, tokens: &Tokens, found: &[Candidate<'_>], full: &[Option<EntityIx>]) {
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
    fn short(&mut self, tokens: &Tokens, one: &Candidate<'_>, kind: MentionKind) -> EntityIx {
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
    fn remembered(&self, tokens: &Tokens, one: &Candidate<'_>) -> Option<EntityIx> {
        if one.end != one.first + 1 {
            return None;
        }
        let word = tokens.lower(one.first);
        self.shorts.get(word).copied().or_else(|| self.part_of(word))
    }

    /// Notes the form, roles and gender a mention shows.
    fn note(&mut self, one: &Candidate<'_>, entity: EntityIx) {
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
    fn headline(&self, tokens: &Tokens, range: Range<usize>, mentions: &mut Vec<Mention>) {
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
    fn belongs(&mut self, one: &Candidate<'_>, at_token: &FxHashMap<usize, EntityIx>) {
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
    fn forms(&mut self, text: &str, mentions: &[Mention]) {
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
    fn capitals(&mut self) {
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

/// Renumbers the entities by their first mention and drops those without one.
fn in_order(mut mentions: Vec<Mention>, mut all: Vec<Entity>) -> (Vec<Mention>, Vec<Entity>) {
    let mut order: Vec<Option<EntityIx>> = vec![None; all.len()];
    let mut kept = Vec::new();
    for mention in &mut mentions {
        let ix = *order[mention.entity].get_or_insert_with(|| {
            kept.push(mention.entity);
            kept.len() - 1
        });
        mention.entity = ix;
    }
    let entities = kept
        .into_iter()
        .map(|entity| {
            let mut entity = std::mem::replace(
                &mut all[entity],
                Entity {
                    kind: MentionKind::Place,
                    name: String::new(),
                    aliases: Vec::new(),
                    roles: Vec::new(),
                    of: None,
                    gender: None,
                    relays: false,
                },
            );
            entity.of = entity.of.and_then(|of| order[of]);
            entity
        })
        .collect();
    (mentions, entities)
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
