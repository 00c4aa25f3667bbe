//! Whom the words for a source mean.
//!
//! Full and short names come from the article's register (`ner`). A pronoun or "-nya" means the subject of the last
//! attribution or sentence, not the nearest name. A description is looked up by its head noun. What stays open stays
//! open: no speaker is better than a wrong one.

mod description;
mod people;
mod pronoun;

use super::Found;
use super::attribution::{Attribution, Source};
use super::view::View;
use crate::lang::Class;
use crate::model::{Confidence, EntityIx, MentionHow, MentionKind, Span, SpeakerHow};
use people::People;
use std::collections::BTreeSet;

/// A resolved source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::quote) struct Speaker {
    pub(in crate::quote) entity: Option<EntityIx>,
    pub(in crate::quote) name: Option<String>,
    pub(in crate::quote) how: Option<SpeakerHow>,
    pub(in crate::quote) sure: bool,
    /// The step that found them, or that left them open.
    pub(in crate::quote) why: &'static str,
}

/// Longest title, in tokens, before the name of a sentence's subject.
const LONGEST_TITLE: usize = 18;

/// Longest role, in words, that may stand for a name.
const LONGEST_ROLE: usize = 3;

/// Who has been spoken of so far, in reading order.
#[derive(Default)]
pub(in crate::quote) struct Register {
    /// Whether the one resolved next speaks in their own right, and not within another's words.
    pub(in crate::quote) takes_turns: bool,
    /// The last person who was the subject of an attribution or a sentence, and where.
    person: Option<(EntityIx, usize)>,
    /// The last state or body that was a subject, and where.
    body: Option<(EntityIx, usize)>,
    /// The last state that was a subject, and where.
    state: Option<(EntityIx, usize)>,
    /// The last speaker, and where.
    speaker: Option<(Speaker, usize)>,
    /// The last person who spoke, and where.
    voice: Option<(Speaker, usize)>,
    /// The agencies and outlets named so far, the last one last, and where each was named last.
    agencies: Vec<(EntityIx, usize)>,
    /// Everybody met so far: how many, the first of them, and by the words of their roles.
    people: People,
    /// The agencies and outlets of the article.
    relays: Vec<EntityIx>,
    /// The people told of by one word that is part of others' names as well: they may be any of those.
    shared: BTreeSet<EntityIx>,
}

impl Register {
    /// For a headline, which stands before everybody is met: all people of the article, and nobody's turn.
    pub(in crate::quote) fn aside(found: Found<'_>) -> Self {
        let mut register = Self::new(found);
        for (index, entity) in found.entities.iter().enumerate() {
            if entity.kind == MentionKind::Person {
                register.people.meet(found, index);
            }
        }
        register
    }

    /// For the body of an article, before anything is read.
    pub(in crate::quote) fn new(found: Found<'_>) -> Self {
        let entities = found.entities.iter().enumerate();
        let relays = entities.filter(|(_, entity)| entity.relays).map(|(index, _)| index).collect();
        Self { relays, shared: people::shared(found), ..Self::default() }
    }

    /// Whom the source of an attribution means.
    pub(in crate::quote) fn resolve(&mut self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
        let found = view.found;
        let speaker = match &attribution.source {
            Source::Named { name, whole } => named(view, *name, *whole, attribution.doubtful),
            Source::Joint(span) => Speaker {
                entity: None,
                name: Some(tidy(span.of(view.text()))),
                how: Some(SpeakerHow::Named),
                sure: !attribution.doubtful,
                why: "names that speak together",
            },
            Source::Pronoun { singular: true, .. } | Source::Clitic(_) => self.pronoun(view, attribution),
            Source::Pronoun { singular: false, .. } => self.they(view),
            Source::Described { span, pointing } => self.described(view, *span, *pointing),
            Source::Carried => self.carried(view, attribution),
            Source::Writer | Source::Unknown => Speaker::default(),
        };
        // A pronoun whose verb stands apart from it is doubtful whoever it means.
        let sure = speaker.sure && !attribution.doubtful;
        let speaker = match speaker.entity.is_some_and(|entity| self.shared.contains(&entity)) {
            true => {
                Speaker { sure: false, why: "a name that several people of this article may have", ..speaker }
            }
            false => Speaker { sure, ..speaker },
        };
        if self.takes_turns {
            if let Some(entity) = speaker.entity {
                self.met(found, entity, view.sentence);
            }
            if speaker.name.is_some() && !is_thing(view, attribution, &speaker) {
                self.speaker = Some((speaker.clone(), view.sentence));
                let person =
                    speaker.entity.is_some_and(|entity| found.entities[entity].kind == MentionKind::Person);
                if person {
                    self.voice = self.speaker.clone();
                }
            }
        }
        speaker
    }

