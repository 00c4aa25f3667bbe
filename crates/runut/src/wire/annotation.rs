//! The annotation line: everything found in one article; offsets are code points of its text.

use super::{CodePoints, Place};
use crate::model::{
    Act, Anchor, ChainHow, ChainLink, Confidence, DateRange, Entity, EntityIx, Figure, Guess, Mention,
    MentionHow, MentionKind, Polarity, Reading, SaidOn, Sense, SentenceIx, Span, SpeakerHow, Statement,
    StatementKind, TimeExpression, TimeKind, UtcOffset, WeekdayCheck,
};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// The layers of one article as one line of JSON.
#[derive(Serialize)]
pub struct AnnotationLine<'a> {
    id: &'a str,
    language: Option<&'a str>,
    published: Option<&'a str>,
    published_guess: Option<&'a Guess>,
    sentences: Vec<Place>,
    mentions: Vec<MentionLine<'a>>,
    entities: Vec<EntityLine<'a>>,
    times: Vec<TimeLine<'a>>,
    statements: Vec<StatementLine<'a>>,
    figures: Vec<FigureLine<'a>>,
    removed_times: Vec<RemovedTimeLine<'a>>,
}

#[derive(Serialize)]
struct MentionLine<'a> {
    #[serde(flatten)]
    place: Place,
    kind: MentionKind,
    name: &'a str,
    entity: EntityIx,
    whole: Place,
    how: MentionHow,
}

#[derive(Serialize)]
struct EntityLine<'a> {
    kind: MentionKind,
    name: &'a str,
    aliases: &'a [Arc<str>],
    roles: &'a [String],
    of: Option<EntityIx>,
    relays: bool,
}

#[derive(Serialize)]
struct TimeLine<'a> {
    #[serde(flatten)]
    place: Place,
    r#type: TimeKind,
    value: &'a str,
    utc_offset: Option<UtcOffset>,
    anchor: Anchor,
    weekday: WeekdayCheck,
    likely: Option<&'a str>,
    why: Option<&'a str>,
    rule: &'a str,
}

#[derive(Serialize)]
struct RemovedTimeLine<'a> {
    removed: usize,
    #[serde(flatten)]
    time: TimeLine<'a>,
}

#[derive(Serialize)]
struct StatementLine<'a> {
    id: String,
    r#type: StatementKind,
    polarity: Polarity,
    content: Vec<Place>,
    cue: Vec<Place>,
    source: Vec<Place>,
    speaker: Option<&'a str>,
    speaker_how: Option<SpeakerHow>,
    confidence: Confidence,
    addressee: Option<&'a str>,
    said_on: Option<SaidOnLine<'a>>,
    place: Option<&'a str>,
    chain: Vec<LinkLine<'a>>,
    act: Act,
    voiced: bool,
    reported_on: Option<SaidOnLine<'a>>,
    sentence: SentenceIx,
    inside: Option<String>,
    speaker_entity: Option<EntityIx>,
    addressee_entity: Option<EntityIx>,
    rule: &'a str,
    speaker_why: Option<&'static str>,
}

#[derive(Serialize)]
struct SaidOnLine<'a> {
    #[serde(flatten)]
    days: DateRange,
    why: &'a str,
}

/// A link of a source chain; the offsets are `null` where the text does not name it.
#[derive(Serialize)]
pub(super) struct LinkLine<'a> {
    name: &'a str,
    how: ChainHow,
    start: Option<usize>,
    end: Option<usize>,
}

#[derive(Serialize)]
struct FigureLine<'a> {
    #[serde(flatten)]
    place: Place,
    #[serde(serialize_with = "number")]
    value: Option<f64>,
    #[serde(serialize_with = "number")]
    low: Option<f64>,
    #[serde(serialize_with = "number")]
    high: Option<f64>,
    sense: Sense,
    unit: Option<&'a str>,
    counts: Option<&'a str>,
    claimed_by: Option<&'a str>,
    number: Place,
    statement: Option<String>,
    rule: &'a str,
}

