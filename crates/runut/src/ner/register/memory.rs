//! Who is who in one article: full and short names, aliases, acronyms, roles and what people belong to.

use crate::lang::{Known, Names, Outlet, Signs};
use crate::model::{Entity, EntityIx, Mention, MentionHow, MentionKind, Span, Tokens};
use crate::ner::candidate::Candidate;
use crate::ner::label::Source;
use rustc_hash::{FxHashMap, FxHashSet};
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
    /// The entities of gazetteer entries and outlets, by where these lie.
    listed: FxHashMap<Listed, EntityIx>,
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
    /// Last words of names that somebody else may have too ("Hannah and Peter Brandt").
    shared: FxHashSet<String>,
}

/// A line of a gazetteer or an outlet, as the one that it is.
#[derive(PartialEq, Eq, Hash)]
enum Listed {
    Known(*const Known),
    Outlet(*const Outlet),
}

/// Whom a part of a name may stand for.
enum PartOf {
    One(EntityIx),
    /// Several people, and nothing tells which.
    Several,
    Nobody,
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
        key: &str,
        kind: MentionKind,
    ) -> Option<EntityIx> {
        if let Some(source) = one.known {
            let listed = match source {
                Source::Outlet(outlet) => Listed::Outlet(outlet),
                Source::Pack(known) => Listed::Known(known),
            };
            let entity = match (self.listed.get(&listed), source) {
                (Some(&entity), _) => entity,
                (None, Source::Outlet(outlet)) => self.known(kind, &outlet.name, &outlet.aliases),
                (None, Source::Pack(known)) => {
                    let canonical = self.canonical(known);
                    let entity = self.known(kind, &canonical.name, &canonical.aliases);
                    for name in std::iter::once(&known.name).chain(&known.aliases) {
                        self.alias(entity, name);
                    }
                    entity
                }
            };
            self.listed.insert(listed, entity);
            self.entities[entity].relays |= one.relays || matches!(source, Source::Outlet(_));
            return Some(entity);
        }
        let words = (one.first..one.end).filter(|&at| tokens[at].is_word()).count();
        if words < 2 && !one.relays {
            return None;
        }
        if let Some(&entity) = self.by_key.get(key) {
            return Some(entity);
        }
        let lower = key.split(' ').map(str::to_owned).collect();
        let entity = self.add(kind, String::new(), lower);
        self.by_key.insert(key.to_owned(), entity);
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

    fn known(&mut self, kind: MentionKind, name: &str, aliases: &[Arc<str>]) -> EntityIx {
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
            // "Himpunan Nelayan dan Petani Indonesia (HNPI)" of which only "Indonesia" was cut out: another's letters. A
            // body may have those of another language.
            let place = self.entities[entity].kind == MentionKind::Place;
            if place && !spelled && letters.chars().next() != acronym.chars().next() {
                continue;
            }
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
    pub(super) fn short(
        &mut self,
        tokens: &Tokens,
        one: &Candidate<'_>,
        word: &str,
        kind: MentionKind,
    ) -> EntityIx {
        if let Some(&entity) = self.shorts.get(word) {
            return entity;
        }
        let may =
            kind == MentionKind::Person || kind == MentionKind::Organisation && !tokens[one.first].upper;
        if may && let PartOf::One(entity) = self.part_of(word, one) {
            return entity;
        }
        let entity = self.add(kind, String::new(), vec![word.to_owned()]);
        self.shorts.insert(word.to_owned(), entity);
        entity
    }

    /// The person whose full name has this word: the only one of the article, else the only one met so far, else the
    /// only one of the office or gender that stands with it.
    fn part_of(&self, word: &str, one: &Candidate<'_>) -> PartOf {
        if self.shared.contains(word) {
            return PartOf::Several;
        }
        let Some(people) = self.by_word.get(word) else { return PartOf::Nobody };
        let alive = || people.iter().copied().filter(|entity| !self.merged.contains_key(entity));
        let met = || alive().filter(|&entity| self.met[entity]);
        let titled = || met().filter(|&entity| self.has_title(entity, one));
        match only(alive()).or_else(|| only(met())).or_else(|| only(titled())) {
            Some(entity) => PartOf::One(entity),
            None if alive().next().is_some() => PartOf::Several,
            None => PartOf::Nobody,
        }
    }

    /// Whether the title before a name is one that a person was met with.
    fn has_title(&self, entity: EntityIx, one: &Candidate<'_>) -> bool {
        let entity = &self.entities[entity];
        one.title.as_ref().is_some_and(|title| {
            title.roles.iter().any(|role| entity.roles.contains(role))
                || title.gender.is_some() && title.gender == entity.gender
        })
    }

    /// "Hannah and Peter Brandt": whoever stands before the name may have its last word too, so that the word alone is
    /// nobody's for sure.
    pub(super) fn note_shared(&mut self, tokens: &Tokens, found: &[Candidate<'_>]) {
        let Some(own) = self.own else { return };
        for (at, one) in found.iter().enumerate() {
            let words = one.end - one.first;
            let joined = one.first >= 2 && own.joins(tokens.lower(one.first - 1));
            let person = one.known_kind() == Some(MentionKind::Person)
                || one.known.is_none() && (one.votes.person > 0 || one.tagged == Some(MentionKind::Person));
            if words < 2 || !joined || !person || one.title.is_some() {
                continue;
            }
            let beside = one.first - 2;
            let name = at.checked_sub(1).map(|before| &found[before]).filter(|before| before.end > beside);
            let alone = match name {
                // A name of one word, or one of several that ends otherwise.
                Some(name) => {
                    let other = name.known_kind().is_some_and(|kind| kind != MentionKind::Person)
                        || name.votes.organisation.max(name.votes.place) > 0;
                    name.end == name.first + 1 && name.title.is_none() && !other
                }
                None => tokens[beside].capital && tokens[beside].is_word() && !tokens[beside].upper,
            };
            let word = tokens.lower(beside);
            let known = self.by_word.get(word).is_some_and(|people| {
                people.iter().any(|&person| self.words[person].last().is_some_and(|last| last == word))
            });
            if alone
                && !known
                && !own.signs().exact(word).is_some_and(|signs| signs.any(Signs::COMMON | Signs::CALENDAR))
            {
                self.shared.insert(
                    tokens.lower(one.end - 1)[..tokens.lower(one.end - 1).len() - one.clitic].to_owned(),
                );
            }
        }
    }

    /// The entity of a word whose kind nothing tells here, when the article tells it elsewhere.
    pub(super) fn remembered(&mut self, tokens: &Tokens, one: &Candidate<'_>) -> Option<EntityIx> {
        if one.end != one.first + 1 {
            return None;
        }
        let word = tokens.lower(one.first);
        if let Some(&entity) = self.shorts.get(word) {
            return Some(entity);
        }
        match self.part_of(word, one) {
            PartOf::One(entity) => Some(entity),
            PartOf::Several => {
                let word = word.to_owned();
                let entity = self.add(MentionKind::Person, String::new(), vec![word.clone()]);
                self.shorts.insert(word, entity);
                Some(entity)
            }
            PartOf::Nobody => None,
        }
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
        let part = || {
            let people = self.by_word.get(word).filter(|_| word.len() > 2 && !self.shared.contains(word))?;
            only(people.iter().copied().filter(|entity| !self.merged.contains_key(entity)))
        };
        let entity = self.shorts.get(word).copied().or_else(part)?;
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
        let own = self.own;
        for mention in mentions {
            let form = shown(text, mention.span);
            let entity = &mut self.entities[mention.entity];
            if entity.name == form || entity.aliases.iter().any(|alias| **alias == *form) {
                continue;
            }
            let known = |name: &str| own.is_some_and(|own| own.named(name).is_some());
            if entity.name.is_empty() {
                entity.name = form;
            } else if !entity.relays && fuller(&form, &entity.name) && !known(&entity.name) {
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

/// The only one of some, if there is just one.
fn only(mut some: impl Iterator<Item = EntityIx>) -> Option<EntityIx> {
    let first = some.next()?;
    some.next().is_none().then_some(first)
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
