//! Whom a question means by a name: who has it in any form, whom a story knows by it, and what people said of names.

use crate::error::Result;
use crate::open::Store;
use crate::overlay::Overlay;
use rusqlite::params_from_iter;
use std::collections::BTreeSet;

/// Whom a question means: everybody where it says nothing.
#[derive(Debug, Default)]
pub(super) struct Meant {
    /// The name that was asked for, where one was.
    asked: Option<String>,
    /// Every name that may be meant.
    pub names: Vec<String>,
    /// Whether only one of these names is meant, and none who only has a form in common with it.
    exactly: bool,
    /// Whether a story knows somebody by one of these names.
    is_known: bool,
}

impl Store {
    /// Whom a name in any form may mean.
    pub(super) fn meant(&self, asked: &Option<String>, overlay: &Overlay) -> Result<Meant> {
        let Some(asked) = asked else { return Ok(Meant::default()) };
        let names = self.names_like(asked, overlay)?;
        self.meant_by(asked, names, false)
    }

    /// Whom these names mean and no other: one of the same last name is somebody else.
    pub(super) fn meant_exactly(&self, name: &str, overlay: &Overlay) -> Result<Meant> {
        self.meant_by(name, overlay.names_of(name), true)
    }

    fn meant_by(&self, asked: &str, names: Vec<String>, exactly: bool) -> Result<Meant> {
        let question = format!(
            "SELECT EXISTS (SELECT 1 FROM identities WHERE name COLLATE NOCASE IN ({}))",
            numbered(1, names.len())
        );
        let is_known = self.number(&question, params_from_iter(names.iter()))? > 0;
        Ok(Meant { asked: Some(asked.to_owned()), names, exactly, is_known })
    }

    /// The names that a person may mean by this one: those it is a form of, and those that people say are the same.
    pub(crate) fn names_like(&self, asked: &str, overlay: &Overlay) -> Result<Vec<String>> {
        let mut names: BTreeSet<String> = overlay.names_of(asked).into_iter().collect();
        names.insert(asked.to_owned());
        let like = |question: &str| -> Result<Vec<String>> { self.rows(question, [asked], |row| row.get(0)) };
        let mut forms = like(
            "SELECT DISTINCT name FROM name_forms WHERE form = ? COLLATE NOCASE ORDER BY name LIMIT 200",
        )?;
        if forms.is_empty() {
            // Part of a name that nobody printed alone.
            forms = self.names_with(asked)?;
        }
        for name in forms {
            names.extend(overlay.names_of(&name));
            names.insert(name);
        }
        Ok(names.into_iter().collect())
    }

    /// The names in which these words stand.
    pub(super) fn names_with(&self, words: &str) -> Result<Vec<String>> {
        self.rows(
            "SELECT DISTINCT name FROM name_forms WHERE instr(' ' || lower(form) || ' ', ' ' || lower(?) || ' ') > 0
             ORDER BY name LIMIT 200",
            [words],
            |row| row.get(0),
        )
    }
}

/// Who says or hears something: as it was found, and as the story of the article knows them.
pub(super) struct Found {
    /// The name in the article.
    pub name: Option<String>,
    /// The name by which the story knows them, where it tells more.
    pub known: Option<String>,
    /// Whether that is a person.
    pub is_person: bool,
}

impl Meant {
    /// Whether nobody was asked for.
    pub fn is_everybody(&self) -> bool {
        self.asked.is_none()
    }

    /// The one name that is meant, where neither people nor stories say more of it: then the index of that name is all
    /// that is needed.
    pub fn only(&self, overlay: &Overlay) -> Option<&str> {
        match &self.names[..] {
            [name] if !self.is_known && !overlay.changes_names() => Some(name),
            _ => None,
        }
    }

    /// Whether it matters by which name a story knows somebody.
    pub fn asks_stories(&self) -> bool {
        self.is_known || self.exactly
    }

