//! Sentences, quotations, and all the layers that stand over one article.

use super::{Article, Entity, Figure, Mention, RemovedKind, Span, Statement, TimeExpression, WeekdayCheck};
use serde::Serialize;

/// Which sentence: an index into `Annotations::sentences`.
pub type SentenceIx = usize;

/// One sentence. None is split inside a quotation; titles, captions and list items are sentences of their own.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sentence {
    /// Where it stands, without the white space around it.
    pub span: Span,
    /// Index of its block in `Article::blocks`.
    pub block: usize,
    /// ISO 639 code of the pack that reads it: the block's language, not always the article's.
    pub language: String,
}

/// A stretch between two quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// From the opening mark to the closing one, both included.
    pub marks: Span,
    /// What stands between them.
    pub inner: Span,
    /// Whether the marks are single ('…').
    pub single: bool,
    /// Whether the quotation runs on from the paragraph before: the same speech, opened again.
    pub continues: bool,
    /// Whether no closing mark was found and the quotation was ended with its paragraph.
    pub unclosed: bool,
}

/// A time expression in a removed part of the page: never resolved, a teaser's clock is the crawler's.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RemovedTime {
    /// Index into `Article::removed`.
    pub removed: usize,
    /// The expression; its span counts from the start of the removed part's own text.
    pub time: TimeExpression,
}

/// Everything found in one article, layer by layer, each in reading order.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Annotations {
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Quotations by their marks, whether or not anybody is quoted.
    pub quotations: Vec<Quotation>,
    /// Names.
    pub mentions: Vec<Mention>,
    /// Whom or what the names stand for; mentions and statements point here.
    pub entities: Vec<Entity>,
    /// Temporal expressions in the text.
    pub times: Vec<TimeExpression>,
    /// Temporal expressions in the removed parts.
    pub removed_times: Vec<RemovedTime>,
    /// Statements.
    pub statements: Vec<Statement>,
    /// Figures.
    pub figures: Vec<Figure>,
}

/// An article with what was found in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its layers.
    pub annotations: Annotations,
}

impl Reading {
    /// Without what only the page itself is shown with: removed parts but for credits, which may name a source,
    /// quotation marks, the way back to its bytes, the names of rules, and how undisputed times were reckoned. A trace
    /// needs none of them, and holds every reading at once.
    pub fn without_page(mut self) -> Self {
        self.article.removed.retain(|part| part.kind == RemovedKind::Credit);
        self.article.removed.shrink_to_fit();
        self.article.origin = super::Origin::default();
        self.annotations.removed_times = Vec::new();
        self.annotations.quotations = Vec::new();
        for statement in &mut self.annotations.statements {
            statement.rule = String::new();
            let told = [&mut statement.said_on, &mut statement.reported_on];
            told.into_iter().flatten().for_each(|said| said.why = String::new());
        }
        for time in &mut self.annotations.times {
            time.rule = String::new();
            time.why = time.why.take().filter(|_| time.weekday == WeekdayCheck::Differs);
        }
        self
    }
}
