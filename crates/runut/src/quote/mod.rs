//! Statements and the chain they came through.
//!
//! `frames` finds attributions sentence by sentence, `speaker` asks whom their sources mean, `chain` through whom
//! they came, `occasion` when, where and to whom they were said.

mod attribution;
mod chain;
mod frames;
mod inherited;
mod occasion;
mod source;
mod speaker;
#[cfg(test)]
mod tests;
mod view;

use crate::lang::{Class, Language, Packs};
use crate::model::{
    Article, Block, BlockKind, Entity, Mention, MentionKind, Quotation, SaidOn, Sentence, Span, Statement,
    StatementKind, TimeExpression, TokenKind, Tokens, Word,
};
use attribution::{Attribution, Source};
use speaker::{Register, confidence};
use std::collections::BTreeMap;
use view::View;

/// What `statements` reads.
#[derive(Clone, Copy)]
pub struct Found<'a> {
    /// The words.
    pub tokens: &'a Tokens,
    /// The sentences.
    pub sentences: &'a [Sentence],
    /// The quotations by their marks.
    pub quotations: &'a [Quotation],
    /// The names.
    pub mentions: &'a [Mention],
    /// Whom they stand for.
    pub entities: &'a [Entity],
    /// The times.
    pub times: &'a [TimeExpression],
}

impl<'a> Found<'a> {
    /// The mention whose name stands exactly there.
    fn mention(&self, name: Span) -> Option<&'a Mention> {
        let at = self.mentions.partition_point(|mention| mention.span.start < name.start);
        self.mentions[at..].iter().take_while(|m| m.span.start == name.start).find(|m| m.span == name)
    }

    /// The mentions whose names lie in a stretch.
    fn mentions_within(&self, span: Span) -> impl Iterator<Item = &'a Mention> {
        let at = self.mentions.partition_point(|mention| mention.span.start < span.start);
        let near = self.mentions[at..].iter().take_while(move |mention| mention.span.start < span.end);
        near.filter(move |mention| span.contains(mention.span))
    }

    /// The quotations whose words share something with a stretch.
    fn quotations_over(&self, span: Span) -> impl Iterator<Item = &'a Quotation> {
        let at = self.quotations.partition_point(|quotation| quotation.marks.end <= span.start);
        let near = self.quotations[at..].iter().take_while(move |quotation| quotation.marks.start < span.end);
        near.filter(move |quotation| quotation.inner.overlaps(span))
    }
}

