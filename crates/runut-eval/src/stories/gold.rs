//! Readings made from the reviewed findings of the seeds, so that the stages that compare articles can be judged apart
//! from those that read them.

use anyhow::Context;
use runut::model::{
    Act, Anchor, Annotations, Article, Block, BlockKind, ChainHow, ChainLink, Confidence, Entity, Figure,
    Guess, Mention, MentionHow, MentionKind, Polarity, Reading, SaidOn, Sense, Span, Stated, Statement,
    StatementKind, TimeExpression, TimeKind, TimeValue, WeekdayCheck,
};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct Gold {
    article: GoldArticle,
    body_paragraphs: Vec<Place>,
    statements: Vec<GoldStatement>,
    times: Vec<GoldTime>,
    entities: Vec<GoldEntity>,
    figures: Vec<GoldFigure>,
}

#[derive(Deserialize)]
struct GoldArticle {
    title: Title,
    outlet: Outlet,
    published: Published,
}

#[derive(Deserialize)]
struct Title {
    text: String,
    start: usize,
    end: usize,
}

#[derive(Deserialize)]
struct Outlet {
    as_written: Option<String>,
    canonical: String,
}

#[derive(Deserialize)]
struct Published {
    value: String,
    stated: bool,
}

#[derive(Deserialize)]
struct Place {
    start: usize,
    end: usize,
}

/// A statement as gold has it.
#[derive(Deserialize)]
pub(super) struct GoldStatement {
    pub id: String,
    pub zone: String,
    #[serde(rename = "type")]
    kind: String,
    polarity: String,
    speaker_canonical: Option<String>,
    addressee_canonical: Option<String>,
    content: Vec<Words>,
    sentence: Place,
    utterance_date: Option<String>,
    source_chain: Vec<String>,
    nested_in: Option<String>,
}

#[derive(Deserialize)]
struct Words {
    text: String,
    start: usize,
    end: usize,
}

