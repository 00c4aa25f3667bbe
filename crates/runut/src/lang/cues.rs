//! `cues.toml`: the words by which a text says that somebody said something.

use super::Language;
use super::pack::{PackError, line_of, parse};
use crate::model::{Act, Tokens};
use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The frames a cue may stand in; `docs/packs.md` shows each with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Frame {
    /// After the content.
    Tail,
    /// Before the content.
    Head,
    /// Before quoted content only.
    Quote,
    /// Before an object that is called something.
    As,
    /// Before the content, in headlines.
    Title,
    /// Before or after the source, which stands beside the content.
    According,
    /// Names through whom it came.
    Relay,
    /// Names who said something, without what ("Hal senada disampaikan Rina").
    Agent,
    /// A participle whose subject stands before another verb ("…, saying that …").
    Participle,
    /// A passive whose subject is part of the content ("Rina is expected to …").
    Passive,
    /// Behind a form of "to be" ("Rina is confident that …").
    Copula,
    /// A noun whose owner is the source ("Rina's claim that …").
    Noun,
}

/// An entry of the pack: forms with one act and the same frames.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The entry's name, given as the rule of what it finds.
    pub name: String,
    /// What is done with the content.
    pub act: Act,
    /// Counts only with a complementizer or quotation marks.
    #[serde(default)]
    pub weak: bool,
    /// Its object is the one spoken to ("told Rina the road was closed"): counts only with a complementizer, quotation
    /// marks, or words after that object.
    #[serde(default)]
    pub object: bool,
    /// Relays only: the source is cited by whoever speaks, not by the outlet ("mengutip").
    #[serde(default)]
    pub farther: bool,
    /// Goes on with a speech begun before ("tambahnya"): never the first words of another speaker.
    #[serde(default)]
    pub continues: bool,
    /// Content may be a deed ("promised to come").
    #[serde(default)]
    pub infinitive: bool,
    /// Content is a thing, not a clause ("praised the plan").
    #[serde(default)]
    pub thing: bool,
    /// The form is a noun as well ("plans"): a described source counts only where a complementizer follows.
    #[serde(default)]
    pub also_noun: bool,
    /// Whether the content was put into words, by the source itself; unless told, an attitude (`believe`, `want`) and what is
    /// said about a thing were not.
    #[serde(default)]
    voiced: Option<bool>,
    /// Where it may stand.
    pub frames: Vec<Frame>,
    /// The word that must follow the object in the frame `as`.
    #[serde(default)]
    pub as_word: Option<String>,
    #[serde(default)]
    forms: Vec<String>,
    /// The same cue in the frames that their names tell.
    #[serde(default)]
    participles: Vec<String>,
    #[serde(default)]
    passives: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<String>,
}

impl Cue {
    /// Whether what it attributes was put into words.
    pub fn voiced(&self) -> bool {
        self.voiced.unwrap_or(!self.thing && !matches!(self.act, Act::Believe | Act::Want))
    }

    /// Whether it may stand in a frame.
    pub fn stands(&self, frame: Frame) -> bool {
        self.frames.contains(&frame)
    }

