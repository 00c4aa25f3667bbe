//! Language packs: load, check, compile.

use super::telling::TellingWords;
use super::{
    Abroad, BylineWords, Cues, DateWords, Furniture, Gazetteers, Names, Numbers, Outlets, SentenceRules,
};
use super::{Stems, TimeGrammar, Wordings};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// What is wrong with a pack: file and line, what was found, what would be right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackError {
    /// A file that every pack needs is not there.
    #[error("{code}/{file}: missing; copy it from the template (`runut language new CODE`)")]
    MissingFile {
        /// Pack code.
        code: String,
        /// File name.
        file: String,
    },
    /// The file is no TOML, or not of the shape described in `docs/packs.md`.
    #[error("{code}/{file}:{line}: {found}")]
    Malformed {
        /// Pack code.
        code: String,
        /// File name.
        file: String,
        /// Line, from 1.
        line: usize,
        /// What the TOML reader says.
        found: String,
    },
    /// A rule uses a slot or word class that does not exist.
    #[error("{code}/{file}:{line}: rule {rule:?} uses {{{slot}}}; slots are {slots}")]
    UnknownSlot {
        /// Pack code.
        code: String,
        /// File name.
        file: String,
        /// Line of the rule, from 1; 0 when it is not known.
        line: usize,
        /// Name of the rule.
        rule: String,
        /// The slot it uses.
        slot: String,
        /// The slots there are.
        slots: String,
    },
    /// An entry that cannot mean anything.
    #[error("{code}/{file}:{line}: {entry:?} {found}; {right}")]
    BadEntry {
        /// Pack code.
        code: String,
        /// File name.
        file: String,
        /// Line, from 1; 0 when it is not known.
        line: usize,
        /// The entry or the rule's name.
        entry: String,
        /// What was found.
        found: String,
        /// What would be right.
        right: String,
    },
    /// A rule's own example does not come out as it says.
    #[error("{code}/{file}:{line}: rule {rule:?}: example {text:?} gives {found}, its pack says {expected}")]
    ExampleFails {
        /// Pack code.
        code: String,
        /// File name.
        file: String,
        /// Line of the example, from 1; 0 when it is not known.
        line: usize,
        /// Name of the rule.
        rule: String,
        /// The example's text.
        text: String,
        /// What came out.
        found: String,
        /// What the pack expects.
        expected: String,
    },
}

/// The files of a pack: name and text. The doors read them; the engine only parses.
pub type FileSource<'a> = &'a [(&'a str, &'a str)];

/// Parses one TOML file of a pack into its raw shape; errors carry the line.
pub(crate) fn parse<T: DeserializeOwned>(code: &str, file: &str, text: &str) -> Result<T, PackError> {
    toml::from_str(text).map_err(|error| PackError::Malformed {
        code: code.to_owned(),
        file: file.to_owned(),
        line: error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
        found: error.message().trim().replace('\n', "; "),
    })
}

/// The entries of a word list: one a line, `#` starts a remark.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('#').next().unwrap_or("").trim()).filter(|line| !line.is_empty())
}

/// The line (from 1) on which `needle` first stands in a pack file; 0 when it does not.
pub(crate) fn line_of(text: &str, needle: &str) -> usize {
    text.lines().position(|line| line.contains(needle)).map_or(0, |at| at + 1)
}

/// `language.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    code: String,
    name: String,
    #[serde(default)]
    name_en: String,
    #[serde(default)]
    thousands: String,
    #[serde(default)]
    decimal: String,
    common: Vec<String>,
    #[serde(default, rename = "sources")]
    _sources: Vec<String>,
    #[serde(default, rename = "licence")]
    _licence: String,
}

