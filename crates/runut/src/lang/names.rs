//! `names.toml` and the gazetteers: what a language knows about names.

use super::Language;
use super::lexicon::Lexicon;
use super::pack::{PackError, line_of, parse};
use crate::model::{MentionKind, Word};
use serde::Deserialize;
use std::ops::{BitOr, BitOrAssign};
use std::sync::Arc;

/// What a word or phrase does around names; several at once are common ("Bank" heads, "bank" is a word).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs(u32);

impl Signs {
    /// A title or role that leads up to a person's name.
    pub const TITLE: Self = Self(1);
    /// A form of address of a man.
    pub const HE: Self = Self(1 << 1);
    /// A form of address of a woman.
    pub const SHE: Self = Self(1 << 2);
    /// A field of office, which belongs to the title and never to the name.
    pub const OFFICE: Self = Self(1 << 3);
    /// Joins the words of a title or of an organisation's name.
    pub const LINK: Self = Self(1 << 4);
    /// Joins the words of a person's name.
    pub const PARTICLE: Self = Self(1 << 5);
    /// Begins an organisation's name.
    pub const BODY: Self = Self(1 << 6);
    /// Ends an organisation's name.
    pub const BODY_END: Self = Self(1 << 7);
    /// Begins a place's name.
    pub const SITE: Self = Self(1 << 8);
    /// Ends a place's name.
    pub const SITE_END: Self = Self(1 << 9);
    /// Stands before places.
    pub const AT: Self = Self(1 << 10);
    /// Stands before the one who speaks or acts.
    pub const BEFORE_PERSON: Self = Self(1 << 11);
    /// Stands behind the one who speaks or acts.
    pub const AFTER_PERSON: Self = Self(1 << 12);
    /// A day, month or feast: never part of a name.
    pub const CALENDAR: Self = Self(1 << 13);
    /// A given or family name.
    pub const GIVEN: Self = Self(1 << 14);
    /// A word of the language, capital or not.
    pub const COMMON: Self = Self(1 << 15);
    /// Begins the name of an agency or outlet.
    pub const RELAY: Self = Self(1 << 16);
    /// Begins the name of a product, work, event or law: a name, but none of a person, body or place.
    pub const THING: Self = Self(1 << 17);
    /// Stands before bodies and things, never before the name of a person ("the").
    pub const BEFORE_BODY: Self = Self(1 << 19);
    /// Stands inside an organisation's name, which goes on behind it ("of").
    pub const BODY_LINK: Self = Self(1 << 20);
    /// A title that goes with a place ("camat"): what follows at once may be the place.
    pub const LOCAL: Self = Self(1 << 18);
    /// Stands before the name of a state ("pemerintah"), in the text's own order.
    pub const BEFORE_STATE: Self = Self(1 << 21);
    /// Stands behind the name of a state ("…'s government").
    pub const AFTER_STATE: Self = Self(1 << 22);
    /// Stands inside a title before the state or body that the holder is sent to or stands for ("ambassador of").
    pub const SEAT: Self = Self(1 << 23);

    /// One bit for each sign.
    pub fn bits(self) -> u32 {
        self.0
    }

    /// Whether any of `other` is among them.
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl BitOr for Signs {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Signs {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// What a word tells of the name behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    /// A work, its title in quotation marks ("film").
    Work,
    /// Something made ("rudal", "missile").
    Product,
    /// A people ("orang").
    People,
}

/// A line of a gazetteer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// What it names.
    pub kind: MentionKind,
    /// The name to show, in the pack's language.
    pub name: Arc<str>,
    /// Other names.
    pub aliases: Vec<Arc<str>>,
    /// What it belongs to: the country of a capital, of a people.
    pub of: Option<String>,
}

/// Compiled from `names.toml` and the gazetteers.
#[derive(Debug)]
pub struct Names {
    together: Vec<String>,
    heads: super::dictionary::Dictionary<Head>,
    no_models: Vec<String>,
    signs: Lexicon<Signs>,
    index: Lexicon<usize>,
    known: Vec<Known>,
    office_shapes: Vec<(String, String)>,
    clitics: Vec<String>,
    examples: Vec<Example>,
    never: Vec<String>,
    code: String,
    text_lines: Vec<(String, usize)>,
}

/// The word lists beside `names.toml`, one entry a line.
#[derive(Debug, Default)]
pub struct Gazetteers {
    /// People known the world over, and common given and family names (a line of one word).
    pub people: Vec<String>,
    /// Organisations.
    pub organisations: Vec<String>,
    /// Places, with their peoples and what they belong to.
    pub places: Vec<String>,
    /// Words of the language that also begin sentences and titles, and name nothing.
    pub words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    titles: Vec<String>,
    #[serde(default)]
    his_titles: Vec<String>,
    #[serde(default)]
    her_titles: Vec<String>,
    #[serde(default)]
    local_titles: Vec<String>,
    #[serde(default)]
    offices: Vec<String>,
    #[serde(default)]
    office_shapes: Vec<(String, String)>,
    #[serde(default)]
    links: Vec<String>,
    #[serde(default)]
    body_links: Vec<String>,
    #[serde(default)]
    particles: Vec<String>,
    #[serde(default)]
    organisation_heads: Vec<String>,
    #[serde(default)]
    organisation_tails: Vec<String>,
    #[serde(default)]
    relay_heads: Vec<String>,
    #[serde(default)]
    place_heads: Vec<String>,
    #[serde(default)]
    place_tails: Vec<String>,
    #[serde(default)]
    place_before: Vec<String>,
    #[serde(default)]
    state_before: Vec<String>,
    #[serde(default)]
    state_after: Vec<String>,
    #[serde(default)]
    seat_links: Vec<String>,
    #[serde(default)]
    body_before: Vec<String>,
    #[serde(default)]
    person_before: Vec<String>,
    #[serde(default)]
    person_after: Vec<String>,
    #[serde(default)]
    things: Vec<String>,
    #[serde(default)]
    calendar: Vec<String>,
    #[serde(default)]
    common: Vec<String>,
    #[serde(default)]
    groups: Vec<String>,
    #[serde(default)]
    clitics: Vec<String>,
    #[serde(default)]
    together: Vec<String>,
    #[serde(default)]
    work_heads: Vec<String>,
    #[serde(default)]
    product_heads: Vec<String>,
    #[serde(default)]
    group_heads: Vec<String>,
    #[serde(default)]
    no_models: Vec<String>,
    #[serde(default, rename = "example")]
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<String>,
}

/// A sentence and the names in it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    text: String,
    /// `kind: name`, in reading order: "person: Andrei Belousov".
    names: Vec<String>,
    /// `name: role`, for the names that carry a title.
    #[serde(default)]
    roles: Vec<String>,
}

