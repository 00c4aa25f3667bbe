//! What the people and bodies of one story are called in it, whatever each article calls them.

use crate::model::{EntityIx, Identity, Reading};
use std::collections::BTreeMap;

/// The one name of an entity, and a key that tells it from others of that name.
#[derive(Clone, Debug)]
struct One {
    name: String,
    key: String,
}

/// By article and entity; what goes by the same name everywhere is not in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Called {
    by_article: BTreeMap<String, BTreeMap<EntityIx, One>>,
}

impl Called {
    pub(super) fn of(identities: &[Identity], readings: &[Reading]) -> Self {
        let mut called = Self::default();
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for identity in identities {
            let nth = met.entry(&identity.name).and_modify(|nth| *nth += 1).or_insert(1);
            let lower = identity.name.to_lowercase();
            let key = if *nth > 1 { format!("{lower} #{nth}") } else { lower };
            for form in &identity.forms {
                let Some(reading) = readings.get(form.article) else { continue };
                let one = One { name: identity.name.clone(), key: key.clone() };
                called.by_article.entry(reading.article.id.clone()).or_default().insert(form.entity, one);
            }
        }
        called
    }

    fn one(&self, reading: &Reading, entity: EntityIx) -> Option<&One> {
        self.by_article.get(&reading.article.id)?.get(&entity)
    }

    pub(super) fn name(&self, reading: &Reading, entity: EntityIx) -> Option<&str> {
        self.one(reading, entity).map(|one| one.name.as_str())
    }

    pub(super) fn key(&self, reading: &Reading, entity: EntityIx) -> Option<&str> {
        self.one(reading, entity).map(|one| one.key.as_str())
    }
}
