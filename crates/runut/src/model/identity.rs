//! Who is who across the articles of a story.

use super::{ArticleIx, EntityIx, Evidence, MentionKind};
use serde::{Deserialize, Serialize};

/// One person, body or place of a story, under every form by which its articles name it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Identity {
    /// What it is.
    pub kind: MentionKind,
    /// The one name it goes by in the story.
    pub name: String,
    /// Whom it is in each article, in order of article and entity.
    pub forms: Vec<NameForm>,
}

/// One entity of one article, and how it is known to be this one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NameForm {
    /// Which article.
    pub article: ArticleIx,
    /// Which of its entities.
    pub entity: EntityIx,
    /// The name it goes by there.
    pub name: String,
    /// What binds it to the others.
    pub why: SameBy,
    /// Where the article names it so, title included; only of forms that are not the name itself.
    pub evidence: Option<Evidence>,
    /// Where another article has what binds the two: the full name with the same title, the same quotation.
    pub beside: Option<Evidence>,
}

/// What shows that two names of two articles are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SameBy {
    /// The same name, or one that an article or a pack gives as another form of it.
    #[serde(rename = "name")]
    Name,
    /// The same name but for initials, one written out where the other is not.
    #[serde(rename = "initials")]
    Initials,
    /// Two or more words of a longer name that nobody else in the story has.
    #[serde(rename = "part of the name")]
    Part,
    /// Part of the name, and the same office.
    #[serde(rename = "same office")]
    Office,
    /// Part of the name, and of the same body or country.
    #[serde(rename = "same body")]
    Body,
    /// Part of the name, and the same words in quotation marks.
    #[serde(rename = "same words")]
    Words,
    /// Part of the name, and the only one who has it among those whom the reports of one event put first.
    #[serde(rename = "put first by the same event's reports")]
    PutFirst,
}
