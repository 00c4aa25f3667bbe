//! Names and whom they stand for.

use super::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Which mention: an index into `Annotations::mentions`.
pub type MentionIx = usize;

/// Which entity: an index into `Annotations::entities`.
pub type EntityIx = usize;

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A human being.
    Person,
    /// A company, party, authority, agency, outlet, team.
    Organisation,
    /// A country, city, region, building; a state as an actor too.
    Place,
    /// People by nation, faith or side ("Barat", "Russian").
    Group,
    /// A book, film, law, song.
    Work,
    /// A thing made, a model, a weapon.
    Product,
}

/// How a name was found and its kind told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum MentionHow {
    /// A gazetteer has it.
    #[default]
    #[serde(rename = "list")]
    List,
    /// A title or role leads up to it.
    #[serde(rename = "title")]
    Title,
    /// A word in it says what it is ("Kementerian …", "… University", "Jalan …").
    #[serde(rename = "word in it")]
    WordInIt,
    /// What stands around it says what it is.
    #[serde(rename = "surroundings")]
    Surroundings,
    /// The article names it elsewhere.
    #[serde(rename = "article")]
    Article,
    /// The trained tagger (models/names.md).
    #[serde(rename = "names model")]
    Model,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// The name itself: "Vladimir Putin".
    pub span: Span,
    /// The name with the title that leads up to it: "Presiden Rusia Vladimir Putin". Equals `span` without one.
    pub whole: Span,
    /// What it names.
    pub kind: MentionKind,
    /// Whom or what.
    pub entity: EntityIx,
    /// How it was found.
    pub how: MentionHow,
}

/// Whom or what the names of one article stand for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Entity {
    /// What it is.
    pub kind: MentionKind,
    /// The name in its fullest known form: "Kim Jong Un", "Korea Utara", "KCNA".
    pub name: String,
    /// Every other form found in the article or known from a pack; those of packs are shared, not copied.
    pub aliases: Vec<Arc<str>>,
    /// Titles and roles met with the name, lower case: "presiden", "menteri pertahanan".
    pub roles: Vec<String>,
    /// Where the person or body belongs, as an entity of this article: the "Rusia" of "Presiden Rusia …".
    pub of: Option<EntityIx>,
    /// The grammatical gender the names tell, where they tell one ("Mrs", "Ibu"): `m` or `f`.
    pub gender: Option<char>,
    /// Whether it is a news agency or an outlet, that is, one through whom others speak.
    pub relays: bool,
}