/// The line of one reading.
pub fn annotation_line(reading: &Reading) -> AnnotationLine<'_> {
    let Reading { article, annotations } = reading;
    let points = CodePoints::of(&article.text);
    let mention = |mention: &Mention| MentionLine {
        place: points.place(mention.span),
        kind: mention.kind,
        name: name_of(&annotations.entities, mention.entity).unwrap_or_default(),
        entity: mention.entity,
        whole: points.place(mention.whole),
        how: mention.how,
    };
    AnnotationLine {
        id: &article.id,
        language: Some(article.language.as_str()).filter(|language| !language.is_empty()),
        published: article.published.as_ref().map(|stated| stated.value.as_str()),
        published_guess: article.published_guess.as_ref(),
        sentences: annotations.sentences.iter().map(|sentence| points.place(sentence.span)).collect(),
        mentions: annotations.mentions.iter().map(mention).collect(),
        entities: annotations.entities.iter().map(entity_line).collect(),
        times: annotations.times.iter().map(|time| time_line(time, &points)).collect(),
        statements: annotations
            .statements
            .iter()
            .enumerate()
            .map(|(index, statement)| statement_line(index, statement, &annotations.entities, &points))
            .collect(),
        figures: annotations.figures.iter().map(|figure| figure_line(figure, &points)).collect(),
        removed_times: annotations
            .removed_times
            .iter()
            .filter_map(|found| {
                let text = &article.removed.get(found.removed)?.text;
                let time = time_line(&found.time, &CodePoints::of(text));
                Some(RemovedTimeLine { removed: found.removed, time })
            })
            .collect(),
    }
}

/// The id of a statement within its article: `s1` is the first.
pub fn statement_id(index: usize) -> String {
    format!("s{}", index + 1)
}

fn name_of(entities: &[Entity], index: EntityIx) -> Option<&str> {
    entities.get(index).map(|entity| entity.name.as_str())
}

fn entity_line(entity: &Entity) -> EntityLine<'_> {
    EntityLine {
        kind: entity.kind,
        name: &entity.name,
        aliases: &entity.aliases,
        roles: &entity.roles,
        of: entity.of,
        relays: entity.relays,
    }
}

fn time_line<'a>(time: &'a TimeExpression, points: &CodePoints<'_>) -> TimeLine<'a> {
    TimeLine {
        place: points.place(time.span),
        r#type: time.kind,
        value: &time.value.0,
        utc_offset: time.utc_offset,
        anchor: time.anchor,
        weekday: time.weekday,
        likely: time.likely.as_ref().map(|value| value.0.as_str()),
        why: time.why.as_deref(),
        rule: &time.rule,
    }
}

fn statement_line<'a>(
    index: usize,
    statement: &'a Statement,
    entities: &'a [Entity],
    points: &CodePoints<'_>,
) -> StatementLine<'a> {
    let places = |spans: &[Span]| spans.iter().map(|span| points.place(*span)).collect();
    let name = |name: &'a Option<String>, entity: Option<EntityIx>| {
        name.as_deref().or_else(|| entity.and_then(|entity| name_of(entities, entity)))
    };
    StatementLine {
        id: statement_id(index),
        r#type: statement.kind,
        polarity: statement.polarity,
        content: places(&statement.content),
        cue: places(&statement.cue),
        source: places(&statement.source),
        speaker: name(&statement.speaker_name, statement.speaker),
        speaker_how: statement.speaker_how,
        confidence: statement.confidence,
        addressee: name(&statement.addressee_name, statement.addressee),
        said_on: statement.said_on.as_ref().map(said_on_line),
        place: statement.place.as_deref(),
        chain: chain_lines(&statement.chain, points),
        act: statement.act,
        voiced: statement.voiced,
        reported_on: statement.reported_on.as_ref().map(said_on_line),
        sentence: statement.sentence,
        inside: statement.inside.map(statement_id),
        speaker_entity: statement.speaker,
        addressee_entity: statement.addressee,
        rule: &statement.rule,
        speaker_why: Some(statement.speaker_why).filter(|why| !why.is_empty()),
    }
}

fn said_on_line(said: &SaidOn) -> SaidOnLine<'_> {
    SaidOnLine { days: said.days, why: &said.why }
}

pub(super) fn chain_lines<'a>(chain: &'a [ChainLink], points: &CodePoints<'_>) -> Vec<LinkLine<'a>> {
    let line = |link: &'a ChainLink| {
        let place = link.span.map(|span| points.place(span));
        LinkLine {
            name: &link.name,
            how: link.how,
            start: place.map(|place| place.start),
            end: place.map(|place| place.end),
        }
    };
    chain.iter().map(line).collect()
}

fn figure_line<'a>(figure: &'a Figure, points: &CodePoints<'_>) -> FigureLine<'a> {
    FigureLine {
        place: points.place(figure.span),
        value: figure.value,
        low: figure.low,
        high: figure.high,
        sense: figure.sense,
        unit: figure.unit.as_deref(),
        counts: figure.counts.as_deref(),
        claimed_by: figure.claimed_by.as_deref(),
        number: points.place(figure.number),
        statement: figure.statement.map(statement_id),
        rule: figure.rule,
    }
}

/// Whole numbers without a point: `600`, not `600.0`. Beyond 2^53 a double no longer tells neighbours apart.
pub(super) fn number<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    match value {
        Some(value) if value.fract() == 0.0 && value.abs() <= EXACT => {
            serializer.serialize_i64(*value as i64)
        }
        Some(value) => serializer.serialize_f64(*value),
        None => serializer.serialize_none(),
    }
}
