//! The nouns: what there is. Plain public fields, no behaviour except looking things up.
//!
//! Layers point at each other by index (`EntityIx`, `SentenceIx`, …), never by reference.

mod article;
mod disagreement;
mod evidence;
mod explained;
mod figure;
mod identity;
mod mention;
mod origin;
mod page;
mod part;
mod sentence;
mod span;
mod statement;
mod story;
mod time;
mod token;

pub use article::{Article, Block, BlockKind, Guess, Original, Removed, RemovedKind, Stated};
pub use disagreement::{Development, Disagreement, DisagreementKind, Side, Step, TermUse, Terms};
pub use evidence::{Evidence, Selector};
pub use explained::{Explained, Reason};
pub use figure::{Figure, Sense};
pub use identity::{Identity, NameForm, SameBy};
pub use mention::{Entity, EntityIx, Mention, MentionHow, MentionIx, MentionKind};
pub use origin::{Origin, Stretch};
pub use page::{Page, PageId, PageKind};
pub use part::PartRole;
pub use sentence::{Annotations, Quotation, Reading, RemovedTime, Sentence, SentenceIx};
pub use span::Span;
pub use statement::{
    Act, ChainHow, ChainLink, Confidence, Polarity, SaidOn, SpeakerHow, Statement, StatementIx,
    StatementKind, shown,
};
pub use story::{
    AgencySource, ArticleIx, Carrier, CopyKind, CopyLink, Entry, EntryKind, Event, Passage, Report, Story,
    Trace, Wording,
};
pub use time::{Anchor, DateRange, TimeExpression, TimeKind, TimeValue, UtcOffset, WeekdayCheck};
pub use token::{Token, TokenKind, Tokens, Word};
