//! What an article says in its newsroom's own voice: sentences and tokens that nobody is quoted with.

use crate::model::{BlockKind, Reading, Sentence, Span, StatementKind, Tokens};
use crate::reuse::words::is_prose;
use crate::segment;

/// An article's tokens, and which of them are somebody's words.
pub(super) struct OwnWords<'r> {
    pub reading: &'r Reading,
    pub tokens: Tokens,
    /// Stretches that are somebody's words: quotations, and the contents of statements.
    spoken: Vec<Span>,
}

impl<'r> OwnWords<'r> {
    /// Reads the words again: a trace does not keep them.
    pub fn of(reading: &'r Reading) -> Self {
        let all = &reading.annotations;
        let contents = all.statements.iter().flat_map(|statement| statement.content.iter().copied());
        let mut spoken: Vec<Span> = all.quotations.iter().map(|quotation| quotation.marks).collect();
        spoken.extend(contents);
        spoken.sort();
        Self { reading, tokens: segment::tokens(&reading.article), spoken }
    }

    /// Whether a stretch is nobody's words but the newsroom's.
    pub fn own(&self, span: Span) -> bool {
        !self.spoken.iter().any(|spoken| spoken.overlaps(span))
    }

    /// Sentences of headline and prose.
    pub fn sentences(&self) -> impl Iterator<Item = &'r Sentence> {
        let blocks = &self.reading.article.blocks;
        let told = |sentence: &&Sentence| {
            let kind = blocks.get(sentence.block).map(|block| block.kind);
            kind.is_some_and(|kind| kind == BlockKind::Title || is_prose(kind))
        };
        self.reading.annotations.sentences.iter().filter(told)
    }

    /// Whether a sentence's claim is attributed to somebody: a statement's content lies in it.
    pub fn attributed(&self, sentence: &Sentence) -> bool {
        let statements = &self.reading.annotations.statements;
        statements.iter().any(|statement| {
            let held: usize =
                statement.content.iter().filter(|span| span.overlaps(sentence.span)).map(|s| s.len()).sum();
            held * 2 > sentence.span.len() || (held > 0 && statement.kind != StatementKind::Direct)
        })
    }
}
