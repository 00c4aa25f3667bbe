//! What each word of a sentence may do in a name.

use crate::lang::{Known, Language, Names, Outlet, Outlets, Signs};
use crate::model::{Article, BlockKind, MentionKind, Sentence, Tokens, Word};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// How often the article writes a word small, and how often with a capital where nothing but its being a name asks
/// for one.
#[derive(Default)]
pub(super) struct Counts<'t> {
    words: FxHashMap<Word<'t>, (u16, u16)>,
    /// Words with a capital that stand alone beside a word of speech or action ("kata Rina", "Rina menambahkan").
    speak: FxHashSet<Word<'t>>,
}

impl<'t> Counts<'t> {
    pub(super) fn of<'n>(
        article: &Article,
        tokens: &'t Tokens,
        sentences: &[Sentence],
        names: impl Fn(&Sentence) -> Option<&'n Names>,
    ) -> Self {
        let mut words = FxHashMap::<Word<'_>, (u16, u16)>::default();
        let mut speak = FxHashSet::<Word<'_>>::default();
        for sentence in sentences {
            let names = names(sentence);
            let range = tokens.of_sentence(sentence.span);
            if heads(article, sentence) || all_capitals(tokens, range.clone(), false) {
                continue;
            }
            for at in range.clone() {
                if !tokens[at].is_word() {
                    continue;
                }
                if names.is_some_and(|names| speaks(names, tokens, at, range.clone())) {
                    speak.insert(tokens.word(at));
                }
                if !tokens[at].capital {
                    let count = words.entry(tokens.word(at)).or_default();
                    count.0 = count.0.saturating_add(1);
                } else if !opens(tokens, at, range.start) {
                    let count = words.entry(tokens.word(at)).or_default();
                    count.1 = count.1.saturating_add(1);
                }
            }
        }
        Self { words, speak }
    }

    fn small(&self, word: Word<'_>) -> u16 {
        self.words.get(&word).map_or(0, |count| count.0)
    }

    fn capital(&self, word: Word<'_>) -> u16 {
        self.words.get(&word).map_or(0, |count| count.1)
    }
}

/// Whether a word with a capital stands alone beside a word of speech or action.
fn speaks(names: &Names, tokens: &Tokens, at: usize, range: Range<usize>) -> bool {
    if !tokens[at].capital || tokens[at].upper {
        return false;
    }
    let beside = |other: usize| range.contains(&other) && tokens[other].is_word();
    let sign = |other: usize, wanted: Signs| {
        beside(other)
            && (!tokens[other].capital || opens(tokens, other, range.start))
            && names.signs().longest(tokens, other, range.end).is_some_and(|(_, signs)| signs.any(wanted))
    };
    let before =
        at > range.start && beside(at - 1) && tokens[at - 1].capital && !opens(tokens, at - 1, range.start);
    let after = beside(at + 1) && tokens[at + 1].capital;
    !before
        && !after
        && (at > range.start && sign(at - 1, Signs::BEFORE_PERSON) || sign(at + 1, Signs::AFTER_PERSON))
}

/// Whether a word has its capital, or might have it, only because something begins with it.
pub(super) fn opens(tokens: &Tokens, at: usize, start: usize) -> bool {
    // A bracket opens too, but what stands in brackets is mostly a name.
    at == start
        || !tokens[at - 1].is_word()
            && !tokens[at - 1].is_number()
            && !matches!(tokens.lower(at - 1), "," | "(" | ")" | "/" | "&" | ";" | "[")
}

/// Whether a sentence is a headline or a heading.
pub(super) fn heads(article: &Article, sentence: &Sentence) -> bool {
    let kind = article.blocks.get(sentence.block).map(|block| block.kind);
    matches!(kind, Some(BlockKind::Title | BlockKind::Subheading))
}

/// Whether nearly every word of a sentence stands with a capital, as in many headlines: capitals tell nothing there.
/// In running text one small word is enough to trust the capitals.
pub(super) fn all_capitals(tokens: &Tokens, range: Range<usize>, heads: bool) -> bool {
    let words = range.clone().filter(|&at| tokens[at].is_word());
    let (mut all, mut small) = (0, 0);
    let shortest = if heads { 4 } else { 1 };
    for at in words {
        all += 1;
        small += usize::from(!tokens[at].capital && tokens[at].span.len() >= shortest);
    }
    if heads { all >= 4 && small * 6 < all } else { all >= 6 && small == 0 }
}