    /// Takes note of the subject of a sentence that attributes nothing, and of the agencies it names.
    pub(in crate::quote) fn read_on(&mut self, view: &View<'_>, attributed: bool) {
        for mention in view.mentions {
            let entity = &view.found.entities[mention.entity];
            if entity.relays {
                self.agencies.retain(|(known, _)| *known != mention.entity);
                self.agencies.push((mention.entity, view.sentence));
            }
            if mention.kind == MentionKind::Person {
                self.people.meet(view.found, mention.entity);
            }
        }
        if attributed {
            return;
        }
        if let Some(subject) = sentence_subject(view) {
            self.met(view.found, subject, view.sentence);
        }
    }

    /// Takes note of somebody who is said to have spoken, without what was said.
    pub(in crate::quote) fn heard(&mut self, view: &View<'_>, source: &Source) {
        if let Source::Named { name, .. } = source
            && let Some(mention) = view.mention(*name)
        {
            self.met(view.found, mention.entity, view.sentence);
            let name = Some(view.found.entities[mention.entity].name.clone());
            let speaker = Speaker {
                entity: Some(mention.entity),
                name,
                how: Some(SpeakerHow::Named),
                sure: !self.shared.contains(&mention.entity),
                why: "",
            };
            self.speaker = Some((speaker, view.sentence));
        }
    }

    /// The person who has the word: who spoke in this sentence or in one of the two before.
    pub(in crate::quote) fn speaking(&self, view: &View<'_>) -> Option<EntityIx> {
        let (speaker, _) = self.voice.as_ref().filter(|(_, sentence)| view.sentence - sentence <= 2)?;
        speaker.entity
    }

    fn met(&mut self, found: Found<'_>, entity: EntityIx, sentence: usize) {
        match found.entities[entity].kind {
            MentionKind::Person => self.person = Some((entity, sentence)),
            MentionKind::Place => {
                self.body = Some((entity, sentence));
                self.state = self.body;
            }
            _ => self.body = Some((entity, sentence)),
        }
    }

    /// The person who was the last subject or speaker, not far back, where nobody unnamed has spoken since.
    fn last_person(&self, view: &View<'_>) -> Option<EntityIx> {
        let (person, sentence) = self.person.filter(|(_, sentence)| view.sentence - sentence <= 2)?;
        let since = self.speaker.as_ref().filter(|(_, at)| *at >= sentence);
        since.is_none_or(|(speaker, _)| speaker.entity == Some(person)).then_some(person)
    }
}

/// Whether a source is a thing that tells something ("survei itu", "data kepolisian"): nobody's turn to speak.
fn is_thing(view: &View<'_>, attribution: &Attribution<'_>, speaker: &Speaker) -> bool {
    let Source::Described { span, .. } = attribution.source else { return false };
    let speaks = |at: usize| {
        let classes = view.classes(at);
        [Class::DescribesPerson, Class::DescribesAgency, Class::DescribesPlace]
            .into_iter()
            .any(|class| classes.has(class))
    };
    let mut first = view.found.tokens.within(span).take(LONGEST_ROLE);
    // "data badan itu", "the survey", "sejumlah pakar": no one of them goes on to speak.
    let heads = |class: Class| first.clone().take(2).any(|at| view.is(at, class));
    if speaker.entity.is_none() && (heads(Class::Thing) || heads(Class::Crowd)) {
        return true;
    }
    // The capital of a sentence's first word names nobody, unless nothing else stands there.
    let begins = view.span(view.start).start == span.start && speaker.how != Some(SpeakerHow::Named);
    // "Rina's views" go on to say nothing.
    let owned = first.clone().any(|at| view.cues.owns(view.lower(at)));
    let named = !begins && !owned && first.clone().any(|at| view.found.tokens[at].capital);
    speaker.entity.is_none() && !named && !first.any(speaks)
}

