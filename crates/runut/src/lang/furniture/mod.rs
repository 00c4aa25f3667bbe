//! `furniture.toml`: what stands on pages besides the article, and how dates are printed on them.
//!
//! The words of all loaded languages are applied to every page, for pages mix them ("Next Article" on an Indonesian
//! one), and because the language is told from the article, after extraction.

mod check;
mod dates;
mod pages;
mod role;

pub use dates::DateWords;
pub(super) use dates::{RawDates, dates};
pub use role::{FurnitureRole, Hand};

use super::bylines::{BylineWords, RawBylines};
use super::pack::{PackError, line_of, parse};
use super::pattern::{Capture, Pattern, SLOTS};
use super::small::{fold, words};
use super::telling::{TellingWords, Tells, tells};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use pages::{Pages, RawPages};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    rule: Vec<RawRule>,
    #[serde(default)]
    inside: Vec<String>,
    #[serde(default)]
    bylines: RawBylines,
    #[serde(default)]
    pages: Vec<RawPages>,
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
    #[serde(default)]
    hand: Option<Hand>,
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

/// A rule: lines of one sort.
#[derive(Debug)]
pub struct FurnitureRule {
    /// Its name, for the reason a line was left out.
    pub name: String,
    /// What such a line is.
    pub role: FurnitureRole,
    /// What the person it names did, where that is more than to write.
    pub hand: Option<Hand>,
    /// Most words such a line may have.
    words: usize,
    /// Whether it may also stand glued behind a sentence, up to the line's end.
    glued: bool,
    patterns: Vec<Pattern>,
    examples: Vec<Example>,
    never: Vec<String>,
    line: usize,
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
    /// Patterns that begin with no word of their own, by the word that must stand in the line.
    floating: Finder<(usize, usize)>,
    /// Other patterns, without any word.
    wordless: Vec<(usize, usize)>,
    /// Patterns that may be glued behind a sentence, by their first word.
    glued: Finder<(usize, usize)>,
    /// Labels that stand inside lines, exactly so ("ADVERTISEMENT"); of two the longer.
    inside: AhoCorasick,
    pages: Vec<Pages>,
    /// Their patterns by a word that must stand in the line, and those without any: page and pattern.
    pages_by_word: Finder<(usize, usize)>,
    pages_wordless: Vec<(usize, usize)>,
    /// Words of bylines.
    pub bylines: BylineWords,
    /// How dates are printed.
    pub dates: DateWords,
}

/// Finds many words in one pass, and what each is for.
#[derive(Debug)]
struct Finder<T> {
    words: AhoCorasick,
    values: Vec<T>,
}

impl<T: Copy> Finder<T> {
    fn new(entries: Vec<(String, T)>) -> Self {
        let (words, values): (Vec<String>, Vec<T>) = entries.into_iter().unzip();
        let words = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(&words)
            .expect("the words of a pack are short and few");
        Self { words, values }
    }

    /// What stands in the text as a word; behind a number no blank is needed ("16h").
    fn found_as_words(&self, text: &str) -> impl Iterator<Item = T> {
        let mut values = Vec::new();
        for hit in self.words.find_overlapping_iter(text) {
            let apart = |c: char| !c.is_alphanumeric();
            let before = text[..hit.start()].chars().next_back();
            let after = text[hit.end()..].chars().next();
            if before.is_none_or(|c| apart(c) || c.is_ascii_digit()) && after.is_none_or(apart) {
                values.push(self.values[hit.pattern().as_usize()]);
            }
        }
        values.into_iter()
    }

