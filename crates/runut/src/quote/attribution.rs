//! What a frame finds: an attribution before anybody asks who its source is.

use crate::lang::{Cue, Frame};
use crate::model::{Act, Polarity, Span, StatementKind};
use std::ops::Range;

/// Fewest words of a quotation that nobody is named for; shorter ones are scare quotes or titles of works.
const SPEECH_WORDS: usize = 5;

/// The words that name a source, by their shape.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Source {
    /// A name, perhaps with its title: the span of the mention's `whole`, and of its name.
    Named { whole: Span, name: Span },
    /// Names that speak together.
    Joint(Span),
    /// A pronoun of the third person; whether it is one person.
    Pronoun { span: Span, singular: bool },
    /// A pronoun cut from the end of the cue ("katanya").
    Clitic(Span),
    /// A description ("negara-negara Barat", "the minister").
    Described { span: Span, pointing: bool },
    /// The first person, outside quotation marks: the writer.
    Writer,
    /// Nobody is named; whoever spoke last goes on.
    Carried,
    /// Nobody is named, and nobody can be inferred.
    Unknown,
}

impl Source {
    /// Where the source is named.
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            Source::Named { whole, .. } => Some(*whole),
            Source::Joint(span) | Source::Clitic(span) => Some(*span),
            Source::Pronoun { span, .. } | Source::Described { span, .. } => Some(*span),
            Source::Writer | Source::Carried | Source::Unknown => None,
        }
    }
}

/// An attribution around another, as a link of its chain.
#[derive(Clone, Debug)]
pub(super) struct Outer {
    pub(super) source: Source,
    /// Named by a relay phrase rather than by a cue.
    pub(super) relay: bool,
    /// Cited by the speaker, not by the outlet: farther off.
    pub(super) farther: bool,
}

/// An attribution.
#[derive(Clone, Debug)]
pub(super) struct Attribution<'c> {
    pub(super) sentence: usize,
    pub(super) kind: StatementKind,
    pub(super) polarity: Polarity,
    pub(super) act: Act,
    pub(super) content: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) source: Source,
    /// Tokens of the sentence that tell about the saying: the cue, the source, and what stands around them.
    pub(super) around: Vec<Range<usize>>,
    /// Whom it was said to, where the frame has a place for that: the mention's name.
    pub(super) addressee: Option<Span>,
    /// The frame and the cue's entry.
    pub(super) rule: String,
    /// Whether it stands in a headline.
    pub(super) title: bool,
    /// Whether the reading is open to doubt.
    pub(super) doubtful: bool,
    /// The relay cue that stands for the source itself ("Dilansir X, …").
    pub(super) relay: bool,
    /// Whose words a relay cites ("mengutip percakapan Kim"): they speak, not the relay.
    pub(super) cited: Option<Source>,
    /// The cue's entry, where there is one.
    pub(super) entry: Option<&'c Cue>,
    /// Attributions around it that are links of its chain.
    pub(super) outer: Vec<Outer>,
}

impl Attribution<'_> {
    /// Whether it is a quotation that nobody claims, right where a speech may go on.
    pub(super) fn goes_on(&self) -> bool {
        self.cue.is_empty() && matches!(self.source, Source::Carried | Source::Unknown)
    }

    /// Whether it is a quotation that nobody claims and too short to be speech by itself.
    pub(super) fn is_fragment(&self, text: &str) -> bool {
        let words = |part: &Span| part.of(text).split_whitespace().count();
        self.cue.is_empty() && self.content.iter().map(words).sum::<usize>() < SPEECH_WORDS
    }

    /// Whether the content was put into words by its source: marks of quotation show it, else the cue tells.
    pub(super) fn voiced(&self) -> bool {
        self.kind != StatementKind::Indirect || self.entry.is_none_or(Cue::voiced)
    }

    /// The frame and the entry that found it: "tail: said after".
    pub(super) fn found_by(&self) -> String {
        let Some(cue) = self.entry else { return self.rule.clone() };
        let before = self.cue.first().is_some_and(|cue| cue.start < self.extent().start);
        let frame = match (self.title, before) {
            (true, _) => "headline",
            _ if cue.stands(Frame::Relay) => "relay",
            _ if cue.stands(Frame::According) => "according",
            (_, true) => "head",
            (_, false) => "tail",
        };
        if frame == "headline" { self.rule.clone() } else { format!("{frame}: {}", self.rule) }
    }

    /// The smallest span over the content.
    pub(super) fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().fold(first, |all, part| all.cover(*part))
    }
}
