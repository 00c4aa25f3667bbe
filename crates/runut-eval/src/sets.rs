//! The labelled sets beside the repository, and the floors that scores must not fall under.

use anyhow::{Context, bail};
use serde::de::DeserializeOwned;
use std::fmt;
use std::ops::Add;
use std::path::PathBuf;

/// A file of the shared folder; `None`, said loudly, where the folder is not there.
pub fn shared(file: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(file);
    if path.exists() {
        return Some(path);
    }
    eprintln!("SKIPPED: {} is not there, nothing is measured on it", path.display());
    None
}

/// The lines of a JSON Lines file of the shared folder.
pub fn lines<T: DeserializeOwned>(file: &str) -> anyhow::Result<Option<Vec<T>>> {
    let Some(path) = shared(file) else { return Ok(None) };
    let text = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let rows = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    rows.map(|(at, line)| {
        serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), at + 1))
    })
    .collect::<anyhow::Result<Vec<T>>>()
    .map(Some)
}

/// The N of `--errors N`.
pub fn errors_wanted(arguments: &[String]) -> usize {
    let at = arguments.iter().position(|argument| argument == "--errors");
    at.and_then(|at| arguments.get(at + 1)?.parse().ok()).unwrap_or(0)
}

/// CPU time of this process; where the system does not tell, time on the wall.
pub fn cpu_seconds() -> f64 {
    use std::sync::LazyLock;
    static START: LazyLock<std::time::Instant> = LazyLock::new(std::time::Instant::now);
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|line| line.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| START.elapsed().as_secs_f64(), |nanoseconds| nanoseconds / 1e9)
}

/// How many there are, how many were found, how many of these are right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ratio {
    /// In the gold.
    pub gold: usize,
    /// In the findings.
    pub found: usize,
    /// In both.
    pub right: usize,
}

impl Ratio {
    /// Share of the findings that are right.
    pub fn precision(&self) -> f64 {
        if self.found == 0 { 0.0 } else { self.right as f64 / self.found as f64 }
    }

    /// Share of the gold that is found.
    pub fn recall(&self) -> f64 {
        if self.gold == 0 { 0.0 } else { self.right as f64 / self.gold as f64 }
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        let sum = self.precision() + self.recall();
        if sum == 0.0 { 0.0 } else { 2.0 * self.precision() * self.recall() / sum }
    }
}

impl Add for Ratio {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            found: self.found + other.found,
            right: self.right + other.right,
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "P {:.3} R {:.3} F1 {:.3} ({})", self.precision(), self.recall(), self.f1(), self.gold)
    }
}

/// The floors of one scorer, from `floors.toml`.
pub struct Floors {
    scorer: String,
    table: toml::Table,
    under: Vec<String>,
}

impl Floors {
    /// Reads the table of this scorer.
    ///
    /// # Errors
    /// Where `floors.toml` is no TOML, or has no table of this name.
    pub fn of(scorer: &str) -> anyhow::Result<Self> {
        let file: toml::Table = include_str!("../floors.toml").parse()?;
        let table = file.get(scorer).and_then(toml::Value::as_table).cloned();
        let table = table.ok_or_else(|| anyhow::anyhow!("floors.toml: no table [{scorer}]"))?;
        Ok(Self { scorer: scorer.to_owned(), table, under: Vec::new() })
    }

    /// Holds a measured value against its floor; counts may be written without a point.
    pub fn hold(&mut self, name: &str, value: f64) {
        let floor = self.table.get(name);
        let floor = floor.and_then(|floor| floor.as_float().or(floor.as_integer().map(|count| count as f64)));
        if let Some(floor) = floor.filter(|floor| value < *floor) {
            self.under.push(format!("{} {name}: {value:.3} is under its floor {floor:.3}", self.scorer));
        }
    }

    /// Fails when anything was under its floor.
    pub fn verdict(self) -> anyhow::Result<()> {
        if self.under.is_empty() { Ok(()) } else { bail!("{}", self.under.join("\n")) }
    }
}
