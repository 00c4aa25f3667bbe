//! Everything named in the articles of a story, one by one, with what may bind it to others.

use crate::lang::{Packs, Signs};
use crate::model::{ArticleIx, BlockKind, Entity, EntityIx, Evidence, MentionKind, Reading, Story};
use std::collections::BTreeSet;

/// One entity of one article.
#[derive(Clone, Debug)]
pub(super) struct Named<'r> {
    pub article: ArticleIx,
    pub at: EntityIx,
    pub kind: MentionKind,
    pub name: &'r str,
    /// The words of its name, as names are compared.
    pub words: Vec<String>,
    /// Other forms that the article or a pack gives.
    pub aliases: Vec<&'r str>,
    /// Its offices, written out; forms of address are none.
    pub offices: BTreeSet<String>,
    /// The entity of the same article that it belongs to.
    pub of: Option<EntityIx>,
    /// Whether the headline or the first paragraph names it.
    pub first: bool,
}

impl Named<'_> {
    pub fn is_person(&self) -> bool {
        self.kind == MentionKind::Person
    }

    /// Whether the name is as full as names are: of several words without initials, or no abbreviation.
    pub fn is_full(&self) -> bool {
        if self.is_person() {
            self.words.len() > 1 && self.words.iter().all(|word| word.chars().count() > 1)
        } else {
            !is_abbreviation(self.name)
        }
    }

    pub fn entity<'a>(&self, readings: &'a [Reading]) -> &'a Entity {
        &readings[self.article].annotations.entities[self.at]
    }

    /// Where its article names it so, title included; elsewhere than in a headline, where it can be.
    pub fn first_mention(&self, readings: &[Reading]) -> Option<Evidence> {
        let reading = &readings[self.article];
        let article = &reading.article;
        let title = |at: u32| article.block_at(at).is_some_and(|block| block.kind == BlockKind::Title);
        let own = reading.annotations.mentions.iter().filter(|mention| mention.entity == self.at);
        // With a title it says more, and the full name more than a part of it.
        let best = own.max_by_key(|mention| {
            let (whole, span) = (mention.whole.len() - mention.span.len(), mention.span.len());
            let start = std::cmp::Reverse(mention.span.start);
            (!title(mention.span.start), self.words.len() > 1 && span >= self.name.len(), whole > 0, start)
        });
        best.map(|mention| Evidence::new(article, mention.whole))
    }
}

/// The words of a name as they are compared: lower case, cut at hyphens too, plain apostrophes, no full stops.
pub(super) fn folded(name: &str) -> Vec<String> {
    let plain = name.to_lowercase().replace(['’', '‘'], "'").replace('.', " ");
    let words = plain.split(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether a name is one word of capitals.
pub(super) fn is_abbreviation(name: &str) -> bool {
    !name.contains(' ') && name.chars().count() > 1 && !name.contains(char::is_lowercase)
}

/// Everything named in the articles of a story, in order of article and entity; agencies and outlets too.
pub(super) fn all<'r>(story: &Story, readings: &'r [Reading], packs: &Packs) -> Vec<Named<'r>> {
    let mut named = Vec::new();
    for &article in &story.articles {
        let Some(reading) = readings.get(article) else { continue };
        let first = put_first(reading);
        for (at, entity) in reading.annotations.entities.iter().enumerate() {
            named.push(Named {
                article,
                at,
                kind: entity.kind,
                name: &entity.name,
                words: folded(&entity.name),
                aliases: entity.aliases.iter().map(|alias| &**alias).collect(),
                offices: offices(entity, &reading.article.language, packs),
                of: entity.of,
                first: first.contains(&at),
            });
        }
    }
    named
}

/// The entities that the headline or the first paragraph names.
fn put_first(reading: &Reading) -> BTreeSet<EntityIx> {
    let blocks = &reading.article.blocks;
    let prose = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Lead);
    let first = blocks.iter().find(|block| prose(block.kind)).map(|block| block.span);
    let titles = blocks.iter().filter(|block| block.kind == BlockKind::Title).map(|block| block.span);
    let heads: Vec<_> = titles.chain(first).collect();
    let inside = |start: u32| heads.iter().any(|head| head.start <= start && start < head.end);
    let mentions = reading.annotations.mentions.iter();
    mentions.filter(|mention| inside(mention.span.start)).map(|mention| mention.entity).collect()
}

/// The offices among the roles met with a name; short ones written out ("menhan", "menteri pertahanan").
fn offices(entity: &Entity, language: &str, packs: &Packs) -> BTreeSet<String> {
    let Some(language) = packs.languages.get(language) else { return BTreeSet::new() };
    let address = |role: &str| {
        let signs = language.names.as_ref().and_then(|names| names.signs().exact(role)).unwrap_or_default();
        signs.any(Signs::HE | Signs::SHE)
    };
    let long = |role: &String| {
        let cues = language.cues.as_ref()?;
        let (first, rest) = role.split_once(' ').map_or((role.as_str(), None), |(f, r)| (f, Some(r)));
        let title = cues.long_title(first)?;
        Some(rest.map_or_else(|| title.to_owned(), |rest| format!("{title} {rest}")))
    };
    let roles = entity.roles.iter().filter(|role| !address(role));
    roles.map(|role| long(role).unwrap_or_else(|| role.clone())).collect()
}