/// Reads one gazetteer line, `Name|alias|alias ; People|alias < Whole`: the name, its people, what it belongs to.
fn gazetteer_line(line: &str, kind: MentionKind) -> (Known, Option<Known>) {
    let (line, of) = match line.split_once('<') {
        Some((line, whole)) => (line, Some(whole.trim().to_owned())),
        None => (line, None),
    };
    let mut sides = line.splitn(2, ';').map(|side| {
        let mut names = side.split('|').map(str::trim).filter(|name| !name.is_empty()).map(Arc::<str>::from);
        (names.next().unwrap_or_else(|| Arc::from("")), names.collect::<Vec<_>>())
    });
    let (name, aliases) = sides.next().unwrap_or_else(|| (Arc::from(""), Vec::new()));
    let people = sides.next().filter(|(people, _)| !people.is_empty()).map(|(people, aliases)| Known {
        kind: MentionKind::Group,
        name: people,
        aliases,
        of: Some(name.to_string()),
    });
    (Known { kind, name, aliases, of }, people)
}

impl Names {
    /// Reads the file and the lists.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str, lists: Gazetteers) -> Result<Self, PackError> {
        let file: File = parse(code, "names.toml", text)?;
        let mut given = Vec::new();
        let mut known = Vec::new();
        for line in &lists.people {
            // A line of one word is a given or family name, anything else a person.
            if line.contains([' ', '|']) {
                known.push(gazetteer_line(line, MentionKind::Person).0);
            } else {
                given.push(line.clone());
            }
        }
        for (lines, kind) in
            [(&lists.organisations, MentionKind::Organisation), (&lists.places, MentionKind::Place)]
        {
            for line in lines {
                let (entry, people) = gazetteer_line(line, kind);
                known.push(entry);
                known.extend(people);
            }
        }
        known.extend(file.groups.iter().map(|line| gazetteer_line(line, MentionKind::Group).0));
        let mut index = Lexicon::default();
        for (at, entry) in known.iter().enumerate() {
            index.add(&entry.name, true, at);
            entry.aliases.iter().for_each(|alias| index.add(alias, true, at));
        }
        let mut all = rustc_hash::FxHashMap::<String, Signs>::default();
        let mut add = |phrases: &[String], signs: Signs| {
            // An entry with a capital ("RI") holds only for a text with that capital.
            phrases.iter().for_each(|phrase| *all.entry(phrase.clone()).or_default() |= signs);
        };
        add(&file.titles, Signs::TITLE);
        add(&file.his_titles, Signs::TITLE | Signs::HE);
        add(&file.her_titles, Signs::TITLE | Signs::SHE);
        add(&file.local_titles, Signs::TITLE | Signs::LOCAL);
        add(&file.offices, Signs::OFFICE);
        add(&file.links, Signs::LINK);
        add(&file.body_links, Signs::BODY_LINK | Signs::LINK);
        add(&file.particles, Signs::PARTICLE);
        add(&file.organisation_heads, Signs::BODY);
        add(&file.organisation_tails, Signs::BODY_END);
        add(&file.relay_heads, Signs::BODY | Signs::RELAY);
        add(&file.place_heads, Signs::SITE);
        add(&file.place_tails, Signs::SITE_END);
        add(&file.place_before, Signs::AT);
        add(&file.state_before, Signs::BEFORE_STATE);
        add(&file.state_after, Signs::AFTER_STATE);
        add(&file.seat_links, Signs::SEAT | Signs::LINK);
        add(&file.body_before, Signs::BEFORE_BODY);
        add(&file.person_before, Signs::BEFORE_PERSON);
        add(&file.person_after, Signs::AFTER_PERSON);
        add(&file.things, Signs::THING);
        add(&file.calendar, Signs::CALENDAR);
        add(&file.common, Signs::COMMON);
        add(&lists.words, Signs::COMMON);
        let given: Vec<String> = given.iter().map(|name| name.to_lowercase()).collect();
        add(&given, Signs::GIVEN);
        let mut signs = Lexicon::default();
        let mut phrases: Vec<_> = all.into_iter().collect();
        phrases.sort_by(|one, other| one.0.cmp(&other.0));
        phrases
            .iter()
            .for_each(|(phrase, value)| signs.add(phrase, phrase.contains(char::is_uppercase), *value));
        let heads = [
            (file.work_heads, Head::Work),
            (file.product_heads, Head::Product),
            (file.group_heads, Head::People),
        ];
        let heads =
            heads.into_iter().flat_map(|(words, head)| words.into_iter().map(move |word| (word, head)));
        let text_lines = file.examples.iter().map(|example| &example.text).chain(&file.never);
        Ok(Self {
            text_lines: text_lines.map(|example| (example.clone(), line_of(text, example))).collect(),
            signs,
            index,
            known,
            office_shapes: file.office_shapes,
            clitics: file.clitics,
            together: file.together,
            heads: heads.collect(),
            no_models: file.no_models,
            examples: file.examples,
            never: file.never,
            code: code.to_owned(),
        })
    }

    /// What is known of words and phrases, by how they stand in a text.
    pub fn signs(&self) -> &Lexicon<Signs> {
        &self.signs
    }

    /// What the name behind a word (lower case) is, where the word tells it.
    pub fn head(&self, word: Word<'_>) -> Option<Head> {
        self.heads.get(word).copied()
    }

    /// Whether these letters (lower case) before a hyphen and digits make no model of a product ("U-23").
    pub fn no_model(&self, letters: &str) -> bool {
        self.no_models.iter().any(|other| other == letters)
    }

    /// Whether a word (lower case) stands between two names that are told of together ("and").
    pub fn joins(&self, word: &str) -> bool {
        self.together.iter().any(|joint| joint == word)
    }

    /// The gazetteer; its values are for `known`.
    pub fn index(&self) -> &Lexicon<usize> {
        &self.index
    }

    /// A gazetteer entry.
    pub fn known(&self, at: usize) -> &Known {
        &self.known[at]
    }

    /// The gazetteer entry of this name or alias.
    pub fn named(&self, name: &str) -> Option<&Known> {
        self.index.exact(name).map(|at| &self.known[at])
    }

    /// Whether a lower-case word has the shape of a field of office ("kemaritiman").
    pub fn office_shaped(&self, word: &str) -> bool {
        let fits = |(start, end): &(String, String)| {
            word.len() >= start.len() + end.len() + 4 && word.starts_with(&**start) && word.ends_with(&**end)
        };
        self.office_shapes.iter().any(fits)
    }

    /// The syllables that are written onto names.
    pub fn clitics(&self) -> &[String] {
        &self.clitics
    }

    /// The length of the clitic that ends a lower-case word behind an apostrophe ("Otieno's"), which no name's own
    /// letters can be.
    pub fn apostrophe(&self, word: &str) -> usize {
        let ends = |clitic: &&String| {
            clitic.starts_with('\'') && word.len() > clitic.len() && word.ends_with(&***clitic)
        };
        self.clitics.iter().find(ends).map_or(0, |clitic| clitic.len())
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as it says.
    pub fn check(&self, language: &Language) -> Result<usize, PackError> {
        let empty = Vec::new();
        let none = self.never.iter().map(|text| (text, &empty, &empty));
        let cases = self.examples.iter().map(|example| (&example.text, &example.names, &example.roles));
        for (text, names, roles) in cases.chain(none) {
            let (found_names, found_roles) = crate::ner::in_sentence(text, language);
            let roles_differ = !roles.is_empty() && found_roles != *roles;
            if found_names != *names || roles_differ {
                let (found, expected) =
                    if roles_differ { (&found_roles, roles) } else { (&found_names, names) };
                return Err(PackError::ExampleFails {
                    code: self.code.clone(),
                    file: "names.toml".to_owned(),
                    line: self.text_lines.iter().find(|(line, _)| line == text).map_or(0, |(_, at)| *at),
                    rule: "example".to_owned(),
                    text: text.clone(),
                    found: format!("{found:?}"),
                    expected: format!("{expected:?}"),
                });
            }
        }
        Ok(self.examples.len() + self.never.len())
    }
}
