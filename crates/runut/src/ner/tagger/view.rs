//! What the tagger sees of a token beside its letters: what the lists and the rules say of it.

use crate::lang::{Names, Signs};
use crate::model::{MentionKind, Tokens, Word};
use crate::ner::candidate::Candidate;
use crate::ner::label::{self, Label};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// One token through the eyes of the lists and the rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What the pack's word lists say, over all words of a phrase.
    pub signs: u32,
    /// The gazetteer's entry here: 0 for none, else twice the kind, plus one inside the entry.
    pub known: u8,
    /// The rules' name here: 0 for none, else its kind, where in the name, and how sure, see `rule`.
    pub rule: u8,
    /// What the rules say of other names of the article in which this word stands: their kind and how sure.
    pub memory: u8,
    /// See the constants.
    pub flags: u16,
}

impl View {
    /// `known` at the first word of a place.
    pub const PLACE: u8 = 6;
    /// Begins with a capital.
    pub const CAPITAL: u16 = 1;
    /// All capitals.
    pub const UPPER: u16 = 1 << 1;
    /// A number.
    pub const NUMBER: u16 = 1 << 2;
    /// No word and no number.
    pub const MARK: u16 = 1 << 3;
    /// A word of the language.
    pub const COMMON: u16 = 1 << 4;
    /// The rules think it may be a word of a name.
    pub const NAME: u16 = 1 << 5;
    /// Opens the sentence or a quotation in it.
    pub const OPENS: u16 = 1 << 6;
    /// In a sentence of capitals.
    pub const SHOUTED: u16 = 1 << 7;
    /// A given or family name, in the lists of another language.
    pub const GIVEN_ELSEWHERE: u16 = 1 << 8;
    /// Begins a place, a body or a person in the lists of another language.
    pub const PLACE_ELSEWHERE: u16 = 1 << 9;
    /// See `PLACE_ELSEWHERE`.
    pub const BODY_ELSEWHERE: u16 = 1 << 10;
    /// See `PLACE_ELSEWHERE`.
    pub const PERSON_ELSEWHERE: u16 = 1 << 11;
}

/// A number for a kind, from 1.
fn number(kind: MentionKind) -> u8 {
    match kind {
        MentionKind::Person => 1,
        MentionKind::Organisation => 2,
        MentionKind::Place => 3,
        MentionKind::Group => 4,
        MentionKind::Work => 5,
        MentionKind::Product => 6,
    }
}

/// What the rules say of a name: its kind by their points, and how sure they are, 0 to 3.
fn rule(one: &Candidate<'_>) -> (u8, u8) {
    if let Some(kind) = one.known_kind() {
        return (number(kind), 3);
    }
    let votes = one.votes;
    let place = votes.place.max(votes.state);
    let best = votes.person.max(votes.organisation).max(place).max(votes.thing);
    let kind = match best {
        ..=0 => return (7, 0),
        _ if best == votes.organisation => MentionKind::Organisation,
        _ if best == place => MentionKind::Place,
        _ if best == votes.person => MentionKind::Person,
        _ => MentionKind::Work,
    };
    let sure = match best {
        ..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        _ => 3,
    };
    (number(kind), sure)
}

/// How many names of a word are remembered.
const REMEMBERED: usize = 3;

/// What the rules say of the words of an article's names: for each word, the first tokens of some names with it, and
/// their kind and how sure.
#[derive(Default)]
pub(in crate::ner) struct Memory<'t> {
    words: FxHashMap<Word<'t>, [(u32, u8); REMEMBERED]>,
}

