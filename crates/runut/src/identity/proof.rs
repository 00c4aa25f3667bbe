//! What shows that a part of a name is somebody's.

use super::Beside;
use super::groups::Groups;
use super::named::Named;
use crate::model::{ArticleIx, Evidence, Reading, SameBy, StatementKind};
use std::collections::{BTreeMap, BTreeSet};

/// Reports of one event that must put a person first before their bare name in another report of it is theirs.
const REPORTS: usize = 2;

/// Words of a quotation from which it is nobody else's by chance.
const WORDS: usize = 6;

/// What was found, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Proof {
    pub why: SameBy,
    pub beside: Option<Beside>,
}

/// What the reports of a story say of its people, for proofs.
pub(super) struct Story<'a> {
    named: &'a [Named<'a>],
    readings: &'a [Reading],
    /// The event of each article.
    event: BTreeMap<ArticleIx, usize>,
    /// Who is quoted with these words: the entity, and the place of the words.
    quoted: BTreeMap<String, Vec<(usize, Evidence)>>,
    /// The words each entity is quoted with.
    words: BTreeMap<usize, Vec<String>>,
    /// Where each entity of each article stands among what is named.
    place: BTreeMap<(ArticleIx, usize), usize>,
}

impl<'a> Story<'a> {
    pub fn of(story: &crate::model::Story, readings: &'a [Reading], named: &'a [Named<'a>]) -> Self {
        let events = story.events.iter().enumerate();
        let event = events.flat_map(|(at, event)| event.articles.iter().map(move |&article| (article, at)));
        let mut told = Self {
            named,
            readings,
            event: event.collect(),
            quoted: BTreeMap::new(),
            words: BTreeMap::new(),
            place: named.iter().enumerate().map(|(at, one)| ((one.article, one.at), at)).collect(),
        };
        story.articles.iter().for_each(|&article| told.note_quotations(article));
        told
    }

    fn note_quotations(&mut self, article: ArticleIx) {
        let Some(reading) = self.readings.get(article) else { return };
        let direct = reading.annotations.statements.iter().filter(|one| one.kind == StatementKind::Direct);
        for statement in direct {
            let Some(&at) = statement.speaker.and_then(|speaker| self.place.get(&(article, speaker))) else {
                continue;
            };
            let Some(&span) = statement.content.iter().max_by_key(|span| span.len()) else { continue };
            let lower = span.of(&reading.article.text).to_lowercase();
            let words: Vec<&str> =
                lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
            if words.len() < WORDS {
                continue;
            }
            let key = words.join(" ");
            let evidence = Evidence::new(&reading.article, span);
            self.quoted.entry(key.clone()).or_default().push((at, evidence));
            self.words.entry(at).or_default().push(key);
        }
    }

    /// What shows that a name of one word is this person's, whose full names these are.
    pub fn proof(&self, form: usize, person: &[usize], alone: bool, groups: &Groups) -> Option<Proof> {
        let quotation = || {
            let same = self.words.get(&form)?.iter().filter_map(|words| self.quoted.get(words)).flatten();
            let other = same.into_iter().find(|(at, _)| person.contains(at))?;
            Some(Proof { why: SameBy::Words, beside: Some(Beside::Quotation(other.1.clone())) })
        };
        let bare = || alone.then(|| self.put_first(form, person)).flatten();
        self.office(form, person).or_else(quotation).or_else(|| self.body(form, person, groups)).or_else(bare)
    }

    /// The same office.
    pub fn office(&self, form: usize, person: &[usize]) -> Option<Proof> {
        let own = &self.named[form].offices;
        let other = person.iter().find(|&&at| !own.is_disjoint(&self.named[at].offices))?;
        Some(Proof { why: SameBy::Office, beside: Some(Beside::Mention(*other)) })
    }

    /// The same body or country, where no office speaks against it.
    fn body(&self, form: usize, person: &[usize], groups: &Groups) -> Option<Proof> {
        let of = |at: usize| {
            let one = &self.named[at];
            Some(groups.root(*self.place.get(&(one.article, one.of?))?))
        };
        let own = of(form)?;
        let other = person.iter().find(|&&at| of(at) == Some(own) && !self.conflict(form, at))?;
        Some(Proof { why: SameBy::Body, beside: Some(Beside::Mention(*other)) })
    }

    /// Whether two have offices, and none in common.
    pub fn conflict(&self, one: usize, two: usize) -> bool {
        let (one, two) = (&self.named[one].offices, &self.named[two].offices);
        !one.is_empty() && !two.is_empty() && one.is_disjoint(two)
    }

    /// Several reports of the event put this person first, and so does the one with the bare name.
    fn put_first(&self, form: usize, person: &[usize]) -> Option<Proof> {
        let own = &self.named[form];
        let event = self.event.get(&own.article)?;
        let same = |at: &&usize| {
            let other = &self.named[**at];
            other.first && other.article != own.article && self.event.get(&other.article) == Some(event)
        };
        let reports: BTreeSet<ArticleIx> =
            person.iter().filter(same).map(|&at| self.named[at].article).collect();
        let against = person.iter().any(|&at| self.conflict(form, at));
        let first = person.iter().find(same)?;
        (own.first && reports.len() >= REPORTS && !against)
            .then_some(Proof { why: SameBy::PutFirst, beside: Some(Beside::Mention(*first)) })
    }
}
