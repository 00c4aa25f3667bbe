//! Outlet packs: outlets and agencies, their names and addresses.

use super::lexicon::Lexicon;
use super::pack::{PackError, parse};
use super::small::in_small;
use crate::model::Tokens;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::Arc;

/// What sort of source it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutletKind {
    /// Publishes pages.
    Outlet,
    /// Sells its reports to outlets.
    Agency,
}

/// An outlet or agency.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outlet {
    /// The name people know it by.
    pub name: String,
    /// Outlet or agency.
    pub kind: OutletKind,
    /// Other names, in any language; compared without regard to case.
    #[serde(default)]
    pub aliases: Vec<Arc<str>>,
    /// Domains of its pages, without `www.`; a path may follow ("bbc.com/indonesia").
    #[serde(default)]
    pub domains: Vec<String>,
    /// Words that only its pages carry, by which a dump without any name is told ("Tautan-tautan Akses").
    #[serde(default)]
    pub marks: Vec<String>,
    /// Offset of its local time, `+07:00`.
    #[serde(default)]
    pub zone: Option<String>,
    /// State media: the state it speaks for and its capital, by their names in the languages at hand.
    #[serde(default)]
    pub state: Vec<String>,
}

/// All outlets and agencies at hand.
#[derive(Debug, Default)]
pub struct Outlets {
    all: Vec<Outlet>,
    /// Names and aliases in small letters.
    by_name: FxHashMap<String, usize>,
    by_domain: FxHashMap<String, usize>,
    index: Lexicon<usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    outlet: Vec<Outlet>,
}

impl Outlets {
    /// Adds the outlets of one pack file. A name that is known already now means the new entry, so that a newsroom's
    /// own pack wins.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), PackError> {
        let parsed: File = parse("outlets", file, text)?;
        for outlet in parsed.outlet {
            let at = self.all.len();
            for name in
                std::iter::once(outlet.name.as_str()).chain(outlet.aliases.iter().map(|alias| &**alias))
            {
                self.by_name.insert(name.to_lowercase(), at);
            }
            for domain in &outlet.domains {
                self.by_domain.insert(domain.to_lowercase(), at);
            }
            self.index.add(&outlet.name, true, at);
            outlet.aliases.iter().for_each(|alias| self.index.add(alias, true, at));
            self.all.push(outlet);
        }
        Ok(())
    }

    /// All of them, in pack order.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.all.iter()
    }

    /// The outlet or agency of this name or alias, whatever its case.
    pub fn named(&self, name: &str) -> Option<&Outlet> {
        in_small(name.trim(), |name| self.by_name.get(name)).map(|&at| &self.all[at])
    }

    /// The outlet of an address: the longest known domain that its host ends with, a path before none.
    pub fn at_address(&self, url: &str) -> Option<&Outlet> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest).to_lowercase();
        let (host, path) = rest.split_once(['/', '?', '#']).unwrap_or((&rest, ""));
        let host = host.rsplit('@').next()?.split(':').next()?.trim_end_matches('.');
        let first = path.split('/').next().unwrap_or("");
        let mut tail = host;
        loop {
            let with_path = format!("{tail}/{first}");
            if let Some(&at) = self.by_domain.get(&with_path).or_else(|| self.by_domain.get(tail)) {
                return Some(&self.all[at]);
            }
            tail = tail.split_once('.')?.1;
        }
    }

    /// The outlet or agency whose name or alias starts at a token of a text: how many tokens, and which.
    pub fn at(&self, tokens: &Tokens, at: usize, end: usize) -> Option<(usize, &Outlet)> {
        self.index.longest(tokens, at, end).map(|(length, outlet)| (length, &self.all[outlet]))
    }

    /// The outlet whose mark is this line, or stands in it.
    pub fn marked(&self, line: &str) -> Option<(&Outlet, &str)> {
        let has = |outlet: &'_ Outlet| outlet.marks.iter().position(|mark| line.contains(mark.as_str()));
        self.all.iter().find_map(|outlet| has(outlet).map(|at| (outlet, outlet.marks[at].as_str())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_its_outlet_and_the_longest_domain_wins() {
        let mut outlets = Outlets::default();
        let pack = r#"
            [[outlet]]
            name = "Muara Post"
            kind = "outlet"
            aliases = ["MUARA"]
            domains = ["muara.test", "muara.test/laut"]
            marks = ["Gerbang Muara"]
            [[outlet]]
            name = "Muara Video"
            kind = "outlet"
            domains = ["video.muara.test"]
        "#;
        outlets.read("x.toml", pack).expect("a pack");
        for (url, expected) in [
            ("https://www.muara.test/a", Some("Muara Post")),
            ("https://video.muara.test/a?b", Some("Muara Video")),
            ("muara.test", Some("Muara Post")),
            ("https://notmuara.test/", None),
            ("", None),
        ] {
            assert_eq!(outlets.at_address(url).map(|outlet| outlet.name.as_str()), expected, "{url}");
        }
        assert_eq!(outlets.named("muara").map(|outlet| outlet.name.as_str()), Some("Muara Post"));
        assert_eq!(outlets.marked("Gerbang Muara").map(|(_, mark)| mark), Some("Gerbang Muara"));
    }
}