impl<'t> Memory<'t> {
    pub(in crate::ner) fn of(tokens: &'t Tokens, found: &[Candidate<'_>]) -> Self {
        let mut words = FxHashMap::<Word<'_>, [(u32, u8); REMEMBERED]>::default();
        for one in found {
            let (kind, sure) = rule(one);
            if kind == 7 || one.end - one.first > 6 {
                continue;
            }
            let long = u8::from(one.end > one.first + 1);
            for at in (one.first..one.end).filter(|&at| tokens[at].capital) {
                let names = words.entry(tokens.word(at)).or_default();
                if let Some(free) = names.iter_mut().find(|(_, says)| *says == 0) {
                    *free = (one.first as u32, kind << 3 | long << 2 | sure);
                }
            }
        }
        Self { words }
    }

    /// The surest that other names say of this word.
    fn elsewhere(&self, tokens: &Tokens, at: usize) -> u8 {
        let Some(names) = self.words.get(&tokens.word(at)) else { return 0 };
        let other = |first: u32| !(first as usize <= at && at < first as usize + 6);
        let others = names.iter().filter(|(first, _)| other(*first)).map(|(_, says)| *says);
        others.max_by_key(|says| (says & 7, says >> 3)).unwrap_or(0)
    }
}

/// What the views are made from.
pub(in crate::ner) struct Reader<'a> {
    pub(in crate::ner) tokens: &'a Tokens,
    pub(in crate::ner) memory: &'a Memory<'a>,
    /// The lists of the other languages.
    pub(in crate::ner) others: &'a [&'a Names],
}

impl Reader<'_> {
    /// The views of one labelled sentence with the names that the rules cut out of it.
    pub(in crate::ner) fn views(
        &self,
        range: Range<usize>,
        labels: &[Label<'_>],
        found: &[Candidate<'_>],
        shouted: bool,
        views: &mut Vec<View>,
    ) {
        let tokens = self.tokens;
        views.clear();
        views.resize(range.len(), View::default());
        for (at, label) in labels.iter().enumerate() {
            let token = &tokens[range.start + at];
            let mut flags = 0;
            let mut set = |flag: u16, holds: bool| flags |= if holds { flag } else { 0 };
            set(View::CAPITAL, token.capital);
            set(View::UPPER, token.upper);
            set(View::NUMBER, token.is_number());
            set(View::MARK, !token.is_word() && !token.is_number());
            set(View::COMMON, label.common);
            set(View::NAME, label.name);
            set(View::OPENS, label::opens(tokens, range.start + at, range.start));
            set(View::SHOUTED, shouted);
            if token.capital {
                for names in self.others {
                    let here = range.start + at;
                    let signs = names.signs().longest(tokens, here, here + 1).map(|(_, signs)| signs);
                    if signs.is_some_and(|signs| signs.any(Signs::GIVEN)) {
                        flags |= View::GIVEN_ELSEWHERE;
                    }
                    if let Some((_, known)) = names.index().longest(tokens, here, range.end) {
                        flags |= match names.known(known).kind {
                            MentionKind::Person => View::PERSON_ELSEWHERE,
                            MentionKind::Organisation => View::BODY_ELSEWHERE,
                            MentionKind::Place => View::PLACE_ELSEWHERE,
                            _ => 0,
                        };
                    }
                }
                views[at].memory = self.memory.elsewhere(tokens, range.start + at);
            }
            views[at].flags = flags;
            let end = (at + label.sign_length).min(labels.len());
            views[at..end].iter_mut().for_each(|view| view.signs |= label.signs.bits());
            if let Some(kind) = label.kind() {
                let end = (at + label.known_length).min(labels.len());
                for (n, view) in views[at..end].iter_mut().enumerate() {
                    if view.known == 0 {
                        view.known = number(kind) * 2 + u8::from(n > 0);
                    }
                }
            }
        }
        for one in found {
            let (kind, sure) = rule(one);
            let (first, end) = (one.first - range.start, (one.end - range.start).min(views.len()));
            for (n, view) in views[first..end].iter_mut().enumerate() {
                let place = u8::from(n > 0);
                view.rule = kind << 4 | sure << 2 | place << 1 | u8::from(one.title.is_some());
            }
        }
    }
}
