//! `furniture.toml`: what stands on pages besides the article, and how dates are printed on them.
//!
//! The words of all loaded languages are applied to every page, for pages mix them ("Next Article" on an Indonesian
//! one), and because the language is told from the article, after extraction.

use super::Language;
use super::pack::{PackError, line_of, parse};
use super::pattern::{Capture, Pattern, SLOTS, fold};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

/// What a line of furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FurnitureRole {
    /// A reference to another article, with its title ("Baca juga: …").
    Related,
    /// The label of a list of other articles ("Artikel Terkait"): what follows is related.
    Section,
    /// A time reckoned from the moment of reading ("16 jam lalu"): belongs to a related item.
    Ago,
    /// Advertising of others, and its labels.
    Advertisement,
    /// The outlet's own advertising: apps, newsletters, channels.
    Promo,
    /// Buttons to pass the page on.
    Share,
    /// Tags and topics.
    Tags,
    /// Readers' comments, their labels and rules.
    Comments,
    /// Menus, widgets, accessibility.
    Navigation,
    /// The name of a department ("Internasional"): a kicker right above a headline, elsewhere navigation.
    Topic,
    /// Legal notes.
    Legal,
    /// Where something was embedded that text cannot hold.
    Embed,
    /// Words under a picture.
    Caption,
    /// Who wrote it.
    Author,
    /// Who edited it.
    Editor,
    /// Other people who had a part in it.
    Credit,
    /// Where it was taken from.
    Source,
    /// That it was first published elsewhere.
    Syndication,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// A list of points before the body ("Poin penting").
    Summary,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    joins: Vec<String>,
    #[serde(default)]
    dates: Option<RawDates>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    name: String,
    role: FurnitureRole,
    patterns: Vec<String>,
    #[serde(default)]
    words: Option<usize>,
    #[serde(default)]
    glued: bool,
    examples: Vec<Example>,
    #[serde(default)]
    never: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Example {
    Line(String),
    Slots { text: String, takes: Vec<String> },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDates {
    months: Vec<Vec<String>>,
    weekdays: Vec<String>,
    #[serde(default)]
    zones: Vec<(String, String)>,
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    day_first: bool,
}

/// A rule: lines of one sort.
#[derive(Debug)]
pub struct FurnitureRule {
    /// Its name, for the reason a line was left out.
    pub name: String,
    /// What such a line is.
    pub role: FurnitureRole,
    /// Most words such a line may have.
    words: usize,
    /// Whether it may also stand glued behind a sentence, up to the line's end.
    glued: bool,
    patterns: Vec<Pattern>,
    examples: Vec<Example>,
    never: Vec<String>,
    line: usize,
}

/// How a language prints dates on pages.
#[derive(Debug, Default)]
pub struct DateWords {
    /// Month names and their short forms: the month's number.
    pub months: FxHashMap<String, i8>,
    /// Weekdays.
    pub weekdays: FxHashSet<String>,
    /// Time zones as written: their offset.
    pub zones: FxHashMap<String, String>,
    /// Words that may stand beside a date on its line ("pukul", "diterbitkan").
    pub beside: FxHashSet<String>,
    /// Whether 5/6/2024 is the fifth of June.
    pub day_first: bool,
}

/// Most words of a line of furniture where its rule says nothing: longer ones are paragraphs with something glued on.
const MOST_WORDS: usize = 45;

/// Most words of a line that a pattern of a single word may know.
const LOOSE_WORDS: usize = 6;

impl FurnitureRule {
    fn words_for(&self, pattern: &Pattern) -> usize {
        if pattern.loose() { self.words.min(LOOSE_WORDS) } else { self.words }
    }
}

/// A line that a rule knows.
#[derive(Debug)]
pub struct Hit<'r> {
    /// The rule.
    pub rule: &'r FurnitureRule,
    /// What its slots took.
    pub captures: Vec<Capture>,
}

