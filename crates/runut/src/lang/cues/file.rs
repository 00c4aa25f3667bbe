//! `cues.toml` as it is written: lists of words, and the entries.

use super::{Class, Classes, Cue};
use rustc_hash::FxHashMap;
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    person: Vec<String>,
    place: Vec<String>,
    agency: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    negators: Vec<String>,
    adverbs: Vec<String>,
    blockers: Vec<String>,
    complementizers: Vec<String>,
    addressing: Vec<String>,
    #[serde(default)]
    audience: Vec<String>,
    prepositions: Vec<String>,
    fronting: Vec<String>,
    contrasts: Vec<String>,
    he_or_she: Vec<String>,
    #[serde(default)]
    male: Vec<String>,
    #[serde(default)]
    female: Vec<String>,
    they: Vec<String>,
    first_person: Vec<String>,
    pub(super) clitics: Vec<String>,
    #[serde(default)]
    pointing_after: Vec<String>,
    #[serde(default)]
    pointing_before: Vec<String>,
    #[serde(default)]
    transparent: Vec<String>,
    #[serde(default)]
    speech_nouns: Vec<String>,
    #[serde(default)]
    settings: Vec<String>,
    #[serde(default)]
    setting_prepositions: Vec<String>,
    #[serde(default)]
    meeting: Vec<String>,
    #[serde(default)]
    meeting_with: Vec<String>,
    #[serde(default)]
    ahead: Vec<String>,
    #[serde(default)]
    together: Vec<String>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    referred: Vec<String>,
    #[serde(default)]
    relative: Vec<String>,
    #[serde(default)]
    printed: Vec<String>,
    #[serde(default)]
    agents: Vec<String>,
    #[serde(default)]
    spans_from: Vec<String>,
    #[serde(default)]
    clause_openers: Vec<String>,
    #[serde(default)]
    adverbials: Vec<String>,
    #[serde(default)]
    copulas: Vec<String>,
    #[serde(default)]
    expletives: Vec<String>,
    #[serde(default)]
    auxiliaries: Vec<String>,
    #[serde(default)]
    infinitives: Vec<String>,
    #[serde(default)]
    possessives: Vec<String>,
    #[serde(default)]
    pub(super) aside_endings: Vec<String>,
    #[serde(default)]
    pub(super) plural_endings: Vec<String>,
    #[serde(default)]
    pub(super) owner_endings: Vec<String>,
    #[serde(default)]
    pub(super) adverb_endings: Vec<String>,
    #[serde(default)]
    pub(super) kept_complementizers: Vec<String>,
    #[serde(default)]
    no_sources: Vec<String>,
    #[serde(default)]
    things: Vec<String>,
    #[serde(default)]
    crowds: Vec<String>,
    #[serde(default)]
    pub(super) articles: Vec<String>,
    #[serde(default)]
    no_openings: Vec<String>,
    #[serde(default)]
    descriptions: Descriptions,
    #[serde(default)]
    pub(super) short_titles: FxHashMap<String, String>,
    #[serde(default)]
    introducing: Vec<String>,
    pub(super) cue: Vec<Cue>,
}

impl File {
    /// What each word of the lists may be.
    pub(super) fn classes(&self) -> FxHashMap<String, Classes> {
        let mut classes: FxHashMap<String, Classes> = FxHashMap::default();
        for (words, class) in [
            (&self.negators, Class::Negator),
            (&self.adverbs, Class::Adverb),
            (&self.blockers, Class::Blocker),
            (&self.complementizers, Class::Complementizer),
            (&self.addressing, Class::Addressing),
            (&self.audience, Class::Audience),
            (&self.prepositions, Class::Preposition),
            (&self.fronting, Class::Fronting),
            (&self.contrasts, Class::Contrast),
            (&self.he_or_she, Class::HeOrShe),
            (&self.male, Class::Male),
            (&self.female, Class::Female),
            (&self.they, Class::They),
            (&self.first_person, Class::FirstPerson),
            (&self.pointing_after, Class::PointingAfter),
            (&self.pointing_before, Class::PointingBefore),
            (&self.transparent, Class::Transparent),
            (&self.speech_nouns, Class::SpeechNoun),
            (&self.settings, Class::Setting),
            (&self.setting_prepositions, Class::SettingPreposition),
            (&self.meeting, Class::Meeting),
            (&self.meeting_with, Class::MeetingWith),
            (&self.ahead, Class::Ahead),
            (&self.together, Class::Together),
            (&self.beside, Class::Beside),
            (&self.referred, Class::Referred),
            (&self.relative, Class::Relative),
            (&self.printed, Class::Printed),
            (&self.agents, Class::Agent),
            (&self.spans_from, Class::SpansFrom),
            (&self.clause_openers, Class::Opener),
            (&self.adverbials, Class::Adverbial),
            (&self.copulas, Class::Copula),
            (&self.expletives, Class::Expletive),
            (&self.auxiliaries, Class::Auxiliary),
            (&self.infinitives, Class::Infinitive),
            (&self.possessives, Class::Possessive),
            (&self.no_sources, Class::NoSource),
            (&self.things, Class::Thing),
            (&self.crowds, Class::Crowd),
            (&self.introducing, Class::Introduces),
            (&self.articles, Class::Article),
            (&self.no_openings, Class::NoOpening),
            (&self.descriptions.person, Class::DescribesPerson),
            (&self.descriptions.place, Class::DescribesPlace),
            (&self.descriptions.agency, Class::DescribesAgency),
        ] {
            for word in words {
                classes.entry(word.to_lowercase()).or_default().add(class);
            }
        }
        classes
    }
}
