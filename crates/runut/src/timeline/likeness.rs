//! How alike two wordings are: the share of the shorter one's telling words that the other has too.

use crate::lang::Packs;
use crate::model::Span;
use crate::reuse::words::words;
use rustc_hash::FxHashMap;

/// The words of one wording that tell something, lower case, each once, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Content {
    /// The words.
    pub words: Vec<String>,
    /// All words, common ones too, as printed but for case and marks: for "word for word".
    pub plain: String,
}

/// Letters from which one word may stand inside another and still be the same stem ("dukung" in "mendukung").
const STEM: usize = 5;

impl Content {
    /// The telling words of some stretches of one text, in one language.
    pub fn of(text: &str, spans: &[Span], language: &str, packs: &Packs) -> Self {
        let mut found = Vec::new();
        spans.iter().for_each(|span| words(text, *span, usize::MAX, &mut found));
        let common = packs.languages.get(language).map(|language| &language.common);
        let mut content = Self::default();
        for word in found {
            let lower = word.span.of(text).to_lowercase().replace('\u{2019}', "'");
            if !content.plain.is_empty() {
                content.plain.push(' ');
            }
            content.plain.push_str(&lower);
            let tells = lower.chars().count() > 1 && !common.is_some_and(|common| common.contains(&lower));
            if tells && !content.words.contains(&lower) {
                content.words.push(lower);
            }
        }
        content
    }

    /// Whether it has a word of the same stem.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|own| same_stem(own, word))
    }

    /// How many of its words the other has too.
    pub fn shared(&self, other: &Content) -> usize {
        self.words.iter().filter(|word| other.has(word)).count()
    }
}

/// Whether two words are one, or the shorter stands inside the longer: affixes of any language, without a stemmer.
pub(crate) fn same_stem(one: &str, two: &str) -> bool {
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    short == long || (short.len() >= STEM && !short.as_bytes()[0].is_ascii_digit() && long.contains(short))
}

/// How much each word tells within one story: words that stand in many of its statements tell little.
#[derive(Clone, Debug, Default)]
pub(crate) struct Telling {
    wordings: f64,
    holding: FxHashMap<String, f64>,
}

/// Wordings taken to have been read before, none of them with any of the words; see `story::rarity`.
const BEFORE: f64 = 20.0;

impl Telling {
    /// Counts one wording.
    pub fn count(&mut self, content: &Content) {
        self.wordings += 1.0;
        for word in &content.words {
            *self.holding.entry(word.clone()).or_default() += 1.0;
        }
    }

    /// How many wordings hold a word.
    pub fn holding(&self, word: &str) -> usize {
        self.holding.get(word).map_or(0, |holding| *holding as usize)
    }

    fn weight(&self, word: &str) -> f64 {
        let holding = self.holding.get(word).copied().unwrap_or(0.0);
        ((self.wordings + BEFORE + 1.0) / (holding + 0.5)).ln().max(0.1)
    }

    /// The weight of the shorter wording's words that the longer one has, as a share of its whole weight, 0 to 1.
    pub fn containment(&self, one: &Content, two: &Content) -> f64 {
        let whole = |content: &Content| content.words.iter().map(|word| self.weight(word)).sum::<f64>();
        let (one_whole, two_whole) = (whole(one), whole(two));
        let (short, long, all) =
            if one_whole <= two_whole { (one, two, one_whole) } else { (two, one, two_whole) };
        let shared: f64 =
            short.words.iter().filter(|word| long.has(word)).map(|word| self.weight(word)).sum();
        if all > 0.0 { shared / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str) -> Content {
        let packs = Packs::bundled().expect("the bundled packs load");
        Content::of(text, &[Span::new(0, text.len())], "id", &packs)
    }

    #[test]
    fn affixes_do_not_hide_a_word() {
        for (one, two, same) in [
            ("dukung", "mendukung", true),
            ("dukungannya", "dukung", true),
            ("promises", "promise", true),
            ("harga", "warga", false),
            ("air", "airlangga", false),
            ("1000", "21000", false),
        ] {
            assert_eq!(same_stem(one, two), same, "{one} / {two}");
        }
    }

    #[test]
    fn containment_is_measured_on_the_shorter_wording() {
        let telling = Telling::default();
        let (short, long) = (
            content("Jembatan Sarwa ditutup total"),
            content("Wali kota mengatakan jembatan Sarwa ditutup total sampai penyangga selesai diperbaiki"),
        );
        assert!(telling.containment(&short, &long) > 0.99);
        assert!(telling.containment(&long, &content("harga beras turun lagi di pasar kota")) < 0.2);
    }
}