/// One language: what its pack knows, stage by stage. A missing file switches its stage off.
#[derive(Debug)]
pub struct Language {
    /// ISO 639 code; the folder's name.
    pub code: String,
    /// The language's own name for itself.
    pub name: String,
    /// Its English name.
    pub name_en: String,
    /// The mark between thousands ("." in Indonesian).
    pub thousands: char,
    /// The mark before decimals ("," in Indonesian).
    pub decimal: char,
    /// The commonest words, by which the language is told.
    pub common: FxHashSet<String>,
    /// Where sentences end.
    pub sentences: SentenceRules,
    /// Temporal expressions.
    pub time: Option<TimeGrammar>,
    /// Attribution cues.
    pub cues: Option<Cues>,
    /// Titles, name particles, gazetteers.
    pub names: Option<Names>,
    /// Numerals and bounds.
    pub numbers: Option<Numbers>,
    /// Page furniture.
    pub furniture: Option<Furniture>,
    /// Words of doubt, and words among which outlets choose.
    pub wordings: Option<Wordings>,
    /// Affixes, for search.
    pub stems: Option<Stems>,
}

/// One line of a pack's check: a stage, whether it is on, and how many examples it passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The stage's name.
    pub stage: &'static str,
    /// The file that switches it on.
    pub file: &'static str,
    /// Whether the file is there.
    pub on: bool,
    /// Examples and counter-examples run.
    pub examples: usize,
}

impl Language {
    /// Reads a pack.
    ///
    /// # Errors
    /// The first thing that is wrong with it, by file and line.
    pub fn load(code: &str, files: FileSource<'_>) -> Result<Self, PackError> {
        let text = |name: &str| files.iter().find(|(file, _)| *file == name).map(|(_, text)| *text);
        let required = |name: &str| {
            text(name).ok_or_else(|| PackError::MissingFile { code: code.to_owned(), file: name.to_owned() })
        };
        let raw: LanguageFile = parse(code, "language.toml", required("language.toml")?)?;
        if raw.code != code {
            return Err(PackError::BadEntry {
                code: code.to_owned(),
                file: "language.toml".to_owned(),
                line: line_of(required("language.toml")?, "code"),
                entry: raw.code,
                found: "is not the name of the pack's folder".to_owned(),
                right: format!("write code = {code:?}"),
            });
        }
        let list =
            |name: &str| text(name).map(|text| lines(text).map(str::to_owned).collect()).unwrap_or_default();
        Ok(Self {
            code: raw.code,
            name_en: if raw.name_en.is_empty() { raw.name.clone() } else { raw.name_en },
            name: raw.name,
            thousands: raw.thousands.chars().next().unwrap_or(','),
            decimal: raw.decimal.chars().next().unwrap_or('.'),
            common: raw.common.into_iter().collect(),
            sentences: text("sentences.toml")
                .map_or_else(|| Ok(SentenceRules::default()), |text| SentenceRules::read(code, text))?,
            time: text("time.toml").map(|text| TimeGrammar::read(code, text)).transpose()?,
            cues: text("cues.toml").map(|text| Cues::read(code, text)).transpose()?,
            names: text("names.toml")
                .map(|text| {
                    let lists = Gazetteers {
                        people: list("people.txt"),
                        organisations: list("organisations.txt"),
                        places: list("places.txt"),
                        words: list("words.txt"),
                    };
                    Names::read(code, text, lists)
                })
                .transpose()?,
            numbers: text("numbers.toml").map(|text| Numbers::read(code, text)).transpose()?,
            furniture: text("furniture.toml").map(|text| Furniture::read(code, text)).transpose()?,
            wordings: text("wording.toml").map(|text| Wordings::read(code, text)).transpose()?,
            stems: text("stems.toml").map(|text| Stems::read(code, text)).transpose()?,
        })
    }

