//! What may become an entry: every statement, and every sentence of the newsroom's own that names a day.

use super::glued;
use super::happenings::happenings;
use super::likeness::Content;
use crate::lang::Packs;
use crate::model::{
    ArticleIx, BlockKind, ChainLink, DateRange, EntityIx, EntryKind, Evidence, MentionKind, Polarity,
    Reading, Sentence, Span, Statement, StatementIx, StatementKind, TimeKind,
};
use crate::story::Register;

/// One statement or happening of one article.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub article: ArticleIx,
    pub kind: EntryKind,
    pub statement: Option<StatementIx>,
    /// The day; open on the left where only the publication bounds it.
    pub when: DateRange,
    /// Whether the text tells the day.
    pub dated: bool,
    /// Who said it: the same for all names of one actor; `None` is unknown.
    pub speaker: Option<String>,
    /// The speaker's name for people.
    pub speaker_name: Option<String>,
    pub addressee_name: Option<String>,
    pub negated: bool,
    pub direct: bool,
    pub title: bool,
    /// Whether no words attribute it: its speaker follows from what stands before.
    pub carried: bool,
    pub language: String,
    /// The words to show.
    pub text: String,
    pub content: Content,
    /// Names and numbers in it, the same in every language.
    pub anchors: Vec<String>,
    pub evidence: Evidence,
    pub chain: Vec<ChainLink>,
}

/// Every statement and dated happening of one article, in reading order.
pub(crate) fn items(at: ArticleIx, readings: &[Reading], register: &Register, packs: &Packs) -> Vec<Item> {
    let reading = &readings[at];
    let statements = &reading.annotations.statements;
    let told = (0..statements.len()).filter(|&ix| statements[ix].voiced && !only_relays(ix, reading));
    let mut found: Vec<Item> =
        told.filter_map(|ix| statement_item(at, ix, reading, register, packs)).collect();
    found.extend(happenings(at, reading, register, packs));
    found.sort_by_key(|item| (item.evidence.span, item.statement));
    found
}

/// Whether a statement is only a frame around another one: an agency's ("KCNA wrote that Kim said …"), which the inner
/// one has in its chain, or a document's around words in quotation marks that are most of it ("…, Kim said, according
/// to a transcript").
fn only_relays(ix: StatementIx, reading: &Reading) -> bool {
    let all = &reading.annotations;
    let outer = &all.statements[ix];
    let entity = outer.speaker.and_then(|at| all.entities.get(at));
    let most = |inner: &Statement| {
        let held: usize = inner.content.iter().map(|span| span.len()).sum();
        inner.kind == StatementKind::Direct && inner.speaker.is_some() && held * 2 > outer.extent().len()
    };
    let mut inside = all.statements.iter().filter(|inner| inner.inside == Some(ix));
    inside.any(|inner| entity.map_or_else(|| most(inner), |entity| entity.relays))
}

/// The frame around a statement that an agency relays: what is known of the occasion there holds inside too, for whom
/// the speaker met is told before the agency is ("Meeting X on Monday, KCNA wrote, Kim said …").
pub(crate) fn frame<'r>(statement: &Statement, reading: &'r Reading) -> Option<&'r Statement> {
    let outer = statement.inside.filter(|&outer| only_relays(outer, reading))?;
    reading.annotations.statements.get(outer)
}

/// The same key for all names of one actor.
pub(crate) fn speaker_key(
    speaker: Option<EntityIx>,
    name: Option<&str>,
    reading: &Reading,
    register: &Register,
) -> Option<String> {
    speaker.and_then(|at| register.key(reading, at)).or_else(|| Some(register.key_of(name?)))
}