    /// The entry's other forms as a cue of one frame of their own.
    fn as_frame(&self, frame: Frame, forms: Vec<String>) -> Self {
        Self {
            name: self.name.clone(),
            as_word: self.as_word.clone(),
            frames: vec![frame],
            forms,
            participles: Vec::new(),
            passives: Vec::new(),
            nouns: Vec::new(),
            examples: Vec::new(),
            never: Vec::new(),
            ..*self
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    content: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    addressee: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Descriptions {
    person: Vec<String>,
    place: Vec<String>,
    agency: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
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
    clitics: Vec<String>,
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
    together: Vec<String>,
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
    auxiliaries: Vec<String>,
    #[serde(default)]
    infinitives: Vec<String>,
    #[serde(default)]
    possessives: Vec<String>,
    #[serde(default)]
    aside_endings: Vec<String>,
    #[serde(default)]
    plural_endings: Vec<String>,
    #[serde(default)]
    adverb_endings: Vec<String>,
    #[serde(default)]
    kept_complementizers: Vec<String>,
    #[serde(default)]
    no_sources: Vec<String>,
    #[serde(default)]
    descriptions: Descriptions,
    cue: Vec<Cue>,
}

/// What a word may be in an attribution; a word may be several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u64)]
pub enum Class {
    /// Denies the cue.
    Negator = 1,
    /// May stand between source and cue.
    Adverb = 1 << 1,
    /// Cancels a cue right after it.
    Blocker = 1 << 2,
    /// Opens the content.
    Complementizer = 1 << 3,
    /// Stands before the one spoken to.
    Addressing = 1 << 4,
    /// Is spoken to in general.
    Audience = 1 << 5,
    /// Ends an inverted source.
    Preposition = 1 << 6,
    /// Begins a phrase set before the subject.
    Fronting = 1 << 7,
    /// Ends the content after a comma.
    Contrast = 1 << 8,
    /// Third person singular.
    HeOrShe = 1 << 9,
    /// Third person plural.
    They = 1 << 10,
    /// First person.
    FirstPerson = 1 << 11,
    /// Makes the description before it point back.
    PointingAfter = 1 << 12,
    /// Makes the description after it point back.
    PointingBefore = 1 << 13,
    /// Passes speech on to the body named after it.
    Transparent = 1 << 14,
    /// What somebody said.
    SpeechNoun = 1 << 15,
    /// An occasion or document in which something is said.
    Setting = 1 << 16,
    /// Stands before a setting.
    SettingPreposition = 1 << 17,
    /// Meeting somebody.
    Meeting = 1 << 18,
    /// Stands between the meeting and whom.
    MeetingWith = 1 << 19,
    /// Stands between two who speak together.
    Together = 1 << 20,
    /// Begins a relative clause.
    Relative = 1 << 21,
    /// Tells where speech was printed.
    Printed = 1 << 22,
    /// Head noun of a described person.
    DescribesPerson = 1 << 23,
    /// Head noun of a described place.
    DescribesPlace = 1 << 24,
    /// Head noun of a described agency.
    DescribesAgency = 1 << 25,
    /// Stands before the agent of a passive, inside a source ("a statement released by her ministry").
    Agent = 1 << 28,
    /// Stands before a day that begins or ends something else ("since July").
    SpansFrom = 1 << 29,
    /// Is referred to without speaking ("according to plan").
    NoSource = 1 << 36,
    /// Tells of a man.
    Male = 1 << 26,
    /// Tells of a woman.
    Female = 1 << 27,
    /// Begins a clause, and so stands before its subject.
    Opener = 1 << 30,
    /// Begins a phrase or clause that tells when, why or how, and ends a phrase before it.
    Adverbial = 1 << 31,
    /// A form of "to be".
    Copula = 1 << 32,
    /// Stands before the verb of a clause ("has", "will").
    Auxiliary = 1 << 33,
    /// Opens content that is a deed ("to").
    Infinitive = 1 << 34,
    /// Tells whose something is ("his").
    Possessive = 1 << 35,
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// Whether the class is among them.
    pub fn has(self, class: Class) -> bool {
        self.0 & class as u64 != 0
    }
}

#[derive(Debug)]
struct Form {
    words: Vec<String>,
    cue: usize,
}

/// Compiled from `cues.toml`.
#[derive(Debug)]
pub struct Cues {
    all: Vec<Cue>,
    /// First word of each form, longest forms first.
    forms: FxHashMap<String, Vec<Form>>,
    classes: FxHashMap<String, Classes>,
    clitics: Vec<String>,
    kept_complementizers: Vec<String>,
    aside_endings: Vec<String>,
    plural_endings: Vec<String>,
    adverb_endings: Vec<String>,
    lines: Vec<usize>,
}

impl Cues {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, "cues.toml", text)?;
        let mut classes: FxHashMap<String, Classes> = FxHashMap::default();
        for (words, class) in [
            (&file.negators, Class::Negator),
            (&file.adverbs, Class::Adverb),
            (&file.blockers, Class::Blocker),
            (&file.complementizers, Class::Complementizer),
            (&file.addressing, Class::Addressing),
            (&file.audience, Class::Audience),
            (&file.prepositions, Class::Preposition),
            (&file.fronting, Class::Fronting),
            (&file.contrasts, Class::Contrast),
            (&file.he_or_she, Class::HeOrShe),
            (&file.male, Class::Male),
            (&file.female, Class::Female),
            (&file.they, Class::They),
            (&file.first_person, Class::FirstPerson),
            (&file.pointing_after, Class::PointingAfter),
            (&file.pointing_before, Class::PointingBefore),
            (&file.transparent, Class::Transparent),
            (&file.speech_nouns, Class::SpeechNoun),
            (&file.settings, Class::Setting),
            (&file.setting_prepositions, Class::SettingPreposition),
            (&file.meeting, Class::Meeting),
            (&file.meeting_with, Class::MeetingWith),
            (&file.together, Class::Together),
            (&file.relative, Class::Relative),
            (&file.printed, Class::Printed),
            (&file.agents, Class::Agent),
            (&file.spans_from, Class::SpansFrom),
            (&file.clause_openers, Class::Opener),
            (&file.adverbials, Class::Adverbial),
            (&file.copulas, Class::Copula),
            (&file.auxiliaries, Class::Auxiliary),
            (&file.infinitives, Class::Infinitive),
            (&file.possessives, Class::Possessive),
            (&file.no_sources, Class::NoSource),
            (&file.descriptions.person, Class::DescribesPerson),
            (&file.descriptions.place, Class::DescribesPlace),
            (&file.descriptions.agency, Class::DescribesAgency),
        ] {
            for word in words {
                classes.entry(word.to_lowercase()).or_default().0 |= class as u64;
            }
        }
        let lines = file.cue.iter().map(|cue| line_of(text, &format!("name = {:?}", cue.name))).collect();
        let mut all = file.cue;
        for index in 0..all.len() {
            for frame in [Frame::Participle, Frame::Passive, Frame::Noun] {
                let cue = &mut all[index];
                let forms = match frame {
                    Frame::Participle => std::mem::take(&mut cue.participles),
                    Frame::Passive => std::mem::take(&mut cue.passives),
                    _ => std::mem::take(&mut cue.nouns),
                };
                if !forms.is_empty() {
                    let other = cue.as_frame(frame, forms);
                    all.push(other);
                }
            }
        }
        let mut forms: FxHashMap<String, Vec<Form>> = FxHashMap::default();
        for (index, cue) in all.iter().enumerate() {
            if cue.frames.contains(&Frame::As) && cue.as_word.is_none() {
                return Err(PackError::BadEntry {
                    code: code.to_owned(),
                    file: "cues.toml".to_owned(),
                    line: line_of(text, &format!("{:?}", cue.name)),
                    entry: cue.name.clone(),
                    found: "has the frame \"as\" and no as_word".to_owned(),
                    right: "write as_word = \"…\", the word before what the object is called".to_owned(),
                });
            }
            for form in &cue.forms {
                let words: Vec<String> = form.split_whitespace().map(str::to_lowercase).collect();
                let Some(first) = words.first().cloned() else { continue };
                forms.entry(first).or_default().push(Form { words, cue: index });
            }
        }
        forms.values_mut().for_each(|forms| forms.sort_by_key(|form| std::cmp::Reverse(form.words.len())));
        Ok(Self {
            all,
            forms,
            classes,
            clitics: file.clitics,
            kept_complementizers: file.kept_complementizers,
            aside_endings: file.aside_endings,
            plural_endings: file.plural_endings,
            adverb_endings: file.adverb_endings,
            lines,
        })
    }

    /// What a word (lower case) may be.
    pub fn classes(&self, word: &str) -> Classes {
        self.classes.get(word).copied().unwrap_or_default()
    }

    /// The cues at a token, longest first: each with the token after it.
    pub fn at<'c>(
        &'c self,
        tokens: &'c Tokens,
        at: usize,
        end: usize,
    ) -> impl Iterator<Item = (&'c Cue, usize)> {
        let forms = self.forms.get(tokens.lower(at)).map_or(&[][..], Vec::as_slice);
        forms.iter().filter_map(move |form| {
            let after = at + form.words.len();
            let same = after <= end && (at..after).zip(&form.words).all(|(i, word)| tokens.lower(i) == word);
            same.then(|| (&self.all[form.cue], after))
        })
    }

