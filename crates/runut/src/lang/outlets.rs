//! Outlet packs: outlets and agencies, their names and addresses.

use super::pack::{PackError, parse};
use serde::Deserialize;

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
    pub aliases: Vec<String>,
    /// Domains of its pages, without `www.`.
    #[serde(default)]
    pub domains: Vec<String>,
    /// Words that only its pages carry, by which a dump without any name is told ("Tautan-tautan Akses").
    #[serde(default)]
    pub marks: Vec<String>,
    /// Offset of its local time, `+07:00`.
    #[serde(default)]
    pub zone: Option<String>,
}

/// All outlets and agencies at hand.
#[derive(Debug, Default)]
pub struct Outlets {
    all: Vec<Outlet>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    outlet: Vec<Outlet>,
}

impl Outlets {
    /// Adds the outlets of one pack file.
    ///
    /// # Errors
    /// Where it is not of the shape described in `docs/packs.md`.
    pub fn read(&mut self, file: &str, text: &str) -> Result<(), PackError> {
        let parsed: File = parse("outlets", file, text)?;
        self.all.extend(parsed.outlet);
        Ok(())
    }

    /// All of them, in pack order.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.all.iter()
    }

    /// The outlet or agency of this name or alias, whatever its case.
    pub fn named(&self, name: &str) -> Option<&Outlet> {
        let same = |other: &str| other.to_lowercase() == name.to_lowercase();
        self.all.iter().find(|outlet| same(&outlet.name) || outlet.aliases.iter().any(|alias| same(alias)))
    }
}
