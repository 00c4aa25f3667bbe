//! Who is reported to have said what, and through whom.

use super::{DateRange, EntityIx, SentenceIx, Span};
use serde::{Deserialize, Serialize};

/// Which statement: an index into `Annotations::statements`.
pub type StatementIx = usize;

/// How much of the content stands in quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// All of it.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// Whether the source is reported to have said it or not to have said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// They said it.
    Affirmed,
    /// They are reported not to have said it ("tidak menyebutkan …").
    Negated,
}

/// What the source did with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Act {
    /// Said, wrote, reported.
    Say,
    /// Thinks, believes, expects.
    Believe,
    /// Promises, agrees.
    Promise,
    /// Asks, demands, urges, warns.
    Demand,
    /// Denies.
    Deny,
    /// Accuses, blames, condemns.
    Accuse,
    /// Praises, thanks, supports.
    Praise,
    /// Asks a question.
    Ask,
    /// Wants, plans, tries.
    Want,
}

/// How the speaker was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpeakerHow {
    /// By full name, or by the only name there is.
    #[serde(rename = "named")]
    Named,
    /// By part of a name met in full elsewhere.
    #[serde(rename = "short name")]
    ShortName,
    /// By a pronoun or the clitic "-nya".
    #[serde(rename = "pronoun")]
    Pronoun,
    /// By a description ("kantor berita negara tersebut", "the minister").
    #[serde(rename = "description")]
    Description,
    /// By nothing of its own: carried over from the statement before.
    #[serde(rename = "carried")]
    Carried,
}

/// How sure the speaker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// The text itself says it.
    Sure,
    /// It follows, but another reading is possible.
    Likely,
}

/// How a link of the chain is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChainHow {
    /// The attribution itself ("kata KCNA").
    Cue,
    /// A relay phrase in the sentence ("dikutip dari", "dimuat AFP").
    Relay,
    /// The byline, dateline or sign-off.
    Byline,
    /// A notice that covers the whole article ("Dilansir AP News", "telah tayang di").
    Inherited,
}

/// One link of the chain between the outlet and the speaker.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChainLink {
    /// Canonical name.
    pub name: String,
    /// How it is known.
    pub how: ChainHow,
    /// Where it is named, when in the text.
    pub span: Option<Span>,
}

/// The day something was said, apart from the day it was reported.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SaidOn {
    /// The days in question.
    pub days: DateRange,
    /// How that is known.
    pub why: String,
}

/// A statement, with the roles of PARC 3.0 (Pareti 2016): source, cue, content.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// Direct, indirect or mixed.
    pub kind: StatementKind,
    /// Said, or reported as not said.
    pub polarity: Polarity,
    /// What was done with it.
    pub act: Act,
    /// Whether the source is reported to have put it into words; an attitude that the text tells of ("wants to leave",
    /// "is expected to win") is nobody's words.
    pub voiced: bool,
    /// What was said: one or more stretches, in reading order, without the quotation marks at their ends.
    pub content: Vec<Span>,
    /// The words that attribute it; empty when it was carried over.
    pub cue: Vec<Span>,
    /// The words that name the source where the attribution stands; "-nya" and pronouns included.
    pub source: Vec<Span>,
    /// Who that is; `None` is a gap, and is shown as one.
    pub speaker: Option<EntityIx>,
    /// The speaker's name in words; also set for sources that are no entity ("negara-negara Barat").
    pub speaker_name: Option<String>,
    /// How the speaker was told; `None` when unknown.
    pub speaker_how: Option<SpeakerHow>,
    /// How sure that is.
    pub confidence: Confidence,
    /// Whom it was said to.
    pub addressee: Option<EntityIx>,
    /// Their name.
    pub addressee_name: Option<String>,
    /// When it was said.
    pub said_on: Option<SaidOn>,
    /// When it was reported by the nearest link of the chain, where that is stated apart.
    pub reported_on: Option<SaidOn>,
    /// Where it was said.
    pub place: Option<String>,
    /// Through whom, nearest first: who told the outlet, who told them.
    pub chain: Vec<ChainLink>,
    /// The sentence it stands in (the first, if it runs on).
    pub sentence: SentenceIx,
    /// The statement it stands inside, if any.
    pub inside: Option<StatementIx>,
    /// Name of the frame or rule that found it, for `--explain`.
    pub rule: String,
    /// How the speaker was found, for `--explain`.
    pub speaker_why: &'static str,
}

impl Statement {
    /// The smallest span over its content.
    pub fn extent(&self) -> Span {
        let first = self.content.first().copied().unwrap_or_default();
        self.content.iter().fold(first, |all, part| all.cover(*part))
    }

    /// Where the words stand that may be shown beside its speaker; `sentence` is the one it stands in.
    pub fn shown(&self, sentence: Span) -> Vec<Span> {
        shown(self.kind, self.polarity, self.act, [&self.content, &self.cue], sentence)
    }
}

/// Units between a cue and its content ("membantah keras bahwa …").
const BETWEEN: u32 = 24;

/// Where the words stand that may be shown beside a speaker without telling something else: mostly the content; where
/// that alone would be a wrong claim, more. Who denies a charge did not make it, and who condemns a war did not declare
/// it: their words begin with the cue. What somebody is reported not to have said is shown with its whole sentence.
/// `places` are content and cue; all are of one text, in bytes or in code points.
pub fn shown(
    kind: StatementKind,
    polarity: Polarity,
    act: Act,
    [content, cue]: [&[Span]; 2],
    sentence: Span,
) -> Vec<Span> {
    if polarity == Polarity::Negated {
        return vec![sentence];
    }
    if matches!(act, Act::Say | Act::Believe) || kind != StatementKind::Indirect {
        return content.to_vec();
    }
    let (Some(first), Some(last), Some(cue)) = (content.first(), content.last(), cue.first()) else {
        return content.to_vec();
    };
    let near = cue.end <= first.start && first.start - cue.end <= BETWEEN && sentence.contains(*cue);
    match act {
        _ if near => vec![cue.cover(*first).cover(*last)],
        Act::Deny => vec![sentence.cover(*last)],
        _ => content.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_would_say_something_else_alone_are_shown_with_more() {
        let text = "Yesterday Rahn flatly denied the charge, and the charge was denied by Tarro.";
        let at = |words: &str, from: usize| {
            let start = text[from..].find(words).unwrap() + from;
            Span::new(start, start + words.len())
        };
        let sentence = Span::new(0, text.len());
        let words = |act, polarity, kind, content: Span, cue: Span| {
            let spans = shown(kind, polarity, act, [&[content], &[cue]], sentence);
            spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" … ")
        };
        let (first, second) = (at("the charge", 0), at("the charge", 40));
        let (before, behind) = (at("denied", 0), at("denied", 40));
        let (said, quiet) = (Polarity::Affirmed, Polarity::Negated);
        let (indirect, direct) = (StatementKind::Indirect, StatementKind::Direct);
        let cases = [
            (words(Act::Say, said, indirect, first, before), "the charge"),
            (words(Act::Deny, said, direct, first, before), "the charge"),
            (words(Act::Deny, said, indirect, first, before), "denied the charge"),
            (words(Act::Deny, said, indirect, second, behind), text),
            (words(Act::Praise, said, indirect, second, behind), "the charge"),
            (words(Act::Say, quiet, indirect, first, before), text),
        ];
        for (found, expected) in cases {
            assert_eq!(found, expected);
        }
    }
}
