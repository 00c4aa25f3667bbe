//! A folder of its own, and the sample pages of the repository: what the tests of the store share.
#![allow(dead_code, reason = "each test file uses a part of it")]

use runut::lang::Packs;
use runut::model::{Page, Reading};
use runut_store::{Loader, Writer};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// When every run of a test takes place.
pub const NOW: &str = "2031-03-06T10:00:00Z";

pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new(test: &str) -> Self {
        let path = std::env::temp_dir().join(format!("runut-store-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub fn packs() -> &'static Packs {
    static PACKS: OnceLock<Packs> = OnceLock::new();
    PACKS.get_or_init(|| Packs::bundled().expect("the bundled packs load"))
}

/// The sample pages with what is read from each, every page once.
pub fn samples() -> Vec<(Page, Vec<Reading>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    walk(&root.join("examples/pages"), &mut files);
    files.sort();
    let mut pages: Vec<(Page, Vec<Reading>)> = Vec::new();
    for file in files {
        let source = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        let page = Page::new(source, fs::read(&file).unwrap());
        if pages.iter().all(|(known, _)| known.id != page.id) {
            let readings: Vec<Reading> = runut::read(&page, packs()).into_iter().flatten().collect();
            if !readings.is_empty() {
                pages.push((page, readings));
            }
        }
    }
    assert!(pages.len() >= 10, "only {} sample pages were found", pages.len());
    pages
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.extension().and_then(|end| end.to_str()) {
            None if path.is_dir() => walk(&path, files),
            Some("html" | "txt" | "jsonl") => files.push(path),
            _ => {}
        }
    }
}

/// A database of these pages.
pub fn database(path: &Path, pages: &[(Page, Vec<Reading>)]) {
    let loader = Loader::new(packs());
    let mut writer = Writer::open(path, "add", NOW).unwrap();
    for (page, readings) in pages {
        for reading in readings {
            writer.add(&loader.prepare(page, reading.clone())).unwrap();
        }
    }
    writer.trace(packs()).unwrap();
    writer.finish(NOW).unwrap();
}
