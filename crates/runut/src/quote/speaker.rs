//! Whom the words for a source mean.
//!
//! Full and short names come from the article's register (`ner`). A pronoun or "-nya" means the subject of the last
//! attribution or sentence, not the nearest name. A description is looked up by its head noun. What stays open stays
//! open: no speaker is better than a wrong one.

use super::Found;
use super::attribution::{Attribution, Source};
use super::view::View;
use crate::lang::Class;
use crate::model::{Confidence, EntityIx, MentionKind, Span, SpeakerHow};

/// A resolved source.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Speaker {
    pub(super) entity: Option<EntityIx>,
    pub(super) name: Option<String>,
    pub(super) how: Option<SpeakerHow>,
    pub(super) sure: bool,
    /// The step that found them, or that left them open.
    pub(super) why: &'static str,
}

/// Longest role, in words, that may stand for a name.
const LONGEST_ROLE: usize = 3;

/// How many sentences back a pronoun may look.
const PRONOUN_REACH: usize = 12;

/// How many sentences back a person still has the word after a body was cited.
const VOICE_REACH: usize = 3;

/// Who has been spoken of so far, in reading order.
#[derive(Default)]
pub(super) struct Register {
    /// Whether the one resolved next speaks in their own right, and not within another's words.
    pub(super) takes_turns: bool,
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
    /// Everybody met so far, in order of first meeting.
    people: Vec<EntityIx>,
}

impl Register {
    /// For a headline, which stands before everybody is met: all people of the article, and nobody's turn.
    pub(super) fn aside(found: Found<'_>) -> Self {
        let people = found.entities.iter().enumerate();
        let people = people.filter(|(_, entity)| entity.kind == MentionKind::Person);
        Self { people: people.map(|(index, _)| index).collect(), ..Self::default() }
    }