/// Finds statements: who is reported to have said what, and through whom.
///
/// Roles are those of PARC 3.0 (Pareti 2016): source, cue, content. Direct quotes come from paired marks, indirect
/// ones from the cues of each sentence's language. In reading order; one may lie inside another. A statement whose
/// speaker stays unknown is kept with `speaker: None`: a gap is a finding too.
pub fn statements(article: &Article, found: Found<'_>, packs: &Packs) -> Vec<Statement> {
    let mut register = Register::new(found);
    // Headlines and captions tell nobody's turn: they do not move the register.
    let mut aside = Register::aside(found);
    let mut statements: Vec<Statement> = Vec::new();
    // Whether the addressee of a statement was met or written to.
    let mut met: Vec<bool> = Vec::new();
    let mut relayed: Vec<usize> = Vec::new();
    let mut printed: Vec<chain::Print> = Vec::new();
    let mut first_body = 0;
    let mut read = 0;
    for index in 0..found.sentences.len() {
        if index < read {
            continue;
        }
        let block = &article.blocks[found.sentences[index].block];
        if matches!(block.kind, BlockKind::Title | BlockKind::Caption) {
            first_body = index + 1;
        }
        let cues = packs.languages.get(&found.sentences[index].language).and_then(|pack| pack.cues.as_ref());
        let Some(cues) = cues else { continue };
        let view = View::new(article, found, cues, packs, index);
        if block.kind == BlockKind::Subheading || view.start >= view.end {
            continue;
        }
        let view = match asked_by(&view) {
            Some(both) => {
                read = index + 2;
                both
            }
            None => view,
        };
        let attributions = frames::attributions(&view);
        if block.kind == BlockKind::Title || block.kind == BlockKind::Caption {
            for attribution in &attributions {
                let (statement, _) = statement(&view, attribution, &mut aside);
                statements.push(statement);
                met.push(false);
            }
            continue;
        }
        if let Some(source) = frames::tail::agent(&view) {
            register.heard(&view, &source);
            printed.extend(chain::heard_on(&view, &source, &register));
        }
        if let Some(print) = chain::printed_in(&view, &register) {
            printed.push(print);
        }
        // Whoever is named first is met first, wherever their words stand: "She said it was proved, the Courier reported."
        let mut by_source: Vec<usize> = (0..attributions.len()).collect();
        by_source.sort_by_key(|&at| {
            (attributions[at].source.span().unwrap_or_else(|| attributions[at].extent()).start, at)
        });
        let mut read_out: Vec<Option<(Statement, bool)>> = attributions.iter().map(|_| None).collect();
        for at in by_source {
            let attribution = &attributions[at];
            if attribution.is_fragment(&article.text) {
                continue;
            }
            // Whoever is quoted within another's words has no turn: "katanya" is still the outer one.
            let beside = at.saturating_sub(BESIDE)..attributions.len().min(at + BESIDE + 1);
            register.takes_turns =
                !lies_in_another(attribution, &attributions[beside]) && !is_aside(&view, attribution);
            read_out[at] = Some(statement(&view, attribution, &mut register));
        }
        for (attribution, read_out) in attributions.iter().zip(read_out) {
            if attribution.goes_on()
                && let Some(last) = last_quotation(&mut statements)
                && goes_on(article, found, last, attribution, index)
            {
                // "…," kata Rina. "…": one speech, its attribution in the middle.
                last.content.extend(attribution.content.iter().copied());
                continue;
            }
            let Some((mut next, next_met)) = read_out else { continue };
            if !next.cue.is_empty()
                && let Some(last) = statements.last()
                && runs_into(found, last, &next)
            {
                next.content.splice(0..0, last.content.iter().copied());
                next.sentence = last.sentence;
                statements.pop();
                met.pop();
            }
            if attribution.relay {
                relayed.push(statements.len());
            }
            statements.push(next);
            met.push(next_met);
        }
        register.read_on(&view, !attributions.is_empty());
    }
    let first_body = first_body.min(found.sentences.len());
    // Of several the first holds.
    let print_of: BTreeMap<_, _> = printed.iter().rev().map(|print| (print.person, print)).collect();
    for statement in &mut statements {
        if let Some(print) = statement.speaker.and_then(|speaker| print_of.get(&speaker)) {
            if statement.chain.is_empty() {
                statement.chain.extend(print.link.clone());
            }
            if statement.said_on.is_none() {
                statement.said_on = print.said_on.clone();
            }
        }
    }
    nest(&mut statements);
    occasion::hand_down(&mut statements, &mut met, found);
    let wide = chain::article_wide(&statements, &relayed, first_body);
    for &index in &relayed {
        chain::soften(&mut statements[index]);
    }
    chain::inherit(article, &mut statements, &wide);
    inherited::inherit(article, &mut statements, &met, found);
    statements
}

/// `“…?” Rina Lestari asked.`: the question and what the sentences part from it.
fn asked_by<'a>(view: &View<'a>) -> Option<View<'a>> {
    let next = view.sentence + 1;
    let (sentence, following) = (view.found.sentences.get(view.sentence)?, view.found.sentences.get(next)?);
    let last = view.quotations.last()?;
    // `Asked about it, "…?" Rina replied, "…"`: words before the question make it somebody else's.
    let asks = last.inner.of(view.text()).trim_end().ends_with(['?', '!', '…'])
        && last.marks.start <= sentence.span.start
        && last.marks.end >= sentence.span.end;
    if !asks || sentence.block != following.block {
        return None;
    }
    let after = View::new(view.article, view.found, view.cues, view.packs, next);
    let bare = after.start < after.end && frames::tail::is_bare(&after);
    bare.then(|| View::over(view.article, view.found, view.cues, view.packs, view.sentence..next + 1))
}

/// How many attributions before and behind one may hold it.
const BESIDE: usize = 3;

/// Whether an attribution with all that tells about it lies within the content of another of its sentence.
fn lies_in_another(attribution: &Attribution<'_>, all: &[Attribution<'_>]) -> bool {
    let Some(source) = attribution.source.span() else { return false };
    let whole = attribution.cue.iter().fold(attribution.extent().cover(source), |all, cue| all.cover(*cue));
    all.iter().any(|other| {
        other.kind == StatementKind::Indirect
            && other.source != Source::Unknown
            && other.content.iter().any(|part| part.contains(whole))
    })
}

