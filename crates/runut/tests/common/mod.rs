//! What the tests over whole pages share: the sample pages, the seeds when they are there, and a reading of each.
#![allow(clippy::disallowed_methods, reason = "a test is a door: it reads the sample pages")]
#![allow(dead_code, reason = "each test file uses its part")]

pub mod expected;
pub mod findings;

use runut::lang::Packs;
use runut::model::{Page, Reading};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The packs that ship.
pub fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::bundled().unwrap_or_else(|error| panic!("{error}")))
}

/// A file below the root of the repository.
pub fn root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The sample pages, by name.
pub fn examples() -> Vec<Page> {
    let pages = pages(&root("examples/pages"));
    assert!(pages.len() >= 14, "examples/pages holds {} pages", pages.len());
    pages
}

/// The five raw dumps of the shared folder; none, and a loud line, where it is not there.
pub fn seeds() -> Vec<Page> {
    let folder = root("../shared/seeds");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there, so nothing was tested on the seeds", folder.display());
        return Vec::new();
    }
    pages(&folder)
}

fn pages(folder: &Path) -> Vec<Page> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    let name = |path: &Path| path.file_name().expect("a file has a name").to_string_lossy().into_owned();
    paths
        .iter()
        .map(|path| Page::new(name(path), std::fs::read(path).expect("a listed file can be read")))
        .collect()
}

/// The articles of one page; every page here holds exactly one.
pub fn reading(page: &Page) -> Reading {
    let mut readings = runut::read(page, packs());
    assert_eq!(readings.len(), 1, "{}", page.source);
    readings.remove(0).unwrap_or_else(|error| panic!("{error}"))
}