    /// Whom the source of an attribution means.
    pub(super) fn resolve(&mut self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
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
    pub(super) fn read_on(&mut self, view: &View<'_>, attributed: bool) {
        for mention in view.mentions {
            let entity = &view.found.entities[mention.entity];
            if entity.relays {
                self.agencies.retain(|(known, _)| *known != mention.entity);
                self.agencies.push((mention.entity, view.sentence));
            }
            if mention.kind == MentionKind::Person && !self.people.contains(&mention.entity) {
                self.people.push(mention.entity);
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
    pub(super) fn heard(&mut self, view: &View<'_>, source: &Source) {
        if let Source::Named { name, .. } = source
            && let Some(mention) = view.mentions.iter().find(|m| m.span == *name)
        {
            self.met(view.found, mention.entity, view.sentence);
            let name = Some(view.found.entities[mention.entity].name.clone());
            let speaker = Speaker {
                entity: Some(mention.entity),
                name,
                how: Some(SpeakerHow::Named),
                sure: true,
                why: "",
            };
            self.speaker = Some((speaker, view.sentence));
        }
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

    /// Whom a pronoun or clitic means: whoever spoke last, unless a person has become the subject since.
    ///
    /// A clitic goes on with a quotation, so bodies and described people count too; "he" and "dia" mean people. The one
    /// spoken to never speaks, and a cue that goes on with a speech ("tambahnya") never changes its speaker.
    fn pronoun(&self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
        let found = view.found;
        let how = Some(SpeakerHow::Pronoun);
        let nobody = Speaker { how, why: "nobody fits the pronoun", ..Speaker::default() };
        let clitic = matches!(attribution.source, Source::Clitic(_));
        let gender = match &attribution.source {
            Source::Pronoun { span, .. } => {
                let classes = view.classes(view.token_from(span.start));
                match (classes.has(Class::Male), classes.has(Class::Female)) {
                    (true, false) => Some('m'),
                    (false, true) => Some('f'),
                    _ => None,
                }
            }
            _ => None,
        };
        let told = attribution.addressee.and_then(|span| found.mentions.iter().find(|m| m.span == span));
        let fits = |entity: EntityIx| {
            let gender_fits = match (gender, found.entities[entity].gender) {
                (Some(wanted), Some(known)) => wanted == known,
                _ => true,
            };
            gender_fits && told.is_none_or(|told| told.entity != entity)
        };
        let near = |sentence: usize| view.sentence - sentence <= PRONOUN_REACH;
        let person = self.person.filter(|(entity, sentence)| fits(*entity) && near(*sentence));
        let speaker = self.speaker.as_ref().filter(|(speaker, sentence)| {
            let is_person = speaker.entity.map(|entity| found.entities[entity].kind == MentionKind::Person);
            near(*sentence) && speaker.entity.is_none_or(fits) && (clitic || is_person.unwrap_or(true))
        });
        // A body cited in between ("Badan itu mencatat …") does not take the word from the person who speaks.
        let body = |speaker: &Speaker| {
            speaker.entity.is_some_and(|entity| found.entities[entity].kind != MentionKind::Person)
        };
        let voice = self.voice.as_ref().filter(|(_, sentence)| view.sentence - sentence <= VOICE_REACH);
        let speaker = match (speaker, voice) {
            (Some((last, _)), Some(voice)) if body(last) && voice.0.entity.is_none_or(fits) => Some(voice),
            _ => speaker,
        };
        let goes_on = attribution.entry.is_some_and(|cue| cue.continues);
        if let Some((speaker, sentence)) = speaker
            && (goes_on || person.is_none_or(|(_, subject)| *sentence >= subject))
        {
            let same = speaker.entity.is_some() && speaker.entity == person.map(|(entity, _)| entity);
            let sure = view.sentence - sentence <= 1 && speaker.sure && (same || person.is_none() || clitic);
            let why = if goes_on { "goes on with the speech before" } else { "who spoke last" };
            return Speaker { how, sure, why, ..speaker.clone() };
        }
        if goes_on {
            return nobody;
        }
        if let Some((entity, sentence)) = person {
            // A body or a described person that spoke after this person was met leaves the pronoun open.
            let overtaken =
                self.speaker.as_ref().is_some_and(|(last, at)| *at > sentence && last.entity != Some(entity));
            let spoke = self.speaker.as_ref().is_some_and(|(last, _)| last.entity == Some(entity));
            let name = Some(found.entities[entity].name.clone());
            let sure =
                view.sentence - sentence <= 1 && !overtaken && (spoke || self.speaker.is_none() || !clitic);
            let why = "the person who was the subject last";
            return if overtaken { nobody } else { Speaker { entity: Some(entity), name, how, sure, why } };
        }
        match self.people.as_slice() {
            [only] if fits(*only) && self.speaker.is_none() => Speaker {
                entity: Some(*only),
                name: Some(found.entities[*only].name.clone()),
                how,
                sure: false,
                why: "the only person named so far",
            },
            _ => nobody,
        }
    }

    /// The agency a description points back to: the last one named, unless another was named beside it.
    fn last_agency(&self) -> Option<EntityIx> {
        match self.agencies.as_slice() {
            [] => None,
            [.., (_, before), (_, last)] if before == last => None,
            [.., (agency, _)] => Some(*agency),
        }
    }

    /// The agency of this article that is known to speak for a state named in the description
    /// ("media pemerintah Aru"), where there is just one.
    fn state_agency(&self, view: &View<'_>, span: Span) -> Option<EntityIx> {
        let state = view.mentions.iter().find(|m| span.contains(m.span) && m.kind == MentionKind::Place)?;
        let state = &view.found.entities[state.entity];
        let speaks_for = |name: &str| {
            let known = view.packs.outlets.named(name);
            known.is_some_and(|outlet| {
                outlet
                    .state
                    .iter()
                    .any(|of| *of == state.name || state.aliases.iter().any(|alias| **alias == **of))
            })
        };
        let entities = view.found.entities.iter().enumerate();
        let mut agencies =
            entities.filter(|(_, entity)| entity.relays && speaks_for(&entity.name)).map(|(index, _)| index);
        let only = agencies.next()?;
        agencies.next().is_none().then_some(only)
    }

    fn they(&self, view: &View<'_>) -> Speaker {
        let how = Some(SpeakerHow::Pronoun);
        match &self.speaker {
            Some((speaker, sentence))
                if view.sentence - sentence <= 1
                    && speaker.entity.is_none_or(|e| view.found.entities[e].kind != MentionKind::Person) =>
            {
                Speaker { how, sure: false, why: "who spoke last", ..speaker.clone() }
            }
            _ => Speaker { how, ..Speaker::default() },
        }
    }

    fn carried(&self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
        let how = Some(SpeakerHow::Carried);
        // A coordinated cue ("… dan menyalahkan …") has the subject of the sentence before, person or not.
        if !attribution.cue.is_empty() {
            let recent = [self.person, self.body].into_iter().flatten().max_by_key(|(_, sentence)| *sentence);
            return match recent {
                Some((entity, sentence)) if view.sentence - sentence <= 2 => Speaker {
                    entity: Some(entity),
                    name: Some(view.found.entities[entity].name.clone()),
                    how,
                    sure: false,
                    why: "the subject of the sentence before",
                },
                _ => Speaker { how, ..Speaker::default() },
            };
        }
        match &self.speaker {
            Some((speaker, sentence)) if view.sentence - sentence <= 1 => {
                let sure = speaker.sure && !attribution.doubtful;
                Speaker { how, sure, why: "goes on with the speech before", ..speaker.clone() }
            }
            _ => Speaker { how, ..Speaker::default() },
        }
    }

    /// A description read without the sentence that holds its attribution: pointing by its own words.
    pub(super) fn description(&self, view: &View<'_>, span: Span) -> Speaker {
        let tokens = view.found.tokens.within(span);
        let pointing =
            tokens.clone().any(|at| view.is(at, Class::PointingAfter) || view.is(at, Class::PointingBefore));
        self.described(view, span, pointing)
    }

    fn described(&self, view: &View<'_>, span: Span, pointing: bool) -> Speaker {
        let found = view.found;
        let text = tidy(span.of(view.text()));
        let tokens = found.tokens.within(span);
        let has = |class: Class| tokens.clone().any(|at| view.is(at, class));
        let how = Some(SpeakerHow::Description);
        let entity = |entity: EntityIx, why: &'static str| Speaker {
            entity: Some(entity),
            name: Some(found.entities[entity].name.clone()),
            how,
            sure: false,
            why,
        };
        let inside = |candidate: EntityIx| {
            found.mentions.iter().any(|m| span.contains(m.span) && m.entity == candidate)
        };
        if has(Class::DescribesAgency) {
            if let Some(agency) = self.state_agency(view, span) {
                return entity(agency, "the agency of the state named");
            }
            // "kantor berita negara tersebut", "media pemerintah": the agency named before, if there is one.
            let agency = self.last_agency().filter(|_| pointing || !has_capital_name(view, span));
            // "lembaga itu": the body that was the subject since, rather than an agency cited before it.
            let named_at = self.agencies.last().map_or(0, |(_, sentence)| *sentence);
            let since = self.body.filter(|(body, sentence)| {
                pointing
                    && *sentence >= named_at
                    && found.entities[*body].kind == MentionKind::Organisation
                    && !inside(*body)
            });
            if let Some(body) = since.map(|(body, _)| body).or(agency) {
                return entity(body, "the agency or body named last");
            }
        } else if has(Class::DescribesPerson) && (pointing || is_bare_role(view, span)) {
            let role = |candidate: &&EntityIx| {
                let roles = &found.entities[**candidate].roles;
                tokens.clone().any(|at| {
                    view.is(at, Class::DescribesPerson)
                        && roles.iter().any(|role| role.split(' ').any(|word| word == view.lower(at)))
                })
            };
            let candidates: Vec<&EntityIx> = self.people.iter().filter(role).collect();
            let last = self.last_person(view).filter(|last| !inside(*last));
            match candidates.as_slice() {
                [only] => return entity(**only, "the only one of this role"),
                // "Perwira berkumis itu": whoever spoke last, unless the article gives the role to others.
                [] if pointing
                    && view.is(tokens.start, Class::DescribesPerson)
                    && !has(Class::Relative)
                    && !has_capital_person(view, span) =>
                {
                    if let Some(last) = last {
                        return entity(last, "the person who was the subject last");
                    }
                }
                several => {
                    if let Some(last) = last.filter(|last| several.contains(&last)) {
                        return entity(last, "of this role, the one who was the subject last");
                    }
                }
            }
        } else if pointing && has(Class::DescribesPlace) {
            // "negara itu" is a state; "perusahaan listrik negara itu" the body that was the subject last.
            let order = match view.is(tokens.start, Class::DescribesPlace) {
                true => [self.state, self.body],
                false => [self.body, self.state],
            };
            let meant = order.into_iter().flatten().find(|(body, _)| !inside(*body));
            if let Some((body, _)) = meant {
                return entity(body, "the state or body that was the subject last");
            }
            return Speaker { how, ..Speaker::default() };
        }
        // What points back and finds nobody still says what it says, without the pointing.
        let text = match tokens.clone().next_back() {
            Some(last) if view.is(last, Class::PointingAfter) && tokens.len() > 1 => {
                tidy(view.span_of(tokens.start..last).of(view.text()))
            }
            _ => text,
        };
        let named = tokens.clone().all(|at| found.tokens[at].capital);
        Speaker {
            entity: None,
            name: Some(text),
            how: if named { Some(SpeakerHow::Named) } else { how },
            sure: false,
            why: "the words that stand there",
        }
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
    // The capital of a sentence's first word names nobody, unless nothing else stands there.
    let begins = view.span(view.start).start == span.start && speaker.how != Some(SpeakerHow::Named);
    let named = !begins && first.clone().any(|at| view.found.tokens[at].capital);
    speaker.entity.is_none() && !named && !first.any(speaks)
}

/// Whether a description is a role and nothing else ("hakim", "the minister").
fn is_bare_role(view: &View<'_>, span: Span) -> bool {
    let tokens = view.found.tokens.within(span);
    tokens.len() <= LONGEST_ROLE
        && view.is(tokens.start, Class::DescribesPerson)
        && tokens.clone().all(|at| view.found.tokens[at].is_word())
        && !has_capital_name(view, span)
}

/// Whether a description names a person ("istri Rina itu").
fn has_capital_person(view: &View<'_>, span: Span) -> bool {
    view.mentions.iter().any(|mention| span.contains(mention.span) && mention.kind == MentionKind::Person)
}

/// Whether a description holds a name of its own.
fn has_capital_name(view: &View<'_>, span: Span) -> bool {
    view.mentions.iter().any(|mention| span.contains(mention.span))
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
    // "Petugas itu, Aris Munandar, tertawa": a description, and between commas the name.
    let named_after = |comma: &usize| {
        let mention = view.mention_at(comma + 1).filter(|m| m.kind == MentionKind::Person)?;
        let closed = view.is_mark(view.token_from(mention.whole.end), ",");
        (view.token_from(mention.whole.start) <= comma + 1 && closed).then_some(mention.entity)
    };
    if view.is(start, Class::DescribesPerson)
        && let Some(comma) = (start..view.end.min(start + 8)).find(|&at| view.is_mark(at, ","))
        && let Some(entity) = named_after(&comma)
    {
        return Some(entity);
    }
    if view.is(start, Class::Fronting) {
        let comma = (start..view.end.min(start + 25)).find(|&at| view.is_mark(at, ","))?;
        return at_start((comma + 1).min(view.end - 1));
    }
    None
}

/// The speaker a name stands for.
fn named(view: &View<'_>, name: Span, whole: Span, doubtful: bool) -> Speaker {
    let Some(mention) = view.mentions.iter().find(|m| m.span == name) else {
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
        sure: !doubtful,
        why: if short { "part of a name of this article" } else { "the name that stands there" },
    }
}

/// The text with its white space made plain.
pub(super) fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches([',', ' ']).to_owned()
}

/// What a speaker's sureness is called in the findings.
pub(super) fn confidence(speaker: &Speaker) -> Confidence {
    if speaker.sure { Confidence::Sure } else { Confidence::Likely }
}