/// The subject of a sentence: the name it begins with, or begins with after a fronted phrase.
fn sentence_subject(view: &View<'_>) -> Option<EntityIx> {
    let start = view.start;
    if start >= view.end {
        return None;
    }
    let at_start = |at: usize| {
        let mention = view.mention_at(at)?;
        (view.token_from(mention.whole.start) <= at).then_some(mention.entity)
    };
    if let Some(entity) = at_start(start) {
        return Some(entity);
    }
    // "Salah satunya adalah Ketua Himpunan Aru, Rina Lestari.": whom the sentence ends with.
    if (start..view.end.min(start + 2)).any(|at| view.is(at, Class::Introduces)) {
        let last = view.mentions.iter().rev().find(|mention| mention.kind == MentionKind::Person)?;
        return Some(last.entity);
    }
    // "Petugas itu, Aris Munandar, tertawa": a description, and between commas the name.
    let named_after = |comma: &usize| {
        let mention = view.mention_at(comma + 1).filter(|m| m.kind == MentionKind::Person)?;
        let closed = view.is_mark(view.token_from(mention.whole.end), ",");
        (view.token_from(mention.whole.start) <= comma + 1 && closed).then_some(mention.entity)
    };
    if (view.is(start, Class::DescribesPerson) || view.is(start, Class::PointingBefore))
        && let Some(comma) = (start..view.end.min(start + 8)).find(|&at| view.is_mark(at, ","))
        && let Some(entity) = named_after(&comma)
    {
        return Some(entity);
    }
    if view.is(start, Class::Fronting) {
        let comma = (start..view.end.min(start + 25)).find(|&at| view.is_mark(at, ","))?;
        return at_start((comma + 1).min(view.end - 1));
    }
    titled(view)
}

/// `Pembina Komunitas Aru Rina Lestari senang`: the person named behind a title in capitals that begins the sentence.
fn titled(view: &View<'_>) -> Option<EntityIx> {
    for at in view.start..view.end.min(view.start + LONGEST_TITLE) {
        let token = &view.found.tokens[at];
        if let Some(mention) = view.mention_at(at).filter(|m| m.kind == MentionKind::Person) {
            let after = view.found.tokens.get(view.token_from(mention.whole.end))?;
            return (after.is_word() && !after.capital).then_some(mention.entity);
        }
        let joins = [Class::Together, Class::Relative, Class::Preposition, Class::Adverb];
        let title = token.capital
            || token.is_number()
            || at > view.start && (!token.is_word() || joins.iter().any(|class| view.is(at, *class)));
        if !title || view.is_mark(at, ",") {
            return None;
        }
    }
    None
}

/// The speaker a name stands for.
fn named(view: &View<'_>, name: Span, whole: Span, doubtful: bool) -> Speaker {
    let Some(mention) = view.mention(name) else {
        let text = tidy(whole.of(view.text()));
        let why = "the words that stand there";
        return Speaker { entity: None, name: Some(text), how: Some(SpeakerHow::Named), sure: false, why };
    };
    let entity = &view.found.entities[mention.entity];
    let words = |text: &str| text.split_whitespace().count();
    let short = mention.kind == MentionKind::Person && words(name.of(view.text())) < words(&entity.name);
    Speaker {
        entity: Some(mention.entity),
        name: Some(entity.name.clone()),
        how: Some(if short { SpeakerHow::ShortName } else { SpeakerHow::Named }),
        // Somebody only the model takes for a person is nobody's sure speaker.
        sure: !(doubtful || mention.kind == MentionKind::Person && mention.how == MentionHow::Model),
        why: if short { "part of a name of this article" } else { "the name that stands there" },
    }
}

/// The text with its white space made plain.
pub(in crate::quote) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches([',', ' ']).to_owned()
}

/// What a speaker's sureness is called in the findings.
pub(in crate::quote) fn confidence(speaker: &Speaker) -> Confidence {
    if speaker.sure { Confidence::Sure } else { Confidence::Likely }
}
