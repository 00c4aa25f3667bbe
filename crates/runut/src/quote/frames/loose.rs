//! Quotations that no frame claimed.

use super::super::attribution::{Attribution, Source};
use super::super::source::{self};
use super::super::view::View;
use super::*;
use crate::model::{Act, BlockKind, Polarity, Quotation, StatementKind};

/// Whether the sentence stands in one paragraph with the one before it.
fn in_paragraph(view: &View<'_>) -> bool {
    let block = |sentence: usize| view.found.sentences[sentence].block;
    view.sentence.checked_sub(1).is_some_and(|before| block(before) == block(view.sentence))
}

/// Most quotations that are read in one sentence.
const MOST_QUOTATIONS: usize = 200;

/// Fewest words of a quotation that may go on with a speech.
const FEWEST_WORDS: usize = 2;

/// `Kim "menyatakan harapan …"`: the marks hold a reporter's words about the source, cue and all.
pub(super) fn cue_inside<'a>(
    view: &View<'a>,
    quotation: &Quotation,
    found: &[Attribution<'a>],
) -> Option<Attribution<'a>> {
    if found.iter().any(|a| a.content.iter().any(|part| part.overlaps(quotation.inner))) {
        return None;
    }
    let first = view.token_from(quotation.inner.start);
    let (cue, end) = view.cues.at(view.found.tokens, first, view.end).find(|(cue, _)| is_head(cue))?;
    let opening = view.token_from(quotation.marks.start);
    let place = source::before(view, view.start, opening)?;
    if !matches!(place.source, Source::Named { .. } | Source::Pronoun { .. }) {
        return None;
    }
    let hit = Hit { cue, start: first, end, clitic: 0 };
    let subject = place.tokens.clone();
    let mut attribution = new(view, &hit, vec![quotation.inner], place);
    attribution.kind = StatementKind::Mixed;
    attribution.around = vec![view.start..subject.end, view.token_from(quotation.marks.end)..view.end];
    Some(attribution)
}

/// `Rina menulis:` at the end of the sentence before, and the quotation in a paragraph of its own.
pub(super) fn introduced<'a>(view: &View<'a>, quotation: &Quotation) -> Option<Attribution<'a>> {
    let before = View::new(view.article, view.found, view.cues, view.packs, view.sentence.checked_sub(1)?);
    if before.start >= before.end || !before.is_mark(before.end - 1, ":") {
        return None;
    }
    let found = hits(&before);
    let hit = found.iter().rev().find(|hit| is_head(hit.cue))?;
    let place = source::before(&before, before.start, hit.start)?;
    let mut attribution = new(view, hit, vec![quotation.inner], place);
    attribution.cue = vec![hit.span(&before)];
    attribution.kind = StatementKind::Direct;
    attribution.around = vec![before.start..before.end];
    Some(attribution)
}

/// `"…," gumam Rina.`, `"…," isaknya.`: a word no list holds, right behind a quotation that ends with a comma and right
/// before a name or with a clitic, is a way of speaking.
fn rare_verb<'a>(view: &View<'a>, quotation: &Quotation) -> Option<Attribution<'a>> {
    let at = view.token_from(quotation.marks.end);
    let token =
        view.found.tokens.get(at).filter(|token| at < view.end && token.is_word() && !token.capital)?;
    let comma = quotation.inner.of(view.text()).trim_end().ends_with([',', '?', '!']);
    let known = view.cues.is_function_word(view.word(at)) || view.mention_at(at).is_some();
    if !comma || known || token.span.start < quotation.marks.end {
        return None;
    }
    let cue = view.cues.spoken_after()?;
    let named = source::after(view, at + 1, view.end)
        .filter(|place| matches!(place.source, Source::Named { .. }) && place.tokens.start == at + 1);
    let closes =
        |at: usize| at >= view.end || !view.found.tokens[at].is_word() || view.is(at, Class::Preposition);
    let (place, clitic) = match (named, view.cues.clitic_of(view.lower(at))) {
        (Some(place), _) if closes(place.tokens.end) => (place, 0),
        (None, Some(clitic)) if closes(at + 1) => {
            let span = view.span(at);
            let span = Span { start: span.end - clitic as u32, end: span.end };
            (
                Place { source: Source::Clitic(span), tokens: at..at + 1, doubtful: true, negated: false },
                clitic,
            )
        }
        _ => return None,
    };
    let hit = Hit { cue, start: at, end: at + 1, clitic };
    let mut attribution = new(view, &hit, tail::quoted_content(view, quotation), place);
    attribution.kind = StatementKind::Direct;
    attribution.doubtful = true;
    attribution.around = vec![at..view.end];
    Some(attribution)
}

/// Quotations that no frame claimed: carried over from the statement before, or nobody's.
pub(super) fn loose_quotations<'a>(view: &View<'a>, found: &mut Vec<Attribution<'a>>) {
    let sentence = view.found.sentences[view.sentence].span;
    for quotation in view.quotations.iter().take(MOST_QUOTATIONS) {
        if let Some(attribution) = cue_inside(view, quotation, found) {
            found.push(attribution);
            continue;
        }
        let claimed = found.iter().any(|a| a.content.iter().any(|part| part.overlaps(quotation.inner)));
        if claimed || quotation.single && !quotation.continues {
            continue;
        }
        if let Some(attribution) = rare_verb(view, quotation) {
            found.push(attribution);
            continue;
        }
        let words = quotation.inner.of(view.text()).split_whitespace().count();
        let alone = quotation.marks.start <= sentence.start + 1 && quotation.marks.end + 2 >= sentence.end;
        let ends = quotation.inner.of(view.text()).trim_end().ends_with(['.', '!', '?', ',', '…']);
        let before = view.text()[sentence.start as usize..quotation.marks.start.max(sentence.start) as usize]
            .trim_end();
        let led = ends
            && (!view.cues.keeps_complementizer()
                || (before.is_empty() || before.ends_with([',', ':', '—', '–'])));
        if words < FEWEST_WORDS || !(alone || led || quotation.continues) {
            continue;
        }
        // A quotation set apart as a block of its own is taken from anywhere in the article.
        let pulled = view.block_kind() == BlockKind::Quote && !quotation.continues;
        let carried = (alone || quotation.continues) && !pulled;
        if alone && let Some(attribution) = introduced(view, quotation) {
            found.push(attribution);
            continue;
        }
        found.push(Attribution {
            sentence: view.sentence,
            kind: StatementKind::Direct,
            polarity: Polarity::Affirmed,
            act: Act::Say,
            content: vec![quotation.inner],
            cue: Vec::new(),
            // A quotation that runs on into the next paragraph is told there whose it is.
            source: if carried && (quotation.continues || !quotation.unclosed)
                || quotation.unclosed && in_paragraph(view)
            {
                Source::Carried
            } else {
                Source::Unknown
            },
            around: vec![view.token_from(quotation.marks.end)..view.end],
            addressee: None,
            rule: if quotation.continues {
                "quotation runs on".to_owned()
            } else {
                "quotation alone".to_owned()
            },
            title: false,
            doubtful: !quotation.continues,
            relay: false,
            cited: None,
            entry: None,
            outer: Vec::new(),
        });
    }
}
