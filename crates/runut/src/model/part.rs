//! What a part of a page is, in the finest grain that stages and people ask for.

use super::{BlockKind, RemovedKind};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The role of a part of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartRole {
    /// The headline.
    Title,
    /// The label above it.
    Kicker,
    /// Summary or lead set apart from the body.
    Standfirst,
    /// A heading inside the body.
    Subheading,
    /// A paragraph of the body.
    Paragraph,
    /// A block quotation.
    Quote,
    /// A list or an item of one.
    List,
    /// Words in a table.
    Table,
    /// The words under a picture.
    Caption,
    /// Who had a part in it besides writing: editor, photographer, source.
    Credit,
    /// Who wrote it.
    Byline,
    /// When it was published or changed.
    Date,
    /// Where it was reported from, when that stands alone.
    Dateline,
    /// A reference to another article inside the text ("Baca juga: …").
    CrossReference,
    /// Another article's title, label or time, in a list.
    Related,
    /// Advertising of the outlet or of others.
    Promo,
    /// Buttons to pass the page on.
    Share,
    /// Tags and topics.
    Tags,
    /// Readers' comments and their rules.
    Comments,
    /// Legal notes.
    Legal,
    /// Menus, section labels, widgets.
    Navigation,
    /// Where something was embedded that text cannot hold.
    Embed,
    /// Initials, agency or mark at the end of the body.
    SignOff,
    /// That it was first published elsewhere.
    Syndication,
    /// What stood on the page before.
    Copy,
    /// Anything else.
    Other,
}

impl PartRole {
    /// All of them, in the order of the page and then of use.
    pub const ALL: [Self; 26] = [
        Self::Title,
        Self::Kicker,
        Self::Standfirst,
        Self::Subheading,
        Self::Paragraph,
        Self::Quote,
        Self::List,
        Self::Table,
        Self::Caption,
        Self::Credit,
        Self::Byline,
        Self::Date,
        Self::Dateline,
        Self::CrossReference,
        Self::Related,
        Self::Promo,
        Self::Share,
        Self::Tags,
        Self::Comments,
        Self::Legal,
        Self::Navigation,
        Self::Embed,
        Self::SignOff,
        Self::Syndication,
        Self::Copy,
        Self::Other,
    ];

    /// Its name, as the JSON has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Kicker => "kicker",
            Self::Standfirst => "standfirst",
            Self::Subheading => "subheading",
            Self::Paragraph => "paragraph",
            Self::Quote => "quote",
            Self::List => "list",
            Self::Table => "table",
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Byline => "byline",
            Self::Date => "date",
            Self::Dateline => "dateline",
            Self::CrossReference => "cross-reference",
            Self::Related => "related",
            Self::Promo => "promo",
            Self::Share => "share",
            Self::Tags => "tags",
            Self::Comments => "comments",
            Self::Legal => "legal",
            Self::Navigation => "navigation",
            Self::Embed => "embed",
            Self::SignOff => "sign-off",
            Self::Syndication => "syndication",
            Self::Copy => "copy",
            Self::Other => "other",
        }
    }

    /// The kind of block it makes when it is kept; `None` for what is left out of the text.
    pub fn kept(self) -> Option<BlockKind> {
        match self {
            Self::Title => Some(BlockKind::Title),
            Self::Standfirst => Some(BlockKind::Lead),
            Self::Subheading => Some(BlockKind::Subheading),
            Self::Paragraph => Some(BlockKind::Paragraph),
            Self::Quote => Some(BlockKind::Quote),
            Self::List | Self::Table => Some(BlockKind::List),
            Self::Caption => Some(BlockKind::Caption),
            _ => None,
        }
    }

    /// The coarse kind under which it is left out.
    pub fn removed(self) -> RemovedKind {
        match self {
            Self::CrossReference | Self::Related => RemovedKind::Related,
            Self::Promo => RemovedKind::Promo,
            Self::Share => RemovedKind::Share,
            Self::Tags => RemovedKind::Tags,
            Self::Comments => RemovedKind::Comments,
            Self::Credit | Self::Byline | Self::Date | Self::Dateline | Self::SignOff | Self::Syndication => {
                RemovedKind::Credit
            }
            Self::Kicker | Self::Navigation => RemovedKind::Navigation,
            _ => RemovedKind::Other,
        }
    }
}

impl From<BlockKind> for PartRole {
    fn from(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Title => Self::Title,
            BlockKind::Lead => Self::Standfirst,
            BlockKind::Paragraph => Self::Paragraph,
            BlockKind::Subheading => Self::Subheading,
            BlockKind::Quote => Self::Quote,
            BlockKind::List => Self::List,
            BlockKind::Caption => Self::Caption,
        }
    }
}

impl From<RemovedKind> for PartRole {
    /// The plainest role of a kind, for lines that say no more.
    fn from(kind: RemovedKind) -> Self {
        match kind {
            RemovedKind::Related => Self::Related,
            RemovedKind::Promo => Self::Promo,
            RemovedKind::Share => Self::Share,
            RemovedKind::Tags => Self::Tags,
            RemovedKind::Comments => Self::Comments,
            RemovedKind::Credit => Self::Credit,
            RemovedKind::Navigation => Self::Navigation,
            RemovedKind::Other => Self::Other,
        }
    }
}

impl fmt::Display for PartRole {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_the_name_that_its_json_has() {
        for role in PartRole::ALL {
            let json = serde_json::to_string(&role).unwrap();
            assert_eq!(json, format!("{:?}", role.name()));
        }
    }
}