    /// What stands in the text, and where; the same may come again.
    fn found(&self, text: &str) -> impl Iterator<Item = (usize, T)> {
        let hits: Vec<_> = self.words.find_overlapping_iter(text).collect();
        hits.into_iter().map(|hit| (hit.start(), self.values[hit.pattern().as_usize()]))
    }
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
                hand: raw.hand,
                patterns,
                examples: raw.examples,
                never: raw.never,
                line,
            });
        }
        let mut by_first_word: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
        let (mut floating, mut wordless, mut glued) = (Vec::new(), Vec::new(), Vec::new());
        for (at, rule) in rules.iter().enumerate() {
            for (nth, pattern) in rule.patterns.iter().enumerate() {
                match (pattern.first_word(), pattern.rarest_word()) {
                    (Some(word), _) => {
                        by_first_word.entry(word.to_owned()).or_default().push((at, nth));
                        if rule.glued {
                            glued.push((word.to_owned(), (at, nth)));
                        }
                    }
                    (None, Some(word)) => floating.push((word.to_owned(), (at, nth))),
                    (None, None) => wordless.push((at, nth)),
                }
            }
        }
        let read = |raw: RawPages| Pages::read(code, text, raw);
        let pages = file.pages.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
        let (mut pages_by_word, mut pages_wordless) = (Vec::new(), Vec::new());
        for (at, page) in pages.iter().enumerate() {
            for (nth, word) in page.rarest_words().enumerate() {
                match word {
                    Some(word) => pages_by_word.push((word.to_owned(), (at, nth))),
                    None => pages_wordless.push((at, nth)),
                }
            }
        }
        let dates = file.dates.map(|raw| dates(code, text, raw)).transpose()?.unwrap_or_default();
        let inside = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(file.inside.iter().filter(|label| !label.is_empty()))
            .expect("the labels of a pack are short and few");
        Ok(Self {
            code: code.to_owned(),
            rules,
            by_first_word,
            floating: Finder::new(floating),
            wordless,
            glued: Finder::new(glued),
            inside,
            pages,
            pages_by_word: Finder::new(pages_by_word),
            pages_wordless,
            bylines: BylineWords::new(file.bylines),
            dates,
        })
    }

    /// Says which words and marks can mean anything to the rules: a line without any of them is known to none.
    pub(in crate::lang) fn tell(&self, words: &mut TellingWords) {
        for rule in &self.rules {
            let credit = if rule.role.credits() { tells::CREDIT } else { 0 };
            for pattern in &rule.patterns {
                let most = rule.words_for(pattern).min(u8::MAX.into()) as u8;
                if let Some(word) = pattern.first_word() {
                    let bits = credit | if rule.glued { tells::GLUED } else { 0 };
                    words.add_opening(
                        word,
                        pattern.second_word(),
                        Tells { first: most, ..Tells::bits(bits) },
                    );
                } else {
                    let mark = pattern.plain_mark();
                    let word = pattern.rarest_word().or(mark.as_deref());
                    let (anywhere, bracketed) = if pattern.bracketed() { (0, most) } else { (most, 0) };
                    words.add(word, Tells { anywhere, bracketed, ..Tells::bits(credit) });
                }
            }
        }
        let page = Tells::bits(tells::PAGE);
        self.pages.iter().flat_map(Pages::rarest_words).for_each(|word| words.add(word, page));
    }

    /// The first rule that knows the line. `folded` is the line in small letters, byte for byte.
    pub fn hit(&self, line: &str, folded: &str) -> Option<Hit<'_>> {
        self.hit_of(line, folded, true)
    }

    /// The same; without `anywhere` only patterns are tried that begin with the line's first word.
    pub(crate) fn hit_of(&self, line: &str, folded: &str, anywhere: bool) -> Option<Hit<'_>> {
        if line.len() > MOST_BYTES {
            return None;
        }
        let start = folded.find(char::is_alphanumeric).unwrap_or(0);
        let rest = &folded[start..];
        let first = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let anchored = self.by_first_word.get(first).map(Vec::as_slice).unwrap_or_default();
        let mut size = None;
        let mut best: Option<((usize, usize), Vec<Capture>)> = None;
        let (wordless, rest) = if anywhere { (&self.wordless[..], folded) } else { (&[][..], "") };
        let candidates = anchored.iter().chain(wordless).copied().chain(self.floating.found_as_words(rest));
        for (at, nth) in candidates {
            if best.as_ref().is_some_and(|(found, _)| *found <= (at, nth)) {
                continue;
            }
            let rule = &self.rules[at];
            let pattern = &rule.patterns[nth];
            if *size.get_or_insert_with(|| words(line).count()) > rule.words_for(pattern) {
                continue;
            }
            if let Some(captures) = pattern.captures(line, folded) {
                best = Some(((at, nth), captures));
            }
        }
        best.map(|((at, _), captures)| Hit { rule: &self.rules[at], captures })
    }

    /// Where a rule's line is glued behind a sentence, and the rule.
    ///
    /// Only after the end of a sentence, only with a capital, and only when what follows reads like a headline: no
    /// sentence ends in it, and it has at most 25 words. It reaches to the end of the line, or to the gap that a
    /// scraper left of a line break.
    pub fn glued(&self, line: &str, folded: &str) -> Option<(Range<usize>, &FurnitureRule)> {
        let mut best: Option<((usize, usize), Range<usize>)> = None;
        for (at, place) in self.glued.found(folded) {
            if best.as_ref().is_some_and(|(known, range)| (*known, range.start) <= (place, at)) || at == 0 {
                continue;
            }
            let before = line[..at].trim_end();
            if !line[at..].starts_with(char::is_uppercase)
                || !before.ends_with(['.', '!', '?', '"', '”', ')', '…'])
            {
                continue;
            }
            let tail = &line[at..at + gap(&line[at..])];
            let headline = words(tail).nth(25).is_none() && !tail.trim_end_matches('.').contains(". ");
            let pattern = &self.rules[place.0].patterns[place.1];
            let range = at..at + tail.len();
            if headline && pattern.captures(tail, &folded[range.clone()]).is_some() {
                best = Some((place, range));
            }
        }
        best.map(|(place, range)| (range, &self.rules[place.0]))
    }

    /// The labels that stand inside a line and must be cut out of it, by position.
    pub fn inside(&self, line: &str) -> impl Iterator<Item = Range<usize>> {
        let labels = if self.inside.patterns_len() == 0 { "" } else { line };
        self.inside.find_iter(labels).map(|hit| hit.range())
    }

    /// What kind of page without an article has such a line.
    pub fn page_without_article(&self, line: &str) -> Option<&str> {
        if line.len() > MOST_BYTES {
            return None;
        }
        let folded = fold(line);
        let candidates =
            self.pages_by_word.found_as_words(&folded).chain(self.pages_wordless.iter().copied());
        let has = |&(at, nth): &(usize, usize)| self.pages[at].have(nth, line, &folded);
        candidates.filter(has).min().map(|(at, _)| self.pages[at].kind.as_str())
    }

    /// Whether a word of the name says that it is a role ("Editor", "Redaksi").
    pub fn names_a_role(&self, name: &str) -> bool {
        let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let roles = &self.bylines.roles;
        !roles.is_empty() && name.split_whitespace().any(|word| roles.contains(&bare(word)))
    }
}

/// Fewest words before a gap that may have been a line break; fewer are a label, padded.
const BEFORE_GAP: usize = 5;

/// Most words that can stand before a gap: those of a headline.
const HEADLINE: usize = 26;

/// Where a text breaks off in more than one blank, with a capital or a quotation behind it; else its length.
fn gap(text: &str) -> usize {
    let blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\t');
    let (mut from, mut words) = (0, 0);
    while let Some(at) = text[from..].find(blank).map(|at| from + at) {
        let rest = text[at..].trim_start_matches(blank);
        let next = text.len() - rest.len();
        words += 1;
        let wide = text[at..next].chars().nth(1).is_some();
        if wide
            && words >= BEFORE_GAP
            && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        {
            return at;
        }
        if words > HEADLINE {
            break;
        }
        from = next;
    }
    text.len()
}