    /// A list of statements (`article`, `n`) in which one of these may be `speaker` or `addressee`, as SQL. The names are
    /// its parameters from `first` on. Some of them are looked at again by `includes`.
    pub fn statements(&self, column: &str, first: usize, overlay: &Overlay) -> String {
        let names = numbered(first, self.names.len());
        let mut all =
            vec![format!("SELECT article, n FROM statements WHERE {column} COLLATE NOCASE IN ({names})")];
        if self.is_known {
            all.push(format!(
                "SELECT o.article, o.n FROM identities i JOIN identity_forms f ON f.story = i.story AND f.identity = i.n
                 JOIN statements o ON o.article = f.article AND o.{column}_entity = f.entity
                 WHERE i.name COLLATE NOCASE IN ({names})"
            ));
        }
        if overlay.changes_names() {
            // Statements that people changed, and those of articles in which a name is another.
            all.push(format!(
                "SELECT o.article, o.n FROM corrections c JOIN articles b ON b.id = c.article
                 JOIN statements o ON o.article = b.article
                 WHERE c.undone IS NULL AND (c.action = 'rename' OR (c.action = 'fix' AND c.field = '{column}'))"
            ));
        }
        format!("({})", all.join(" UNION "))
    }

    /// Whether the speaker or addressee of the statement `id` is meant, after what people changed.
    pub fn includes(&self, id: &str, field: &str, found: &Found, overlay: &Overlay) -> bool {
        let Some(asked) = &self.asked else { return true };
        let is = |one: &str, name: &str| name.to_lowercase() == one.to_lowercase();
        let article = id.rsplit_once(':').map_or(id, |(article, _)| article);
        let own = found.name.as_deref();
        let changed = overlay.fixed(id, field).or_else(|| own.and_then(|own| overlay.apart(article, own)));
        if let Some(now) = changed {
            return is(&overlay.name(asked), &now);
        }
        // What people say of a name goes before what its story makes of it.
        let renamed = own.is_some_and(|own| overlay.renamed(article, own).is_some());
        match found.known.as_deref().filter(|_| !renamed) {
            Some(known) if self.exactly && found.is_person => self.has(known),
            known => known.into_iter().chain(own).any(|name| self.has(name)),
        }
    }

    fn has(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.names.iter().any(|one| one.to_lowercase() == name)
    }

    /// A table `meant` for a question: the entities that are meant, as people split and joined names. The names are the
    /// parameters of the question from `first` on.
    pub fn entities(&self, first: usize, overlay: &Overlay) -> String {
        let names = numbered(first, self.names.len());
        let mut own = format!("SELECT e.* FROM entities e WHERE e.name COLLATE NOCASE IN ({names})");
        let renamed = |name: &str, article: &str| {
            format!(
                "EXISTS (SELECT 1 FROM corrections c WHERE c.undone IS NULL AND c.action = 'rename'
                   AND c.target = {name} COLLATE NOCASE AND c.value COLLATE NOCASE NOT IN ({names})
                   AND (c.article IS NULL OR c.article = (SELECT b.id FROM articles b WHERE b.article = {article})))"
            )
        };
        if overlay.changes_names() {
            own.push_str(&format!(" AND NOT {}", renamed("e.name", "e.article")));
        }
        if self.exactly {
            own.push_str(&format!(
                " AND NOT EXISTS (SELECT 1 FROM identity_forms f JOIN identities i ON i.story = f.story AND i.n = f.identity
                   WHERE f.article = e.article AND f.entity = e.n AND i.kind = 'person' AND i.name COLLATE NOCASE NOT IN ({names}))"
            ));
        }
        let mut all = vec![own];
        if self.is_known {
            all.push(format!(
                "SELECT e.* FROM identities i JOIN identity_forms f ON f.story = i.story AND f.identity = i.n
                 JOIN entities e ON e.article = f.article AND e.n = f.entity
                 WHERE i.name COLLATE NOCASE IN ({names}) AND NOT {}",
                renamed("f.form", "f.article")
            ));
        }
        if overlay.changes_names() {
            all.push(format!(
                "SELECT e.* FROM corrections c JOIN articles b ON b.id = c.article JOIN entities e ON e.article = b.article
                   AND e.name = c.target COLLATE NOCASE
                 WHERE c.undone IS NULL AND c.action = 'rename' AND c.value COLLATE NOCASE IN ({names})"
            ));
        }
        format!("meant AS ({})", all.join(" UNION "))
    }
}

/// So many parameters from this one on: `?2, ?3`.
fn numbered(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ")
}
