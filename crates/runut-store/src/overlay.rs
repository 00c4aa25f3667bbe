//! People's corrections as they lie over the findings when these are read.

use rusqlite::{Connection, Row};
use serde::Serialize;
use std::collections::BTreeMap;

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// Its number.
    pub correction: i64,
    /// When it was made.
    pub at: String,
    /// By whom.
    pub who: String,
    /// `hide`, `fix`, `confirm`, `note`, `merge`, `split`, `rename`.
    pub action: String,
    /// Id of what is corrected.
    pub target: String,
    /// Of a `fix`: which value.
    pub field: Option<String>,
    /// What it is to be.
    pub value: Option<String>,
    /// Why, in words.
    pub note: Option<String>,
    /// Id of the article in which it holds, where it is of one.
    pub article: Option<String>,
    /// The words that are corrected, as they stand in the article.
    pub quote: Option<String>,
    /// When it was taken back.
    pub undone: Option<String>,
}

/// All corrections that hold, by what they are of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Overlay {
    by_target: BTreeMap<String, Vec<Correction>>,
    /// Names, lower case, that people said are another name.
    names: BTreeMap<String, String>,
    /// The same in one article, by its id.
    names_in: BTreeMap<(String, String), String>,
    /// Whether a speaker or addressee of a statement is another.
    fixes_names: bool,
}

/// Somebody: the kind, the name, and the forms of it.
type Named<K, F> = (K, String, Vec<F>);

pub(crate) const COLUMNS: &str =
    "correction, at, who, action, target, field, value, note, quote, undone, article";

pub(crate) fn correction(row: &Row<'_>) -> rusqlite::Result<Correction> {
    Ok(Correction {
        correction: row.get(0)?,
        at: row.get(1)?,
        who: row.get(2)?,
        action: row.get(3)?,
        target: row.get(4)?,
        field: row.get(5)?,
        value: row.get(6)?,
        note: row.get(7)?,
        quote: row.get(8)?,
        undone: row.get(9)?,
        article: row.get(10)?,
    })
}

impl Overlay {
    pub fn load(connection: &Connection) -> rusqlite::Result<Self> {
        let mut overlay = Self::default();
        let question = format!("SELECT {COLUMNS} FROM corrections WHERE undone IS NULL ORDER BY correction");
        let mut rows = connection.prepare_cached(&question)?;
        for one in rows.query_map([], correction)? {
            let one = one?;
            if let ("rename", Some(value)) = (one.action.as_str(), &one.value) {
                let name = one.target.to_lowercase();
                match &one.article {
                    Some(article) => overlay.names_in.insert((article.clone(), name), value.clone()),
                    None => overlay.names.insert(name, value.clone()),
                };
            }
            let is_name = matches!(one.field.as_deref(), Some("speaker" | "addressee"));
            overlay.fixes_names |= one.action == "fix" && is_name;
            overlay.by_target.entry(one.target.clone()).or_default().push(one);
        }
        Ok(overlay)
    }

    /// Whether nobody said anything.
    pub fn is_empty(&self) -> bool {
        self.by_target.is_empty()
    }

    /// The corrections of one thing.
    pub fn of(&self, target: &str) -> Vec<Correction> {
        self.by_target.get(target).cloned().unwrap_or_default()
    }

    /// Whether people took it away.
    pub fn is_hidden(&self, target: &str) -> bool {
        self.by_target.get(target).is_some_and(|all| all.iter().any(|one| one.action == "hide"))
    }

    /// What people say a value is; the last word counts.
    pub fn fixed(&self, target: &str, field: &str) -> Option<String> {
        let all = self.by_target.get(target)?;
        let fix = |one: &&Correction| one.action == "fix" && one.field.as_deref() == Some(field);
        all.iter().rev().find(fix)?.value.clone()
    }

    /// The name people say a name is; itself where nobody said so.
    pub fn name(&self, name: &str) -> String {
        let mut name = name;
        // As many steps as there are names: a circle ends somewhere in it.
        for _ in 0..self.names.len() {
            match self.names.get(&name.to_lowercase()) {
                Some(other) => name = other,
                None => break,
            }
        }
        name.to_owned()
    }

    /// The name that people say this name is in one article; itself where nobody said so.
    pub fn name_in(&self, article: &str, name: &str) -> String {
        self.apart(article, name).unwrap_or_else(|| self.name(name))
    }

    /// The name that people say this name is in this article, apart from all others.
    pub fn apart(&self, article: &str, name: &str) -> Option<String> {
        if self.names_in.is_empty() {
            return None;
        }
        let other = self.names_in.get(&(article.to_owned(), name.to_lowercase()))?;
        Some(self.name(other))
    }

    /// The name that people say this one is, in this article or in all; nothing where nobody said so.
    pub fn renamed(&self, article: &str, name: &str) -> Option<String> {
        let in_all = || self.names.contains_key(&name.to_lowercase()).then(|| self.name(name));
        self.apart(article, name).or_else(in_all)
    }

    /// The name of somebody in a line of a timeline, of which each report's article has a name of its own.
    pub fn line_name<'a>(
        &self,
        name: &str,
        reports: impl Iterator<Item = (&'a str, Option<&'a str>)> + Clone,
    ) -> String {
        if !self.changes_names() {
            return name.to_owned();
        }
        let mut own = reports.clone().map(|(article, own)| own.and_then(|own| self.renamed(article, own)));
        // All reports have a name there that people say is one other.
        let all = own.next().flatten().filter(|first| own.all(|next| next.as_ref() == Some(first)));
        let apart = || reports.clone().find_map(|(article, _)| self.apart(article, name));
        all.or_else(apart).unwrap_or_else(|| self.name(name))
    }

    /// Whether people said of any name or speaker that it is another.
    pub fn changes_names(&self) -> bool {
        !self.names.is_empty() || !self.names_in.is_empty() || self.fixes_names
    }

    /// All names that people say are this one, itself first.
    pub fn names_of(&self, name: &str) -> Vec<String> {
        let name = self.name(name);
        let mut all = vec![name.clone()];
        let lower = name.to_lowercase();
        all.extend(self.names.keys().filter(|other| self.name(other).to_lowercase() == lower).cloned());
        all
    }

    /// Who is who, by name, each with its forms, after what people said of names: a form that they set apart is left out,
    /// names that they made one are one. `form` gives the article of a form and the name there.
    pub fn identities<K, F>(
        &self,
        found: Vec<Named<K, F>>,
        form: impl Fn(&F) -> (String, String),
    ) -> Vec<Named<K, F>> {
        let mut shown: Vec<(String, Named<K, F>)> = Vec::new();
        for (kind, name, mut forms) in found {
            let now = self.name(&name);
            forms.retain(|one| {
                let (article, own) = form(one);
                self.renamed(&article, &own).is_none_or(|other| other == now)
            });
            // Two of one name whom nobody made one stay two.
            match shown.iter_mut().find(|(before, (_, other, _))| *before != name && *other == now) {
                Some((_, (.., all))) => all.append(&mut forms),
                None if forms.is_empty() => {}
                None => shown.push((name, (kind, now, forms))),
            }
        }
        shown.into_iter().map(|(_, one)| one).collect()
    }

    /// A speaker or addressee of a statement as it is to be shown: fixed, or by the name it goes by in its article.
    pub fn shown(&self, target: &str, field: &str, found: Option<String>) -> Option<String> {
        let article = target.rsplit_once(':').map_or(target, |(article, _)| article);
        match self.fixed(target, field) {
            Some(value) if value.is_empty() => None,
            Some(value) => Some(value),
            None => found.map(|name| self.name_in(article, &name)),
        }
    }
}