    /// Which stages the pack switches on, for `runut language check`.
    ///
    /// # Errors
    /// The first example that does not come out as its rule says.
    pub fn check(&self) -> Result<Vec<Check>, PackError> {
        let count =
            |examples: Option<Result<usize, PackError>>| examples.transpose().map(Option::unwrap_or_default);
        Ok(vec![
            Check { stage: "sentences", file: "sentences.toml", on: !self.sentences.is_empty(), examples: 0 },
            Check {
                stage: "names",
                file: "names.toml",
                on: self.names.is_some(),
                examples: count(self.names.as_ref().map(|names| names.check(self)))?,
            },
            Check {
                stage: "time",
                file: "time.toml",
                on: self.time.is_some(),
                examples: count(self.time.as_ref().map(|time| time.check(self)))?,
            },
            Check {
                stage: "statements",
                file: "cues.toml",
                on: self.cues.is_some(),
                examples: count(self.cues.as_ref().map(|cues| cues.check(self)))?,
            },
            Check {
                stage: "figures",
                file: "numbers.toml",
                on: self.numbers.is_some(),
                examples: count(self.numbers.as_ref().map(|numbers| numbers.check(self)))?,
            },
            Check {
                stage: "furniture",
                file: "furniture.toml",
                on: self.furniture.is_some(),
                examples: count(self.furniture.as_ref().map(|furniture| furniture.check(self)))?,
            },
            Check {
                stage: "wording",
                file: "wording.toml",
                on: self.wordings.is_some(),
                examples: count(self.wordings.as_ref().map(Wordings::check))?,
            },
            Check {
                stage: "search",
                file: "stems.toml",
                on: self.stems.is_some(),
                examples: count(self.stems.as_ref().map(Stems::check))?,
            },
        ])
    }
}

/// All languages at hand, by code.
#[derive(Debug, Default)]
pub struct Languages {
    all: Vec<Language>,
    telling: TellingWords,
}

impl Languages {
    /// Adds a language; one of the same code is replaced, so a newsroom's own pack wins over a bundled one.
    pub fn add(&mut self, language: Language) {
        match self.all.binary_search_by(|known| known.code.cmp(&language.code)) {
            Ok(at) => self.all[at] = language,
            Err(at) => self.all.insert(at, language),
        }
        self.telling = TellingWords::default();
        for (place, language) in self.all.iter().enumerate() {
            let mut common: Vec<&String> = language.common.iter().collect();
            common.sort();
            common.into_iter().for_each(|word| self.telling.add_common(word, place));
            if let Some(furniture) = &language.furniture {
                furniture.tell(&mut self.telling);
            }
        }
    }

    /// The language at a place of [`Languages::iter`].
    pub(crate) fn at(&self, place: usize) -> Option<&Language> {
        self.all.get(place)
    }

    /// Which words can mean anything to one of them.
    pub(crate) fn telling(&self) -> &TellingWords {
        &self.telling
    }

    /// The language of this code.
    pub fn get(&self, code: &str) -> Option<&Language> {
        self.all.iter().find(|language| language.code == code)
    }

    /// All of them, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Language> {
        self.all.iter()
    }
}

/// Everything the engine knows of the world: languages and outlets.
#[derive(Debug, Default)]
pub struct Packs {
    /// Languages.
    pub languages: Languages,
    /// Outlets and agencies.
    pub outlets: Outlets,
    /// Languages that have no pack.
    pub abroad: Abroad,
}

impl Packs {
    /// The packs that ship with Runut.
    ///
    /// # Errors
    /// None in a release: a test loads every bundled pack.
    #[cfg(feature = "bundled-packs")]
    pub fn bundled() -> Result<Self, PackError> {
        let mut packs = Self::default();
        for pack in runut_packs::LANGUAGES {
            packs.languages.add(Language::load(pack.code, pack.files)?);
        }
        for (file, text) in runut_packs::OUTLETS {
            packs.outlets.read(file, text)?;
        }
        packs.abroad = Abroad::read(runut_packs::ABROAD)?;
        Ok(packs)
    }

    /// How dates are printed, language by language; those without a pack come last.
    pub fn date_words(&self) -> impl Iterator<Item = &DateWords> {
        let own = self.languages.iter().filter_map(|language| language.furniture.as_ref());
        own.map(|furniture| &furniture.dates).chain([&self.abroad.dates])
    }

    /// Words of bylines, language by language; those without a pack come last.
    pub fn byline_words(&self) -> impl Iterator<Item = &BylineWords> {
        let own = self.languages.iter().filter_map(|language| language.furniture.as_ref());
        own.map(|furniture| &furniture.bylines).chain([&self.abroad.bylines])
    }
}