impl GoldStatement {
    pub fn words(&self) -> String {
        self.content.iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

#[derive(Deserialize)]
struct GoldTime {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    value: String,
    weekday_check: String,
    zone: String,
    text: String,
}

#[derive(Deserialize)]
struct GoldEntity {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
    canonical: String,
    text: String,
    zone: String,
}

#[derive(Deserialize)]
struct GoldFigure {
    start: usize,
    end: usize,
    value: Option<f64>,
    bound: Option<String>,
    #[serde(default)]
    approx: bool,
    unit: Option<String>,
    counts: Option<String>,
    claimed_by: Option<String>,
}

/// The statements of one seed and the reading that gold makes of it.
pub(super) fn read(page: &Path, gold: &Path) -> anyhow::Result<(Vec<GoldStatement>, Reading)> {
    let text = std::fs::read_to_string(page)?;
    let gold: Gold =
        serde_json::from_str(&std::fs::read_to_string(gold)?).with_context(|| gold.display().to_string())?;
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let span = |start: usize, end: usize| Span::new(bytes[start], bytes[end]);
    let name = page.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let published = gold.article.published;
    let mut article = Article {
        id: name.clone(),
        source: name,
        outlet: gold.article.outlet.as_written.map(|_| Stated::given(gold.article.outlet.canonical, "gold")),
        title: Some(Stated::given(gold.article.title.text, "gold")),
        language: "id".to_owned(),
        ..Article::default()
    };
    if published.stated {
        article.published = Some(Stated::given(published.value, "gold"));
    } else {
        article.published_guess = Some(Guess { value: published.value, why: "gold".to_owned() });
    }
    let title = span(gold.article.title.start, gold.article.title.end);
    article.blocks.push(Block { kind: BlockKind::Title, span: title });
    let paragraphs = gold.body_paragraphs.iter().map(|place| span(place.start, place.end));
    article.blocks.extend(paragraphs.map(|span| Block { kind: BlockKind::Paragraph, span }));
    for statement in &gold.statements {
        let kind = match statement.zone.as_str() {
            "summary" => BlockKind::Lead,
            "caption" => BlockKind::Caption,
            _ => continue,
        };
        let span = span(statement.sentence.start, statement.sentence.end);
        if !article.blocks.iter().any(|block| block.span.overlaps(span)) {
            article.blocks.push(Block { kind, span });
        }
    }
    article.blocks.sort_by_key(|block| block.span);
    article.text = text;
    let mut annotations = Annotations::default();
    for entity in &gold.entities {
        mention(&mut annotations, &article, entity, span(entity.start, entity.end));
    }
    annotations.times =
        gold.times.iter().filter(|time| time.zone != "furniture").map(|t| time(t, &span)).collect();
    annotations.figures = gold.figures.iter().map(|f| figure(f, span(f.start, f.end))).collect();
    let packs = runut::lang::Packs::bundled()?;
    annotations.quotations = runut::segment::quotations(&article);
    annotations.sentences = runut::segment::sentences(&article, &annotations.quotations, &packs.languages);
    for gold_statement in &gold.statements {
        let made = statement(gold_statement, &gold.statements, &annotations, &span);
        annotations.statements.push(made);
    }
    Ok((gold.statements, Reading { article, annotations }))
}

fn mention(annotations: &mut Annotations, article: &Article, gold: &GoldEntity, span: Span) {
    let kind = match gold.kind.as_str() {
        "PER" => MentionKind::Person,
        "GPE" | "LOC" | "FAC" => MentionKind::Place,
        "ORG" => MentionKind::Organisation,
        _ => return,
    };
    if !article.blocks.iter().any(|block| block.span.contains(span)) || gold.zone == "furniture" {
        return;
    }
    let known = annotations.entities.iter().position(|entity| entity.name == gold.canonical);
    let entity = known.unwrap_or_else(|| {
        annotations.entities.push(Entity {
            kind,
            name: gold.canonical.clone(),
            aliases: Vec::new(),
            roles: Vec::new(),
            of: None,
            gender: None,
            relays: ["KCNA", "AFP", "AP", "Reuters"].contains(&gold.canonical.as_str()),
        });
        annotations.entities.len() - 1
    });
    let own = &mut annotations.entities[entity];
    if gold.text != own.name
        && !own.aliases.iter().any(|alias| **alias == *gold.text)
        && kind != MentionKind::Person
    {
        own.aliases.push(gold.text.as_str().into());
    }
    annotations.mentions.push(Mention { span, whole: span, kind, entity, how: MentionHow::List });
}

fn time(gold: &GoldTime, span: &impl Fn(usize, usize) -> Span) -> TimeExpression {
    let differs = gold.weekday_check == "mismatch";
    TimeExpression {
        span: span(gold.start, gold.end),
        kind: match gold.kind.as_str() {
            "TIME" => TimeKind::Time,
            "DURATION" => TimeKind::Duration,
            "SET" => TimeKind::Set,
            _ => TimeKind::Date,
        },
        value: TimeValue(if differs { gold.text.clone() } else { gold.value.clone() }),
        utc_offset: None,
        anchor: Anchor::Written,
        weekday: if differs { WeekdayCheck::Differs } else { WeekdayCheck::None },
        likely: differs.then(|| TimeValue(gold.value.clone())),
        why: None,
        rule: "gold".to_owned(),
    }
}

fn figure(gold: &GoldFigure, span: Span) -> Figure {
    let bound = gold.bound.as_deref().unwrap_or("");
    let indefinite = bound.contains("indefinite");
    Figure {
        span,
        number: span,
        value: gold.value.filter(|_| !indefinite),
        low: gold.value.filter(|_| indefinite),
        high: None,
        sense: match bound {
            _ if indefinite => Sense::Indefinite,
            "more than" => Sense::MoreThan,
            "at least" => Sense::AtLeast,
            _ if gold.approx => Sense::About,
            _ => Sense::Exact,
        },
        unit: gold.unit.clone(),
        counts: gold.counts.clone(),
        statement: None,
        claimed_by: gold.claimed_by.clone(),
        rule: "gold",
    }
}

fn statement(
    gold: &GoldStatement,
    all: &[GoldStatement],
    annotations: &Annotations,
    span: &impl Fn(usize, usize) -> Span,
) -> Statement {
    let entity = |name: &Option<String>| {
        let name = name.as_deref()?;
        annotations.entities.iter().position(|entity| entity.name == name)
    };
    let content: Vec<Span> = gold.content.iter().map(|words| span(words.start, words.end)).collect();
    let start = content.first().map_or(0, |span| span.start);
    let sentence = annotations.sentences.iter().position(|s| s.span.start <= start && start < s.span.end);
    let days = gold.utterance_date.as_ref().and_then(|value| TimeValue(value.clone()).days());
    let link = |name: &String| ChainLink { name: name.clone(), how: ChainHow::Relay, span: None };
    Statement {
        kind: match gold.kind.as_str() {
            "direct" => StatementKind::Direct,
            "mixed" => StatementKind::Mixed,
            _ => StatementKind::Indirect,
        },
        polarity: if gold.polarity.starts_with("affirmed") { Polarity::Affirmed } else { Polarity::Negated },
        act: Act::Say,
        voiced: true,
        content,
        cue: Vec::new(),
        source: Vec::new(),
        speaker: entity(&gold.speaker_canonical),
        speaker_name: gold.speaker_canonical.clone(),
        speaker_how: None,
        confidence: Confidence::Sure,
        addressee: entity(&gold.addressee_canonical),
        addressee_name: gold.addressee_canonical.clone(),
        said_on: days.map(|days| SaidOn { days, why: "gold".to_owned() }),
        reported_on: None,
        place: None,
        // Gold counts from the first source to the outlet, the model from the outlet back.
        chain: gold.source_chain.iter().rev().map(link).collect(),
        sentence: sentence.unwrap_or(0),
        inside: gold.nested_in.as_ref().and_then(|id| all.iter().position(|other| &other.id == id)),
        speaker_why: "",
        rule: "gold".to_owned(),
    }
}
