//! Whom a pronoun, a clitic or nothing at all means.

use super::super::attribution::{Attribution, Source};
use super::super::view::View;
use super::{Register, Speaker};
use crate::lang::Class;
use crate::model::{EntityIx, MentionKind, SpeakerHow};

/// How many sentences back a pronoun may look.
const PRONOUN_REACH: usize = 12;

/// How many sentences back a person still has the word after a body was cited.
const VOICE_REACH: usize = 3;

impl Register {
    /// Whom a pronoun or clitic means: whoever spoke last, unless a person has become the subject since.
    ///
    /// A clitic goes on with a quotation, so bodies and described people count too; "he" and "dia" mean people. The one
    /// spoken to never speaks, and a cue that goes on with a speech ("tambahnya") never changes its speaker.
    pub(super) fn pronoun(&self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
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
        let told = attribution.addressee.and_then(|name| found.mention(name));
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
        match self.people.only() {
            Some(only) if fits(only) && self.speaker.is_none() => Speaker {
                entity: Some(only),
                name: Some(found.entities[only].name.clone()),
                how,
                sure: false,
                why: "the only person named so far",
            },
            _ => nobody,
        }
    }

    pub(super) fn they(&self, view: &View<'_>) -> Speaker {
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

    pub(super) fn carried(&self, view: &View<'_>, attribution: &Attribution<'_>) -> Speaker {
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
}