fn statement_item(
    at: ArticleIx,
    ix: StatementIx,
    reading: &Reading,
    register: &Register,
    packs: &Packs,
) -> Option<Item> {
    let article = &reading.article;
    let statement = &reading.annotations.statements[ix];
    let sentence = reading.annotations.sentences.get(statement.sentence)?;
    // A headline of another article, glued in front of what nobody was quoted with.
    let language = packs.languages.get(&sentence.language);
    if language.is_some_and(|language| glued::refers(statement.extent().of(&article.text), language)) {
        return None;
    }
    let evidence = Evidence::new(article, sentences_over(statement, sentence, reading));
    let negated = statement.polarity == Polarity::Negated;
    let shown = statement.shown(sentence.span);
    let words = shown.iter().map(|span| span.of(&article.text).trim()).collect::<Vec<_>>().join(" … ");
    let cues = language.and_then(|language| language.cues.as_ref());
    let frame = frame(statement, reading);
    let day = |statement: &Statement| {
        statement.said_on.as_ref().map(|said| said.days).filter(|days| days.from.is_some())
    };
    let said = day(statement).or_else(|| frame.and_then(day));
    let named = |entity: Option<EntityIx>, words: &Option<String>| {
        let called = entity.and_then(|at| register.called(reading, at)).map(str::to_owned);
        called.or_else(|| words.clone())
    };
    let to = |statement: &Statement| named(statement.addressee, &statement.addressee_name);
    let block = article.block_at(statement.extent().start);
    Some(Item {
        article: at,
        kind: EntryKind::Statement,
        statement: Some(ix),
        when: said.unwrap_or(DateRange { from: None, to: article.day() }),
        dated: said.is_some(),
        speaker: speaker_key(statement.speaker, statement.speaker_name.as_deref(), reading, register),
        speaker_name: named(statement.speaker, &statement.speaker_name),
        addressee_name: to(statement).or_else(|| frame.and_then(to)),
        negated,
        direct: statement.kind == StatementKind::Direct,
        title: block.is_some_and(|block| block.kind == BlockKind::Title),
        carried: statement.cue.is_empty(),
        language: sentence.language.clone(),
        text: cues.map_or(words.as_str(), |cues| cues.without_complementizer(&words)).to_owned(),
        content: Content::of(&article.text, &statement.content, &sentence.language, packs),
        anchors: anchors(&statement.content, reading, register),
        evidence,
        chain: statement.chain.clone(),
    })
}

/// The sentences that hold a statement's content, from the first to the last.
fn sentences_over(statement: &Statement, first: &Sentence, reading: &Reading) -> Span {
    let extent = statement.extent();
    let touched = reading.annotations.sentences.iter().filter(|sentence| sentence.span.overlaps(extent));
    touched.fold(first.span, |all, sentence| all.cover(sentence.span))
}

/// What marks an anchor as a length of time.
const HOURS: &str = " h";

impl Item {
    /// Whether both name a length of time of the same hours.
    pub fn same_length(&self, other: &Item) -> bool {
        self.anchors.iter().any(|anchor| anchor.ends_with(HOURS) && other.anchors.contains(anchor))
    }
}

/// The hours of a length of time in ISO 8601, of up to weeks: longer ones have no fixed number.
fn hours(value: &str) -> Option<u32> {
    let unit = value.chars().next_back()?;
    let (digits, hours) = match (value.strip_prefix("PT"), value.strip_prefix('P'), unit) {
        (Some(rest), _, 'H') => (rest, 1),
        (None, Some(rest), 'D') => (rest, 24),
        (None, Some(rest), 'W') => (rest, 24 * 7),
        _ => return None,
    };
    digits.strip_suffix(unit)?.parse::<u32>().ok()?.checked_mul(hours)
}

/// The names, numbers and lengths of time in some stretches.
pub(super) fn anchors(spans: &[Span], reading: &Reading, register: &Register) -> Vec<String> {
    let inside = |span: Span| spans.iter().any(|stretch| stretch.contains(span));
    let all = &reading.annotations;
    let names =
        all.mentions.iter().filter(|mention| inside(mention.span) && mention.kind != MentionKind::Group);
    let mut found: Vec<String> =
        names.filter_map(|mention| speaker_key(Some(mention.entity), None, reading, register)).collect();
    let numbers = all.figures.iter().filter(|figure| inside(figure.number));
    found.extend(numbers.filter_map(|figure| figure.value).map(|value| value.to_string()));
    let lengths = all.times.iter().filter(|time| time.kind == TimeKind::Duration && inside(time.span));
    found.extend(lengths.filter_map(|time| hours(&time.value.0)).map(|hours| format!("{hours}{HOURS}")));
    found.sort();
    found.dedup();
    found
}

/// How many days a range is wide; an open one is wider than any.
pub(crate) fn width(days: &DateRange) -> i64 {
    match (days.from, days.to) {
        (Some(from), Some(to)) => crate::story::apart(from, to),
        _ => i64::MAX,
    }
}