    /// A tail cue with a clitic at its end ("katanya"): the cue and the length of the clitic in bytes.
    pub fn with_clitic(&self, word: &str) -> Option<(&Cue, usize)> {
        self.clitics.iter().find_map(|clitic| {
            let forms = self.forms.get(word.strip_suffix(clitic.as_str())?)?;
            let form = forms.iter().find(|f| {
                f.words.len() == 1
                    && self.all[f.cue]
                        .frames
                        .iter()
                        .any(|frame| matches!(frame, Frame::Tail | Frame::According | Frame::Agent))
            })?;
            Some((&self.all[form.cue], clitic.len()))
        })
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, language: &Language) -> Result<usize, PackError> {
        let mut count = 0;
        for (cue, line) in self.all.iter().zip(&self.lines) {
            let fails = |text: &str, found: String, expected: String| PackError::ExampleFails {
                code: language.code.clone(),
                file: "cues.toml".to_owned(),
                line: *line,
                rule: cue.name.clone(),
                text: text.to_owned(),
                found,
                expected,
            };
            for example in &cue.examples {
                count += 1;
                let found = crate::quote::example(&example.text, language);
                let expected = (&example.content, &example.source, &example.addressee);
                let same = |(content, source, addressee): &(String, Option<String>, Option<String>)| {
                    *content == example.content
                        && (example.source.is_none() || *source == example.source)
                        && (example.addressee.is_none() || *addressee == example.addressee)
                };
                if !found.iter().any(same) {
                    return Err(fails(&example.text, format!("{found:?}"), format!("{expected:?}")));
                }
            }
            for text in &cue.never {
                count += 1;
                let found = crate::quote::example(text, language);
                if !found.is_empty() {
                    return Err(fails(text, format!("{found:?}"), "no statement".to_owned()));
                }
            }
        }
        Ok(count)
    }

