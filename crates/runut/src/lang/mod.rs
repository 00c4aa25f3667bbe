//! The words: language packs and outlet packs, read and checked.
//!
//! One reader per pack file. A pack is data: the engine never asks which language it is.

mod bylines;
mod cues;
mod dictionary;
mod furniture;
mod lexicon;
mod names;
mod number_lists;
mod numbers;
mod outlets;
mod pack;
mod pattern;
mod sentences;
mod small;
mod stems;
mod telling;
mod time;
mod wording;

pub use bylines::{Abroad, BylineWords};
pub use cues::{Class, Classes, Cue, Cues, Frame};
pub use furniture::{DateWords, Furniture, FurnitureRole, FurnitureRule, Hand, Hit};
pub use lexicon::Lexicon;
pub use names::{Gazetteers, Head, Known, Names, Signs};
pub use numbers::{Numbers, Numeral, UnitKind};
pub use outlets::{Outlet, OutletKind, Outlets};
pub use pack::{Check, FileSource, Language, Languages, PackError, Packs};
pub use pattern::{Capture, Slot};
pub use sentences::SentenceRules;
pub(crate) use small::fold;
pub use stems::Stems;
pub(crate) use telling::{Piece, Sieve, hash_of, pair, piece, tells};
pub use time::{
    Atom, Deictic, Edge, Holiday, Match, Means, Part, Parts, Quantity, Rule, Shift, TimeGrammar, Unit,
    UnitCode,
};
pub use wording::{Term, Wordings};
