//! Keeps the house as ARCHITECTURE.md draws it: the left knows nothing of the right, and no file grows past reading.
#![allow(clippy::disallowed_methods, reason = "a test is a door: it reads the sources")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the engine. Each may use those before it, and itself.
const ORDER: &[&str] = &[
    "model", "trees", "lang", "wire", "extract", "segment", "ner", "timex", "quote", "quantity", "reuse",
    "story", "identity", "timeline", "disagree", "pipeline", "lib",
];

/// Uses against the order, each with its reason.
const ALLOWED: &[(&str, &str, &str)] = &[
    // `Names::check` and `Numbers::check` read the examples of a pack with the stage that will read the news.
    ("lang", "ner", "a pack's examples are run by the stage itself"),
    ("lang", "quantity", "a pack's examples are run by the stage itself"),
    ("lang", "disagree", "a pack's examples are run by the stage itself"),
    // Sentences and words know only blocks; extraction counts sentences to tell prose from furniture.
    ("extract", "segment", "the language of a page, and sentences as a sign of prose"),
];

/// Lines, headers and tests included. A file that needs more has a second subject.
const LONGEST_FILE: usize = 600;

/// Files that wait to be split; a debt, to be paid and never to be added to.
const TO_SPLIT: &[&str] = &["quote/frames.rs"];

#[test]
fn the_left_knows_nothing_of_the_right() {
    let source = root().join("crates/runut/src");
    let mut wrong = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for file in rust_files(&source) {
        let module = module_of(&source, &file);
        let place = ORDER.iter().position(|name| *name == module);
        let place = place.unwrap_or_else(|| panic!("{module}: no place in ORDER; give it one"));
        seen.insert(module.clone());
        let text = fs::read_to_string(&file).expect("a listed file can be read");
        for used in uses(&text, module == "lang") {
            let Some(other) = ORDER.iter().position(|name| *name == used) else { continue };
            let allowed = ALLOWED.iter().any(|(from, to, _)| *from == module && *to == used);
            if other > place && !allowed {
                wrong.insert(format!("{} uses {used}, which stands to its right", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of the stages:\n{}", join(&wrong));
    let unused: BTreeSet<_> =
        ORDER.iter().filter(|name| !seen.contains(**name)).map(|n| n.to_string()).collect();
    assert!(unused.is_empty(), "in ORDER but not in the engine:\n{}", join(&unused));
}

#[test]
fn no_file_outgrows_its_reader() {
    let mut long = BTreeSet::new();
    for folder in ["crates", "packs"] {
        for file in rust_files(&root().join(folder)) {
            let lines = fs::read_to_string(&file).expect("a listed file can be read").lines().count();
            if lines > LONGEST_FILE && !TO_SPLIT.iter().any(|name| file.ends_with(name)) {
                long.insert(format!(
                    "{}: {lines} lines; {LONGEST_FILE} are enough, split it",
                    file.display()
                ));
            }
        }
    }
    assert!(long.is_empty(), "look for the second subject:\n{}", join(&long));
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut silent = BTreeSet::new();
    for folder in ["crates", "packs"] {
        for file in rust_files(&root().join(folder)) {
            let text = fs::read_to_string(&file).expect("a listed file can be read");
            if !text.trim_start().starts_with("//!") {
                silent.insert(format!("{}: no //! header", file.display()));
            }
        }
    }
    assert!(silent.is_empty(), "{}", join(&silent));
}

/// The engine's modules that the code of a file names (`crate::NAME`), tests left out.
///
/// In `lang`, the bodies of `check` are left out as well: there a pack hands its own examples to the stage that it
/// serves, which is the one way in which a word may call a verb.
fn uses(text: &str, is_lang: bool) -> BTreeSet<String> {
    let mut code = String::new();
    let mut check_at = None;
    for line in text.lines().take_while(|line| line.trim() != "#[cfg(test)]") {
        let indent = line.len() - line.trim_start().len();
        let words = line.split("//").next().unwrap_or("");
        if is_lang && words.contains("fn check") {
            check_at = Some(indent);
        } else if check_at == Some(indent) && words.trim() == "}" {
            check_at = None;
        }
        if check_at.is_none() {
            code.push_str(words);
            code.push(' ');
        }
    }
    let mut found = BTreeSet::new();
    for (at, prefix) in code.match_indices("crate::") {
        let rest = &code[at + prefix.len()..];
        let word = |text: &str| {
            text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
        };
        match rest.strip_prefix('{') {
            None => found.extend([word(rest)]),
            Some(group) => {
                let group = group.split(';').next().unwrap_or("");
                let mut depth = 0;
                let outer: String = group
                    .chars()
                    .filter(|c| {
                        depth += i32::from(*c == '{') - i32::from(*c == '}');
                        depth == 0
                    })
                    .collect();
                found.extend(outer.split(',').map(word));
            }
        }
    }
    found
}

#[test]
fn a_use_is_read_whether_alone_or_in_a_group() {
    let read = |text: &str| uses(text, true).into_iter().collect::<Vec<_>>();
    assert_eq!(read("use crate::model::Span;"), ["model"]);
    assert_eq!(read("use crate::{\n    lang::{Packs, wire},\n    story,\n};"), ["", "lang", "story"]);
    assert_eq!(read("    let x = crate::quote::statements();"), ["quote"]);
    assert!(read("// crate::story").is_empty());
    assert!(read("    pub fn check() {\n        crate::quote::example()\n    }\n").is_empty());
    assert!(read("#[cfg(test)]\nmod tests { use crate::story; }").is_empty());
}

fn module_of(source: &Path, file: &Path) -> String {
    let inside = file.strip_prefix(source).expect("files are listed below the source folder");
    let first =
        inside.components().next().expect("a file has a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a listed folder can be read") {
            let path = entry.expect("an entry can be read").path();
            if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn join(lines: &BTreeSet<String>) -> String {
    lines.iter().map(String::as_str).collect::<Vec<_>>().join("\n")
}