    /// Whether content begins with its complementizer ("that the bridge is safe"), as PARC 3.0 has it.
    pub fn keeps_complementizer(&self) -> bool {
        !self.kept_complementizers.is_empty()
    }

    /// Content as it reads without its attribution: "the bridge is safe".
    pub fn without_complementizer<'t>(&self, content: &'t str) -> &'t str {
        let kept =
            |word: &&String| content.get(..word.len()).is_some_and(|first| first.eq_ignore_ascii_case(word));
        let rest = self.kept_complementizers.iter().find(kept).map(|word| &content[word.len()..]);
        rest.filter(|rest| rest.starts_with(' ')).map_or(content, str::trim_start)
    }

    /// Whether a word has the ending of an adverb ("quietly").
    pub fn reads_as_adverb(&self, word: &str) -> bool {
        self.adverb_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// Whether a subject is plural and its verb has no ending that a plural noun would have ("voters support").
    pub fn agree(&self, subject: &str, verb: &str) -> bool {
        let plural = |word: &str| self.plural_endings.iter().any(|ending| word.ends_with(ending.as_str()));
        plural(subject) && !plural(verb)
    }

    /// Whether a word behind "…, she said, " begins an aside of the writer's ("smiling") rather than the rest of the content.
    pub fn opens_aside(&self, word: &str) -> bool {
        self.aside_endings
            .iter()
            .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending.as_str()))
    }

    /// The clitic a word ends in, by its length in bytes, where what stands before it is a word.
    pub fn clitic_of(&self, word: &str) -> Option<usize> {
        let clitic = self.clitics.iter().find(|clitic| word.ends_with(clitic.as_str()))?;
        (word.len() >= clitic.len() + 3).then_some(clitic.len())
    }

    /// The entry of plain speech after its content.
    pub fn spoken_after(&self) -> Option<&Cue> {
        self.all.iter().find(|cue| cue.frames.contains(&Frame::Tail) && cue.act == Act::Say && !cue.continues)
    }

    /// Whether a word is one of grammar or of attribution rather than of a name.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.forms.contains_key(word) || self.classes(word) != Classes::default()
    }
}