/// Whether a speaker is named on the way, in a clause about somebody who is not the subject: "didukung pernyataan Rina
/// Lestari yang menyatakan …".
fn is_aside(view: &View<'_>, attribution: &Attribution<'_>) -> bool {
    let (Some(source), Some(cue)) = (attribution.source.span(), attribution.cue.first()) else {
        return false;
    };
    let before = view.token_from(cue.start).saturating_sub(1);
    source.start > view.span(view.start).start && source.end <= cue.start && view.is(before, Class::Relative)
}

/// Longest attribution, in bytes, amid a speech ("…," said Rina, who has led the office since May. "…").
const ADJOINING: u32 = 400;

/// The attributed quotation among the statements of the last sentence that has any; without one, the last statement.
fn last_quotation(statements: &mut [Statement]) -> Option<&mut Statement> {
    let sentence = statements.last()?.sentence;
    let quoted = |s: &Statement| s.kind != StatementKind::Indirect && !s.cue.is_empty();
    let at = statements.iter().rposition(|s| s.sentence == sentence && quoted(s));
    match at.filter(|&at| statements[at].sentence == sentence) {
        Some(at) => statements.get_mut(at),
        None => statements.last_mut(),
    }
}

/// Whether a quotation that begins sentence `index` goes on with a speech begun in the same paragraph.
fn goes_on(
    article: &Article,
    found: Found<'_>,
    last: &Statement,
    next: &Attribution<'_>,
    index: usize,
) -> bool {
    let end = last.content.last().map_or(0, |part| part.end);
    let near = found.sentences[index].span.start.saturating_sub(end) < ADJOINING;
    // `"…," katanya kepada acara "Pagi Aru".`: within the attribution marks hold a name.
    let opens = next.content.first().map_or(0, |part| part.start);
    let between = article.text.get(end as usize..opens as usize).unwrap_or("");
    let between =
        between.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ',' | '.' | ':' | '!' | '?'));
    if index == last.sentence && between.ends_with(char::is_alphanumeric) {
        return false;
    }
    let block = |sentence: usize| found.sentences[sentence].block;
    let same_block = article.block_at(end).map(|block| block.span) == Some(article.blocks[block(index)].span);
    let spoken = matches!(last.kind, StatementKind::Direct | StatementKind::Mixed);
    let continues = found.quotations_over(found.sentences[index].span).any(|quotation| quotation.continues);
    let adjoins = near && same_block && index - last.sentence <= 3;
    (continues || adjoins) && spoken && !last.source.is_empty() && !last.cue.is_empty()
}

/// Whether a quotation left open by its paragraph, and by nobody claimed, runs on into the attributed `next`.
fn runs_into(found: Found<'_>, last: &Statement, next: &Statement) -> bool {
    let quotation = |part: Option<&Span>| found.quotations_over(*part?).next();
    last.cue.is_empty()
        && last.confidence == crate::model::Confidence::Likely
        && quotation(last.content.last()).is_some_and(|q| q.unclosed)
        && quotation(next.content.first()).is_some_and(|q| q.continues)
}

/// The finding for one attribution, and whether its addressee was met or written to.
fn statement(view: &View<'_>, attribution: &Attribution<'_>, register: &mut Register) -> (Statement, bool) {
    let links = chain::own_links(view, attribution, register);
    let speaker = register.resolve(view, attribution);
    let occasion = occasion::occasion(view, attribution);
    // Nobody is quoted from the future: such a day was read wrongly.
    let published = view.article.day();
    let past = |said: &SaidOn| published.is_none_or(|day| said.days.from.is_none_or(|from| from <= day));
    let (said, reported) = (occasion.said.filter(past), occasion.reported.filter(past));
    let addressee =
        occasion.addressee.and_then(|name| view.found.mention(name)).map(|mention| mention.entity);
    // Nobody is told their own words; an audience without a name is told by the words for it.
    let spoken_to = occasion.addressee.filter(|_| addressee.is_none() || speaker.entity != addressee);
    let addressee = addressee.filter(|_| spoken_to.is_some());
    let addressee_name = match addressee {
        Some(entity) => Some(view.found.entities[entity].name.clone()),
        None => spoken_to.map(|span| speaker::tidy(span.of(view.text()))),
    };
    let statement = Statement {
        kind: attribution.kind,
        polarity: attribution.polarity,
        act: attribution.act,
        voiced: attribution.voiced(),
        content: attribution.content.clone(),
        cue: attribution.cue.clone(),
        source: attribution.source.span().into_iter().collect(),
        confidence: confidence(&speaker),
        speaker: speaker.entity,
        speaker_name: speaker.name,
        speaker_how: speaker.how,
        addressee,
        addressee_name,
        said_on: said,
        reported_on: reported,
        place: occasion.place,
        chain: links,
        sentence: attribution.sentence,
        inside: None,
        rule: attribution.found_by(),
        speaker_why: speaker.why,
    };
    (statement, occasion.met)
}

