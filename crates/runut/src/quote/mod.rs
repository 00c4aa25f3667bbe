//! Statements and the chain they came through.

use crate::lang::Packs;
use crate::model::{Article, Entity, Mention, Quotation, Sentence, Statement, TimeExpression, Tokens};

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

/// Finds statements: who is reported to have said what, and through whom.
pub fn statements(_article: &Article, _found: Found<'_>, _packs: &Packs) -> Vec<Statement> {
    Vec::new()
}