/// What the gazetteers know of a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Source<'p> {
    /// From a language's lists.
    Pack(&'p Known),
    /// From the outlet packs.
    Outlet(&'p Outlet),
}

/// What one word may do; `sign_length` and `known_length` say over how many words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Label<'p> {
    pub(super) signs: Signs,
    pub(super) sign_length: usize,
    pub(super) known: Option<Source<'p>>,
    pub(super) known_length: usize,
    /// Length of the clitic on the last word of the gazetteer's name, in its lower-case form.
    pub(super) clitic: usize,
    /// Whether it may be a word of a name.
    pub(super) name: bool,
    /// Whether it is a word of the language too.
    pub(super) common: bool,
}

impl Label<'_> {
    /// The kind the gazetteers give.
    pub(super) fn kind(&self) -> Option<MentionKind> {
        self.known.map(|source| match source {
            Source::Pack(known) => known.kind,
            Source::Outlet(_) => MentionKind::Organisation,
        })
    }
}

/// What the labels are made from.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) names: &'a Names,
    pub(super) language: &'a Language,
    pub(super) outlets: &'a Outlets,
    pub(super) counts: &'a Counts<'a>,
}

impl<'a> Reader<'a> {
    /// Labels the words of one sentence, behind those that are there.
    pub(super) fn labels(&self, range: Range<usize>, capitals: bool, labels: &mut Vec<Label<'a>>) {
        for at in range.clone() {
            let mut label = Label::default();
            let token = &self.tokens[at];
            if let Some((length, signs)) = self.names.signs().longest(self.tokens, at, range.end) {
                label.signs = signs;
                label.sign_length = length;
            }
            if token.is_word() || token.is_number() {
                let word = self.tokens.lower(at);
                // Outlets are named after common words ("kompas"); without a capital only an address is one, or a
                // name that its pack writes small ("detikcom").
                if let Some((length, outlet)) = self.outlets.at(self.tokens, at, range.end)
                    && (token.capital || word.contains('.') || outlet.name == word)
                {
                    label.known = Some(Source::Outlet(outlet));
                    label.known_length = length;
                }
                // "US$ 2", "A$3": money, no country.
                let money = self.tokens.is_mark(at + 1, "$");
                if token.capital
                    && !money
                    && let Some((length, known, clitic)) =
                        self.names.index().longest_with(self.tokens, at, range.end, self.names.clitics())
                    && length > label.known_length
                {
                    label.known = Some(Source::Pack(self.names.known(known)));
                    label.known_length = length;
                    label.clitic = clitic;
                }
                if token.capital {
                    let one = label.sign_length <= 1;
                    let signs = if one { label.signs } else { Signs::default() };
                    label.common = signs.any(Signs::COMMON | Signs::LINK | Signs::AT | Signs::OFFICE)
                        || self.language.common.contains(word)
                        || self.counts.small(self.tokens.word(at)) > 0;
                    let opens = opens(self.tokens, at, range.start);
                    label.name = token.is_word()
                        && !label.signs.any(Signs::CALENDAR)
                        && !capitals
                        && (!opens
                            || !label.common
                            || (signs.any(Signs::GIVEN) && self.counts.small(self.tokens.word(at)) == 0));
                    if opens
                        && label.common
                        && self.counts.capital(self.tokens.word(at)) >= 2
                        && self.counts.small(self.tokens.word(at)) == 0
                    {
                        label.name = !capitals && !label.signs.any(Signs::CALENDAR);
                    }
                } else if word.contains('.') && is_domain(word) && !self.in_address(at) {
                    label.name = true;
                }
            }
            labels.push(label);
        }
    }

    /// Whether a slash or an at sign stands around a word: part of an address, no name of a site.
    fn in_address(&self, at: usize) -> bool {
        let mark = |at: usize| ["/", "@"].iter().any(|mark| self.tokens.is_mark(at, mark));
        mark(at + 1) || at > 0 && mark(at - 1)
    }

    /// Whether a word is an abbreviation in capitals.
    pub(super) fn is_acronym(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.is_word() && token.upper && token.span.len() <= 7
    }

    /// Whether the article has this word alone beside a word of speech.
    pub(super) fn speaks(&self, at: usize) -> bool {
        self.counts.speak.contains(&self.tokens.word(at))
    }

    /// Whether the first word of a name alone could be no name: it opens the sentence and the article never shows it
    /// with a capital elsewhere.
    pub(super) fn opens_unproved(&self, at: usize, start: usize) -> bool {
        opens(self.tokens, at, start) && self.counts.capital(self.tokens.word(at)) == 0
    }
}

/// Whether a word is the address of a site ("berita.id", "news.com").
pub(super) fn is_domain(word: &str) -> bool {
    let Some((site, ending)) = word.rsplit_once('.') else { return false };
    let letters = |part: &str| part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    site.len() >= 3
        && (2..=4).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_lowercase())
        && site.split('.').all(letters)
}