/// Tells which statement lies inside which: the smallest other one of its sentence that covers it.
fn nest(statements: &mut [Statement]) {
    let mut extents: Vec<(usize, Span, usize)> =
        statements.iter().enumerate().map(|(at, s)| (s.sentence, s.extent(), at)).collect();
    extents.sort_by_key(|(sentence, span, at)| (*sentence, span.start, std::cmp::Reverse(span.end), *at));
    // Those that begin before and end behind what comes next, the innermost last.
    let mut open: Vec<(usize, Span, usize)> = Vec::new();
    for (sentence, extent, at) in extents {
        while open.last().is_some_and(|(other, span, _)| *other != sentence || span.end < extent.end) {
            open.pop();
        }
        statements[at].inside =
            open.iter().rev().find(|(_, span, _)| *span != extent).map(|(.., outer)| *outer);
        open.push((sentence, extent, at));
    }
}

/// The statements of one sentence as a pack's examples write them: content, source, addressee, in the text's words.
///
/// Names are runs of capitalised words, so that a pack can be checked without gazetteers.
pub(crate) fn example(text: &str, language: &Language) -> Vec<(String, Option<String>, Option<String>)> {
    let Some(cues) = &language.cues else { return Vec::new() };
    let block = Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()) };
    let article = Article {
        text: text.to_owned(),
        blocks: vec![block],
        language: language.code.clone(),
        ..Article::default()
    };
    let tokens = crate::segment::tokens(&article);
    let quotations = crate::segment::quotations(&article);
    let sentence =
        Sentence { span: Span::new(0, text.trim_end().len()), block: 0, language: language.code.clone() };
    let (mentions, entities) = capitalised_runs(text, &tokens, |word| cues.is_function_word(word));
    let found = Found {
        tokens: &tokens,
        sentences: &[sentence],
        quotations: &quotations,
        mentions: &mentions,
        entities: &entities,
        times: &[],
    };
    let packs = Packs::default();
    let view = View::new(&article, found, cues, &packs, 0);
    frames::attributions(&view)
        .iter()
        .map(|attribution| {
            let words = |span: Span| span.of(text).to_owned();
            let content: Vec<String> = attribution.content.iter().map(|part| words(*part)).collect();
            (content.join(" … "), attribution.source.span().map(words), attribution.addressee.map(words))
        })
        .collect()
}

/// Names by their capitals alone: runs of capitalised words, but a single one at the start only of two or more.
fn capitalised_runs(
    text: &str,
    tokens: &Tokens,
    is_function: impl Fn(Word<'_>) -> bool,
) -> (Vec<Mention>, Vec<Entity>) {
    let (mut mentions, mut entities) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < tokens.len() {
        let name = |at: usize| {
            tokens[at].kind == TokenKind::Word && tokens[at].capital && !is_function(tokens.word(at))
        };
        let mut end = at;
        while end < tokens.len() && name(end) {
            end += 1;
        }
        if end >= at + 2 {
            let span = tokens[at].span.cover(tokens[end - 1].span);
            let (kind, how) = (MentionKind::Person, crate::model::MentionHow::List);
            mentions.push(Mention { span, whole: span, kind, entity: entities.len(), how });
            entities.push(Entity {
                kind: MentionKind::Person,
                name: span.of(text).to_owned(),
                aliases: Vec::new(),
                roles: Vec::new(),
                of: None,
                gender: None,
                relays: false,
            });
        }
        at = end.max(at + 1);
    }
    (mentions, entities)
}
