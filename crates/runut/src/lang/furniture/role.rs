//! What a line of furniture can be.

use serde::Deserialize;

/// What the person named on a line of credit did, where the line says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Hand {
    /// Gathered the news.
    Reporter,
    /// Helped from elsewhere.
    Contributor,
}

/// What a line of furniture is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FurnitureRole {
    /// A reference to another article, with its title ("Baca juga: …").
    Related,
    /// The label of a list of other articles ("Artikel Terkait"): what follows is related.
    Section,
    /// A time reckoned from the moment of reading ("16 jam lalu"): belongs to a related item.
    Ago,
    /// Advertising of others, and its labels.
    Advertisement,
    /// The outlet's own advertising: apps, newsletters, channels.
    Promo,
    /// Buttons to pass the page on.
    Share,
    /// Tags and topics.
    Tags,
    /// Readers' comments, their labels and rules.
    Comments,
    /// Menus, widgets, accessibility.
    Navigation,
    /// The name of a department ("Internasional"): a kicker right above a headline, elsewhere navigation.
    Topic,
    /// Legal notes.
    Legal,
    /// Where something was embedded that text cannot hold.
    Embed,
    /// Words under a picture.
    Caption,
    /// Who wrote it.
    Author,
    /// Who edited it.
    Editor,
    /// Other people who had a part in it.
    Credit,
    /// Where it was taken from.
    Source,
    /// That it was first published elsewhere.
    Syndication,
    /// When it was published.
    Published,
    /// When it was changed.
    Modified,
    /// A list of points before the body ("Poin penting").
    Summary,
}

impl FurnitureRole {
    /// Whether such a line names somebody who had a part in the article, or its date.
    pub(crate) fn credits(self) -> bool {
        matches!(self, Self::Author | Self::Editor | Self::Credit | Self::Published | Self::Modified)
    }
}