/// Compiled from `furniture.toml`.
#[derive(Debug)]
pub struct Furniture {
    code: String,
    rules: Vec<FurnitureRule>,
    /// Patterns by the word the line must begin with: rule and pattern.
    by_first_word: FxHashMap<String, Vec<(usize, usize)>>,
    /// All other patterns.
    floating: Vec<(usize, usize)>,
    /// Labels that stand inside lines, exactly so ("ADVERTISEMENT").
    inside: Vec<String>,
    /// Words between two names ("and"), small letters, with a blank on both sides.
    joins: Vec<String>,
    /// How dates are printed.
    pub dates: DateWords,
}

/// Lines longer than this are paragraphs; only short looks at their head and tail are worth the time.
const MOST_BYTES: usize = 2_000;

impl Furniture {
    /// Reads the file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(code: &str, text: &str) -> Result<Self, PackError> {
        let file: File = parse(code, "furniture.toml", text)?;
        let mut rules = Vec::new();
        for raw in file.rule {
            let line = line_of(text, &format!("name = {:?}", raw.name));
            let compile = |pattern: &String| {
                Pattern::new(pattern).map_err(|slot| PackError::UnknownSlot {
                    code: code.to_owned(),
                    file: "furniture.toml".to_owned(),
                    line,
                    rule: raw.name.clone(),
                    slot,
                    slots: SLOTS.to_owned(),
                })
            };
            let mut patterns = raw.patterns.iter().map(compile).collect::<Result<Vec<_>, _>>()?;
            // The pattern that says more is tried first, so that a slot takes no word the pattern could name.
            patterns.sort_by_key(|pattern| std::cmp::Reverse(pattern.literals()));
            rules.push(FurnitureRule {
                name: raw.name,
                role: raw.role,
                words: raw.words.unwrap_or(MOST_WORDS),
                glued: raw.glued,
                patterns,
                examples: raw.examples,
                never: raw.never,
                line,
            });
        }
        let mut by_first_word: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        let mut floating = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            for (nth, pattern) in rule.patterns.iter().enumerate() {
                match pattern.first_word() {
                    Some(word) => by_first_word.entry(word.to_owned()).or_default().push((at, nth)),
                    None => floating.push((at, nth)),
                }
            }
        }
        let dates = file.dates.map(|raw| dates(code, text, raw)).transpose()?.unwrap_or_default();
        let joins = file.joins.iter().map(|word| format!(" {} ", word.to_lowercase())).collect();
        Ok(Self { code: code.to_owned(), rules, by_first_word, floating, inside: file.inside, joins, dates })
    }

    /// The first rule that knows the line. `folded` is the line in small letters, byte for byte.
    pub fn hit(&self, line: &str, folded: &str) -> Option<Hit<'_>> {
        if line.len() > MOST_BYTES {
            return None;
        }
        let start = folded.find(char::is_alphanumeric).unwrap_or(0);
        let rest = &folded[start..];
        let first = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let anchored = self.by_first_word.get(first).map(Vec::as_slice).unwrap_or_default();
        let mut words = None;
        let mut best: Option<((usize, usize), Vec<Capture>)> = None;
        for &(at, nth) in anchored.iter().chain(&self.floating) {
            if best.as_ref().is_some_and(|(found, _)| *found <= (at, nth)) {
                continue;
            }
            let rule = &self.rules[at];
            let pattern = &rule.patterns[nth];
            if pattern
                .rarest_word()
                .is_some_and(|word| memchr::memmem::find(folded.as_bytes(), word.as_bytes()).is_none())
                || *words.get_or_insert_with(|| line.split_whitespace().count()) > rule.words_for(pattern)
            {
                continue;
            }
            if let Some(captures) = pattern.captures(line, folded) {
                best = Some(((at, nth), captures));
            }
        }
        best.map(|((at, _), captures)| Hit { rule: &self.rules[at], captures })
    }

    /// Where a rule's line is glued behind a sentence: byte where it begins, and the rule.
    ///
    /// Only after the end of a sentence, only with a capital, and only when what follows reads like a headline: no
    /// sentence ends in it, and it has at most 25 words.
    pub fn glued(&self, line: &str, folded: &str) -> Option<(usize, &FurnitureRule)> {
        for rule in self.rules.iter().filter(|rule| rule.glued) {
            for pattern in &rule.patterns {
                let Some(word) = pattern.first_word() else { continue };
                for at in memchr::memmem::find_iter(folded.as_bytes(), word.as_bytes()) {
                    if at == 0 || !line[at..].starts_with(char::is_uppercase) {
                        continue;
                    }
                    let before = line[..at].trim_end();
                    if !before.ends_with(['.', '!', '?', '"', '”', ')', '…']) {
                        continue;
                    }
                    let tail = &line[at..];
                    let headline = tail.split_whitespace().nth(25).is_none()
                        && !tail.trim_end_matches('.').contains(". ");
                    if headline && pattern.captures(tail, &folded[at..]).is_some() {
                        return Some((at, rule));
                    }
                }
            }
        }
        None
    }

    /// The labels that stand inside a line and must be cut out of it, by position.
    pub fn inside(&self, line: &str) -> Vec<std::ops::Range<usize>> {
        let mut found: Vec<std::ops::Range<usize>> = Vec::new();
        for label in &self.inside {
            let hits = memchr::memmem::find_iter(line.as_bytes(), label.as_bytes());
            found.extend(hits.map(|at| at..at + label.len()));
        }
        // Of labels that overlap the first stays, and of those that begin together the longest.
        found.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        found.retain(|range| {
            let free = range.start >= end;
            end = if free { range.end } else { end };
            free
        });
        found
    }

    /// The words between two names, blanks around them.
    pub fn joins(&self) -> &[String] {
        &self.joins
    }

    /// Runs every example and counter-example; returns how many there were.
    ///
    /// # Errors
    /// The first that does not come out as its rule says.
    pub fn check(&self, _language: &Language) -> Result<usize, PackError> {
        let mut count = 0;
        for rule in &self.rules {
            let fails = |text: &str, found: String, expected: String| PackError::ExampleFails {
                code: self.code.clone(),
                file: "furniture.toml".to_owned(),
                line: rule.line,
                rule: rule.name.clone(),
                text: text.to_owned(),
                found,
                expected,
            };
            for example in &rule.examples {
                let (text, takes) = match example {
                    Example::Line(text) => (text, None),
                    Example::Slots { text, takes } => (text, Some(takes)),
                };
                let hit = self.hit(text, &fold(text));
                let Some(hit) = hit.filter(|hit| hit.rule.name == rule.name) else {
                    let other =
                        self.hit(text, &fold(text)).map_or("no rule".to_owned(), |hit| hit.rule.name.clone());
                    return Err(fails(text, other, rule.name.clone()));
                };
                let taken: Vec<String> =
                    hit.captures.iter().map(|(_, range)| text[range.clone()].to_owned()).collect();
                if takes.is_some_and(|takes| *takes != taken) {
                    return Err(fails(text, format!("{taken:?}"), format!("{takes:?}")));
                }
                count += 1;
            }
            for text in &rule.never {
                if self.hit(text, &fold(text)).is_some_and(|hit| hit.rule.name == rule.name) {
                    return Err(fails(text, rule.name.clone(), "another rule or none".to_owned()));
                }
                count += 1;
            }
        }
        Ok(count)
    }
}

fn dates(code: &str, text: &str, raw: RawDates) -> Result<DateWords, PackError> {
    if raw.months.len() != 12 {
        return Err(PackError::BadEntry {
            code: code.to_owned(),
            file: "furniture.toml".to_owned(),
            line: line_of(text, "months"),
            entry: "months".to_owned(),
            found: format!("has {} entries", raw.months.len()),
            right: "write twelve, each with the month's name and its short forms".to_owned(),
        });
    }
    let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
    let months = (1i8..)
        .zip(raw.months)
        .flat_map(|(number, names)| names.into_iter().map(move |name| (name.to_lowercase(), number)));
    Ok(DateWords {
        months: months.collect(),
        weekdays: lower(raw.weekdays),
        zones: raw.zones.into_iter().map(|(name, offset)| (name.to_lowercase(), offset)).collect(),
        beside: lower(raw.beside),
        day_first: raw.day_first,
    })
}
