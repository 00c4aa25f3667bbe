//! The word lists of `numbers.toml`: asked only whether they hold a word.

use super::numbers::Numbers;
use rustc_hash::FxHashSet;

/// The lists of `[lists]`.
pub(super) const LISTS: [&str; 31] = [
    "teens",
    "halves",
    "not_alone",
    "links",
    "articles",
    "joins",
    "between",
    "and",
    "percent",
    "labels",
    "ordinals",
    "minus",
    "steps",
    "rest",
    "states",
    "helpers",
    "stops",
    "verb_starts",
    "verb_ends",
    "nouns",
    "levels",
    "streets",
    "rates",
    "rate_articles",
    "rated",
    "adverb_ends",
    "fraction_links",
    "determiners",
    "units_before",
    "ratio_links",
    "before_years",
];

/// Word lists that are only asked whether they hold a word.
#[derive(Debug)]
pub(super) struct Sets {
    not_alone: FxHashSet<String>,
    links: FxHashSet<String>,
    pub(super) articles: FxHashSet<String>,
    joins: FxHashSet<String>,
    between: FxHashSet<String>,
    and: FxHashSet<String>,
    percent: FxHashSet<String>,
    labels: FxHashSet<String>,
    ordinals: FxHashSet<String>,
    minus: FxHashSet<String>,
    steps: FxHashSet<String>,
    rest: FxHashSet<String>,
    helpers: FxHashSet<String>,
    stops: FxHashSet<String>,
    nouns: FxHashSet<String>,
    levels: FxHashSet<String>,
    streets: FxHashSet<String>,
    rates: FxHashSet<String>,
    rate_articles: FxHashSet<String>,
    rated: FxHashSet<String>,
    fraction_links: FxHashSet<String>,
    determiners: FxHashSet<String>,
    units_before: FxHashSet<String>,
    before_years: FxHashSet<String>,
}

impl Sets {
    /// Takes its lists out of the file's.
    pub(super) fn read(list: &mut impl FnMut(&str) -> Vec<String>) -> Self {
        let mut set = |name: &str| list(name).into_iter().collect::<FxHashSet<_>>();
        Self {
            not_alone: set("not_alone"),
            links: set("links"),
            articles: set("articles"),
            joins: set("joins"),
            between: set("between"),
            and: set("and"),
            percent: set("percent"),
            labels: set("labels"),
            ordinals: set("ordinals"),
            minus: set("minus"),
            steps: set("steps"),
            rest: set("rest"),
            helpers: set("helpers"),
            stops: set("stops"),
            nouns: set("nouns"),
            levels: set("levels"),
            streets: set("streets"),
            rates: set("rates"),
            rate_articles: set("rate_articles"),
            rated: set("rated"),
            fraction_links: set("fraction_links"),
            determiners: set("determiners"),
            units_before: set("units_before"),
            before_years: set("before_years"),
        }
    }
}

impl Numbers {
    /// Whether a number word alone is no count.
    pub fn is_no_count_alone(&self, word: &str) -> bool {
        self.lists.not_alone.contains(word)
    }

    /// Whether a word may stand inside a number.
    pub fn is_link(&self, word: &str) -> bool {
        self.lists.links.contains(word)
    }

    /// Whether a word makes one of the multiplier behind it.
    pub fn is_article(&self, word: &str) -> bool {
        self.lists.articles.contains(word)
    }

    /// Whether a word or mark stands between the ends of a range.
    pub fn is_join(&self, word: &str) -> bool {
        self.lists.joins.contains(word)
    }

    /// Whether a word opens a range whose ends `is_and` joins.
    pub fn is_between(&self, word: &str) -> bool {
        self.lists.between.contains(word)
    }

    /// Whether a word joins the ends of a range that `is_between` opened.
    pub fn is_and(&self, word: &str) -> bool {
        self.lists.and.contains(word)
    }

    /// Whether a word or mark means hundredths.
    pub fn is_percent(&self, word: &str) -> bool {
        self.lists.percent.contains(word)
    }

    /// Whether the number behind this word is a name ("page 7").
    pub fn is_label(&self, word: &str) -> bool {
        self.lists.labels.contains(word)
    }

    /// Whether letters behind digits make an ordinal.
    pub fn is_ordinal(&self, word: &str) -> bool {
        self.lists.ordinals.contains(word)
    }

    /// Whether a word or mark makes the number behind it a negative one.
    pub fn is_minus(&self, word: &str) -> bool {
        self.lists.minus.contains(word)
    }

    /// Whether the number behind this word is a step and no end of a range ("by 5 to 12").
    pub fn is_step(&self, word: &str) -> bool {
        self.lists.steps.contains(word)
    }

    /// What a letter behind an amount of money multiplies it by ("$5m", "Rp 3 T").
    pub fn money_multiplier(&self, word: &str) -> Option<f64> {
        self.money_multipliers.get(word).copied()
    }

    /// Whether the number behind this word is a level that needs no unit ("closed at 7,236.98").
    pub fn is_level(&self, word: &str) -> bool {
        self.lists.levels.contains(word)
    }

    /// Whether a word ends the name of a street, whose number counts nothing.
    pub fn is_street(&self, word: &str) -> bool {
        self.lists.streets.contains(word)
    }

    /// Whether a word makes a rate of the units on both sides ("per").
    pub fn is_rate(&self, word: &str) -> bool {
        self.lists.rates.contains(word)
    }

    /// Whether a word does so before a unit or one of `rated` only ("a barrel").
    pub fn is_rate_article(&self, word: &str) -> bool {
        self.lists.rate_articles.contains(word)
    }

    /// Whether things are priced by this word, which is no measure ("share").
    pub fn is_rated(&self, word: &str) -> bool {
        self.lists.rated.contains(word)
    }

    /// Whether a word stands between a part and its whole ("of").
    pub fn is_fraction_link(&self, word: &str) -> bool {
        self.lists.fraction_links.contains(word)
    }

    /// Whether a word opens the words for a whole ("the", "its").
    pub fn is_determiner(&self, word: &str) -> bool {
        self.lists.determiners.contains(word)
    }

    /// Whether a word is a unit that stands before its number.
    pub fn is_unit_before(&self, word: &str) -> bool {
        self.lists.units_before.contains(word)
    }

    /// Whether four digits behind this word are a year, whatever follows ("in 2022 prices fell").
    pub fn is_before_year(&self, word: &str) -> bool {
        self.lists.before_years.contains(word)
    }

    /// Whether a word, by its end, tells how the next one is ("newly built").
    pub fn is_adverb(&self, word: &str) -> bool {
        self.adverb_ends.iter().any(|end| word.len() > end.len() + 1 && word.ends_with(&**end))
    }

    /// Whether a word means more of the things counted before.
    pub fn is_rest(&self, word: &str) -> bool {
        self.lists.rest.contains(word)
    }

    /// Whether a word may stand between what is counted and what became of it.
    pub fn is_helper(&self, word: &str) -> bool {
        self.lists.helpers.contains(word)
    }

    /// Whether what is counted ends before this word; `first` when nothing is counted yet.
    pub fn ends_noun(&self, word: &str, first: bool) -> bool {
        if self.lists.stops.contains(word) {
            return true;
        }
        if self.lists.nouns.contains(word) {
            return false;
        }
        let starts = |start: &String| word.len() > start.len() + 3 && word.starts_with(&**start);
        let ends = |end: &String| word.len() > end.len() + 1 && word.ends_with(&**end);
        self.verb_starts.iter().any(starts) || !first && self.verb_ends.iter().any(ends)
    }
}
