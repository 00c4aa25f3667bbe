//! One sentence as the frames see it: words with their classes, names, quotations.

use super::Found;
use crate::lang::{Class, Classes, Cues, Packs};
use crate::model::{Article, BlockKind, Mention, Quotation, Span, TimeExpression, Word};
use std::ops::Range;

/// One sentence with everything that stands in it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) article: &'a Article,
    pub(super) found: Found<'a>,
    pub(super) cues: &'a Cues,
    pub(super) packs: &'a Packs,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// Its first token and one past its last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The quotations, mentions and times that begin in it.
    pub(super) quotations: &'a [Quotation],
    pub(super) mentions: &'a [Mention],
    pub(super) times: &'a [TimeExpression],
}

#[cfg(test)]
thread_local! {
    /// How often a place was looked at, so that tests can tell what a text costs without a clock.
    pub(super) static LOOKS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// How many names before and behind a place may reach over it with their titles.
const NEAR: usize = 8;

/// Most tokens that are read of one sentence; the longest that reporters write have a third of it.
const LONGEST: usize = 300;

/// The part of a sorted list whose spans begin inside `span`.
fn inside<T>(list: &[T], span: Span, of: impl Fn(&T) -> Span) -> &[T] {
    let start = list.partition_point(|item| of(item).start < span.start);
    let end = list.partition_point(|item| of(item).start < span.end);
    &list[start..end.max(start)]
}

impl<'a> View<'a> {
    pub(super) fn new(
        article: &'a Article,
        found: Found<'a>,
        cues: &'a Cues,
        packs: &'a Packs,
        sentence: usize,
    ) -> Self {
        Self::over(article, found, cues, packs, sentence..sentence + 1)
    }

    /// Several sentences as one: a question in quotation marks and the attribution behind it.
    pub(super) fn over(
        article: &'a Article,
        found: Found<'a>,
        cues: &'a Cues,
        packs: &'a Packs,
        sentences: Range<usize>,
    ) -> Self {
        let sentence = sentences.start;
        let span = found.sentences[sentence].span.cover(found.sentences[sentences.end - 1].span);
        let mut tokens = found.tokens.within(span);
        tokens.end = tokens.end.min(tokens.start + LONGEST);
        // "KOTA ARU, Harian Aru – …": the dateline is no part of what the sentence says.
        if let Some(dateline) = article.dateline.filter(|dateline| dateline.start <= span.start) {
            let after = found.tokens.partition_point(|token| token.span.start < dateline.end);
            tokens.start = tokens.start.max(after).min(tokens.end);
        }
        let span = match tokens.clone().next_back() {
            Some(last) => Span { end: found.tokens[last].span.end, ..span },
            None => span,
        };
        Self {
            article,
            found,
            cues,
            packs,
            sentence,
            start: tokens.start,
            end: tokens.end,
            quotations: inside(found.quotations, span, |quotation| quotation.marks),
            mentions: inside(found.mentions, span, |mention| mention.span),
            times: inside(found.times, span, |time| time.span),
        }
    }

    pub(super) fn text(&self) -> &'a str {
        &self.article.text
    }

    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.found.tokens.lower(at)
    }

    pub(super) fn word(&self, at: usize) -> Word<'a> {
        self.found.tokens.word(at)
    }

    /// Where a token stands; past the last one, the empty end of the text.
    pub(super) fn span(&self, at: usize) -> Span {
        #[cfg(test)]
        LOOKS.with(|looks| looks.set(looks.get() + 1));
        let end = self.article.text.len();
        self.found.tokens.get(at).map_or(Span::new(end, end), |token| token.span)
    }

    /// From the start of one token to the end of the last of `range`.
    pub(super) fn span_of(&self, range: Range<usize>) -> Span {
        self.span(range.start).cover(self.span(range.end - 1))
    }

    pub(super) fn classes(&self, at: usize) -> Classes {
        if at < self.end && self.found.tokens[at].is_word() {
            self.cues.classes(self.word(at))
        } else {
            Classes::default()
        }
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        at >= self.start && self.classes(at).has(class)
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        at < self.end && self.found.tokens.is_mark(at, mark)
    }

    pub(super) fn block_kind(&self) -> BlockKind {
        self.article.blocks[self.found.sentences[self.sentence].block].kind
    }

    pub(super) fn is_title(&self) -> bool {
        self.block_kind() == BlockKind::Title
    }

    /// The mention whose name stands exactly there, if it begins in this sentence.
    pub(super) fn mention(&self, name: Span) -> Option<&'a Mention> {
        let from = self.mentions.partition_point(|mention| mention.span.start < name.start);
        self.mentions[from..].iter().take_while(|m| m.span.start == name.start).find(|m| m.span == name)
    }

    /// The mentions whose names lie in a stretch.
    pub(super) fn mentions_within(&self, span: Span) -> impl DoubleEndedIterator<Item = &'a Mention> {
        inside(self.mentions, span, |mention| mention.span).iter().filter(move |m| span.contains(m.span))
    }

    /// The first quotation that begins at or behind a byte position.
    pub(super) fn quotation_from(&self, position: u32) -> Option<&'a Quotation> {
        self.quotations.get(self.quotations.partition_point(|q| q.marks.start < position))
    }

    /// The last quotation that ends at or before a byte position.
    pub(super) fn quotation_until(&self, position: u32) -> Option<&'a Quotation> {
        let after = self.quotations.partition_point(|q| q.marks.end <= position);
        self.quotations[..after].last()
    }

    /// The quotations whose words share something with a stretch.
    pub(super) fn quotations_over(&self, span: Span) -> impl Iterator<Item = &'a Quotation> {
        let from = self.quotations.partition_point(|q| q.marks.end <= span.start);
        let near = self.quotations[from..].iter().take_while(move |q| q.marks.start < span.end);
        near.filter(move |q| q.inner.overlaps(span))
    }

    /// The quotation whose marks or words hold this token.
    pub(super) fn quotation_at(&self, at: usize) -> Option<&'a Quotation> {
        let position = self.span(at).start;
        let next = self.quotations.partition_point(|q| q.marks.end <= position);
        self.quotations.get(next).filter(|q| q.marks.start <= position)
    }

    /// The mention whose whole (title and name) holds this token.
    pub(super) fn mention_at(&self, at: usize) -> Option<&'a Mention> {
        let position = self.span(at).start;
        let next = self.mentions.partition_point(|m| m.span.start <= position);
        let near = next.saturating_sub(NEAR)..(next + NEAR).min(self.mentions.len());
        self.mentions[near]
            .iter()
            .filter(|m| m.whole.start <= position && position < m.whole.end)
            .max_by_key(|m| m.whole.len())
    }

    /// The time expression that holds this token.
    pub(super) fn time_at(&self, at: usize) -> Option<&'a TimeExpression> {
        let position = self.span(at).start;
        let next = self.times.partition_point(|t| t.span.end <= position);
        self.times.get(next).filter(|t| t.span.start <= position)
    }

    /// The first token at or after a byte position.
    pub(super) fn token_from(&self, position: u32) -> usize {
        self.found.tokens.partition_point(|token| token.span.start < position)
    }

    /// The mentions whose names begin inside a token range.
    pub(super) fn mentions_in(&self, range: Range<usize>) -> impl Iterator<Item = &'a Mention> {
        let span = if range.is_empty() { Span::default() } else { self.span_of(range) };
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        let to = self.mentions.partition_point(|m| m.span.start < span.end);
        self.mentions[from..to.max(from)].iter().filter(move |m| span.contains(m.span))
    }
}
